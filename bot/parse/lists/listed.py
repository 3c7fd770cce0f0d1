"""Addresses that stand below each other beside one refusal: each of them failed with it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from bot.model import Bounce, Stage
from bot.parse.around import clean_address

# A line that holds nothing but an address, with what marks an item of a list.
_ITEM: Final = re.compile(
    r"[ \t>*•–-]{0,8}(?:\d{1,4}[.)][ \t])?[ \t<(\"']{0,3}([^\s<>()\"',;:@]{1,64}@[\w.-]{3,255})"
    r"[\s>)\"',;.]{0,4}$"
)
_FEWEST: Final = 2
_LIMIT: Final = 1_000  # as many bounces as are kept of one paste
_OF_LOGIN: Final = range(530, 540)


def for_each_listed(bounces: tuple[Bounce, ...], text: str) -> tuple[Bounce, ...]:
    """Give the one numbered refusal of a paste for each address of the one list in it; else what is given."""
    if len(bounces) != 1 or text.count("@") < _FEWEST or text.count("\n") < _FEWEST:
        return bounces
    (one,) = bounces
    if one.reply.code is None and one.reply.enhanced is None:
        return bounces
    if one.stage is Stage.AUTH or one.reply.code in _OF_LOGIN:
        return bounces
    found = [_ITEM.match(line) for line in text.splitlines()]
    runs = [[*run] for is_item, run in groupby(found, key=bool) if is_item]
    if len(runs) != 1 or not _FEWEST <= len(runs[0]) <= _LIMIT:
        return bounces
    names = dict.fromkeys(clean_address(item[1]) for item in runs[0] if item is not None)
    names.pop(None, None)
    if one.recipient is not None and one.recipient not in names:
        return bounces
    return tuple(one._replace(recipient=name) for name in names)
