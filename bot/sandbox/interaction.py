"""The payloads of commands and interactions as Slack forms them: what people did, as the app reads it."""

from __future__ import annotations

from bot.sandbox.call import Parts
from bot.sandbox.channels import Channel, Kind
from bot.sandbox.elements import elements_of
from bot.sandbox.events import VERIFICATION_TOKEN
from bot.sandbox.people import APP_ID, TEAM_DOMAIN, TEAM_ID
from bot.sandbox.refusal import Json

_NAMES = {Kind.IM: "directmessage", Kind.PRIVATE: "privategroup"}


class Payloads:
    """Builds payloads, with the trigger and the response address that go with each."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._space = parts.space
        self._handles = parts.handles

    def command(self, user: str, channel: Channel, command: str, text: str) -> Json:
        """A slash command (docs.slack.dev/interactivity/implementing-slash-commands), a flat form."""
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "team_domain": TEAM_DOMAIN,
            "channel_id": channel.id,
            "channel_name": _NAMES.get(channel.kind, channel.name),
            "user_id": user,
            "user_name": self._space.people[user].name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._response_url(self._handles.response_url(user, channel.id)),
            "trigger_id": self._handles.trigger(user),
        }

    def _common(self, kind: str, user: str, *, view_id: str | None = None) -> Json:
        person = self._space.people[user]
        return {
            "type": kind,
            "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
            "user": {"id": user, "username": person.name, "name": person.name, "team_id": person.team_id},
            "api_app_id": APP_ID,
            "token": VERIFICATION_TOKEN,
            "trigger_id": self._handles.trigger(user, view_id),
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def in_message(self, channel: Channel, message: Json) -> Json:
        """Where something in a message was used; an ephemeral one comes without the message, as at Slack."""
        ephemeral = bool(message.get("is_ephemeral"))
        container: Json = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        }
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        place = {"container": container, "channel": _named(channel)}
        return place if ephemeral else place | {"message": self._space.shown(channel.id, message)}

    def message_action(self, user: str, channel: Channel, message: Json, action: Json, state: Json) -> Json:
        """A press or choice in a message."""
        source = (message["ts"], bool(message.get("is_ephemeral")))
        url = self._handles.response_url(user, channel.id, thread_ts=_reply_to(message), source=source)
        return (
            self._common("block_actions", user)
            | self.in_message(channel, message)
            | {
                "state": {"values": state},
                "response_url": self._response_url(url),
                "actions": [action],
            }
        )

    def view_action(self, user: str, view: Json, action: Json, state: Json) -> Json:
        """A press or choice in a modal or in the Home tab."""
        place = in_view({**view, "state": {"values": state}})
        return self._common("block_actions", user, view_id=view["id"]) | place | {"actions": [action]}

    def suggestion(self, user: str, place: Json, block: Json, element: Json, typed: str) -> Json:
        """What somebody typed into an external select there."""
        payload = self._common("block_suggestion", user) | place
        del payload["trigger_id"]
        names = {"block_id": block["block_id"], "action_id": element["action_id"]}
        return payload | names | {"value": typed}

    def submission(self, user: str, view: Json, state: Json) -> Json:
        """A submitted modal."""
        urls = [
            {
                "block_id": block["block_id"],
                "action_id": element["action_id"],
                "channel_id": chosen,
                "response_url": self._response_url(self._handles.response_url(user, chosen)),
            }
            for block, element in elements_of(view["blocks"])
            if element.get("response_url_enabled")
            for chosen in state[block["block_id"]][element["action_id"]].values()
            if chosen in self._space.channels
        ]
        return self._common("view_submission", user, view_id=view["id"]) | {
            "view": {**view, "state": {"values": state}},
            "response_urls": urls,
        }

    def closed(self, user: str, view: Json, *, cleared: bool) -> Json:
        """A closed modal that asked to be told."""
        payload = self._common("view_closed", user) | {"view": view, "is_cleared": cleared}
        del payload["trigger_id"]
        return payload

    def shortcut(self, user: str, callback_id: str) -> Json:
        """A global shortcut: no channel, no response address."""
        return self._common("shortcut", user) | {
            "callback_id": callback_id,
            "action_ts": self._space.new_ts(),
        }

    def message_shortcut(self, user: str, channel: Channel, message: Json, callback_id: str) -> Json:
        """A shortcut of a message's menu."""
        url = self._handles.response_url(
            user, channel.id, thread_ts=_reply_to(message), source=(message["ts"], False)
        )
        return self._common("message_action", user) | {
            "callback_id": callback_id,
            "action_ts": self._space.new_ts(),
            "channel": _named(channel),
            "message_ts": message["ts"],
            "message": self._space.shown(channel.id, message),
            "response_url": self._response_url(url),
        }

    def _response_url(self, key: str) -> str:
        return f"{self._parts.origin}/response/{key}"


def in_view(view: Json) -> Json:
    """Where something in a modal or in the Home tab was used."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def _named(channel: Channel) -> Json:
    return {"id": channel.id, "name": _NAMES.get(channel.kind, channel.name)}


def _reply_to(message: Json) -> str | None:
    thread_ts = message.get("thread_ts")
    return str(thread_ts) if thread_ts and thread_ts != message["ts"] else None
