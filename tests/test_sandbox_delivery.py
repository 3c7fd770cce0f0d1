"""How envelopes reach the app: Socket Mode and signed HTTP, deadlines, retries, what the app is told of."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.http_mode import sign
from bot.sandbox.limits import Limits
from tests.sandbox_app import (
    ANA,
    ANA_DM,
    BEN,
    BOT,
    DELIVERABILITY,
    GENERAL,
    OTTO,
    PRIVATE,
    SUPPORT,
    TEAM,
    bolt,
    client_of,
    frozen,
    peers,
    running,
    say,
    section,
    until,
)


def events_of(peer) -> list[dict]:
    return [envelope["payload"]["event"] for envelope in peer.envelopes if envelope["type"] == "events_api"]


async def answering(peer) -> None:
    """Acknowledge whatever comes."""
    done = 0
    while True:
        if len(peer.envelopes) > done:
            await peer.ack(peer.envelopes[done])
            done += 1
        await asyncio.sleep(0.002)


# Socket Mode


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
            await asyncio.sleep(0.02)
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


# What the app is told of


async def test_a_mention_is_told_twice_with_two_event_ids():
    async with running() as server, peers(server) as (peer,):
        ts = await say(server, ANA, SUPPORT, "@smtpcheck what is 535?")
        await until(lambda: len(peer.envelopes) == 2)
        by_type = {e["payload"]["event"]["type"]: e["payload"] for e in peer.envelopes}
        assert {kind: payload["event"]["ts"] for kind, payload in by_type.items()} == {
            "app_mention": ts,
            "message": ts,
        }
        assert by_type["app_mention"]["event_id"] != by_type["message"]["event_id"]
        assert "channel_type" not in by_type["app_mention"]["event"]
        assert by_type["message"]["event"]["text"] == f"<@{BOT}> what is 535?"


@pytest.mark.parametrize(
    ("user", "channel", "text", "heard"),
    [
        pytest.param(ANA, SUPPORT, "x", [("message", "channel")], id="a public channel it is in"),
        pytest.param(ANA, PRIVATE, "x", [("message", "group")], id="a private channel it is in"),
        pytest.param(ANA, ANA_DM, "x", [("message", "im")], id="a direct message"),
        pytest.param(ANA, ANA_DM, "@smtpcheck x", [("message", "im")], id="a mention in a direct message"),
        pytest.param(ANA, GENERAL, "@smtpcheck x", [], id="a mention where it is not"),
    ],
)
async def test_the_app_hears_only_where_it_is(user, channel, text, heard):
    async with running() as server, peers(server) as (peer,):
        await say(server, user, channel, text)
        await say(server, ANA, SUPPORT, "the end")
        await until(lambda: any(event["text"] == "the end" for event in events_of(peer)))
        events = [event for event in events_of(peer) if event["text"] != "the end"]
        assert [(event["type"], event["channel_type"]) for event in events] == heard


async def test_edits_deletions_replies_and_its_own_posts_are_told():
    async with running() as server, peers(server) as (peer,):
        worker = asyncio.create_task(answering(peer))
        ts = await say(server, ANA, SUPPORT, "535")
        own = (await client_of(server).chat_postMessage(channel=SUPPORT, thread_ts=ts, text="answer")).data[
            "ts"
        ]
        await server.act({"as": ANA, "do": "edit", "channel": SUPPORT, "ts": ts, "text": "550"})
        await client_of(server).chat_delete(channel=SUPPORT, ts=own)
        await server.act({"as": ANA, "do": "delete", "channel": SUPPORT, "ts": ts})
        await until(lambda: len(peer.envelopes) == 5)
        worker.cancel()
        events = sorted(events_of(peer), key=lambda event: event["event_ts"])
        told = [
            (
                e.get("subtype"),
                e.get("text"),
                e.get("bot_id"),
                e.get("message", {}).get("text"),
                e.get("deleted_ts"),
            )
            for e in events
        ]
        assert told == [
            (None, "535", None, None, None),
            (None, "answer", "B0SMTPCHECK", None, None),
            ("message_changed", None, None, "550", None),
            ("message_deleted", None, None, None, own),
            ("message_deleted", None, None, None, ts),
        ]
        assert events[2]["previous_message"]["text"] == "535"
        assert events[1]["thread_ts"] == ts


async def test_a_deleted_parent_leaves_a_tombstone_for_its_thread():
    async with running() as server, peers(server) as (peer,):
        ts = await say(server, ANA, SUPPORT, "535 secret")
        await say(server, BEN, SUPPORT, "reply", thread_ts=ts)
        await server.act({"as": ANA, "do": "delete", "channel": SUPPORT, "ts": ts})
        await until(lambda: len(peer.envelopes) == 3)
        changed = next(event for event in events_of(peer) if event.get("subtype") == "message_changed")
        assert (changed["message"]["subtype"], changed["message"]["ts"]) == ("tombstone", ts)
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == [
            "This message was deleted.",
            "reply",
        ]


async def test_files_joins_and_the_home_tab_are_told():
    async with running() as server, peers(server) as (peer,):
        await server.act(
            {
                "as": ANA,
                "do": "upload",
                "channel": SUPPORT,
                "name": "bounce.eml",
                "content": "Subject: x",
                "text": "see",
            }
        )
        await server.act({"as": BEN, "do": "leave", "channel": SUPPORT})
        await server.act({"as": BEN, "do": "join", "channel": SUPPORT})
        await server.act({"as": ANA, "do": "add_bot", "channel": GENERAL})
        await server.act({"as": ANA, "do": "open_home"})
        await until(lambda: len(peer.envelopes) == 6)
        events = {(event["type"], event.get("user")): event for event in events_of(peer)}
        message = events["message", ANA]
        file = message["files"][0]
        assert (message["subtype"], message["text"]) == ("file_share", "see")
        assert (file["name"], file["mimetype"], file["size"]) == ("bounce.eml", "message/rfc822", 10)
        shared = next(event for event in events_of(peer) if event["type"] == "file_shared")
        assert (shared["file_id"], shared["user_id"], shared["channel_id"]) == (file["id"], ANA, SUPPORT)
        assert events["member_left_channel", BEN]["channel"] == SUPPORT
        assert events["member_joined_channel", BEN]["channel"] == SUPPORT
        assert events["member_joined_channel", BOT]["channel"] == GENERAL
        home = events["app_home_opened", ANA]
        assert (home["tab"], home["channel"]) == ("home", ANA_DM)


async def test_a_stranger_is_known_by_their_team():
    async with running() as server, peers(server) as (peer,):
        await say(server, OTTO, DELIVERABILITY, "535")
        await until(lambda: peer.envelopes)
        payload = peer.envelopes[0]["payload"]
        event = payload["event"]
        assert (event["team"], event["user_team"], event["source_team"]) == ("T0PARTNER01",) * 3
        assert (payload["team_id"], payload["is_ext_shared_channel"]) == (TEAM, True)


# A real Bolt app, both ways


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


class HttpApp:
    """The app's side of HTTP mode: keeps each request, answers as told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict, str]] = []
        self.status, self.text, self.headers, self.wait_s = 200, "", {}, 0.0
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.text()))
        await asyncio.sleep(self.wait_s)
        return web.Response(status=self.status, text=self.text, headers=self.headers)


