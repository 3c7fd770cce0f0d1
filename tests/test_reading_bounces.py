"""Bounce mails in forms that no page lists: other tongues, HTML line by line, reasons a line further down."""

from __future__ import annotations

import base64

import pytest

from bot.cards.finding import Group, facts, what_happened
from bot.reading import read_document, read_text
from tests.disguises import as_forwarded, as_quoted

HEAD = "Return-Path: <>\nFrom: {sender}\nTo: mia@shop.example\nSubject: {subject}\nDate: Mon, 9 Nov 2026 09:14:11 +0100\n"


def mail(text: str, *, sender: str, subject: str, kind: str = "plain") -> bytes:
    head = HEAD.format(sender=sender, subject=subject)
    body = base64.encodebytes(text.encode()).decode()
    mime = f"MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: base64\n"
    return f"{head}{mime}\n{body}".encode()


def in_blocks(text: str) -> str:
    """The HTML of a mail program that makes a block of each line."""
    return "".join(f"<div>{line or '<br>'}</div>" for line in text.split("\n"))


CHINESE = (
    "抱歉，您的邮件被退回来了\n收件人：li@example.net\n"
    "退信原因：收件人邮件地址（li@example.net）不存在，邮件无法送达。\n"
    "host mx3.example.net[192.0.2.4] said: 550 Mailbox not found (in reply to RCPT TO command)\n"
)


@pytest.mark.parametrize(
    "text", [CHINESE, CHINESE.replace("（li@example.net）", "")], ids=["in brackets", "behind its name"]
)
def test_an_address_ends_at_the_wide_signs_around_it(text, knowledge):
    raw = mail(text, sender="PostMaster@example.net", subject="=?utf-8?B?57O757uf6YCA5L+h?=")

    for findings in (read_document(raw, knowledge), read_text(text, knowledge)):
        assert [(one.recipient, one.family) for one in findings] == [("li@example.net", "mailbox-unknown")]


FIELDS = "Reporting-MTA: dns;mail.shop.example\n" + "".join(
    f"\nFinal-Recipient: rfc822;{name}@parts.example\nAction: failed\nStatus: 5.0.0\n"
    "Diagnostic-Code: smtp;550 Requested action not taken: mailbox unavailable\n"
    for name in ("ann", "bob", "carl")
)
TRANSCRIPT = (
    "   ----- The following addresses had permanent fatal errors -----\n<eve@uni.example>\n"
    "    (reason: 550 5.2.1 Account inactive)\n\n   ----- Transcript of session follows -----\n"
    "... while talking to mx.uni.example.:\n>>> DATA\n<<< 550 5.2.1 Account inactive\n"
    "550 5.1.1 <eve@uni.example>... User unknown\n<<< 503 5.0.0 Need RCPT (recipient)\n"
)


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (FIELDS, ["ann@parts.example", "bob@parts.example", "carl@parts.example"]),
        ("Delivery has failed to these recipients or groups:\n\nRuss (russ@forum.example)&lt;mailto:russ@forum.example&gt;\n"
         "The recipient's mailbox is full and can't accept messages now.\n", ["russ@forum.example"]),
    ],
    ids=["a report's fields", "Outlook's link behind a name"],
)  # fmt: skip
def test_a_mail_whose_lines_are_blocks_reads_like_its_text(text, recipients, knowledge):
    raw = mail(in_blocks(text), sender="postmaster@shop.example", subject="Undeliverable", kind="html")

    findings = read_document(raw, knowledge)

    assert [one.recipient for one in findings] == recipients
    assert {one.family for one in findings} <= {"mailbox-unknown", "mailbox-full"}


def test_a_transcript_in_blocks_tells_the_refusal_not_what_followed(knowledge):
    raw = mail(in_blocks(TRANSCRIPT.replace("<", "&lt;").replace(">", "&gt;")),
               sender="MAILER-DAEMON@uni.example", subject="Returned mail: see transcript", kind="html")  # fmt: skip

    finding = read_document(raw, knowledge)[0]

    assert (finding.recipient, finding.family, finding.reply_code) == (
        "eve@uni.example",
        "mailbox-disabled",
        550,
    )


def test_a_reason_stands_below_the_line_that_announces_it(knowledge):
    text = (
        "A message that you sent could not be delivered. This is a permanent error.\n\n"
        "The following address(es) failed:\n\ngabi@example.org\n\nFor the following reason:\n\n"
        "Mail size limit exceeded. For explanation visit\nhttp://postmaster.example.org/\n"
    )
    raw = mail(text, sender="mailer-daemon@example.org", subject="Mail delivery failed")

    (finding,) = read_document(raw, knowledge)

    assert (finding.recipient, finding.family) == ("gabi@example.org", "size")


def test_a_report_s_sentence_and_its_reply_are_one_failure(knowledge):
    text = (
        "Delivery has failed to these recipients or groups:\n\nGabi (gabi@example.org)\nThe recipient's mailbox is full"
        " and can't accept messages now. Please try resending your message later, or contact the recipient directly.\n\n"
        "Diagnostic information for administrators:\n\nGenerating server: ex.example.com\n\ngabi@example.org\n"
        "Remote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.recipient, finding.reply_code, finding.family) == (
        "gabi@example.org",
        554,
        "mailbox-full",
    )


SWEDISH = (
    "Leverans till följande mottagare eller grupper misslyckades:\n\n{}\nDet gick inte att hitta e-postadressen.\n\n"
    "Diagnostisk information för administratörer:\n\nGenererande server: ex.example.com\n\n{}\n"
    "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'\n"
)


@pytest.mark.parametrize(
    "written",
    ["gabi@example.org", "[gabi@example.org|mailto:gabi@example.org]"],
    ids=["alone", "Jira's link"],
)
def test_exchange_s_words_for_a_reply_tell_a_report_whatever_its_language(written, knowledge):
    (finding,) = read_text(SWEDISH.format(written, written), knowledge)

    assert (finding.recipient, finding.family, finding.reply_code) == (
        "gabi@example.org",
        "mailbox-unknown",
        550,
    )


def test_a_web_service_s_answer_is_no_report(knowledge):
    assert read_text("The remote server returned an error: (401) Unauthorized.", knowledge) == ()


