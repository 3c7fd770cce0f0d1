"""Whether a text is written in sentences, as people write who explain, and programs seldom."""

from __future__ import annotations

import re
from typing import Final

_LEAST: Final = 120  # characters; a program's own message is a sentence or two
# The small words that hold English sentences together: a quarter of whatever people write.
_BINDS: Final = re.compile(
    r"\b(?:the|an?|is|are|be|been|of|to|that|this|these|those|which|will|not|and|or|it|its|in|on|for|with|from"
    r"|by|as|at|can|if|when|has|have|does|was|were|but|so|than|then|any|all|more|your|their|there)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_SHARE: Final = 0.22


def reads_as_prose(text: str) -> bool:
    """Say whether a text of some length consists of English sentences."""
    if len(text) < _LEAST:
        return False
    words = len(_WORD.findall(text))
    return words > 0 and len(_BINDS.findall(text)) >= _SHARE * words
