"""What is told when time is up: one incident with its next acts, or all of them in one message. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.cards.card import Block, Card, actions, button, card, quiet, section
from bot.cards.handoff import deadline, way_to, with_whom
from bot.cards.incident import gist_of, reference
from bot.cards.text import dotted, since
from bot.cards.words import owner_of
from bot.model import Entry, FollowUpKind, Handoff, Incident, IncidentState, mention

LISTED = 25  # within the text that Slack takes; the lists show the rest
LINE_CHARS = 80


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due; `handoff` is the one that waits.

    `permalink` leads to the thread, None where the reader cannot open it. Of several handed on
    together `incident` is the first and `count` says how many they are.
    """

    kind: FollowUpKind
    incident: Incident
    handoff: Handoff | None = None
    count: int = 1
    permalink: str | None = None


TITLES = {
    FollowUpKind.ESCALATE: "Nobody accepted these in time",
    FollowUpKind.REMIND: "These wait for your answer",
    FollowUpKind.SNOOZE: "These were to be looked at again now",
    FollowUpKind.WAITED: "Waiting should have helped these by now",
}
ALONE = {
    FollowUpKind.ESCALATE: "Nobody has accepted {name} yet.",
    FollowUpKind.REMIND: "{name} {waits} for your answer.",
    FollowUpKind.SNOOZE: "{name} was to be looked at again now.",
    FollowUpKind.WAITED: "Waiting should have helped {name} by now: does it work?",
}
ACTS = {
    FollowUpKind.ESCALATE: (("Take it", "handoff:accept"),),
    FollowUpKind.REMIND: (("Accept", "handoff:accept"), ("Decline", "handoff:decline")),
    FollowUpKind.SNOOZE: (
        ("Resolve", "incident:resolve"),
        ("Snooze again", "incident:snooze"),
        ("Hand off", "incident:handoff"),
    ),
    FollowUpKind.WAITED: (("It works now", "incident:works"), ("Still failing", "incident:still")),
}
"""What can be done about each kind, the likeliest first; a list of many shows only that one."""
NOT_WHILE_OFFERED = ("incident:snooze", "incident:handoff")
"""What is refused while somebody is asked to accept the incident: its card offers none of it either."""
ACTS_TOGETHER = {
    FollowUpKind.ESCALATE: (("Take all", "handoff:accept-all"), ("Choose", "handoff:choose")),
    FollowUpKind.REMIND: (
        ("Accept all", "handoff:accept-all"),
        ("Choose", "handoff:choose"),
        ("Decline all", "handoff:decline-all"),
    ),
}
"""The same for what was handed on together."""


def due_card(due: Sequence[Due], entries: Mapping[str, Entry], left: int = 0) -> Card:
    """All that is due for one place, most urgent first; `left` is how many there is no room for."""
    return _alone(due[0], entries) if len(due) == 1 and not left else _many(due, entries, left)


def over_card(incident: Incident) -> Card:
    """What a reminder becomes whose reader is told in a message of its own who did what."""
    return _over(f"Incident {incident.id} needs nothing more from you.")


def all_over_card() -> Card:
    """What a reminder of several becomes once nothing of it is left."""
    return _over("These incidents need nothing more from you.")


def _over(sentence: str) -> Card:
    return card(sentence, [section(sentence)])


def _alone(due: Due, entries: Mapping[str, Entry]) -> Card:
    incident, waits = due.incident, "waits" if due.count == 1 else "wait"
    sentence = ALONE[due.kind].format(name=_name(due), waits=waits)
    sentence = sentence[0].upper() + sentence[1:]
    row = [button(label, act, value) for label, act, value in _acts(due)]
    row[0] = {**row[0], "style": "primary"}
    if due.kind is FollowUpKind.WAITED and incident.channel is not None:  # it stands in the thread itself
        whom = f" <@{incident.owner}>" if incident.owner else ""
        return card(sentence, [section(f"*{sentence}*{whom}"), actions(row)])
    if due.count == 1:
        row.append(way_to(incident, due.permalink))
    return card(
        sentence,
        [
            section(f"*{sentence}*"),
            with_whom(section(gist_of(incident, entries)), incident) if due.count == 1 else None,
            actions(row),
            quiet(_who(due)),
        ],
    )


def _many(due: Sequence[Due], entries: Mapping[str, Entry], left: int) -> Card:
    blocks: list[Block] = []
    for kind, group in groupby(due, key=lambda one: one.kind):
        blocks.append(section(f"*{TITLES[kind]}*"))
        blocks += [_line(one, entries) for one in group]
    more = f"And {left:,} more: `/smtpcheck incidents` lists what is open, `/smtpcheck incidents mine` yours."
    title = TITLES[due[0].kind]
    count = sum(one.count for one in due) + left
    return card(
        f"{count:,} incidents need you: {title[0].lower()}{title[1:]}.",
        [*blocks, quiet(more) if left else None],
    )


def _line(due: Due, entries: Mapping[str, Entry]) -> Block:
    label, act, value = _acts(due)[0]
    act_button = button(label, act, value)
    if due.count > 1:
        return section(f"*{due.count} incidents* handed on together\n{_who(due)}", accessory=act_button)
    what = f"*{due.incident.id}* {gist_of(due.incident, entries, LINE_CHARS)}"
    return with_whom(section(f"{what}\n{_who(due)}", accessory=act_button), due.incident)


def _acts(due: Due) -> list[tuple[str, str, str]]:
    if due.count > 1 and due.handoff is not None:
        return [(label, act, str(due.handoff.packet)) for label, act in ACTS_TOGETHER[due.kind]]
    offered = due.incident.state is IncidentState.OFFERED
    acts = [one for one in ACTS[due.kind] if not (offered and one[1] in NOT_WHILE_OFFERED)]
    return [(label, act, reference(due.incident)) for label, act in acts]


def _name(due: Due) -> str:
    return f"incident {due.incident.id}" if due.count == 1 else f"{due.count} incidents"


def _who(due: Due) -> str:
    """Who waits for whom since when, else who has it."""
    incident, handoff = due.incident, due.handoff
    if handoff is not None:
        whom = f"<@{handoff.sender}> to {mention(handoff.receiver)}"
        return dotted((whom, since(handoff.offered_at), deadline(handoff) if handoff.answer_by else ""))
    return f"{owner_of(incident)} · since {since(incident.opened_at)}"
