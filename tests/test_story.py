"""The whole story in a browser: the real program, killed twice, from the paste to the resolution."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from bot.model import Entry
from tests.bot_house import PASTE
from tests.browser_house import (
    IN_BROWSER,
    act_as,
    ask,
    composer,
    keep,
    messages,
    open_thread,
    paste,
    says,
    steps_of_any,
    thread,
    view,
)
from tests.program_house import chromium, sandbox, visit

pytestmark = [*IN_BROWSER, pytest.mark.timeout(180)]


async def is_told_what_the_number_means(page: Page, entry: Entry) -> None:
    """For the asker alone."""
    await ask(page, "/smtpcheck 535")
    reference = messages(page).last
    await says(reference, "Only visible to you", entry.gist)


async def is_answered_in_the_thread(page: Page, entry: Entry) -> None:
    """What, whose words, the cause and why, the steps, where it stands."""
    card = await paste(page, PASTE)
    await says(
        card,
        entry.gist,
        "535 5.7.8 · said by your outgoing server",
        "at login",
        "Possibly:",
        "authentication failed",
        "What to do",
        steps_of_any(entry)[0].title,
        "It can also be",
        "Incident 1 · nobody · new",
    )
    await keep(page, "story-answer")


async def take_and_hand_to_ben(page: Page, card: Locator) -> None:
    await card.get_by_role("button", name="Assign to me").click()
    await says(card, "Incident 1 · @ana")
    await card.get_by_role("button", name="Hand off").click()
    form = view(page, "Hand off")
    await form.get_by_role("combobox", name="Who").select_option(label="Ben Okafor")
    await form.get_by_role("textbox", name="What they need to know").fill("ACME waits since 09:00")
    await form.get_by_role("button", name="Hand off").click()
    await expect(form).to_have_count(0)
    await says(card, "waits for @ben")


async def accept_as_ben(page: Page, entry: Entry) -> None:
    """In his direct messages, where he reads what he needs to know."""
    await act_as(page, "Ben Okafor")
    await page.get_by_role("link", name="smtpcheck").click()
    packet = messages(page, "smtpcheck").last
    left = ("Left to do", steps_of_any(entry)[0].title)
    await says(packet, "hands you incident 1", "ACME waits since 09:00", entry.gist, *left)
    await keep(page, "story-handoff")
    await packet.get_by_role("button", name="Accept").click()
    await says(packet, "accepted it")


async def resolve_and_reopen(page: Page, card: Locator, entry: Entry) -> None:
    await says(card, "Incident 1 · @ben")
    await card.get_by_role("button", name="Resolve").click()
    form = view(page, "Resolve incident 1")
    await form.get_by_role("radio", name=steps_of_any(entry)[0].title).check()
    await form.get_by_role("button", name="Resolve").click()
    await says(card, f"helped: {steps_of_any(entry)[0].title}")
    await card.get_by_role("button", name="Reopen").click()
    await expect(card).to_contain_text(re.compile(r"Incident 1 · .* · (new|assigned|in work)"))
    await keep(page, "story-resolved")


async def test_from_the_paste_to_the_resolution_through_two_kills(tmp_path, knowledge):
    entry = knowledge.entries["535-authentication-failed"]
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)
        await is_told_what_the_number_means(page, entry)
        await is_answered_in_the_thread(page, entry)

        await program.restart()
        page = await visit(context, program)
        card = await open_thread(page)
        await expect(thread(page).get_by_role("article")).to_have_count(2)  # nothing was said twice
        await take_and_hand_to_ben(page, card)

        await program.restart()
        page = await visit(context, program)
        await accept_as_ben(page, entry)
        await page.get_by_role("link", name="#support").click()
        await resolve_and_reopen(page, await open_thread(page), entry)

        told = " ".join(await thread(page).get_by_role("article").all_inner_texts())
        lines = re.findall(r"(took|handed|accepted|resolved|reopened)\s+incident 1", told)
        assert lines == ["took", "handed", "accepted", "resolved", "reopened"]
        await expect(messages(page)).to_have_count(1)  # the answer for one alone was not kept


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


async def test_odd_commands_are_answered_in_one_sentence_or_card(tmp_path):
    commands = (
        "",
        "See you at 5:35 in room 550.",
        "x" * 12_000,
        "550 Rejected",
        "<!channel> 550 5.1.1 no such user *bold*",
    )
    async with sandbox(tmp_path) as program, chromium() as context:
        page = await visit(context, program)
        for said, text in enumerate(commands, 1):
            await composer(page).fill(f"/smtpcheck {text}")
            await composer(page).press("Enter")

            answers = messages(page).filter(has_text="Only visible to you")
            await expect(answers).to_have_count(said)
            await expect(answers.last).not_to_contain_text("Traceback")
