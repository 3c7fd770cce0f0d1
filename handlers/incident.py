"""Buttons and forms of an incident's card."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.errors import UsageError
from bot.model import Request
from handlers.payload import interaction_request

AT_ONCE = re.compile("^(?:incident:assign|incident:reopen|handoff:accept|paste:post)$")


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons and forms."""

    @app.action(AT_ONCE)
    async def take_button(body: dict[str, Any], action: dict[str, Any], ack: AsyncAck) -> None:
        number, version = subject(str(action.get("value", "")))
        fields = {"act": str(action["action_id"]), "incident": str(number), "version": str(version)}
        await inbox.accept(interaction_request(body, "incident", fields=fields))
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """Change the incident as the button or form says."""
    fields = request.fields
    number, version = int(fields["incident"]), int(fields["version"])
    match fields["act"]:
        case "incident:assign":
            await desk.following.assign(request, number, version)
        case "incident:reopen":
            await desk.following.reopen(request, number, version)
        case "handoff:accept":
            await desk.following.accept(request, number, version)
        case "paste:post":
            await desk.pastes.post(request, number, request.channel or "")


def subject(value: str) -> tuple[int, int]:
    """Return the incident and the version its card showed, from a button's `17:3`."""
    found = re.fullmatch(r"(\d{1,9}):(\d{1,9})", value)
    if found is None:
        raise UsageError("This button is from an older card. Use `/smtpcheck show 17` for a fresh one.")
    return int(found[1]), int(found[2])
