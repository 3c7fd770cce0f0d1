"""Builds the events an app is told of, in the envelope of the Events API. Pure but for ids and time.

Which of them the app subscribed to stands in its manifest; membership decides the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.channels import Channel, Kind
from bot.sandbox.people import APP_ID, BOT_USER_ID, TEAM_ID
from bot.sandbox.refusal import Json
from bot.sandbox.workspace import Workspace

VERIFICATION_TOKEN = "local-verification-token"  # noqa: S105 - Slack's long deprecated token, a word by design
_SUBSCRIPTIONS = {Kind.PUBLIC: "message.channels", Kind.PRIVATE: "message.groups", Kind.IM: "message.im"}
_CHANNEL_TYPES = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.IM: "im"}


def wrap(space: Workspace, event: Json, *, shared: bool = False) -> Json:
    """The outer event (docs.slack.dev/apis/events-api, "Callback field")."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": space.new_id("Ev"),
        "event_time": int(space.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER_ID,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": space.new_id("4-"),
    }


def message_events(space: Workspace, channel: Channel, message: Json, *, mention: bool) -> Iterator[Json]:
    """What the app hears of a new message: `message`, and `app_mention` as well when it is named."""
    if not space.is_member(channel):
        return
    event = {
        **{key: value for key, value in message.items() if key != "metadata"},
        "channel": channel.id,
        "event_ts": message["ts"],
        "channel_type": _CHANNEL_TYPES[channel.kind],
    }
    if channel.shared and "files" in event:
        # docs.slack.dev/reference/objects/file-object: in a shared channel one has to ask files.info.
        event["files"] = [
            {"id": file["id"], "mode": "file_access", "file_access": "check_file_info", "user": file["user"]}
            for file in event["files"]
        ]
    team = message["team"]
    if team != TEAM_ID:
        # Slack Connect: who writes belongs to another organisation (docs.slack.dev/apis/slack-connect).
        event |= {"user_team": team, "source_team": team}
    # Slack sends both, each with an event id of its own, in no promised order.
    if mention and channel.kind is not Kind.IM and "app_mention" in space.app.events:
        named = {key: value for key, value in event.items() if key != "channel_type"}
        yield wrap(space, {**named, "type": "app_mention"}, shared=channel.shared)
    if _SUBSCRIPTIONS[channel.kind] in space.app.events:
        yield wrap(space, event, shared=channel.shared)
    if "file_shared" in space.app.events:
        yield from (_file_shared(space, channel, message, file["id"]) for file in message.get("files", ()))


def _file_shared(space: Workspace, channel: Channel, message: Json, file_id: str) -> Json:
    event = {
        "type": "file_shared",
        "file_id": file_id,
        "user_id": message["user"],
        "file": {"id": file_id},
        "channel_id": channel.id,
        "event_ts": message["ts"],
    }
    return wrap(space, event, shared=channel.shared)


def changed_event(space: Workspace, channel: Channel, before: Json, after: Json) -> Iterator[Json]:
    """What the app hears of an edit (docs.slack.dev/reference/events/message/message_changed)."""
    yield from _hidden(
        space, channel, {"subtype": "message_changed", "message": after, "previous_message": before}
    )


def deleted_event(space: Workspace, channel: Channel, before: Json) -> Iterator[Json]:
    """What the app hears of a deletion (docs.slack.dev/reference/events/message/message_deleted)."""
    yield from _hidden(
        space, channel, {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before}
    )


def _hidden(space: Workspace, channel: Channel, fields: Json) -> Iterator[Json]:
    if not space.is_member(channel) or _SUBSCRIPTIONS[channel.kind] not in space.app.events:
        return
    ts = space.new_ts()
    event = {
        "type": "message",
        **fields,
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": _CHANNEL_TYPES[channel.kind],
    }
    yield wrap(space, event, shared=channel.shared)


def member_event(space: Workspace, channel: Channel, user: str, *, joined: bool) -> Iterator[Json]:
    """What the app hears when somebody joins or leaves a channel it is in."""
    kind = "member_joined_channel" if joined else "member_left_channel"
    if kind in space.app.events and (space.is_member(channel) or user == BOT_USER_ID):
        event = {
            "type": kind,
            "user": user,
            "channel": channel.id,
            "channel_type": "C" if channel.kind is Kind.PUBLIC else "G",
            "team": TEAM_ID,
            "event_ts": space.new_ts(),
        }
        yield wrap(space, event, shared=channel.shared)


def home_event(space: Workspace, user: str, tab: str) -> Iterator[Json]:
    """What the app hears when somebody opens its Home or Messages tab."""
    if "app_home_opened" in space.app.events:
        event: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": space.dm_of(user).id,
            "tab": tab,
            "event_ts": space.new_ts(),
        }
        if tab == "home" and user in space.homes:
            event["view"] = space.homes[user]
        yield wrap(space, event)
