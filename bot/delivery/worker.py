"""Works what the inbox holds: each lane in order, several lanes at once, again after a failure.

A row that fails five times is set aside and its poster told; it never blocks others. Must not
know what an intent means.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.delivery.faults import end_of, is_network, log_fault
from bot.delivery.lanes import MOST_FAILURES, ROWS_AT_ONCE, Due, Lanes, retry_wait_s
from bot.delivery.logs import event_log
from bot.desk import Desk
from bot.errors import NotKeptError, SettingsError, UserError
from bot.model import Request
from bot.store import Store, Transaction, inbox
from bot.store.inbox import Waiting
from bot.store.lanes import Free, next_due

Handle = Callable[[Request, Desk], Awaitable[None]]


class Worker:
    """Takes rows and hands each to its intent; `on_worked` wakes the sender."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        handle: Handle,
        *,
        now: Callable[[], datetime],
        on_worked: Callable[[], None],
    ) -> None:
        self._store = store
        self._desk = desk
        self._handle = handle
        self._now = now
        self._on_worked = on_worked
        self._outage: dict[str, int] = {}
        self._lanes: Lanes[Waiting] = Lanes(self._due, self._work, self._lane_failed, now)
        self.wake = self._lanes.wake
        self.run = self._lanes.run
        self.stop = self._lanes.stop

    async def _due(self, free: Free) -> Due[Waiting]:
        now = self._now()

        def query(db: Transaction) -> Due[Waiting]:
            rows = inbox.due(db, now, free, ROWS_AT_ONCE)
            return Due(rows, None if rows else next_due(db, "inbox", free))

        return await self._store.read(query)

    def _lane_failed(self, _lane: str, error: BaseException) -> None:
        if isinstance(error, SettingsError):
            self._lanes.break_off(error)
        elif not isinstance(error, NotKeptError):  # a full disk, which is said once elsewhere
            log_fault(error, "working the inbox")

    async def _work(self, row: Waiting) -> bool:
        await self._handle_row(row)
        self._on_worked()
        return True

    async def _handle_row(self, row: Waiting) -> None:
        request = row.request
        error = (await end_of(self._handle(request, self._desk))).exception()
        if error is not None and (isinstance(error, NotKeptError) or is_network(error)):
            await self._wait_out(request, error)
            return
        self._outage.pop(request.key, None)
        if error is None:
            return
        if isinstance(error, SettingsError):  # a refused token: the row waits for the next start
            raise error
        if isinstance(error, UserError):
            await self._desk.refuse(request, error)
        else:
            await self._count_failure(row, error)

    async def _count_failure(self, row: Waiting, error: BaseException) -> None:
        request, failures = row.request, row.failures + 1
        reference = log_fault(error, f"handling {request.intent}", key=request.key, failures=str(failures))
        if failures >= MOST_FAILURES:
            event_log().error("set-aside", key=request.key, intent=request.intent, reference=reference)
            await self._desk.give_up(request, reference)
            return
        until = self._now() + timedelta(seconds=retry_wait_s(failures))
        await self._store.write(lambda db: inbox.postpone(db, request.key, until, failed=True))

    async def _wait_out(self, request: Request, error: BaseException) -> None:
        """A full disk or an unreachable Slack is nobody's failure: try again until it is over."""
        tries = self._outage[request.key] = self._outage.get(request.key, 0) + 1
        if tries == 1:
            event_log().warning("waiting", key=request.key, intent=request.intent, error=type(error).__name__)
        wait_s = retry_wait_s(tries)
        if isinstance(error, NotKeptError):
            await asyncio.sleep(wait_s)  # the disk is full: nothing can be written down
            return
        until = self._now() + timedelta(seconds=wait_s)
        await self._store.write(lambda db: inbox.postpone(db, request.key, until, failed=False))
