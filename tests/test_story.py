"""The whole story in a browser: the real program, killed twice, from the paste to the resolution."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright, expect

from tests.test_browser_page import CHROMIUM, FLAGS, composer, keep, messages, thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.timeout(180),
]

PASTE = "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')"


class Sandbox:
    """`smtpcheck sandbox` in a folder of its own; killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
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
        while True:
            line = (await asyncio.wait_for(self._process.stdout.readline(), 20)).decode()
            assert line, "the sandbox ended before it was ready"
            ready = re.search(r"ready: http://127\.0\.0\.1:(\d+)/", line)
            if ready:
                self.port = int(ready[1])
                return

    async def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

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


async def act_as(page: Page, name: str) -> None:
    await page.get_by_role("combobox", name="Act as").select_option(name)


async def test_from_the_paste_to_the_resolution_through_two_kills(tmp_path, knowledge):
    entry = knowledge.entries["535-authentication-failed"]
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)

        # The reference of a number, for the asker alone
        await composer(page).fill("/smtpcheck 535")
        await composer(page).press("Enter")
        reference = messages(page).last
        await expect(reference).to_contain_text("Only visible to you")
        await expect(reference).to_contain_text(entry.gist)

        # The paste, answered in its thread: what, whose words, the cause and why, the steps
        await composer(page).fill(PASTE)
        await composer(page).press("Enter")
        asked = messages(page).filter(has_text="SMTPAuthenticationError")
        await asked.get_by_role("button", name="1 reply").click()
        card = thread(page).get_by_role("article").last
        for said in (
            entry.gist,
            "535 5.7.8 · said by your outgoing server",
            "at login",
            "Possibly:",
            "authentication failed",
            "What to do",
            entry.steps[0].title,
            "It can also be",
            "Incident 1 · nobody · new",
        ):
            await expect(card).to_contain_text(said)
        await keep(page, "story-answer")

        # Killed: all still there, nothing said twice
        await program.kill()
        await program.start()
        page = await visit(context, program)
        await (
            messages(page)
            .filter(has_text="SMTPAuthenticationError")
            .get_by_role("button", name="1 reply")
            .click()
        )
        await expect(thread(page).get_by_role("article")).to_have_count(2)

        # Taken, then handed to Ben with what he needs to know
        card = thread(page).get_by_role("article").nth(1)
        await card.get_by_role("button", name="Assign to me").click()
        await expect(card).to_contain_text(re.compile(r"Incident 1 · @ana"))
        await card.get_by_role("button", name="Hand off").click()
        form = page.get_by_role("dialog", name="Hand off")
        await form.get_by_role("combobox", name="Who").select_option(label="Ben Okafor")
        await form.get_by_role("textbox", name="What they need to know").fill("ACME waits since 09:00")
        await form.get_by_role("button", name="Hand off").click()
        await expect(form).to_have_count(0)
        await expect(card).to_contain_text(re.compile(r"waits for @ben"))

        # Killed while it waits for Ben
        await program.kill()
        await program.start()
        page = await visit(context, program)

        await act_as(page, "Ben Okafor")
        await page.get_by_role("link", name="smtpcheck").click()
        packet = messages(page, "smtpcheck").last
        for said in (
            "hands you incident 1",
            "ACME waits since 09:00",
            entry.gist,
            "Left to do",
            entry.steps[0].title,
        ):
            await expect(packet).to_contain_text(said)
        await keep(page, "story-handoff")
        await packet.get_by_role("button", name="Accept").click()
        await expect(packet).to_contain_text("accepted it")

        # Ben resolves with what helped; reopened; the diagnosis corrected
        await page.get_by_role("link", name="#support").click()
        parent = messages(page).filter(has_text="SMTPAuthenticationError")
        await parent.get_by_role("button", name=re.compile(r"\d+ repl")).click()
        card = thread(page).get_by_role("article").nth(1)
        await expect(card).to_contain_text(re.compile(r"Incident 1 · @ben"))
        await card.get_by_role("button", name="Resolve").click()
        form = page.get_by_role("dialog", name="Resolve incident 1")
        await form.get_by_role("radio", name=entry.steps[0].title).check()
        await form.get_by_role("button", name="Resolve").click()
        await expect(card).to_contain_text(f"helped: {entry.steps[0].title}")
        await card.get_by_role("button", name="Reopen").click()
        await expect(card).to_contain_text(re.compile(r"Incident 1 · .* · (new|assigned|in work)"))
        await keep(page, "story-resolved")

        told = [
            text.replace("\n", " ") for text in await thread(page).get_by_role("article").all_inner_texts()
        ]
        lines = [
            line
            for text in told[2:]
            for line in re.findall(r"(took|handed|accepted|resolved|reopened) incident 1", text)
        ]
        assert lines == ["took", "handed", "accepted", "resolved", "reopened"]
        await expect(messages(page)).to_have_count(1)  # and the answer for one alone was not kept


async def test_a_guest_reads_the_answer_and_may_press_nothing(tmp_path):
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)
        await composer(page).fill(PASTE)
        await composer(page).press("Enter")
        await messages(page).last.get_by_role("button", name="1 reply").click()
        await act_as(page, "Gita Rao (guest)")
        await messages(page).last.get_by_role("button", name="1 reply").click()
        card = thread(page).get_by_role("article").nth(1)
        await expect(card).to_contain_text("nobody · new")

        await card.get_by_role("button", name="Assign to me").click()

        await expect(page.get_by_text("Only visible to you").first).to_be_visible()
        await expect(card).to_contain_text("nobody · new")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "See you at 5:35 in room 550.",
        "x" * 12_000,
        "550 Rejected",
        "<!channel> 550 5.1.1 no such user *bold*",
    ],
    ids=["nothing", "no error", "huge", "no reason", "hostile"],
)
async def test_odd_commands_are_answered_in_one_sentence_or_card(tmp_path, text):
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)
        await composer(page).fill(f"/smtpcheck {text}")
        await composer(page).press("Enter")

        answer = messages(page).last
        await expect(answer).to_contain_text("Only visible to you")
        await expect(answer).not_to_contain_text("Traceback")
