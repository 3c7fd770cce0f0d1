"""What the app's manifest grants and registers: scopes, commands, shortcuts, events.

Reads the JSON of `manifest.json`; sends and grants nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.refusal import Json


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `escapes` says whether mentions in its text arrive as ids (`should_escape`)."""

    name: str
    description: str
    hint: str
    escapes: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut; `kind` is `message` or `global`."""

    kind: str
    name: str
    callback_id: str
    description: str


@dataclass(frozen=True, slots=True)
class App:
    """The app as its manifest describes it; `scopes` are the bot token's."""

    name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    home: bool
    messages_tab: bool


# Which scope an event needs, by its page below docs.slack.dev/reference/events; None: no scope.
EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "file_shared": "files:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


def read_manifest(manifest: Json) -> App:
    """The app of that manifest (docs.slack.dev/reference/app-manifest).

    ValueError for an event whose scope is not asked for, or that this workspace does not have.
    """
    features = manifest.get("features", {})
    home = features.get("app_home", {})
    settings = manifest.get("settings", {})
    scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    events = frozenset(settings.get("event_subscriptions", {}).get("bot_events", ()))
    for event in sorted(events):
        if event not in EVENT_SCOPES:
            raise ValueError(f"the manifest subscribes to {event}, which this workspace does not have")
        needed = EVENT_SCOPES[event]
        if needed is not None and needed not in scopes:
            raise ValueError(f"the manifest subscribes to {event} without the scope {needed}")
    return App(
        name=features.get("bot_user", {}).get("display_name", manifest["display_information"]["name"]),
        scopes=scopes,
        events=events,
        commands=tuple(
            Command(
                c["command"],
                c.get("description", ""),
                c.get("usage_hint", ""),
                bool(c.get("should_escape", False)),
            )
            for c in features.get("slash_commands", ())
        ),
        shortcuts=tuple(
            Shortcut(s["type"], s["name"], s["callback_id"], s.get("description", ""))
            for s in features.get("shortcuts", ())
        ),
        home=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
    )
