"""What was told of an incident when its timers were due is found by an index: every change of it asks."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "drop index follow_ups_of",
    "create index follow_ups_of on follow_ups (incident_id, done_at)",
)


def migrate(db: Database) -> None:
    """Make the index anew, finished timers with it."""
    for statement in STATEMENTS:
        db.execute(statement)
