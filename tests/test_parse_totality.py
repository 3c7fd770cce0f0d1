"""Whatever is pasted: no exception, bounded answers, the same answer every time."""

import base64

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.model import Bounce, Reply
from bot.parse import parse_document, parse_mail, parse_text
from bot.parse.redact import redact
from bot.parse.written.slack_text import undo_slack

PIECES = st.sampled_from(
    [
        "550", "550-", "5.7.8", " ", "\n", "\r\n", "<a@example.com>", ": ", "host x[1] said: ", "(in reply to ", ")", "'", '"', "b'", "\\n", "> ", ">>> ",
        "RCPT TO:<", "AUTH PLAIN ", "334 ", "YWFhYWFhYWE=", "to=<a@b.cc>, dsn=5.1.1, status=bounced (", "Final-Recipient: rfc822; ", "Diagnostic-Code: smtp; ",
        "From: a@b.cc\n", "Subject: =?utf-8?B?", "Content-Type: multipart/report; boundary=x\n\n--x\n", "\x1b[31m", "<br>", "&lt;", "=3D", "=\n", "{\"log\":\"", "\ud800", '{"log": "550 \\ud800"}\n',
        "\0", "ü", "Connection refused", "smtp", "** ", "== ", "stat=", "password=", "://a:b@", "```", "|", "𝟝𝟝𝟘", "٥٥٠",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150)
@given(TEXTS)
def test_any_text_is_read_without_exception_and_always_alike(text):
    bounces = parse_text(text)
    assert bounces == parse_text(text)
    for one in bounces:
        assert isinstance(one, Bounce)
        assert one.reply.code is None or 334 <= one.reply.code <= 599 or one.kind.value != "failure"
        assert len(one.reply.text.encode("utf-8")) <= 8000  # half a sign is none, and no database takes it
        assert one.count >= 1


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
@example(b"\xef\xbb\xbf")  # a file that holds nothing but the mark of its charset
def test_any_bytes_are_read_without_exception(raw):
    assert parse_document(raw) == parse_document(raw)
    assert isinstance(parse_mail(raw), tuple)


@settings(max_examples=150)
@given(TEXTS)
@example('PASSWORD=0000000A"')  # what is said again in it is the secret itself without its quote
def test_slack_marks_and_secrets_are_handled_in_any_text(text):
    done = redact(text)
    assert done.text.count("[redacted]") >= text.count("[redacted]")
    assert (done.secrets > 0) or done.text == text
    assert isinstance(undo_slack(text), str)


@settings(max_examples=100)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=24))
def test_any_password_sent_by_auth_plain_is_gone(password):
    sent = base64.b64encode(f"\0ana@example.com\0{password}".encode()).decode()
    assert sent not in redact(f"C: AUTH PLAIN {sent}\nS: 535 5.7.8 no").text


EMPTY = {"nothing": "", "spaces": " \n\t ", "binary": "\0\1\2\3", "word": "hello", "surrogate": "\ud800"}


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_nothing_to_read_gives_nothing(text):
    assert [one for one in parse_text(text) if not one.suspected] == []


MEGABYTE = 1_000_000
HOSTILE = {
    piece: (piece * MEGABYTE)[:MEGABYTE]
    for piece in [
        "(", "<", "[", "'", '"', " ", "\n", "\t", "550-", "550 ", "550 a\n", "5.7.8 ", "=\n", "=3D", "> ", "a@b.cc ", "a@", "<a@b.cc>:\n", "\\n", '{"a":', "&lt;", "<p>", "\x1b[", "<style></p>", "<head><style></style></head>",
        "AUTH PLAIN ", "password=", "334 \nYWFhYWFhYWE=\n", "://a:", "SG.", "host a [1] said: 550 ", "to=<a@b.cc>, dsn=5.1.1, status=", "** ", "Diagnostic-Code: smtp; 550\n",
        "Received: from a\n\n", "From: a\n", "Subject: a\n ", "RCPT TO:<", "timed out ", "550 5.1.1 no such user and 535 5.7.8 bad password and ", "-", "A", "1", "::", "“",
    ]
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=[repr(piece) for piece in HOSTILE])
def test_a_megabyte_of_anything_gives_few_bounces(text):
    assert len(parse_text(text)) <= 1000
    assert len(parse_document(text.encode())) <= 1000


