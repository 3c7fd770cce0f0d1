"""Makes what is shown about many incidents: waves, statistics, files. Part of `render`, which asks it."""

from __future__ import annotations

import io
from datetime import datetime

from bot.cards import Card
from bot.cards.notices import notice_card
from bot.cards.statistics import (
    days_word,
    picture_numbers,
    picture_text,
    statistics_card,
    within_days,
)
from bot.cards.wave import LISTED, wave_card, wave_line, wave_list_card
from bot.cards.words import counted
from bot.delivery.faults import log_fault
from bot.delivery.posting import Upload, row_mark
from bot.desk import Desk, Directory, replies
from bot.desk.own_process import ElsewhereError
from bot.desk.picture import draw
from bot.errors import NotAllowedError
from bot.knowledge import Knowledge
from bot.model import Incident, Outgoing, is_direct
from bot.period import Period
from bot.store import Store, Transaction, outbox
from bot.store.waves import load_first, load_members, load_wave, set_wave_card

IN_DIRECT_MESSAGES = "The picture comes to your direct messages in a moment."
NOT_DRAWN = (
    "*The picture of your statistics could not be drawn.* The table you were shown has the same numbers."
)
NOT_WRITTEN = "The file could not be written. Choose fewer days, and tell whoever runs smtpcheck."
NOTHING = "No incident was opened {days} that you can see, so there is no file."


class Summaries:
    """Knows how waves, statistics and exports look."""

    def __init__(self, desk: Desk, store: Store, knowledge: Knowledge, directory: Directory) -> None:
        self._desk = desk
        self._store = store
        self._knowledge = knowledge
        self._directory = directory

    async def wave(self, outgoing: Outgoing) -> Card | None:
        """Return the message that tells a channel of a wave; None for a wave that is none any more."""
        number = int(outgoing.subject)
        wave = await self._store.read(lambda db: load_wave(db, number))
        first = await self._store.read(lambda db: load_first(db, number))
        return None if wave is None or first is None else wave_card(wave, first, self._knowledge.entries)

    def wave_shown(self, db: Transaction, wave_id: int, ts: str, now: datetime) -> None:
        """Keep which message tells of a wave; once it stands, the cards of its incidents lead to it."""
        wave = load_wave(db, wave_id)
        set_wave_card(db, wave_id, ts)
        if wave is None or wave.card_ts is not None:
            return
        for incident in load_members(db, wave_id, limit=wave.incidents):
            card = replies.card(incident, now)
            if card is not None:
                outbox.put(db, card)

    async def wave_of(self, incident: Incident) -> str | None:
        """Return the line of an incident's card about the wave it is part of, None when it is of none."""
        number = incident.wave
        wave = None if number is None else await self._store.read(lambda db: load_wave(db, number))
        if wave is None:
            return None
        link = None if wave.card_ts is None else await self._directory.link(wave.channel, wave.card_ts)
        return wave_line(wave, link)

    async def wave_list(self, outgoing: Outgoing) -> Card | None:
        """Return one page of a wave's incidents; None for a wave that is none any more."""
        number, before = (int(part) for part in outgoing.subject.split(":"))
        wave = await self._store.read(lambda db: load_wave(db, number))
        page = await self._store.read(
            lambda db: load_members(db, number, before=before or None, limit=LISTED + 1)
        )
        if wave is None:
            return None
        members, links = page[:LISTED], {}
        for incident in members:
            ts = incident.card_ts or incident.thread_ts
            link = await self._directory.link(wave.channel, ts) if ts else None
            if link is not None:
                links[incident.id] = link
        return wave_list_card(wave, members, links, older=members[-1].id if len(page) > LISTED else None)

    async def statistics(self, outgoing: Outgoing) -> Card:
        """Return the table."""
        person, period = _asked(outgoing)
        found = await self._desk.learning.count(outgoing.team, person, period)
        picture = "" if is_direct(outgoing.channel) else IN_DIRECT_MESSAGES
        return statistics_card(found, self._knowledge.entries, picture=picture)

    async def picture(self, outgoing: Outgoing) -> Upload | Card | None:
        """Return the picture; None when nothing is to be drawn, or nothing may be seen: the table says so."""
        person, period = _asked(outgoing)
        try:
            found = await self._desk.learning.count(outgoing.team, person, period)
        except NotAllowedError:
            return None
        if not found.incidents:
            return None
        try:
            picture = await draw(picture_numbers(found))
        except ElsewhereError as error:
            log_fault(error, "drawing statistics", said=str(error))
            return notice_card(NOT_DRAWN)
        return Upload(
            file=io.BytesIO(picture),
            name=_file_name(outgoing, "statistics", period, "png"),
            title=f"Incidents, {days_word(period.first, period.last)}",
            comment=f"Statistics for {days_word(period.first, period.last)}, of what you can see.",
            alt_text=picture_text(found),
        )

    async def export(self, outgoing: Outgoing) -> Upload | Card:
        """Return the file somebody ordered."""
        try:
            export = await self._desk.exporting.write(outgoing)
        except ElsewhereError as error:
            log_fault(error, "writing an export", said=str(error))
            return notice_card(NOT_WRITTEN)
        period, many = export.period, counted(export.incidents, "incident")
        days = within_days(period.first, period.last)
        if not export.incidents:
            export.file.close()
            return notice_card(NOTHING.format(days=days))
        return Upload(
            file=export.file,
            name=_file_name(outgoing, "incidents", period, export.form.ending),
            title=f"{many}, {days_word(period.first, period.last)}",
            comment=f"Your export: {many} {days} (UTC).",
        )


def _asked(outgoing: Outgoing) -> tuple[str, Period]:
    person, _, period = outgoing.subject.partition(" ")
    return person, Period.read(period)


def _file_name(outgoing: Outgoing, what: str, period: Period, ending: str) -> str:
    return f"smtpcheck-{what}-{period.first}-{period.last}-{row_mark(outgoing)}.{ending}"
