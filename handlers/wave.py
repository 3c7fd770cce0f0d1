"""*Show all* of a wave's message, and *Older* of its list: answered to whoever pressed."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.model import Request
from handlers.payload import Json, interaction_request
from handlers.pressed import subject


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons of waves."""
    del desk

    @app.action("wave:show")
    async def show(body: Json, action: Json, ack: AsyncAck) -> None:
        number, before, _ = subject(action)
        fields = {"wave": str(number), "before": str(before)}
        await inbox.accept(interaction_request(body, "wave", fields=fields))
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """List the wave's incidents."""
    await desk.learning.show_wave(request, int(request.fields["wave"]), int(request.fields["before"]))
