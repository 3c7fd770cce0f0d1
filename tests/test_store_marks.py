"""What people put on an incident: ticks and notes of two never collide, nothing is written twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import ConflictError, UsageError
from bot.model import Act, Actor, IncidentState, Step, Tick
from bot.store import handoffs, incidents, marks
from bot.store.timeline import load_timeline
from tests.store_house import FINDING, NOON, load_trail, opened

STEPS = tuple(Step(name, name, "", Actor.SENDER, None) for name in ("retype", "wait"))
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def store(store):
    opened(store, findings=(replace(FINDING, steps=STEPS),))
    return store


def do(store, verb, **arguments):
    return store.write_now(lambda db: verb(db, 1, **{"actor": "U1", "at": NOON, **arguments}))


def timeline(store):
    return [
        (line.actor, line.kind, line.detail) for line in store.read_now(lambda db: load_timeline(db, 1))[1:]
    ]


def ticks(store):
    return store.read_now(lambda db: marks.load_ticks(db, 1))


def test_a_ticked_step_names_who_and_when_until_somebody_unticks_it(store):
    do(store, marks.tick, step="wait", at=LATER)
    after = do(store, marks.tick, step="retype", actor="U2")
    assert ticks(store) == (Tick("retype", "U2", NOON), Tick("wait", "U1", LATER))
    assert after.version == 3
    do(store, marks.untick, step="retype", actor="U3")
    assert ticks(store) == (Tick("wait", "U1", LATER),)
    assert timeline(store) == [
        ("U1", Act.TICKED, "wait"),
        ("U2", Act.TICKED, "retype"),
        ("U3", Act.UNTICKED, "retype"),
    ]


def test_the_same_tick_twice_is_one_and_another_persons_is_told(store):
    assert do(store, marks.tick, step="wait") == do(store, marks.tick, step="wait")
    with pytest.raises(ConflictError) as late:
        do(store, marks.tick, step="wait", actor="U2")
    assert str(late.value) == "<@U1> was quicker and ticked this step of incident 1. It stays ticked."
    assert do(store, marks.untick, step="wait") == do(store, marks.untick, step="wait")
    with pytest.raises(ConflictError) as late:
        do(store, marks.untick, step="wait", actor="U2")
    assert str(late.value) == "<@U1> was quicker and unticked this step of incident 1. It stays open."
    assert timeline(store) == [("U1", Act.TICKED, "wait"), ("U1", Act.UNTICKED, "wait")]


@pytest.mark.parametrize("verb", [marks.tick, marks.untick])
def test_a_step_that_is_gone_or_closed_says_what_happened(store, verb):
    do(store, incidents.correct, version=1, actor="U2", findings=(replace(FINDING, steps=STEPS[:1]),))
    with pytest.raises(ConflictError, match="<@U2> was quicker and chose another diagnosis for incident 1"):
        do(store, verb, step="wait")
    do(store, incidents.resolve, version=None, actor="U3", helped=None)
    with pytest.raises(ConflictError, match="<@U3> was quicker and resolved incident 1"):
        do(store, verb, step="retype")


def test_notes_of_two_people_both_stay_and_a_double_click_is_one(store):
    first = do(store, marks.note, text="  ACME rang\n")
    assert do(store, marks.note, text="ACME rang") == first
    do(store, marks.note, text="ACME rang", actor="U2", at=LATER)
    assert timeline(store) == [("U1", Act.NOTED, "ACME rang"), ("U2", Act.NOTED, "ACME rang")]
    with pytest.raises(UsageError, match="The note is empty"):
        do(store, marks.note, text=" \n ")


def test_a_reply_that_is_kept_twice_in_a_row_is_one(store):
    first = do(store, marks.tell, text="Dear Ana")
    assert do(store, marks.tell, text="Dear Ana") == first
    do(store, marks.tell, text="Dear Bob", at=LATER)
    do(store, marks.note, text="Dear Bob", at=LATER)  # which the others shall read
    assert timeline(store) == [
        ("U1", Act.TOLD, "Dear Ana"),
        ("U1", Act.TOLD, "Dear Bob"),
        ("U1", Act.NOTED, "Dear Bob"),
    ]


def test_a_customer_is_written_down_changed_and_taken_off(store):
    assert do(store, marks.link, version=1, customer=" ACME ").customer == "ACME"
    with pytest.raises(ConflictError, match="<@U1> was quicker and linked incident 1 to a customer"):
        do(store, marks.link, version=1, customer="Other Ltd", actor="U2")
    assert do(store, marks.link, version=2, customer="ACME", actor="U2").version == 2
    assert do(store, marks.link, version=2, customer=" ", actor="U2").customer is None
    assert timeline(store) == [("U1", Act.LINKED, "ACME"), ("U2", Act.UNLINKED, "")]


def test_what_people_type_stays_out_of_the_trail(store):
    do(store, marks.note, text="Ana is ill")
    do(store, marks.link, version=None, customer="Ana")
    trail = store.read_now(lambda db: load_trail(db, "T1", "incident:1"))
    assert [(trace.act, trace.detail) for trace in trail] == [("opened", ""), ("noted", ""), ("linked", "")]


def assigned(store):
    return do(store, incidents.assign, version=None, owner="U1")


def test_a_snooze_has_an_end_and_can_be_ended(store):
    assigned(store)
    asleep = do(store, marks.snooze, version=2, until=LATER)
    assert (asleep.snoozed_until, asleep.version) == (LATER, 3)
    assert do(store, marks.snooze, version=2, until=LATER) == asleep
    awake = do(store, marks.wake, actor="U2")
    assert awake.snoozed_until is None
    assert do(store, marks.wake) == awake
    assert timeline(store)[1:] == [
        ("U1", Act.SNOOZED, str(int(LATER.timestamp()))),
        ("U2", Act.WOKEN, ""),
    ]


@pytest.mark.parametrize(
    "until",
    [NOON, NOON - timedelta(days=1), NOON + timedelta(days=90, seconds=1)],
    ids=["now", "yesterday", "in-91-days"],
)
def test_an_odd_time_to_snooze_until_is_refused(store, until):
    assigned(store)
    with pytest.raises(UsageError, match="Choose a time within the next 90 days"):
        do(store, marks.snooze, version=2, until=until)


@pytest.mark.parametrize("rest", [timedelta(seconds=1), timedelta(days=90)])
def test_a_snooze_lasts_a_moment_or_ninety_days(store, rest):
    assigned(store)
    assert do(store, marks.snooze, version=2, until=NOON + rest).snoozed_until == NOON + rest


def test_only_an_incident_in_work_is_snoozed(store):
    with pytest.raises(UsageError, match="Nobody works on incident 1 yet"):
        do(store, marks.snooze, version=1, until=LATER)
    do(store, incidents.resolve, version=1, helped=None, actor="U2")
    with pytest.raises(ConflictError, match="<@U2> was quicker and resolved"):
        do(store, marks.snooze, version=2, until=LATER)


@pytest.mark.parametrize(
    "change",
    [
        lambda db: incidents.assign(db, 1, version=None, actor="U2", owner="U2", at=NOON),
        lambda db: incidents.unassign(db, 1, version=None, actor="U2", at=NOON),
        lambda db: handoffs.offer(db, 1, version=None, sender="U1", receiver="U2", note="", at=NOON),
        lambda db: incidents.resolve(db, 1, version=None, actor="U1", helped=None, at=NOON),
    ],
    ids=["taken", "given-back", "handed-on", "resolved"],
)
def test_a_snooze_ends_once_the_incident_changes_hands_or_state(store, change):
    assigned(store)
    do(store, marks.snooze, version=None, until=LATER)
    assert store.write_now(change).snoozed_until is None


def test_a_snooze_outlives_ticks_notes_and_the_customer(store):
    assigned(store)
    do(store, marks.snooze, version=None, until=LATER)
    do(store, marks.tick, step="wait")
    do(store, marks.link, version=None, customer="ACME")
    assert do(store, marks.note, text="Waiting for ACME").snoozed_until == LATER


def test_an_incident_is_given_back_to_nobody(store):
    assigned(store)
    back = do(store, incidents.unassign, version=2, actor="U2")
    assert (back.state, back.owner, back.version) == (IncidentState.NEW, None, 3)
    assert do(store, incidents.unassign, version=2, actor="U2") == back
    with pytest.raises(ConflictError, match="<@U2> was quicker and gave incident 1 back"):
        do(store, incidents.resolve, version=2, helped=None)


def test_giving_back_withdraws_a_handoff_that_waits(store):
    assigned(store)
    store.write_now(lambda db: handoffs.offer(db, 1, version=2, sender="U1", receiver="U2", note="", at=NOON))
    back = do(store, incidents.unassign, version=3)
    assert (back.state, back.offered_to) == (IncidentState.NEW, None)
    assert [one.answer for one in store.read_now(lambda db: handoffs.load_handoffs(db, 1))] == ["withdrawn"]
    with pytest.raises(ConflictError):
        store.write_now(lambda db: handoffs.accept(db, 1, version=3, actor="U2", at=NOON))


def test_whoever_is_late_hears_of_the_last_act_that_decided_something(store):
    do(store, incidents.resolve, version=1, actor="U2", helped=None)
    do(store, marks.note, text="thank you", actor="U3")
    with pytest.raises(ConflictError, match="<@U2> was quicker and resolved incident 1"):
        do(store, incidents.assign, version=1, owner="U1")
