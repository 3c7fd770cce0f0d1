"""A paste is answered: read, recognised, opened as an incident or counted as the same error.

Everything an answer consists of is written in one transaction with the end of its inbox row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.desk import replies
from bot.desk.means import Means
from bot.desk.reading import Reading, join_readings
from bot.errors import UsageError
from bot.model import Incident, Request
from bot.store import Transaction, inbox, outbox
from bot.store.diagnosed import claim_message
from bot.store.found import incident_of
from bot.store.incidents import blank_paste, open_incident, post_in_channel

NOTHING = (
    "I see no SMTP error in this. Paste the mail server's reply, for example "
    "`535 5.7.8 authentication failed`, the lines of the log around it, or the whole bounce mail."
)
NO_PICTURES = "I cannot read pictures, paste the text."
NO_CSV = (
    "I did not read that .csv: a list of mailboxes can hold passwords, and everybody in this channel can "
    "open it. Delete it (the file's menu, Delete file). Paste only the error text here."
)
LEAKED = (
    "Your message shows a password or a token. Delete the message and change the password: "
    "whoever can read this place may have seen it. I kept nothing of it."
)
MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read, which message it stands in and whose it is."""

    reading: Reading
    ts: str | None
    author: str
    refusals: tuple[str, ...] = ()


class Pastes:
    """Answers pastes, wherever they come from."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def answer_message(self, request: Request) -> None:
        """Answer a message, mention or upload in its thread; without an error it is told so and forgotten."""
        found = await self._find(request)
        if not found.reading.is_error:
            await self._answer_nothing(request, found)
            return
        now = self._means.now()

        def job(db: Transaction) -> None:
            channel, ts = request.channel or "", found.ts or ""
            inbox.done(db, request.key, now)
            if not claim_message(db, team=request.team, channel=channel, message_ts=ts, at=now):
                if ts != request.ts:
                    self._point(db, request, ts)
                return
            self._open(db, request, found)

        await self._means.store.write(job)

    async def answer_private(self, request: Request) -> None:
        """Answer a slash paste, or a shortcut where the bot is not: the asker's own until they post it."""
        found = await self._find(request)
        if not found.reading.is_error:
            await self._answer_nothing(request, found)
            return
        now, reading = self._means.now(), found.reading

        def job(db: Transaction) -> None:
            opened = open_incident(
                db,
                team=request.team,
                channel=None,
                message_ts=None,
                thread_ts=None,
                reporter=request.actor,
                findings=reading.findings,
                mailbox=reading.mailbox,
                host=reading.host,
                at=now,
            )
            answer = replies.private(request, now, "incident", subject=str(opened.incident.id))
            outbox.put_once(db, answer)
            if self._secrets(request, found):
                outbox.put_once(db, replies.whisper(request, now, request.actor, LEAKED, name="secret"))
            inbox.done(db, request.key, now)

        await self._means.store.write(job)

    async def answer_shortcut(self, request: Request) -> None:
        """Answer the shortcut in the message's thread, or privately where the bot is not."""
        if await self._means.directory.joined(request.channel or ""):
            await self.answer_message(request)
        else:
            await self.answer_private(request)

    async def tell_no_csv(self, request: Request) -> None:
        """Tell privately why a dropped .csv is not read and how to delete it."""
        await self._tell(request, NO_CSV)

    async def forget_message(self, request: Request) -> None:
        """Take the paste's text out of everything once its message was deleted."""
        now = self._means.now()

        def job(db: Transaction) -> None:
            place = {"team": request.team, "channel": request.channel or ""}
            inbox.forget(db, request.key)
            inbox.drop_message(db, **place, ts=request.ts or "")
            for incident in blank_paste(
                db, **place, message_ts=request.ts or "", actor=request.actor, at=now
            ):
                put_card(db, incident, self._means)

        await self._means.store.write(job)

    async def post(self, request: Request, incident_id: int, channel: str) -> None:
        """Make the asker's own paste the channel's, with a card for all to see."""
        means = self._means
        await means.require_visible(request.team, request.actor, incident_id)
        if not await means.directory.joined(channel):
            raise UsageError(
                "I am not in this channel. Invite me with `/invite @smtpcheck`, then press again."
            )
        now = means.now()

        def job(db: Transaction) -> None:
            incident = post_in_channel(db, incident_id, actor=request.actor, channel=channel, at=now)
            put_card(db, incident, means)
            inbox.done(db, request.key, now)

        await means.store.write(job)

    # Reading

    async def _find(self, request: Request) -> _Found:
        fields = request.fields
        readings = [await self._means.reader.read(request.text)] if request.text else []
        refusals: list[str] = [NO_PICTURES] if "picture" in fields else []
        for file in fields.get("files", "").split(",")[:MOST_FILES] if fields.get("files") else ():
            fetched = await self._means.directory.fetch(file)
            if fetched.refusal:
                refusals.append(fetched.refusal)
            else:
                readings.append(await self._means.reader.read(fetched.content))
        author = fields.get("author", request.actor)
        reading = join_readings(readings)
        asks_above = "mention" in fields and request.thread_ts not in (None, request.ts)
        if reading.is_error or not asks_above:
            return _Found(reading, request.ts, author, tuple(refusals))
        return await self._find_above(request)

    async def _find_above(self, request: Request) -> _Found:
        """Read the message that opened the thread the bot was mentioned in."""
        said = await self._means.directory.message(request.channel or "", request.thread_ts or "")
        if said is None:
            return _Found(Reading(()), request.ts, request.actor)
        above = replace(request, text=said.text, fields={"files": ",".join(said.files)} if said.files else {})
        found = await self._find(above)
        return replace(found, ts=request.thread_ts, author=said.author)

    # Writing

    def _open(self, db: Transaction, request: Request, found: _Found) -> None:
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
        put_card(db, opened.incident, self._means)
        if opened.again:
            again = replies.public(request, now, "again", subject=str(opened.incident.id), name="again")
            outbox.put_once(db, again)
        self._warn(db, request, found)

    def _point(self, db: Transaction, request: Request, ts: str) -> None:
        """Point to the answer that a message above has already."""
        incident = incident_of(db, request.team, request.channel or "", ts)
        if incident is not None:
            answer = replies.private(request, self._means.now(), "incident", subject=str(incident))
            outbox.put_once(db, answer)

    def _warn(self, db: Transaction, request: Request, found: _Found) -> None:
        if found.author and self._secrets(request, found):
            warning = replies.whisper(request, self._means.now(), found.author, LEAKED, name="secret")
            outbox.put_once(db, warning)

    @staticmethod
    def _secrets(request: Request, found: _Found) -> bool:
        return "secrets" in request.fields or found.reading.secrets > 0

    async def _answer_nothing(self, request: Request, found: _Found) -> None:
        text = " ".join(dict.fromkeys(found.refusals)) or NOTHING
        now = self._means.now()

        def job(db: Transaction) -> None:
            outbox.put_once(db, replies.private(request, now, "notice", text=text))
            self._warn(db, request, found)
            inbox.forget(db, request.key)

        await self._means.store.write(job)

    async def _tell(self, request: Request, text: str) -> None:
        now = self._means.now()

        def job(db: Transaction) -> None:
            outbox.put_once(db, replies.private(request, now, "notice", text=text))
            inbox.done(db, request.key, now)

        await self._means.store.write(job)


def put_card(db: Transaction, incident: Incident, means: Means) -> None:
    """Owe the incident's living card again; an incident that is one person's own has none."""
    card = replies.card(incident, means.now())
    if card is not None:
        outbox.put(db, card)
