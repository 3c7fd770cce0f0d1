"""The one thread that writes: jobs that wait together share one commit, each in a savepoint of its own.

A job that has the commit to itself needs none: every statement is a step in which others wait.

An error of a job undoes that job alone; an error that ends the transaction (a full disk) fails
the whole batch, and the thread lives on. Must not know any table.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.errors import SettingsError
from bot.store.ballast import Ballast
from bot.store.connection import fault
from bot.store.locks import WriteLock

Ended = Callable[[object, BaseException | None], None]
"""Is told, in the writing thread, what a job returned or which error undid it."""

CLOSE_WAIT_S = 1.5  # after the 2 s of the worker and the sender: together under the 5 s a platform grants
BATCH_JOBS = 256  # one commit carries at most this many; more gains nothing and delays the first


@dataclass(slots=True)
class _Job:
    run: Callable[[Database], Any]
    essential: bool
    ended: Ended
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
        self._giving = threading.Lock()  # behind what ends the queue nobody would find a job
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Database], Any], ended: Ended, *, essential: bool) -> None:
        """Queue a job; `ended` is called after the commit that holds it. SettingsError once it is closed."""
        with self._giving:
            if self._closed:
                raise SettingsError(f"The database {self._path} is closed.")
            self._jobs.put(_Job(run, essential, ended))

    def close(self) -> None:
        """Finish the jobs already given and close the connection.

        Another process that writes for longer is not waited for: nobody was told that those jobs are done.
        """
        with self._giving:
            self._closed = True
            self._jobs.put(None)
        self._thread.join(CLOSE_WAIT_S)

    def _work(self) -> None:
        last = False
        while not last:
            batch, last = self._next_batch()
            if batch:
                self._commit(batch)
            for job in batch:
                job.ended(job.result, job.error)
        try:
            with self._lock:  # closing the last connection checkpoints
                self._db.close()
        finally:
            self._lock.close()

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

    def _attempt(self, batch: list[_Job]) -> sqlite3.Error | OSError | None:
        """Run and commit the batch; what is returned, of the file or of its lock, failed it as a whole."""
        conn, alone = self._db.conn, len(batch) == 1
        try:
            with self._lock:
                conn.execute("begin immediate")
                try:
                    for job in batch:
                        _run(self._db, job, savepoint=not alone)
                    if not alone or batch[0].error is None:
                        conn.execute("commit")
                finally:
                    self._db.rollback()  # does nothing after the commit
        except (sqlite3.Error, OSError) as error:
            for job in batch:
                job.error = fault(error, self._path) if isinstance(error, sqlite3.Error) else error
            return error
        return None


def _run(db: Database, job: _Job, *, savepoint: bool) -> None:
    if savepoint:
        db.execute("savepoint job")
    try:
        job.result = job.run(db)
    except Exception as error:  # whatever a job raises is its caller's; the others of the batch go on
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise  # mostly everything is rolled back already, savepoints too; then it fails the batch
        if not db.conn.in_transaction:
            if isinstance(error, sqlite3.Error):
                raise
            raise sqlite3.OperationalError("a job ended the transaction it was given") from error
        job.error = error
        if savepoint:
            db.execute("rollback to job")
    if savepoint:
        db.execute("release job")
