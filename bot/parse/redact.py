"""Secrets taken out of a paste before anything else looks at it.

The user name may stay; what proves identity goes. Works on text only and keeps line ends,
so that every later reader sees the same lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.parse.secrets.again import made_alike, pieces_again, said_again
from bot.parse.secrets.literals import with_joined
from bot.parse.secrets.plain_view import PlainView, Span
from bot.parse.secrets.settings import are_dense, named_secrets, names_in
from bot.parse.secrets.triggers import TRIGGERS, Rule
from bot.parse.secrets.words import MARK
from bot.parse.signs import MARKUP, THROUGHOUT, UNSEEN, Seen, Signs


class Redacted(NamedTuple):
    """A text without its secrets, and how many were taken out."""

    text: str
    secrets: int


_SIGNS: Final = Signs(THROUGHOUT, *(trigger.sign for trigger in TRIGGERS))
# Not plain as it stands: looked through as its reader sees it.
_DISGUISED: Final = Signs(
    MARKUP,
    r"[\x1b\r]|#033\[|\*\*|&(?:quot|apos|nbsp|lt|gt|amp|#)|</|<br|<mailto:|^[ \t]*>|\\[nrtu]|=3d"
    r"|=[c-f][0-9a-f]=|=$|"
    rf"[{UNSEEN}"
    r"\x{a0}\x{202f}\x{2007}\x{3000}\x{2028}\x{85}\x0b\x0c“”„‟«»‘’‚‛´：﹕︰＝｜│┃║，；–—‑−→➜➡⇒]",
)
# The rules of each trigger, by its place.
_Rules = tuple[tuple[Rule, ...], ...]
_NEAR: Final[_Rules] = tuple(trigger.near for trigger in TRIGGERS)
_WHOLE: Final[_Rules] = tuple(trigger.whole for trigger in TRIGGERS)
_ALL: Final[_Rules] = tuple(trigger.whole + trigger.near for trigger in TRIGGERS)
# A long text is looked at in pieces, so that a rule sees only what it applies to. They are at least so many
# characters long and at most so many; then a line is cut.
_PIECE: Final = 8_000
_LONGEST: Final = 20_000
# Characters before a piece of a line, and behind any piece, that may belong to what stands in it.
_BEFORE: Final = 300
_BEHIND: Final = 700
_LONG: Final = _PIECE + _BEHIND


def redact(text: str) -> Redacted:
    """Replace every credential in a paste by `[redacted]` and count them; total and linear."""
    return redact_seen(Seen(text))


def redact_seen(seen: Seen) -> Redacted:
    """Do the same for a text that was looked at already."""
    text = seen.text
    plain = not seen.any(_DISGUISED)
    if plain and len(text) <= _LONG and not seen.any(_SIGNS):
        return Redacted(text, 0)
    view = PlainView(text, plain=plain)
    shown = view.text
    if len(shown) <= _LONG:
        spans = _found(shown, seen.of(shown).found(_SIGNS), _ALL)
    else:
        spans = _found_in_pieces(shown, seen)
    return _without(text, [view.place(*part) for span in spans for part in with_joined(shown, span)])


def _found_in_pieces(text: str, seen: Seen) -> list[Span]:
    """Where secrets stand in a long text as a person sees it."""
    spans: list[Span] = []
    known: dict[str, list[Span]] = {}  # what is said again and again is looked at once
    signs: set[int] = set()
    for start, until in _pieces(text):
        first = start if text[start - 1] == "\n" else max(0, start - _BEFORE)
        around = text[first : until + _BEHIND]
        if around not in known:
            here = seen.of(around).found(_SIGNS)
            signs.update(here)
            known[around] = _found(around, here, _NEAR)
        spans += [
            (first + begin, first + end)
            for begin, end in known[around]
            if start <= first + begin < until + _BEFORE  # its name may be the last of the piece
        ]
    return spans + _found(text, sorted(signs), _WHOLE)


def _found(text: str, signs: list[int], rules: _Rules) -> list[Span]:
    """Where the rules of some signs find secrets in a text, or a part of it, as a person sees it."""
    asked = dict.fromkeys(rule for sign in signs for rule in rules[sign])
    spans: list[Span] = []
    if named_secrets in asked:
        del asked[named_secrets]
        names = names_in(text)
        if are_dense(names, text):  # all behind the first goes; what stands before it is read with its line
            unread = names[0].end()
            spans.append((unread, len(text)))
            text = text[:unread] + text[unread : unread + _BEHIND].partition("\n")[0]
            names = names_in(text)
        spans += named_secrets(text, names)
    for find in asked:
        spans += find(text)
    return spans + made_alike(text, spans)


def _pieces(text: str) -> Iterator[Span]:
    """Cut a text at line ends, or a line that is too long at a space."""
    at = 0
    while at < len(text):
        until = text.find("\n", at + _PIECE, at + _LONGEST) + 1
        if not until:
            until = text.rfind(" ", at + _PIECE, at + _LONGEST) + 1 or at + _LONGEST
        yield at, min(until, len(text))
        at = until


def _without(text: str, spans: list[Span]) -> Redacted:
    if not spans:
        return Redacted(text, 0)
    marks = list(_marks(text))
    parts: list[str] = []
    done = count = 0
    counted = False  # whether the mark that was set last stands for a secret that was found
    # The same secret, or a piece of it: taken out, not counted anew.
    again = {*said_again(text, spans), *pieces_again(text, spans)}.difference(spans)
    for start, end in sorted([*spans, *again]):
        if marks and _touches(marks, start, end):
            continue
        if end > done:
            if start >= done:
                parts += (text[done:start], MARK)
                counted = False
            # The line ends in it stay, so that those behind it stand on the same lines.
            parts.append("\n" * text.count("\n", max(done, start), end))
            done = end
        if not counted and (start, end) not in again:
            counted = True
            count += 1
    return Redacted("".join(parts) + text[done:], count)


def _marks(text: str) -> Iterator[int]:
    at = text.find(MARK)
    while at >= 0:
        yield at
        at = text.find(MARK, at + 1)


def _touches(marks: list[int], start: int, end: int) -> bool:
    """Whether a mark stands there already."""
    number = bisect_left(marks, start - len(MARK) + 1)
    return number < len(marks) and marks[number] < end
