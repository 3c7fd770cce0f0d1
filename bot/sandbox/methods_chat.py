"""chat.*, reactions.add and blocks.validate: what the app says."""

from __future__ import annotations

import re

from bot.sandbox import blocks as kit
from bot.sandbox import messages
from bot.sandbox.call import ANY_TOKEN, Call, method
from bot.sandbox.channels import Channel
from bot.sandbox.limits import TEXT_CHARS, UPDATE_TEXT_CHARS, Tier
from bot.sandbox.people import BOT_ID, BOT_USER_ID
from bot.sandbox.refusal import Json, RefusalError

_POST = (
    "channel! text blocks=blocks thread_ts reply_broadcast=bool mrkdwn=bool metadata=json parse "
    "link_names=bool unfurl_links=bool unfurl_media=bool username icon_emoji icon_url"
)
METADATA_CHARS = 8_000  # docs.slack.dev/messaging/message-metadata


def refuse_blocks(blocks: object) -> None:
    """Refuse a message's blocks as Slack does, with the place of each fault; none at all are fine."""
    errors = [] if blocks in (None, []) else kit.validate_message(blocks)
    if errors:
        raise RefusalError(
            kit.refusal(errors, kit.Surface.MESSAGE),
            errors=[error.as_slack() for error in errors],
            messages=tuple(f"[ERROR] {error.as_slack()}" for error in errors),
        )


def _body(call: Call, limit: int) -> tuple[str, list[Json] | None]:
    text, blocks = call.args.get("text", ""), call.args.get("blocks")
    refuse_blocks(blocks)
    if not text.strip() and not blocks:
        raise RefusalError("no_text")
    if len(text) > limit:
        raise RefusalError("msg_too_long")
    return text, blocks


def _metadata(call: Call) -> Json | None:
    metadata = call.args.get("metadata")
    if metadata is None or metadata == {}:
        return None
    shape = isinstance(metadata, dict) and set(metadata) == {"event_type", "event_payload"}
    if (
        not shape
        or not isinstance(metadata["event_type"], str)
        or not isinstance(metadata["event_payload"], dict)
    ):
        raise RefusalError("invalid_metadata_format")
    if len(str(metadata["event_payload"])) > METADATA_CHARS:
        raise RefusalError("metadata_too_large")
    return dict(metadata)


def _thread(call: Call, channel: Channel) -> Json:
    thread_ts = call.reply_to(channel)
    if thread_ts is None:
        return {}
    broadcast = {"subtype": "thread_broadcast"} if call.args.get("reply_broadcast") else {}
    return {"thread_ts": thread_ts, **broadcast}


def _open_channel(call: Call) -> Channel:
    channel = call.channel(dm=True)
    if channel.archived:
        raise RefusalError("is_archived")
    return channel


@method("chat.postMessage", _POST, scope="chat:write", tier=Tier.POST)
def post_message(call: Call) -> Json:
    """Post into a channel, thread or, by a user's id, into their direct message."""
    if any(call.args.get(name) for name in ("username", "icon_emoji", "icon_url")):
        call.need("chat:write.customize")
    channel = _open_channel(call)
    text, blocks = _body(call, TEXT_CHARS)
    message = messages.app_message(call.space, text, blocks) | _thread(call, channel)
    metadata = _metadata(call)
    if metadata is not None:
        message["metadata"] = metadata
    messages.post(call.space, channel, message)
    return {"ok": True, "channel": channel.id, "ts": message["ts"], "message": message}


@method(
    "chat.update",
    "channel! ts! text blocks=blocks metadata=json parse link_names=bool reply_broadcast=bool",
    scope="chat:write",
)
def update(call: Call) -> Json:
    """Change a message of the app; blocks and metadata that are not given stay."""
    channel = call.channel()
    if channel.archived:
        raise RefusalError("is_inactive")
    before = call.message(channel)
    if before.get("bot_id") != BOT_ID:
        raise RefusalError("cant_update_message")
    text, blocks = _body(call, UPDATE_TEXT_CHARS)
    after = {**before, "text": text, "edited": {"user": BOT_USER_ID, "ts": call.space.new_ts()}}
    if blocks is not None:
        after.pop("blocks", None)
        if blocks:
            after["blocks"] = messages.named_blocks(blocks)
    if "metadata" in call.args:
        after.pop("metadata", None)
        metadata = _metadata(call)
        if metadata is not None:
            after["metadata"] = metadata
    messages.change(call.space, channel, after)
    return {"ok": True, "channel": channel.id, "ts": after["ts"], "text": text, "message": after}


