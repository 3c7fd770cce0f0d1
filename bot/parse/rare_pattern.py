"""Regular expressions that are looked for in a text which seldom holds what they describe.

Python tries an expression at every character of a text. RE2 says first, in a tenth of the time, whether it
can match at all: it looks for the same without its look-arounds, and without upper bounds to its repetitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import re2

from bot.pattern_set import LongPattern

_PIECE: Final = re.compile(r"\(\?<?[=!]|\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|.", re.DOTALL)
_COUNTED: Final = re.compile(r"\{(\d+),\d+\}")
_ABROAD: Final = r"\x{80}-\x{10ffff}"
# RE2's classes hold ASCII alone. What a class leaves out (`\S`, `[^\s]`) it leaves out of less already.
_WIDER: Final = {
    r"\w": rf"\w{_ABROAD}",
    r"\d": rf"\d{_ABROAD}",
    r"\s": rf"\s\x0b\x1c-\x1f{_ABROAD}",
}
_WIDEST: Final = {"{0,}": "*", "{1,}": "+"}


class RarePattern:
    """A regular expression to be looked for, without back-references; compiled when first asked for."""

    def __init__(self, written: str) -> None:
        self._written = written

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self._written)

    @cached_property
    def _widened(self) -> LongPattern[bytes]:
        return LongPattern(f"(?m:{widened(self._written)})".encode())

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give the places where it matches, as `re.finditer` does."""
        return self.expression.finditer(text) if self.may_match(text) else iter(())

    def may_match(self, text: str) -> bool:
        """Whether it can match somewhere: False where it does not, True where it may."""
        return self._widened.occurs_in(text.encode("utf-8", "replace"))

    @cached_property
    def _in_line(self) -> re2._Regexp[bytes]:
        return re2.compile(f"(?m:{widened(self._written)})[^\n]*".encode())

    def lines(self, text: str) -> Iterator[int]:
        """Give the numbers of a text's lines, from 0, in which it may match; it goes over no line's end."""
        encoded = text.encode("utf-8", "replace")
        number = at = 0
        for match in self._in_line.finditer(encoded):
            start = match.start()
            number += encoded.count(b"\n", at, start)
            at = start
            yield number


def widened(expression: str) -> str:
    """Give an expression in RE2's syntax that matches wherever Python's does, and maybe elsewhere."""
    parts: list[str] = []
    depth = skipped = 0  # the depth of the look-around that is being left out
    for piece in _PIECE.findall(expression):
        opens = piece.startswith("(")
        depth += opens - (piece == ")")
        if skipped:
            skipped *= depth >= skipped
        elif opens and len(piece) > 1:
            skipped = depth
        elif piece[0] == "[" and piece[1] != "^":
            parts.append(re.sub(r"\\[wds]", lambda one: _WIDER[one[0]], piece))
        elif piece in _WIDER:
            parts.append(f"[{_WIDER[piece]}]")
        elif piece != r"\b":
            parts.append(piece)
    unbounded = _COUNTED.sub(r"{\1,}", "".join(parts))
    return re.sub(r"\{[01],\}", lambda one: _WIDEST[one[0]], unbounded)


def any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One that is asked first: it matches where one of them does."""
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in patterns))
