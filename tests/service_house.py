"""The whole bot, real Bolt in both modes, against a local workspace."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import handlers
from bot.config import Settings
from bot.delivery.service import run_bot
from bot.sandbox.server import SandboxServer
from bot.store import Store
from tests.knowledge_base import knowledge

MANIFEST = json.loads((Path(__file__).parent.parent / "manifest.json").read_text("utf-8"))


def settings_for(server: SandboxServer, **changes: Any) -> Settings:
    given = {
        "slack_bot_token": server.bot_token,
        "slack_app_token": server.app_token,
        "slack_signing_secret": server.signing_secret,
        "slack_api_url": server.base_url,
        **changes,
    }
    return Settings(**given)


@asynccontextmanager
async def running(settings: Settings, path: Path, *, http: bool = False):
    """The bot on a database of that path, taking requests."""
    store = Store.open(str(path))
    try:
        async with serving(settings, store, http=http) as bot:
            yield bot
    finally:
        await store.close()


@asynccontextmanager
async def serving(settings: Settings, store: Store, *, http: bool = False):
    """The bot on an open store, taking requests."""
    stop, ready = asyncio.Event(), asyncio.Event()
    bot = asyncio.ensure_future(
        run_bot(
            settings,
            store,
            knowledge(),
            register=handlers.register,
            handle=handlers.handle,
            http=http,
            stop=stop,
            ready=ready.set,
        )
    )
    try:
        opened = asyncio.ensure_future(ready.wait())
        await asyncio.wait({opened, bot}, return_when=asyncio.FIRST_COMPLETED, timeout=30)
        if bot.done():
            bot.result()
        assert ready.is_set()
        yield bot
    finally:
        opened.cancel()
        stop.set()
        await asyncio.gather(bot, return_exceptions=True)
