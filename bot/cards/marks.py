"""What people put on an incident, as its card shows it: ticked steps, its customer, the last note. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards.answer import STEPS_SHOWN, step_how
from bot.cards.card import (
    CUSTOMER_CHARS,
    OPTION_CHARS,
    Block,
    actions,
    checkbox,
    quiet,
    quiet_quote,
    quiet_said,
    section,
)
from bot.cards.text import escape, mrkdwn, one_line, since, unbold
from bot.cards.words import actor_above, main_actor, step_actor, step_title
from bot.model import Act, Family, Happening, Incident, IncidentState, Step, Tick

TICK = "incident:tick"
ADDRESS_CHARS = 254  # RFC 3696 errata 1690
NOTE_CHARS = 300  # on the card; the thread and the timeline have all of it
TITLE_CHARS = OPTION_CHARS - len("*9. *")  # `smtpcheck lint` sees that each title fits
# Nothing in it that could end the link; a host, so that its label says where it leads.
_LINK = re.compile(r"https://([a-z0-9.-]{3,100})(?:[/?#][^\s<>|\"`]{0,180})?", re.IGNORECASE)


def steps_to_tick(incident: Incident, ticks: Sequence[Tick], *, of_several: bool = False) -> list[Block]:
    """The first steps of the leading error, each with its box; `of_several` errors by their titles only."""
    title = "What to do about error 1" if of_several else "What to do"
    return _boxes(title, incident, ticks, 0, STEPS_SHOWN, told=not of_several)


def further_steps(incident: Incident, ticks: Sequence[Tick]) -> list[Block]:
    """The steps that the card has no room for."""
    return _boxes("Further steps", incident, ticks, STEPS_SHOWN, None)


def marks(incident: Incident, timeline: Sequence[Happening]) -> list[Block]:
    """Whom it is about and the newest note, a line each, as far as they are there."""
    lines = mailbox_lines(incident) if incident.lead.family is Family.AUTH else []
    if incident.customer:
        lines.append(customer_line(incident.customer))
    note = next((line for line in reversed(timeline) if line.kind is Act.NOTED and line.detail), None)
    if note is not None:
        lines.append(note_line(note, NOTE_CHARS))
    return lines


def _boxes(
    title: str, incident: Incident, ticks: Sequence[Tick], first: int, end: int | None, *, told: bool = True
) -> list[Block]:
    """The steps between two places under a heading; how one does them is `told` until they are ticked."""
    steps, ticked = incident.lead.steps[first:end], {tick.step: tick for tick in ticks}
    if not steps:
        return []
    who = main_actor(steps, incident.lead.who_acts)
    blocks = [section(f"*{title}*{actor_above(who)}")]
    for number, step in enumerate(steps, first + 1):
        tick = ticked.get(step.id)
        done = "" if tick is None else f"Ticked by <@{tick.actor}>, {since(tick.at)}."
        how = done or (step_how(step, who) if told else step_actor(step.who, who))
        blocks += [_box(incident, number, step, ticked=tick is not None), *([quiet(how)] if how else [])]
    return blocks


def _box(incident: Incident, number: int, step: Step, *, ticked: bool) -> Block:
    """A step's title with its own box: two who tick two steps at once never overwrite each other."""
    label = f"*{number}. {mrkdwn(unbold(step_title(step)), TITLE_CHARS)}*"
    if incident.state is IncidentState.RESOLVED:
        return section(label)
    # A client keeps what was ticked in a block of the same id, whatever an edit says
    # (slackapi/java-slack-sdk issue 762, slackapi/bolt-js issue 1920): each version has its own.
    return actions(
        [checkbox(TICK, label, step.id, ticked=ticked)],
        block_id=f"tick:{incident.id}:{incident.version}:{step.id}",
    )


def note_line(note: Happening, limit: int) -> Block:
    """A note as it was typed, within the limit, and whose it is."""
    return quiet_said(f"Note by <@{note.actor}>, {since(note.at)}:", note.detail, limit=limit)


def mailbox_lines(incident: Incident) -> list[Block]:
    """The account that tried to log in or to send; nothing where it is told as the recipient already."""
    if incident.mailbox is None or incident.mailbox == incident.lead.recipient:
        return []
    label = "Mailbox" if incident.lead.family is Family.AUTH else "Sent by"
    return [quiet_quote(f"{label}: {one_line(incident.mailbox, ADDRESS_CHARS)}")]


def customer_line(customer: str) -> Block:
    """The customer or ticket as it was typed; the address of a ticket is a link."""
    link = _LINK.fullmatch(customer)
    if link is None:
        return quiet_said("Customer or ticket:", customer, limit=CUSTOMER_CHARS)
    return quiet(f"Customer or ticket: <{escape(customer)}|ticket at {escape(link[1])}>")
