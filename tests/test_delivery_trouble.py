"""A full disk and Slack's pace: nothing taken is lost, and people hear of it once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from collections import deque
from datetime import UTC, datetime
from types import SimpleNamespace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.delivery import disk, faults, reassure, service
from bot.errors import NotKeptError
from tests.bot_house import (
    PASTE,
    RECIPIENT_PASTE,
    TEN_MINUTES,
    Clock,
    command,
    house,
    message,
    pause_by,
    press,
)
from tests.sandbox_app import until
from tests.service_house import running, settings_for


@pytest.fixture
def logged(monkeypatch):
    """The names of the events that are logged."""
    names = []

    class Log:
        def __getattr__(self, _level):
            return lambda event, **_named: names.append(event)

    for module in ("disk", "faults", "refusals", "sender", "worker"):
        monkeypatch.setattr(f"bot.delivery.{module}.event_log", Log)
    return names


def fill(bot, *, full: bool) -> None:
    """Let the database grow no further: SQLite then answers as on a full disk."""
    bot.store._writer._db.execute(f"pragma max_page_count = {1 if full else 1_000_000}")


def test_a_disk_is_full_until_nothing_was_refused_for_a_while(logged, monkeypatch):
    clock = SimpleNamespace(now=100.0, monotonic=lambda: clock.now)
    monkeypatch.setattr(disk, "time", clock)
    error, guard = NotKeptError("My disk is full", "free some space"), disk.Disk()
    guard.took()
    assert (guard.full, guard.is_news_in("C1"), logged) == (False, False, [])
    guard.refused(error)
    clock.now += disk.CALM_S
    guard.took()  # not longer: small writes may still fit
    guard.refused(error)
    assert [guard.is_news_in(channel) for channel in ("C1", "C1", "C2")] == [True, False, True]
    assert (guard.full, logged) == (True, ["cannot-write"])
    clock.now += disk.CALM_S + 0.1
    guard.took()
    assert (guard.full, guard.is_news_in("C1"), logged) == (False, False, ["cannot-write", "writes-again"])
    guard.refused(error)
    assert (guard.full, guard.is_news_in("C1")) == (True, True)


async def test_on_a_full_disk_nothing_is_taken_it_is_said_once_and_goes_on(
    slack, tmp_path, logged, monkeypatch
):
    pastes = [message(f"550 5.1.1 <p{n}@example.com>: User unknown {'x' * 3000}") for n in range(6)]
    async with house(tmp_path / "s.db", slack) as bot:
        fill(bot, full=True)
        statuses = [(await bot.offer(paste)).status for paste in pastes * 2]
        # What still fits into pages that are there may be taken; the rest Slack keeps for us.
        assert statuses.count(500) >= 6
        assert logged.count("cannot-write") == 1
        fill(bot, full=False)
        monkeypatch.setattr(disk, "CALM_S", 0)
        for paste in pastes:
            await bot.deliver(paste)
        await bot.quiet()
        assert logged.count("writes-again") == 1
        assert "fault" not in logged
    assert sum("thread_ts" in post for post in slack.posted("C1")) == 6  # beside one that tells of a wave
    whispers = slack.called("chat.postEphemeral")
    assert [(one["channel"], one["user"]) for one in whispers] == [("C1", "U1")]
    assert "cannot keep" in whispers[0]["text"]


async def test_while_another_program_holds_the_database_nobody_is_told_of_a_full_disk_or_a_path(
    slack, tmp_path, logged, monkeypatch
):
    monkeypatch.setattr("bot.store.connection.WRITE_WAIT_MS", 100)
    async with house(tmp_path / "s.db", slack) as bot:
        with contextlib.closing(sqlite3.connect(tmp_path / "s.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            statuses = [(await bot.offer(message(paste))).status for paste in (PASTE, RECIPIENT_PASTE)]
            answer = await bot.deliver(command("535", slack=slack))
            other.execute("rollback")
        assert (statuses, answer.status) == ([500, 500], 200)
        assert json.loads(answer.body)["text"] == (
            "Another program holds my database, so nothing was recorded. Try again in a few minutes; "
            "if it stays so, tell whoever runs smtpcheck."
        )
        assert logged.count("cannot-write") == 1
    assert [one["text"] for one in slack.called("chat.postEphemeral")] == [
        "Another program holds my database, so I cannot keep messages now. I answer by myself once I can; "
        "paste it again if no answer comes within ten minutes."
    ]


def test_a_channel_hears_once_that_the_disk_is_full_and_never_that_it_is_not(logged):
    heard = disk.Disk()
    asked = [heard.is_news_in("C1")]
    heard.refused(NotKeptError("My disk is full", "free some space"))
    asked += [heard.is_news_in("C1"), heard.is_news_in("C1"), heard.is_news_in("C2")]
    assert asked == [False, True, False, True]


async def test_an_answer_that_waits_on_a_full_disk_comes_when_there_is_room(slack, tmp_path, logged):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.deliver(message(PASTE))
        fill(bot, full=True)
        loops = [asyncio.ensure_future(loop()) for loop in (bot.service.worker.run, bot.service.sender.run)]
        await asyncio.sleep(0.2)
        fill(bot, full=False)
        await bot.quiet()
        for loop in loops:
            loop.cancel()
    assert len(slack.posted("C1")) == 1
    assert "fault" not in logged


def _inbox_keys(db) -> list[str]:
    return [row["key"] for row in db.execute("select key from inbox")]


async def test_housekeeping_leaves_a_full_disk_to_its_next_round(slack, tmp_path, logged, monkeypatch):
    monkeypatch.setattr(service, "PRUNE_EVERY_S", 0.01)
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.deliver(message(PASTE))
        await bot.store.write(lambda db: db.execute("update inbox set done_at = 0"))
        refused = []

        def write(*_args, **_named):
            refused.append(1)
            raise NotKeptError("My disk is full", "free some space")

        with monkeypatch.context() as full:
            full.setattr(bot.store, "write", write)
            housekeeping = asyncio.ensure_future(bot.service._prune())
            await bot.settle(lambda: len(refused) > 2 or housekeeping.done())
        await bot.settle(lambda: housekeeping.done() or not bot.store.read_now(_inbox_keys))
        housekeeping.cancel()
        assert bot.store.read_now(_inbox_keys) == []
    assert logged == []


async def test_a_fault_of_housekeeping_is_logged_once_a_round(workspace, tmp_path, logged, monkeypatch):
    monkeypatch.setattr(faults, "RESTART_AFTER_S", 0.01)
    rounds = []

    async def purge(*_args, **_named):
        rounds.append(1)
        raise RuntimeError

    monkeypatch.setattr(service.retention, "purge", purge)
    async with running(settings_for(workspace), tmp_path / "s.db"):
        await until(lambda: "fault" in logged)
        await asyncio.sleep(0.3)
    assert (rounds, logged.count("fault")) == ([1], 1)


def test_a_damaged_database_is_logged_with_what_to_do(tmp_path, monkeypatch):
    said = []
    log = SimpleNamespace(error=lambda event, **named: said.append((event, named.get("remedy"))))
    monkeypatch.setattr(faults, "event_log", lambda: log)
    with contextlib.closing(sqlite3.connect(tmp_path / "s.db", isolation_level=None)) as db:
        db.execute("create table words (one)")
        db.execute("insert into words values (zeroblob(20000))")
        with (tmp_path / "s.db").open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * 8192)
        for query in ("select nothing", "select * from words"):
            with pytest.raises(sqlite3.DatabaseError) as caught:
                db.execute(query).fetchall()
            faults.log_fault(caught.value, "a test")
    assert said == [
        ("fault", None),
        ("fault", "the database is damaged: stop the bot, run smtpcheck doctor, then smtpcheck restore FILE"),
    ]


async def test_who_stops_waiting_for_a_call_ends_it():
    begun, ended = asyncio.Event(), []

    async def never_answers():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("the call")

    waiting = asyncio.ensure_future(faults.end_of(never_answers()))
    await begun.wait()
    waiting.cancel()
    await asyncio.wait({waiting})
    assert (waiting.cancelled(), ended) == (True, ["the call"])


@pytest.fixture
def waits(slack, monkeypatch) -> Clock:
    """Slack asks to wait before the first message; the bot's time stands still until a test moves it."""
    monkeypatch.setattr(reassure, "LOOK_EVERY_S", 0.02)
    slack.fail["chat.postMessage"] = deque([TEN_MINUTES])
    clock = Clock(still=datetime.now(UTC))
    pause_by(clock, monkeypatch)
    return clock


