"""A whole copy of the database beside a running bot, and the way back.

A copy is written under another name, checked, and only then gets its own. Must not know what a
row means.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass

from bot.errors import BusyError, InputError, SettingsError, UsageError, UserError
from bot.store.connection import connect_reader, fault, missing, require_database
from bot.store.database import Store, Transaction
from bot.store.health import Health, examine
from bot.store.locks import WriteLock, hold
from bot.store.numbers import go_on_from, next_number, next_numbers

BESIDE = ("", "-wal", "-shm", ".lock", ".write", ".ballast", ".key")
"""What lies under a database's name; a backup there would destroy it."""
UNKNOWN = 1_000
"""So many numbers are passed over where nobody can say how many were given since the backup."""
ANOTHER_BACKUP = "name a file that `smtpcheck backup` wrote"
ANOTHER_DATABASE = "run `smtpcheck restore FILE` with a backup, or name another file in SMTPCHECK_DATABASE"


@dataclass(frozen=True, slots=True)
class Copied:
    """A checked copy: where it is, its size, how many incidents are in it.

    Of a restored one, `kept` names where the database that was replaced lies now, None when there was
    none, and `goes_on_at` the number of the next incident.
    """

    path: str
    size_bytes: int
    incidents: int
    kept: str | None = None
    goes_on_at: int | None = None


def back_up(database: str, target: str) -> Copied:
    """Write a checked copy of the database to `target`, mode 0600, while a bot may go on writing.

    Raises UsageError when `target` exists or is part of the database, SettingsError or BusyError
    when the database or the disk fails; then nothing is left at `target`.
    """
    database, target = os.path.abspath(database), os.path.abspath(target)
    if target in {f"{database}{end}" for end in BESIDE}:
        raise UsageError(f"{target} belongs to the database itself: name another file for the backup.")
    _require_free(target)
    if not os.path.isfile(database):
        require_database(database)  # raises for a folder
        raise missing(database)
    part = f"{target}.{secrets.token_hex(4)}.part"  # a name that no other file has, a second backup's neither
    try:
        _make_empty(part)
        _copy_live(database, part)
        health = _require_sound(part, f"The database {database}", ANOTHER_DATABASE)
        _require_free(target)  # a large one takes minutes
        _give_name(part, target)
    except UserError:
        raise
    except OSError as error:
        raise InputError(
            f"The backup {target} cannot be written ({error.strerror}): "
            "name a file in a folder you may write to, on a disk with room."
        ) from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)
    return Copied(target, os.path.getsize(target), health.incidents)


def _require_free(target: str) -> None:
    if os.path.lexists(target):
        raise UsageError(f"{target} exists: name another file, one with the date for example.")


def restore(source: str, database: str) -> Copied:
    """Put a checked copy of the backup `source` in the database's place and bring its schema up to date.

    The database that was there is kept as `<database>.before-restore`, beside what earlier ones kept.
    Raises SettingsError while a bot holds the database or when the backup is damaged, newer or no
    backup; then nothing changed.
    """
    source, database = os.path.abspath(source), os.path.abspath(database)
    if not os.path.isfile(source):
        raise InputError(f"There is no backup {source}: {ANOTHER_BACKUP}.")
    if os.path.exists(database) and os.path.samefile(source, database):
        raise UsageError(f"{source} is the database itself: {ANOTHER_BACKUP}.")
    if os.path.exists(f"{source}-wal") and os.path.getsize(f"{source}-wal"):
        raise UsageError(
            f"{source} is a database in use, its newest rows lie in {source}-wal: "
            "copy it with `smtpcheck backup`, then restore that copy."
        )
    with hold(database, "smtpcheck restore"):
        part = f"{database}.restore.part"
        try:
            _copy_file(source, part)
            health = _require_sound(part, f"The backup {source}", ANOTHER_BACKUP)
            given = _numbers_given(database)
            kept = _swap(part, database)
        except UserError:
            raise
        except OSError as error:
            raise InputError(
                f"The backup {source} cannot be put at {database} ({error.strerror}): "
                "give this user the right to both files, and the disk room for a second copy."
            ) from error
        finally:
            for end in ("", "-wal", "-shm", "-journal"):
                with suppress(FileNotFoundError):
                    os.unlink(f"{part}{end}")
        goes_on_at = _go_on(database, given)  # an older schema is brought up to date, a fault told now
    return Copied(database, os.path.getsize(database), health.incidents, kept, goes_on_at)


