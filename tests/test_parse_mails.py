"""Bounce mails of many makers, raw and in every disguise a person sends them in."""

import re
import textwrap
from base64 import b64encode

import pytest

from bot.model import FEEDBACK, Kind, Reply, Speaker, Stage
from bot.parse import parse_document, parse_mail, parse_text
from bot.parse.around import clean_address
from bot.parse.written.charset import decode_bytes
from bot.reading import read_document
from tests.disguises import as_attached, as_forwarded, as_pasted, as_quoted, as_raw

HANDED_ON = (as_raw, as_pasted, as_quoted, as_forwarded, as_attached)


def report(
    fields: str,
    prose: str = "Your message could not be delivered.",
    subject: str = "Undelivered Mail Returned to Sender",
) -> bytes:
    return (
        "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mail.example.com>\nTo: ana@example.com\n"
        f"Subject: {subject}\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        f"--B\nContent-Type: text/plain; charset=us-ascii\n\n{prose}\n\n--B\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mail.example.com\n\n{textwrap.dedent(fields).strip()}\n\n"
        "--B\nContent-Type: message/rfc822\n\nFrom: ana@example.com\nTo: bob@example.net\nSubject: hello\n\nhello\n--B--\n"
    ).encode()


FAILED = """
    Final-Recipient: rfc822; bob@example.net
    Original-Recipient: rfc822;info@example.org
    Action: failed
    Status: 5.1.1
    Remote-MTA: dns; mx.example.net
    Diagnostic-Code: smtp; 550 5.1.1 <bob@example.net>: Recipient address
        rejected: User unknown
"""


def plain(body: str, subject: str = "failure notice", headers: str = "") -> bytes:
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mail.example.com\nTo: ana@example.com\n"
        f"Subject: {subject}\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <1@mail.example.com>\n{headers}\n{body}"
    ).encode()


def test_a_report_gives_reply_recipient_host_and_speaker():
    (bounce,) = parse_mail(report(FAILED))
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.1.1")
    assert bounce.reply.text == "<bob@example.net>: Recipient address rejected: User unknown"
    assert (bounce.recipient, bounce.original_recipient) == ("bob@example.net", "info@example.org")
    assert (bounce.remote_host, bounce.speaker, bounce.kind) == (
        "mx.example.net",
        Speaker.RECIPIENT_SERVER,
        Kind.FAILURE,
    )


def test_each_recipient_of_a_report_is_a_bounce():
    both = (
        FAILED
        + "\n"
        + FAILED.replace("bob@example.net", "al@example.net")
        .replace("User unknown", "Mailbox full")
        .replace("5.1.1", "5.2.2")
    )
    assert [(one.recipient, one.reply.enhanced) for one in parse_mail(report(both))] == [
        ("bob@example.net", "5.1.1"),
        ("al@example.net", "5.2.2"),
    ]


POSTFIX_PROSE = """This is the mail system at host mail.example.com.

<bob@example.net> (expanded from <info@example.org>): host
    mx.example.net[192.0.2.1] said: 550 5.1.1 <bob@example.net>: Recipient
    address rejected: User unknown (in reply to RCPT TO command)

<al@example.net>: host mx.example.net[192.0.2.1] said: 554 5.7.1 Spam (in reply
    to end of DATA command)
"""


@pytest.mark.parametrize("pasted", [False, True])
def test_the_command_that_postfix_names_in_its_prose_is_each_recipients_stage(pasted):
    second = """
        Final-Recipient: rfc822; al@example.net
        Action: failed
        Status: 5.7.1
        Diagnostic-Code: smtp; 554 5.7.1 Spam found
    """
    raw = report(textwrap.dedent(FAILED) + "\n" + textwrap.dedent(second), POSTFIX_PROSE)
    bounces = parse_text(raw.decode().partition("\n\n")[2]) if pasted else parse_mail(raw)
    assert [(one.recipient, one.reply.enhanced, one.stage) for one in bounces] == [
        ("bob@example.net", "5.1.1", Stage.RCPT),
        ("al@example.net", "5.7.1", Stage.END_OF_DATA),
    ]


KINDS = {
    "failed": ("Action: failed", Kind.FAILURE),
    "delayed": ("Action: delayed", Kind.DELAY),
    "delivered": ("Action: delivered", Kind.SUCCESS),
    "relayed": ("Action: relayed", Kind.SUCCESS),
    "expanded": ("Action: expanded (to list)", Kind.SUCCESS),
    "odd case": ("ACTION: Failed", Kind.FAILURE),
    "tested": ("Action: deliverable", Kind.SUCCESS),
    "tested and refused": ("Action: undeliverable", Kind.FAILURE),
}


@pytest.mark.parametrize(("action", "kind"), KINDS.values(), ids=KINDS)
def test_the_action_gives_the_kind(action, kind):
    (bounce,) = parse_mail(report(FAILED.replace("Action: failed", action)))
    assert bounce.kind is kind


DEVIATIONS = {
    "no type": FAILED.replace("rfc822; bob", "bob"),
    "angle brackets": FAILED.replace("rfc822; bob@example.net", "rfc822; <bob@example.net>"),
    "comment": FAILED.replace("rfc822; bob@example.net", "rfc822; bob@example.net (expanded from: all)"),
    "no diagnostic type": FAILED.replace("smtp; 550", "550"),
    "postfix type": FAILED.replace("smtp; 550", "X-Postfix; host mx.example.net[192.0.2.1] said: 550"),
    "upper case": FAILED.replace("Final-Recipient", "FINAL-RECIPIENT").replace(
        "Diagnostic-Code", "DIAGNOSTIC-CODE"
    ),
    "no space": FAILED.replace(": ", ":"),
    "empty lines between the fields": re.sub(r"\n    (?=\S)", "\n\n    ", FAILED),
}


@pytest.mark.parametrize("fields", DEVIATIONS.values(), ids=DEVIATIONS)
def test_a_report_that_deviates_is_read_all_the_same(fields):
    (bounce,) = parse_mail(report(fields))
    assert (bounce.recipient, bounce.reply.code, bounce.reply.enhanced) == ("bob@example.net", 550, "5.1.1")
    assert "User unknown" in bounce.reply.text


@pytest.mark.parametrize("words", ["User unknown", "Empfänger unbekannt"])
def test_report_fields_that_are_all_indented_are_read(words):
    indented = textwrap.indent(textwrap.dedent(FAILED).strip().replace("User unknown", words), " ").encode()
    raw = report("X: y").replace(b"Reporting-MTA: dns; mail.example.com\n\nX: y", indented)
    (bounce,) = parse_mail(raw)
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", 550)
    assert words in bounce.reply.text


NAMES = {
    "a sign of its own": ("Final-Recipient: utf-8; j\\x{F6}rg@b\\x{FC}cher.example", "jörg@bücher.example"),
    "ASCII in its place": ("Final-Recipient: utf-8; j\\x{6F}rg@example.net", "j\\x{6F}rg@example.net"),
    "a space in quotes": ('Final-Recipient: rfc822; "ida b"@example.net', '"ida b"@example.net'),
    "what the client sent": ("Original-Recipient: rfc822;ida+2Bshop@example.net", "ida+shop@example.net"),
}


@pytest.mark.parametrize(("field", "address"), NAMES.values(), ids=NAMES)
def test_an_encoded_address_is_written_as_people_do(field, address):
    (bounce,) = parse_mail(
        report(f"{field}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 No such user")
    )
    assert (bounce.recipient, bounce.original_recipient, bounce.reply.code) == (address, None, 550)


def test_groups_in_any_order_of_fields_stay_apart():
    bounces = parse_mail(
        report(
            "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\nFinal-Recipient: rfc822; bob@example.net\n\n"
            "Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\nFinal-Recipient: rfc822; al@example.net"
        )
    )
    assert [(one.recipient, one.reply.code) for one in bounces] == [
        ("bob@example.net", 550),
        ("al@example.net", 552),
    ]


def test_a_mail_stores_own_name_for_a_mailbox_is_not_the_recipient():
    (bounce,) = parse_mail(report(FAILED.replace("rfc822; bob@example.net", "rfc822; bob@mail-store")))
    assert (bounce.recipient, bounce.original_recipient) == ("info@example.org", None)


def test_an_x400_gateway_says_the_cause_beside_the_diagnostic():
    fields = """
        Final-Recipient: x400; /RFC-822=bob(a)example.net/ADMD= /C=WW/
        Original-Recipient: rfc822; bob@example.net
        Action: failed
        Status: 5.0.0
        Diagnostic-Code: Reason 1 (Unable-To-Transfer); Diagnostic -1 (Unknown)
        X400-Supplementary-Info: "MTA '192.0.2.1' gives error message 5.7.1 Unable to relay for bob"
    """
    (bounce,) = parse_mail(report(fields))
    assert (bounce.recipient, bounce.reply.enhanced) == ("bob@example.net", "5.7.1")
    assert bounce.reply.text == "MTA '192.0.2.1' gives error message 5.7.1 Unable to relay for bob"


def test_a_poor_diagnostic_is_completed_from_the_prose():
    fields = FAILED.replace(
        "smtp; 550 5.1.1 <bob@example.net>: Recipient address\n        rejected: User unknown", "smtp; 550"
    )
    prose = "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 No such user here (in reply to RCPT TO command)"
    (bounce,) = parse_mail(report(fields, prose))
    assert (bounce.reply.code, bounce.reply.text) == (550, "No such user here")


