"""What sending services give out of their failures, events in JSON and CSV files: each row is one of its own."""

from __future__ import annotations

import json

import pytest

from bot.diagnose.many_recipients import with_many_recipients
from bot.model import MORE_FAILURES, Bounce, Family, Reply
from bot.parse.lists.events import event_rows
from bot.parse.lists.table import table_rows
from bot.reading import read_document, read_text

UNKNOWN = "550 5.1.1 The email account that you tried to reach does not exist."
LISTED = "550 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org"
FULL = "552 5.2.2 The email account that you tried to reach is over quota"

WANTED = [
    ("ann@example.org", "mailbox-unknown", 550),
    ("bob@example.net", "reputation-blocklist", 550),
    ("eve@example.org", "mailbox-full", 552),
]
SENT = dict(zip((name for name, _, _ in WANTED), (UNKNOWN, LISTED, FULL), strict=True))


def ses(address: str, reply: str) -> dict[str, object]:
    recipient = {
        "emailAddress": address, "action": "failed", "status": "5.1.1", "diagnosticCode": f"smtp; {reply}",
    }  # fmt: skip
    return {
        "notificationType": "Bounce",
        "bounce": {"bounceType": "Permanent", "bouncedRecipients": [recipient]},
        "mail": {"source": "mia@shop.example", "destination": [address], "commonHeaders": {"to": [address]}},
    }


def mailgun(address: str, reply: str) -> dict[str, object]:
    return {
        "event": "failed", "severity": "permanent", "recipient": address,
        "envelope": {"sender": "mia@shop.example", "targets": address},
        "message": {"headers": {"to": address, "from": "Mia <mia@shop.example>"}},
        "delivery-status": {"code": int(reply[:3]), "message": reply[4:], "description": ""},
    }  # fmt: skip


EVENTS = {
    "ses, a line each": "\n".join(json.dumps(ses(*one)) for one in SENT.items()),
    "ses through sns": "\n".join(
        json.dumps({"Type": "Notification", "Message": json.dumps(ses(*one))}) for one in SENT.items()
    ),
    "ses, one of three": json.dumps(
        {
            "eventType": "Bounce",
            "bounce": {
                "bouncedRecipients": [
                    {"emailAddress": name, "diagnosticCode": f"smtp; {reply}"} for name, reply in SENT.items()
                ]
            },
            "mail": {"source": "mia@shop.example", "destination": list(SENT)},
        },
        indent=2,
    ),
    "sendgrid": json.dumps(
        [
            {"email": name, "event": "bounce", "sg_event_id": "1", "reason": reply, "status": reply[4:9]}
            for name, reply in SENT.items()
        ]
    ),
    "mailgun": json.dumps({"items": [mailgun(*one) for one in SENT.items()]}, indent=2),
    "postmark": json.dumps(
        [
            {
                "RecordType": "Bounce", "Type": "HardBounce", "MessageID": "1", "Email": name,
                "From": "mia@shop.example", "Description": "The server was unable to deliver your message",
                "Details": f"smtp;{reply}",
            }
            for name, reply in SENT.items()
        ]
    ),
    "sparkpost": json.dumps(
        [
            {
                "msys": {
                    "message_event": {
                        "type": "bounce", "error_code": reply[:3], "raw_rcpt_to": name, "rcpt_to": name,
                        "raw_reason": reply, "reason": reply[:20] + "...",
                    }
                }
            }
            for name, reply in SENT.items()
        ]
    ),
    "mandrill": json.dumps(
        [
            {"event": "hard_bounce", "msg": {"email": name, "sender": "mia@shop.example", "diag": reply}}
            for name, reply in SENT.items()
        ]
    ),
    "kumomta": "\n".join(
        json.dumps(
            {
                "type": "Bounce", "id": "1", "sender": "mia@shop.example", "recipient": name,
                "response": {
                    "code": int(reply[:3]), "content": reply[10:], "command": None,
                    "enhanced_code": dict(
                        zip(("class", "subject", "detail"), map(int, reply[4:9].split(".")), strict=True)
                    ),
                },
            }
        )
        for name, reply in SENT.items()
    ),
    "brevo": "Our webhook got these:\n"
    + "\n\n".join(
        json.dumps({"event": "hard_bounce", "email": name, "message-id": "<1@example.com>",
                    "reason": f"RecipientError: {reply}"}, indent=2)
        for name, reply in SENT.items()
    ),
}  # fmt: skip

