"""The bot in its local workspace, in one process, as the benchmarks need it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

import handlers
from bot.config import load_settings
from bot.delivery.logs import configure_logs, library_logger
from bot.delivery.service import Service, run_bot, who_am_i
from bot.knowledge import load_knowledge
from bot.sandbox.server import SandboxServer
from bot.store import Store


@dataclass
class Bench:
    """A service whose Bolt app is called directly, with its store and the workspace it posts to."""

    service: Service
    store: Store
    server: SandboxServer

    async def deliver(self, body: dict[str, Any]) -> int:
        """Hands Bolt one payload as Socket Mode does; returns the status of its answer."""
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
    configure_logs("error")
    server = SandboxServer()
    await server.start()
    store = Store.open(str(folder / "bench.db"))
    store.lengthen_log()
    settings = replace(
        load_settings({}, folder / "none"), slack_bot_token=server.bot_token, slack_api_url=server.base_url
    )
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=server.bot_token,
            base_url=server.base_url,
            session=session,
            logger=library_logger(),
            retry_handlers=[],
        )
        identity = await who_am_i(client)
        service = Service(
            settings, store, load_knowledge(), session, client, identity, handlers.register, handlers.handle,
            lambda: datetime.now(UTC),
        )  # fmt: skip
        loops = [asyncio.ensure_future(service.worker.run())] if working else []
        try:
            yield Bench(service, store, server)
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)
            await store.close()
            await server.stop()


@asynccontextmanager
async def connected(folder: Path) -> AsyncIterator[SandboxServer]:
    """The whole bot, connected by Socket Mode to a workspace, until the block ends."""
    configure_logs("error")
    server = SandboxServer()
    await server.start()
    store = Store.open(str(folder / "bench.db"))
    store.lengthen_log()
    settings = replace(
        load_settings({}, folder / "none"),
        slack_bot_token=server.bot_token,
        slack_app_token=server.app_token,
        slack_signing_secret=server.signing_secret,
        slack_api_url=server.base_url,
    )
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.ensure_future(
        run_bot(
            settings,
            store,
            load_knowledge(),
            register=handlers.register,
            handle=handlers.handle,
            stop=stop,
            ready=ready.set,
        )
    )
    try:
        await asyncio.wait_for(ready.wait(), 20)
        yield server
    finally:
        stop.set()
        await running
        await store.close()
        await server.stop()
