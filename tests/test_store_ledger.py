"""The budget of live checks: how often a mailbox, a person and a server may be tried, across restarts."""

from __future__ import annotations

import errno
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import SettingsError
from bot.store import Store
from bot.store.ledger import StoreLedger, _make_key
from tests.bot_house import Clock

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOST = "mail.example.com"


@pytest.fixture
def clock():
    return Clock(still=START)


@pytest.fixture
def ledger(store, clock):
    return StoreLedger(store, now=clock)


async def login(ledger, user="ana@example.com", host=HOST, person="U1", result="refused"):
    until = await ledger.may_login(user, host, person)
    if until is None:
        await ledger.note_login(user, host, result)
    return until


async def test_asking_until_when_a_login_waits_counts_nothing(ledger, clock):
    asked = ("ana@example.com", HOST, "U1")
    assert [await ledger.login_waits_until(*asked) for _ in range(3)] == [None] * 3
    await login(ledger)
    assert await ledger.login_waits_until(*asked) is None
    await login(ledger)
    assert await ledger.login_waits_until(*asked) == await login(ledger) == START + timedelta(minutes=30)


async def test_a_mailbox_is_tried_twice_in_thirty_minutes(ledger, clock):
    assert await login(ledger) is None
    clock.wait(minutes=10)
    assert await login(ledger) is None
    clock.wait(minutes=10)
    assert await login(ledger) == START + timedelta(minutes=30)
    clock.wait(minutes=10)
    assert await login(ledger) is None


@pytest.mark.parametrize("result", ["locked", "slow-down"])
async def test_a_locked_or_slowed_mailbox_rests_thirty_minutes(ledger, clock, result):
    assert await login(ledger, result=result) is None
    clock.wait(minutes=29)
    assert await login(ledger) == START + timedelta(minutes=30)
    clock.wait(minutes=1)
    assert await login(ledger) is None


@pytest.mark.parametrize("result", ["accepted", "refused", "unanswered"])
async def test_other_results_leave_the_second_attempt(ledger, result):
    assert await login(ledger, result=result) is None
    assert await login(ledger) is None


async def test_a_login_that_was_never_sent_is_given_back(ledger):
    assert await login(ledger) is None
    for _ in range(5):
        assert await login(ledger, result="not-sent") is None
    assert await login(ledger) is None
    assert await login(ledger) == START + timedelta(minutes=30)


async def test_the_login_that_is_given_back_is_the_last_one(ledger, clock):
    assert await login(ledger) is None
    for result in ("not-sent", "refused"):
        clock.wait(minutes=10)
        assert await login(ledger, result=result) is None
    assert await login(ledger) == START + timedelta(minutes=30)


async def test_a_login_that_began_and_never_ended_counts(ledger):
    assert await ledger.may_login("ana@example.com", HOST, "U1") is None
    assert await ledger.may_login("ana@example.com", HOST, "U1") is None
    assert await ledger.may_login("ana@example.com", HOST, "U1") == START + timedelta(minutes=30)


@pytest.mark.parametrize(
    "same",
    [
        "ANA@example.com",
        "ana@example.com ",
        "ana@example.com\u00a0",
        "ana\u200b@example.com",
        "ａna@example.com",
        "ana@example.com\r\n",
        "ana@example.com.",
    ],
)
async def test_case_and_invisible_characters_make_no_other_mailbox(ledger, same):
    assert await login(ledger) is None
    assert await login(ledger, user=same, person="U2") is None
    assert await login(ledger, user=same, person="U3", host="smtp.example.com") is not None


async def test_a_fixed_user_name_is_told_apart_by_its_server(ledger):
    for host in ("smtp.one.example", "smtp.two.example"):
        assert await login(ledger, user="apikey", host=host) is None
        assert await login(ledger, user="apikey", host=host) is None
        assert await login(ledger, user="apikey", host=host) is not None


async def test_a_person_logs_in_ten_times_an_hour(ledger, clock):
    for number in range(10):
        assert await login(ledger, user=f"box{number}@example.com") is None
        clock.wait(minutes=1)
    assert await login(ledger, user="one-more@example.com") == START + timedelta(hours=1)
    assert await login(ledger, user="one-more@example.com", person="U2") is None
    clock.wait(minutes=50)
    assert await login(ledger, user="one-more@example.com") is None


async def test_a_row_of_a_file_does_not_wait_for_its_persons_hour(ledger):
    for number in range(10):
        assert await login(ledger, user=f"box{number}@example.com") is None
    hour = START + timedelta(hours=1)
    for of_file, until in ((False, hour), (True, None)):
        asked = ("row@example.com", HOST, "U1")
        assert await ledger.login_waits_until(*asked, of_file=of_file) == until
        assert await ledger.may_login(*asked, of_file=of_file) == until


async def test_a_login_of_a_file_that_was_never_sent_gives_back_no_other_login(ledger):
    """A person's file and their own login checks run side by side."""
    for number in range(10):
        of_file = f"row{number}@example.com"
        assert await ledger.may_login(of_file, HOST, "U1", of_file=True) is None
        assert await login(ledger, user=f"box{number}@example.com") is None
        await ledger.note_login(of_file, HOST, "not-sent")
    assert await login(ledger, user="one-more@example.com") == START + timedelta(hours=1)


