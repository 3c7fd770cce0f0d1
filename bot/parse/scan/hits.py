"""What one pass over the lines of a paste finds: replies, programs' errors, recipients.

Records only; what is kept, joined or dropped is decided by those who read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from bot.model import Bounce
from bot.parse.errors.local_error import LocalError
from bot.parse.numbers.strength import Strength

# Replies kept before equal ones are joined: 20 MB stay bounded, a megabyte of the shortest takes below 1 s.
_HIT_LIMIT: Final = 4_000
# Different wordings, among the replies behind the first so many: the richest real paste met has five.
_WORDING_LIMIT: Final = 150
# A word that is no part of an address, a host or an id: what stays the same when a reply is said again.
_WORD: Final = re.compile(r"[A-Za-z]{4,30}(?![\w@.])")
_WORDING: Final = 120  # characters in which two replies differ

# Shapes of what a reply stood in that decide how it is read on; others only tell two tellings apart.
IN_LOG: Final = "log"
NUMBER_ALONE: Final = "bare"
ENHANCED_ALONE: Final = "enhanced"
NUMBERED: Final = "numbered"  # a list's row without words


@dataclass(slots=True)
class Hit:
    """A bounce found on a line, with how sure its number is and the shape of what it stood in."""

    bounce: Bounce
    strength: Strength
    line: int
    shape: str


@dataclass(slots=True)
class Scan:
    """Everything one pass found; `errors` and `recipients` in order, with their line.

    `original_at`: the line where the returned mail begins, at which the pass ended.
    """

    hits: list[Hit] = field(default_factory=list)
    errors: list[tuple[int, LocalError]] = field(default_factory=list)
    recipients: list[tuple[int, str]] = field(default_factory=list)
    original_at: int | None = None
    _wordings: set[tuple[int | None, str]] = field(default_factory=set)

    def add(self, bounce: Bounce, strength: Strength, line: int, shape: str) -> Hit:
        """Keep a bounce that stands on a line."""
        hit = Hit(bounce, strength, line, shape)
        self.hits.append(hit)
        if len(self.hits) > _WORDING_LIMIT:
            words = _WORD.findall(bounce.reply.text[:_WORDING])
            self._wordings.add((bounce.reply.code, "".join(words)))
        return hit

    @property
    def full(self) -> bool:
        """Whether so much was found that the pass ends early."""
        return len(self.hits) >= _HIT_LIMIT or len(self._wordings) >= _WORDING_LIMIT
