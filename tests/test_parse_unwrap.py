"""Lines broken at a width read like the whole; lines that nobody broke stay apart."""

from __future__ import annotations

import textwrap

import pytest

from bot.parse import parse_text
from bot.parse.scan.unwrap import unwrapped, without_front

_BROKEN = (
    "MailKit.Security.AuthenticationException: 535: 5.7.139 Authentication unsuccessful, the request did not meet the criteria "
    "to be authenticated successfully. Contact your administrator.",
    "failed to send e-mail: gomail: could not send email 1: 554 5.7.1 <someone@example.com>: Recipient address rejected: Access "
    "denied by the rules of the receiving company",
    "2026-03-03 10:00:01 postfix/smtp[1234]: 4D2F1: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=3.1, dsn=5.1.1, "
    "status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 <a@example.org>: Recipient address rejected: User unknown "
    "in virtual mailbox table (in reply to RCPT TO command))",
)


@pytest.mark.parametrize("text", _BROKEN)
@pytest.mark.parametrize("width", [65, 72, 80])
def test_a_line_broken_at_a_width_is_made_whole(text: str, width: int) -> None:
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    assert unwrapped(lines) == [text]


@pytest.mark.parametrize("width", [72, 75, 80])
def test_a_line_that_a_terminal_cut_within_its_words_is_made_whole(width: int) -> None:
    text = f"{_BROKEN[2]} and again at 10:02:03, by the same host with the same words, and at 10:07:44"
    lines = [text[at : at + width].rstrip() for at in range(0, len(text), width)]
    assert unwrapped(lines) == [text]


@pytest.mark.parametrize("width", [40, 48])
def test_a_text_broken_at_a_narrow_width_is_made_whole(width: int) -> None:
    text = (
        "error sending message: 554 Message rejected: Email address is not verified for this region of ours"
    )
    assert unwrapped(textwrap.wrap(text, width)) == [text]


def test_a_sentence_that_waits_for_a_name_goes_on_with_it() -> None:
    lines = ["550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using", "Spamhaus"]
    assert unwrapped(lines) == [" ".join(lines)]


@pytest.mark.parametrize(
    "text",
    [
        'Traceback (most recent call last):\n  File "check_mail.py", line 18, in <module>\n'
        '    server.sendmail(from_e, to_e, "msg.as_string()")\n'
        '    raise SMTPServerDisconnected("Connection unexpectedly closed")\n'
        "smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
        "2026-03-03 10:00:01 delivery of the first message failed for a reason we know\n"
        "2026-03-03 10:00:02 delivery of the second message failed for another reason\n",
        "MAIL FROM:<someone-with-a-long-name@subdomain.of.a.company.example.com>\n"
        "250 2.1.0 Sender accepted by the receiving server of this company ok\n"
        "RCPT TO:<a@example.org>\n550 5.1.1 User unknown",
        "    except SMTPAuthenticationError:\n        print('SMTPAuthenticationError')\n        tell_the_person_that_the_mail_is_lost(1)",
        "550 5.1.1 User unknown in virtual mailbox\nwhat shall our customer do",
        "Failed to send the mail: 535 Login Fail. Please enter your authorization\nIt was fine half an hour ago",
        "Failed to send the mail: 535 Login Fail. Please enter your authorization\n半个小时候是好的 现在又出问题了",
        "Our customer gets this:\n535 5.7.8 Error: authentication failed: bad protocol / cancel\nHe asks why\n",
        "I cannot send mail to one address\n550 5.1.1 User unknown in virtual mailbox\nwhat shall our customer do",
        'smtplib.SMTPServerDisconnected: Connection unexpectedly closed\nprops.put("mail.smtp.auth", "true");',
        "Could not send the message.\nPlease check the settings of your mail server and try it again later.\nPort 25.",
        "<<< 451 4.1.8 Domain of sender address ana@example.com does not resolve\n"
        "bob@example.net... Deferred: 451 4.1.8 Domain of sender address ana@example.com\n"
        "<<< 503 5.0.0 Need RCPT (recipient)",
    ],
)
def test_lines_that_nobody_broke_stay_apart(text: str) -> None:
    assert unwrapped(text.split("\n")) == text.split("\n")


@pytest.mark.parametrize(
    "above", ["", f"Our customer sends us this. {'It was the same yesterday. ' * 4}\n\n"]
)
def test_a_broken_reply_is_read_whole(above: str) -> None:
    broken = "\n".join(textwrap.wrap(_BROKEN[1], 72))
    assert parse_text(above + broken)[0].reply == parse_text(_BROKEN[1])[0].reply


def test_a_reply_goes_on_behind_a_break_far_from_the_edge() -> None:
    said = "554 5.7.1 Message refused because of its sender, see"
    page = "https://postmaster.example.com/why/was/it/refused"  # did not fit beside it
    lines = f"Our customer sends us this. {'It was the same yesterday. ' * 4}\n{said}\n{page} for more"
    assert parse_text(lines)[0].reply.text == f"{said.removeprefix('554 5.7.1 ')} {page} for more"


