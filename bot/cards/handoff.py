"""The packet that goes with a handoff: it stands alone, so its receiver need not read the thread. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.answer import STEP_CHARS, quiet_line, step_line
from bot.cards.card import Block, Card, actions, button, card, quiet, quote, section
from bot.cards.incident import gist_of, reference, since
from bot.cards.words import grouped
from bot.model import Entry, Handoff, Incident, mention

NOTE_CHARS = 2000
STEPS_SHOWN = 3
ANSWERS = {
    "accepted": "{receiver} accepted it.",
    "declined": "{receiver} declined it.",
    "withdrawn": "It was taken back.",
}


def handoff_card(
    incident: Incident, handoff: Handoff, entries: Mapping[str, Entry], permalink: str | None = None
) -> Card:
    """What the receiver gets, with its buttons while it waits; `permalink` leads to the incident's thread."""
    group = grouped(incident.findings)[0]
    steps = [
        step_line(step, incident.lead.who_acts, STEP_CHARS) for step in incident.lead.steps[:STEPS_SHOWN]
    ]
    left = "\n".join(["*Left to do*", *(f"{number}. {step}" for number, step in enumerate(steps, 1))])
    return card(
        f"<@{handoff.sender}> hands you incident {incident.id}.",
        [
            section(f"*<@{handoff.sender}> hands you incident {incident.id}*"),
            quote(handoff.note, NOTE_CHARS) if handoff.note.strip() else None,
            section(f"*{gist_of(incident, entries, 400)}*"),
            quiet_line(incident.lead, count=group.count, recipients=group.recipients),
            section(left) if steps else None,
            *_answer(incident, handoff, permalink),
        ],
    )


def _answer(incident: Incident, handoff: Handoff, permalink: str | None) -> list[Block | None]:
    open_thread = (
        [button("Open thread", "incident:open", str(incident.id), url=permalink)] if permalink else []
    )
    if handoff.answer is None:
        value = reference(incident)
        row = [
            button("Accept", "handoff:accept", value, primary=True),
            button("Decline", "handoff:decline", value),
            *open_thread,
        ]
        return [actions(row), quiet(f"Handed to {mention(handoff.receiver)} · {since(handoff.offered_at)}")]
    said = ANSWERS[handoff.answer].format(receiver=mention(handoff.receiver))
    when = f" · {since(handoff.answered_at)}" if handoff.answered_at else ""
    return [
        actions(open_thread) if open_thread else None,
        quote(handoff.reason, NOTE_CHARS) if handoff.reason.strip() else None,
        quiet(f"{said}{when}"),
    ]
