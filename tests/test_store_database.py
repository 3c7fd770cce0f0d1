"""The store's promises: what it acknowledged is kept, a bad job hurts nobody else, a full disk loses nothing."""

from __future__ import annotations

import asyncio
import errno
import os
import queue
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from bot.errors import BusyError, NotKeptError, SettingsError
from bot.store import Store, writer
from bot.store.ballast import SIZE_BYTES, Ballast
from bot.store.locks import WriteLock
from bot.store.times import from_ms, to_ms
from tests.store_house import NOON, mark, marks

# Jobs


async def test_a_job_returns_after_its_row_can_be_read(store):
    assert await store.write(mark("a")) == "a"
    assert await store.read(marks) == ["a"]


async def test_a_write_waits_for_another_program_less_than_slack_waits_for_an_answer(store):
    [waits_ms] = await store.write(lambda db: tuple(db.execute("pragma busy_timeout").fetchone()))
    assert waits_ms == 2_000


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
    assert await store.read(marks) == ["a", "b"]


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


class ClosedMeanwhile:
    """A writer's queue: as soon as a job is about to be put in, another thread closes the writer."""

    def __init__(self, given) -> None:
        self._jobs = given._jobs
        self.closing = threading.Thread(target=given.close)
        self.get, self.get_nowait = self._jobs.get, self._jobs.get_nowait

    def put(self, job) -> None:
        if job is not None:
            self.closing.start()
            self.closing.join(0.3)  # which it does not wait for
        self._jobs.put(job)


def test_a_job_that_is_given_while_the_store_closes_is_done(store):
    jobs = store._writer._jobs = ClosedMeanwhile(store._writer)
    ended = queue.SimpleQueue()
    store._writer.submit(mark("late"), lambda *end: ended.put(end), essential=False)
    assert ended.get(timeout=20) == ("late", None)
    jobs.closing.join()


def test_two_processes_write_in_turn(path):
    writer = """
import sys
from bot.store import Store, writer
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
from bot.store import Store, writer
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
    refused = [result for result in results if isinstance(result, NotKeptError)]
    assert {error.for_operator for error in refused} == {full}
    assert kept == ["a", *(result for result in results if isinstance(result, str))]
    limit_pages(store, None)
    assert await store.write(mark("e")) == "e"


def test_a_disk_with_room_for_half_a_ballast_keeps_its_room(tmp_path, monkeypatch):
    write = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda file, content, at: write(file, content[: SIZE_BYTES // 2], at))
    ballast = Ballast(str(tmp_path / "a.db"))
    ballast.load()
    assert (ballast.held, ballast.free()) == (False, False)
    assert (tmp_path / "a.db.ballast").stat().st_size == 0


def test_a_disk_that_fails_holds_no_ballast_and_ends_nothing(tmp_path, monkeypatch):
    """The writing thread loads it after a commit: an error there would leave every later job without an end."""

    def fails(*_args):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("bot.store.ballast.os.pwrite", fails)
    monkeypatch.setattr("bot.store.ballast.os.ftruncate", fails)
    ballast = Ballast(str(tmp_path / "a.db"))
    ballast.load()
    assert (ballast.held, ballast.free()) == (False, False)


async def test_what_must_be_kept_and_nothing_else_is_kept_in_the_ballasts_room(store, monkeypatch):
    ballast = store._writer._ballast
    free = ballast.free

    def make_room() -> bool:
        limit_pages(store, None)
        return free()

    monkeypatch.setattr(ballast, "free", make_room)
    limit_pages(store, await store.read(pages))
    jobs = store.write(fat("asked")), store.write(fat("sent"), essential=True)
    asked, sent = await asyncio.gather(*jobs, return_exceptions=True)
    assert isinstance(asked, NotKeptError)
    assert await store.read(marks) == [sent]


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


# Times


@pytest.mark.parametrize(
    "moment", [NOON, NOON.replace(microsecond=999_000), datetime.max.replace(tzinfo=UTC)]
)
def test_times_survive_to_the_millisecond(moment):
    assert from_ms(to_ms(moment)) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


async def test_closing_does_not_wait_for_another_process_that_goes_on_writing(path, monkeypatch):
    monkeypatch.setattr(writer, "CLOSE_WAIT_S", 0.1)
    store, other = Store.open(path), WriteLock(path)
    with other:
        waiting = asyncio.ensure_future(store.write(mark("late")))
        await asyncio.sleep(0.05)
        await store.close()
        assert not waiting.done()
    other.close()
    assert await waiting == "late"
