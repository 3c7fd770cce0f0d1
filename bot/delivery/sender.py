"""Empties the outbox: in order per lane, each card rendered as things are now, marked only on Slack's ok.

A row that was being sent when the process died is looked up by its key before it is sent again.
What cannot be read back (private answers) is sent again: said twice is better than lost.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.cards import Card
from bot.delivery.disk import Disk
from bot.delivery.faults import is_network, log_fault
from bot.delivery.logs import event_log
from bot.delivery.posting import Poster, Refused, Throttled, Unclear, Upload
from bot.errors import BusyError
from bot.model import Outgoing
from bot.store import Store, Transaction, outbox
from bot.store.outbox import Owed

LANES = 8
ROWS_AT_ONCE = 64
MOST_FAILURES = 5
FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 60.0
LONGEST_SLEEP_S = 60.0
UPDATE_EVERY_S = 1.0  # of one message; what changes meanwhile is shown by the next call
UPDATES_REMEMBERED = 1_000
THROTTLED_AFTER_S = 1.5  # a lane counts as throttled until it had the time to be so again

Render = Callable[[Outgoing], Awaitable["Card | Upload | None"]]
Shown = Callable[[Transaction, Outgoing, str, datetime], None]


class Sender:
    """Sends rows; `render` makes a row's card and `shown` keeps the `ts` of what was posted."""

    def __init__(
        self,
        store: Store,
        poster: Poster,
        render: Render,
        shown: Shown,
        *,
        now: Callable[[], datetime],
        disk: Disk,
    ) -> None:
        self._store = store
        self._poster = poster
        self._render = render
        self._shown = shown
        self._now = now
        self._disk = disk
        self._woken = asyncio.Event()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._resting: dict[str, float] = {}
        self._throttled: dict[str, float] = {}
        self._updated: dict[str, float] = {}
        self._stopping = False
        self._broken: asyncio.Future[None] | None = None

    @property
    def throttled(self) -> Collection[str]:
        """The lanes that wait because Slack asked to."""
        tick = time.monotonic()
        return {lane for lane, until in self._throttled.items() if until > tick}

    def wake(self) -> None:
        """Say that there is something to send."""
        self._woken.set()

    async def run(self) -> None:
        """Send for ever; raises SettingsError when Slack no longer takes the token."""
        self._broken = asyncio.get_running_loop().create_future()
        while not self._stopping:
            self._woken.clear()
            if not await self._start_lanes():
                await self._sleep()
            if self._broken.done():
                self._broken.result()

    async def stop(self, within_s: float) -> None:
        """Begin no further row; one that is being sent after `within_s` is looked up at the next start."""
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
        tick = time.monotonic()
        self._resting = {lane: until for lane, until in self._resting.items() if until > tick}
        now, busy = self._now(), (*self._lanes, *self._resting)
        rows = await self._store.read(lambda db: outbox.due(db, now, busy, ROWS_AT_ONCE))
        if self._stopping:
            return False
        lanes: dict[str, list[Owed]] = {}
        for row in rows:
            lanes.setdefault(row.outgoing.lane, []).append(row)
        for name in list(lanes)[:free]:
            lane = self._lanes[name] = asyncio.ensure_future(self._empty_lane(name, lanes[name]))
            lane.add_done_callback(partial(self._lane_ended, name))
        return bool(lanes)

    async def _empty_lane(self, name: str, rows: Sequence[Owed]) -> None:
        for row in rows:
            if self._stopping or not await self._send(name, row.outgoing.key):
                return

    def _lane_ended(self, name: str, lane: asyncio.Task[None]) -> None:
        del self._lanes[name]
        error = None if lane.cancelled() else lane.exception()
        if error is None:
            self._woken.set()
            return
        if self._poster.is_final(error) and self._broken is not None and not self._broken.done():
            self._broken.set_exception(error)
            self._woken.set()
            return
        if isinstance(error, BusyError):
            self._disk.refused(str(error))
        else:
            log_fault(error, "emptying the outbox", lane=name)
        self._rest(name, FIRST_RETRY_S)

    def _rest(self, lane: str, wait_s: float) -> None:
        self._resting[lane] = time.monotonic() + wait_s
        asyncio.get_running_loop().call_later(wait_s, self._woken.set)

    async def _send(self, lane: str, key: str) -> bool:
        """Send one row; False when its lane has to rest."""
        now = self._now()
        owed = await self._store.write(lambda db: outbox.claim(db, key, now))
        self._disk.took()
        if owed is None:
            return True
        if await self._is_too_soon(owed):
            return True
        sending = asyncio.ensure_future(self._deliver(owed))
        try:
            await asyncio.wait({sending})
        finally:
            if not sending.done():
                sending.cancel()
                await asyncio.wait({sending})
        error = sending.exception()
        if error is not None:
            return await self._failed(lane, owed, error)
        await self._mark(owed, sending.result())
        return True

    async def _deliver(self, owed: Owed) -> str | None:
        shown = await self._render(owed.outgoing)
        if isinstance(shown, Upload):
            with shown.file:
                return await self._poster.upload(owed, shown)
        return None if shown is None else await self._poster.deliver(owed, shown)

    async def _is_too_soon(self, owed: Owed) -> bool:
        ts = owed.outgoing.update_ts or owed.sent_ts
        if ts is None:
            return False
        wait_s = self._updated.get(owed.outgoing.key, 0.0) + UPDATE_EVERY_S - time.monotonic()
        if wait_s <= 0:
            if len(self._updated) >= UPDATES_REMEMBERED:
                self._updated.clear()
            self._updated[owed.outgoing.key] = time.monotonic()
            return False
        until = self._now() + timedelta(seconds=wait_s)
        unknown = owed.claimed_at is not None
        await self._store.write(
            lambda db: outbox.delay(db, owed.outgoing.key, owed.version, until, unknown=unknown)
        )
        return True

    async def _mark(self, owed: Owed, ts: str | None) -> None:
        """Keep that it was sent; on a full disk try until there is room, so that it is not said twice."""
        now = self._now()

        def job(db: Transaction) -> None:
            outbox.sent(db, owed.outgoing.key, owed.version, ts, now)
            if ts is not None:
                self._shown(db, owed.outgoing, ts, now)

        while True:
            try:
                await self._store.write(job, essential=True)
            except BusyError:
                event_log().error("sent-but-not-marked", key=owed.outgoing.key)
                await asyncio.sleep(FIRST_RETRY_S)
            else:
                return

    async def _failed(self, lane: str, owed: Owed, error: BaseException) -> bool:
        outgoing = owed.outgoing
        if self._poster.is_final(error):
            raise error
        if isinstance(error, Throttled):
            # Its time stays what it was: how long it has waited is seen from that.
            since, unknown = outgoing.not_before, owed.claimed_at is not None
            await self._store.write(
                lambda db: outbox.delay(db, outgoing.key, owed.version, since, unknown=unknown)
            )
            self._throttled[lane] = time.monotonic() + error.wait_s + THROTTLED_AFTER_S
            event_log().info("throttled", lane=lane, wait_s=error.wait_s)
            self._rest(lane, error.wait_s)
            return False
        failures = owed.failures + 1
        waiting_helps = isinstance(error, Unclear) or is_network(error)
        if isinstance(error, Refused) or (not waiting_helps and failures >= MOST_FAILURES):
            said = str(error) if isinstance(error, Refused) else ""
            reference = log_fault(error, f"sending {outgoing.what}", key=outgoing.key, said=said)
            event_log().error("given-up", key=outgoing.key, what=outgoing.what, reference=reference)
            now = self._now()
            await self._store.write(lambda db: outbox.drop(db, outgoing.key, now))
            return True
        if failures == 1:
            event_log().warning("send-again", key=outgoing.key, error=type(error).__name__)
        wait_s = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** min(failures - 1, 10))
        until = self._now() + timedelta(seconds=wait_s)
        unknown = isinstance(error, Unclear) or owed.claimed_at is not None
        await self._store.write(
            lambda db: outbox.postpone(db, outgoing.key, owed.version, until, unknown=unknown)
        )
        self._rest(lane, wait_s)
        return False

    async def _sleep(self) -> None:
        busy = (*self._lanes, *self._resting)  # these wake us themselves
        due = await self._store.read(lambda db: outbox.next_due(db, busy))
        wait_s = LONGEST_SLEEP_S
        if due is not None and len(self._lanes) < LANES:
            wait_s = max(0.0, (due - self._now()).total_seconds())
        try:
            await asyncio.wait_for(self._woken.wait(), min(wait_s, LONGEST_SLEEP_S))
        except TimeoutError:
            return
