"""A bounce mail's text as programs give it away: escaped, with links behind addresses, without line ends."""

import base64
import html
import json

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


def of_word(text: str) -> str:
    paragraphs = (
        f'<p class="MsoNormal"><span lang="EN-US">{html.escape(line)}<o:p></o:p></span></p>'
        if line
        else '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        for line in text.splitlines()
    )
    return f'<html><body><div class="WordSection1">\n{chr(10).join(paragraphs)}\n</div></body></html>'


def bold(text: str, mark: str) -> str:
    head, _, body = text.partition("\n\n")
    return "\n".join(
        f"{mark}{name}:{mark} {value}"
        for name, _, value in (line.partition(": ") for line in head.splitlines())
    ) + ("\n\n" + body)


SIGNATURES = {
    "dashes": "-- \nAna Example, ana@example.org\n",
    "regards": "Best regards,\nAna\nana@example.org\n",
    "in German": "Mit freundlichen Grüßen\n\nAna Example\n<ana@example.org>\n",
}

FORMS = {
    "as it is": HEAD + BODY,
    "Outlook's HTML": of_word(HEAD + BODY),
    "bold headers": bold(HEAD + BODY, "*"),
    "bold headers in Markdown": "We got this:\n\n" + bold(HEAD + BODY, "**"),
    **{
        f"a signature, {name}": "".join(f"> {line}\n" for line in (HEAD + BODY).splitlines()) + "\n" + signed
        for name, signed in SIGNATURES.items()
    },
    **{
        f"a signature below the report's own words, {name}": BODY.partition("------")[0] + signed
        for name, signed in SIGNATURES.items()
    },
    "escaped": escaped(HEAD + BODY),
    "escaped twice": escaped(escaped(HEAD + BODY)),
    "a body escaped twice below plain headers": HEAD.replace("<", "").replace(">", "")
    + escaped(escaped(BODY)),
    "Outlook's links": linked(HEAD + BODY),
    "Outlook's file, in tabs": (HEAD + linked(BODY)).replace("Date: ", "Sent: ").replace(": ", ":\t", 4),
    "in one line, as Python shows it": repr((HEAD + BODY).replace("\n", "\r\n").encode()),
    "in one line, its line ends written out": (HEAD + BODY).replace("\n", "\\n"),
    "in a record's field": json.dumps({"subject": "Undeliverable", "body": HEAD + BODY}),
    "line ends made twice": (HEAD + BODY).replace("\n", "\r\r\n"),
    "indented below a mailbox's line": "From MAILER-DAEMON Tue Nov 24 10:00:00 2026\n".join(["", HEAD + BODY])
    .replace("\n", "\n    ")
    .replace("From MAILER", "    From MAILER"),
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
    "Exchange": "Delivery has failed to these recipients or groups: Bob (bob@example.net) The mailbox is full."
    " Generating server: ex.example.com bob@example.net Remote Server returned '554 5.2.2 mailbox full' Original"
    " message headers: Received: from ex.example.com",
    "late": "Delivery to the following recipient has been delayed: bob@example.net Message will be retried",
}


def test_each_of_several_without_line_ends_keeps_its_own_reply():
    fields = " ".join(
        f"Final-recipient: rfc822;{name} Action: failed Status: {status} Diagnostic-Code: smtp;{code} {status} <{name}>... {words}"
        for name, code, status, words in (
            ("bob@example.net", 550, "5.1.1", "User unknown"),
            ("ole@example.org", 552, "5.2.2", "Mailbox full"),
        )
    )
    bounces = parse_text(
        "This is an automatically generated Delivery Status Notification. Delivery to the following recipients failed."
        f" bob@example.net ole@example.org Reporting-MTA: dns;mx.example.com {fields}"
    )
    assert [(one.recipient, one.reply.code, one.reply.enhanced) for one in bounces] == [
        ("bob@example.net", 550, "5.1.1"),
        ("ole@example.org", 552, "5.2.2"),
    ]


