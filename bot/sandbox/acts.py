"""What people do in the workspace: say, edit, delete, join. What the app must acknowledge is in `asks`.

Each act checks what Slack's client would not let somebody do; ActError carries a sentence for them.
"""

from __future__ import annotations

import base64

from bot.sandbox import events, messages, typed
from bot.sandbox.channels import Channel, Kind
from bot.sandbox.limits import FILE_BYTES, REQUEST_BYTES, TEXT_CHARS
from bot.sandbox.methods_files import build_file, share
from bot.sandbox.people import BOT_USER_ID, USERGROUPS
from bot.sandbox.people import Kind as PersonKind
from bot.sandbox.refusal import Json
from bot.sandbox.workspace import Workspace

TOO_LARGE = (
    f"This workspace takes files up to {FILE_BYTES // 1_000_000} MB, {REQUEST_BYTES // 1_000_000} MB at once."
)

NOTHING_TO_SEND = "There is nothing to send."


class ActError(Exception):
    """Something this person cannot do here; the text says why."""


def names_of(space: Workspace) -> typed.Names:
    """What can be mentioned in the workspace."""
    return typed.Names(
        users={person.name.lower(): person.id for person in space.people.values()},
        groups={group.handle: group.id for group in USERGROUPS},
        channels={c.name: c.id for c in space.channels.values() if c.kind is not Kind.IM},
    )


def channel_for(space: Workspace, user: str, channel_id: object, *, member: bool = True) -> Channel:
    """The channel, when that person sees it."""
    channel = space.channels.get(str(channel_id))
    person = space.people.get(user)
    if person is None or person.kind is PersonKind.BOT:
        raise ActError("Nobody of that id can be acted as.")
    outside = person.kind is not PersonKind.MEMBER
    if channel is None or (user not in channel.members and (channel.kind is not Kind.PUBLIC or outside)):
        raise ActError("There is no such channel for this person.")
    if member and user not in channel.members:
        raise ActError(f"Join #{channel.name} first.")
    return channel


def say(
    space: Workspace,
    user: str,
    channel_id: object,
    text: str,
    *,
    thread_ts: str | None = None,
    broadcast: bool = False,
    files: tuple[str, ...] = (),
) -> str:
    """Post what somebody typed; returns its ts."""
    channel = channel_for(space, user, channel_id)
    if channel.archived:
        raise ActError(f"#{channel.name} is archived.")
    if channel.kind is Kind.IM and not space.app.messages_tab:
        raise ActError("Sending messages to this app has been turned off.")
    if not text.strip() and not files:
        raise ActError(NOTHING_TO_SEND)
    written = _written(space, text)
    message = messages.person_message(space, user, written.text, written.blocks)
    if thread_ts:
        if thread_ts not in space.messages[channel.id]:
            raise ActError("That thread is gone.")
        message["thread_ts"] = thread_ts
        if broadcast:
            message["subtype"] = "thread_broadcast"
    if files:
        if any(file not in space.files for file in files):
            raise ActError("One of the files is gone; upload it again.")
        return str(share(space, channel, message, [space.files[file] for file in files])["ts"])
    _hint_absent(space, user, channel, written.text)
    return str(messages.post(space, channel, message)["ts"])


def _written(space: Workspace, text: str) -> typed.Typed:
    if len(text) > TEXT_CHARS:
        raise ActError(f"Slack takes {TEXT_CHARS:,} characters in a message: upload longer text as a file.")
    return typed.type_text(text, names_of(space))


def _hint_absent(space: Workspace, user: str, channel: Channel, text: str) -> None:
    if f"<@{BOT_USER_ID}>" in text and not space.is_member(channel):
        name = space.app.name
        space.notify(
            user, channel.id, f"You mentioned @{name}, but it is not in this channel: /invite @{name}"
        )


