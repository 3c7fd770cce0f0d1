"""Rows are worked in order, tried again after a failure, set aside after five, and never lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.delivery import lanes
from bot.delivery.worker import Worker
from bot.errors import NotKeptError, SettingsError, UsageError, UserError
from bot.model import Request
from bot.store import Store, inbox
from bot.store.lanes import ASIDE, EVERY, Free, next_due
from bot.store.times import to_ms
from tests.bot_house import PATIENCE_S, Clock
from tests.sandbox_app import turns, until
from tests.store_house import NOON


class Desk:
    """Remembers what a poster was told."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.refused: list[tuple[str, str]] = []
        self.given_up: list[str] = []

    async def refuse(self, request: Request, error: UserError) -> None:
        self.refused.append((request.key, str(error)))
        await self.done(request)

    async def give_up(self, request: Request, reference: str) -> None:
        self.given_up.append(request.key)
        assert len(reference) == 8
        await self.done(request)

    async def done(self, request: Request) -> None:
        await self._store.write(lambda db: inbox.done(db, request.key, datetime.now(UTC)))


class Shop:
    """A worker with a handler that fails as told: `fail[key]` is what is raised, first one first."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.desk = Desk(store)
        self.worked: list[str] = []
        self.tries: Counter[str] = Counter()
        self.fail: dict[str, list[BaseException]] = {}
        self.hold: dict[str, asyncio.Event] = {}
        self.worker = Worker(store, self.desk, self.handle, now=clock, on_worked=lambda: None)
        self.running: asyncio.Future[None]

    async def handle(self, request: Request, desk: Any) -> None:
        self.tries[request.key] += 1
        if request.key in self.hold:
            await self.hold[request.key].wait()
        if self.fail.get(request.key):
            raise self.fail[request.key].pop(0)
        await desk.done(request)
        self.worked.append(request.key)

    async def take(self, *keys: str, channel: str = "C1") -> None:
        def job(db) -> None:
            for key in keys:
                inbox.add(db, asked(key, channel), self.clock())

        await self.store.write(job)
        self.worker.wake()

    async def later(self, seconds: float) -> None:
        """Let time pass once the row's own time is written."""
        await until(lambda: not self.worker._lanes._busy)
        self.clock.wait(seconds=seconds)
        self.worker.wake()


def asked(key: str, channel: str) -> Request:
    return Request(
        key=key,
        intent="paste",
        team="T1",
        actor="U1",
        channel=channel,
        ts="1.1",
        thread_ts=None,
        text="text",
        fields={},
    )


@pytest.fixture
async def shop(tmp_path):
    store = Store.open(str(tmp_path / "s.db"))
    built = Shop(store, Clock(still=NOON))
    built.running = asyncio.ensure_future(built.worker.run())
    yield built
    await built.worker.stop(1)
    built.running.cancel()
    await asyncio.gather(built.running, return_exceptions=True)
    await store.close()


def test_a_done_row_keeps_its_key_and_nothing_that_was_said(store):
    request = replace(asked("a1", "C1"), fields={"note": "ACME waits", "response_url": "https://example.com"})
    store.write_now(lambda db: inbox.add(db, request, NOON))
    store.write_now(lambda db: inbox.done(db, "a1", NOON))
    [row] = store.read_now(lambda db: db.execute("select key, text, fields, done_at from inbox").fetchall())
    assert tuple(row) == ("a1", "", "{}", to_ms(NOON))
    assert not store.write_now(lambda db: inbox.add(db, request, NOON))  # which came once more


async def test_a_lane_is_worked_in_order_and_several_at_once(shop):
    shop.hold["a1"] = asyncio.Event()
    await shop.take("a1", "a2", "a3", channel="C1")
    await shop.take("b1", "b2", channel="C2")
    await until(lambda: len(shop.worked) == 2)
    assert (shop.worked, shop.tries) == (["b1", "b2"], {"a1": 1, "b1": 1, "b2": 1})
    shop.hold["a1"].set()
    await until(lambda: len(shop.worked) == 5)
    assert shop.worked == ["b1", "b2", "a1", "a2", "a3"]


