"""Buttons and forms of an incident: a change is kept and worked, a form is opened at once.

A trigger lives three seconds, so a form opens inside its listener.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Modal
from bot.cards.forms import ANSWER, HELPED, NOBODY_KNOWS, NOTE, read_written, resolve_form
from bot.cards.incident import MENU
from bot.cards.mark_forms import (
    CAUSE,
    CUSTOMER,
    ENTRY,
    NO_ENTRY,
    UNTIL,
    link_form,
    note_form,
    snooze_form,
    wrong_form,
)
from bot.cards.marks import TICK
from bot.cards.pages import finding_modal, more_modal
from bot.cards.timeline import timeline_modal
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.errors import UsageError
from bot.model import Entry, Followed, Incident, Request
from handlers.check import check_incident
from handlers.login import open_login
from handlers.payload import Json, actor_of, interaction_request
from handlers.pressed import (
    OUTDATED,
    any_of,
    button_request,
    chosen,
    followed_of,
    in_place_of,
    incident_of,
    subject,
    subject_of_form,
    ticked,
)
from handlers.views import update

Entries = Mapping[str, Entry]

CHANGES = ("incident:assign", "incident:unassign", "incident:wake", "incident:reopen", "paste:post")
FORMS: dict[str, Callable[[Followed, Entries, int], Modal]] = {
    "incident:resolve": lambda found, _, __: resolve_form(found.incident, last_ticked(found)),
    "incident:note": lambda found, entries, _: note_form(found.incident, entries),
    "incident:link": lambda found, entries, _: link_form(found.incident, entries),
    "incident:snooze": lambda found, entries, _: snooze_form(found.incident, entries),
    "incident:wrong": lambda found, entries, _: wrong_form(found.incident, entries),
    "incident:more": lambda found, entries, _: more_modal(found.incident, entries, found.ticks),
    "incident:timeline": lambda found, entries, _: timeline_modal(found.incident, entries, found.timeline),
    "finding:show": lambda found, entries, place: finding_modal(found.incident, entries, place),
}
"""What each button opens."""
WHILE_OPEN = ("incident:resolve", "incident:snooze")
TURNS = ("timeline:newer", "timeline:older")
SUBMITTED = ("resolve", "wrong", "note", "link", "snooze")


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the buttons and forms."""
    _register_card(app, inbox, desk)
    _register_forms(app, inbox, desk)


def _register_card(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    @app.action(any_of((*CHANGES, *FORMS, MENU)))
    async def press(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        act, pressed = chosen(action)
        about = subject(pressed)
        if act in CHANGES:
            await inbox.accept(button_request(body, "incident", about.fields(act)))
        elif act in FORMS:
            found = await followed_of(body, desk, about.number)
            if act in WHILE_OPEN:
                await desk.following.require_open(about.number, actor_of(body))
            if act == "incident:snooze":
                await desk.handing.require_unoffered(about.number)
            form = FORMS[act](found, desk.entries, about.place)
            # A form that is open stays below the new one.
            show = client.views_push if body.get("view") else client.views_open
            await show(trigger_id=body["trigger_id"], view=form.view)
        else:
            raise UsageError(OUTDATED)
        await ack()

    @app.action(TICK)
    async def tick(body: Json, action: Json, ack: AsyncAck) -> None:
        about, step = ticked(action)
        fields = {**about.fields(TICK), "step": step}
        if action.get("selected_options"):
            fields["done"] = "yes"
        await inbox.accept(button_request(body, "incident", fields))
        await ack()

    @app.action("incident:check")
    async def check_live(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        number = subject(action).number
        incident = await incident_of(body, desk, number)
        if desk.checking.wants_login(incident):
            await open_login(body, client, desk, desk.checking.prefill(incident), incident=number)
        else:
            await check_incident(body, client, button_request(body, "incident", {}), desk, incident)
        await ack()


def _register_forms(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    @app.action(any_of(TURNS))
    async def turn(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        number, _, page = subject(action)
        found = await followed_of(body, desk, number)
        form = timeline_modal(found.incident, desk.entries, found.timeline, page)
        await update(client, str(body["view"]["id"]), form)
        await ack()

    @app.action({"block_id": ENTRY, "action_id": ANSWER})
    async def ask_why(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        incident = await incident_of(body, desk, subject_of_form(body["view"]).number)
        form = wrong_form(incident, desk.entries, str(action["selected_option"]["value"]))
        await update(client, str(body["view"]["id"]), form)
        await ack()

    @app.view_submission(any_of(SUBMITTED))
    async def take_form(body: Json, view: Json, ack: AsyncAck) -> None:
        about = subject_of_form(view)
        fields = {**about.fields(str(view["callback_id"])), **read_written(view)}
        request = interaction_request(body, "incident", fields=fields)
        incident = await incident_of(body, desk, about.number)
        faults = _faults(request, desk, incident)
        if faults:
            await ack(response_action="errors", errors=faults)
            return
        await inbox.accept(in_place_of(request, incident))
        await ack()


def _faults(request: Request, desk: Desk, incident: Incident) -> dict[str, str]:
    """Return what is wrong with a field, said while the form is open, so that nothing is typed twice."""
    fields, field = request.fields, ""
    try:
        match fields["act"]:
            case "wrong":
                field = ENTRY
                desk.following.chosen(incident, request.actor, *_diagnosis(fields))
            case "note":
                field = NOTE
                desk.marking.require_note(fields.get(NOTE, ""))
            case "snooze":
                field = UNTIL
                desk.marking.require_rest(fields)
    except UsageError as error:
        return {field: str(error)}
    return {}


def _diagnosis(fields: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The entry and the cause that were chosen in the form; None: none of the entries, no cause."""
    return None if fields[ENTRY] == NO_ENTRY else fields[ENTRY], fields.get(CAUSE)


async def handle(request: Request, desk: Desk) -> None:
    """Change the incident as the button or form says."""
    fields, following, marking = request.fields, desk.following, desk.marking
    number, version = int(fields["incident"]), int(fields["version"])
    match fields["act"]:
        case "incident:assign":
            await following.assign(request, number, version)
        case "incident:unassign":
            await marking.unassign(request, number, version)
        case "incident:wake":
            await marking.wake(request, number)
        case "incident:tick":
            await marking.tick(request, number, fields["step"], done="done" in fields)
        case "note":
            await marking.note(request, number, fields.get(NOTE, ""))
        case "link":
            await marking.link(request, number, version, fields.get(CUSTOMER, ""))
        case "snooze":
            await marking.snooze(request, number, version, fields)
        case "incident:reopen":
            await following.reopen(request, number, version)
        case "paste:post":
            await desk.pastes.post(request, number, request.channel or "")
        case "resolve":
            helped = None if fields[HELPED] == NOBODY_KNOWS else fields[HELPED]
            await following.resolve(request, number, version, helped, fields.get(NOTE, ""))
        case "wrong":
            await following.correct(request, number, version, *_diagnosis(fields))


def last_ticked(found: Followed) -> str | None:
    """Return the step that was ticked last, which most likely helped; None when none was."""
    return found.ticks[-1].step if found.ticks else None
