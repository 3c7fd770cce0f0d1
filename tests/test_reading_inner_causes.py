"""What a program's output tells beside its own summary: the cause in it leads, and what works is no error."""

import json

import pytest

from bot.cards.finding import Group, facts, what_happened
from bot.meaning import meant_reference
from bot.model import Certainty, Speaker, Stage
from bot.reading import read_text

MAILKIT = (
    "MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS"
    " connection.\n\n{}\n   at MailKit.Net.Smtp.SmtpClient.ConnectAsync(String host, Int32 port)"
)
NOT_VALIDATED = (
    "The server's SSL certificate could not be validated for the following reasons:\n"
    "• The server certificate has the following errors:\n  • {}"
)
CAUSES = {
    "swaks, whose TLS failed by the certificate": (
        " -> STARTTLS\n<-  220 2.0.0 Ready to start TLS\n*** TLS startup failed (connect(): error:14090086:SSL routines:"
        "ssl3_get_server_certificate:certificate verify failed)\n*** STARTTLS attempted but failed",
        ("certificate-not-verified", "certificate-untrusted", Stage.TLS),
    ),
    "Perl's Net::SMTP behind a log's time": (
        "ERROR [Wed Mar 22 12:11:53 2023] can't STARTTLS: 2.0.0 Ready to start TLS",
        ("tls-not-set-up", "certificate-untrusted", Stage.TLS),
    ),
    "MailKit's advice, broken at a width": (
        MAILKIT.format(
            "When connecting to an SMTP service, port 587 is typically reserved for plain-text connections. If\n"
            "you intended to connect to SMTP on the SSL port, try connecting to port 465 instead. Otherwise,\n"
            "if you intended to use STARTTLS, make sure to use the following code:"
        ),
        ("tls-mode-mismatch", "tls-mode-mismatch", Stage.TLS),
    ),
    "MailKit's reason, in Windows' words": (
        MAILKIT.format(
            NOT_VALIDATED.format(
                "A required certificate is not within its validity period when verifying against the current system"
                " clock or the timestamp in the signed file."
            )
        ),
        ("certificate-expired", "certificate-expired", Stage.TLS),
    ),
    "MailKit's reason, in OpenSSL's words": (
        MAILKIT.format(NOT_VALIDATED.format("unable to get certificate CRL")),
        ("certificate-not-verified", "revocation-not-checked", Stage.TLS),
    ),
    "Gitea, whose mail program has a fault in its settings": (
        "Failed to send a testing email: gomail: could not send email 1: exit status 78",
        ("local-mail-program-missing", "local-mail-program-failed", None),
    ),
    "a connection that broke in the middle of a login": (
        'Traceback (most recent call last):\n  File "/usr/lib/python3.12/smtplib.py", line 739, in login\n'
        '    (code, resp) = self.auth(\n  File "/usr/lib/python3.12/smtplib.py", line 642, in auth\n'
        '    (code, resp) = self.docmd("AUTH", mechanism + " " + response)\n'
        "smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
        ("connection-lost", "connection-lost", Stage.AUTH),
    ),
    "Swift Mailer, whose summary is the refusal that followed": (
        'Swift_TransportException: Expected response code 250/251/252 but got code "503", with message "503 5.5.1 Error: '
        'need MAIL command\n"\nLog data:\n<< 220 mail.example.com ESMTP\n>> MAIL FROM:<ana@example.com>\n'
        "<< 553 5.7.1 <ana@example.com>: Sender address rejected: not owned by user bob@example.com\n"
        ">> RCPT TO:<bob@example.net>\n<< 503 5.5.1 Error: need MAIL command\n",
        ("sender-not-owned-by-login", "sender-not-owned-by-login", Stage.MAIL),
    ),
    "a mailbox that is locked, and why": (
        "535 5.7.8 Mailbox locked after too many failed login attempts",
        ("too-many-failed-logins", "account-locked", Stage.AUTH),
    ),
    "a reason behind the words of a refused login": (
        "535 5.7.8 Error: authentication failed: account suspended",
        ("account-disabled-at-login", "account-disabled", Stage.AUTH),
    ),
    "the same of a password": (
        "535 5.7.8 Authentication failed: password expired",
        ("password-change-required", "password-change-required", Stage.AUTH),
    ),
}


