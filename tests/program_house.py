"""The real program, `smtpcheck sandbox`, and a browser that stays open while it is killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import BrowserContext, Page, async_playwright, expect

from tests.browser_house import CHROMIUM, FLAGS
from tests.sandbox_app import free_port


class Sandbox:
    """`smtpcheck sandbox` in a folder of its own; killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()  # which nobody takes while it is down
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SMTPCHECK_"))
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "sandbox", "--port", str(self.port),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, cwd=self.folder,
            env={**clean, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert self._process.stdout is not None
        while True:
            line = (await asyncio.wait_for(self._process.stdout.readline(), 60)).decode()
            assert line, "the sandbox ended before it was ready"
            if f"ready: {self.address}" in line:
                return

    async def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def restart(self) -> None:
        """Kill it at this instant and start it again."""
        await self.kill()
        await self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@asynccontextmanager
async def sandbox(folder: Path) -> AsyncIterator[Sandbox]:
    running = Sandbox(folder)
    await running.start()
    try:
        yield running
    finally:
        await running.kill()


@asynccontextmanager
async def chromium() -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        program = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield await program.new_context(viewport={"width": 1280, "height": 1000})
        finally:
            await program.close()


async def visit(context: BrowserContext, sandbox: Sandbox) -> Page:
    page = await context.new_page()
    await page.goto(sandbox.address)
    await page.locator("body[data-ready]").wait_for()
    await expect(page.get_by_role("navigation")).to_contain_text("smtpcheck is connected")
    return page
