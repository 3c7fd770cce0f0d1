"""The store's promises: what it acknowledged is kept, a bad job hurts nobody else, faults say the way out."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import BusyError, SettingsError
from bot.store import Store, hold
from bot.store.times import from_ms, to_ms
from tests.store_house import NOON

NOBODY = 65534


@pytest.fixture
def path(tmp_path) -> str:
    return str(tmp_path / "a.db")


@pytest.fixture
def store(path):
    store = Store.open(path)
    yield store
    store.close_now()


def mark(name: str):
    """A job that writes one row and returns its name."""

    def job(db) -> str:
        db.execute("insert into diagnosed (team, channel, message_ts, at) values ('T', 'C', ?, 1)", (name,))
        return name

    return job


def marks(db) -> list[str]:
    return [row["message_ts"] for row in db.execute("select message_ts from diagnosed order by message_ts")]


# Jobs


async def test_a_job_returns_after_its_row_can_be_read(store):
    assert await store.write(mark("a")) == "a"
    assert await store.read(marks) == ["a"]


async def test_a_lock_that_fails_fails_its_jobs_and_the_next_are_done(store, monkeypatch):
    def broken(*_args):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    with monkeypatch.context() as patched:
        patched.setattr("bot.store.locks.fcntl.flock", broken)
        with pytest.raises(OSError, match="No locks available"):
            await asyncio.wait_for(store.write(lambda db: db.execute("select 1")), 20)
    assert await store.write(lambda db: db.execute("select 2").fetchone()[0]) == 2


async def test_a_bad_job_is_undone_alone_and_told_to_its_caller_alone(store):
    def bad(db) -> None:
        mark("half")(db)
        raise ValueError("mine")

    results = await asyncio.gather(
        store.write(mark("a")),
        store.write(bad),
        store.write(mark("b")),
        store.write(mark("a")),
        store.write(mark("c")),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [str, ValueError, str, sqlite3.IntegrityError, str]
    assert await store.read(marks) == ["a", "b", "c"]


async def test_a_bad_job_that_has_the_commit_to_itself_is_undone_too(store):
    def bad(db) -> None:
        mark("half")(db)
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        await store.write(bad)
    with pytest.raises(ValueError, match="mine"):
        store.write_now(bad)
    assert await store.write(mark("a")) == "a"
    assert await store.read(marks) == ["a"]


async def test_jobs_that_wait_together_share_a_commit(store):
    told = []
    store._writer._db.conn.set_trace_callback(told.append)
    await asyncio.gather(*(store.write(mark(f"{number:03}")) for number in range(200)))
    assert len(await store.read(marks)) == 200
    assert 0 < told.count("commit") < 200


async def test_a_job_that_ends_its_transaction_fails_and_the_writer_lives_on(store):
    def bad(db) -> None:
        db.execute("rollback")
        raise ValueError("lost in the batch")

    with pytest.raises(sqlite3.OperationalError, match="a job ended the transaction it was given"):
        await store.write(bad)
    with pytest.raises(sqlite3.OperationalError, match="no transaction is active"):
        await store.write(lambda db: db.execute("rollback"))
    assert await store.write(mark("a")) == "a"
    assert await store.read(marks) == ["a"]


async def test_a_cancelled_caller_does_not_stop_the_writer(store):
    task = asyncio.ensure_future(store.write(mark("a")))
    await asyncio.sleep(0)
    task.cancel()
    assert await store.write(mark("b")) == "b"


def test_a_caller_whose_loop_is_closed_does_not_stop_the_writer(store):
    begun, ended = threading.Event(), threading.Event()

    def slow(db) -> None:
        begun.set()
        ended.wait(10)

    async def ask() -> None:
        asyncio.ensure_future(store.write(slow))  # noqa: RUF006 - cancelled when the loop ends
        await asyncio.to_thread(begun.wait)

    asyncio.run(ask())
    ended.set()
    assert store.write_now(mark("a")) == "a"


async def test_a_query_sees_one_state_throughout_and_cannot_write(store):
    await store.write(mark("a"))

    def twice(db) -> tuple[list[str], list[str]]:
        first = marks(db)
        store.write_now(mark("b"))
        return first, marks(db)

    assert await store.read(twice) == (["a"], ["a"])
    with pytest.raises(SettingsError, match="cannot be written"):
        await store.read(mark("c"))


async def test_closing_finishes_the_jobs_already_given(path):
    store = Store.open(path)
    waiting = [asyncio.ensure_future(store.write(mark(str(number)))) for number in range(20)]
    await asyncio.sleep(0)
    await store.close()
    await store.close()
    assert await asyncio.gather(*waiting) == [str(number) for number in range(20)]
    with pytest.raises(SettingsError, match="is closed"):
        await store.write(mark("late"))


def test_two_processes_write_in_turn(path):
    writer = """