PROSE = {
    "postfix": (
        "This is the mail system at host mail.example.com.\n\n<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 User\n    unknown (in reply to RCPT TO command)\n",
        550, "User unknown",
    ),
    "exim": (
        "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bob@example.net\n"
        "    host mx.example.net [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n    550-5.1.1 No such\n    550 5.1.1 user\n",
        550, "No such user",
    ),
    "qmail": (
        "Hi. This is the qmail-send program at mail.example.com.\n\n<bob@example.net>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 No such user\nGiving up on 192.0.2.1.\n",
        550, "No such user",
    ),
    "sendmail": (
        "   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n    (reason: 550 5.1.1 No such user)\n\n   ----- Transcript of session follows -----\n"
        "... while talking to mx.example.net.:\n>>> DATA\n<<< 550 5.1.1 No such user\n550 5.1.1 <bob@example.net>... User unknown\n",
        550, "No such user",
    ),
    "exchange": (
        "Delivery has failed to these recipients or groups:\n\nbob@example.net\nThe address was not found.\n\nDiagnostic information for administrators:\n\nGenerating server: mail.example.com\n\n"
        "bob@example.net\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'\n",
        550, "RESOLVER.ADR.RecipientNotFound; Recipient not found",
    ),
    "gmail": (
        "** Address not found **\n\nYour message wasn't delivered to bob@example.net because the address couldn't be found.\n\nThe response from the remote server was:\n550 5.1.1 No such user\n",
        550, "No such user",
    ),
    "domino": ("Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  bob@example.net\n\nbecause:\n\n  User bob (bob@example.net) not listed in Domino Directory\n", None, "not listed in Domino Directory"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "code", "words"), PROSE.values(), ids=PROSE)
def test_a_mail_without_report_fields_is_read_from_its_prose(body, code, words):
    bounce = parse_mail(plain(body))[0]
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", code)
    assert words in bounce.reply.text


SENTENCES = {
    "SES": (
        "An error occurred while trying to deliver the mail to the following recipients:\nbob@example.net\n",
        None, "An error occurred while trying to deliver the mail to the following recipients:",
    ),
    "Postfix, beside the address": (
        "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n"
        "<bob@example.net>: mail for mx.example.net loops back to\n    myself\n",
        None, "mail for mx.example.net loops back to myself",
    ),
    "Postfix, below another address": (
        "I'm sorry to have to inform you that your message could not\nbe delivered.\n\n    The mail system\n\n"
        "<bob@example.net> (expanded from\n    <store@mail.example.net>): temporary failure. Command output: Quota\n    exceeded\n",
        None, "temporary failure. Command output: Quota exceeded",
    ),
    "Postfix, whose lines lost their indent": (
        "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550\nProbable Spam, please\nWrite to us (in reply to\nend of DATA command)\n",
        550, "Probable Spam, please Write to us",
    ),
    "SmarterMail, above the returned mail": (
        "Could not deliver message to the following recipient(s):\n\nFailed Recipient: bob@example.net\nReason: Remote host"
        " connection timed out\n\n   -- The header and top 20 lines of the message follows --\n\nSubject: hello\n\n552 5.2.2"
        " Mailbox full\n",
        None, "Remote host connection timed out",
    ),
    "CommuniGate, in German": (
        "Fehler bei der Auslieferung Ihrer Nachricht an 'bob@example.net'\nLOCAL module(account bob) reports:\n account is full\n",
        None, "account is full",
    ),
    "Unidata": (
        "Your message has encountered delivery problems\nto local user bob.\n(Originally addressed to bob@example.net)\n\nUser not known\n",
        None, "User not known",
    ),
}  # fmt: skip


@pytest.mark.parametrize("handed_on", [lambda raw: raw.partition(b"\n\n")[2], *HANDED_ON])
@pytest.mark.parametrize(("body", "code", "words"), SENTENCES.values(), ids=SENTENCES)
def test_a_notice_of_a_few_sentences_names_recipient_and_reason(body, code, words, handed_on):
    bounce = parse_document(handed_on(plain(body)))[0]
    assert (bounce.recipient, bounce.reply.code) == ("bob@example.net", code)
    assert words in bounce.reply.text


OTHERS = {
    "qmail": (
        "Hi. This is the qmail-send program at mail.example.com.\nI'm afraid I wasn't able to deliver your message to the"
        " following addresses.\n\n<bob@example.net>:\n192.0.2.4 does not like recipient.\nRemote host said: 550 5.1.1 User"
        " unknown\nGiving up on 192.0.2.4.\n\n<al@example.org>:\nUser is over the quota. You can try again later."
        " (#5.1.1)\n\n--- Below this line is a copy of the message.\n",
        "User is over the quota. You can try again later. (#5.1.1)",
    ),
    "Exim": (
        "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es)"
        " failed:\n\n  bob@example.net\n    host mx.example.net [192.0.2.4]\n    SMTP error from remote mail server after RCPT"
        " TO:<bob@example.net>:\n    550 5.1.1 User unknown\n  al@example.org\n    Unrouteable address\n",
        "Unrouteable address",
    ),
    "Exim, whose domain has no host": (
        "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es)"
        " failed:\n\n  bob@example.net\n    host mx.example.net [192.0.2.4]\n    SMTP error from remote mail server after RCPT"
        " TO:<bob@example.net>:\n    550 5.1.1 User unknown\n  al@example.org\n"
        "    all relevant MX records point to non-existent hosts\n",
        "all relevant MX records point to non-existent hosts",
    ),
}