@pytest.mark.parametrize(("paste", "answer"), CAUSES.values(), ids=CAUSES)
def test_the_cause_in_a_programs_output_leads(paste, answer, knowledge):
    lead = read_text(paste, knowledge)[0]
    assert (lead.entry, lead.cause, lead.stage) == answer


def test_mailkits_advice_and_the_error_below_it_are_one_error(knowledge):
    advice = "When connecting to an SMTP service, port 587 is typically reserved for plain-text connections."
    below = "---> System.Security.Authentication.AuthenticationException: Cannot determine the frame size or a corrupted frame was received."
    assert [one.entry for one in read_text(MAILKIT.format(f"{advice}\n {below}"), knowledge)] == [
        "tls-mode-mismatch"
    ]


def test_a_connection_that_was_never_made_is_not_certainly_one_that_broke(knowledge):
    text = (
        "MailKit.ServiceNotConnectedException: The SmtpClient must be connected before you can authenticate."
    )
    assert [(one.entry, one.certainty) for one in read_text(text, knowledge)] == [
        ("connection-lost", Certainty.POSSIBLE)
    ]


FAILED = '{"success": false, "error": "Invalid credentials"}'


@pytest.mark.parametrize(
    ("smtp", "imap", "entries"),
    [
        (FAILED, '{"success": true}', ["535-authentication-failed"]),
        (FAILED, FAILED, ["535-authentication-failed"]),
        (
            '{"success":false,"error":"connect ECONNREFUSED 192.0.2.1:587"}',
            FAILED,
            ["connection-refused"],
        ),
        ('{"success":false}', '{"success":true}', [None]),
        ('{"success": true}', FAILED, []),
        ('{"success":true}', '{"success":false,"error":"connect ECONNREFUSED 192.0.2.1:993"}', []),
    ],
)
@pytest.mark.parametrize("form", ['{{"smtp":{},"imap":{}}}', '{{\n  "smtp": {},\n  "imap": {}\n}}'])
def test_of_a_mailbox_that_was_tested_only_smtps_result_counts(form, smtp, imap, entries, knowledge):
    assert [one.entry for one in read_text(form.format(smtp, imap), knowledge)] == entries


@pytest.mark.parametrize("said", ["SMTP does not work", "Smtp error"])
def test_what_nobody_knows_of_ones_own_program_is_told_once(said, knowledge):
    (only,) = read_text(said, knowledge)
    assert only.speaker is Speaker.OWN_CLIENT
    assert (
        what_happened(only, None) == "Your own program could not send the message and gave no known reason."
    )
    assert not any("own program" in fact for fact in facts(Group(only, 1, 0)))


