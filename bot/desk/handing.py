"""Handing incidents on, one or a whole queue: to whom, what they get, and how it is answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.cards.handoff_forms import MOST
from bot.cards.words import incidents_named
from bot.desk import replies
from bot.desk.changing import Verb, change, change_all, warn
from bot.desk.directory import Group
from bot.desk.means import Means
from bot.desk.packets import owe_packet
from bot.desk.receivers import find_places, newly_seen, require_receiver
from bot.errors import ConflictError, NotAllowedError, UsageError
from bot.model import FollowUpKind, Handoff, Incident, Request
from bot.store import Transaction, follow_ups, handoffs, inbox, outbox
from bot.store.handoffs import load_packet
from bot.store.lists import load_queue
from bot.store.records import require

NOTHING_YOURS = "No open incident is yours, so there is nothing to hand on."
ALL_ANSWERED = "All of these have been answered or taken back already."

ANSWERS = {"accepted": "accepted", "declined": "declined", "took back": "withdrawn"}
"""What is kept of an answer, by what is told of it."""


class Handing:
    """Handoffs, from the offer to the answer."""

    def __init__(self, means: Means) -> None:
        self._means = means

    # Handing on

    async def require_receiver(self, receiver: str) -> None:
        """Raise UsageError while the form is open, so that nobody types their note twice."""
        await require_receiver(self._means, receiver)

    async def require_unoffered(self, incident_id: int) -> None:
        """Raise ConflictError before a form is opened that could not be taken."""
        await self._means.store.read(lambda db: handoffs.require_unoffered(db, incident_id))

    async def require_waiting(self, incident_id: int, actor: str) -> None:
        """Raise ConflictError where no handoff of the incident waits any more, before a reason is written."""
        await self._means.store.read(lambda db: handoffs.require_waiting(db, incident_id, actor))

    async def groups(self) -> tuple[Group, ...]:
        """Return the user groups one can hand to."""
        return await self._means.directory.groups()

    async def queue(self, team: str, actor: str) -> tuple[Incident, ...]:
        """Return the open incidents a member can hand on, oldest first; one more than MOST when there are."""
        await self._means.require_member(actor)
        return await self._means.store.read(lambda db: load_queue(db, team=team, owner=actor, limit=MOST + 1))

    async def hand_off(
        self, request: Request, incident_id: int, version: int | None, receiver: str, note: str
    ) -> None:
        """Offer one incident to a person, a user group or a channel."""
        means, actor = self._means, request.actor
        before = await means.require_visible(request.team, actor, incident_id)
        places = await find_places(means, actor, receiver)
        newly = await newly_seen(means, request.team, receiver, places, (before,))
        offer = partial(self._offer, receiver=receiver, places=places, note=note)

        def verb(
            db: Transaction, incident_id: int, /, *, version: int | None, actor: str, at: datetime
        ) -> Incident:
            incident = offer(db, incident_id, version=version, actor=actor, at=at)
            if incident.version != before.version and newly:
                outbox.put_once(db, replies.private(request, at, "notice", text=newly, name="sees"))
            return incident

        await change(means, request, incident_id, version, verb)

    async def hand_over(self, request: Request, receiver: str, note: str) -> None:
        """Offer everything the asker has, in one packet; raises UsageError when that is nothing."""
        means, actor = self._means, request.actor
        queue = await self.queue(request.team, actor)
        places = await find_places(means, actor, receiver)
        newly = await newly_seen(means, request.team, receiver, places, queue[:MOST])
        offer = partial(self._offer, receiver=receiver, places=places, note=note)
        now = means.now()

        def job(db: Transaction) -> None:
            packet: int | None = None

            def verb(
                db: Transaction, number: int, /, *, version: int | None, actor: str, at: datetime
            ) -> Incident:
                nonlocal packet
                after = offer(db, number, version=version, actor=actor, at=at, packet=packet)
                packet = packet or handoffs.load_handoffs(db, number)[-1].packet
                return after

            # Asked anew: somebody may have taken or resolved some while the form was open.
            still = [one.id for one in load_queue(db, team=request.team, owner=actor, limit=MOST)]
            change_all(db, request, still, verb, now)
            if packet is None:
                raise UsageError(NOTHING_YOURS)
            inbox.done(db, request.key, now)
            warn(db, request, now)
            owe_packet(db, request.team, packet, now)
            if newly:
                outbox.put_once(db, replies.private(request, now, "notice", text=newly, name="sees"))

        await means.store.write(job)

    def _offer(
        self,
        db: Transaction,
        number: int,
        /,
        *,
        version: int | None,
        actor: str,
        at: datetime,
        receiver: str,
        places: Sequence[str],
        note: str,
        packet: int | None = None,
    ) -> Incident:
        """A verb: the store's, with the timers of a handoff that waits."""
        settings = self._means.settings
        remind_at = at + timedelta(seconds=settings.handoff_remind_s)
        escalate_at = at + timedelta(seconds=settings.handoff_escalate_s)
        waited = handoffs.load_waiting(db, number)
        incident = handoffs.offer(
            db,
            number,
            version=version,
            sender=actor,
            receiver=receiver,
            places=places,
            packet=packet,
            note=note,
            at=at,
            answer_by=escalate_at,
        )
        if waited is None:
            timers = ((FollowUpKind.REMIND, remind_at), (FollowUpKind.ESCALATE, escalate_at))
            for kind, due_at in timers:
                follow_ups.put(db, team=incident.team, incident_id=number, kind=kind, due_at=due_at)
        return incident

    # Answering

    async def accept(self, request: Request, incident_id: int, version: int | None) -> None:
        """Take an incident one was offered, alone or as a member of a group or channel."""
        answers_for = await self._answers_for(request.actor)
        verb = partial(handoffs.accept, answers_for=answers_for)
        await change(self._means, request, incident_id, version, verb)

    async def decline(self, request: Request, incident_id: int, version: int | None, reason: str) -> None:
        """Refuse an incident one was offered, with a reason."""
        answers_for = await self._answers_for(request.actor)
        verb = partial(handoffs.decline, answers_for=answers_for, reason=reason)
        await change(self._means, request, incident_id, version, verb)

    async def packet(self, team: str, actor: str, packet: int) -> tuple[tuple[Incident, Handoff], ...]:
        """Return what of a packet still waits; empty when all is answered.

        Raises NotAllowedError for somebody who may not answer all of it.
        """
        await self._means.require_member(actor)
        answers_for = await self._answers_for(actor)
        waiting = await self._means.store.read(lambda db: _waiting(db, team, packet))
        if any(not {one.offered_to, one.escalated_to} & {actor, *answers_for} for one, _ in waiting):
            raise NotAllowedError("These were handed to somebody else: only they can answer.")
        return waiting

    async def accept_all(self, request: Request, packet: int, numbers: Collection[int] | None = None) -> None:
        """Take what still waits of a packet, or those of it that are named."""
        answers_for = await self._answers_for(request.actor)
        verb = partial(handoffs.accept, answers_for=answers_for)
        await self._answer_all(request, packet, "accepted", verb, numbers)

    async def decline_all(self, request: Request, packet: int, reason: str) -> None:
        """Refuse what still waits of a packet, with one reason."""
        answers_for = await self._answers_for(request.actor)
        verb = partial(handoffs.decline, answers_for=answers_for, reason=reason)
        await self._answer_all(request, packet, "declined", verb)

    async def take_back(self, request: Request, packet: int) -> None:
        """Take back what nobody has answered yet; only for its sender or an incident's owner."""
        await self._answer_all(request, packet, "took back", handoffs.withdraw)

    async def _answer_all(
        self,
        request: Request,
        packet: int,
        did: str,
        verb: Verb,
        numbers: Collection[int] | None = None,
    ) -> None:
        await self._means.require_member(request.actor)
        now = self._means.now()

        def job(db: Transaction) -> None:
            waiting = [incident.id for incident, _ in _waiting(db, request.team, packet)]
            wanted = [number for number in waiting if numbers is None or number in numbers]
            if not wanted:
                theirs = {one.answer for one in load_packet(db, packet) if one.answered_by == request.actor}
                if ANSWERS[did] in theirs:
                    inbox.done(db, request.key, now)  # their own press a moment ago
                    return
                raise ConflictError(ALL_ANSWERED)
            changed = change_all(db, request, wanted, verb, now)
            inbox.done(db, request.key, now)
            warn(db, request, now)
            owe_packet(db, request.team, packet, now)
            sender = load_packet(db, packet)[0].sender
            if sender != request.actor:
                which = incidents_named([one.id for one in changed])
                text = f"<@{request.actor}> {did} {which} that you handed on."
                key = replies.reply_key(request, "told")
                told = replies.message(request.team, now, sender, "notice", key=key, text=text)
                outbox.put_once(db, told)

        await self._means.store.write(job)

    async def _answers_for(self, actor: str) -> frozenset[str]:
        return await self._means.directory.belongs(actor)


def _waiting(db: Transaction, team: str, packet: int) -> tuple[tuple[Incident, Handoff], ...]:
    found = [(require(db, one.incident_id), one) for one in load_packet(db, packet) if one.waits]
    return tuple((incident, one) for incident, one in found if incident.team == team)