@pytest.mark.parametrize(
    ("second", "recipient"),
    [
        ("bob@example.net: host mx.example.net[192.0.2.9] said: 552 5.2.2 Mailbox full", "bob@example.net"),
        ("<bob@example.net>: host mx.example.net[192.0.2.9] said: 552 5.2.2 Mailbox full", "bob@example.net"),
        (
            "bob@example.net (expanded from <sales@example.com>): host mx.example.net[192.0.2.9] said: 552 5.2.2 "
            "Mailbox full",
            "bob@example.net",
        ),
        ("host mx.example.net[192.0.2.9] said: 552 5.2.2 Mailbox full", None),
    ],
)
def test_what_a_server_said_of_another_is_no_part_of_the_reply_above(
    second: str, recipient: str | None
) -> None:
    first = "550 5.7.1 <ana@example.org>: Recipient address rejected: Access denied"
    told = parse_text(f"{first}\n{second}")
    assert [(one.recipient, one.reply.code, one.reply.text, one.outer) for one in told] == [
        ("ana@example.org", 550, "<ana@example.org>: Recipient address rejected: Access denied", ()),
        (recipient, 552, "Mailbox full", ()),
    ]


def test_the_front_that_kubernetes_puts_on_lines_is_dropped() -> None:
    front = "2026-03-03T10:00:00.123456789Z stderr F "
    lines = (
        "Error: Unexpected socket close",
        "    at SMTPConnection._onEnd (/app/smtp-connection/index.js:10:2)",
    )
    kept = "\n".join(front + line for line in lines)
    assert parse_text(kept) == parse_text("\n".join(lines))


@pytest.mark.parametrize(
    "front",
    [
        "2026-03-03T10:00:00.1234567Z ",
        "2026-03-03T10:00:00.123Z\t0b5e-41aa\tERROR\t",
        "Mar 03 10:00:00 web01 myapp[1234]: ",
        "2026-03-03T10:00:00.123456+00:00 app[web.1]: ",
    ],
)
def test_one_event_is_read_without_the_front_of_its_lines(front: str) -> None:
    lines = (
        "550-HELO should be a FQDN or address literal",
        "550 Reverse DNS lookup failed for host 192.0.2.1.",
    )
    assert parse_text("\n".join(front + line for line in lines)) == parse_text("\n".join(lines))


@pytest.mark.parametrize("program", ["mx postfix/smtp[1]", "WARNING sasl-xoauth2"])
def test_a_mail_servers_own_front_stays(program: str) -> None:
    lines = [
        f"2026-03-03 10:00:00 {program}: 4D2F1: lost",
        f"2026-03-03 10:00:00 {program}: 4D2F2: lost",
    ]
    assert without_front(lines) == lines


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ('string(38) "535 5.7.8 Authentication failed"', '"535 5.7.8 Authentication failed"'),
        ("535 5.7.8 \\u041e\\u0448\\u0438\\u0431\\u043a\\u0430", "535 5.7.8 Ошибка"),
        ("550 5.1.1 \\uc2e4\\ud328", "550 5.1.1 실패"),
        ("(554, b’5.0.0 unknown sender address’)", "(554, b'5.0.0 unknown sender address')"),
        ("550 5.1.1 user\\'s mailbox is unknown", "550 5.1.1 user's mailbox is unknown"),
    ],
)
def test_what_a_program_adds_when_it_shows_a_text_is_dropped(shown: str, plain: str) -> None:
    assert parse_text(shown) == parse_text(plain)


def test_a_programs_sentence_that_somebody_quotes_is_read() -> None:
    said = "Socket was closed even though a response was expected"
    assert parse_text(f"Since the upgrade I get the `{said}` error.")[0].reply.text == said


IN_ONE_LINE = {
    "Exim": "This is a permanent error. The following address(es) failed: bob@example.net host mx.example.net [192.0.2.1]"
    " SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 5.1.1 User unknown ------ This is a copy",
    "Postfix": "I'm sorry to have to inform you that your message could not be delivered. <bob@example.net>: host"
    " mx.example.net[192.0.2.1] said: 550 5.1.1 <bob@example.net>: User unknown (in reply to RCPT TO command)",
    "sendmail": "----- The following addresses had permanent fatal errors ----- <bob@example.net> (reason: 550 5.1.1"
    " User unknown) ----- Transcript of session follows ----- ... while talking to mx.example.net.: >>> DATA",
    "report fields": "Your message could not be delivered. Reporting-MTA: dns; mail.example.com Final-Recipient: rfc822;"
    " bob@example.net Action: failed Status: 5.1.1 Diagnostic-Code: smtp; 550 5.1.1 User unknown"
    " Last-Attempt-Date: Sat, 28 Nov 2026 04:00:00 +0000",
}


@pytest.mark.parametrize("text", IN_ONE_LINE.values(), ids=IN_ONE_LINE)
def test_a_report_that_came_as_one_line_is_read(text):
    (bounce,) = parse_text(text)
    assert (bounce.recipient, bounce.reply.code, bounce.reply.enhanced) == ("bob@example.net", 550, "5.1.1")
    assert "User unknown" in bounce.reply.text
    assert "Last-Attempt" not in bounce.reply.text