TABLES = {
    "the address behind the reason": "status,reason,email,created\n"
    + "".join(f"{reply[4:9]},{reply},{name},1794211920\n" for name, reply in SENT.items()),
    "a code of its own": "address,code,error,created_at\n"
    + "".join(f'{name},{reply[:3]},{reply[4:]},"Mon, 09 Nov 2026"\n' for name, reply in SENT.items()),
    "the sender in another column": "lead_email,from_email,campaign,bounce_reason\n"
    + "".join(f"{name},mia@shop.example,Q4,{reply[:3]}-{reply[4:]}\n" for name, reply in SENT.items()),
    "semicolons": "email;sendUserEmail;errorMessage\r\n"
    + "".join(f'{name};mia@shop.example;"Message failed: {reply.replace(";", ",")}"\r\n' for name, reply in SENT.items()),
    "without a head": "".join(
        f"Hard bounce\t09-11-2026\tmia@shop.example\t{name}\t{reply}\n" for name, reply in SENT.items()
    ),
    "Markdown": "| Recipient | Bounced | Reason |\n|:---|---|---:|\n"
    + "".join(f"| {address} | yes | {reply} |\n" for address, reply in SENT.items()),
    "a terminal's": "+-----+-----+\n| recipient | reason |\n+-----+-----+\n"
    + "".join(f"| {address} | {reply} |\n" for address, reply in SENT.items())
    + "+-----+-----+\n",
}  # fmt: skip


@pytest.mark.parametrize("text", [*EVENTS.values(), *TABLES.values()], ids=[*EVENTS, *TABLES])
def test_each_row_is_a_failure_of_its_own_recipient(text, knowledge):
    findings = read_text(text, knowledge)

    assert [(one.recipient, one.family, one.reply_code) for one in findings] == WANTED


def test_an_event_that_is_cut_off_ends_the_list(knowledge):
    cut = EVENTS["mailgun"][:-120]

    findings = read_text(cut, knowledge)

    assert [(one.recipient, one.family, one.reply_code) for one in findings] == WANTED[:2]


def test_what_a_service_goes_on_trying_is_a_delay_and_a_report_of_spam_a_complaint(knowledge):
    events = [
        {"email": "ann@example.org", "event": "deferred", "sg_event_id": "1", "response": "451 4.7.1 Greylisting in action"},
        {"email": "bob@example.net", "event": "spamreport", "sg_event_id": "2"},
        {"email": "eve@example.org", "event": "delivered", "sg_event_id": "3", "response": "250 OK"},
        {"email": "joe@example.org", "event": "deferred", "sg_event_id": "4", "response": UNKNOWN},
    ]  # fmt: skip

    findings = read_text(json.dumps(events), knowledge)

    assert [(one.recipient, one.kind, one.family) for one in findings] == [
        ("ann@example.org", "delay", "greylist"),
        ("joe@example.org", "failure", "mailbox-unknown"),
        ("bob@example.net", "complaint", None),
    ]


def test_a_reason_in_words_alone_is_read_and_an_unknown_one_said_openly(knowledge):
    text = "Email,Bounce Reason\nann@example.org,The mailbox is full\nbob@example.net,Rejected by the remote side\n"

    findings = read_text(text, knowledge)

    assert [(one.recipient, one.family, one.certainty) for one in findings] == [
        ("ann@example.org", "mailbox-full", "likely"),
        ("bob@example.net", "unknown", "unknown"),
    ]


