"""Mails inside a text, and the ways in which mail servers name a recipient in their prose."""

import base64
import json

import pytest

from bot.model import Kind
from bot.parse import parse_document, parse_text
from bot.parse.mails import mime
from bot.parse.mails.enclosed import enclosed_mail
from bot.parse.mails.mail_in_json import mail_in_json
from bot.reading import read_document

HEAD = "From: Postmaster <postmaster@mail.example.com>\nTo: ana@example.com\nSubject: Undeliverable Mail\n"
FOOT = "\nOriginal message follows.\n\nTo: somebody@else.example\nSubject: hello\n"

NAMED = {
    "IMail, its user": "Invalid final delivery userid: bob@example.net",
    "IMail, after attempts": "Delivery failed 20 attempts: bob@example.net",
    "IMail, in two words": "undeliverable to bob@example.net",
    "LSMTP, a field": "Error-for:  bob@example.net\nError-Text: mx.example.net said: Message looping",
    "MailEnable, in brackets": "The following recipient(s) failed:\n\n\tRecipient: [SMTP:bob@example.net]",
    "Exchange 5.5, with its day": "did not reach the following recipient(s):\n\nbob@example.net on Fri, 18 Oct 2002 09:13:24 -0600",
    "Exchange 5.5, X.400": "did not reach the following recipient(s):\n\nc=US;a= ;o=Shop;dda:SMTP=bob@example.net; on Fri, 4 Oct 2002",
    "Haraka, intended": "Intended Recipients: <bob@example.net>\nFailure Reason: Error: Some recipients failed",
    "a full mailbox": "User's mailbox is full: <bob@example.net>\nUnable to deliver mail.",
    "a returned digest": "The following message, addressed to 'bob@example.net', failed.\n---- START OF RETURNED MESSAGE ----",
    "PowerMTA, behind two spaces": "below you will find the recipients:\n\n  <bob@example.net>  delivery failed; will not continue trying",
    "QQ, in wide brackets": "退信原因：收件人邮件地址（bob@example.net）不存在，邮件无法送达。",
    "Chinese, with nothing between": "您的邮件无法发送到bob@example.net，邮箱已满。",
    "Mailman, a list": "Your message was rejected: You are not allowed to post to this mailing list bob@example.net",
    "in quotes": 'Delivery of email to this address\n\n"bob@example.net"\n\nhas failed.',
    "with its own name": 'could not be delivered to the following user:\n"bob@example.net" <bob@example.net>',
}


@pytest.mark.parametrize("prose", NAMED.values(), ids=NAMED)
def test_the_recipient_is_named_in_the_words_of_many_servers(prose):
    (bounce,) = parse_document(f"{HEAD}\n{prose}\n{FOOT}".encode())
    assert (bounce.recipient, bounce.kind) == ("bob@example.net", Kind.FAILURE)


def test_a_report_whose_sender_is_no_daemon_is_known_by_its_subject():
    mail = "From: scan@example.net\nTo: ana@example.com\nSubject: Mail could not be delivered\n\nUnable to deliver message to <bob@example.net>.\n"
    (bounce,) = parse_document(mail.encode())
    assert (bounce.recipient, bounce.suspected) == ("bob@example.net", False)


def test_what_nobody_sent_and_calls_itself_a_report_is_one():
    mail = "Return-Path: <>\nFrom:MMS <admin@pix.example>\nTo:ana@example.com\nSubject:Mail\nDate:Tue, 24 Nov 2026 10:00:00 +0000\n\n"
    (bounce,) = parse_document(f"{mail}Could not be delivered to: <bob@example.net>\n".encode())
    assert (bounce.recipient, bounce.suspected) == ("bob@example.net", False)
    (other,) = parse_document(f"{mail}This mailbox is not read before Monday.\n".encode())
    assert other.suspected


def test_a_question_about_such_a_report_is_none():
    mail = "From: ana@example.com\nTo: help@example.net\nSubject: Re: Mail could not be delivered\n\nDo you know what is meant?\n"
    assert parse_document(mail.encode()) == ()


