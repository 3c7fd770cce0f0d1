"""Files of mailboxes in Slack: read, shown to whoever gave it, and checked once they say so.

Until then no server is asked, and the file waits in memory alone, ten minutes at most. How a run goes
on stands in `mailbox_run`.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.cards.mailboxes_forms import ENDINGS
from bot.desk.mailbox_run import Run, Show, Uploaded
from bot.desk.means import Means
from bot.errors import BusyError, InputError, UsageError
from bot.mailboxes import BYTES, ROWS, ROWS_A_TURN, TOO_LARGE, plan_mailboxes, read_table
from bot.model import MailboxRow, RowResult
from bot.net import FileDoor, guard_of
from bot.store import Transaction, outbox
from bot.store.checked import close_broken

MOST = ROWS
WAIT_S = 600.0  # how long a file waits for its person to say so
RUNS = 2  # in the bot at once: each looks at eight servers side by side

OVER = "This check of mailboxes is over."
GONE = (
    "The file is no longer in my memory: it waits ten minutes at most. No server was asked. "
    "Start again with `/smtpcheck mailboxes`."
)
RUNNING = "A file of yours is being checked. Start the next one when its result has come."
FULL = "Two files are being checked. Try again in some minutes: yours waits for ten."
NO_TABLE = (
    "I read .csv, .tsv and .txt files. In a spreadsheet: save or download the sheet as CSV, then choose "
    "that file."
)
NOT_HAD = "Slack did not hand the file over. Send it once more in a moment."


@dataclass(frozen=True, slots=True)
class Planned:
    """What a file's rows show by themselves; `key` names what waits."""

    key: str
    rows: tuple[RowResult, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    key: str
    uploaded: Uploaded
    rows: tuple[MailboxRow, ...]
    timer: asyncio.TimerHandle


class Mailboxes:
    """Reads files, and runs their checks beside everything else."""

    def __init__(self, means: Means, file_door: Callable[[], FileDoor]) -> None:
        self._means = means
        self._file_door = file_door
        self._waiting: dict[str, _Waiting] = {}
        self._runs: dict[str, Run] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._reading = asyncio.Lock()

    async def look(self, actor: str, uploaded: Uploaded) -> Planned:
        """Read a file and keep it for its person to confirm; raises a UserError that says what is wrong."""
        if actor in self._runs:
            raise BusyError(RUNNING)
        if uploaded.name.rpartition(".")[2].casefold() not in ENDINGS:
            raise InputError(NO_TABLE)
        if uploaded.size_bytes > BYTES:
            raise InputError(TOO_LARGE)
        content = await self._means.directory.download(uploaded.address, BYTES)
        if content is None:
            raise InputError(NOT_HAD)
        async with self._reading:  # one at a time: a large file takes its room and its second
            rows = (await asyncio.to_thread(read_table, content)).rows
        try:
            planned = await self._plan(rows)
        except BaseException:  # cancelled or failed: its passwords are not to stay in memory
            _drop(rows)
            raise
        self.drop(actor)
        key = secrets.token_hex(8)
        timer = asyncio.get_running_loop().call_later(WAIT_S, self.drop, actor, key)
        self._waiting[actor] = _Waiting(key, uploaded, rows, timer)
        return Planned(key, planned)

    def drop(self, actor: str, key: str | None = None) -> None:
        """Forget the file that waits for this person, of that key alone where one is given."""
        waiting = self._waiting.get(actor)
        if waiting is not None and key in (None, waiting.key):
            del self._waiting[actor]
            waiting.timer.cancel()
            _drop(waiting.rows)

    async def begin(self, team: str, actor: str, key: str) -> Run:
        """Take the file that waits, and write who checks what before anything is sent.

        Raises UsageError when it waits no more, BusyError when enough is running: then it goes on waiting.
        """
        waiting = self._waiting.get(actor)
        if actor in self._runs:
            raise BusyError(RUNNING)
        if waiting is None or waiting.key != key:
            raise UsageError(GONE)
        if len(self._runs) >= RUNS:
            raise BusyError(FULL)
        run = Run(key, team, actor, waiting.uploaded, waiting.rows, self._means, self._file_door())
        del self._waiting[actor]
        waiting.timer.cancel()
        self._runs[actor] = run  # at once: two who press at the same time start one
        try:
            await run.record()
        except BaseException:  # the same, and their next file is not to be told that one is running
            del self._runs[actor]
            _drop(run.rows)
            raise
        return run

    def start(self, run: Run, show: Show) -> None:
        """Check a file that was begun: how far it is goes to `show`, then directly to the person."""
        task = self._tasks[run.actor] = asyncio.create_task(run.work(show))
        task.add_done_callback(lambda _: self._forget(run))

    def stop(self, key: str, actor: str) -> bool:
        """Stop a run of this person; what is known by then is told. False when it is over."""
        run = self._runs.get(actor)
        return run is not None and run.key == key and run.stop()

    def progress(self, key: str) -> tuple[int, int] | None:
        """How many rows are done, of how many; None when the run is over."""
        runs = (run for run in self._runs.values() if run.key == key and not run.over)
        return next(((run.done, len(run.rows)) for run in runs), None)

    async def close(self) -> None:
        """Drop what waits and end what runs: what each run knows is told at the next start."""
        for actor in tuple(self._waiting):
            self.drop(actor)
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def say_fault(self, error: Exception) -> str:
        """What a person is told of what went wrong as their file was read; a fault of ours is logged."""
        return self._means.say_fault(error, "reading mailboxes")

    async def tell_broken(self) -> None:
        """At the start: tell whoever's file was being checked when the bot ended what is known of it."""
        now = self._means.now()

        def job(db: Transaction) -> None:
            for key in close_broken(db, now):
                outbox.put_again(db, f"mailboxes:{key}:progress", now)

        await self._means.store.write(job)

    async def _plan(self, rows: Sequence[MailboxRow]) -> tuple[RowResult, ...]:
        planned, guard = [], guard_of(self._means.settings)
        for result in plan_mailboxes(rows, guard, self._means.knowledge):
            planned.append(result)
            if len(planned) % ROWS_A_TURN == 0:
                await asyncio.sleep(0)
        return tuple(planned)

    def _forget(self, run: Run) -> None:
        self._runs.pop(run.actor, None)
        self._tasks.pop(run.actor, None)


def _drop(rows: Sequence[MailboxRow]) -> None:
    for row in rows:
        row.password.drop()