async def test_a_failed_row_is_tried_again_later_and_holds_up_nobody(shop):
    shop.fail["a1"] = [RuntimeError("ours")]
    await shop.take("a1", "a2")
    await until(lambda: shop.worked == ["a2"])
    await shop.later(1)
    await until(lambda: shop.worked == ["a2", "a1"])
    assert shop.tries["a1"] == 2
    assert shop.desk.given_up == []


async def test_a_row_that_fails_five_times_is_set_aside_and_its_poster_told(shop):
    shop.fail["a1"] = [RuntimeError("ours")] * 9
    await shop.take("a1")
    for failures in range(1, 6):
        await until(lambda failures=failures: shop.tries["a1"] == failures)
        await shop.later(60)
    await until(lambda: shop.desk.given_up == ["a1"])
    await shop.later(3_600)
    await shop.take("a2")
    await until(lambda: shop.worked == ["a2"])
    assert shop.tries["a1"] == 5


def test_the_wait_after_an_outage_of_days_is_the_longest():
    assert [lanes.retry_wait_s(failures) for failures in (1, 2, 6, 7, 5_000)] == [1, 2, 32, 60, 60]


async def waits_before_it_works(shop):
    """Seconds that `a1` waits after each of three failures, until it is worked off."""
    waits = []
    for tries in (1, 2, 3):
        await until(lambda tries=tries: shop.tries["a1"] == tries and not shop.worker._lanes._busy)
        due = await shop.store.read(lambda db: next_due(db, "inbox"))
        waits.append((due - shop.clock()).total_seconds())
        await shop.later(waits[-1])
    await until(lambda: shop.worked == ["a1"])
    return waits


async def test_the_wait_doubles_from_a_second(shop):
    shop.fail["a1"] = [RuntimeError("ours")] * 3
    await shop.take("a1")
    assert await waits_before_it_works(shop) == [1, 2, 4]


async def test_a_persons_mistake_is_told_once_and_not_tried_again(shop):
    shop.fail["a1"] = [UsageError("Say which incident.")]
    await shop.take("a1", "a2")
    await until(lambda: shop.worked == ["a2"])
    assert shop.desk.refused == [("a1", "Say which incident.")]


@pytest.mark.parametrize(
    "outage", [aiohttp.ClientConnectionError(), TimeoutError()], ids=["no connection", "no answer"]
)
async def test_an_unreachable_slack_counts_against_nobody(shop, outage):
    shop.fail["a1"] = [outage] * 8
    await shop.take("a1")
    for tries in range(1, 9):
        await until(lambda tries=tries: shop.tries["a1"] == tries)
        await shop.later(60)
    await until(lambda: shop.worked == ["a1"])
    assert shop.desk.given_up == []


async def test_the_wait_for_an_unreachable_slack_doubles_and_is_told_once(shop):
    shop.fail["a1"] = [TimeoutError()] * 3
    with capture_logs() as told:
        await shop.take("a1")
        assert await waits_before_it_works(shop) == [1, 2, 4]
    assert [line for line in told if line["event"] == "waiting"] == [
        {"event": "waiting", "log_level": "warning", "key": "a1", "intent": "paste", "error": "TimeoutError"}
    ]


async def test_a_refused_token_ends_the_work_and_every_row_waits_for_the_next_start(shop):
    shop.fail["a1"] = [SettingsError("Slack refuses the bot token.")]
    await shop.take("a1", "a2")
    with pytest.raises(SettingsError, match="Slack refuses the bot token"):
        await shop.running
    left = await shop.store.read(lambda db: inbox.due(db, shop.clock(), EVERY, 9))
    assert [(row.request.key, row.failures) for row in left] == [("a1", 0), ("a2", 0)]
    assert (shop.desk.refused, shop.desk.given_up) == ([], [])


async def test_work_that_something_else_cancels_is_tried_again_with_a_rest(shop, monkeypatch):
    monkeypatch.setattr(lanes, "FIRST_RETRY_S", 3_600)
    shop.fail["a1"] = [asyncio.CancelledError()] * 10_000
    await shop.take("a1")
    await until(lambda: shop.tries["a1"] and not shop.worker._lanes._busy)
    await turns()
    assert shop.tries["a1"] == 1
    shop.fail["a1"].clear()
    shop.worker._lanes.rest("T1:C1", 0)
    await until(lambda: shop.worked == ["a1"])