def _numbers_given(database: str) -> dict[str, int] | None:
    """The next numbers of the database that is replaced; None where it is gone or cannot be read."""
    try:
        with closing(connect_reader(database)) as db:
            return next_numbers(db)
    except (OSError, sqlite3.Error, UserError):
        return None


def _go_on(database: str, given: dict[str, int] | None) -> int:
    """Let numbers go on above those given since the backup; returns the next incident's."""
    with Store.open(database) as store:

        def job(db: Transaction) -> int:
            unknown = {table: number + UNKNOWN for table, number in next_numbers(db).items()}
            go_on_from(db, unknown if given is None else given)
            return next_number(db, "incidents")

        return store.write_now(job)


def _copy_live(database: str, part: str) -> None:
    try:
        with closing(connect_reader(database)) as db:
            db.execute("vacuum into ?", (part,))
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") in {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}:
            raise BusyError(
                f"The disk of {part} is full: free some space or name a file on another disk, then try again."
            ) from error
        raise fault(error, database) from error


def _require_sound(part: str, what: str, remedy: str) -> Health:
    try:
        health = examine(part)
    except SettingsError as error:
        raise SettingsError(f"{what} cannot be read: {remedy}.") from error
    if health.newer:
        raise SettingsError(
            f"{what} was written by a newer smtpcheck (its schema has {health.newer}): "
            "update smtpcheck first."
        )
    if health.faults:
        raise SettingsError(f"{what} is damaged ({health.faults[0]}): {remedy}.")
    return health


def _copy_file(source: str, part: str) -> None:
    _make_empty(part)
    with open(source, "rb") as backup, open(part, "r+b") as copy:
        shutil.copyfileobj(backup, copy, 1 << 20)


def _swap(part: str, database: str) -> str | None:
    """Move the old database aside with its log, then the new one in; a crash leaves one of the two whole."""
    kept = None
    lock = WriteLock(database)
    try:
        with lock:
            if os.path.exists(database):
                _fold_log(database)
                kept = _free_name(f"{database}.before-restore")
                os.link(database, kept)
                with suppress(FileNotFoundError):
                    # One that could not be folded in would be replayed into the restored file beside it.
                    os.rename(f"{database}-wal", f"{kept}-wal")
            with suppress(FileNotFoundError):
                os.unlink(f"{database}-shm")
            _give_name(part, database)
    finally:
        lock.close()
    return kept


def _free_name(name: str) -> str:
    """The name, else `name-2` or `name-3`: an earlier restore kept something too, and its log if need be."""
    free, number = name, 1
    while any(os.path.lexists(f"{free}{end}") for end in ("", "-wal", "-shm")):
        number += 1
        free = f"{name}-{number}"
    return free


def _fold_log(database: str) -> None:
    """Bring the log into the old database, which then is one file, whole until the new one has its name."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("pragma wal_checkpoint(truncate)")


def _make_empty(path: str) -> None:
    """Make the file anew, readable by its owner alone before anything is in it."""
    with suppress(FileNotFoundError):
        os.unlink(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))


def _give_name(part: str, name: str) -> None:
    """Rename once the content is on the disk, and bring the new name there too."""
    _sync(part, os.O_RDWR)
    os.replace(part, name)
    _sync(os.path.dirname(name), os.O_RDONLY)


def _sync(path: str, flags: int) -> None:
    handle = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
