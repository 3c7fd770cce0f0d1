"""Makes a row's card when it is sent: of what the store holds now, never of what it held when it was owed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards import Card
from bot.cards.due import all_over_card, due_card, over_card
from bot.cards.handoff import Links, Passed, handoff_card, listed, passed_card
from bot.cards.happening import happening_card
from bot.cards.home import home_card, outsider_card
from bot.cards.incident import before_line, incident_card, private_card, same_error_card
from bot.cards.not_arrived import not_arrived_card
from bot.cards.notices import (
    csv_card,
    help_card,
    no_error_card,
    notice_card,
    pictures_card,
    secrets_card,
    typed_card,
    unreadable_file_card,
)
from bot.cards.pages import code_card, entry_card, page_card, pages_card, question_card
from bot.cards.queue import list_card, read_left_listing, read_listing
from bot.cards.settings import settings_card
from bot.delivery.gather import as_news, load_due, load_end, load_passed
from bot.delivery.mailboxes import MailboxRows
from bot.delivery.posting import Upload
from bot.delivery.summaries import Summaries
from bot.desk import Desk, Directory
from bot.desk.directory import FILE_LIMIT_BYTES
from bot.desk.replies import is_card_key
from bot.errors import NotAllowedError, UsageError
from bot.knowledge import Knowledge
from bot.model import Entry, Incident, Outgoing, What, is_direct, is_person
from bot.providers import load_providers
from bot.store import Store, Transaction, incidents, records
from bot.store.followed import load_followed
from bot.store.timeline import load_timeline

PacketCard = Callable[[Sequence[Passed], Mapping[str, Entry], Links], Card]


_ALWAYS_SAME = {"not-arrived": not_arrived_card, "no-error": no_error_card, "picture": pictures_card}


class Renderer:
    """Knows how each kind of row looks."""

    def __init__(self, desk: Desk, store: Store, knowledge: Knowledge, directory: Directory) -> None:
        self._desk = desk
        self._store = store
        self._knowledge = knowledge
        self._directory = directory
        self._summaries = Summaries(desk, store, knowledge, directory)
        self._kinds: dict[What, Callable[[Outgoing], Awaitable[Card | Upload | None]]] = {
            "incident": self._incident,
            "again": self._again,
            "happening": self._happening,
            "handoff": self._handoff,
            "passed": self._passed,
            "due": self._due,
            "list": self._list,
            "home": self._home,
            "page": self._page,
            "wave": self._summaries.wave,
            "wave-list": self._summaries.wave_list,
            "statistics": self._summaries.statistics,
            "chart": self._summaries.picture,
            "export": self._summaries.export,
            **MailboxRows(desk).kinds,
        }

    async def render(self, outgoing: Outgoing) -> Card | Upload | None:
        """Return the card or file, None when what it shows is gone; what its reader may not see is said."""
        kind = self._kinds.get(outgoing.what)
        if kind is None:
            return self._fixed(outgoing)
        try:
            return await kind(outgoing)
        except (NotAllowedError, UsageError) as error:
            return notice_card(str(error))

    def shown(self, db: Transaction, outgoing: Outgoing, ts: str, now: datetime) -> None:
        """Keep which message shows an incident; a posted slash paste has its thread from then on."""
        if outgoing.what == "wave":
            self._summaries.wave_shown(db, int(outgoing.subject), ts, now)
        if outgoing.what != "incident" or not is_card_key(outgoing.key):
            return
        incident = records.require(db, int(outgoing.subject))
        if incident.message_ts is None:
            incidents.set_message(db, incident.id, ts)
        elif incident.card_ts != ts:
            incidents.set_card(db, incident.id, ts)
        incidents.note_answered(db, incident.id, now)

    def _fixed(self, outgoing: Outgoing) -> Card:
        match outgoing.what:
            case "reference":
                return self._reference(outgoing.subject)
            case "question":
                return self._question(*outgoing.subject.split(":"))
            case "help":
                return help_card(outsider=bool(outgoing.subject))
            case "pages":
                return self._pages(outgoing.subject.split())
            case "settings":
                return settings_card([load_providers()[name] for name in outgoing.subject.split()])
            case "not-arrived" | "no-error" | "picture":
                return _ALWAYS_SAME[outgoing.what]()
            case "csv":
                return csv_card(outgoing.text)
            case "file":
                return unreadable_file_card(outgoing.text, FILE_LIMIT_BYTES // 1000)
            case "secret":
                return secrets_card(int(outgoing.subject))
            case "typed":
                return typed_card(outgoing.text)
            case _:
                return notice_card(outgoing.text)

    def _reference(self, word: str) -> Card:
        entry = self._knowledge.entries.get(word)
        if entry is not None:
            return entry_card(entry)
        found = self._knowledge.reference(word)
        return no_error_card() if found is None else code_card(found)

    def _pages(self, names: Sequence[str]) -> Card:
        known = [self._knowledge.entries[name] for name in names if name in self._knowledge.entries]
        return pages_card(known) if known else no_error_card()

    def _question(self, entry_id: str, place: str) -> Card:
        entry = self._knowledge.entries.get(entry_id)
        if entry is None or int(place) >= len(entry.questions):
            return no_error_card()  # the knowledge base has changed since it was asked
        return question_card(entry, entry.questions[int(place)])

    async def _incident(self, outgoing: Outgoing) -> Card | None:
        number = int(outgoing.subject)
        followed = await self._store.read(lambda db: load_followed(db, number))
        if followed is None:
            return None
        incident, entries = followed.incident, self._knowledge.entries
        if incident.channel is None:
            outsider = (await self._directory.person(incident.reporter)).outsider
            return private_card(incident, entries, may_press=not outsider)
        return incident_card(
            incident,
            entries,
            followed.handoff,
            checking=self._desk.checking.progress(number),
            timeline=followed.timeline,
            ticks=followed.ticks,
            wave=await self._summaries.wave_of(incident),
            before=await self._before(followed.before),
        )

    async def _before(self, before: Incident | None) -> str | None:
        return None if before is None else before_line(before, await self._link(before))

    async def _again(self, outgoing: Outgoing) -> Card | None:
        number = int(outgoing.subject)
        incident = await self._store.read(lambda db: records.load(db, number))
        return None if incident is None else same_error_card(incident, await self._link(incident))

    async def _happening(self, outgoing: Outgoing) -> Card | None:
        number, place = (int(part) for part in outgoing.subject.split(":"))
        incident = await self._store.read(lambda db: records.load(db, number))
        timeline = await self._store.read(lambda db: load_timeline(db, number))
        if incident is None:
            return None
        done = timeline[place - 1]
        if not is_person(outgoing.channel):
            return happening_card(incident, done, self._knowledge.entries)
        permalink = await self._link_for(outgoing.channel, incident)
        done = await self._store.read(lambda db: as_news(db, number, done, outgoing.channel))
        return happening_card(incident, done, self._knowledge.entries, permalink)

    async def _handoff(self, outgoing: Outgoing) -> Card | None:
        return await self._packet(outgoing, handoff_card)

    async def _passed(self, outgoing: Outgoing) -> Card | None:
        return await self._packet(outgoing, passed_card)

    async def _packet(self, outgoing: Outgoing, card: PacketCard) -> Card | None:
        packet = int(outgoing.subject)
        passed = await self._store.read(lambda db: load_passed(db, packet))
        if not passed:
            return None
        reader = outgoing.channel
        found = {one.incident.id: await self._link_for(reader, one.incident) for one in listed(passed)}
        links = {number: link for number, link in found.items() if link is not None}
        return card(passed, self._knowledge.entries, links)

    async def _due(self, outgoing: Outgoing) -> Card | None:
        numbers = [int(number) for number in outgoing.subject.split(",")]
        due, left = await self._store.read(lambda db: load_due(db, numbers, outgoing.channel))
        if not due:
            return await self._settled(numbers, outgoing.channel) if outgoing.update_ts else None
        if len(due) == due[0].count == 1:
            permalink = await self._link_for(outgoing.channel, due[0].incident)
            due = [replace(due[0], permalink=permalink)]
        return due_card(due, self._knowledge.entries, left)

    async def _settled(self, numbers: Sequence[int], place: str) -> Card | None:
        """What became of what was due: of a single thing, who decided what."""
        if len(numbers) > 1:
            return all_over_card()
        found = await self._store.read(lambda db: load_end(db, numbers[0], place))
        if found is None:
            return None
        incident, done = found
        return (
            happening_card(incident, done, self._knowledge.entries)
            if done is not None
            else over_card(incident)
        )

    async def _list(self, outgoing: Outgoing) -> Card:
        reader, _, listing = outgoing.subject.partition(" ")
        page, words = await self._desk.queue.page(outgoing.team, reader, read_listing(listing))
        return list_card(page, self._knowledge.entries, reader, words=words)

    async def _home(self, outgoing: Outgoing) -> Card:
        reader = outgoing.channel
        if await self._desk.queue.is_outsider(reader):
            return outsider_card()
        page, overview = await self._desk.queue.overview(
            outgoing.team, reader, read_left_listing(outgoing.subject)
        )
        return home_card(page, overview, self._knowledge.entries, reader)

    async def _page(self, outgoing: Outgoing) -> Card | None:
        """An incident's card for its page, with the way to its thread."""
        number, _, reader = outgoing.subject.partition(" ")
        shown = await self._incident(replace(outgoing, subject=number))
        incident = await self._store.read(lambda db: records.load(db, int(number)))
        if shown is None or incident is None:
            return None
        return page_card(shown, await self._link_for(reader, incident))

    async def _link_for(self, reader: str, incident: Incident) -> str | None:
        """The address of the thread, None where this person, or somebody in this channel, cannot open it."""
        channel = incident.channel
        if channel is None:
            return None
        if is_direct(channel):  # its reporter's with the bot
            opens = reader in (channel, incident.reporter)
        elif is_person(reader):
            opens = channel in await self._directory.readable(reader, (channel,))
        else:
            opens = channel == reader or await self._directory.public(channel)
        return await self._link(incident) if opens else None

    async def _link(self, incident: Incident) -> str | None:
        ts = incident.card_ts or incident.thread_ts
        if incident.channel is None or ts is None:
            return None
        return await self._directory.link(incident.channel, ts)
