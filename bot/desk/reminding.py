"""What happens when a timer is due: who hears of it, and where. One function a kind.

Everything due at once is done in one transaction with the messages it owes, so that a killed bot
loses none and repeats none, and so that each place hears of all of it in one message, however
long the bot was down. A kind's function may write, must be quick and loads no incident whole:
ten thousand may be due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.desk import replies
from bot.desk.means import Means
from bot.desk.packets import owe_status
from bot.desk.redrawing import redraw_told, told_key
from bot.model import BY_ITSELF, FollowUp, FollowUpKind, Handoff, Outgoing, is_channel
from bot.store import Transaction, audit, follow_ups, handoffs, marks, outbox
from bot.store.handoffs import load_waiting
from bot.store.whereabouts import Whereabouts, whereabouts

AT_ONCE = 10_000  # about a second of the one writer's time
CHANNELS_ASKED = 20  # about which Slack is asked at once: it takes fifty such questions a minute
STANDINGS = 20  # packets of a sender shown anew at once: Slack takes fifty edits a minute, cards want theirs

Places = Iterable[str]
"""People and channels, by id; empty when there is nothing left to say."""


class Reminding:
    """Does what is due, once Slack has said who hears of it."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def remind(self) -> int:
        """Do what is due now, most urgent first; returns how many that were."""
        now = self._means.now()
        if not await self._means.store.read(lambda db: follow_ups.due(db, now, 1)):
            return 0
        leads, left = await self._find_leads(), await self._find_left(now)
        escalate_to = self._means.settings.escalate_to if leads else None
        return await self._means.store.write(lambda db: Round(db, now, leads, escalate_to, left).tell())

    async def _find_leads(self) -> tuple[str, ...]:
        """Return who hears of every escalation; empty when that is each incident's own channel."""
        named, directory = self._means.settings.escalate_to, self._means.directory
        if named is None:
            return ()
        if is_channel(named):
            return (named,) if await directory.joined(named) else ()
        members = sorted(
            member for group in await directory.groups() if group.id == named for member in group.members
        )
        return tuple([one for one in members if not (await directory.person(one)).outsider])

    async def _find_left(self, now: datetime) -> frozenset[str]:
        """Return the channels of what is due that the bot is no longer in: nothing can be said there."""
        due = await self._means.store.read(lambda db: follow_ups.channels_due(db, now, CHANNELS_ASKED))
        return frozenset([one for one in due if not await self._means.directory.joined(one)])


class Round:
    """What is due at one moment, done in one transaction.

    `leads` hear of every escalation, who are `escalate_to` in the settings; empty and None where each
    incident's own channel does. The bot is no longer in the channels that it `left`.
    """

    def __init__(
        self,
        db: Transaction,
        now: datetime,
        leads: tuple[str, ...],
        escalate_to: str | None,
        left: frozenset[str],
    ) -> None:
        self._db = db
        self._now = now
        self._leads = leads
        self._escalate_to = escalate_to
        self._left = left
        self._standing: dict[str, dict[int, FollowUp]] = {}
        self._kinds: dict[FollowUpKind, Callable[[FollowUp], Places]] = {
            FollowUpKind.ESCALATE: self._escalate,
            FollowUpKind.REMIND: self._remind,
            FollowUpKind.SNOOZE: self._snooze,
            FollowUpKind.WAITED: self._waited,
        }

    def tell(self) -> int:
        """Do what is due and owe what is said of it; returns how many that were."""
        db, now = self._db, self._now
        found = follow_ups.due(db, now, AT_ONCE)
        told: dict[tuple[str, str], list[FollowUp]] = {}
        for follow_up in found:
            for place in self._kinds[follow_up.kind](follow_up):
                told.setdefault((follow_up.team, place), []).append(follow_up)
            follow_ups.done(db, follow_up.id, now)
        for (team, place), due in told.items():
            outbox.put_once(db, _message(db, team, place, due, now))
        standing = []
        for sender, packets in self._standing.items():
            for packet, first in list(packets.items())[:STANDINGS]:
                owe_status(db, first.team, packet, sender, now, aside=True)
                outbox.show_again(db, f"handoff:{packet}", now)
                standing.append(first.incident_id)
        redraw_told(db, standing, now)
        return len(found)

    def _place(self, where: Whereabouts) -> str:
        """Where it is said: the incident's place, else whoever has it, else whoever pasted it."""
        return where.owner or where.reporter if where.channel in self._left else where.place

    # Kinds

    def _escalate(self, follow_up: FollowUp) -> Places:
        """Nobody accepted in time: whom the settings name hears of it and may now, else its own place.

        Where the bot is no longer in its channel, whoever handed it on does.
        """
        waiting = load_waiting(self._db, follow_up.incident_id)
        if waiting is None:
            return ()
        where = whereabouts(self._db, follow_up.incident_id)
        own, place = where.answerer, where.place
        if where.channel in self._left:
            own = place = waiting.sender
        handoffs.escalated(self._db, waiting, self._escalate_to or own, self._now)
        self._note(follow_up, waiting, "escalated")
        return self._leads or (place,)

    def _remind(self, follow_up: FollowUp) -> Places:
        """Whoever got the packet has not answered yet."""
        waiting = load_waiting(self._db, follow_up.incident_id)
        if waiting is None:
            return ()
        handoffs.reminded(self._db, waiting, self._now)
        self._note(follow_up, waiting, "reminded")
        return waiting.places

    def _note(self, follow_up: FollowUp, waiting: Handoff, act: str) -> None:
        """Put it on record; those of it will be shown how it stands, of very many with the next answer."""
        subject = f"incident:{follow_up.incident_id}"
        audit.record(self._db, team=follow_up.team, actor=BY_ITSELF, act=act, subject=subject, at=self._now)
        self._standing.setdefault(waiting.sender, {}).setdefault(waiting.packet, follow_up)

    def _snooze(self, follow_up: FollowUp) -> Places:
        """A snooze is over: the card says so, and whoever has the incident is asked."""
        if not marks.wake_in_time(self._db, follow_up.incident_id, at=self._now):
            return ()
        where = whereabouts(self._db, follow_up.incident_id)
        card = replies.card(where, self._now)
        if card is not None:
            outbox.put(self._db, card)
        return (where.owner or self._place(where),)

    def _waited(self, follow_up: FollowUp) -> Places:
        """Waiting should have helped by now: asked where the incident is, unless it is asked about later."""
        where = whereabouts(self._db, follow_up.incident_id)
        return () if where.resolved or where.snoozed else (self._place(where),)


def _message(db: Transaction, team: str, place: str, due: list[FollowUp], now: datetime) -> Outgoing:
    """One message of all that is due for a place; a single one stands in its incident's thread.

    An escalation stands in the channel itself: in a thread nobody new would see it.
    """
    numbers = ",".join(str(follow_up.id) for follow_up in due)
    key = f"{told_key(now)}:{due[0].id}:{place}"
    message = replies.message(team, now, place, "due", key=key, subject=numbers)
    where = whereabouts(db, due[0].incident_id)
    in_thread = len(due) == 1 and where.channel == place and due[0].kind is not FollowUpKind.ESCALATE
    return replace(message, thread_ts=where.thread_ts) if in_thread else message
