"""What is old enough to go is asked every hour, in the one writer: it is found without what stays."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "drop index outbox_done",
    """
    create index outbox_old on outbox (done_at)
        where done_at is not null
            and (sent_ts is null or what not in ('incident', 'handoff', 'passed', 'due', 'wave'))
    """,
    "create index attempts_old on attempts (at)",
)


def migrate(db: Database) -> None:
    """Make the indexes; the messages that are edited for as long as their incident lives are in none."""
    for statement in STATEMENTS:
        db.execute(statement)
