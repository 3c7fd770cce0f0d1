"""The one thread that writes: jobs that wait together share one commit, each in a savepoint of its own.

An error of a job undoes that job alone; an error that ends the transaction (a full disk) fails
the whole batch, and the thread lives on. Must not know any table.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlite_utils import Database

from bot.errors import SettingsError
from bot.store.ballast import Ballast
from bot.store.connection import fault
from bot.store.locks import WriteLock

T = TypeVar("T")

BATCH_JOBS = 256  # one commit carries at most this many; more gains nothing and delays the first


@dataclass(slots=True)
class _Job:
    run: Callable[[Database], Any]
    essential: bool
    future: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Owns the writing connection from its opening to its closing."""

    def __init__(self, path: str, db: Database, lock: WriteLock) -> None:
        self._path = path
        self._db = db
        self._lock = lock
        self._ballast = Ballast(path)
        self._ballast.load()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Database], T], *, essential: bool) -> Future[T]:
        """Queue a job; its future is done after the commit that holds it."""
        if self._closed:
            raise SettingsError(f"The database {self._path} is closed.")
        job = _Job(run, essential)
        self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Finish the jobs already given and close the connection."""
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        with self._lock:  # closing the last connection checkpoints
            self._db.close()
        self._lock.close()

    def _work(self) -> None:
        last = False
        while not last:
            waiting, last = self._next_batch()
            batch = [job for job in waiting if job.future.set_running_or_notify_cancel()]
            if batch:
                self._commit(batch)
            for job in batch:
                if job.error is None:
                    job.future.set_result(job.result)
                else:
                    job.future.set_exception(job.error)

    def _next_batch(self) -> tuple[list[_Job], bool]:
        """Wait for a job, then take what else is there; the flag says that none will follow."""
        batch: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            batch.append(job)
            if len(batch) == BATCH_JOBS:
                return batch, False
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return batch, False
        return batch, True

    def _commit(self, batch: list[_Job]) -> None:
        error = self._attempt(batch)
        if error is None:
            if not self._ballast.held:
                self._ballast.load()
        elif getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            essential = [job for job in batch if job.essential]
            if essential and self._ballast.free():
                for job in essential:
                    job.error = None
                self._attempt(essential)

    def _attempt(self, batch: list[_Job]) -> sqlite3.Error | None:
        """Run and commit the batch; what is returned failed it as a whole."""
        try:
            with self._lock:
                self._db.execute("begin immediate")
                try:
                    for job in batch:
                        _run(self._db, job)
                    self._db.execute("commit")
                finally:
                    self._db.rollback()  # does nothing after the commit
        except sqlite3.Error as error:
            for job in batch:
                job.error = fault(error, self._path)
            return error
        return None


def _run(db: Database, job: _Job) -> None:
    db.execute("savepoint job")
    try:
        job.result = job.run(db)
    except Exception as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise  # mostly everything is rolled back already, savepoints too; then it fails the batch
        if not db.conn.in_transaction:
            if isinstance(error, sqlite3.Error):
                raise
            raise sqlite3.OperationalError("a job ended the transaction it was given") from error
        db.execute("rollback to job")
        job.error = error
    db.execute("release job")
