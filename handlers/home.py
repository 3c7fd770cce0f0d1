"""App Home: what is the visitor's and what is open."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.model import Request
from handlers.payload import event_request


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the Home tab being opened."""
    del desk

    @app.event("app_home_opened")
    async def open_home(body: dict[str, Any]) -> None:
        if body["event"].get("tab", "home") == "home":
            await inbox.accept(event_request(body, "home", ts="", fields={}))


async def handle(request: Request, desk: Desk) -> None:
    """Publish the visitor's home."""
    await desk.looking.home(request)
