"""A text that was pasted with the numbers of its lines is read without them; a list of replies stays a list."""

import pytest

from bot.model import Stage
from bot.parse import parse_text
from bot.parse.written.archived import as_written

SESSION = """\
  1. Connected to mx.example.com.
  2. 220 mx.example.com ESMTP
  3. MAIL FROM:<ana@example.com>
  4. 250 2.1.0 Ok
  5. RCPT TO:<bob@example.net>
  6. 554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied
  7.
  8. 192.0.2.1 = my own server
"""


def test_a_numbered_session_is_a_session():
    (bounce,) = parse_text(SESSION)

    assert (bounce.reply.code, bounce.reply.text) == (
        554,
        "<unknown[192.0.2.1]>: Client host rejected: Access denied",
    )
    assert (bounce.stage, bounce.recipient) == (Stage.RCPT, "bob@example.net")


def test_numbered_replies_are_one_each():
    texts = [
        "550 5.1.1 User unknown",
        "552 5.2.2 Mailbox full",
        "554 5.7.1 Spam",
        "550 5.7.1 Relaying denied",
    ]
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))

    assert [bounce.reply.enhanced for bounce in parse_text(listed)] == ["5.1.1", "5.2.2", "5.7.1", "5.7.1"]


def test_lines_that_skip_a_number_keep_theirs():
    skipping = SESSION.replace("  6. 554", "  9. 554")

    assert as_written(skipping) == skipping
    assert as_written(SESSION).startswith("Connected to mx.example.com.\n220 mx.example.com ESMTP\n")


def test_a_reply_of_which_only_the_host_stands_in_its_line_goes_on_in_the_next():
    (bounce,) = parse_text(
        "host mx.example.com [192.0.2.1]:\n554 mx1.example.com :\nYou've reached your daily quota"
    )

    assert bounce.reply.text == "mx1.example.com : You've reached your daily quota"


def test_postfix_s_client_goes_on_behind_what_is_unavailable():
    (bounce,) = parse_text(
        "554 5.7.1 Service unavailable;\nClient host [192.0.2.1] blocked using bl.example.org"
    )

    assert bounce.reply.text == "Service unavailable; Client host [192.0.2.1] blocked using bl.example.org"


def test_what_postfix_quotes_goes_on_up_to_the_command():
    (bounce,) = parse_text(
        "host mx.example.com[192.0.2.1] said: 550 5.1.1 User\nunknown (in reply to RCPT TO command)"
    )

    assert (bounce.reply.text, bounce.stage) == ("User unknown", Stage.RCPT)


def test_a_transcripts_line_on_a_recipient_is_no_part_of_the_reply_above():
    refused = "451 4.1.8 Domain of sender address ana@example.com does not resolve"
    bounces = parse_text(
        f">>> DATA\n<<< {refused}\nbob@example.net... Deferred: {refused}\n<<< 503 5.0.0 Need RCPT (recipient)"
    )

    assert [(one.reply.code, one.reply.text) for one in bounces] == [
        (451, refused[10:]),
        (503, "Need RCPT (recipient)"),
    ]


def test_a_reply_that_ends_with_a_colon_goes_on_in_the_next_line():
    (bounce,) = parse_text(
        "host mx.example.net[192.0.2.1] said:\n550 5.7.1 <bob@example.net>: Recipient address rejected:\n"
        "Message rejected due to: SPF fail - not authorized.\n(in reply to RCPT TO command)"
    )

    assert bounce.reply.text == (
        "<bob@example.net>: Recipient address rejected: Message rejected due to: SPF fail - not authorized."
    )


@pytest.mark.parametrize("item", ["{}. ", "{}) ", "- {}. ", "> {}. ", "#{} "])
def test_each_item_of_a_numbered_list_is_a_reply(item):
    replies = ["535 Incorrect authentication data", "550 User unknown", "421 Too many connections"]
    bounces = parse_text("\n".join(item.format(number) + reply for number, reply in enumerate(replies, 1)))

    assert [f"{one.reply.code} {one.reply.text}" for one in bounces] == replies


def test_a_number_with_its_thousands_or_its_decimals_is_no_reply():
    bounces = parse_text("We sent 1. 550 mails so far, and 12.550 User accounts are left")

    assert [bounce.reply.code for bounce in bounces] == [None]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Client does not have", "permissions to submit to this server"),
        ("that IP address is not allowed to", "send"),
        ("Mailgun is not loving your", "login or password"),
    ],
)
def test_a_reply_goes_on_below_a_line_that_ends_in_the_middle_of_a_sentence(first, second):
    (bounce,) = parse_text(f"550 5.7.1 {first}\n{second}")

    assert bounce.reply.text == f"{first} {second}"


def test_a_reply_that_is_whole_ends_with_its_line():
    (bounce,) = parse_text("550 5.1.1 User unknown\nfor the third time today")

    assert bounce.reply.text == "User unknown"


def test_the_port_of_a_host_that_was_not_reached_is_no_reply():
    (bounce,) = parse_text("fsockopen(): unable to connect to smtp.example.com:585 (Network is unreachable)")

    assert (bounce.reply.code, bounce.stage) == (None, Stage.CONNECT)
