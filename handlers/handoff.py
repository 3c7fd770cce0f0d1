"""Buttons and forms of handoffs: to whom, accept, decline, take back; of one incident or of many.

A form opens inside its listener, since a trigger lives three seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.forms import read_written
from bot.cards.handoff_forms import (
    CHOSEN,
    GROUP,
    NOTE,
    PERSON,
    REASON,
    RECEIVERS,
    TO,
    WHOLE_QUEUE,
    choose_form,
    decline_all_form,
    decline_form,
    handoff_form,
    read_chosen,
)
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.handing import ALL_ANSWERED, NOTHING_YOURS
from bot.errors import ConflictError, UsageError
from bot.model import Incident, IncidentState, Request
from handlers.payload import Json, actor_of, interaction_request, team_of
from handlers.pressed import (
    any_of,
    button_request,
    in_place_of,
    incident_of,
    packet_of,
    subject,
    subject_of_form,
)
from handlers.views import open_view, update

HANDOFF = "handoff"
RESOLVED = "Incident {number} is resolved. `/smtpcheck reopen {number}` opens it again, then hand it off."
NOBODY = "Choose a person or a channel."
YOURSELF = "That is you. Choose somebody else."
ALREADY = "They have it already. Choose somebody else."
TICK_ONE = "Tick at least one."
SAY_WHY = "Say why, so that the sender knows where to go next."


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons and forms."""
    _register_forms(app, desk)
    _register_one(app, inbox, desk)
    _register_many(app, inbox, desk)


