"""A bounce and what happened there, and how two of them are compared. Pure."""

from __future__ import annotations

import re
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


def is_part(text: str, told: str) -> bool:
    """Whether one of two texts stands in the other."""
    return text in told or told in text