def test_an_event_in_a_record_is_no_mail_s_words():
    bounced = [{"emailAddress": "bob@example.net", "diagnosticCode": "smtp; 550 5.1.1 User unknown"}]
    event = {
        "notificationType": "Bounce",
        "bounce": {"bouncedRecipients": bounced},
        "mail": {"destination": ["al@example.net"]},
    }
    (bounce,) = parse_text(json.dumps({"subject": "Amazon SES", "body": json.dumps(event, indent=1)}))
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", 550)


def test_a_header_broken_at_a_width_leaves_those_below_it_headers():
    head = HEAD.replace("System <", "System\n<").replace("\n\n", "\nContent-Transfer-Encoding: base64\n\n")
    assert told(parse_text(head + base64.encodebytes(BODY.encode()).decode())) == [TOLD]


def test_a_source_without_line_ends_keeps_its_sender_apart_from_the_recipient():
    (bounce,) = parse_text(
        "Return-Path: <> From: <MAILER-DAEMON@example.com> To: ana@example.com Subject: Undeliverable mail: offer Date: Tue,"
        " 24 Nov 2026 10:00:00 +0100 MIME-Version: 1.0 Content-Type: text/plain; charset=utf-8 Failed to deliver to"
        " 'bob@example.net' SMTP module(domain example.net) reports: host mx.example.net says: 550 5.7.1 Unable to relay"
    )
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", 550)


def test_a_tab_written_out_is_no_part_of_an_address():
    words = "The message that you sent was undeliverable to the following:\n\tbob@example.net (mailbox full)"
    (bounce,) = parse_text(words.replace("\n", "\\n").replace("\t", "\\t"))
    assert bounce.recipient == "bob@example.net"


