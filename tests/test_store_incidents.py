"""Incidents: the same error is one, two people never overwrite each other, every act is on record."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.errors import ConflictError, UsageError
from bot.model import (
    Act,
    Alternative,
    Family,
    Happening,
    Incident,
    IncidentState,
    Kind,
)
from bot.store import handoffs, incidents, records
from bot.store.timeline import load_timeline
from tests.store_house import FINDING, NOON, Trace, load_trail, opened, opening

# Opening


def test_a_paste_opens_an_incident_that_reads_back_whole(store):
    result = store.write_now(opening())
    assert result == incidents.Opened(
        Incident(
            id=1,
            team="T1",
            channel="C1",
            message_ts="1.1",
            thread_ts="1.1",
            card_ts=None,
            reporter="U1",
            state=IncidentState.NEW,
            owner=None,
            offered_to=None,
            findings=(FINDING,),
            seen=1,
            opened_at=NOON,
            updated_at=NOON,
            resolved_at=None,
            resolved_by=None,
            helped=None,
            version=1,
        ),
        again=False,
    )
    assert store.read_now(lambda db: records.load(db, 1)) == result.incident


def test_what_a_thousand_refusals_share_is_stored_once(store):
    findings = tuple(replace(FINDING, recipient=f"a{number}@example.com") for number in range(1000))
    result = store.write_now(opening(findings=findings))
    assert store.read_now(lambda db: records.load(db, result.incident.id)).findings == findings
    stored = store.read_now(lambda db: db.execute("select findings from incidents").fetchone()[0])
    assert stored.count("ana may have left.") == 1


NAMED = {"recipient": None, "mailbox": None, "host": None}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param({"recipient": "a@x.example"}, {"recipient": "A@X.example"}, True, id="recipient"),
        pytest.param({"mailbox": "a@x.example"}, {"mailbox": "a@x.example"}, True, id="mailbox"),
        pytest.param({"host": "mx.example"}, {"host": "MX.example."}, True, id="host"),
        pytest.param(
            {"recipient": "a@x.example", "host": "mx1.example"},
            {"recipient": "a@x.example", "host": "mx2.example"},
            True,
            id="recipient-through-another-host",
        ),
        pytest.param(
            {"recipient": "a@x.example", "host": "mx.example"},
            {"host": "mx.example"},
            True,
            id="host-where-only-one-names-the-recipient",
        ),
        pytest.param(
            {"recipient": "a@x.example", "host": "mx.example"},
            {"recipient": "b@x.example", "host": "mx.example"},
            True,
            id="two-recipients-behind-one-host",
        ),
        pytest.param({"mailbox": "a@x.example"}, {"mailbox": "b@x.example"}, False, id="another-mailbox"),
        pytest.param({"recipient": "a@x.example"}, {"mailbox": "a@x.example"}, False, id="nothing-in-common"),
        pytest.param({}, {}, False, id="none-named"),
        pytest.param({"recipient": ""}, {"recipient": ""}, False, id="empty-names"),
        pytest.param(
            {"host": "mx.example"}, {"host": "mx.example", "channel": "C2"}, False, id="another-channel"
        ),
        pytest.param({"host": "mx.example"}, {"host": "mx.example", "team": "T2"}, False, id="another-team"),
        pytest.param(
            {"host": "mx.example"}, {"host": "mx.example", "entry": "other"}, False, id="another-entry"
        ),
        pytest.param(
            {"host": "mx.example", "entry": None},
            {"host": "mx.example", "entry": None},
            False,
            id="no-entry-knows-the-words",
        ),
        pytest.param(
            {"host": "mx.example", "channel": None},
            {"host": "mx.example", "channel": None},
            False,
            id="private-pastes",
        ),
        pytest.param(
            {"host": "mx.example"},
            {"host": "mx.example", "at": NOON + timedelta(hours=24) - timedelta(milliseconds=1)},
            True,
            id="under-24-hours",
        ),
        pytest.param(
            {"host": "mx.example"},
            {"host": "mx.example", "at": NOON + timedelta(hours=24)},
            False,
            id="24-hours-old",
        ),
    ],
)
def test_the_same_error_is_counted_and_anything_else_is_new(store, first, second, same):
    before = opened(store, **{**NAMED, **first})
    after = store.write_now(opening(**{**NAMED, **second, "message_ts": "2.2", "reporter": "U2"}))
    if same:
        assert after == incidents.Opened(replace(before, seen=2), again=True)
    else:
        assert (after.again, after.incident.id, after.incident.seen) == (False, 2, 1)


OTHER = replace(FINDING, entry="552-mailbox-full")
SUCCESS = replace(OTHER, kind=Kind.SUCCESS)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param((FINDING,), (FINDING, OTHER), False, id="one-error-more"),
        pytest.param((FINDING, OTHER), (FINDING, OTHER, OTHER), True, id="both-again"),
        pytest.param((FINDING, OTHER), (FINDING,), True, id="one-error-less"),
        pytest.param((FINDING, OTHER), (OTHER,), False, id="without-the-first"),
        pytest.param((FINDING,), (FINDING, SUCCESS), True, id="what-is-no-error"),
    ],
)
def test_a_paste_that_tells_another_error_besides_is_an_incident_of_its_own(store, first, second, same):
    store.write_now(opening(findings=first))
    after = store.write_now(opening(findings=second, message_ts="2.2"))
    assert (after.again, after.incident.findings) == (same, first if same else second)


def test_an_error_is_the_same_once_somebody_has_said_what_it_really_is(store):
    """Another paste of it is read as the first one was: not a second time what was said to be wrong."""
    opened(store)
    store.write_now(lambda db: incidents.correct(db, 1, version=1, actor="U1", findings=(OTHER,), at=NOON))
    again = store.write_now(opening(message_ts="2.2"))
    assert (again.again, again.incident.id, again.incident.findings) == (True, 1, (OTHER,))
    another = store.write_now(opening(message_ts="3.3", recipient="b@x.example", mailbox=None, host=None))
    assert another.again is False


@pytest.mark.parametrize("corrected", [False, True])
def test_a_resolved_incident_is_never_the_same(store, corrected):
    opened(store)
    if corrected:
        store.write_now(
            lambda db: incidents.correct(db, 1, version=None, actor="U1", findings=(OTHER,), at=NOON)
        )
    store.write_now(lambda db: incidents.resolve(db, 1, version=None, actor="U1", helped=None, at=NOON))
    assert store.write_now(opening(message_ts="2.2")).again is False


def test_counting_up_makes_no_button_stale(store):
    opened(store)
    store.write_now(opening(message_ts="2.2"))
    taken = store.write_now(lambda db: incidents.assign(db, 1, version=1, actor="U1", owner="U1", at=NOON))
    assert (taken.seen, taken.owner, taken.version) == (2, "U1", 2)


# Changing


def test_of_two_people_one_wins_and_the_other_is_told_who(store):
    opened(store)

    def take(person):
        return lambda db: incidents.assign(db, 1, version=1, actor=person, owner=person, at=NOON)

    assert store.write_now(take("U1")).owner == "U1"
    with pytest.raises(ConflictError) as late:
        store.write_now(take("U2"))
    assert str(late.value) == (
        "<@U1> was quicker and took incident 1. Look at the incident again before you go on."
    )
    assert store.read_now(lambda db: records.load(db, 1)).owner == "U1"


@pytest.mark.parametrize(
    ("win", "did"),
    [
        pytest.param(
            lambda db: incidents.assign(db, 1, version=1, actor="U1", owner="U3", at=NOON),
            "gave incident 1 to <@U3>",
            id="assigned",
        ),
        pytest.param(
            lambda db: handoffs.offer(db, 1, version=1, sender="U1", receiver="U3", note="", at=NOON),
            "handed incident 1 to <@U3>",
            id="offered",
        ),
        pytest.param(
            lambda db: incidents.resolve(db, 1, version=1, actor="U1", helped=None, at=NOON),
            "resolved incident 1",
            id="resolved",
        ),
        pytest.param(
            lambda db: incidents.correct(
                db, 1, version=1, actor="U1", findings=(replace(FINDING, entry="other"),), at=NOON
            ),
            "chose another diagnosis for incident 1",
            id="corrected",
        ),
    ],
)
def test_whoever_is_late_learns_what_was_done(store, win, did):
    opened(store)
    store.write_now(win)
    with pytest.raises(ConflictError, match=f"<@U1> was quicker and {did}\\."):
        store.write_now(lambda db: incidents.resolve(db, 1, version=1, actor="U2", helped="retype", at=NOON))


def test_what_somebody_corrected_meanwhile_is_not_reopened_unseen(store):
    opened(store)
    store.write_now(lambda db: incidents.resolve(db, 1, version=1, actor="U1", helped=None, at=NOON))
    store.write_now(lambda db: incidents.correct(db, 1, version=2, actor="U1", findings=(OTHER,), at=NOON))
    with pytest.raises(ConflictError, match="<@U1> was quicker and chose another diagnosis"):
        store.write_now(lambda db: incidents.reopen(db, 1, version=2, actor="U2", at=NOON))


def test_whoever_did_it_themselves_hears_of_nobody_quicker(store):
    opened(store)
    store.write_now(lambda db: incidents.resolve(db, 1, version=1, actor="U1", helped=None, at=NOON))
    with pytest.raises(ConflictError) as late:
        store.write_now(lambda db: incidents.assign(db, 1, version=1, actor="U1", owner="U1", at=NOON))
    assert str(late.value) == (
        "You resolved incident 1 already. Look at the incident again before you go on."
    )


def test_a_request_that_comes_twice_changes_nothing_the_second_time(store):
    opened(store)
    steps = [
        lambda db: incidents.assign(db, 1, version=1, actor="U1", owner="U1", at=NOON),
        lambda db: handoffs.offer(db, 1, version=2, sender="U1", receiver="U2", note="n", at=NOON),
        lambda db: handoffs.decline(db, 1, version=3, actor="U2", reason="busy", at=NOON),
        lambda db: handoffs.offer(db, 1, version=4, sender="U1", receiver="U3", note="n", at=NOON),
        lambda db: handoffs.accept(db, 1, version=5, actor="U3", at=NOON),
        lambda db: incidents.resolve(db, 1, version=6, actor="U3", helped="retype", at=NOON),
        lambda db: incidents.reopen(db, 1, version=7, actor="U1", at=NOON),
    ]
    for step in steps:
        assert store.write_now(step) == store.write_now(step)
    timeline = store.read_now(lambda db: load_timeline(db, 1))
    assert [(line.actor, line.kind, line.detail) for line in timeline] == [
        ("U1", Act.OPENED, ""),
        ("U1", Act.ASSIGNED, "U1"),
        ("U1", Act.OFFERED, "U2"),
        ("U2", Act.DECLINED, "busy"),
        ("U1", Act.OFFERED, "U3"),
        ("U3", Act.ACCEPTED, ""),
        ("U3", Act.RESOLVED, "retype"),
        ("U1", Act.REOPENED, ""),
    ]


def test_a_wrong_diagnosis_is_replaced_and_what_was_said_first_is_kept(store):
    opened(store)
    chosen = (replace(FINDING, entry="550-mailbox-full", family=Family.MAILBOX_FULL, cause=None),)
    corrected = store.write_now(
        lambda db: incidents.correct(db, 1, version=1, actor="U2", findings=chosen, at=NOON)
    )
    assert (corrected.findings, corrected.version) == (chosen, 2)
    row = store.read_now(
        lambda db: dict(db.execute("select entry, diagnosed_entry, family from incidents").fetchone())
    )
    assert row == {
        "entry": "550-mailbox-full",
        "diagnosed_entry": "550-user-unknown",
        "family": "mailbox-full",
    }


def test_a_missing_incident_is_said_so(store):
    with pytest.raises(UsageError) as missing:
        store.write_now(lambda db: incidents.reopen(db, 17, version=None, actor="U1", at=NOON))
    assert str(missing.value) == "There is no incident 17. The list of incidents shows their numbers."


def test_another_workspace_finds_no_incident(store):
    opened(store)
    assert store.read_now(lambda db: records.load(db, 1, team="T2")) is None


# Slash pastes, cards, deleted messages


def test_a_slash_paste_becomes_the_channels_when_posted(store):
    opened(store, channel=None, message_ts=None, thread_ts=None)
    first, second = (
        store.write_now(
            partial(incidents.post_in_channel, incident_id=1, actor="U1", channel=channel, at=NOON)
        )
        for channel in ("C1", "C2")
    )
    posted = first.incident
    assert (posted.channel, posted.version, first.again) == ("C1", 2, False)
    assert second == first
    store.write_now(lambda db: incidents.set_message(db, 1, "3.3"))
    assert store.read_now(lambda db: records.load(db, 1)) == replace(
        posted, message_ts="3.3", thread_ts="3.3", card_ts="3.3"
    )


def test_a_card_is_remembered_without_a_new_version(store):
    before = opened(store)
    store.write_now(lambda db: incidents.set_card(db, 1, "4.4"))
    assert store.read_now(lambda db: records.load(db, 1)) == replace(before, card_ts="4.4")


def test_a_deleted_message_takes_its_text_along_and_leaves_what_is_counted(store):
    opened(store, mailbox="ana@example.com", host="mx.example.com")

    def delete(db):
        return incidents.blank_paste(
            db, team="T1", channel="C1", message_ts="1.1", actor="U1", at=NOON + timedelta(hours=1)
        )

    (blanked,) = store.write_now(delete)
    assert blanked.findings == (
        replace(
            FINDING,
            recipient=None,
            original_recipient=None,
            reply_text="",
            because=(),
            alternatives=(Alternative(entry="550-rejected", cause=None, because=()),),
            evidence=(),
        ),
    )
    row = store.read_now(lambda db: dict(db.execute("select * from incidents").fetchone()))
    assert {
        name: row[name]
        for name in ("family", "entry", "provider", "reply_code", "recipient", "mailbox", "host")
    } == {
        "family": "mailbox-unknown",
        "entry": "550-user-unknown",
        "provider": "postfix",
        "reply_code": 550,
        "recipient": None,
        "mailbox": None,
        "host": None,
    }
    assert "ana" not in str(row)
    found = store.read_now(
        lambda db: db.execute(
            "select count(*) from incident_search where incident_search match '\"ana@example.com\"'"
        ).fetchone()[0]
    )
    assert found == 0
    assert store.write_now(delete) == ()


# The trail


def test_every_act_is_in_the_trail_and_the_trail_cannot_be_changed(store):
    opened(store)
    store.write_now(
        lambda db: handoffs.offer(db, 1, version=1, sender="U1", receiver="U2", note="secret", at=NOON)
    )
    store.write_now(lambda db: handoffs.decline(db, 1, version=2, actor="U2", reason="Ana is ill", at=NOON))
    assert store.read_now(lambda db: load_trail(db, "T1", "incident:1")) == (
        Trace(NOON, "U1", "opened", "incident:1", ""),
        Trace(NOON, "U1", "offered", "incident:1", "U2"),
        Trace(NOON, "U2", "declined", "incident:1", ""),
    )
    assert store.read_now(lambda db: load_timeline(db, 1))[-1] == Happening(
        NOON, "U2", Act.DECLINED, "Ana is ill"
    )
    for change in ("delete from audit", "update audit set actor = 'U9'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store.write_now(lambda db, change=change: db.execute(change))
