"""The schema is what the golden file says, whoever migrates first, and search knows every row."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

import migrations
from bot.errors import SettingsError
from bot.model import ChannelMode
from bot.period import Period
from bot.store import Store, follow_ups, inbox, lanes, outbox
from bot.store.channels import DEFAULT_MODE, load_mode
from bot.store.retention import LATE_WORDS
from bot.store.sight import Sight
from bot.store.statistics import load_statistics

GOLDEN = Path(migrations.__file__).parent / "schema.sql"


def schema_of(path: Path) -> str:
    with sqlite3.connect(path) as db:
        rows = db.execute(
            """
            select sql from sqlite_schema
            where sql is not null and name not like 'sqlite_%' and name not like '_sqlite_%'
                and name not like 'idx__sqlite%'
                and (name not like 'incident_search_%' or type = 'trigger')
            order by case type when 'table' then 0 when 'index' then 1 else 2 end, name
            """
        ).fetchall()
    db.close()
    return "\n\n".join(tidy(sql) for (sql,) in rows) + "\n"


def tidy(sql: str) -> str:
    lines = sql.splitlines()
    return "\n".join([lines[0], *(line.removeprefix("    ") for line in lines[1:])]).rstrip() + ";"


def insert_incident(db: Database, reply_text: str, team: str = "T1", opened_at: int = 1) -> None:
    db.execute(
        """
        insert into incidents (team, channel, reporter, state, reply_text, findings, seen,
            opened_at, updated_at, version) values (?, 'C1', 'U1', 'new', ?, '[]', 1, ?, 1, 1)
        """,
        (team, reply_text, opened_at),
    )


@contextmanager
def before(migration: str | None) -> Iterator[Database]:
    """A database in memory as it was before that migration; None: as it is now."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        conn.row_factory = sqlite3.Row
        db = Database(conn, execute_plugins=False)
        migrations.MIGRATIONS.apply(db, stop_before=migration)
        yield db


def found(db: Database, query: str) -> list[int]:
    rows = db.execute("select rowid from incident_search where incident_search match ?", (query,))
    return [row[0] for row in rows]


def test_the_schema_is_the_golden_file(tmp_path):
    Store.open(str(tmp_path / "a.db")).close_now()
    schema = schema_of(tmp_path / "a.db")
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(schema)
    assert schema == GOLDEN.read_text("utf-8")


def test_every_migration_is_a_module_and_applied_once(tmp_path):
    Store.open(str(tmp_path / "a.db")).close_now()
    store = Store.open(str(tmp_path / "a.db"))
    applied = store.read_now(
        lambda db: [row["name"] for row in db.execute("select name from _sqlite_migrations order by id")]
    )
    store.close_now()
    assert tuple(applied) == migrations.NAMES


@pytest.mark.parametrize("stop_before", [*migrations.NAMES[1:], None])
def test_search_finds_a_row_written_after_each_migration(stop_before):
    with before(stop_before) as db:
        insert_incident(db, "550 5.7.139 für ana.b@example.com. Zugang gesperrt.")
        db.execute("update incidents set recipient = 'ben@example.net'")
        insert_incident(db, "5.7.139", team="T2")
        assert {
            query: found(db, query)
            for query in (
                'words:"5.7.139"',
                'team:"T1" words:"5.7.139"',
                'words:"fur"',
                'words:"ana.b@example.com"',
                'words:"example.net"',
                'words:"gesperrt"',
                'words:"example"',
            )
        } == {
            'words:"5.7.139"': [1, 2],
            'team:"T1" words:"5.7.139"': [1],
            'words:"fur"': [1],
            'words:"ana.b@example.com"': [1],
            'words:"example.net"': [1],
            'words:"gesperrt"': [1],
            'words:"example"': [],
        }
        db.execute("update incidents set reply_text = 'quota exceeded' where id = 1")
        assert (found(db, 'words:"gesperrt"'), found(db, 'words:"quota"')) == ([], [1])
        db.execute("delete from incidents where id = 1")
        assert found(db, 'words:"quota"') == []


