"""How a connection to the SQLite file is opened, brought to the current schema and how its faults read.

One writing connection a process, any number of read-only ones. Must not know what is stored.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from urllib.parse import quote

from sqlite_utils import Database

from bot.errors import NotKeptError, SettingsError, UserError
from bot.store.locks import WriteLock
from migrations import MIGRATIONS, NAMES

BUSY_TIMEOUT_S = 5  # a backup's or a reader's longest hold; Litestream's value too
WRITE_WAIT_MS = 2_000  # for another program: Slack waits three seconds and shows nothing that comes later
WAL_LIMIT_BYTES = 67_108_864  # after a burst the log file shrinks to this (Rails' value)
CHECKPOINT_PAGES = 4_000  # 16 MB: commits wait for a checkpoint, which takes little longer for more pages
# What fills the log to where it starts over: SQLite writes what its cache of 2 MB does not hold.
LOG_BYTES = CHECKPOINT_PAGES * 4_096 + (2 << 20)
SQLITE_MAGIC = b"SQLite format 3\0"  # sqlite.org/fileformat.html 1.3
WAL_TRIES = 100  # switching to WAL answers "busy" at once despite the timeout: 100 x 50 ms


def connect_writer(path: str, lock: WriteLock) -> Database:
    """Open the one writing connection and bring the schema up to date.

    Raises SettingsError when the file cannot be used, or a newer smtpcheck or another program wrote it.
    """
    # -wal and -shm inherit the mode of the file.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_S, check_same_thread=False)
    conn.row_factory = sqlite3.Row
    db = Database(conn, execute_plugins=False)
    try:
        with lock:
            _applied(db, path)  # what is not ours is left as it is
            _use_wal(db)
            db.execute("pragma synchronous = full")  # Slack does not resend what was acked
            db.execute("pragma secure_delete = on")  # what is deleted leaves the file
            db.execute(f"pragma journal_size_limit = {WAL_LIMIT_BYTES}")
            db.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
            _migrate(db, path)
            db.execute("pragma foreign_keys = on")
            db.execute(f"pragma busy_timeout = {WRITE_WAIT_MS}")
    except BaseException:  # whatever it was, the caller has nothing to close
        db.close()
        raise
    return db


def require_database(path: str) -> None:
    """Raise unless the file is ours, empty or not there: beside any other no lock is to be left.

    SettingsError for another kind of file or another program's database, OSError for one that cannot be read.
    """
    if os.path.exists(path) and not os.path.isfile(path):  # to open a pipe would wait for its writer
        raise SettingsError(f"The database {path} is no file: name one in SMTPCHECK_DATABASE.")
    try:
        with open(path, "rb") as file:
            begins = file.read(len(SQLITE_MAGIC))
    except FileNotFoundError:
        return
    if begins and begins != SQLITE_MAGIC:
        raise not_a_database(path)
    if _is_another_programs(path):
        raise another_programs(path)


def _is_another_programs(path: str) -> bool:
    """Whether the file holds tables and no migrations; what cannot be told now is judged when opened.

    Looked at without a lock, a log or a file beside it (sqlite.org/uri.html, `immutable`).
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?immutable=1", uri=True)) as conn:
            names = {name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")}
    except sqlite3.Error:  # damaged, or another process is writing it
        return False
    return bool(names) and MIGRATIONS.migrations_table not in names


def connect_reader(path: str) -> Database:
    """Open a read-only connection; the file must exist."""
    conn = sqlite3.connect(
        f"file:{quote(path)}?mode=ro",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_S,
        check_same_thread=False,
    )
    conn.row_factory = sqlite3.Row
    return Database(conn, execute_plugins=False, recursive_triggers=False)


def require_current(db: Database, path: str) -> None:
    """Raise SettingsError unless the schema is exactly this version's; for readers, who cannot migrate."""
    applied = _applied(db, path)
    if applied != NAMES:
        raise SettingsError(f"The database {path} has an older schema: run `smtpcheck migrate` first.")


def fill_log(db: Database) -> None:
    """Write the log to its full length, in a transaction that is to be undone."""
    db.execute("create table room (zeros blob)")
    db.execute("insert into room values (zeroblob(?))", (LOG_BYTES,))


def fault(error: sqlite3.Error, path: str) -> UserError | sqlite3.Error:
    """What a person is told about a fault of the file or the disk; any other error comes back as it is."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_FULL":
        return NotKeptError(
            "My disk is full",
            f"The disk that holds {path} is full, so nothing was recorded: free some space, then try again.",
        )
    if name.startswith("SQLITE_IOERR"):  # also where a full disk has no room for the log's index
        return NotKeptError(
            "My disk is full or broken",
            f"The disk that holds {path} is full or broken ({error}): free some space, then try again.",
        )
    if name.startswith("SQLITE_READONLY"):
        return SettingsError(
            f"The database {path} cannot be written: give this user write access to the file and its folder, "
            "or name another file in SMTPCHECK_DATABASE."
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return SettingsError(
            f"The database {path} cannot be opened: name a file in an existing folder you may write to "
            "in SMTPCHECK_DATABASE."
        )
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return not_a_database(path)
    if name.startswith("SQLITE_BUSY"):
        return NotKeptError(
            "Another program holds my database",
            f"The database {path} is busy with another program: try again in a minute.",
        )
    return error


def missing(path: str) -> SettingsError:
    """What a person is told who asks for what is in a database that is not there."""
    return SettingsError(
        f"There is no database at {path}. The bot makes it when it first starts; "
        "where it lies elsewhere, name it in SMTPCHECK_DATABASE."
    )


def not_a_database(path: str) -> SettingsError:
    """What a person is told when the file holds something else, or is damaged."""
    return SettingsError(
        f"The file {path} is not a readable database: run `smtpcheck restore FILE` with a backup, "
        "or name another file in SMTPCHECK_DATABASE."
    )


def another_programs(path: str) -> SettingsError:
    """What a person is told when the file is SQLite's and none of ours."""
    return SettingsError(
        f"The file {path} is another program's database: name another file in SMTPCHECK_DATABASE."
    )


def unusable(error: OSError, path: str) -> SettingsError:
    """What a person is told when the file cannot be opened or created."""
    if isinstance(error, PermissionError) and os.path.isfile(path):
        return SettingsError(
            f"The database {path} cannot be opened ({error.strerror}): run this as the user that the bot "
            "runs as, or name another file in SMTPCHECK_DATABASE."
        )
    return SettingsError(
        f"The database {path} cannot be opened ({error.strerror}): name a file in an existing folder "
        "you may write to in SMTPCHECK_DATABASE."
    )


def _use_wal(db: Database) -> None:
    for tries_left in reversed(range(WAL_TRIES)):
        try:
            db.enable_wal()
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or tries_left == 0:
                raise
            time.sleep(0.05)
        else:
            return


def _applied(db: Database, path: str) -> tuple[str, ...]:
    applied = tuple(migration.name for migration in MIGRATIONS.applied(db))
    if applied != NAMES[: len(applied)]:
        unknown = next((name for name in applied if name not in NAMES), applied[-1])
        raise SettingsError(
            f"The database {path} was written by a newer smtpcheck (its schema has {unknown}): "
            "update smtpcheck, or name another file in SMTPCHECK_DATABASE."
        )
    if not applied and db.table_names():
        raise another_programs(path)
    return applied


def _migrate(db: Database, path: str) -> None:
    # Check and change in one transaction: of several first starts one migrates, the others wait.
    # Foreign keys stay off meanwhile, since rebuilding a table breaks them for a moment.
    db.execute("pragma foreign_keys = off")
    db.execute("begin immediate")
    with db.conn:
        if _applied(db, path) != NAMES:
            MIGRATIONS.apply(db)
            broken = db.execute("pragma foreign_key_check").fetchall()
            if broken:
                raise SettingsError(
                    f"The database {path} holds rows that belong to nothing: "
                    "run `smtpcheck restore FILE` with a backup."
                )
