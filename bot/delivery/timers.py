"""Waits for what is due and has it done: timers are rows, so a restart goes on where it was.

Must not know what a timer is for: the desk does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.store import Store, follow_ups

LONGEST_SLEEP_S = 60.0  # the clock may step, and another process may write


class Timers:
    """The loop; `remind` does what is due and returns how many that were, `on_told` wakes the sender."""

    def __init__(
        self,
        store: Store,
        remind: Callable[[], Awaitable[int]],
        *,
        now: Callable[[], datetime],
        on_told: Callable[[], None],
    ) -> None:
        self._store = store
        self._remind = remind
        self._now = now
        self._on_told = on_told
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Say that a timer was set."""
        self._woken.set()

    async def run(self) -> None:
        """Wait and remind for ever."""
        while True:
            self._woken.clear()
            if await self._remind():
                self._on_told()
            else:
                await self._sleep()

    async def _sleep(self) -> None:
        due = await self._store.read(follow_ups.next_due)
        wait_s = LONGEST_SLEEP_S if due is None else (due - self._now()).total_seconds()
        try:
            await asyncio.wait_for(self._woken.wait(), max(0.0, min(wait_s, LONGEST_SLEEP_S)))
        except TimeoutError:
            return
