"""An incident followed up in a browser by two people at once: the real program, killed in between."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.bot_house import PASTE
from tests.browser_house import IN_BROWSER, act_as, composer, keep, messages, thread
from tests.program_house import Sandbox, chromium, sandbox, visit

pytestmark = [*IN_BROWSER, pytest.mark.timeout(180)]


async def as_person(context: BrowserContext, program: Sandbox, name: str) -> Page:
    """The page, acting as this person."""
    page = await visit(context, program)
    await act_as(page, name)
    return page


async def open_thread(page: Page) -> Locator:
    """Open the paste's thread; returns the living card."""
    parent = messages(page).filter(has_text="SMTPAuthenticationError")
    await parent.get_by_role("button", name=re.compile(r"\d+ repl")).click()
    return thread(page).get_by_role("article").nth(1)


async def behind_dots(card: Locator, page: Page, choice: str) -> None:
    await card.get_by_role("button", name="More options").click()
    await page.get_by_role("menuitem", name=choice).click()


async def press_at_once(context: BrowserContext, program: Sandbox, *buttons: Locator) -> None:
    """Press all of them before the bot hears of the first: each press arrives a second late."""
    delay = {"name": "delay", "where": "envelopes", "seconds": 1, "count": len(buttons)}
    await context.request.post(f"{program.address}ui/faults", data={"add": delay})
    await asyncio.gather(*(button.dispatch_event("click") for button in buttons))


def box(card: Locator, number: int) -> Locator:
    """The box of a step, counted from 1."""
    return card.get_by_role("checkbox", name=f"{number}. ")


async def test_two_people_follow_one_incident_up_through_a_kill(tmp_path, knowledge):
    entry = knowledge.entries["535-authentication-failed"]
    async with sandbox(tmp_path) as program, chromium() as context:
        ana = await as_person(context, program, "Ana Duarte")
        await composer(ana).fill(PASTE)
        await composer(ana).press("Enter")
        card = await open_thread(ana)
        await expect(card).to_contain_text("Incident 1 · nobody · new")
        await keep(ana, "incident-new")
        ben = await as_person(context, program, "Ben Okafor")
        bens = await open_thread(ben)

        # Both take it at once: one has it, the other is told
        await press_at_once(
            context, program, *(one.get_by_role("button", name="Assign to me") for one in (card, bens))
        )
        await expect(card).to_contain_text(re.compile(r"Incident 1 · @(ana|ben) · in work"))
        winner = "ana" if "@ana · in work" in await card.inner_text() else "ben"
        loser = ben if winner == "ana" else ana
        await expect(thread(loser)).to_contain_text(f"@{winner} was quicker and took incident 1.")

        # Both tick another step at once: both count, each names who
        await press_at_once(context, program, box(card, 1), box(bens, 2))
        for shown in (card, bens):
            await expect(shown).to_contain_text("Ticked by @ana")
            await expect(shown).to_contain_text("Ticked by @ben")
            await expect(box(shown, 1)).to_be_checked()
            await expect(box(shown, 2)).to_be_checked()
            await expect(box(shown, 3)).not_to_be_checked()
        await box(card, 2).hover()
        await keep(ana, "incident-ticked")

        # A note from behind the dots, the customer from the page behind More
        await behind_dots(card, ana, "Add a note")
        form = ana.get_by_role("dialog", name="Add a note")
        await form.get_by_role("textbox", name="Note").fill("ACME rang: they changed the password on Monday.")
        await keep(ana, "incident-note-form")
        await form.get_by_role("button", name="Add").click()
        await expect(bens).to_contain_text("ACME rang: they changed the password on Monday.")
        await bens.get_by_role("button", name="More", exact=True).click()
        more = ben.get_by_role("dialog", name="Everything about it")
        await more.get_by_role("button", name="Customer or ticket").click()
        form = ben.get_by_role("dialog", name="Customer or ticket")
        await form.get_by_role("textbox", name="Customer or ticket").fill("ACME GmbH, ticket 4711")
        await form.get_by_role("button", name="Save").click()
        await more.get_by_role("button", name="Close").last.click()
        await expect(card).to_contain_text("ACME GmbH, ticket 4711")

        # Killed: ticks, note and customer are still there
        await program.kill()
        await program.start()
        ana = await as_person(context, program, "Ana Duarte")
        card = await open_thread(ana)
        await expect(card).to_contain_text("ACME GmbH, ticket 4711")
        await expect(box(card, 1)).to_be_checked()
        await expect(box(card, 3)).not_to_be_checked()

        # A tick is taken back by somebody else
        await box(card, 2).uncheck()
        await expect(card).not_to_contain_text("Ticked by @ben")
        await expect(thread(ana)).to_contain_text(f"unticked a step of incident 1: {entry.steps[1].title}")

        # Snoozed, woken, given back
        await behind_dots(card, ana, "Snooze")
        form = ana.get_by_role("dialog", name="Snooze")
        await keep(ana, "incident-snooze-form")
        await form.get_by_role("radio", name="Four hours").check()
        await form.get_by_role("button", name="Snooze").click()
        await expect(card).to_contain_text(re.compile(r"Incident 1 · @\w+ · in work · snoozed until .*\d"))
        await keep(ana, "incident-snoozed")
        await behind_dots(card, ana, "Wake it up")
        await expect(card).to_contain_text(re.compile(r"in work · since"))
        await behind_dots(card, ana, "Give it back")
        await expect(card).to_contain_text("Incident 1 · nobody · new")

        # Everything is on record, newest first
        await card.get_by_role("button", name="More", exact=True).click()
        await ana.get_by_role("dialog").get_by_role("button", name="Timeline").click()
        page = ana.get_by_role("dialog", name="Timeline")
        await expect(page).to_contain_text("gave incident 1 back")
        await keep(ana, "incident-timeline")
        told = await page.inner_text()
        acts = re.findall(
            r"(gave incident 1 back|woke|snoozed|unticked|linked|left a note|ticked a step|took|opened)", told
        )
        assert acts == [
            *("gave incident 1 back", "woke", "snoozed", "unticked", "linked", "left a note"),
            *("ticked a step", "ticked a step", "took", "opened"),
        ]


async def test_a_wrong_diagnosis_is_corrected_to_the_right_error_and_cause(tmp_path, knowledge):
    right = knowledge.entries["535-incorrect-authentication-data"]
    cause = right.causes[1]
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await as_person(context, program, "Ana Duarte")
        await composer(page).fill(PASTE)
        await composer(page).press("Enter")
        card = await open_thread(page)
        await behind_dots(card, page, "Wrong diagnosis")
        form = page.get_by_role("dialog", name="Wrong diagnosis")
        await form.get_by_role("combobox", name="What it really is").select_option(label=right.title)
        why = form.get_by_role("combobox", name="Why it happened")
        await why.select_option(label=cause.id.replace("-", " ").capitalize())
        await keep(page, "incident-wrong-form")
        await form.get_by_role("button", name="Correct it").click()
        await expect(form).to_have_count(0)
        await expect(card).to_contain_text("@ana chose this diagnosis.")
        await expect(card).to_contain_text(right.gist)
        steps = next((steps for when, steps in right.steps_when if when == cause.id), right.steps)
        await expect(card).to_contain_text(steps[0].title)
        await expect(thread(page)).to_contain_text(
            f"@ana chose another diagnosis for incident 1: {right.title}"
        )
        await keep(page, "incident-corrected")
