"""What somebody expects, which a bug report's template asks for: it tells how it should be, and no error."""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import TALK, Seen, Signs

EXPECTED: Final = Signs(TALK, r"^\W*expected (?:behaviou?r|results?|outcome|output)\b")
# The next heading, where no empty line stands above it.
_NEXT: Final = re.compile(
    r"\s{0,8}#|\W{0,8}(?:actual|current|observed|real|what (?:happen|i (?:get|see))|steps|logs?|error|output"
    r"|environment)\b",
    re.IGNORECASE,
)
_HEADING: Final = 32  # characters of a heading that tells nothing itself
_NUMBER: Final = re.compile(r"(?<![\w.#-])[45]\d\d(?![\w%])")


def without_expected(lines: list[str], seen: Seen) -> list[str]:
    """Empty the lines below such a heading, up to the next one; a line with a number is one that they got."""
    kept: list[str] = []
    inside = told = False
    for line in lines:
        if seen.of(line).any(EXPECTED):
            inside, told = True, len(line) > _HEADING
        elif inside and ((told and not line.strip()) or _NEXT.match(line) is not None):
            inside = False
        elif inside and line.strip():
            told = True
        kept.append("" if inside and _NUMBER.search(line) is None else line)
    return kept