@pytest.mark.parametrize(("body", "words"), OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("read", [lambda text: parse_mail(plain(text)), parse_text], ids=["raw", "pasted"])
def test_a_recipient_without_a_reply_is_told_beside_one_that_has_it(body, words, read):
    assert [(one.recipient, one.reply.code, one.reply.text) for one in read(body)] == [
        ("bob@example.net", 550, "User unknown"),
        ("al@example.org", None, words),
    ]


def test_whom_a_report_only_names_is_told_nothing_of():
    (bounce,) = parse_text(OTHERS["Exim"][0].replace("Unrouteable address", "who asked for a copy"))
    assert bounce.recipient == "bob@example.net"


def test_qmail_names_the_step_above_each_reply():
    said = {
        "192.0.2.1 does not like recipient.": Stage.RCPT,
        "192.0.2.1 failed after I sent the message.": Stage.END_OF_DATA,
        "192.0.2.1 failed on DATA command.": Stage.DATA,
        "Connected to 192.0.2.1 but sender was rejected.": Stage.MAIL,
        "Connected to 192.0.2.1 but my name was rejected.": Stage.HELO,
        "Connected to 192.0.2.1 but greeting failed.": Stage.CONNECT,
    }
    body = "Hi. This is the qmail-send program at mail.example.com.\n" + "".join(
        f"\n<bob{number}@example.net>:\n{words}\nRemote host said: 554 No, number {number}\n"
        for number, words in enumerate(said)
    )
    assert [one.stage for one in parse_mail(plain(body))] == list(said.values())


def body_of(raw: bytes) -> str:
    """What a person copies out of a mail program."""
    return "\n".join(
        line
        for line in raw.decode().split("\n\n", 1)[1].split("\n")
        if not line.startswith(("--B", "Content-Type"))
    )


def forwarded_inline(raw: bytes, quote: str = "") -> bytes:
    text = "\n".join(
        quote + line
        for line in (
            "From: MAILER-DAEMON@mail.example.com\nTo: ana@example.com\nSubject: failure notice\n\n"
            + body_of(raw)
        ).split("\n")
    )
    return (
        "From: ana@example.com\nTo: help@support.example\nSubject: Fwd: it does not work\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <2@example.com>\n\n"
        f"Can you look?\n\n---------- Forwarded message ---------\n{text}\n"
    ).encode()


def attached(raw: bytes) -> bytes:
    return (
        b"From: ana@example.com\nTo: help@support.example\nSubject: see attached\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="A"\n\n--A\nContent-Type: text/plain\n\nCan you look?\n\n--A\nContent-Type: message/rfc822\n\n'
        + raw
        + b"\n--A--\n"
    )


DISGUISES = {
    "raw": parse_document,
    "raw with CRLF": lambda raw: parse_document(raw.replace(b"\n", b"\r\n")),
    "raw with CR": lambda raw: parse_document(raw.replace(b"\n", b"\r")),
    "pasted raw": lambda raw: parse_text(raw.decode()),
    "pasted body": lambda raw: parse_text(body_of(raw)),
    "quoted body": lambda raw: parse_text("\n".join("> " + line for line in body_of(raw).split("\n"))),
    "forwarded inline": lambda raw: parse_document(forwarded_inline(raw)),
    "forwarded and quoted": lambda raw: parse_document(forwarded_inline(raw, "> ")),
    "attached": lambda raw: parse_document(attached(raw)),
    "attached twice": lambda raw: parse_document(attached(attached(raw))),
}
BOUNCES = {
    "report": report(FAILED),
    **{name: plain(row[0]) for name, row in PROSE.items() if name != "domino"},
}


@pytest.mark.parametrize("raw", BOUNCES.values(), ids=BOUNCES)
@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_bounce_is_found_in_every_disguise(disguise, raw):
    bounces = disguise(raw)
    assert ("bob@example.net", 550, Kind.FAILURE) in [
        (one.recipient, one.reply.code, one.kind) for one in bounces
    ]
    assert {one.recipient for one in bounces} == {"bob@example.net"}


def test_a_base64_body_in_another_charset_is_read():
    import base64

    body = base64.encodebytes(
        "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 Käse unbekannt".encode(
            "iso-8859-1"
        )
    ).decode()
    (bounce,) = parse_mail(
        plain(
            body,
            headers="MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n",
        )
    )
    assert (bounce.reply.text, bounce.recipient) == ("Käse unbekannt", "bob@example.net")


@pytest.mark.parametrize("form", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("kept", ["whole", "cut inside a letter"])
def test_two_bytes_a_letter_are_read_without_the_mark_that_says_so(form, kept):
    text = "550 5.1.1 <größe@example.com>: “User” unknown\r\n"
    raw = text.encode(form)
    assert decode_bytes(raw if kept == "whole" else raw + b"\x35", None).startswith(text)


@pytest.mark.parametrize(
    "raw",
    [
        b"535\0 a\0login\0was\0refused",  # words that a program ended with NUL
        b"550 5.1.1 unknown\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",  # padded
        b"5\x005\x000\x00",  # too short to say
    ],
)
def test_zero_bytes_alone_are_no_two_bytes_a_letter(raw):
    assert decode_bytes(raw, None) == raw.decode()


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-8", "us-ascii"])
def test_a_wrong_charset_loses_no_reply(charset):
    raw = plain(
        "<bob@example.net>: 550 5.1.1 K?se unbekannt",
        headers=f"Content-Type: text/plain; charset={charset}\n",
    ).replace(b"K?se", b"K\xe4se")
    assert [(one.recipient, one.reply.code) for one in parse_mail(raw)] == [("bob@example.net", 550)]


def test_a_delay_notice_is_a_delay():
    raw = plain(
        "This message was created automatically. A message that you sent has not yet been delivered to one or more of its recipients.\n\nThe address to which the message has not yet been delivered is:\n\n  bob@example.net\n    host mx.example.net [192.0.2.1]: 451 4.7.1 Try again later\n\nNo action is required on your part.\n",
        subject="Warning: message delayed 24 hours",
    )
    (bounce,) = parse_mail(raw)
    assert (bounce.kind, bounce.reply.code, bounce.recipient) == (Kind.DELAY, 451, "bob@example.net")


RELAYED = (
    "The original message was received at Thu, 1 Jan 2015 17:18:55 GMT\nfrom mail.example.com [192.0.2.1]\n\n"
    "   ----- The following addresses had successful delivery notifications -----\n"
    "<bob@example.net>  (relayed to non-DSN-aware mailer)\n\n   ----- Transcript of session follows -----\n"
    "<bob@example.net>... relayed; expect no further notifications\n"
)
COMPLETE = (
    "Delivery to these recipients or groups is complete, but no delivery notification was sent by the"
    " destination server:\n\nbob@example.net\n"
)

MAILER = (
    "I am sending you this message to inform you on the delivery status of a message you previously sent.\n\n"
    '  <bob@example.net>  relayed to mailer "mx.example.net (192.0.2.9)"\n'
)
DELIVERED = (
    "Your message has been delivered to the following recipients:\n\nbob@example.net (bob@example.net)\n"
)


@pytest.mark.parametrize(
    "prose",
    [RELAYED, COMPLETE, DELIVERED, MAILER],
    ids=["sendmail", "exchange", "exchange, delivered", "PowerMTA"],
)
@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_receipt_is_no_failure_whichever_way_it_is_handed_on(prose, disguise):
    bounces = disguise(plain(prose, "Return receipt"))
    assert {(one.kind, one.recipient) for one in bounces} == {(Kind.SUCCESS, "bob@example.net")}


NO_FAILURES = {
    "late, CommuniGate": ("Delayed mail", "Message delivery to 'bob@example.net' delayed\nSMTP module reports:\n"
                          " mx.example.net: no response", Kind.DELAY),
    "late, de": ("Verzögerte Zustellung", "Ihre E-Mail an bob@example.net wurde noch nicht zugestellt.", Kind.DELAY),
    "late, fr": ("Retard", "La remise à ces destinataires est retardée :\n\nbob@example.net", Kind.DELAY),
    "late, es": ("Aviso", "Se ha retrasado la entrega a estos destinatarios:\n\nbob@example.net", Kind.DELAY),
    "late, fr, Postfix": ("Message retardé", "Vous n'avez pas besoin de renvoyer votre message.\nIl n'a pas pu être remis"
                         " depuis plus de 4 heures.\n\n<bob@example.net>: connect to mx.example.net[192.0.2.1]:25:"
                         " Connection timed out", Kind.DELAY),
    "late, de, Gmail": ("Hinweis", "Bei der Zustellung Ihrer Nachricht an bob@example.net ist vorübergehend ein Problem"
                        " aufgetreten.\n\nThe recipient server did not accept our requests to connect.", Kind.DELAY),
    "late, ru": ("Задержка", "Ваше письмо пока не доставлено адресату bob@example.net.", Kind.DELAY),
    "late, pt": ("Aviso", "Houve um problema temporário ao enviar a mensagem para bob@example.net. Você será"
                 " notificado se a entrega falhar permanentemente.", Kind.DELAY),
    "late, ja": ("配信遅延のお知らせ", "メールはまだ bob@example.net に配信されていません。", Kind.DELAY),
    "there, de": ("Zugestellt: Angebot", "Ihre Nachricht wurde an die folgenden Empfänger zugestellt:\n\nbob@example.net",
                  Kind.SUCCESS),
    "handed on, de": ("Weitergeleitet: Angebot", "Die Zustellung an diese Empfänger oder Gruppen wurde abgeschlossen, vom"
                      " Zielserver wurde jedoch keine Benachrichtigung gesendet:\n\nbob@example.net", Kind.SUCCESS),
    "handed on, es": ("Retransmitido: Oferta", "Se ha completado la entrega a estos destinatarios o grupos, pero el servidor"
                      " de destino no envió ninguna notificación:\n\nbob@example.net", Kind.SUCCESS),
    "there, fr": ("Remis : Offre", "Votre message a été remis aux destinataires suivants :\n\nbob@example.net",
                  Kind.SUCCESS),
    "there, it, certified": ("CONSEGNA: Offerta", "Ricevuta di avvenuta consegna\n\nIl giorno 30/11/2026 alle ore 09:00:05"
                             ' (+0100) il messaggio\n"Offerta" proveniente da "ana@example.com"\ned indirizzato a'
                             ' "bob@example.net"\nè stato consegnato nella casella di destinazione.\n', Kind.SUCCESS),
    "handed on, it, certified": ("ACCETTAZIONE: Offerta", "Ricevuta di accettazione\n\nIl giorno 30/11/2026 alle ore"
                                 ' 09:00:01 (+0100) il messaggio\n"Offerta" proveniente da "ana@example.com"\n'
                                 'ed indirizzato a:\nbob@example.net ("posta certificata")\n\n'
                                 "Il messaggio è stato accettato dal sistema ed inoltrato.\n", Kind.SUCCESS),
    "late, MDaemon": ("WARNING: Message Delivery Delayed", "The attached message had transient, non-fatal delivery"
                      " errors.\n\nThe message has been placed in the retry queue and delivery will be attempted"
                      " again.\n\nFailed address: bob@example.net\n\n--- Session Transcript ---\n Mon 2026-11-30 09:00:02:"
                      " --> RCPT To:<bob@example.net>\n Mon 2026-11-30 09:00:02: <-- 452 4.3.1 Insufficient system"
                      " storage\n--- End Transcript ---\n", Kind.DELAY),
    "there, zh": ("投递成功", "您的邮件已成功投递：\n\nbob@example.net", Kind.SUCCESS),
}  # fmt: skip


@pytest.mark.parametrize(("subject", "prose", "kind"), NO_FAILURES.values(), ids=NO_FAILURES)
@pytest.mark.parametrize("handed_on", HANDED_ON)
def test_what_is_late_or_has_arrived_is_no_failure_in_any_language(handed_on, subject, prose, kind):
    bounces = parse_document(handed_on(plain(prose, subject)))
    assert {(one.kind, one.recipient) for one in bounces} == {(kind, "bob@example.net")}


def test_what_did_not_arrive_for_good_is_a_failure_in_any_language():
    prose = "Ihre Nachricht wurde nicht zugestellt an: bob@example.net\n550 5.1.1 Empfänger unbekannt\n"
    assert [one.kind for one in parse_mail(plain(prose, "Unzustellbar"))] == [Kind.FAILURE]


def test_exchange_has_stopped_trying_after_the_delays_it_names():
    prose = (
        "Delivery has failed to these recipients or groups:\n\nbob@example.net\nThe server has tried to deliver"
        " this message, without success, and has stopped trying.\n\nDiagnostic information for administrators:\n\n"
        "bob@example.net\nRemote Server at example.net (192.0.2.1) returned '400 4.4.7 Message delayed'\n"
    )
    (bounce,) = parse_mail(plain(prose, "Undeliverable: hello"))
    assert (bounce.kind, bounce.recipient, bounce.reply.enhanced) == (
        Kind.FAILURE,
        "bob@example.net",
        "4.4.7",
    )


def test_a_complaint_names_who_complained():
    raw = (
        b"From: feedback@example.net\nTo: abuse@example.com\nSubject: FW: hello\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/report; report-type=feedback-report; boundary="B"\n\n--B\nContent-Type: text/plain\n\nThis is an email abuse report.\n\n'
        b"--B\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\nOriginal-Rcpt-To: <bob@example.net>\n\n"
        b"--B\nContent-Type: message/rfc822\n\nFrom: ana@example.com\nTo: bob@example.net\nSubject: hello\n\nhello\n--B--\n"
    )
    (bounce,) = parse_mail(raw)
    assert (bounce.kind, bounce.recipient) == (Kind.COMPLAINT, "bob@example.net")


@pytest.mark.parametrize(
    ("about", "kind"), [("email abuse", None), ("authentication failure", "auth-failure")]
)
def test_a_pasted_reports_prose_says_whether_a_person_complained(about, kind):
    (bounce,) = parse_text(
        f"This is an {about} report for an email message received from IP 192.0.2.1 today."
    )
    types = [fact.args["type"] for fact in bounce.context if fact.tag == FEEDBACK]
    assert (bounce.kind, types) == (Kind.COMPLAINT, [kind] if kind else [])


@pytest.mark.parametrize(
    ("mark", "recipient"),
    [("X-HmXmrOriginalRecipient: <bob@example.net>\nTo: list@example.org\n", "bob@example.net"), ("", None)],
    ids=["enclosed", "without its headers"],
)
def test_microsofts_report_on_junk_is_a_complaint(mark, recipient):
    enclosed = (
        f"Content-Type: message/rfc822\n\n{mark}Subject: hello\n" if mark else "Content-Type: text/plain\n"
    )
    raw = (
        "From: <staff@hotmail.com>\nTo: abuse@example.com\nSubject: complaint about message from 192.0.2.1\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/mixed; boundary="B"\n\n--B\n{enclosed}\nour offer for you\n--B--\n'
    )
    (bounce,) = parse_mail(raw.encode())
    assert (bounce.kind, bounce.recipient, bounce.reply.text) == (Kind.COMPLAINT, recipient, "")


def test_a_vacation_reply_is_no_failure():
    raw = (
        b"From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: Out of office: hello\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nAuto-Submitted: auto-replied\n\n"
        b"I am away until Monday. For mailbox problems call 550 421.\n"
    )
    (bounce,) = parse_mail(raw)
    assert (bounce.kind, bounce.recipient, bounce.reply.code) == (Kind.AUTO_REPLY, "bob@example.net", None)


@pytest.mark.parametrize(
    ("header", "subject", "kinds"),
    [
        ("X-Autoreply: yes", "hello", [Kind.AUTO_REPLY]),
        ("X-Autorespond: yes", "hello", [Kind.AUTO_REPLY]),
        ("Precedence: auto_reply", "hello", [Kind.AUTO_REPLY]),
        ("Auto-Submitted: auto-generated\nIn-Reply-To: <1@example.com>", "hello", [Kind.AUTO_REPLY]),
        ("Auto-Submitted: auto-generated", "hello", []),
        ("Precedence: bulk", "Abwesenheit: hello", [Kind.AUTO_REPLY]),
        ("Precedence: bulk", "hello", []),
        ("X-Autoreply: yes", "Undeliverable: hello", []),
        ("X-Autoreply: yes", "[Ticket#42] Automatische Antwort: Mail delivery failed", [Kind.AUTO_REPLY]),
        ("Precedence: bulk", "Re: hello (Automatic Response)", [Kind.AUTO_REPLY]),
    ],
)
def test_an_absent_persons_program_is_known_by_its_headers_or_its_subject(header, subject, kinds):
    raw = f"From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: {subject}\n{header}\n\nSee you on Monday.\n"
    assert [bounce.kind for bounce in parse_mail(raw.encode())] == kinds


ANSWERS = {
    "thanks": "Thank you for your email. I am out of the office this week and have no access to my mailbox.",
    "thanks, in German": "Vielen Dank für Ihre Nachricht. Ich bin bis zum 12. August im Urlaub.",
    "its name": "Automatic reply: I am away until Monday.",
    "when one is back": "Hello,\n\nI am out of the office until 7 December and have no access to my mail.",
    "away": "I am away until Monday and cannot read your message.",
    "thanks, and when one is back": "Thank you for your email.\n\nI am out of office and will be back on Tuesday 9:00.",
    "when one is back, in German": "Guten Tag,\n\nich bin im Urlaub bis zum 12. August.",
    "its name, in Chinese": "这是来自QQ邮箱的假期自动回复邮件。\n\n我最近正在休假中。",
    "Spam Arrest": "I'm protecting myself from receiving junk mail. Click the link below so I can receive your emails.",
    "TMDA": "Your message is being held because the address has not been verified. To release your message for"
    " delivery, please send an empty message to the following address.",
    "Boxbe": "Your message was put in a waiting list. Please verify that you are a real person.",
}


@pytest.mark.parametrize("words", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("handed_on", HANDED_ON)
def test_what_a_program_answers_for_a_person_is_known_by_how_it_begins(handed_on, words):
    raw = f"From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: Re: offer\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\n{words}\n"
    (bounce,) = parse_document(handed_on(raw.encode()))
    assert (bounce.kind, bounce.recipient) == (Kind.AUTO_REPLY, "bob@example.net")


@pytest.mark.parametrize(
    "words",
    [
        "Thank you for your email. The office is closed on Friday, I am on the phone until ten.",
        "The automatic reply of our shop should be friendlier. Can you write one?",
        "This is an automatic response sent by Sympa, which runs our lists. Can you make it friendlier?",
        "I am out of the office tomorrow, the draft is attached.",
        "Thank you for your mail. I will answer right away, until then have a look at the draft.",
        "Please verify the invoice. Our real person for that is Eva.",
    ],
)
def test_what_a_person_writes_is_no_programs_answer(words):
    raw = f"From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: Re: offer\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\n{words}\n"
    assert parse_mail(raw.encode()) == ()


@pytest.mark.parametrize(
    "subject",
    [
        "Re: [acme/shop] SMTP error 550 5.1.1 User unknown when sending (Issue #123)",
        "[acme/shop] Mail delivery fails with 550",
        "[JIRA] (SHOP-12) Error 535 at login",
        "Bounce mails fail (#12)",
    ],
)
def test_a_trackers_mail_whose_subject_is_an_error_reports_none(subject):
    raw = (
        f"From: Jo <notifications@github.com>\nTo: ana@example.com\nSubject: {subject}\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0000\n\nSame here.\n"
    )
    assert parse_mail(raw.encode()) == ()


def test_spamcops_report_is_a_complaint():
    raw = (
        "From: Jo <7812345678@reports.spamcop.net>\nTo: abuse@example.net\n"
        "Subject: [SpamCop (203.0.113.5) id:7812345678]Your order failed\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0000\n\n[ SpamCop V5.4.0 ]\nEmail from 203.0.113.5\n\n"
        "[ Offending message ]\nFrom: news@shop.example\nSubject: Your order failed\n\n550 5.1.1 User unknown\n"
    )
    (bounce,) = parse_mail(raw.encode())
    assert (bounce.kind, bounce.recipient) == (Kind.COMPLAINT, None)


def test_an_error_below_such_a_beginning_is_read():
    raw = (
        "From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: Re: offer\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\n"
        "Thank you for your email. I am on vacation, and here sending fails:\n550 5.7.1 Relaying denied\n"
    )
    (bounce,) = parse_mail(raw.encode())
    assert (bounce.kind, bounce.reply.code) == (Kind.FAILURE, 550)


def test_a_reply_from_nobody_is_a_report():
    raw = plain(
        "You sent mail to bob@example.net. That's not a valid user here.",
        "",
        "Auto-Submitted: auto-replied\n",
    )
    (bounce,) = parse_mail(raw.replace(b"From: MAILER-DAEMON@mail.example.com", b"From: <>"))
    assert (bounce.kind, bounce.recipient) == (Kind.FAILURE, "bob@example.net")


def test_a_quoted_mail_of_few_words_is_read_as_the_mail():
    raw = plain("You sent mail to bob@example.net. That's not a valid user here.", "").replace(
        b"From: MAILER-DAEMON@mail.example.com", b"From: <>"
    )
    quoted = "\n".join(f"> {line}" for line in raw.decode().split("\n"))
    assert parse_text(quoted) == parse_mail(raw)


def test_what_was_not_delivered_for_good_is_no_delay():
    (bounce,) = parse_mail(
        plain("Your message to bob@example.net has NOT been delivered.\nNo such user here.")
    )
    assert (bounce.kind, bounce.recipient) == (Kind.FAILURE, "bob@example.net")


@pytest.mark.parametrize("mark", ["", "> "])
def test_a_pasted_complaint_names_who_complained(mark):
    fields = "Feedback-Type: abuse\nUser-Agent: FBL/1.0\nOriginal-Rcpt-To: <bob@example.net>\nSource-IP: 192.0.2.1\n"
    (bounce,) = parse_text("".join(f"{mark}{line}\n" for line in fields.splitlines()))
    assert (bounce.kind, bounce.recipient) == (Kind.COMPLAINT, "bob@example.net")


@pytest.mark.parametrize(
    ("kind", "submitted"),
    [
        ("disposition-notification", ""),
        ("disposition-notification", "Auto-Submitted: auto-replied\n"),
        ("tlsrpt", ""),
    ],
)
def test_a_report_of_something_else_is_no_bounce(kind, submitted):
    raw = (
        f"From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: Read: hello\nMIME-Version: 1.0\n{submitted}"
        f'Content-Type: multipart/report; report-type={kind}; boundary="B"\n\n--B\nContent-Type: text/plain\n\n'
        "Your message was read on Tuesday.\n\n--B\nContent-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822;bob@example.net\nDisposition: manual-action/MDN-sent-manually; displayed\n--B--\n"
    )
    assert parse_mail(raw.encode()) == ()


def test_a_subject_that_names_the_sender_too_names_the_recipient():
    raw = (
        b"From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>\nTo: <ana@example.com>\n"
        b"Subject: Returned mail: Too many hops 19 (17 max): from <ana@example.com> via [192.0.2.1], to <bob@example.net>\n\n"
        b"The original message could not be delivered.\n"
    )
    (bounce,) = parse_mail(raw)
    assert bounce.recipient == "bob@example.net"


def test_a_file_in_a_mails_text_says_nothing():
    lines = b"".join(b"M502 MTK`550 5.1.1`USER UNKNOWN" + b"A" * 30 + b"\n" for _ in range(3))
    raw = (
        b"From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: photo\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\n"
        b"See the photo.\n\nbegin 644 head.jpg\n" + lines + b"`\nend\n"
    )
    assert parse_mail(raw) == ()


def test_a_returned_mail_in_a_part_of_its_own_is_no_reason():
    head = plain("x").partition(b"\n\n")[0].decode()
    text = "Your message to bob@example.net has encountered a delivery problem.\n\nReason: Spam\n"
    received = "Received: from mail.example.com by mx.example.net; dkim=fail\nSubject: hello\n"
    parts = "".join(f"--B\nContent-Type: text/plain\n\n{one}\n" for one in (text, received))
    raw = f'{head}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n{parts}--B--\n'
    (bounce,) = parse_mail(raw.encode())
    assert (bounce.recipient, "dkim" in bounce.reply.text) == ("bob@example.net", False)


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("undeliverable to bob@example.net\n\nOriginal message follows.\n\nMessage removed", ""),
        (
            'The email below could not be delivered to the following user:\n"bob@example.net" <bob@example.net>\n\n'
            "Old message:\nIt is being held: post by a non-member",
            "The email below could not be delivered to the following user:",
        ),
        (
            "Your message could not be delivered to the following recipients:\nbob@example.net\n\n"
            "Please do not resend your original message.\n\nThe mailbox is full.",
            "The mailbox is full.",
        ),
    ],
    ids=["two lines", "address as name", "do not resend"],
)
def test_a_short_reports_words_end_where_the_returned_mail_begins(prose, words):
    (bounce,) = parse_mail(plain(prose, "Undeliverable Mail"))
    assert (bounce.recipient, bounce.reply.text) == ("bob@example.net", words)


@pytest.mark.parametrize(
    "prose",
    [
        "Tu mensaje no se ha entregado a bob@example.net porque no se ha encontrado el dominio.",
        "Problema temporaneo durante il recapito del messaggio a bob@example.net. Gmail riproverà.",
        "받는사람 : <bob@example.net>\n실패 이유 : 존재하지 않는 아이디입니다. (User unknown)",
        "Twoja wiadomość nie mogła zostać dostarczona do adresata bob@example.net.",
        "The address to which your message was addressed, bob@example.net, is unknown.",
        "The message was received on Monday\nfrom ana@example.com to bob@example.net\n\nThere were problems delivering it.",
        "Il messaggio inviato a bob@example.net non è stato consegnato.",
        "Twoja wiadomość do bob@example.net nie została dostarczona. Przyczyna: nie ma takiego użytkownika.",
        "Vaši zprávu se nepodařilo doručit příjemci bob@example.net. Důvod: schránka je plná.",
        "系统无法将您的邮件递送至 bob@example.net，因为找不到该地址。",
        "İletiniz bob@example.net adresine teslim edilemedi. Sebep: böyle bir kullanıcı yok.",
        "Mesajul dvs. către bob@example.net nu a putut fi livrat. Motivul: căsuța poștală este plină.",
        "Meddelandet till bob@example.net kunde inte levereras. Orsak: mottagarens brevlåda är full.",
        "Ваш лист на адресу bob@example.net не доставлено.",
        "User mailbox exceeds allowed size: bob@example.net",
        "Your message to the Club mailing-list was rejected for the following\nreasons:\n\nDMARC violation\n\n"
        "If in doubt, contact the mailing list owner at\nclub-owner@example.com.\n\nTo: bob@example.net\n",
    ],
    ids=[
        "es",
        "it",
        "ko",
        "pl",
        "en",
        "from and to",
        "it, sent",
        "pl, sentence",
        "cs",
        "zh",
        "tr",
        "ro",
        "sv",
        "uk",
        "reason before",
        "list's owner",
    ],
)
def test_the_recipient_is_named_in_a_sentence_or_behind_its_name_in_other_tongues_too(prose):
    assert {one.recipient for one in parse_mail(plain(prose, "Undeliverable: hello"))} == {"bob@example.net"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "A message that you sent could not be delivered to all of its recipients.\n\nThe following message, addressed"
            " to 'bob@example.net',\nfailed because it has not been collected after 30 days\n",
            "A message that you sent could not be delivered to all of its recipients. The following message, addressed"
            " to 'bob@example.net', failed because it has not been collected after 30 days",
        ),
        (
            "Votre message\n\n  Objet : Demande\n\nn'a pas été distribué à :\n\n  bob@example.net\n\nmotif :\n\n"
            "  L'utilisateur bob n'est pas répertorié dans l'annuaire Domino\n",
            "L'utilisateur bob n'est pas répertorié dans l'annuaire Domino",
        ),
        (
            "Our virus detector has just been triggered by a message you sent:-\n  To: bob@example.net\n  Subject: prices\n"
            "One or more of the attachments (setup.exe) are on the list of unacceptable attachments\n"
            "for this site and will not have been delivered.\n",
            "One or more of the attachments (setup.exe) are on the list",
        ),
        (
            "The message you've sent cannot be delivered. Your original message is attached.\n\nRcpt To: bob@example.net\n",
            "The message you've sent cannot be delivered.",
        ),
        (
            "Su mensaje no ha podido ser entregado al siguiente destinatario:\n\n  bob@example.net\n\n"
            "Motivo: el usuario no existe en este servidor.\n",
            "el usuario no existe",
        ),
    ],
    ids=["named in a sentence", "fr", "MailScanner", "Postal", "es"],
)
def test_a_notice_without_its_headers_is_read_where_it_names_whom_it_did_not_reach(text, words):
    (bounce,) = parse_text(text)
    assert (bounce.recipient, bounce.suspected, words in bounce.reply.text) == (
        "bob@example.net",
        False,
        True,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Doručení následujícím příjemcům nebo skupinám se nezdařilo:\n\nbob@example.net\nZadaná e-mailová adresa nebyla"
            " nalezena.\n\nDiagnostické informace pro správce:\n\nGenerující server: ex.example.net\n\nbob@example.net\n"
            "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
            550,
        ),
        (
            "Witaj,\n\nTwoja wiadomość nie mogła zostać dostarczona do adresata bob@example.net.\n\n"
            "Powód: 552 Skrzynka odbiorcy jest przepełniona (quota exceeded)\n",
            552,
        ),
    ],
    ids=["exchange", "pl"],
)
def test_a_notice_without_its_headers_names_its_recipient_in_any_language(text, code):
    assert [(one.recipient, one.reply.code) for one in parse_text(text)] == [("bob@example.net", code)]


