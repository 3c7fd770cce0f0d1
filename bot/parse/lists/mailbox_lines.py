"""A list of mailboxes, one a line, and what came of each login or test: "ana@example.com ❌ timed out".

Only where a line tells of a program's own error: a list of replies is read like any other text.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Kind
from bot.parse.around import ADDRESS, clean_address
from bot.parse.lists.rows import ROW_LIMIT, Row, fails_by_itself

_LINE: Final = re.compile(
    r"\W{0,8}(?:\d{1,5}[.):]?\s{1,4})?(?:(?:mailbox|account|inbox|user|e-?mail)\s?:?\s{1,4})?"
    rf"[\"'`<]?({ADDRESS})[\"'`>]?(?:\s{{1,8}}|\s{{0,3}}[:;|,=→-]\s{{0,3}})(?P<words>\S.{{2,600}})",
    re.IGNORECASE,
)
_LIMIT: Final = 200_000  # characters
_FEWEST: Final = 2  # lines of a list
_MOSTLY: Final = 0.6  # of a text's lines; a list has a head and an end
_SIGNS: Final = " \t:;|,=→-–—❌✗✘×⚠️🔴🚫❗*_`\"'"  # before the words
_CODE: Final = re.compile(r"(?<![\w.])[45]\d\d(?![\w.])")


def mailbox_lines(text: str) -> list[Row]:
    """Give the failures that a list of mailboxes tells; empty when a text is none, or tells replies alone."""
    if "\n" not in text or len(text) > _LIMIT or text.count("@") < _FEWEST:
        return []
    lines = [line for line in text.split("\n") if line.strip()]
    named = [match for line in lines if "@" in line and (match := _LINE.match(line)) is not None]
    if len(named) < max(_FEWEST, _MOSTLY * len(lines)):
        return []
    told = [(clean_address(match.group(1)), match["words"].strip(_SIGNS)) for match in named[:ROW_LIMIT]]
    failed = [(address, words) for address, words in told if _CODE.search(words) or fails_by_itself(words)]
    if all(_CODE.search(words) for _, words in failed):
        return []
    return [Row(address, words, Kind.FAILURE) for address, words in failed if address]
