"""The loop of the worker and the sender: rows that are due, in order per lane, several lanes at once.

It sleeps until it is woken or the next row is due. Must not know what a row is.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, Protocol, TypeVar

from bot.store.lanes import ASIDE, Free

AT_ONCE = 8  # lanes; more would only wait for the one writer
ASIDE_AT_ONCE = 4  # of them: what takes minutes leaves the other half to those who wait
ROWS_AT_ONCE = 64  # of all lanes, at one look
MOST_FAILURES = 5  # of a row; with pauses that double, it has had a quarter of a minute by then
FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 60.0  # after an outage everything goes on within that
LONGEST_SLEEP_S = 60.0  # the clock may step, and another process may write


def retry_wait_s(failures: int) -> float:
    """How long to wait after the first, second, ... failure in a row: twice as long each time, to a limit."""
    doubled = min(failures - 1, 10)  # an outage of days counts in thousands: no float holds their power
    return min(LONGEST_RETRY_S, FIRST_RETRY_S * 2.0**doubled)


async def sleep(woken: asyncio.Event, until: datetime | None, now: Callable[[], datetime]) -> None:
    """Return when woken, at the moment `until`, None for never, or after `LONGEST_SLEEP_S`."""
    wait_s = LONGEST_SLEEP_S if until is None else (until - now()).total_seconds()
    with suppress(TimeoutError):
        await asyncio.wait_for(woken.wait(), max(0.0, min(wait_s, LONGEST_SLEEP_S)))


class InLane(Protocol):
    """A row that says which lane it stands in."""

    @property
    def lane(self) -> str:
        """Rows of one lane are done one after the other."""


Row = TypeVar("Row", bound=InLane)


@dataclass(frozen=True, slots=True)
class Due(Generic[Row]):
    """What may be done now, in order; where there is nothing, `later` says when, None for never.

    Lanes that are busy or rest are left out of both: they wake the loop themselves.
    """

    rows: Sequence[Row] = ()
    later: datetime | None = None


class Lanes(Generic[Row]):
    """`due` looks for rows of the lanes that are free; `do` does one, False when its lane has to rest.

    `failed` is told the error that ended a lane, which then rests for `FIRST_RETRY_S`.
    """

    def __init__(
        self,
        due: Callable[[Free], Awaitable[Due[Row]]],
        do: Callable[[Row], Awaitable[bool]],
        failed: Callable[[str, BaseException], None],
        now: Callable[[], datetime],
    ) -> None:
        self._due = due
        self._do = do
        self._failed = failed
        self._now = now
        self._woken = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._resting: dict[str, float] = {}
        self._stopping = False
        self._broken: BaseException | None = None

    def wake(self) -> None:
        """Say that there is something to do."""
        self._woken.set()

    def rest(self, lane: str, wait_s: float) -> None:
        """Begin nothing in this lane for so long."""
        self._resting[lane] = time.monotonic() + wait_s
        asyncio.get_running_loop().call_later(wait_s, self.wake)

    def break_off(self, error: BaseException) -> None:
        """Let `run` raise this error."""
        self._broken = error
        self.wake()

    async def run(self) -> None:
        """Do what is due, for ever."""
        while not self._stopping:
            self._woken.clear()
            if self._broken is not None:
                raise self._broken
            due = await self._look()
            if self._stopping:
                return
            if due.rows:
                self._begin(due.rows)
            else:
                await sleep(self._woken, due.later, self._now)

    async def stop(self, within_s: float) -> None:
        """Begin no further row, give those in hand `within_s` to finish, then cancel them."""
        self._stopping = True
        self.wake()
        lanes = set(self._busy.values())
        if lanes:
            _, late = await asyncio.wait(lanes, timeout=within_s)
            for lane in late:
                lane.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _look(self) -> Due[Row]:
        if len(self._busy) >= AT_ONCE:
            return Due()  # the first lane that ends wakes us
        tick = time.monotonic()
        self._resting = {lane: until for lane, until in self._resting.items() if until > tick}
        return await self._due(Free((*self._busy, *self._resting), asides=self._asides() < ASIDE_AT_ONCE))

    def _begin(self, rows: Sequence[Row]) -> None:
        lanes: dict[str, list[Row]] = {}
        for row in rows:
            lanes.setdefault(row.lane, []).append(row)
        for name, waiting in lanes.items():
            if len(self._busy) == AT_ONCE:
                return
            if name.endswith(ASIDE) and self._asides() == ASIDE_AT_ONCE:
                continue
            lane = self._busy[name] = asyncio.ensure_future(self._empty(waiting))
            lane.add_done_callback(partial(self._ended, name))

    def _asides(self) -> int:
        return sum(name.endswith(ASIDE) for name in self._busy)

    async def _empty(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if self._stopping or not await self._do(row):
                return

    def _ended(self, name: str, lane: asyncio.Task[None]) -> None:
        del self._busy[name]
        error = asyncio.CancelledError() if lane.cancelled() else lane.exception()
        if error is not None and not (lane.cancelled() and self._stopping):
            self.rest(name, FIRST_RETRY_S)
            self._failed(name, error)
        self.wake()
