"""What was removed is gone from every byte of the database, its log and its search; figures stay."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.delivery.service import KEPT_FOR
from bot.desk import replies
from bot.errors import BusyError, UsageError
from bot.finding import finding_json
from bot.model import (
    Actor,
    CheckResult,
    Evidence,
    Finding,
    Outgoing,
    Request,
    Step,
    Vantage,
    Verdict,
)
from bot.reading import read_paste
from bot.store import Store, audit, handoffs, inbox, incidents, marks, outbox, records, retention, search
from bot.store.checked import note_checked
from bot.store.forgetting import forget, parse_address, without_pages
from bot.store.ledger import StoreLedger
from bot.store.records import without_text
from bot.store.retention import FREE_TEXTS, LATE_WORDS, PAGE, PAUSE_S, empty_log, purge
from bot.store.timeline import FREE_DETAILS
from bot.store.times import to_ms
from tests.knowledge_base import knowledge
from tests.sandbox_app import until
from tests.service_house import running, settings_for
from tests.store_house import FINDING as ANOTHER
from tests.store_house import NOON, opening, plans

LONG_AGO = NOON - timedelta(days=91)
ADDRESS = "Ana.Meier@example.com"

FINDING = replace(
    ANOTHER,
    recipient=ADDRESS,
    original_recipient=ADDRESS.lower(),
    reply_text=f"<{ADDRESS}>: Recipient address rejected: kwiaciarnia",
    because=(f"The server names {ADDRESS}.",),
    alternatives=(),
    evidence=(Evidence("paste.sender", {"address": ADDRESS}, "paste", Vantage.PASTE),),
)
OTHER = replace(
    FINDING,
    recipient="bruno.rossi@example.net",
    original_recipient=None,
    reply_text="no such user: bruno.rossi@example.net",
    because=(),
    evidence=(),
)


def opened(store: Store, *findings: Finding, at: datetime = NOON, host: str = "mx1.example", **more) -> int:
    paste = {"findings": findings or (FINDING,), "at": at, "host": host, "message_ts": str(at.timestamp())}
    return store.write_now(opening(**paste, **more)).incident.id


def handed_over(store: Store, number: int, note: str, reason: str) -> None:
    def job(db) -> None:
        handoffs.offer(db, number, version=None, sender="U1", receiver="U2", note=note, at=NOON)
        handoffs.decline(db, number, version=None, actor="U2", reason=reason, at=NOON)

    store.write_now(job)


def written_to(store: Store, number: int, note: str, customer: str, at: datetime) -> None:
    def job(db) -> None:
        marks.note(db, number, actor="U1", text=note, at=at)
        marks.link(db, number, version=None, actor="U1", customer=customer, at=at)

    store.write_now(job)


def on_disk(store: Store) -> bytes:
    """Every byte that lies under the database's name, while it is open."""
    path = Path(store.path)
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*")).lower()


def rows(store: Store, sql: str) -> list[tuple]:
    return store.read_now(lambda db: [tuple(row) for row in db.execute(sql)])


# The time of retention


async def test_an_old_paste_leaves_every_byte_and_its_figures_stay(store):
    old = opened(store, at=LONG_AGO, mailbox=ADDRESS)
    handed_over(store, old, note="ask Ana Kowalska", reason="Kowalska is on leave")
    written_to(store, old, note="Kowalska rang", customer="Kowalska GmbH", at=LONG_AGO)
    new = opened(store, OTHER)
    assert b"kwiaciarnia" in on_disk(store)

    assert await purge(store, before=NOON - timedelta(days=90), at=NOON) == 1

    left = on_disk(store)
    assert [word for word in (b"kwiaciarnia", ADDRESS.lower().encode(), b"kowalska") if word in left] == []
    assert rows(
        store,
        "select id, state, family, entry, cause, provider, reply_code, enhanced_code, reply_text, recipient,"
        f" mailbox, host, opened_at, blanked_at from incidents where id = {old}",
    ) == [
        (
            old,
            "new",
            "mailbox-unknown",
            "550-user-unknown",
            "domain-typo",
            "postfix",
            550,
            "5.1.1",
            "",
            None,
            None,
            None,
            round(LONG_AGO.timestamp() * 1000),
            round(NOON.timestamp() * 1000),
        )
    ]
    assert store.read_now(lambda db: records.require(db, new)).findings == (OTHER,)
    assert rows(
        store, "select kind, actor, detail from incident_events where incident_id = 1 order by id"
    ) == [
        ("opened", "U1", ""),
        ("offered", "U1", "U2"),
        ("declined", "U2", ""),
        ("noted", "U1", ""),
        ("linked", "U1", ""),
    ]
    assert rows(store, "select act, detail from audit where subject = 'personal-data'") == [
        ("purged", "1 incidents opened before 2026-08-26")
    ]


