"""A paste is answered: read, recognised, opened as an incident or counted as the same error.

Everything an answer consists of is written in one transaction with the end of its inbox row.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.cards.notices import (
    CHANGED_SINCE,
    SHOWN_TO_NOBODY,
    TO_CHECK,
    files_left_out,
)
from bot.desk import replies
from bot.desk.found import MOST_FILES, Found, read_request
from bot.desk.learning import put_new_wave
from bot.desk.means import Means
from bot.desk.redrawing import owe_card
from bot.desk.waiting import ask_when_waited
from bot.errors import BusyError, UsageError
from bot.meaning import meant_question, meant_reference, providers_asked
from bot.model import EDITED, MENTION, SECRETS, Finding, Incident, Outgoing, Request, What, is_direct
from bot.page_search import cause_or_page, entries_about, entries_named
from bot.parse.talk.not_arrived import tells_not_arrived
from bot.store import Transaction, inbox, outbox, records
from bot.store.incidents import blank_paste, open_incident, post_in_channel
from bot.store.retention import empty_log
from bot.store.whereabouts import opened_incident


class Pastes:
    """Answers pastes, wherever they come from."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def answer_message(self, request: Request, hint: str = "") -> None:
        """Answer a message, mention or upload in its thread; without an error it is told so and forgotten.

        `hint` is what to say where there is no error in it, empty when there is nothing better to say.
        """
        found = await read_request(self._means, request)
        if not found.reading.is_error:
            await self._answer_nothing(request, found, hint)
            return
        now = self._means.now()
        asked = self._asked(request, now) if found.ts != request.ts else None  # by a mention below it

        def job(db: Transaction) -> None:
            channel, ts = request.channel or "", found.ts or ""
            inbox.done(db, request.key, now)
            if inbox.claim_message(db, team=request.team, channel=channel, message_ts=ts, at=now):
                self._open(db, request, found)
            elif asked is not None:
                outbox.put_once(db, asked)
            elif ts != request.ts or request.intent == "shortcut":
                self._point(db, request, ts)
            elif EDITED in request.fields:
                self._tell_edited(db, request, found.reading.findings[0])
                self._warn(db, request, found)
            # Else it is the other event of one message: it has its answer.

        await self._means.store.write(job)

    async def answer_private(self, request: Request, hint: str = "") -> None:
        """Answer a slash paste, or a shortcut where the bot is not: the asker's own until they post it."""
        found = await read_request(self._means, request)
        if not found.reading.is_error:
            await self._answer_nothing(request, found, hint)
            return
        now, reading = self._means.now(), found.reading

        def job(db: Transaction) -> None:
            opened = open_incident(
                db,
                team=request.team,
                reporter=request.actor,
                findings=reading.findings,
                mailbox=reading.mailbox,
                host=reading.host,
                at=now,
            )
            answer = replies.private(request, now, "incident", subject=str(opened.incident.id))
            outbox.put_once(db, answer)
            self._warn(db, request, replace(found, author=request.actor))
            inbox.done(db, request.key, now)

        await self._means.store.write(job)

    async def answer_shortcut(self, request: Request) -> None:
        """Answer the shortcut in the message's thread, or privately where the bot is not."""
        if await self._means.directory.joined(request.channel or ""):
            await self.answer_message(request)
        else:
            await self.answer_private(request)

    async def forget_message(self, request: Request) -> None:
        """Take the paste's text out of everything once its message was deleted."""
        now = self._means.now()

        def job(db: Transaction) -> bool:
            inbox.forget(db, request.key)
            blanked = blank_paste(
                db,
                team=request.team,
                channel=request.channel or "",
                message_ts=request.ts or "",
                actor=request.actor,
                at=now,
            )
            for incident in blanked:
                owe_card(db, incident, now)
            return bool(blanked)

        if await self._means.store.write(job):
            with suppress(BusyError):  # a backup reads for seconds; within the hour it is emptied anyway
                await asyncio.to_thread(empty_log, self._means.store.path)

    async def post(self, request: Request, incident_id: int, channel: str) -> None:
        """Make the asker's own paste the channel's, with a card for all to see, or point to the one it has.

        Raises UsageError without a channel, or for one that the bot is not in.
        """
        means = self._means
        await means.require_visible(request.team, request.actor, incident_id)
        if not channel:
            raise UsageError(
                f"Type `/smtpcheck show {incident_id}` in the channel it belongs to, then press "
                "*Post in channel* there."
            )
        await means.require_joined(channel)
        now = means.now()

        def job(db: Transaction) -> None:
            before = records.require(db, incident_id)
            opened = post_in_channel(db, incident_id, actor=request.actor, channel=channel, at=now)
            incident = opened.incident
            owe_card(db, incident, now)
            if before.channel is None and not opened.again:
                put_new_wave(db, incident, now)
                ask_when_waited(db, incident, now)
            if opened.again:
                again = replies.private(request, now, "again", subject=str(incident.id), name="again")
                outbox.put_once(db, replies.in_place(request, again))
            elif "shown" in request.fields or before.channel is not None:
                outbox.put_once(db, _stands(request, incident, now))
            inbox.done(db, request.key, now)

        await means.store.write(job)

    def _open(self, db: Transaction, request: Request, found: Found) -> None:
        now, reading = self._means.now(), found.reading
        opened = open_incident(
            db,
            team=request.team,
            channel=request.channel,
            message_ts=found.ts,
            thread_ts=request.thread_ts or found.ts,
            reporter=found.author or request.actor,
            findings=reading.findings,
            mailbox=reading.mailbox,
            host=reading.host,
            at=now,
        )
        owe_card(db, opened.incident, now)
        if not opened.again:
            put_new_wave(db, opened.incident, now)
            ask_when_waited(db, opened.incident, now)
        else:
            again = replies.public(request, now, "again", subject=str(opened.incident.id), name="again")
            outbox.put_once(db, again)
        if "csv" in request.fields:
            outbox.put_once(db, replies.private(request, now, "csv", text=request.fields["csv"], name="csv"))
        self._warn(db, request, found)

    def _point(self, db: Transaction, request: Request, ts: str | None) -> bool:
        """Point to the answer that a message above has already; False where it has none."""
        incident = opened_incident(db, request.team, request.channel or "", ts) if ts else None
        if incident is not None:
            text = f"This is incident {incident} already: the answer stands in the message's thread."
            outbox.put_once(db, replies.private(request, self._means.now(), "notice", text=text))
        return incident is not None

    def _tell_edited(self, db: Transaction, request: Request, lead: Finding) -> None:
        """Tell whoever changed an answered message, once it names another error, that the answer stays."""
        number = opened_incident(db, request.team, request.channel or "", request.ts or "")
        before = None if number is None else records.require(db, number).lead
        if before is None or _numbers_and_recipient(before) == _numbers_and_recipient(lead):
            return
        whisper = replies.whisper(
            request, self._means.now(), request.actor, "notice", text=CHANGED_SINCE, name="edited"
        )
        outbox.put_once(db, whisper)

    def _warn(self, db: Transaction, request: Request, found: Found) -> None:
        """Tell the poster, and nobody else, of a secret in their message, or of files that were not read."""
        if not found.author:
            return
        whisper = partial(replies.whisper, request, self._means.now(), found.author)
        if found.left_out:
            outbox.put_once(db, whisper("notice", text=files_left_out(MOST_FILES), name="left-out"))
        count = _secrets(request, found)
        if count:
            alone = request.intent == "command" or is_direct(request.channel)
            what: What = "notice" if alone else "secret"
            text = SHOWN_TO_NOBODY if alone else ""
            outbox.put_once(db, whisper(what, subject=str(count), text=text, name="secret"))

    async def _answer_nothing(self, request: Request, found: Found, hint: str) -> None:
        """Say what was asked, or that there was no error, then forget that anything was asked."""
        answer = self._without_error(request, found, hint)

        def job(db: Transaction) -> None:
            if found.to_tell:
                asked = MENTION in request.fields or request.intent == "shortcut"
                above = request.thread_ts if asked and answer.what == "no-error" else None
                if not self._point(db, request, above):
                    outbox.put_once(db, answer)
                self._warn(db, request, found)
            inbox.forget(db, request.key)

        await self._means.store.write(job)

    def _without_error(self, request: Request, found: Found, hint: str) -> Outgoing:
        """What is said where no error is: about a file, the hint, what was asked or meant, else just that."""
        now, where = self._means.now(), _where(request)
        if found.unread is not None:
            what, text = found.unread
            return replies.private(request, now, what, text=text)
        if not hint and _secrets(request, found):
            hint = TO_CHECK
        if hint:
            return replies.private(request, now, "notice", text=hint)
        providers = providers_asked(request.text)
        if providers:
            return where(request, now, "settings", subject=" ".join(providers))
        if tells_not_arrived(request.text) or tells_not_arrived(found.text):
            return where(request, now, "not-arrived")
        named = self._named(request) if request.intent == "command" else ()
        if len(named) == 1:
            return where(request, now, "reference", subject=named[0])
        asked = None if named else self._asked(request, now)
        if asked is not None:
            return asked
        if request.intent == "command" or MENTION in request.fields:
            named = named or entries_about(request.text, self._means.knowledge)
        if named:
            return where(request, now, "pages", subject=" ".join(named))
        return replies.private(request, now, "no-error")

    def _named(self, request: Request) -> tuple[str, ...]:
        """The pages that a few words lead to; empty where they mean one page, or none."""
        text, knowledge = request.text, self._means.knowledge
        meant = meant_reference(text, knowledge)
        return entries_named(text, knowledge) if meant is None else cause_or_page(text, meant, knowledge)

    def _asked(self, request: Request, now: datetime) -> Outgoing | None:
        """The answer to what somebody asks the bot in words; None where no page is clearly meant."""
        question = meant_question(request.text, self._means.knowledge)
        if question is not None:
            return _where(request)(request, now, "question", subject=f"{question[0]}:{question[1]}")
        meant = meant_reference(request.text, self._means.knowledge)
        return None if meant is None else _where(request)(request, now, "reference", subject=meant)


def _where(request: Request) -> Callable[..., Outgoing]:
    """For all to see where a mention asks; else for whoever asks alone."""
    return replies.public if MENTION in request.fields else replies.private


def _secrets(request: Request, found: Found) -> int:
    """How many were taken out: of the text before it was kept, of files as they were read."""
    return int(request.fields.get(SECRETS, "0")) + found.reading.secrets


def _numbers_and_recipient(lead: Finding) -> tuple[object, ...]:
    return lead.reply_code, lead.enhanced_code, lead.recipient


def _stands(request: Request, incident: Incident, now: datetime) -> Outgoing:
    """Where a posted paste stands now, in place of the asker's own copy with its buttons."""
    channel = incident.channel or ""
    where = "here" if is_direct(channel) else f"in <#{channel}>"
    text = f"*Posted:* this is incident {incident.id} {where} now."
    return replies.in_place(request, replies.private(request, now, "notice", text=text, name="stands"))