CLASSED = {
    "Amazon SES": (
        '{"notificationType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull",'
        '"bouncedRecipients":[{"emailAddress":"ana@example.org"}]}}',
        Family.MAILBOX_FULL,
    ),
    "Amazon SES, of a mail that it did not send": (
        '{"eventType":"Reject","reject":{"reason":"Bad content"},"mail":{"source":"a@example.com",'
        '"destination":["ana@example.org"]}}',
        Family.SPAM_CONTENT,
    ),
    "Elastic Email": (
        '{"event":"bounce","to":"ana@example.org","status":"Error","category":"SPFProblem","messageid":"1"}',
        Family.SENDER_AUTH_DNS,
    ),
    "Mandrill": (
        '[{"email":"ana@example.org","status":"rejected","_id":"1","reject_reason":"spam"}]',
        Family.SUPPRESSION,
    ),
    "SendGrid": (
        '{"event":"bounce","bounce_classification":"Content","type":"blocked","email":"ana@example.org"}',
        Family.SPAM_CONTENT,
    ),
    "AgentMail, whose recipients stand below the class": (
        '{"event_type":"message.bounced","bounce":{"type":"Transient","sub_type":"MailboxFull",'
        '"recipients":[{"address":"ana@example.org","status":"bounced"}]}}',
        Family.MAILBOX_FULL,
    ),
    "Mailgun, of a mail that it did not send": (
        '{"event":"failed","severity":"permanent","reason":"suppress-complaint","delivery-status":{"code":607},'
        '"recipient":"ana@example.org"}',
        Family.SUPPRESSION,
    ),
    "Resend, of a mail that it did not send": (
        '{"type":"email.failed","data":{"failed":{"reason":"reached_daily_quota"},"to":["ana@example.org"]}}',
        Family.RATE_LIMIT,
    ),
    "Mandrill, with the server's answer beside its class": (
        '{"event":"hard_bounce","msg":{"email":"ana@example.org","bounce_description":"bad_mailbox",'
        '"diag":"smtp;550 5.1.1 User unknown"}}',
        Family.MAILBOX_UNKNOWN,
    ),
}


@pytest.mark.parametrize(("text", "family"), CLASSED.values(), ids=CLASSED)
def test_where_an_event_has_no_words_the_services_class_tells(text, family, knowledge):
    (failed,) = read_text(text, knowledge)

    assert (failed.family, failed.recipient) == (family, "ana@example.org")


def test_amazon_ses_says_itself_that_it_found_a_virus(knowledge):
    text, _ = CLASSED["Amazon SES, of a mail that it did not send"]

    (failed,) = read_text(text, knowledge)

    told = (failed.reply_text, failed.entry, failed.certainty, failed.provider, failed.speaker)
    assert told == ("Reject: Bad content", "virus-found", "certain", "amazon-ses", "sending-service")


@pytest.mark.parametrize("end", ['","command":null},"peer', '"'], ids=["in the record", "at its words"])
def test_a_record_of_which_a_part_was_copied_tells_its_reply(end, knowledge):
    numbers = '"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1}'
    (failed,) = read_text(
        f'"recipient":"ana@example.org","response":{{{numbers},"content":"User unknown{end}', knowledge
    )

    assert (failed.reply_code, failed.enhanced_code, failed.reply_text) == (550, "5.1.1", "User unknown")
    assert failed.recipient == "ana@example.org"


def test_equal_rows_are_counted(knowledge):
    text = "Email,Sender,Reason\n" + f"ann@example.org,mia@shop.example,{UNKNOWN}\n" * 3

    (finding,) = read_text(text, knowledge)

    assert (finding.recipient, finding.count) == ("ann@example.org", 3)


def test_a_list_longer_than_the_limit_says_how_much_was_left_out(knowledge):
    text = "Sender,Email,Reason\n" + "".join(
        f"mia@shop.example,lead{n}@example.org,{UNKNOWN}\n" for n in range(1_200)
    )

    findings = read_document(text.encode(), knowledge)

    assert len(findings) == 1_000
    more = next(fact for fact in findings[0].evidence if fact.tag == MORE_FAILURES)
    assert dict(more.args) == {"read": 1_000, "of": 1_200}


