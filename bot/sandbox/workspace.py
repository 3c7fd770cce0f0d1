"""The local workspace's state: who is there, what was said, what each person sees; and what changed.

Keeps the rules that belong to state (one ts once, who is a member); what a person or the app may do
stands in `acts` and the `methods_*` modules. Knows nothing of HTTP. One event loop, no locks.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from itertools import count

from bot.sandbox import people
from bot.sandbox.channels import Channel, Kind, channel_from_json, channel_to_json, first_channels
from bot.sandbox.clock import Clock
from bot.sandbox.journal import Journal, Record
from bot.sandbox.manifest import App, read_manifest
from bot.sandbox.people import BOT_USER_ID, PEOPLE, Person
from bot.sandbox.refusal import Json

Change = Json
Listener = Callable[[Change], None]


class Workspace:
    """One team with its people, channels, messages and what only one person sees.

    `messages` maps a channel to its messages by ts, oldest first; `ephemerals` a person to theirs by
    (channel, ts); `modals` a person to their stack, the top last; `events` holds what the app has not
    acknowledged yet, by event id. `on_event` is called with each new one.
    """

    def __init__(self, *, clock: Clock, journal: Journal, manifest: Json) -> None:
        self.clock = clock
        self.app: App = read_manifest(manifest)
        self.people: dict[str, Person] = {p.id: p for p in (*PEOPLE, people.app_person(self.app.name))}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Json]] = {}
        self.files: dict[str, Json] = {}
        self.events: dict[str, Json] = {}
        self.ephemerals: dict[str, dict[tuple[str, str], Json]] = {}
        self.modals: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}
        self.notices: dict[str, dict[str, Json]] = {}
        self.seq = 0
        self.on_event: Callable[[Json], None] = _nobody
        self._journal = journal
        self._listeners: list[Listener] = []
        self._last_ts = 0
        self._threads: dict[tuple[str, str], dict[str, Json]] = {}  # channel and parent: replies by ts
        self._ids = count(1)
        self._restore(journal.load())

    # What changed

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call that with every change from now on; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, kind: str, **fields: object) -> None:
        """Tell every listener of a change, numbered."""
        self.seq += 1
        for listener in tuple(self._listeners):
            listener({"seq": self.seq, "type": kind, **fields})

    # Names and numbers

    def new_ts(self) -> str:
        """A message's time, never given before, always later than the last one."""
        self._last_ts = max(int(self.clock.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id nobody else has, in Slack's form: a letter or two and capitals."""
        return prefix + secrets.token_hex(5).upper()[: 11 - len(prefix)]

    # Channels

    def put_channel(self, channel: Channel) -> None:
        """Add or replace a channel."""
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})
        self._journal.write(("channel", channel.id, channel_to_json(channel)))
        self.announce("channel", channel=self.channel_view(channel))

    def channel_view(self, channel: Channel) -> Json:
        """The channel as the page sees it."""
        said = self.messages.get(channel.id)
        return {**channel_to_json(channel), "last_ts": next(reversed(said)) if said else None}

    def dm_of(self, user: str) -> Channel:
        """The person's direct message with the app."""
        return next(c for c in self.channels.values() if c.kind is Kind.IM and c.user == user)

    def channel_named(self, name: str) -> Channel | None:
        """The channel of that name, else None."""
        return next((c for c in self.channels.values() if c.kind is not Kind.IM and c.name == name), None)

    # Messages and files

    def keep(self, channel: str, message: Json, *events: Json, removed: str | None = None) -> None:
        """Store a new or changed message (or remove one by `removed`) and the events that follow, as one."""
        records: list[Record] = []
        if removed is None:
            self._place(channel, message)
            records.append(("message", f"{channel}/{message['ts']}", message))
        else:
            self.messages[channel].pop(removed, None)
            self._threads.get((channel, message.get("thread_ts", "")), {}).pop(removed, None)
            records.append(("message", f"{channel}/{removed}", None))
        for event in events:
            self.events[event["event_id"]] = event
            records.append(("event", event["event_id"], event))
        self._journal.write(*records)
        if removed is None:
            self.announce("message", channel=channel, message=self.shown(channel, message))
        else:
            self.announce("message_removed", channel=channel, ts=removed)
        for event in events:
            self.on_event(event)

    def _place(self, channel: str, message: Json) -> None:
        self.messages[channel][message["ts"]] = message
        thread_ts = str(message.get("thread_ts", message["ts"]))
        if thread_ts != message["ts"]:
            self._threads.setdefault((channel, thread_ts), {})[message["ts"]] = message

    def emit(self, event: Json) -> None:
        """Store and send an event that belongs to no message."""
        self.events[event["event_id"]] = event
        self._journal.write(("event", event["event_id"], event))
        self.on_event(event)

    def event_done(self, event_id: str) -> None:
        """Forget an event that was acknowledged or given up."""
        if self.events.pop(event_id, None) is not None:
            self._journal.write(("event", event_id, None))

    def replies(self, channel: str, thread_ts: str) -> list[Json]:
        """The replies of a thread, oldest first, without its parent."""
        return list(self._threads.get((channel, thread_ts), {}).values())

    def shown(self, channel: str, message: Json) -> Json:
        """The message as history and page show it: a parent with its counts, metadata left out."""
        shown = {key: value for key, value in message.items() if key != "metadata"}
        if message.get("thread_ts") != message["ts"]:
            return shown
        replies = self.replies(channel, message["ts"])
        users = list(dict.fromkeys(reply["user"] for reply in replies))
        return {
            **shown,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "reply_users": users[:5],
            "latest_reply": replies[-1]["ts"] if replies else None,
            "is_locked": False,
            "subscribed": True,
        }

    def keep_file(self, file: Json, *, shared: bool) -> None:
        """Store a file with its content (`content_base64`).

        Only a shared one outlives the process: a file given to a form may hold passwords.
        """
        self.files[file["id"]] = file
        if shared:
            self._journal.write(("file", file["id"], file))

    # What one person sees

    def put_ephemeral(self, user: str, channel: str, message: Json) -> None:
        """Show a message to one person only."""
        self.ephemerals.setdefault(user, {})[channel, message["ts"]] = message
        self.announce("ephemeral", user=user, channel=channel, message=message)

    def drop_ephemeral(self, user: str, channel: str, ts: str) -> None:
        """Take it away again."""
        if self.ephemerals.get(user, {}).pop((channel, ts), None) is not None:
            self.announce("ephemeral_removed", user=user, channel=channel, ts=ts)

    def put_modals(self, user: str, views: list[Json]) -> None:
        """Replace a person's stack of modals."""
        self.modals[user] = views
        self.announce("modals", user=user, views=views)

    def put_home(self, user: str, view: Json) -> None:
        """Publish a person's Home tab."""
        self.homes[user] = view
        self.announce("home", user=user, view=view)

    def notify(self, user: str, channel: str | None, text: str) -> None:
        """Slack's own words to one person."""
        identity = f"N{next(self._ids)}"
        notice: Json = {"id": identity, "channel": channel, "ts": self.new_ts(), "text": text}
        self.notices.setdefault(user, {})[identity] = notice
        self.announce("notice", user=user, notice=notice)

    # Beginning and end

    def reset(self) -> None:
        """Make the workspace as it was at first; what the app had not acknowledged is forgotten."""
        self._journal.clear()
        for kept in (self.channels, self.messages, self.files, self.events, self._threads):
            kept.clear()
        for shown in (self.ephemerals, self.modals, self.homes, self.notices):
            shown.clear()
        self._restore({})
        self.announce("reset")

    def _restore(self, kept: dict[str, dict[str, Json]]) -> None:
        channels = [channel_from_json(source) for source in kept.get("channel", {}).values()]
        for channel in channels or first_channels():
            self.channels[channel.id] = channel
            self.messages[channel.id] = {}
            if not channels:
                self._journal.write(("channel", channel.id, channel_to_json(channel)))
        for key, message in sorted(kept.get("message", {}).items(), key=lambda item: str(item[1]["ts"])):
            self._place(key.partition("/")[0], message)
            self._last_ts = max(self._last_ts, int(message["ts"].replace(".", "")))
        self.files = dict(kept.get("file", {}))
        self.events = dict(kept.get("event", {}))

    def is_member(self, channel: Channel, user: str = BOT_USER_ID) -> bool:
        """Whether that user (the app by default) is in the channel."""
        return user in channel.members

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()


def _nobody(_event: Json) -> None:
    """Nobody is told of events before the server is up."""
