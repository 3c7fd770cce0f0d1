"""Tell the customer: a form with a reply that is ready, kept with the incident, then shown to be copied."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Modal
from bot.cards.customer import REPLY, ROLE_ACTION, Role, customer_form, kept_page, read_reply
from bot.cards.forms import read_written
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.telling import NOTHING_TO_KEEP
from bot.errors import UsageError
from bot.model import Request
from handlers.payload import Json, interaction_request
from handlers.pressed import OUTDATED, in_place_of, incident_of, subject, subject_of_form
from handlers.views import open_view, update


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the button, the choice of the reader, and the form."""

    @app.action("incident:customer")
    async def open_reply(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        form = await _form(body, desk, subject(action).number, Role.USER)
        await open_view(client, body, form)
        await ack()

    @app.action(ROLE_ACTION)
    async def choose_reader(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        view = body["view"]
        form = await _form(body, desk, subject_of_form(view).number, _chosen_role(action))
        await update(client, str(view["id"]), form)
        await ack()

    @app.view_submission("customer")
    async def take_reply(body: Json, view: Json, ack: AsyncAck) -> None:
        field, text = read_reply(read_written(view))
        if field and not text.strip():
            await ack(response_action="errors", errors={field: NOTHING_TO_KEEP})
            return
        number = subject_of_form(view).number
        request = interaction_request(body, "customer", fields={"incident": str(number), REPLY: text})
        await inbox.accept(in_place_of(request, await incident_of(body, desk, number)))
        shown = kept_page(desk.telling.as_kept(text), view["private_metadata"])
        await ack(response_action="update", view=shown.view)


async def handle(request: Request, desk: Desk) -> None:
    """Keep the reply with its incident."""
    await desk.telling.keep(request, int(request.fields["incident"]), request.fields[REPLY])


def _chosen_role(action: Json) -> Role:
    """Who was chosen as reader; raises UsageError for one that no form of today offers."""
    try:
        return Role(str(action["selected_option"]["value"]))
    except ValueError as error:
        raise UsageError(OUTDATED) from error


async def _form(body: Json, desk: Desk, number: int, role: Role) -> Modal:
    """The form of an incident; raises a UserError for whoever may not press its buttons."""
    incident = await incident_of(body, desk, number)
    return customer_form(incident, desk.entries, role, await desk.telling.last(incident))
