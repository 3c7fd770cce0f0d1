"""Regular expressions that are looked for in a text which seldom holds what they describe.

Python tries an expression at every character of a text. RE2 says first, in a tenth of the time, whether it
can match at all: it looks for the same without its look-arounds, and without upper bounds to its repetitions.
In a long text it says as well near which places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from typing import Final

import re2

from bot.pattern_set import LongPattern

_PIECE: Final = re.compile(r"\(\?<?[=!]|\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|.", re.DOTALL)
_COUNTED: Final = re.compile(r"\{(\d+),\d+\}")
_ABROAD: Final = r"\x{80}-\x{10ffff}"
# RE2's classes hold ASCII alone. What a class leaves out (`\S`, `[^\s]`) it leaves out of less already.
_WIDER: Final = {r"\w": rf"\w{_ABROAD}", r"\d": rf"\d{_ABROAD}", r"\s": rf"\s\x0b\x1c-\x1f{_ABROAD}"}
_WIDEST: Final = {"{0,}": "*", "{1,}": "+"}
_WITHIN: Final = frozenset(bytes([byte]) for byte in range(0x80, 0xC0))  # none of them begins a character
_LONG: Final = 2_000  # characters; a shorter text is sooner gone through than places in it are looked for


class RarePattern:
    """A regular expression to be looked for, without back-references; compiled when first asked for.

    `reach`: the most characters that a match has, and what it looks ahead at: a long text is gone through
    only near a `sign` of it, the expression itself or one that stands in each match that is looked for.
    """

    def __init__(self, written: str, *, reach: int | None = None, sign: str | None = None) -> None:
        self.written = written
        self.reach = reach
        self.sign = sign or written

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.written)

    @cached_property
    def _widened(self) -> LongPattern:
        return LongPattern(widened(self.sign), flags="(?m)")

    @cached_property
    def _places(self) -> re2._Regexp[bytes]:
        return sign_of(self.sign)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give the places where it matches, as `re.finditer` does."""
        if self.reach is not None and len(text) > _LONG:
            parts = around(text, self._places, self.reach, 2 * self.reach)
            return chain.from_iterable(self.expression.finditer(text, *part) for part in parts)
        return self.expression.finditer(text) if self.may_match(text) else iter(())

    def sub(self, written: Callable[[re.Match[str]], str], text: str) -> str:
        """Give the text with what `written` makes of each place where it matches, as `re.sub` does."""
        parts: list[str] = []
        done = 0
        for match in self.finditer(text):
            parts += (text[done : match.start()], written(match))
            done = match.end()
        return "".join((*parts, text[done:])) if parts else text

    def search(self, text: str) -> re.Match[str] | None:
        """Give the first place where it matches, as `re.search` does."""
        return self.expression.search(text) if self.may_match(text) else None

    def may_match(self, text: str) -> bool:
        """Whether it can match somewhere: False where it does not, True where it may."""
        return self._widened.occurs_in(text.encode("utf-8", "replace"))

    @cached_property
    def _in_lines(self) -> re2._Regexp[bytes]:
        return sign_of(rf"(?:[^\n]*(?:{self.sign})[^\n]*\n?)+")

    def lines(self, text: str) -> Iterator[int]:
        """Give the numbers of a text's lines, from 0, in which it may match: it goes over no line's end."""
        encoded = text.encode("utf-8", "replace")
        number = at = 0
        for match in self._in_lines.finditer(encoded):  # lines below each other
            start, until = match.span()
            number += encoded.count(b"\n", at, start)
            at = until - 1 if encoded[until - 1] == 10 else until
            last = number + encoded.count(b"\n", start, at)
            yield from range(number, last + 1)
            number = last


def sign_of(expression: str) -> re2._Regexp[bytes]:
    """Compile what RE2 looks for, which matches wherever Python's expression does, and maybe elsewhere."""
    options = re2.Options()
    options.never_capture = True
    return re2.compile(f"(?m:{widened(expression)})".encode(), options)


def around(text: str, sign: re2._Regexp[bytes], before: int, behind: int) -> Iterator[tuple[int, int]]:
    """Give the parts of a text around each sign, so many characters at least; those that meet are one."""
    encoded = text.encode("utf-8", "replace")
    plain = len(encoded) == len(text)
    further = behind // 2  # how far no other sign is looked for, where they stand close to each other
    begin = end = -before - 1  # of the part that is not yet given
    byte = char = at = 0
    while (match := sign.search(encoded, at)) is not None:
        start, until = match.span()
        at = until + further
        if not plain:
            while encoded[at : at + 1] in _WITHIN:
                at += 1
            char += len(encoded[byte:start].decode())
            start, until, byte = char, char + len(encoded[start:until].decode()), start
        if start - before > end:
            if end >= 0:
                yield begin, end
            begin = max(0, start - before)
        end = until + further + behind
    if end >= 0:
        yield begin, end


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
