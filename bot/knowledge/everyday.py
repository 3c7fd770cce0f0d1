"""Finds the everyday words of wordings in a line: "wrong password", as anybody would say it.

Each stands apart from its neighbours: part of a longer word, or the name of a log's field
("relay="), is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from bot.model import Wording

_CJK = "\u2e80"  # where the signs of Chinese and Japanese begin, which part no words


class EverydayWords:
    """The everyday words of all wordings."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        said: dict[str, list[Wording]] = defaultdict(list)
        for wording in wordings:
            for word in wording.words:
                said[word].append(wording)
        self._said = tuple(said.items())
        self._search = AhoCorasick(said)

    def in_line(self, line: str) -> list[tuple[str, Wording]]:
        """The words that stand in a folded line, each with every wording that has it; in the base's order."""
        hits = {
            number
            for number, start, end in self._search.find_matches_as_indexes(line, overlapping=True)
            if _stands_apart(line, start, end)
        }
        told = (self._said[hit] for hit in sorted(hits))
        return [(word, wording) for word, wordings in told for wording in wordings]


def _stands_apart(line: str, start: int, end: int) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    return after != "=" and not (_joined(line[start], before) or _joined(line[end - 1], after))


def _joined(letter: str, beside: str) -> bool:
    """Whether the sign beside a word's first or last letter makes them one word; empty: none is there."""
    if letter.isascii():
        return beside.isascii() and (beside.isalnum() or beside == "_") and letter.isalnum()
    return letter < _CJK and beside.isalpha()
