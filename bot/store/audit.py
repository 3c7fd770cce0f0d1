"""The append-only trail of every act: who did what to what, when; the database refuses changes to it.

`detail` holds ids and choices only, never text of a paste or an address, since nothing here
can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.database import Transaction
from bot.store.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Trace:
    """One act: `subject` is `incident:17` or `channel:C1`."""

    at: datetime
    actor: str
    act: str
    subject: str
    detail: str


def record(
    db: Transaction, *, team: str, actor: str, act: str, subject: str, detail: str = "", at: datetime
) -> None:
    """Add one act to the trail."""
    db.execute(
        "insert into audit (team, at, actor, act, subject, detail) values (?, ?, ?, ?, ?, ?)",
        (team, to_ms(at), actor, act, subject, detail),
    )


def load_trail(db: Transaction, team: str, subject: str) -> tuple[Trace, ...]:
    """Every act on one subject, oldest first."""
    rows = db.execute(
        "select at, actor, act, subject, detail from audit where team = ? and subject = ? order by id",
        (team, subject),
    )
    return tuple(
        Trace(from_ms(row["at"]), row["actor"], row["act"], row["subject"], row["detail"]) for row in rows
    )
