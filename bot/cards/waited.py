"""After waiting: which step that was when it works, what to do next when it still fails. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.answer import steps_list
from bot.cards.card import Modal, modal, quiet, section
from bot.cards.finding import entry_of
from bot.cards.incident import gist_of, reference
from bot.cards.text import mrkdwn
from bot.model import Actor, Entry, Finding, Incident

STEPS_SHOWN = 8
CHECK = "The card's *Check it live* or *Try again* looks at the servers now. "
PASTE = "A new error text says more: paste it in the thread and mention me."


def step_of_waiting(finding: Finding) -> str | None:
    """The id of the step that is waiting; None when the page has none."""
    return next((step.id for step in finding.steps if step.who is Actor.NOBODY_WAIT), None)


def still_modal(incident: Incident, entries: Mapping[str, Entry]) -> Modal:
    """What is left to do where waiting did not help."""
    finding, entry = incident.lead, entry_of(incident.lead, entries)
    left = [step for step in finding.steps if step.who is not Actor.NOBODY_WAIT][:STEPS_SHOWN]
    hand_off = entry.hand_off_when if entry is not None else ""
    return modal(
        "still",
        "Still failing",
        [
            section(f"*Waiting did not help:* {gist_of(incident, entries)}"),
            *steps_list("What to do next", left, finding.who_acts),
            section(f"*Hand it off when*\n{mrkdwn(hand_off, 1000)}") if hand_off else None,
            quiet(f"{CHECK if entry is not None and entry.checks else ''}{PASTE}"),
        ],
        metadata=reference(incident),
    )
