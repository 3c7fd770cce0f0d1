"""What inbox and outbox have in common: rows that wait, each in its lane, the oldest first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from sqlite3 import Row
from typing import Literal

from bot.store.database import Transaction
from bot.store.times import from_ms_or_none, to_ms

Table = Literal["inbox", "outbox"]
TABLES: tuple[Table, ...] = ("inbox", "outbox")


def load_due(
    db: Transaction, table: Table, columns: str, now: datetime, busy_lanes: Collection[str], limit: int
) -> list[Row]:
    """Return the oldest rows whose time has come, of lanes that are not busy, in order.

    A row that waits for its next try does not hold up the later ones of its lane.
    """
    holes = ", ".join("?" for _ in busy_lanes)
    rows = db.execute(
        f"select {columns} from {table}"  # noqa: S608 - constant names and holes
        f" where done_at is null and not_before <= ? and lane not in ({holes}) order by id limit ?",
        (to_ms(now), *busy_lanes, limit),
    )
    return rows.fetchall()


def next_due(db: Transaction, table: Table, busy_lanes: Collection[str] = ()) -> datetime | None:
    """Return when the next row of a lane that is not busy is due, None when there is none."""
    holes = ", ".join("?" for _ in busy_lanes)
    row = db.execute(
        f"select min(not_before) as due from {table} where done_at is null and lane not in ({holes})",  # noqa: S608 - constant names and holes
        tuple(busy_lanes),
    ).fetchone()
    return from_ms_or_none(row["due"])


def count(db: Transaction, table: Table) -> int:
    """Return how many rows are not done."""
    return int(db.execute(f"select count(*) as n from {table} where done_at is null").fetchone()["n"])  # noqa: S608 - constant names
