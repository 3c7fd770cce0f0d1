"""Numbers in people's talk that only look like reply codes, beside replies as terse as servers give them."""

import pytest

from bot.parse import parse_text
from bot.parse.chatter import is_chatter
from bot.parse.numbers.reply import find_replies
from bot.reading import read_paste

TALK = (
    "hey, anybody up for lunch at 550 Main St?",
    "lunch at 550 Main St? bring 2 friends",
    "we moved to 535 Park Avenue last week",
    "550 Main St",
    "421 Building C",
    "the meeting is in room 421 Building C",
    "invoice no. 553 Acme Corp",
    "Model 550 Maranello",
    "the new 550 Watt unit arrived",
    "451 Fahrenheit is a great book",
    "550 users signed up today",
    "550 shops in 45 countries. Free returns.",
    "535 passed, 1 failed in 55.02s",
    "Our January newsletter is out: 550 new templates, faster imports and a webinar on deliverability on the 21st.",
    ".alert--550 { max-width: 550px; z-index: 535; } /* mailbox full banner */",
    "550 people signed up for the mail webinar, 421 showed up",
    "Of 800 subscribers, 553 confirmed",
    "We sold 550 licences in November, 452 of them renewals, and got 35 support mails.",
    "会议改到会议室421,请回复邮件确认",
    "- [x] handle 535 in the login form of the mailer\n- [ ] show a hint for 554",
    "550 mails in 5 minutes, not bad for the old relay",
    "452 of 500 mailboxes are done",
    "554 days without an outage of the mail server!",
    "421 bottles of beer on the wall, too many connections at the bar",
    "Le devis n° 554 a été envoyé par mail au client",
    "la factura 554 Rechazada por el cliente, os mando un correo",
    "заказ 554 Отклонён, письмо отправлено",
    "mail queue length > 550 on mx1",
    "Backup of mailbox server: 535 GB in 4h21",
    "helm upgrade mail-stack 4.7.0 -> 5.1.1 done",
    "back to 5.1.1, 4.2.2 had a leak in the mail worker",
)
OTHERS_TROUBLE = (
    "my build fails with connection reset by peer",
    "I get Connection timed out in the browser",
    "our dashboard says certificate has expired",
    "We cannot log in: quota exceeded",
    "Error while retrieving mailbox Work: [Errno 99] Cannot assign requested address",
    "npm ERR! code ETIMEDOUT\nnpm ERR! network request to https://packages.example.com/nodemailer failed",
    "pip install yagmail\nWARNING: Retrying after connection broken by 'SSLError(certificate verify failed)'",
    "kombu.exceptions.OperationalError: [Errno 111] Connection refused\n(celery task send_email)",
    "The mail worker dies: Error: connect ECONNREFUSED 127.0.0.1:5672",
    "dig: connection timed out; no servers could be reached",
    "assert_raise Net::SMTPAuthenticationError do",
    "When I log in to the web site I get an error saying my email and password combination is incorrect",
    "with pytest.raises(SMTPServerDisconnected):",
    '@mock.patch("smtplib.SMTP", side_effect=smtplib.SMTPConnectError(421, "busy"))',
    "the S3140 scanner has a paper jam",
    "pip install aiosmtplib\nERROR: Could not find a version that satisfies the requirement aiosmtplib==9.9",
    'Release 3.2: "Connection timed out" dialogs now name the server, and the SMTP wizard tries 587 first.',
    "Greylisting delays the first mail by a few minutes; that is normal and needs no action.",
    "remote: error: GH001: Large files detected. smtp.tar is 552 MB; this exceeds the file size limit",
    "It swallows exceptions like SMTPRecipientsRefused. It'd be nice to have an option to raise them.",
)
MAILS_TROUBLE = {
    "my mail program says connection reset by peer": "connection-lost",
    "I get connection refused on smtp.example.com port 587": "connection-refused",
    "I get Connection timed out on smtp.example.com port 587": "connect-timeout",
    "Connection timed out": "connect-timeout",
    "Connection refused": "connection-refused",
    "Unfortunately, messages from [192.0.2.1] were not sent. (S3150)": "outlook-com-ip-blocked",
    "[TSS04] Messages from 192.0.2.1 temporarily deferred": "yahoo-defers-sender",
}
REPLIES = {
    "3 recipients failed, 550 user unknown": 550,
    "550 mails sent, 421 too many connections": 421,
    "550 Boite desactivee": 550,
    "552 Schranka prijemce je plna": 552,
    "451 Fallo temporal, reintente": 451,
    "452 Out of disk": 452,
    "550 Rejected": 550,
    "550 messages from this host are refused": 550,
    "421 connections of this kind are not allowed": 421,
    "452 recipients in this session exceed the limit": 452,
    "all of today's mails bounced with 554 mails from this ip are refused": 554,
    "554 Transaction failed": 554,
    "421 try later": 421,
    "552 MB limit exceeded": 552,
    "mail.example.com > 550 Unknown user": 550,
    "550 High probability of spam": 550,
    "550 Unknown user": 550,
    "550 Nobody of that name at this site": 550,
    "450 You are throttled at node 7": 450,
    "421 Slow down": 421,
    "550 utilisateur inconnu": 550,
    "550 Benutzer nicht bekannt": 550,
    "550 Zugriff verboten": 550,
    "535 Kimlik dogrulama basarisiz": 535,
    "535 Passwort abgelaufen": 535,
    "535 Heslo je stare": 535,
    "550 Geen toegang": 550,
    "554 Acesso negado": 554,
    "550 Brak dostepu, odrzucono": 550,
    "554 CXNJCT": 554,
    "manager.go:485: error sending message in campaign Test: subscriber 2: 550 Bounces not accepted here": 550,
    "550 OU-002": 550,
    "554 [internal] XQ": 554,
    "the mail server answered 550 Acme Corp": 550,
    "host mx.example.com[192.0.2.1] said: 550 Acme Corp": 550,
}


