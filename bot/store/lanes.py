"""The lanes of inbox and outbox: rows that wait, each in its lane, the oldest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import Literal

from bot.store.database import Transaction
from bot.store.times import from_ms_or_none, to_ms

ASIDE = ":aside"
"""What the name of a lane ends with in which nobody waits: files that take long, what shows many changes."""

Table = Literal["inbox", "outbox"]
TABLES: tuple[Table, ...] = ("inbox", "outbox")


@dataclass(frozen=True, slots=True)
class Free:
    """Which lanes are looked at: all but the `busy` ones, and those that are `ASIDE` only where wanted."""

    busy: Collection[str] = ()
    asides: bool = True

    @property
    def condition(self) -> str:
        """The same as a condition on a row; `busy` fills its holes."""
        aside = "" if self.asides else f" and lane not like '%{ASIDE}'"
        return f"lane not in ({', '.join('?' for _ in self.busy)}){aside}"


EVERY = Free()


def load_due(db: Transaction, table: Table, columns: str, now: datetime, free: Free, limit: int) -> list[Row]:
    """Return the oldest rows whose time has come, of lanes that are free, in order.

    A row that waits for its next try does not hold up the later ones of its lane.
    """
    rows = db.execute(
        f"select {columns} from {table}"  # noqa: S608 - constant names and holes
        f" where done_at is null and not_before <= ? and {free.condition} order by id limit ?",
        (to_ms(now), *free.busy, limit),
    )
    return rows.fetchall()


def next_due(db: Transaction, table: Table, free: Free = EVERY) -> datetime | None:
    """Return when the next row of a free lane is due, None when there is none."""
    row = db.execute(
        f"select min(not_before) as due from {table} where done_at is null and {free.condition}",  # noqa: S608 - constant names and holes
        tuple(free.busy),
    ).fetchone()
    return from_ms_or_none(row["due"])


def count(db: Transaction, table: Table) -> int:
    """Return how many rows are not done."""
    return int(db.execute(f"select count(*) as n from {table} where done_at is null").fetchone()["n"])  # noqa: S608 - constant names
