"""What is told when time is up: one incident with its next acts, or all of them in one message. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.cards.card import Block, Card, actions, button, card, quiet, section
from bot.cards.incident import gist_of, reference, since
from bot.model import Entry, FollowUpKind, Handoff, Incident, mention

LISTED = 40  # of Slack's 50 blocks; the lists show the rest
LINE_CHARS = 140


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due; `handoff` is the one that waits, `permalink` leads to the thread."""

    kind: FollowUpKind
    incident: Incident
    handoff: Handoff | None = None
    permalink: str | None = None


TITLES = {
    FollowUpKind.ESCALATE: "Nobody accepted these in time",
    FollowUpKind.REMIND: "These wait for your answer",
    FollowUpKind.SNOOZE: "These were to be looked at again now",
    FollowUpKind.WAITED: "Waiting should have helped these by now",
}
ALONE = {
    FollowUpKind.ESCALATE: "Nobody has accepted incident {number} yet.",
    FollowUpKind.REMIND: "Incident {number} waits for your answer.",
    FollowUpKind.SNOOZE: "Incident {number} was to be looked at again now.",
    FollowUpKind.WAITED: "Waiting should have helped incident {number} by now: does it work?",
}
ACTS = {
    FollowUpKind.ESCALATE: (("Take it", "incident:assign"),),
    FollowUpKind.REMIND: (("Accept", "handoff:accept"), ("Decline", "handoff:decline")),
    FollowUpKind.SNOOZE: (("Resolve", "incident:resolve"), ("Hand off", "incident:handoff")),
    FollowUpKind.WAITED: (("It works now", "incident:works"), ("Still failing", "incident:still")),
}
"""What can be done about each kind, the likeliest first; a list of many shows only that one."""


def due_card(due: Sequence[Due], entries: Mapping[str, Entry], count: int) -> Card:
    """All that is due for one place, most urgent first; `count` includes what is not shown."""
    return _alone(due[0], entries) if count == 1 else _many(due[:LISTED], entries, count)


def _alone(due: Due, entries: Mapping[str, Entry]) -> Card:
    incident = due.incident
    sentence = ALONE[due.kind].format(number=incident.id)
    row = [button(label, act, reference(incident)) for label, act in ACTS[due.kind]]
    row[0] = {**row[0], "style": "primary"}
    if due.kind is FollowUpKind.WAITED and incident.channel is not None:  # it stands in the thread itself
        whom = f" <@{incident.owner}>" if incident.owner else ""
        return card(sentence, [section(f"*{sentence}*{whom}"), actions(row)])
    if due.permalink:
        row.append(button("Open thread", "incident:open", str(incident.id), url=due.permalink))
    return card(
        sentence,
        [
            section(f"*{sentence}*"),
            section(gist_of(incident, entries, 400)),
            actions(row),
            quiet(_who(due)),
        ],
    )


def _many(due: Sequence[Due], entries: Mapping[str, Entry], count: int) -> Card:
    blocks: list[Block] = []
    for kind, group in groupby(due, key=lambda one: one.kind):
        blocks.append(section(f"*{TITLES[kind]}*"))
        blocks += [_line(one, entries) for one in group]
    left = count - len(due)
    more = (
        f"And {left:,} more: `/smtpcheck incidents mine` lists yours, `/smtpcheck incidents` all open ones."
    )
    return card(
        f"{count:,} incidents need you: {TITLES[due[0].kind][0].lower()}{TITLES[due[0].kind][1:]}.",
        [*blocks, quiet(more) if left > 0 else None],
    )


def _line(due: Due, entries: Mapping[str, Entry]) -> Block:
    incident, (label, act) = due.incident, ACTS[due.kind][0]
    return section(
        f"*{incident.id}* {gist_of(incident, entries, LINE_CHARS)}\n{_who(due)}",
        accessory=button(label, act, reference(incident)),
    )


def _who(due: Due) -> str:
    """Who waits for whom since when, else who has it."""
    incident, handoff = due.incident, due.handoff
    if handoff is not None:
        return f"<@{handoff.sender}> → {mention(handoff.receiver)} · {since(handoff.offered_at)}"
    owner = f"<@{incident.owner}>" if incident.owner else "nobody"
    return f"{owner} · since {since(incident.opened_at)}"
