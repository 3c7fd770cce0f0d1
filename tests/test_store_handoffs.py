"""Handoffs in the store: one waits at a time, only its receiver answers, its sender takes it back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.errors import ConflictError, NotAllowedError, UsageError
from bot.model import (
    Act,
    IncidentState,
)
from bot.store import handoffs, incidents
from bot.store.timeline import load_timeline
from tests.store_house import NOON, opened


def test_only_the_receiver_may_answer_a_handoff(store):
    opened(store)
    store.write_now(
        lambda db: handoffs.offer(db, 1, version=1, sender="U1", receiver="U2", note="n", at=NOON)
    )
    said = "Incident 1 was handed to <@U2>: only they can answer. Assign it to yourself to take it over."
    for answer in (
        lambda db: handoffs.accept(db, 1, version=2, actor="U3", at=NOON),
        lambda db: handoffs.decline(db, 1, version=2, actor="U3", reason="", at=NOON),
    ):
        with pytest.raises(NotAllowedError) as refused:
            store.write_now(answer)
        assert str(refused.value) == said


def test_a_handoff_waits_alone(store):
    opened(store)
    store.write_now(
        lambda db: handoffs.offer(db, 1, version=1, sender="U1", receiver="U2", note="n", at=NOON)
    )
    with pytest.raises(ConflictError) as refused:
        store.write_now(
            lambda db: handoffs.offer(db, 1, version=2, sender="U1", receiver="U3", note="n", at=NOON)
        )
    assert str(refused.value) == (
        "Incident 1 waits for <@U2> to answer. <@U1> can take it back, in their direct messages with me."
    )


def test_the_timeline_tells_with_each_handoff_what_its_receiver_was_told(store):
    opened(store)
    for number, (receiver, note) in enumerate((("U2", "They call at four."), ("U3", ""))):
        at = NOON + timedelta(minutes=number)
        offer = partial(handoffs.offer, sender="U1", receiver=receiver, note=note, at=at)
        store.write_now(lambda db, offer=offer: offer(db, 1, version=None))
        store.write_now(lambda db, at=at: handoffs.withdraw(db, 1, version=None, actor="U1", at=at))
    assert [
        (line.kind, line.detail, line.note) for line in store.read_now(lambda db: load_timeline(db, 1))
    ] == [
        (Act.OPENED, "", ""),
        (Act.OFFERED, "U2", "They call at four."),
        (Act.WITHDRAWN, "", ""),
        (Act.OFFERED, "U3", ""),
        (Act.WITHDRAWN, "", ""),
    ]


@pytest.mark.parametrize("receiver", ["U1", "U2"], ids=["sender", "owner"])
def test_nobody_is_handed_what_they_have(store, receiver):
    opened(store)
    store.write_now(lambda db: incidents.assign(db, 1, version=1, actor="U1", owner="U2", at=NOON))
    with pytest.raises(UsageError, match=f"<@{receiver}> has incident 1 at hand already"):
        store.write_now(
            lambda db: handoffs.offer(db, 1, version=2, sender="U1", receiver=receiver, note="", at=NOON)
        )


@pytest.mark.parametrize(
    ("taker", "answer", "act"),
    [("U2", "accepted", Act.ACCEPTED), ("U3", "withdrawn", Act.ASSIGNED)],
    ids=["its-receiver-accepts-by-taking-it", "another-takes-it-back"],
)
def test_taking_an_offered_incident_answers_its_handoff(store, taker, answer, act):
    opened(store)
    store.write_now(
        lambda db: handoffs.offer(db, 1, version=1, sender="U1", receiver="U2", note="n", at=NOON)
    )
    taken = store.write_now(lambda db: incidents.assign(db, 1, version=2, actor=taker, owner=taker, at=NOON))
    assert (taken.state, taken.owner, taken.offered_to) == (IncidentState.ASSIGNED, taker, None)
    assert [handoff.answer for handoff in store.read_now(lambda db: handoffs.load_handoffs(db, 1))] == [
        answer
    ]
    assert store.read_now(lambda db: load_timeline(db, 1))[-1].kind is act


@pytest.mark.parametrize("actor", ["U1", "U4"], ids=["sender", "owner"])
def test_only_its_sender_or_the_owner_takes_a_handoff_back(store, actor):
    opened(store)
    store.write_now(lambda db: incidents.assign(db, 1, version=1, actor="U4", owner="U4", at=NOON))
    store.write_now(
        lambda db: handoffs.offer(db, 1, version=2, sender="U1", receiver="U2", note="n", at=NOON)
    )
    for other in ("U2", "U3"):
        with pytest.raises(NotAllowedError, match="only they can take it back"):
            store.write_now(lambda db, other=other: handoffs.withdraw(db, 1, version=3, actor=other, at=NOON))
    back = store.write_now(lambda db: handoffs.withdraw(db, 1, version=3, actor=actor, at=NOON))
    assert (back.state, back.owner, back.offered_to) == (IncidentState.ASSIGNED, "U4", None)


def test_who_declined_before_declines_what_is_offered_again(store):
    opened(store)
    for _ in range(2):
        store.write_now(
            lambda db: handoffs.offer(db, 1, version=None, sender="U1", receiver="U2", note="", at=NOON)
        )
        for _ in range(2):  # the second press finds it done
            store.write_now(
                lambda db: handoffs.decline(db, 1, version=None, actor="U2", reason="no", at=NOON)
            )
    found = store.read_now(lambda db: handoffs.load_handoffs(db, 1))
    assert [(one.answer, one.answered_by, one.reason) for one in found] == [("declined", "U2", "no")] * 2


def test_an_answer_from_an_outdated_card_changes_nothing(store):
    opened(store)
    store.write_now(
        lambda db: handoffs.offer(db, 1, version=1, sender="U1", receiver="U2", note="n", at=NOON)
    )
    for answer in (
        lambda db: handoffs.accept(db, 1, version=1, actor="U2", at=NOON),
        lambda db: handoffs.decline(db, 1, version=1, actor="U2", reason="", at=NOON),
    ):
        with pytest.raises(ConflictError):
            store.write_now(answer)
    assert [one.answer for one in store.read_now(lambda db: handoffs.load_handoffs(db, 1))] == [None]


def test_what_is_resolved_is_handed_to_nobody(store):
    opened(store)
    store.write_now(lambda db: incidents.resolve(db, 1, version=1, actor="U1", helped=None, at=NOON))
    with pytest.raises(ConflictError):
        store.write_now(
            lambda db: handoffs.offer(db, 1, version=2, sender="U1", receiver="U2", note="n", at=NOON)
        )
    assert store.read_now(lambda db: handoffs.load_handoffs(db, 1)) == ()


@pytest.mark.parametrize(("places", "told"), [((), ("U2",)), (("C1", "U3"), ("C1", "U3"))])
def test_a_handoff_is_told_to_its_receiver_where_no_place_is_named(store, places, told):
    opened(store)
    store.write_now(
        lambda db: handoffs.offer(
            db, 1, version=1, sender="U1", receiver="U2", note="n", at=NOON, places=places
        )
    )
    assert [one.places for one in store.read_now(lambda db: handoffs.load_handoffs(db, 1))] == [told]
