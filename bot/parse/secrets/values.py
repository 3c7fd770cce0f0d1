"""What stands behind a secret's name: where it begins, and where it ends.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.words import is_elsewhere, is_word

_FOUR: Final = r"[a-z]{4}(?: [a-z]{4}){3}(?![a-z])"  # a Google app password as it is shown
GROUPS: Final = re.compile(_FOUR)
_VALUE: Final = re.compile(
    # A quote that is doubled stands for one.
    rf"\"(?P<a>(?:\\.|\"\"(?=[^\s,;:)\]}}])|[^\"\\\n]){{1,300}})\"|\\+\"(?P<b>[^\"\n]{{1,300}}?)\\*\""
    rf"|'(?P<c>(?:\\.|''(?=[^\s,;:)\]}}])|[^'\\\n]){{1,300}})'"
    rf"|`(?P<d>[^`\n]{{1,300}})`|(?P<e>{_FOUR})"
    # Bytes as Windows' registry writes them.
    r"|(?P<h>hex(?:\([0-9a-f]\))?:[0-9a-f]{2}(?:,(?:\\\n[ \t]{1,4})?[0-9a-f]{2}){0,300})"
    # Behind a comma a next setting may begin; what ends there is no setting but the password's own.
    r"|[\"']?(?P<f>[^\s,;]"
    r"(?:\\ |\\\n[ \t]{0,8}(?=\S)|[^\s,;)}\]]){0,300}(?:[,;][^\s,;)}\]\"'`<>=:]{1,60}(?=\s|$))?)"
)
# Further words of a value, to the end of its line, its column or its command.
_FURTHER: Final = re.compile(
    r"((?: [^\s:=,;|&()<>\[\]{}\"'`]{1,40}){1,7})(?=[ \t]*(?:$|[\n\"']|&&)|[ \t]{2}|[ \t]+(?:#|//))"
)
_REACH: Final = 160  # characters of the next line in which it ends
_CUT: Final = 60  # a line of so many characters may have been cut by a program


def given(
    view: str,
    patterns: Iterable[RarePattern],
    is_secret: Callable[[str], bool] = lambda value: not is_word(value),
) -> Iterator[Span]:
    """Give the last group of each match of some patterns, the whole match where they have none: a secret."""
    for pattern in patterns:
        for match in pattern.finditer(view):
            span = match.span(match.lastindex or 0)
            if is_secret(view[slice(*span)]):
                yield span


def value_at(view: str, at: int) -> Span | None:
    """Give the value that begins here, without its quotes; None where none does."""
    match = _VALUE.match(view, at)
    if match is None:
        return None
    start, end = match.span(match.lastgroup or 0)
    if match.lastgroup == "f" and start > match.start():
        end = _wrapped(view, start, end)
    while end > start and view[end - 1] in " \t":
        end -= 1
    return (start, end) if end > start else None


def _wrapped(view: str, start: int, end: int) -> int:
    """Where a quoted value ends that a program cut at the line's end."""
    until = view.find("\n", end)
    if until < 0 or until - view.rfind("\n", 0, start) <= _CUT:
        return end
    close = view.find(view[start - 1], until, until + _REACH)
    return close if close >= 0 and "\n" not in view[until + 1 : close] else end


def with_words(view: str, span: Span) -> Span:
    """Give a first word with the others of a passphrase, up to the line's end; a sentence's own stay."""
    start, end = span
    further = _FURTHER.match(view, end) if view[start - 1] not in "\"'`" else None
    if further is None or any(
        is_word(word, in_talk=True) or (is_elsewhere(word) and not word.isdigit())
        for word in further[1].split()
    ):
        return span
    return start, further.end()


def without_stop(view: str, span: Span) -> Span:
    """Give a value in a sentence without the sentence's own punctuation behind it."""
    start, end = span
    if view[start - 1] not in "\"'`":
        while end > start + 1 and view[end - 1] in ".,;:)":
            end -= 1
    return start, end