@pytest.mark.timeout(10)  # it took twice as long with every line that the blank has more
def test_a_blank_to_fill_in_is_read_at_once():
    assert parse_text("500 A" + "_" * 80) == ()


@pytest.mark.timeout(10)  # half a minute where the end of each address was tried at every letter
def test_a_log_line_of_many_recipients_is_read_at_once():
    (bounce,) = parse_text(("result=PermFail stat=550 " + "to=" * 6_000) * 20)
    assert bounce.reply.code == 550


@pytest.mark.timeout(10)  # for ever where each "-" was read in two ways
def test_a_reply_of_many_dashes_beside_a_password_is_read_at_once():
    (bounce,) = parse_text(f"The password has a $ in it\n535 5.7.8 Refused {'-a' * 50}{'b' * 250}")

    assert bounce.reply.code == 535


@pytest.mark.timeout(10)  # hours where each "@" of a word was tried with each of its ends
def test_a_word_of_many_ats_beside_a_login_is_read_at_once():
    (bounce,) = parse_text("535 5.7.8 no\nthe user name without the domain, " + "a@" * 10_000)
    assert (bounce.reply, "prose.user-without-domain") == (Reply(535, "5.7.8", "no"), bounce.context[0].tag)


@pytest.mark.timeout(10)  # a minute where an address was tried from every "@"
def test_many_ats_in_front_of_a_list_of_mailboxes_are_passed_over_once():
    bounces = parse_text("@" * 100_000 + " ana@example.com (timed out), ben@example.com (timed out)")
    assert [bounce.recipient for bounce in bounces] == ["ana@example.com", "ben@example.com"]


@pytest.mark.timeout(10)  # a second for each line where a word was looked at from every letter
def test_words_of_any_length_in_front_of_replies_are_passed_over_once():
    line = "a" * 19_000 + " 550 5.1.1 <bob@example.net>: User unknown\n"
    (bounce,) = parse_text(line * 20)
    assert bounce.recipient == "bob@example.net"


def test_a_reply_behind_a_megabyte_of_noise_is_found():
    text = "nothing to see\n" * 60_000 + "535 5.7.8 Error: authentication failed\n"
    assert [(one.reply.code, one.reply.enhanced) for one in parse_text(text)] == [(535, "5.7.8")]


@pytest.mark.parametrize(
    "signs", ["\u202a\u202c", "\u200b\u200b", "\u2068\u2069"], ids=["embedded", "no width", "isolated"]
)
@pytest.mark.parametrize(
    "line",
    ["{}550 5.1.1 <joe@example.net> User unknown{}", "550 5.1.1 <{}joe@example.net{}> User unknown", "550 5.1.1 {}<joe@example.net>{} User unknown"],
)  # fmt: skip
def test_signs_that_nobody_sees_are_no_part_of_a_reply(line, signs):
    [bounce] = parse_text(line.format(*signs))
    assert (bounce.reply, bounce.recipient) == (
        Reply(550, "5.1.1", "<joe@example.net> User unknown"),
        "joe@example.net",
    )


@pytest.mark.parametrize("line", ["550\0 5.1.1 User unknown", "55\x000 5.1.1 User unk\0nown\0"])
def test_a_nul_is_no_part_of_a_reply(line):
    [bounce] = parse_text(line)
    assert bounce.reply == Reply(550, "5.1.1", "User unknown")


def test_half_a_sign_that_a_json_log_spells_out_is_replaced():
    (bounce,) = parse_text('{"level": "error", "msg": "550 5.1.1 user \\ud800 unknown"}')
    assert bounce.reply.text == "user ? unknown"


HALVES = {
    "a part in UTF-7": b"Content-Type: text/plain; charset=utf-7\n\n<c@d.example>: 550 5.1.1 user +2AA- unknown",
    "a header in Python's own": b"X-Failed-Recipients: =?raw_unicode_escape?Q?c=5Cud800@d.example?=\n\n550 5.1.1 no",
    "a report's part": (
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n"
        b"Content-Type: text/plain; charset=utf-7\nx\nFinal-Recipient: rfc822; c@d.example\nAction: failed\n"
        b"Diagnostic-Code: smtp; 550 5.1.1 user +2AA- unknown\n\n--x--"
    ),
}