@method("chat.delete", "channel! ts!", scope="chat:write")
def delete(call: Call) -> Json:
    """Remove a message of the app."""
    channel = call.channel()
    message = call.message(channel)
    if message.get("bot_id") != BOT_ID:
        raise RefusalError("cant_delete_message")
    messages.delete(call.space, channel, message["ts"])
    return {"ok": True, "channel": channel.id, "ts": message["ts"]}


@method(
    "chat.postEphemeral",
    "channel! user! text blocks=blocks thread_ts parse link_names=bool username icon_emoji icon_url",
    scope="chat:write",
    tier=Tier.FOUR,
)
def post_ephemeral(call: Call) -> Json:
    """Show one member of a channel a message nobody else sees."""
    channel = _open_channel(call)
    user = call.args["user"]
    if user not in call.space.people or user not in channel.members:
        raise RefusalError("user_not_in_channel")
    text, blocks = _body(call, TEXT_CHARS)
    message = messages.app_message(call.space, text, blocks) | _thread(call, channel)
    call.space.put_ephemeral(user, channel.id, {**message, "channel": channel.id, "is_ephemeral": True})
    return {"ok": True, "message_ts": message["ts"]}


@method("chat.getPermalink", "channel! message_ts!", tier=Tier.SPECIAL)
def get_permalink(call: Call) -> Json:
    """The address of a message."""
    channel = call.channel(member=False)
    message = call.message(channel, "message_ts")
    return {"ok": True, "channel": channel.id, "permalink": permalink(call, channel, message)}


def permalink(call: Call, channel: Channel, message: Json) -> str:
    """The address of a message, in Slack's form but on this server."""
    path = f"{call.parts.origin}/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    thread_ts = message.get("thread_ts", message["ts"])
    return path if thread_ts == message["ts"] else f"{path}?thread_ts={thread_ts}&cid={channel.id}"


@method("reactions.add", "channel! timestamp! name!", scope="reactions:write")
def add_reaction(call: Call) -> Json:
    """React to a message as the app."""
    channel = call.channel()
    if not re.fullmatch(r"[0-9]{1,12}\.[0-9]{1,6}", call.args["timestamp"]):
        raise RefusalError("bad_timestamp")
    messages.react(call.space, channel, call.message(channel, "timestamp"), BOT_USER_ID, call.args["name"])
    return {"ok": True}


def _faults_of_message(message: object) -> list[kit.BlockError]:
    if not isinstance(message, dict):
        return [kit.BlockError("/message", "failed_constraint", "must provide an object")]
    # A message of text alone has no blocks.
    return (
        kit.validate_message(message.get("blocks", []))
        if "blocks" in message or not message.get("text")
        else []
    )


@method("blocks.validate", "blocks=json message=json view=json", tier=Tier.SPECIAL, token=ANY_TOKEN)
def validate(call: Call) -> Json:
    """Say what is wrong with blocks, a message or a view, without sending it."""
    given = [name for name in ("blocks", "message", "view") if name in call.args]
    if len(given) != 1:
        said = "must provide exactly one of `blocks`, `view`, or `message`"
        raise RefusalError("invalid_arguments", messages=(said,))
    value = call.args[given[0]]
    if given[0] == "view":
        errors = kit.validate_view(value)
    elif given[0] == "blocks":
        errors = kit.validate_message(value)
    else:
        errors = _faults_of_message(value)
    if errors:
        # Pointers lead into what was given: /0/text/type (docs.slack.dev/reference/methods/blocks.validate).
        root = f"/{given[0]}"
        found = [
            {"pointer": error.pointer.removeprefix(root), "code": error.code, "message": error.message}
            for error in errors
        ]
        raise RefusalError(f"invalid_{given[0]}", errors=found)
    return {"ok": True}