def test_the_reports_own_words_count_where_the_returned_mail_is_empty():
    mail = (
        "From: MDaemon@mail.example.net\nTo: ana@example.com\nSubject: Warning: bob@example.net - User unknown!\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/plain\n\n'
        "bob@example.net - no such user here.\n\n--B\nContent-Type: message/rfc822\n\nMessage removed, not found\n--B--\n"
    )
    (bounce,) = parse_document(mail.encode())
    assert (bounce.recipient, bounce.reply.text) == ("bob@example.net", "- no such user here")


REPORT = f"{HEAD}\nInvalid final delivery userid: bob@example.net\n"


def named(sender: str, day: str, to: str, subject: str) -> str:
    head = (
        f"{sender} Postmaster <postmaster@mail.example.com>\n{day} 24.11.2026 10:00\n{to} ana@example.com\n"
    )
    return f"{head}{subject} Undeliverable Mail\n\nInvalid final delivery userid: bob@example.net\n"


ENCLOSED = {
    "quoted": "".join(f"> {line}\n" for line in REPORT.splitlines()),
    "quoted below a sentence": "Look:\n\n" + "".join(f">{line}\n" for line in REPORT.splitlines()),
    "Gmail": f"Look.\n\n---------- Forwarded message ---------\n{REPORT}",
    "Outlook": f"Look.\n\n-----Original Message-----\n{REPORT}",
    "Apple Mail": f"Begin forwarded message:\n\n{REPORT}",
    "Thunderbird": f"-------- Weitergeleitete Nachricht --------\n{REPORT}",
    "quoted twice": "".join(f"> > {line}\n" for line in REPORT.splitlines()),
    "Outlook, in German": f"Was ist das?\n\n{'_' * 32}\n{named('Von:', 'Gesendet:', 'An:', 'Betreff:')}",
    "Outlook, in French, alone": named("De :", "Envoyé :", "À :", "Objet :"),
    "Outlook, in Spanish": f"-----Mensaje original-----\n{named('De:', 'Enviado el:', 'Para:', 'Asunto:')}",
    "Apple Mail, in Italian": f"Inizio messaggio inoltrato:\n\n{named('Da:', 'Data:', 'A:', 'Oggetto:')}",
    "Apple Mail, in German, quoted": "".join(
        f"> {line}\n"
        for line in (
            "Anfang der weitergeleiteten Nachricht:\n\n" + named("Von:", "Datum:", "An:", "Betreff:")
        ).splitlines()
    ),
    "Foxmail": f"------------------ 原始邮件 ------------------\n{named('发件人：', '发送时间：', '收件人：', '主题：')}",
}


@pytest.mark.parametrize("text", ENCLOSED.values(), ids=ENCLOSED)
def test_a_mail_in_a_text_is_found(text):
    assert enclosed_mail(text) is not None
    (bounce,) = parse_text(text)
    assert (bounce.recipient, bounce.kind) == ("bob@example.net", Kind.FAILURE)


def test_quoted_words_are_no_mail():
    assert (
        enclosed_mail("> From: Monday on we use another server.\n> It is slow.\n> Really.\n> Bye\n") is None
    )
    assert enclosed_mail("---------- Forwarded message ---------\nit says 550\n") is None
    assert enclosed_mail("Von: Montag\nAn: alle\nwir ziehen um\n") is None


def attached(kind: str, transfer: str, body: str) -> bytes:
    return (
        "From: ana@example.com\nTo: help@example.net\nSubject: Fwd: mail\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/plain\n\nSee attached.\n\n'
        f"--B\nContent-Type: {kind}\nContent-Transfer-Encoding: {transfer}\n\n{body}\n--B--\n"
    ).encode()


IN_BASE64 = base64.encodebytes(REPORT.encode()).decode()
NO_HEADERS = base64.encodebytes(
    b"Undeliverable Mail\n\nInvalid final delivery userid: bob@example.net\n"
).decode()

ATTACHED = {
    "as RFC 2046 wants it": attached("message/rfc822", "7bit", REPORT),
    "a mail in base64": attached("message/rfc822", "base64", IN_BASE64),
    "a file": attached("application/octet-stream", "base64", IN_BASE64),
}