def test_an_incident_from_before_it_had_a_customer_is_found_by_the_one_it_gets():
    with before("m0004_following") as db:
        insert_incident(db, "550 5.1.1 unknown")
        migrations.MIGRATIONS.apply(db)
        assert list(db.query("select customer, snoozed_until from incidents")) == [
            {"customer": None, "snoozed_until": None}
        ]
        db.execute("update incidents set customer = 'ACME GmbH, ZD-4711' where id = 1")
        assert [found(db, f'words:"{word}"') for word in ("acme", "zd-4711", "5.1.1")] == [[1], [1], [1]]
        db.execute("update incidents set customer = null where id = 1")
        assert [found(db, f'words:"{word}"') for word in ("acme", "5.1.1")] == [[], [1]]


def test_a_handoff_from_before_packets_is_one_of_its_own_with_its_timers():
    with before("m0005_handoffs") as db:
        for number in (1, 2):
            insert_incident(db, "550 5.1.1 unknown")
            db.execute(
                "insert into handoffs (team, incident_id, sender, receiver, note, offered_at, reason)"
                " values ('T1', ?, 'U1', 'U2', '', 1000, '')",
                (number,),
            )
            db.execute(
                "insert into outbox (key, lane, what, subject, text, team, channel, not_before, attempts, sent_ts)"
                " values (?, 'T1:U2', 'handoff', ?, '', 'T1', 'U2', 1, 0, '1.1')",
                (f"handoff:{number}", f"{number}:{number}"),
            )
        db.execute("update handoffs set answered_at = 2000, answer = 'accepted' where id = 1")
        migrations.MIGRATIONS.apply(db)
        assert list(db.query("select packet, places, answer_by from handoffs order by id")) == [
            {"packet": 1, "places": "U2", "answer_by": None},
            {"packet": 2, "places": "U2", "answer_by": 3_601_000},
        ]
        assert list(db.query("select key, subject from outbox order by id")) == [
            {"key": "handoff:1:U2", "subject": "1"},
            {"key": "handoff:2:U2", "subject": "2"},
        ]
        assert list(db.query("select incident_id, kind, due_at, done_at from follow_ups order by id")) == [
            {"incident_id": 2, "kind": "remind", "due_at": 901_000, "done_at": None},
            {"incident_id": 2, "kind": "escalate", "due_at": 3_601_000, "done_at": None},
        ]


def test_what_people_wrote_before_replies_were_kept_is_still_found_by_its_age():
    with before("m0008_told") as db:
        insert_incident(db, "550 5.1.1 unknown")
        for kind in ("noted", "assigned", "declined"):
            db.execute(
                "insert into incident_events (team, incident_id, at, actor, kind, detail)"
                " values ('T1', 1, 1, 'U1', ?, 'words')",
                (kind,),
            )
        migrations.MIGRATIONS.apply(db)
        db.execute(
            "insert into incident_events (team, incident_id, at, actor, kind, detail)"
            " values ('T1', 1, 1, 'U1', 'told', 'words')"
        )
        late = [row["kind"] for row in db.execute(LATE_WORDS, (2, 10)).fetchall()]
        plan = " ".join(row["detail"] for row in db.execute(f"explain query plan {LATE_WORDS}", (2, 10)))
        assert sorted(late) == ["declined", "noted", "told"]
        assert "incident_events_worded" in plan