@pytest.fixture
async def http_app():
    app = HttpApp()
    runner = await _serve(app.handle)
    app.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield app
    await runner.cleanup()


async def _serve(handler) -> web.AppRunner:
    application = web.Application()
    application.router.add_post("/slack/events", handler)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


async def test_events_by_http_are_signed_json(http_app):
    async with running() as server:
        server.events_url = http_app.url
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: not server.workspace.events)
        headers, body = http_app.requests[0]
        verifier = SignatureVerifier(server.signing_secret, SlackClock())
        assert verifier.is_valid_request(body, headers)
        assert not SignatureVerifier("another secret").is_valid_request(body, headers)
        assert headers["Content-Type"] == "application/json"
        assert "X-Slack-Retry-Num" not in headers
        assert json.loads(body)["event"]["text"] == "535"


def test_the_signature_is_the_one_of_slacks_own_example():
    # docs.slack.dev/authentication/verifying-requests-from-slack
    body = (
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert sign("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, body) == expected


async def test_commands_by_http_are_forms_and_what_comes_back_is_shown(http_app):
    http_app.text, http_app.headers = "*pong*", {"Content-Type": "text/plain"}
    async with running() as server:
        server.events_url = http_app.url
        answer = await server.act({"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck 535"})
        assert answer == {"ok": True, "outcome": "acked"}
        headers, body = http_app.requests[0]
        assert headers["Content-Type"] == "application/x-www-form-urlencoded"
        form = {key: values[0] for key, values in parse_qs(body).items()}
        assert (form["command"], form["text"], form["user_id"]) == ("/smtpcheck", "535", ANA)
        assert [m["text"] for m in server.state()["ephemerals"][ANA]] == ["*pong*"]


async def test_a_command_by_http_that_takes_too_long_times_out(http_app):
    http_app.wait_s = 0.4
    async with running(limits=Limits(ack_deadline_s=0.1)) as server:
        server.events_url = http_app.url
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck 535"}
        assert await server.act(act) == {"ok": True, "outcome": "failed"}
        (notice,) = server.state()["notices"][ANA]
        assert notice["text"] == '/smtpcheck failed with the error "operation_timeout"'
        assert len(http_app.requests) == 1


async def test_http_retries_say_how_often_and_why(http_app):
    clock = frozen()
    http_app.status = 500
    async with running(clock=clock) as server:
        server.events_url = http_app.url
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: len(http_app.requests) == 2)
        await until(lambda: server.recorder.entries()[-1]["state"] == "failed")
        await asyncio.sleep(0.02)
        clock.advance(60)
        await until(lambda: len(http_app.requests) == 3)
        http_app.status = 200
        await until(lambda: server.recorder.entries()[-1]["state"] == "failed")
        await asyncio.sleep(0.02)
        clock.advance(300)
        await until(lambda: not server.workspace.events)
        retries = [
            (headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason"))
            for headers, _ in http_app.requests
        ]
        assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
        assert len({json.loads(body)["event_id"] for _, body in http_app.requests}) == 1


async def test_an_app_may_refuse_retries(http_app):
    http_app.status, http_app.headers = 500, {"X-Slack-No-Retry": "1"}
    async with running() as server:
        server.events_url = http_app.url
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: not server.workspace.events)
        assert len(http_app.requests) == 1


async def test_an_app_that_is_not_there_is_a_failed_connection():
    async with running(limits=Limits(event_retries_s=(0.0, 0.0, 0.0))) as server:
        server.events_url = "http://127.0.0.1:9/slack/events"
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: not server.workspace.events)
        failed = [(e["attempt"], e["state"], e["error"]) for e in server.recorder.entries()]
        assert failed == [(n, "failed", "connection_failed") for n in range(4)]


