"""`/smtpcheck mailboxes`: a private form for a file, what it holds, and its check once that is confirmed.

What the form gives goes to the desk in memory, past inbox and logs; views carry a key, nothing of the file.
"""

from __future__ import annotations

import asyncio

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.mailboxes_forms import (
    CONFIRM,
    FILE,
    FORM,
    STOP,
    chosen_file,
    confirm_view,
    ended_view,
    mailboxes_form,
    running_view,
    said_view,
)
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.mailbox_run import Progress, Run, Show, Uploaded
from bot.desk.mailboxes import MOST, OVER, Planned
from bot.errors import InputError, UsageError, UserError
from handlers.payload import Json, actor_of, team_of
from handlers.views import ACK_FIRST_S, after_ack, open_view, update

LOOK_S = 2.0  # Slack waits three seconds for the answer to a form
READING = "Reading the file …"
IN_MESSAGES = "What came of it stands in your direct messages with me."


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the form, to its confirmation, and to the button that stops a run."""
    del inbox  # nothing of a file of mailboxes is ever written there

    slow: set[asyncio.Task[None]] = set()

    @app.view_submission(FORM)
    async def take_file(body: Json, view: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        actor = actor_of(body)
        await desk.require_member(actor)
        looking = asyncio.create_task(desk.mailboxes.look(actor, _uploaded(chosen_file(view))))
        await asyncio.wait({looking}, timeout=LOOK_S)
        if not looking.done():
            showing = asyncio.create_task(_show_later(looking, actor, client, desk, str(view["id"])))
            slow.add(showing)
            showing.add_done_callback(slow.discard)
            await ack(response_action="update", view=said_view(READING).view)
            return
        try:
            planned = looking.result()
        except UserError as error:
            await ack(response_action="errors", errors={FILE: str(error)})
        else:
            await ack(response_action="update", view=confirm_view(planned.rows, planned.key).view)

    @app.view_submission(CONFIRM)
    async def take_confirmation(body: Json, view: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        actor = actor_of(body)
        await desk.require_member(actor)
        run = await desk.mailboxes.begin(team_of(body), actor, str(view.get("private_metadata") or ""))
        desk.mailboxes.start(run, after_ack(_in_view(run, client, str(view["id"]))))
        await ack(response_action="update", view=running_view(0, len(run.rows), run.key).view)

    @app.view_closed(CONFIRM)
    async def drop_file(body: Json, view: Json, ack: AsyncAck) -> None:
        desk.mailboxes.drop(actor_of(body), str(view.get("private_metadata") or ""))
        await ack()

    @app.action(STOP)
    async def stop_run(body: Json, action: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        key, view = str(action["value"]), body.get("view")
        if not desk.mailboxes.stop(key, actor_of(body)):
            if view is None or desk.mailboxes.progress(key) is not None:
                raise UsageError(OVER)
            await update(client, str(view["id"]), said_view(f"{OVER} {IN_MESSAGES}"), seen=view.get("hash"))
        await ack()


async def open_mailboxes(body: Json, client: AsyncWebClient, desk: Desk) -> None:
    """Open the form; raises NotAllowedError for an outsider."""
    await desk.require_member(actor_of(body))
    await open_view(client, body, mailboxes_form(MOST))


async def _show_later(
    looking: asyncio.Task[Planned], actor: str, client: AsyncWebClient, desk: Desk, view_id: str
) -> None:
    """Show what a file holds that took longer than Slack waits; one whose view was closed is dropped."""
    await asyncio.sleep(ACK_FIRST_S)
    try:
        planned = await looking
    except Exception as error:  # noqa: BLE001 - whatever it was, a person waits to hear of it
        await update(client, view_id, said_view(desk.mailboxes.say_fault(error)))
        return
    if not await update(client, view_id, confirm_view(planned.rows, planned.key)):
        desk.mailboxes.drop(actor, planned.key)


def _uploaded(file: Json) -> Uploaded:
    """The file as Slack describes it; raises InputError where there is none."""
    if not file:
        raise InputError("Choose a file.")
    return Uploaded(
        name=str(file.get("name") or ""),
        size_bytes=int(file.get("size") or 0),
        address=str(file.get("url_private_download") or file.get("url_private") or ""),
        link=str(file.get("permalink") or ""),
    )


def _in_view(run: Run, client: AsyncWebClient, view_id: str) -> Show:
    async def show(told: Progress) -> bool:
        if told.ended:
            return await update(client, view_id, ended_view(told.ended, run.deletion))
        view = running_view(told.done, told.total, run.key, told.waits_for)
        return await update(client, view_id, view)

    return show
