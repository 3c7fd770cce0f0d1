"""Everything somebody can do, by the name the page gives it (docs/sandbox-page-api.md, section 3).

Reads the act's fields and passes them to `acts` or `asks`; keeps no rule of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.sandbox import acts, messages
from bot.sandbox.acts import ActError
from bot.sandbox.asks import Asks
from bot.sandbox.call import Parts
from bot.sandbox.people import BOT_USER_ID
from bot.sandbox.refusal import Json, RefusalError

_NO_REACTION = {
    "invalid_name": "There is no such emoji.",
    "already_reacted": "You reacted with that one already.",
}


class Actors:
    """Does what one person does; `act` is all the page and tests need."""

    def __init__(self, parts: Parts, asks: Asks) -> None:
        self._parts = parts
        self._space = parts.space
        self._asked: dict[str, Callable[[str, Json], Awaitable[Json]]] = {
            "command": asks.command,
            "press": asks.press,
            "suggest": asks.suggest,
            "submit": asks.submit,
            "close": asks.close,
            "message_shortcut": asks.message_shortcut,
            "global_shortcut": asks.global_shortcut,
        }
        self._done: dict[str, Callable[[str, Json], Json]] = {
            "say": self.say,
            "upload": self._upload,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "open_home": self._open_home,
            "dismiss": self._dismiss,
            "join": self._join,
            "leave": self._leave,
            "add_bot": self._add_bot,
            "remove_bot": self._remove_bot,
            "create_channel": self._create_channel,
        }

    async def act(self, act: Json) -> Json:
        """The act's answer, `{"ok": True, ...}`, or `ok` False with a sentence; `bad` marks nonsense."""
        user, name = str(act.get("as")), str(act.get("do"))
        if user not in self._space.people or user == BOT_USER_ID:
            return {"ok": False, "error": "Nobody of that id can be acted as.", "bad": True}
        try:
            if name in self._asked:
                result = await self._asked[name](user, act)
            elif name in self._done:
                result = self._done[name](user, act)
            else:
                return {"ok": False, "error": f"There is no act {name!r}.", "bad": True}
        except ActError as error:
            return {"ok": False, "error": str(error)}
        return {"ok": True, **result}

    def say(self, user: str, act: Json) -> Json:
        """Post a message, with files perhaps."""
        files = act.get("files") or []
        if not isinstance(files, list):
            raise ActError("files is a list of ids.")
        ts = acts.say(
            self._space,
            user,
            act.get("channel"),
            str(act.get("text", "")),
            thread_ts=str(act["thread_ts"]) if act.get("thread_ts") else None,
            broadcast=bool(act.get("broadcast")),
            files=tuple(str(file) for file in files),
        )
        return {"ts": ts}

    def _upload(self, user: str, act: Json) -> Json:
        content = acts.content_of(act)
        file = acts.store_file(self._space, self._parts.origin, user, str(act.get("name", "")), content)
        return {**self.say(user, {**act, "files": [file]}), "files": [file]}

    def _edit(self, user: str, act: Json) -> Json:
        acts.edit(self._space, user, act.get("channel"), act.get("ts"), str(act.get("text", "")))
        return {}

    def _delete(self, user: str, act: Json) -> Json:
        acts.delete(self._space, user, act.get("channel"), act.get("ts"))
        return {}

    def _react(self, user: str, act: Json) -> Json:
        channel = acts.channel_for(self._space, user, act.get("channel"))
        message = self._space.messages[channel.id].get(str(act.get("ts")))
        if message is None:
            raise ActError("That message is gone.")
        try:
            messages.react(self._space, channel, message, user, str(act.get("name", "")))
        except RefusalError as refusal:
            raise ActError(_NO_REACTION[refusal.error]) from refusal
        return {}

    def _open_home(self, user: str, act: Json) -> Json:
        acts.open_home(self._space, user, str(act.get("tab") or "home"))
        return {}

    def _dismiss(self, user: str, act: Json) -> Json:
        if act.get("notice"):
            self._space.notices.get(user, {}).pop(str(act["notice"]), None)
        else:
            self._space.drop_ephemeral(user, str(act.get("channel")), str(act.get("ts")))
        return {}

    def _join(self, user: str, act: Json) -> Json:
        acts.join(self._space, user, act.get("channel"))
        return {}

    def _leave(self, user: str, act: Json) -> Json:
        acts.leave(self._space, user, act.get("channel"))
        return {}

    def _add_bot(self, user: str, act: Json) -> Json:
        acts.move_bot(self._space, user, act.get("channel"), into=True)
        return {}

    def _remove_bot(self, user: str, act: Json) -> Json:
        acts.move_bot(self._space, user, act.get("channel"), into=False)
        return {}

    def _create_channel(self, user: str, act: Json) -> Json:
        private = bool(act.get("private"))
        return {"channel": acts.create_channel(self._space, user, str(act.get("name", "")), private=private)}
