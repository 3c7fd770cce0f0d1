"""The one way an incident is changed: by one person, from what they saw, told to those it concerns.

The card is owed again, one line is said in the thread, and whoever came second is told what
happened instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from bot.cards.notices import SHOWN_TO_NOBODY
from bot.desk import replies
from bot.desk.means import Means
from bot.desk.packets import owe_packet
from bot.desk.redrawing import owe_card, redraw, redraw_told
from bot.desk.waiting import ask_when_waited
from bot.model import SECRETS, Act, Incident, IncidentState, Outgoing, Request
from bot.store import Transaction, handoffs, inbox, outbox, records
from bot.store.timeline import DECIDES_NOTHING, load_timeline

HOME_WAITS = timedelta(seconds=1)  # of changes that come together the home is shown once


class Verb(Protocol):
    """One of the store's verbs: what is done to an incident; returns it as it is then."""

    def __call__(
        self, db: Transaction, incident_id: int, /, *, version: int | None, actor: str, at: datetime
    ) -> Incident:
        """Do it; `version` is the one that the actor has seen, None for any."""


class Mark(Protocol):
    """One of those that take no version, since they collide with nothing that others do."""

    def __call__(self, db: Transaction, incident_id: int, /, *, actor: str, at: datetime) -> Incident:
        """Do it."""


async def change(means: Means, request: Request, incident_id: int, version: int | None, verb: Verb) -> None:
    """Do it once, show it and say it; nothing is said when it was so already."""
    await means.require_visible(request.team, request.actor, incident_id)
    now = means.now()

    def job(db: Transaction) -> None:
        before = records.require(db, incident_id, team=request.team)
        seen = _seen(db, before, version, request.actor)
        after = verb(db, incident_id, version=seen, actor=request.actor, at=now)
        inbox.done(db, request.key, now)
        warn(db, request, now)
        told_by_line = after.channel is None and after.version != before.version
        if request.intent == "command" and not told_by_line:
            outbox.put_once(
                db, replies.private(request, now, "notice", text=_state_said(before, after, request.actor))
            )
        redraw(db, request, now)
        if after.version == before.version:
            if version is not None and version < after.version:
                owe_card(db, after, now)  # they pressed a card that was left as it had been
            return
        line = _show(db, request, before, after, now)
        if after.lead != before.lead or before.state is IncidentState.RESOLVED:
            ask_when_waited(db, after, now)
        _tell_parties(db, request, before, after, line)

    await means.store.write(job)


async def mark(means: Means, request: Request, incident_id: int, verb: Mark) -> None:
    """Do what takes no version, and show and say it as any change."""

    def versioned(
        db: Transaction, incident_id: int, /, *, version: int | None, actor: str, at: datetime
    ) -> Incident:
        del version
        return verb(db, incident_id, actor=actor, at=at)

    await change(means, request, incident_id, None, versioned)


def change_all(
    db: Transaction, request: Request, numbers: Iterable[int], verb: Verb, now: datetime
) -> tuple[Incident, ...]:
    """Do the same to each of many inside a transaction; what is to be told of it is the caller's.

    Cards and lines of many go a way of their own, so that a paste is not answered after all of them.
    Returns those that changed.
    """
    changed = []
    for number in numbers:
        before = records.require(db, number, team=request.team)
        after = verb(db, number, version=None, actor=request.actor, at=now)
        if after.version != before.version:
            _show(db, request, before, after, now, aside=True)
            changed.append(after)
    return tuple(changed)


def warn(db: Transaction, request: Request, now: datetime) -> None:
    """Tell whoever typed a password or token into a form, and nobody else, that it was taken out."""
    if SECRETS in request.fields:
        warning = replies.whisper(request, now, request.actor, "notice", text=SHOWN_TO_NOBODY, name="secret")
        outbox.put_once(db, warning)


def _show(
    db: Transaction,
    request: Request,
    before: Incident,
    after: Incident,
    now: datetime,
    *,
    aside: bool = False,
) -> Outgoing:
    """Owe what shows it again: the card, what was asked about it, the homes of those it concerns.

    Returns the line that is said in its thread.
    """
    for person in {request.actor, before.owner, after.owner, before.offered_to, after.offered_to}:
        if person is not None:
            outbox.put_again(db, replies.home_key(person), now + HOME_WAITS)
    card = replies.card(after, now)
    line = replies.line(request, after, len(load_timeline(db, after.id)), now)
    if card is not None:
        outbox.put(db, replies.aside(card) if aside else card)
    outbox.put_once(db, replies.aside(line) if aside else line)
    if _reminded_of(after) != _reminded_of(before):
        redraw_told(db, (after.id,), now)
    return line


def _reminded_of(incident: Incident) -> tuple[object, ...]:
    """What the messages show that told of it when something was due: a note or a ticked step changes none."""
    return (
        incident.state,
        incident.owner,
        incident.offered_to,
        incident.resolved_at,
        incident.snoozed_until,
        incident.customer,
        incident.lead,
    )


def _tell_parties(
    db: Transaction, request: Request, before: Incident, after: Incident, line: Outgoing
) -> None:
    """Show a handoff that began or ended to those it concerns; its sender hears who ended it.

    Whoever had the incident hears who else resolved or reopened it, took it or passed it on.
    """
    told = set()
    moved = (after.owner, after.offered_to) != (before.owner, before.offered_to)
    if before.owner is not None and (moved or after.resolved_at != before.resolved_at):
        told.add(before.owner)
    if before.offered_to != after.offered_to:
        last = handoffs.load_handoffs(db, after.id)[-1]
        owe_packet(db, request.team, last.packet, line.not_before)
        if not last.waits:
            told.add(last.sender)
    for person in sorted(told - {request.actor}):
        key = f"told:{line.subject}:{person}"
        outbox.put_once(
            db,
            replies.message(request.team, line.not_before, person, line.what, key=key, subject=line.subject),
        )


def _seen(db: Transaction, incident: Incident, version: int | None, actor: str) -> int | None:
    """Return the version the actor knows: what they did themselves, and what decides nothing, is no news."""
    if version is None or version >= incident.version:
        return version
    changes = [done for done in load_timeline(db, incident.id) if done.kind is not Act.SEEN_AGAIN]
    since = changes[version - incident.version :]
    no_news = all(done.actor == actor or done.kind in DECIDES_NOTHING for done in since)
    return incident.version if no_news else version


def _state_said(before: Incident, after: Incident, actor: str) -> str:
    """What somebody who typed a command is told, wherever the incident's thread is."""
    state = "resolved" if after.state is IncidentState.RESOLVED else "open"
    if after.version != before.version:
        return f"Incident {after.id} is {state} now."
    by = f": <@{after.resolved_by}> did it" if after.resolved_by not in (None, actor) else ""
    return f"Incident {after.id} is {state} already{by}."
