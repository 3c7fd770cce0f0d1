"""Takes a request for good before Slack hears "taken", or drops it without a trace.

A message nobody addressed to the bot and that holds no SMTP error leaves no row and no id; nor does one
whose error may be any program's.
What is kept is redacted first. Must not answer anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.delivery.disk import Disk
from bot.desk.reader import Reader
from bot.errors import NotKeptError
from bot.model import DELETED, MENTION, SECRETS, UNADDRESSED, ChannelMode, Request
from bot.parse.redact import redact
from bot.parse.written.slack_text import undo_slack
from bot.store import Store, Transaction, inbox
from bot.store.channels import load_mode

SPOKEN = frozenset({"note", "reason", "csv", "unread", "reply", "customer"})
"""Fields that hold what a person wrote; the others are ids and choices."""


class Inbox:
    """The door for everything Slack sends; `on_kept` wakes the worker."""

    def __init__(
        self,
        store: Store,
        reader: Reader,
        now: Callable[[], datetime],
        on_kept: Callable[[], None],
        disk: Disk,
    ) -> None:
        self._store = store
        self._reader = reader
        self._now = now
        self._on_kept = on_kept
        self._disk = disk

    async def accept(self, request: Request) -> None:
        """Keep the request, its secrets taken out; returns once it is on the disk, or dropped.

        Raises NotKeptError when it could not be written: then it was not taken.
        """
        kept, now = _redacted(request), self._now()
        if UNADDRESSED in kept.fields and not await self._holds_something(kept):
            return
        try:
            taken = await self._store.write(lambda db: _is_wanted(db, kept) and inbox.add(db, kept, now))
        except NotKeptError as error:
            self._disk.refused(error)
            raise
        if taken:
            self._disk.took()
            self._on_kept()

    async def holds_error(self, text: str) -> bool:
        """Whether what somebody typed holds an error of mail; nothing of it is kept."""
        return (await self._reader.read(text)).is_error

    async def _holds_something(self, request: Request) -> bool:
        """Whether the message holds an error of mail, or a file, which must be fetched to be judged."""
        if "files" in request.fields or "csv" in request.fields:
            return True
        reading = await self._reader.read(request.text)
        return reading.is_error and reading.shows_mail


def _is_wanted(db: Transaction, request: Request) -> bool:
    if DELETED in request.fields:
        place = (request.team, request.channel or "", request.ts or "")
        # What waits of it is answered no more; of what is in hand the words go afterwards.
        return inbox.drop_message(db, *place) or inbox.knows_message(db, *place)
    if UNADDRESSED not in request.fields and MENTION not in request.fields:
        return True
    mode = load_mode(db, request.team, request.channel or "")
    return mode is ChannelMode.ALL or (mode is ChannelMode.MENTIONS and MENTION in request.fields)


def _redacted(request: Request) -> Request:
    text = redact(undo_slack(_clean(request.text)))
    fields = {name: _clean(value) for name, value in request.fields.items()}
    spoken = {name: redact(value) for name, value in fields.items() if name in SPOKEN}
    fields |= {name: redacted.text for name, redacted in spoken.items()}
    secrets = text.secrets + sum(redacted.secrets for redacted in spoken.values())
    if secrets:
        fields[SECRETS] = str(secrets)
    return replace(request, text=text.text, fields=fields)


def _clean(text: str) -> str:
    # JSON may carry half a surrogate pair, which no database takes.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
