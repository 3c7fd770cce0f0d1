"""The numbers of the home are those of its lists, through every change of an incident."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import product

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.model import Age, Family, Listing, Overview, Section
from bot.store import Store, handoffs, incidents, marks
from bot.store.lists import LONG_OPEN, load_page
from bot.store.overview import SECTIONS, load_overview
from bot.store.sight import Sight
from tests.store_house import NOON, opened, opening

PEOPLE = ("U1", "U2")
PATIENCE = timedelta(minutes=15)
# Public channels, somebody's direct messages, a slash paste that nobody posted.
CHANNELS = ("C1", "C2", "D1", None)
AGES = (timedelta(), timedelta(hours=30), LONG_OPEN, timedelta(days=9))
SIGHTS = (
    Sight("T1", "U1", frozenset({"C1", "C2"})),
    Sight("T1", "U1", frozenset({"C2"}), frozenset({"S1"})),
    Sight("T1", "U2", frozenset()),
    Sight("T2", "U1", frozenset({"C1"})),
)
LISTINGS = (
    Listing(),
    Listing(Section.MINE, family=Family.MAILBOX_UNKNOWN, age=Age.HOUR),
    Listing(Section.OVERDUE, channel="C1"),
    Listing(Section.UNOWNED, provider="gmail", age=Age.WEEK),
)


def listed(db, sight: Sight, listing: Listing, now) -> Overview:
    """The same numbers from the lists themselves."""
    families, providers = {}, {}
    for row in db.execute("select id, family, provider from incidents").fetchall():
        families[row["id"]], providers[row["id"]] = row["family"], row["provider"]

    def within(section: Section, family: Family | None, provider: str | None) -> list[int]:
        wanted = replace(listing, section=section, family=family, provider=provider)
        return [line.id for line in load_page(db, sight=sight, listing=wanted, now=now, limit=100).lines]

    of_provider = within(listing.section, None, listing.provider)
    of_family = within(listing.section, listing.family, None)
    return Overview(
        {section: len(within(section, listing.family, listing.provider)) for section in SECTIONS},
        Counter(families[number] for number in of_provider if families[number]),
        Counter(providers[number] for number in of_family if providers[number]),
    )


def change(db, what: str, number: int, person: str) -> None:
    given = {"version": None, "at": NOON}
    if what == "assign":
        incidents.assign(db, number, actor="U3", owner=person, **given)
    elif what == "give back":
        incidents.unassign(db, number, actor="U3", **given)
    elif what == "offer":
        by = NOON + PATIENCE
        handoffs.offer(db, number, sender="U3", receiver=person, note="", answer_by=by, **given)
    elif what == "escalate":
        waiting = handoffs.load_waiting(db, number)
        if waiting is not None:
            handoffs.escalated(db, waiting, "S1", NOON)
    elif what == "snooze":
        incidents.assign(db, number, actor="U3", owner=person, **given)
        marks.snooze(db, number, actor="U3", until=NOON + timedelta(hours=2), **given)
    elif what == "resolve":
        incidents.resolve(db, number, actor="U3", helped=None, **given)
    elif what == "reopen":
        incidents.reopen(db, number, actor="U3", **given)
    elif what == "post":
        incidents.post_in_channel(db, number, actor=person, channel="C1", at=NOON)
    elif what == "correct":
        db.execute("update incidents set family = 'auth', provider = null where id = ?", (number,))
    else:
        db.execute("update incidents set provider = 'gmail' where id = ?", (number,))


CHANGES = (
    "assign", "give back", "offer", "escalate", "snooze", "resolve", "reopen", "post", "correct", "gmail",
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pastes=st.lists(
        st.tuples(st.sampled_from(CHANNELS), st.sampled_from(PEOPLE), st.sampled_from(AGES)),
        min_size=1,
        max_size=6,
    ),
    changes=st.lists(
        st.tuples(st.sampled_from(CHANGES), st.integers(1, 6), st.sampled_from(PEOPLE)), max_size=25
    ),
)
@example(pastes=[("C1", "U1", LONG_OPEN)], changes=[("snooze", 1, "U2")])
@example(pastes=[("C1", "U1", timedelta()), (None, "U1", LONG_OPEN)], changes=[("offer", 1, "U2")])
def test_the_numbers_of_the_home_are_those_of_its_lists(tmp_path_factory, pastes, changes):
    store = Store.open(str(tmp_path_factory.mktemp("o") / "a.db"))
    try:
        for number, (channel, reporter, age) in enumerate(pastes):
            recipient = f"c{number}@example.com"
            store.write_now(opening(recipient=recipient, channel=channel, reporter=reporter, at=NOON - age))
        for what, number, person in changes:
            if number <= len(pastes):
                with suppress(UserError):
                    store.write_now(
                        lambda db, what=what, number=number, person=person: change(db, what, number, person)
                    )
        for sight, listing, later in product(SIGHTS, LISTINGS, (timedelta(), timedelta(hours=3))):

            def both(db, sight=sight, listing=listing, now=NOON + later) -> tuple[Overview, Overview]:
                return (
                    load_overview(db, sight=sight, listing=listing, now=now),
                    listed(db, sight, listing, now),
                )

            counted, true = store.read_now(both)
            assert counted == true
    finally:
        store.close_now()


def test_what_is_counted_no_more_leaves_no_row(store):
    def rows():
        return store.read_now(
            lambda db: [tuple(row) for row in db.execute("select channel, unowned, n from open_tallies")]
        )

    first = opened(store).id
    second = opened(store, recipient="bob@example.com", channel="C2").id
    assert rows() == [("C1", 1, 1), ("C2", 1, 1)]
    store.write_now(lambda db: incidents.assign(db, first, version=1, actor="U1", owner="U1", at=NOON))
    store.write_now(lambda db: incidents.resolve(db, second, version=1, actor="U1", helped=None, at=NOON))
    assert rows() == [("C1", 0, 1)]
    store.write_now(lambda db: db.execute("update incidents set team = team, host = 'x'"))
    assert rows() == [("C1", 0, 1)]
