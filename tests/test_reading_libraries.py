"""What is known of an error by its library alone: its class, the program around it, the traceback's own names."""

import pytest

from bot.model import Speaker, Stage
from bot.parse import parse_text
from bot.reading import read_paste, read_text

CLASSES = {
    "smtplib.SMTPServerDisconnected": "connection-lost",
    "smtplib.SMTPConnectError": "smtp-connect-failed",
    "smtplib.SMTPAuthenticationError": "login-refused-reason-hidden",
    "aiosmtplib.errors.SMTPConnectTimeoutError": "connect-timeout",
    "aiosmtplib.errors.SMTPReadTimeoutError": "connection-lost",
    "aiosmtplib.errors.SMTPConnectResponseError": "greeting-refused",
    "com.sun.mail.util.MailConnectException": "smtp-connect-failed",
    "org.springframework.mail.MailAuthenticationException": "login-refused-reason-hidden",
    "MailKit.Net.Smtp.SmtpProtocolException": "connection-lost",
    "MailKit.Security.AuthenticationException": "login-refused-reason-hidden",
    "MailKit.Security.SslHandshakeException": "tls-not-set-up",
    "smtplib.SMTPDataError": None,
    "smtplib.SMTPNotSupportedError": None,
    "com.sun.mail.smtp.SMTPAddressFailedException": None,
    "System.Net.Mail.SmtpFailedRecipientException": None,
    "Net::SMTPServerBusy": None,
    "EIdSMTPReplyError": None,
}
TELLS = ("{}", "I keep getting {}", "Sending the report by mail fails with {}.")


@pytest.mark.parametrize("tells", TELLS)
@pytest.mark.parametrize("name", CLASSES)
def test_a_class_alone_says_what_it_stands_for(name, tells, knowledge):
    assert [finding.entry for finding in read_text(tells.format(name), knowledge)] == [CLASSES[name]]


def test_a_class_yields_to_the_servers_words_behind_it(knowledge):
    text = "smtplib.SMTPConnectError: (554, b'5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org')"
    assert read_text(text, knowledge)[0].entry == "ip-on-blocklist"


def test_the_names_in_a_traceback_are_no_words_of_an_error(knowledge):
    text = (
        "I am trying to send a mail but get the following error:\n"
        '  File "/srv/yagmail/yagmail.py", line 305, in _make_addr_alias_user\n    raise YagError\nyagmail.error.YagError'
    )
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ("[http-nio-1] [utility.MailManager.sendMail:156] - Could not convert socket to TLS", None),
        ("transporter.sendMail failed: 550 5.7.1 blocked", None),
        ("554 mx.example.com ESMTP Sendmail 8.15.2; not accepting messages from you", "sendmail"),
    ],
)
def test_a_function_that_sends_mail_is_not_the_program_sendmail(text, provider, knowledge):
    assert read_text(text, knowledge)[0].provider == provider


def test_a_program_that_could_not_send_some_mails_is_heard(knowledge):
    text = (
        "[next-auth][error][SIGNIN_EMAIL_ERROR] \nhttps://next-auth.js.org/errors#signin_email_error "
        "Email(s) could not be sent {\n  error: {\n    message: 'Email(s) (ana@example.com) could not be sent',"
    )
    assert [finding.entry for finding in read_text(text, knowledge)] == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Exception sending email: <class 'smtplib.SMTPException'>", Speaker.OWN_CLIENT),
        ("Unable to send mail using Net::SMTP (mail server mail.example.com)", Speaker.OWN_CLIENT),
        ("System.Net.Mail.SmtpException", Speaker.OWN_CLIENT),
        ("smtplib.SMTPRecipientsRefused: {'ana@example.com'}", None),
        ("Net::SMTPFatalError", None),
        ("com.sun.mail.smtp.SMTPAddressFailedException", None),
        ("MailKit.Net.Smtp.SmtpCommandException", None),
    ],
)
def test_who_failed_is_told_as_far_as_the_class_says_it(text, speaker, knowledge):
    """None: "a mail server refused the message"."""
    assert read_text(text, knowledge)[0].speaker is speaker


