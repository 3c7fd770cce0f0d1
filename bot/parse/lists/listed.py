"""Addresses that stand below each other beside one refusal, or each below its own: whom it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby, pairwise
from typing import Final

from bot.model import Bounce, Stage
from bot.parse import translations
from bot.parse.around import clean_address
from bot.parse.scan.hits import Hit, Scan

# A line that holds nothing but an address, with what marks an item of a list.
_ITEM: Final = re.compile(
    r"[ \t>*•–-]{0,8}(?:\d{1,4}[.)][ \t])?[ \t<(\"']{0,3}([^\s<>()\"',;:@]{1,64}@[\w.-]{3,255})"
    r"[\s>)\"',;.]{0,4}$"
)
_FEWEST: Final = 2
_LIMIT: Final = 1_000  # as many bounces as are kept of one paste
_OF_LOGIN: Final = range(530, 540)
# A refusal of anything else may stand above a list of senders, or a signature with two addresses.
_OF_RECIPIENT: Final = re.compile(r"[45]\.(?:1\.(?:[1-6]|10)|2\.\d{1,3})")  # RFC 3463 3.2 and 3.3
_NAMES_RECIPIENT: Final = re.compile(
    rf"{translations.RECIPIENT}|{translations.MAILBOX}|\b(?:users?|accounts?)\b", re.IGNORECASE
)


def for_each_listed(bounces: tuple[Bounce, ...], text: str) -> tuple[Bounce, ...]:
    """Give a paste's one numbered refusal of a recipient for each address of its one list.

    Without such a refusal or such a list: what is given.
    """
    if len(bounces) != 1 or text.count("@") < _FEWEST or text.count("\n") < _FEWEST:
        return bounces
    (one,) = bounces
    if not one.reply.has_number:
        return bounces
    if one.stage is Stage.AUTH or one.reply.code in _OF_LOGIN or not _refuses_recipient(one):
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


def with_those_below(hits: list[Hit], scan: Scan) -> list[Hit]:
    """Give replies that each stand above an address, in a report, the one below; else what is given."""
    lines = [hit.line for hit in hits]
    places = [place for place, _ in scan.recipients]
    if len(hits) < _FEWEST or not places or places[0] <= lines[0]:
        return hits
    below = [bisect_right(places, line) for line in (*lines, places[-1])]
    if any(first == last for first, last in pairwise(below)) or not {*lines}.isdisjoint(places):
        return hits
    for hit, first in zip(hits, below, strict=False):
        hit.bounce = hit.bounce._replace(recipient=scan.recipients[first][1])
    return hits


def _refuses_recipient(bounce: Bounce) -> bool:
    of_recipient = _OF_RECIPIENT.fullmatch(bounce.reply.enhanced or "") is not None
    return of_recipient or _NAMES_RECIPIENT.search(bounce.reply.text) is not None