import sys
from bot.store import Store
store = Store.open(sys.argv[1])
for number in range(50):
    store.write_now(lambda db: db.execute(
        "insert into diagnosed values ('T', 'C', ?, 1)", (f"{sys.argv[2]}{number:02}",)))
store.close_now()
"""
    processes = [
        subprocess.Popen([sys.executable, "-c", writer, path, name], stderr=subprocess.DEVNULL)
        for name in "ab"
    ]
    assert [process.wait() for process in processes] == [0, 0]
    store = Store.open(path, read_only=True)
    assert store.read_now(marks) == [f"{name}{number:02}" for name in "ab" for number in range(50)]
    store.close_now()


# A process that dies


def test_no_acknowledged_row_is_lost_by_kill_minus_nine(path):
    writer = f"""
import asyncio
from bot.store import Store
async def write(store, lane):
    number = 0
    while True:
        name = f"{{lane}}-{{number:06}}"
        await store.write(lambda db: db.execute("insert into diagnosed values ('T', 'C', ?, 1)", (name,)))
        print(name, flush=True)
        number += 1
async def main():
    store = Store.open({path!r})
    await asyncio.gather(*(write(store, lane) for lane in range(8)))
asyncio.run(main())
"""
    acked: list[str] = []
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", writer], stdout=subprocess.PIPE, text=True)
        acked += [process.stdout.readline().strip() for _ in range(200)]
        process.send_signal(signal.SIGKILL)
        acked += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
        store = Store.open(path)
        kept = store.read_now(marks)
        assert set(acked) <= set(kept)
        store.write_now(lambda db: db.execute("delete from diagnosed"))
        store.close_now()
        acked.clear()


# A full disk


def pages(db) -> int:
    return db.execute("pragma page_count").fetchone()[0]


def limit_pages(store: Store, count: int | None) -> None:
    """Let the file grow no further: SQLite then answers as on a full disk."""
    store._writer._db.execute(f"pragma max_page_count = {count or 1_000_000}")


def fat(name: str):
    return mark(name + "x" * 20_000)


async def test_on_a_full_disk_nothing_is_acknowledged_and_later_all_goes_on(store, path):
    await store.write(mark("a"))
    limit_pages(store, await store.read(pages))
    results = await asyncio.gather(
        store.write(mark("b")), store.write(fat("c")), store.write(mark("d")), return_exceptions=True
    )
    full = f"The disk that holds {path} is full, so nothing was recorded: free some space, then try again."
    kept = await store.read(marks)
    refused = [result for result in results if isinstance(result, BusyError)]
    assert {str(error) for error in refused} == {full}
    assert kept == ["a", *(result for result in results if isinstance(result, str))]
    limit_pages(store, None)
    assert await store.write(mark("e")) == "e"


async def test_what_must_be_kept_takes_the_ballast_and_it_is_loaded_again(store, path):
    def ballast() -> int:
        return os.stat(f"{path}.ballast").st_size

    assert ballast() == 1_048_576
    limit_pages(store, await store.read(pages))
    with pytest.raises(BusyError):
        await store.write(fat("unimportant"))
    assert ballast() == 1_048_576
    with pytest.raises(BusyError):  # the limit is no disk: freeing a file does not move it
        await store.write(fat("sent"), essential=True)
    assert ballast() == 0
    limit_pages(store, None)
    await store.write(mark("a"))
    assert ballast() == 1_048_576


# Files


def test_a_log_written_to_its_length_holds_nothing_and_commits_write_over_it(store, path):
    def log() -> int:
        return os.stat(f"{path}-wal").st_size

    store.lengthen_log()
    long = log()
    assert long > 16_000_000
    for name in ("a", "b"):
        store.write_now(mark(name))
    assert (log(), store.read_now(marks)) == (long, ["a", "b"])
    tables = store.read_now(lambda db: db.table_names())
    assert "room" not in tables


def test_on_a_disk_that_is_nearly_full_the_log_stays_short(store, path, monkeypatch):
    before = os.stat(f"{path}-wal").st_size
    nearly_full = shutil.disk_usage(path)._replace(free=100_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nearly_full)
    store.lengthen_log()
    assert os.stat(f"{path}-wal").st_size == before


def test_only_the_owner_may_read_what_the_store_writes(path):
    store = Store.open(path)
    with hold(path, "smtpcheck run"):
        store.write_now(mark("a"))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in sorted(Path(path).parent.iterdir())}
    store.close_now()
    assert modes == {
        "a.db": 0o600,
        "a.db-shm": 0o600,
        "a.db-wal": 0o600,
        "a.db.ballast": 0o600,
        "a.db.lock": 0o600,
        "a.db.write": 0o600,
    }


def test_every_commit_reaches_the_disk(store):
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "journal_size_limit")
    settings = store.write_now(
        lambda db: {name: db.execute(f"pragma {name}").fetchone()[0] for name in pragmas}
    )
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "journal_size_limit": 67_108_864,
    }


def refusal(path: str, *, read_only: bool = False) -> str:
    with pytest.raises(SettingsError) as refused:
        Store.open(path, read_only=read_only)
    return str(refused.value)


ANOTHER = "name a file in an existing folder you may write to in SMTPCHECK_DATABASE."


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    path = tmp_path / "missing" / "a.db"
    assert refusal(str(path)) == (
        f"The database {path} cannot be opened (No such file or directory): {ANOTHER}"
    )


def test_a_folder_is_no_database(tmp_path):
    (tmp_path / "a.db").mkdir()
    assert refusal(str(tmp_path / "a.db")) == (
        f"The database {tmp_path / 'a.db'} cannot be opened (Is a directory): {ANOTHER}"
    )


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"Dear customer,\n" * 1000)
    assert refusal(str(path)) == (
        f"The file {path} is not a readable database: restore a backup, "
        "or name another file in SMTPCHECK_DATABASE."
    )
    assert path.read_bytes() == b"Dear customer,\n" * 1000


def test_reading_a_database_that_does_not_exist_makes_none(tmp_path):
    path = tmp_path / "a.db"
    assert refusal(str(path), read_only=True) == (
        f"There is no database at {path} yet: run `smtpcheck migrate`, "
        "or name another file in SMTPCHECK_DATABASE."
    )
    assert list(tmp_path.iterdir()) == []


def test_reading_an_older_schema_asks_for_the_migration(path):
    with sqlite3.connect(path) as db:
        db.execute("create table something (id integer)")
    db.close()
    assert refusal(path, read_only=True) == (
        f"The database {path} has an older schema: run `smtpcheck migrate` first."
    )


def test_a_read_only_database_refuses_to_write(path):
    Store.open(path).close_now()
    store = Store.open(path, read_only=True)
    with pytest.raises(SettingsError) as refused:
        store.write_now(mark("a"))
    store.close_now()
    assert str(refused.value) == f"The database {path} was opened for reading only."


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "reason"),
    [
        pytest.param(0o600, 0o555, "Permission denied", id="read-only-folder"),
        pytest.param(0o444, 0o777, "Permission denied", id="read-only-file"),
    ],
)
def test_a_place_that_cannot_be_written_gets_one_clear_sentence(file_mode, folder_mode, reason):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        path.touch()
        path.chmod(file_mode)
        Path(folder).chmod(folder_mode)
        # A user without rights: the interpreter itself may stand where only its owner can read.
        opening = f"""
