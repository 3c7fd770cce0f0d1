"""Works what the inbox holds: each lane in order, several lanes at once, again after a failure.

A row that fails five times is set aside and its poster told; it never blocks others. Must not
know what an intent means.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.delivery.faults import is_network, log_fault
from bot.delivery.logs import event_log
from bot.desk import Desk
from bot.errors import BusyError, UserError
from bot.model import Request
from bot.store import Store, inbox
from bot.store.inbox import Waiting

Handle = Callable[[Request, Desk], Awaitable[None]]

LANES = 8  # more would only wait for the one writer
ROWS_AT_ONCE = 64
MOST_FAILURES = 5
FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 60.0
LONGEST_SLEEP_S = 60.0  # the clock may step, and another process may write


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
        self._woken = asyncio.Event()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._outage: dict[str, int] = {}
        self._stopping = False

    def wake(self) -> None:
        """Say that there is something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Work for ever."""
        while not self._stopping:
            self._woken.clear()
            if not await self._start_lanes():
                await self._sleep()

    async def stop(self, within_s: float) -> None:
        """Begin no further row and give those in hand `within_s` to finish; the rest stays in the inbox."""
        self._stopping = True
        self._woken.set()
        lanes = set(self._lanes.values())
        if lanes:
            _, late = await asyncio.wait(lanes, timeout=within_s)
            for lane in late:
                lane.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _start_lanes(self) -> bool:
        free = LANES - len(self._lanes)
        if free <= 0:
            return False
        busy = tuple(self._lanes)
        now = self._now()
        rows = await self._store.read(lambda db: inbox.due(db, now, busy, ROWS_AT_ONCE))
        if self._stopping:
            return False
        lanes: dict[str, list[Waiting]] = {}
        for row in rows:
            lanes.setdefault(row.request.lane, []).append(row)
        for name in list(lanes)[:free]:
            lane = self._lanes[name] = asyncio.ensure_future(self._work_lane(lanes[name]))
            lane.add_done_callback(partial(self._lane_ended, name))
        return bool(lanes)

    async def _work_lane(self, rows: Sequence[Waiting]) -> None:
        for row in rows:
            if self._stopping:
                return
            await self._work(row)
            self._on_worked()

    def _lane_ended(self, name: str, lane: asyncio.Task[None]) -> None:
        del self._lanes[name]
        error = None if lane.cancelled() else lane.exception()
        if error is None:
            self._woken.set()
        else:
            if not isinstance(error, BusyError):  # a full disk, which is said once elsewhere
                log_fault(error, "working the inbox")
            asyncio.get_running_loop().call_later(FIRST_RETRY_S, self._woken.set)

    async def _work(self, row: Waiting) -> None:
        request = row.request
        working = asyncio.ensure_future(self._handle(request, self._desk))
        try:
            await asyncio.wait({working})
        finally:
            if not working.done():
                working.cancel()
                await asyncio.wait({working})
        error = working.exception()
        if error is not None and (isinstance(error, BusyError) or is_network(error)):
            await self._wait_out(request, error)
            return
        self._outage.pop(request.key, None)
        if error is None:
            return
        if isinstance(error, UserError):
            await self._desk.refuse(request, str(error))
        else:
            await self._count_failure(row, error)

    async def _count_failure(self, row: Waiting, error: BaseException) -> None:
        request, failures = row.request, row.failures + 1
        reference = log_fault(error, f"handling {request.intent}", key=request.key, failures=str(failures))
        if failures >= MOST_FAILURES:
            event_log().error("set-aside", key=request.key, intent=request.intent, reference=reference)
            await self._desk.give_up(request, reference)
            return
        until = self._now() + timedelta(seconds=FIRST_RETRY_S * 2 ** (failures - 1))
        await self._store.write(lambda db: inbox.postpone(db, request.key, until, failed=True))

    async def _wait_out(self, request: Request, error: BaseException) -> None:
        """A full disk or an unreachable Slack is nobody's failure: try again until it is over."""
        tries = self._outage[request.key] = self._outage.get(request.key, 0) + 1
        if tries == 1:
            event_log().warning("waiting", key=request.key, intent=request.intent, error=type(error).__name__)
        wait_s = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** (tries - 1))
        if isinstance(error, BusyError):
            await asyncio.sleep(wait_s)  # the disk is full: nothing can be written down
            return
        until = self._now() + timedelta(seconds=wait_s)
        await self._store.write(lambda db: inbox.postpone(db, request.key, until, failed=False))

    async def _sleep(self) -> None:
        busy = tuple(self._lanes)  # these wake us themselves
        due = await self._store.read(lambda db: inbox.next_due(db, busy))
        wait_s = LONGEST_SLEEP_S
        if due is not None and len(self._lanes) < LANES:
            wait_s = max(0.0, (due - self._now()).total_seconds())
        try:
            await asyncio.wait_for(self._woken.wait(), min(wait_s, LONGEST_SLEEP_S))
        except TimeoutError:
            return
