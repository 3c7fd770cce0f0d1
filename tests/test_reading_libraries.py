"""What is known of an error by its library alone: its class, the program around it, the traceback's own names."""

import pytest

from bot.model import Speaker
from bot.reading import read_text

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
