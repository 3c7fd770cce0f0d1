"""The database file, open: jobs go to the one writer, queries to read-only connections.

A job is a function of a transaction; the domain's verbs (`bot.store.incidents`, ...) are composed
inside it. Must not know any table.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Self, TypeVar

from sqlite_utils import Database

from bot.errors import SettingsError, UserError
from bot.store.connection import (
    LOG_BYTES,
    connect_reader,
    connect_writer,
    fault,
    fill_log,
    missing,
    require_current,
    require_database,
    unusable,
)
from bot.store.locks import WriteLock
from bot.store.writer import Ended, Writer

Transaction = Database
"""What a job or query gets: `db.execute(sql, parameters)`; a row is read by its columns' names."""

T = TypeVar("T")

READERS = 2  # a heavy reader must not hold up a light one
DISK_TO_SPARE = 10  # lengths of the log that must be free before it is written to its full length


class Store:
    """The database of one process; make it with `Store.open`, in a `with` where it is closed at the end."""

    def __init__(self, path: str, writer: Writer | None) -> None:
        self.path = path
        self._writer = writer
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")
        self._local = threading.local()
        self._connections: list[Database] = []
        self._closed = False

    @classmethod
    def open(cls, path: str, *, read_only: bool = False, create: bool = True) -> Store:
        """Open the database at `path`, creating it and bringing its schema up to date when needed.

        Without `create` the file must exist. With `read_only` it must exist with the current schema,
        and `write` is refused. Raises SettingsError with the way out when the file cannot be used,
        NotKeptError while the disk is full or another program holds the database.
        """
        path = os.path.abspath(path)
        if (read_only or not create) and not os.path.exists(path):
            raise missing(path)
        cls.require_ours(path)
        try:
            if read_only:
                _check_readable(path)
                return cls(path, None)
            return cls(path, _open_writer(path))
        except sqlite3.Error as error:
            found = fault(error, path)
            raise found if isinstance(found, UserError) else SettingsError(str(found)) from error
        except OSError as error:
            raise unusable(error, path) from error

    @staticmethod
    def require_ours(path: str) -> None:
        """Raise SettingsError where the file is none of ours, and leave nothing beside it."""
        try:
            require_database(path)
        except OSError as error:
            raise unusable(error, path) from error

    async def write(self, job: Callable[[Transaction], T], *, essential: bool = False) -> T:
        """Run `job` in the next group commit and return its result once that is on the disk.

        An exception of the job undoes that job alone and is raised here; a caller that is cancelled
        does not stop its job. `essential` marks what must be kept even on a full disk (a message was
        sent): the ballast is freed for it.
        Raises NotKeptError when the disk is full or another program holds the database: then nothing of
        the job was kept.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._submit(job, partial(_tell, loop, future), essential=essential)
        return await future

    def write_now(self, job: Callable[[Transaction], T]) -> T:
        """Do the same as `write` for the command line, which has no event loop."""
        future: Future[T] = Future()
        self._submit(job, partial(_settle, future), essential=False)
        return future.result()

    async def read(self, query: Callable[[Transaction], T]) -> T:
        """Run `query` on a read-only connection in a thread; it sees one state of the database throughout."""
        return await asyncio.wrap_future(self._readers.submit(self._query, query))

    def lengthen_log(self) -> None:
        """Write the log once to the length at which it starts over; a disk that is nearly full is left alone.

        A commit that makes the file longer takes the disk twice as long as one that writes over it.
        """
        if shutil.disk_usage(os.path.dirname(self.path)).free > DISK_TO_SPARE * LOG_BYTES:
            with contextlib.suppress(_Undone, UserError):
                self.write_now(_fill_and_undo)

    def read_now(self, query: Callable[[Transaction], T]) -> T:
        """Do the same as `read` for the command line, which has no event loop."""
        return self._readers.submit(self._query, query).result()

    async def close(self) -> None:
        """Finish the jobs and queries already given, then close; a second call does nothing."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """Do the same as `close` for the command line."""
        if self._closed:
            return
        self._closed = True
        self._readers.shutdown()
        for connection in self._connections:
            connection.close()
        if self._writer is not None:
            self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_now()

    def _submit(self, job: Callable[[Transaction], Any], ended: Ended, *, essential: bool) -> None:
        if self._writer is None:
            raise SettingsError(f"The database {self.path} was opened for reading only.")
        self._writer.submit(job, ended, essential=essential)

    def _query(self, query: Callable[[Transaction], T]) -> T:
        db: Database | None = getattr(self._local, "db", None)
        try:
            if db is None:
                db = self._local.db = connect_reader(self.path)
                self._connections.append(db)
            db.execute("begin")
            try:
                return query(db)
            finally:
                db.rollback()
        except sqlite3.Error as error:
            raise fault(error, self.path) from error


class _Undone(Exception):
    """Undoes the job that raises it."""


def _fill_and_undo(db: Transaction) -> None:
    fill_log(db)
    raise _Undone


def _tell(
    loop: asyncio.AbstractEventLoop,
    future: asyncio.Future[Any],
    result: object,
    error: BaseException | None,
) -> None:
    # Less than half of what `asyncio.wrap_future` does, and the ack waits for it.
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(_settle, future, result, error)


def _settle(future: asyncio.Future[Any] | Future[Any], result: object, error: BaseException | None) -> None:
    """Give the caller what its job came to; one that was cancelled waits no more."""
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


def _open_writer(path: str) -> Writer:
    lock = WriteLock(path)
    try:
        return Writer(path, connect_writer(path, lock), lock)
    except BaseException:  # whatever it was, the caller has nothing to close
        lock.close()
        raise


def _check_readable(path: str) -> None:
    db = connect_reader(path)
    try:
        require_current(db, path)
    finally:
        db.close()
