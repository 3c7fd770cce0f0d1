"""Finds the everyday words of wordings in a line: "wrong password", as anybody would say it.

Each stands apart from its neighbours: part of a longer word, or the name of a log's field ("relay=")
or type ("Ptr{"), is none. Where " ... " parts them, a few words may stand between: "port ... closed".
Accents are not looked at, nor the apostrophe of "don't": whoever types in a hurry leaves them out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from ahocorasick_rs import AhoCorasick

from bot.knowledge.composed import AND
from bot.model import Wording

GAP = " ... "
# Whose mailbox it is may stand between any two words: "user <ana@example.com> is disabled".
ADDRESS_BETWEEN = re.compile(
    r"(?<=\w) (?:[<(\[\"'] ?)?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}(?: ?[>)\]])?(?= \w)"
)
GAP_LIMIT = 40  # characters between two parts: about five words
# "Our IP is not blacklisted": what is denied is no trouble.
_DENIALS = tuple(
    f" {words} "
    for words in (
        "is not", "are not", "was not", "isnt", "arent", "wasnt", "not on any", "not on a", "ist nicht",
        "sind nicht", "nest pas", "no esta", "nao esta", "non e",
    )
)  # fmt: skip
_PUNCTUATION = tuple(f"{mark} " for mark in ".,;:!?")
# German, Dutch and the Scandinavian languages write "security certificate" as one word: its end counts.
_COMPOUND = re.compile(r"(?<=[a-z])(?=(?:zert|cert|sert)ifi[kc]at|certificaa?t)")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_CJK = "\u2e80"  # where the letters of Chinese and Japanese begin, which part no words


class EverydayWords:
    """The everyday words of all wordings."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        said: dict[str, list[Wording]] = defaultdict(list)
        for wording in wordings:
            for word in wording.words:
                if AND not in word:
                    said[word].append(wording)
        self._said = tuple(said.items())
        self._parts = tuple(tuple(map(_plain, word.split(GAP))) for word in said)
        self._beginning: dict[str, list[int]] = defaultdict(list)  # the words by their first parts
        for number, parts in enumerate(self._parts):
            self._beginning[parts[0]].append(number)
        self._sought = tuple(dict.fromkeys(chain.from_iterable(self._parts)))
        self._search = AhoCorasick(self._sought)

    def in_line(self, line: str) -> list[tuple[str, Wording]]:
        """The words that stand in a folded line, each with every wording that has it; in the base's order."""
        line = _plain(line)
        if "ertifi" in line:
            line = _COMPOUND.sub(" ", line)
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, start, end in self._search.find_matches_as_indexes(line, overlapping=True):
            if _stands_apart(line, start, end):
                places[self._sought[number]].append((start, end))
        hits = {
            number
            for part in tuple(places)
            for number in self._beginning.get(part, ())
            if _follow(line, [places.get(other, []) for other in self._parts[number]])
        }
        told = (self._said[hit] for hit in sorted(hits))
        return [(word.replace(GAP, " "), wording) for word, wordings in told for wording in wordings]


def _follow(line: str, places: list[list[tuple[int, int]]]) -> bool:
    """Whether the parts of a word follow in one sentence, near enough, and nobody denies the first."""
    ends = [end for start, end in places[0] if not line.endswith(_DENIALS, 0, start)]
    for part in places[1:]:
        ends = [
            end
            for start, end in part
            if (at := bisect_left(ends, start)) and _near(line[ends[at - 1] : start])
        ]
    return bool(ends)


def _near(between: str) -> bool:
    return len(between) <= GAP_LIMIT and (between == GAP or not any(map(between.__contains__, _PUNCTUATION)))


def _plain(words: str) -> str:
    """Words without accents, "don't" without its apostrophe; the letters of Asia stay as they are."""
    words = words.replace("n't", "nt")
    if words.isascii():
        return words
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", words)))


def _stands_apart(line: str, start: int, end: int) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    return after not in ("=", "{") and not (_joined(line[start], before) or _joined(line[end - 1], after))


def _joined(letter: str, beside: str) -> bool:
    """Whether what stands beside a word's first or last letter makes them one word; empty: nothing does."""
    if letter.isascii():
        return beside.isascii() and (beside.isalnum() or beside == "_") and letter.isalnum()
    return letter < _CJK and beside.isalpha()
