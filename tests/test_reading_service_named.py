"""The service that people say they send through tells what a login there takes as password."""

from __future__ import annotations

import re

import pytest

from bot.parse import parse_text
from bot.reading import read_text

USED = {
    "customer on icloud gets 535 5.7.8 Error: authentication failed": "app-password-required",
    "We use Yahoo Mail and get 535 Authentication failed": "app-password-required",
    "gmail account, smtp says 535 authentication failed": "app-password-required",
    "QQ邮箱 535 authentication failed": "authorization-code-required",
    "我们在使用 iCloud，提示 535 authentication failed": "app-password-required",
    "Ich nutze Yahoo und bekomme 535 authentication failed": "app-password-required",
    "J'utilise iCloud: 535 authentication failed": "app-password-required",
    "Используем Yahoo, ошибка 535 authentication failed": "app-password-required",
    "Brevo SMTP: 535 5.7.8 Authentication failed": "api-key-invalid",
    "SendGrid 535 authentication failed": "username-literal",
    "createTransport({ service: 'Yahoo' }): 535 authentication failed": "app-password-required",
    "535 authentication failed. We used to use Zoho and switched over to iCloud": "app-password-required",
    "je passe par le SMTP de gmail: 535 authentication failed": "app-password-required",
    "smtp of brevo says 535 authentication failed": "api-key-invalid",
    "Heroku, Gmail Auth. 535 authentication failed": "app-password-required",
    "I configured Yahoo in the shop. 535 authentication failed": "app-password-required",
    '535 "authentication failed" with gmail.com': "app-password-required",
    'Failed to authenticate on SMTP server with username "(removed)@gmail.com"': "app-password-required",
    "Scanner: SMTP authentication failed since Google changed something": "app-password-required",
    "535 authentication failed, they disabled basic authentication": "basic-auth-disabled",
    "535 since legacy auth was retired": "basic-auth-disabled",
    "535 authentication failed since we enabled security defaults": "security-defaults",
    "535 authentication failed. A Conditional Access policy was added": "conditional-access",
    "535 authentication failed. Provider is Yahoo": "app-password-required",
    "customer on icloud gets 535 5.7.8 Error: authentication failed, on Yahoo it works": "app-password-required",
    "Cliente iCloud, mai funzionato: 535 authentication failed": "app-password-required",
    "Un client Yahoo ne peut plus envoyer\n535 5.7.1 Authentication failed": "app-password-required",
}
NOT_USED = (
    "We moved from gmail to our own server and get 535 5.7.8 authentication failed",
    "mails to gmail users work, but the login says 535 authentication failed",
    "535 authentication failed, it works with gmail",
    "a yahoo account and a gmail account, one of them says 535 authentication failed",
    "535 authentication failed at smtp.example.com, we use gmail elsewhere",
    "535 authentication failed. I used to use Yahoo",
    "535 authentication failed. Basic auth is not disabled",
    "535 authentication failed. I google since an hour and Google has no answer",
    "service: process.env.MAIL_SERVICE, 535 authentication failed",
    "Mails to addresses at gmail are not sent\n535 authentication failed",
    "Gmail users get nothing\n535 authentication failed",
    "A mail to ana@gmail.com is not sent\n535 authentication failed",
    "The provider is no longer Yahoo\n535 authentication failed",
    "clienti su gmail e yahoo non ricevono\n535 authentication failed",
)


@pytest.mark.parametrize(("told", "cause"), USED.items(), ids=list(USED))
def test_the_service_that_is_used_orders_the_causes(knowledge, told, cause):
    (finding,) = read_text(told, knowledge)

    assert (finding.cause, finding.certainty) == (cause, "likely")


@pytest.mark.parametrize("told", NOT_USED)
def test_a_service_that_is_only_named_does_not(knowledge, told):
    (finding,) = read_text(told, knowledge)

    assert [fact.tag for fact in finding.evidence if fact.tag.startswith("provider.")] == []


AT_HOST = {
    "mailgun eu domain, login postmaster@mg.acme.example\n535 Authentication failed": (
        "mailgun",
        "mailgun-smtp-credentials",
    ),
    "AWS SES eu-west-1, the IAM user is new\n535 Authentication Credentials Invalid": (
        "amazon-ses",
        "ses-credentials-invalid",
    ),
    "(535, b'Authentication Credentials Invalid') email-smtp.eu-central-1.amazonaws.com": (
        "amazon-ses",
        "ses-credentials-invalid",
    ),
    "(535, b'Error: authentication failed') smtp.163.com": ("netease", "authorization-code-required"),
    "535 5.7.8 Error: authentication failed: (reason unavailable) smtp.mail.me.com:587": (
        "icloud",
        "icloud-app-password-required",
    ),
    "GMX in Outlook: 535 Authentication credentials invalid. mail.gmx.net": (
        "gmx",
        "ionos-gmx-login-refused",
    ),
    "1&1 IONOS: 535 Authentication credentials invalid": ("ionos", "ionos-gmx-login-refused"),
    "smtpout.secureserver.net says 535 Authentication Failed": ("godaddy", "535-authentication-failed"),
    "네이버 메일 535 5.7.1 Username and Password not accepted": ("naver", "naver-app-password-required"),
    "535 5.7.1 Username and Password not accepted 9Ab0cdeFGhIjkLmnOpQrSt - nsmtp": (
        "naver",
        "naver-app-password-required",
    ),
    "The scanner says SMTP authentication failed at smtp.office365.com. It worked before.": (
        "microsoft",
        "microsoft-authentication-unsuccessful",
    ),
    "535 5.7.8 Error: authentication failed smtp.gmail.com smtp.mail.me.com": (
        "postfix",
        "535-authentication-failed",
    ),
    "535 5.7.8 Error: authentication failed, gmail-smtp-in.l.google.com": (
        "postfix",
        "535-authentication-failed",
    ),
}


