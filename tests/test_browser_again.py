"""An incident to its end in a real browser: checked until it works, asked about after waiting, the customer told."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from tests.browser_house import (
    IN_BROWSER,
    TALL,
    USER,
    ask,
    browser,
    close,
    fill_in,
    keep,
    looks_right,
    paste,
    says,
    thread,
    view,
    visit,
)
from tests.check_house import LOGIN_PASTE, PASSWORD, bot
from tests.fakes_smtp import HOST, REFUSAL, Script

pytestmark = IN_BROWSER
GREYLISTED = "450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, try again later"


async def check(page: Page, button: str) -> Locator:
    """Press the card's button, type the login anew, and return the answer."""
    card = thread(page).get_by_role("article").nth(1)
    await card.get_by_role("button", name=button, exact=True).click()
    form = view(page, "Check a login")
    await expect(form.get_by_role("textbox", name="Password")).to_have_value("")
    await fill_in(form, user=USER, password=PASSWORD, server=HOST, port="587")
    await form.get_by_role("button", name="Check", exact=True).click()
    return view(page, "Live check")


async def test_a_login_is_tried_again_until_it_works_and_the_incident_proposes_to_be_resolved(
    tmp_path, monkeypatch
):
    async with (
        bot(tmp_path, monkeypatch, Script(auth_reply=REFUSAL)) as house,
        browser(house.server, viewport=TALL) as context,
    ):
        page = await visit(context, house.server)
        card = await paste(page, LOGIN_PASTE)
        answer = await check(page, "Check it live")
        await says(answer, "What to do")
        await close(answer)
        await says(card, "Done: live check", "server fine, login refused")
        await expect(card).not_to_contain_text("found it working")
        await keep(page, "again-refused")

        house.mail.script = Script()  # somebody has set the password right
        answer = await check(page, "Try again")
        await says(answer, "The login works")
        await close(answer)
        await says(
            card,
            "server fine, login accepted",
            "found it working.",
            "Resolve it once the customer can send again, too.",
        )
        resolve = card.get_by_role("button", name="Resolve", exact=True)
        await expect(resolve).to_have_class("button primary")
        await looks_right(page)
        await keep(page, "again-works")
        assert await house.rows("select state from incidents") == [{"state": "new"}]

        await resolve.click()
        form = view(page, "Resolve incident 1")
        await keep(page, "again-resolve-form")
        await form.get_by_role("radio", name="Something else").check()
        await form.get_by_role("button", name="Resolve").click()
        await says(card, "resolved by")
        await expect(card).not_to_contain_text("found it working")
        await keep(page, "again-resolved")


async def test_a_temporary_error_is_asked_about_in_its_thread(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house, browser(house.server, viewport=TALL) as context:
        page = await visit(context, house.server)
        await paste(page, GREYLISTED)
        await house.store.write(lambda db: db.execute("update follow_ups set due_at = 1"))
        await ask(page, "/smtpcheck help")  # whatever is asked wakes the timers
        question = thread(page).get_by_role("article").last
        await says(question, "Waiting should have helped incident 1 by now: does it work?")
        await keep(page, "waited-question")
        await question.get_by_role("button", name="Still failing").click()
        answer = view(page, "Still failing")
        await says(answer, "Waiting did not help:", "What to do next")
        await keep(page, "waited-still")
        await close(answer)
        await question.get_by_role("button", name="It works now").click()
        form = view(page, "Resolve incident 1")
        await expect(form.get_by_role("radio", name="Do nothing for 15 minutes")).to_be_checked()
        await keep(page, "waited-works")
        await form.get_by_role("button", name="Resolve").click()
        await says(thread(page).get_by_role("article").nth(1), "resolved by", "Do nothing for 15 minutes")


async def test_the_customers_reply_is_edited_kept_and_copied(tmp_path, monkeypatch):
    allowed = ["clipboard-read", "clipboard-write"]
    async with (
        bot(tmp_path, monkeypatch) as house,
        browser(house.server, viewport=TALL, permissions=allowed) as context,
    ):
        page = await visit(context, house.server)
        card = await paste(
            page,
            "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's "
            "DMARC policy. gsmtp",
        )
        await card.get_by_role("button", name="Tell the customer").click()
        form = view(page, "Tell the customer")
        reply = form.get_by_role("textbox", name="Reply")
        user_text = await reply.input_value()
        assert user_text.startswith("About the error from Gmail that you reported (")
        assert "DMARC" not in user_text
        await looks_right(page)
        await keep(page, "customer-form")
        await form.get_by_role("radio", name="Their mail administrator").check()
        await expect(reply).not_to_have_value(user_text)
        assert "DMARC policy" in await reply.input_value()
        await keep(page, "customer-form-administrator")
        await form.get_by_role("radio", name="The person who writes the mail").check()
        await expect(reply).to_have_value(user_text)
        await reply.fill(f"{user_text}\n\nBest regards, Ana")
        await form.get_by_role("button", name="Keep and copy").click()
        page_of_it = form
        await says(page_of_it, "Kept with the incident.", "Best regards, Ana")
        await page_of_it.locator(".preformatted").hover()
        await page_of_it.get_by_role("button", name="Copy").click()
        assert await page.evaluate("navigator.clipboard.readText()") == f"{user_text}\n\nBest regards, Ana"
        await keep(page, "customer-kept")
        await close(page_of_it)
        line = thread(page).get_by_role("article").last
        await says(line, "wrote a reply to the customer of incident 1.", "Best regards, Ana")
        [row] = await house.rows("select actor, detail from incident_events where kind = 'told'")
        assert row["detail"].endswith("Best regards, Ana")
        await keep(page, "customer-thread")
