"""The manifest and the code say the same: what is listened to, what is granted, what is called."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handlers.command import COMMAND
from handlers.shortcut import CALLBACK

ROOT = Path(__file__).parent.parent
MANIFEST = json.loads((ROOT / "manifest.json").read_text("utf-8"))
SOURCES = {
    path: path.read_text("utf-8")
    for folder in ("handlers", "bot/delivery", "bot/desk")
    for path in (ROOT / folder).glob("*.py")
}

# https://docs.slack.dev/reference/methods, "Bot scopes"; a method that serves several kinds of channel
# needs the scope of each kind the bot works in.
NEEDED = {
    "apps.connections.open": set(),  # the app-level token's connections:write
    "auth.test": set(),
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read", "im:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "usergroups.list": {"usergroups:read"},
    "users.conversations": {"channels:read", "groups:read"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
# https://docs.slack.dev/reference/events
EVENTS = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
}
SDK = {
    "auth_test": "auth.test",
    "apps_connections_open": "apps.connections.open",
    "views_open": "views.open",
    "views_push": "views.push",
    "views_update": "views.update",
}


def called_methods() -> set[str]:
    found: set[str] = set()
    for text in SOURCES.values():
        found |= set(
            re.findall(r'"((?:apps|auth|chat|conversations|files|usergroups|users|views)\.[A-Za-z.]+)"', text)
        )
        found |= {SDK[name] for name in re.findall(r"client\.([a-z]+(?:_[a-z]+)+)\b", text) if name in SDK}
        unknown = set(re.findall(r"client\.([a-z]+_[a-z_]+)", text)) - set(SDK) - {"api_call", "base_url"}
        found.discard("files.slack.com")  # a host
        assert not unknown - {"wss_uri", "aiohttp_client_session"}, (
            f"an SDK method this test does not know: {unknown}"
        )
    return found


def test_every_method_that_is_called_is_known_here_and_every_known_one_is_called():
    assert called_methods() == set(NEEDED)


def test_the_scopes_are_exactly_those_that_something_needs():
    needed = {"commands"}.union(*NEEDED.values(), *EVENTS.values())
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed
    assert set(MANIFEST["oauth_config"]["scopes"]) == {"bot"}


def test_every_event_has_a_listener_and_every_listener_an_event():
    heard = {name for text in SOURCES.values() for name in re.findall(r'@app\.event\("([a-z_]+)"\)', text)}
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert set(subscribed) == set(EVENTS)
    assert {name.partition(".")[0] for name in subscribed} == heard


def test_the_command_and_the_shortcut_are_the_ones_listened_to():
    assert [command["command"] for command in MANIFEST["features"]["slash_commands"]] == [COMMAND]
    shortcuts = MANIFEST["features"]["shortcuts"]
    assert [(one["type"], one["name"], one["callback_id"]) for one in shortcuts] == [
        ("message", "Diagnose this error", CALLBACK)
    ]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("socket_mode_enabled", True),
        ("interactivity", {"is_enabled": True}),
        ("token_rotation_enabled", False),
        ("org_deploy_enabled", False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_app_works_in_one_workspace_by_socket_mode(setting, value):
    assert MANIFEST["settings"][setting] == value


def test_people_can_write_to_the_bot_and_open_its_home():
    assert MANIFEST["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_the_usage_hint_names_only_verbs_that_exist():
    from handlers.command import VERBS

    hint = MANIFEST["features"]["slash_commands"][0]["usage_hint"]
    words = {word.split()[0] for word in re.findall(r"\b[a-z]+", hint)} - {"error", "text"}
    assert words <= set(VERBS)
