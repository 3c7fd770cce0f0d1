"""What people do with an incident: assign, hand off, answer a handoff, resolve, reopen, correct.

Each is one change by one person: the card is owed again, one line is said in the thread, and
whoever came second is told what happened instead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.desk import replies
from bot.desk.correction import corrected
from bot.desk.means import Means
from bot.desk.pastes import put_card
from bot.errors import UsageError
from bot.model import Act, FollowUpKind, Incident, IncidentState, Outgoing, Request
from bot.store import Transaction, follow_ups, handoffs, inbox, incidents, outbox
from bot.store.timeline import load_timeline

Verb = Callable[[Transaction, int | None, datetime], Incident]


class Following:
    """Changes of one incident, each told to those it concerns."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def assign(self, request: Request, incident_id: int, version: int | None) -> None:
        """Give the incident to whoever asks."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return incidents.assign(db, incident_id, version=version, actor=actor, owner=actor, at=now)

        await self._change(request, incident_id, version, verb)

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
        channel, settings = before.channel, means.settings
        sees = channel is not None and await means.directory.sees(receiver, channel)

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

        await self._change(request, incident_id, version, verb)

    async def accept(self, request: Request, incident_id: int, version: int | None) -> None:
        """Take an incident one was offered."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return handoffs.accept(db, incident_id, version=version, actor=actor, at=now)

        await self._change(request, incident_id, version, verb)

    async def decline(self, request: Request, incident_id: int, version: int | None, reason: str) -> None:
        """Refuse an incident one was offered, with a reason."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return handoffs.decline(db, incident_id, version=version, actor=actor, reason=reason, at=now)

        await self._change(request, incident_id, version, verb)

    async def resolve(
        self, request: Request, incident_id: int, version: int | None, helped: str | None
    ) -> None:
        """Close the incident; `helped` is the step that helped, None when nobody knows."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return incidents.resolve(db, incident_id, version=version, actor=actor, helped=helped, at=now)

        await self._change(request, incident_id, version, verb)

    async def reopen(self, request: Request, incident_id: int, version: int | None) -> None:
        """Open a resolved incident again."""
        actor = request.actor

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            return incidents.reopen(db, incident_id, version=version, actor=actor, at=now)

        await self._change(request, incident_id, version, verb)

    async def correct(
        self, request: Request, incident_id: int, version: int | None, entry_id: str | None
    ) -> None:
        """Replace the leading diagnosis by the entry a person chose; None: none of the entries."""
        actor, knowledge = request.actor, self._means.knowledge
        entry = None if entry_id is None else knowledge.entries.get(entry_id)
        if entry_id is not None and entry is None:
            raise UsageError(f"There is no entry {entry_id}. Choose one from the list.")

        def verb(db: Transaction, version: int | None, now: datetime) -> Incident:
            found = incidents.require(db, incident_id, team=request.team).findings
            findings = (corrected(found[0], entry, actor), *found[1:])
            return incidents.correct(db, incident_id, version=version, actor=actor, findings=findings, at=now)

        await self._change(request, incident_id, version, verb)

    async def _change(self, request: Request, incident_id: int, version: int | None, verb: Verb) -> None:
        """Do it once, show it and say it; nothing is said when it was so already."""
        means = self._means
        await means.require_visible(request.team, request.actor, incident_id)
        now = means.now()

        def job(db: Transaction) -> None:
            before = incidents.require(db, incident_id, team=request.team)
            after = verb(db, _seen(db, before, version, request.actor), now)
            inbox.done(db, request.key, now)
            if request.intent == "command" and after.channel is not None:
                outbox.put_once(db, replies.private(request, now, "notice", text=_now(before, after)))
            if after.version == before.version:
                return
            put_card(db, after, means)
            line = replies.line(request, after, len(load_timeline(db, after.id)), now)
            outbox.put_once(db, line)
            _tell_parties(db, request, before, after, line)

        await means.store.write(job)


def _seen(db: Transaction, incident: Incident, version: int | None, actor: str) -> int | None:
    """Return the version the actor knows: what they changed themselves since then is no news to them."""
    if version is None or version >= incident.version:
        return version
    changes = [done for done in load_timeline(db, incident.id) if done.kind is not Act.SEEN_AGAIN]
    since = changes[version - incident.version :]
    return incident.version if all(done.actor == actor for done in since) else version


def _now(before: Incident, after: Incident) -> str:
    """What somebody who typed a command is told, wherever the incident's thread is."""
    state = "resolved" if after.state is IncidentState.RESOLVED else "open"
    return f"Incident {after.id} is {state} {'already' if after.version == before.version else 'now'}."


def _tell_parties(
    db: Transaction, request: Request, before: Incident, after: Incident, line: Outgoing
) -> None:
    """Show the packet to its receiver, as it waits or as it was answered; its sender hears of the answer."""
    passed = handoffs.load_handoffs(db, after.id)
    if not passed or before.offered_to == after.offered_to:
        return
    last = passed[-1]
    key, subject = f"handoff:{last.id}", f"{after.id}:{last.id}"
    packet = replies.direct(request.team, line.not_before, last.receiver, "handoff", key=key, subject=subject)
    outbox.put(db, packet)
    if last.answered_at is not None and last.sender != request.actor:
        told = replies.direct(
            request.team, line.not_before, last.sender, line.what, key=f"{key}:answer", subject=line.subject
        )
        outbox.put_once(db, told)
