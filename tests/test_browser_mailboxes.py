"""A file of mailboxes in a real browser: the form, what it holds, how far its check is, the result directly."""

from __future__ import annotations

from playwright.async_api import expect

from bot.desk import mailbox_run
from tests.browser_house import (
    IN_BROWSER,
    TALL,
    ask,
    browser,
    close,
    keep,
    looks_right,
    messages,
    says,
    view,
    visit,
)
from tests.check_house import bot
from tests.fakes_smtp import EVERY_CONNECTION, HOST, REFUSAL, Script
from tests.sandbox_app import ANA, ANA_DM, until
from tests.test_handlers_mailboxes import DAMAGED, FOUR, RIGHT, WRONG

pytestmark = IN_BROWSER


def csv_file(content: bytes, name: str = "boxes.csv"):
    return [{"name": name, "mimeType": "text/csv", "buffer": content}]


async def test_a_file_of_mailboxes_is_given_refused_confirmed_and_checked(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox_run, "PROGRESS_S", 0.2)
    script = Script(replies={WRONG.encode(): REFUSAL})
    async with (
        bot(tmp_path, monkeypatch, script) as house,
        browser(house.server, viewport=TALL) as context,
    ):
        page = await visit(context, house.server)
        await ask(page, "/smtpcheck mailboxes")
        form = view(page, "Check mailboxes")
        await says(
            form, "Each mailbox gets one login, over encrypted connections only.", "Slack keeps the file"
        )
        await looks_right(page)
        await keep(page, "mailboxes-form")
        choose, send = (
            form.get_by_label("File of mailboxes"),
            form.get_by_role("button", name="Read the file"),
        )
        await choose.set_input_files(
            files=csv_file(b"email,host\na@example.com,mail.example.com\n", "old.csv")
        )
        await expect(form.get_by_role("button", name="Remove old.csv")).to_be_visible()
        await send.click()
        await says(form, "The first line names no column “password”.")
        await keep(page, "mailboxes-refused")

        await choose.set_input_files(files=csv_file(FOUR))
        await expect(form.get_by_role("button", name="Remove boxes.csv")).to_be_visible()
        await send.click()
        await says(
            form,
            "4 mailboxes at 1 server.",
            "2 get one login each",
            "row 4: no password is given.",
        )
        await looks_right(page)
        await keep(page, "mailboxes-confirm")
        assert house.files == []

        script.held = EVERY_CONNECTION
        await form.get_by_role("button", name="Check them").click()
        await says(form, "of 4 mailboxes checked", "You may close this")
        await expect(form.get_by_role("button", name="Stop")).to_be_visible()
        await keep(page, "mailboxes-running")
        house.mail.let_go.set()
        await says(
            form,
            "4 mailboxes: 1 works, 2 fail, 1 was not tested.",
            "Delete the file with the passwords from Slack now",
        )
        await looks_right(page)
        await keep(page, "mailboxes-ended")
        await close(form)

        await until(lambda: len(house.said(ANA_DM)) == 3)
        directly = await visit(context, house.server, ANA, ANA_DM)
        told = messages(directly, "smtpcheck")
        await says(
            told.nth(0),
            "1 mailbox: The mail server did not accept the user name and password",
            f"ben@example.com · 535 5.7.8 · at {HOST} · row 2",
            "Row 3: The password holds a no-break space (U+00A0)",
            "row 4: no password is given.",
        )
        await says(told.nth(1), "no password stands in it", "smtpcheck-RESULT-")
        await says(told.nth(2), "Delete the file with the passwords from Slack now")
        await looks_right(directly)
        await keep(directly, "mailboxes-result")
        screens = await page.content() + await directly.content()
    assert [password for password in (RIGHT, WRONG, DAMAGED) if password in screens] == []
