"""*Show all* of a wave's message, and *Older* of its list: answered to whoever pressed."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.model import Request
from handlers.payload import interaction_request


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons of waves."""
    del desk

    @app.action("wave:show")
    async def show(body: dict[str, Any], action: dict[str, Any], ack: AsyncAck) -> None:
        found = re.fullmatch(r"([0-9]{1,9}):([0-9]{1,9})", str(action.get("value")))
        if found is not None:
            fields = {"wave": found[1], "before": found[2]}
            await inbox.accept(interaction_request(body, "wave", fields=fields))
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """List the wave's incidents."""
    await desk.learning.show_wave(request, int(request.fields["wave"]), int(request.fields["before"]))
