"""What people put on an incident beside owner and state: ticked steps, notes, its customer, a snooze.

Ticks and notes of several people never collide, so they take no version; the others do, as
every change in `incidents`. What is already so is no error and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.errors import ConflictError, UsageError
from bot.model import BY_ITSELF, Act, FollowUpKind, Incident, IncidentState, Tick
from bot.store import follow_ups
from bot.store.database import Transaction
from bot.store.handoffs import require_unoffered
from bot.store.records import require, require_open, require_unmoved, save
from bot.store.timeline import add_happening, conflict
from bot.store.times import from_ms, to_ms

LONGEST_SNOOZE = timedelta(days=90)


def load_ticks(db: Transaction, incident_id: int) -> tuple[Tick, ...]:
    """The ticked steps of an incident, in the order they were ticked."""
    return load_ticks_of(db, (incident_id,)).get(incident_id, ())


def load_ticks_of(db: Transaction, incident_ids: Sequence[int]) -> dict[int, tuple[Tick, ...]]:
    """The same of a page of incidents; those without a tick are missing."""
    holes = ", ".join("?" for _ in incident_ids)
    rows = db.execute(
        f"select incident_id, step, actor, at from ticked_steps where incident_id in ({holes})"  # noqa: S608 - holes
        " order by at, step",
        tuple(incident_ids),
    )
    found: dict[int, tuple[Tick, ...]] = {}
    for row in rows:
        tick = Tick(row["step"], row["actor"], from_ms(row["at"]))
        found[row["incident_id"]] = (*found.get(row["incident_id"], ()), tick)
    return found


def tick(db: Transaction, incident_id: int, *, step: str, actor: str, at: datetime) -> Incident:
    """Mark a step of an open incident as done; ConflictError when somebody else has just done so."""
    incident = require(db, incident_id)
    _require_step(db, incident, actor, step)
    row = db.execute(
        "select actor from ticked_steps where incident_id = ? and step = ?", (incident_id, step)
    ).fetchone()
    if row is None:
        db.execute(
            "insert into ticked_steps (team, incident_id, step, actor, at) values (?, ?, ?, ?, ?)",
            (incident.team, incident_id, step, actor, to_ms(at)),
        )
        return save(db, incident, actor=actor, kind=Act.TICKED, detail=step, at=at)
    if row["actor"] != actor:
        raise ConflictError(
            f"<@{row['actor']}> was quicker and ticked this step of incident {incident_id}. It stays ticked."
        )
    return incident


def untick(db: Transaction, incident_id: int, *, step: str, actor: str, at: datetime) -> Incident:
    """Take a tick back, whoever set it; ConflictError when somebody else has just done so."""
    incident = require(db, incident_id)
    _require_step(db, incident, actor, step)
    found = db.execute(
        "delete from ticked_steps where incident_id = ? and step = ?", (incident_id, step)
    ).rowcount
    if found:
        return save(db, incident, actor=actor, kind=Act.UNTICKED, detail=step, at=at)
    row = db.execute(
        """
        select actor from incident_events
        where incident_id = ? and kind = 'unticked' and detail = ? order by id desc limit 1
        """,
        (incident_id, step),
    ).fetchone()
    if row is not None and row["actor"] != actor:
        raise ConflictError(
            f"<@{row['actor']}> was quicker and unticked this step of incident {incident_id}. It stays open."
        )
    return incident


def note(db: Transaction, incident_id: int, *, actor: str, text: str, at: datetime) -> Incident:
    """Add what somebody wants the others to know; the same words twice in a row are one note.

    Raises UsageError for an empty one.
    """
    incident = require(db, incident_id)
    require_words(text)
    return _say(db, incident, actor, Act.NOTED, text.strip(), at)


def require_words(note: str) -> None:
    """Raise UsageError for a note that says nothing."""
    if not note.strip():
        raise UsageError("The note is empty. Write what the others need to know.")


def tell(db: Transaction, incident_id: int, *, actor: str, text: str, at: datetime) -> Incident:
    """Keep the reply that somebody wrote to the customer; the same twice in a row is one."""
    return _say(db, require(db, incident_id), actor, Act.TOLD, text, at)


def link(
    db: Transaction, incident_id: int, *, version: int | None, actor: str, customer: str | None, at: datetime
) -> Incident:
    """Write down which customer or ticket the incident is about; None takes it off."""
    incident = require(db, incident_id)
    customer = customer.strip() or None if customer is not None else None
    if incident.customer == customer:
        return incident
    require_unmoved(db, incident, actor, version)
    db.execute("update incidents set customer = ? where id = ?", (customer, incident_id))
    kind = Act.UNLINKED if customer is None else Act.LINKED
    return save(db, incident, actor=actor, kind=kind, detail=customer or "", at=at)


def snooze(
    db: Transaction, incident_id: int, *, version: int | None, actor: str, until: datetime, at: datetime
) -> Incident:
    """Let an incident in work rest until a time; UsageError for one nobody has, or for an odd time."""
    incident = require(db, incident_id)
    if incident.snoozed_until == until:
        return incident
    require_open(db, incident, actor, version)
    require_unoffered(db, incident_id)  # whoever has it would hear of it no more once somebody accepts
    if incident.state is not IncidentState.ASSIGNED:
        raise UsageError(f"Nobody works on incident {incident_id} yet. Assign it first, then snooze it.")
    require_rest(until, at)
    db.execute("update incidents set snoozed_until = ? where id = ?", (to_ms(until), incident_id))
    follow_ups.put(db, team=incident.team, incident_id=incident_id, kind=FollowUpKind.SNOOZE, due_at=until)
    return save(db, incident, actor=actor, kind=Act.SNOOZED, detail=f"{until.timestamp():.0f}", at=at)


def require_rest(until: datetime, at: datetime) -> None:
    """Raise UsageError for an end of a snooze that is past, or too far away."""
    if not at < until <= at + LONGEST_SNOOZE:
        raise UsageError(f"Choose a time within the next {LONGEST_SNOOZE.days} days.")


def wake(db: Transaction, incident_id: int, *, actor: str, at: datetime) -> Incident:
    """End a snooze before its time."""
    incident = require(db, incident_id)
    if incident.snoozed_until is None:
        return incident
    db.execute("update incidents set snoozed_until = null where id = ?", (incident_id,))
    follow_ups.cancel(db, incident_id, FollowUpKind.SNOOZE)
    return save(db, incident, actor=actor, kind=Act.WOKEN, at=at)


def wake_in_time(db: Transaction, incident_id: int, *, at: datetime) -> bool:
    """End a snooze whose time has come, without reading the incident; False when there is none any more."""
    row = db.execute(
        """
        update incidents set snoozed_until = null, updated_at = ?, version = version + 1
        where id = ? and snoozed_until <= ? returning team
        """,
        (to_ms(at), incident_id, to_ms(at)),
    ).fetchone()
    if row is not None:
        add_happening(db, incident_id, team=row["team"], actor=BY_ITSELF, kind=Act.WOKEN, at=at)
    return row is not None


def _say(db: Transaction, incident: Incident, actor: str, kind: Act, text: str, at: datetime) -> Incident:
    """Add somebody's words, unless they said the same a moment ago."""
    last = db.execute(
        "select actor, kind, detail from incident_events where incident_id = ? order by id desc limit 1",
        (incident.id,),
    ).fetchone()
    if (last["actor"], last["kind"], last["detail"]) == (actor, kind, text):
        return incident
    return save(db, incident, actor=actor, kind=kind, detail=text, at=at)


def _require_step(db: Transaction, incident: Incident, actor: str, step: str) -> None:
    """Refuse a step of a resolved incident, or one that another diagnosis has taken away."""
    require_open(db, incident, actor)
    if step not in {one.id for one in incident.lead.steps}:
        raise conflict(db, incident, actor)
