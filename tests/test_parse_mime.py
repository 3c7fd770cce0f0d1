"""A mail is taken apart as the standard library's parser does it, and whatever lies in it takes no square time."""

from email.message import Message
from email.parser import Parser
from email.policy import compat32

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.parse.mails import mime
from bot.parse.mails.parts import sort_parts

LINES = [
    "Subject: x",
    "Content-Type: multipart/mixed; boundary=a",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b b"',
    "Content-Type: multipart/mixed",
    "Content-Type: message/rfc822",
    "Content-Type: message/delivery-status",
    "content-type: text/html",
    "Final-Recipient: rfc822; bob@example.net",
    "\tgoes on",
    " goes on too",
    ": no name",
    "words of a body",
    "--a",
    "--a ",
    "--ab",
    "--a--",
    "--b b",
    "--b b--",
    "--",
    "",
    "",
]


def differs(ours: Message, theirs: Message) -> object:
    """What differs first; empty parts and empty lines are the same to every reader."""
    if ours.items() != theirs.items():
        return ours.items(), theirs.items()
    kind = theirs.get_content_type()
    parts, expected = parts_of(ours), parts_of(theirs)
    if kind == "message/delivery-status" and any("content-type" in block for block in expected):
        return None  # a report's blocks are fields, whatever they say; the library makes mails of them
    if len(parts) != len(expected):
        return parts, expected
    if parts or kind.startswith("multipart/"):  # of one without parts ours keeps all of its text
        return next(filter(None, map(differs, parts, expected)), None)
    text, expected_text = lines_of(ours), lines_of(theirs)
    return None if text == expected_text else (text, expected_text)


def parts_of(message: Message) -> list[Message]:
    payload = message.get_payload()
    parts = payload if isinstance(payload, list) else []
    if isinstance(message, mime.Part) and message.kind == mime.STATUS:
        parts = mime.blocks(message.body)
    return [part for part in parts if part.items() or parts_of(part) or lines_of(part)]


def lines_of(message: Message) -> list[str]:
    payload = message.get_payload()
    return [line for line in payload.split("\n") if line] if isinstance(payload, str) else []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Content-Type: multipart/mixed; boundary=a\n\nwords\n--a--\nbehind", "words\n--a--\nbehind"),
        ("Content-Type: multipart/mixed\n\n--a\n\nwords", "--a\n\nwords"),
        ("no field\n\nwords", "no field\n\nwords"),
        ("", ""),
    ],
    ids=["closed and never opened", "no boundary", "no header", "nothing"],
)
def test_what_holds_no_part_is_text(text, left):
    assert mime.parse(text).get_payload() == left


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_line_of_a_mailbox_file_is_no_field(place):
    lines = ["Subject: x", "To: bob@example.net"]
    lines.insert(place, "From ana@example.com Tue Nov 24 10:00:00 2026")
    message = mime.parse("\n".join([*lines, "", "words"]))

    assert message.items() == [("Subject", "x"), ("To", "bob@example.net")]
    assert message.get_payload() == "words"


def test_parts_that_lie_too_deep_in_others_are_text_and_not_looked_for_anew():
    opened = [
        f'Content-Type: multipart/mixed; boundary="b{number}x"\n\n--b{number}x\n' for number in range(300)
    ]
    sorted_parts = sort_parts(mime.parse("".join(opened)))
    assert sorted_parts.prose == ["".join(opened[30:]).partition("\n\n")[2]]


def test_a_mail_that_lies_too_deep_in_others_is_text():
    part = mime.parse("Content-Type: message/rfc822\n\n" * 1_000 + "Subject: x\n\nwords")
    depth = 0
    while isinstance(payload := part.get_payload(), list):
        (part,) = payload
        depth += 1

    assert depth == 30
    assert payload.count("message/rfc822") == 1_000 - 31


def test_of_parts_behind_the_thousandth_one_is_left_to_tell_of_them():
    text = "Content-Type: multipart/mixed; boundary=a\n" + "".join(
        f"\n--a\n\n{number}" for number in range(1_100)
    )

    read = [part.get_payload() for part in mime.parse(text).get_payload()]
    assert read == [str(number) for number in range(1_001)]


@given(st.lists(st.sampled_from(LINES), max_size=30))
@example(["Content-Type: message/delivery-status", "", "\tgoes on"])
def test_a_mail_of_any_lines_is_what_the_standard_library_makes_of_it(lines):
    text = "\n".join(["Subject: a mail", *lines, "the end"])

    assert differs(mime.parse(text), Parser(policy=compat32).parsestr(text)) is None


def test_what_is_read_of_a_field_is_cut_and_the_field_stands_as_it_came():
    long = "x" * 5_000
    message = mime.parse(f"Subject: {long}\nContent-Type: text/plain; name={long}\n\nwords")
    assert [len(value) for _, value in message.raw_items()] == [5_000, 5_017]
    assert [len(message.get(name)) for name in ("subject", "content-type")] == [4_000, 4_000]