async def test_a_server_that_a_paste_named_leaves_the_commands_of_its_steps(store):
    text = "`openssl s_client -connect mail.kwiaciarnia.example:465` shows it, `dig example.org` too."
    step = Step("certificate", "Look at the certificate", text, Actor.SENDER_ADMIN, None)
    named = Evidence("client.host", {"host": "Mail.Kwiaciarnia.example"}, "paste", Vantage.PASTE)
    number = opened(store, replace(FINDING, steps=(step,), evidence=(named,)), at=LONG_AGO)
    assert b"mail.kwiaciarnia" in on_disk(store)

    await purge(store, before=NOON - timedelta(days=90), at=NOON)

    assert b"kwiaciarnia" not in on_disk(store)
    [finding] = store.read_now(lambda db: records.require(db, number)).findings
    assert finding.steps == (
        step._replace(
            text="`openssl s_client -connect smtp.example.com:465` shows it, `dig example.org` too."
        ),
    )


async def test_a_running_bot_removes_what_is_older_than_the_setting(store, workspace, tmp_path):
    today = datetime.now(UTC)
    old = opened(store, at=today - timedelta(days=8))
    new = opened(store, OTHER, at=today - timedelta(days=6))
    for words, at in (("axolotl", today - KEPT_FOR - timedelta(hours=1)), ("gecko", today)):
        store.write_now(partial(search_anew, words=words, at=at))

    async with running(settings_for(workspace, retention_days=7), tmp_path / "a.db"):
        await until(lambda: rows(store, "select id from incidents where blanked_at is not null"))
    left = rows(store, "select id, recipient, reply_text, blanked_at is null from incidents order by id")
    assert left == [(old, None, "", 0), (new, OTHER.recipient, OTHER.reply_text, 1)]
    assert rows(store, "select words from searches") == [("gecko",)]


def search_anew(db, *, words: str, at: datetime) -> None:
    """A search that nothing pruned since."""
    db.execute("insert into searches (team, actor, words, at) values ('T1', 'U1', ?, ?)", (words, to_ms(at)))


async def test_a_log_that_a_backup_reads_is_emptied_by_the_next_run(store, monkeypatch):
    monkeypatch.setattr("bot.store.retention.LOG_WAIT_S", 0)
    opened(store, at=LONG_AGO)
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from incidents").fetchone()
    before = NOON - timedelta(days=90)
    assert await purge(store, before=before, at=NOON) == 1
    assert b"kwiaciarnia" in on_disk(store)
    reader.close()
    assert await purge(store, before=before, at=NOON) == 0
    assert b"kwiaciarnia" not in on_disk(store)


async def test_what_is_written_once_the_paste_is_gone_goes_when_it_is_old_itself(store):
    number = opened(store, at=LONG_AGO - timedelta(days=30))
    before = NOON - timedelta(days=90)
    await purge(store, before=before, at=NOON)
    written_to(store, number, note="Kowalska rang", customer="Kowalska GmbH", at=LONG_AGO)

    def hand_over(db) -> None:
        handoffs.offer(db, number, version=None, sender="U1", receiver="U2", note="for Kowalska", at=LONG_AGO)

    store.write_now(hand_over)
    written_to(store, number, note="fresh words", customer="Fresh Ltd", at=NOON)
    await purge(store, before=before, at=NOON)
    assert b"kowalska" not in on_disk(store)
    assert b"fresh words" in on_disk(store)
    assert rows(store, "select customer from incidents") == [("Fresh Ltd",)]
    await purge(store, before=NOON + timedelta(seconds=1), at=NOON)
    assert [word for word in (b"fresh words", b"fresh ltd") if word in on_disk(store)] == []
    assert rows(store, "select customer from incidents") == [(None,)]