import os
from bot.store import Store
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
try:
    Store.open({str(path)!r})
except ValueError as error:
    print(error)
"""
        answer = subprocess.run([sys.executable, "-c", opening], capture_output=True, text=True, check=True)
        Path(folder).chmod(0o700)
    assert answer.stdout == f"The database {path} cannot be opened ({reason}): {ANOTHER}\n"


# Deleting


def test_a_deleted_word_is_in_no_file_any_more(path):
    word = "Geheimwort4711"
    store = Store.open(path)
    store.write_now(
        lambda db: db.execute(
            """
            insert into incidents (team, channel, reporter, state, reply_text, findings, seen,
                opened_at, updated_at, version) values ('T1', 'C1', 'U1', 'new', ?, ?, 1, 1, 1, 1)
            """,
            (f"550 {word} refused", f'["{word}"]'),
        )
    )
    store.close_now()
    assert word.casefold().encode() in Path(path).read_bytes().lower()
    store = Store.open(path)
    store.write_now(lambda db: db.execute("update incidents set reply_text = '', findings = '[]'"))
    store.close_now()
    folder = Path(path).parent
    assert [
        file.name for file in folder.iterdir() if word.casefold().encode() in file.read_bytes().lower()
    ] == []


# Who holds it


def test_a_second_bot_is_told_who_holds_the_database(path):
    with hold(path, "smtpcheck sandbox"):
        with pytest.raises(SettingsError) as refused, hold(path, "smtpcheck run"):
            pass
        second = subprocess.run(
            [
                sys.executable,
                "-c",
                f"from bot.store import hold\nwith hold({path!r}, 'smtpcheck run'): pass",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    assert str(refused.value).startswith(
        f"The database {path} is in use by smtpcheck sandbox (process {os.getpid()}, since 20"
    )
    assert str(refused.value).endswith(
        "UTC): stop that one first, or name another file in SMTPCHECK_DATABASE."
    )
    assert str(refused.value) in second.stderr
    with hold(path, "smtpcheck run"):
        pass


def test_on_a_full_disk_the_database_is_held_without_a_name(path, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        held = hold(path, "smtpcheck run")
        held.__enter__()
    with pytest.raises(SettingsError, match="in use by another smtpcheck: stop"), hold(path, "x"):
        pass
    held.__exit__(None, None, None)


def test_the_hold_of_a_killed_process_is_free_at_once(path):
    holding = f"""
import sys, time
from bot.store import hold
with hold({path!r}, "smtpcheck run"):
    print("held", flush=True)
    time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", holding], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    with (
        pytest.raises(SettingsError, match=rf"smtpcheck run \(process {process.pid}, since"),
        hold(path, "x"),
    ):
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    with hold(path, "smtpcheck run"):
        pass


def test_a_lock_that_cannot_be_written_gets_one_clear_sentence(tmp_path):
    path = tmp_path / "missing" / "a.db"
    with pytest.raises(SettingsError) as refused, hold(str(path), "smtpcheck run"):
        pass
    assert str(refused.value) == (
        f"The lock file {path}.lock cannot be written (No such file or directory): "
        "name a file in a folder you may write to in SMTPCHECK_DATABASE."
    )


@pytest.mark.parametrize(
    "moment", [NOON, NOON.replace(microsecond=999_000), datetime.max.replace(tzinfo=UTC)]
)
def test_times_survive_to_the_millisecond(moment):
    assert from_ms(to_ms(moment)) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
