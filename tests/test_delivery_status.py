"""What the platform and the operator's tools are told, in both modes."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import aiohttp
import pytest

import handlers
from bot.config import Settings
from bot.delivery import status
from bot.delivery.metrics import REGISTRY, count_event
from bot.delivery.service import run_bot
from bot.errors import SettingsError
from bot.store import Store
from tests.bot_house import PASTE, PATIENCE_S
from tests.knowledge_base import knowledge
from tests.sandbox_app import ANA, SUPPORT, say, until
from tests.service_house import running, settings_for


async def ask(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def told(port: int, path: str, text: str) -> str:
    """Ask until the answer holds this text; returns all of it."""
    end = time.monotonic() + PATIENCE_S
    while text not in (answer := (await ask(port, path))[1]):
        assert time.monotonic() < end, answer
        await asyncio.sleep(0.02)
    return answer


async def test_in_socket_mode_a_port_of_its_own_tells_everything(workspace, tmp_path, unused_tcp_port):
    settings = settings_for(workspace, status_port=unused_tcp_port)
    async with running(settings, tmp_path / "s.db"):
        assert await ask(unused_tcp_port, "/healthz") == (200, "ok\n")
        assert await ask(unused_tcp_port, "/readyz") == (200, '{"slack": true, "disk": true}')
        await say(workspace, ANA, SUPPORT, PASTE)
        await until(lambda: "Incident 1" in str(workspace.state()["messages"]))
        numbers = await told(unused_tcp_port, "/metrics", "\nsmtpcheck_connections 2.0\n")
        assert 'smtpcheck_waiting{queue="outbox"}' in numbers
        assert "smtpcheck_ack_seconds_count" in numbers
        assert "authentication failed" not in numbers
        await workspace.stop()
        await told(unused_tcp_port, "/readyz", '{"slack": false, "disk": true}')
        assert (await ask(unused_tcp_port, "/readyz"))[0] == 503


async def test_in_http_mode_without_that_port_the_platform_asks_at_the_bots_own(
    workspace,
    tmp_path,
    unused_tcp_port,
):
    async with running(settings_for(workspace, port=unused_tcp_port), tmp_path / "s.db", http=True):
        assert await ask(unused_tcp_port, "/healthz") == (200, "ok\n")
        assert await ask(unused_tcp_port, "/readyz") == (200, '{"slack": true, "disk": true}')
        assert (await ask(unused_tcp_port, "/metrics"))[0] == 404


def test_every_event_of_the_log_is_counted():
    name = ("smtpcheck_events_total", {"event": "set-aside"})
    before = REGISTRY.get_sample_value(*name) or 0.0
    assert count_event(None, "error", {"event": "set-aside", "key": "k1"}) == {
        "event": "set-aside",
        "key": "k1",
    }
    assert REGISTRY.get_sample_value(*name) == before + 1.0


async def test_while_slack_is_not_reached_at_the_start_it_is_well_and_not_ready(
    tmp_path, unused_tcp_port_factory
):
    port, nobody = unused_tcp_port_factory(), unused_tcp_port_factory()
    settings = Settings(
        slack_bot_token="xoxb-1",
        slack_app_token="xapp-1",
        slack_api_url=f"http://127.0.0.1:{nobody}/api/",
        status_port=port,
    )
    store, stop = Store.open(str(tmp_path / "s.db")), asyncio.Event()
    bot = asyncio.ensure_future(
        run_bot(settings, store, knowledge(), register=handlers.register, handle=handlers.handle, stop=stop)
    )
    said: list[tuple[int, str]] = []
    async with asyncio.timeout(PATIENCE_S):
        while not said:
            with suppress(aiohttp.ClientError):
                said = [await ask(port, path) for path in ("/healthz", "/readyz")]
            await asyncio.sleep(0.02)
    stop.set()
    await bot
    await store.close()
    assert said == [(200, "ok\n"), (503, '{"slack": false, "disk": true}')]


async def test_on_a_full_disk_it_is_not_ready(workspace, tmp_path, unused_tcp_port, monkeypatch):
    monkeypatch.setattr(status, "ROOM_BYTES", 1 << 60)
    async with running(settings_for(workspace, status_port=unused_tcp_port), tmp_path / "s.db"):
        assert await ask(unused_tcp_port, "/readyz") == (503, '{"slack": true, "disk": false}')


async def test_a_status_port_that_is_taken_is_named(workspace, tmp_path):
    port = int(workspace.base_url.split(":")[2].split("/")[0])
    with pytest.raises(SettingsError, match=rf"^Port {port} cannot be used .* SMTPCHECK_STATUS_PORT"):
        async with running(settings_for(workspace, status_port=port), tmp_path / "s.db"):
            pass