def test_what_waited_in_the_inbox_is_still_worked_in_order_and_found_by_its_message():
    with before("m0009_inbox") as db:
        for key, ts, not_before, done_at in (
            ("a", "1.1", 1_000, None),
            ("b", "2.2", 9_000, None),
            ("c", None, 1_000, None),
            ("d", "4.4", 1_000, 1_000),
        ):
            db.execute(
                "insert into inbox (key, lane, intent, team, actor, channel, ts, text, fields, received_at,"
                " not_before, attempts, done_at)"
                " values (?, 'T1:C1', 'paste', 'T1', 'U1', 'C1', ?, '550', '{}', 1000, ?, 0, ?)",
                (key, ts, not_before, done_at),
            )
        migrations.MIGRATIONS.apply(db)
        now = datetime.fromtimestamp(2, UTC)
        assert [row.request.key for row in inbox.due(db, now, lanes.EVERY, 10)] == ["a", "c"]
        assert inbox.due(db, now, lanes.Free(("T1:C1",)), 10) == ()
        assert lanes.next_due(db, "inbox") == datetime.fromtimestamp(1, UTC)
        assert lanes.next_due(db, "inbox", lanes.Free(("T1:C1",))) is None
        assert lanes.count(db, "inbox") == 3
        known = [inbox.knows_message(db, "T1", "C1", ts) for ts in ("1.1", "2.2", "4.4")]
        assert known == [True, True, False]


def test_what_somebody_had_before_statistics_looked_for_it_is_counted():
    with before("m0010_alone") as db:
        for owner, reporter, channel in (("U2", "U1", "C1"), (None, "U2", None), (None, "U1", None)):
            insert_incident(db, "550 5.1.1 unknown")
            db.execute(
                "update incidents set owner = ?, reporter = ?, channel = ?"
                " where id = (select max(id) from incidents)",
                (owner, reporter, channel),
            )
        migrations.MIGRATIONS.apply(db)
        day = Period(date(1970, 1, 1), date(1970, 1, 1))
        counts = {
            person: load_statistics(db, sight=Sight("T1", person, frozenset()), period=day).incidents
            for person in ("U1", "U2", "U3")
        }
        assert counts == {"U1": 1, "U2": 2, "U3": 0}


def test_timers_that_were_told_before_they_had_an_index_are_found_by_it():
    with before("m0011_told") as db:
        insert_incident(db, "550 5.1.1 unknown")
        for done_at in (2000, None):
            db.execute(
                "insert into follow_ups (team, incident_id, kind, due_at, attempts, done_at)"
                " values ('T1', 1, 'remind', 1000, 0, ?)",
                (done_at,),
            )
        migrations.MIGRATIONS.apply(db)
        asked = []
        db.conn.set_trace_callback(asked.append)
        assert follow_ups.told(db, 1) == ((1, datetime.fromtimestamp(2, UTC)),)
        db.conn.set_trace_callback(None)
        assert [row["detail"] for row in db.execute(f"explain query plan {asked[0]}")] == [
            "SEARCH follow_ups USING COVERING INDEX follow_ups_of (incident_id=? AND done_at>?)"
        ]


def test_weeks_that_were_counted_before_are_added_up_and_longer_spans_are_counted_on():
    with before("m0012_spans") as db:
        for days in (0, 27, 28, 363, 364):
            insert_incident(db, "550 no", opened_at=days * 86_400_000)
        db.execute("delete from incidents where id = 3")  # which leaves a week and its tally of none
        migrations.MIGRATIONS.apply(db)

        def counted() -> list[tuple[int, int, int]]:
            rows = db.execute(
                """
                select days, start, n from tallies join tally_places as place on place.id = place
                where fact = 1 and channel = 'C1' and days > 7 and n <> 0 order by 1, 2
                """
            )
            return [tuple(row) for row in rows]

        assert counted() == [(28, 0, 2), (28, 336, 1), (28, 364, 1), (364, 0, 3), (364, 364, 1)]
        insert_incident(db, "550 no", opened_at=28 * 86_400_000)
        db.execute("update incidents set channel = 'C2' where id = 1")
        db.execute("delete from incidents where id = 2")
        assert counted() == [(28, 28, 1), (28, 336, 1), (28, 364, 1), (364, 0, 2), (364, 364, 1)]


