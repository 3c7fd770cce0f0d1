"""App Home: what is the visitor's and what is open."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt.async_app import AsyncApp

from bot.cards.queue import read_left_listing
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.model import Request
from handlers.payload import Json, event_request


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the Home tab being opened."""
    del desk

    @app.event("app_home_opened")
    async def open_home(body: Json) -> None:
        event = body["event"]
        if event.get("tab", "home") == "home":
            view = event.get("view") or {}
            fields = {"listing": str(view.get("private_metadata", ""))}
            await inbox.accept(event_request(body, "home", ts="", fields=fields))


async def handle(request: Request, desk: Desk) -> None:
    """Publish the visitor's home, from its first page, with the section and filters they left it with."""
    listing = read_left_listing(request.fields.get("listing", ""))
    await desk.queue.home(request, replace(listing, past=None, back=False))
