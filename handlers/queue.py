"""The buttons and menus of a list, in a message or at home: pages, filters, one incident, taking it."""

from __future__ import annotations

import re
from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.home import ANY
from bot.cards.pages import opening_modal
from bot.cards.queue import read_listing, write_listing
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.errors import UsageError
from bot.model import Age, Family, Listing, Request, Section
from handlers.payload import Json, interaction_request
from handlers.pressed import OUTDATED, any_of, button_request, incident_of, subject
from handlers.views import open_view

TURNS = re.compile("^queue:(?:section|page|family|provider|channel|age|clear)")
TAKES = {"queue:assign": ("incident", "incident:assign"), "queue:accept": ("handoff", "accept")}
"""What the buttons of a line do: who handles it, and under which name."""


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the lists."""

    @app.action(TURNS)
    async def turn(body: Json, action: Json, ack: AsyncAck) -> None:
        view = body.get("view") or {}
        listing = turned(
            action, read_listing(str(view.get("private_metadata", "") or action.get("value", "")))
        )
        await inbox.accept(button_request(body, "queue", {"listing": write_listing(listing)}))
        await ack()

    @app.action(any_of(TAKES))
    async def take(body: Json, action: Json, ack: AsyncAck) -> None:
        value, _, listing = str(action.get("value", "")).partition(" ")
        intent, act = TAKES[action["action_id"]]
        fields = subject({"value": value}).fields(act)
        if (body.get("container") or {}).get("is_ephemeral"):
            fields["redraw"] = f"list {write_listing(read_listing(listing))}"
        await inbox.accept(button_request(body, intent, fields))
        await ack()

    @app.action("queue:show")
    async def show(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        number = subject(action).number
        incident = await incident_of(body, desk, number)
        view_id = await open_view(client, body, opening_modal(incident, desk.entries))
        asked = interaction_request(body, "queue", fields={})
        await inbox.accept(replace(asked, fields={"incident": str(number), "view": view_id}))
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """Show the incident, or the page, where it was asked for."""
    fields = request.fields
    if "view" in fields:
        await desk.queue.fill(request, int(fields["incident"]), fields["view"])
    elif "response_url" in fields:
        await desk.queue.list(request, read_listing(fields["listing"]))
    else:
        await desk.queue.home(request, read_listing(fields["listing"]))


def turned(action: Json, listing: Listing) -> Listing:
    """Return the listing after a press or a choice: another section, filter or page of it.

    Raises UsageError for a choice that no list of today offers.
    """
    _, what, *which = str(action["action_id"]).split(":")
    option = str((action.get("selected_option") or {}).get("value") or "")
    chosen = "" if option == ANY else option or str(action.get("selected_conversation") or "")
    first = replace(listing, past=None, back=False)
    try:
        match what:
            case "page":
                return read_listing(str(action.get("value", "")))
            case "section":
                return replace(first, section=Section(which[0]))
            case "clear":
                return Listing(listing.section)
            case "family":
                return replace(first, family=Family(chosen) if chosen else None)
            case "age":
                return replace(first, age=Age(chosen) if chosen else None)
            case "provider":
                return replace(first, provider=chosen or None)
            case _:
                return replace(first, channel=chosen or None)
    except ValueError as error:
        raise UsageError(OUTDATED) from error
