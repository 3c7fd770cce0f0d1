"""Posting, changing, deleting and reacting: what is stored and which events follow.

Who may do it is the caller's business (`acts` for people, `methods_chat` for the app).
"""

from __future__ import annotations

import re
import secrets
import string

from bot.sandbox import events
from bot.sandbox.blocks.layout import INSIDE
from bot.sandbox.channels import Channel
from bot.sandbox.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.workspace import Workspace

_NAME_CHARS = string.ascii_letters + string.digits
_EMOJI = re.compile(r"[^\sA-Z:]{1,100}(::skin-tone-[2-6])?")  # which emoji there are is not known here


def named_blocks(blocks: list[Json]) -> list[Json]:
    """The blocks with the random block and action ids Slack gives those that have none."""
    return [_named(block) for block in blocks]


def _named(block: Json) -> Json:
    named = {**block, "block_id": block.get("block_id") or _random_name()}
    for key in ("accessory", "element"):
        if isinstance(named.get(key), dict) and named[key].get("type") != "image":
            named[key] = {**named[key], "action_id": named[key].get("action_id") or _random_name()}
    kind = named.get("type")
    if kind in ("actions", "context_actions"):
        named["elements"] = _named_elements(named["elements"])
    if kind == "card" and "actions" in named:
        named["actions"] = _named_elements(named["actions"])
    inside = INSIDE.get(str(kind))
    if inside is not None:
        named[inside] = named_blocks(named[inside])
    return named


def _named_elements(elements: list[Json]) -> list[Json]:
    return [{**element, "action_id": element.get("action_id") or _random_name()} for element in elements]


def _random_name() -> str:
    return "".join(secrets.choice(_NAME_CHARS) for _ in range(5))


def person_message(space: Workspace, user: str, text: str, blocks: tuple[Json, ...]) -> Json:
    """A message somebody typed, not yet placed anywhere."""
    team = space.people[user].team_id
    message: Json = {"type": "message", "user": user, "ts": space.new_ts(), "text": text, "team": team}
    if blocks:
        message["blocks"] = named_blocks([{**block, "block_id": None} for block in blocks])
    return message


def app_message(space: Workspace, text: str, blocks: list[Json] | None) -> Json:
    """A message of the app, not yet placed anywhere."""
    message: Json = {
        "type": "message",
        "user": BOT_USER_ID,
        "ts": space.new_ts(),
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "text": text,
        "team": TEAM_ID,
        "bot_profile": {
            "id": BOT_ID,
            "app_id": APP_ID,
            "name": space.app.name,
            "deleted": False,
            "team_id": TEAM_ID,
        },
    }
    if blocks:
        message["blocks"] = named_blocks(blocks)
    return message


def post(space: Workspace, channel: Channel, message: Json) -> Json:
    """Put a message into its channel or thread; returns it as stored."""
    parent = space.messages[channel.id].get(message.get("thread_ts", ""))
    mention = f"<@{BOT_USER_ID}>" in message["text"] and message["user"] != BOT_USER_ID
    space.keep(channel.id, message, *events.message_events(space, channel, message, mention=mention))
    if parent is not None and message["ts"] != parent["ts"]:
        if "thread_ts" not in parent:
            space.keep(channel.id, {**parent, "thread_ts": parent["ts"]})
        else:
            space.announce("message", channel=channel.id, message=space.shown(channel.id, parent))
    return message


def change(space: Workspace, channel: Channel, after: Json) -> Json:
    """Replace a message by one with the same ts; returns it as stored."""
    before = space.messages[channel.id][after["ts"]]
    space.keep(
        channel.id,
        after,
        *events.changed_event(
            space, channel, space.shown(channel.id, before), space.shown(channel.id, after)
        ),
    )
    return after


def delete(space: Workspace, channel: Channel, ts: str) -> None:
    """Remove a message; a thread's parent leaves a tombstone, as in Slack."""
    before = space.messages[channel.id][ts]
    if space.replies(channel.id, ts):
        tombstone = {
            "type": "message",
            "subtype": "tombstone",
            "text": "This message was deleted.",
            "user": "USLACKBOT",
            "hidden": True,
            "ts": ts,
            "thread_ts": ts,
        }
        change(space, channel, tombstone)
        return
    shown = space.shown(channel.id, before)
    space.keep(channel.id, before, *events.deleted_event(space, channel, shown), removed=ts)
    parent = space.messages[channel.id].get(before.get("thread_ts", ""))
    if parent is not None:
        space.announce("message", channel=channel.id, message=space.shown(channel.id, parent))


def react(space: Workspace, channel: Channel, message: Json, user: str, name: str) -> None:
    """Add somebody's reaction; RefusalError when it is no emoji's name or there already."""
    if not _EMOJI.fullmatch(name):
        raise RefusalError("invalid_name")
    reactions = [dict(reaction) for reaction in message.get("reactions", ())]
    mine = next((reaction for reaction in reactions if reaction["name"] == name), None)
    if mine is None:
        reactions.append({"name": name, "users": [user], "count": 1})
    elif user in mine["users"]:
        raise RefusalError("already_reacted")
    else:
        mine |= {"users": [*mine["users"], user], "count": mine["count"] + 1}
    space.keep(channel.id, {**message, "reactions": reactions})
