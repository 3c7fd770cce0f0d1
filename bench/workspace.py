"""The bot in its local workspace, in one process, as the benchmarks need it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.delivery.logs import configure_logs
from bot.delivery.service import Service
from bot.knowledge import load_knowledge
from bot.reading import make_ready
from bot.sandbox.server import SandboxServer
from bot.store import Store
from tests import sandbox_app
from tests.bot_house import built
from tests.service_house import serving, settings_for


@dataclass
class Bench:
    """A service whose Bolt app is called directly, with its store."""

    service: Service
    store: Store

    async def deliver(self, body: dict[str, Any]) -> int:
        """Hand Bolt one payload as Socket Mode does; returns the status of its answer."""
        answer = await self.service.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
        return answer.status


def command(number: int, text: str = "help") -> dict[str, Any]:
    """A slash command's payload, each with its own trigger."""
    return {
        "command": "/smtpcheck",
        "text": text,
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "trigger_id": f"{number}.1.bench",
        "response_url": "http://127.0.0.1:9/none",
    }


@asynccontextmanager
async def direct(folder: Path, *, working: bool) -> AsyncIterator[Bench]:
    """The service without a transport; `working` False leaves worker and sender still."""
    async with (
        workspace(folder) as (server, store),
        built(settings_for(server), store, lambda: datetime.now(UTC)) as service,
    ):
        loops = [asyncio.ensure_future(service.worker.run())] if working else []
        try:
            yield Bench(service, store)
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)


@asynccontextmanager
async def connected(folder: Path) -> AsyncIterator[SandboxServer]:
    """The whole bot, connected by Socket Mode to a workspace, until the block ends."""
    async with workspace(folder) as (server, store), serving(settings_for(server), store):
        yield server


@asynccontextmanager
async def workspace(folder: Path) -> AsyncIterator[tuple[SandboxServer, Store]]:
    """A workspace, and a database in that folder as the program opens it."""
    configure_logs("error")
    async with sandbox_app.running() as server:
        store = Store.open(str(folder / "bench.db"))
        store.lengthen_log()
        make_ready(load_knowledge())
        try:
            yield server, store
        finally:
            await store.close()