async def test_a_login_that_was_never_sent_is_given_back_though_a_row_of_a_file_began_since(ledger):
    for number in range(10):
        assert await ledger.may_login(f"box{number}@example.com", HOST, "U1") is None
        assert await ledger.may_login(f"row{number}@example.com", HOST, "U1", of_file=True) is None
        await ledger.note_login(f"box{number}@example.com", HOST, "not-sent")
    assert await login(ledger, user="one-more@example.com") is None


async def test_a_person_logs_in_fifty_times_a_day(ledger, clock):
    for number in range(50):
        assert await login(ledger, user=f"box{number}@example.com") is None
        clock.wait(minutes=10)
    assert await login(ledger, user="one-more@example.com") == START + timedelta(days=1)
    clock.wait(hours=24, minutes=-500)
    assert await login(ledger, user="one-more@example.com") is None


async def test_a_server_rests_after_two_failures_in_a_row_then_twice_as_long_up_to_an_hour(ledger, clock):
    await ledger.note_server("192.0.2.1 587", failed=True)
    assert await ledger.server_rests_until("192.0.2.1 587") is None
    for rest in (60, 120, 240, 480, 960, 1920, 3600, 3600):
        await ledger.note_server("192.0.2.1 587", failed=True)
        assert await ledger.server_rests_until("192.0.2.1 587") == clock() + timedelta(seconds=rest)
        clock.wait(seconds=rest)
        assert await ledger.server_rests_until("192.0.2.1 587") is None


async def test_a_success_ends_the_row_of_failures(ledger):
    for failed in (True, False, True):
        await ledger.note_server("192.0.2.1 587", failed=failed)
    assert await ledger.server_rests_until("192.0.2.1 587") is None


async def test_another_server_does_not_rest(ledger):
    for _ in range(3):
        await ledger.note_server("192.0.2.1 587", failed=True)
    assert await ledger.server_rests_until("192.0.2.2 587") is None


async def test_failures_of_yesterday_are_forgotten(ledger, clock):
    await ledger.note_server("192.0.2.1 587", failed=True)
    clock.wait(hours=25)
    await ledger.note_server("192.0.2.1 587", failed=True)
    assert await ledger.server_rests_until("192.0.2.1 587") is None


async def test_a_clock_that_was_days_ahead_closes_nothing_once_it_is_right(ledger, clock):
    clock.wait(days=9)
    for _ in range(2):
        await login(ledger, result="locked")
    for number in range(60):
        await login(ledger, user=f"person{number}@example.com", person="U2")
    for _ in range(3):
        await ledger.note_server("192.0.2.1 587", failed=True)
    clock.wait(days=-9)
    assert await login(ledger) is None
    assert await login(ledger, user="new@example.com", person="U2") is None
    assert await ledger.server_rests_until("192.0.2.1 587") is None


async def test_a_clock_that_is_set_back_a_little_frees_nothing(ledger, clock):
    for _ in range(2):
        await login(ledger)
    for _ in range(2):
        await ledger.note_server("192.0.2.1 587", failed=True)
    clock.wait(minutes=-20)
    assert await login(ledger) == START + timedelta(minutes=30)
    assert await ledger.server_rests_until("192.0.2.1 587") == START + timedelta(minutes=1)


async def test_the_budget_outlives_a_restart(tmp_path, clock):
    for _ in range(2):
        store = Store.open(str(tmp_path / "a.db"))
        assert await login(StoreLedger(store, now=clock)) is None
        await store.close()
    store = Store.open(str(tmp_path / "a.db"))
    assert await login(StoreLedger(store, now=clock)) == START + timedelta(minutes=30)
    await store.close()


async def test_the_database_holds_no_mailbox_and_the_key_is_its_owners_alone(store, ledger, tmp_path):
    await login(ledger)
    rows = await store.read(
        lambda db: [
            tuple(row) for row in db.execute("select actor, mailbox_hash, server, result from attempts")
        ]
    )
    hashes = {row[1] for row in rows}
    assert [(row[0], row[2], row[3]) for row in rows] == [("U1", HOST, "begun"), ("U1", HOST, "refused")]
    assert all(len(value) == 64 and "ana" not in value for value in hashes)
    key = tmp_path / "a.db.key"
    assert (key.stat().st_mode & 0o777, len(key.read_bytes())) == (0o600, 32)


async def test_another_key_gives_another_hash(tmp_path, clock):
    seen = set()
    for name in ("a.db", "b.db"):
        store = Store.open(str(tmp_path / name))
        await login(StoreLedger(store, now=clock))
        seen.add(await store.read(lambda db: db.execute("select mailbox_hash from attempts").fetchone()[0]))
        await store.close()
    assert len(seen) == 2


def test_the_key_that_another_process_made_meanwhile_is_kept(tmp_path):
    key = tmp_path / "a.db.key"
    key.write_bytes(b"k" * 32)
    _make_key(key)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.db.key", b"k" * 32)]


def test_a_key_that_could_not_be_written_leaves_nothing_behind(store, tmp_path, clock, monkeypatch):
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SettingsError, match="No space left on device"):
        StoreLedger(store, now=clock)
    assert [path.name for path in tmp_path.iterdir() if "key" in path.name] == []


def test_a_damaged_key_is_said(store, tmp_path, clock):
    (tmp_path / "a.db.key").write_bytes(b"short")
    with pytest.raises(SettingsError, match="is damaged"):
        StoreLedger(store, now=clock)


async def test_what_was_spent_is_never_changed(store, ledger):
    await login(ledger)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        await store.write(lambda db: db.execute("update attempts set result = 'not-sent'"))
