"""The local workspace's page in a real browser: how a test opens it, reads it and acts on it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import BrowserContext, Locator, Page, async_playwright, expect

from bot.model import Entry, Step
from bot.sandbox.server import SandboxServer
from tests.sandbox_app import ANA, SUPPORT

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",  # the build runs as root in a container
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
PATIENCE_MS = 20_000  # a check, its answer and an edit a second, on a machine with other work
expect.set_options(timeout=PATIENCE_MS)
USER = "ana@example.com"
TALL = {"width": 1280, "height": 1400}  # enough for a whole answer

# Texts whose contrast with what lies under them is below 4.5 (WCAG 2.2, 1.4.3 AA), once for each class.
PALE_TEXTS = r"""
() => {
  const parse = (c) => (c.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const f = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor);
      if (c.length === 3 || c[3] > 0.99) return c;
    }
    return [255, 255, 255];
  };
  const pale = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || !one.offsetParent || one.closest(':disabled, svg, noscript')) continue;
    const [a, b] = [light(parse(getComputedStyle(one).color)), light(ground(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) pale.add(`${one.tagName}.${one.className}: ${ratio.toFixed(2)}`);
  }
  return [...pale];
}
"""
# Things one can press or fill in that have no name for a screen reader.
NAMELESS = """
() => [...document.querySelectorAll('button, a[href], input, select, textarea')]
  .filter((one) => one.offsetParent)
  .filter((one) => !(one.getAttribute('aria-label') || one.textContent || one.labels?.length))
  .map((one) => one.outerHTML.slice(0, 120))
"""


@asynccontextmanager
async def browser(server: SandboxServer, **options) -> AsyncIterator[BrowserContext]:
    """A browser that fails the test when the page asks anybody but this server, or throws an error."""
    home = urlsplit(server.page_url).netloc
    strange: list[str] = []
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.on("request", lambda request: _note(request.url, home, strange))
        context.on("weberror", lambda error: strange.append(str(error.error)))
        try:
            yield context
        finally:
            await chromium.close()
    assert strange == []


def _note(url: str, home: str, strange: list[str]) -> None:
    if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != home:
        strange.append(url)


async def visit(
    context: BrowserContext, server: SandboxServer, user: str = ANA, where: str = SUPPORT
) -> Page:
    """The page, loaded, with this person in this channel."""
    page = await context.new_page()
    await page.goto(f"{server.page_url}#as={user}&channel={where}")
    await page.locator("body[data-ready]").wait_for()
    return page


async def keep(page: Page, name: str) -> None:
    """Keep a picture of the page where SMTPCHECK_SCREENSHOTS names a folder."""
    folder = os.environ.get("SMTPCHECK_SCREENSHOTS")
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png")


def messages(page: Page, name: str = "#support") -> Locator:
    return page.get_by_role("log", name=f"Messages in {name}").get_by_role("article")


def composer(page: Page, name: str = "Message #support") -> Locator:
    return page.get_by_role("textbox", name=name)


def thread(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Thread")


async def looks_right(page: Page) -> None:
    """Every control has a name, every text enough contrast."""
    assert await page.evaluate(NAMELESS) == []
    assert await page.evaluate(PALE_TEXTS) == []


async def act_as(page: Page, name: str) -> None:
    await page.get_by_role("combobox", name="Act as").select_option(name)


async def ask(page: Page, text: str) -> None:
    await composer(page).fill(text)
    await composer(page).press("Enter")


async def paste(page: Page, text: str) -> Locator:
    """Paste an error and open its thread; returns the incident's card."""
    before = await messages(page).count()
    await ask(page, text)
    await messages(page).nth(before).get_by_role("button", name="1 reply").click()
    return thread(page).get_by_role("article").nth(1)


async def open_thread(page: Page) -> Locator:
    """Open the paste's thread; returns the living card."""
    parent = messages(page).filter(has_text="SMTPAuthenticationError")
    await parent.get_by_role("button", name=re.compile(r"\d+ repl")).click()
    return thread(page).get_by_role("article").nth(1)


def view(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog", name=name, exact=True)


async def fill_in(form: Locator, **typed: str) -> None:
    names = {"user": "Mailbox or user name", "password": "Password", "server": "Server", "port": "Port"}
    for name, text in typed.items():
        await form.get_by_role("textbox", name=names[name]).fill(text)


async def close(box: Locator) -> None:
    await box.get_by_role("button", name="Close").first.click()
    await expect(box).to_have_count(0)


async def says(box: Locator, *texts: str) -> None:
    for text in texts:
        await expect(box).to_contain_text(text)


def steps_of_any(entry: Entry) -> list[Step]:
    """The steps of a page that need no fact beside the error."""
    return [step for step in entry.steps if not step.only_with]