@pytest.mark.parametrize(
    ("subject", "family"),
    [
        ("Returned mail: User unknown", "mailbox-unknown"),
        ("Returned mail: Host unknown (Name server: example.org: host not found)", "routing-dns"),
        ("DELIVERY FAILURE: User gabi not listed in Domino Directory", "mailbox-unknown"),
        ("Returned mail: see transcript for details", "unknown"),
        ("Undeliverable: User unknown", "unknown"),
    ],
)
def test_a_server_s_subject_gives_the_reason_that_its_words_lack(subject, family, knowledge):
    text = "The original message was received.\n\n--- The following addresses had errors ---\n<gabi@example.org>\n"
    raw = mail(text, sender="mailer-daemon@example.org", subject=subject)

    (finding,) = read_document(raw, knowledge)

    assert (finding.recipient, finding.family) == ("gabi@example.org", family)


def test_a_russian_notice_in_its_own_charset_is_a_report(knowledge):
    text = (
        "К сожалению, Ваше письмо не может\nбыть доставлено одному или нескольким\nполучателям:\n\n*****\n\n"
        "luc@example.org\nДоставка письма не удалась из-за переполнения ящика получателя.\n\n*****\n"
    )
    head = HEAD.format(sender="mailer-daemon@example.org", subject="Mail failure")
    raw = f"{head}Content-Type: text/plain; charset=koi8-r\n\n{text}".encode("koi8-r")

    (finding,) = read_document(raw, knowledge)

    assert (finding.recipient, finding.family) == ("luc@example.org", "mailbox-full")


def test_exchange_s_number_tells_a_report_whatever_its_language(knowledge):
    text = (
        "Ihr pudlo nedorazilo.\n\n      luc@example.org dne 09/11/2026 09:12\n"
        "            Schránka neexistuje.\n            <srv01.example.org #5.1.1>\n"
    )
    raw = mail(text, sender="postmaster@example.org", subject="Vase zprava")

    (finding,) = read_document(raw, knowledge)

    assert (finding.recipient, finding.enhanced_code, finding.family) == (
        "luc@example.org", "5.1.1", "mailbox-unknown",
    )  # fmt: skip


def test_a_notice_that_names_nobody_is_not_about_whoever_it_was_sent_to(knowledge):
    raw = mail(
        "You have reached a limit for sending mail.\n\nYour message was not sent.\n\n"
        "You have exceeded the daily sending limit. Learn more at https://support.google.com/mail/answer/22839\n",
        sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        subject="You have reached a limit for sending mail",
    )

    for text in (raw, as_quoted(raw), as_forwarded(raw)):
        (finding,) = read_document(text, knowledge)
        assert (finding.recipient, finding.family) == (None, "rate-limit")


def test_a_rule_between_upright_strokes_ends_the_reason(knowledge):
    text = (
        "mail failed, returning to sender\n"
        "|------------------------- Failed addresses follow: ---------------------|\n"
        " <uschi@example.org> ... unknown user\n"
        "|------------------------- Message text follows: ------------------------|\n"
        "Received: from app1.shop.example\nSubject: Your order\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.recipient, finding.family, finding.reply_text) == (
        "uschi@example.org", "mailbox-unknown", "unknown user",
    )  # fmt: skip


@pytest.mark.parametrize(
    "subject",
    ["Automatisch antwoord: Your order", "Resposta automática: Your order", "[Automatyczna odpowiedź] Your order",
     "Автоответ: Your order", "Otomatik yanıt: Your order", "自动回复: Your order", "Fuera de la oficina: Your order"],
)  # fmt: skip
def test_an_absent_person_s_program_is_known_by_its_subject_in_other_tongues_too(subject, knowledge):
    raw = mail("Ik ben er weer op 20 november.", sender="Kees <kees@example.org>", subject=subject)

    (finding,) = read_document(raw, knowledge)

    assert (finding.kind, finding.recipient) == ("auto-reply", "kees@example.org")


def test_the_prose_of_a_complaint_is_one_without_its_fields(knowledge):
    text = (
        "This is an email abuse report for an email message received from IP 192.0.2.1 on Mon, 9 Nov 2026\n"
        "09:12:02 +0100. For more information about this format see http://example.org/arf/.\n"
    )
    raw = mail(text, sender="feedback@example.org", subject="Email Feedback Report")

    for findings in (read_text(text, knowledge), read_document(as_forwarded(raw), knowledge)):
        assert [(one.kind, one.recipient) for one in findings] == [("complaint", None)]


def test_a_letter_that_a_cut_left_reads_like_nothing(knowledge):
    text = "It couldn't be delivered to all recipients\nThe following recipients are not reachable:\n'ann@example.org'\n550 R"
    raw = mail(text, sender="postmaster@example.org", subject="Your message couldn't be delivered")

    (finding,) = read_document(raw, knowledge)

    assert (finding.entry, finding.certainty) == (None, "unknown")


def test_of_several_recipients_no_one_gets_another_s_reason(knowledge):
    text = (
        "Delivery has failed to these recipients or groups:\n\na@corp.example<mailto:a@corp.example>\n"
        "The email address you entered couldn't be found.\n\nb@corp.example<mailto:b@corp.example>\n"
        "The recipient's mailbox is full and can't accept messages now.\n\n"
        "Diagnostic information for administrators:\n\nGenerating server: ex01.corp.example\n\n"
        "a@corp.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\n"
        "b@corp.example\n#554 5.2.2 mailbox full ##\n"
    )
    raw = mail(
        text, sender="Microsoft Outlook <postmaster@corp.example>", subject="Undeliverable: Your order"
    )

    for findings in (read_document(raw, knowledge), read_text(text, knowledge)):
        assert [(one.recipient, one.family) for one in findings] == [
            ("a@corp.example", "mailbox-unknown"), ("b@corp.example", "mailbox-full"),
        ]  # fmt: skip


