"""Whether a database file holds together: pages, foreign keys, search, and the schema it has.

Reads a live file beside a running bot; must not change or mend anything.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from bot.errors import SettingsError, UserError
from bot.store.connection import connect_reader, fault, require_database, unusable
from bot.store.locks import WriteLock
from migrations import MIGRATIONS, NAMES

FAULTS_SHOWN = 3  # a torn file has thousands; the remedy is the same
SQLITE_VERSION = sqlite3.sqlite_version
CHECKS_SEARCH = (3, 44, 0)  # from here on quick_check looks into the search index too


@dataclass(frozen=True, slots=True)
class Health:
    """What was found in a file.

    `faults` are sentences, empty when it holds together; `newer` names a migration that this
    smtpcheck does not know, `waiting` counts those not yet applied, `incidents` its incidents.
    """

    faults: tuple[str, ...]
    newer: str | None
    waiting: int
    incidents: int


def examine(path: str) -> Health:
    """Read the whole file; UserError, its remedy behind the colon, when it is not ours or cannot be read."""
    if not os.path.isfile(path):
        raise SettingsError(f"{path} is no file: name a file in SMTPCHECK_DATABASE.")
    try:
        require_database(path)  # a reader would leave its files beside another program's
        with closing(connect_reader(path)) as db:
            tables = {row[0] for row in db.execute("select name from sqlite_schema where type = 'table'")}
            if not {"incidents", "_sqlite_migrations"} <= tables:
                raise SettingsError(
                    f"The file {path} is no database of smtpcheck: name another file in SMTPCHECK_DATABASE."
                )
            applied = tuple(migration.name for migration in MIGRATIONS.applied(db))
            faults = [
                f"page check: {row[0]}"
                for row in db.execute(f"pragma quick_check({FAULTS_SHOWN})").fetchall()
                if row[0] != "ok"
            ]
            broken = len(db.execute("pragma foreign_key_check").fetchall())
            if broken:
                faults.append(f"rows that belong to nothing: {broken}")
            incidents = db.execute("select count(*) from incidents").fetchone()[0]
        if sqlite3.sqlite_version_info < CHECKS_SEARCH:
            faults += _search_faults(path)
    except OSError as error:
        raise unusable(error, path) from error
    except sqlite3.DatabaseError as error:
        told = fault(error, path)
        if isinstance(told, UserError):
            raise told from error
        raise SettingsError(
            f"The file {path} cannot be read ({told}): run `smtpcheck restore FILE` with a backup."
        ) from error
    newer = next((name for name in applied if name not in NAMES), None)
    return Health(tuple(faults), newer, sum(name not in applied for name in NAMES), incidents)


def _search_faults(path: str) -> list[str]:
    """What the search index says of itself: a command that only a writing connection may give."""
    lock = WriteLock(path)
    try:
        with lock, closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("begin immediate")
            try:
                db.execute(
                    "insert into incident_search (incident_search, rank) values ('integrity-check', 1)"
                )
            except sqlite3.DatabaseError as error:
                return [f"search: {error}"]
            finally:
                db.rollback()
    finally:
        lock.close()
    return []
