"""No order of buttons brings an incident into an impossible state."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.errors import ConflictError, NotAllowedError, UsageError
from bot.model import (
    FollowUpKind,
    IncidentState,
)
from bot.store import Store, follow_ups, handoffs, incidents, records
from bot.store.timeline import load_timeline
from tests.store_house import NOON, opening

PEOPLE = st.sampled_from(["U1", "U2", "U3"])
RECEIVERS = st.sampled_from(["U1", "U2", "U3", "C9", "S9"])
PLACES = st.sets(st.sampled_from(["C9", "S9"]))


class Lifecycle(RuleBasedStateMachine):
    """Three people press buttons of one incident, now and then an old one."""

    def __init__(self):
        super().__init__()
        self.store = Lifecycle.shared
        self.id = self.store.write_now(opening(recipient=None)).incident.id
        self.now = self.load()

    shared: Store

    def load(self):
        return self.store.read_now(lambda db: records.load(db, self.id))

    def press(self, verb, **arguments):
        """Run one verb; an error must leave everything as it was, a change makes one new version."""
        before = self.now
        try:
            after = self.store.write_now(
                lambda db: verb(db, self.id, version=before.version, at=NOON, **arguments)
            )
        except (ConflictError, NotAllowedError, UsageError):
            assert self.load() == before
            return
        assert after == self.load()
        assert after.version in (before.version, before.version + 1)
        assert (after == before) == (after.version == before.version)
        self.now = after

    @rule(actor=PEOPLE, owner=PEOPLE)
    def assign(self, actor, owner):
        self.press(incidents.assign, actor=actor, owner=owner)

    @rule(sender=PEOPLE, receiver=RECEIVERS)
    def offer(self, sender, receiver):
        self.press(handoffs.offer, sender=sender, receiver=receiver, note="note")

    @rule(actor=PEOPLE, answers_for=PLACES)
    def accept(self, actor, answers_for):
        before = self.now
        self.press(handoffs.accept, actor=actor, answers_for=answers_for)
        if self.now.version != before.version:
            assert {before.offered_to, before.escalated_to} & {actor, *answers_for}
            assert self.now.owner == actor

    @rule(actor=PEOPLE, answers_for=PLACES)
    def decline(self, actor, answers_for):
        self.press(handoffs.decline, actor=actor, answers_for=answers_for, reason="reason")

    @precondition(lambda self: self.now.state is IncidentState.OFFERED)
    @rule(to=st.sampled_from(["C9", "S9", None]))
    def nobody_answers(self, to):
        """Its timers are set, and it is escalated."""

        def job(db):
            handoffs.escalated(db, handoffs.load_waiting(db, self.id), to, NOON)
            for kind in (FollowUpKind.REMIND, FollowUpKind.ESCALATE):
                follow_ups.put(db, team="T1", incident_id=self.id, kind=kind, due_at=NOON)

        self.store.write_now(job)
        self.now = self.load()

    @rule(actor=PEOPLE)
    def withdraw(self, actor):
        self.press(handoffs.withdraw, actor=actor)

    @rule(actor=PEOPLE, helped=st.sampled_from([None, "retype"]))
    def resolve(self, actor, helped):
        self.press(incidents.resolve, actor=actor, helped=helped)

    @rule(actor=PEOPLE)
    def reopen(self, actor):
        self.press(incidents.reopen, actor=actor)

    @precondition(lambda self: self.now.version > 1 and self.now.state is not IncidentState.RESOLVED)
    @rule()
    def an_old_button_changes_nothing(self):
        with pytest.raises(ConflictError):
            self.store.write_now(
                lambda db: incidents.resolve(
                    db, self.id, version=self.now.version - 1, actor="U9", helped=None, at=NOON
                )
            )
        assert self.load() == self.now

    @invariant()
    def state_and_people_agree(self):
        now = self.now
        waiting = self.store.read_now(lambda db: handoffs.load_waiting(db, self.id))
        assert (now.state is IncidentState.OFFERED) == (now.offered_to is not None)
        assert now.offered_to == (waiting.receiver if waiting else None)
        timers = self.store.read_now(lambda db: [one.incident_id for one in follow_ups.due(db, NOON, 100)])
        assert waiting is not None or (self.id not in timers and now.escalated_to is None)
        assert (now.state is IncidentState.RESOLVED) == (now.resolved_at is not None)
        assert (now.resolved_at is None) == (now.resolved_by is None)
        if now.state is IncidentState.NEW:
            assert now.owner is None
        if now.state is IncidentState.ASSIGNED:
            assert now.owner is not None
        assert len(self.store.read_now(lambda db: load_timeline(db, self.id))) == now.version


def test_no_order_of_buttons_reaches_an_impossible_state(store):
    Lifecycle.shared = store
    run_state_machine_as_test(
        Lifecycle,
        settings=settings(max_examples=40, stateful_step_count=20),
    )