# What a report says of two recipients, in the forms of several servers: each one's reason stays its own.
OF_TWO = {
    "a sentence above each reply": (
        "Delivery to ann@corp.example failed.\nThe response was: 550 5.1.1 User unknown\n\n"
        "Delivery to bob@shop.example failed.\nThe response was: 552 5.2.2 Mailbox full\n"
    ),
    "a sentence of CommuniGate": (
        "Failed to deliver to '<ann@corp.example>'\nSMTP module(domain corp.example) reports:\n"
        " message rejected by mx.corp.example:\n 550 5.1.1 unknown address\n\n"
        "Failed to deliver to '<bob@shop.example>'\nSMTP module(domain shop.example) reports:\n"
        " message rejected by mx.shop.example:\n 552 5.2.2 over quota\n"
    ),
    "in the reply's line": (
        "Delivery report\n\nRecipient          Status   Details\n"
        "ann@corp.example   failed   550 5.1.1 unknown user\nbob@shop.example   failed   552 5.2.2 over quota\n"
    ),
    "said for each": (
        "Delivery failure\n\nThe mail server said for ann@corp.example: 550 5.1.1 User unknown\n"
        "The mail server said for bob@shop.example: 552 5.2.2 Over quota\n"
    ),
    "in a numbered list": (
        "We could not deliver your message to 2 recipients:\n\n1) ann@corp.example\n   550 5.1.1 No such user\n"
        "2) bob@shop.example\n   452 4.2.2 Mailbox full\n"
    ),
    "listed first, told below": (
        "Delivery to the following recipient(s) failed permanently:\n\n  - ann@corp.example\n  - bob@shop.example\n\n"
        'Technical details:\n- "ann@corp.example" (EMAIL) failed permanently with error:\n    550 5.1.1 User unknown\n'
        '- "bob@shop.example" (EMAIL) failed permanently with error:\n    552 5.2.2 Over quota\n'
    ),
    "below its reply": (
        "Mail delivery failed\n\n550 5.1.1 User unknown\n    ann@corp.example\n\n"
        "552 5.2.2 Mailbox full\n    bob@shop.example\n"
    ),
    "qmail, without codes": (
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the"
        " following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<ann@corp.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "<bob@shop.example>:\nMailbox has exceeded its quota. Please try again later. (#5.2.2)\n"
    ),
    "Domino, without numbers": (
        "Your message\n\n  Subject: Offer\n\nwas not delivered to:\n\n  ann@corp.example\n\nbecause:\n\n"
        "  User ann (ann@corp.example) not listed in Domino Directory\n\nYour message\n\n  Subject: Offer\n\n"
        "was not delivered to:\n\n  bob@shop.example\n\nbecause:\n\n  The recipient's mail file is over its quota\n"
    ),
}


@pytest.mark.parametrize("text", OF_TWO.values(), ids=OF_TWO)
def test_each_of_two_recipients_has_its_own_reason_in_any_server_s_form(text, knowledge):
    raw = mail(text, sender="MAILER-DAEMON@mx.example", subject="Undelivered Mail Returned to Sender")

    for findings in (read_document(raw, knowledge), read_document(as_quoted(raw), knowledge)):
        assert [(one.recipient, one.family) for one in findings] == [
            ("ann@corp.example", "mailbox-unknown"), ("bob@shop.example", "mailbox-full"),
        ]  # fmt: skip


def test_the_fields_of_a_recipient_without_words_take_none_of_another_s(knowledge):
    fields = "Reporting-MTA: dns; mx.example\n" + "".join(
        f"\nFinal-Recipient: rfc822; {name}\nAction: failed\n{said}"
        for name, said in (
            ("ann@corp.example", "Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Over quota\n"),
            ("bob@shop.example", "Status: 5.1.1\n"),
        )
    )
    raw = mail(fields, sender="MAILER-DAEMON@mx.example", subject="Undeliverable")

    assert [(one.recipient, one.family) for one in read_document(raw, knowledge)] == [
        ("ann@corp.example", "mailbox-full"), ("bob@shop.example", "mailbox-unknown"),
    ]  # fmt: skip


def test_a_reason_above_several_addresses_is_of_those_below_it_alone(knowledge):
    text = (
        "Mail delivery failed\n\nUnknown user:\n  ann@corp.example\n  bob@corp.example\n\n"
        "Mailbox full:\n  eve@shop.example\n"
    )
    raw = mail(text, sender="postmaster@mx.example", subject="Mail delivery failed")

    for findings in (read_document(raw, knowledge), read_document(as_quoted(raw), knowledge)):
        assert [(one.recipient, one.family) for one in findings] == [
            ("ann@corp.example", "mailbox-unknown"), ("bob@corp.example", "mailbox-unknown"),
            ("eve@shop.example", "mailbox-full"),
        ]  # fmt: skip


def test_the_reply_of_sendmail_s_transcript_is_of_whom_the_list_names_for_it(knowledge):
    text = (
        "   ----- The following addresses had permanent fatal errors -----\n<ann@corp.example>\n"
        "    (reason: 552 5.3.4 Message too big)\n<bob@shop.example>\n    (reason: 554 5.7.1 Spam message rejected)\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.corp.example.:\n>>> DATA\n"
        "<<< 552 5.3.4 Message too big\n... while talking to mx.shop.example.:\n<<< 554 5.7.1 Spam message rejected\n"
    )
    raw = mail(text, sender="MAILER-DAEMON@mx.example", subject="Returned mail: see transcript for details")

    for findings in (read_document(raw, knowledge), read_text(text, knowledge)):
        assert [(one.recipient, one.family) for one in findings] == [
            ("ann@corp.example", "size"), ("bob@shop.example", "spam-content"),
        ]  # fmt: skip


def test_what_microsoft_says_of_a_number_in_general_gives_way_to_the_servers_words(knowledge):
    text = (
        "Your message to ann@corp.example couldn't be delivered.\nann wasn't found at corp.example.\n"
        "More Info for Email Admins\nStatus code: 550 5.1.10\n"
        "This error occurs because the sender sent a message to an email address outside of Office 365, but the address is "
        "incorrect or doesn't exist at the destination domain.\nError Details\n"
        "Reported error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ann@corp.example not found by SMTP address lookup"
    )
    assert [(one.recipient, one.entry, one.reply_text) for one in read_text(text, knowledge)] == [
        (
            "ann@corp.example",
            "microsoft-recipient-not-found",
            "RESOLVER.ADR.RecipientNotFound; Recipient ann@corp.example not found by SMTP address lookup",
        )
    ]


@pytest.mark.parametrize(
    ("reason", "entry"),
    [
        ("Post by non-member to a members-only list", "mailing-list-members-only"),
        ("Post to moderated list", "mailing-list-holds-message"),
        ("Message has a suspicious header", "mailing-list-holds-message"),
        ("Message has implicit destination", "mailing-list-holds-message"),
        ("Message body is too big: 113400 bytes with a limit of\n40 KB", "message-too-large"),
        ("Too many recipients to the message", "too-many-recipients"),
        ("Something that its owner wrote", "mailing-list-holds-message"),
    ],
)
def test_why_a_list_holds_a_mail_is_said_by_its_reason(reason, entry, knowledge):
    text = (
        "Your mail to 'Club' with the subject\n\n    A question\n\n"
        "Is being held until the list moderator can review it for approval.\n\nThe reason it is being held:\n\n"
        f"    {reason}\n\nEither the message will get posted to the list, or you will receive\n"
        "notification of the moderator's decision.\n"
    )
    raw = mail(
        text,
        sender="club-bounces@lists.example.org",
        subject="Your message to Club awaits moderator approval",
    )
    (finding,) = read_document(raw, knowledge)

    assert (finding.kind, finding.entry) == ("delay", entry)


def test_a_mail_that_a_list_holds_waits(knowledge):
    text = (
        "Your mail to 'dev@lists.example.org' with the subject\n\n    A question\n\n"
        "Is being held until the list moderator can review it for approval.\n\nThe reason it is being held:\n\n"
        "    The message is not from a list member\n"
    )
    raw = mail(
        text,
        sender="dev-bounces@lists.example.org",
        subject="dev post from mia@shop.example requires approval",
    )

    for findings in (read_document(raw, knowledge), read_text(text, knowledge)):
        assert [(one.kind, one.recipient, one.entry) for one in findings] == [
            ("delay", "dev@lists.example.org", "mailing-list-members-only")
        ]


def test_sendmail_s_own_name_for_a_refusal_is_no_second_one(knowledge):
    text = (
        "   ----- The following addresses had permanent fatal errors -----\n<ann@corp.example>\n"
        "    (reason: 554 5.7.1 Spam message rejected)\n\n   ----- Transcript of session follows -----\n"
        "... while talking to mx.corp.example.:\n>>> DATA\n<<< 554 5.7.1 Spam message rejected\n"
        "550 5.1.1 <ann@corp.example>... User unknown\n<<< 503 5.5.1 valid RCPT command must precede DATA\n"
    )
    assert [(one.recipient, one.family, one.reply_code) for one in read_text(text, knowledge)] == [
        ("ann@corp.example", "spam-content", 554)
    ]


def test_a_report_whose_fields_were_cut_off_names_each_recipient_of_its_prose(knowledge):
    names = ("ann@corp.example", "bob@corp.example", "eve@shop.example")
    listed = "\n\n".join(f"<{name}>: Spam message rejected" for name in names)
    text = (
        f"I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n{listed}\n\n"
        "Reporting-MTA: dns; mx.shop.example\n\nFinal-Recipient: rfc822; ann@corp.example\nAction: failed\n"
        "Status: 5.7.1\nDiagnostic-Code: X-Postfix; Spam message rejected\n\nFinal-Recipient: rfc822; bo"
    )
    assert [(one.recipient, one.family) for one in read_text(text, knowledge)] == [
        (name, "spam-content") for name in names
    ]


def test_a_reason_in_brackets_is_told_once_of_whom_it_stands_behind(knowledge):
    text = (
        "The message that you sent was undeliverable to the following:\n\tann@corp.example (user not found)\n"
        "\tbob@corp.example (mailbox is full)\n\nPossibly truncated original message follows:\n\nFrom: mia@shop.example\n"
    )
    assert [(one.recipient, one.family, one.reply_text) for one in read_text(text, knowledge)] == [
        ("ann@corp.example", "mailbox-unknown", "user not found"),
        ("bob@corp.example", "mailbox-full", "mailbox is full"),
    ]


def test_one_refusal_of_a_mail_is_of_each_recipient_listed_above_it(knowledge):
    text = "Your message was not delivered to:\n\nann@corp.example\nbob@corp.example\n\nReason: 550 5.1.1 User unknown\n"
    raw = mail(text, sender="postmaster@mx.example", subject="Delivery failure")

    assert [(one.recipient, one.family) for one in read_document(raw, knowledge)] == [
        ("ann@corp.example", "mailbox-unknown"), ("bob@corp.example", "mailbox-unknown"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Pesan Anda tidak dapat dikirim ke ann@corp.example.\nBalasan server: 550 5.1.1 Pengguna tidak ditemukan\n",
        "Sizin mesajınız ann@corp.example ünvanına çatdırılmadı: 550 5.1.1 User unknown\n",
        "We were unable to deliver your message (shown below) to ann@corp.example. The recipient's server said:\n\n"
        "550 5.1.1 Address does not exist\n",
    ],
    ids=["Indonesian", "Azerbaijani", "Postal"],
)
def test_the_only_address_of_a_report_is_the_recipient_whatever_the_words(text, knowledge):
    raw = mail(text, sender="MAILER-DAEMON@mx.example", subject="Undelivered Mail Returned to Sender")

    (finding,) = read_document(raw, knowledge)

    assert (finding.recipient, finding.family) == ("ann@corp.example", "mailbox-unknown")


@pytest.mark.parametrize(
    ("text", "kind", "family"),
    [
        ("Your message to the list club@example.org has been denied because you are not a subscriber.",
         "failure", "policy"),
        ("Your message to list club@example.org could not be distributed because its size exceeds the maximum.",
         "failure", "size"),
        ("Ditt meddelande till club@example.org har ännu inte kunnat levereras.", "delay", "unknown"),
    ],
)  # fmt: skip
def test_a_list_s_refusal_and_a_swedish_delay_are_notices(text, kind, family, knowledge):
    raw = mail(text, sender="club+owner@example.org", subject="Post to club: Offer")

    (finding,) = read_document(raw, knowledge)

    assert (finding.kind, finding.recipient, finding.family) == (kind, "club@example.org", family)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Messages received: 550\nMessages delivered: 5511\nMessages bounced: 12\nMessages deferred: 4\n",
         "Daily mail statistics"),
        ("Accepted: 4521\nRejected: 550\nGreylisted: 421\nQuarantined: 12\n", "Weekly report"),
        ("Hi mia@shop.example, you have 3 new messages in quarantine:\n\n"
         "Subject: Undelivered Mail Returned to Sender  Score: 12.3\nSubject: Mailbox full, verify now  Score: 22.9\n",
         "Spam quarantine notification"),
    ],
    ids=["a count", "a week's", "what a gateway kept"],
)  # fmt: skip
def test_what_a_server_lists_of_a_day_is_no_failure(text, subject, knowledge):
    raw = mail(text, sender="postmaster@mx.example", subject=subject)

    assert read_document(raw, knowledge) == ()
    assert [one.reply_code for one in read_text(f"{text}\n550 5.1.1 User unknown", knowledge)] == [550]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        (
            "Recipient address: ana@example.com\nOriginal address: ana@old.example.net\nReason: Over quota",
            "ana@example.com",
        ),
        (
            "Your message cannot be delivered to the following recipients:\n\n"
            "  Recipient address: ana@ims-ms-daemon\n  Reason: Over quota",
            "ana@ims-ms-daemon",
        ),
    ],
)
def test_a_field_names_the_recipient_and_another_the_reason(text, recipient, knowledge):
    finding = read_text(text, knowledge)[0]
    assert (finding.entry, finding.recipient) == ("mailbox-full", recipient)