@pytest.mark.parametrize(
    ("text", "entry", "provider"),
    [
        ("554 cmsmtp 2001:db8::1 AUP#In-1260", "ipv6-not-accepted", "spectrum"),
        ("550 5.1.0 AUP#1310", "too-many-connections", "spectrum"),
        ("421 AUP#1100", "no-reverse-name", "spectrum"),
        ("554 AUP#1610", None, "spectrum"),
        ("554 5.7.1 AUP#IPBL0001", "ip-on-blocklist", "cox"),
    ],
)
def test_spectrums_numbers_are_told_from_coxs_names(text, entry, provider, knowledge):
    (only,) = read_text(text, knowledge)
    assert (only.entry, only.provider) == (entry, provider)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("how do I connect 500 mailboxes to Instantly?", None),
        ("can I check 500 mailboxes at once?", None),
        ("how do I get past the limit of 500 recipients?", None),
        ("What is the 500 per day limit at Gmail?", "sending-quota-exceeded"),
        ("500 users cannot send?", None),
        ("What does error 535 mean for 500 mailboxes?", "535"),
        ("do 550 customers get a 554?", "554"),
        ("why do I get 535 errors?", "535"),
        ("how do I stop 550 bounces?", "550"),
        ("what are 421 messages?", "421"),
        ("550 per what?", "550"),
    ],
)
def test_a_number_that_counts_something_is_not_asked_about(asked, meant, knowledge):
    assert meant_reference(asked, knowledge) == meant


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("gmail smtp 587 timeout", "connect-timeout"),
        ("smtp timeout port 587", "connect-timeout"),
        ("Unable to refresh token", "oauth-token-refused"),
        ("AUP#1260", "ipv6-not-accepted"),
    ],
)
def test_a_few_words_lead_to_their_page_and_are_no_error(words, page, knowledge):
    assert (meant_reference(words, knowledge), read_text(words, knowledge)) == (page, ())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "This message was created automatically by mail delivery software.\n"
            "A message that you sent could not be delivered to one or more of its recipients.\n\nbob@example.net\n    You (ana) have reached your message limit\n"
            "    You (ana) have reached your message limit / 300 emails have been sent yesterday by ana",
            ("sending-quota-exceeded", "sending-quota-exceeded", Certainty.LIKELY),
        ),
        (
            "Task 'Ana - Sending' reported error (0x800CCC10): 'Unknown address on server.'",
            ("recipient-unknown", "recipient-unknown", Certainty.POSSIBLE),
        ),
        (
            "Zabbix: Login denied",
            ("login-refused-reason-hidden", "wrong-credentials", Certainty.POSSIBLE),
        ),
        (
            "Brother: SMTP Auth Error",
            ("535-authentication-failed", "wrong-credentials", Certainty.POSSIBLE),
        ),
        (
            "Instantly: mailbox disconnected, unable to refresh token",
            ("oauth-token-refused", "oauth-token-invalid", Certainty.POSSIBLE),
        ),
    ],
)
def test_hosts_devices_and_platforms_have_words_of_their_own(text, answer, knowledge):
    lead = read_text(text, knowledge)[0]
    assert (lead.entry, lead.cause, lead.certainty) == answer


