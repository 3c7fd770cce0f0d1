"""The budget of live checks asks by server, and what was spent stays spent.

`attempts` gets an index by server; a row, once written, is never changed.
"""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    """Add the index of a server's last results, and refuse changes to a row."""
    db.execute("create index attempts_server on attempts (team, server, at)")
    db.execute(
        """
        create trigger attempts_no_update before update on attempts
        begin
            select raise(abort, 'the ledger is append-only');
        end
        """
    )