def _register_forms(app: AsyncApp, desk: Desk) -> None:
    @app.action("incident:handoff")
    async def open_form(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        await open_handoff(body, client, desk, subject(action).number)
        await ack()

    @app.action("handoff:to")
    async def change_form(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        await ack()
        given, whole_queue = await _given(body, desk)
        to = str((action.get("selected_option") or {}).get("value") or PERSON)
        groups = [(group.name, group.id) for group in await desk.handing.groups()] if to == GROUP else []
        form = handoff_form(given, desk.entries, whole_queue=whole_queue, to=to, groups=groups)
        await update(client, str(body["view"]["id"]), form)

    @app.action("handoff:decline")
    async def open_decline(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        incident = await incident_of(body, desk, subject(action).number)
        await desk.handing.require_waiting(incident.id, actor_of(body))
        await open_view(client, body, decline_form(incident, desk.entries))
        await ack()


def _register_one(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    @app.action("handoff:accept")
    async def accept(body: Json, action: Json, ack: AsyncAck) -> None:
        await inbox.accept(button_request(body, HANDOFF, subject(action).fields("accept")))
        await ack()

    @app.view_submission(any_of(("handoff", "decline")))
    async def take_form(body: Json, view: Json, ack: AsyncAck) -> None:
        act, fields = str(view["callback_id"]), read_written(view)
        whole_queue = view.get("private_metadata") == WHOLE_QUEUE
        incident = None if whole_queue else await incident_of(body, desk, subject_of_form(view).number)
        if act == HANDOFF:
            fault = await _fault_of_receiver(fields, desk, actor_of(body), incident)
            if fault is not None:
                asked = next((kind for kind in RECEIVERS if kind in fields), TO)
                await ack(response_action="errors", errors={asked: fault})
                return
        elif not fields.get(REASON, "").strip():
            await ack(response_action="errors", errors={REASON: SAY_WHY})
            return
        if incident is None:
            await inbox.accept(interaction_request(body, HANDOFF, fields={**fields, "act": "hand-over"}))
            await ack()
            return
        fields |= subject_of_form(view).fields(act)
        request = interaction_request(body, HANDOFF, fields=fields)
        await inbox.accept(in_place_of(request, incident))
        await ack()


async def _fault_of_receiver(
    fields: Mapping[str, str], desk: Desk, sender: str, incident: Incident | None
) -> str | None:
    """Return what is wrong with the receiver, said while the form is open, so that the note stays in it."""
    receiver = next((fields[kind] for kind in RECEIVERS if kind in fields), None)
    if receiver is None:
        return NOBODY
    if receiver == sender:
        return YOURSELF
    if incident is not None and receiver == incident.owner:
        return ALREADY
    try:
        await desk.handing.require_receiver(receiver)
    except UsageError as error:
        return str(error)
    return None


def _register_many(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    @app.action(any_of(("handoff:accept-all", "handoff:take-back")))
    async def take_button(body: Json, action: Json, ack: AsyncAck) -> None:
        act = str(action["action_id"]).removeprefix("handoff:")
        fields = {"act": act, "packet": str(packet_of(action))}
        await inbox.accept(button_request(body, HANDOFF, fields))
        await ack()

    @app.action(any_of(("handoff:choose", "handoff:decline-all")))
    async def open_form(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        packet = packet_of(action)
        found = await desk.handing.packet(team_of(body), actor_of(body), packet)
        waiting = [incident for incident, _ in found]
        if not waiting:
            raise ConflictError(ALL_ANSWERED)
        choosing = action["action_id"] == "handoff:choose"
        form = choose_form(packet, waiting, desk.entries) if choosing else decline_all_form(packet, waiting)
        await open_view(client, body, form)
        await ack()

    @app.view_submission("decline-all")
    async def decline_all(body: Json, view: Json, ack: AsyncAck) -> None:
        packet = packet_of({"value": view.get("private_metadata", "")})
        fields = {"act": "decline-all", "packet": str(packet), **read_written(view)}
        if not fields.get(REASON, "").strip():
            await ack(response_action="errors", errors={REASON: SAY_WHY})
            return
        await inbox.accept(interaction_request(body, HANDOFF, fields=fields))
        await ack()

    @app.view_submission("choose")
    async def choose(body: Json, view: Json, ack: AsyncAck) -> None:
        chosen = read_chosen(view)
        if not chosen:
            await ack(response_action="errors", errors={f"{CHOSEN}0": TICK_ONE})
            return
        packet = packet_of({"value": view.get("private_metadata", "")})
        fields = {"act": "accept-chosen", "packet": str(packet), "chosen": ",".join(chosen)}
        await inbox.accept(interaction_request(body, HANDOFF, fields=fields))
        await ack()


async def open_handoff(body: Json, client: AsyncWebClient, desk: Desk, number: int | None) -> None:
    """Open the form for one incident, or for all of the asker's; raises a UserError before it is opened."""
    if number is None:
        given = await desk.handing.queue(team_of(body), actor_of(body))
        if not given:
            raise UsageError(NOTHING_YOURS)
        form = handoff_form(given, desk.entries, whole_queue=True)
    else:
        incident = await incident_of(body, desk, number)
        if incident.state is IncidentState.RESOLVED:
            raise UsageError(RESOLVED.format(number=number))
        await desk.handing.require_unoffered(incident.id)
        form = handoff_form((incident,), desk.entries)
    await open_view(client, body, form)


async def _given(body: Json, desk: Desk) -> tuple[Sequence[Incident], bool]:
    """What an open form is about, and whether that is everything the person has."""
    if body["view"].get("private_metadata") == WHOLE_QUEUE:
        return await desk.handing.queue(team_of(body), actor_of(body)), True
    return (await incident_of(body, desk, subject_of_form(body["view"]).number),), False


async def handle(request: Request, desk: Desk) -> None:
    """Hand on or answer as the button or form says."""
    fields, handing = request.fields, desk.handing
    match fields["act"]:
        case "accept":
            await handing.accept(request, *_seen(fields))
        case "decline":
            await handing.decline(request, *_seen(fields), fields.get(REASON, ""))
        case "handoff":
            await handing.hand_off(request, *_seen(fields), _receiver(fields), fields.get(NOTE, ""))
        case "hand-over":
            await handing.hand_over(request, _receiver(fields), fields.get(NOTE, ""))
        case "accept-all":
            await handing.accept_all(request, int(fields["packet"]))
        case "accept-chosen":
            chosen = {int(number) for number in fields["chosen"].split(",")}
            await handing.accept_all(request, int(fields["packet"]), chosen)
        case "decline-all":
            await handing.decline_all(request, int(fields["packet"]), fields.get(REASON, ""))
        case "take-back":
            await handing.take_back(request, int(fields["packet"]))


def _seen(fields: Mapping[str, str]) -> tuple[int, int]:
    return int(fields["incident"]), int(fields["version"])


def _receiver(fields: Mapping[str, str]) -> str:
    return next(fields[name] for name in RECEIVERS if name in fields)
