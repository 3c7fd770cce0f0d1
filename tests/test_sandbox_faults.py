"""The switch board: each fault does what it says, and the board counts and refuses."""

from __future__ import annotations

import asyncio
import math
import random

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.faults import Fault, Name, SwitchBoard, read_fault
from bot.sandbox.limits import Limits
from tests.sandbox_app import ANA, SUPPORT, bolt, client_of, frozen, peers, running, say, turns, until

FAST = Limits(ack_deadline_s=0.3, event_retries_s=(0.0, 0.1, 0.1))


def texts(server) -> list[str]:
    return [message["text"] for message in server.state()["messages"][SUPPORT]]


async def call(server) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {server.bot_token}"}
    body = {"channel": SUPPORT, "text": "x"}
    url = server.base_url + "chat.postMessage"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, json=body, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


async def test_a_storm_of_429_carries_nothing_out():
    async with running() as server:
        await server.set_faults({"set": [{"name": "429", "where": "api", "count": 2, "seconds": 7}]})
        assert [(await call(server))[0] for _ in range(3)] == [429, 429, 200]
        assert texts(server) == ["x"]


async def test_a_5xx_carries_nothing_out():
    async with running() as server:
        await server.set_faults({"set": [{"name": "5xx", "where": "api", "count": 1}]})
        assert (await call(server))[0] == 503
        assert texts(server) == []


async def test_a_dropped_answer_was_carried_out():
    async with running() as server:
        await server.set_faults({"set": [{"name": "drop", "where": "api", "count": 1}]})
        calling = asyncio.create_task(call(server))
        await until(lambda: texts(server) == ["x"])
        done, _ = await asyncio.wait({calling}, timeout=0.3)
        assert done == set()
        calling.cancel()


async def test_a_reset_call_was_carried_out():
    async with running() as server:
        await server.set_faults({"set": [{"name": "tcp-reset", "where": "api", "count": 1}]})
        with pytest.raises(aiohttp.ClientError):
            await call(server)
        assert texts(server) == ["x"]


async def test_a_delayed_answer_comes_late():
    clock = frozen()
    async with running(clock=clock) as server:
        await server.set_faults({"set": [{"name": "delay", "where": "api", "count": 1, "seconds": 5}]})
        task = asyncio.create_task(client_of(server).chat_postMessage(channel=SUPPORT, text="x"))
        await until(lambda: texts(server) == ["x"])
        await turns()
        assert not task.done()
        clock.advance(5)
        assert (await task).data["ok"]


async def test_a_dropped_envelope_is_retried_as_an_event_only():
    clock = frozen()
    async with running(clock=clock) as server, peers(server) as (peer,):
        await server.set_faults({"set": [{"name": "drop", "where": "envelopes", "count": 2}]})
        command = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        acting = asyncio.create_task(server.act(command))
        await turns()
        clock.advance(3)
        assert (await acting)["outcome"] == "failed"
        await say(server, ANA, SUPPORT, "535")
        await turns()
        clock.advance(3)
        await until(lambda: peer.envelopes)
        assert [(e["type"], e.get("retry_attempt")) for e in peer.envelopes] == [("events_api", 1)]


async def test_a_duplicated_envelope_arrives_twice_with_one_id():
    async with running() as server, peers(server, 2) as joined:
        await server.set_faults({"set": [{"name": "duplicate", "where": "envelopes", "count": 1}]})
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: sum(len(peer.envelopes) for peer in joined) == 2)
        copies = [envelope for peer in joined for envelope in peer.envelopes]
        assert copies[0] == copies[1]


async def test_a_reordered_envelope_arrives_after_the_next():
    async with running(clock=frozen()) as server, peers(server) as (peer,):
        await server.set_faults({"set": [{"name": "reorder", "where": "envelopes", "count": 1}]})
        await say(server, ANA, SUPPORT, "first")
        await turns()
        await say(server, ANA, SUPPORT, "second")
        await until(lambda: len(peer.envelopes) == 2)
        assert [e["payload"]["event"]["text"] for e in peer.envelopes] == ["second", "first"]


async def test_a_delayed_envelope_eats_its_own_deadline():
    async with running(limits=FAST) as server, peers(server) as (peer,):
        fault = {"name": "delay", "where": "envelopes", "count": 1, "seconds": 5}
        await server.set_faults({"set": [fault]})
        answer = await server.act({"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"})
        assert (answer["outcome"], peer.envelopes) == ("failed", [])


