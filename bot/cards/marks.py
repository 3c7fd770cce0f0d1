"""What people put on an incident, as its card shows it: ticked steps, its customer, the last note. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards.answer import STEPS_SHOWN, step_line, steps_title
from bot.cards.card import Block, checkbox, quiet, quiet_said, section
from bot.cards.text import escape, mrkdwn, since
from bot.cards.words import step_title
from bot.model import Act, Happening, Incident, IncidentState, Step, Tick

TICK = "incident:tick"
CUSTOMER_CHARS = 200
NOTE_CHARS = 300  # on the card; the thread and the timeline have all of it
TITLE_CHARS = 160
# Nothing in it that could end the link; a host, so that its label says where it leads.
_LINK = re.compile(r"https://([a-z0-9.-]{3,100})(?:[/?#][^\s<>|\"`]{0,180})?", re.IGNORECASE)


def steps_to_tick(incident: Incident, ticks: Sequence[Tick]) -> list[Block]:
    """The first steps of the leading error under their heading; those that are done, at their titles only."""
    boxes = _boxes(incident, ticks)[:STEPS_SHOWN]
    return [section(steps_title(incident.lead)), *boxes] if boxes else []


def further_steps(incident: Incident, ticks: Sequence[Tick]) -> list[Block]:
    """The steps that the card has no room for."""
    boxes = _boxes(incident, ticks)[STEPS_SHOWN:]
    return [section("*Further steps*"), *boxes] if boxes else []


def marks(incident: Incident, timeline: Sequence[Happening]) -> list[Block]:
    """Whom it is about and the newest note, a line each, as far as they are there."""
    lines = [customer_line(incident.customer)] if incident.customer else []
    note = next((line for line in reversed(timeline) if line.kind is Act.NOTED and line.detail), None)
    if note is not None:
        lines.append(quiet_said(f"Note by <@{note.actor}>, {since(note.at)}:", note.detail, NOTE_CHARS))
    return lines


def _boxes(incident: Incident, ticks: Sequence[Tick]) -> list[Block]:
    ticked = {tick.step: tick for tick in ticks}
    return [
        _box(incident, number, step, ticked.get(step.id))
        for number, step in enumerate(incident.lead.steps, 1)
    ]


def _box(incident: Incident, number: int, step: Step, tick: Tick | None) -> Block:
    """One step with its own box: two who tick two steps at once never overwrite each other."""
    text = f"{number}. {step_line(step, incident.lead.who_acts)}"
    if tick is not None:
        title = mrkdwn(step_title(step).replace("**", ""), TITLE_CHARS)
        text = f"{number}. *{title}* Ticked by <@{tick.actor}>, {since(tick.at)}."
    if incident.state is IncidentState.RESOLVED:
        return section(text)
    # A client keeps what was ticked in a block of the same id, whatever an edit says
    # (slackapi/java-slack-sdk issue 762, slackapi/bolt-js issue 1920): each version has its own.
    return section(
        text,
        accessory=checkbox(TICK, "Done", step.id, ticked=tick is not None),
        block_id=f"tick:{incident.id}:{incident.version}:{step.id}",
    )


def customer_line(customer: str) -> Block:
    """The customer or ticket as it was typed; the address of a ticket is a link."""
    link = _LINK.fullmatch(customer)
    if link is None:
        return quiet_said("Customer or ticket:", customer, CUSTOMER_CHARS)
    return quiet(f"Customer or ticket: <{escape(customer)}|ticket at {escape(link[1])}>")
