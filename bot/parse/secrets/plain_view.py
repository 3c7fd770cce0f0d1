"""A text as its reader sees it, and where each place of it stands in the text itself.

Colours, markup, quote marks and characters that nobody sees are left out; what was spelled out (an entity of
HTML, an escape of JSON, quoted-printable) is the character it stands for, and quotes, colons and spaces of
every kind are the plain ones.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.signs import UNSEEN

Span = tuple[int, int]
"""Where a part of a text begins, and where it ends."""

_ONE_FOR_ONE: Final = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'",
    "´": "'", "：": ":", "﹕": ":", "︰": ":", "＝": "=", "，": ",", "；": ";",
    "｜": "|", "│": "|", "┃": "|", "║": "|",
    "–": "-", "—": "-", "‑": "-", "−": "-", "→": ">", "➜": ">", "➡": ">", "⇒": ">",
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u3000": " ",
    "\u2028": "\n", "\x85": "\n", "\x0c": "\n", "\x0b": "\n",
    "İ": "I",  # the one letter whose small one is two characters
}  # fmt: skip
# `str.translate` looks up every character of a text.
_NOT_PLAIN: Final = re.compile(f"[{''.join(_ONE_FOR_ONE)}]")
_UNSEEN: Final = (
    rf"(?P<unseen>[{UNSEEN}]+"
    r"|\x1b\[[0-9;?]{0,20}[A-Za-z]|#033\[[0-9;]{0,12}m"
)
_ALWAYS: Final = (
    _UNSEEN
    + r"|(?m:^)[ \t]{0,8}(?:(?:>|&gt;)[ \t]?){1,30}|(?<!\S)\*\*(?=\S)|(?<=[^\s*])\*\*(?!\w))|(?P<line>\r\n?)"
    r"|(?P<entity>&(?:quot|apos|nbsp|lt|gt|amp|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});)"
    r"|(?P<link><mailto:[^<>|\s]{1,320}\|[^<>\s|]{1,320}>)"
    r"|(?P<block></?(?:p|div|tr|li|ul|ol|table|tbody|thead|pre|h[1-6]|blockquote)(?:\s[^<>\n]{0,200})?>"
    r"|<br\s?/?>)|(?P<cell></?t[dh](?:\s[^<>\n]{0,200})?>)"
    r"|(?P<inline></?(?:b|i|u|em|strong|span|font|code|tt|kbd|samp|a)(?:\s[^<>\n]{0,300})?>)"
)
_SPELLED: Final = r"|(?P<spelled>(?<!\\)(?:(?:\\r)?\\n|\\r|\\t|\\u[0-9a-fA-F]{4}))"
# Quoted-printable spells out no letter and no digit; a number behind `=` is what a setting is set to.
_QUOTED_PRINTABLE: Final = (
    r"|(?P<soft>(?<!=)=[ \t]{0,4}\r?\n)"
    r"|(?P<coded>(?:=(?:0[9AD]|2[0-9](?!\d)|2[A-F]|3[A-F]|[46]0(?!\d)|[57][B-F])"
    r"|=[CD][0-9A-F]=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}|=F[0-4](?:=[89AB][0-9A-F]){3})+)"
)
_MARKED: Final = re.compile(rf"[\x1b\r&<>{UNSEEN}]|#033\[|\*\*")
_AS_SOURCE: Final = re.compile(r"\\\"|[{\[:,]\s?\"|\\n[^\n]{0,2000}?\\n|\\r\\n|\\u[0-9a-fA-F]{4}")
_CODED: Final = re.compile(r"=(?:3D|[C-F][0-9A-F]=[89AB][0-9A-F])")
_WRAPPED: Final = RarePattern(r"(?m)^(?:[^\n]{60,75}[^=\n]=\r?\n){2}", sign=r"[^=\n]=\r?\n[^\n]+=\r?\n")
# All of these begin with one of these characters, or with blanks in front of a quote mark. Python finds a
# class much sooner than it tries an expression at each character.
_BEGINS: Final = re.compile(rf"[{UNSEEN}\x1b#>&*\r<\\=\n](?:(?<!\n)|(?=[ \t]))")
_PATTERNS: Final = {
    (spelled, coded): re.compile(f"(?i:{_ALWAYS}){_SPELLED * spelled}{_QUOTED_PRINTABLE * coded}")
    for spelled in (False, True)
    for coded in (False, True)
}
_ENTITIES: Final = {"quot": '"', "apos": "'", "nbsp": " ", "lt": "<", "gt": ">", "amp": "&"}
_SEEN_AS: Final = {"unseen": "", "line": "\n", "block": "\n", "cell": "\t", "inline": "", "soft": ""}
_ESCAPES: Final = {"\\t": "\t", "\\n": "\n", "\\r": "\n", "\\r\\n": "\n"}


class PlainView:
    """What a text reads like; `place` gives where a part of it stands in the text. `plain`: as it stands."""

    __slots__ = ("_at", "_from", "_until", "text")

    def __init__(self, text: str, *, plain: bool = False) -> None:
        # Where runs begin here and in the text. One that was replaced is a run, and has an end there too.
        self._at, self._from, self._until = array("q", [0]), array("q", [0]), array("q", [0])
        self.text: str = text
        if plain:
            return
        spelled = "\\" in text and _AS_SOURCE.search(text) is not None
        coded = "=" in text and (_CODED.search(text) or _WRAPPED.search(text)) is not None
        if spelled or coded or _MARKED.search(text) is not None:
            text = self._read(text, _PATTERNS[spelled, coded])
        self.text = text if text.isascii() else _NOT_PLAIN.sub(lambda char: _ONE_FOR_ONE[char[0]], text)

    def _read(self, text: str, pattern: re.Pattern[str]) -> str:
        parts: list[str] = []
        begin_at, begin_from, begin_until = self._at.append, self._from.append, self._until.append
        done = at = 0
        for match in _marks(pattern, text):
            kind, (start, end) = match.lastgroup or "", match.span()
            shown = _SEEN_AS[kind] if kind in _SEEN_AS else _spelled(kind, match.group())
            parts += (text[done:start], shown)
            at += start - done
            for _ in shown:
                begin_at(at)
                begin_from(start)
                begin_until(end)
                at += 1
            begin_at(at)
            begin_from(end)
            begin_until(0)
            done = end
        parts.append(text[done:])
        return "".join(parts)

    def place(self, start: int, end: int) -> Span:
        """Give the part of the text, `start` to `end`, that this part of the view was read from."""
        if len(self._at) == 1:
            return start, end
        first, last = bisect_right(self._at, start) - 1, bisect_right(self._at, end - 1) - 1
        until = self._until[last] or self._from[last] + end - self._at[last]
        return self._from[first] + (0 if self._until[first] else start - self._at[first]), until


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give what `pattern.finditer` does, tried only where one may begin."""
    done = 0
    begins = (begin.start() + (begin[0] == "\n") for begin in _BEGINS.finditer(text))
    for begin in chain((0,), begins):
        if begin >= done and (match := pattern.match(text, begin)) is not None:
            yield match
            done = match.end()


def _spelled(kind: str, found: str) -> str:
    if kind == "entity":
        name = found[1:-1].lower()
        if name in _ENTITIES:
            return _ENTITIES[name]
        number = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
        return chr(number) if number > 31 and not 0xD800 <= number < 0xE000 else " "
    if kind == "link":
        return found[:-1].rpartition("|")[2]
    if kind == "spelled":
        return _ESCAPES.get(found) or chr(int(found[2:], 16))
    return bytes.fromhex(found.replace("=", "")).decode("utf-8", "replace")


def lines_of(view: str) -> Iterator[tuple[int, str]]:
    """Give a text's lines, each with the place where it begins."""
    at = 0
    for line in view.split("\n"):
        yield at, line
        at += len(line) + 1
