"""Live checks in a real browser: a view that fills in place, the form for a login, a card that changes."""

from __future__ import annotations

import base64
from contextlib import asynccontextmanager
from urllib.parse import quote

from playwright.async_api import Page, expect

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
from tests.fakes_smtp import EVERY_CONNECTION, HOST, REFUSAL, Script

pytestmark = IN_BROWSER
DAMAGED = f"{PASSWORD[:12]}\N{NO-BREAK SPACE}{PASSWORD[12:]}"
CERTIFICATE_PASTE = (
    "host: mail.example.com\nport: 587\n"
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1006)"
)


@asynccontextmanager
async def walk(tmp_path, monkeypatch, script=None):
    """The bot at work, and its page in a browser that is tall enough for a whole answer."""
    async with bot(tmp_path, monkeypatch, script) as house, browser(house.server, viewport=TALL) as context:
        yield house, await visit(context, house.server)


def forms_of(password: str) -> set[bytes]:
    """A password as it may have been written: raw, escaped, in base64, in a URL, in parts."""
    raw = password.encode()
    login = base64.b64encode(b"\0" + USER.encode() + b"\0" + raw)
    forms = {raw, base64.b64encode(raw), login, quote(password).encode(), password.encode("unicode_escape")}
    return forms | {raw[:9], raw[-9:]}


async def test_a_server_is_checked_in_a_view_that_fills_in_place(tmp_path, monkeypatch):
    async with walk(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION)) as (house, page):
        await ask(page, f"/smtpcheck {HOST}:587")
        answer = view(page, "Live check")
        await says(answer, f"Checking {HOST}:587", "✓ name found · …")
        identity = await answer.get_attribute("data-view")
        await keep(page, "check-server-runs")
        house.mail.let_go.set()
        await says(
            answer,
            f"{HOST}:587: nothing wrong was found.",
            f"server {HOST}, port 587, STARTTLS",
            "✓ name found · ✓ 587 answers in ",
            "✓ certificate valid to",
            "the server's name leads to these addresses (192.0.2.10)",
        )
        assert await answer.get_attribute("data-view") == identity
        await looks_right(page)
        await keep(page, "check-server-works")


async def check_login(page: Page, password: str, **more: str) -> None:
    """Open the form, fill it in and send it."""
    await ask(page, "/smtpcheck login")
    form = view(page, "Check a login")
    await says(form, "Slack has no password field", "smtpcheck check login --user … --password-stdin")
    await fill_in(form, user=USER, password=password, server=HOST, **more)
    await looks_right(page)
    await keep(page, "check-login-form")
    await form.get_by_role("button", name="Check", exact=True).click()


async def test_a_login_is_checked_damaged_then_right_then_wrong_and_no_password_stays(tmp_path, monkeypatch):
    async with walk(tmp_path, monkeypatch) as (house, page):
        answer = view(page, "Live check")
        await check_login(page, DAMAGED, port="587")
        await says(
            answer,
            # Where it is damaged stands right below what happened.
            "so no login was sent.The password holds a no-break space (U+00A0) after the 12th character; ",
            "18 characters given.",
            "Remove the invisible character.",
            "✗ password or user name not right · – login not sent",
        )
        await expect(answer).not_to_contain_text("It can also be")
        assert (house.mail.auth_count, house.network.dialled) == (0, [])
        await keep(page, "check-login-damaged")
        await close(answer)

        await check_login(page, PASSWORD)
        await says(
            answer,
            f"The login works: {USER}.",
            "What to enter in the sending platform",
            f"server {HOST}, port 587, STARTTLS",
            f"user name {USER}",
            "When the platform still fails, its stored copy of the password is the thing to replace.",
            "✓ characters in order · ✓ name found · ✓ 587 answers in",
            "✓ login accepted",
        )
        assert house.mail.auth_count == 1
        await keep(page, "check-login-right")
        await close(answer)

        house.mail.script.auth_reply = REFUSAL
        await check_login(page, "quiet-Horse-7421", port="587")
        await says(
            answer,
            "The mail server did not accept the user name and password",
            "Possibly: The password in the program is wrong",
            "Ask whoever runs the mail server for the log lines of this login.",
            "What to do",
            "It can also be",
            "✗ login refused",
        )
        assert house.mail.auth_count == 2
        await keep(page, "check-login-wrong")
        await close(answer)

        traffic = str(house.server.recorder.entries(limit=10_000)).encode()
        screen = (await page.content()).encode()
        disk = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    everything = traffic + screen + disk
    assert (tmp_path / "s.db-wal").exists() or b"checked" in disk
    for password in (DAMAGED, PASSWORD, "quiet-Horse-7421"):
        assert [form for form in forms_of(password) if form in everything] == []
    assert HOST.encode() in traffic  # the search does find what is kept
    assert HOST.encode() in disk