@pytest.mark.parametrize(
    "text",
    [
        "Some addresses raise an exception `SMTPRecipientsRefused`.",
        "SMTPSenderRefused for some addresses",
    ],
)
def test_the_name_of_a_class_gives_no_reason_whatever_stands_around_it(text, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == [None]


STEPS = {
    "Send mail error: Auth: 451 4.3.2 Internal server error": Stage.AUTH,
    "[E] Failed to send emails [ana@example.com]: Rcpt: 550 5.7.1 Access denied": Stage.RCPT,
    "failed to issue MAIL command: 550 5.7.1 Access denied": Stage.MAIL,
    "failed to issue RCPT command: 550 5.7.1 Access denied": Stage.RCPT,
    "failed to issue DATA command: 550 5.7.1 Access denied": Stage.DATA,
    "failed to authenticate SMTP: 451 4.3.0 Temporary failure": Stage.AUTH,
    "failed to start TLS connection: 454 4.7.0 TLS not available": Stage.TLS,
    "SMTP AUTH failed: 451 4.3.0 Temporary failure": Stage.AUTH,
    "sending SMTP RCPT TO command: 550 5.7.1 Access denied": Stage.RCPT,
    "sending SMTP DATA command: 550 5.7.1 Access denied": Stage.DATA,
    "closing SMTP DATA writer: 550 5.7.1 Access denied": Stage.END_OF_DATA,
    'Expected response code 220 but got code "502"': Stage.TLS,
    'Expected response code "220" but got code "454", with message ""': Stage.TLS,
    'Expected response code 220 but got code "554"': Stage.CONNECT,
    "*email.loginAuth auth: 454 4.7.0 Temporary failure": Stage.AUTH,
    "send RCPT command: 550 5.7.1 Access denied": Stage.RCPT,
    "SMTP -> ERROR: MAIL not accepted from server: 550 5.7.1 Access denied": Stage.MAIL,
    "SMTP -> ERROR: AUTH not accepted from server: 451 4.3.0 Temporary failure": Stage.AUTH,
    "Failed to set sender: ana@example.com [SMTP: Invalid response code received from server (code: 550, "
    "response: 5.7.1 Access denied)]": Stage.MAIL,
    "authentication failure [SMTP: Invalid response code received from server (code: 451, "
    "response: 4.3.0 Temporary failure)]": Stage.AUTH,
}
NO_STEPS = (
    "Auth works. Mail: 550 5.7.1 Access denied",
    "OAuth: 550 5.7.1 Access denied",
    "We could send MAIL before: 550 5.7.1 Access denied",
)


@pytest.mark.parametrize("text", STEPS)
def test_a_library_names_the_step_that_was_answered(text):
    assert [bounce.stage for bounce in parse_text(text)] == [STEPS[text]]


@pytest.mark.parametrize("text", NO_STEPS)
def test_a_word_like_a_command_is_no_step(text):
    assert [bounce.stage for bounce in parse_text(text)] == [None]


@pytest.mark.parametrize(
    ("text", "client"),
    [
        (
            "Failed to set sender: a@example.com [SMTP: Invalid response code received from server (code: 550,",
            "pear-mail",
        ),
        ("ORA-29279: SMTP permanent error: 550 5.7.1 Access denied", "utl-smtp"),
        ('{:error, {:permanent_failure, "smtp.example.com", "550 5.7.1 Access denied"}}', "gen-smtp"),
    ],
)
def test_a_library_is_known_by_its_own_form_of_an_error(text, client):
    assert parse_text(text)[0].client == client


@pytest.mark.parametrize(
    "said", ["451 4.3.2 Internal server error", "451 4.3.0 Temporary failure", "421 4.7.0 Try again later"]
)
def test_a_login_that_is_put_off_is_told_as_a_login(said, knowledge):
    finding = read_text(f"Send mail error: Auth: {said}", knowledge)[0]
    assert (finding.entry, finding.speaker) == ("454-temporary-authentication-failure", Speaker.OWN_SERVER)


def test_a_tag_that_holds_the_word_login_is_no_login():
    text = "[01Apr 12:00:01] [CatSeedLogin/WARN]: Sending the email failed"
    assert [bounce.stage for bounce in parse_text(text)] == [None]


def test_apache_commons_email_hides_every_reason_behind_one_message(knowledge):
    text = "org.apache.commons.mail.EmailException: Sending the email to the following server failed : smtp.example.com:465"
    assert [finding.entry for finding in read_text(text, knowledge)] == [None]


@pytest.mark.parametrize(
    "said", ["451 4.3.0 Temporary failure", "421 4.7.0 Try again later", "451 Temporary failure"]
)
def test_what_any_command_may_be_answered_is_no_login(said, knowledge):
    assert read_text(said, knowledge)[0].entry != "454-temporary-authentication-failure"


def test_a_port_that_offers_starttls_in_the_paste_is_no_tls_port(knowledge):
    text = (
        "There was an unexpected problem communicating with SMTP: SMTP Server did not respond with anything I recognized\n\n"
        "Connecting to mail.example.com at 587\nGot: 220 mail.example.com ESMTP Postfix\nSent: EHLO [192.0.2.1]\n"
        "Got: 250-mail.example.com\nGot: 250-STARTTLS\nGot: 250 DSN\nSent: STARTTLS"
    )
    finding = read_text(text, knowledge)[0]
    assert (finding.entry, finding.cause) == ("connection-lost", "connection-lost")


@pytest.mark.parametrize(
    "error",
    [
        'InnerException = {"Smtp server returned an invalid response."}',
        "smtplib: ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)",
        "SMTP connect() failed: error:140770FC:SSL routines:SSL23_GET_SERVER_HELLO:unknown protocol\nSMTPSecure: ssl",
    ],
)
def test_a_port_of_another_service_is_the_likelier_cause(error, knowledge):
    finding = read_text(
        f'I get this error: {error}\n\nmailer.Host = "mail.example.com";\nmailer.Port = 143;', knowledge
    )[0]
    assert finding.cause == "wrong-protocol"


def test_a_crash_of_a_go_program_is_no_address(knowledge):
    text = (
        "got following error:\n `Error sending email: dial failed: EOFpanic: runtime error: invalid memory address or nil "
        "pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x60 pc=0x5e8ed8]`"
    )
    assert [finding.entry for finding in read_text(text, knowledge)] == ["connection-lost"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "We are getting this exception -\n\nAn error occurred while attempting to establish an SSL or TLS connection."
            "\n\nThe server's SSL certificate could not be validated for the following reasons:\n"
            "• The server certificate has the following errors:\n"
            "• The revocation function was unable to check revocation for the certificate.",
            ["revocation-not-checked"],
        ),
        (
            "Our IMAP import fails:\n\nAn error occurred while attempting to establish an SSL or TLS connection.\n\n"
            "The remote certificate is invalid according to the validation procedure.\n"
            "   at MailArchiver.ImapConnectionFactory.Connect()",
            [],
        ),
    ],
)
def test_mailkits_own_sentence_names_it(text, answer, knowledge):
    assert [finding.cause for finding in read_text(text, knowledge)] == answer


