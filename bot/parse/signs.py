"""Patterns that are looked for in a whole text or line, many found in one pass.

Modules declare their patterns as `Signs` in one of a few sieves, each an automaton (RE2: linear
in the text). `Seen` sifts a text when it is first asked. It says which occur, not where.

A repetition that goes on over words (`.*`, `\\w+`) multiplies an automaton's states by whether it
has begun; hence patterns that are asked for together, but seldom begin together, share a sieve,
and the sieve of most such patterns looks for them apart.
Patterns have no look-around, and no bounded repetition where an unbounded one does: a counter
multiplies the states by its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from typing import Final, Generic, TypeVar

from bot.parse.rare_pattern import widened
from bot.pattern_set import PatternSet

# Characters at each end of a longer text that tell of its program and its people, who write before or after
# their log: the longest message that Slack takes has as many as both.
_END: Final = 20_000
# Characters (in UTF-8) of a text that is no longer short.
_LONG: Final = 60_000
# Characters that nobody sees and that belong to no word: of width zero, soft hyphens, and what says which way
# a text runs, which Windows, phones and chats put around what is copied.
UNSEEN: Final = (
    "\u200b\u2060\ufeff\u200e\u200f\u00ad\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


class Sieve:
    """Patterns that are looked for in a text at once; `apart` as in `PatternSet`."""

    def __init__(self, *, apart: bool = False) -> None:
        self._apart = apart
        self.patterns: dict[int, str] = {}

    @cached_property
    def search(self) -> PatternSet:
        """The patterns joined; at the first text, when every module has declared its own."""
        return PatternSet(self.patterns, "(?im)", apart=self._apart)


# A sentence begins or ends here, in a line or as one.
BEGINS: Final = r"(?:^|[.!?]\s)\W*"
ENDS: Final = r"(?:$|[.!?]\s)"

# Programs, their settings, what servers say beside a reply: looked for at both ends of a long text.
PROGRAM: Final = Sieve()
# A person's own words: asked for there as well, but not of what a mail server wrote.
PERSONAL: Final = Sieve(apart=True)
# Secrets: looked for in all of it, as its reader sees it.
THROUGHOUT: Final = Sieve()
# Markup and names of codes, so few that a long text is quickly looked through for them.
MARKUP: Final = Sieve()
# Numbers of replies, what stands around them, the protocol they belong to.
REPLY: Final = Sieve()
# What reports on a mail's delivery say of it, in many languages: asked for once a text, not at every line.
REPORT: Final = Sieve()
# What explains an error in words: asked for where no reply does, and in reports.
WORDS: Final = Sieve(apart=True)
# Talk about errors, and lines of a program's source: asked for unless the text is long.
TALK: Final = Sieve(apart=True)
# Whether a text tells of something that happened, or speaks in general: asked for as those are, but what an
# automaton of both does at a new text takes longer than what the two do.
VOICE: Final = Sieve()

_NUMBERS: Final = count()


class Signs:
    """Patterns in RE2 syntax, told apart by position; letter case ignored, `^` and `$` at each line."""

    __slots__ = ("first", "numbers", "sieve")

    def __init__(self, sieve: Sieve, *patterns: str) -> None:
        self.sieve = sieve
        numbered = {number: pattern for pattern, number in zip(patterns, _NUMBERS, strict=False)}
        self.first = min(numbered, default=0)
        self.numbers = frozenset(numbered)
        sieve.patterns.update(numbered)

    def __or__(self, other: Signs) -> Signs:
        """Give the patterns of both, which stand in one sieve."""
        both = Signs(self.sieve)
        both.first, both.numbers = min(self.first, other.first), self.numbers | other.numbers
        return both


def signs_of(sieve: Sieve, *patterns: re.Pattern[str]) -> Signs:
    """Signs of which one stands wherever one of some patterns matches, and maybe elsewhere."""
    return Signs(sieve, *(widened(pattern.pattern) for pattern in patterns))


_Meaning = TypeVar("_Meaning")


class Table(Signs, Generic[_Meaning]):
    """Patterns by what they mean; what stands first weighs more."""

    __slots__ = ("_meanings",)

    def __init__(self, sieve: Sieve, patterns: Mapping[_Meaning, str]) -> None:
        super().__init__(sieve, *patterns.values())
        self._meanings = tuple(patterns)

    def told(self, seen: Seen) -> list[_Meaning]:
        """Give what the patterns mean that occur in a text, in the order of the table."""
        return [self._meanings[place] for place in seen.found(self)]


class Seen(dict[Sieve, frozenset[int]]):
    """Which signs stand in a text: the numbers of those that occur, by sieve, sifted when first asked.

    `long`: it is a long text, or a part of one. `spoken`: a person may speak there.
    """

    __slots__ = ("encoded", "long", "spoken", "text")

    def __init__(self, text: str, *, long: bool = False, spoken: bool = True) -> None:
        self.text = text
        self.encoded = text.encode("utf-8", "replace")
        self.long = long or len(self.encoded) > _LONG
        self.spoken = spoken

    def __missing__(self, sieve: Sieve) -> frozenset[int]:
        unasked = sieve is PERSONAL and not self.spoken
        here = self[sieve] = frozenset() if unasked else sieve.search.match(self.encoded)
        return here

    def any(self, signs: Signs) -> bool:
        """Whether one of the patterns occurs."""
        return not signs.numbers.isdisjoint(self[signs.sieve])

    def found(self, signs: Signs) -> list[int]:
        """Give the positions of the patterns that occur, ascending."""
        here = self[signs.sieve]
        if signs.numbers.isdisjoint(here):
            return []
        return [number - signs.first for number in sorted(signs.numbers & here)]

    def of(self, text: str) -> Seen:
        """Look at another text, which is often the same, or a part of this one."""
        return self if text == self.text else Seen(text, long=self.long, spoken=self.spoken)

    def unspoken(self) -> Seen:
        """Look at the same as at what a program wrote, where no person speaks."""
        unspoken = Seen(self.text, long=self.long, spoken=False)
        unspoken.update((sieve, here) for sieve, here in self.items() if sieve is not PERSONAL)
        return unspoken

    def ends(self) -> Seen:
        """Look at what tells of a text's program and its people."""
        ends = ends_of(self.text)
        return self if ends is self.text else Seen(ends, long=True, spoken=self.spoken)


def ends_of(text: str) -> str:
    """Give both ends of a long text, with a line end between; any other as it is."""
    return text if len(text) <= 2 * _END else f"{text[:_END]}\n{text[-_END:]}"