BANNED = (
    "BANNED CONTENTS ALERT\n\nOur content checker found\n    banned name: .exe,setup.exe\n\n"
    "in email presumably from you <mia@shop.example>\nto the following recipient:\n-> cfo@example.org\n\n"
    "Delivery of the email was stopped!\n"
)
REFUSED_BY_LIST = (
    "You have sent an email to <club@example.org>\nbut your mail has been refused for one\n"
    "of the following reasons :\n\n- You are not a subscriber to club list, or\n\n- You're not allowed to post.\n"
)


@pytest.mark.parametrize(
    ("text", "recipient", "family"),
    [(BANNED, "cfo@example.org", "spam-content"), (REFUSED_BY_LIST, "club@example.org", "policy")],
    ids=["a content filter's", "a list server's"],
)
def test_a_notice_that_a_mail_was_stopped_or_refused_is_a_report(text, recipient, family, knowledge):
    raw = mail(text, sender="listserver@example.org", subject="BANNED contents from you")

    for findings in (read_document(raw, knowledge), read_text(text, knowledge)):
        assert [(one.recipient, one.family) for one in findings] == [(recipient, family)]


FEEDBACK = {
    "auth-failure": "failed its check of the sender",
    "not-spam": "is no spam",
    "abuse": "reported the message as spam",
}


