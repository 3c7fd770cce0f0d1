"""The inbox keeps fewer indexes: a row that is taken is on the disk sooner.

`inbox_waiting` alone answers what may be worked next and when the next row may be; only a row of
a message is found by its message.
"""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "drop index inbox_due",
    "drop index inbox_waiting",
    "create index inbox_waiting on inbox (id, lane, not_before) where done_at is null",
    "drop index inbox_message",
    """
    create index inbox_message on inbox (team, channel, ts)
        where done_at is null and ts is not null
    """,
)


def migrate(db: Database) -> None:
    """Make the indexes of what waits anew."""
    for statement in STATEMENTS:
        db.execute(statement)
