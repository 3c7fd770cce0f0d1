"""What Slack said a moment ago, so that it is asked no more often than answers may be old."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

T = TypeVar("T")

REMEMBERED_FOR = timedelta(minutes=5)  # for so long may somebody still see what they have left
REMEMBERED = 5_000  # answers of a kind; then all are asked anew


class Remembered(Generic[T]):
    """Answers no older than REMEMBERED_FOR; of several that ask at once one asks Slack."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._known: dict[str, tuple[datetime, T]] = {}
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def get(self, key: str, ask: Callable[[], Awaitable[T]]) -> T:
        """Return what is known, else what `ask` answers now; what it raises is not remembered."""
        lock = self._asking.setdefault(key, asyncio.Lock())
        async with lock:
            if self.knows(key):
                return self._known[key][1]
            # The answer is as old as the question: Slack may have let us wait in between.
            asked_at = self._now()
            answer = await ask()
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = (asked_at, answer)
            return answer

    def knows(self, key: str) -> bool:
        """Whether it is known and young enough."""
        found = self._known.get(key)
        # What seems to come from later was remembered before the clock was put back.
        return found is not None and timedelta() <= self._now() - found[0] < REMEMBERED_FOR
