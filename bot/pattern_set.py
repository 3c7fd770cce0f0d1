"""Many RE2 patterns looked for in one pass over a text: which occur, not where. Linear in the text.

RE2 makes a state of the automaton when a text first asks for it, and a new state costs time by how
many alternatives may begin there. It joins what begins alike only where it stands side by side, so
alternatives are sorted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import re2

# An automaton of patterns needs about 1 MB; the rest is room for the states that texts lead to.
_MEMORY_BYTES: Final = 64 << 20
# An escaped sign, a class of signs, or a sign that stands for itself or opens, closes or parts something.
_PIECE: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|.", re.DOTALL)


def pattern_set(patterns: Iterable[str], flags: str = "") -> re2.Set:
    """A search for some patterns at once, numbered from 0 in their order; `flags` as in `(?im)`, for all."""
    options = re2.Options()
    options.max_mem = _MEMORY_BYTES
    options.log_errors = False
    search = re2.Set.SearchSet(options)
    for pattern in patterns:
        search.Add(flags + "|".join(sorted(alternatives(pattern))))
    search.Compile()
    return search


def alternatives(pattern: str) -> list[str]:
    """What a pattern is parted into by each `|` outside of groups and classes, in its order."""
    if "|" not in pattern:
        return [pattern]
    parts, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
