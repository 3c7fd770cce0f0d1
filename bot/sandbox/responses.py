"""What the app answers to a command or interaction: beside its ack, or later to a response address."""

from __future__ import annotations

from bot.sandbox import messages
from bot.sandbox.arguments import read_arguments
from bot.sandbox.handles import ResponseUrl
from bot.sandbox.limits import TEXT_CHARS
from bot.sandbox.methods_chat import refuse_blocks
from bot.sandbox.people import BOT_ID
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.workspace import Workspace

# docs.slack.dev/interactivity/handling-user-interaction#message_responses
_TAKES = (
    "text blocks=blocks response_type replace_original=bool delete_original=bool thread_ts mrkdwn=bool "
    "unfurl_links=bool unfurl_media=bool metadata=json attachments=json"
)


def respond(space: Workspace, url: ResponseUrl, body: Json | str) -> None:
    """Show, replace or delete as the app asked; RefusalError when Slack would not."""
    given = read_arguments(_TAKES, {"text": body} if isinstance(body, str) else body)
    if given.get("attachments"):
        raise RefusalError(
            "invalid_arguments", messages=("[ERROR] attachments are not part of this workspace",)
        )
    if given.get("delete_original"):
        _delete(space, url)
        return
    text, blocks = given.get("text", ""), given.get("blocks")
    refuse_blocks(blocks)
    if not text.strip() and not blocks:
        raise RefusalError("no_text", status=400)
    if len(text) > TEXT_CHARS:
        raise RefusalError("msg_too_long", status=400)
    if given.get("replace_original") and url.source is not None:
        _replace(space, url, text, blocks)
        return
    _post(space, url, given, text, blocks)


def _post(space: Workspace, url: ResponseUrl, given: Json, text: str, blocks: list[Json] | None) -> None:
    message = messages.app_message(space, text, blocks)
    thread_ts = given.get("thread_ts") or url.thread_ts
    if thread_ts:
        message["thread_ts"] = thread_ts
    if url.channel not in space.channels:
        raise RefusalError("channel_not_found", status=404)
    kind = given.get("response_type", "ephemeral")
    if kind == "in_channel":
        messages.post(space, space.channels[url.channel], message)
    elif kind == "ephemeral":
        space.put_ephemeral(url.user, url.channel, {**message, "channel": url.channel, "is_ephemeral": True})
    else:
        raise RefusalError("invalid_response_type", status=400)


def _original(space: Workspace, url: ResponseUrl) -> tuple[Json, bool]:
    if url.source is None:
        raise RefusalError("message_not_found", status=404)
    ts, ephemeral = url.source
    if ephemeral:
        found = space.ephemerals.get(url.user, {}).get((url.channel, ts))
    else:
        found = space.messages.get(url.channel, {}).get(ts)
    if found is None or found.get("bot_id") != BOT_ID:
        raise RefusalError("message_not_found", status=404)
    return found, ephemeral


def _replace(space: Workspace, url: ResponseUrl, text: str, blocks: list[Json] | None) -> None:
    before, ephemeral = _original(space, url)
    after = {key: value for key, value in before.items() if key != "blocks"} | {"text": text}
    if blocks:
        after["blocks"] = messages.named_blocks(blocks)
    if ephemeral:
        space.put_ephemeral(url.user, url.channel, after)
    else:
        messages.change(space, space.channels[url.channel], after)


def _delete(space: Workspace, url: ResponseUrl) -> None:
    before, ephemeral = _original(space, url)
    if ephemeral:
        space.drop_ephemeral(url.user, url.channel, before["ts"])
    else:
        messages.delete(space, space.channels[url.channel], before["ts"])
