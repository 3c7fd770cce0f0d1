"""A provider's words that others say too are the provider's only where something else tells of it."""

from __future__ import annotations

import pytest

from bot.cards.words import provider_name
from bot.reading import read_text

ANYBODYS = {
    "550 Mail relay denied": ("gmail-relay-not-registered", "possible", None),
    "535 Invalid username": ("resend-login-refused", "possible", None),
    "552 Message is too long": ("message-too-large", "certain", None),
    "421 Too many login attempts": ("too-many-failed-logins", "likely", None),
    "451 Server busy. Please try again later.": ("server-temporary-fault", "possible", None),
    "550 The message was rejected by recipient policy": (
        "refused-by-policy-without-reason",
        "possible",
        None,
    ),
    "535 5.7.0 Invalid login or password": ("535-authentication-failed", "possible", None),
    "535 Error: authentication failed": ("authorization-code-required", "possible", "postfix"),
    "552 5.2.2 User is over quota": ("mailbox-full", "likely", None),
}
OWN = {
    "454 Throttling failure: Daily message quota exceeded.": (
        "sending-quota-exceeded",
        "certain",
        "amazon-ses",
    ),
    # Its host, or a mark that only it leaves in its texts.
    "host aspmx.l.google.com[192.0.2.1] said: 550 Mail relay denied": (
        "gmail-relay-not-registered",
        "likely",
        "gmail",
    ),
    "host smtp.resend.com[192.0.2.1] said: 535 Invalid username": (
        "resend-login-refused",
        "likely",
        "resend",
    ),
    "host smtp-relay.brevo.com[192.0.2.1] said: 535 5.7.0 Invalid login or password": (
        "brevo-smtp-key-needed",
        "likely",
        "brevo",
    ),
    "535 AADSTS50126: Error validating credentials.": ("microsoft-sign-in-refused", "certain", "microsoft"),
    # Its enhanced code.
    "451 4.7.500 Server busy. Please try again later": ("microsoft-slows-sender", "likely", "microsoft"),
    "454 4.7.0 Too many login attempts, please try again later": (
        "gmail-too-many-login-attempts",
        "certain",
        "gmail",
    ),
    # A sentence that nobody else says by chance.
    "535 Login Fail.Please enter your authorization code": ("authorization-code-required", "likely", "qq"),
    "550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using Spamhaus; To request removal from "
    "this list see http://www.spamhaus.org/lookup.lasso": ("ip-on-blocklist", "likely", "microsoft"),
    "421 4.7.0 [GL01] Message from (192.0.2.3) temporarily deferred. Refer to http://postmaster.yahoo.com/errors/21": (
        "slowed-by-receiver",
        "certain",
        "yahoo",
    ),
    "554-gmx.net (mxgmx016) Nemesis ESMTP Service not available 554 IP address is black listed.": (
        "ip-blocked-by-provider",
        "likely",
        "gmx",
    ),
    "534 Application-specific password required": ("gmail-app-password-required", "certain", "gmail"),
}


@pytest.mark.parametrize(("paste", "told"), (ANYBODYS | OWN).items(), ids=list(ANYBODYS | OWN))
def test_words_are_a_providers_where_something_tells_of_it(knowledge, paste, told):
    (finding,) = read_text(paste, knowledge)

    assert (finding.entry, finding.certainty, finding.provider) == told


def test_words_without_a_sign_of_their_provider_are_said_to_be_perhaps_anothers(knowledge):
    (finding,) = read_text("550 Mail relay denied", knowledge)

    assert finding.because[:2] == (
        "The text says “Mail relay denied”.",
        "Other servers may say so too, and nothing else here shows which one it was.",
    )


def test_who_refused_a_login_is_named_where_only_the_server_is_known(knowledge):
    (finding,) = read_text(
        "535 5.7.8 Error: authentication failed: (reason unavailable)\nsend.one.com 587", knowledge
    )

    assert finding.provider == "one-com"
    assert provider_name(finding.provider) == "one.com"


PROGRAMS = {
    # Whose server it is comes before which program runs there.
    "host mx.zoho.com[192.0.2.1] said: 550 Delivery is not allowed to this address.": "zoho",
    "host aspmx.l.google.com[192.0.2.1] said: 554 5.7.0 Reject, id=01234-02 - INFECTED: Eicar": "gmail",
    "host smtp.zoho.com[192.0.2.1] said: 550 5.7.23 SPF authentication failed with a permanent error": "zoho",
    "host mx.example.org[192.0.2.1] said: 550 Delivery is not allowed to this address.": "hmailserver",
    "554 5.7.0 Reject, id=01234-02 - INFECTED: Eicar-Test-Signature": "amavis",
    # Few words that others say too name no program.
    "421 Connection timeout.": None,
    "550 Recipient not in route list.": None,
}


@pytest.mark.parametrize(("text", "provider"), PROGRAMS.items(), ids=list(PROGRAMS))
def test_a_mail_servers_program_stands_behind_whose_server_it_is(knowledge, text, provider):
    assert [finding.provider for finding in read_text(text, knowledge)] == [provider]