async def test_a_check_of_a_paste_that_is_gone_keeps_its_result_and_no_words(store):
    number = opened(store, at=LONG_AGO)
    await purge(store, before=NOON - timedelta(days=90), at=NOON)
    result, found = (
        CheckResult(Verdict.FAILS, (("login", "refused"),)),
        replace(FINDING, cause="mailbox-closed"),
    )
    checked = store.write_now(
        lambda db: note_checked(db, number, actor="U1", result=result, finding=found, at=NOON)
    )
    assert checked.findings == (without_text(found),)
    assert rows(store, "select cause from incidents") == [("mailbox-closed",)]
    assert ADDRESS.lower().encode() not in on_disk(store)


def test_what_is_old_enough_is_found_by_an_index(store):
    assert f"kind in ({', '.join(repr(str(kind)) for kind in FREE_DETAILS)})" in LATE_WORDS
    looks = (
        partial(retention._old, before=NOON, last=(0, 0)),
        partial(retention._drop_late_words, before=NOON),
        partial(retention._drop_late_notes, before=NOON),
        partial(retention._drop_attempts, before=NOON),
    )
    assert [plans(store, look)[-1] for look in looks] == [
        "SEARCH incidents USING INDEX incidents_worded (opened_at>? AND opened_at<?)",
        "SEARCH incident_events USING INDEX incident_events_worded (at<?)",
        "SEARCH handoffs USING INDEX handoffs_worded (offered_at<?)",
        "SEARCH attempts USING COVERING INDEX attempts_old (at<?)",
    ]


async def test_many_old_pastes_go_in_pages_with_rests_and_a_second_run_finds_none(store, monkeypatch):
    def many(db) -> None:
        for number in range(2 * PAGE + 1):
            incidents.open_incident(
                db,
                team="T1",
                channel="C1",
                message_ts=str(number),
                thread_ts=None,
                reporter="U1",
                findings=(replace(FINDING, recipient=f"user{number}@example.org"),),
                mailbox=None,
                host=None,
                at=LONG_AGO,
            )

    store.write_now(many)
    before, rests = NOON - timedelta(days=90), []

    async def rest(seconds: float) -> None:
        [(left,)] = rows(store, "select count(*) from incidents where blanked_at is null")
        rests.append((seconds, left))

    monkeypatch.setattr("bot.store.retention.asyncio.sleep", rest)
    assert [await purge(store, before=before, at=NOON) for _ in range(2)] == [2 * PAGE + 1, 0]
    assert rests == [(PAUSE_S, PAGE + 1), (PAUSE_S, 1), (PAUSE_S, 0)]
    assert b"example.org" not in on_disk(store)


async def test_the_login_budget_older_than_the_retention_goes_too(store):
    for at in (LONG_AGO, NOON):
        assert (
            await StoreLedger(store, now=lambda at=at: at).may_login(ADDRESS, "smtp.example.com", "U1")
            is None
        )
    await purge(store, before=NOON - timedelta(days=90), at=NOON)
    assert rows(store, "select at from attempts") == [(round(NOON.timestamp() * 1000),)]


def test_a_log_that_somebody_reads_is_said_to_hold_it_still(store, monkeypatch):
    monkeypatch.setattr("bot.store.retention.LOG_WAIT_S", 0)
    opened(store)
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from incidents").fetchone()
    opened(store, OTHER)
    with pytest.raises(BusyError, match="run the same command again in a minute"):
        empty_log(store.path)
    reader.close()
    empty_log(store.path)
    assert Path(f"{store.path}-wal").stat().st_size == 0


