"""What people put on an incident: ticks, notes, its customer, a snooze; and giving it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.cards.mark_forms import snooze_end
from bot.desk.changing import change
from bot.desk.means import Means
from bot.model import Incident, Request
from bot.store import Transaction, incidents, marks


class Marking:
    """Small changes of one incident; ticks and notes of several people never collide."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def unassign(self, request: Request, incident_id: int, version: int | None) -> None:
        """Give the incident back to nobody."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return incidents.unassign(db, incident_id, version=version, actor=actor, at=now)

        await change(self._means, request, incident_id, version, verb)

    async def tick(self, request: Request, incident_id: int, step: str, *, done: bool) -> None:
        """Tick a step as done, or take its tick back."""
        actor, tick = request.actor, marks.tick if done else marks.untick

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            del version
            return tick(db, incident_id, step=step, actor=actor, at=now)

        await change(self._means, request, incident_id, None, verb)

    async def note(self, request: Request, incident_id: int, text: str) -> None:
        """Add what the others need to know."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            del version
            return marks.note(db, incident_id, actor=actor, text=text, at=now)

        await change(self._means, request, incident_id, None, verb)

    async def link(self, request: Request, incident_id: int, version: int | None, customer: str) -> None:
        """Write down which customer or ticket the incident is about; empty takes it off."""
        actor, about = request.actor, customer or None

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return marks.link(db, incident_id, version=version, actor=actor, customer=about, at=now)

        await change(self._means, request, incident_id, version, verb)

    def require_note(self, text: str) -> None:
        """Raise UsageError for an empty note, while its form is open."""
        marks.require_words(text)

    def require_rest(self, answers: Mapping[str, str]) -> None:
        """Raise UsageError for a time to which nothing can be snoozed, while the form is open."""
        now = self._means.now()
        marks.require_rest(snooze_end(answers, now), now)

    async def snooze(
        self, request: Request, incident_id: int, version: int | None, answers: Mapping[str, str]
    ) -> None:
        """Let the incident rest as the form says; its owner is asked once the time is over."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            until = snooze_end(answers, now)
            return marks.snooze(db, incident_id, version=version, actor=actor, until=until, at=now)

        await change(self._means, request, incident_id, version, verb)

    async def wake(self, request: Request, incident_id: int) -> None:
        """End a snooze before its time."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            del version
            return marks.wake(db, incident_id, actor=actor, at=now)

        await change(self._means, request, incident_id, None, verb)
