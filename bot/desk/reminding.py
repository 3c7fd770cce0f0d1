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
    """Does what is due."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._leads: tuple[str, ...] = ()
        self._left: frozenset[str] = frozenset()
        self._standing: dict[str, dict[int, FollowUp]] = {}
        self._kinds: dict[FollowUpKind, Callable[[Transaction, FollowUp, datetime], Places]] = {
            FollowUpKind.ESCALATE: self._escalate,
            FollowUpKind.REMIND: self._remind,
            FollowUpKind.SNOOZE: self._snooze,
            FollowUpKind.WAITED: self._waited,
        }

    async def remind(self) -> int:
        """Do what is due now, most urgent first; returns how many that were."""
        now = self._means.now()
        if not await self._means.store.read(lambda db: follow_ups.due(db, now, 1)):
            return 0
        self._leads = await self._find_leads()
        self._left = await self._find_left(now)
        return await self._means.store.write(lambda db: self._tell(db, now))

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

    def _place(self, where: Whereabouts) -> str:
        """Where it is said: the incident's place, else whoever has it, else whoever pasted it."""
        return where.owner or where.reporter if where.channel in self._left else where.place

    def _tell(self, db: Transaction, now: datetime) -> int:
        found = follow_ups.due(db, now, AT_ONCE)
        told: dict[tuple[str, str], list[FollowUp]] = {}
        self._standing = {}
        for follow_up in found:
            for place in self._kinds[follow_up.kind](db, follow_up, now):
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

    # Kinds

    def _escalate(self, db: Transaction, follow_up: FollowUp, now: datetime) -> Places:
        """Nobody accepted in time: whom the settings name hears of it and may now, else its own place.

        Where the bot is no longer in its channel, whoever handed it on does.
        """
        waiting = load_waiting(db, follow_up.incident_id)
        if waiting is None:
            return ()
        where = whereabouts(db, follow_up.incident_id)
        left = where.channel in self._left
        to = self._means.settings.escalate_to if self._leads else waiting.sender if left else where.answerer
        handoffs.escalated(db, waiting, to, now)
        self._note(db, follow_up, waiting, "escalated", now)
        return self._leads or (waiting.sender if left else where.place,)

    def _remind(self, db: Transaction, follow_up: FollowUp, now: datetime) -> Places:
        """Whoever got the packet has not answered yet."""
        waiting = load_waiting(db, follow_up.incident_id)
        if waiting is None:
            return ()
        handoffs.reminded(db, waiting, now)
        self._note(db, follow_up, waiting, "reminded", now)
        return waiting.places

    def _note(self, db: Transaction, follow_up: FollowUp, waiting: Handoff, act: str, now: datetime) -> None:
        """Put it on record; those of it will be shown how it stands, of very many with the next answer."""
        subject = f"incident:{follow_up.incident_id}"
        audit.record(db, team=follow_up.team, actor=BY_ITSELF, act=act, subject=subject, at=now)
        self._standing.setdefault(waiting.sender, {}).setdefault(waiting.packet, follow_up)

    def _snooze(self, db: Transaction, follow_up: FollowUp, now: datetime) -> Places:
        """A snooze is over: the card says so, and whoever has the incident is asked."""
        if not marks.wake_in_time(db, follow_up.incident_id, at=now):
            return ()
        where = whereabouts(db, follow_up.incident_id)
        card = replies.card(where, now)
        if card is not None:
            outbox.put(db, card)
        return (where.owner or self._place(where),)

    def _waited(self, db: Transaction, follow_up: FollowUp, now: datetime) -> Places:
        """Waiting should have helped by now: asked where the incident is, unless it is asked about later."""
        del now
        where = whereabouts(db, follow_up.incident_id)
        return () if where.resolved or where.snoozed else (self._place(where),)


def _message(db: Transaction, team: str, place: str, due: list[FollowUp], now: datetime) -> Outgoing:
    """One message of all that is due for a place; a single one stands in its incident's thread.

    An escalation stands in the channel itself: in a thread nobody new would see it.
    """
    numbers = ",".join(str(follow_up.id) for follow_up in due)
    key = f"{told_key(now)}:{due[0].id}:{place}"
    message = replies.direct(team, now, place, "due", key=key, subject=numbers)
    where = whereabouts(db, due[0].incident_id)
    in_thread = len(due) == 1 and where.channel == place and due[0].kind is not FollowUpKind.ESCALATE
    return replace(message, thread_ts=where.thread_ts) if in_thread else message
