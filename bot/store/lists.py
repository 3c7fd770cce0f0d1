"""Incidents in pages: the lists of a person, and all of them for an export. Keyset pages, never an offset."""

from __future__ import annotations

from enum import StrEnum

from bot.model import Incident
from bot.store.database import Transaction
from bot.store.records import read_incident
from bot.store.sight import Sight


class Scope(StrEnum):
    """Which incidents a list holds; `mine` are those a person owns or is offered, open."""

    OPEN = "open"
    MINE = "mine"
    ALL = "all"


def list_incidents(
    db: Transaction, *, sight: Sight, scope: Scope, before: int | None = None, limit: int = 20
) -> tuple[Incident, ...]:
    """One page of what a person may see, newest first; `before` is the last number of the page before."""
    wanted = {
        Scope.OPEN: "resolved_at is null",
        Scope.MINE: "resolved_at is null and (owner = :person or offered_to = :person)",
        Scope.ALL: "1 = 1",
    }[scope]
    seen, values = sight.where()
    rows = db.execute(
        f"select * from incidents where {seen} and {wanted} and id < :before order by id desc limit :limit",  # noqa: S608 - names of holes and the constants above
        {**values, "before": before if before is not None else 2**62, "limit": limit},
    )
    return tuple(read_incident(row) for row in rows)


def load_queue(db: Transaction, *, team: str, owner: str, limit: int) -> tuple[Incident, ...]:
    """What a person has open and has not handed on, oldest first."""
    rows = db.execute(
        """
        select * from incidents where team = ? and owner = ? and resolved_at is null and state = 'assigned'
        order by opened_at, id limit ?
        """,
        (team, owner, limit),
    )
    return tuple(read_incident(row) for row in rows)


def load_channels(db: Transaction, team: str) -> tuple[str, ...]:
    """Every channel that has an incident, one step of the index each."""
    rows = db.execute(
        """
        with recursive found (channel) as (
            select (select min(channel) from incidents where team = :team)
            union all
            select (select min(channel) from incidents where team = :team and channel > found.channel)
            from found where found.channel is not null
        )
        select channel from found where channel is not null
        """,
        {"team": team},
    )
    return tuple(row["channel"] for row in rows)


def load_page(db: Transaction, *, after: int = 0, limit: int = 500) -> tuple[Incident, ...]:
    """One page of all incidents of all workspaces, oldest first, for exports; empty after the last."""
    rows = db.execute("select * from incidents where id > ? order by id limit ?", (after, limit))
    return tuple(read_incident(row) for row in rows)
