"""What people do with an incident: assign, hand off, answer a handoff, resolve, reopen, correct.

Each is one change by one person: the card is owed again, one line is said in the thread, and
whoever came second is told what happened instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.desk import replies
from bot.desk.correction import corrected
from bot.desk.means import Means
from bot.desk.pastes import put_card
from bot.errors import UsageError
from bot.model import Incident, Request
from bot.store import Transaction, handoffs, inbox, incidents, outbox

Verb = Callable[[Transaction, datetime], Incident]


class Following:
    """Changes of one incident, each told to those it concerns."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def assign(self, request: Request, incident_id: int, version: int | None) -> None:
        """Give the incident to whoever asks."""
        actor = request.actor

        def verb(db: Transaction, now: datetime) -> Incident:
            return incidents.assign(db, incident_id, version=version, actor=actor, owner=actor, at=now)

        await self._change(request, incident_id, verb, f"<@{actor}> takes incident {incident_id}.")

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
        channel = before.channel
        sees = channel is not None and await means.directory.sees(receiver, channel)

        def verb(db: Transaction, now: datetime) -> Incident:
            incident = handoffs.offer(
                db, incident_id, version=version, sender=actor, receiver=receiver, note=note, at=now
            )
            if incident.version != before.version and not sees:
                text = f"<@{receiver}> could not see incident {incident_id} before; now they can."
                outbox.put_once(db, replies.private(request, now, "notice", text=text, name="sees"))
            return incident

        await self._change(
            request, incident_id, verb, f"<@{actor}> hands incident {incident_id} to <@{receiver}>."
        )

    async def accept(self, request: Request, incident_id: int, version: int | None) -> None:
        """Take an incident one was offered."""
        actor = request.actor

        def verb(db: Transaction, now: datetime) -> Incident:
            return handoffs.accept(db, incident_id, version=version, actor=actor, at=now)

        await self._change(request, incident_id, verb, f"<@{actor}> accepts incident {incident_id}.")

    async def decline(self, request: Request, incident_id: int, version: int | None, reason: str) -> None:
        """Refuse an incident one was offered, with a reason."""
        actor = request.actor

        def verb(db: Transaction, now: datetime) -> Incident:
            return handoffs.decline(db, incident_id, version=version, actor=actor, reason=reason, at=now)

        why = f": {escape(reason)}" if reason else "."
        await self._change(request, incident_id, verb, f"<@{actor}> declines incident {incident_id}{why}")

    async def resolve(
        self, request: Request, incident_id: int, version: int | None, helped: str | None
    ) -> None:
        """Close the incident; `helped` is the step that helped, None when nobody knows."""
        actor = request.actor

        def verb(db: Transaction, now: datetime) -> Incident:
            return incidents.resolve(db, incident_id, version=version, actor=actor, helped=helped, at=now)

        await self._change(request, incident_id, verb, f"<@{actor}> resolves incident {incident_id}.")

    async def reopen(self, request: Request, incident_id: int, version: int | None) -> None:
        """Open a resolved incident again."""
        actor = request.actor

        def verb(db: Transaction, now: datetime) -> Incident:
            return incidents.reopen(db, incident_id, version=version, actor=actor, at=now)

        await self._change(request, incident_id, verb, f"<@{actor}> reopens incident {incident_id}.")

    async def correct(
        self, request: Request, incident_id: int, version: int | None, entry_id: str | None
    ) -> None:
        """Replace the leading diagnosis by the entry a person chose; None: none of the entries."""
        actor, knowledge = request.actor, self._means.knowledge
        entry = None if entry_id is None else knowledge.entries.get(entry_id)
        if entry_id is not None and entry is None:
            raise UsageError(f"There is no entry {entry_id}. Choose one from the list.")

        def verb(db: Transaction, now: datetime) -> Incident:
            found = incidents.require(db, incident_id, team=request.team).findings
            findings = (corrected(found[0], entry, actor), *found[1:])
            return incidents.correct(db, incident_id, version=version, actor=actor, findings=findings, at=now)

        name = "no known error" if entry is None else f"“{escape(entry.title)}”"
        await self._change(
            request,
            incident_id,
            verb,
            f"<@{actor}> corrects the diagnosis of incident {incident_id}: {name}.",
        )

    async def _change(self, request: Request, incident_id: int, verb: Verb, text: str) -> None:
        """Do it once, show it and say it; nothing is said when it was so already."""
        means = self._means
        await means.require_visible(request.team, request.actor, incident_id)
        now = means.now()

        def job(db: Transaction) -> None:
            before = incidents.require(db, incident_id, team=request.team)
            after = verb(db, now)
            inbox.done(db, request.key, now)
            if after.version == before.version:
                return
            put_card(db, after, means)
            outbox.put_once(db, replies.line(request, after, now, text))
            self._tell_parties(db, request, before, after, text, now)

        await means.store.write(job)

    @staticmethod
    def _tell_parties(
        db: Transaction, request: Request, before: Incident, after: Incident, text: str, now: datetime
    ) -> None:
        """Show the packet to its receiver, now or as it was answered; its sender hears of the answer."""
        passed = handoffs.load_handoffs(db, after.id)
        if not passed or before.offered_to == after.offered_to:
            return
        last = passed[-1]
        packet = replies.direct(
            request, now, last.receiver, "handoff", key=f"handoff:{last.id}", subject=str(last.id)
        )
        outbox.put(db, replace(packet, text=str(after.id)))
        if last.answered_at is not None and last.sender != request.actor:
            key = replies.reply_key(request, "sender")
            outbox.put_once(db, replies.direct(request, now, last.sender, "notice", key=key, text=text))


def escape(text: str) -> str:
    """Return a person's text so that Slack shows it as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
