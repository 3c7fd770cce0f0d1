"""The whole bot, real Bolt in both modes, against the local workspace: started, stopped, refused."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

import handlers
from bot.config import Settings
from bot.delivery.service import run_bot
from bot.delivery.transport import PATH, HttpTransport
from bot.errors import SettingsError
from bot.sandbox.server import SandboxServer
from bot.store import Store
from tests.bot_house import PASTE, message, signed
from tests.killing import BOT, environment
from tests.knowledge_base import knowledge
from tests.sandbox_app import ANA_DM, until
from tests.service_house import MANIFEST, running, settings_for
from tests.slack_stub import SlackStub

ROOT = Path(__file__).parent.parent
ANA, BEN, GITA = "U0ANA000001", "U0BEN000001", "U0GITA00001"
CHANNEL = "C0SUPPORT01"


async def act(server: SandboxServer, who: str, do: str, **what: Any) -> dict[str, Any]:
    answer = await server.act({"as": who, "do": do, **what})
    assert answer["ok"], answer
    return answer


async def press(server: SandboxServer, card: dict[str, Any], action_id: str, value: str) -> None:
    block = next(one for one in card["blocks"] if action_id in str(one))
    where = {"channel": CHANNEL, "ts": card["ts"], "block_id": block["block_id"]}
    pressed = await act(server, ANA, "press", **where, action_id=action_id, value=value)
    assert pressed["outcome"] == "acked"


def cards(server: SandboxServer) -> list[dict[str, Any]]:
    said = server.state()["messages"][CHANNEL]
    return [one for one in said if one.get("bot_id") and one["text"].startswith("Incident")]


@pytest.mark.parametrize("http", [False, True], ids=["socket mode", "http"])
async def test_a_paste_a_command_and_a_button_go_the_whole_way(workspace, tmp_path, unused_tcp_port, http):
    settings = settings_for(workspace, port=unused_tcp_port)
    async with running(settings, tmp_path / "s.db", http=http):
        if http:
            workspace.events_url = f"http://127.0.0.1:{unused_tcp_port}{PATH}"
        said = await act(workspace, ANA, "say", channel=CHANNEL, text=PASTE)
        await until(lambda: cards(workspace))
        [card] = cards(workspace)
        assert card["thread_ts"] == said["ts"]
        answer = await act(workspace, ANA, "command", channel=CHANNEL, text="/smtpcheck 535")
        assert answer["outcome"] == "acked"
        await until(lambda: workspace.state()["ephemerals"].get(ANA))
        await press(workspace, cards(workspace)[0], "incident:assign", "1:1")
        await until(lambda: ANA in str(cards(workspace)[0]["blocks"]))
        await press(workspace, cards(workspace)[0], "incident:handoff", "1:2")
        view = workspace.state()["modals"][ANA][-1]
        values = {"person": {"answer": BEN}, "note": {"answer": "ACME waits"}}
        sent = await act(workspace, ANA, "submit", view_id=view["id"], values=values)
        assert sent["outcome"] == "acked"
        await until(lambda: "hands you incident 1" in str(workspace.state()["messages"]))
        upload = await act(workspace, ANA, "upload", channel=CHANNEL, name="a.log", content=PASTE)
        await until(lambda: [one for one in cards(workspace) if one["thread_ts"] == upload["ts"]])


async def test_a_paste_typed_in_direct_messages_is_posted_there(workspace, tmp_path):
    async with running(settings_for(workspace), tmp_path / "s.db"):
        await act(workspace, ANA, "command", channel=ANA_DM, text=f"/smtpcheck {PASTE}")
        await until(lambda: workspace.state()["ephemerals"].get(ANA))
        [shown] = workspace.state()["ephemerals"][ANA]
        [row] = [block for block in shown["blocks"] if "paste:post" in str(block)]
        place = {"channel": ANA_DM, "ts": shown["ts"], "block_id": row["block_id"]}
        await act(workspace, ANA, "press", **place, action_id="paste:post")
        await until(lambda: workspace.state()["messages"][ANA_DM])
        [card] = workspace.state()["messages"][ANA_DM]
    assert card["text"].startswith("Incident 1: ")


async def test_a_restart_says_nothing_twice(workspace, tmp_path):
    settings = settings_for(workspace)
    async with running(settings, tmp_path / "s.db"):
        await act(workspace, ANA, "say", channel=CHANNEL, text=PASTE)
        await until(lambda: cards(workspace))
    before = workspace.state()["messages"]
    async with running(settings, tmp_path / "s.db"):
        await act(workspace, ANA, "command", channel=CHANNEL, text="/smtpcheck incidents")
        await until(lambda: "Open incidents: 1" in str(workspace.state()["ephemerals"]))
    assert workspace.state()["messages"] == before


async def test_told_to_end_it_ends_within_five_seconds(workspace, tmp_path):
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, *BOT),
        env=environment(workspace, tmp_path / "s.db"),
        cwd=tmp_path,
        stderr=asyncio.subprocess.PIPE,
    )
    await until(lambda: workspace.connections == 2)
    program.send_signal(signal.SIGTERM)
    await asyncio.wait_for(program.communicate(), 5)
    assert program.returncode == 0


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "SLACK_BOT_TOKEN"),
        ({"slack_app_token": "xapp-wrong"}, "SLACK_APP_TOKEN"),
    ],
)
async def test_a_refused_token_ends_the_bot_with_one_sentence(workspace, tmp_path, changes, named):
    with pytest.raises(SettingsError) as refused:
        async with running(settings_for(workspace, **changes), tmp_path / "s.db"):
            pass
    assert str(refused.value) == (f"Slack refuses {named} (invalid_auth). Copy it again from the app's page.")


async def test_a_missing_token_ends_the_bot_before_anything_is_asked(workspace, tmp_path):
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is not set"):
        async with running(settings_for(workspace, slack_bot_token=None), tmp_path / "s.db"):
            pass


ROOM_LATER = """
import resource, signal
from bot.__main__ import main