def test_rows_beyond_the_limit_count_once_for_each_address_and_its_words(knowledge):
    names = [*(f"lead{n}" for n in range(1_000)), "late", "late", "lead7", "LATE"]
    replies = [*[UNKNOWN] * 1_003, FULL]
    rows = zip(names, replies, strict=True)
    text = "Sender,Email,Reason\n" + "".join(
        f"mia@shop.example,{name}@example.org,{reply}\n" for name, reply in rows
    )

    findings = read_document(text.encode(), knowledge)

    more = next(fact for fact in findings[0].evidence if fact.tag == MORE_FAILURES)
    assert dict(more.args) == {"read": 1_000, "of": 1_002}
    assert [finding.recipient for finding in findings if finding.count == 2] == ["lead7@example.org"]


def test_what_differs_by_a_number_alone_is_counted_beyond_the_limit_as_well(knowledge):
    said = "550 5.1.1 User unknown in queue 4XyZ{}"
    rows = [*((f"lead{n}", said.format(7)) for n in range(1_000)), ("lead7", said.format(8)), ("lead8", FULL)]
    text = "Sender,Email,Reason\n" + "".join(
        f"mia@shop.example,{name}@example.org,{reply}\n" for name, reply in rows
    )

    findings = read_document(text.encode(), knowledge)

    more = next(fact for fact in findings[0].evidence if fact.tag == MORE_FAILURES)
    assert dict(more.args) == {"read": 1_000, "of": 1_001}
    assert [finding.recipient for finding in findings if finding.count == 2] == ["lead7@example.org"]


NO_FAILURES = {
    "a contact form's entries": "name,email,message\nAnn,ann@example.org,My mailbox is full of cats\n",
    "web requests": "email,status,message\nann@example.org,404,Not Found\nbob@example.net,500,Internal Server Error\n",
    "a login elsewhere": '{"event": "login_failed", "email": "ann@example.org", "message": "wrong password"}',
    "a web request's record": '{"event": "request", "email": "ann@example.org", "message": "500 Internal Server Error"}',
    "what was delivered": '[{"email": "ann@example.org", "event": "delivered", "sg_event_id": "3", "response": "250 OK"}]',
    "a row that names nobody": "2026-11-24,ana,550 user unknown",
    "a list of people": "first,email\nAnn,ann@example.org\nBob,bob@example.net\n",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_FAILURES.values(), ids=NO_FAILURES)
def test_a_list_of_something_else_gets_no_answer(text, knowledge):
    assert read_text(text, knowledge) == ()


def test_a_service_that_reached_nobody_tells_of_the_recipient_s_server_a_mailbox_of_its_own(knowledge):
    event = {"eventType": "Bounce", "bounce": {"bouncedRecipients": [
        {"emailAddress": "ann@example.org", "diagnosticCode": "smtp; Connection timed out"}]}}  # fmt: skip
    mailboxes = "mailbox,host,error\nann@example.org,smtp.example.org,535 5.7.8 Authentication failed\n" + (
        "bob@example.org,smtp.example.org,Connection timed out\n"
    )

    (bounced,) = read_text(json.dumps(event), knowledge)
    login = read_text(mailboxes, knowledge)[1]

    assert (bounced.recipient, bounced.entry) == ("ann@example.org", "recipient-server-not-answering")
    assert (login.recipient, login.entry) == ("bob@example.org", "connect-timeout")


def refusals(many):
    return "\n".join(
        f"Nov 28 10:00:{at:02d} mx1 postfix/smtp[9]: 4AS9C{at}: to=<user{at}@example.net>, "
        f"relay=mx.example.net[192.0.2.7]:25, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.7] said: "
        f"550 5.1.1 <user{at}@example.net>: Recipient address rejected: User unknown (in reply to RCPT TO command))"
        for at in range(many)
    )


