"""Error reports about mail as people file them: a program's words, with settings and sentences around them."""

import pytest

from bot.model import Certainty
from bot.reading import read_text

FIRST = {
    "a number without words, and below it the settings on one line": (
        'received notification "Failed to send some messages." Detail: Negative SMTP reply: 450 4.1.2\n'
        "SMTP server = smtp.example.net; Security = None; Port = 25; Require sign-in = [not ticked]",
        ("routing-dns", "recipient-domain-not-found", 450, ""),
    ),
    "a number without words, and below it what a person tells of themselves": (
        "Failed to send some messages - Negative SMTP reply: 553\n"
        "It consistently happens on my other account, too",
        ("unknown", None, 553, ""),
    ),
    "a number, and below it what somebody tells the server said": (
        "Failed to send some messages - Negative SMTP reply: 552\nIt says my mailbox is full",
        ("mailbox-full", "mailbox-full", 552, "It says my mailbox is full"),
    ),
    "settings without values are no lines that were broken": (
        't=2026-06-06T17:22:08+0200 lvl=eror msg="Failed to send alert notification email" error=EOF\n\n'
        "[smtp]\nhost = 192.0.2.1:25\n;user =\n;password =\nskip_verify = true",
        (
            "connection",
            "connection-lost",
            None,
            't=2026-06-06T17:22:08+0200 lvl=eror msg="Failed to send alert notification email" error=EOF',
        ),
    ),
    "a form that knows no more than that sending failed": (
        "Keycloak complains that it cannot send emails:\nFailed to send email, please try again later.",
        (
            "unknown",
            None,
            None,
            "Keycloak complains that it cannot send emails: Failed to send email, please try again later.",
        ),
    ),
    "a server that says to come back": (
        "Message could not be sent. SMTP Error: 451 Please try again later",
        ("server-transient", "server-temporary-fault", 451, "Please try again later"),
    ),
    "a device that calls any failure so": (
        "The printer is saying SMTP server error",
        ("unknown", None, None, "The printer is saying SMTP server error"),
    ),
    "a device that calls any failure so, and the encryption that somebody chose": (
        "I want the printer to send scans by mail, but it is saying SMTP server error:\n"
        'SMTP: smtp.example.net\nPort:  465\nI have selected "Always use secure connection (SSL/TLS)".',
        (
            "unknown",
            None,
            None,
            "I want the printer to send scans by mail, but it is saying SMTP server error: SMTP: smtp.example.net",
        ),
    ),
    "sendEmail without its name": (
        "ERROR => TLS setup failed: SSL connect attempt failed error:1416F086:SSL routines:"
        "tls_process_server_certificate:certificate verify failed",
        (
            "tls",
            "certificate-not-verified",
            None,
            "ERROR => TLS setup failed: SSL connect attempt failed error:1416F086:SSL routines:"
            "tls_process_server_certificate:certificate verify failed",
        ),
    ),
    "a client's TLS that did not come up": (
        'T2: Connecting to SMTP-server "mail.example.net:587"...\nT2: SSL-connect failed: Unknown error code',
        ("tls", "tls-mode-mismatch", None, "T2: SSL-connect failed: Unknown error code"),
    ),
    "a server that bounces this very mail": (
        "554 5.1.1 bounced address: could not resolve address ben@example.com",
        (
            "mailbox-unknown",
            "recipient-unknown",
            554,
            "bounced address: could not resolve address ben@example.com",
        ),
    ),
    "both numbers, the second in the quote": (
        'gave: 501 "5.5.2 Cannot Decode response"',
        ("auth", "malformed-login-answer", 501, "Cannot Decode response"),
    ),
    "a number in brackets of Japanese": (
        "認証に失敗しました（535）",
        ("auth", "535-authentication-failed", 535, ""),
    ),
    "both numbers in such brackets": (
        "認証エラー（535 5.7.8）が発生しました",
        ("auth", "535-authentication-failed", 535, ""),
    ),
    "a program's own sentence for a sender that was refused": (
        "SMTP server rejected the sender (-5)",
        ("sender-rejected", "sender-refused-without-reason", None, "SMTP server rejected the sender (-5)"),
    ),
    "one that does not tell which of the two": (
        "SMTP server rejected the sender or recipient",
        ("unknown", None, None, "SMTP server rejected the sender or recipient"),
    ),
    "Vaultwarden's class for what lettre tells": (
        "May 27 07:43:05 host bitwarden_rs[1015]: Error: LetreErr.\n"
        "May 27 07:43:05 host bitwarden_rs[1015]: [CAUSE] Io(\n"
        "May 27 07:43:05 host bitwarden_rs[1015]:     Os {\n"
        "May 27 07:43:05 host bitwarden_rs[1015]:         code: 111,\n"
        "May 27 07:43:05 host bitwarden_rs[1015]:         kind: ConnectionRefused,\n"
        'May 27 07:43:05 host bitwarden_rs[1015]:         message: "Connection refused",\n'
        "May 27 07:43:05 host bitwarden_rs[1015]:     },\n",
        ("connection", "connection-refused", None, 'message: "Connection refused"'),
    ),
    "a sentence broken before a name": (
        "550 5.7.1 Your message was blocked. Please contact\nCustomer Support or see http://example.com/blocked",
        (
            "spam-content",
            "own-outbound-filter",
            550,
            "Your message was blocked. Please contact Customer Support or see http://example.com/blocked",
        ),
    ),
    "words that only say where the reason stands": (
        "Failed to send some messages. Negative SMTP reply: 550 please see",
        ("unknown", None, 550, "please see"),
    ),
    "OpenSMTPD's failure below its words for a success": (
        "Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n"
        "Your message was successfully delivered to these recipients.\n\n"
        "ben@example.net: Network error on destination MXs\n\nBelow is a copy of the original message:\n",
        ("connection", "recipient-server-not-answering", None, "Network error on destination MXs"),
    ),
    "the same where it gave up": (
        "Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n"
        "Your message was successfully delivered to these recipients.\n\n"
        "ben@example.net: Envelope expired\n\nBelow is a copy of the original message:\n",
        (
            "expired",
            "delivery-time-expired",
            None,
            "Envelope expired Below is a copy of the original message:",
        ),
    ),
}


