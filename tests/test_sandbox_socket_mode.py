"""Envelopes by Socket Mode: connections in turn, deadlines, retries, a connection that breaks."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest
from aiohttp import web

from tests.sandbox_app import (
    ANA,
    BOT,
    SUPPORT,
    TEAM,
    answering,
    bolt,
    client_of,
    frozen,
    peers,
    running,
    say,
    section,
    turns,
    until,
)


async def test_a_connection_is_greeted_and_its_ticket_works_once():
    async with running() as server, aiohttp.ClientSession() as session:
        url = (await client_of(server).apps_connections_open(app_token=server.app_token)).data["url"]
        async with session.ws_connect(url) as socket:
            hello = json.loads((await socket.receive()).data)
            assert hello == {
                "type": "hello",
                "num_connections": 1,
                "debug_info": {"host": "local-1", "approximate_connection_time": 18060},
                "connection_info": {"app_id": "A0SMTPCHECK"},
            }
            with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
                await session.ws_connect(url)
            assert caught.value.status == 403


async def test_an_app_that_goes_away_while_it_connects_leaves_no_traceback(monkeypatch, caplog):
    prepare = web.WebSocketResponse.prepare

    async def gone(socket, request):
        request.transport.abort()
        return await prepare(socket, request)

    async with running() as server, aiohttp.ClientSession() as session:
        url = (await client_of(server).apps_connections_open(app_token=server.app_token)).data["url"]
        monkeypatch.setattr(web.WebSocketResponse, "prepare", gone)
        with pytest.raises(aiohttp.ClientError):
            await session.ws_connect(url)
        monkeypatch.undo()
        assert (server.connections, caplog.text) == (0, "")
        async with peers(server, 1):
            assert server.connections == 1


async def test_an_eleventh_connection_is_sent_away():
    async with running() as server, peers(server, 10), aiohttp.ClientSession() as session:
        url = (await client_of(server).apps_connections_open(app_token=server.app_token)).data["url"]
        async with session.ws_connect(url) as socket:
            frame = json.loads((await socket.receive()).data)
            assert (frame["type"], frame["reason"]) == ("disconnect", "too_many_websockets")
            assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
        assert server.connections == 10


async def test_each_envelope_goes_to_one_connection_in_turn():
    async with running() as server, peers(server, 3) as joined:
        workers = [asyncio.create_task(answering(peer)) for peer in joined]
        for n in range(6):
            await say(server, ANA, SUPPORT, f"m{n}")
        await until(lambda: not server.workspace.events)
        for worker in workers:
            worker.cancel()
        assert [len(peer.envelopes) for peer in joined] == [2, 2, 2]
        ids = [envelope["envelope_id"] for peer in joined for envelope in peer.envelopes]
        assert len(set(ids)) == 6


async def test_a_message_event_has_slacks_form():
    async with running(clock=frozen()) as server, peers(server) as (peer,):
        ts = await say(server, ANA, SUPPORT, 'a < "b"')
        await until(lambda: peer.envelopes)
        envelope = peer.envelopes[0]
        await peer.ack(envelope)
        payload = envelope["payload"]
        blocks = payload["event"]["blocks"]
        assert envelope == {
            "envelope_id": envelope["envelope_id"],
            "type": "events_api",
            "accepts_response_payload": False,
            "retry_attempt": 0,
            "retry_reason": "",
            "payload": {
                "token": "local-verification-token",
                "team_id": TEAM,
                "context_team_id": TEAM,
                "context_enterprise_id": None,
                "api_app_id": "A0SMTPCHECK",
                "event": {
                    "type": "message",
                    "user": ANA,
                    "ts": ts,
                    "text": "a &lt; “b”",
                    "team": TEAM,
                    "blocks": [
                        {
                            "type": "rich_text",
                            "block_id": blocks[0]["block_id"],
                            "elements": [
                                {
                                    "type": "rich_text_section",
                                    "elements": [{"type": "text", "text": "a < “b”"}],
                                }
                            ],
                        }
                    ],
                    "channel": SUPPORT,
                    "event_ts": ts,
                    "channel_type": "channel",
                },
                "type": "event_callback",
                "event_id": payload["event_id"],
                "event_time": 1795521600,
                "authorizations": [
                    {
                        "enterprise_id": None,
                        "team_id": TEAM,
                        "user_id": BOT,
                        "is_bot": True,
                        "is_enterprise_install": False,
                    }
                ],
                "is_ext_shared_channel": False,
                "event_context": payload["event_context"],
            },
        }


async def test_an_event_nobody_acknowledges_is_tried_four_times_in_all():
    clock = frozen()
    async with running(clock=clock) as server, peers(server) as (peer,):
        await say(server, ANA, SUPPORT, "535")
        seen = []
        for pause_s, attempts in ((0, 1), (3, 2), (3, 2), (60, 3), (3, 3), (300, 4)):
            clock.advance(pause_s)
            await until(lambda attempts=attempts: len(peer.envelopes) == attempts)
            await turns()
            seen.append(len(peer.envelopes))
        assert seen == [1, 2, 2, 3, 3, 4]
        clock.advance(3)
        await until(lambda: not server.workspace.events)
        assert [(e["retry_attempt"], e["retry_reason"]) for e in peer.envelopes] == [
            (0, ""),
            (1, "timeout"),
            (2, "timeout"),
            (3, "timeout"),
        ]
        assert len({e["payload"]["event_id"] for e in peer.envelopes}) == 1
        assert len({e["envelope_id"] for e in peer.envelopes}) == 4


async def test_an_event_waits_for_a_connection_that_comes_within_its_deadline():
    async with running() as server:
        await say(server, ANA, SUPPORT, "early")
        async with peers(server) as (peer,):
            await until(lambda: peer.envelopes)
            await peer.ack(peer.envelopes[0])
            await until(lambda: not server.workspace.events)
        sent = peer.envelopes[0]
        assert (sent["payload"]["event"]["text"], sent["retry_attempt"]) == ("early", 0)


async def test_an_event_on_a_connection_that_breaks_goes_to_another_one():
    clock = frozen()  # no time passes: the loss itself starts the retry, not the deadline
    async with running(clock=clock) as server, peers(server, 2) as joined:
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: any(peer.envelopes for peer in joined))
        first, second = sorted(joined, key=lambda peer: -len(peer.envelopes))
        await first.close()
        await until(lambda: second.envelopes)
        assert (second.envelopes[0]["retry_attempt"], second.envelopes[0]["retry_reason"]) == (
            1,
            "connection_failed",
        )
        await second.ack(second.envelopes[0])
        await until(lambda: not server.workspace.events)


async def test_a_disconnect_frame_ends_the_connection_after_its_grace():
    clock = frozen()
    async with running(clock=clock) as server, peers(server, 2) as joined:
        await server.set_faults({"now": {"name": "disconnect"}})
        await until(lambda: any(len(peer.frames) > 1 for peer in joined))
        leaving, staying = sorted(joined, key=lambda peer: -len(peer.frames))
        assert (leaving.frames[1]["type"], leaving.frames[1]["reason"]) == ("disconnect", "refresh_requested")
        for n in range(3):
            await say(server, ANA, SUPPORT, f"m{n}")
        await until(lambda: len(staying.envelopes) == 3)
        assert not leaving.closed.is_set()
        clock.advance(10)
        await asyncio.wait_for(leaving.closed.wait(), 20)


async def test_bolt_answers_a_message_in_its_thread_by_socket_mode():
    async with running() as server, bolt(server) as app:

        @app.event("message")
        async def answer(event, client):
            await client.chat_postMessage(
                channel=event["channel"], thread_ts=event["ts"], text=f"re {event['text']}"
            )

        ts = await say(server, ANA, SUPPORT, "535")
        await until(lambda: len(server.state()["messages"][SUPPORT]) == 2)
        reply = server.state()["messages"][SUPPORT][1]
        assert (reply["text"], reply["thread_ts"], reply["user"]) == ("re 535", ts, BOT)


async def test_an_event_by_bolt_is_handled_while_posts_of_others_pass():
    """Bolt's own filter: what the bot itself posted does not come back to a listener."""
    async with running() as server, bolt(server) as app:
        heard = []

        @app.event("message")
        async def listen(event):
            heard.append(event.get("text"))

        await client_of(server).chat_postMessage(channel=SUPPORT, text="mine", blocks=[section("mine")])
        await say(server, ANA, SUPPORT, "hers")
        await until(lambda: not server.workspace.events)
        assert heard == ["hers"]
