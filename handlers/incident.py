"""Buttons and forms of an incident: a change is kept and worked, a form is opened at once.

A trigger lives three seconds, so a form opens inside its listener.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Modal
from bot.cards.forms import (
    ENTRY,
    HELPED,
    NO_ENTRY,
    NOBODY_KNOWS,
    read_form,
    resolve_form,
    wrong_form,
)
from bot.cards.pages import finding_modal, more_modal
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.model import Entry, Incident, Request
from handlers.check import check_incident
from handlers.login import open_login
from handlers.payload import interaction_request
from handlers.pressed import any_of, button_request, in_place_of, subject

Entries = Mapping[str, Entry]

CHANGES = ("incident:assign", "incident:reopen", "paste:post")
FORMS: dict[str, Callable[[Incident, Entries, int], Modal]] = {
    "incident:resolve": lambda incident, _, __: resolve_form(incident),
    "incident:wrong": lambda incident, entries, _: wrong_form(incident, entries),
    "incident:more": lambda incident, entries, _: more_modal(incident, entries),
    "finding:show": finding_modal,
}
"""What each button opens."""
SUBMITTED = ("resolve", "wrong")


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons and forms."""

    @app.action(any_of(CHANGES))
    async def take_button(body: dict[str, Any], action: dict[str, Any], ack: AsyncAck) -> None:
        number, version, _ = subject(action)
        fields = {"act": str(action["action_id"]), "incident": str(number), "version": str(version)}
        await inbox.accept(button_request(body, "incident", fields))
        await ack()

    @app.action(any_of(FORMS))
    async def open_form(
        body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient, ack: AsyncAck
    ) -> None:
        asked = button_request(body, "incident", {})
        number, _, place = subject(action)
        incident = await desk.incident_for(asked.team, asked.actor, number)
        form = FORMS[action["action_id"]](incident, desk.entries, place)
        await client.views_open(trigger_id=body["trigger_id"], view=form.view)
        await ack()

    @app.action("incident:check")
    async def check_live(
        body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient, ack: AsyncAck
    ) -> None:
        asked = button_request(body, "incident", {})
        number, _, _ = subject(action)
        incident = await desk.incident_for(asked.team, asked.actor, number)
        if desk.checking.wants_login(incident):
            await open_login(body, client, desk, await desk.checking.prefill(incident), incident=number)
        else:
            await check_incident(asked, desk, incident)
        await ack()

    @app.view_submission(any_of(SUBMITTED))
    async def take_form(body: dict[str, Any], view: dict[str, Any], ack: AsyncAck) -> None:
        number, version, _ = subject({"value": view.get("private_metadata", "")})
        fields = {"act": str(view["callback_id"]), "incident": str(number), "version": str(version)}
        request = interaction_request(body, "incident", fields={**fields, **read_form(view)})
        incident = await desk.incident_for(request.team, request.actor, number)
        await inbox.accept(in_place_of(request, incident))
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """Change the incident as the button or form says."""
    fields, following = request.fields, desk.following
    number, version = int(fields["incident"]), int(fields["version"])
    match fields["act"]:
        case "incident:assign":
            await following.assign(request, number, version)
        case "incident:reopen":
            await following.reopen(request, number, version)
        case "paste:post":
            await desk.pastes.post(request, number, request.channel or "")
        case "resolve":
            helped = fields[HELPED]
            await following.resolve(request, number, version, None if helped == NOBODY_KNOWS else helped)
        case "wrong":
            entry = fields[ENTRY]
            await following.correct(request, number, version, None if entry == NO_ENTRY else entry)