def test_whoever_tells_of_a_notice_sends_none():
    bounces = parse_text("My boss says that mail to bob@example.net is returned to sender again and again.")
    assert all(one.suspected for one in bounces)


def test_a_mail_of_one_line_keeps_its_words_behind_the_date():
    text = (
        "From: Mail Delivery System <MAILER-DAEMON@mail.example.com> To: ana@example.com Subject: Delivery Failure"
        " Date: Tue, 24 Nov 2026 10:00:00 +0000 Could not deliver message to the following recipient(s):"
        " bob@example.net Reason: The mailbox is full Received: from pc.example.com by mail.example.com;"
        " From: ana@example.com To: bob@example.net"
    )
    (bounce,) = parse_text(text)
    assert (bounce.recipient, "mailbox is full" in bounce.reply.text) == ("bob@example.net", True)


def test_an_ordinary_mail_is_no_bounce():
    raw = b"From: bob@example.net\nTo: ana@example.com\nSubject: lunch\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <3@example.net>\n\nLunch at 12:50? It is 550 m from here.\n"
    assert [one for one in parse_document(raw) if not one.suspected] == []


NOTICES = {
    "a carrier's": ("Parcel <info@parcel.example>", "Delivery failed: we missed you", "",
                    "We could not deliver your parcel 00535550421 today. It waits for you until Friday."),
    "a forum's": ("Forum <noreply@forum.example>", "Ana answered", "Auto-Submitted: auto-generated\n",
                  "Ana: see page 535.\n\nTo stop these mails, click here."),
    "a ticket's": ("Hub <notifications@hub.example>", "Re: Handle 552 mailbox full (#550)", "",
                   '@ben commented on this pull request.\n\n> +    552: "mailbox full",\n\nNit: sort these.'),
    "that a mail was thrown away": ("Bob <bob@example.net>", "Not read: offer 550", "",
                   "Your message\n\n   To: Bob\n   Subject: offer 550\n   Sent: Tuesday, October 6\n\n"
                   "was deleted without being read."),
    "newsletter": ("News <news@mails.example>", "Why mails bounce (and what 550 really means)", "",
                   "This week: why 550 5.7.1 is a bin for everything, and how greylisting works.\n\n"
                   'A 452 4.2.2 clears in most cases within days, "user unknown" never does.'),
    "of a machine": ("Mia <mia@example.net>", "Out of coffee", "",
                   "The machine shows error 550. Can someone call the service?"),
    "a reviewer's": ("Hub <notifications@hub.example>", "Retry on 421 and 450 (PR #535)", "",
                   "@bob approved this pull request.\n\nLGTM. One nit: log the enhanced code too, e.g. `450 4.2.1`."),
    "a colleague's": ("Tom <tom@example.net>", "550 5.7.1 rejected - let us talk about it", "",
                   "Shall we meet on Thursday at ten in room 4? Agenda: the new contract, and who pays for it."),
    "newsletter, what numbers tell": ("News <news@mails.example>", "Undeliverable mail: how to cut your rate", "",
                   'a "550 5.1.1 user unknown" tells you that the mailbox does not exist. Remove such addresses'
                   ' after the first bounce. A "452 4.2.2 mailbox full" is a soft bounce: wait and retry.'),
}  # fmt: skip


