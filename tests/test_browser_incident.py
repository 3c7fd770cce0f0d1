"""An incident followed up in a browser by two people at once: the real program, killed in between."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.bot_house import PASTE
from tests.browser_house import (
    IN_BROWSER,
    act_as,
    ask,
    composer,
    keep,
    open_thread,
    says,
    steps_of_any,
    thread,
    view,
)
from tests.program_house import Sandbox, chromium, sandbox, visit

pytestmark = [*IN_BROWSER, pytest.mark.timeout(180)]


async def as_person(context: BrowserContext, program: Sandbox, name: str) -> Page:
    """The page, acting as this person."""
    page = await visit(context, program)
    await act_as(page, name)
    return page


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


async def take_at_once(context: BrowserContext, program: Sandbox, anas: Locator, bens: Locator) -> None:
    """One has it, the other is told."""
    both = [card.get_by_role("button", name="Assign to me") for card in (anas, bens)]
    await press_at_once(context, program, *both)
    await expect(anas).to_contain_text(re.compile(r"Incident 1 · @(ana|ben) · in work"))
    won = "@ana · in work" in await anas.inner_text()
    winner, loser = ("ana", bens) if won else ("ben", anas)
    await says(thread(loser.page), f"@{winner} was quicker and took incident 1.")


async def tick_at_once(context: BrowserContext, program: Sandbox, anas: Locator, bens: Locator) -> None:
    """Another step each: both count, each names who."""
    await press_at_once(context, program, box(anas, 1), box(bens, 2))
    for shown in (anas, bens):
        await says(shown, "Ticked by @ana", "Ticked by @ben")
        await expect(box(shown, 1)).to_be_checked()
        await expect(box(shown, 2)).to_be_checked()
        await expect(box(shown, 3)).not_to_be_checked()
    await box(anas, 2).hover()
    await keep(anas.page, "incident-ticked")


async def note(card: Locator, text: str) -> None:
    """From behind the dots."""
    await behind_dots(card, card.page, "Add a note")
    form = view(card.page, "Add a note")
    await form.get_by_role("textbox", name="Note").fill(text)
    await keep(card.page, "incident-note-form")
    await form.get_by_role("button", name="Add").click()


async def link_to(card: Locator, customer: str) -> None:
    """From the page behind More."""
    await card.get_by_role("button", name="More", exact=True).click()
    more = view(card.page, "Everything about it")
    await more.get_by_role("button", name="Customer or ticket").click()
    form = view(card.page, "Customer or ticket")
    await form.get_by_role("textbox", name="Customer or ticket").fill(customer)
    await form.get_by_role("button", name="Save").click()
    await more.get_by_role("button", name="Close").last.click()


async def snooze_wake_and_give_back(card: Locator) -> None:
    await behind_dots(card, card.page, "Snooze")
    form = view(card.page, "Snooze")
    await keep(card.page, "incident-snooze-form")
    await form.get_by_role("radio", name="Four hours").check()
    await form.get_by_role("button", name="Snooze").click()
    await expect(card).to_contain_text(re.compile(r"Incident 1 · @\w+ · in work · snoozed until .*\d"))
    await keep(card.page, "incident-snoozed")
    await behind_dots(card, card.page, "Wake it up")
    await expect(card).to_contain_text(re.compile(r"in work · since"))
    await behind_dots(card, card.page, "Give it back")
    await says(card, "Incident 1 · nobody · new")


async def acts_on_record(card: Locator) -> list[str]:
    """What the timeline says was done, newest first."""
    await card.get_by_role("button", name="More", exact=True).click()
    await card.page.get_by_role("dialog").get_by_role("button", name="Timeline").click()
    timeline = view(card.page, "Timeline")
    await says(timeline, "gave incident 1 back")
    await keep(card.page, "incident-timeline")
    done = "gave incident 1 back|woke|snoozed|unticked|linked|left a note|ticked a step|took|opened"
    return re.findall(f"({done})", await timeline.inner_text())


async def test_two_people_follow_one_incident_up_through_a_kill(tmp_path, knowledge):
    entry = knowledge.entries["535-authentication-failed"]
    async with sandbox(tmp_path) as program, chromium() as context:
        ana = await as_person(context, program, "Ana Duarte")
        await ask(ana, PASTE)
        card = await open_thread(ana)
        await says(card, "Incident 1 · nobody · new")
        await keep(ana, "incident-new")
        ben = await as_person(context, program, "Ben Okafor")
        bens = await open_thread(ben)

        await take_at_once(context, program, card, bens)
        await tick_at_once(context, program, card, bens)
        await note(card, "ACME rang: they changed the password on Monday.")
        await says(bens, "ACME rang: they changed the password on Monday.")
        await says(thread(ben), "@ana left a note on incident 1.")  # it moves the card that is pressed next
        await link_to(bens, "ACME GmbH, ticket 4711")
        await says(card, "ACME GmbH, ticket 4711")

        # Killed: ticks, note and customer are still there
        await program.restart()
        ana = await as_person(context, program, "Ana Duarte")
        card = await open_thread(ana)
        await says(card, "ACME GmbH, ticket 4711")
        await expect(box(card, 1)).to_be_checked()
        await expect(box(card, 3)).not_to_be_checked()

        # A tick is taken back by somebody else
        await box(card, 2).uncheck()
        await expect(card).not_to_contain_text("Ticked by @ben")
        await says(thread(ana), f"unticked a step of incident 1: {steps_of_any(entry)[1].title}")

        await snooze_wake_and_give_back(card)
        assert await acts_on_record(card) == [
            *("gave incident 1 back", "woke", "snoozed", "unticked", "linked", "left a note"),
            *("ticked a step", "ticked a step", "took", "opened"),
        ]


async def test_a_wrong_diagnosis_is_corrected_to_the_right_error_and_cause(tmp_path, knowledge):
    told, right = (
        knowledge.entries[name] for name in ("535-authentication-failed", "535-incorrect-authentication-data")
    )
    # One that only the right page has: the form offers it once it has heard which page was chosen.
    cause = next(one for one in right.causes if one.id not in {known.id for known in told.causes})
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await as_person(context, program, "Ana Duarte")
        await composer(page).fill(PASTE)
        await composer(page).press("Enter")
        card = await open_thread(page)
        await behind_dots(card, page, "Wrong diagnosis")
        form = page.get_by_role("dialog", name="Wrong diagnosis")
        await form.get_by_role("combobox", name="What it really is").select_option(label=right.title)
        why = form.get_by_role("combobox", name="Why it happened")
        await why.select_option(cause.id)
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
