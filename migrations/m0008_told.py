"""Replies to the customer are words of people as well: found by their age, as notes are."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "drop index incident_events_worded",
    """
    create index incident_events_worded on incident_events (at)
        where detail <> '' and kind in ('declined', 'noted', 'linked', 'told')
    """,
)


def migrate(db: Database) -> None:
    """Make the index of what people wrote anew, with one kind more."""
    for statement in STATEMENTS:
        db.execute(statement)
