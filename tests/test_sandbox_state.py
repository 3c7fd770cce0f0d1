"""What the workspace remembers from one start to the next, and its numbers."""

from __future__ import annotations

import asyncio
import json
import os
import stat

from bot.sandbox.clock import Clock
from bot.sandbox.journal import Journal
from bot.sandbox.server import SandboxServer
from tests.sandbox_app import ANA, BEN, PRIVATE, SUPPORT, client_of, peers, running, say, turns, until


def shown(server: SandboxServer) -> dict:
    state = server.state()
    return {key: state[key] for key in ("channels", "messages", "users", "usergroups")}


async def test_everything_said_is_there_after_a_kill(tmp_path):
    path = str(tmp_path / "workspace.jsonl")
    async with running(state_path=path) as server:
        ts = await say(server, ANA, SUPPORT, "535 5.7.8")
        await client_of(server).chat_postMessage(channel=SUPPORT, thread_ts=ts, text="an answer")
        await say(server, BEN, SUPPORT, "gone soon")
        await server.act(
            {"as": BEN, "do": "delete", "channel": SUPPORT, "ts": await say(server, BEN, SUPPORT, "x")}
        )
        await server.act({"as": ANA, "do": "edit", "channel": SUPPORT, "ts": ts, "text": "550"})
        await server.act({"as": BEN, "do": "remove_bot", "channel": PRIVATE})
        await server.act({"as": ANA, "do": "create_channel", "name": "new", "private": True})
        before = shown(server)
        # A kill leaves no time to close anything: read what is in the file at this instant.
        (tmp_path / "killed.jsonl").write_bytes((tmp_path / "workspace.jsonl").read_bytes())
    async with running(state_path=str(tmp_path / "killed.jsonl")) as server:
        assert shown(server) == before
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == ["550", "an answer", "gone soon"]


async def test_what_was_deleted_is_not_in_the_file_once_it_is_closed(tmp_path):
    path = tmp_path / "workspace.jsonl"
    async with running(state_path=str(path)) as server:
        await server.act({"as": BEN, "do": "remove_bot", "channel": SUPPORT})  # no event waits for it
        ts = await say(server, BEN, SUPPORT, "password: zebracanary")
        await server.act({"as": BEN, "do": "delete", "channel": SUPPORT, "ts": ts})
        assert "zebracanary" in path.read_text()
    assert "zebracanary" not in path.read_text()


async def test_a_line_that_a_kill_cut_short_is_ignored(tmp_path):
    path = tmp_path / "workspace.jsonl"
    async with running(state_path=str(path)) as server:
        await say(server, ANA, SUPPORT, "kept")
    with path.open("a") as file:
        file.write('[["message","C0SUPPORT01/1.2",{"ts":"1.')
    async with running(state_path=str(path)) as server:
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == ["kept"]


async def test_an_event_nobody_acknowledged_is_sent_again_after_a_restart(tmp_path):
    path = str(tmp_path / "workspace.jsonl")
    async with running(state_path=path) as server:
        ts = await say(server, ANA, SUPPORT, "535")
    async with running(state_path=path) as server, peers(server) as (peer,):
        await until(lambda: peer.envelopes)
        envelope = peer.envelopes[0]
        assert (envelope["payload"]["event"]["ts"], envelope["retry_attempt"]) == (ts, 0)
        await peer.ack(envelope)
        await until(lambda: not server.workspace.events)
    async with running(state_path=path) as server:
        assert server.workspace.events == {}


async def test_reset_makes_the_workspace_as_it_was_at_first(tmp_path):
    path = str(tmp_path / "workspace.jsonl")
    async with running(state_path=path) as server:
        first = shown(server)
        await say(server, ANA, SUPPORT, "535")
        await server.act({"as": ANA, "do": "leave", "channel": SUPPORT})
        server.workspace.reset()
        assert shown(server) == first
    async with running(state_path=path) as server:
        assert shown(server) == first


