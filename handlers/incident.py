"""Buttons and forms of an incident: a change is kept and worked, a form is opened at once.

A trigger lives three seconds, so a form opens inside its listener.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
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
    NOTE,
    REASON,
    RECEIVER,
    decline_form,
    handoff_form,
    read_form,
    resolve_form,
    wrong_form,
)
from bot.cards.pages import customer_modal, finding_modal, more_modal
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.errors import UsageError
from bot.model import Entry, Incident, Request
from handlers.check import check_incident
from handlers.login import open_login
from handlers.payload import Json, interaction_request

Entries = Mapping[str, Entry]

CHANGES = ("incident:assign", "incident:reopen", "handoff:accept", "paste:post")
FORMS: dict[str, Callable[[Incident, Entries, int], Modal]] = {
    "incident:handoff": lambda incident, entries, _: handoff_form(incident, entries),
    "incident:resolve": lambda incident, _, __: resolve_form(incident),
    "incident:wrong": lambda incident, entries, _: wrong_form(incident, entries),
    "incident:more": lambda incident, entries, _: more_modal(incident, entries),
    "incident:customer": lambda incident, entries, _: customer_modal(incident, entries),
    "handoff:decline": lambda incident, entries, _: decline_form(incident, entries),
    "finding:show": finding_modal,
}
"""What each button opens."""
SUBMITTED = ("handoff", "resolve", "wrong", "decline")
OUTDATED = "This button is from an older card. `/smtpcheck incidents` lists what is open."


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons and forms."""

    @app.action(_any_of(CHANGES))
    async def take_button(body: dict[str, Any], action: dict[str, Any], ack: AsyncAck) -> None:
        number, version, _ = subject(action)
        fields = {"act": str(action["action_id"]), "incident": str(number), "version": str(version)}
        await inbox.accept(_from_button(body, fields))
        await ack()

    @app.action(_any_of(FORMS))
    async def open_form(
        body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient, ack: AsyncAck
    ) -> None:
        asked = _from_button(body, {})
        number, _, place = subject(action)
        incident = await desk.incident_for(asked.team, asked.actor, number)
        form = FORMS[action["action_id"]](incident, desk.entries, place)
        await client.views_open(trigger_id=body["trigger_id"], view=form.view)
        await ack()

    @app.action("incident:check")
    async def check_live(
        body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient, ack: AsyncAck
    ) -> None:
        asked = _from_button(body, {})
        number, _, _ = subject(action)
        incident = await desk.incident_for(asked.team, asked.actor, number)
        if desk.checking.wants_login(incident):
            await open_login(body, client, desk, await desk.checking.prefill(incident), incident=number)
        else:
            await check_incident(asked, desk, incident)
        await ack()

    @app.view_submission(_any_of(SUBMITTED))
    async def take_form(body: dict[str, Any], view: dict[str, Any], ack: AsyncAck) -> None:
        number, version, _ = subject({"value": view.get("private_metadata", "")})
        fields = {"act": str(view["callback_id"]), "incident": str(number), "version": str(version)}
        request = interaction_request(body, "incident", fields={**fields, **read_form(view)})
        incident = await desk.incident_for(request.team, request.actor, number)
        await inbox.accept(_in_place_of(request, incident))
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
        case "handoff:accept":
            await following.accept(request, number, version)
        case "paste:post":
            await desk.pastes.post(request, number, request.channel or "")
        case "handoff":
            await following.hand_off(request, number, version, fields[RECEIVER], fields.get(NOTE, ""))
        case "decline":
            await following.decline(request, number, version, fields.get(REASON, ""))
        case "resolve":
            helped = fields[HELPED]
            await following.resolve(request, number, version, None if helped == NOBODY_KNOWS else helped)
        case "wrong":
            entry = fields[ENTRY]
            await following.correct(request, number, version, None if entry == NO_ENTRY else entry)


def subject(action: Json) -> tuple[int, int, int]:
    """Return incident, version and place from a button's, menu's or form's `17:3` or `17:3:2`."""
    value = str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
    found = re.fullmatch(r"([0-9]{1,9}):([0-9]{1,9})(?::([0-9]{1,4}))?", value)
    if found is None:
        raise UsageError(OUTDATED)
    return int(found[1]), int(found[2]), int(found[3] or 1)


def _from_button(body: Json, fields: Mapping[str, str]) -> Request:
    message, container = body.get("message") or {}, body.get("container") or {}
    thread_ts = message.get("thread_ts") or container.get("thread_ts")
    # The answer to a command has no message anybody can reply to: only its own address reaches the person.
    private = bool(container.get("is_ephemeral"))
    shown = body if private else {name: value for name, value in body.items() if name != "response_url"}
    return interaction_request(shown, "incident", fields=fields, thread_ts=thread_ts)


def _in_place_of(request: Request, incident: Incident) -> Request:
    """A form knows no channel: what there is to say is said where the incident is."""
    if incident.channel is None:
        return request
    return replace(
        request,
        channel=incident.channel,
        lane=f"{request.team}:{incident.channel}",
        thread_ts=incident.thread_ts,
    )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("^(?:" + "|".join(re.escape(name) for name in names) + ")$")
