"""Live checks: a view that fills in place, the card of an incident, what the buttons of an answer do.

The view opens inside the listener, since a trigger lives three seconds; the check runs beside it.
"""

from __future__ import annotations

from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Modal
from bot.cards.checking import (
    POST,
    SUMMARY,
    TARGET,
    over_view,
    posted_view,
    result_view,
    running_view,
    said_view,
    target_form,
)
from bot.cards.forms import read_form
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.check_asked import Asked, read_target, unmarked
from bot.desk.check_running import Show, Shown
from bot.errors import UsageError, UserError
from bot.model import Incident, Request
from handlers.payload import Json, actor_of, interaction_request, key_of, team_of
from handlers.views import carried, carry, open_view, update

OVER = "This check has ended already. What came of it stands in your direct messages with me."
NOWHERE = "This check was not started in a channel. Copy the answer, or start the check in a channel."


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons of a check's views, and to the form that asks what to check."""

    @app.action("check:cancel")
    async def cancel(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        if not desk.checking.cancel(str(action["value"]), actor_of(body)):  # a view from before a restart
            view = body["view"]
            await update(client, str(view["id"]), over_view(OVER), seen=view.get("hash"))
        await ack()

    @app.action(POST)
    async def post(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        view = body["view"]
        channel = carried(view).get("channel")
        if not channel:
            raise UsageError(NOWHERE)
        number = str(action["value"])
        found = {"incident": number} if number.isdecimal() else {"summary": _summary(view)}
        fields = {"view": str(view["id"]), **found}
        request = interaction_request({**body, "channel": {"id": channel}}, "check", fields=fields)
        await desk.require_member(request.actor)
        await desk.require_joined(channel)  # while the button is there to be pressed again
        await inbox.accept(request)
        await ack()
        await update(client, str(view["id"]), posted_view(view, channel))

    @app.view_submission("target")
    async def take_target(body: Json, view: Json, ack: AsyncAck) -> None:
        given, text = carried(view), unmarked(read_form(view).get(TARGET, ""))
        incident = await desk.incident_for(team_of(body), actor_of(body), int(given["incident"]))
        redrawn = {"redraw": f"page {given['page']}"} if "page" in given else {}
        request = interaction_request(body, "incident", fields=redrawn)
        try:
            asked = read_target(request.key, request.team, request.actor, incident.channel, text)
            await _begin(request, desk, replace(asked, incident=incident.id))
        except UserError as error:
            await ack(response_action="errors", errors={TARGET: str(error)})
            return
        await ack()


async def handle(request: Request, desk: Desk) -> None:
    """Post the answer of a check in the channel it was asked in."""
    fields = request.fields
    if "incident" in fields:
        await desk.pastes.post(request, int(fields["incident"]), request.channel or "")
    else:
        await desk.checking.post(request, fields["view"], fields["summary"])


async def check_incident(
    body: Json, client: AsyncWebClient, request: Request, desk: Desk, incident: Incident
) -> None:
    """Start the checks that separate an incident's causes, or ask what to check where it names nothing."""
    asked = await desk.checking.ask_about(request.key, request.actor, incident)
    if asked is not None:
        await _begin(request, desk, asked)
        return
    page = request.fields.get("redraw", "").partition("page ")[2]
    form = target_form(carry(incident=incident.id, page=page))
    show = client.views_push if page else client.views_open  # the page stays below the form
    await show(trigger_id=body["trigger_id"], view=form.view)


async def _begin(request: Request, desk: Desk, asked: Asked) -> None:
    """Start a check of an incident: its card shows it, and the page whose button was pressed."""
    await desk.checking.begin(asked)

    async def show(shown: Shown) -> bool:
        del shown  # the desk owes the card with each report
        await desk.checking.show_page(request)
        return True

    desk.checking.start(asked, show)


async def open_check(body: Json, client: AsyncWebClient, desk: Desk, text: str) -> None:
    """Open the view of a check and start it; raises a UserError before anything is opened."""
    actor, channel = actor_of(body), str(body.get("channel_id") or "")
    await desk.require_member(actor)
    asked = read_target(key_of(body), team_of(body), actor, channel, text)
    await desk.checking.begin(asked)
    metadata = carry(channel=channel)
    try:
        view_id = await open_view(client, body, running_view(asked.what, asked.key, metadata))
    except BaseException:  # cancelled or failed: what is never shown is not to be run
        await desk.checking.abandon(asked)
        raise
    desk.checking.start(asked, in_view(asked, client, desk, view_id, metadata))


def in_view(asked: Asked, client: AsyncWebClient, desk: Desk, view_id: str, metadata: str) -> Show:
    """Show a check in an open view; False once the view was closed."""

    async def show(shown: Shown) -> bool:
        return await update(client, view_id, _view(asked, shown, desk, metadata))

    return show


def _view(asked: Asked, shown: Shown, desk: Desk, metadata: str) -> Modal:
    if not shown.done:
        return running_view(asked.what, asked.key, metadata, shown.report)
    if shown.report is None:
        return said_view(asked.what, shown.said, metadata, again=asked.logs_in)
    own, of = shown.incident if asked.incident is None else None, asked.incident
    if own is not None and own.channel is not None:  # posted since it was checked first
        of, own = own.id, None
    return result_view(
        asked.what, shown.report, desk.entries, desk.checking.meanings, metadata, own=own, of=of
    )


def _summary(view: Json) -> str:
    blocks = [block for block in view.get("blocks", []) if block.get("block_id") == SUMMARY]
    return str(blocks[0]["text"]["text"]) if blocks else ""
