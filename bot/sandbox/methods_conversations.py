"""conversations.*: the channels the app can see and what was said in them."""

from __future__ import annotations

import math
import re

from bot.sandbox.call import Call, method
from bot.sandbox.channels import Channel, Kind, conversation_json
from bot.sandbox.limits import PAGE_DEFAULT, PAGE_MOST, REPLIES_MOST, Tier
from bot.sandbox.people import BOT_USER_ID
from bot.sandbox.refusal import Json, RefusalError

_SCOPE_WORDS = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.IM: "im"}
_OMITTED = ("is_member", "num_members")
_TYPES = {"public_channel": Kind.PUBLIC, "private_channel": Kind.PRIVATE, "im": Kind.IM}


def page(
    found: list[Json], call: Call, *, key: str, default: int = PAGE_DEFAULT, most: int = PAGE_MOST
) -> Json:
    """One page of a list with Slack's cursor; the cursor is the place in the list."""
    limit = call.args.get("limit", default)
    if not 0 < limit <= most:
        raise RefusalError("invalid_limit")
    cursor = call.args.get("cursor") or "0"
    if not cursor.isdecimal() or len(cursor) > 9 or int(cursor) > len(found):
        raise RefusalError("invalid_cursor")
    start = int(cursor)
    following = str(start + limit) if start + limit < len(found) else ""
    return {"ok": True, key: found[start : start + limit], "response_metadata": {"next_cursor": following}}


def _kinds(call: Call) -> set[Kind]:
    """The kinds of conversation asked for; each needs its own scope."""
    types = call.args.get("types", "public_channel").split(",")
    if any(name not in (*_TYPES, "mpim") for name in types):
        raise RefusalError("invalid_types")
    for name in types:
        call.need(f"{_SCOPE_WORDS[_TYPES[name]] if name in _TYPES else name}:read")
    return {_TYPES[name] for name in types if name in _TYPES}


@method(
    "conversations.list",
    "types exclude_archived=bool limit=int cursor",
    scope="channels:read",
    tier=Tier.TWO,
)
def list_conversations(call: Call) -> Json:
    """The public channels, and the private ones and direct messages the app is in."""
    kinds = _kinds(call)
    found = [
        conversation_json(channel)
        for channel in call.space.channels.values()
        if channel.kind in kinds
        and (channel.kind is Kind.PUBLIC or call.space.is_member(channel))
        and not (channel.archived and call.args.get("exclude_archived"))
    ]
    return page(found, call, key="channels")


@method("users.conversations", "user types exclude_archived=bool limit=int cursor")
def user_conversations(call: Call) -> Json:
    """The conversations the app is in, with `user` those it shares with that person."""
    kinds = _kinds(call)
    user = call.args.get("user", BOT_USER_ID)
    if user not in call.space.people:
        raise RefusalError("user_not_found")
    found = []
    for channel in call.space.channels.values():
        if channel.kind not in kinds or (channel.archived and call.args.get("exclude_archived")):
            continue
        if call.space.is_member(channel) and call.space.is_member(channel, user):
            shown = conversation_json(channel)
            # Its reference page: "We omit the is_member and num_members fields".
            found.append({name: value for name, value in shown.items() if name not in _OMITTED})
    return page(found, call, key="channels")


@method("conversations.info", "channel! include_locale=bool include_num_members=bool")
def info(call: Call) -> Json:
    """One channel."""
    channel = call.channel(member=False)
    call.need(f"{_SCOPE_WORDS[channel.kind]}:read")
    return {"ok": True, "channel": conversation_json(channel)}


@method("conversations.members", "channel! limit=int cursor", tier=Tier.FOUR)
def members(call: Call) -> Json:
    """Who is in a channel."""
    channel = call.channel(member=False)
    call.need(f"{_SCOPE_WORDS[channel.kind]}:read")
    found: list[Json] = [{"id": member} for member in channel.members]
    answer = page(found, call, key="members")
    return {**answer, "members": [member["id"] for member in answer["members"]]}


_RANGE = "channel! oldest latest inclusive=bool limit=int cursor include_all_metadata=bool "


@method("conversations.history", _RANGE)
def history(call: Call) -> Json:
    """What was said in a channel, newest first, replies left out."""
    channel = call.channel()
    call.need(f"{_SCOPE_WORDS[channel.kind]}:history")
    said = [
        message
        for message in call.space.messages[channel.id].values()
        if message.get("thread_ts", message["ts"]) == message["ts"]
        or message.get("subtype") == "thread_broadcast"
    ]
    answer = page(_within(call, channel, list(reversed(said))), call, key="messages")
    return {**answer, "has_more": bool(answer["response_metadata"]["next_cursor"]), "pin_count": 0}


@method("conversations.replies", _RANGE + "ts!")
def replies(call: Call) -> Json:
    """A thread, its parent first."""
    channel = call.channel()
    call.need(f"{_SCOPE_WORDS[channel.kind]}:history")
    message = call.space.messages[channel.id].get(call.args["ts"])
    if message is None:
        raise RefusalError("thread_not_found")
    parent_ts = str(message.get("thread_ts", message["ts"]))
    thread = (
        [call.space.messages[channel.id][parent_ts]] if parent_ts in call.space.messages[channel.id] else []
    )
    answer = page(
        _within(call, channel, thread + call.space.replies(channel.id, parent_ts)),
        call,
        key="messages",
        default=REPLIES_MOST,
        most=REPLIES_MOST,
    )
    return {**answer, "has_more": bool(answer["response_metadata"]["next_cursor"])}


def _time(call: Call, name: str, default: float) -> float:
    given = call.args.get(name)
    if not given:
        return default
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", given):
        raise RefusalError(f"invalid_ts_{name}")
    return float(given)


def _within(call: Call, channel: Channel, said: list[Json]) -> list[Json]:
    low, high = _time(call, "oldest", 0.0), _time(call, "latest", math.inf)
    inclusive = call.args.get("inclusive", False)
    with_metadata = call.args.get("include_all_metadata", False)
    found = []
    for message in said:
        at = float(message["ts"])
        if low < at < high or (inclusive and at in (low, high)):
            shown = call.space.shown(channel.id, message)
            if with_metadata and "metadata" in message:
                shown["metadata"] = message["metadata"]
            found.append(shown)
    return found


@method("conversations.open", "channel users=list return_im=bool prevent_creation=bool", scope="im:write")
def open_conversation(call: Call) -> Json:
    """The direct message with one person."""
    users = [user for user in call.args.get("users", ()) if user]
    if not users:
        channel = call.channel() if call.args.get("channel") else None
        if channel is None:
            raise RefusalError("users_list_not_supplied")
    elif len(users) > 1:
        raise RefusalError("not_enough_users", messages=("group messages are not part of this workspace",))
    elif users[0] not in call.space.people or users[0] == BOT_USER_ID:
        raise RefusalError("user_not_found")
    else:
        channel = call.space.dm_of(users[0])
    shown = conversation_json(channel) if call.args.get("return_im") else {"id": channel.id}
    return {"ok": True, "no_op": True, "already_open": True, "channel": shown}