@pytest.mark.parametrize(("told", "whose"), AT_HOST.items(), ids=list(AT_HOST))
def test_the_only_outgoing_server_that_is_named_is_whose_words_a_refused_login_is_in(knowledge, told, whose):
    (finding,) = read_text(told, knowledge)

    assert (finding.provider, finding.entry) == whose


REFUSED = "535 5.7.8 Error: authentication failed"
SERVICES = {
    f"office 365: {REFUSED}": "microsoft-authentication-unsuccessful",
    f"our O365 mailboxes show {REFUSED}": "microsoft-authentication-unsuccessful",
    "customer on Microsoft 365: SMTP authentication failed": "microsoft-authentication-unsuccessful",
    f"we connected 200 google workspace accounts, half show {REFUSED}":
        "gmail-username-and-password-not-accepted",
    f"G Suite account: {REFUSED}":
        "gmail-username-and-password-not-accepted",
    f"we connect 60 mailboxes from Gmail, 12 show {REFUSED}":
        "gmail-username-and-password-not-accepted",
    f"we moved from Office 365 to our own server: {REFUSED}": "535-authentication-failed",
}  # fmt: skip


@pytest.mark.parametrize(("text", "entry"), SERVICES.items(), ids=list(SERVICES))
def test_the_service_that_somebody_names_has_its_own_page(text, entry, knowledge):
    assert [one.entry for one in read_text(text, knowledge)] == [entry]


NUMBERED = {
    "535 gmail": ("gmail-username-and-password-not-accepted", "gmail", 535, None),
    "1&1 535": ("ionos-gmx-login-refused", "ionos", 535, None),
    "Gmail 535": ("gmail-username-and-password-not-accepted", "gmail", 535, None),
    "535: Gmail": ("gmail-username-and-password-not-accepted", "gmail", 535, None),
    "535 5.7.8 with gmail": ("gmail-username-and-password-not-accepted", "gmail", 535, "5.7.8"),
    "office 365 error 535": ("microsoft-authentication-unsuccessful", "microsoft", 535, None),
    "535 error from Zoho": ("zoho-login-refused", "zoho", 535, None),
    "Instantly 535": ("535-authentication-failed", None, 535, None),
    "we get 535 in Thunderbird": ("535-authentication-failed", None, 535, None),
    "535 outlook": ("535-authentication-failed", None, 535, None),
    "sendgrid 550 5.7.1": (None, None, 550, "5.7.1"),
}


@pytest.mark.parametrize(("asked", "answer"), NUMBERED.items(), ids=list(NUMBERED))
def test_a_number_and_whose_it_is_are_one_in_either_order(knowledge, asked, answer):
    (finding,) = read_text(asked, knowledge)

    found = (finding.entry, finding.provider, finding.reply_code, finding.enhanced_code)
    assert (*found, finding.reply_text) == (*answer, "")
    assert finding.certainty in {"possible", "unknown"}


ALONE = {
    "freenet.de 550 inconsistent or no DNS PTR record for 192.0.2.7": ("no-reverse-name", "freenet.de", None),
    "mx.freenet.de 550 no PTR record": ("no-reverse-name", "mx.freenet.de", "freenet"),
    "acme.example.org 550 blocked": ("ip-blocked-by-provider", "acme.example.org", None),
    "gmx.net: 554 rejected": (None, "gmx.net", "gmx"),
    "comcast.net 421 Try again later": ("server-temporary-fault", "comcast.net", "comcast"),
    "freenet 550 blocked": ("ip-blocked-by-provider", None, None),
    "smtplib.SMTPDataError: 550 blocked": ("ip-blocked-by-provider", None, None),
    "main.log: 550 blocked": ("ip-blocked-by-provider", None, None),
}


@pytest.mark.parametrize(("text", "answer"), ALONE.items(), ids=list(ALONE))
def test_a_server_that_stands_alone_before_a_number_says_what_follows(knowledge, text, answer):
    (bounce,) = parse_text(text)
    (finding,) = read_text(text, knowledge)

    assert (finding.entry, bounce.remote_host, finding.provider) == answer
    assert finding.reply_code == int(re.findall(r" ([45]\d\d) ", text)[0])


@pytest.mark.parametrize(
    "text",
    [
        *("index.html 550 not found", "server.log 550 not rotated", "node.js 550 not supported"),
        *("acme.de 421 visits, not bad", "web.de 550 contacts were rejected", "acme.de 550 km not far"),
    ],
)
def test_what_a_number_counts_behind_a_name_is_no_reply(knowledge, text):
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize(
    "talk", ["Gmail 535 users", "room 535 outlook", "outlook 365", "gmail 535 550", "a 535 for my mail"]
)
def test_a_name_beside_another_number_or_word_is_not_read_as_whose_it_is(knowledge, talk):
    assert [finding.provider for finding in read_text(talk, knowledge)] in ([], [None])


def test_who_says_a_brand_means_its_server_in_any_country(knowledge):
    (finding,) = read_text(
        "The customer uses IONOS, smtp.ionos.com says 535 Authentication credentials invalid", knowledge
    )

    assert "provider.other-server" not in [fact.tag for fact in finding.evidence]
    assert finding.cause == "wrong-credentials"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("1&1 535", {"username-format", "credential-escaping", "app-password-required"}),
        ("GMX 535", {"smtp-access-not-enabled", "username-format", "credential-escaping"}),
    ],
)
def test_what_only_another_provider_has_is_no_other_reading(knowledge, text, others):
    (finding,) = read_text(text, knowledge)

    assert {other.cause for other in finding.alternatives} == others
