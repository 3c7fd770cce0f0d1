"""A login's refusal names its reason in words of its own: the page's causes follow it."""

from __future__ import annotations

import pytest

from bot.knowledge import load_knowledge
from bot.reading import read_text


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


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


@pytest.mark.parametrize(
    ("said", "letter"),
    [
        ("Er hat gestern das Passwort geändert.", None),
        ("la contraseña está bien según él", None),
        ("the password has an ä in it", "ä"),
        ('mein Passwort enthält "ß"', "ß"),
        ("password with a £ sign", "£"),
    ],
)
def test_a_letter_of_the_sentence_is_none_of_the_password(knowledge, said, letter):
    (finding,) = read_text(f"535 5.7.8 Error: authentication failed:\n{said}", knowledge)

    told = [fact.args["character"] for fact in finding.evidence if fact.tag == "prose.non-ascii-password"]
    assert told == ([] if letter is None else [letter])


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Acme 535 authentication failed", 535),
        ("SendGrid 535 login failed", 535),
        ("outlook 550 mailbox full", 550),
        ("Ben 554 relay access denied", 554),
    ],
)
def test_a_name_before_a_servers_words_hides_no_reply(knowledge, told, code):
    (finding,) = read_text(told, knowledge)

    assert finding.reply_code == code


def test_a_report_of_somebody_gives_the_number_behind_the_colon(knowledge):
    (finding,) = read_text("ndr from office365: 5.4.310", knowledge)

    assert (finding.enhanced_code, finding.family) == ("5.4.310", "routing-dns")


@pytest.mark.parametrize(
    "told",
    [
        "Acme 535 user licences",
        "Room 550 mailbox keys",
        "Acme 421 login attempts failed",
        "Peugeot 535 full option",
    ],
)
def test_a_name_before_a_count_makes_no_reply_of_it(knowledge, told):
    assert read_text(told, knowledge) == ()
