"""Makes the cards about many incidents: waves. Part of `render`, which asks it."""

from __future__ import annotations

from datetime import datetime

from bot.cards import Card
from bot.cards.wave import LISTED, wave_card, wave_line, wave_list_card
from bot.desk import Directory, replies
from bot.knowledge import Knowledge
from bot.model import Incident, Outgoing
from bot.store import Store, Transaction, outbox
from bot.store.waves import load_first, load_members, load_wave, set_wave_card


class Learned:
    """Knows how waves look."""

    def __init__(self, store: Store, knowledge: Knowledge, directory: Directory) -> None:
        self._store = store
        self._knowledge = knowledge
        self._directory = directory

    async def wave(self, outgoing: Outgoing) -> Card | None:
        """Return the message that tells a channel of a wave."""
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
        """Return one page of a wave's incidents."""
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
