"""What is numbered goes on above the numbers that Slack may show already, also after a restore."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    """Make the table: of each table whose numbers stand in Slack, the highest that may stand there."""
    db.execute(
        """
        create table numbers (
            of text primary key,
            above integer not null
        ) strict
        """
    )
