"""Texts that a program read off a picture, with letters for digits and the reverse."""

from __future__ import annotations

import pytest

from bot.parse import parse_text
from bot.parse.written.read_off import as_shown
from bot.reading import read_text


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("55O 5.1.1 Unkn0wn user", "550 5.1.1 Unknown user"),
        (
            "554 5.7.l <bob1@mx1.example.com>: Re1ay access denied",
            "554 5.7.1 <bob1@mx1.example.com>: Relay access denied",
        ),
        ("45O 4.2.0 Grey1isted, try again 1ater", "450 4.2.0 Greylisted, try again later"),
        ("SSO-S.7.1 fu11 (queue 4F1A93C0)", "550-5.7.1 full (queue 4F1A93C0)"),
        ("SMTP Error (55O): Failed to add recipient", "SMTP Error (550): Failed to add recipient"),
        ("５３５ ５．７．８ Error: ｐａｓｓ１", "535 5.7.8 Error: ｐａｓｓ１"),
    ],
)
def test_what_was_read_wrongly_is_written_as_it_was_shown(read, shown):
    assert as_shown(read) == shown


@pytest.mark.parametrize(
    "text",
    [
        "550 5.1.1 Unkn0wn user",
        "SOS 4.2 is out, 1ate",
        "4l1 users, 5.1.l of them 1ater",
        "45O 4.2.0 Grey1isted " + "and so on " * 200,
    ],
    ids=["numbers that are whole", "no numbers of a reply", "apart", "more than a picture holds"],
)
def test_any_other_text_stays_as_it_is(text):
    assert as_shown(text) == text


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("55O 5.1.1 The ernail account that you tried to reach does not exist.", (550, "recipient-unknown")),
        ("554 5.7.l <bob@example.com>: Re1ay access denied", (554, "relay-access-denied")),
        ("45O 4.2.0 Grey1isted, try again 1ater", (450, "greylisted")),
    ],
)
def test_an_error_read_off_a_picture_is_answered(read, told, knowledge):
    (finding,) = read_text(read, knowledge)

    assert (finding.reply_code, finding.entry) == told


def test_a_password_beside_it_is_gone():
    (bounce,) = parse_text("my password is Winter110\n55O 5.1.1 Unkn0wn user Winter110")

    assert bounce.reply.text == "Unknown user [redacted]"