ID_COLUMNS = {
    "attempts": {"team", "actor", "mailbox_hash", "server", "result"},
    "audit": {"team", "actor", "act", "subject", "detail"},
    "channels": {"team", "channel", "mode"},
    "diagnosed": {"team", "channel", "message_ts"},
    "follow_ups": {"team", "kind"},
    "ticked_steps": {"team", "step", "actor"},
    "handoffs": {"team", "sender", "receiver", "places", "answered_by", "answer"},
    # Done rows are blanked at once and deleted after a day.
    "inbox": {"key", "lane", "intent", "team", "actor", "channel", "ts", "thread_ts", "text", "fields"},
    "outbox": {
        *("key", "lane", "what", "subject", "text", "team", "channel", "thread_ts", "update_ts"),
        *("only_to", "response_url", "sent_ts"),
    },
    # `detail` of the acts in FREE_DETAILS is removed.
    "incident_events": {"team", "actor", "kind", "detail"},
    "incidents": {
        *(
            "team",
            "channel",
            "message_ts",
            "thread_ts",
            "card_ts",
            "reporter",
            "state",
            "owner",
            "offered_to",
            "escalated_to",
        ),
        *(
            "family",
            "entry",
            "diagnosed_entry",
            "cause",
            "provider",
            "enhanced_code",
            "resolved_by",
            "helped",
            "fingerprint",  # a known failure, or a hash of words without addresses, hosts, ids, numbers
        ),
        *("reply_text", "recipient", "mailbox", "host", "findings", "customer"),  # all six removed
    },
    # Names of tables.
    "numbers": {"of"},
    # Channels, families and providers; no more is counted.
    "open_tallies": {"team", "channel", "family", "provider"},
    # What people search for is deleted after a day.
    "searches": {"team", "actor", "words"},
    # Names of what is counted; the owners among them are Slack's ids.
    "tally_facts": {"what", "value"},
    "tally_places": {"team", "channel"},
    "waves": {"team", "channel", "fingerprint", "card_ts"},
}
"""Every text column that holds no person's words, or is looked after by name in `bot.store.retention`."""


def test_every_text_column_is_known_to_the_removal(store):
    """A new column with a person's words belongs into FREE_TEXTS, any other one into ID_COLUMNS above."""
    columns = rows(
        store,
        "select t.name, c.name from pragma_table_list t, pragma_table_info(t.name) c"
        " where t.schema = 'main' and t.type = 'table' and t.name not like '%sqlite_%' and c.type = 'TEXT'",
    )
    known = {(table, name) for table, names in ID_COLUMNS.items() for name in names}
    free = {(table, name) for table, names in FREE_TEXTS.items() for name in names}
    assert set(columns) - known - free == set()


# One address on request


def queue(store: Store) -> None:
    """A request and a message that wait, a line of the trail and a search, all with the address."""
    request = Request(
        key="E1",
        intent="paste",
        team="T1",
        actor="U1",
        channel="C1",
        ts="9.9",
        thread_ts=None,
        text=f"550 <mailto:{ADDRESS}|{ADDRESS}>\nbounces+ana.meier=example.com@service.example",
        fields={"comment": f"see\n{ADDRESS}"},
    )
    message = Outgoing(
        key="out-1",
        lane="T1 C1",
        what="notice",
        text=f"https://example.com/?to=ana.meier%40example.com for {ADDRESS}",
        team="T1",
        channel="C1",
        not_before=NOON,
    )

    def job(db) -> None:
        inbox.add(db, request, NOON)
        outbox.put(db, message)
        audit.record(db, team="T1", actor="U1", act="checked", subject="login", detail=ADDRESS, at=NOON)
        search.keep(db, team="T1", actor="U1", words=f"550 {ADDRESS}", at=NOON)

    store.write_now(job)