@pytest.mark.parametrize("handed_on", HANDED_ON)
@pytest.mark.parametrize(("sender", "subject", "header", "text"), NOTICES.values(), ids=NOTICES)
def test_a_notice_of_something_else_is_no_bounce(sender, subject, header, text, handed_on, knowledge):
    raw = (
        f"From: {sender}\nTo: ana@example.com\nSubject: {subject}\nDate: Tue, 6 Oct 2026 10:00:00 +0000\n"
        f"Message-ID: <4@example.net>\n{header}\n{text}\n"
    )
    assert read_document(handed_on(raw.encode()), knowledge) == ()


def test_what_exchange_calls_generated_is_a_reply_where_it_answers():
    raw = (
        b"From: Bob <bob@example.net>\nTo: ana@example.com\nSubject: Absent\nDate: Tue, 6 Oct 2026 10:00:00 +0000\n"
        b"Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n\nI am away until Monday.\n"
    )
    (bounce,) = parse_mail(raw)
    assert bounce.kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "opened",
    [b"", b"\n\n\n\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"],
    ids=["at once", "below empty lines", "with a byte order mark", "with both"],
)
def test_a_mailbox_file_numbers_its_mails(opened):
    one = b"From MAILER-DAEMON Tue Nov 24 10:00:00 2026\n" + report(FAILED) + b"\n"
    other = one.replace(b"bob@example.net", b"al@example.net")
    assert [(bounce.mail, bounce.recipient) for bounce in parse_document(opened + one + other)] == [
        (1, "bob@example.net"),
        (2, "al@example.net"),
    ]


