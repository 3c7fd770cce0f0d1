"""Handoffs: an incident offered to somebody, who accepts or declines; at most one waits an incident.

Several that are handed on together are one packet, named by the number of its first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Row

from bot.errors import ConflictError, NotAllowedError, UsageError
from bot.model import Act, FollowUpKind, Handoff, Incident, IncidentState, is_person, mention
from bot.store import follow_ups
from bot.store.database import Transaction
from bot.store.numbers import next_number
from bot.store.records import require, require_open, save
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


def load_packet(db: Transaction, packet: int) -> tuple[Handoff, ...]:
    """Those that were handed on together, in that order; empty when there is no such packet."""
    rows = db.execute("select * from handoffs where packet = ? order by id", (packet,))
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
    places: Sequence[str] = (),
    packet: int | None = None,
) -> Incident:
    """Offer an open incident; it keeps its owner until somebody of the receiver's accepts.

    `places` get the message, the receiver when there is none; `packet` is the one it joins, None
    for a new one. Raises UsageError when the receiver is the sender or has it already,
    ConflictError while another handoff of it waits.
    """
    incident = require(db, incident_id)
    waiting = load_waiting(db, incident_id)
    if waiting is not None and (waiting.sender, waiting.receiver) == (sender, receiver):
        return incident
    require_open(db, incident, sender, version)
    _require_free(db, incident, sender, receiver)
    row = db.execute(
        """
        insert into handoffs (
            id, team, incident_id, packet, sender, receiver, places, note, offered_at, answer_by, reason
        ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '') returning id
        """,
        (
            next_number(db, "handoffs"),
            incident.team,
            incident_id,
            packet or 0,
            sender,
            receiver,
            ",".join(places or (receiver,)),
            note,
            to_ms(at),
            None if answer_by is None else to_ms(answer_by),
        ),
    ).fetchone()
    if packet is None:
        db.execute("update handoffs set packet = id where id = ?", (row["id"],))
    changed = replace(incident, state=IncidentState.OFFERED, offered_to=receiver)
    return save(db, changed, actor=sender, kind=Act.OFFERED, detail=receiver, at=at)


def require_unoffered(db: Transaction, incident_id: int) -> None:
    """Raise ConflictError while a handoff of the incident waits, with who can end that and where."""
    waiting = load_waiting(db, incident_id)
    if waiting is not None:
        raise ConflictError(
            f"Incident {incident_id} waits for {mention(waiting.receiver)} to answer. "
            f"<@{waiting.sender}> can take it back, in their direct messages with me."
        )


def require_waiting(db: Transaction, incident_id: int, actor: str) -> None:
    """Raise ConflictError, told to `actor`, where no handoff of the incident waits."""
    if load_waiting(db, incident_id) is None:
        raise conflict(db, require(db, incident_id), actor)


def _require_free(db: Transaction, incident: Incident, sender: str, receiver: str) -> None:
    require_unoffered(db, incident.id)
    if receiver in (sender, incident.owner):
        raise UsageError(
            f"{mention(receiver)} has incident {incident.id} at hand already: choose somebody else."
        )


def accept(
    db: Transaction,
    incident_id: int,
    *,
    version: int | None,
    actor: str,
    at: datetime,
    answers_for: Collection[str] = (),
) -> Incident:
    """Take an incident that was offered to the actor, or to a group or channel they answer for.

    Those it was escalated to may as well. Raises NotAllowedError for everybody else.
    """
    incident = require(db, incident_id)
    if incident.state is IncidentState.ASSIGNED and incident.owner == actor:
        return incident
    waiting = _waiting_for(db, incident, actor, version, answers_for)
    _answer(db, waiting, answer="accepted", actor=actor, at=at)
    changed = replace(incident, state=IncidentState.ASSIGNED, owner=actor, offered_to=None)
    return save(db, changed, actor=actor, kind=Act.ACCEPTED, at=at)


def decline(
    db: Transaction,
    incident_id: int,
    *,
    version: int | None,
    actor: str,
    reason: str,
    at: datetime,
    answers_for: Collection[str] = (),
) -> Incident:
    """Refuse an incident that was offered, as `accept`; it stays with its owner, or nobody's as it was."""
    incident = require(db, incident_id)
    handoffs = load_handoffs(db, incident_id)
    if handoffs and (handoffs[-1].answered_by, handoffs[-1].answer) == (actor, "declined"):
        return incident
    waiting = _waiting_for(db, incident, actor, version, answers_for)
    _answer(db, waiting, answer="declined", actor=actor, reason=reason, at=at)
    return save(db, _taken_back(incident), actor=actor, kind=Act.DECLINED, detail=reason, at=at)