async def test_no_two_messages_share_a_ts_and_each_is_later(tmp_path):
    clock = Clock(frozen_at=1_700_000_000.5)
    path = str(tmp_path / "workspace.jsonl")
    async with running(clock=clock, state_path=path) as server:
        first = [await say(server, ANA, SUPPORT, str(n)) for n in range(3)]
    clock.advance(-3600)
    async with running(clock=clock, state_path=path) as server:
        after = await say(server, ANA, SUPPORT, "the clock went back")
    assert first[0] == "1700000000.500000"
    assert [*first, after] == sorted({*first, after})


def test_the_file_is_written_anew_without_what_was_replaced(tmp_path):
    path = tmp_path / "journal"
    journal = Journal(str(path))
    assert journal.load() == {}
    for n in range(100):
        journal.write(("message", "C/1", {"n": n}), ("event", "E", {"n": n}))
    journal.write(("event", "E", None))
    journal.close()
    assert [json.loads(line) for line in path.read_text("utf-8").splitlines()] == [
        [["message", "C/1", {"n": 99}]]
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_is_written_anew_when_it_has_grown(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.sandbox.journal.GROWTH_BYTES", 1000)
    path = tmp_path / "journal"
    journal = Journal(str(path))
    journal.load()
    for n in range(500):
        journal.write(("message", "C/1", {"n": n, "text": "x" * 40}))
    journal.close()
    assert path.stat().st_size < 1200
    journal = Journal(str(path))
    assert journal.load() == {"message": {"C/1": {"n": 499, "text": "x" * 40}}}
    journal.close()


async def test_a_clock_sleeps_until_its_own_time_has_come():
    clock = Clock(frozen_at=0)
    sleeper = asyncio.ensure_future(clock.sleep(60))
    await turns()
    clock.advance(59)
    await turns()
    assert not sleeper.done()
    clock.advance(1)
    await sleeper
    assert clock.now() == 60


async def test_a_running_clock_can_jump_over_a_sleep():
    clock = Clock()
    begun, sleeper = clock.now(), asyncio.ensure_future(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(3600)
    await asyncio.wait_for(sleeper, 20)
    assert clock.now() >= begun + 3600


def test_on_a_full_disk_the_workspace_goes_on_and_its_file_is_whole_later(tmp_path, monkeypatch):
    path = tmp_path / "journal"
    journal = Journal(str(path))
    journal.load()
    journal.write(("message", "C/1", {"n": 1}))
    journal._file.close()
    journal._file = open("/dev/full", "a", encoding="utf-8")  # noqa: SIM115 - every write to it fails
    journal.write(("message", "C/2", {"n": 2}))
    journal.write(("message", "C/1", None))
    monkeypatch.setattr("bot.sandbox.journal.RETRY_S", 0.0)
    journal._retry_at = 0.0
    journal.write(("message", "C/3", {"n": 3}))
    journal.close()
    journal = Journal(str(path))
    assert journal.load() == {"message": {"C/2": {"n": 2}, "C/3": {"n": 3}}}
    journal.close()


def test_a_file_that_cannot_be_written_anew_leaves_nothing_half_written(tmp_path, monkeypatch):
    path = tmp_path / "journal"
    journal = Journal(str(path))
    journal.load()
    journal.write(("message", "C/1", {"n": 1}))
    with monkeypatch.context() as patched:
        patched.setattr("bot.sandbox.journal.GROWTH_BYTES", 0)
        patched.setattr("bot.sandbox.journal.os.open", lambda *_: os.dup(full.fileno()))
        with open("/dev/full", "w") as full:
            (tmp_path / "journal.new").touch()
            journal.write(("message", "C/2", {"n": 2}))
        assert sorted(file.name for file in tmp_path.iterdir()) == ["journal"]
    journal = Journal(str(path))
    assert journal.load() == {"message": {"C/1": {"n": 1}}}
    journal.close()