@pytest.mark.parametrize("mail", ATTACHED.values(), ids=ATTACHED)
def test_a_mail_is_found_however_it_is_attached(mail):
    (bounce,) = parse_document(mail)
    assert (bounce.recipient, bounce.kind) == ("bob@example.net", Kind.FAILURE)


def test_a_file_named_like_a_mail_is_one_whatever_its_headers_are():
    mail = attached(
        "application/octet-stream",
        'base64\nContent-Disposition: attachment; filename="a.EML"',
        base64.encodebytes(b"Subject: Undeliverable\n\nUnable to deliver to <bob@example.net>.\n").decode(),
    )
    (bounce,) = parse_document(mail)
    assert (bounce.recipient, bounce.kind) == ("bob@example.net", Kind.FAILURE)


def test_a_file_that_is_no_mail_is_not_read_as_one():
    assert parse_document(attached("application/octet-stream", "base64", NO_HEADERS)) == ()


def test_report_fields_in_base64_are_read():
    fields = (
        "Final-Recipient: rfc822; bob@example.net\nAction: failed\nDiagnostic-Code: smtp; 550 No such user\n"
    )
    body = base64.encodebytes(f"Reporting-MTA: dns; mail.example.net\n\n{fields}".encode()).decode()
    (bounce,) = parse_document(attached("message/delivery-status", "base64", body))
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", 550)


def test_headers_that_lost_their_folding_still_begin_a_mail():
    headers = "".join(f"X-MS-Exchange-{number}: 0\n" for number in range(20))
    lost = "x-store-info:abc\nBCL:0;PCL:0;\n(2603:1096:100:41::31) by mail.example.net\nMIME-Version:1.0\n"
    (bounce,) = parse_document(f"{lost}{headers}{REPORT}".encode())
    assert (bounce.recipient, bounce.suspected) == ("bob@example.net", False)


PARTS = (
    "--B\nContent-Type: text/plain\n\nYour message could not be delivered.\n\n--B\n"
    "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n{}\n--B--\n"
)
FIELDS = "Final-Recipient: rfc822; bob@example.net\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n"
ENCODED = PARTS.format(
    base64.encodebytes(f"Reporting-MTA: dns; mx.example.net\n\n{FIELDS}".encode()).decode()
)
OF_REPORT = "From: MAILER-DAEMON@example.net\nTo: ana@example.com\nSubject: Undelivered\nMIME-Version: 1.0\n"
UNDECLARED = {
    "no boundary": f"{OF_REPORT}Content-Type: multipart/report\n\n{ENCODED}",
    "another": f"{OF_REPORT}Content-Type: multipart/report; boundary=C\n\n{ENCODED}",
    "no header": ENCODED,
}


@pytest.mark.parametrize("mail", UNDECLARED.values(), ids=UNDECLARED)
def test_parts_are_found_by_their_own_delimiter_where_no_header_names_it(mail):
    (bounce,) = parse_text(mail)
    assert (bounce.recipient, bounce.reply.code, bounce.kind) == ("bob@example.net", 550, Kind.FAILURE)


def test_rules_between_paragraphs_open_no_part():
    assert mime.with_boundary("--\nContents: 550 chairs\n--\n" * 40) is None


def test_fields_that_a_gateway_encoded_below_others_are_read():
    below = f"Reporting-MTA: dns; mx.example.net\nContent-Transfer-Encoding: base64\n\n{base64.encodebytes(FIELDS.encode()).decode()}"
    (bounce,) = parse_document(attached("message/delivery-status", "7bit", below))
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", 550)


def of_gmail(**message: object) -> str:
    return json.dumps({"id": "18e2", "snippet": "Undelivered", **message})


def base64url(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def headers(**fields: str) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in fields.items()]


MAIL = f"{OF_REPORT}Content-Type: multipart/report; boundary=B\n\n{ENCODED}"
BLOCKS = [
    {
        "mimeType": "text/plain",
        "headers": [{"name": "Reporting-MTA", "value": "dns; mx.example.net"}],
        "body": {"size": 0},
    },
    {
        "mimeType": "text/plain",
        "headers": [
            {"name": "Final-Recipient", "value": "rfc822; bob@example.net"},
            {"name": "Action", "value": "failed"},
            {"name": "Diagnostic-Code", "value": "smtp; 550 5.1.1 No such user"},
        ],
        "body": {"size": 0},
    },
]


