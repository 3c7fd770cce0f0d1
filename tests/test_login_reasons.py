"""A login's refusal names its reason in words of its own: the page's causes follow it."""

from __future__ import annotations

import pytest

from bot.reading import read_text

TOLD = {
    "535 SMTP disabled for this mailbox": "smtp-access-not-enabled",
    "535 5.7.8 Authentication failed: SMTP is not enabled for this user": "smtp-access-not-enabled",
    "535 5.7.1 SMTP access is switched off, ask your administrator": "smtp-access-not-enabled",
    "535 Not allowed to send": "smtp-access-not-enabled",
    "535 5.7.0 User is not permitted to use SMTP": "smtp-access-not-enabled",
    "535 IP not allowed": "client-ip-not-authorized",
    "535 5.7.8 Authentication failed: your IP address 192.0.2.7 is not whitelisted": "client-ip-not-authorized",
    "535 login from your country is blocked": "client-ip-not-authorized",
    "535 Two-factor authentication required": "app-password-required",
    "535 5.7.8 Authentication failed: too many failures, try again in 10 minutes": "login-rate-limited",
    "535 Too many invalid attempts": "login-rate-limited",
    "535 5.7.8 Too many unsuccessful logins, try later": "login-rate-limited",
    "535 Konto gesperrt": "account-locked",
    "535 Domain suspended": "account-disabled",
    "535 5.7.8 Error: this mail service has been suspended": "account-disabled",
}


@pytest.mark.parametrize(("reply", "cause"), TOLD.items(), ids=list(TOLD))
def test_the_reason_that_a_refused_login_names_leads(knowledge, reply, cause):
    (finding,) = read_text(reply, knowledge)

    assert (finding.family, finding.cause, finding.certainty) == ("auth", cause, "likely")


UNTOLD = (
    "535 5.7.8 Authentication failed",
    "535 5.7.8 Authentication failed: your SMTP user is not known",
    "535 Authentication failed. The customer's IP is not blocked, we looked.",
)


@pytest.mark.parametrize("reply", UNTOLD)
def test_what_names_no_reason_keeps_the_usual_order(knowledge, reply):
    (finding,) = read_text(reply, knowledge)

    assert finding.cause == "wrong-credentials"


@pytest.mark.parametrize(
    "reply", ["421 Too many connection attempts", "550 Too many failed recipients", "452 too many recipients"]
)
def test_too_many_of_something_else_are_no_logins(knowledge, reply):
    (finding,) = read_text(reply, knowledge)

    assert finding.entry != "too-many-failed-logins"