@pytest.mark.parametrize(
    ("many", "first"),
    [
        (9, "compare-the-address-letter-by-letter"),
        (10, "stop-sending-to-this-list-and-take-these-addresses-out-of-it"),
    ],
)
def test_of_many_unknown_recipients_the_list_is_the_matter_not_one_address(many, first, knowledge):
    found = read_text(refusals(many), knowledge)
    assert len(found) == many
    assert {one.steps[0].id for one in found} == {first}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("email;reason\nann@example.org;550 no such user\n", ["ann@example.org"]),
        ("ann@example.org;550 no such user\nbob@example.net;550 no such user\n", []),
        ("ann@example.org;x@example.com;550 no such user\nbob@example.net;x@example.com;550 no such user\n",
         ["ann@example.org", "bob@example.net"]),
        ("550 no such user;ann@example.org\n550 no such user;bob@example.net\n", ["ann@example.org", "bob@example.net"]),
    ],
    ids=["one row below a head", "the address first, as in any text", "beside the sender's", "behind the words"],
)  # fmt: skip
def test_which_lines_are_a_table(text, rows):
    assert [row.address for row in table_rows(text)] == rows


def test_the_keys_of_an_event_count_however_they_are_written():
    for key in ("bounce-message", "bounce_message", "bounceMessage", "BounceMessage"):
        (row,) = event_rows(
            json.dumps({"event": "bounce", "email": "ann@example.org", key: "550 no such user"})
        )
        assert (row.address, row.words) == ("ann@example.org", "550 no such user")


def test_rows_in_the_midst_of_other_lines_are_no_table():
    rows = (
        "x@example.com;ana@example.com;550 5.1.1 no such user\nx@example.com;bob@example.org;552 5.2.2 full\n"
    )
    assert [row.address for row in table_rows(rows)] == ["ana@example.com", "bob@example.org"]
    assert table_rows(rows + "and what else was said of it\n" * 3) == []


def test_a_refusal_that_names_nobody_is_no_further_recipient():
    named = [Bounce(Reply(550, "5.1.1", "no"), recipient=f"r{number}@example.com") for number in range(9)]
    bounces = [*named, Bounce(Reply(550, "5.1.1", "no"))]
    assert with_many_recipients(bounces) == bounces


def test_many_recipients_are_counted_for_each_refusal_alone(knowledge):
    other = (
        refusals(1).replace("5.1.1", "4.2.2").replace("550", "452").replace("User unknown", "mailbox full")
    )
    found = read_text(refusals(10) + "\n" + other, knowledge)
    counts = {
        (one.enhanced_code, fact.args["count"])
        for one in found
        for fact in one.evidence
        if fact.tag == "reply.many-recipients"
    }
    assert counts == {("5.1.1", 10)}


LOGINS = {
    "a script's results": json.dumps(
        [
            {"email": "ann@example.org", "smtp": {"ok": False, "error": "Invalid login: 535 5.7.0 no"}},
            {
                "email": "bob@example.net",
                "smtp": {"ok": False, "error": "getaddrinfo ENOTFOUND mail.example"},
            },
            {"email": "eve@example.org", "smtp": {"ok": True, "error": None}},
        ]
    ),
    "a platform's accounts": json.dumps(
        {
            "data": [
                {"from_email": "ann@example.org", "smtp_failure_error": "Invalid login: 535 5.7.0 no"},
                {"from_email": "bob@example.net", "smtp_failure_error": "queryA ENOTFOUND mail.example"},
                {"from_email": "eve@example.org", "smtp_failure_error": None},
            ]
        }
    ),
    "a sentence": "Failed accounts (2/3): ann@example.org (535 5.7.0 no), bob@example.net (connection refused)",
    "numbers alone": "Failed (2/3): ann@example.org (535), bob@example.net (connection refused)",
    "mailboxes as keys": json.dumps(
        {
            "results": {
                "ann@example.org": "535 5.7.0 no",
                "bob@example.net": "ENOTFOUND",
                "eve@example.org": "ok",
            }
        }
    ),
    "mailboxes as keys of records": json.dumps(
        {
            "ann@example.org": {"smtp": "535 5.7.0 no", "imap": "ok"},
            "bob@example.net": {"smtp": "no such host"},
            "eve@example.org": {"smtp": "ok"},
        }
    ),
    "lines with signs": "ann@example.org ❌ SMTP: 535 5.7.0 no\n"
    "bob@example.net ❌ getaddrinfo ENOTFOUND mail.example\neve@example.org ✅",
    "a test's lines": "checking ann@example.org ... FAILED (535 5.7.0 no)\n"
    "checking bob@example.net ... FAILED (connection refused on port 587)\nchecking eve@example.org ... OK",
    "two lines each": "Mailbox: ann@example.org\nError: 535 5.7.0 no\n\nMailbox: bob@example.net\n"
    "Error: connection timed out\n\nMailbox: eve@example.org\nOK",
    "a numbered list": "Results:\n1. ann@example.org -> 535 5.7.0 no\n"
    "2. bob@example.net -> could not resolve host mail.example\n3. eve@example.org -> connected",
}


