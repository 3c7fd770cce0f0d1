"""Kinds of pastes that were once not understood, in words of our own: each read as its own kind now."""

from __future__ import annotations

import pytest

from bot.knowledge import Knowledge
from bot.model import Certainty
from bot.parse import parse_text
from bot.reading import read_text


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (
            "2026/11/02 邮件发送失败550 Mail box of the receiver is closed",
            550,
            "Mail box of the receiver is closed",
        ),
        ("メール送信失敗 550 User not found", 550, "User not found"),
        ("Versand fehlgeschlagen 554 Message refused by the filter", 554, "Message refused by the filter"),
    ],
    ids=["Chinese", "Japanese", "German"],
)
def test_failed_leads_to_a_reply_in_any_language(words, code, text):
    (bounce,) = parse_text(words)
    assert (bounce.reply.code, bounce.reply.text) == (code, text)


def test_a_count_behind_failed_is_no_reply():
    (bounce,) = parse_text("échec 550 mails en attente")
    assert (bounce.reply.code, bounce.reply.text) == (None, "échec 550 mails en attente")


def test_postfixs_closing_words_explain_no_failure(knowledge: Knowledge) -> None:
    text = (
        "This is the Postfix program at host mx.example.com.\n\n"
        "The mail returned below could not be delivered to one or more destinations.\n\n"
        "The following recipients are unknown:\n\n\tida@example.net\n\n"
        "For further assistance, please send mail to <postmaster>.\n"
        "If you do so, please include this problem report.\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.recipient) == ("recipient-unknown", "ida@example.net")


def test_a_clients_http_status_is_no_reply_of_a_mail_server(knowledge: Knowledge) -> None:
    text = (
        "feign.FeignException$FeignClientException: [420 status code 420] during [POST] to "
        "[https://api.mailgun.net/v3/mg.example.com/messages] [MailApi#send(String)]: "
        '[{"message":"Domain mg.example.com is not allowed to send: recipient limit exceeded"}]'
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.reply_code) == ("sending-quota-exceeded", None)


def test_the_same_request_to_another_web_service_is_no_mails():
    text = "feign.FeignException: [422 Unprocessable] during [POST] to [https://api.shop.example/orders] [Orders#put()]"
    assert parse_text(text) == ()


def test_a_change_named_in_brackets_reports_nothing():
    text = "[fix] Limit the recipients of a mail\n\n## The problem\n\nA mail can be sent to any number of recipients."
    assert parse_text(text) == ()


def test_a_reply_goes_on_below_the_address_that_it_names(knowledge: Knowledge) -> None:
    text = (
        "[email]ida@example.net[/email]\n"
        "SMTP error from remote mail server after RCPT TO:<ida@example.net>:\n"
        "host mx.example.net [192.0.2.7]: 554 5.7.1 <ida@example.net>:\n"
        "Relay access denied\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.recipient) == ("relay-access-denied", "ida@example.net")
    assert finding.reply_text == "<ida@example.net>: Relay access denied"


def test_what_comes_first_behind_telnets_words_is_the_greeting(knowledge: Knowledge) -> None:
    session = (
        "$ telnet mx.example.net 25\nTrying 192.0.2.7...\nConnected to mx.example.net.\n"
        "Escape character is '^]'.\n{}554 Go by your provider's own server\n"
    )

    (refused,) = read_text(session.format(""), knowledge)
    (later,) = read_text(session.format("220 mx.example.net ESMTP\nEHLO pc\n"), knowledge)

    assert (refused.stage, refused.entry) == ("connect", "greeting-refused")
    assert later.stage == "helo"


def test_exims_log_of_a_scanner_that_is_down_is_its_own_servers_fault(knowledge: Knowledge) -> None:
    text = "mail stopped working\n\n2026-11-09 11:06:21 1mkO1F-0004dQ-4z spam acl condition: all spamd servers failed"

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.cause, finding.speaker) == (
        "server-temporary-fault",
        "receiver-misconfigured",
        "own-server",
    )


def test_a_file_that_forefront_took_out_was_infected(knowledge: Knowledge) -> None:
    text = (
        "FILE DELETED\n\nMicrosoft Forefront Protection for Exchange Server removed a file since it was found"
        ' to be infected.\nFile name: "offer.zip"'
    )

    (finding,) = read_text(text, knowledge)

    assert finding.entry == "virus-found"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("554 5.7.1 <pc>: Client host\nrejected: Access denied", "<pc>: Client host rejected: Access denied"),
        ("<<< 501 <pc>: Helo\ncommand rejected: Invalid name", "<pc>: Helo command rejected: Invalid name"),
        (
            "450 4.1.8 <ida@example.net>: Sender address\nrejected: Domain not found",
            "<ida@example.net>: Sender address rejected: Domain not found",
        ),
    ],
    ids=["client", "name", "sender"],
)
def test_what_postfix_refuses_goes_on_in_the_line_that_says_rejected(words, text):
    (bounce,) = parse_text(words)
    assert bounce.reply.text == text


