"""Buttons and forms of a handoff: to whom, accept, decline. A form opens at once: a trigger lives 3 s."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.forms import NOTE, REASON, RECEIVER, decline_form, handoff_form, read_form
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.model import Request
from handlers.payload import interaction_request
from handlers.pressed import any_of, button_request, in_place_of, subject

FORMS = {"incident:handoff": handoff_form, "handoff:decline": decline_form}
"""What each button opens."""


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons and forms."""

    @app.action("handoff:accept")
    async def accept(body: dict[str, Any], action: dict[str, Any], ack: AsyncAck) -> None:
        number, version, _ = subject(action)
        fields = {"act": "accept", "incident": str(number), "version": str(version)}
        await inbox.accept(button_request(body, "handoff", fields))
        await ack()

    @app.action(any_of(FORMS))
    async def open_form(
        body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient, ack: AsyncAck
    ) -> None:
        asked = button_request(body, "handoff", {})
        number, _, _ = subject(action)
        incident = await desk.incident_for(asked.team, asked.actor, number)
        form = FORMS[action["action_id"]](incident, desk.entries)
        await client.views_open(trigger_id=body["trigger_id"], view=form.view)
        await ack()

    @app.view_submission(any_of(("handoff", "decline")))
    async def take_form(body: dict[str, Any], view: dict[str, Any], ack: AsyncAck) -> None:
        number, version, _ = subject({"value": view.get("private_metadata", "")})
        fields = {"act": str(view["callback_id"]), "incident": str(number), "version": str(version)}
        request = interaction_request(body, "handoff", fields={**fields, **read_form(view)})
        incident = await desk.incident_for(request.team, request.actor, number)
        await inbox.accept(in_place_of(request, incident))
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """Hand on or answer as the button or form says."""
    fields = request.fields
    number, version = int(fields["incident"]), int(fields["version"])
    match fields["act"]:
        case "accept":
            await desk.handing.accept(request, number, version)
        case "handoff":
            await desk.handing.hand_off(request, number, version, fields[RECEIVER], fields.get(NOTE, ""))
        case "decline":
            await desk.handing.decline(request, number, version, fields.get(REASON, ""))