def store_file(space: Workspace, origin: str, user: str, name: str, content: bytes) -> str:
    """Keep a file somebody chose; returns its id. It is shared when a message carries it."""
    if user not in space.people:
        raise ActError("Nobody of that id can be acted as.")
    if len(content) > FILE_BYTES:
        raise ActError(TOO_LARGE)
    file_id = space.new_id("F")
    file = build_file(space, origin, file_id=file_id, name=name or "file", user=user, content=content)
    space.keep_file(file, shared=False)
    return file_id


def content_of(act: Json) -> bytes:
    """The bytes of an `upload` act, given as text or base64."""
    if "content_base64" not in act:
        return str(act.get("content", "")).encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(str(act["content_base64"]), validate=True)
    except ValueError as error:
        raise ActError("content_base64 is not base64.") from error


def _require_member(space: Workspace, user: str) -> None:
    if space.people[user].kind is not PersonKind.MEMBER:
        raise ActError("Only members of this workspace can do that.")


def own_message(space: Workspace, user: str, channel_id: object, ts: object) -> tuple[Channel, Json]:
    """A message that person wrote, with its channel."""
    channel = channel_for(space, user, channel_id)
    message = space.messages[channel.id].get(str(ts))
    if message is None:
        raise ActError("That message is gone.")
    if message["user"] != user:
        raise ActError("Only its writer can change a message.")
    return channel, message


def edit(space: Workspace, user: str, channel_id: object, ts: object, text: str) -> None:
    """Change one's own message."""
    channel, before = own_message(space, user, channel_id, ts)
    if not text.strip() and not before.get("files"):
        raise ActError(NOTHING_TO_SEND)
    written = _written(space, text)
    after = {**before, "text": written.text, "edited": {"user": user, "ts": space.new_ts()}}
    after["blocks"] = messages.named_blocks([{**block, "block_id": None} for block in written.blocks])
    messages.change(space, channel, after)


def delete(space: Workspace, user: str, channel_id: object, ts: object) -> None:
    """Delete one's own message."""
    channel, message = own_message(space, user, channel_id, ts)
    messages.delete(space, channel, message["ts"])


def join(space: Workspace, user: str, channel_id: object) -> None:
    """Enter a public channel."""
    channel = channel_for(space, user, channel_id, member=False)
    if user not in channel.members:
        _membership(space, channel.joined_by(user), user, joined=True)


def leave(space: Workspace, user: str, channel_id: object) -> None:
    """Go out of a channel."""
    channel = channel_for(space, user, channel_id)
    if channel.kind is Kind.IM:
        raise ActError("A direct message cannot be left.")
    _membership(space, channel.left_by(user), user, joined=False)


def move_bot(space: Workspace, user: str, channel_id: object, *, into: bool) -> None:
    """Add the app to a channel or remove it."""
    channel = channel_for(space, user, channel_id)
    _require_member(space, user)
    if channel.kind is Kind.IM:
        raise ActError("The app is always in its direct messages.")
    if space.is_member(channel) != into:
        changed = channel.joined_by(BOT_USER_ID) if into else channel.left_by(BOT_USER_ID)
        _membership(space, changed, BOT_USER_ID, joined=into)


def _membership(space: Workspace, changed: Channel, user: str, *, joined: bool) -> None:
    space.put_channel(changed)
    for event in events.member_event(space, changed, user, joined=joined):
        space.emit(event)


def create_channel(space: Workspace, user: str, name: str, *, private: bool) -> str:
    """Make a channel with oneself in it; returns its id."""
    _require_member(space, user)
    name = name.strip().lstrip("#").lower()
    if not name or len(name) > 80 or not all(c.isalnum() or c in "-_" for c in name):
        raise ActError("A channel's name has letters, digits, - and _ only, at most 80.")
    if space.channel_named(name) is not None:
        raise ActError(f"#{name} is there already.")
    channel = Channel(space.new_id("C"), name, Kind.PRIVATE if private else Kind.PUBLIC, (user,))
    space.put_channel(channel)
    return channel.id


def open_home(space: Workspace, user: str, tab: str) -> None:
    """Look at the app's Home or Messages tab."""
    for event in events.home_event(space, user, tab):
        space.emit(event)