def test_rejected_at_a_lines_beginning_is_a_count_of_its_own_elsewhere():
    (bounce,) = parse_text("550 5.1.1 No such user\nrejected: 12\n")
    assert bounce.reply.text == "No such user"


def test_a_comment_that_compares_nothing_is_read():
    (bounce,) = parse_text(
        "# The server said: 550 5.1.1 No such user\nmail -s hello ida@example.net < note.txt\n"
    )
    assert bounce.reply.text == "No such user"


@pytest.mark.parametrize(
    "text",
    [
        "## Words we look for\n- delivery failed\n- user unknown\n- mailbox not found\n- does not exist\n"
        "- mailbox unavailable\n- host unknown\n- relay denied\n",
        "Fall back to the original recipient if there is an invalid address in the report. "
        "Also ignore angle brackets in an address, which are no part of it according to RFC 822.",
        "The server returns the code 550 5.1.1 if one doesn't exist and nothing is sent to the others.",
        "    $this->assertEquals('554 5.1.8 <ida@example.net>: Sender address rejected', $failed->reply);",
        "  reply /^WSAECONNREFUSED/ mode=backoff\n  reply /^421/ mode=backoff\n",
        "# A line of sendmail's log:\n#   Jun 28 10:15:03 host sm-mta[1234]: 1A2B: to=<ida@example.net>, "
        'stat=Deferred: 451 Try later\nLINE = re.compile(\n    r"stat=(?P<stat>[^:]+)"\n)',
        "本文介绍发送邮件时的错误。\n\n## 450\n\n> 450 4.1.8 Sender address rejected: Domain not found\n",
    ],
    ids=[
        "a list of words",
        "a change",
        "a condition behind the number",
        "a test in PHP",
        "PowerMTA's patterns",
        "a comment above a pattern",
        "an article",
    ],
)
def test_words_and_numbers_that_tell_of_nothing_are_no_errors(text):
    assert parse_text(text) == ()


def _refused(above: str) -> str:
    return (
        f"{above}From: MAILER-DAEMON@mx.example.com (Mail Delivery System)\n"
        "Subject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host mx.example.com.\n\n"
        "<ida@example.net>: host mx.example.net[192.0.2.7] said: 550 SPF check failed (in reply to end of DATA\n"
        "    command)\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; ida@example.net\n"
        "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 SPF check failed\n\n"
        "Return-Path: <ole@example.com>\nReceived: from pc (localhost [127.0.0.1]) by mx.example.com\n"
        "Subject: hello\n\nHello all\n\n-- \nUsers mailing list\nUsers@lists.example.org\n"
    )


def test_what_the_returned_mail_says_is_no_fact_about_its_bounce(knowledge: Knowledge) -> None:
    (bare,) = read_text(_refused(""), knowledge)
    (told,) = read_text(_refused("We forward all mails of that address.\n\n"), knowledge)

    assert (bare.cause, told.cause) == ("spf-fail", "forwarding-breaks-spf")
    assert "client.loopback" not in {one.tag for one in bare.evidence}


@pytest.mark.parametrize(
    "text",
    [
        "postfix/smtp[12]: 4ABC: to=<ida at example.net>, relay=mx.example.net[192.0.2.7]:25, dsn=5.1.1,\n"
        "status=bounced (host mx.example.net[192.0.2.7] said: 550 5.1.1 <ida at example.net>: User\n"
        "unknown (in reply to RCPT TO command))",
        "2026-02-12 10:00:00 1abcde-000001-2B ** ida at example.net R=dnslookup T=remote_smtp "
        "H=mx.example.net [192.0.2.7]: SMTP error from remote mail server: 550 5.1.1 User unknown",
        "Final-Recipient: rfc822; ida at example.net\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown",
        "550 5.1.1 <ida (at) example.net>: Recipient address rejected: User unknown",
    ],
    ids=["Postfix", "Exim", "a report", "a reply"],
)
def test_an_address_that_a_lists_archive_wrote_in_words_is_the_recipient(text, knowledge: Knowledge) -> None:
    (finding,) = read_text(text, knowledge)
    assert (finding.recipient, finding.entry) == ("ida@example.net", "recipient-unknown")


