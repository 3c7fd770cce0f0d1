"""A bounce and what happened there, and how two of them are compared. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.model import Bounce, Diagnosis

SAME_WORDS = 16  # characters; fewer are everybody's
HOSTS = re.compile(r"(?<![\w-])[\w-]+(?:\.[\w-]+){2,}|\S{1,320}@\S+")  # and addresses


class Story(NamedTuple):
    """A bounce and what happened there."""

    bounce: Bounce
    diagnosis: Diagnosis

    @property
    def page(self) -> str | None:
        """The id of the entry that explains it; None where none does."""
        return self.diagnosis.entry.id if self.diagnosis.entry is not None else None


def span_of(text: str, phrases: Sequence[str]) -> str:
    """Give a text in small letters from the first to the last of some phrases; empty where one is missing."""
    places = [(text.find(phrase), len(phrase)) for phrase in phrases]
    if not places or any(place < 0 for place, _ in places):
        return ""
    return text[min(place for place, _ in places) : max(place + length for place, length in places)]


def is_part(text: str, told: str) -> bool:
    """Whether one of two texts stands in the other."""
    return text in told or told in text