@pytest.mark.parametrize(("kind", "said"), FEEDBACK.items(), ids=FEEDBACK)
def test_a_feedback_report_is_told_by_what_it_is_about(kind, said, knowledge):
    text = f"Feedback-Type: {kind}\nVersion: 1\nUser-Agent: ISP/1.0\nOriginal-Rcpt-To: klaus@example.org\n"

    (finding,) = read_text(text, knowledge)

    assert (finding.kind, finding.recipient) == ("complaint", "klaus@example.org")
    assert said in what_happened(finding, None)


def test_the_prose_of_a_failed_check_of_the_sender_is_no_complaint_about_spam(knowledge):
    text = "This is an authentication failure report for an email message received\nfrom IP 192.0.2.1 on Mon, 9 Nov."

    (finding,) = read_text(text, knowledge)

    assert (finding.kind, "failed its check" in what_happened(finding, None)) == ("complaint", True)


def test_a_forward_of_outlook_begins_with_its_headers_alone(knowledge):
    text = (
        "Hallo,\n\nkommt nicht an, was ist das?\n\nVon: Kees <kees@example.org>\n"
        "Gesendet: Montag, 9. November 2026 09:14\nAn: mia@shop.example\nBetreff: Abwesenheitsnotiz: Your order\n\n"
        "Ich bin ab 20. November wieder da.\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.kind, finding.recipient) == ("auto-reply", "kees@example.org")


def test_a_letter_with_headers_in_it_is_read_whole(knowledge):
    text = (
        "The login fails with 535 5.7.8 Error: authentication failed\n\nThis is what we wanted to send:\n\n"
        "From: mia@shop.example\nTo: ann@example.org\nSubject: Your order\nDate: Mon, 9 Nov 2026 09:14:11 +0100\n\n"
        "Thank you for your order.\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.reply_code, finding.family) == (535, "auth")


HEADERS = (
    "Received: from r2.example.net (r2.example.net [192.0.2.22])\n"
    "\t(using TLSv1.2 with cipher ECDHE-RSA-AES256-SHA384 (256/256 bits))\n"
    "\t(No client certificate requested)\n"
    "\tby smtp.example.org (Postfix) with ESMTPS id EEEE000000000\n"
    "\tfor <neko@example.org>; Thu, 29 Apr 2027 23:34:45 +0900 (JST)\n"
    "Received: from mx.example.net (mx.example.net [192.0.2.23])\n"
    '\t(Client CN "mx.example.net", Issuer "R3" (not verified))\n'
    "\tby smtp.example.org (Postfix) with ESMTPS id EEEE000000001\n"
    "From: ana@example.net\nTo: neko@example.org\nSubject: hello\n\nHow are you?\n"
)


@pytest.mark.parametrize("headers", [HEADERS, HEADERS.replace("\t", "")], ids=["folded", "unfolded"])
def test_how_a_mail_came_is_no_tls_error(headers, knowledge):
    assert read_text(f"Why is this mail in spam?\n\n{headers}", knowledge) == ()


EXIM_WAITS = (
    "This message was created automatically by mail delivery software.\n"
    "A message that you sent has not yet been delivered to one or more of its\n"
    "recipients after more than 24 hours on the queue on titan.example.\n\n"
    "The address to which the message has not yet been delivered is:\n\n  foi@council.example\n"
    "    host mx.council.example [192.0.2.9]\n    Delay reason: Connection timed out\n\n"
    "No action is required on your part.\n"
)
TIMED_OUT = (
    "Reporting-MTA: dns; titan.example\n\nFinal-Recipient: rfc822; foi@council.example\nAction: delayed\n"
    "Status: 4.0.0\nDiagnostic-Code: smtp; Connection timed out\n"
)


@pytest.mark.parametrize("text", [EXIM_WAITS, TIMED_OUT], ids=["prose", "fields"])
def test_a_report_of_a_mail_server_tells_of_its_way_to_the_recipient_s(text, knowledge):
    raw = mail(
        text, sender="Mail Delivery System <Mailer-Daemon@titan.example>", subject="Warning: message delayed"
    )

    (finding,) = read_document(raw, knowledge)

    assert (finding.kind, finding.recipient, finding.entry, finding.speaker) == (
        "delay", "foi@council.example", "recipient-server-not-answering", "own-server",
    )  # fmt: skip


def test_a_server_that_cannot_log_in_keeps_the_page_of_its_own_login(knowledge):
    line = (
        "Aug 27 07:12:19 mx postfix/smtp[76]: A4997FB6AA: to=<rita@example.org>, relay=smtp.example.com[192.0.2.1]:587,"
        " delay=6, dsn=4.7.0, status=deferred (SASL authentication failed; cannot authenticate to server"
        " smtp.example.com[192.0.2.1]: no mechanism available)"
    )

    (finding,) = read_text(line, knowledge)

    assert finding.entry == "sasl-library-missing"


def test_a_delay_has_not_given_up_and_says_so(knowledge):
    text = "Final-Recipient: rfc822;rita@example.org\nAction: delayed\nStatus: 4.4.7\n"

    (finding,) = read_text(text, knowledge)

    assert (finding.kind, finding.recipient, finding.family) == ("delay", "rita@example.org", "unknown")
    assert what_happened(finding, None) == (
        "The message is delayed and the text gives no reason; the server keeps trying."
    )
    assert "delayed, still being tried" in facts(Group(finding, 1, 1))
    assert finding.because == ("The text does not give the reason.",)
    assert finding.steps[0].id == "wait"


def test_the_reason_may_stand_above_the_recipient(knowledge):
    (found,) = read_text(
        "This message was undeliverable due to the following reason:\n\n"
        "The user(s) account is temporarily over quota.\n\n<ana@example.com>",
        knowledge,
    )

    assert (found.recipient, found.family) == ("ana@example.com", "mailbox-full")


def test_a_header_below_the_recipient_is_no_reason(knowledge):
    text = (
        "Delivery is delayed to these recipients or groups:\n\nrita@example.org<mailto:rita@example.org>\n\n"
        "Subject: Your order 4711\n\nThis message hasn't been delivered yet. Delivery will continue to be attempted.\n"
    )
    raw = mail(
        text, sender="Microsoft Outlook <postmaster@example.com>", subject="Delivery delayed:Your order"
    )

    (finding,) = read_document(raw, knowledge)

    assert (finding.kind, finding.recipient, finding.entry) == (
        "delay",
        "rita@example.org",
        "delivery-delayed",
    )
    assert "Your order" not in (finding.reply_text or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Unable to deliver message to the following address(es).\n\n<ann@shop.example>:\n"
            "This user doesn't have a shop.example account (ann@shop.example)",
            ("ann@shop.example", "mailbox-unknown", None),
        ),
        ("2) <ann@shop.example> : no such user here", ("ann@shop.example", "mailbox-unknown", None)),
        ("<ann@shop.example>: account is out of room", ("ann@shop.example", "mailbox-full", None)),
        (
            "This message is looping (# 5.4.6)",
            (None, "routing-dns", None),
        ),
        ("S: 550 SPF check failed", (None, "sender-auth-dns", 550)),
        ("The reason for the bounce is: 550 5.1.1 user unknown", (None, "mailbox-unknown", 550)),
        (
            "451 4.3.0 can't create user output file: mailbox is full",
            (None, "mailbox-full", 451),
        ),
        (
            "deferral: 192.0.2.4_does_not_like_recipient./Remote_host_said:_451_4.7.1_Greylisted/Giving_up_on_192.0.2.4./",
            (None, "greylist", 451),
        ),
        (
            "The size of the message you are trying to send exceeds the global size limit (10240000 bytes) of the server."
            " The message was not sent; reduce the message size and try again.",
            (None, "size", None),
        ),
    ],
    ids=[
        "an address behind the reason",
        "listed",
        "listed, unknown words",
        "a loop's number with a space",
        "SPF alone",
        "a person's opening",
        "a fault and its cause",
        "an excerpt of qmail's log",
        "a dialog",
    ],
)
def test_a_reason_is_known_by_where_it_stands(text, expected, knowledge):
    assert [(one.recipient, one.family, one.reply_code) for one in read_text(text, knowledge)] == [expected]


