"""Every pattern that is looked for in a whole text or line, found in one pass over it.

Modules declare their patterns as `Signs`; `Seen` runs all of them over a text as one automaton
(RE2: linear in the text, a few microseconds for a line), and is then asked. It says which
occur, not where. Patterns have no look-around, and no bounded repetition that an unbounded one
can replace: a counter multiplies the automaton's states.
"""

from __future__ import annotations

from typing import Final

import re2

_MEMORY_BYTES: Final = 64 << 20  # RE2's own 8 MB is too little for a thousand alternatives in any letter case
_declared: list[str] = []


class Signs:
    """Patterns in RE2 syntax, told apart by position; letter case ignored, `^` and `$` at each line."""

    __slots__ = ("first", "numbers")

    def __init__(self, *patterns: str) -> None:
        self.first = len(_declared)
        self.numbers = frozenset(range(self.first, self.first + len(patterns)))
        _declared.extend(patterns)


class Seen:
    """Which of all declared signs stand in a text."""

    __slots__ = ("_found", "text")

    _set: re2.Set | None = None

    def __init__(self, text: str) -> None:
        self.text = text
        search = Seen._set or _compiled()
        self._found = frozenset(search.Match(text.encode("utf-8", "replace")) or ())

    def any(self, signs: Signs) -> bool:
        """Say whether one of the patterns occurs."""
        return not signs.numbers.isdisjoint(self._found)

    def found(self, signs: Signs) -> list[int]:
        """Give the positions of the patterns that occur, ascending."""
        here = signs.numbers & self._found
        return sorted(number - signs.first for number in here) if here else []

    def of(self, text: str) -> Seen:
        """Look at another text, which is often the same."""
        return self if text == self.text else Seen(text)


def _compiled() -> re2.Set:
    """Join all patterns; done at the first text, when every module has declared its own."""
    options = re2.Options()
    options.max_mem = _MEMORY_BYTES
    search = re2.Set.SearchSet(options)
    for pattern in _declared:
        search.Add(f"(?im){pattern}")
    search.Compile()
    Seen._set = search
    return search
