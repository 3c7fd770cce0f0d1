"""Statistics: the tallies say what the incidents say, through every change, and read only what they need."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Statistics, Times
from bot.period import Period
from bot.store import Store, incidents, records
from bot.store.sight import Sight
from bot.store.statistics import TIMES, load_statistics
from tests.store_house import NOON, opened, opening, plans

TODAY = NOON.date()
CHANNELS = ("C0", "C1", "C2", "C3", "C4")
WEEK = Period(TODAY - timedelta(days=6), TODAY)


def load(store, channels=("C1",), period=WEEK) -> Statistics:
    sight = Sight("T1", "U9", frozenset(channels))
    return store.read_now(lambda db: load_statistics(db, sight=sight, period=period))


def resolve(store, number, at, helped=None):
    store.write_now(lambda db: incidents.resolve(db, number, version=None, actor="U1", helped=helped, at=at))


def assign(store, number, at, owner="U1"):
    store.write_now(lambda db: incidents.assign(db, number, version=None, actor=owner, owner=owner, at=at))


def test_a_week_is_told_in_every_figure(store):
    for number in range(4):
        opened(store, recipient=f"c{number}@example.com", at=NOON - timedelta(days=number))
    opened(store, recipient="z@example.com", entry=None, at=NOON)
    store.write_now(lambda db: incidents.note_answered(db, 1, NOON + timedelta(seconds=2)))
    store.write_now(lambda db: incidents.note_answered(db, 1, NOON + timedelta(hours=1)))  # edited
    assign(store, 1, NOON + timedelta(minutes=10))
    assign(store, 2, NOON)
    resolve(store, 1, NOON + timedelta(hours=2), helped="ask-the-sender")
    resolve(store, 2, NOON + timedelta(hours=4))
    opened(store, recipient="c0@example.com", at=NOON + timedelta(hours=5))
    assert load(store) == Statistics(
        first=TODAY - timedelta(days=6),
        last=TODAY,
        incidents=6,
        resolved=2,
        families=(("mailbox-unknown", 6),),
        providers=(("postfix", 6),),
        entries=(("550-user-unknown", 5), ("", 1)),
        owners=(("", 4), ("U1", 2)),
        helped=(("", 1), ("550-user-unknown/ask-the-sender", 1)),
        returned=(("550-user-unknown", 1),),
        times={
            "answered": Times(1, 2, 2),
            # 600 and 86,400 s, 7,200 and 100,800 s, each kept by its two leading octal digits.
            "accepted": Times(2, 608, 88_064),
            "resolved": Times(2, 7_424, 100_352),
        },
        by_day=tuple((TODAY - timedelta(days=days), n) for days, n in ((3, 1), (2, 1), (1, 1), (0, 3))),
        days_a_bar=1,
    )


def test_only_the_channels_and_days_that_were_asked_for(store):
    opened(store, recipient="a@example.com")
    opened(store, recipient="b@example.com", channel="C2")
    opened(store, recipient="c@example.com", channel=None)
    opened(store, recipient="d@example.com", team="T2")
    opened(store, recipient="e@example.com", at=NOON - timedelta(days=7))
    assert load(store).incidents == 1
    assert load(store, channels=("C1", "C2")).incidents == 2
    assert load(store, channels=()).incidents == 0
    assert load(store, period=Period(TODAY - timedelta(days=7), TODAY)).incidents == 2


def test_a_posted_slash_paste_counts_from_then_on(store):
    number = opened(store, channel=None).id
    assert load(store).incidents == 0
    store.write_now(lambda db: incidents.post_in_channel(db, number, actor="U1", channel="C1", at=NOON))
    assert load(store).incidents == 1


def test_what_is_reopened_is_open_and_has_no_resolution(store):
    opened(store)
    resolve(store, 1, NOON + timedelta(hours=1), helped="x")
    store.write_now(lambda db: incidents.reopen(db, 1, version=None, actor="U1", at=NOON))
    found = load(store)
    assert (found.incidents, found.resolved, found.helped, found.times["resolved"]) == (
        1,
        0,
        (),
        Times(0, None, None),
    )


def test_what_came_after_the_last_day_is_not_counted_seen_alone_or_with_its_channel(store):
    for days in range(10):
        opened(store, recipient=f"c{days}@example.com", at=NOON - timedelta(days=days))
    assign(store, 1, NOON, owner="U9")
    period = Period(TODAY - timedelta(days=8), TODAY - timedelta(days=3))
    found = load(store, period=period)
    assert (found.first, found.last, found.incidents) == (period.first, period.last, 6)
    assert found.by_day == tuple((TODAY - timedelta(days=days), 1) for days in (8, 7, 6, 5, 4, 3))
    assert load(store, channels=(), period=period).incidents == 0
    assert load(store, channels=(), period=Period(TODAY, TODAY)).incidents == 1


def test_a_long_range_is_drawn_by_weeks(store):
    for days in range(0, 100, 9):
        opened(store, recipient=f"c{days}@example.com", at=NOON - timedelta(days=days))
    found = load(store, period=Period(TODAY - timedelta(days=99), TODAY))
    assert (found.days_a_bar, found.incidents) == (7, 12)
    assert {(day - date(1970, 1, 1)).days % 7 for day, _ in found.by_day} == {0}


def test_what_somebody_sees_alone_counts_as_if_they_read_its_channel(store):
    for number in range(1, 7):
        opened(store, recipient=f"c{number}@example.com", at=NOON - timedelta(days=number))
        assign(store, number, NOON, owner="U9")
    store.write_now(lambda db: incidents.note_answered(db, 1, NOON + timedelta(seconds=2)))
    resolve(store, 1, NOON + timedelta(hours=2), helped="ask-the-sender")
    resolve(store, 2, NOON + timedelta(hours=40))
    opened(store, recipient="c1@example.com", at=NOON + timedelta(hours=5))
    assign(store, 7, NOON + timedelta(hours=6), owner="U9")
    opened(store, channel="C2", recipient="other@example.com")
    for days in (3, 7, 100):
        period = Period(TODAY - timedelta(days=days - 1), TODAY)
        alone = load(store, channels=("C2",), period=period)
        assert alone == load(store, channels=("C1", "C2"), period=period)
        assert load(store, channels=(), period=period).incidents == alone.incidents - 1


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from(["open", "assign", "resolve", "reopen", "answered", "correct"]),
            st.integers(0, 5),
            st.one_of(st.integers(0, 40), st.integers(0, 900)),
        ),
        max_size=25,
    )
)
def test_the_tallies_say_what_the_incidents_say(tmp_path_factory, changes):
    store = Store.open(str(tmp_path_factory.mktemp("t") / "a.db"))
    try:
        for what, which, days in changes:
            at = NOON - timedelta(days=days)
            if what == "open":
                store.write_now(opening(recipient=f"c{which}@example.com", channel=CHANNELS[days % 5], at=at))
                continue
            if store.read_now(lambda db, which=which: records.load(db, which + 1)) is None:
                continue
            store.write_now(lambda db, what=what, which=which: change(db, what, which + 1))
        for days, ago in product((1, 8, 30, 41, 366), (0, 1, 5, 29, 400)):
            period = Period(TODAY - timedelta(days=days - 1 + ago), TODAY - timedelta(days=ago))
            channels = CHANNELS[days % 5 :]
            found = load(store, channels=channels, period=period)
            rows = store.read_now(
                lambda db, period=period: db.execute(
                    "select * from incidents where opened_at >= ? and opened_at < ?",
                    (since_ms(period), int(period.until.timestamp() * 1000)),
                ).fetchall()
            )
            rows = [row for row in rows if row["channel"] in channels]
            # A week is drawn when it begins in the period.
            bar_ms = found.days_a_bar * 86_400_000
            drawn = [row for row in rows if row["opened_at"] // bar_ms * bar_ms >= since_ms(period)]
            assert sum(n for _, n in found.by_day) == len(drawn)
            assert (found.incidents, found.resolved) == (
                len(rows),
                sum(row["resolved_at"] is not None for row in rows),
            )
            assert dict(found.owners) == Counter(row["owner"] or "" for row in rows)
            assert dict(found.entries) == Counter(row["entry"] or "" for row in rows)
            assert [found.times[what].n for what in TIMES] == [
                sum(row[f"{what}_at"] is not None for row in rows) for what in TIMES
            ]
    finally:
        store.close_now()


def since_ms(period):
    return int(period.since.timestamp() * 1000)


def change(db, what, number):
    later = NOON + timedelta(hours=number)
    if what == "assign" and records.require(db, number).resolved_at is None:
        incidents.assign(db, number, version=None, actor="U1", owner=f"U{number}", at=later)
    elif what == "resolve" and records.require(db, number).resolved_at is None:
        incidents.resolve(db, number, version=None, actor="U1", helped="x", at=later)
    elif what == "reopen":
        incidents.reopen(db, number, version=None, actor="U1", at=later)
    elif what == "answered":
        incidents.note_answered(db, number, later)
    elif what == "correct":
        db.execute("update incidents set entry = 'other' where id = ?", (number,))


def test_statistics_read_tallies_by_their_key_and_only_what_is_seen_alone_by_its_number(store):
    opened(store)
    sight = Sight("T1", "U9", frozenset({"C1", "C2"}))
    ways = plans(store, lambda db: load_statistics(db, sight=sight, period=WEEK))
    assert {way for way in ways if "SEARCH" in way} == {
        "SEARCH tally_places USING COVERING INDEX sqlite_autoindex_tally_places_1 (team=?)",
        "SEARCH tallies USING PRIMARY KEY (place=? AND days=? AND start>? AND start<?)",
        "SEARCH tally_facts USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH tallies USING COVERING INDEX tallies_opened (place=? AND days=? AND start>? AND start<?)",
        "SEARCH tallies USING COVERING INDEX tallies_opened (place=? AND days=? AND start>?)",
        "SEARCH incidents USING COVERING INDEX incidents_owned (team=? AND owner=? AND opened_at>?)",
        "SEARCH incidents USING INDEX incidents_offered (team=? AND offered_to=? AND opened_at>?)",
        "SEARCH incidents USING INDEX incidents_escalated (team=? AND escalated_to=?)",
        "SEARCH incidents USING INDEX incidents_own (team=? AND reporter=? AND opened_at>?)",
        "SEARCH incidents USING INTEGER PRIMARY KEY (rowid=?)",
    }


@pytest.mark.parametrize(
    ("first", "second", "came_back"),
    [
        ({}, {}, True),
        ({}, {"recipient": "ben@example.com"}, False),
        ({}, {"at": NOON + timedelta(days=30) - timedelta(seconds=1)}, True),
        ({}, {"at": NOON + timedelta(days=30)}, False),
        ({}, {"channel": "C2"}, False),
        ({"recipient": None}, {"recipient": None}, False),
        ({"recipient": None, "host": "mx.example."}, {"host": "MX.example"}, True),
    ],
    ids=[
        "the same",
        "another customer",
        "within a month",
        "long ago",
        "another channel",
        "nobody named",
        "the same host",
    ],
)
def test_what_was_resolved_and_comes_again_has_come_back(store, first, second, came_back):
    opened(store, **first)
    resolve(store, 1, NOON)
    number = opened(store, **second).id
    row = store.read_now(
        lambda db: db.execute("select returned_from from incidents where id = ?", (number,)).fetchone()
    )
    assert row["returned_from"] == (1 if came_back else None)


def test_what_came_back_leads_to_the_last_time(store):
    for day in range(3):
        resolve(store, opened(store, at=NOON + timedelta(days=day)).id, NOON + timedelta(days=day))
    rows = store.read_now(lambda db: db.execute("select id, returned_from from incidents").fetchall())
    assert [(row["id"], row["returned_from"]) for row in rows] == [(1, None), (2, 1), (3, 2)]


def test_what_is_open_still_has_not_come_back(store):
    opened(store)
    number = opened(store, at=NOON + timedelta(days=2)).id
    row = store.read_now(
        lambda db: db.execute("select returned_from from incidents where id = ?", (number,)).fetchone()
    )
    assert (number, row["returned_from"]) == (2, None)
