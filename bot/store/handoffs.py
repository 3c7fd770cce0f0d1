"""Handoffs: an incident offered to a person, who accepts or declines; at most one waits an incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from sqlite3 import Row

from bot.errors import ConflictError, NotAllowedError, UsageError
from bot.model import Act, FollowUpKind, Handoff, Incident, IncidentState, mention
from bot.store import follow_ups
from bot.store.database import Transaction
from bot.store.records import check, require, save
from bot.store.timeline import conflict
from bot.store.times import from_ms, from_ms_or_none, to_ms


def load_waiting(db: Transaction, incident_id: int) -> Handoff | None:
    """The handoff that waits for an answer, if one does."""
    row = db.execute(
        "select * from handoffs where incident_id = ? and answered_at is null",
        (incident_id,),
    ).fetchone()
    return None if row is None else _read(row)


def load_handoffs(db: Transaction, incident_id: int) -> tuple[Handoff, ...]:
    """Every handoff of an incident, oldest first."""
    rows = db.execute(
        "select * from handoffs where incident_id = ? order by id",
        (incident_id,),
    )
    return tuple(_read(row) for row in rows)


def offer(
    db: Transaction,
    incident_id: int,
    *,
    version: int | None,
    sender: str,
    receiver: str,
    note: str,
    at: datetime,
    answer_by: datetime | None = None,
) -> Incident:
    """Offer an open incident to a person; it keeps its owner until they accept.

    Raises UsageError when the receiver is the sender or has it already, ConflictError while
    another handoff of it waits.
    """
    now = require(db, incident_id)
    waiting = load_waiting(db, incident_id)
    if waiting is not None and (waiting.sender, waiting.receiver) == (sender, receiver):
        return now
    check(db, now, version, open_only=True)
    if waiting is not None:
        raise ConflictError(
            f"Incident {incident_id} waits for {mention(waiting.receiver)} to answer. "
            "Assign it to somebody to take the handoff back."
        )
    if receiver in (sender, now.owner):
        raise UsageError(
            f"{mention(receiver)} has incident {incident_id} at hand already: choose somebody else."
        )
    db.execute(
        """
        insert into handoffs (team, incident_id, sender, receiver, note, offered_at, answer_by, reason)
        values (?, ?, ?, ?, ?, ?, ?, '')
        """,
        (
            now.team,
            incident_id,
            sender,
            receiver,
            note,
            to_ms(at),
            None if answer_by is None else to_ms(answer_by),
        ),
    )
    then = replace(now, state=IncidentState.OFFERED, offered_to=receiver)
    return save(db, then, actor=sender, kind=Act.OFFERED, detail=receiver, at=at)


def accept(db: Transaction, incident_id: int, *, version: int | None, actor: str, at: datetime) -> Incident:
    """Take an incident one was offered; raises NotAllowedError for anybody but its receiver."""
    now = require(db, incident_id)
    if now.state is IncidentState.ASSIGNED and now.owner == actor:
        return now
    waiting = _waiting_for(db, now, version, actor)
    _answer(db, waiting, answer="accepted", actor=actor, at=at)
    then = replace(now, state=IncidentState.ASSIGNED, owner=actor, offered_to=None)
    return save(db, then, actor=actor, kind=Act.ACCEPTED, at=at)


def decline(
    db: Transaction, incident_id: int, *, version: int | None, actor: str, reason: str, at: datetime
) -> Incident:
    """Refuse an incident one was offered; it stays with its owner, or nobody's as it was."""
    now = require(db, incident_id)
    handoffs = load_handoffs(db, incident_id)
    if handoffs and (handoffs[-1].receiver, handoffs[-1].answer) == (actor, "declined"):
        return now
    waiting = _waiting_for(db, now, version, actor)
    _answer(db, waiting, answer="declined", actor=actor, reason=reason, at=at)
    return save(db, _taken_back(now), actor=actor, kind=Act.DECLINED, detail=reason, at=at)


def withdraw(db: Transaction, incident_id: int, *, version: int | None, actor: str, at: datetime) -> Incident:
    """Take back a handoff that waits; without one nothing changes."""
    now = require(db, incident_id)
    waiting = load_waiting(db, incident_id)
    if waiting is None:
        return now
    check(db, now, version, open_only=True)
    if actor not in (waiting.sender, now.owner):
        raise NotAllowedError(
            f"<@{waiting.sender}> handed incident {incident_id} on: only they can take it back."
        )
    _answer(db, waiting, answer="withdrawn", actor=actor, at=at)
    return save(db, _taken_back(now), actor=actor, kind=Act.WITHDRAWN, at=at)


def withdraw_waiting(db: Transaction, incident: Incident, *, actor: str, at: datetime) -> None:
    """Close the handoff that waits because the incident takes another way; the caller saves the incident."""
    waiting = load_waiting(db, incident.id)
    if waiting is not None:
        _answer(db, waiting, answer="withdrawn", actor=actor, at=at)


def _waiting_for(db: Transaction, now: Incident, version: int | None, actor: str) -> Handoff:
    waiting = load_waiting(db, now.id)
    if waiting is None:
        raise conflict(db, now)
    check(db, now, version, open_only=True)
    if waiting.receiver != actor:
        raise NotAllowedError(
            f"Incident {now.id} was handed to {mention(waiting.receiver)}: only they can answer. "
            "Assign it to yourself to take it over."
        )
    return waiting


def _answer(
    db: Transaction, handoff: Handoff, *, answer: str, actor: str, reason: str = "", at: datetime
) -> None:
    db.execute(
        "update handoffs set answer = ?, answered_by = ?, reason = ?, answered_at = ? where id = ?",
        (answer, actor, reason, to_ms(at), handoff.id),
    )
    follow_ups.cancel(db, handoff.incident_id, FollowUpKind.REMIND, FollowUpKind.ESCALATE)


def _taken_back(incident: Incident) -> Incident:
    state = IncidentState.NEW if incident.owner is None else IncidentState.ASSIGNED
    return replace(incident, state=state, offered_to=None)


def _read(row: Row) -> Handoff:
    return Handoff(
        id=row["id"],
        incident_id=row["incident_id"],
        sender=row["sender"],
        receiver=row["receiver"],
        note=row["note"],
        offered_at=from_ms(row["offered_at"]),
        answered_at=from_ms_or_none(row["answered_at"]),
        answer=row["answer"],
        reason=row["reason"],
    )
