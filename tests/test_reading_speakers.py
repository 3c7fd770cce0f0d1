"""Whose words a paste's error is: the program's own, or those of a server that the program shows without its number."""

import pytest

from bot.model import Speaker
from bot.reading import read_text

THE_SERVER = {
    "Exchange's words, which speak of TLS, behind a program's name": (
        'I use TIdSMTP with smtp.office365.com and get "starttls is required to send mail".'
    ),
    ".NET's names for the server's numbers": (
        "System.Net.Mail.SmtpException: Exceeded storage allocation. The server response was: "
        "message size exceeds fixed limit\n   at System.Net.Mail.SmtpClient.Send(MailMessage message)"
    ),
    "a program's call for the login": "SMTP auth() command failed: 5.0.0 Unknown or unimplemented command.",
    "a reply whose number MailKit leaves out": (
        "MailKit.Net.Smtp.SmtpCommandException: Syntax error in parameters or arguments\n"
        "   at MailKit.Net.Smtp.SmtpClient.MailFrom()"
    ),
}
THE_PROGRAM = {
    "MISP, with the mail's address": (
        "error while sending any email ,\n"
        'logs : Email to someone@example.com, titled "this is misp" failed. Reason: The message could not be sent.'
    ),
    "a program's log on a mail to somebody": (
        'Email delivery for user@example.com, subject "report", was not possible. Sending the e-mail failed.'
    ),
    "Python's smtplib without a connection": "smtplib.SMTPServerDisconnected: please run connect() first",
    "Apache Commons Email": "org.apache.commons.mail.EmailException: From address required",
    "CodeIgniter": 'Cannot send mail with no "From" header.',
    "Symfony": 'An email must have a "To", "Cc", or "Bcc" header.',
    "gomail": 'gomail: could not send email 1: gomail: invalid address "foo": mail: no angle-addr',
}


@pytest.mark.parametrize("text", THE_SERVER.values(), ids=THE_SERVER)
def test_a_program_that_hands_mail_in_shows_its_servers_words(text, knowledge):
    assert read_text(text, knowledge)[0].speaker is Speaker.OWN_SERVER


def test_a_setting_is_no_error(knowledge):
    told = "hostname: smtp.gmail.com\nport :  587\nAuthentication Required: yes\n\nNothing comes."
    assert read_text(told, knowledge) == ()
    assert read_text(told + " It shows: Authentication Required", knowledge) != ()


def test_mailtraps_demo_domain_is_not_resends(knowledge):
    told = (
        "554 5.7.1 Demo domains can only be used to send emails to account owners. You can only send testing emails "
        "to your own email address."
    )
    (finding,) = read_text(told, knowledge)
    assert (finding.entry, finding.provider) == ("sending-service-in-test-mode", "mailtrap")


@pytest.mark.parametrize("text", THE_PROGRAM.values(), ids=THE_PROGRAM)
def test_what_a_program_refuses_before_it_sends_it_says_itself(text, knowledge):
    assert read_text(text, knowledge)[0].speaker is Speaker.OWN_CLIENT


@pytest.mark.parametrize(
    ("port", "speaker"),
    [
        (25, Speaker.RECIPIENT_SERVER),
        *((port, Speaker.OWN_SERVER) for port in (465, 587, 2525, 2465, 2587)),
    ],
)
def test_where_one_logs_in_ones_own_server_speaks(port, speaker, knowledge):
    text = f"host: mail.example.com, port: {port}\n550 5.1.1 <bo@example.net>: User unknown"
    assert read_text(text, knowledge)[0].speaker is speaker


@pytest.mark.parametrize(
    "reply",
    [
        "450 4.2.0 <bo@example.net>: Recipient address rejected: Greylisted",
        "550 5.7.515 Access denied, sending domain example.com doesn't meet the required authentication level.",
        "5.7.515 Access denied, sending domain example.com doesn't meet the required authentication level.",
    ],
)
def test_a_sending_platform_shows_what_only_receivers_say(reply, knowledge):
    assert read_text(f"In Smartlead: {reply}", knowledge)[0].speaker is Speaker.RECIPIENT_SERVER


def test_a_services_word_in_a_list_is_none_of_the_recipients_server(knowledge):
    (finding,) = read_text("SendGrid activity: dropped, reason: Bounced Address, bob@example.com", knowledge)

    assert (finding.entry, finding.speaker, finding.recipient) == (
        "recipient-suppressed",
        "sending-service",
        "bob@example.com",
    )


def test_whom_a_refusal_asks_to_write_to_is_no_recipient_and_a_link_no_program(knowledge):
    asks = "553 5.3.0 flph832 DNSBL:ATTRBL 521< 192.0.2.5 >_is_blocked.__For information forward this email to abuse_rbl@abuse-att.net"
    links = "554 resimta-po-12v.sys.comcast.net 192.0.2.5 Comcast block for spam. Please see http://postmaster.comcast.net/smtp-error-codes.php#BL000001"
    (asked,) = read_text(asks, knowledge)
    (linked,) = read_text(links, knowledge)

    assert (asked.recipient, asked.provider, asked.speaker) == (None, "att", "recipient-server")
    assert (linked.provider, linked.speaker) == ("comcast", "recipient-server")


def test_what_thunderbird_says_may_be_is_its_own_error(knowledge):
    (finding,) = read_text(
        "In Thunderbird: Sending of the message failed. The Outgoing server (SMTP) smtp.acme.example is unknown. "
        "The server may be incorrectly configured.",
        knowledge,
    )

    assert (finding.entry, finding.speaker) == ("host-name-not-found", "own-client")
