"""What to enter in the sending platform: the server, the user name and the kind of password."""

from __future__ import annotations

import pytest

from bot.cards.settings import settings_card, settings_of
from bot.checks.address import check_address
from bot.model import CheckRequest, Evidence, Vantage
from bot.providers import load_providers
from tests.dns_house import FakeNet


def fact(tag, **args):
    return Evidence(tag, args, "login", Vantage.BOT_HOST)


def quoted(text):
    return f"<{text}>"


@pytest.mark.parametrize(
    ("mailbox", "lines"),
    [
        pytest.param(
            "ana@gmail.com",
            [
                "server <smtp.gmail.com>, port 587, STARTTLS",
                "server <smtp.gmail.com>, port 465, SSL/TLS (implicit)",
                "user name: the whole address",
                "password: an app password, made in the account's settings once two-step verification is on",
                "the provider's page: https://support.google.com/accounts/answer/185833",
            ],
            id="a provider of the table",
        ),
        pytest.param(
            "ana@web.de",
            [
                "server <smtp.web.de>, port 587, STARTTLS",
                "server <smtp.web.de>, port 465, SSL/TLS (implicit)",
                "user name: the part before the @",
            ],
            id="another form of user name",
        ),
    ],
)
async def test_the_settings_of_an_address_are_told_with_user_name_and_password(mailbox, lines):
    answer = await check_address(CheckRequest(user=mailbox), FakeNet())
    heading, told = settings_of(answer.evidence, quoted)
    assert heading == "What to enter"
    assert told[: len(lines)] == lines


def test_a_server_that_the_domain_names_is_told_alone_where_nothing_more_is_known():
    named = fact(
        "address.submission-server", host="mail.example.com", port=465, tls="implicit", user_form="unknown"
    )
    assert settings_of([named], quoted)[1] == ["server <mail.example.com>, port 465, SSL/TLS (implicit)"]


def test_where_nobody_names_a_server_the_names_that_exist_are_told_as_what_they_are():
    exist = [fact("address.possible-server", host=host) for host in ("mail.example.org", "in.example.net")]
    assert settings_of(exist, quoted) == (
        "What to enter",
        [
            "server: nobody names one for this domain; often it is <mail.example.org> or <in.example.net>",
            "a live check of that name says whether it is, and which port to enter",
        ],
    )
    named = fact("address.submission-server", host="smtp.example.org", port=465, tls="implicit")
    assert settings_of([*exist, named], quoted)[1] == [
        "server <smtp.example.org>, port 465, SSL/TLS (implicit)"
    ]


def test_a_fixed_word_is_what_to_enter_as_user_name():
    provider = fact("address.provider", word="apikey", password_rule="api-key", enable_first=True)
    server = fact("server.usable", host="smtp.example.com", port=587, tls="starttls")
    assert settings_of([server, provider], quoted)[1] == [
        "server <smtp.example.com>, port 587, STARTTLS",
        "user name: the word <apikey>",
        "password: a key, made in the service's settings",
        "first switch SMTP on in the provider's settings",
    ]


def test_what_worked_is_told_before_what_only_might_work():
    worked = fact("login.settings", host="mail.example.com", port=587, tls="starttls", user="ana")
    other = fact("server.usable", host="mail.example.com", port=465, tls="implicit")
    assert settings_of([other, worked], quoted) == (
        "What to enter in the sending platform",
        [
            "server <mail.example.com>, port 587, STARTTLS",
            "user name <ana>",
            "When the platform still fails, its stored copy of the password is the thing to replace.",
        ],
    )


async def test_without_a_server_there_is_nothing_to_enter():
    assert settings_of([fact("server.banner", port=587)], quoted)[1] == []
    bridge = await check_address(CheckRequest(user="ana@proton.me"), FakeNet())
    assert settings_of(bridge.evidence, quoted)[1] == []


def test_what_is_entered_for_providers_that_somebody_asks_for():
    rows = load_providers()

    shown = settings_card([rows["outlook-com"], rows["sendgrid"]])

    texts = [
        (block.get("text") or block["elements"][0])["text"].splitlines() for block in shown.content["blocks"]
    ]
    assert texts == [
        [
            "*What to enter for Outlook.com, Hotmail, Live, MSN*",
            "• server `smtp-mail.outlook.com`, port 587, STARTTLS",
            "• user name: the whole address",
            "• password: none is taken; the program has to sign in with OAuth",
            f"• the provider's page: {rows['outlook-com'].help}",
        ],
        ["Personal accounts take OAuth only, neither the account’s password nor an app password."],
        [
            "*What to enter for Twilio SendGrid*",
            "• server `smtp.sendgrid.net`, port 587, STARTTLS",
            "• server `smtp.sendgrid.net`, port 2525, STARTTLS",
            "• server `smtp.sendgrid.net`, port 465, SSL/TLS (implicit)",
            "• user name: the word `apikey`",
            "• password: a key, made in the service's settings",
            f"• the provider's page: {rows['sendgrid'].help}",
        ],
        ["The user name is the word apikey, the password the whole key that begins with SG."],
        ["`/smtpcheck` and the mailbox's address, as in `ana@hotmail.com`, looks at it live."],
    ]


@pytest.mark.parametrize(
    ("provider", "server"),
    [
        (
            "cpanel",
            "• server `mail.example.com`, port 465, SSL/TLS (implicit)\n"
            "• server `mail.example.com`, port 587, STARTTLS\n"
            "• with the mailbox's own domain in place of `example.com`\n",
        ),
        ("dreamhost", "• server `smtp.dreamhost.com`, port 465, SSL/TLS (implicit)\n"),
        ("mailcow", "• server: its name stands in the mailbox's settings at the provider\n"),
    ],
)
def test_a_server_of_the_customers_own_domain_or_panel_is_told_as_that(provider, server):
    shown = settings_card([load_providers()[provider]])

    assert server in shown.content["blocks"][0]["text"]["text"]