DAEMON = "mailer-daemon@mail.example.com"
RECORDS = {
    "Graph": {
        "from": {"emailAddress": {"name": "Mail", "address": DAEMON}},
        "toRecipients": [{"emailAddress": {"address": "ana@example.com"}}],
        "body": {"contentType": "text", "content": BODY},
    },
    "n8n": {"from": {"value": [{"address": DAEMON}]}, "text": BODY, "html": f"<p>{html.escape(BODY)}</p>"},
    "Mailgun": {"From": DAEMON, "body-plain": BODY.replace("\n", "\r\n")},
    "its HTML alone": {"from": DAEMON, "html": of_word(BODY)},
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_mail_whose_fields_are_a_record_s_is_read_as_one(record):
    assert told(parse_text(json.dumps({"id": 7, "subject": "Mail delivery failed", **record}, indent=1))) == [
        TOLD
    ]


def test_a_recipient_and_its_reply_without_line_ends_stay_together():
    bounces = parse_text(
        "An error has occurred while attempting to deliver a message for the following list of recipients:"
        " bob@example.net: 550 5.1.1 <bob@example.net>... User unknown ole@example.org: 552 5.2.2 <ole@example.org>..."
        " Mailbox full Below is a copy of the original message:"
    )
    assert [(one.recipient, one.reply.code) for one in bounces] == [
        ("bob@example.net", 550),
        ("ole@example.org", 552),
    ]


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


REPORT_BY_SERVER = (
    "From: Mail Delivery System <mailer-daemon@mail.example.com>\nSubject: failure notice\n\n{}\n"
)


def test_two_headers_suffice_where_a_mail_server_is_the_sender():
    (bounce,) = parse_text(
        REPORT_BY_SERVER.format("Your message\n\n  To: bob@example.net\n\nhas not reached them.")
    )
    assert (bounce.recipient, bounce.suspected) == ("bob@example.net", False)


def test_a_mail_in_a_code_block_is_read_as_one():
    mail = (HEAD + BODY).partition("------ This")[0]
    assert told(parse_text(f"We got this back:\n```\n{mail}```\nany idea?")) == [TOLD]


def test_links_that_an_editor_made_of_addresses_and_hosts_are_undone():
    (bounce,) = parse_text(
        "This is the mail system at host [mx.example.com](http://mx.example.com/).\n\nI'm sorry to have to inform"
        " you that your message could not\nbe delivered.\n\n<[bob@example.net](mailto:bob@example.net)>: connect to"
        " [mail.example.net](http://mail.example.net/)[192.0.2.1]:25:\n    Connection timed out\n"
    )
    assert (bounce.recipient, bounce.reply.text) == (
        "bob@example.net",
        "connect to mail.example.net[192.0.2.1]:25 Connection timed out",
    )


ABOVE = {
    "a source": "{}\n\n" + HEAD + BODY,
    "quoted": "{}\n\n" + "".join(f"> {line}\n" for line in (HEAD + BODY).splitlines()),
    "forwarded": "{}\n\n---------- Forwarded message ---------\n" + HEAD + BODY,
    "in German": "{}\n\n-------- Weitergeleitete Nachricht --------\n"
    + HEAD.replace("From:", "Von:", 1).replace("To:", "An:", 1).replace("Subject:", "Betreff:", 1)
    + BODY,
}


@pytest.mark.parametrize("form", ABOVE.values(), ids=ABOVE)
def test_what_a_person_writes_above_a_mail_is_told_of_it(form):
    (alone,) = parse_text(form.format("Look at this."))
    (told_of,) = parse_text(form.format("It worked yesterday, and only this server is affected."))
    tags = {fact.tag for fact in told_of.context} - {fact.tag for fact in alone.context}
    assert (told_of._replace(context=alone.context), tags) == (alone, {"prose.worked-before"})


def test_who_says_thanks_above_a_report_has_not_signed_off():
    (bounce,) = parse_text(
        "What does this mean?\nThanks\n\nHi. This is the qmail-send program at mx.example.com.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
        "<bob@example.net>:\nSorry, I couldn't find any host named example.net. (#5.1.2)\n"
    )
    assert bounce.recipient == "bob@example.net"


def test_the_lines_of_qmails_report_alone_name_the_recipient():
    (bounce,) = parse_text(
        "<bob@example.net>:\nSorry, I couldn't find any host named example.net. (#5.1.2)\n"
    )
    assert bounce.recipient == "bob@example.net"


def test_coremails_table_names_the_recipient_without_a_colon():
    (bounce,) = parse_text(
        "抱歉，您的邮件被退回来了……\n      原邮件信息：\n            主  题 Test message\n"
        "            收件人 bob@example.net\n\n      退信原因：\n            未知的原因，对方拒绝接收您的邮件\n"
        "            英文说明:SMTP error, RCPT TO: Host example.net(192.0.2.1) RCPT TO said 550 No such user here\n"
    )
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", 550)


def test_exchanges_own_sender_is_no_recipient():
    (bounce,) = parse_text(
        "From: Microsoft Outlook\n<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.com>\n"
        "Subject: Undeliverable: hello\n\nDelivery has failed to these recipients or groups:\n\n"
        "bob@example.net\n\nRemote Server returned '550 5.1.1 User unknown'\n"
    )
    assert bounce.recipient == "bob@example.net"


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        (
            "This is the mail system at host mail.example.com. <bob@example.net>: host mx.example.net[192.0.2.1] said: 554"
            " 5.7.1 Spam message rejected (in reply to end of DATA command)",
            "bob@example.net",
        ),
        (
            "I am sending you this message to inform you on the delivery status of a message you previously sent."
            " <bob@example.net> delivery failed; will not continue trying Reason: 552 5.2.2 mailbox full",
            "bob@example.net",
        ),
        (
            "Your message could not be delivered, since bob@example.net and ida@example.net share a mailbox that is full:"
            " 552 5.2.2 mailbox full",
            None,
        ),
    ],
    ids=["Postfix", "the only address", "two"],
)
def test_a_report_in_one_line_names_its_recipient_within(text, recipient):
    assert [one.recipient for one in parse_text(text)] == [recipient]