@pytest.mark.parametrize(
    "text", ["<ann@shop.example>: hi, are you there?", "<ann@shop.example>: see the report"]
)
def test_what_stands_behind_an_address_in_brackets_may_be_talk(text, knowledge):
    assert not read_text(text, knowledge)


NOTICES = {
    "not delivered to the following": (
        "Your message was not delivered to the following recipients:\n\n  <bob@example.net>\n\nReason:\n"
        "  bob@example.net: 5.1.1 The user account does not exist.",
        ("failure", "bob@example.net", "mailbox-unknown"),
    ),
    "Italian certified mail": (
        'Il giorno 11/03/2025 alle ore 10:10:12 nel messaggio "Fattura" proveniente da "ana@example.com" e destinato'
        ' all\'utente "bob@example.net"\nè stato rilevato un errore: 5.2.2 - Gestore S.p.A. - casella piena\n'
        "Avviso di mancata consegna",
        ("failure", "bob@example.net", "mailbox-full"),
    ),
    "success in German": (
        "Ihre Nachricht wurde erfolgreich an die unten genannten Empfänger zugestellt.\n\n"
        "<bob@example.net>: delivery via mx.example.net[192.0.2.5]:25: 250 2.0.0 Ok: queued as 7F2",
        ("success", "bob@example.net", None),
    ),
    "delay in Russian": (
        "Ваше письмо пока не удалось доставить одному или нескольким адресатам. Отправлять письмо повторно не нужно.\n\n"
        "<bob@example.net>: connect to mx.example.net[192.0.2.5]:25: Connection timed out",
        ("delay", "bob@example.net", "connection"),
    ),
    "delay in Japanese": (
        "これは警告です。メールを再送する必要はありません。\n\n"
        "<bob@example.net>: connect to mx.example.net[192.0.2.5]:25: Connection timed out",
        ("delay", "bob@example.net", "connection"),
    ),
    "Momentum": (
        ">>> bob@example.net (while not connected): 554 5.4.7 [internal] exceeded max time without delivery",
        ("failure", "bob@example.net", "expired"),
    ),
    "Mercury": (
        "The attached message has failed delivery.\n\n   *** bob@example.net: 5xx series result from host mx.example.net\n"
        "       550 5.1.1 no mailbox by that name is currently available",
        ("failure", "bob@example.net", "mailbox-unknown"),
    ),
    "a dash behind the address": (
        "The server was unable to deliver your message to the following recipient(s):\n\n"
        "bob@example.net - user does not exist on this server",
        ("failure", "bob@example.net", "mailbox-unknown"),
    ),
    "the recipient was": (
        "VPOP3 could not deliver a message you sent.\n\nThe recipient was: bob@example.net\nThe error was: 550 Unrouteable"
        " address",
        ("failure", "bob@example.net", "mailbox-unknown"),
    ),
    "DBMail, whose sentence is broken before the address": (
        "I'm sorry to inform you that your message, addressed to\nbob@example.net, could not be delivered due to the"
        " following\nreason.\n\n*** The maximum capacity of the mailbox has been reached. ***",
        ("failure", "bob@example.net", "mailbox-full"),
    ),
    "Polish, by name": (
        "Twoja wiadomość nie została dostarczona do adresata.\n\nAdres: bob@example.net\nPowód: skrzynka odbiorcy jest"
        " przepełniona.",
        ("failure", "bob@example.net", "mailbox-full"),
    ),
    "a filter's, with a forbidden attachment": (
        "Your message was detected as containing a forbidden attachment and was not delivered.\n\n"
        "Recipient: bob@example.net\nAttachment: tool.vbs",
        ("failure", "bob@example.net", "spam-content"),
    ),
    "a scanner's, of a virus": (
        "The message you sent to bob@example.net was infected with Trojan.Generic and has been removed.",
        ("failure", "bob@example.net", "spam-content"),
    ),
    "James": (
        "Failed recipient(s):\nbob@example.net\n\nError message:\nThere are no DNS entries for the hostname example.net.  I"
        " cannot determine where to send this message.",
        ("failure", "bob@example.net", "routing-dns"),
    ),
}


