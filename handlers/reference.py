"""*Read the whole page* below what a number or an entry means: opened at once, over the channel."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.pages import PAGE, entry_modal
from bot.delivery.inbox import Inbox
from bot.desk import Desk


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the button."""
    del inbox

    @app.action(PAGE)
    async def open_page(
        body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient, ack: AsyncAck
    ) -> None:
        entry = await desk.looking.page(str(body["user"]["id"]), str(action["value"]))
        await client.views_open(trigger_id=body["trigger_id"], view=entry_modal(entry, desk.entries).view)
        await ack()
