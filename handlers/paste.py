"""Messages, mentions and uploads: what holds an SMTP error is answered in its own thread."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.cards.text import code
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.check_asked import unmarked
from bot.desk.message_text import message_text
from bot.model import DELETED, EDITED, MENTION, SECRETS, UNADDRESSED, Request
from handlers.command import COMMAND, SAID_AS
from handlers.payload import Json, event_request, file_fields
from handlers.words import (
    COMMAND_WORDS,
    code_asked,
    is_code,
    is_target,
    login_user,
    only_calls,
    only_thanks,
    port_joined,
    without_check,
)

# What people say to see whether somebody is there.
GREETINGS = frozenset({"help", "hello", "hi", "hey", "hallo", "hola", "bonjour", "good morning", "test"})
SAID = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of what a person says; everything else is a join or Slack's own bookkeeping."""


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to messages and mentions."""
    del desk

    @app.event("message")
    async def hear_message(body: Json, context: AsyncBoltContext) -> None:
        request = read_message(body, context.bot_user_id or "")
        if request is not None:
            await inbox.accept(request)

    @app.event("app_mention")
    async def hear_mention(body: Json, context: AsyncBoltContext) -> None:
        request = read_mention(body, context.bot_user_id or "")
        if request is not None:
            await inbox.accept(request)


async def handle(request: Request, desk: Desk) -> None:
    """Answer a paste, or forget a deleted one."""
    fields = request.fields
    if DELETED in fields:
        await desk.pastes.forget_message(request)
    elif UNADDRESSED not in fields and is_greeting(request):
        await desk.looking.help(request)
    elif UNADDRESSED not in fields and (asked := code_asked(request.text)):
        await desk.looking.reference(request, asked, in_thread=True)
    else:
        await desk.pastes.answer_message(request, typed_as_message(request))


def typed_as_message(request: Request) -> str:
    """What to say to somebody who types a command as a message to the bot; empty for anything else."""
    text = unmarked(request.text)
    asked = port_joined(without_check(text))
    words = asked.split()
    if UNADDRESSED in request.fields or not 0 < len(words) <= COMMAND_WORDS:
        return ""
    if not is_target(asked) and (words[0].lower() not in SAID_AS or any(map(is_code, words))):
        return ""
    return f"Type it as a command: {code(f'{COMMAND} {text}', 80)}."


def is_greeting(request: Request) -> bool:
    """Whether somebody only calls the bot: a greeting, `help`; outside a thread its name, "what can you do?".

    Below an error that asks for the error's answer.
    """
    text = request.text.strip(" \n!.,?").casefold()
    if text in GREETINGS:
        return True
    in_thread = request.thread_ts not in (None, request.ts)
    has_file = not {"csv", "files", "picture", "unread"}.isdisjoint(request.fields)
    return (not text or only_calls(text)) and not (in_thread or has_file)


def read_message(body: Json, bot: str) -> Request | None:
    """Return what a message event asks for; None for bots, and for thanks.

    A mention in a channel arrives as `app_mention` too, and either may be lost on the way: an error in it is
    answered by whichever comes first. All else that a mention asks for, its files too, waits for the other.
    """
    event = body["event"]
    gone = _deleted(event)
    if gone is not None:
        return event_request(
            body, "paste", ts=gone["ts"], actor=gone.get("user", ""), fields={DELETED: "yes"}
        )
    if event.get("subtype") == "message_changed":
        return _read_edit(body, bot)
    if event.get("subtype") not in SAID or event.get("bot_id") or not event.get("user"):
        return None
    direct = event.get("channel_type") == "im"
    text = message_text(event)
    mentioned = f"<@{bot}>" in text
    text = _without_mention(text, bot)
    fields = file_fields(event.get("files") or [])
    if only_thanks(text) and not fields:
        return None
    if mentioned and not direct:
        if fields:
            return None
        fields[MENTION] = "yes"
    if not direct:
        if is_code(text) and not fields.keys() - {MENTION}:
            return None  # a number among people; whoever asks what it means says so
        fields.pop("picture", None)
        fields.pop("unread", None)
        fields[UNADDRESSED] = "yes"
    text, secrets = _without_password(text)
    return event_request(body, "paste", ts=event["ts"], text=text, fields=fields | secrets)


def read_mention(body: Json, bot: str) -> Request | None:
    """Return what a mention asks for; None for thanks, and when another bot mentions us."""
    event = body["event"]
    if event.get("bot_id") or not event.get("user") or event.get("edited"):
        return None
    files = file_fields(event.get("files") or [])
    text = _without_mention(message_text(event), bot)
    if only_thanks(text) and not files:
        return None
    fields = {MENTION: "yes", **files}
    text, secrets = _without_password(text)
    return event_request(body, "paste", ts=event["ts"], text=text, fields=fields | secrets)


def _read_edit(body: Json, bot: str) -> Request | None:
    """Return an edit as the message it is now; None where Slack only shows what its links lead to.

    Nobody waits for an answer to it: what holds no error is not told so. Its files were read before.
    """
    said, before = body["event"]["message"], body["event"].get("previous_message") or {}
    if not said.get("edited") or said.get("text") == before.get("text"):
        return None
    if said.get("subtype") not in SAID or said.get("bot_id") or not said.get("user"):
        return None
    text, fields = message_text(said), {UNADDRESSED: "yes", EDITED: "yes"}
    if f"<@{bot}>" in text:
        fields[MENTION] = "yes"
    event = {**said, "channel": body["event"]["channel"]}
    text = _without_mention(text, bot)
    return event_request({**body, "event": event}, "paste", ts=said["ts"], text=text, fields=fields)


def _deleted(event: Json) -> Json | None:
    """Return the message that was deleted, if this event says so."""
    if event.get("subtype") == "message_deleted":
        return {"user": "", **(event.get("previous_message") or {}), "ts": event["deleted_ts"]}
    # A deleted message that has a thread, as every answered one, leaves a tombstone instead.
    if event.get("subtype") == "message_changed" and event["message"].get("subtype") == "tombstone":
        return {"user": "", **(event.get("previous_message") or {}), "ts": event["message"]["ts"]}
    return None


def _without_mention(text: str, bot: str) -> str:
    """What is said to the bot; a command behind its name is typed as one types it alone."""
    return re.sub(rf"<@{re.escape(bot)}(?:\|[^>]*)?>[ :,]*(?:{COMMAND} +)?", "", text).strip(" ")


def _without_password(text: str) -> tuple[str, dict[str, str]]:
    """`login someone@example.com` without what stands behind it, and whether anything did."""
    user = login_user(unmarked(text)) if text[:5].lower() == "login" else None
    if user is None:
        return text, {}
    return f"login {user}".strip(), {SECRETS: "1"} if len(unmarked(text).split()) > 2 else {}
