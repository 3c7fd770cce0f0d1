"""What people put on an incident: ticks, notes, its customer, a snooze; and giving it back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.cards.mark_forms import snooze_end
from bot.desk.changing import change, mark
from bot.desk.means import Means
from bot.model import Request
from bot.store import incidents, marks


class Marking:
    """Small changes of one incident; ticks and notes of several people never collide."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def unassign(self, request: Request, incident_id: int, version: int | None) -> None:
        """Give the incident back to nobody."""
        await change(self._means, request, incident_id, version, incidents.unassign)

    async def tick(self, request: Request, incident_id: int, step: str, *, done: bool) -> None:
        """Tick a step as done, or take its tick back."""
        verb = partial(marks.tick if done else marks.untick, step=step)
        await mark(self._means, request, incident_id, verb)

    async def note(self, request: Request, incident_id: int, text: str) -> None:
        """Add what the others need to know."""
        await mark(self._means, request, incident_id, partial(marks.note, text=text))

    async def link(self, request: Request, incident_id: int, version: int | None, customer: str) -> None:
        """Write down which customer or ticket the incident is about; empty takes it off."""
        verb = partial(marks.link, customer=customer or None)
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
        until = snooze_end(answers, self._means.now())
        await change(self._means, request, incident_id, version, partial(marks.snooze, until=until))

    async def wake(self, request: Request, incident_id: int) -> None:
        """End a snooze before its time."""
        await mark(self._means, request, incident_id, marks.wake)