@pytest.mark.parametrize(("body", "answer"), NOTICES.values(), ids=NOTICES)
def test_a_servers_notice_says_what_became_of_whose_mail_and_why(body, answer, knowledge):
    raw = f"From: <postmaster@mail.example.com>\nTo: ana@example.com\nSubject: Notice\n\n{body}\n".encode()
    finding = read_document(raw, knowledge)[0]
    assert (finding.kind, finding.recipient, finding.family) == answer


@pytest.mark.parametrize("below", ["Any idea?", "Tel. +49 30 5550110"])
def test_what_a_person_writes_below_a_notice_is_not_its_reason(below, knowledge):
    text = (
        "The user(s) account does not exist at this site.\n\n    <bob@example.net>\n\nWhat does that mean?\n"
    )
    notice = f"This Message was undeliverable due to the following reason:\n\n{text}\n{below}"
    finding = read_text(notice, knowledge)[0]
    assert (finding.recipient, finding.family) == ("bob@example.net", "mailbox-unknown")


IN_OTHER_TONGUES = {
    "Norwegian": "Meldingen din til bob@example.net ble ikke levert fordi adressen ikke finnes.",
    "Indonesian": "Pesan Anda kepada bob@example.net tidak dapat dikirim karena kotak surat penerima penuh.",
    "Vietnamese": "Thư của bạn gửi tới bob@example.net không thể gửi được.\n550 5.1.1 Người dùng không tồn tại",
    "Arabic": "تعذر تسليم رسالتك إلى المستلم التالي:\n\nbob@example.net\n550 5.1.1 المستخدم غير موجود",
    "Ukrainian": "Ваш лист не вдалося доставити отримувачу bob@example.net.\nПричина: розмір листа перевищує дозволений.",
}


@pytest.mark.parametrize("text", IN_OTHER_TONGUES.values(), ids=IN_OTHER_TONGUES)
def test_a_notice_copied_in_another_language_names_its_recipient(text, knowledge):
    assert [(one.kind, one.recipient) for one in read_text(text, knowledge)] == [
        ("failure", "bob@example.net")
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "Your message could not be delivered for more than 4 hour(s).\n\n<bob@example.net>: host mx.example.net[192.0.2.5]"
            " said: 452 4.3.1 Insufficient system storage (in reply to MAIL FROM command)",
            ("delay", "bob@example.net"),
        ),
        (
            "A message is delayed for more than 4 hours for the following list of recipients:\n\n"
            "bob@example.net: Network error on destination MXs",
            ("delay", "bob@example.net"),
        ),
        (
            "Hallo zusammen\n\nAm 12.03.24 um 10:11 schrieb Mail Delivery System <MAILER-DAEMON@mail.example.com>:\n"
            '> <bob@example.net>: unknown user: "bob"',
            ("failure", "bob@example.net"),
        ),
        (
            "We got this back:\n\n    <bob@example.net>:\n    Sorry, I couldn't find any host named example.net. (#5.1.2)",
            ("failure", "bob@example.net"),
        ),
        (
            "The following message was blocked by the gateway:\n\nFrom: ana@example.com\nTo: bob@example.net\n"
            "Subject: Offer\nReason: The message contains content that violates the data loss prevention policy.",
            ("failure", "bob@example.net"),
        ),
        (
            "Your message to bob@example.net still hasn't been delivered. We'll keep trying for 2 more days.",
            ("delay", "bob@example.net"),
        ),
        (
            "Delivery of your message to bob@example.net has been delayed. We'll keep trying.",
            ("delay", "bob@example.net"),
        ),
    ],
    ids=[
        "Postfix's delay",
        "OpenSMTPD's delay",
        "quoted in German",
        "qmail's, below a sentence",
        "a gateway's",
        "a delay in short",
        "a delay's name",
    ],
)
def test_a_notice_copied_without_its_headers_says_the_same(text, answer, knowledge):
    finding = read_text(text, knowledge)[0]
    assert (finding.kind, finding.recipient) == answer


def test_a_reason_may_stand_below_what_says_that_nothing_more_is_tried(knowledge):
    text = (
        "Delivery has failed permanently for your email to:\n\n\tbob@example.net\n\nNo further deliveries will be attempted.\n\n"
        "Error during the last delivery attempt:\n\n\tno such recipient"
    )
    assert [(one.recipient, one.family) for one in read_text(text, knowledge)] == [
        ("bob@example.net", "mailbox-unknown")
    ]


def test_a_disclaimer_below_a_notice_is_not_its_reason(knowledge):
    text = (
        "This Message was undeliverable due to the following reason:\n\nThe user(s) account does not exist at this site.\n\n"
        "    <bob@example.net>\n\nThis e-mail and any attachments are confidential. If you are not the intended recipient,"
        " notify the sender. We accept no liability for errors."
    )
    assert [(one.recipient, one.family) for one in read_text(text, knowledge)] == [
        ("bob@example.net", "mailbox-unknown")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your e-mail. Please do not reply to this message; replies to this mailbox can't be delivered.",
        "Our driver could not deliver your order 55011 today. We will try again tomorrow.",
    ],
    ids=["of replies", "of a parcel"],
)
def test_what_is_not_delivered_and_is_no_mail_of_ours_gets_no_answer(text, knowledge):
    assert not read_text(text, knowledge)


