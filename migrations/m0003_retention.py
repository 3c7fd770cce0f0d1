"""Which pastes are due to be removed is asked every hour: an index of those that still have their words."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    """Add the index; a row leaves it when its words are removed."""
    db.execute("create index incidents_worded on incidents (opened_at) where blanked_at is null")
