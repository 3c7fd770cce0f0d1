"""What is due later: one row a timer, so that no restart, clock change or downtime loses one.

An incident has at most one unfinished row of a kind. Whoever finishes one writes what it owes in
the same transaction. Must not know what a kind means.
"""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Row

from bot.model import FollowUp, FollowUpKind
from bot.store.database import Transaction
from bot.store.times import from_ms, from_ms_or_none, to_ms


def put(db: Transaction, *, team: str, incident_id: int, kind: FollowUpKind, due_at: datetime) -> None:
    """Set the timer; an unfinished one of the same kind is replaced."""
    cancel(db, incident_id, kind)
    db.execute(
        "insert into follow_ups (team, incident_id, kind, due_at, attempts) values (?, ?, ?, ?, 0)",
        (team, incident_id, kind, to_ms(due_at)),
    )


def cancel(db: Transaction, incident_id: int, *kinds: FollowUpKind) -> None:
    """Take back what is not finished, of these kinds; of every kind when none is named."""
    holes = ", ".join("?" for _ in kinds or FollowUpKind)
    db.execute(
        f"delete from follow_ups where incident_id = ? and done_at is null and kind in ({holes})",  # noqa: S608 - holes
        (incident_id, *(kinds or FollowUpKind)),
    )


def due(db: Transaction, now: datetime, limit: int) -> tuple[FollowUp, ...]:
    """Return what is due, most urgent first: escalations, reminders, the rest; each kind oldest first."""
    rows = db.execute(
        """
        select id, team, incident_id, kind, due_at from follow_ups where done_at is null and due_at <= ?
        order by case kind when 'escalate' then 0 when 'remind' then 1 else 2 end, due_at, id limit ?
        """,
        (to_ms(now), limit),
    )
    return tuple(map(_read, rows.fetchall()))


def channels_due(db: Transaction, now: datetime, limit: int) -> list[str]:
    """Return the channels, no direct messages, of incidents for which more than a reminder is due."""
    rows = db.execute(
        """
        select distinct i.channel from follow_ups f join incidents i on i.id = f.incident_id
        where f.done_at is null and f.due_at <= ? and f.kind <> 'remind' and i.channel not like 'D%' limit ?
        """,
        (to_ms(now), limit),
    )
    return [row["channel"] for row in rows.fetchall()]


def next_due(db: Transaction) -> datetime | None:
    """Return when the next one is due, None when nothing waits."""
    row = db.execute("select min(due_at) as due from follow_ups where done_at is null").fetchone()
    return from_ms_or_none(row["due"])


def overdue(db: Transaction, now: datetime) -> int:
    """Return how many are due and not done."""
    row = db.execute(
        "select count(*) as n from follow_ups where done_at is null and due_at <= ?", (to_ms(now),)
    ).fetchone()
    return int(row["n"])


def done(db: Transaction, follow_up_id: int, at: datetime) -> None:
    """Finish one; call it in the transaction that writes what is owed for it."""
    db.execute("update follow_ups set done_at = ? where id = ?", (to_ms(at), follow_up_id))


def told(db: Transaction, incident_id: int) -> tuple[tuple[int, datetime], ...]:
    """Return an incident's finished timers, each with the moment at which it was told with others."""
    rows = db.execute(
        "select id, done_at from follow_ups where incident_id = ? and done_at is not null", (incident_id,)
    )
    return tuple((row["id"], from_ms(row["done_at"])) for row in rows.fetchall())


def load(db: Transaction, follow_up_id: int) -> FollowUp | None:
    """Return one, finished or not; None when it was taken back."""
    row = db.execute(
        "select id, team, incident_id, kind, due_at from follow_ups where id = ?", (follow_up_id,)
    ).fetchone()
    return None if row is None else _read(row)


def _read(row: Row) -> FollowUp:
    return FollowUp(
        id=row["id"],
        team=row["team"],
        incident_id=row["incident_id"],
        kind=FollowUpKind(row["kind"]),
        due_at=from_ms(row["due_at"]),
    )
