"""Programs nobody has met before tell a failed step in a sentence of their own: SMTP, the step, and that it failed."""

import pytest

from bot.parse import parse_text
from bot.reading import read_text

SENTENCES = {
    "tls": (
        "SMTP: could not encrypt connection",
        "SMTP client: failed to upgrade connection to TLS",
        "The mail server's certificate could not be validated",
        "SMTP certificate validation error",
        "SMTP - SSL negotiation was unsuccessful",
        "smtp: encryption negotiation failed",
        "Wrong encryption type selected for SMTP port 465",
        "mail: cannot establish SSL with server smtp.example.com",
        "Could not start secure session with smtp.example.com:465",
        "The SMTP server's SSL certificate has a wrong name",
        "Error sending email. handshake error",
        "SMTP-Verschlüsselung fehlgeschlagen",
        "SMTP_TLS_ERROR",
        "SMTPサーバーの証明書が無効です",
        "SMTPHandshakeFailed smtp.example.com:465",
        "TlsNegotiationFailed(smtp.example.com:587)",
        "ERR_SMTP_TLS_CERT_EXPIRED",
        "STARTTLS wird vom Server smtp.example.com nicht unterstützt",
    ),
    "connection": (
        "smtp.example.com is not available on 465 port. Make sure that smtp.example.com address is correct.",
        "SMTP port 587 on mail.example.com is closed",
        "Can't open connection to smtp.example.com:587",
        "SMTP server mail.example.com cannot be contacted",
        "Email alert: server mail.example.com:25 does not answer",
        "SMTP: remote end hung up",
        "Mail notification: unable to establish a session with the SMTP server",
        "The email server is offline",
        "Error: Unable to look up smtp.example.com",
        "SMTP connection was rejected",
        "SMTP server: No greeting received",
        "smtp timeout waiting for reply",
        "SMTP: stream closed",
        "SMTP-Server antwortet nicht: Zeitüberschreitung",
        "Connexion au serveur SMTP impossible",
        "E-Mail-Server antwortet nicht (Port 587)",
        "SMTP_CONNECT_FAILED",
        "无法连接SMTP服务器",
        "Caused by: com.example.MailServerUnreachableException: smtp.example.com:587",
        "SmtpConnectionTimeoutException",
        "Não foi possível contactar o servidor SMTP smtp.example.com",
        "SMTP-server niet bereikbaar",
        "SMTP ❌ timeout, IMAP ✅ connected",
    ),
    "auth": (
        "SMTP login was refused",
        "SMTP username/password mismatch",
        "SMTP authorisation failure",
        "We couldn't sign in to sales@example.com via SMTP",
        "AUTH LOGIN not successful",
        "Sender authentication failed at the outgoing server",
        "The account credentials for smtp.example.com are invalid",
        "SMTP account not authorized",
        "SMTP-Anmeldung wurde abgelehnt",
        "SMTP : mot de passe refusé",
        "Autenticazione SMTP non riuscita",
        "smtp_authentication_error",
        "SMTP用户名或密码错误",
        "com.example.mail.SmtpLoginFailedException",
        "[mail] reason=SMTP_AUTH_REJECTED host=smtp.example.com",
        "mail.error=AuthFailed mail.host=smtp.example.com mail.port=587",
        "SMTP-Anmeldung nicht erfolgreich. Bitte Zugangsdaten überprüfen.",
    ),
}  # fmt: skip
FRAMES = ("{}", "2026-03-01 10:00:00,123 ERROR [mail-3] {}", '{{"level":"error","msg":"{}"}}')
ROWS = [(said, family) for family, sentences in SENTENCES.items() for said in sentences]


@pytest.mark.parametrize("frame", FRAMES, ids=("alone", "log", "json"))
@pytest.mark.parametrize(("said", "family"), ROWS, ids=[said[:50] for said, _ in ROWS])
def test_a_step_that_failed_is_told_whatever_the_sentence(said, family, frame, knowledge):
    first = read_text(frame.format(said), knowledge)[0]
    assert (first.family, first.certainty in ("possible", "likely")) == (family, True)


NO_ERRORS = (
    "SMTP login: sales@example.com",
    "SMTP authentication is not required for local networks.",
    "SMTP connection test successful",
    "The SMTP password is optional and may be empty.",
    "If the SMTP login fails, check the user name and the password.",
    "Please check that the SMTP port is not blocked by a firewall.",
    "The SMTP server must offer TLS; otherwise the connection is refused.",
    "SMTP is not available on the free plan.",
    "Fixed: SMTP connection no longer closed unexpectedly",
    "Added retry when the SMTP connection times out",
    "Is the SMTP certificate invalid?",
    "SMTP encryption: none, authentication: off, timeout: 30",
    "feat: show an error when the SMTP certificate is invalid",
    "SMTP port (default 587, never blocked by providers)",
    "Set SMTP_TIMEOUT to 30 to avoid connection errors.",
    "smtp_tls_security_level = may",
    "const SMTP_ERROR = 'SMTP_CONNECT_FAILED';",
    "The docs say that the SMTP connection is refused without TLS.",
    "The mail server was closed down in 2019.",
    "The SmtpAuthError is thrown where a server accepts no login.",
    "import com.example.mail.SmtpLoginFailedException;",
    "use App\\Exceptions\\SmtpConnectionFailedException;",
    "class SmtpLoginFailedException extends RuntimeException {",
    "} catch (SmtpAuthError $e) {",
    "Rename SmtpError to SmtpConnectionError",
    "Renamed `MailServerUnreachableException`; see CHANGELOG.",
    "public event EventHandler<SmtpConnectionErrorEventArgs> ConnectionError;",
    "onSmtpConnectionFailed: () => reconnect(),",
    "'smtp_auth_failed' => 'Login was refused',",
    "smtp_tls_session_cache_timeout: 3600s",
    "[mail] smtp_timeout (int)",
    "When sending an email, it is difficult to determine exactly which recipients were rejected by the"
    " SMTP server.",
)


@pytest.mark.parametrize("text", NO_ERRORS)
def test_a_sentence_on_smtp_that_tells_of_no_failure_is_left_alone(text, knowledge):
    assert read_text(text, knowledge) == ()


def test_the_reason_is_nearer_than_a_programs_own_sentence():
    (bounce,) = parse_text("SMTP session could not be opened\nConnection refused\nSMTP login was not tried")
    assert bounce.reply.text == "Connection refused"


NO_ANSWER = (
    "Unable to send test email.\nException message was: Unable to read response, or response is empty",
    "could not read smtp.example.com when checking for test connections",
    "SMTP: could not read the greeting",
)


@pytest.mark.parametrize("text", NO_ANSWER)
def test_an_answer_that_a_program_could_not_read_never_came(text, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == ["connection-lost"]
