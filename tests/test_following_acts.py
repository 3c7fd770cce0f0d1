"""Any acts of several people, from cards as old as they like: nothing lost, nothing impossible, all on record."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.config import Settings
from bot.desk import Desk
from bot.desk.reader import Reader
from bot.errors import ConflictError, NotAllowedError, UsageError
from bot.model import BY_ITSELF, Act, Actor, Followed, Happening, IncidentState, Request, Step
from bot.net import FileDoor, Net, build_net
from bot.store import Store
from bot.store.followed import load_followed
from bot.store.ledger import StoreLedger
from tests.bot_house import Directory
from tests.knowledge_base import knowledge
from tests.store_house import FINDING, NOON, load_trail, opening

STEPS = tuple(Step(name, name, "", Actor.SENDER, None) for name in ("retype", "wait", "ask"))
PEOPLE = st.sampled_from(["U1", "U2", "U3"])
WHO = st.tuples(PEOPLE, st.sampled_from([True, True, False]))
"""Somebody, and whether they look at the card before they press."""
TAKES_NOTHING = {Act.TICKED, Act.UNTICKED, Act.NOTED, Act.WOKEN}
ONLY_TRACED = {"reminded", "escalated"}
_numbers = itertools.count(1)


class Everybody(Directory):
    """All three read every channel."""

    async def readable(self, user, channels):
        return frozenset(channels)


@dataclass(frozen=True)
class Told:
    """Where an incident stands, as its timeline alone tells it."""

    state: IncidentState = IncidentState.NEW
    owner: str | None = None
    offered_to: str | None = None
    resolved_by: str | None = None
    helped: str | None = None
    customer: str | None = None
    snoozed_until: datetime | None = None
    entry: str | None = FINDING.entry
    ticks: frozenset[tuple[str, str]] = frozenset()


def told_by(timeline: tuple[Happening, ...]) -> Told:
    told = Told()
    for line in timeline:
        after = _next(told, line)
        if (after.owner, after.state) != (told.owner, told.state):
            after = replace(after, snoozed_until=None)
        told = after
    return told


def _next(told: Told, line: Happening) -> Told:  # noqa: PLR0912 - one case an act
    back = IncidentState.NEW if told.owner is None else IncidentState.ASSIGNED
    actor, detail = line.actor, line.detail
    match line.kind:
        case Act.ASSIGNED:
            return replace(told, state=IncidentState.ASSIGNED, owner=detail, offered_to=None)
        case Act.UNASSIGNED:
            return replace(told, state=IncidentState.NEW, owner=None, offered_to=None)
        case Act.OFFERED:
            return replace(told, state=IncidentState.OFFERED, offered_to=detail)
        case Act.ACCEPTED:
            return replace(told, state=IncidentState.ASSIGNED, owner=actor, offered_to=None)
        case Act.DECLINED:
            return replace(told, state=back, offered_to=None)
        case Act.RESOLVED:
            resolved = replace(told, state=IncidentState.RESOLVED, offered_to=None)
            return replace(resolved, resolved_by=actor, helped=detail or None)
        case Act.REOPENED:
            return replace(told, state=back, resolved_by=None, helped=None)
        case Act.CORRECTED:
            return replace(told, entry=detail or None)
        case Act.LINKED:
            return replace(told, customer=detail)
        case Act.UNLINKED:
            return replace(told, customer=None)
        case Act.SNOOZED:
            return replace(told, snoozed_until=datetime.fromtimestamp(int(detail), UTC))
        case Act.WOKEN:
            return replace(told, snoozed_until=None)
        case Act.TICKED:
            return replace(told, ticks=told.ticks | {(detail, actor)})
        case Act.UNTICKED:
            return replace(told, ticks=frozenset(one for one in told.ticks if one[0] != detail))
        case _:
            return told


class Acts(RuleBasedStateMachine):
    """Three people with a card each, which they look at now and then."""

    store: Store

    def __init__(self):
        super().__init__()
        self.time = NOON
        self.loop = asyncio.Runner()
        reader = Reader(knowledge())
        build_door = partial(build_net, Settings(), StoreLedger(self.store, now=self.now), self.now)
        doors = (build_door(Net), partial(build_door, FileDoor))
        heard = {"on_owed": lambda: None, "say_fault": lambda *_: ""}
        self.desk = Desk(knowledge(), self.store, Everybody(), reader, self.now, *doors, Settings(), **heard)
        channel = f"C{next(_numbers)}"
        paste = opening(recipient=None, channel=channel, findings=(replace(FINDING, steps=STEPS),))
        self.id = self.store.write_now(paste).incident.id
        self.seen = dict.fromkeys(("U1", "U2", "U3"), 1)

    def now(self):
        return self.time

    def teardown(self):
        self.loop.close()

    def load(self) -> Followed:
        return self.store.read_now(lambda db: load_followed(db, self.id))

    def traces(self):
        trail = self.store.read_now(lambda db: load_trail(db, "T1", f"incident:{self.id}"))
        return [(trace.actor, trace.act) for trace in trail if trace.act not in ONLY_TRACED]

    def act(self, who, act, *arguments, versioned=True, **named):
        """Do it as somebody who sees the card of some version; nothing is lost, whatever comes of it."""
        before, self.time = self.load(), self.time + timedelta(minutes=1)
        actor, looks = who
        if looks:
            self.seen[actor] = before.incident.version
        key = f"E{next(_numbers)}"
        request = Request(key, "incident", "T1", actor, before.incident.channel, None, "1.1", "", {})
        version = (self.seen[actor],) if versioned else ()
        since = before.timeline[self.seen[actor] :]
        news = [line for line in since if line.actor != actor and line.kind not in TAKES_NOTHING]
        try:
            self.loop.run(act(request, self.id, *version, *arguments, **named))
        except (ConflictError, NotAllowedError, UsageError) as refused:
            assert self.load() == before
            if versioned and isinstance(refused, ConflictError) and not news:
                assert before.incident.state in (IncidentState.RESOLVED, IncidentState.OFFERED) or (
                    act in (self.desk.handing.accept, self.desk.handing.decline)
                )
            return
        after = self.load()
        if after.incident.version == before.incident.version:
            assert after == before
            return
        assert not (versioned and news), "a decision that was not seen was overwritten"
        assert after.timeline[:-1] == before.timeline
        assert after.timeline[-1].actor == actor
        assert after.incident.version == before.incident.version + 1

    @rule(who=WHO)
    def assign(self, who):
        self.act(who, self.desk.following.assign)

    @rule(who=WHO)
    def unassign(self, who):
        self.act(who, self.desk.marking.unassign)

    @rule(who=WHO, receiver=PEOPLE)
    def hand_off(self, who, receiver):
        self.act(who, self.desk.handing.hand_off, receiver, "note")

    @rule(who=WHO)
    def accept(self, who):
        self.act(who, self.desk.handing.accept)

    @rule(who=WHO)
    def decline(self, who):
        self.act(who, self.desk.handing.decline, "busy")

    @rule(who=WHO, helped=st.sampled_from([None, "retype"]))
    def resolve(self, who, helped):
        self.act(who, self.desk.following.resolve, helped)

    @rule(who=WHO)
    def reopen(self, who):
        self.act(who, self.desk.following.reopen)

    @rule(who=WHO, entry=st.sampled_from([None, "535-authentication-failed", "mailbox-full"]))
    def correct(self, who, entry):
        self.act(who, self.desk.following.correct, entry)

    @rule(who=WHO, step=st.sampled_from(["retype", "wait"]), done=st.booleans())
    def tick(self, who, step, done):
        self.act(who, self.desk.marking.tick, step, done=done, versioned=False)

    @rule(who=WHO, text=st.sampled_from(["ACME rang", "nothing yet"]))
    def note(self, who, text):
        self.act(who, self.desk.marking.note, text, versioned=False)

    @rule(who=WHO, customer=st.sampled_from(["ACME", "Other Ltd", ""]))
    def link(self, who, customer):
        self.act(who, self.desk.marking.link, customer)

    @rule(who=WHO, lasts=st.sampled_from(["1", "4"]))
    def snooze(self, who, lasts):
        self.act(who, self.desk.marking.snooze, {"lasts": lasts})

    @rule(who=WHO)
    def wake(self, who):
        self.act(who, self.desk.marking.wake, versioned=False)

    @rule(hours=st.integers(1, 5))
    def time_passes(self, hours):
        before, self.time = self.load(), self.time + timedelta(hours=hours)
        self.loop.run(self.desk.reminding.remind())
        after = self.load()
        asleep = before.incident.snoozed_until
        woken = asleep is not None and asleep <= self.time
        assert [(line.actor, line.kind) for line in after.timeline[len(before.timeline) :]] == (
            [(BY_ITSELF, Act.WOKEN)] if woken else []
        )

    @invariant()
    def the_timeline_alone_tells_where_the_incident_stands(self):
        found = self.load()
        incident = found.incident
        assert told_by(found.timeline) == Told(
            state=incident.state,
            owner=incident.owner,
            offered_to=incident.offered_to,
            resolved_by=incident.resolved_by,
            helped=incident.helped,
            customer=incident.customer,
            snoozed_until=incident.snoozed_until,
            entry=incident.lead.entry,
            ticks=frozenset((tick.step, tick.actor) for tick in found.ticks),
        )
        assert len(found.timeline) == incident.version

    @invariant()
    def no_state_is_impossible(self):
        found = self.load()
        incident, waiting = found.incident, found.handoff
        assert (incident.state is IncidentState.OFFERED) == (incident.offered_to is not None)
        assert incident.offered_to == (waiting.receiver if waiting else None)
        assert (incident.state is IncidentState.RESOLVED) == (incident.resolved_at is not None)
        assert incident.state is not IncidentState.NEW or incident.owner is None
        assert incident.state is not IncidentState.ASSIGNED or incident.owner is not None
        assert incident.snoozed_until is None or incident.state is IncidentState.ASSIGNED
        assert len({tick.step for tick in found.ticks}) == len(found.ticks)

    @invariant()
    def every_act_is_on_record_and_said_once(self):
        timeline = self.load().timeline
        assert self.traces() == [(line.actor, line.kind) for line in timeline]
        said = self.store.read_now(
            lambda db: [
                row["subject"]
                for row in db.execute(
                    "select subject from outbox where key like ? order by id", (f"line:{self.id}:%",)
                )
            ]
        )
        assert said == [
            f"{self.id}:{place}"
            for place, line in enumerate(timeline, 1)
            if line.kind is not Act.OPENED and line.actor != BY_ITSELF
        ]


def test_no_acts_of_several_people_lose_one_or_reach_an_impossible_state(tmp_path):
    Acts.store = Store.open(str(tmp_path / "a.db"))
    try:
        run_state_machine_as_test(
            Acts,
            settings=settings(max_examples=25, stateful_step_count=25),
        )
    finally:
        Acts.store.close_now()
