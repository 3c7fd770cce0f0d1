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


def test_what_is_empty_is_not_carried():
    assert carried({"private_metadata": carry(user="", port=None, as_is=False, number=1)}) == {"number": 1}
    assert carried({}) == {}
