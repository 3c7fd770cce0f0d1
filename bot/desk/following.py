"""What people do with an incident: assign, resolve, reopen, correct."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.desk.changing import change
from bot.desk.correction import corrected
from bot.desk.means import Means
from bot.errors import UsageError
from bot.model import Finding, Incident, Request
from bot.store import Transaction, incidents, records

SAID_ALREADY = "That is what incident {number} says already. Choose another error, or another cause of it."


class Following:
    """Changes of one incident, each told to those it concerns."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def assign(self, request: Request, incident_id: int, version: int | None) -> None:
        """Give the incident to whoever asks."""
        verb = partial(incidents.assign, owner=request.actor)
        await change(self._means, request, incident_id, version, verb)

    async def resolve(
        self, request: Request, incident_id: int, version: int | None, helped: str | None
    ) -> None:
        """Close the incident; `helped` is the step that helped, None when nobody knows."""
        await change(self._means, request, incident_id, version, partial(incidents.resolve, helped=helped))

    async def reopen(self, request: Request, incident_id: int, version: int | None) -> None:
        """Open a resolved incident again."""
        await change(self._means, request, incident_id, version, incidents.reopen)

    async def correct(
        self,
        request: Request,
        incident_id: int,
        version: int | None,
        entry_id: str | None,
        cause_id: str | None = None,
    ) -> None:
        """Replace the leading diagnosis by the entry and cause a person chose; None: none of the entries."""

        def verb(
            db: Transaction, incident_id: int, /, *, version: int | None, actor: str, at: datetime
        ) -> Incident:
            incident = records.require(db, incident_id)
            findings = (self.chosen(incident, actor, entry_id, cause_id), *incident.findings[1:])
            return incidents.correct(db, incident_id, version=version, actor=actor, findings=findings, at=at)

        await change(self._means, request, incident_id, version, verb)

    def chosen(self, incident: Incident, actor: str, entry_id: str | None, cause_id: str | None) -> Finding:
        """The leading finding as a person chose it; raises UsageError for one that it is already."""
        entry = None if entry_id is None else self._means.knowledge.entries.get(entry_id)
        if entry_id is not None and entry is None:
            raise UsageError(f"There is no entry {entry_id}. Choose one from the list.")
        lead = corrected(incident.lead, entry, actor, cause_id)
        if (lead.entry, lead.cause) == (incident.lead.entry, incident.lead.cause):
            raise UsageError(SAID_ALREADY.format(number=incident.id))
        return lead
