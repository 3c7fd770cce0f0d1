"""Several patterns looked for in one pass over a text, whatever its size.

RE2 runs them as one automaton: linear in the text, about a microsecond for a line. Patterns
have no look-around. Says which occur, not where.
"""

from __future__ import annotations

import re2

_MEMORY_BYTES = 64 << 20  # RE2's own 8 MB is too little for some hundred alternatives in any letter case


class Signs:
    """A set of patterns in RE2 syntax, letter case ignored."""

    __slots__ = ("_set",)

    def __init__(self, *patterns: str) -> None:
        options = re2.Options()
        options.max_mem = _MEMORY_BYTES
        self._set = re2.Set.SearchSet(options)
        for pattern in patterns:
            if self._set.Add(f"(?i){pattern}") < 0:
                raise ValueError(f"RE2 does not read {pattern!r}")
        self._set.Compile()

    def found(self, text: str) -> list[int]:
        """Give the numbers of the patterns that occur, ascending."""
        try:
            return sorted(self._set.Match(text) or ())
        except UnicodeEncodeError:  # a lone surrogate
            return sorted(self._set.Match(text.encode("utf-8", "replace")) or ())

    def any(self, text: str) -> bool:
        """Say whether one of the patterns occurs."""
        try:
            return bool(self._set.Match(text))
        except UnicodeEncodeError:
            return bool(self._set.Match(text.encode("utf-8", "replace")))