@pytest.mark.parametrize("text", LOGINS.values(), ids=LOGINS)
def test_each_mailbox_of_a_list_has_its_own_error(text, knowledge):
    findings = read_text(text, knowledge)

    assert [(one.recipient, one.family, one.reply_code) for one in findings] == [
        ("ann@example.org", "auth", 535),
        ("bob@example.net", "connection", None),
    ]


def test_replies_alone_behind_mailboxes_in_one_sentence_are_each_mailboxs(knowledge):
    told = "Failed accounts (3/50): ann@example.org (535), bob@example.net (550 5.1.1 user unknown), ..."

    assert [(one.recipient, one.family, one.reply_code) for one in read_text(told, knowledge)] == [
        ("ann@example.org", "auth", 535),
        ("bob@example.net", "mailbox-unknown", 550),
    ]


def test_one_reply_behind_one_of_two_addresses_is_no_list(knowledge):
    told = "Mail from ann@example.org (sales) to bob@example.net (550 5.1.1) came back: 552 5.2.2 over quota"
    assert [one.family for one in read_text(told, knowledge)] == ["mailbox-unknown", "mailbox-full"]


NO_LOGINS = {
    "settings beside another error": '{"smtp": {"host": "smtp.example.com"}, "email": "ann@example.org", '
    '"error": "database is locked"}',
    "a rate": '{"email": "ann@example.org", "smtp_enabled": true, "error_rate": "0.1"}',
    "people": "ann@example.org is out today\nbob@example.net will connect at 5",
}


@pytest.mark.parametrize("text", NO_LOGINS.values(), ids=NO_LOGINS)
def test_what_stands_beside_an_address_is_not_always_its_error(text, knowledge):
    assert not read_text(text, knowledge)


def test_recipients_that_a_report_names_are_no_mailboxes_of_ones_own(knowledge):
    told = (
        "Delivery to the following recipients failed:\n"
        "ann@example.org: connection timed out\nbob@example.net: connection timed out"
    )
    assert [one.recipient for one in read_text(told, knowledge)] == [None]


LISTS = [
    "ann@example.org\nbob@example.net\neve@example.org\nall bounce with 550 5.1.1 User unknown",
    "550 5.1.1 User unknown for these:\n- ann@example.org\n- <bob@example.net>,\n- eve@example.org",
    "Your message could not be delivered to:\n  1. ann@example.org\n  2. bob@example.net\n  3. eve@example.org\n"
    "because: 550 5.1.1 User unknown",
]


