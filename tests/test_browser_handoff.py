"""Handoffs in a real browser: between two people with a restart in between, a shift's queue, a refusal, an escalation."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from playwright.async_api import BrowserContext, Locator, Page, expect

from bot.sandbox.server import SandboxServer
from bot.store import Store, Transaction
from tests.bot_house import PASTE
from tests.browser_house import (
    IN_BROWSER,
    TALL,
    ask,
    browser,
    keep,
    looks_right,
    messages,
    paste,
    says,
    thread,
    view,
    visit,
)
from tests.sandbox_app import ANA, BEN, CHRIS, GENERAL, PATIENT
from tests.service_house import MANIFEST, running, settings_for

pytestmark = IN_BROWSER
DMS = {ANA: "D0ANA000001", BEN: "D0BEN000001", CHRIS: "D0CHRIS0001"}
QUESTIONS = {"A person": "Who", "A channel": "Which channel", "A user group": "Which user group"}


@asynccontextmanager
async def workspace() -> AsyncIterator[tuple[SandboxServer, BrowserContext]]:
    """The local workspace and a browser on it; the bot is started by the test."""
    server = SandboxServer(manifest=MANIFEST, limits=PATIENT)
    await server.start()
    try:
        assert (await server.act({"as": ANA, "do": "add_bot", "channel": GENERAL}))["ok"]
        async with browser(server, viewport=TALL) as context:
            yield server, context
    finally:
        await server.stop()


async def direct(context: BrowserContext, server: SandboxServer, who: str) -> tuple[Page, Locator]:
    """The person's direct message with the bot, and what is said there."""
    page = await visit(context, server, who, DMS[who])
    return page, page.get_by_role("log").get_by_role("article")


async def hand_off(form: Locator, *, to: str, choice: str, note: str = "") -> None:
    """Fill in whom it goes to, as a person does, and send it."""
    await form.get_by_role("radio", name=to).check()
    await form.get_by_role("combobox", name=QUESTIONS[to]).select_option(choice)
    if note:
        await form.get_by_role("textbox", name="What they need to know").fill(note)
    await form.get_by_role("button", name="Hand off").click()
    await expect(form).to_have_count(0)


def answers(said: Locator) -> Locator:
    """The buttons that answer a handoff."""
    return said.get_by_role("button", name=re.compile("Accept|Decline|Take it"))


async def test_a_handoff_from_paste_to_acceptance_with_a_restart_in_between(tmp_path: Path):
    async with workspace() as (server, context):
        ana = await visit(context, server, ANA)
        async with running(settings_for(server), tmp_path / "s.db"):
            card = await paste(ana, PASTE)
            await card.get_by_role("button", name="Hand off").click()
            form = view(ana, "Hand off")
            await looks_right(ana)
            await keep(ana, "handoff-form")
            await hand_off(form, to="A person", choice="Ben Okafor", note="ACME waits since nine.")
            await says(thread(ana), "@ana handed incident 1 to @ben, to accept or decline.")
            await says(card, "waits for @ben")
            ben, said = await direct(context, server, BEN)
            await says(said.last, "@ana hands you incident 1", "answer until", "ACME waits since nine.")

        async with running(settings_for(server), tmp_path / "s.db"):
            packet = said.last
            await says(packet, "Left to do")
            await looks_right(ben)
            await keep(ben, "handoff-packet")
            _, standing = await direct(context, server, ANA)
            await says(standing.last, "You handed incident 1 to @ben.", "Not answered yet")
            await keep(standing.page, "handoff-standing")
            await packet.get_by_role("button", name="Accept").click()
            await says(packet, "@ben accepted it")
            await expect(packet.get_by_role("button", name="Accept")).to_have_count(0)
            await keep(ben, "handoff-accepted")
            await says(standing.first, "@ben accepted it")
            await says(standing.last, "@ben accepted incident 1.")
            await says(thread(ana), "@ben accepted incident 1.")
            await says(card, "@ben · in work")
            await keep(ana, "handoff-thread")