FORMS = {
    "PHP's error log": lambda text: "\n".join(
        f"[28-Nov-2026 10:11:12 UTC] {line}" for line in text.split("\n")
    ),
    "an indented block": lambda text: "\n".join(f"    {line}" for line in text.split("\n")),
    "Markdown": lambda text: f"Hi, I get this:\n\n```\n{text}\n```\n\nWhat can I do?",
    "Docker's JSON": lambda text: "\n".join(
        json.dumps({"log": f"{line}\n", "stream": "stderr"}) for line in text.split("\n")
    ),
}
OUTPUTS = {
    "MailKit's list of what may be": (
        "MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS"
        " connection.\n\nThe SSL certificate presented by the server is not trusted by the system for one or more of"
        " the following reasons:\n1. The server is using a self-signed certificate which cannot be verified.\n"
        "2. The local system is missing a Root or Intermediate certificate needed to verify the server's certificate.",
        ("tls", "certificate-untrusted", None),
    ),
    "msmtp": (
        "msmtp: envelope from address ana@example.com not accepted by the server\nmsmtp: server message: 554 Email rejected\n"
        "msmtp: could not send mail (account default from /etc/msmtprc)",
        ("sender-rejected", "sender-not-owned-by-login", 554),
    ),
    "swaks": (
        "*** TLS startup failed (connect(): error:1408F10B:SSL routines:ssl3_get_record:wrong version number)",
        ("tls", "tls-mode-mismatch", None),
    ),
    "Sidekiq, whose process has a reply's number": (
        "2016-12-12T04:14:09.782Z 501 TID-1u5770 ActionMailer::DeliveryJob JID-350ede INFO: fail: 30.026 sec\n"
        "2016-12-12T04:14:09.782Z 501 TID-1u5770 WARN: Net::OpenTimeout: execution expired",
        ("connection", "port-blocked", None),
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("text", "answer"), OUTPUTS.values(), ids=OUTPUTS)
def test_a_programs_output_is_read_in_whatever_it_was_copied_from(text, answer, form, knowledge):
    lead = read_text(form(text), knowledge)[0]
    assert (lead.family, lead.cause, lead.reply_code) == answer


_REFUSED_AT = "stream_socket_client(): Unable to connect to mail.example.com:587 (Connection refused)"
RECORDS = {
    "Nextcloud": {
        "app": "core",
        "message": "Sending mail failed",
        "exception": {"Exception": "Symfony\\Mailer\\TransportException", "Message": _REFUSED_AT, "Code": 0},
    },
    "Nextcloud, one exception behind another": {
        "message": "failed",
        "exception": {"Exception": "E", "Message": "Could not send", "Previous": {"Message": _REFUSED_AT}},
    },
    "Monolog": {
        "message": "failed",
        "context": {"exception": {"class": "E", "message": "No", "previous": {"message": _REFUSED_AT}}},
    },
    "Logstash": {"message": "Could not send", "logger_name": "app", "stack_trace": _REFUSED_AT},
    "Elastic": {"message": "Could not send", "error.message": _REFUSED_AT},
    "structlog": {"event": "Task failed", "level": "error", "exception": _REFUSED_AT},
    "structlog, with a name of a program's own": {
        "event": "Task failed",
        "level": "error",
        "exc": _REFUSED_AT,
    },
    "Python's logging in JSON": {"message": "Task failed", "levelname": "ERROR", "exc_info": _REFUSED_AT},
    "Serilog": {"@t": "2026-11-28T10:11:12Z", "@mt": "Not sent to {To}", "@x": _REFUSED_AT},
    "Graylog": {"version": "1.1", "short_message": "Mail failed", "full_message": _REFUSED_AT},
    "CloudWatch": {"@timestamp": "2026-11-28", "@message": _REFUSED_AT},
    "n8n": {"errorMessage": _REFUSED_AT, "errorDetails": {}},
    "Rails": {"message": "job failed", "exception": ["RuntimeError", _REFUSED_AT]},
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_log_record_tells_its_error_in_whichever_field_it_stands(record, knowledge):
    lead = read_text(json.dumps(record), knowledge)[0]
    assert lead.cause == "connection-refused"
    assert "Connection refused" in lead.reply_text
    assert "{" not in lead.reply_text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            'level=error caller=notify.go:332 component=dispatcher msg="Error on notify"'
            ' err="missing password for PLAIN auth mechanism; missing password for LOGIN auth mechanism"',
            "credentials-missing",
        ),
        ("missing secret for CRAM-MD5 auth mechanism", "credentials-missing"),
        (
            "proxmox-mail-forward: fatal: root(0): Recipient addresses must be specified on the command line or via the -t option",
            "no-valid-recipients",
        ),
        (
            "sendmail: fatal: www-data(33): No recipient addresses found in message header",
            "no-valid-recipients",
        ),
        ('{"event": "Task failed", "exception": "smtp auth failed"}', "535-authentication-failed"),
    ],
)
def test_alertmanager_and_postfix_sendmail_say_what_they_were_not_given(text, answer, knowledge):
    assert read_text(text, knowledge)[0].entry == answer


_OTHERS_NUMBERS = {
    "level": 500,
    "lineno": 535,
    "process": 551,
    "duration_ms": 553,
    "thread": 530,
    "timeout": 552,
    "user_id": 421,
    "status_code": 503,
}


@pytest.mark.parametrize("indent", [None, 2], ids=["one line", "indented"])
@pytest.mark.parametrize(("field", "number"), _OTHERS_NUMBERS.items(), ids=_OTHERS_NUMBERS)
@pytest.mark.parametrize(
    ("text", "answer", "code"),
    [
        ("dial tcp: lookup smtp.example.com on 127.0.0.11:53: no such host", "host-name-not-found", None),
        (
            "Mailbox unavailable. The server response was: 5.7.1 Client does not have permissions to send as this sender",
            "microsoft-send-as-denied",
            550,
        ),
    ],
    ids=["a program's", "a server's"],
)
def test_a_records_other_numbers_are_no_replies(text, answer, code, field, number, indent, knowledge):
    lead = read_text(
        json.dumps({"message": text, field: number, "channel": "mail"}, indent=indent), knowledge
    )[0]
    assert (lead.entry, lead.reply_code) == (answer, code)


def test_a_records_number_of_the_reply_is_one(knowledge):
    for field in ("code", "responseCode", "smtp_code", "statusCode"):
        text = json.dumps({"message": "SMTP: mailbox not found", field: 550}, indent=2)
        assert read_text(text, knowledge)[0].reply_code == 550