@pytest.mark.parametrize(("paste", "told"), FIRST.values(), ids=FIRST)
def test_what_stands_around_an_error_does_not_lead(paste, told, knowledge):
    first = read_text(paste, knowledge)[0]
    assert (first.family, first.entry, first.reply_code, first.reply_text) == told
    assert first.certainty is not Certainty.CERTAIN


def test_a_server_that_hangs_up_on_tls_mostly_wants_a_newer_version(knowledge):
    says = "Authentication failed because the remote party has closed the transport stream"
    (finding,) = read_text(f"Sending mail worked, and suddenly it returns '{says}'", knowledge)
    others = [other.cause for other in finding.alternatives]
    assert (finding.entry, finding.cause, finding.certainty, others) == (
        "tls-version-too-old",
        "tls-version-too-old",
        Certainty.LIKELY,
        ["tls-no-common-cipher", "tls-mode-mismatch"],
    )


RECIPIENTS = {
    "gomail's test": (
        "Failed to send a testing email to <ana@example.org>: gomail: could not send email 1: 550 5.1.1 no such user",
        "ana@example.org",
    ),
    "Gitea's list of one": (
        "Failed to send emails [ana@example.org]: Subject: x - gomail: could not send email 1: 550 5.1.1 no such user",
        "ana@example.org",
    ),
    "whom a mail is to": ("Email to ana@example.org failed with 550 5.1.1 no such user", "ana@example.org"),
    "the same in French": (
        "Impossible d'envoyer le mail à ana@example.org : 550 5.1.1 no such user",
        "ana@example.org",
    ),
    "an address that the reply calls the sender's": (
        "Permanent SMTP delivery error when sending to mail.example.com (192.0.2.3)\n"
        "550 5.1.0 Domain of sender address abc@psrp.example.org does not exist",
        None,
    ),
    "whom a report names, though it speaks of the sender's address behind it": (
        "SMTP Error: The following recipients failed: ana@example.com: : Sender address rejected: not owned by user",
        "ana@example.com",
    ),
    "an address that an editor made a link, in OpenSMTPD's log": (
        "smtpd[8]: 00 mta delivery evpid=32 from=[<ana@example.com>](mailto:ana@example.com) "
        'to=[<ben@example.net>](mailto:ben@example.net) rcpt=<-> source="-" relay="example.net" delay=6m40s '
        'result="TempFail" stat="Temporary failure in MX lookup"',
        "ben@example.net",
    ),
    "the same in a reply": (
        "550 5.1.1 [ben@example.net](mailto:ben@example.net): Recipient address rejected: User unknown",
        "ben@example.net",
    ),
    "an address without brackets before a reply's words": (
        "550 5.1.1 ben@example.net... User unknown\nSorry, no mailbox here by that name. (#5.1.1)",
        "ben@example.net",
    ),
    "whom a client names, though the reply is about the sender": (
        "SMTP Sending messages: Recipient address 'ben@example.net' not accepted due to the following reason: "
        '"4.3.0 <ana@example.com>: Temporary lookup failure"',
        "ben@example.net",
    ),
    "to whom a program could not send, where no server answered": (
        "pfqueue ERROR: Can't send email to 'ben@example.net' :'SMTP Failed to connect to mail server: "
        "Connection refused at MIME/Lite.pm line 3044.'",
        "ben@example.net",
    ),
    "whom a login names": ("SMTP: login failed for account ana@example.com on smtp.example.com", None),
    "whom a reply names in its sentence": (
        "Error '8004020f': The server rejected one or more recipient addresses. "
        "The server response was: 550 5.7.1 Unable to relay for ben@example.net",
        "ben@example.net",
    ),
}


@pytest.mark.parametrize(("paste", "recipient"), RECIPIENTS.values(), ids=RECIPIENTS)
def test_a_report_names_whom_the_mail_was_for(paste, recipient, knowledge):
    assert read_text(paste, knowledge)[0].recipient == recipient
