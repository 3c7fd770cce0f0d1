"""The question whether waiting helped: "It works now" resolves, "Still failing" says what is next."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.forms import resolve_form
from bot.cards.waited import step_of_waiting, still_modal
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.errors import UsageError
from bot.model import IncidentState
from handlers.payload import Json
from handlers.pressed import incident_of, subject
from handlers.views import open_view


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to both answers."""
    del inbox  # the form that is opened is kept when it is submitted

    @app.action("incident:works")
    async def works(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        incident = await incident_of(body, desk, subject(action).number)
        if incident.state is IncidentState.RESOLVED:
            raise UsageError(f"Incident {incident.id} is resolved already: there is nothing left to do.")
        await open_view(client, body, resolve_form(incident, step_of_waiting(incident.lead)))
        await ack()

    @app.action("incident:still")
    async def still(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        incident = await incident_of(body, desk, subject(action).number)
        await open_view(client, body, still_modal(incident, desk.entries))
        await ack()
