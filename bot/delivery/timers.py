"""Waits for what is due and has it done: timers are rows, so a restart goes on where it was.

Must not know what a timer is for: the desk does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from slack_sdk.errors import SlackApiError

from bot.delivery.faults import NETWORK_ERRORS, is_network
from bot.delivery.lanes import sleep
from bot.delivery.logs import event_log
from bot.errors import NotKeptError
from bot.store import Store, follow_ups

RETRY_S = 5.0  # of a full disk or an unreachable Slack


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
        self._stopping = False

    def wake(self) -> None:
        """Say that a timer was set."""
        self._woken.set()

    async def run(self) -> None:
        """Wait and remind until stopped."""
        while not self._stopping:
            self._woken.clear()
            try:
                told = await self._remind()
            except (SlackApiError, *NETWORK_ERRORS) as error:
                if not (isinstance(error, NotKeptError) or is_network(error)):
                    raise
                event_log().warning("timers-wait", error=type(error).__name__)
                await asyncio.sleep(RETRY_S)
                continue
            if told:
                self._on_told()
            else:
                await sleep(self._woken, await self._store.read(follow_ups.next_due), self._now)

    def stop(self) -> None:
        """Begin nothing further; what is due is done at the next start."""
        self._stopping = True
        self._woken.set()
