"""Empties the outbox: in order per lane, each card rendered as things are now, marked only on Slack's ok.

A row that was being sent when the process died is looked up by its key before it is sent again.
What cannot be read back (private answers) is sent again: said twice is better than lost.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from math import inf

from bot.cards import Card
from bot.delivery.disk import Disk
from bot.delivery.faults import end_of, is_network, log_fault
from bot.delivery.lanes import FIRST_RETRY_S, MOST_FAILURES, ROWS_AT_ONCE, Due, Lanes, retry_wait_s
from bot.delivery.logs import event_log
from bot.delivery.posting import Poster, Refused, Throttled, Unclear, Upload
from bot.delivery.untold import tell_actor
from bot.errors import NotKeptError, SettingsError
from bot.model import Outgoing
from bot.store import Store, Transaction, outbox
from bot.store.lanes import Free, next_due
from bot.store.outbox import Owed

UPDATE_EVERY_S = 1.0  # of one message; what changes meanwhile is shown by the next call
# When each message was edited; then all are forgotten, at the cost of an early edit.
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
        self._throttled: dict[str, float] = {}
        self._updated: dict[str, float] = {}
        self._edits_from = 0.0
        self._lanes: Lanes[Owed] = Lanes(self._due, self._send, self._lane_failed, now)
        self.wake = self._lanes.wake
        self.run = self._lanes.run
        self.stop = self._lanes.stop

    @property
    def throttled(self) -> Collection[str]:
        """The lanes that wait because Slack asked to."""
        tick = time.monotonic()
        return {lane for lane, until in self._throttled.items() if until > tick}

    async def _due(self, free: Free) -> Due[Owed]:
        now = self._now()

        def query(db: Transaction) -> Due[Owed]:
            rows = outbox.due(db, now, free, ROWS_AT_ONCE)
            return Due(rows, None if rows else next_due(db, "outbox", free))

        return await self._store.read(query)

    def _lane_failed(self, name: str, error: BaseException) -> None:
        if isinstance(error, SettingsError):
            self._lanes.break_off(error)
        elif isinstance(error, NotKeptError):
            self._disk.refused(error)
        else:
            log_fault(error, "emptying the outbox", lane=name)

    async def _send(self, row: Owed) -> bool:
        """Send one row; False when its lane has to rest."""
        key, now = row.outgoing.key, self._now()
        owed = await self._store.write(lambda db: outbox.claim(db, key, now))
        self._disk.took()
        if owed is None:
            return True
        if await self._is_too_soon(owed):
            return True
        sent = await end_of(self._deliver(owed))
        error = sent.exception()
        if error is not None:
            return await self._failed(row.lane, owed, error)
        await self._mark(owed, sent.result())
        return True

    async def _deliver(self, owed: Owed) -> str | None:
        shown = await self._render(owed.outgoing)
        if isinstance(shown, Upload):
            with shown.file:
                return await self._poster.upload(owed, shown)
        return None if shown is None else await self._poster.deliver(owed, shown)

    async def _is_too_soon(self, owed: Owed) -> bool:
        if not _is_edit(owed):
            return False
        # Never edited is longer ago than any pause: a machine that has just started counts from nought.
        soonest = max(self._edits_from, self._updated.get(owed.outgoing.key, -inf) + UPDATE_EVERY_S)
        wait_s = soonest - time.monotonic()
        if wait_s <= 0:
            if len(self._updated) >= UPDATES_REMEMBERED:
                self._updated.clear()
            self._updated[owed.outgoing.key] = time.monotonic()
            return False
        await self._delay(owed, self._now() + timedelta(seconds=wait_s))
        return True

    async def _delay(self, owed: Owed, until: datetime) -> None:
        """Leave the row for later; whether it may have arrived stays as it was."""
        key, unknown = owed.outgoing.key, owed.claimed_at is not None
        await self._store.write(
            lambda db: outbox.postpone(db, key, owed.version, until, failed=False, unknown=unknown)
        )

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
            except NotKeptError:
                event_log().error("sent-but-not-marked", key=owed.outgoing.key)
                await asyncio.sleep(FIRST_RETRY_S)
            else:
                return

    async def _failed(self, lane: str, owed: Owed, error: BaseException) -> bool:
        """Send the row later, or never where waiting does not help; False when its lane has to rest."""
        if isinstance(error, SettingsError):
            raise error
        if isinstance(error, Throttled):
            return await self._wait_as_asked(lane, owed, error.wait_s)
        failures = owed.failures + 1
        waiting_helps = isinstance(error, Unclear | NotKeptError) or is_network(error)
        if isinstance(error, Refused) or (not waiting_helps and failures >= MOST_FAILURES):
            await self._give_up(owed, error)
            return True
        key = owed.outgoing.key
        if failures == 1:
            event_log().warning("send-again", key=key, error=type(error).__name__)
        wait_s = retry_wait_s(failures)
        until = self._now() + timedelta(seconds=wait_s)
        unknown = isinstance(error, Unclear) or owed.claimed_at is not None
        await self._store.write(
            lambda db: outbox.postpone(db, key, owed.version, until, failed=True, unknown=unknown)
        )
        # What Slack may never get done waits alone; the others of its lane go on.
        stuck = isinstance(error, Unclear) and failures >= MOST_FAILURES
        self._lanes.rest(lane, FIRST_RETRY_S if stuck else wait_s)
        return False

    async def _wait_as_asked(self, lane: str, owed: Owed, wait_s: float) -> bool:
        """Wait as long as Slack asks to: an edit alone, anything else with its lane, and then False."""
        if _is_edit(owed):
            # All edits of a workspace share one allowance (chat.update, tier 3), posts have one a channel:
            # no answer waits for an edit.
            self._edits_from = time.monotonic() + wait_s
            event_log().info("edits-throttled", wait_s=wait_s)
            await self._delay(owed, self._now() + timedelta(seconds=wait_s))
            return True
        # Its time stays what it was: how long it has waited is seen from that.
        await self._delay(owed, owed.outgoing.not_before)
        self._throttled[lane] = time.monotonic() + wait_s + THROTTLED_AFTER_S
        event_log().info("throttled", lane=lane, wait_s=wait_s)
        self._lanes.rest(lane, wait_s)
        return False

    async def _give_up(self, owed: Owed, error: BaseException) -> None:
        outgoing = owed.outgoing
        said = str(error) if isinstance(error, Refused) else ""
        reference = log_fault(error, f"sending {outgoing.what}", key=outgoing.key, said=said)
        event_log().error("given-up", key=outgoing.key, what=outgoing.what, reference=reference)
        now = self._now()

        def job(db: Transaction) -> None:
            outbox.refused(db, outgoing.key, owed.version, now)
            tell_actor(db, outgoing, error, now)

        await self._store.write(job)


def _is_edit(owed: Owed) -> bool:
    return bool(owed.outgoing.update_ts or owed.sent_ts)