async def test_a_shift_hands_over_its_queue_to_a_group(tmp_path: Path):
    async with workspace() as (server, context), running(settings_for(server), tmp_path / "s.db"):
        chris = await visit(context, server, CHRIS)
        for number in range(1, 6):
            # Five of one failure would be a wave, whose message stands below the paste.
            why = "550 5.1.1 {}: Recipient address rejected: User unknown"
            why = "552 5.2.2 {}: Mailbox full" if number == 5 else why
            card = await paste(chris, why.format(f"<person{number}@example.com>"))
            await card.get_by_role("button", name="Assign to me").click()
            await says(card, "@chris · in work")
        await ask(chris, "/smtpcheck handoff all")
        form = view(chris, "Hand off")
        await says(form, "5 incidents: everything open that is yours.")
        await form.get_by_role("radio", name="A user group").check()
        await expect(form.get_by_role("combobox", name="Which user group")).to_be_visible()
        await keep(chris, "handoff-shift-form")
        await hand_off(form, to="A user group", choice="Mail team", note="All of them wait.")
        ana, said = await direct(context, server, ANA)
        packet = said.last
        await says(packet, "@chris hands @mail-team 5 incidents", "All of them wait.")
        await says(packet, "person4@example.com · 550 5.1.1")
        await expect(packet.get_by_role("button", name="Accept", exact=True)).to_have_count(5)
        await looks_right(ana)
        await keep(ana, "handoff-shift-packet")
        await packet.get_by_role("button", name="Choose").click()
        choose = view(ana, "Choose incidents")
        for number in (1, 3):
            await choose.get_by_role("checkbox", name=f"{number}: ").check()
        await looks_right(ana)
        await keep(ana, "handoff-shift-choose")
        await choose.get_by_role("button", name="Accept").click()
        await says(packet, "2 accepted", "3 not answered yet")
        ben, hers = await direct(context, server, BEN)
        await hers.last.get_by_role("button", name="Accept the rest").click()
        await says(hers.last, "5 accepted")
        await keep(ben, "handoff-shift-accepted")
        _, standing = await direct(context, server, CHRIS)
        await says(standing.first, "You handed 5 incidents to @mail-team.", "5 accepted")
        await says(standing.last, "@ben accepted incidents 2, 4 and 5 that you handed on.")


async def test_a_channel_declines_with_a_reason_and_the_sender_reads_it(tmp_path: Path):
    async with workspace() as (server, context), running(settings_for(server), tmp_path / "s.db"):
        ana = await visit(context, server, ANA)
        card = await paste(ana, PASTE)
        await card.get_by_role("button", name="Hand off").click()
        await hand_off(view(ana, "Hand off"), to="A channel", choice="#general", note="Who knows this?")
        ben = await visit(context, server, BEN, GENERAL)
        packet = messages(ben, "#general").last
        await says(packet, "@ana hands #general incident 1", "Who knows this?")
        await packet.get_by_role("button", name="Decline").click()
        form = view(ben, "Decline")
        await form.get_by_role("textbox", name="Why").fill("Not ours: ask <their> admin")
        await keep(ben, "handoff-decline-form")
        await form.get_by_role("button", name="Decline").click()
        await says(packet, "@ben declined it", "Not ours: ask <their> admin")
        await keep(ben, "handoff-declined")
        _, standing = await direct(context, server, ANA)
        await says(standing.first, "@ben declined it", "Not ours: ask <their> admin")
        await keep(standing.page, "handoff-declined-sender")
        await says(card, "nobody · new")
        await expect(answers(packet)).to_have_count(0)


async def test_an_escalation_is_seen_and_taken_after_a_night_without_the_bot(tmp_path: Path):
    async with workspace() as (server, context):
        ana = await visit(context, server, ANA)
        async with running(settings_for(server), tmp_path / "s.db"):
            card = await paste(ana, PASTE)
            await card.get_by_role("button", name="Hand off").click()
            await hand_off(view(ana, "Hand off"), to="A person", choice="Ben Okafor")
            _, said = await direct(context, server, BEN)
            await says(said.last, "answer until")
        a_night_passes(tmp_path / "s.db")
        async with running(settings_for(server, escalate_to=GENERAL), tmp_path / "s.db"):
            chris = await visit(context, server, CHRIS, GENERAL)
            escalation = messages(chris, "#general").last
            await says(escalation, "Nobody has accepted incident 1 yet.", "@ana to @ben", "answer was due")
            await looks_right(chris)
            await keep(chris, "handoff-escalated")
            await says(said.last, "Incident 1 waits for your answer.", "answer was due")
            await keep(said.page, "handoff-reminded")
            _, standing = await direct(context, server, ANA)
            await says(standing.first, "reminded", "escalated")
            await escalation.get_by_role("button", name="Take it").click()
            await says(standing.first, "@chris accepted it")
            await keep(standing.page, "handoff-escalated-sender")
            await says(said.first, "@chris accepted it")
            for box in (escalation, said.first, said.last):
                await expect(answers(box)).to_have_count(0)


def a_night_passes(path: Path) -> None:
    """Move everything that has a time half a day into the past."""
    night_ms = int(timedelta(hours=12).total_seconds() * 1000)

    def job(db: Transaction) -> None:
        db.execute("update follow_ups set due_at = due_at - ?", (night_ms,))
        db.execute(
            "update handoffs set offered_at = offered_at - ?, answer_by = answer_by - ?", (night_ms, night_ms)
        )

    store = Store.open(str(path))
    store.write_now(job)
    store.close_now()
