"""Strings that a program writes in parts: `"a" + "b"`, or `("a"` and `"b")` on the next line.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.secrets.plain_view import Span

_PART: Final = r"[brfu@$]{0,2}(?:\\?\"(?P<double>[^\"\n]{1,300}?)(?=\\?\")|'(?P<single>[^'\n]{1,300})(?='))"
# C, Python and others join what stands side by side; so stand the words of a command, which go on.
_JOINED: Final = re.compile(
    r"\\?[\"'](?:\s{0,60}(?:\+|\.{1,2}|&|~|<>|\|\|)\s{0,60}"
    + _PART
    + r"|[ \t]{0,3}(?:\\?\n[ \t]{2,60})?"
    + _PART.replace("double", "next_double").replace("single", "next_single")
    + r"(?=\\?[\"'][ \t]{0,3}[)\"';,\\\n]))"
)
_PARTS: Final = 20  # more are no password


def with_joined(view: str, span: Span) -> Iterator[Span]:
    """Give a secret's place, and the places of the strings that are joined to it where it is one itself."""
    yield span
    start, end = span
    if view[start - 1 : start] not in ("'", '"') or view[end : end + 1] not in ("'", '"', "\\"):
        return
    for _ in range(_PARTS):
        joined = _JOINED.match(view, end)
        if joined is None:
            return
        start, end = joined.span(joined.lastgroup or 0)
        yield start, end