async def test_a_card_changes_to_the_cause_that_a_check_of_the_server_proves(tmp_path, monkeypatch):
    async with walk(tmp_path, monkeypatch, Script(certificate="expired")) as (_, page):
        card = await paste(page, CERTIFICATE_PASTE)
        await says(card, "Possibly:", "It can also be", "Incident 1 · nobody · new")
        await keep(page, "check-card-before")
        await card.get_by_role("button", name="Check it live").click()
        await says(
            card,
            "This is the cause: The certificate's time is over",
            "Proven: the server's certificate has expired.",
            "1. Tell whoever runs the mail server.",
            "They renew the certificate and reload the mail service",
        )
        await expect(card).not_to_contain_text("It can also be")
        await expect(card.get_by_role("button", name="Try again")).to_be_visible()
        line = thread(page).get_by_role("article").nth(2)
        await says(line, "checked incident 1 live: the certificate is not in order.")
        await keep(page, "check-card-after")


async def test_a_card_changes_to_the_character_that_the_form_found(tmp_path, monkeypatch):
    async with walk(tmp_path, monkeypatch) as (_, page):
        card = await paste(page, LOGIN_PASTE)
        await says(card, "Possibly: The password in the program is wrong")
        await card.get_by_role("button", name="Check it live").click()
        form = view(page, "Check a login")
        await expect(form.get_by_role("textbox", name="Server")).to_have_value(HOST)
        await expect(form.get_by_role("textbox", name="Port")).to_have_value("587")
        await fill_in(form, user=USER, password=DAMAGED)
        await form.get_by_role("button", name="Check", exact=True).click()
        answer = view(page, "Live check")
        await says(answer, "The card of incident 1 shows what this changes.")
        await close(answer)
        await says(
            card,
            "This is the cause: An invisible character came along",
            "The password holds a no-break space (U+00A0) after the 12th character; 18 characters given.",
            "Remove the invisible character.",
        )
        await keep(page, "check-card-character")


async def test_a_card_says_that_the_stored_password_is_the_thing_to_replace(tmp_path, monkeypatch):
    async with walk(tmp_path, monkeypatch) as (_, page):
        card = await paste(page, LOGIN_PASTE)
        await card.get_by_role("button", name="Check it live").click()
        form = view(page, "Check a login")
        await fill_in(form, user=USER, password=PASSWORD)
        await form.get_by_role("button", name="Check", exact=True).click()
        answer = view(page, "Live check")
        await says(answer, f"The login works: {USER}.")
        await close(answer)
        await says(card, "the password stored in the sending platform is the thing to replace.")
        assert PASSWORD not in await page.content()
        await keep(page, "check-card-stored")


async def test_a_wrong_port_is_said_and_the_right_one_offered_in_a_fresh_form(tmp_path, monkeypatch):
    async with walk(tmp_path, monkeypatch) as (_, page):
        await ask(page, "/smtpcheck login")
        form = view(page, "Check a login")
        await fill_in(form, user=USER, password=PASSWORD, server=HOST, port="465")
        await form.get_by_role("button", name="Check", exact=True).click()
        answer = view(page, "Live check")
        await says(answer, "What to enter", f"server {HOST}, port 587, STARTTLS", "– login not sent")
        await keep(page, "check-login-offer")
        await answer.get_by_role("button", name=f"Check with {HOST}:587, STARTTLS").click()
        await says(form, "The password was not kept: type it once more.")
        for name, text in (
            ("Mailbox or user name", USER),
            ("Password", ""),
            ("Server", HOST),
            ("Port", "587"),
        ):
            await expect(form.get_by_role("textbox", name=name)).to_have_value(text)
        await keep(page, "check-login-again")
        await fill_in(form, password=PASSWORD)
        await form.get_by_role("button", name="Check", exact=True).click()
        await says(answer, f"The login works: {USER}.")