async def test_who_waits_longer_than_three_seconds_for_slacks_pace_is_told_once(slack, tmp_path, waits):
    async with house(tmp_path / "s.db", slack, now=waits) as bot:
        reassuring = asyncio.ensure_future(bot.service.reassurer.run())
        for paste in (PASTE, RECIPIENT_PASTE):
            await bot.deliver(message(paste, user="U7"))
        await bot.settle(lambda: bot.service.sender.throttled)
        waits.wait(seconds=2.9)
        await asyncio.sleep(0.1)
        assert slack.called("chat.postEphemeral") == []
        waits.wait(seconds=0.1)
        await bot.settle(lambda: slack.called("chat.postEphemeral"))
        assert slack.posted("C1") == []
        await bot.after_ten_minutes(waits)
        reassuring.cancel()
    [told] = slack.called("chat.postEphemeral")
    assert (told["channel"], told["user"], told["text"]) == ("C1", "U7", reassure.COMING)
    assert told["thread_ts"] in {said["thread_ts"] for said in slack.posted("C1")}
    assert len(slack.posted("C1")) == 2


async def test_who_could_not_be_told_for_slacks_pace_is_told_when_it_allows_that(slack, tmp_path, waits):
    slack.fail["chat.postEphemeral"] = deque(
        [(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "0.1"})]
    )
    async with house(tmp_path / "s.db", slack, now=waits) as bot:
        reassuring = asyncio.ensure_future(bot.service.reassurer.run())
        await bot.deliver(message(PASTE, user="U7"))
        await bot.settle(lambda: bot.service.sender.throttled)
        waits.wait(seconds=3)
        await bot.settle(lambda: len(slack.called("chat.postEphemeral")) == 2)
        await bot.after_ten_minutes(waits)
        reassuring.cancel()
    assert [told["text"] for told in slack.called("chat.postEphemeral")] == [reassure.COMING] * 2


