"""Scenarios on scripted servers: providers' own words in their own names, faulty servers, faulty DNS."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fakes_smtp import Script
from tests.lab.scenario import Host, Scenario

# Replies of providers as they were seen; the host is the provider's own.
GMAIL = "smtp.gmail.com"
OFFICE = "smtp.office365.com"
O365 = "535 5.7.139 Authentication unsuccessful, "


def _says(
    name: str, reply: str, *, banner: bytes = Script.banner, auth_after: str = Script.auth_after
) -> Host:
    said = (reply.replace("\n", "\r\n") + "\r\n").encode()
    return Host("scripted", name=name, script=Script(banner=banner, auth_after=auth_after, auth_reply=said))


def _greets(greeting: bytes, *, close_at: str = "") -> Host:
    return Host("scripted", script=Script(banner=greeting, close_at=close_at))


def _raw(said: bytes, *, drip_s: float = 0) -> Host:
    return Host("scripted", script=Script(raw=said, drip_s=drip_s))


HOSTS: dict[str, Host] = {
    "gmail-app-password": _says(
        GMAIL,
        "534-5.7.9 Application-specific password required. For more information, go to\n"
        "534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor d4 - gsmtp",
    ),
    "gmail-bad": _says(
        GMAIL,
        "535-5.7.8 Username and Password not accepted. For more information, go to\n"
        "535 5.7.8  https://support.google.com/mail/?p=BadCredentials d4 - gsmtp",
    ),
    "gmail-web-login": _says(
        GMAIL,
        "534-5.7.14 <https://accounts.google.com/signin/continue> Please log in via\n"
        "534-5.7.14 your web browser and then try again.\n"
        "534-5.7.14 Learn more at\n534 5.7.14 https://support.google.com/mail/answer/78754 d4 - gsmtp",
    ),
    "gmail-too-many": _says(GMAIL, "454 4.7.0 Too many login attempts, please try again later. d4 - gsmtp"),
    "office-tenant": _says(
        OFFICE,
        f"{O365}SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [AM0P.eurprd04.prod.outlook.com]",
    ),
    "office-mailbox": _says(
        OFFICE,
        f"{O365}SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information. [AM0P.eurprd04.prod.outlook.com]",
    ),
    "office-basic": _says(OFFICE, f"{O365}basic authentication is disabled. [AM0P.eurprd04.prod.outlook.com]"),
    "office-defaults": _says(
        OFFICE,
        f"{O365}user is locked by your organization's security defaults policy. Contact your administrator. [AM0P.eurprd04.prod.outlook.com]",
    ),
    "office-conditional": _says(
        OFFICE,
        f"{O365}the request did not meet the criteria to be authenticated successfully. Contact your administrator. [AM0P.eurprd04.prod.outlook.com]",
    ),
    "office-wrong": _says(OFFICE, f"{O365}the user credentials were incorrect. [AM0P.eurprd04.prod.outlook.com]"),
    "office-locked": _says(OFFICE, f"{O365}account locked. Contact your administrator. [AM0P.eurprd04.prod.outlook.com]"),
    "office-generic": _says(OFFICE, "535 5.7.3 Authentication unsuccessful [AM0P.eurprd04.prod.outlook.com]"),
    "office-xoauth2": _says(OFFICE, "535 5.7.3 Authentication unsuccessful", auth_after="XOAUTH2"),
    "yahoo-too-many": _says("smtp.mail.yahoo.com", "535 5.7.0 (#AUTH005) Too many bad auth attempts."),
    "mailru": _says(
        "smtp.mail.ru",
        "535 5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external/ / Application password is REQUIRED",
    ),
    "qq": _says(
        "smtp.qq.com",
        "535 Login Fail. Please enter your authorization code to login. More information in http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256",
    ),
    "netease": _says("smtp.163.com", "550 User has no permission"),
    "yandex-access": _says(
        "smtp.yandex.com", "535 5.7.8 Error: authentication failed: This user does not have access rights to this service"
    ),
    "zoho": _says("smtp.zoho.com", "535 Authentication Failed"),
    "ses": _says("email-smtp.us-east-1.amazonaws.com", "535 Authentication Credentials Invalid"),
    "sendgrid": _says(
        "smtp.sendgrid.net", "535 Authentication failed: The provided authorization grant is invalid, expired, or revoked"
    ),
    "sendgrid-user": _says("smtp.sendgrid.net", "535 Authentication failed: Bad username / password"),
    "mailgun": _says("smtp.mailgun.org", "535 5.7.0 Mailgun is not loving your login or password"),
    "resend": _says("smtp.resend.com", "535 Invalid username"),
    "cpanel": _says("mail.webhost.example", "535 Incorrect authentication data", banner=b"220-vps12.webhost.example ESMTP Exim 4.96.2 #2 Tue, 24 Nov 2026\r\n220-We do not authorize the use of this system to transport unsolicited,\r\n220 and/or bulk e-mail.\r\n"),
    "hmailserver-ban": _says("mail.windows.example", "535 Authentication failed. Too many invalid logon attempts."),
    "mailu-limit": _says("mail.mailu.example", "451 4.3.2 Temporary authentication failure (rate-limit)"),
    "tempfail": _says("mail.maddy.example", "454 4.7.0 Temporary authentication failure"),
    "postal-suspended": _says("mail.postal.example", "535 Mail server has been suspended"),
    "only-oauth": Host("scripted", script=Script(auth_after="XOAUTH2 OAUTHBEARER")),
    "only-ntlm": Host("scripted", script=Script(auth_after="NTLM GSSAPI")),
    # what greets on the port
    "imap": _greets(b"* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] Dovecot ready.\r\n"),
    "pop3": _greets(b"+OK Dovecot ready.\r\n"),
    "http": _raw(b"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nConnection: close\r\n\r\n"),
    "ssh": _greets(b"SSH-2.0-OpenSSH_9.6p1 Debian-3\r\n"),
    "greets-554": _greets(b"554 5.7.1 Connection refused by policy\r\n", close_at="EHLO"),
    "greets-421": _greets(b"421 4.3.2 Service not available, closing transmission channel\r\n", close_at="EHLO"),
    "silent": _raw(b""),
    "silent-after-banner": Host("scripted", script=Script(ehlo=b"")),
    "closes-at-once": Host("scripted", script=Script(close_at="connect")),
    "closes-at-ehlo": Host("scripted", script=Script(close_at="EHLO")),
    "closes-at-auth": Host("scripted", script=Script(close_at="AUTH")),
    "a-megabyte": _raw(b"220-" + b"x" * 1_000_000 + b"\r\n"),
    "a-byte-a-second": _raw(b"220 mail.example.com ESMTP\r\n", drip_s=1.0),
    "mismatched-codes": _greets(b"220-mail.example.com\r\n250 ready\r\n"),
    "eight-bit": _greets(b"220 mail.example.com ESMTP \xe9\xff\x80\r\n"),
    "no-reply-code": _greets(b"welcome to the machine\r\n"),
    "starttls-refused": Host("scripted", script=Script(starttls_reply=b"454 4.7.0 TLS not available due to local problem\r\n")),
    "starttls-broken": Host("scripted", script=Script(after_starttls=b"")),
    "starttls-injection": Host("scripted", script=Script(starttls_reply=b"220 2.0.0 Ready to start TLS\r\n250 injected\r\n")),
    "no-starttls": Host("scripted", script=Script(starttls_offered=False, auth_before="PLAIN LOGIN")),
    # no machine or no name
    "no-such-name": Host("nobody", dns="no-such-name"),
    "no-address": Host("nobody", dns="no-address"),
    "dns-timeout": Host("nobody", dns="timeout"),
    "dns-servfail": Host("nobody", dns="servfail"),
    "dns-lies": Host("nobody", dns="lie"),
    "dns-garbage": Host("nobody", dns="garbage"),
    "machine-off": Host("nobody", dns="silent-machine"),
    "port-dropped": Host("scripted", starttls_ports=(2525,), implicit_ports=(), dns="587-dropped"),
}  # fmt: skip


def google() -> Iterator[Scenario]:
    """What Gmail says."""
    yield Scenario(
        "gmail-asks-for-an-app-password",
        "gmail-app-password",
        "app-password-required",
        shape="gmail",
        as_is=True,
    )
    yield Scenario("gmail-account-password", "gmail-bad", "app-password-required")
    yield Scenario("gmail-app-password-with-spaces", "gmail-bad", "app-password-spaces", shape="gmail-spaced")
    yield Scenario("gmail-web-login", "gmail-web-login", "web-login-required", shape="gmail")
    yield Scenario("gmail-too-many-logins", "gmail-too-many", "login-rate-limited", shape="gmail")
    yield Scenario(
        "gmail-revoked-app-password",
        "gmail-bad",
        "wrong-credentials",
        separable=False,
        shape="gmail",
        who="the provider",
    )


def microsoft() -> Iterator[Scenario]:
    """What Microsoft 365 says."""
    yield Scenario("office-switched-off-for-everybody", "office-tenant", "smtp-auth-disabled-tenant")
    yield Scenario("office-switched-off-for-the-mailbox", "office-mailbox", "smtp-auth-disabled-mailbox")
    yield Scenario("office-basic-authentication-off", "office-basic", "basic-auth-disabled")
    yield Scenario("office-security-defaults", "office-defaults", "security-defaults")
    yield Scenario("office-conditional-access", "office-conditional", "conditional-access")
    yield Scenario("office-wrong-password", "office-wrong", "wrong-credentials")
    yield Scenario("office-account-locked", "office-locked", "account-locked")
    yield Scenario(
        "office-generic-wrong-password",
        "office-generic",
        "wrong-credentials",
        separable=False,
        who="the provider",
    )
    yield Scenario(
        "office-generic-mailbox-switch",
        "office-generic",
        "smtp-auth-disabled-mailbox",
        separable=False,
        who="the provider",
    )
    yield Scenario("office-takes-tokens-only", "office-xoauth2", "basic-auth-disabled")


def mailboxes() -> Iterator[Scenario]:
    """What other providers of mailboxes say, or what their rules already tell."""
    yield Scenario("yahoo-account-password", "yahoo-too-many", "app-password-required")
    yield Scenario("mailru-account-password", "mailru", "app-password-required", as_is=True)
    yield Scenario("qq-account-password", "qq", "authorization-code-required", as_is=True)
    yield Scenario("netease-not-switched-on", "netease", "smtp-access-not-enabled", shape="code")
    yield Scenario("yandex-no-access", "yandex-access", "smtp-access-not-enabled", shape="gmail")
    yield Scenario("zoho-wrong-region", "zoho", "wrong-region-or-server", separable=False, who="the provider")
    yield Scenario("zoho-wrong-password", "zoho", "wrong-credentials", separable=False, who="the provider")


def services() -> Iterator[Scenario]:
    """What sending services say."""
    yield Scenario(
        "ses-wrong-region",
        "ses",
        "wrong-region-or-server",
        separable=False,
        user=lambda _: "AKIAIOSFODNN7EXAMPLE",
        shape="ses",
        who="the provider",
    )
    yield Scenario(
        "ses-rotated-key",
        "ses",
        "wrong-credentials",
        separable=False,
        user=lambda _: "AKIAIOSFODNN7EXAMPLE",
        shape="ses",
        who="the provider",
    )
    yield Scenario(
        "ses-iam-secret-key", "ses", "wrong-credentials", user=lambda _: "AKIAIOSFODNN7EXAMPLE", shape="iam"
    )
    yield Scenario("sendgrid-address-as-user", "sendgrid-user", "username-literal", shape="sendgrid")
    yield Scenario(
        "sendgrid-revoked-key", "sendgrid", "api-key-invalid", user=lambda _: "apikey", shape="sendgrid"
    )
    yield Scenario("mailgun-wrong-login", "mailgun", "wrong-credentials", separable=False, who="the provider")
    yield Scenario("resend-address-as-user", "resend", "username-literal", shape="resend")


def programs() -> Iterator[Scenario]:
    """What mail programs say that many run themselves."""
    yield Scenario(
        "cpanel-suspended-mailbox", "cpanel", "account-disabled", separable=False, who="the server's log"
    )
    yield Scenario(
        "cpanel-wrong-password", "cpanel", "wrong-credentials", separable=False, who="the server's log"
    )
    yield Scenario("hmailserver-ban", "hmailserver-ban", "account-locked")
    yield Scenario("mailu-rate-limit", "mailu-limit", "login-rate-limited")
    yield Scenario("maddy-backend-error", "tempfail", "auth-backend-unavailable")
    yield Scenario("postal-suspended", "postal-suspended", "account-disabled")
    yield Scenario("server-takes-tokens-only", "only-oauth", "basic-auth-disabled")
    yield Scenario("server-takes-ntlm-only", "only-ntlm", "mechanism-not-accepted")


def faults() -> Iterator[Scenario]:
    """Faulty servers, names and networks."""
    for name in ("imap", "pop3", "http", "ssh"):
        yield Scenario(f"port-speaks-{name}", name, "wrong-protocol")
    yield Scenario("greeted-with-554", "greets-554", "greeting-refused")
    yield Scenario("greeted-with-421", "greets-421", "greeting-refused")
    yield Scenario("accepts-and-is-silent", "silent", "server-silent")
    yield Scenario("silent-after-the-greeting", "silent-after-banner", "server-silent")
    yield Scenario("closes-at-once", "closes-at-once", "connection-lost")
    yield Scenario("closes-at-ehlo", "closes-at-ehlo", "connection-lost")
    yield Scenario("closes-at-auth", "closes-at-auth", "connection-lost")
    yield Scenario("says-a-megabyte", "a-megabyte", "reply-malformed")
    yield Scenario("says-a-byte-a-second", "a-byte-a-second", "server-silent")
    yield Scenario("mismatched-codes", "mismatched-codes", "reply-malformed")
    yield Scenario("no-reply-code", "no-reply-code", "reply-malformed")
    yield Scenario("works-eight-bit-greeting", "eight-bit", None)
    yield Scenario("starttls-refused", "starttls-refused", "starttls-broken")
    yield Scenario("starttls-broken", "starttls-broken", "starttls-broken")
    yield Scenario("starttls-injection", "starttls-injection", "starttls-injection")
    yield Scenario("scripted-no-starttls", "no-starttls", "starttls-not-offered")
    yield Scenario("host-does-not-exist", "no-such-name", "host-not-found")
    yield Scenario("host-has-no-address", "no-address", "host-not-found")
    yield Scenario("dns-says-nothing", "dns-timeout", "domain-lookup-failed")
    yield Scenario("dns-server-failure", "dns-servfail", "domain-lookup-failed")
    yield Scenario("dns-answers-another-name", "dns-lies", "domain-lookup-failed")
    yield Scenario("dns-says-garbage", "dns-garbage", "domain-lookup-failed")
    yield Scenario("machine-does-not-answer", "machine-off", "connect-timeout")
    yield Scenario("port-dropped-others-answer", "port-dropped", "port-blocked")
    for port in (993, 143, 110, 80):
        yield Scenario(f"port-{port}-given", "silent", "wrong-protocol", port=port)