def test_a_forgotten_address_leaves_every_byte_and_the_report_says_where_it_was(store):
    first = opened(store, mailbox=ADDRESS.upper())
    both = opened(store, OTHER, FINDING, host="mx2.example")
    handed_over(store, first, note=f"call {ADDRESS}", reason="no")
    handed_over(store, both, note="for Bruno", reason=f"{ADDRESS} wrote back")
    written_to(store, both, note=f"{ADDRESS} rang", customer=f"ACME <{ADDRESS}>", at=NOON)
    queue(store)

    held = forget(store, parse_address("ana.meier@EXAMPLE.com"), NOON)

    assert held == {
        "audit": 1, "handoffs": 2, "inbox": 1, "incident_events": 3, "incidents": 2, "outbox": 1, "searches": 1,
    }  # fmt: skip
    left = on_disk(store)
    assert [word for word in (b"ana.meier", b"kwiaciarnia") if word in left] == []
    assert store.read_now(lambda db: records.require(db, both)).findings[0] == OTHER
    assert rows(store, "select text, fields from inbox") == [
        (
            "550 <mailto:[removed]|[removed]>\nbounces+[removed]@service.example",
            '{"comment": "see\\n[removed]"}',
        )
    ]
    assert rows(store, "select text from outbox") == [("https://example.com/?to=[removed] for [removed]",)]
    assert rows(store, "select reason from handoffs order by id") == [("",), ("[removed] wrote back",)]
    assert rows(
        store, "select act, subject, detail from audit where act in ('forgot', 'checked') order by id"
    ) == [
        ("checked", "login", "[removed]"),
        (
            "forgot",
            "personal-data",
            "1 in audit, 2 in handoffs, 1 in inbox, 3 in incident_events, 2 in incidents, 1 in outbox,"
            " 1 in searches",
        ),
    ]


def test_an_address_in_many_incidents_goes_in_pages_so_that_a_running_bot_can_write(store, monkeypatch):
    for number in range(2 * PAGE + 1):
        opened(store, channel=f"C{number}")
    rests = []

    def rest(seconds: float) -> None:
        [(left,)] = rows(store, "select count(*) from incidents where blanked_at is null")
        rests.append((seconds, left))

    monkeypatch.setattr("bot.store.forgetting.time.sleep", rest)
    assert forget(store, parse_address(ADDRESS), NOON) == {"incidents": 2 * PAGE + 1}
    assert rests == [(PAUSE_S, PAGE + 1), (PAUSE_S, 1), (PAUSE_S, 0)]


def test_every_row_is_looked_at_however_few_at_once(store, monkeypatch):
    for number in range(7):
        opened(store, channel=f"C{number}")
    monkeypatch.setattr("bot.store.forgetting.ROWS", 2)
    assert forget(store, parse_address(ADDRESS), NOON) == {"incidents": 7}


@pytest.mark.parametrize(
    ("findings", "left"),
    [((FINDING, OTHER), (None, None)), ((OTHER, FINDING), ("boss@example.org", "mx1.example"))],
    ids=["the leading one", "another one"],
)
def test_what_stands_beside_the_leading_failure_goes_with_its_words(store, findings, left):
    number = opened(store, *findings, mailbox="boss@example.org")
    forget(store, parse_address(ADDRESS), NOON)
    assert rows(store, "select mailbox, host from incidents") == [left]
    kept = store.read_now(lambda db: records.require(db, number)).findings
    assert kept == tuple(without_text(one) if one is FINDING else one for one in findings)


def test_an_address_that_only_a_steps_example_shows_is_nobodys(store):
    example = Step("whole", "Use the whole address", f"As in `{ADDRESS}`.", Actor.SENDER, None)
    finding = replace(OTHER, steps=(example,))
    number = opened(store, finding)
    assert forget(store, parse_address(ADDRESS), NOON) == {}

    both = opened(store, finding, replace(FINDING, steps=(example,)), channel="C2")
    assert forget(store, parse_address(ADDRESS), NOON) == {"incidents": 1}
    for one in (number, both):
        kept = store.read_now(partial(records.require, incident_id=one)).findings
        assert kept[0] == finding
        assert all(left.steps == (example,) for left in kept)


