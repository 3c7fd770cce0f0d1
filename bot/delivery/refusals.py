"""The one `@app.error`: what a listener could not do is said where the person is.

Events have nobody waiting: their error leaves them unacknowledged, so that Slack sends them again;
only that nothing can be kept (a full disk, a database that another program holds) is told, once a channel.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.cards.notices import notice_card, refusal_page
from bot.delivery.disk import Disk
from bot.delivery.faults import log_fault, sentence
from bot.delivery.logs import event_log
from bot.delivery.posting import Poster, Refused, Throttled, Unclear
from bot.errors import NotKeptError, SettingsError

NOT_KEPT = (
    "{why}, so I cannot keep messages now. I answer by myself once I can; "
    "paste it again if no answer comes within ten minutes."
)


def register_errors(app: AsyncApp, session: aiohttp.ClientSession, poster: Poster, disk: Disk) -> None:
    """Register the error handler; `session` answers where only a response address is known."""

    @app.error
    async def say(error: Exception, body: dict[str, Any]) -> BoltResponse:
        kind = str(body.get("type") or ("command" if "command" in body else ""))
        text = sentence(error, f"taking {kind}")
        if kind == "event_callback" and isinstance(error, NotKeptError):  # the inbox has logged it, once
            await _tell_once(poster, disk, body["event"], error.why)
            return BoltResponse(status=500, body="")
        if kind == "event_callback":
            event_log().error("event-not-taken", error=type(error).__name__)
            return BoltResponse(status=500, body="")
        if kind == "command":
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})
        if kind == "view_submission":
            return BoltResponse(status=200, body=_over_form(body["view"], text))
        if body.get("response_url"):
            await _answer(session, str(body["response_url"]), text)
        elif kind == "block_actions":  # in a form or at home, which have no address to answer to
            await _reach(poster.tell(str(body["user"]["id"]), notice_card(text)), "answering directly")
        return BoltResponse(status=200, body="")


def _over_form(view: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Say it above the form, which keeps what was typed; at a field of a third, above which none fits.

    docs.slack.dev/reference/methods/views.push: "Currently the limit is 3".
    """
    fields = [block["block_id"] for block in view.get("blocks", ()) if block["type"] == "input"]
    is_third = view.get("previous_view_id") not in (None, view.get("root_view_id"))
    if is_third and fields:
        return {"response_action": "errors", "errors": {fields[0]: text}}
    return {"response_action": "push", "view": refusal_page(text).view}


async def _tell_once(poster: Poster, disk: Disk, event: Mapping[str, Any], why: str) -> None:
    """Tell the poster that nothing can be kept; nobody else in that channel hears it again."""
    channel, user = str(event.get("channel") or ""), str(event.get("user") or "")
    if not (channel and user and disk.is_news_in(channel)):
        return
    whispered = poster.whisper(channel, event.get("thread_ts"), user, notice_card(NOT_KEPT.format(why=why)))
    await _reach(whispered, "telling that nothing can be kept")


async def _reach(telling: Awaitable[None], during: str) -> None:
    """Tell somebody, once; that it came to nothing is logged."""
    try:
        await telling
    except (Throttled, Refused, Unclear, SettingsError, aiohttp.ClientError) as error:
        log_fault(error, during)


async def _answer(session: aiohttp.ClientSession, response_url: str, text: str) -> None:
    body = {"text": text, "response_type": "ephemeral", "replace_original": False}
    try:
        async with session.post(response_url, json=body, allow_redirects=False):
            return
    except (aiohttp.ClientError, TimeoutError) as error:
        log_fault(error, "answering privately")
