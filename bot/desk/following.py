"""What people do with an incident: assign, resolve, reopen, correct."""

from __future__ import annotations

from datetime import datetime

from bot.desk import replies
from bot.desk.changing import change
from bot.desk.correction import corrected
from bot.desk.means import Means
from bot.errors import UsageError
from bot.model import Finding, Incident, IncidentState, Request
from bot.store import Transaction, incidents, marks, outbox, records
from bot.store.timeline import load_timeline

SAID_ALREADY = "That is what incident {number} says already. Choose another error, or another cause of it."

YOURS_ALREADY = "You have incident {number} already."


class Following:
    """Changes of one incident, each told to those it concerns."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def require_open(self, incident_id: int, actor: str) -> None:
        """Raise ConflictError for a resolved incident, before a form is filled for nothing."""
        await self._means.store.read(
            lambda db: records.require_open(db, records.require(db, incident_id), actor)
        )

    async def assign(self, request: Request, incident_id: int, version: int | None) -> None:
        """Give the incident to whoever asks; who has it, as the card they pressed says, is told so."""
        seen = version

        def verb(
            db: Transaction, incident_id: int, /, *, version: int | None, actor: str, at: datetime
        ) -> Incident:
            before = records.require(db, incident_id)
            after = incidents.assign(db, incident_id, version=version, actor=actor, owner=actor, at=at)
            if after.version == before.version == seen:
                text = YOURS_ALREADY.format(number=incident_id)
                outbox.put_once(db, replies.private(request, at, "notice", text=text, name="already"))
            return after

        await change(self._means, request, incident_id, version, verb)

    async def resolve(
        self, request: Request, incident_id: int, version: int | None, helped: str | None, words: str = ""
    ) -> None:
        """Close the incident; `helped` is the step that helped, None when nobody knows.

        `words` tell what helped, and are kept as a note; empty where nobody wrote any.
        """

        def verb(
            db: Transaction, incident_id: int, /, *, version: int | None, actor: str, at: datetime
        ) -> Incident:
            before = records.require(db, incident_id)
            if words.strip() and before.state is not IncidentState.RESOLVED:
                records.require_open(db, before, actor, version)
                noted = marks.note(db, incident_id, actor=actor, text=words, at=at)
                outbox.put_once(db, replies.line(request, noted, len(load_timeline(db, incident_id)), at))
                version = noted.version
            return incidents.resolve(db, incident_id, version=version, actor=actor, helped=helped, at=at)

        await change(self._means, request, incident_id, version, verb)

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
