"""Slack's libraries log whole bodies and frames; none of it may reach a log of ours, at any level."""

from __future__ import annotations

import asyncio
import io
import logging

import aiohttp
import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.logs import Withhold, configure_logs, event_log, library_logger
from bot.delivery.socket_mode import SocketTransport
from bot.delivery.transport import PATH, HttpTransport
from tests.bot_house import house, message, signed

SECRET = "hunter2-correct-horse"


@pytest.fixture
def everything():
    """All that is logged anywhere, at every level, with nothing between the libraries and the log."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    library = library_logger()
    before = (root.level, library.level)
    handlers = list(root.handlers)
    configure_logs("debug")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    library.setLevel(logging.DEBUG)
    yield heard
    root.handlers[:] = handlers
    root.setLevel(before[0])
    library.setLevel(before[1])
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("slack_bolt", "slack_sdk", "smtpcheck.slack")):
            logging.getLogger(name).setLevel(logging.NOTSET)


async def test_a_bad_signature_does_not_log_the_body(slack, tmp_path, everything, unused_tcp_port):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        transport = HttpTransport(bot.service.app, unused_tcp_port, host="127.0.0.1")
        ready = asyncio.Event()
        serving = asyncio.ensure_future(transport.serve(ready.set))
        await ready.wait()
        text, headers = signed(message(f"password is {SECRET}"), secret="another-secret")
        async with aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{unused_tcp_port}{PATH}"
            async with session.post(address, data=text, headers=headers) as answer:
                assert answer.status == 401
        await transport.close()
        serving.cancel()
        assert await bot.rows("select * from inbox") == []
    assert "reports something; text withheld" in everything.getvalue()
    assert SECRET not in everything.getvalue()


async def test_frames_of_the_socket_are_not_logged(slack, tmp_path, everything):
    async with house(tmp_path / "s.db", slack, working=False) as bot, aiohttp.ClientSession() as session:
        transport = SocketTransport(bot.service.app, "xapp-1-A-secret", session)
        serving = asyncio.ensure_future(transport.serve(lambda: None))
        await bot.settle(lambda: slack.sockets)
        await slack.envelope("events_api", message(f"AUTH {SECRET}"))
        await bot.settle(lambda: slack.acks)
        await transport.close()
        serving.cancel()
    heard = everything.getvalue()
    assert "text withheld" in heard
    assert SECRET not in heard
    assert "xapp-1-A-secret" not in heard
    assert "xoxb-1" not in heard


async def test_an_error_in_a_listener_is_logged_without_its_text(slack, tmp_path, everything):
    async with house(tmp_path / "s.db", slack, working=False) as bot:

        @bot.service.app.middleware
        async def fail(next):  # noqa: A002 - Bolt injects by this name
            raise RuntimeError(f"cannot read {SECRET}")

        request = AsyncBoltRequest(mode="socket_mode", body=message(SECRET))
        answer = await bot.service.app.async_dispatch(request)
        assert answer.status == 500
    heard = everything.getvalue()
    assert "RuntimeError" in heard
    assert SECRET not in heard


async def test_calls_to_slack_are_not_logged(slack, everything):
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token="xoxb-1-secret", base_url=slack.api, session=session, logger=library_logger()
        )
        await client.chat_postMessage(channel="C1", text=SECRET)
    assert SECRET not in everything.getvalue()
    assert "xoxb-1-secret" not in everything.getvalue()


def test_on_stderr_every_record_of_others_is_withheld_and_ours_stands(capsys):
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        configure_logs("info")
        logging.getLogger("aiohttp.server").error("body was %s", SECRET, exc_info=ValueError(SECRET))
        logging.getLogger("some.library").info("quiet")
        event_log().info("connected", mode="socket")
        event_log().debug("too quiet")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logging.getLogger("smtpcheck").setLevel(logging.NOTSET)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" ", 1)[-1] if "timestamp=" in line else line for line in lines] == [
        "test_delivery_logs.test_on_stderr_every_record_of_others_is_withheld_and_ours_stands:"
        + lines[0].split(":")[1].split(" ")[0]
        + " reports ValueError; text withheld",
        "level=info event=connected mode=socket",
    ]


async def test_bolt_leaves_our_own_logger_alone(slack, tmp_path):
    ours = logging.getLogger("smtpcheck")
    before = (ours.level, list(ours.filters), list(ours.handlers))
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.deliver(message("hello"))
    assert (ours.level, list(ours.filters), list(ours.handlers)) == before


def test_the_filter_is_put_on_the_library_logger_once(monkeypatch):
    monkeypatch.setattr(library_logger(), "level", logging.NOTSET)
    assert [type(known) for known in library_logger().filters] == [Withhold]
    assert library_logger().level == logging.WARNING
    monkeypatch.setattr(library_logger(), "level", logging.DEBUG)
    assert library_logger().level == logging.DEBUG