def limit(length):
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, resource.RLIM_INFINITY))

signal.signal(signal.SIGUSR1, lambda *_: limit(resource.RLIM_INFINITY))
limit(0)  # as on a full disk
main(["run"])
"""


async def test_a_disk_that_is_full_at_the_start_is_waited_out(workspace, tmp_path):
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ROOM_LATER),
        env=environment(workspace, tmp_path / "s.db"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said = await bot.stderr.readline()
    if b"event=cannot-write" in said:
        bot.send_signal(signal.SIGUSR1)
        assert await bot.stdout.readline() == b"smtpcheck is connected: Socket Mode.\n"
        bot.terminate()
    await bot.communicate()
    assert (b"event=cannot-write" in said, bot.returncode) == (True, 0)


async def test_a_network_that_is_down_at_the_start_is_waited_out(tmp_path, unused_tcp_port):
    later = SandboxServer(port=unused_tcp_port, manifest=MANIFEST)
    settings = Settings(
        slack_bot_token=later.bot_token,
        slack_app_token=later.app_token,
        slack_api_url=f"http://127.0.0.1:{unused_tcp_port}/api/",
    )

    async def begin() -> None:
        await asyncio.sleep(0.3)
        await later.start()

    beginning = asyncio.ensure_future(begin())
    async with running(settings, tmp_path / "s.db"):
        await act(later, ANA, "say", channel=CHANNEL, text=PASTE)
        await until(lambda: cards(later))
    await beginning
    await later.stop()
    assert [card["text"] for card in cards(later)] == [
        "Incident 1: The mail server did not accept the user name and password."
    ]


async def test_a_bot_that_waits_for_the_network_still_ends_when_told(tmp_path, unused_tcp_port):
    settings = Settings(
        slack_bot_token="xoxb-1",
        slack_app_token="xapp-1",
        slack_api_url=f"http://127.0.0.1:{unused_tcp_port}/api/",
    )
    store, stop = Store.open(str(tmp_path / "s.db")), asyncio.Event()
    bot = asyncio.ensure_future(
        run_bot(settings, store, knowledge(), register=handlers.register, handle=handlers.handle, stop=stop)
    )
    await asyncio.sleep(0.1)
    stop.set()
    ended, _ = await asyncio.wait({bot}, timeout=20)
    assert [one.exception() for one in ended] == [None]
    await store.close()


async def test_a_port_that_is_taken_is_named(workspace, tmp_path):
    port = int(workspace.base_url.split(":")[2].split("/")[0])
    with pytest.raises(SettingsError, match=rf"^Port {port} cannot be used"):
        async with running(settings_for(workspace, port=port), tmp_path / "s.db", http=True):
            pass


async def test_a_port_that_is_listened_on_after_the_end_was_told_is_let_go(unused_tcp_port):
    app = AsyncApp(token="xoxb-1", signing_secret="unused")
    transport, ready = HttpTransport(app, unused_tcp_port), asyncio.Event()
    serving = asyncio.ensure_future(transport.serve(ready.set))
    await transport.close()
    assert transport.connections == 0
    await ready.wait()
    assert transport.connections == 1
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    assert transport.connections == 0
    with socket.socket() as another:
        another.bind(("0.0.0.0", unused_tcp_port))
        assert another.getsockname() == ("0.0.0.0", unused_tcp_port)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"\xff\xfe not text", 400),
        (b'{"type": "event_callback", "event": {', 400),
        (b"", 401),
        (b'["event_callback"]', 400),
        (b'{"type": "event_callback"}', 401),
    ],
    ids=["no text", "half JSON", "nothing", "a list", "no signature"],
)
async def test_http_refuses_what_slack_did_not_send(workspace, tmp_path, unused_tcp_port, body, status):
    settings = settings_for(workspace, port=unused_tcp_port)
    async with running(settings, tmp_path / "s.db", http=True), aiohttp.ClientSession() as session:
        address = f"http://127.0.0.1:{unused_tcp_port}{PATH}"
        headers = {"Content-Type": "application/json"}
        async with session.post(address, data=body, headers=headers) as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    "odd",
    [
        {"X-Slack-Request-Timestamp": "now"},
        {"X-Slack-Request-Timestamp": "9" * 5000},
        {"X-Slack-Signature": "v0=\u00e9"},
    ],
    ids=["a time that is none", "a time of 5000 digits", "a signature beyond ASCII"],
)
async def test_http_refuses_a_signature_that_cannot_be_one(workspace, tmp_path, unused_tcp_port, odd):
    text, headers = signed({"type": "url_verification", "challenge": "abc"}, secret=workspace.signing_secret)
    address = f"http://127.0.0.1:{unused_tcp_port}{PATH}"
    async with (
        running(settings_for(workspace, port=unused_tcp_port), tmp_path / "s.db", http=True),
        aiohttp.ClientSession() as session,
        session.post(address, data=text, headers=headers | odd) as answer,
    ):
        assert (answer.status, await answer.text()) == (401, "")


async def test_http_answers_slacks_first_question(workspace, tmp_path, unused_tcp_port):
    settings = settings_for(workspace, port=unused_tcp_port)
    text, headers = signed({"type": "url_verification", "challenge": "abc"}, secret=workspace.signing_secret)
    address = f"http://127.0.0.1:{unused_tcp_port}{PATH}"
    async with (
        running(settings, tmp_path / "s.db", http=True),
        aiohttp.ClientSession() as session,
        session.post(address, data=text, headers=headers) as answer,
    ):
        assert (answer.status, await answer.json()) == (200, {"challenge": "abc"})


async def test_the_socket_is_acknowledged_after_the_row_is_on_the_disk(tmp_path):
    stub = SlackStub()
    await stub.start()
    settings = Settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1", slack_api_url=stub.api)
    async with running(settings, tmp_path / "s.db"):
        await until(lambda: stub.sockets)
        await stub.envelope("events_api", message(PASTE), "E7")
        await until(lambda: stub.acks)
        assert stub.acks == [{"envelope_id": "E7"}]
        await until(lambda: stub.posted("C1"))
    await stub.stop()