def test_where_something_failed_is_no_address() -> None:
    (bounce,) = parse_text("550 5.1.1 User unknown; refused at mx.example.net")
    assert (bounce.recipient, bounce.reply.text) == (None, "User unknown; refused at mx.example.net")


_SOURCE = (
    "Return-Path: <>\nFrom: Mail Delivery System <Mailer-Daemon@mx.example.com>\nTo: ole@example.com\n"
    "X-Failed-Recipients: ida@example.net\nX-SpamExperts-Outgoing-Class: unsure\n"
    f"X-Filter-ID: {' '.join(['Pt3MvcO5N4iKaDQ5O6lkdGlMVN6RH8bjRMzItlySaT8F'] * 40)}\n"
    "X-Report-Abuse-To: spam@quarantine.example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=b1\n"
    "Subject: Mail delivery failed\n\n--b1\nContent-Type: text/plain\n\n"
    "This message was created automatically by mail delivery software.\n\n"
    "A message that you sent could not be delivered to one or more of its\n"
    "recipients. This is a permanent error. The following address(es) failed:\n\n"
    "  ida@example.net\n    No Such User Here\n\n--b1\nContent-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mx.example.com\n\nAction: failed\nFinal-Recipient: rfc822;ida@example.net\n"
    "Status: 5.0.0\n\n--b1\nContent-Type: text/rfc822-headers\n\nFrom: ole@example.com\n"
    "Subject: hello\n\n--b1--\n"
)


@pytest.mark.parametrize(
    "paste",
    [
        f"A customer gets this, can somebody help?\n\n{_SOURCE}\nThanks!\nAnna",
        f"Look:\n```\n{_SOURCE}```\n",
        "".join(f"    {line}\n" for line in _SOURCE.split("\n")),
        _SOURCE.replace("\n", "\n\n"),
        _SOURCE.replace("ida@example.net", "ida at example.net"),
        _SOURCE.replace("ida@example.net", "[email]ida@example.net[/email]"),
    ],
    ids=[
        "below words",
        "in a code block",
        "indented",
        "line ends doubled",
        "addresses in words",
        "marked up",
    ],
)
def test_a_reports_source_is_read_as_the_mail_however_it_is_pasted(paste, knowledge: Knowledge) -> None:
    (finding,) = read_text(paste, knowledge)
    assert (finding.entry, finding.recipient) == ("user-not-on-this-server", "ida@example.net")


def test_a_mail_that_is_no_report_is_left_in_the_text_around_it(knowledge: Knowledge) -> None:
    text = (
        "It came back with 550 5.1.1 User unknown, this is what I sent:\n\n"
        "Subject: 552 5.2.2 Mailbox full\nDate: Mon, 2 Nov 2026 10:00:00 +0100\nTo: ida@example.net\n"
        "From: ole@example.com\n\nWhy do I get 552 5.2.2 Mailbox full?\n"
    )

    assert read_text(text, knowledge)[0].entry == "recipient-unknown"


