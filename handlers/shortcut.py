"""The message shortcut "Diagnose this error": any message, another bot's too, but not the bot's own."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.message_text import message_text
from bot.model import Request
from handlers.payload import Json, file_fields, interaction_request

CALLBACK = "diagnose_message"


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the shortcut."""
    del desk

    @app.shortcut(CALLBACK)
    async def take_shortcut(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
        message = body["message"]
        own = message.get("user", "") == context.bot_user_id
        author = "" if message.get("bot_id") else str(message.get("user", ""))
        request = interaction_request(
            body,
            "shortcut",
            ts=str(message["ts"]),
            thread_ts=message.get("thread_ts"),
            text="" if own else message_text(message),
            fields={"author": author, **file_fields(message.get("files") or [])},
        )
        await inbox.accept(request)
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """Answer in the message's thread, or privately where the bot is not."""
    await desk.pastes.answer_shortcut(request)
