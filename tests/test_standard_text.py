"""What stands behind a code's own text says why: "503 Bad sequence of commands (TLS required)"."""

import pytest

from bot.knowledge import load_knowledge
from bot.model import Certainty
from bot.reading import read_text

BEHIND = {
    "503 Bad sequence of commands (TLS required)": "starttls-required",
    "503 5.5.1 Bad sequence of commands: authentication required": "530-authentication-required",
    "550 Requested action not taken: mailbox unavailable (quota exceeded)": "mailbox-full",
    "550 Requested action not taken: mailbox unavailable - no PTR record": "no-reverse-name",
    "550 Requested action not taken: mailbox unavailable; sender domain does not exist": "sender-domain-not-found",
    "451 Requested action aborted: local error in processing (greylisted)": "greylisted",
    "421 Service not available, closing transmission channel (too many connections)": "too-many-connections",
    "421 Service not available: your IP is blacklisted": "ip-on-blocklist",
    "450 4.7.1 <mx.example.com>: Client host rejected: Greylisted for 5 minutes": "greylisted",
    "554 5.0.0 Service unavailable (ana: mail is denied, by spam filter)": "message-looks-like-spam",
    "501 5.5.2 Syntax error, HELO name": "helo-name-invalid",
    "501 Syntax error in parameters or arguments (HELO name must be a FQDN)": "helo-name-invalid",
    "450 Requested mail action not taken: mailbox unavailable (rate limit exceeded)": "slowed-by-receiver",
    "552 Requested mail action aborted: exceeded storage allocation (message size limit)": "message-too-large",
    "535 5.7.8 Error: authentication failed: password has expired, change it": "password-change-required",
    "535 Authentication failed, login rate exceeded": "too-many-failed-logins",
}
NOTHING_MORE = {
    "503 Bad sequence of commands, expected RCPT": "commands-out-of-order",
    "421 Service not available, closing transmission channel, try again later": "server-temporary-fault",
    "550 Requested action not taken: mailbox unavailable. Contact postmaster@example.com": "recipient-unknown",
    # Gmail says it of addresses alone; others of any command.
    "501 5.5.2 Syntax error": "command-unrecognised",
    "555 5.5.2 Syntax error": "sender-address-malformed",
    # A program's word for what its own server refused is no second reason.
    "550 Requested action not taken: mailbox unavailable Failure sending mail. Try again later": "recipient-unknown",
}