def reminded(db: Transaction, handoff: Handoff, at: datetime) -> None:
    """Write down that its receiver was reminded."""
    db.execute("update handoffs set reminded_at = ? where id = ?", (to_ms(at), handoff.id))


def escalated(db: Transaction, handoff: Handoff, to: str | None, at: datetime) -> None:
    """Write down that it was escalated; `to` is the channel, group or person that may accept it now."""
    db.execute("update handoffs set escalated_at = ? where id = ?", (to_ms(at), handoff.id))
    db.execute("update incidents set escalated_to = ? where id = ?", (to, handoff.incident_id))


def withdraw(db: Transaction, incident_id: int, *, version: int | None, actor: str, at: datetime) -> Incident:
    """Take back a handoff that waits; without one nothing changes.

    Raises NotAllowedError for anybody but its sender and the incident's owner.
    """
    incident = require(db, incident_id)
    waiting = load_waiting(db, incident_id)
    if waiting is None:
        return incident
    require_open(db, incident, actor, version)
    if actor not in (waiting.sender, incident.owner):
        raise NotAllowedError(
            f"<@{waiting.sender}> handed incident {incident_id} on: only they can take it back."
        )
    _answer(db, waiting, answer="withdrawn", actor=actor, at=at)
    return save(db, _taken_back(incident), actor=actor, kind=Act.WITHDRAWN, at=at)


def withdraw_waiting(db: Transaction, incident: Incident, *, actor: str, at: datetime) -> None:
    """Close the handoff that waits because the incident takes another way; the caller saves the incident."""
    waiting = load_waiting(db, incident.id)
    if waiting is not None:
        _answer(db, waiting, answer="withdrawn", actor=actor, at=at)


def _waiting_for(
    db: Transaction, incident: Incident, actor: str, version: int | None, answers_for: Collection[str]
) -> Handoff:
    waiting = load_waiting(db, incident.id)
    if waiting is None:
        raise conflict(db, incident, actor)
    require_open(db, incident, actor, version)
    if not {waiting.receiver, incident.escalated_to} & {actor, *answers_for}:
        who = "they" if is_person(waiting.receiver) else "its members"
        raise NotAllowedError(
            f"Incident {incident.id} was handed to {mention(waiting.receiver)}: only {who} can answer. "
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
    db.execute("update incidents set escalated_to = null where id = ?", (handoff.incident_id,))
    follow_ups.cancel(db, handoff.incident_id, FollowUpKind.REMIND, FollowUpKind.ESCALATE)


def _taken_back(incident: Incident) -> Incident:
    state = IncidentState.NEW if incident.owner is None else IncidentState.ASSIGNED
    return replace(incident, state=state, offered_to=None)


def _read(row: Row) -> Handoff:
    return Handoff(
        id=row["id"],
        incident_id=row["incident_id"],
        packet=row["packet"],
        sender=row["sender"],
        receiver=row["receiver"],
        places=tuple(row["places"].split(",")),
        note=row["note"],
        offered_at=from_ms(row["offered_at"]),
        answer_by=from_ms_or_none(row["answer_by"]),
        reminded_at=from_ms_or_none(row["reminded_at"]),
        escalated_at=from_ms_or_none(row["escalated_at"]),
        answered_at=from_ms_or_none(row["answered_at"]),
        answered_by=row["answered_by"],
        answer=row["answer"],
        reason=row["reason"],
    )