@pytest.mark.parametrize(
    ("paste", "own"),
    [
        ("535 Incorrect authentication data", "ana@example.com"),  # a cause's own words, as another reading
        (
            "550 5.7.1 [CS01] Message rejected due to local policy.",
            "icloudadmin@apple.com",
        ),  # a wording's note
    ],
)
def test_an_address_that_only_the_pages_name_is_nobodys(store, paste, own):
    address = without_pages(parse_address(own), knowledge())
    [finding] = read_paste(paste, knowledge()).findings
    assert own in json.dumps(finding_json(finding))
    number = opened(store, finding)
    assert forget(store, address, NOON) == {}
    assert store.read_now(lambda db: records.require(db, number)).findings == (finding,)

    opened(store, replace(finding, reply_text=f"{paste} for {own}"), channel="C2")
    assert forget(store, address, NOON) == {"incidents": 1}
    assert rows(store, "select id from incidents where blanked_at is not null") == [(2,)]


def test_a_refused_login_whose_mailbox_is_forgotten_names_none(store):
    opened(store, OTHER, mailbox=ADDRESS)
    assert forget(store, parse_address(ADDRESS), NOON) == {"incidents": 1}
    assert rows(store, "select mailbox, host from incidents") == [(None, "mx1.example")]


def test_the_audit_trail_refuses_changes_after_a_removal_as_before(store):
    store.write_now(
        lambda db: audit.record(db, team="T1", actor="U1", act="a", subject="s", detail=ADDRESS, at=NOON)
    )
    forget(store, parse_address(ADDRESS), NOON)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.write_now(lambda db: db.execute("update audit set detail = ''"))


def test_keys_that_lose_an_address_still_differ(store):
    one = replies.message("T1", NOON, "U1", "notice", key=f"told:{ADDRESS}")
    other = replies.message("T1", NOON, "U1", "notice", key=f"told:{ADDRESS.upper()}")
    for row in (one, other):
        store.write_now(partial(outbox.put, outgoing=row))
    assert forget(store, parse_address(ADDRESS), NOON) == {"outbox": 2}
    assert rows(store, "select key from outbox order by id") == [("told:[removed 1]",), ("told:[removed 2]",)]


def test_an_address_that_nothing_holds_changes_nothing(store):
    number = opened(store)
    before = store.read_now(lambda db: records.require(db, number))
    assert forget(store, parse_address("meier@example.com"), NOON) == {}
    assert store.read_now(lambda db: records.require(db, number)) == before


@pytest.mark.parametrize(
    ("address", "text", "named"),
    [
        ("ana@example.com", "to <ana@example.com>.", True),
        ("ana@example.com", "ANA@EXAMPLE.COM", True),
        ("ana@example.com", "%3Cana%40example.com%3E", True),
        ("ana@example.com", json.dumps("a\nana@example.com"), True),
        ("ana@example.com", "bounce-ana=example.com@lists.example", True),
        ("ana@example.com", "<ana=example.com@lists.example>", True),
        ("ana@example.com", "ORCPT=rfc822;ana+40example.com", True),
        ("ana@example.com", "susana@example.com", False),
        ("ana@example.com", "x.ana@example.com", False),
        ("ana@example.com", "ana@example.com.au", False),
        ("ana@example.com", "ana@example.community", False),
        ("ana@example.com", "ana@sub.example.com", False),
        ("jürgen@müller.example", json.dumps("an jürgen@müller.example"), True),
        ("jürgen@müller.example", json.dumps("an JÜRGEN@MÜLLER.EXAMPLE"), True),
        ("jürgen@müller.example", "JÜRGEN@xn--mller-kva.example", True),
        ("a_b@xn--mller-kva.example", "a_b@müller.example", True),
        ("a.b@example.com", "axb@example.com", False),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_address_is_told_from_longer_ones_and_known_in_other_dress(store, address, text, named):
    assert parse_address(address).stands_in(text) is named
    store.write_now(
        lambda db: audit.record(db, team="T", actor="U", act="a", subject="s", detail=text, at=NOON)
    )
    assert forget(store, parse_address(address), NOON) == ({"audit": 1} if named else {})


@pytest.mark.parametrize(
    "text", ["", "ana", "@example.com", "ana@", "ana@\x00example.com", f"{'a' * 317}@b.c"]
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(UsageError, match=r"is no address: give one such as someone@example\.com"):
        parse_address(text)


def test_the_longest_address_is_one():
    longest = f"{'a' * 316}@b.c"
    assert parse_address(longest).stands_in(f"<{longest}>")