@pytest.mark.parametrize("text", TALK)
def test_talk_is_no_bounce(text):
    assert [bounce for bounce in parse_text(text) if not bounce.suspected] == []


@pytest.mark.parametrize(("text", "code"), REPLIES.items())
def test_a_terse_reply_is_a_bounce(text, code):
    assert [bounce.reply.code for bounce in parse_text(text)] == [code]


@pytest.mark.parametrize(
    ("session", "code", "stage"),
    [
        ("MAIL FROM:<a@example.com>\n250 ok\nRCPT TO:<ben@example.org>\n550 Geen toegang", 550, "rcpt"),
        ("AUTH PLAIN [redacted]\n535 Kimlik dogrulama basarisiz", 535, "auth"),
        (
            "AUTH LOGIN\n334 VXNlcm5hbWU6\n[redacted]\n334 UGFzc3dvcmQ6\n[redacted]\n"
            "535 Kimlik dogrulama basarisiz",
            535,
            "auth",
        ),
        ("DATA\n354 go ahead\n.\n554 Geen toegang", 554, "end-of-data"),
        ("LHLO mail.example.com\n550 Geen toegang", 550, "helo"),  # RFC 2033
        ("BDAT 86 LAST\n554 Geen toegang", 554, "data"),  # RFC 3030
    ],
    ids=["to RCPT", "to AUTH", "to a password", "to the end of data", "to LHLO", "to BDAT"],
)
def test_what_a_server_answers_in_a_session_is_a_reply_whatever_it_says(session, code, stage):
    (bounce,) = parse_text(session)
    assert (bounce.reply.code, bounce.stage) == (code, stage)
    assert bounce.reply.text == session.rpartition(f"{code} ")[2]


@pytest.mark.parametrize(
    "told",
    [
        "The response from the remote server was:\n550 Geen toegang",
        "Our customer cannot send mail. He gets:\n\n550 Geen toegang\n\nThanks",
        "2026-11-24 10:00:00 SERVER -> CLIENT: 550 Geen toegang",
        " -> RCPT TO:<ben@example.org>\n<** 550 Geen toegang\n -> QUIT",
        "code: 'EENVELOPE',\n  response: '550 Geen toegang',\n  responseCode: 550,",
    ],
    ids=["a report", "a person", "PHPMailer", "swaks", "nodemailer"],
)
def test_a_reply_that_something_leads_to_is_one_whatever_it_says(told):
    (bounce,) = parse_text(told)
    assert (bounce.reply.code, bounce.reply.text) == (550, "Geen toegang")


def test_no_server_that_is_known_talks_like_that(knowledge):
    examples = [
        found.reply
        for entry in knowledge.entries.values()
        for wording in entry.wordings
        for found in find_replies(wording.example)
        if found.reply.text
    ]
    assert len(examples) > 1_000
    assert [reply for reply in examples if is_chatter(reply)] == []


@pytest.mark.parametrize("text", OTHERS_TROUBLE)
def test_trouble_that_people_have_with_other_things_is_no_error(knowledge, text):
    assert read_paste(text, knowledge).findings == ()


@pytest.mark.parametrize(("text", "entry"), MAILS_TROUBLE.items())
def test_trouble_with_mail_is_one_however_it_is_told(knowledge, text, entry):
    assert [finding.entry for finding in read_paste(text, knowledge).findings] == [entry]