async def test_a_reset_connection_is_gone_and_the_event_comes_by_the_other():
    clock = frozen()  # no time passes: there is one retry
    async with running(clock=clock) as server, peers(server, 2) as joined:
        await server.set_faults({"set": [{"name": "tcp-reset", "where": "envelopes", "count": 1}]})
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: any(peer.envelopes for peer in joined))
        await until(lambda: server.connections == 1)
        staying = next(peer for peer in joined if peer.envelopes)
        assert [e["retry_attempt"] for e in staying.envelopes] == [1]


async def test_a_half_open_connection_swallows_what_is_sent_to_it():
    async with running(limits=FAST) as server, peers(server, 1) as (peer,):
        await server.set_faults({"now": {"name": "half-open"}})
        answer = await server.act({"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"})
        assert (answer["outcome"], peer.envelopes, peer.closed.is_set()) == ("failed", [], False)
        assert server.connections == 1
        await server.set_faults({"now": {"name": "tcp-reset"}})  # else the peer waits for a goodbye


async def test_a_clock_jump_makes_a_trigger_old():
    async with running() as server, peers(server) as (peer,):
        task = asyncio.create_task(
            server.act({"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"})
        )
        await until(lambda: peer.envelopes)
        await peer.ack(peer.envelopes[0])
        await task
        before = server.clock.now()
        await server.set_faults({"now": {"name": "clock-jump", "seconds": 600}})
        assert server.clock.now() - before >= 600
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await client_of(server).views_open(
                trigger_id=peer.envelopes[0]["payload"]["trigger_id"],
                view={
                    "type": "modal",
                    "title": {"type": "plain_text", "text": "x"},
                    "blocks": [{"type": "divider"}],
                },
            )


async def test_a_real_app_gets_every_message_through_all_faults():
    """Retries and a client that reconnects: nothing said is lost on the way to the listener."""
    # Slack's pauses of minutes outlast any reconnection; many short ones do so here.
    limits = Limits(ack_deadline_s=0.3, event_retries_s=(0.0,) + (0.3,) * 20, disconnect_grace_s=0.1)
    board = SwitchBoard(random.Random(7))
    async with running(limits=limits, board=board) as server, bolt(server) as app:
        heard = set()

        @app.event("message")
        async def listen(event):
            heard.add(event["text"])

        names = ("drop", "duplicate", "reorder", "disconnect")
        await server.set_faults(
            {"set": [{"name": n, "where": "envelopes", "probability": 0.15} for n in names]}
        )
        for n in range(30):
            await say(server, ANA, SUPPORT, f"m{n}")
            await asyncio.sleep(0.01)
        await until(lambda: not server.workspace.events, 30)
        assert heard == {f"m{n}" for n in range(30)}


def test_the_board_counts_down_and_draws_by_its_dice():
    board = SwitchBoard(random.Random(1))
    board.set(
        [Fault(Name.DROP, "envelopes", count=2), Fault(Name.DELAY, "api", probability=0.5, seconds=1.0)]
    )
    assert [sorted(board.draw("envelopes")) for _ in range(3)] == [["drop"], ["drop"], []]
    struck = sum(bool(board.draw("api")) for _ in range(1000))
    assert 400 < struck < 600
    assert [fault.name for fault in board.faults] == [Name.DELAY]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ({"name": "fire"}, "no such fault: 'fire'"),
        ({"name": "429", "where": "envelopes"}, "429 acts on api, not on 'envelopes'"),
        ({"name": "drop", "probability": 2}, "probability is a number from 0 to 1"),
        ({"name": "drop", "count": 0}, "count is a whole number from 1, or null"),
        ({"name": "delay", "seconds": "soon"}, "seconds is a number from 0 to 31622400"),
        ({"name": "delay", "seconds": -1}, "seconds is a number from 0 to 31622400"),
        ({"name": "clock-jump", "seconds": math.nan}, "seconds is a number from -31622400 to 31622400"),
        ({"name": "clock-jump", "seconds": 1e300}, "seconds is a number from -31622400 to 31622400"),
    ],
    ids=["unknown", "elsewhere", "too likely", "never", "no number", "before", "no time", "no year"],
)
def test_a_fault_that_cannot_be_is_refused_with_a_sentence(source, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_fault(source)


async def test_an_events_next_try_goes_by_another_connection():
    clock = frozen()
    async with running(clock=clock) as server, peers(server, 3) as joined:
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: sum(len(peer.envelopes) for peer in joined) == 1)
        await turns()
        clock.advance(3)
        await until(lambda: sum(len(peer.envelopes) for peer in joined) == 2)
        first, second = (peer for peer in joined if peer.envelopes)
        assert {peer.envelopes[0]["retry_attempt"] for peer in (first, second)} == {0, 1}
        await first.ack(first.envelopes[0])
        await second.ack(second.envelopes[0])
