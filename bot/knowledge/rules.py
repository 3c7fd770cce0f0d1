"""Finds the wordings whose own words stand in a line: each by its most telling words, all in one pass.

What else a wording needs is looked for where those stand. Wordings that only a pattern tells
are searched for apart: half of all replies hold a name or a number that begins some pattern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import re2
from ahocorasick_rs import BytesAhoCorasick

from bot.knowledge.folding import fold
from bot.model import Entry, Family, Wording
from bot.pattern_set import LongPattern, PatternSet

# A pattern's length says little about how specific it is; it counts like a short phrase.
_PATTERN_WEIGHT = 16


class Tier(IntEnum):
    """How specific a match is; a higher tier always beats a lower one."""

    STEP = 0  # only which step of its own a program names
    BARE_CODE = 1
    CODE_PAIR = 2
    SAYS_NOTHING = 3  # a sentence that gives no reason: "message rejected"
    EVERYDAY_WORDS = 4
    ALIKE = 5  # no wording at all: the text reads like those that are known
    PHRASE = 6
    PROVIDER_PHRASE = 7
    TOKEN = 8


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording, how much its words say, and what has to stand beside the most telling of them.

    `pattern` None: none has to match.
    """

    wording: Wording
    tier: Tier
    weight: int
    needed: tuple[bytes, ...]
    forbidden: tuple[bytes, ...]
    pattern: Callable[[bytes], bool] | None

    def fits(self, line: bytes, at: Container[str]) -> bool:
        """Whether all that the wording needs is there, its host included, and nothing that it rules out."""
        if self.wording.at_host and self.wording.provider not in at:
            return False
        for phrase in self.needed:
            if phrase not in line:
                return False
        for phrase in self.forbidden:
            if phrase in line:
                return False
        return self.pattern is None or self.pattern(line)


class Rules:
    """The rules of all wordings that have a phrase, a token or a pattern."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        words: dict[bytes, list[Rule]] = defaultdict(list)
        patterns: dict[str, list[Rule]] = defaultdict(list)
        for entry in entries:
            for wording in entry.wordings:
                phrases = sorted((phrase.encode() for phrase in wording.phrases), key=len)
                if wording.token is not None:
                    token = fold(wording.token)
                    whole = _occurs(rf"\b{re2.escape(token)}\b")
                    words[token.encode()].append(_rule(wording, entry, phrases, whole))
                elif phrases:
                    pattern = _occurs(wording.pattern) if wording.pattern is not None else None
                    words[phrases.pop()].append(_rule(wording, entry, phrases, pattern))
                elif wording.pattern is not None:
                    patterns[wording.pattern].append(_rule(wording, entry, (), None))
        self._words = BytesAhoCorasick(words)
        self._by_word = tuple(words.values())
        self._by_pattern = tuple(patterns.items())

    @cached_property
    def _patterns(self) -> PatternSet:
        """The patterns joined; at the first text in which no sentence names the cause."""
        return PatternSet(
            {number: pattern for number, (pattern, _) in enumerate(self._by_pattern)}, apart=True
        )

    def by_words(self, line: bytes, at: Container[str]) -> list[Rule]:
        """The rules whose phrase or token stands in a folded line with all that they need.

        `at` names the providers that are known to speak. In the base's order.
        """
        hits = {number for number, _, _ in self._words.find_matches_as_indexes(line, overlapping=True)}
        return [rule for hit in sorted(hits) for rule in self._by_word[hit] if rule.fits(line, at)]

    def by_pattern(self, line: bytes, at: Container[str]) -> list[Rule]:
        """The same for the rules that only a pattern tells."""
        hits = sorted(self._patterns.match(line))
        return [rule for hit in hits for rule in self._by_pattern[hit][1] if rule.fits(line, at)]


def _rule(
    wording: Wording, entry: Entry, needed: Sequence[bytes], pattern: Callable[[bytes], bool] | None
) -> Rule:
    forbidden = tuple(phrase.encode() for phrase in wording.not_phrases)
    return Rule(wording, _tier(wording, entry), _weight(wording), tuple(needed), forbidden, pattern)


def _tier(wording: Wording, entry: Entry) -> Tier:
    if entry.family is Family.UNKNOWN:
        return Tier.SAYS_NOTHING
    if wording.token is not None:
        return Tier.TOKEN
    return Tier.PHRASE if wording.provider is None else Tier.PROVIDER_PHRASE


def _weight(wording: Wording) -> int:
    """How much a wording's words say: a token more than any sentence, a pattern as much as a short phrase."""
    if wording.token is not None:
        return 100 + len(wording.token)
    return sum(map(len, wording.phrases)) + (_PATTERN_WEIGHT if wording.pattern is not None else 0)


def _occurs(pattern: str) -> Callable[[bytes], bool]:
    """Say whether a wording's pattern occurs in a folded line; asked where its phrase stands, so seldom."""
    return LongPattern(pattern).occurs_in
