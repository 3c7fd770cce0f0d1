"""Requests by HTTP: signed, with their deadlines and retries, taken by a real Bolt app."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

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
    SUPPORT,
    client_of,
    frozen,
    running,
    say,
    turns,
    until,
)


class HttpApp:
    """The app's side of HTTP mode: keeps each request, answers as told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict, str]] = []
        self.status, self.text, self.headers = 200, "", {}
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.text()))
        await self.goes_on.wait()
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
    http_app.goes_on.clear()
    clock = frozen()
    async with running(clock=clock) as server:
        server.events_url = http_app.url
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck 535"}
        acting = asyncio.create_task(server.act(act))
        await until(lambda: http_app.requests)
        await turns()
        clock.advance(3)
        assert await acting == {"ok": True, "outcome": "failed"}
        http_app.goes_on.set()
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
        await turns()
        clock.advance(60)
        await until(lambda: len(http_app.requests) == 3)
        http_app.status = 200
        await until(lambda: server.recorder.entries()[-1]["state"] == "failed")
        await turns()
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