def test_the_stage_is_read_from_a_diagnostic():
    fields = FAILED.replace("smtp; 550", "X-Postfix; host mx.example.net[192.0.2.1] said: 550").replace(
        "User unknown", "User unknown (in reply to RCPT TO command)"
    )
    (bounce,) = parse_mail(report(fields))
    assert bounce.stage is Stage.RCPT


REPORT_TEXT = """This is the mail system.

Your message could not be delivered for 5 days.
It was not possible to reach the other server.

Final-Recipient: rfc822; bob@example.net
Action: failed
Status: 4.4.7
"""


def test_pasted_report_fields_without_a_diagnostic_take_the_prose_above():
    (bounce,) = parse_text(REPORT_TEXT)
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.recipient) == (None, "4.4.7", "bob@example.net")
    assert bounce.reply.text == (
        "This is the mail system. Your message could not be delivered for 5 days. "
        "It was not possible to reach the other server."
    )


RETURNED = {
    "an error in it": "Hello,\n\nour shop shows: 552 5.2.2 <eva@example.org>: Mailbox full\n",
    "a login in it": "It worked until today. Now: 535 5.7.8 Error: authentication failed",
    "a list's notice": "Is being held until the list moderator can review it for approval.\n\n"
    "The reason it is being held:\n\n    Post by non-member to a members-only list\n",
}


@pytest.mark.parametrize("hand_on", HANDED_ON, ids=lambda hand_on: hand_on.__name__)
@pytest.mark.parametrize(
    "status", ["", "Diagnostic-Code: smtp; 550 5.1.1 User unknown"], ids=("bare", "told")
)
@pytest.mark.parametrize("returned", RETURNED.values(), ids=RETURNED)
def test_what_the_returned_mail_says_is_no_reason(knowledge, returned, status, hand_on):
    fields = f"Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\n{status}"
    raw = report(fields).replace(b"\n\nhello\n", f"\n\n{returned}\n".encode())
    (finding,) = read_document(hand_on(raw), knowledge)
    assert (finding.recipient, finding.entry) == ("bob@example.net", "recipient-unknown")


def test_of_two_pasted_reports_both_are_read():
    second = (
        "This is the mail system.\n\nYour message could not be delivered.\n\n"
        "<eva@example.org>: host mx.example.org said: 552 5.2.2 Mailbox full\n"
    )
    told = parse_text(f"{REPORT_TEXT}\n{second}")
    assert [(one.recipient, one.reply.enhanced) for one in told] == [
        ("bob@example.net", "4.4.7"),
        ("eva@example.org", "5.2.2"),
    ]


def test_pasted_report_fields_without_a_diagnostic_take_what_is_told_of_their_recipient_below():
    fields = "Final-Recipient: rfc822; bob@example.net\nStatus: 5.0.0\nAction: failed\n"
    below = (
        "<{}@example.net>: host mx.example.net[192.0.2.1]\n"
        "    said: 554 delivery error: dd no such account (in reply to end of DATA command)"
    )
    (bounce,) = parse_text(fields + below.format("bob"))
    assert (bounce.reply.code, bounce.recipient) == (554, "bob@example.net")
    first, other = parse_text(fields + below.format("ana"))
    assert (first.reply.code, first.recipient) == (None, "bob@example.net")
    assert (other.reply.code, other.recipient) == (554, "ana@example.net")


def test_recipients_of_pasted_fields_keep_their_own_words():
    said = {"ana": "'ana@example.com' is not a gateway user", "ben": "unknown"}
    names = [f"<{name}@example.com> (unrecoverable error)\n" for name in said]
    fields = [
        f"\nFinal-Recipient: rfc822; {name}@example.com\nAction: failed\nDiagnostic-Code: smtp; 550 {words}\n"
        for name, words in said.items()
    ]
    paste = "".join(["The following addresses had delivery problems:\n", *names, *fields])
    assert [(one.recipient, one.reply.text) for one in parse_text(paste)] == [
        ("ana@example.com", "ana@example.com' is not a gateway user"),
        ("ben@example.com", "unknown"),
    ]


def test_a_status_with_a_comment_has_it_as_its_text():
    (bounce,) = parse_text(
        "Final-Recipient: rfc822; bob@example.net\nAction: failed\n"
        "Status: 4.0.0 (mx.example.net: host name lookup failure)"
    )
    assert (bounce.reply.enhanced, bounce.reply.text) == ("4.0.0", "mx.example.net: host name lookup failure")


def test_fields_need_no_space_behind_their_names():
    fields = "Final-Recipient: rfc822;bob@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp;550 5.1.1 Unknown"
    assert parse_text(fields.replace(": ", ":")) == parse_text(fields)


def test_a_reply_that_stands_as_the_status_is_the_reply():
    (bounce,) = parse_text(
        "Final-Recipient: rfc822; bob@example.net\nAction: failure\n"
        "Status: 553 Exceeded maximum inbound message size"
    )
    assert bounce.reply == Reply(553, None, "Exceeded maximum inbound message size")


def test_what_exchange_found_itself_is_not_the_other_servers_word():
    (bounce,) = parse_text(
        "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.10\n"
        "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"
    )
    assert (bounce.reply.code, bounce.speaker) == (550, None)


def test_a_quoted_local_part_stays_whole_and_a_route_is_left_out():
    quoted, routed = '"bob..smith"@example.net', "@mx.example.org:bob@example.net"
    fields = f"Final-Recipient: rfc822; {quoted}\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; {routed}\nAction: failed\nStatus: 5.1.1"
    assert [one.recipient for one in parse_mail(report(fields))] == [quoted, "bob@example.net"]


def test_what_stands_above_the_recipients_explains_them():
    prose = (
        "This Message was undeliverable due to the following reason:\n\nThe destination computer was not reachable"
        " within the allowed queue period.\n\nThe following recipients did not receive your message:\n\n     <bob@example.net>\n"
    )
    (bounce,) = parse_mail(plain(prose))
    assert bounce.recipient == "bob@example.net"
    assert "not reachable within the allowed queue period" in bounce.outer[0].text


EVENTS = {
    "sendgrid": '[{"email":"bob@example.net","event":"bounce","reason":"550 5.2.1 The account is inactive","status":"5.2.1"}]',
    "mailgun": '{"event-data":{"event":"failed","recipient":"bob@example.net","delivery-status":'
    '{"message":"4.2.2 The account is over quota","code":452}}}',
    "postmark": '{"RecordType":"Bounce","Details":"smtp;550 5.1.1 No such user","Email":"bob@example.net","From":"ana@example.com"}',
    "mandrill": '[{"event":"soft_bounce","msg":{"email":"bob@example.net","diag":"smtp;552 5.2.2 Over Quota"}}]',
}


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())
def test_an_event_in_json_names_the_recipient(event):
    (bounce,) = parse_text(event)
    assert bounce.recipient == "bob@example.net"


def test_an_event_names_the_recipient_of_its_own_mail():
    two = '[{"email":"bob@example.net","event":"bounce","reason":"550 5.2.1 The account is inactive"},'
    (bounce,) = parse_text(two + '{"email":"al@example.net","event":"open"}]')
    assert bounce.recipient == "bob@example.net"


def test_words_beside_an_event_of_several_mails_name_none_for_all():
    two = '{"email":"bob@example.net","event":"open"} {"email":"al@example.net","event":"open"}'
    (bounce,) = parse_text(f"{two}\n550 5.2.1 The account is inactive")
    assert bounce.recipient is None


def test_settings_in_json_are_no_event():
    (bounce,) = parse_text('{"to": "bob@example.net"}\n550 5.2.1 The account is inactive')
    assert bounce.recipient is None


def test_a_delay_is_told_by_the_subject_that_stands_in_a_forward():
    told = (
        "---------- Forwarded message ---------\nSubject: Delivery Status Notification (Delay)\n\n"
        "remise de votre message à l'adresse bob@example.net. La réponse était :\n\n"
        "The recipient server did not accept our requests to connect."
    )
    bounce = parse_text(told)[-1]
    assert (bounce.kind, bounce.recipient) == (Kind.DELAY, "bob@example.net")


def test_the_mark_of_a_mail_flow_rule_is_no_text():
    first, *_ = parse_text("Status code: 550 5.7.1_ETR")
    assert (first.reply.code, first.reply.enhanced, first.reply.text) == (550, "5.7.1", "")


