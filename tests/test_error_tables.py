"""What systems and TLS libraries call an error leads to its page, by name, number and sentence."""

import pytest

from bot.reading import read_text
from tests.knowledge_base import knowledge

TABLES = {
    "posix, host down": ("connect EHOSTDOWN 192.0.2.10:587", "network-unreachable"),
    "posix, no address": ("Error: connect EADDRNOTAVAIL", "network-unreachable"),
    "posix, aborted": ("write ECONNABORTED", "connection-lost"),
    "posix, forbidden": ("dial tcp 192.0.2.10:25: connect: permission denied", "connection-permission-denied"),
    "mozilla, time-out": (
        '[Exception... "Connection to smtp.example.com:465 failed" nsresult: "0x804b000e (NS_ERROR_NET_TIMEOUT)"',
        "connect-timeout",
    ),
    "mozilla, refused": (
        'Connection to smtp.example.com:587 failed, nsresult: "0x804b000d (NS_ERROR_CONNECTION_REFUSED)"',
        "connection-refused",
    ),
    "mozilla, name": ('Connection to smtp.example.com:465 failed nsresult: "0x804b001e (NS_ERROR_UNKNOWN_HOST)"', "host-name-not-found"),
    "mozilla, reset": ('Connection to smtp.example.com:465 failed nsresult: "0x804b0014 (NS_ERROR_NET_RESET)"', "connection-lost"),
    "postfix, name": (
        "Name service error for name=example.com type=MX: Host not found",
        "recipient-domain-not-found",
    ),
    "postfix, name of a mail server": (
        "Name service error for name=mail.example.com type=A: Host not found",
        "mail-server-of-domain-not-found",
    ),
    "winsock, name": ("WSAECONNREFUSED", "connection-refused"),
    "winsock, number": ("Socket Error # 10060", "connect-timeout"),
    "winsock, no name": ("Socket Error # 11001", "host-name-not-found"),
    "winsock, german": (
        "ConnectionAbortedError: [WinError 10053] Eine bestehende Verbindung wurde softwaregesteuert "
        "durch den Hostcomputer abgebrochen",
        "connection-lost",
    ),
    "rust, number": ("Connection error: Resource temporarily unavailable (os error 11)", "connect-timeout"),
    "resolver, musl": ("socket.gaierror: [Errno -3] Try again", "name-lookup-failed"),
    "openssl, unrecognized name": (
        "error:0A000458:SSL routines::tlsv1 unrecognized name",
        "certificate-hostname-mismatch",
    ),
    "ruby, closed in the handshake": (
        "SSL_connect SYSCALL returned=5 errno=0 peeraddr=192.0.2.10:465 state=SSLv3/TLS write client hello",
        "connection-lost",
    ),
    "schannel, no tls there": ("schannel: SEC_E_ILLEGAL_MESSAGE (0x80090326)", "tls-mode-mismatch"),
    "schannel, untrusted": ("CERT_E_UNTRUSTEDROOT", "certificate-untrusted"),
    "secure transport": ("The operation couldn't be completed. (OSStatus error -9843.)", "certificate-hostname-mismatch"),
    "nss": ("SSL_ERROR_NO_CYPHER_OVERLAP", "tls-no-common-cipher"),
    "nss, certificate": ("SEC_ERROR_EXPIRED_CERTIFICATE", "certificate-expired"),
    "gnutls": ("A TLS packet with unexpected length was received.", "tls-mode-mismatch"),
    "mbed tls": ("SSL - An invalid SSL record was received", "tls-mode-mismatch"),
    "rustls": ("invalid peer certificate: NotValidForName", "certificate-hostname-mismatch"),
    "java, name": (
        "java.security.cert.CertificateException: No name matching mail.example.com found",
        "certificate-hostname-mismatch",
    ),
    "java, old": (
        "javax.net.ssl.SSLHandshakeException: Server chose TLSv1, but that protocol version is not enabled",
        "tls-version-too-old",
    ),
    "go, certificate": ("x509: negative serial number", "certificate-not-verified"),
    "go, a long line": (
        "2026/09/14 00:52:08 x509: certificate has expired or is not yet valid: current time 2026-09-14T00:52:08Z",
        "certificate-expired",
    ),
    "node, certificate": ("code: 'ERR_TLS_CERT_ALTNAME_INVALID'", "certificate-hostname-mismatch"),
    "nodemailer, login": ("{ code: 'EAUTH', command: 'API' }", "credentials-missing"),
    "nodemailer, windows": ("{ errno: -4079, code: 'ESOCKET', syscall: 'read', command: 'CONN' }", "connection-lost"),
    "outlook, no recipient": ("Error Number: 0x800CCC7B", "no-valid-recipients"),
    "outlook, date": ("Error Number: 0x800CCC02", "certificate-expired"),
    "lettre": (
        "lettre::transport::smtp::Error { kind: Permanent(Code { severity: PermanentNegativeCompletion, "
        "category: Unspecified3, detail: Five }) }",
        "535-authentication-failed",
    ),
    "php, a transport that is none": (
        'Connection could not be established with host mail.example.com [Unable to find the socket transport "starttls" #1]',
        "tls-mode-mismatch",
    ),
    "exim, tls": (
        "TLS error on connection from [192.0.2.1] (gnutls_handshake): A TLS fatal alert has been received.",
        "tls-no-common-cipher",
    ),
    "apple mail": (
        "The server “smtp.example.com” cannot be contacted on port 587.",
        "network-unreachable",
    ),
    "thunderbird, french": (
        "La connexion au serveur sortant (SMTP) « smtp.example.com » a expiré.",
        "connect-timeout",
    ),
    "thunderbird, german": (
        "Der SMTP-Server smtp.example.com unterstützt die gewählte Authentifizierungsmethode nicht.",
        "504-login-method-not-accepted",
    ),
    "thunderbird, polish": (
        "Nie udało się połączyć z serwerem „smtp.example.com” poczty wychodzącej (SMTP).",
        "smtp-connect-failed",
    ),
    "thunderbird, chinese": (
        "发件服务器（SMTP） smtp.example.com 不允许明文密码。",
        "504-login-method-not-accepted",
    ),
    "roundcube, german": ("SMTP-Fehler: Nachrichtengröße übersteigt die Servergrenze (10 MB)", "message-too-large"),
    "phpmailer, turkish": ("SMTP Hatası: SMTP sunucusuna bağlanılamadı.", "smtp-connect-failed"),
    "roundcube, polish": ("Błąd SMTP (-1): Nie można nawiązać połączenia z serwerem.", "smtp-connect-failed"),
}  # fmt: skip


def test_postfixs_error_of_a_name_is_mails_without_a_word_of_mail():
    (finding,) = read_text("Name service error for name=example.com type=MX: Host not found", knowledge())
    assert finding.entry == "recipient-domain-not-found"


def test_what_a_browser_did_not_reach_is_no_mail_server():
    assert (
        read_text("page.goto: NS_ERROR_CONNECTION_REFUSED http://localhost:8025 (SMTP: 1025)", knowledge())
        == ()
    )


@pytest.mark.parametrize(("error", "entry"), TABLES.values(), ids=TABLES)
def test_an_error_of_a_table_leads_to_its_page(error, entry):
    (finding,) = read_text(f"Failed to send email: {error}", knowledge())
    assert finding.entry == entry
