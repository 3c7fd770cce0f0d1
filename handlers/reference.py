"""*Read the whole page* below what a number or an entry means: opened at once, over the channel."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.pages import PAGE, entry_modal
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from handlers.payload import Json, actor_of
from handlers.views import open_view


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the button."""
    del inbox

    @app.action(PAGE)
    async def open_page(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        entry = await desk.looking.page(actor_of(body), str(action["value"]))
        await open_view(client, body, entry_modal(entry, desk.entries))
        await ack()