@asynccontextmanager
async def bolt_by_http(server):
    """A real Bolt app that gets its requests by HTTP."""
    app = AsyncApp(
        client=client_of(server), signing_secret=server.signing_secret, process_before_response=True
    )

    async def endpoint(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    runner = await _serve(endpoint)
    server.events_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield app
    finally:
        await runner.cleanup()


async def test_bolt_takes_the_signed_requests():
    async with running() as server, bolt_by_http(server) as app:

        @app.event("message")
        async def answer(event, client):
            await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="by HTTP")

        await say(server, ANA, SUPPORT, "535")
        await until(lambda: len(server.state()["messages"][SUPPORT]) == 2)
        await until(lambda: not server.workspace.events)
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == ["535", "by HTTP"]


@pytest.mark.parametrize("jump_s", [-290, 290, -310, 310])
async def test_a_clock_that_is_five_minutes_off_makes_bolt_refuse(jump_s):
    """Both ways, as between Slack and a machine whose clock is wrong."""
    async with running(limits=Limits(event_retries_s=())) as server, bolt_by_http(server):
        await server.set_faults({"now": {"name": "clock-jump", "seconds": jump_s}})
        await say(server, ANA, SUPPORT, "535")
        await until(lambda: not server.workspace.events)
        (entry,) = [e for e in server.recorder.entries() if e["kind"] == "envelope"]
        # Bolt has no listener here and says 404 to what it trusts, 401 to what it does not.
        assert entry["status"] == (404 if abs(jump_s) < 300 else 401)


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


async def test_files_in_a_shared_channel_have_to_be_asked_for():
    async with running() as server, peers(server) as (peer,):
        upload = {"as": OTTO, "do": "upload", "channel": DELIVERABILITY, "name": "bounce.eml", "content": "x"}
        file = (await server.act(upload))["files"][0]
        await until(lambda: peer.envelopes)
        stub = {"id": file, "mode": "file_access", "file_access": "check_file_info", "user": OTTO}
        message = next(event for event in events_of(peer) if event["type"] == "message")
        assert message["files"] == [stub]
        assert (await client_of(server).files_info(file=file)).data["file"]["name"] == "bounce.eml"
