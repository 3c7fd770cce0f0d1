"""What a Web API method is given and how it is declared; the methods themselves stand in `methods_*`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.channels import Channel, Kind
from bot.sandbox.handles import Handles
from bot.sandbox.limits import Tier
from bot.sandbox.people import BOT_USER_ID
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way up: what was announced of it, and its bytes once they are there."""

    name: str
    alt_text: str
    size_bytes: int
    content: bytes | None = None


@dataclass(slots=True)
class Parts:
    """What methods work on; `origin` is the server's own address, `http://127.0.0.1:PORT`."""

    space: Workspace
    handles: Handles
    sockets: SocketMode
    origin: str = ""
    uploads: dict[str, Upload] = field(default_factory=dict)  # by file id


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its arguments by name, read and checked."""

    parts: Parts
    args: Json

    @property
    def space(self) -> Workspace:
        """The workspace."""
        return self.parts.space

    def need(self, scope: str) -> None:
        """Refuse the call when the manifest does not grant that scope."""
        scopes = self.space.app.scopes
        if scope not in scopes:
            raise RefusalError("missing_scope", needed=scope, provided=",".join(sorted(scopes)))

    def channel(self, *, name: str = "channel", member: bool = True, dm: bool = False) -> Channel:
        """The channel named by an argument, as far as the app sees it; `dm`: a user id means their DM."""
        wanted = self.args[name]
        if dm and wanted in self.space.people and wanted != BOT_USER_ID:
            return self.space.dm_of(wanted)
        channel = self.space.channels.get(wanted)
        if channel is None or (channel.kind is not Kind.PUBLIC and not self.space.is_member(channel)):
            raise RefusalError("channel_not_found")
        if member and not self.space.is_member(channel):
            raise RefusalError("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Json:
        """The message named by an argument."""
        message = self.space.messages[channel.id].get(self.args[name])
        if message is None or message.get("subtype") == "tombstone":
            raise RefusalError("message_not_found")
        return message

    def reply_to(self, channel: Channel) -> str | None:
        """The thread named by `thread_ts`; None when the message is to stand in the channel itself."""
        thread_ts: str | None = self.args.get("thread_ts")
        if not thread_ts:
            return None
        parent = self.space.messages[channel.id].get(thread_ts)
        if parent is None:
            raise RefusalError("thread_not_found")
        if parent.get("thread_ts", parent["ts"]) != parent["ts"]:
            raise RefusalError("cannot_reply_to_message")
        return thread_ts


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: `takes` its arguments, `scope` what every call needs, `token` whose: bot, app, any, none."""

    name: str
    handler: Handler
    takes: str
    scope: str | None
    tier: Tier
    token: str


BOT_TOKEN, APP_TOKEN, ANY_TOKEN, NO_TOKEN = "bot", "app", "any", "none"
METHODS: dict[str, Method] = {}


def method(
    name: str, takes: str = "", *, scope: str | None = None, tier: Tier = Tier.THREE, token: str = BOT_TOKEN
) -> Callable[[Handler], Handler]:
    """Declare a method; its tier as Slack's reference page of that method says."""

    def declare(handler: Handler) -> Handler:
        METHODS[name] = Method(name, handler, takes, scope, tier, token)
        return handler

    return declare
