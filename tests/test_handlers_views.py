"""What a view carries to the next one fits into what Slack takes."""

from __future__ import annotations

import pytest

from handlers.views import METADATA_CHARS, carried, carry

AROUND = len('{"user": ""}')


@pytest.mark.parametrize(
    ("user", "kept"), [("u" * (METADATA_CHARS - AROUND), True), ("u" * (METADATA_CHARS - AROUND + 1), False)]
)
def test_what_slack_would_not_take_is_left_out_whole(user, kept):
    text = carry(user=user, channel=None)
    assert len(text) <= METADATA_CHARS
    assert carried({"private_metadata": text}) == ({"user": user} if kept else {})


def test_beside_a_value_too_long_for_slack_the_others_are_carried():
    """Without the number of its form the next one would show what was typed in this one, a password too."""
    text = carry(channel="C1", number=2, user="u" * METADATA_CHARS, server="mail.example.com")
    assert carried({"private_metadata": text}) == {"channel": "C1", "number": 2, "server": "mail.example.com"}


def test_what_is_empty_is_not_carried():
    assert carried({"private_metadata": carry(user="", port=None, as_is=False, number=1)}) == {"number": 1}
    assert carried({}) == {}