async def test_who_could_not_be_told_is_not_told_sooner_than_slack_allows(slack, tmp_path, waits):
    slack.fail["chat.postEphemeral"] = deque([TEN_MINUTES])
    async with house(tmp_path / "s.db", slack, now=waits) as bot:
        reassuring = asyncio.ensure_future(bot.service.reassurer.run())
        await bot.deliver(message(PASTE, user="U7"))
        await bot.settle(lambda: bot.service.sender.throttled)
        waits.wait(seconds=3)
        await bot.settle(lambda: slack.called("chat.postEphemeral"))
        await asyncio.sleep(10 * reassure.LOOK_EVERY_S)
        assert len(slack.called("chat.postEphemeral")) == 1
        reassuring.cancel()
        await bot.after_ten_minutes(waits)


@pytest.mark.parametrize(
    ("waits_s", "asked", "known"),
    [(["0.01"], 2, True), (["0.01", "0.01"], 2, False), (["31"], 1, False)],
    ids=["once", "twice", "for-long"],
)
async def test_who_somebody_is_waits_out_one_short_rate_limit(slack, tmp_path, waits_s, asked, known):
    limits = [(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": wait_s}) for wait_s in waits_s]
    async with house(tmp_path / "s.db", slack) as bot:
        directory, already = bot.service.desk.handing._means.directory, len(slack.called("users.info"))
        slack.fail["users.info"] = deque(limits)
        if known:
            assert not (await directory.person("U77")).outsider
        else:
            with pytest.raises(SlackApiError, match="ratelimited"):
                await directory.person("U77")
        assert len(slack.called("users.info")) - already == asked


async def test_who_has_the_answer_is_not_told_that_it_comes(slack, tmp_path, waits):
    slack.fail.clear()
    async with house(tmp_path / "s.db", slack, now=waits) as bot:
        await bot.deliver(message(PASTE, user="U5"))
        await bot.quiet()
        slack.fail["chat.postMessage"] = deque([TEN_MINUTES])
        await bot.deliver(press("incident:assign", "1:1", slack=slack))
        await bot.settle(lambda: bot.service.sender.throttled)
        await bot.deliver(command("resolve 1", slack=slack))  # its card waits to be edited
        await bot.settle(lambda: slack.answers)
        waits.wait(seconds=3)
        reassuring = asyncio.ensure_future(bot.service.reassurer.run())
        await asyncio.sleep(0.1)
        assert (slack.called("chat.postEphemeral"), reassuring.done()) == ([], False)
        reassuring.cancel()
        await bot.after_ten_minutes(waits)


async def test_a_wait_that_is_given_as_a_date_is_a_wait(slack, tmp_path, logged):
    """RFC 9110 10.2.3: Retry-After is a number of seconds or a date."""
    slack.fail["response_url"] = deque([(429, {}, {"Retry-After": "Sat, 28 Nov 2020 12:00:00 GMT"})])
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command("help", slack=slack))
        await bot.quiet()
    assert len(slack.answers) == 2
    assert logged == ["throttled"]


async def test_a_slack_that_is_not_reached_ends_no_look_at_who_waits(slack, tmp_path, monkeypatch, waits):
    tried = []

    async def unreachable(*_whisper) -> None:
        tried.append(True)
        raise aiohttp.ClientConnectionError

    async with house(tmp_path / "s.db", slack, now=waits) as bot:
        monkeypatch.setattr(bot.service.reassurer._poster, "whisper", unreachable)
        reassuring = asyncio.ensure_future(bot.service.reassurer.run())
        await bot.deliver(message(PASTE))
        await bot.settle(lambda: bot.service.sender.throttled)
        waits.wait(seconds=3)
        await bot.settle(lambda: tried)
        await bot.after_ten_minutes(waits)
        assert (tried, reassuring.done()) == ([True], False)
        reassuring.cancel()