@pytest.mark.parametrize("text", LISTS)
def test_one_refusal_beside_a_list_of_addresses_is_each_ones(text, knowledge):
    assert [(one.recipient, one.reply_code) for one in read_text(text, knowledge)] == [
        ("ann@example.org", 550),
        ("bob@example.net", 550),
        ("eve@example.org", 550),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.org\nbob@example.net\ncannot log in: 535 5.7.8 Authentication failed",
        "ann@example.org\nbob@example.net\n\nto=<eve@example.org>, 550 5.1.1 User unknown",
        "ann@example.org\nbob@example.net\n\n550 5.1.1 User unknown\n\neve@example.org\nkim@example.org",
        "550 5.7.26 Unauthenticated mail from our senders is refused:\n- ann@example.org\n- eve@example.org",
        "550 5.7.1 Message rejected due to content restrictions\n\nAnn Lee\nann@example.org\ninfo@example.org",
    ],
    ids=["logins", "somebody-else", "two-lists", "senders", "signature"],
)
def test_a_list_of_others_stays_a_list(text, knowledge):
    assert len(read_text(text, knowledge)) == 1


def test_what_a_server_took_is_no_row_of_a_list_of_failures():
    text = (
        "type,timeLogged,rcpt,dsnAction,dsnStatus,dsnDiag,bounceCat\n"
        "d,2026-11-30 09:00:00+0000,ann@example.org,relayed,2.0.0 (success),smtp;250 2.0.0 OK,\n"
        "b,2026-11-30 09:00:01+0000,bob@example.net,failed,5.1.1 (bad address),smtp;550 5.1.1 user unknown,bad-mailbox\n"
    )
    assert [row.address for row in table_rows(text)] == ["bob@example.net"]


def test_a_reply_is_an_events_words_whatever_the_key_is_called():
    (row,) = event_rows(
        '{"event_type":"bounce_all","email":"bob@example.net","bounce_code":10,"said":"550 5.1.1 unknown"}'
    )
    assert (row.address, row.words) == ("bob@example.net", "550 5.1.1 unknown")


def test_the_id_of_a_mail_is_no_recipient_of_a_log_with_columns():
    text = (
        "#Fields: date-time,client-ip,source-context,source,event-id,message-id,recipient-address,recipient-status\n"
        "2026-11-30T08:12:01.101Z,192.0.2.20,,SMTP,RECEIVE,<a1@shop.example>,ann@example.org,\n"
        "2026-11-30T08:12:03.412Z,,550 5.4.310 DNS domain does not exist,ROUTING,FAIL,<a1@shop.example>,ann@example.org,"
        "550 5.4.310 DNS domain does not exist\n"
    )
    assert [(row.address, row.words) for row in table_rows(text)] == [
        ("ann@example.org", "550 5.4.310 DNS domain does not exist")
    ]


def test_a_trace_of_microsoft_365_tells_each_recipients_last_error(knowledge):
    end = "};{MSG=};{FQDN=mx.example.org};{IP=203.0.113.7}]"
    text = (
        "Received,Sender,Recipient,Subject,Status,Detail\n"
        f'30/11/2026 09:12,mia@shop.example,ann@example.org,Invoice 550,Failed,"Reason: [{{LED={UNKNOWN}{end}"\n'
        "30/11/2026 09:13,mia@shop.example,kim@example.org,Invoice 551,Delivered,\n"
        f'30/11/2026 09:14,mia@shop.example,eve@example.org,Invoice 552,Failed,"Reason: [{{LED={FULL}{end}"\n'
    )
    assert [(one.recipient, one.family, one.reply_text) for one in read_text(text, knowledge)] == [
        ("ann@example.org", "mailbox-unknown", UNKNOWN[10:]), ("eve@example.org", "mailbox-full", FULL[10:]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    ["email,code", "email,last_reply", "e-mail,fehler", "who,score"],
    ids=["code", "reply", "error", "nobody"],
)
def test_numbers_below_a_head_that_may_be_of_failures_are_failures(head, knowledge):
    text = f"{head}\nann@example.org,535\nbob@example.net,535"
    assert [(one.recipient, one.reply_code) for one in read_text(text, knowledge)] == [
        ("ann@example.org", 535), ("bob@example.net", 535),
    ]  # fmt: skip