@pytest.mark.parametrize(
    ("said", "family"),
    [
        (
            "Su correo dirigido a bob@example.net ha sido devuelto.\n550 5.1.1 Usuario desconocido",
            "mailbox-unknown",
        ),
        ("Письмо для bob@example.net не доставлено: сервер получателя посчитал его спамом.", "spam-content"),
        (
            "Le message envoyé à bob@example.net n'a pas pu être distribué : quota de la boîte dépassé.",
            "mailbox-full",
        ),
    ],
    ids=["Spanish", "Russian", "French"],
)
def test_a_notice_names_its_recipient_behind_the_words_of_its_language(said, family, knowledge):
    raw = f"From: <postmaster@mail.example.com>\nTo: ana@example.com\nSubject: Notice\n\n{said}\n".encode()
    assert [(one.recipient, one.family) for one in read_document(raw, knowledge)] == [
        ("bob@example.net", family)
    ]


REFUSED_AND_ECHOED = {
    "of nobody": "550 5.7.1 Relaying denied\nDATA\n503 RCPT command expected",
    "of the same recipient": (
        "RCPT TO:<ana@example.net>\n550 5.7.1 Relaying denied\nDATA\n503 valid RCPT command must precede DATA"
    ),
    "in sendmail's transcript": (
        "   ----- Transcript of session follows -----\n... while talking to mx.example.net.:\n>>> DATA\n"
        "<<< 550 5.7.1 <ana@example.net>... Relaying denied\n550 5.7.1 <ana@example.net>... Relaying denied\n"
        "<<< 503 5.0.0 Need RCPT (recipient)"
    ),
}


@pytest.mark.parametrize("text", REFUSED_AND_ECHOED.values(), ids=REFUSED_AND_ECHOED)
def test_that_no_recipient_is_left_is_no_second_error_behind_their_refusal(text, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == ["relay-access-denied"]


@pytest.mark.parametrize(
    "text",
    [
        "503 RCPT command expected\n550 5.7.1 Relaying denied",
        "Dec  1 09:00:01 mx postfix/smtp[12]: 4A1B2C: to=<ben@example.net>, relay=mx.example.net[192.0.2.4]:25, "
        "dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.4] said: 550 5.7.1 Relaying denied)\n"
        "Dec  1 09:00:02 mx postfix/smtp[12]: 4A1B2D: to=<ana@example.net>, relay=mx.example.net[192.0.2.4]:25, "
        "dsn=5.0.0, status=bounced (host mx.example.net[192.0.2.4] said: 503 RCPT command expected)",
    ],
)
def test_that_no_recipient_is_left_is_told_where_nobody_or_another_was_refused_before(text, knowledge):
    assert {finding.entry for finding in read_text(text, knowledge)} == {
        "relay-access-denied",
        "no-valid-recipients",
    }


@pytest.mark.parametrize(
    ("transcript", "told"),
    [
        pytest.param(
            "   (reason: 551 not our customer)\n\n   ----- Transcript of session follows -----\n"
            "... while talking to mx-a.example.net.:\n<<< 450 busy - please try later\n"
            "... while talking to mx-b.example.net.:\n>>> DATA\n<<< 551 not our customer\n"
            "550 5.1.1 <bob@example.net>... User unknown\n<<< 503 need RCPT command [data]\n",
            (551, "recipient-unknown"),
            id="a busy server before, an order of commands behind",
        ),
        pytest.param(
            "   (reason: 550 Host unknown)\n\n   ----- Transcript of session follows -----\n"
            "550 5.1.2 <bob@example.net>... Host unknown (Name server: example.net: host not found)\n",
            (550, "recipient-domain-not-found"),
            id="sendmail says the reason again",
        ),
    ],
)
def test_sendmails_reason_is_told_once(transcript, told, knowledge):
    findings = read_text(
        f"   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n{transcript}",
        knowledge,
    )
    assert [(one.reply_code, one.entry, one.recipient) for one in findings] == [(*told, "bob@example.net")]


def test_sendmails_reason_is_told_once_where_a_mail_program_put_its_lines_together(knowledge):
    text = (
        "----- The following addresses had permanent fatal errors ----- <taro@example.jp>\n"
        "(reason: 550 Host unknown)\n----- Transcript of session follows -----\n"
        "550 5.1.2 <taro@example.jp>... Host unknown (Name server: example.jp.: host not found)"
    )
    (finding,) = read_text(text, knowledge)

    assert (finding.recipient, finding.entry) == ("taro@example.jp", "recipient-domain-not-found")


def test_sendmails_reason_has_the_status_that_its_transcript_gives_with_the_same_words(knowledge):
    text = (
        "   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n"
        "    (reason: 550 Host unknown)\n\n   ----- Transcript of session follows -----\n"
        "550 5.1.2 <bob@example.net>... Host unknown (Name server: example.net: host not found)\n"
    )
    assert [(one.reply_code, one.enhanced_code) for one in read_text(text, knowledge)] == [(550, "5.1.2")]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        (
            "This is the mail system at host mail.example.com.\n\n"
            "<bob@example.net> (expanded from <sales@example.com>): host mx.example.net[192.0.2.1] said:\n"
            "    550 5.1.1 User unknown (in reply to RCPT TO command)\n",
            "bob@example.net",
        ),
        (
            "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent"
            " error. The following address(es) failed:\n\n  boss@example.com\n    (generated from sales@example.com)\n"
            "    SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n    550 5.1.1 User unknown\n",
            "bob@example.net",
        ),
    ],
    ids=["Postfix", "Exim, an alias of an alias"],
)
def test_a_report_names_whom_people_wrote_to_beside_whom_it_was_handed_on_to(text, recipient, knowledge):
    told = [(one.recipient, one.original_recipient) for one in read_text(text, knowledge)]
    assert told == [(recipient, "sales@example.com")]


def test_what_a_server_says_in_its_notice_is_nobodys_account_of_it(knowledge):
    text = (
        "Hi. This is the qmail-send program at mail.shop.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "I tried many times, since yesterday; this account worked before and has been closed.\n\n"
        "<tim@example.net>:\n192.0.2.4 does not like recipient.\n"
        "Remote host said: 550 5.1.1 no such user\nGiving up on 192.0.2.4.\n"
    )

    (of_server,) = read_document(
        mail(text, sender="MAILER-DAEMON@shop.example", subject="failure notice"), knowledge
    )
    (of_person,) = read_text("It worked before. 550 5.1.1 <tim@example.net> no such user", knowledge)

    assert of_server.entry == of_person.entry == "recipient-unknown"
    assert [one.tag for one in of_server.evidence if one.tag.startswith("prose.")] == []
    assert "prose.worked-before" in [one.tag for one in of_person.evidence]