@pytest.mark.parametrize("reply", [*BEHIND, *NOTHING_MORE])
def test_the_reason_behind_a_standard_text(reply):
    (finding,) = read_text(reply, load_knowledge())

    assert finding.entry == (BEHIND | NOTHING_MORE)[reply]


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        ("535 5.7.8 Username must be your full email address", "username-format"),
        ("535 5.7.8 Authentication failed: log in with the complete e-mail address", "username-format"),
        ("535 Invalid API key, use your server token", "api-key-invalid"),
        (
            "535 Authentication failed, the account is not allowed to use the SMTP service",
            "smtp-access-not-enabled",
        ),
        ("535 5.7.8 SMTP access denied for this account", "smtp-access-not-enabled"),
        ("535 Mailbox is restricted to webmail, SMTP is not part of your plan", "smtp-access-not-enabled"),
        ("535 5.7.0 Sign in with your e-mail address instead of the login name", "username-format"),
        (
            "535 Authentication failed: application passwords are mandatory since 1 May",
            "app-password-required",
        ),
        ("535 5.7.1 Your IP 192.0.2.5 is not in the list of allowed addresses", "client-ip-not-authorized"),
        ("535 5.7.8 account closed", "account-disabled"),
        ("535 5.7.8 SMTP for this account was turned off by its owner", "smtp-access-not-enabled"),
        ("535 5.7.8 your password is older than 180 days", "password-change-required"),
        ("535 5.7.8 API key has been deleted", "api-key-invalid"),
        ("535 5.7.8 Login attempt from an unknown device refused", "suspicious-login-blocked"),
        ("535 5.7.8 PLAIN is only offered after STARTTLS", "auth-before-tls"),
        ("535 5.7.8 Temporary lockout, wait 30 minutes", "account-locked"),
        ("535 Wrong region: this mailbox lives on smtp.eu.example.com", "wrong-region-or-server"),
        ("535 5.7.8 Authentication failed: contact support", "wrong-credentials"),
        ("535 5.7.8 Access token has expired", "oauth-token-invalid"),
        ("535 5.7.8 Compte verrouillé suite à plusieurs tentatives infructueuses", "account-locked"),
        ("535 5.7.8 Kontot är spärrat efter för många felaktiga inloggningar", "account-locked"),
        ("535 Zu viele Anmeldeversuche, bitte in 30 Minuten erneut versuchen", "login-rate-limited"),
        ("535 登录过于频繁，请稍后再试", "login-rate-limited"),
        ("535 5.7.0 Ihr Kennwort ist seit dem 01.04. nicht mehr gültig", "password-change-required"),
        ("535 Su cuenta está suspendida por falta de pago", "account-disabled"),
        ("535 5.7.8 ana@example.in is in a suspended status", "account-disabled"),
        ("535 5.7.8 SMTP server: this account was suspended", "account-disabled"),
        ("535 5.7.8 Für diesen Tarif ist kein SMTP-Versand vorgesehen", "smtp-access-not-enabled"),
        ("535 このメールアドレスはSMTP認証が無効に設定されています", "smtp-access-not-enabled"),
        ("535 5.7.0 Доступ по SMTP отключен в настройках ящика", "smtp-access-not-enabled"),
        ("535 5.7.8 The mailbox isn't allowed to send", "smtp-access-not-enabled"),
        ("535 5.7.1 Accès refusé : votre adresse IP n'est pas autorisée", "client-ip-not-authorized"),
        ("535 海外IPアドレスからのSMTP認証は制限されています", "client-ip-not-authorized"),
        ("535 Gebruik uw volledige e-mailadres als gebruikersnaam", "username-format"),
        ("535 5.7.8 Требуется пароль для внешнего приложения", "app-password-required"),
        ("535 Необходимо подключение с шифрованием", "auth-before-tls"),
        ("535 5.7.8 Password cannot be empty", "credentials-missing"),
        ("535 5.7.8 Your profile has been put on hold by our compliance department", "account-disabled"),
        ("535 5.7.8 Domain is not configured for outbound SMTP", "smtp-access-not-enabled"),
        ("535 5.7.8 API key no longer authorized", "api-key-invalid"),
        ("535 5.7.1 Connections from residential networks may not log in", "client-ip-not-authorized"),
        ("535 El acceso desde fuera de España está bloqueado para este buzón", "client-ip-not-authorized"),
        ("535 5.7.8 NTLM is switched off here", "mechanism-not-accepted"),
        ("535 5.7.8 Sorry, our login database is down for repairs", "auth-backend-unavailable"),
        ("535 Error: 请使用授权码登录", "authorization-code-required"),
        ("535 5.7.0 The email limit is reached. Please upgrade your plan", "sending-quota-exceeded"),
    ],
)
def test_why_a_login_was_refused_in_words_that_no_list_holds(reply, cause):
    (finding,) = read_text(reply, load_knowledge())

    assert finding.cause == cause


def test_words_of_the_same_page_take_no_certainty_away():
    (finding,) = read_text(
        "421 Service not available, closing transmission channel, try again later", load_knowledge()
    )

    assert finding.certainty is Certainty.LIKELY


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ("450 Mailbox full", "mailbox-full"),
        ("450 ERROR-TO: SPF fail.", "spf-check-failed"),
        ("451 Greylisted, try later", "greylisted"),
    ],
)
def test_the_last_answer_before_a_queue_gave_up(told, entry):
    text = f"554 4.4.7 Message expired: unable to deliver in 840 minutes.<{told}>"

    (finding,) = read_text(text, load_knowledge())

    assert (finding.entry, finding.reply_code) == (entry, int(told[:3]))


@pytest.mark.parametrize(
    ("reply", "entry"),
    [
        ("8BITMIME   (Deferred: 450 Client host rejected: cannot find your hostnam)", "no-reverse-name"),
        ("550 SPF: sender not authorised", "spf-check-failed"),
        ("552 5.5.2 Message size (content filter)", "message-too-large"),
        ("552 5.7.0 Illegal attachment", "attachment-type-forbidden"),
    ],
)
def test_what_a_short_reply_is_about(reply, entry):
    (finding,) = read_text(reply, load_knowledge())

    assert finding.entry == entry
