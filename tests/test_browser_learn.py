"""What many incidents say, in a real browser: a wave that grows, statistics to look at, a file for one person."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

from playwright.async_api import expect

from bot.desk import learning
from tests.browser_house import (
    IN_BROWSER,
    TALL,
    ask,
    browser,
    keep,
    looks_right,
    messages,
    says,
    thread,
    visit,
)
from tests.check_house import bot
from tests.sandbox_app import ANA, ANA_DM, BEN, CHRIS, PRIVATE, SUPPORT, say

pytestmark = IN_BROWSER
CHRIS_DM = "D0CHRIS0001"  # who is not in the private channel
MICROSOFT = (
    "postfix/smtp[7]: 4A: to=<info@customer{0}.example>, relay=customer{0}-example.mail.protection.outlook.com"
    "[192.0.2.1]:25, dsn=5.7.708, status=bounced (host customer{0}-example.mail.protection.outlook.com"
    "[192.0.2.1] said: 550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.)"
)
OTHERS = (
    "535 5.7.8 Error: authentication failed: (reason unavailable)",
    "550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown",
    "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. gsmtp",
    "452 4.2.2 The recipient's inbox is out of storage space gsmtp",
)


async def test_a_wave_is_told_once_grows_and_is_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(learning, "GROWN_EVERY", timedelta(seconds=1))  # nobody waits fifteen
    async with bot(tmp_path, monkeypatch) as house, browser(house.server, viewport=TALL) as context:
        page = await visit(context, house.server)
        for number in range(1, 5):
            await say(house.server, ANA, SUPPORT, MICROSOFT.format(number))
            await expect(messages(page)).to_have_count(number)
        await expect(messages(page).last.get_by_role("button", name="1 reply")).to_be_visible()
        await say(house.server, BEN, SUPPORT, MICROSOFT.format(5))
        await expect(messages(page)).to_have_count(6)
        wave = messages(page).last
        await expect(wave).to_contain_text(re.compile(r"5 incidents in \d minutes? with the same failure"))
        await says(wave, "Microsoft", "550 5.7.708", "5 open")
        await keep(page, "wave-begins")
        for number in (6, 7):
            await say(house.server, BEN, SUPPORT, MICROSOFT.format(number))
        wave = page.get_by_role("log").get_by_role("article").filter(has_text="with the same failure")
        await expect(wave).to_contain_text(re.compile(r"7 incidents in \d minute"))
        await expect(wave).to_have_count(1)

        await wave.get_by_role("button", name="Show all").click()
        listed = messages(page).last
        await says(
            listed, "7 incidents of one wave, 0 resolved", "info@customer1.example", "info@customer7.example"
        )
        await looks_right(page)
        await keep(page, "wave-listed")
        await listed.get_by_role("link", name="7", exact=True).click()
        card = thread(page).get_by_role("article").nth(1)
        await says(card, "Part of a wave: the same failure at several customers since")
        await card.get_by_role("button", name="Assign to me").click()
        await says(card, "in work")
        await keep(page, "wave-card")
        assert len(await house.rows("select * from waves")) == 1


async def fill_desk(house) -> None:
    """What a small desk is asked, and one incident of a private channel."""
    for number, text in enumerate(OTHERS * 4):
        await say(
            house.server,
            ANA if number % 3 else BEN,
            SUPPORT,
            f"{text}\nfor c{number}@customer{number}.example",
        )
    await say(house.server, ANA, PRIVATE, OTHERS[0])


async def test_statistics_are_a_table_and_a_picture(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house, browser(house.server, viewport=TALL) as context:
        page = await visit(context, house.server)
        await fill_desk(house)
        await ask(page, "/smtpcheck stats 7d")
        answer = messages(page).last
        await says(answer, "incidents", "Family", "Login", "Provider", "Owner", "nobody", "How long it took")
        await says(answer, "The picture comes to your direct messages in a moment.")
        await looks_right(page)
        await keep(page, "statistics-table")

        page = await visit(context, house.server, where=ANA_DM)
        picture = page.get_by_role("img", name="By family: Login")
        await expect(picture).to_be_visible(timeout=60_000)
        assert await picture.evaluate("one => one.complete && one.naturalWidth") == 1080
        await looks_right(page)
        await keep(page, "statistics-picture")


async def test_an_export_arrives_in_the_direct_messages_alone(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house, browser(house.server, viewport=TALL) as context:
        page = await visit(context, house.server, user=CHRIS)
        await fill_desk(house)
        await ask(page, "/smtpcheck export 7d csv")
        await says(messages(page).last, "You get the file as a direct message in a moment.")
        page = await visit(context, house.server, user=CHRIS, where=CHRIS_DM)
        link = page.get_by_role("link", name="smtpcheck-incidents-")
        async with page.expect_download(timeout=60_000) as coming:
            await link.click(timeout=60_000)
        download = await coming.value
        await keep(page, "export")
        content = (await download.path()).read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(content, newline="")))
        kept = await house.rows("select id, channel from incidents order by id")
        assert [row["id"] for row in rows] == [str(one["id"]) for one in kept if one["channel"] == SUPPORT]
        assert {one["channel"] for one in kept} == {SUPPORT, PRIVATE}
        shared = [
            (channel, said["files"][0]["name"])
            for channel, messages_of in house.server.workspace.messages.items()
            for said in messages_of.values()
            if said.get("files")
        ]
        assert shared == [(CHRIS_DM, download.suggested_filename)]