def test_what_was_open_before_the_home_had_its_numbers_is_counted_and_followed():
    with before("m0013_home") as db:
        for change in ("family = 'auth'", "owner = 'U1'", "resolved_at = 2", "channel = null"):
            insert_incident(db, "550 no")
            db.execute(f"update incidents set {change} where id = last_insert_rowid()")
        migrations.MIGRATIONS.apply(db)

        def counted() -> list[tuple[str, str, int, int]]:
            rows = db.execute("select channel, family, unowned, n from open_tallies order by 1, 2, 3")
            return [tuple(row) for row in rows]

        assert counted() == [("C1", "", 0, 1), ("C1", "auth", 1, 1)]
        db.execute("update incidents set resolved_at = null where id = 3")
        db.execute("update incidents set channel = 'C2' where id = 4")
        db.execute("delete from incidents where id = 1")
        assert counted() == [("C1", "", 0, 1), ("C1", "", 1, 1), ("C2", "", 1, 1)]


def test_what_was_written_before_search_read_notes_is_found_after_the_upgrade():
    with before("m0006_queue") as db:
        insert_incident(db, "550 5.1.1 unknown")
        insert_incident(db, "")
        db.execute("update incidents set customer = 'ACME' where id = 1")
        db.execute(
            "insert into incident_events (team, incident_id, at, actor, kind, detail)"
            " values ('T1', 1, 1, 'U1', 'noted', 'Called them. Twice.')"
        )
        migrations.MIGRATIONS.apply(db)
        words = ("unknown", "acme", "them", "twice")
        assert [found(db, f'words:"{word}"') for word in words] == [[1]] * 4
        assert found(db, 'words:"unk" *') == [1]
        db.execute("update incident_events set detail = '' where kind = 'noted'")
        assert [found(db, f'words:"{word}"') for word in words] == [[1], [1], [], []]


def test_what_was_written_to_a_handoff_before_search_read_it_or_at_a_lines_end_is_found_after_the_upgrade():
    with before("m0016_handed") as db:
        for number in (1, 2, 3):
            insert_incident(db, "550 5.1.1 unknown")
            db.execute(
                "insert into handoffs (team, incident_id, packet, sender, receiver, places, note, offered_at, reason)"
                " values ('T1', ?, ?, 'U1', 'U2', 'U2', ?, 1000, ?)",
                (number, number, *(("Call Acme.", ""), ("", "on leave"), ("", ""))[number - 1]),
            )
        db.execute(
            "insert into incident_events (team, incident_id, at, actor, kind, detail)"
            " values ('T1', 3, 1, 'U1', 'noted', 'Called them.' || char(10) || 'Twice.')"
        )
        migrations.MIGRATIONS.apply(db)
        words = ("unknown", "acme", "leave", "them", "twice")
        assert [found(db, f'words:"{word}"') for word in words] == [[1, 2, 3], [1], [2], [3], [3]]
        db.execute("update handoffs set note = '', reason = ''")
        assert [found(db, f'words:"{word}"') for word in words] == [[1, 2, 3], [], [], [3], [3]]


def test_what_somebody_set_for_a_channel_holds_without_who_set_it():
    with before("m0017_unread") as db:
        db.execute(
            "insert into channels (team, channel, mode, set_by, set_at) values ('T1', 'C1', 'off', 'U1', 1)"
        )
        migrations.MIGRATIONS.apply(db)
        assert (load_mode(db, "T1", "C1"), load_mode(db, "T1", "C2")) == (ChannelMode.OFF, DEFAULT_MODE)


def test_several_first_starts_make_one_database(tmp_path):
    start = f"""
import sys
from bot.store import Store
sys.stdin.read()  # all begin when the test closes this
store = Store.open({str(tmp_path / "a.db")!r})
store.write_now(lambda db: db.execute("insert into diagnosed values ('T', 'C', ?, 1)", (sys.argv[1],)))
store.close_now()
"""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", start, str(number)], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for number in range(6)
    ]
    for process in processes:
        process.stdin.close()
    errors = [process.stderr.read().decode() for process in processes]
    codes = [process.wait() for process in processes]
    for process in processes:
        process.stderr.close()
    store = Store.open(str(tmp_path / "a.db"), read_only=True)
    rows = store.read_now(lambda db: db.execute("select count(*) from diagnosed").fetchone()[0])
    store.close_now()
    assert (codes, errors, rows) == ([0] * 6, [""] * 6, 6)


