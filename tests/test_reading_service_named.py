"""The service that people say they send through tells what a login there takes as password."""

from __future__ import annotations

import pytest

from bot.reading import read_text

USED = {
    "customer on icloud gets 535 5.7.8 Error: authentication failed": "app-password-required",
    "We use Yahoo Mail and get 535 Authentication failed": "app-password-required",
    "gmail account, smtp says 535 authentication failed": "app-password-required",
    "QQ邮箱 535 authentication failed": "authorization-code-required",
    "Brevo SMTP: 535 5.7.8 Authentication failed": "api-key-invalid",
    "SendGrid 535 authentication failed": "api-key-invalid",
}
NOT_USED = (
    "We moved from gmail to our own server and get 535 5.7.8 authentication failed",
    "mails to gmail users work, but the login says 535 authentication failed",
    "535 authentication failed, it works with gmail",
    "a yahoo account and a gmail account, one of them says 535 authentication failed",
    "535 authentication failed at smtp.example.com, we use gmail elsewhere",
)


@pytest.mark.parametrize(("told", "cause"), USED.items(), ids=list(USED))
def test_the_service_that_is_used_orders_the_causes(knowledge, told, cause):
    (finding,) = read_text(told, knowledge)

    assert (finding.cause, finding.certainty) == (cause, "likely")


@pytest.mark.parametrize("told", NOT_USED)
def test_a_service_that_is_only_named_does_not(knowledge, told):
    (finding,) = read_text(told, knowledge)

    assert [fact.tag for fact in finding.evidence if fact.tag.startswith("provider.")] == []
