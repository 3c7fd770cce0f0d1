"""Two connections to the local workspace: broken, silenced, refused and closed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from structlog.testing import capture_logs

from bot.delivery import reach, socket_mode
from bot.delivery.logs import library_logger
from bot.delivery.socket_mode import SocketTransport
from bot.errors import SettingsError
from bot.sandbox.limits import Limits
from tests.sandbox_app import ANA, SUPPORT, client_of, running, say, turns, until


@asynccontextmanager
async def linked(server, token=None, connections=2):
    """A Bolt app that remembers what it heard, over the transport."""
    app = AsyncApp(
        client=client_of(server),
        signing_secret="unused",
        logger=library_logger(),
        process_before_response=True,
    )
    heard = []

    @app.event("message")
    async def listen(event):
        heard.append(event["text"])

    async with aiohttp.ClientSession() as session:
        transport = SocketTransport(app, token or server.app_token, session)
        ready = asyncio.Event()
        serving = asyncio.ensure_future(transport.serve(ready.set))
        try:
            opened = asyncio.ensure_future(ready.wait())
            await asyncio.wait({opened, serving}, return_when=asyncio.FIRST_COMPLETED)
            opened.cancel()
            if serving.done():
                serving.result()
            await until(lambda: server.connections == connections)
            yield app, heard, transport
        finally:
            await transport.close()
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


def attempts(server) -> list[int]:
    """Which attempt each envelope was that the workspace sent."""
    return [entry["attempt"] for entry in server.recorder.entries() if entry["kind"] == "envelope"]


@pytest.mark.parametrize("fault", ["tcp-reset", "disconnect", "half-open"])
async def test_a_connection_that_breaks_is_replaced_and_no_event_needs_a_third_try(fault):
    limits = Limits(disconnect_grace_s=0.2)
    async with running(limits=limits) as server, linked(server) as (_, heard, transport):
        await server.set_faults({"now": {"name": fault}})
        for number in range(4):
            await say(server, ANA, SUPPORT, f"m{number}")
        await until(lambda: sorted(heard) == ["m0", "m1", "m2", "m3"])
        await until(lambda: not server.workspace.events)
        assert max(attempts(server)) <= 1
        await until(lambda: transport.connections == 2)


async def test_an_address_that_never_comes_holds_up_one_connection_only(monkeypatch):
    monkeypatch.setattr(reach, "FIRST_PATIENCE_S", 60.0)
    async with running() as server:
        await server.set_faults({"set": [{"name": "drop", "where": "api", "count": 1}]})
        async with linked(server, connections=1) as (_, heard, transport):
            await say(server, ANA, SUPPORT, "here all the same")
            await until(lambda: heard == ["here all the same"])
            assert transport.connections == 1


async def test_when_asked_to_reconnect_the_new_connection_comes_before_the_old_one_goes():
    async with running() as server, linked(server) as (_, heard, transport):
        await server.set_faults({"now": {"name": "disconnect"}})
        await until(lambda: transport.connections == 3)
        await say(server, ANA, SUPPORT, "still here")
        await until(lambda: heard)
        await until(lambda: not server.workspace.events)
        assert set(heard) == {"still here"}


async def test_a_refused_token_is_named():
    async with running() as server:
        with pytest.raises(SettingsError, match=r"^Slack refuses SLACK_APP_TOKEN \(invalid_auth\)"):
            async with linked(server, token="xapp-wrong"):
                pass


async def test_what_is_in_hand_at_the_end_is_still_acknowledged(monkeypatch):
    monkeypatch.setattr(socket_mode, "LAST_ACKS_S", 20)  # a machine that is busy is no reason to lose it
    async with running() as server:
        async with linked(server) as (app, heard, _):
            going = asyncio.Event()

            @app.middleware
            async def be_slow(next):  # noqa: A002 - Bolt injects by this name
                going.set()
                await asyncio.sleep(0.1)
                await next()

            await say(server, ANA, SUPPORT, "the last one")
            await going.wait()
        assert heard == ["the last one"]
        await until(lambda: not server.workspace.events)


async def test_a_connection_that_comes_up_while_the_others_close_is_closed_too(monkeypatch):
    async with running() as server, linked(server) as (_, _, transport):
        connect, late, go_on = transport._session.ws_connect, [], asyncio.Event()

        async def connect_late(*args, **options):
            late.append(await connect(*args, **options))
            try:
                await go_on.wait()
            except asyncio.CancelledError:  # as aiohttp does with what it opens
                await late[0].close()
                raise
            return late[0]

        monkeypatch.setattr(transport._session, "ws_connect", connect_late)
        await server.set_faults({"now": {"name": "disconnect"}})
        await until(lambda: late)
        closing = asyncio.ensure_future(transport.close())
        await asyncio.sleep(0)  # those that are up say goodbye
        go_on.set()
        await closing
        assert [socket.closed for socket in late] == [True]


async def test_once_it_closes_no_connection_is_replaced(monkeypatch):
    monkeypatch.setattr(socket_mode, "SHORT_LIFE_S", 0.0)  # or it would pause first
    async with running() as server, linked(server) as (_, _, transport):
        tried = []

        async def ask():
            return "ws://127.0.0.1:1"

        async def connect(address, **_):
            tried.append(address)
            raise TimeoutError

        monkeypatch.setattr(transport, "_ask_address", ask)
        monkeypatch.setattr(transport._session, "ws_connect", connect)
        await transport.close()
        await turns()
        assert tried == []


async def test_no_more_is_taken_in_hand_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(socket_mode, "IN_HAND", 2)
    texts = [f"message {number}" for number in range(4)]
    async with running() as server, linked(server) as (app, heard, _):
        inside, room = [], asyncio.Event()

        @app.middleware
        async def be_slow(next):  # noqa: A002 - Bolt injects by this name
            inside.append(1)
            await room.wait()
            await next()

        for text in texts:
            await say(server, ANA, SUPPORT, text)
        await until(lambda: len(inside) == 2)
        await until(lambda: sum(entry["kind"] == "envelope" for entry in server.recorder.entries()) == 4)
        await turns()
        assert len(inside) == 2
        room.set()
        await until(lambda: sorted(heard) == texts)


async def test_what_a_listener_could_not_take_is_not_acknowledged():
    async with running(limits=Limits(event_retries_s=(0.0,))) as server, linked(server) as (app, heard, _):

        @app.middleware
        async def fail(next):  # noqa: A002 - Bolt injects by this name
            if not heard:
                heard.append("failed")
                raise RuntimeError
            await next()

        await say(server, ANA, SUPPORT, "again")
        await until(lambda: not server.workspace.events)
        assert (heard, attempts(server)) == (["failed", "again"], [0, 1])


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "link_disabled",
            {
                "event": "socket-mode-is-off",
                "remedy": "switch Socket Mode on at the app's page",
                "log_level": "error",
            },
        ),
        (
            "refresh_requested",
            {"event": "asked-to-reconnect", "reason": "refresh_requested", "log_level": "info"},
        ),
    ],
)
def test_why_slack_closes_a_connection_is_told(reason, told):
    with capture_logs() as heard:
        socket_mode._log_disconnect(reason)
    assert heard == [told]
