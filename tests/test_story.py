"""The whole story in a browser: the real program, killed twice, from the paste to the resolution."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.bot_house import PASTE
from tests.browser_house import IN_BROWSER, act_as, composer, keep, messages, thread
from tests.program_house import chromium, sandbox, visit

pytestmark = [*IN_BROWSER, pytest.mark.timeout(180)]


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
