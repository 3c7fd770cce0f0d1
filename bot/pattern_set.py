"""Many RE2 patterns looked for in one pass over a text: which occur, not where. Linear in the text.

RE2 makes a state of the automaton when a text first asks for it, and a new state costs time by how
many patterns may begin there. It joins those that begin alike, but not what stands behind a `|`: hence
each alternative is a pattern of its own, those of a group at the beginning too. Each repetition over
words that has begun (`.*`) doubles the states that may come: a text of all these words has new ones at
every character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

import re2

# An automaton of patterns needs about 1 MB, that of one pattern much less; the rest is room for the states
# that texts lead to. What outgrows it is begun anew, which costs a paste of unlike words half a millisecond;
# twice the room would cost the bot 70 MB for good.
_MEMORY_BYTES: Final = 32 << 20
_MEMORY_BYTES_ALONE: Final = 8 << 20
# What repeats over words, be they counted: "(?: \w+){0,4}" holds the place of each of them in a state.
_OVER_WORDS: Final = re.compile(
    r"(?<!\\)\.[*+]|\\S[*+]|\[\^(?:\\.|[^\]\\])*\][*+]"
    r"|\[(?:\\.|[^\]\\])*(?:\\w|a-z|a-f)(?:\\.|[^\]\\])*\][*+]"
    r"|\)\{[01],\d"
)
_NONE: Final[frozenset[int]] = frozenset()
_GROUP: Final = "(?:"
# What a pattern may begin with, and each of its parts has then: `(?s)a.*b|b.*a`.
_FLAGS: Final = re.compile(r"(?:\(\?[a-z-]+\))*")
# A pattern, or a part of one, and its number.
_Part = tuple[int, str]
# RE2's `\b` knows the letters a to z: `\b(?:a|é) la` and `(?:ya|да)\b` do not find the second of their words.
_LETTER: Final = r"(?![a-zA-Z])[^\W\d_]"
_LOST_BORDER: Final = re.compile(
    rf"\\b(?:\(\?:(?:[^()]*\|)?)?{_LETTER}|{_LETTER}(?:\??(?:\|[^()]*)?\)[?*+]?)?\\b"
)
# Characters that stand for themselves, an escaped one, a class, or one that opens, closes or parts something.
_PIECE: Final = re.compile(r"[^\\\[()|]+|\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|.", re.DOTALL)


class PatternSet:
    """Patterns looked for at once, by their numbers; `flags` as in `(?im)`, for all.

    `apart`: what repeats over words is looked for by itself, where the words that it needs stand. That
    costs a second pass over each text, and a third for what needs no word.
    """

    __slots__ = ("_passes",)

    def __init__(self, patterns: Mapping[int, str], flags: str = "", *, apart: bool = False) -> None:
        together: list[_Part] = []
        repeating: list[_Part] = []
        for number, pattern in patterns.items():
            for part in alternatives(pattern):
                if apart and _OVER_WORDS.search(part) is not None:
                    repeating.append((number, flags + part))
                else:
                    together += [(number, flags + begun) for begun in beginnings(part)]
        needing, wordless = _by_words(repeating)
        passes = (_set_of, together), (_filter_of, needing), (_set_of, wordless)
        self._passes = [
            (make(parts).Match, [number for number, _ in parts]) for make, parts in passes if parts
        ]

    def match(self, text: bytes) -> frozenset[int]:
        """Give the numbers of the patterns that occur in a text in UTF-8."""
        found = [numbers[hit] for search, numbers in self._passes for hit in search(text) or ()]
        return frozenset(found) if found else _NONE


class LongPattern:
    """A long pattern, or one of several; `flags` as in `(?im)`, for all. Compiled at the first text."""

    def __init__(self, *patterns: str, flags: str = "") -> None:
        self._patterns = patterns
        self._flags = flags

    @property
    def pattern(self) -> str:
        """The whole of it, in RE2's syntax."""
        return self._flags + "|".join(self._patterns)

    @cached_property
    def _parts(self) -> re2.Set:
        """A set of its parts: to say that one occurs costs less than to say where."""
        parts = [part for pattern in self._patterns for part in alternatives(pattern)]
        return _set_of([(0, self._flags + part) for part in parts], _MEMORY_BYTES_ALONE)

    def occurs_in(self, text: str | bytes) -> bool:
        """Whether it occurs in a text, or a text in UTF-8."""
        return self._parts.Match(text) is not None

    @cached_property
    def sub(self) -> Callable[[str, str], str]:
        """What replaces each place, by its first argument, in a text, its second."""
        # Asked where, RE2 has two automata with a part of the room each; with too little it uses none, and
        # takes 300 microseconds for a clause instead of 10.
        compiled = re2.compile(self.pattern, _options(_MEMORY_BYTES))
        sub: Callable[[str, str], str] = compiled.sub
        return sub


def _set_of(parts: list[_Part], memory: int = _MEMORY_BYTES) -> re2.Set:
    together = re2.Set.SearchSet(_options(memory))
    for _, pattern in parts:
        together.Add(pattern)
    together.Compile()
    return together


def _filter_of(parts: list[_Part]) -> re2.Filter:
    options = _options(_MEMORY_BYTES)
    apart = re2.Filter()
    for _, pattern in parts:
        apart.Add(pattern, options)
    apart.Compile()
    return apart


def _by_words(parts: list[_Part]) -> tuple[list[_Part], list[_Part]]:
    """Part patterns by whether a filter knows words that they need: the others it would try at every text."""
    wordless = set(_filter_of(parts).Match(b"", True) or ()) if parts else set()
    needing = [part for place, part in enumerate(parts) if place not in wordless]
    return needing, [parts[place] for place in sorted(wordless)]


def _options(memory: int) -> re2.Options:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return options


def any_pattern(*patterns: str) -> LongPattern:
    """Give what looks for one of several patterns, letter case ignored."""
    return LongPattern(*patterns, flags="(?i)")


def occurs(*patterns: str) -> Callable[[str], bool]:
    """Give what says whether one of several patterns occurs in a text, letter case ignored."""
    return any_pattern(*patterns).occurs_in


def lost_border(pattern: str) -> str | None:
    r"""Give the part of a pattern that finds no word: its `\b` stands beside a letter that is none to RE2.

    None where each finds one.
    """
    place = _LOST_BORDER.search(pattern)
    return place.group() if place is not None else None


def alternatives(pattern: str) -> list[str]:
    """What a pattern is parted into by each `|` outside of groups and classes, in its order."""
    if "|" not in pattern:
        return [pattern]
    begun = _FLAGS.match(pattern)
    flags = begun[0] if begun is not None else ""
    parts, depth = [flags], 0
    for piece in _PIECE.findall(pattern[len(flags) :]):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            parts.append(flags)
        else:
            parts[-1] += piece
    return parts


def beginnings(pattern: str) -> list[str]:
    """What a pattern is parted into by the group that it begins with: `(?:a|b)c` into `ac` and `bc`."""
    if not pattern.startswith(_GROUP):
        return [pattern]
    end = depth = 0
    for piece in _PIECE.findall(pattern):
        end += len(piece)
        depth += (piece == "(") - (piece == ")")
        if depth == 0:
            break
    behind = pattern[end:]
    if behind.startswith(("*", "+", "{", "?")):
        return [pattern]
    told = alternatives(pattern[len(_GROUP) : end - 1])
    return [one for begun in told for one in beginnings(begun + behind)]
