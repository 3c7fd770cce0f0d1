"""What all tests share: no skips where the build forbids them, the corpus, one knowledge base, the bot."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.delivery import sender
from bot.knowledge import Knowledge
from bot.sandbox.server import SandboxServer
from bot.store import Store
from tests import knowledge_base
from tests.bot_house import Clock, House, house
from tests.by_files import ByFiles
from tests.sandbox_app import PATIENT, free_port, running
from tests.service_house import MANIFEST
from tests.slack_stub import SlackStub

# A busy machine fails no test: how long one takes is for the benchmarks.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A skipped test is a failed one where SMTPCHECK_NO_SKIPS is set: the build has all it needs."""
    report = yield
    if report.skipped and os.environ.get("SMTPCHECK_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which the build does not allow: {report.longrepr[2]}"
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByFiles(config, log)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return knowledge_base.knowledge()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of labelled examples; skips where none is named, fails where it cannot be read."""
    folder = os.environ.get("SMTPCHECK_CORPUS")
    if not folder:
        pytest.skip("SMTPCHECK_CORPUS names no folder of labelled examples")
    path = Path(folder)
    if not (path / "pastes.jsonl").is_file():
        pytest.fail(f"SMTPCHECK_CORPUS is {folder}, where no pastes.jsonl can be read")
    return path


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where a test's database is, or will be."""
    return str(tmp_path / "a.db")


@pytest.fixture
def store(path: str) -> Iterator[Store]:
    opened = Store.open(path)
    yield opened
    opened.close_now()


@pytest.fixture(scope="session")
def unused_tcp_port_factory() -> Callable[[], int]:
    """What pytest-asyncio's `unused_tcp_port` asks; its own gives ports that others get before a test listens."""
    return free_port


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackStub]:
    """The stub Slack, which takes edits of one message at any pace."""
    monkeypatch.setattr(sender, "UPDATE_EVERY_S", 0.02)
    stub = SlackStub()
    await stub.start()
    yield stub
    await stub.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def bot(slack: SlackStub, tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    """The bot at work in the stub Slack, by a clock that the test puts forward."""
    async with house(tmp_path / "s.db", slack, now=clock) as built:
        yield built


@pytest.fixture
async def workspace() -> AsyncIterator[SandboxServer]:
    """The local workspace with the bot's own manifest installed; the bot is started by the test."""
    server = SandboxServer(manifest=MANIFEST, limits=PATIENT)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """The local workspace with the manifest it comes with; a test's own app connects to it."""
    async with running() as up:
        yield up
