"""What people ask to see: references, one incident, help; and what a channel is set to."""

from __future__ import annotations

from bot.desk import replies
from bot.desk.means import Means
from bot.errors import UsageError
from bot.model import ChannelMode, Entry, Request, is_direct
from bot.store import Transaction, inbox, outbox
from bot.store.channels import load_mode, set_mode

MODES = {
    ChannelMode.ALL: "I read every message here and answer those that hold an SMTP error.",
    ChannelMode.MENTIONS: "I read only messages that mention me here.",
    ChannelMode.OFF: "I read nothing here any more. The message shortcut still works.",
}

CHANGE_MODE = "To change it: `/smtpcheck here all`, `/smtpcheck here mentions` or `/smtpcheck here off`."


class Looking:
    """Answers that change nothing, but for a channel's mode."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def reference(self, request: Request, word: str, *, in_thread: bool = False) -> None:
        """Answer with what a code or an entry means; raises UsageError for a code without a meaning."""
        knowledge = self._means.knowledge
        if word not in knowledge.entries and knowledge.reference(word) is None:
            raise UsageError(
                f"Nobody has given {word} a meaning. Paste the whole line to have its words read."
            )
        where = replies.public if in_thread else replies.private
        await self._means.answer(request, where(request, self._means.now(), "reference", subject=word))

    async def page(self, actor: str, entry_id: str) -> Entry:
        """Return the entry of a page's button; raises NotAllowedError for an outsider, who presses none."""
        await self._means.require_member(actor)
        entry = self._means.knowledge.entries.get(entry_id)
        if entry is None:
            raise UsageError("This page is gone. `/smtpcheck 535` leads to those of a number.")
        return entry

    async def help(self, request: Request) -> None:
        """Answer with what the bot can do for the asker."""
        outsider = (await self._means.directory.person(request.actor)).outsider
        subject = "outsider" if outsider else ""
        await self._means.answer(
            request, replies.private(request, self._means.now(), "help", subject=subject)
        )

    async def show(self, request: Request, incident_id: int) -> None:
        """Answer with one incident as it stands."""
        await self._means.require_visible(request.team, request.actor, incident_id)
        answer = replies.private(request, self._means.now(), "incident", subject=str(incident_id))
        await self._means.answer(request, answer)

    async def mode(self, request: Request, mode: ChannelMode | None) -> None:
        """Set what the bot does where the command was typed, or only say it.

        Raises UsageError in a direct message.
        """
        means, channel = self._means, request.channel or ""
        await means.require_member(request.actor)
        if is_direct(channel):
            raise UsageError("In a direct message I always answer. Use this command in a channel.")
        joined = await means.directory.joined(channel)
        now = means.now()

        def job(db: Transaction) -> None:
            if mode is not None:
                set_mode(db, team=request.team, channel=channel, mode=mode, actor=request.actor, at=now)
            text = MODES[mode or load_mode(db, request.team, channel)]
            text = text if joined else f"I am not here yet. After `/invite @smtpcheck`: {text}"
            text = text if mode is not None else f"{text} {CHANGE_MODE}"
            outbox.put_once(db, replies.private(request, now, "notice", text=text))
            inbox.done(db, request.key, now)

        await means.store.write(job)
