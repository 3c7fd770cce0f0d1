"""Makes a row's card when it is sent: of what the store holds now, never of what it held when it was owed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk import Desk
from bot.knowledge import Knowledge
from bot.model import Outgoing
from bot.store import Store, Transaction, incidents


@dataclass(frozen=True, slots=True)
class Card:
    text: str
    blocks: list[dict[str, Any]]


class Renderer:
    def __init__(self, desk: Desk, store: Store, knowledge: Knowledge, now: Callable[[], datetime]) -> None:
        self._store = store
        self._knowledge = knowledge

    async def render(self, outgoing: Outgoing) -> Card | None:
        if outgoing.what == "incident":
            number = int(outgoing.subject)
            incident = await self._store.read(lambda db: incidents.load(db, number))
            if incident is None:
                return None
            text = f"Incident {incident.id}: {incident.lead.entry} {incident.state} {incident.owner}"
        else:
            text = f"{outgoing.what} {outgoing.subject} {outgoing.text}"
        return Card(text, [{"type": "section", "text": {"type": "mrkdwn", "text": text}}])

    def shown(self, db: Transaction, outgoing: Outgoing, ts: str) -> None:
        if outgoing.what == "incident" and outgoing.key.startswith("card:"):
            incident = incidents.require(db, int(outgoing.subject))
            if incident.message_ts is None:
                incidents.set_message(db, incident.id, message_ts=ts, thread_ts=ts)
            else:
                incidents.set_card(db, incident.id, ts)
