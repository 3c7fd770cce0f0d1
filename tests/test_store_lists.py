"""Lists of incidents: which ones, in which order, in pages; and what search finds, whatever is typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.crowd import crowded
from bench.queue import questions
from bot.model import BY_ITSELF, Age, Family, Listing, Section
from bot.reading import read_paste
from bot.store import Store, exported, handoffs, incidents, lists, marks, retention, search
from bot.store.overview import load_overview
from bot.store.search import Term
from bot.store.sight import Sight
from tests.bot_house import PASTE, RECIPIENT_PASTE
from tests.knowledge_base import knowledge
from tests.store_house import NOON, plans

PATIENCE = timedelta(minutes=15)
SIGHT = Sight("T1", "U1", frozenset({"C1"}))
GMAIL = (
    "535-5.7.8 Username and Password not accepted. For more information, go to "
    "https://support.google.com/mail/?p=BadCredentials x-gsmtp"
)


def opened(store, paste=RECIPIENT_PASTE, *, at=NOON, channel="C1", reporter="U9", team="T1") -> int:
    findings = read_paste(paste, knowledge()).findings
    number = store.read_now(lambda db: db.execute("select count(*) from incidents").fetchone()[0])
    findings = tuple(replace(one, recipient=f"nobody{number}@example.com") for one in findings)
    return store.write_now(
        lambda db: incidents.open_incident(
            db, team=team, channel=channel, message_ts=f"1.{number}", thread_ts=None, reporter=reporter,
            findings=findings, mailbox=None, host=None, at=at,
        )
    ).incident.id  # fmt: skip


def do(store, verb, number, **given):
    return store.write_now(lambda db: verb(db, number, **{"at": NOON, **given}))


def page(store, listing=Listing(), sight=SIGHT, now=NOON, terms=(), limit=10):  # noqa: B008 - frozen
    return store.read_now(
        lambda db: lists.load_page(db, sight=sight, listing=listing, now=now, terms=terms, limit=limit)
    )


def numbers(store, section=Section.OPEN, **given) -> list[int]:
    return [line.id for line in page(store, Listing(section), **given).lines]


def test_a_section_holds_what_its_name_says(store):
    opened(store)  # 1
    opened(store, channel="C2")  # 2: a channel U1 does not see
    opened(store, channel=None, reporter="U2")  # 3: somebody's own
    opened(store, channel=None, reporter="U1")  # 4: mine
    opened(store, team="T2")  # 5: another workspace
    opened(store, channel="C2")  # 6: will be offered to U1
    opened(store)  # 7: will be resolved
    opened(store)  # 8: will be U1's
    opened(store)  # 9: will be offered to a group
    do(store, handoffs.offer, 6, version=1, sender="U2", receiver="U1", note="")
    do(store, incidents.resolve, 7, version=1, actor="U1", helped=None)
    do(store, incidents.assign, 8, version=1, actor="U2", owner="U1")
    do(store, handoffs.offer, 9, version=1, sender="U2", receiver="S1", note="")
    assert {section: numbers(store, section) for section in Section} == {
        Section.MINE: [8, 6],
        Section.WAITING: [6],
        Section.UNOWNED: [4, 1],
        Section.OVERDUE: [],
        Section.OPEN: [9, 8, 6, 4, 1],
        Section.ALL: [9, 8, 7, 6, 4, 1],
    }
    grouped = replace(SIGHT, belongs=frozenset({"S1"}))
    assert numbers(store, Section.WAITING, sight=grouped) == [9, 6]
    assert [line.waiting for line in page(store, sight=grouped).lines] == [True, False, True, False, False]
    assert numbers(store, Section.ALL, sight=Sight("T1", "U8", frozenset())) == []
    assert store.read_now(lambda db: lists.load_channels(db, "T1")) == ("C1", "C2")
    assert store.read_now(lambda db: lists.load_channels(db, "T9")) == ()
    assert store.read_now(lambda db: lists.load_receivers(db, "T1")) == ("S1",)


def test_an_answer_that_somebody_got_alone_is_overdue_only_once_they_take_it(store):
    opened(store, channel=None, reporter="U1")
    later = NOON + timedelta(days=3)
    assert (numbers(store, now=later), numbers(store, Section.OVERDUE, now=later)) == ([1], [])
    do(store, incidents.assign, 1, version=1, actor="U1", owner="U1")
    assert numbers(store, Section.OVERDUE, now=later) == [1]


def test_overdue_is_what_waits_too_long_was_woken_or_is_old(store):
    late, in_time, woken, touched, resting, old = (opened(store) for _ in range(6))
    do(store, handoffs.offer, late, version=1, sender="U2", receiver="U3", note="", answer_by=NOON + PATIENCE)
    do(
        store,
        handoffs.offer,
        in_time,
        version=1,
        sender="U2",
        receiver="U3",
        note="",
        answer_by=NOON + 2 * PATIENCE,
    )
    tomorrow = NOON + timedelta(days=1)
    for number in (woken, touched, resting):
        do(store, incidents.assign, number, version=1, actor="U2", owner="U2")
        do(store, marks.snooze, number, version=2, actor="U2", until=tomorrow)
    now = NOON + PATIENCE
    assert numbers(store, Section.OVERDUE, now=now) == [late]
    for number in (woken, touched):
        do(store, marks.wake, number, actor=BY_ITSELF, at=tomorrow)
    do(store, marks.note, touched, actor="U2", text="looked at it", at=tomorrow + timedelta(minutes=1))
    do(store, marks.snooze, resting, version=None, actor="U2", until=NOON + timedelta(days=9))
    assert numbers(store, Section.OVERDUE, now=tomorrow) == [late, in_time, woken]
    long_after = NOON + timedelta(days=2)
    assert numbers(store, Section.OVERDUE, now=long_after) == [late, in_time, woken, touched, old]
    assert numbers(store, Section.OVERDUE, now=NOON + timedelta(days=9))[-2:] == [resting, old]
    overdue = {line.id for line in page(store, now=tomorrow).lines if line.overdue}
    assert overdue == {late, in_time, woken}
    do(store, incidents.resolve, old, version=None, actor="U2", helped=None)
    assert numbers(store, Section.OVERDUE, now=long_after) == [late, in_time, woken, touched]


def test_filters_narrow_a_section_down_and_what_is_left_is_counted(store):
    opened(store, RECIPIENT_PASTE)
    opened(store, GMAIL, at=NOON - timedelta(days=1))
    opened(store, GMAIL)
    opened(store, PASTE, channel="C2")
    sight = replace(SIGHT, channels=frozenset({"C1", "C2"}))

    def seen(**filters):
        listing = Listing(**filters)
        counted = store.read_now(lambda db: load_overview(db, sight=sight, listing=listing, now=NOON))
        found = [line.id for line in page(store, listing, sight).lines]
        return found, counted.sections[listing.section], dict(counted.families), dict(counted.providers)

    auth, unknown = Family.AUTH, Family.MAILBOX_UNKNOWN
    assert seen() == ([4, 3, 2, 1], 4, {auth: 3, unknown: 1}, {"gmail": 2, "postfix": 2})
    assert seen(family=auth) == ([4, 3, 2], 3, {auth: 3, unknown: 1}, {"gmail": 2, "postfix": 1})
    assert seen(provider="gmail") == ([3, 2], 2, {auth: 2}, {"gmail": 2, "postfix": 2})
    assert seen(family=unknown, provider="gmail") == ([], 0, {auth: 2}, {"postfix": 1})
    assert seen(channel="C2") == ([4], 1, {auth: 1}, {"postfix": 1})
    assert seen(age=Age.DAY) == ([2], 1, {auth: 1}, {"gmail": 1})
    assert seen(age=Age.WEEK) == ([], 0, {}, {})
    assert seen(section=Section.MINE) == ([], 0, {}, {})
    do(store, incidents.assign, 3, version=1, actor="U1", owner="U1")
    do(store, handoffs.offer, 4, version=1, sender="U2", receiver="U1", note="")
    assert seen(section=Section.MINE) == ([4, 3], 2, {auth: 2}, {"gmail": 1, "postfix": 1})
    assert seen(section=Section.MINE, provider="gmail") == ([3], 1, {auth: 1}, {"gmail": 1, "postfix": 1})
    assert seen(section=Section.WAITING) == ([4], 1, {auth: 1}, {"postfix": 1})


@pytest.mark.parametrize(
    ("section", "order"),
    [(Section.OPEN, range(7, 0, -1)), (Section.ALL, range(7, 0, -1)), (Section.OVERDUE, range(1, 8))],
)
def test_pages_go_forth_and_back(store, section, order):
    for _ in range(7):
        opened(store)
    now = NOON + timedelta(days=2)
    order = list(order)

    def turn(listing):
        found = page(store, listing, now=now, limit=3)
        return [line.id for line in found.lines], found.newer, found.older

    first, before, after = turn(Listing(section))
    assert (first, before) == (order[:3], None)
    second, before, after = turn(after)
    assert second == order[3:6]
    third, before, after = turn(after)
    assert (third, after) == (order[6:], None)
    back, before, after = turn(before)
    assert back == order[3:6]
    back, before, after = turn(before)
    assert (back, before) == (order[:3], None)
    # What came in before the page, or left it, moves nobody off the list.
    assert turn(Listing(section, past=order[1], back=True))[0] == order[:3]
    assert turn(Listing(section, past=order[-1]))[0] == order[:3]
    place = store.read_now(
        lambda db: lists.place_of(
            db, sight=SIGHT, listing=Listing(section), first=order[3], now=now
        )
    ) if section is not Section.ALL else 4  # fmt: skip
    assert place == 4


@pytest.mark.parametrize("section", [Section.OPEN, Section.ALL])
def test_a_page_that_is_just_full_has_nothing_behind_it(store, section):
    for _ in range(3):
        opened(store)
    found = page(store, Listing(section), limit=3)
    assert ([line.id for line in found.lines], found.newer, found.older) == ([3, 2, 1], None, None)


def test_a_list_without_an_end_looks_at_so_many_and_goes_on_from_there(store, monkeypatch):
    monkeypatch.setattr(lists, "LOOKED_AT", 4)
    mine = opened(store)
    for _ in range(6):
        opened(store, channel="C2")
    for terms in ((), (Term("unknown"),)):
        found = page(store, Listing(Section.ALL), terms=terms)
        assert ([line.id for line in found.lines], found.more) == ([], True)
        found = page(store, found.older, terms=terms)
        assert ([line.id for line in found.lines], found.older, found.more) == ([mine], None, False)


def ways_of(store, query) -> set[str]:
    """How SQLite reads the incidents for a query, but for the lines of its page."""
    return {way for way in plans(store, query) if re.search(r"\b(?:i|incidents)\b", way)}


def test_lists_read_their_indexes_alone(store):
    opened(store)
    queue, seen = "COVERING INDEX incidents_queue (team=?", "COVERING INDEX incidents_seen (team=? AND id"
    line = "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)"
    waiting = {
        "SEARCH incidents USING COVERING INDEX incidents_offered (team=? AND offered_to=?)",
        "SEARCH incidents USING COVERING INDEX incidents_escalated (team=? AND escalated_to=?)",
    }
    # Not called covering, since SQLite does not see that their own conditions answer the rest.
    mine = {"SEARCH incidents USING INDEX incidents_owner (team=? AND owner=?)", *waiting}
    for section in Section:
        listing = Listing(
            section, *((Family.AUTH, "gmail", "C1", Age.DAY) if section is not Section.ALL else ())
        )
        ways = ways_of(
            store, lambda db, one=listing: lists.load_page(db, sight=SIGHT, listing=one, now=NOON, limit=10)
        )
        index = seen if section is Section.ALL else queue
        theirs = {Section.MINE: mine, Section.WAITING: waiting}.get(section, set())
        assert {way for way in ways - {line} if index not in way} == theirs
        assert any(index in way and ("AND id=?" in way or not theirs) for way in ways)
    terms = (Term("unknown", begins=True),)
    ways = ways_of(
        store,
        lambda db: lists.load_page(
            db, sight=SIGHT, listing=Listing(Section.ALL), now=NOON, terms=terms, limit=10
        ),
    )
    assert ways - {line} == {"SEARCH i USING COVERING INDEX incidents_seen (team=? AND id=?) LEFT-JOIN"}
    ways = ways_of(store, lambda db: load_overview(db, sight=SIGHT, listing=Listing(), now=NOON))
    assert ways == {
        "SEARCH i USING INDEX sqlite_autoindex_open_tallies_1 (team=? AND channel=?)",
        "SEARCH i USING COVERING INDEX incidents_young (team=? AND opened_at>?)",
        "SEARCH i USING COVERING INDEX incidents_resting (team=? AND opened_at<?)",
        "SEARCH i USING COVERING INDEX incidents_queue (team=? AND id=?)",
        "SEARCH incidents USING INDEX incidents_own (team=? AND reporter=?)",
        *mine,
    }


def test_an_export_reads_every_incident_in_pages(store, monkeypatch):
    monkeypatch.setattr(exported, "PAGE", 2)
    everything = {"sight": None, "since": None, "until": None}
    for _ in range(5):
        opened(store)
    pages, after = [], None
    while found := store.read_now(lambda db, after=after: exported.load_range(db, **everything, after=after)):
        pages.append([incident.id for incident in found])
        after = found[-1]
    assert pages == [[1, 2], [3, 4], [5]]


# Search


def found(store, *words, begins=True, others=()) -> list[int]:
    terms = [Term(word) for word in words[:-1]] + [Term(words[-1], others, begins)]
    return [line.id for line in page(store, Listing(Section.ALL), terms=terms).lines]


def test_search_reads_the_reply_the_domain_the_codes_the_note_the_customer_and_people(store):
    opened(store, RECIPIENT_PASTE)
    opened(store, GMAIL)
    do(store, incidents.assign, 1, version=1, actor="U2", owner="U2ANA")
    do(store, marks.note, 1, actor="U2", text="Asked Bücher GmbH.\nWaiting for Monday.")
    do(store, marks.link, 1, version=None, actor="U2", customer="ACME-231")
    do(store, incidents.resolve, 2, version=None, actor="U2", helped=None)
    opened(store, GMAIL)
    do(store, handoffs.offer, 3, version=1, sender="U2", receiver="U3", note="Their admin is Núñez. Call.")
    do(store, handoffs.decline, 3, version=2, actor="U3", reason="On leave.")
    assert {word: found(store, word, begins=False) for word in (
        "unknown", "5.1.1", "550", "example.com", "nobody0@example.com", "mailbox-unknown", "U2ANA",
        "acme-231", "bucher", "Monday", "gmail", "accepted", "Mond", "GmbH", "nunez", "leave", "U3",
    )} == {
        "unknown": [1], "5.1.1": [1], "550": [1], "example.com": [3, 2, 1], "nobody0@example.com": [1],
        "mailbox-unknown": [1], "U2ANA": [1], "acme-231": [1], "bucher": [1], "Monday": [1],
        "gmail": [3, 2], "accepted": [3, 2], "Mond": [], "GmbH": [1], "nunez": [3], "leave": [3], "U3": [],
    }  # fmt: skip
    assert found(store, "mond") == [1]
    assert found(store, "acme-2") == [1]
    assert found(store, "BÜCHE") == [1]
    assert found(store, "gmail", "unknown") == []
    assert found(store, "nothing-like-it", others=("U2ANA", "gmail")) == [3, 2, 1]


def test_a_frequent_word_is_found_by_its_beginning_and_a_rare_one_among_many(store):
    for _ in range(search.MOST_BEGINNINGS + 5):
        opened(store)
    assert len(found(store, "recipi")) == 10
    assert len(found(store, "nobody")) == 10  # more different words begin so than are named one by one
    assert found(store, "nobody5") == [55, 54, 53, 52, 51, 6]
    assert found(store, "nobodyx") == []


def test_what_begins_with_many_words_in_many_places_is_read_for_them(store, monkeypatch):
    for number in range(search.MOST_BEGINNINGS + 5):
        opened(store, channel="C2" if number in (51, 52) else "C1")
    for number, text in ((1, "(nobody5@other"), (2, "xnobody5 nobody"), (3, "nobodý5"), (4, "яnobody5")):
        do(store, marks.note, number, actor="U2", text=text)
    monkeypatch.setattr(search, "MOST_BEGINNINGS", 3)
    in_order = found(store, "nobody5")
    assert in_order == [55, 54, 51, 6, 3, 1]
    monkeypatch.setattr(search, "MANY", 3)
    sought = store.read_now(lambda db: search.seek(db, (Term("nobody5", begins=True),)))
    assert (sought.match, len(sought.unread)) == ('words : ("nobod" *)', 1)
    # Whether a letter of another alphabet begins a word is left open, lest an incident is missed.
    assert [number for number in found(store, "nobody5") if number != 4] == in_order
    assert found(store, "unknown", "nobody5") == [*in_order[:4], 4, 3, 1]
    for number, owner in ((20, "U2ANA"), (21, "U2ANABEL")):
        do(store, incidents.assign, number, version=1, actor="U2", owner=owner)
    assert found(store, "nobody5", others=("U2ANA",)) == [55, 54, 51, 20, 6, 4, 3, 1]
    monkeypatch.setattr(lists, "READ", 10)
    first = page(store, Listing(Section.ALL), terms=(Term("nobody5", begins=True),))
    assert ([line.id for line in first.lines], first.more, first.older.past) == ([55, 54, 51], True, 46)


def test_what_was_removed_is_not_found_and_not_in_the_file(store, tmp_path):
    opened(store)
    do(store, marks.note, 1, actor="U2", text="zebrafinch wants a call")
    do(store, marks.link, 1, version=None, actor="U2", customer="quetzalcorp")
    do(store, handoffs.offer, 1, version=None, sender="U1", receiver="U2", note="capybara rang twice")
    words = ("zebrafinch", "quetzalcorp", "capybara")
    assert [found(store, word) for word in words] == [[1]] * 3
    store.write_now(lambda db: retention.blank(db, 1, NOON))
    store.write_now(lambda db: search.keep(db, team="T1", actor="U1", words="axolotl", at=NOON))
    store.write_now(lambda db: search.prune(db, NOON + timedelta(seconds=1)))
    assert [found(store, word) for word in words] == [[]] * 3
    retention.empty_log(store.path)
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert [word for word in (*words, "axolotl") if word.encode() in content] == []


def test_a_search_is_its_askers_own_and_kept_a_day(store):
    number = store.write_now(lambda db: search.keep(db, team="T1", actor="U1", words="acme", at=NOON))

    def recall(team="T1", actor="U1"):
        return store.read_now(lambda db: search.recall(db, number, team=team, actor=actor))

    assert (recall(), recall(actor="U2"), recall(team="T2")) == ("acme", None, None)
    store.write_now(lambda db: search.keep(db, team="T1", actor="U1", words="x", at=NOON + timedelta(days=1)))
    assert recall() == "acme"
    later = NOON + timedelta(days=1, milliseconds=1)
    store.write_now(lambda db: search.keep(db, team="T1", actor="U1", words="x", at=later))
    assert recall() is None


SYNTAX = ('"', '""', "AND", "OR", "NOT", "NEAR", "NEAR(a b)", "*", "a*", "-", "^a", "a:b", "words:x", "{a}", "(", ")", "+", "\\", "'", ";", "\x00", "%", "_", "é", "\U0001f600", "ﬁ")  # fmt: skip
FOUND = ("user", "unknown", "accepted", "Password", "550", "535")
WORDS = st.one_of(
    st.sampled_from(SYNTAX), st.sampled_from(FOUND), st.text(max_size=12).map(lambda text: text or "x")
)


@pytest.fixture
def searched(store):
    """Two incidents, the second with a note of everything that is syntax in the index's language."""
    opened(store, RECIPIENT_PASTE)
    opened(store, GMAIL)
    do(store, marks.note, 2, actor="U2", text=" ".join(SYNTAX))
    return store


@pytest.mark.parametrize(
    ("word", "numbers"),
    [("AND", [2]), ("NOT", [2]), ("near(a", [2]), ("words:x", [2]), ("a*", [2]), ("user OR", []), ("*", [])],
)
def test_a_word_that_looks_like_syntax_is_looked_for(searched, word, numbers):
    assert found(searched, word, begins=False) == numbers


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=5), begins=st.booleans())
def test_words_are_never_syntax(searched, words, begins):
    """Several find what each of them finds: none is an operator between the others."""

    def finding(*terms: Term) -> list[int]:
        return [line.id for line in page(searched, Listing(Section.ALL), terms=terms).lines]

    terms = [*(Term(word) for word in words[:-1]), Term(words[-1], ("U1", '"'), begins)]
    each = [finding(term) for term in terms]
    assert finding(*terms) == [number for number in (2, 1) if all(number in one for one in each)]


def test_the_crowd_of_the_benchmarks_can_be_asked_for_its_lists(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    crowd = Store.open(str(crowded(300)), read_only=True)
    answers = {name: crowd.read_now(question) for name, question in questions().items()}
    crowd.close_now()
    assert answers["channels with incidents"]