def test_an_aggregate_report_on_dmarc_tells_of_no_mail():
    subject = "Subject: Report domain: example.com Submitter: google.com Report-ID: 1234"
    told = "This is an aggregate DMARC report for example.com. 3 messages failed DMARC and were rejected."
    assert parse_text(f"{subject}\n\n{told}") == ()
    assert parse_mail(f"From: dmarc@example.net\nTo: ana@example.com\n{subject}\n\n{told}\n".encode()) == ()


RETURNED = """\
Delivery to the following recipient failed permanently:

     bob@example.net

Technical details of permanent failure:
The error that the other server returned was: 550 5.1.1 <bob@example.net>... User unknown

----- Original message -----

Received: from laptop.example.com (localhost [127.0.0.1])
    by mail.example.com (Postfix) with ESMTPA id 3D1C2; Tue, 24 Nov 2026 10:00:00 +0000
From: Ana <ana@example.com>
To: bob@example.net
X-Mailer: Apple Mail (2.3608.60.0.2.5)
Subject: it worked yesterday

my new password is below
"""


@pytest.mark.parametrize(
    "read", [lambda text: parse_mail(plain(text)), parse_text], ids=["raw", "pasted without its headers"]
)
def test_the_mail_that_came_back_says_nothing_of_the_failure(read):
    (bounce,) = read(RETURNED)

    assert (bounce.reply.code, bounce.recipient) == (550, "bob@example.net")
    assert (bounce.client, bounce.speaker, bounce.context) == (None, None, ())


HARD_SPACES = "550{0}5.1.1{0}&lt;bob@example.net&gt;: User{0}unknown"


@pytest.mark.parametrize("space", ["&nbsp;", "&#160;", "\u00a0"])
@pytest.mark.parametrize("form", ["text", "page", "mail"])
def test_spaces_that_may_not_be_broken_are_spaces(form, space):
    said = HARD_SPACES.format(space)
    html = f"<html><body><p>{said}</p></body></html>"
    (bounce,) = {
        "text": lambda: parse_text(said),
        "page": lambda: parse_text(html),
        "mail": lambda: parse_mail(plain(html, headers="Content-Type: text/html; charset=utf-8\n")),
    }[form]()
    assert (bounce.recipient, bounce.reply) == (
        "bob@example.net",
        Reply(550, "5.1.1", "<bob@example.net>: User unknown"),
    )


LONG = """\
From: MAILER-DAEMON@example.com
Subject: Undelivered Mail Returned to Sender
Content-Type: text/{}

I could not deliver your message.

{}
<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown
{}"""
NOTHING = "Some words of a long message that say nothing.\n"


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_long_mails_text_is_read_to_its_end(kind):
    (bounce,) = parse_mail(LONG.format(kind, NOTHING * 10_000, "").replace("<bob", "&lt;bob").encode())
    assert (bounce.reply.code, bounce.recipient) == (550, "bob@example.net")
    assert bounce.context == ()


def test_a_mail_whose_text_is_longer_than_what_is_read_says_so():
    (bounce,) = parse_mail(LONG.format("plain", "", NOTHING * 50_000).encode())
    assert bounce.reply == Reply(550, "5.1.1", "User unknown")
    assert [(one.tag, dict(one.args)) for one in bounce.context] == [
        ("paste.read-in-part", {"what": "characters of the mail's text", "read": 2_000_000})
    ]


def test_a_report_of_more_recipients_than_are_kept_says_how_many():
    group = "Final-Recipient: rfc822; u{0}@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <u{0}>: User unknown\n\n"
    fields = "Reporting-MTA: dns; mx.example.com\n\n" + "".join(map(group.format, range(1_300)))
    mail = f"From: MAILER-DAEMON@example.com\nSubject: Undelivered\nContent-Type: message/delivery-status\n\n{fields}"
    first, *others = parse_mail(mail.encode())
    assert len(others) == 999
    assert [(one.tag, dict(one.args)) for one in first.context] == [
        ("paste.more-failures", {"read": 1_000, "of": 1_300})
    ]


def test_each_of_many_attached_bounces_is_read():
    one = "--B\nContent-Type: message/rfc822\n\n" + LONG.format("plain", "", "")
    mail = "From: ana@example.com\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=B\n\n" + "".join(
        one.replace("bob", f"bob{number}") for number in range(1_001)
    )
    bounces = parse_mail(f"{mail}--B--\n".encode())
    assert [bounce.recipient for bounce in bounces] == [f"bob{number}@example.net" for number in range(1_000)]
    assert [(one.tag, dict(one.args)) for one in bounces[0].context] == [
        ("paste.read-in-part", {"what": "parts of the mail", "read": 1_000})
    ]


def test_a_mailbox_file_of_more_mails_than_are_read_says_so():
    mails = f"From x Mon Jan  1 00:00:00 2026\n{LONG.format('plain', '', '')}\n" * 5_001
    first, *others = parse_document(mails.encode())
    assert len(others) == 4_999
    assert [(one.tag, dict(one.args)) for one in first.context] == [
        ("paste.read-in-part", {"what": "mails", "read": 5_000})
    ]


@pytest.mark.parametrize(
    ("subject", "code", "kind"),
    [
        ("Warning: message 1aBc delayed 24 hours", 450, Kind.DELAY),
        ("Warning: message 1aBc delayed 24 hours", 550, Kind.FAILURE),
        ("failure notice", 450, Kind.FAILURE),
    ],
)
def test_a_subject_alone_tells_of_a_delay_where_no_server_refused_for_good(subject, code, kind):
    (bounce,) = parse_mail(plain(f"Your mail to bob@example.net:\n{code} Greylisted\n", subject))
    assert (bounce.kind, bounce.reply.code, bounce.recipient) == (kind, code, "bob@example.net")


def test_further_information_is_the_diagnostic_where_a_report_has_no_other():
    fields = "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1"
    (bounce,) = parse_mail(
        report(f"{fields}\nX-Supplementary-Info: < mx.example.net #5.1.1 smtp; 550 No such user>")
    )
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.1.1")


@pytest.mark.parametrize(
    ("diagnostic", "text"),
    [
        ("smtp; No such user: 550 5.1.1", "No such user:"),
        ("smtp; bob is unknown (550)", "bob is unknown"),
    ],
)
def test_a_diagnostic_whose_number_stands_behind_its_words_is_those_words(diagnostic, text):
    (bounce,) = parse_mail(
        report(f"Final-Recipient: rfc822; bob@example.net\nAction: failed\nDiagnostic-Code: {diagnostic}")
    )
    assert (bounce.reply.code, bounce.reply.text) == (550, text)


@pytest.mark.parametrize(
    "prose",
    [
        "很抱歉您发送的邮件被退回。\n\n无法发送到 bob@example.net\n\n退信原因\n邮箱空间已满\n",
        "很抱歉您发送的邮件被退回。\n\n无法发送到bob@example.net的邮件\n",
        "抱歉，您的邮件被退回来了\n收件人： bob@example.net\n退信原因： 邮箱已满\n",
        "Sorry, your mail is returned...\n收件人/To : \tbob@example.net\n退信原因/Bounce reason : 邮箱已满\n",
        "메일 전송에 실패하였습니다.\n\n받는사람 : bob@example.net\n실패사유 : 받는사람의 메일 용량이 초과되었습니다.\n",
        "bob@example.net에게 메일을 배달하지 못했습니다.\n",
        "Det gick inte att leverera till följande mottagare eller grupper:\n\nbob@example.net\nAdressen hittades inte.\n",
        "Şu alıcılara veya gruplara teslim edilemedi:\n\nbob@example.net\nAdres bulunamadı.\n",
        "User quota exceeded: SMTP <bob@example.net>\n",
        "Сообщение не доставлено на адрес bob@example.net. Возможно, он указан неверно.\n",
        "bob@example.net adresine gönderdiğiniz ileti teslim edilemedi.\n",
        "Vaši zprávu se nepodařilo doručit následujícímu příjemci:\n\nbob@example.net\n",
        "You have reached a limit for sending mail. Your message was not sent to bob@example.net.\n",
    ],
    ids=[
        "zh, QQ",
        "zh, glued",
        "zh, wide colon",
        "zh, two languages",
        "ko",
        "ko, glued",
        "sv",
        "tr",
        "Netscape",
        "ru, Gmail",
        "tr, named behind",
        "cs",
        "Gmail, not sent",
    ],
)
@pytest.mark.parametrize("handed_on", HANDED_ON)
def test_whom_a_notice_is_about_is_read_in_any_writing(handed_on, prose):
    bounces = parse_document(handed_on(plain(prose, "Undelivered Mail Returned to Sender")))
    assert {(one.kind, one.recipient) for one in bounces} == {(Kind.FAILURE, "bob@example.net")}


def test_of_a_mail_in_a_text_every_letter_is_kept():
    raw = plain(
        "발송실패 안내\n\n받는사람 : bob@example.net\n실패사유 : 메일함이 가득 찼습니다.\n", "메일 발송 실패"
    )
    (bounce,) = parse_mail(forwarded_inline(raw))
    assert bounce.reply.text == "실패사유 : 메일함이 가득 찼습니다."


def test_what_was_taken_is_no_reason_of_a_failure():
    prose = (
        "   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.example.net.:\n"
        ">>> RCPT To:<bob@example.net>\n<<< 550 MAILBOX NOT FOUND\n550 <bob@example.net>... User unknown"
    )
    fields = "Final-Recipient: RFC822; bob@example.net\nAction: failed\nStatus: 2.0.0\nDiagnostic-Code: SMTP; 250 OK"
    (bounce,) = parse_mail(report(fields, prose))
    assert (bounce.reply.code, bounce.reply.text) == (550, "MAILBOX NOT FOUND")