_FORMS_OF_FIELDS = {
    "YAML": "channel: mail\nmessage: {text}\n{field}: {number}\n",
    "YAML, the number first": "channel: mail\n{field}: {number}\nmessage: {text}\n",
    "PHP": "Array\n(\n    [message] => {text}\n    [{field}] => {number}\n)",
    "Node.js": "Error: {text}\n    at x (/app/a.js:1:2) {{\n  {field}: {number},\n  channel: 'mail'\n}}",
    "a table": "| {field} | {number} |\n| error | {text} |",
}


@pytest.mark.parametrize("form", _FORMS_OF_FIELDS.values(), ids=_FORMS_OF_FIELDS)
@pytest.mark.parametrize(
    ("field", "number"), [("thread", 530), ("user_id", 421), ("timeout", 550), ("duration_ms", 553)]
)
def test_a_field_that_holds_a_number_of_its_own_is_no_reply_in_any_form(field, number, form, knowledge):
    text = "dial tcp: lookup smtp.example.com on 127.0.0.11:53: no such host"
    lead = read_text(form.format(text=text, field=field, number=number), knowledge)[0]
    assert (lead.entry, lead.reply_code) == ("host-name-not-found", None)


@pytest.mark.parametrize(
    "text",
    ["Timeout: 421 Service closing", "thread: 550 user unknown", "mx1: 550"],
)
def test_a_reply_behind_a_word_is_one(text, knowledge):
    assert read_text(f"SMTP error\n{text}", knowledge)[0].reply_code == int(text.split(": ")[1][:3])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'Last error: 451 4.4.0 Primary target IP address responded with: "451 5.7.3 Cannot achieve Exchange'
            ' Server authentication." Attempted failover to alternate host, but that did not succeed.',
            (451, "5.7.3", "Cannot achieve Exchange Server authentication."),
        ),
        (
            "451 4.4.0 primary target IP address responded with “421.4.4.2 unable to connect.” Attempted"
            " failover to alternate host, but that did not succeed.",
            (421, "4.4.2", "unable to connect."),
        ),
        ("The mail came back: 550.5.1.1 user unknown", (550, "5.1.1", "user unknown")),
        (
            '550 5.1.1 "550 5.1.1 <ana@example.com> user unknown"',
            (550, "5.1.1", "<ana@example.com> user unknown"),
        ),
        (
            "550 5.1.1 <ana@example.com>: Recipient address rejected: undeliverable address: host"
            " mail.example.com[192.0.2.5] said: 550 5.2.1 mailbox disabled (in reply to RCPT TO command)",
            (550, "5.2.1", "mailbox disabled"),
        ),
        (
            "450 4.1.1 <ana@example.com>: Recipient address rejected: unverified address: host"
            " mail.example.com[192.0.2.5] said: 550 no such user (in reply to RCPT TO command)",
            (550, None, "no such user"),
        ),
    ],
    ids=[
        "of the same code",
        "a number in one piece",
        "alone, in one piece",
        "the same told twice",
        "of the server behind",
        "of the server behind, without a second number",
    ],
)
def test_the_reply_that_another_one_quotes_is_the_cause(text, told, knowledge):
    (finding,) = read_text(text, knowledge)

    assert (finding.reply_code, finding.enhanced_code, finding.reply_text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'The library does not know "Diagnostic-Code: 550 5.1.1 User unknown". Is it to be added, please?',
            "User unknown",
        ),
        ('We get "Mail error: 550 User "bob" unknown" since Monday', 'User "bob" unknown'),
        ('It says: 550 5.1.1 user "bob" is unknown here', 'user "bob" is unknown here'),
    ],
    ids=["behind more of its words", "with a quote in it", "not quoted"],
)
def test_a_reply_that_somebody_quotes_ends_with_the_quote(text, told, knowledge):
    (finding,) = read_text(text, knowledge)

    assert finding.reply_text == told


def test_a_version_is_no_reply(knowledge):
    assert read_text("The mail server runs on driver 470.4.1.1, mail works.", knowledge) == ()
