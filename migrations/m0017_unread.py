"""Columns that nothing reads: when a request came, and who set a channel's mode (the audit trail says it)."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "alter table inbox drop column received_at",
    "alter table channels drop column set_by",
    "alter table channels drop column set_at",
)


def migrate(db: Database) -> None:
    """Drop them; no index and no trigger names one."""
    for statement in STATEMENTS:
        db.execute(statement)
