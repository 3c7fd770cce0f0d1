"""Tells the platform and the operator's tools how the bot is: /healthz, /readyz, /metrics.

Must not say anything about people or what was pasted.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.delivery.logs import event_log
from bot.delivery.metrics import CONNECTIONS, REGISTRY, WAITING
from bot.delivery.transport import listen
from bot.store import Store, follow_ups
from bot.store.lanes import TABLES, count

ROOM_BYTES = 4_000_000  # below that, the next batch of messages may not be kept


class Status:
    """How the bot is now; `connections` counts the ways in that are open."""

    def __init__(self, store: Store, now: Callable[[], datetime], connections: Callable[[], int]) -> None:
        self._store = store
        self._now = now
        self._connections = connections
        self._runner: web.AppRunner | None = None

    def public_routes(self) -> list[web.RouteDef]:
        """Return what anybody may ask."""
        return [web.get("/healthz", self._health), web.get("/readyz", self._ready)]

    async def listen(self, port: int) -> None:
        """Answer on a port of its own, metrics too; raises SettingsError when it is taken."""
        server = web.Application()
        server.add_routes([*self.public_routes(), web.get("/metrics", self._metrics)])
        # Every interface: who asks stands outside, as a container's platform does.
        self._runner = await listen(server, "0.0.0.0", port, "SMTPCHECK_STATUS_PORT")  # noqa: S104 - see above
        event_log().info("listening", mode="status", port=port)

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _health(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        disk = os.statvfs(os.path.dirname(self._store.path))
        fit = {"slack": self._connections() > 0, "disk": disk.f_bavail * disk.f_frsize > ROOM_BYTES}
        return web.json_response(fit, status=200 if all(fit.values()) else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        for table in TABLES:
            WAITING.labels(table).set(await self._store.read(partial(count, table=table)))
        now = self._now()
        WAITING.labels("timers").set(await self._store.read(lambda db: follow_ups.overdue(db, now)))
        CONNECTIONS.set(self._connections())
        return web.Response(body=generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})