@pytest.mark.parametrize("handed_on", HANDED_ON)
def test_who_is_refused_for_good_in_a_notice_of_delays_is_no_delay(handed_on):
    prose = (
        "Your message could not be delivered to some recipients:\n\n"
        "    ----- There was a temporary problem delivering to these addresses -----\n"
        "<ann@example.org> (host 'mx.example.org' rejected command 'RCPT TO:<ann@example.org>' with code 450"
        " (4.2.2) 'Mailbox full')\n\n"
        "    ----- Delivery to the following addresses failed -----\n"
        "<bob@example.net> (host 'mx.example.net' rejected command 'RCPT TO:<bob@example.net>' with code 550"
        " (5.1.1) 'User unknown')\n"
    )
    bounces = parse_document(handed_on(plain(prose, "Warning: failures during message delivery")))
    assert [(one.kind, one.recipient, one.reply) for one in bounces] == [
        (Kind.DELAY, "ann@example.org", Reply(450, "4.2.2", "Mailbox full")),
        (Kind.FAILURE, "bob@example.net", Reply(550, "5.1.1", "User unknown")),
    ]


def test_a_report_without_a_reply_is_explained_by_its_prose():
    fields = (
        "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: SMTP; no"
    )
    (bounce,) = parse_mail(report(fields, "Your mail looks like spam."))
    assert (bounce.reply.text, [one.text for one in bounce.outer]) == ("no", ["Your mail looks like spam."])


def test_of_an_attached_mail_file_the_prose_counts_and_not_the_words_above_it():
    fields = "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0"
    mail = report(fields, "Your message could not be delivered: the mailbox is full.").decode()
    raw = (
        "From: ana@example.com\nTo: help@support.example\nSubject: Help\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="A"\n\n--A\nContent-Type: text/plain\n\nsee attached\n\n'
        '--A\nContent-Type: application/octet-stream; name="b.eml"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: attachment; filename="b.eml"\n\n{b64encode(mail.encode()).decode()}\n--A--\n'
    )
    assert parse_mail(raw.encode()) == parse_mail(mail.encode())
    assert [one.reply.text for one in parse_mail(raw.encode())] == [
        "Your message could not be delivered: the mailbox is full."
    ]


@pytest.mark.parametrize(
    ("line", "recipient"),
    [
        (
            "<bob@example.net>: unable to look up host mx.example.net: Name or service not known",
            "bob@example.net",
        ),
        ("unable to look up host mx.example.net: Name or service not known", None),
    ],
)
def test_the_recipient_that_opens_an_error_is_its_own(line, recipient):
    (bounce,) = parse_text(line)
    assert bounce.recipient == recipient


def test_a_server_that_gave_up_tells_of_no_delay():
    prose = (
        "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n"
        "<bob@example.net>: delivery temporarily suspended: connect to mx.example.net[192.0.2.1]:25:"
        " Connection timed out\n"
    )
    assert [one.kind for one in parse_mail(plain(prose, "Undelivered Mail Returned to Sender"))] == [
        Kind.FAILURE
    ]


def test_the_type_of_a_diagnostic_says_what_its_number_is():
    (bounce,) = parse_mail(
        report(
            "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 4.0.0\n"
            "Diagnostic-Code: smtp; 426 connection timed out"
        )
    )
    assert bounce.reply == Reply(426, None, "connection timed out")


@pytest.mark.parametrize("sender", ["sympa@lists.example", "club-bounces@lists.example"])
@pytest.mark.parametrize(
    ("words", "entry"),
    [
        (
            "Your message to the Club mailing-list was rejected for the following\nreasons:\n\n"
            "The message is not from a list member\n\nThe original message as received by Mailman is attached.\n",
            "mailing-list-members-only",
        ),
        (
            "This is an automatic response sent by Sympa Mailing Lists Manager.\nImpossible to distribute your message for"
            " list 'bob@example.net' for the following reason:\n\nMessage distribution in the list is restricted to list"
            " subscribers.\n",
            "mailing-list-members-only",
        ),
        (
            "This is an automatic response sent by Sympa Mailing Lists Manager.\n\n"
            "The following address is not a known mailing list:\n\n\tbob@example.net\n",
            "recipient-unknown",
        ),
    ],
    ids=["Mailman", "Sympa", "Sympa, no such list"],
)
def test_what_a_list_refused_is_a_failure(knowledge, sender, words, entry):
    raw = f"From: {sender}\nTo: ana@example.com\nSubject: offer\nReturn-Path: <>\n\n{words}"
    (finding,) = read_document(raw.encode(), knowledge)
    assert (finding.kind, finding.entry) == ("failure", entry)


@pytest.mark.parametrize("handed_on", HANDED_ON)
@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (
            "Bounce action notification",
            "This is a Mailman mailing list bounce action notice:\n\n    List:       club\n    Member:     bob@example.net\n"
            "    Action:     Subscription disabled.\n    Reason:     Excessive or fatal bounces.\n",
        ),
        (
            "List club automatic bounce management",
            "Because we received MANY non-delivery reports, the 2 subscribers listed below have been removed from list"
            " club:\n\nbob@example.net\nida@example.net\n",
        ),
    ],
    ids=["Mailman", "Sympa"],
)
def test_what_a_list_tells_its_owner_of_members_is_of_no_mail(knowledge, handed_on, subject, words):
    assert read_document(handed_on(plain(words, subject)), knowledge) == ()


def test_a_sieves_refusal_names_its_recipient_in_its_own_fields(knowledge):
    raw = report(
        "Final-Recipient: rfc822; bob@example.net\nDisposition: automatic-action/MDN-sent-automatically; deleted",
        "Your message was automatically rejected by Sieve, a mail\nfiltering language.",
        "Automatically rejected mail",
    )
    raw = raw.replace(b"delivery-status", b"disposition-notification").partition(
        b"--B\nContent-Type: message/rfc822"
    )[0]
    (finding,) = read_document(raw + b"--B--\n", knowledge)
    assert (finding.kind, finding.recipient) == ("failure", "bob@example.net")


def test_what_a_lists_moderator_refused_is_a_failure(knowledge):
    raw = (
        "From: club-owner@lists.example\nTo: ana@example.com\nSubject: Request to mailing list Club rejected\n\n"
        'Your request to the Club mailing list\n\n    Posting of your message titled "hello"\n\n'
        "has been rejected by the list moderator.  The moderator gave the\n"
        "following reason for rejecting your request:\n\n"
        '"Non-members are not allowed to post messages to this list."\n'
    )
    (finding,) = read_document(raw.encode(), knowledge)
    assert (finding.kind, finding.entry) == ("failure", "mailing-list-members-only")


def test_japanese_in_seven_bits_needs_no_charset():
    prose = "メールは次の宛先に配信できませんでした。\n\nbob@example.net\n"
    raw = plain("", "Returned mail") + prose.encode("iso-2022-jp")
    assert [(one.kind, one.recipient) for one in parse_mail(raw)] == [(Kind.FAILURE, "bob@example.net")]
    assert decode_bytes(prose.encode("iso-2022-jp"), "us-ascii") == prose
    broken = prose.encode("iso-2022-jp") + b" \xa9"
    assert decode_bytes(broken, "us-ascii") == f"{prose} \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("koi8-r", "Ваше письмо не доставлено: почтовый ящик переполнен"),
        ("cp1251", "Ошибка: неверный пароль, всё"),
        ("cp1251", "ОШИБКА: Пользователь не найден"),
        ("euc-kr", "메일 전송에 실패하였습니다. 받는사람의 메일함이 가득 찼습니다."),
        ("euc-jp", "宛先のメールアドレスは存在しません"),
        ("gb2312", "收件人邮件地址不存在，邮件无法送达"),
        ("gb2312", "邮箱已满"),
        ("cp1252", "Größe überschritten, Empfänger für Müller nicht gefunden – déjà vu"),
        ("cp1252", "ÄÖÜ"),
    ],
)
def test_a_text_without_a_charset_is_read_as_what_its_bytes_look_like(charset, text):
    assert decode_bytes(text.encode(charset), None) == text


def test_whom_a_notice_speaks_to_is_not_whom_it_did_not_reach():
    (bounce,) = parse_mail(
        b"From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>\nTo: <ana@example.com>\n"
        b"Subject: Mail Delivery Problem\n\nSorry ana@example.com. Your mail to the following recipients could not be "
        b"delivered because they are not accepting mail with attachments:\n\nbob\n"
    )
    assert bounce.recipient is None


@pytest.mark.parametrize(
    "above",
    [
        b"\nYour mail could not be delivered: the mailbox is full.\n\n---- Header of the original message ----\n\n",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n550 5.2.2 the mailbox is full\n\n"
        b"--b\nContent-Type: text/rfc822-headers\n\n",
    ],
    ids=["shown", "attached"],
)
def test_a_lists_mail_went_to_whom_it_was_handed_on_last(above):
    (bounce,) = parse_mail(
        b"From: Mail System <MAILER-DAEMON@mx.example.net>\nTo: list-admin@example.com\nSubject: Mail Error\n"
        + above
        + b"Received: from mx.example.net (mx.example.net [192.0.2.9])\n\tby store.example.net (Postfix) with ESMTP id 1A\n"
        b"\tfor <bob@example.net>; Tue,  6 Feb 2001 06:31:27 +0800\nPrecedence: list\nFrom: eve@example.org\n"
        b"To: list@example.com\nSubject: hello\n"
    )
    assert bounce.recipient == "bob@example.net"


def test_no_sign_of_another_writing_is_part_of_an_address():
    for shown in ("<bob@example.net&gt;", "bob@example.net\u200b", "<bob@example.net&amp;gt;:"):
        assert clean_address(shown) == "bob@example.net"
    assert clean_address("bob@examp=") is None
