"""The workspace's clock: real time that can jump, or a frozen time that only a test moves.

Everything in this package asks it for the time and sleeps on it, so that a five-minute retry
can be tested at once and the switch board can let the clock jump.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


class Clock:
    """Seconds since 1970. `frozen_at` given: time stands still there until `advance` moves it."""

    def __init__(self, frozen_at: float | None = None) -> None:
        self._frozen_at = frozen_at
        self._offset_s = 0.0
        self._sleepers: set[tuple[float, asyncio.Future[None]]] = set()

    def now(self) -> float:
        """The time in seconds since 1970, moved by all jumps so far."""
        base = time.time() if self._frozen_at is None else self._frozen_at
        return base + self._offset_s

    def advance(self, seconds: float) -> None:
        """Let the time jump, forwards or (negative) backwards; wakes who slept until then."""
        self._offset_s += seconds
        for deadline, sleeper in tuple(self._sleepers):
            self._wake(deadline, sleeper)

    async def sleep(self, seconds: float) -> None:
        """Return when that much time has passed on this clock."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (self.now() + seconds, sleeper)
        self._sleepers.add(entry)
        self._wake(*entry)
        try:
            await sleeper
        finally:
            self._sleepers.discard(entry)

    async def wait(self, awaitable: Awaitable[T], seconds: float) -> T:
        """What the awaitable returns; TimeoutError, and its cancellation, once that much time has passed."""
        work = asyncio.ensure_future(awaitable)
        alarm = asyncio.ensure_future(self.sleep(seconds))
        try:
            await asyncio.wait({work, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            raise TimeoutError
        finally:
            for task in (work, alarm):
                if not task.done():
                    task.cancel()

    def _wake(self, deadline: float, sleeper: asyncio.Future[None]) -> None:
        if sleeper.done():
            return
        left_s = deadline - self.now()
        if left_s <= 0:
            sleeper.set_result(None)
        elif self._frozen_at is None:
            sleeper.get_loop().call_later(left_s, self._wake, deadline, sleeper)
