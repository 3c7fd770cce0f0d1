"""A few words that are no error lead to the pages that speak of them, and to none where they speak of little."""

from __future__ import annotations

import pytest

from bot.knowledge import load_knowledge
from bot.page_search import entries_about, entries_named


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("locked out after too many attempts", "too-many-failed-logins"),
        ("cannot connect to smtp server", "smtp-connect-failed"),
        ("timeouts on port 587", "connect-timeout"),
        ("refresh token revoked", "oauth-token-refused"),
        ("basic auth turned off", "microsoft-basic-authentication-disabled"),
        ("hidden character in password", "535-authentication-failed"),
        ("Hidden-Character in my password, help", "535-authentication-failed"),
        ("csv import password wrong", "535-authentication-failed"),
        ("two factor microsoft", "microsoft-second-factor-needed"),
    ],
)
def test_words_lead_to_the_page_that_speaks_of_them(words, first):
    assert entries_about(words, load_knowledge())[0] == first


@pytest.mark.parametrize(
    "words",
    [
        "",
        "smtp",
        "error",
        "smtp settings",
        "gmail smtp is down",
        "sender rejected",
        "restart the printer",
        "lunch at 12",
        "who is on call today",
        "thank you",
        "hidden character in password " * 9,
    ],
)
def test_words_that_say_little_lead_to_no_page(words):
    assert entries_about(words, load_knowledge()) == ()


def test_a_page_on_a_provider_stands_behind_the_others_unless_it_is_named():
    about = load_knowledge()
    assert entries_about("token expired or revoked", about)[0] == "oauth-token-refused"
    assert entries_about("zoho login failed", about)[:2] == (
        "sender-not-owned-by-login",
        "zoho-login-refused",
    )
    assert len(entries_about("sendgrid api key", about)) == 4


def test_words_that_are_said_of_anything_are_left_out_of_a_name():
    assert entries_named("app password not working", load_knowledge()) == (
        "gmail-app-password-required",
        "icloud-app-password-required",
        "mailru-app-password-required",
        "naver-app-password-required",
        "yahoo-app-password-required",
    )


@pytest.mark.parametrize(
    "word", ["channel", "<!channel>", "recipe", "blockchain", "formula", "servant", "interest"]
)
def test_a_word_that_only_begins_like_a_causes_leads_to_no_page(word):
    assert entries_named(word, load_knowledge()) == ()


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("policies", "notice-without-details"),
        ("expiry", "certificate-expired"),
        ("certificates", "certificate-expired"),
        ("cert", "certificate-expired"),
        ("csv", "535-authentication-failed"),
    ],
)
def test_a_bent_word_of_a_causes_name_leads_to_its_pages(word, first):
    assert entries_named(word, load_knowledge())[0] == first


def test_words_of_providers_pages_lead_to_any_servers_page_first_unless_one_is_named():
    about = load_knowledge()
    assert entries_named("why is my password wrong", about) == (
        "535-authentication-failed",
        "mailgun-smtp-credentials",
        "microsoft-credentials-incorrect",
    )
    assert entries_named("microsoft wrong password", about) == ("microsoft-credentials-incorrect",)
