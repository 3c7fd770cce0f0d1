"""A bounce mail's text as programs give it away: escaped, with links behind addresses, without line ends."""

import html

import pytest

from bot.model import Kind
from bot.parse import parse_document, parse_text
from bot.parse.mails.enclosed import mail_of_line

HEAD = (
    "From: Mail Delivery System <mailer-daemon@mail.example.com>\nTo: Ana <ana@example.com>\n"
    "Subject: Mail delivery failed: returning message to sender\nDate: Tue, 24 Nov 2026 10:00:00 +0100 (CET)\n\n"
)
BODY = (
    "This message was created automatically by mail delivery software.\n\n"
    "A message that you sent could not be delivered to one or more of its\n"
    "recipients. This is a permanent error. The following address(es) failed:\n\n"
    "  <bob@example.net>\n    552 5.2.2 <bob@example.net> mailbox is full\n\n"
    "------ This is a copy of the message, including all the headers. ------\n\n"
    "Return-path: <ana@example.com>\nFrom: Ana <ana@example.com>\nTo: list@example.org\nSubject: virus\n"
)
TOLD = ("bob@example.net", 552, "5.2.2", Kind.FAILURE)


def told(bounces):
    return [(one.recipient, one.reply.code, one.reply.enhanced, one.kind) for one in bounces]


def escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("  ", "&nbsp;&nbsp;")


def linked(text: str) -> str:
    return text.replace("bob@example.net", "bob@example.net<mailto:bob@example.net>")


FORMS = {
    "as it is": HEAD + BODY,
    "escaped": escaped(HEAD + BODY),
    "escaped twice": escaped(escaped(HEAD + BODY)),
    "a body escaped twice below plain headers": HEAD.replace("<", "").replace(">", "")
    + escaped(escaped(BODY)),
    "Outlook's links": linked(HEAD + BODY),
    "Outlook's file, in tabs": (HEAD + linked(BODY)).replace("Date: ", "Sent: ").replace(": ", ":\t", 4),
    "no line ends": " ".join((HEAD + BODY).split()),
    "no line ends, in German": " ".join((HEAD + BODY).split())
    .replace("From:", "Von:", 1)
    .replace("To:", "An:", 1)
    .replace("Subject:", "Betreff:", 1)
    .replace("Date:", "Gesendet:", 1),
    "no line ends, the subject below": " ".join((HEAD + BODY).split())
    .replace("Subject: Mail delivery failed: returning message to sender ", "", 1)
    .replace("(CET)", "(CET) Subject: Mail delivery failed", 1),
}


@pytest.mark.parametrize(
    "read", [parse_text, lambda text: parse_document(text.encode())], ids=["paste", "file"]
)
@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_a_report_says_the_same_in_each_form(text, read):
    assert told(read(text)) == [TOLD]


LISTS = {
    "Gmail": "Delivery to the following recipient failed permanently: bob@example.net Technical details: the"
    " mailbox is full ----- Original message ----- hello",
    "with a star": "Delivery to the following recipients failed permanently: * bob@example.net ==== The mailbox"
    " is full",
    "a sentence before": "Delivery to the following recipients failed. bob@example.net Reporting-MTA: dns;"
    " mx.example.org Action: failed Status: 5.2.2 X-Display-Name: Bob",
    "late": "Delivery to the following recipient has been delayed: bob@example.net Message will be retried",
}


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_whom_a_report_without_line_ends_lists_is_the_recipient(words):
    (bounce,) = parse_text(f"This is an automatically generated Delivery Status Notification {words}")
    assert bounce.recipient == "bob@example.net"


@pytest.mark.parametrize(
    "line",
    [
        "From: Monday on we use another server. To: all of you, Subject: none",
        "I wrote From: a@example.com To: b@example.com Subject: hello and got nothing back for a day or more",
        "550 5.1.1 <a@example.com> To: b@example.com From: c@example.com User unknown in virtual mailbox table",
        "From: a@example.com",
    ],
)
def test_a_line_that_names_headers_is_no_mail(line):
    assert mail_of_line(line) is None


def test_a_link_to_somebody_else_stays():
    (bounce,) = parse_text(
        "Delivery to <bob@example.net> failed: 550 5.1.1 ask ana@example.com <mailto:help@example.org>"
    )
    assert "<mailto:help@example.org>" in bounce.reply.text
