"""`/smtpcheck login`: a private form; what was typed goes to the desk in memory, past inbox and logs.

A form that is offered again carries everything but the password, which was not kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Modal
from bot.cards.checking import (
    AS_IS_NOTE,
    PORT,
    SERVER,
    TLS,
    USER,
    login_field,
    login_form,
    running_view,
)
from bot.cards.forms import read_form
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.check_asked import read_login
from bot.errors import FieldsError, UserError
from handlers.check import in_view
from handlers.payload import Json, actor_of, key_of, team_of
from handlers.views import after_ack, carried, carry, open_view, update

AGAIN = "The password was not kept: type it once more."


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the form and to the buttons that offer it again."""
    del inbox  # nothing of a login is ever written there

    @app.view_submission("login")
    async def take_login(body: Json, view: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        actor = actor_of(body)
        await desk.require_member(actor)
        typed, given = read_form(view), carried(view)
        channel, incident, number = given.get("channel"), given.get("incident"), given.get("number", 1)
        as_is = bool(given.get("as_is"))
        try:
            asked = read_login(
                key_of(body), team_of(body), actor, channel, typed, as_is=as_is, incident=incident
            )
            await desk.checking.begin(asked)
        except UserError as error:
            said = error.said if isinstance(error, FieldsError) else {USER: str(error)}
            errors = {login_field(field, number): text for field, text in said.items()}
            await ack(response_action="errors", errors=errors)
            return
        kept = {name: text for name, text in typed.items() if not (asked.nameless and name == USER)}
        metadata = _metadata(kept, channel, incident, number)
        desk.checking.start(asked, after_ack(in_view(asked, client, desk, str(view["id"]), metadata)))
        await ack(response_action="update", view=running_view(asked.what, asked.key, metadata).view)

    @app.action("check:again")
    async def offer_again(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        value = str(action.get("value") or "").split("|")
        better = dict(zip((SERVER, PORT, TLS), value, strict=True)) if len(value) == 3 else {}
        await update(client, str(body["view"]["id"]), _fresh(body["view"], AGAIN, better))
        await ack()

    @app.action("check:as-is")
    async def offer_as_is(body: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        form = _fresh(body["view"], f"{AGAIN} {AS_IS_NOTE}", as_is=True)
        await update(client, str(body["view"]["id"]), form)
        await ack()


async def open_login(
    body: Json,
    client: AsyncWebClient,
    desk: Desk,
    prefilled: Mapping[str, str],
    *,
    incident: int | None = None,
) -> None:
    """Open the form; raises NotAllowedError for an outsider."""
    await desk.require_member(actor_of(body))
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id")
    await open_view(client, body, login_form(prefilled, carry(channel=channel, incident=incident)))


def _fresh(view: Json, note: str, better: Mapping[str, str] | None = None, *, as_is: bool = False) -> Modal:
    """The form once more, with all that was typed but the password; `better` replaces what was wrong."""
    given = carried(view)
    typed = {name: str(given[name]) for name in (USER, SERVER, PORT, TLS) if given.get(name)}
    number = int(given.get("number", 1)) + 1
    metadata = carry(channel=given.get("channel"), incident=given.get("incident"), number=number, as_is=as_is)
    return login_form({**typed, **(better or {})}, metadata, note, number=number)


def _metadata(typed: Mapping[str, str], channel: str | None, incident: int | None, number: int) -> str:
    """What a fresh form is prefilled with: never the password."""
    kept = {name: typed.get(name) for name in (USER, SERVER, PORT, TLS)}
    return carry(channel=channel, incident=incident, number=number, **kept)