def test_a_wrapped_reply_goes_on_where_every_line_end_is_doubled(knowledge: Knowledge) -> None:
    text = (
        "This is the mail system at host mx.example.com.\n\n\n\n<ida@example.net>: host mx.example.net[192.0.2.7]"
        " said: 554 5.7.1\n\n    <ida@example.net>: Relay access\n\n    denied (in reply to RCPT TO command)\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.recipient) == ("relay-access-denied", "ida@example.net")


def test_paragraphs_of_one_line_stay_apart() -> None:
    (bounce,) = parse_text("550 5.1.1 User unknown\n\nwhat does that mean to us\n\nAnna")
    assert bounce.reply.text == "User unknown"


def test_lettres_reply_is_read_where_its_line_was_broken():
    text = (
        'WARNING "src\\\\job.rs:255: SMTP\nfailed to send: Permanent(Response { code: Code { severity:\n'
        "PermanentNegativeCompletion, category: MailSystem, detail: Four },\n"
        'message: [\\"5.7.1 Message rejected under suspicion of SPAM;\nhttps://help.example.net/1\\"] })"\n'
    )

    (bounce,) = parse_text(text)

    assert (bounce.reply.code, bounce.reply.enhanced) == (554, "5.7.1")


def test_phpmailers_lines_on_one_connection_are_one_failure(knowledge: Knowledge) -> None:
    text = (
        "Connection: opening to smtp.example.com:587, timeout=300\n"
        'Connection: Failed to connect to server. Error number 2. "Error notice: stream_socket_client(): unable to '
        "connect to smtp.example.com:587 (Connection refused)\n"
        "SMTP ERROR: Failed to connect to server: Connection refused (111)"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.count) == ("connection-refused", 1)


def test_a_reply_that_somebody_quotes_above_the_session_is_told_once(knowledge: Knowledge) -> None:
    session = "EHLO localhost\n250-AUTH LOGIN\n250 CHUNKING\nMAIL FROM:<ana@example.com>\n"
    text = f"the server says 'Client was not authenticated', in whole:\n\n{'250-XX' * 9}\n" + (
        f"220 mail.example.com\n{session}530 5.7.1 Client was not authenticated\nQUIT"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.reply_code) == ("530-authentication-required", 530)


def test_what_a_paste_proves_makes_a_settled_answer_no_less_certain(knowledge: Knowledge) -> None:
    text = (
        "Mail was unable to connect to server “smtp.example.com” using SSL on port 587. Verify that this server "
        "supports SSL and that your account settings are correct."
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.cause, finding.certainty) == ("tls-mode-mismatch", Certainty.CERTAIN)


@pytest.mark.parametrize(
    "tried",
    [
        "465 → wrong version number\n587 → Connection timed out",
        "465 => wrong version number\n587 => Connection timed out",
        "465: wrong version number\n587: Connection timed out",
        "Port 465 → wrong version number, port 587 → Connection timed out",
    ],
)
def test_what_came_of_each_port_is_no_list_of_codes(tried: str, knowledge: Knowledge) -> None:
    found = read_text(f"nodemailer, smtp.example.com\n\n{tried}", knowledge)

    assert {one.reply_code for one in found} == {None}
    assert found[0].entry == "tls-mode-mismatch"


def test_a_code_behind_a_port_and_an_arrow_is_heard(knowledge: Knowledge) -> None:
    (finding,) = read_text('smtp.example.com 587 → "535 5.7.8 Error: authentication failed"', knowledge)

    assert (finding.entry, finding.reply_code) == ("535-authentication-failed", 535)


@pytest.mark.parametrize("number", [422, 423])
def test_wordpress_number_beside_phpmailers_words_is_no_reply(number: int, knowledge: Knowledge) -> None:
    text = f'{{\n  "code": {number},\n  "message": "SMTP Error: Could not connect to SMTP host."\n}}'

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.reply_code) == ("smtp-connect-failed", None)


@pytest.mark.parametrize(
    "text",
    [
        "Error 535 5.7.8 Authentication failed in our shop plugin\n\n"
        "2026-11-30 10:00:01 DEBUG smtp: <- 535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6",
        "Subject: 550 5.1.1 User unknown\n"
        "2026-11-30 10:00:01 to=<bob@example.com>, relay=mx.example.com[192.0.2.7]:25, dsn=5.1.1, status=bounced"
        " (host mx.example.com[192.0.2.7] said: 550 5.1.1 <bob@example.com>: Recipient address rejected:"
        " User unknown in virtual mailbox table (in reply to RCPT TO command))",
        "gmail says username and password not accepted 535",
        "SMTP credentials wrong since we saved the form\n\n"
        "2: SERVER -> CLIENT: 535 Authentication credentials invalid",
        "I get - SMTP Error: Could not authenticate. It has something to do with AUTH LOGIN. By telnet:\n\n"
        "220 mail.example.com ESMTP ready\nEHLO local\n250 mail.example.com\nAUTH LOGIN\n"
        "334 VXNlcm5hbWU6\n334 UGFzc3dvcmQ6\n535 5.7.8 Authentication credentials invalid",
    ],
)
def test_a_title_and_the_log_below_it_tell_one_error(knowledge, text):
    (finding,) = read_text(text, knowledge)

    assert finding.reply_code in (535, 550)


def test_a_programs_heading_says_nothing_beside_the_reason_below_it(knowledge):
    (finding,) = read_text("Failed to send email:\nPassword not accepted", knowledge)

    assert (finding.family, finding.cause) == ("auth", "wrong-credentials")


def test_findings_stand_in_the_order_of_the_text(knowledge):
    findings = read_text(
        "550 5.7.1 <a@example.com>: Relay access denied\n"
        "421 4.7.0 Too many connections\n"
        "550 5.7.1 Relaying denied. Proper authentication required.",
        knowledge,
    )

    assert [one.reply_code for one in findings] == [550, 421, 550]