SMTPLIB_LOGIN = """Traceback (most recent call last):
  File "/srv/report.py", line 12, in send
    server.login(user, password)
  File "/usr/lib/python3.12/smtplib.py", line 750, in login
    (code, resp) = self.auth(
  File "/usr/lib/python3.12/smtplib.py", line 662, in auth
    response = encode_base64(
AttributeError: 'NoneType' object has no attribute 'encode'"""


def test_python_logs_in_with_a_password_that_was_never_set(knowledge):
    (finding,) = read_text(SMTPLIB_LOGIN, knowledge)
    assert (finding.entry, finding.cause) == ("credentials-missing", "credentials-missing")


@pytest.mark.parametrize(
    "said",
    [
        " ".join(SMTPLIB_LOGIN.split()),
        "smtplib login: AttributeError: 'NoneType' object has no attribute 'encode'",
        "AttributeError: 'NoneType' object has no attribute 'encode' when calling smtplib server.login",
        "smtp.login fails with AttributeError: 'NoneType' object has no attribute 'encode'",
        "server.login(user, password) with smtp gives 'NoneType' object has no attribute 'encode'",
    ],
)
def test_a_password_that_was_never_set_is_read_off_one_line(said, knowledge):
    assert [finding.cause for finding in read_text(said, knowledge)] == ["credentials-missing"]


@pytest.mark.parametrize(
    "said",
    [
        "AttributeError: 'NoneType' object has no attribute 'encode' in my csv export",
        "we replaced smtplib last year\nAttributeError: 'NoneType' object has no attribute 'encode'",
        "session.login(user): AttributeError: 'NoneType' object has no attribute 'encode'",
        "smtplib: AttributeError: 'NoneType' object has no attribute 'sendall'",
    ],
)
def test_what_else_is_not_set_is_a_programs_own_fault(said, knowledge):
    assert read_text(said, knowledge) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("smtplib.py", "httplib2.py"),
        (
            "AttributeError",
            '  File "/usr/lib/python3.12/email/mime/text.py", line 34, in __init__\nAttributeError',
        ),
    ],
    ids=["another login", "the mail's text"],
)
def test_what_python_could_not_encode_elsewhere_is_no_login(old, new, knowledge):
    assert read_text(SMTPLIB_LOGIN.replace(old, new), knowledge) == ()


@pytest.mark.parametrize(
    ("settings", "cause"),
    [("", "reply-malformed"), ("\nSMTP_PORT=465\nSMTP_SECURITY=starttls", "tls-mode-mismatch")],
    ids=["alone", "port and encryption that do not fit"],
)
def test_an_answer_that_rusts_lettre_could_not_read_depends_on_port_and_encryption(
    settings, cause, knowledge
):
    shown = 'SMTP error: lettre::transport::smtp::Error {\n    kind: Response,\n    source: "error Tag at: OK",\n}'
    (finding,) = read_text(shown + settings, knowledge)
    assert (finding.entry, finding.cause) == ("reply-malformed", cause)


@pytest.mark.parametrize(
    "said",
    [
        "Expected response code 354 but got code 250",
        'mail fails with "expected 354 but got 250"',
        "expected 354, got 250 when sending mail",
        "swiftmailer says expected 250 but got 354",
    ],
)
def test_an_answer_taken_for_that_of_the_next_command_is_heard_in_short(said, knowledge):
    reading = read_paste(said, knowledge)

    assert [finding.cause for finding in reading.findings] == ["commands-out-of-order"]
    assert reading.shows_mail


@pytest.mark.parametrize(
    "said",
    [
        "test failed: expected 250 but got 220",
        "expected 250 but got 235 rows in the report",
        "unit test on mail counter: expected 250 but got 251",
        "we expected 354 guests but got 250",
        "expected 250 got 354 orders, mail the warehouse",
    ],
)
def test_a_count_that_was_expected_is_no_answer(said, knowledge):
    assert read_paste(said, knowledge).findings == ()
