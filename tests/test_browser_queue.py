"""App Home with 250 open incidents, in a browser: filters, pages, taking one, search, and who sees nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.knowledge import Knowledge
from bot.reading import read_paste
from bot.store import Store, handoffs, incidents, marks
from tests.browser_house import IN_BROWSER, act_as, composer, keep, messages
from tests.program_house import chromium, sandbox, visit
from tests.sandbox_app import ANA, BEN, CHRIS, DELIVERABILITY, PRIVATE, SUPPORT, TEAM

pytestmark = [*IN_BROWSER, pytest.mark.timeout(180)]

OPEN = 250
ERRORS = (
    "550 5.1.1 <{}>: Recipient address rejected: User unknown in virtual mailbox table",
    "535-5.7.8 Username and Password not accepted. For more information, go to\n"
    "535 5.7.8 https://support.google.com/mail/?p=BadCredentials x-gsmtp",
    "550 5.7.606 Access denied, banned sending IP [192.0.2.7]. To request removal please visit "
    "https://sender.office.com/",
    "452 4.2.2 <{}>: The email account that you tried to reach is over quota",
    "550 Our own words for {} that nobody knows",
)


def fill(path: Path, base: Knowledge) -> None:
    """250 open incidents of the last days: every tenth in the private channel, some taken, some late."""
    store = Store.open(str(path))
    now = datetime.now(UTC)

    def job(db) -> None:
        for number in range(1, OPEN + 1):
            text = ERRORS[number % len(ERRORS)].format(f"user{number}@example.com")
            channel = PRIVATE if number % 10 == 0 else DELIVERABILITY if number % 3 == 0 else SUPPORT
            at = now - timedelta(minutes=20 * (OPEN - number))
            incidents.open_incident(
                db, team=TEAM, channel=channel, message_ts=f"1.{number}", thread_ts=None, reporter=CHRIS,
                findings=read_paste(text, base).findings, mailbox=None, host=None, at=at,
            )  # fmt: skip
            if number % 7 == 0:
                owner = ANA if number % 2 else BEN
                incidents.assign(db, number, version=None, actor=owner, owner=owner, at=at)
            if number % 50 == 1:
                handoffs.offer(db, number, version=None, sender=BEN, receiver=ANA, note="", at=at)
            if number % 9 == 0:
                marks.link(db, number, version=None, actor=BEN, customer=f"ACME-{number}", at=at)

    store.write_now(job)
    store.close_now()


async def open_home(page: Page) -> Locator:
    await page.get_by_role("navigation").get_by_text("smtpcheck", exact=True).click()
    await page.get_by_role("tab", name="Home").click()
    return page.get_by_role("tabpanel", name="Home")


def numbers(shown: Locator) -> Locator:
    """The incidents' numbers, as they stand in bold at the head of each line."""
    return shown.locator("b, strong").filter(has_text=re.compile(r"^\d+$"))