@pytest.mark.parametrize("mail", HALVES.values(), ids=HALVES)
def test_half_a_sign_that_a_mail_spells_is_replaced(mail):
    (bounce,) = parse_mail(b"From: MAILER-DAEMON@example.com\nSubject: Undelivered\n" + mail)
    said = f"{bounce.recipient} {bounce.reply.text}"
    assert "?" in said
    assert said.encode()


ODD_CHARSETS = [b"idna", b"undefined", b"punycode", b"iso-8\xff859-1", b"\0", b"hex", b'"']


@pytest.mark.parametrize("header", [b"; charset=%s", b"; charset*=%s'y'%%FF", b"\nSubject: =?%s?Q?=FF?="])
@pytest.mark.parametrize("charset", ODD_CHARSETS)
def test_a_charset_that_nobody_knows_leaves_the_mail_readable(charset, header):
    mail = b"From: MAILER-DAEMON@example.com\nX-Failed-Recipients: c@d.example\nContent-Type: text/plain"
    (bounce,) = parse_mail(mail + header % charset + b"\n\n550 5.1.1 Gr\xf6\xdfe unknown")
    assert (bounce.recipient, bounce.reply) == ("c@d.example", Reply(550, "5.1.1", "Größe unknown"))


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape"])
def test_a_backslash_stays_one_whatever_a_mail_calls_its_charset(charset):
    head = f"From: MAILER-DAEMON@example.com\nContent-Type: text/plain; charset={charset}\n\n"
    (bounce,) = parse_mail(head.encode() + rb"<c@d.example>: 550 5.1.1 no mailbox \u0041 in C:\data")
    assert bounce.reply == Reply(550, "5.1.1", r"no mailbox \u0041 in C:\data")


@pytest.mark.timeout(10)  # Python reads a host name's letters in square time
def test_a_charset_that_is_no_mails_takes_no_time():
    head = b"From: MAILER-DAEMON@example.com\nContent-Type: text/plain; charset=punycode\n\n"
    (bounce,) = parse_mail(head + b"<c@d.example>: 550 5.1.1 unknown\n" + b"abc" * 200_000)
    assert (bounce.recipient, bounce.reply.code) == ("c@d.example", 550)


REPORT = """\
From: MAILER-DAEMON@example.com
Subject: {subject}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=B{parameters}

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; bob@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

--B
{parts}--B--
"""


@pytest.mark.parametrize(
    "filled",
    [
        {"parameters": "; a=b" * 150_000},
        {"parameters": ";\n a=b" * 150_000},
        {"subject": "=?utf-8?Q?Undelivered?= " * 30_000},
        {"parts": "\nx\n--B\n" * 90_000},
        {"parts": "Content-Type: message/delivery-status\n\n" + "x\n\n" * 150_000},
    ],
    ids=["parameters", "folded parameters", "encoded words", "parts", "blocks"],
)
def test_a_mail_that_pythons_parser_takes_long_for_is_read_all_the_same(filled):
    (bounce,) = parse_mail(
        REPORT.format(**{"subject": "x", "parameters": "", "parts": "", **filled}).encode()
    )
    assert bounce.recipient == "bob@example.net"
    assert bounce.reply == Reply(550, "5.1.1", "no such mailbox")


def test_two_hundred_thousand_equal_lines_are_one_bounce():
    (bounce,) = parse_text("smtp 550 5.1.1 <bob@example.net>: User unknown\n" * 200_000)
    assert bounce.recipient == "bob@example.net"
    assert bounce.count == 4_000
    assert "paste.more-replies" in {fact.tag for fact in bounce.context}


@pytest.mark.parametrize("front", [b"", b"Look at this:\n\n---------- Forwarded message ---------\n"])
@pytest.mark.parametrize("depth", [200, 5_000])
def test_a_mail_of_nested_mails_ends(depth, front):
    nested = b"From: a@b.cc\nTo: c@d.ee\nSubject: x\nContent-Type: message/rfc822\n\n" * depth
    assert isinstance(parse_document(front + nested + b"550 5.1.1 no"), tuple)
