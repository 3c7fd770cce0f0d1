"""Tells people whose answer waits for Slack's pace that it is coming. Must not answer anything.

Only a paste's own card: who waits for anything else cannot be told from its row.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import aiohttp

from bot.cards.notices import notice_card
from bot.delivery.posting import Poster, Refused, Throttled, Unclear
from bot.model import Outgoing
from bot.store import Store, outbox, records
from bot.store.lanes import EVERY

COMING = "Your answer is coming: Slack makes me wait before I post again in this channel."
SILENCE = timedelta(seconds=3)  # whoever waits longer wonders whether they were heard
LOOK_EVERY_S = 1.0
AGAIN_AFTER_S = 60.0  # to the same person in the same channel
ROWS_AT_ONCE = 64


class Reassurer:
    """Looks after the lanes that Slack throttles; `throttled` names them."""

    def __init__(
        self,
        store: Store,
        poster: Poster,
        throttled: Callable[[], Collection[str]],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._poster = poster
        self._throttled = throttled
        self._now = now
        self._told: dict[tuple[str, str], float] = {}

    async def run(self) -> None:
        """Look every second, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            lanes = self._throttled()
            if lanes:
                await self._tell(lanes)

    async def _tell(self, lanes: Collection[str]) -> None:
        before = self._now() - SILENCE
        for owed in await self._store.read(lambda db: outbox.due(db, before, EVERY, ROWS_AT_ONCE)):
            row = owed.outgoing
            if row.lane in lanes and row.what == "incident" and not (owed.sent_ts or row.update_ts):
                await self._tell_reporter(row)

    async def _tell_reporter(self, row: Outgoing) -> None:
        incident = await self._store.read(lambda db: records.load(db, int(row.subject)))
        if incident is None:
            return
        place, tick = (row.channel, incident.reporter), time.monotonic()
        self._told = {key: at for key, at in self._told.items() if tick - at < AGAIN_AFTER_S}
        if place in self._told:
            return
        self._told[place] = tick
        try:
            await self._poster.whisper(row.channel, row.thread_ts, incident.reporter, notice_card(COMING))
        except Throttled as error:
            self._told[place] = tick + error.wait_s - AGAIN_AFTER_S  # again when Slack allows it
        except (Refused, Unclear, aiohttp.ClientError):
            return  # a kindness, not owed