async def test_the_queue_at_home_is_filtered_turned_and_worked(tmp_path, knowledge):
    fill(tmp_path / "smtpcheck.db", knowledge)
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)
        await act_as(page, "Ana Duarte")
        home = await open_home(page)
        await expect(home).to_contain_text("1 to 10 of 250")
        await expect(numbers(home)).to_have_text([str(number) for number in range(250, 240, -1)])
        await keep(page, "home-open")

        # To the next page and back
        await home.get_by_role("button", name="Older").click()
        await expect(home).to_contain_text("11 to 20 of 250")
        await home.get_by_role("button", name="Newer").click()
        await expect(home).to_contain_text("1 to 10 of 250")

        # Nobody's, of one error, at Gmail; the section stays
        await home.get_by_role("button", name=re.compile("^Nobody's")).click()
        await expect(home).not_to_contain_text("of 250")
        await home.get_by_role("combobox").nth(0).select_option("auth")
        await expect(home.get_by_role("button", name="Clear filters")).to_be_visible()
        await expect(home).to_contain_text("did not accept", ignore_case=True)
        await keep(page, "home-filtered")

        # Taken from there: it is mine, and nobody's no more
        first = await numbers(home).first.inner_text()
        await home.get_by_role("button", name="Assign to me").first.click()
        await expect(numbers(home).first).not_to_have_text(first)
        await home.get_by_role("button", name="Clear filters").click()
        await expect(home.get_by_role("button", name="All open 250")).to_be_visible()
        await home.get_by_role("button", name=re.compile("^Mine")).click()
        await expect(numbers(home).filter(has_text=re.compile(f"^{first}$"))).to_have_count(1)
        await keep(page, "home-mine")

        # What waits for her is accepted, and what is overdue begins with the oldest
        await home.get_by_role("button", name="Waiting for me 5").click()
        await expect(home).to_contain_text("1 to 5 of 5")
        await expect(home.get_by_role("button", name="Accept")).to_have_count(5)
        await keep(page, "home-waiting")
        await home.get_by_role("button", name="Accept").first.click()
        await expect(home.get_by_role("button", name="Waiting for me 4")).to_be_visible()
        await home.get_by_role("button", name=re.compile("^Overdue")).click()
        await expect(numbers(home).first).to_have_text("1")
        await keep(page, "home-overdue")

        # One incident's page, resolved from there
        await home.get_by_role("button", name="Show").first.click()
        shown = page.get_by_role("dialog", name="Incident 1")
        await expect(shown.get_by_role("button", name="Resolve")).to_be_visible()
        await keep(page, "home-page")
        await shown.get_by_role("button", name="Resolve").click()
        form = page.get_by_role("dialog", name="Resolve incident 1")
        await form.get_by_role("radio", name="Nobody knows").check()
        await form.get_by_role("button", name="Resolve").click()
        await expect(shown).to_contain_text("resolved by @ana")
        await keep(page, "home-page-resolved")
        await shown.get_by_role("button", name="Close").first.click()
        await expect(numbers(home).first).not_to_have_text("1")


async def test_search_lists_with_buttons_and_an_outsider_sees_nothing_of_a_private_channel(
    tmp_path, knowledge
):
    fill(tmp_path / "smtpcheck.db", knowledge)
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)

        async def ask(words: str, name: str) -> Locator:
            await act_as(page, name)
            await composer(page).fill(f"/smtpcheck incidents {words}")
            await composer(page).press("Enter")
            answer = messages(page).last
            await expect(answer).to_contain_text("Only visible to you")
            return answer

        # 90 is in the private channel: Ana is in it, Chris is not
        answer = await ask("search ACME-90", "Ana Duarte")
        await expect(numbers(answer)).to_have_text(["90"])
        await keep(page, "search-found")
        answer = await ask("search ACME-90", "Chris Lindqvist")
        await expect(answer).to_contain_text("No incident holds all of these words.")
        home = await open_home(page)
        await expect(home).to_contain_text("1 to 10 of 225")
        await expect(home).not_to_contain_text("mail-ops")
        await keep(page, "home-outsider")

        # A guest is told that there is no list
        await act_as(page, "Gita Rao (guest)")
        home = await open_home(page)
        await expect(home).to_contain_text(
            "Guests and people of other organisations can read diagnoses only."
        )
        await keep(page, "home-guest")


async def test_an_answers_pages_replace_each_other(tmp_path, knowledge):
    fill(tmp_path / "smtpcheck.db", knowledge)
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)
        await composer(page).fill("/smtpcheck incidents search unknown user")
        await composer(page).press("Enter")
        answer = messages(page).last
        await expect(numbers(answer)).to_have_count(10)
        await keep(page, "search-pages")
        newest = await numbers(answer).first.inner_text()
        await answer.get_by_role("button", name="Older").click()
        await expect(numbers(answer).first).not_to_have_text(newest)
        await expect(messages(page).filter(has_text="Only visible to you")).to_have_count(1)
        taken = await numbers(answer).first.inner_text()
        await answer.get_by_role("button", name="Assign to me").first.click()
        await expect(answer).to_contain_text("@ana")
        await expect(numbers(answer).first).to_have_text(taken)
