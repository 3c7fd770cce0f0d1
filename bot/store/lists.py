"""Incidents in pages: the lists of a person, and all of them for an export. Keyset pages, never an offset."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.model import Incident
from bot.store.database import Transaction
from bot.store.records import read_incident


class Scope(StrEnum):
    """Which incidents a list holds; `mine` are those a person owns or is offered, open."""

    OPEN = "open"
    MINE = "mine"
    ALL = "all"


def list_incidents(
    db: Transaction,
    *,
    team: str,
    scope: Scope,
    person: str,
    channels: Sequence[str],
    before: int | None = None,
    limit: int = 20,
) -> tuple[Incident, ...]:
    """One page of what a person may see, newest first; `before` is the last number of the page before.

    They see incidents of `channels` and those they reported, own or are offered.
    """
    wanted = {
        Scope.OPEN: "resolved_at is null",
        Scope.MINE: "resolved_at is null and (owner = :person or offered_to = :person)",
        Scope.ALL: "1 = 1",
    }[scope]
    holes = ", ".join(f":channel{number}" for number in range(len(channels))) or "null"
    rows = db.execute(
        f"""
        select * from incidents
        where team = :team and {wanted} and id < :before
            and (channel in ({holes}) or reporter = :person or owner = :person or offered_to = :person)
        order by id desc limit :limit
        """,  # noqa: S608 - only names of holes and the constants above are filled in
        {
            "team": team,
            "person": person,
            "before": before if before is not None else 2**62,
            "limit": limit,
            **{f"channel{number}": channel for number, channel in enumerate(channels)},
        },
    )
    return tuple(read_incident(row) for row in rows)


def load_channels(db: Transaction, team: str) -> tuple[str, ...]:
    """Every channel that has an incident, so that its members can be asked for."""
    rows = db.execute(
        "select distinct channel from incidents where team = ? and channel is not null", (team,)
    )
    return tuple(row["channel"] for row in rows)


def load_page(db: Transaction, *, after: int = 0, limit: int = 500) -> tuple[Incident, ...]:
    """One page of all incidents of all workspaces, oldest first, for exports; empty after the last."""
    rows = db.execute("select * from incidents where id > ? order by id limit ?", (after, limit))
    return tuple(read_incident(row) for row in rows)
