"""Statistics count what somebody sees without reading its channel: what is theirs is found by an index."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    # With the channel, so that those in channels they read are passed over without reading the incident.
    "create index incidents_owned on incidents (team, owner, opened_at, channel)",
    """
    create index incidents_own on incidents (team, reporter, opened_at)
        where coalesce(substr(channel, 1, 1), 'D') = 'D'
    """,
)


def migrate(db: Database) -> None:
    """Make the indexes."""
    for statement in STATEMENTS:
        db.execute(statement)
