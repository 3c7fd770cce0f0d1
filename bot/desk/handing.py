"""Handing an incident on: to whom, what they get, and how it is answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk import replies
from bot.desk.changing import change
from bot.desk.means import Means
from bot.errors import UsageError
from bot.model import FollowUpKind, Incident, Request
from bot.store import Transaction, follow_ups, handoffs, outbox


class Handing:
    """Handoffs, from the offer to the answer."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def hand_off(
        self, request: Request, incident_id: int, version: int | None, receiver: str, note: str
    ) -> None:
        """Offer the incident to a person, who gets what is known by direct message."""
        means, actor = self._means, request.actor
        before = await means.require_visible(request.team, actor, incident_id)
        person = await means.directory.person(receiver)
        if person.outsider:
            raise UsageError(
                f"<@{receiver}> is a guest, a bot or from another organisation and cannot take an incident. "
                "Choose a member of this workspace."
            )
        settings = means.settings
        sees = await means.sees(receiver, before)

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            incident = handoffs.offer(
                db, incident_id, version=version, sender=actor, receiver=receiver, note=note, at=now
            )
            if incident.version != before.version:
                for kind, wait_s in (
                    (FollowUpKind.REMIND, settings.handoff_remind_s),
                    (FollowUpKind.ESCALATE, settings.handoff_escalate_s),
                ):
                    due_at = now + timedelta(seconds=wait_s)
                    follow_ups.put(db, team=request.team, incident_id=incident_id, kind=kind, due_at=due_at)
            if incident.version != before.version and not sees:
                text = f"<@{receiver}> could not see incident {incident_id} before; now they can."
                outbox.put_once(db, replies.private(request, now, "notice", text=text, name="sees"))
            return incident

        await change(self._means, request, incident_id, version, verb)

    async def accept(self, request: Request, incident_id: int, version: int | None) -> None:
        """Take an incident one was offered."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return handoffs.accept(db, incident_id, version=version, actor=actor, at=now)

        await change(self._means, request, incident_id, version, verb)

    async def decline(self, request: Request, incident_id: int, version: int | None, reason: str) -> None:
        """Refuse an incident one was offered, with a reason."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return handoffs.decline(db, incident_id, version=version, actor=actor, reason=reason, at=now)

        await change(self._means, request, incident_id, version, verb)