@pytest.mark.parametrize("read_only", [False, True], ids=["to-write", "to-read"])
def test_a_newer_database_is_refused_and_left_alone(tmp_path, read_only):
    path = tmp_path / "a.db"
    store = Store.open(str(path))
    store.write_now(
        lambda db: db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('smtpcheck', 'm9999', '')"
        )
    )
    store.close_now()
    before = schema_of(path)
    with pytest.raises(SettingsError) as refused:
        Store.open(str(path), read_only=read_only)
    assert str(refused.value) == (
        f"The database {path} was written by a newer smtpcheck (its schema has m9999): "
        "update smtpcheck, or name another file in SMTPCHECK_DATABASE."
    )
    assert schema_of(path) == before


def test_a_failing_migration_leaves_nothing(tmp_path, monkeypatch):
    def fail(db: Database) -> None:
        db.execute("create table half (id integer) strict")
        raise RuntimeError("broken migration")

    broken = migrations.Migrations("smtpcheck")
    broken(name=migrations.NAMES[0])(fail)
    monkeypatch.setattr("bot.store.connection.MIGRATIONS", broken)
    with pytest.raises(RuntimeError, match="broken migration"):
        Store.open(str(tmp_path / "a.db"))
    monkeypatch.undo()
    Store.open(str(tmp_path / "a.db")).close_now()
    assert schema_of(tmp_path / "a.db") == GOLDEN.read_text("utf-8")


def test_what_is_known_of_older_incidents_is_learned_from_when_the_tallies_come():
    with before("m0007_learning") as db:
        day = 86_400_000
        for number, (channel, opened_at, entry) in enumerate(
            [("C1", 100 * day, "a"), ("C1", 106 * day, "b"), ("C2", 106 * day, None), (None, 106 * day, "b")],
            1,
        ):
            insert_incident(db, "550 no")
            db.execute(
                "update incidents set channel = ?, opened_at = ?, entry = ?, provider = 'gmail', reply_code = 550"
                " where id = ?",
                (channel, opened_at, entry, number),
            )
        db.execute(
            "insert into incident_events (team, incident_id, at, actor, kind, detail)"
            " values ('T1', 2, ?, 'U1', 'assigned', 'U1')",
            (106 * day + 60_000,),
        )
        migrations.MIGRATIONS.apply(db)
        rows = db.execute("select fingerprint, accepted_at from incidents order by id").fetchall()
        assert [tuple(row) for row in rows] == [
            ("a//gmail/550", None),
            ("b//gmail/550", 106 * day + 60_000),
            (None, None),
            ("b//gmail/550", None),
        ]
        tallied = """
            select team, channel, days, start, what, value, n from tallies
            join tally_places as place on place.id = place join tally_facts as fact on fact.id = fact
            where n <> 0 order by 1, 2, 3, 4, 5, 6
        """
        filled = [tuple(row) for row in db.execute(tallied)]
        # What the triggers count when the same incidents come one after the other is what was filled in.
        db.execute("create temporary table kept as select * from incidents")
        db.execute("delete from incident_events")
        db.execute("delete from incidents")
        assert db.execute(tallied).fetchall() == []
        db.execute("insert into incidents select * from kept")
        assert filled == [tuple(row) for row in db.execute(tallied)]
        assert ("T1", "C1", 7, 98, "entry", "a", 1) in filled


def test_what_was_sent_before_goes_by_the_index_of_what_is_old():
    with before("m0015_old") as db:
        for key, what, sent_ts in (("a", "incident", "1.1"), ("b", "incident", None), ("c", "notice", "3.3")):
            db.execute(
                "insert into outbox (key, lane, what, subject, text, team, channel, not_before, attempts,"
                " sent_ts, done_at) values (?, 'T1:C1', ?, '1', '', 'T1', 'C1', 1000, 0, ?, 1000)",
                (key, what, sent_ts),
            )
        migrations.MIGRATIONS.apply(db)
        outbox.prune(db, datetime.fromtimestamp(2, UTC))
        assert [row["key"] for row in db.execute("select key from outbox")] == ["a"]
