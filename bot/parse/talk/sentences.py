"""Where the sentences of a text part, and the number of a reply in one."""

from __future__ import annotations

import re
from typing import Final

SENTENCE_ENDS: Final = re.compile(
    r"(?<=[.!?。？！])(?<!\.[ge]\.)[\"'`)]{0,2}\s+(?=[^\s\d])"
    r"|(?<=[?!？])\s+|(?<=[.!])(?<!\.[ge]\.)(?<!\bvs\.)\s+(?=[45]\d\d[ -])"
)
NUMBER: Final = re.compile(
    r"(?<![\w.#-])(?:(?!465|587)[45]\d\d(?![\w%])(?:[ -][45]\.\d\.\d{1,3})?|[45]\.\d\.\d{1,3})(?![\d.]*\d)"
)


def sentences_of(text: str) -> list[str]:
    """Give a text's sentences, those of each line apart."""
    return [one for line in text.split("\n") for one in SENTENCE_ENDS.split(line)]