async def test_a_full_disk_is_waited_out(shop):
    shop.fail["a1"] = [NotKeptError("My disk is full", "free some space")]
    await shop.take("a1")
    await until(lambda: shop.worked == ["a1"])
    assert shop.desk.refused == []


async def test_at_the_end_the_row_in_hand_is_finished_and_the_next_stays(shop):
    shop.hold["a1"] = asyncio.Event()
    await shop.take("a1", "a2")
    await until(lambda: shop.tries["a1"] == 1)
    ending = asyncio.ensure_future(shop.worker.stop(PATIENCE_S))
    await asyncio.sleep(0)
    shop.hold["a1"].set()
    await ending
    assert shop.worked == ["a1"]
    left = await shop.store.read(lambda db: inbox.due(db, shop.clock(), EVERY, 9))
    assert [row.request.key for row in left] == ["a2"]


async def test_a_row_that_takes_too_long_at_the_end_stays_for_the_next_start(shop):
    shop.hold["a1"] = asyncio.Event()
    await shop.take("a1")
    await until(lambda: shop.tries["a1"] == 1)
    await shop.worker.stop(0.01)
    left = await shop.store.read(lambda db: inbox.due(db, shop.clock(), EVERY, 9))
    assert [row.request.key for row in left] == ["a1"]


async def test_a_known_key_is_not_taken_again(shop):
    await shop.take("a1")
    await until(lambda: shop.worked == ["a1"])
    await shop.take("a1", "a2")
    await until(lambda: "a2" in shop.worked)
    assert (shop.worked, shop.tries) == (["a1", "a2"], {"a1": 1, "a2": 1})


async def test_old_done_rows_are_pruned(shop):
    await shop.take("a1")
    await until(lambda: shop.worked == ["a1"])
    await shop.store.write(lambda db: inbox.prune(db, datetime.now(UTC) + timedelta(seconds=1)))
    assert (
        await shop.store.read(lambda db: db.execute("select count(*) as n from inbox").fetchone()["n"]) == 0
    )


# The loop itself


class Queue:
    """Rows that wait, by their lanes: each is held until its lane is let go."""

    def __init__(self) -> None:
        self.waiting: list[SimpleNamespace] = []
        self.held: dict[str, asyncio.Event] = {}
        self.begun: list[str] = []
        self.lanes = lanes.Lanes(self.due, self.do, lambda *_: None, lambda: NOON)

    def put(self, *names: str) -> None:
        self.waiting += [SimpleNamespace(lane=name) for name in names]
        self.lanes.wake()

    async def due(self, free: Free) -> lanes.Due[Any]:
        await asyncio.sleep(0)
        rows = [row for row in self.waiting if row.lane not in free.busy]
        rows = [row for row in rows if free.asides or not row.lane.endswith(ASIDE)]
        return lanes.Due(rows)

    async def do(self, row: SimpleNamespace) -> bool:
        self.waiting.remove(row)
        self.begun.append(row.lane)
        await self.held.setdefault(row.lane, asyncio.Event()).wait()
        return True


@pytest.fixture
async def queue():
    queue = Queue()
    running = asyncio.ensure_future(queue.lanes.run())
    yield queue
    running.cancel()
    await asyncio.wait({running})


async def test_what_comes_for_a_busy_lane_begins_when_that_lane_ends(queue):
    queue.put("a")
    await until(lambda: queue.begun == ["a"])
    queue.put("a")
    await turns()
    assert queue.begun == ["a"]
    queue.held["a"].set()
    await until(lambda: queue.begun == ["a", "a"])


async def test_what_takes_minutes_leaves_half_of_the_lanes_to_those_who_wait(queue):
    asides = [f"{name}{ASIDE}" for name in "abcdef"]
    queue.put(*asides)
    await until(lambda: queue.begun == asides[: lanes.ASIDE_AT_ONCE])
    queue.put(*"ghijkl")
    await until(lambda: len(queue.begun) == lanes.AT_ONCE)
    assert queue.begun[lanes.ASIDE_AT_ONCE :] == [*"ghij"]
    queue.held[asides[0]].set()
    await until(lambda: len(queue.begun) > lanes.AT_ONCE)
    assert queue.begun[lanes.AT_ONCE] in (asides[4], "k")