def payload(status: dict[str, object]) -> dict[str, object]:
    told = {
        "mimeType": "text/plain",
        "headers": [],
        "body": {"data": base64url("Nicht zustellbar: größer als erlaubt?")},
    }
    return {
        "mimeType": "multipart/report",
        "headers": headers(From="MAILER-DAEMON@example.net", To="ana@example.com", Subject="Undelivered"),
        "parts": [told, {"mimeType": "message/delivery-status", "headers": [], **status}],
    }


IN_JSON = {
    "Gmail, raw": of_gmail(raw=base64url(MAIL)),
    "Gmail, in parts": of_gmail(payload=payload({"body": {"data": base64url(FIELDS)}})),
    "Gmail, fields as headers": of_gmail(payload=payload({"parts": BLOCKS, "body": {"size": 0}})),
    "a list": json.dumps([{"json": {"payload": payload({"body": {"data": base64url(FIELDS)}})}}]),
    "SES through SNS": json.dumps({"Type": "Notification", "Message": json.dumps({"content": MAIL})}),
    "Mailgun": json.dumps({"recipient": "ana@example.com", "body-mime": MAIL.replace("\n", "\r\n")}),
    "cut off": json.dumps([{"raw": base64url(MAIL)}]) + ' "',
}


@pytest.mark.parametrize("text", IN_JSON.values(), ids=IN_JSON)
def test_a_mail_in_json_is_read_as_one(text):
    (bounce,) = parse_text(text)
    assert (bounce.recipient, bounce.reply.code, bounce.reply.enhanced) == ("bob@example.net", 550, "5.1.1")


def test_a_mail_in_fields_is_written_as_a_mail_with_its_own_charset():
    words = "550 5.1.1 <bob@example.net>: kein Konto für diese Adresse"
    fields = {
        "from": {"emailAddress": {"address": "mailer-daemon@example.net"}},
        "to": [{"emailAddress": {"address": "ana@example.com"}}],
        "subject": "Undelivered",
        "body": {"contentType": "text", "content": words},
    }
    part = {
        "mimeType": "text/plain",
        "headers": headers(
            From="mailer-daemon@example.net",
            To="ana@example.com",
            Subject="Undelivered",
            **{"Content-Type": "text/plain; charset=iso-8859-1"},
        ),
        "body": {"data": base64.urlsafe_b64encode(words.encode("latin-1")).decode()},
    }
    head = "From: mailer-daemon@example.net\nTo: ana@example.com\nSubject: Undelivered\n"

    assert mail_in_json(json.dumps(fields)) == (
        f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{words}"
    )
    assert mail_in_json(json.dumps({"payload": part})) == (
        f"{head}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.b64encode(words.encode('latin-1')).decode()}\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        of_gmail(raw="%%%" * 60),
        of_gmail(raw=base64url("550 chairs " * 20)),
        of_gmail(
            payload={"mimeType": "multipart/mixed", "parts": [1, None, {"mimeType": 5}], "headers": ["x", {}]}
        ),
        '{"raw": ' + "[" * 100_000,
    ],
    ids=["no base64", "no mail", "no parts", "too deep"],
)
def test_json_without_a_mail_is_none(text):
    assert mail_in_json(text) is None


TYPES = [
    "message/deliverystatus",
    "message/global-delivery-status",
    "text/delivery-status",
    "application/octet-stream",
    "application/x-report",
]


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("transfer", ["7bit", "base64"])
def test_report_fields_are_read_whatever_type_a_gateway_gave_them(kind, transfer):
    fields = f"Reporting-MTA: dns; mx.example.net\n\n{FIELDS}"
    body = base64.encodebytes(fields.encode()).decode() if transfer == "base64" else fields
    (bounce,) = parse_document(attached(kind, transfer, body))
    assert (bounce.recipient, bounce.reply.code, bounce.reply.text) == (
        "bob@example.net",
        550,
        "No such user",
    )


