"""A login's refusal names its reason in words of its own: the page's causes follow it."""

from __future__ import annotations

import pytest

from bot.reading import read_text

TOLD = {
    "535 SMTP disabled for this mailbox": "smtp-access-not-enabled",
    "525 SMTP disabled": "smtp-access-not-enabled",
    "525 5.7.13 Error: SMTP disabled": "smtp-access-not-enabled",
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


# The same reasons in words that stand together in no list, so that the answer is only possible.
COMPOSED = {
    "525 5.7.13 Your credentials have been compromised": "password-change-required",
    "535 Zugang wegen offener Rechnung gesperrt": "account-disabled",
    "535 El acceso desde programas de correo está desactivado": "smtp-access-not-enabled",
    "535 5.7.8 Your login is frozen for 15 minutes": "account-locked",
    "535 Troppi tentativi di accesso falliti": "login-rate-limited",
    "535 Логин должен содержать домен": "username-format",
    "535 Servicio de autenticación no disponible": "auth-backend-unavailable",
    "535 5.7.8 No login over clear text connections": "auth-before-tls",
    "535 5.7.8 Tu cuenta fue dada de baja": "account-disabled",
    "535 5.7.8 Sorry, your hosting package was cancelled": "account-disabled",
    "535 5.7.8 Geo restriction: FR": "client-ip-not-authorized",
    "535 5.7.8 Could not reach account database": "auth-backend-unavailable",
    "535 5.7.8 Kein Passwort angegeben": "credentials-missing",
    "535 Accès bloqué, trois essais": "account-locked",
    "535 5.7.8 접속이 차단된 IP입니다": "client-ip-not-authorized",
    "535 5.7.8 비밀번호가 만료되어 로그인할 수 없습니다": "password-change-required",
    "535 비밀번호가 없습니다": "credentials-missing",
    "535 Anmeldung aus diesem Land nicht erlaubt": "client-ip-not-authorized",
    "535 5.7.8 Logins through VPN are refused": "client-ip-not-authorized",
    "535 Passwort zu schwach": "password-change-required",
    "535 5.7.8 Your password was found in a data leak": "password-change-required",
    "535 5.7.8 외부 메일 프로그램 사용이 허용되지 않았습니다": "smtp-access-not-enabled",
    "535 5.7.8 Vyžadováno heslo aplikace": "app-password-required",
    "535 5.7.8 Wymagane hasło aplikacji": "app-password-required",
    "535 5.7.8 User name must have a domain": "username-format",
    "535 5.7.8 Please use the mailbox ID as user name": "username-format",
    "535 5.7.8 Only PLAIN can be used here": "mechanism-not-accepted",
    "535 5.7.8 Legacy authentication blocked": "mechanism-not-accepted",
    "535 5.7.8 Internal error while checking the login": "auth-backend-unavailable",
    "454 4.7.0 Login not possible at the moment, directory server down": "auth-backend-unavailable",
    "535 5.7.8 Mailbox is on another server": "wrong-region-or-server",
    "535 Dieses Postfach liegt auf einem anderen Server": "wrong-region-or-server",
    "535 5.7.8 Login and password not specified": "credentials-missing",
    "535 Clé SMTP inconnue": "api-key-invalid",
    "535 5.7.8 Third-party software must be turned on first": "smtp-access-not-enabled",
    "535 5.7.8 Mail submission not activated": "smtp-access-not-enabled",
    "535 5.7.8 Service stopped: outstanding balance": "account-disabled",
    "535 Konto zablokowane z powodu braku opłaty": "account-disabled",
    "535 5.7.8 Too frequent authentication": "login-rate-limited",
    "535 Zu viele Fehlversuche, bitte in 15 Minuten erneut": "login-rate-limited",
    "535 5.7.8 Proxy and Tor exit nodes may not log in": "client-ip-not-authorized",
    "535 5.7.8 Source address not on allow list": "client-ip-not-authorized",
    "535 5.7.8 Second factor missing": "app-password-required",
    "535 Bitte verwenden Sie ein Gerätepasswort": "app-password-required",
    "535 5.7.8 Use the token from the dashboard as password": "api-key-invalid",
    "535 5.7.8 Login name has to contain the domain part": "username-format",
    "535 5.7.8 Alias addresses cannot log in": "username-format",
    "535 5.7.8 Password appears in breach corpus, choose a new one": "password-change-required",
    "535 5.7.8 Database error during authentication": "auth-backend-unavailable",
    "535 5.7.8 Unable to contact IMAP server for password check": "auth-backend-unavailable",
    "535 Bitte verschlüsselte Verbindung verwenden": "auth-before-tls",
    "535 User is on a different node": "wrong-region-or-server",
    "535 Verdächtiger Anmeldeversuch blockiert": "suspicious-login-blocked",
    "535 5.7.8 Bearer token rejected": "oauth-token-invalid",
    "535 5.7.8 Only administrators may use SMTP AUTH": "smtp-access-not-enabled",
    "535 5.7.8 Relay feature off for this account": "smtp-access-not-enabled",
    "535 Externe mailprogramma's zijn niet toegestaan": "smtp-access-not-enabled",
    "535 5.7.8 Domain owner did not pay": "account-disabled",
    "535 5.7.8 Your account is past due": "account-disabled",
    "535 5.7.8 AUTH throttled": "login-rate-limited",
    "535 Connexion bloquée pendant 15 minutes": "account-locked",
    "535 5.7.8 SMTP AUTH is limited to the office network": "client-ip-not-authorized",
    "535 5.7.8 Address 192.0.2.5 not permitted for this login": "client-ip-not-authorized",
    "535 5.7.8 The regular password does not work here": "app-password-required",
    "535 앱 비밀번호를 사용하세요": "app-password-required",
    "535 Bitte als Benutzername die komplette Mailadresse verwenden": "username-format",
    "535 5.7.8 Username should contain @": "username-format",
    "535 Veuillez changer votre mot de passe": "password-change-required",
    "535 Hasło wymaga zmiany": "password-change-required",
    "535 5.7.8 Auth daemon not responding": "auth-backend-unavailable",
    "535 Interner Fehler bei der Anmeldung": "auth-backend-unavailable",
    "535 5.7.8 Plaintext login refused, turn on SSL": "auth-before-tls",
    "535 Uniquement via une connexion sécurisée": "auth-before-tls",
    "535 Methode nicht unterstützt": "mechanism-not-accepted",
    "535 5.7.8 Unusual location, confirm by SMS": "suspicious-login-blocked",
    "535 Kein Benutzername übermittelt": "credentials-missing",
    "535 5.7.8 OAuth grant revoked by user": "oauth-token-invalid",
    "535 5.7.8 Encrypt the connection first": "auth-before-tls",
    "535 5.7.8 Approve this sign-in in the mobile app": "suspicious-login-blocked",
}


@pytest.mark.parametrize(("reply", "cause"), COMPOSED.items(), ids=list(COMPOSED))
def test_the_reason_is_put_together_from_its_words_in_any_language(knowledge, reply, cause):
    (finding,) = read_text(reply, knowledge)

    assert (finding.family, finding.cause, finding.certainty) == ("auth", cause, "possible")


UNTOLD = (
    "535 5.7.8 Authentication failed",
    "535 5.7.8 Authentication failed: your SMTP user is not known",
    "535 Authentication failed. The customer's IP is not blocked, we looked.",
    "535 5.7.8 Error: authentication failed. Cambié la contraseña y desde entonces no puedo enviar",
)


def test_whoever_refuses_a_login_was_connected_to(knowledge):
    (finding,) = read_text("535 5.7.8 Connection refused", knowledge)

    assert (finding.family, finding.entry) == ("auth", "535-authentication-failed")


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


# At a login nobody speaks of a recipient's mailbox, and Exchange names the sender's own.
OWN_MAILBOX = {
    "535 Mail quota exceeded for this login": ("sending-quota-exceeded", "sending-quota-exceeded"),
    "535 5.7.8 Your mailbox is full": ("mailbox-full", "sender-mailbox-full"),
    "535 5.7.8 Postfach ist voll": ("mailbox-full", "sender-mailbox-full"),
    "535 5.2.2 over quota": ("535-authentication-failed", "wrong-credentials"),
    "552 5.2.2 Mail quota exceeded": ("mailbox-full", "mailbox-full"),
    "554 5.2.2 mailbox full;STOREDRV.Submission": ("mailbox-full", "sender-mailbox-full"),
}


@pytest.mark.parametrize(("reply", "answer"), OWN_MAILBOX.items(), ids=list(OWN_MAILBOX))
def test_a_quota_is_of_whom_it_is_said(knowledge, reply, answer):
    (finding,) = read_text(reply, knowledge)

    assert (finding.entry, finding.cause) == answer
