"""Incidents of a range of days for a file: pages in the order in which they were opened, and their kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model import Incident
from bot.store.database import Transaction
from bot.store.records import read_incident
from bot.store.sight import Sight
from bot.store.times import to_ms

PAGE = 500  # incidents in memory at a time


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many incidents of one family, provider and entry there are, resolved or open."""

    family: str | None
    provider: str | None
    entry: str | None
    resolved: bool
    n: int


def load_range(
    db: Transaction,
    *,
    sight: Sight | None,
    since: datetime | None,
    until: datetime | None,
    after: Incident | None,
) -> tuple[Incident, ...]:
    """One page of the incidents that were opened in the range, oldest first; empty after the last.

    `sight` None: those of all workspaces, for whoever runs the bot.
    """
    source, condition, values = _asked(sight, since, until)
    # By opening there is an index of one workspace only: without it each page would sort the whole table.
    order, past = ("id", ":id") if sight is None else ("opened_at, id", ":opened_at, :id")
    rows = db.execute(
        f"select * from {source} where {condition} and ({order}) > ({past})"  # noqa: S608 - constants and holes
        f" order by {order} limit :limit",
        {
            **values,
            "opened_at": -1 if after is None else to_ms(after.opened_at),
            "id": 0 if after is None else after.id,
            "limit": PAGE,
        },
    )
    return tuple(read_incident(row) for row in rows)


def count_kinds(
    db: Transaction, *, sight: Sight | None, since: datetime | None, until: datetime | None
) -> tuple[KindCount, ...]:
    """How many of each kind were opened in the range."""
    source, condition, values = _asked(sight, since, until)
    rows = db.execute(
        f"select family, provider, entry, resolved_at is not null as resolved, count(*) as n"  # noqa: S608 - the same
        f" from {source} where {condition} group by 1, 2, 3, 4",
        values,
    )
    return tuple(
        KindCount(row["family"], row["provider"], row["entry"], bool(row["resolved"]), row["n"])
        for row in rows
    )


def load_owners(
    db: Transaction, *, sight: Sight | None, since: datetime | None, until: datetime | None, limit: int
) -> tuple[str, ...]:
    """Who owns or owned incidents of the range, those of most of them first."""
    source, condition, values = _asked(sight, since, until)
    rows = db.execute(
        f"select owner from {source} where {condition} and owner is not null"  # noqa: S608 - the same
        " group by owner order by count(*) desc, owner limit :limit",
        {**values, "limit": limit},
    )
    return tuple(row["owner"] for row in rows)


def _asked(
    sight: Sight | None, since: datetime | None, until: datetime | None
) -> tuple[str, str, dict[str, str | int]]:
    """Table, condition and values. By the index of opening, whatever else a person's sight asks for."""
    seen, people = ("1 = 1", {}) if sight is None else sight.where()
    source = "incidents" if sight is None else "incidents indexed by incidents_opened"
    values: dict[str, str | int] = {
        **people,
        "since": -1 if since is None else to_ms(since),
        "until": 2**62 if until is None else to_ms(until),
    }
    return source, f"{seen} and opened_at >= :since and opened_at < :until", values