@pytest.mark.parametrize("header", ["Subject: 550 5.1.1 User unknown", "X-Note: 554 5.7.1 Message rejected"])
def test_the_headers_of_a_mail_that_is_pasted_whole_tell_of_no_error(header):
    head = f"From: ana@example.com\nTo: bob@example.net\n{header}\nMessage-ID: <1@example.com>\n\n"

    assert parse_text(f"{head}Lunch at noon, where we were last week?\n") == ()
    (bounce,) = parse_text(f"{head}What is wrong there? I get 552 5.2.2 Mailbox full\n")
    assert (bounce.reply.code, bounce.reply.text) == (552, "Mailbox full")


SOURCE = (
    "Delivery-date: Tue, 24 Nov 2026 10:00:00 +0000\nReceived: from mx.example.net ([192.0.2.1]) by mx.example.com\n"
    "Received-SPF: fail client-ip=192.0.2.1; envelope-from=<>\nSubject: Returned\nFrom: <MAILER-DAEMON@mx.example.net>\n"
    'To: ana@example.com\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
    "--B\nContent-Type: text/plain\n\nLOCAL module(account bob) reports:\n account is full (quota exceeded)\n\n"
    "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
    "Final-Recipient: LOCAL;<bob@example.net>\nAction: failed\nStatus: 4.0.0\n\n--B--\n"
)
IN_TEXTS = {
    "below a question": SOURCE,
    "in a code block": f"```\n{SOURCE}```\n",
    "indented": "".join(f"    {line}\n" for line in SOURCE.splitlines()),
}


@pytest.mark.parametrize("shown", IN_TEXTS.values(), ids=IN_TEXTS)
def test_the_source_of_a_report_below_somebodys_words_is_read_as_a_mail(knowledge, shown):
    (finding,) = read_document(f"Can you look at this?\n\n{shown}".encode(), knowledge)
    assert (finding.recipient, finding.entry) == ("bob@example.net", "mailbox-full")


def test_the_source_of_an_absent_persons_answer_below_somebodys_words_is_one():
    source = (
        "From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: Auto: hello\nAuto-Submitted: auto-replied\n\n"
        'Your request "550 5.7.1 Relaying denied" will be answered on Monday. I am in the mountains until then.\n'
    )
    (bounce,) = parse_text(f"What is this?\n\n```\n{source}```\n")
    assert (bounce.kind, bounce.recipient) == (Kind.AUTO_REPLY, "bob@example.net")


@pytest.mark.parametrize(
    "text",
    [
        "<bob@example.net>",
        "> <bob@example.net>:\n",
        "> From: Ana <ana@example.com>\n> To: Bob Kunde\n>  <bob@example.net>\n> Subject: Hello\n"
        "> Date: Tue, 24 Nov 2026 10:00:00 +0000\n> \n> Hi\n",
    ],
    ids=["alone", "with a colon", "in a header that goes on"],
)
def test_an_address_of_which_nothing_is_told_is_no_bounce(text):
    assert parse_text(text) == ()


@pytest.mark.parametrize("mark", ["", "> "], ids=["plain", "quoted"])
def test_reports_that_stand_below_each_other_are_read_each_by_itself(mark):
    fields = (
        "Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; {0}\nAction: failed\nStatus: {1}\n"
    )
    one = (
        "From: MAILER-DAEMON@mx.example.com\nTo: ana@example.com\nSubject: Undelivered Mail\n\n{0} failed.\n\n"
        + fields
    )
    paste = "\n\n".join(
        one.format(*told) for told in (("bob@example.net", "5.1.1"), ("eva@example.org", "5.2.2"))
    )
    told = parse_text("".join(f"{mark}{line}\n" for line in f"{paste}\nHello Eva,\n".splitlines()))
    assert [(bounce.recipient, bounce.reply.enhanced) for bounce in told] == [
        ("bob@example.net", "5.1.1"),
        ("eva@example.org", "5.2.2"),
    ]


def test_a_complaint_in_a_few_words_is_one_without_its_fields():
    text = (
        "From: fbl@example.net\nTo: ana@example.com\nSubject: Abuse report\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\n"
        "This is a spam report for a message received from IP 192.0.2.10.\n\n552 5.2.2 Mailbox full\n"
    )
    assert [bounce.kind for bounce in parse_text(text)] == [Kind.COMPLAINT]
