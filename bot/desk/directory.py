"""What the desk asks of Slack: people, channels, messages and files, as values.

`bot.delivery` implements it; tests hand in a fake. Must not import Slack's libraries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack; an outsider is a guest or belongs to another organisation and may only read."""

    id: str
    name: str
    outsider: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it stands: its text, who wrote it (empty for another bot), the ids of its files."""

    text: str
    author: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file's name and bytes, or in `refusal` the one sentence why it was not read."""

    name: str
    content: bytes
    refusal: str = ""


class Directory(Protocol):
    """What Slack knows; every method may raise what the network raises, then the work is tried again."""

    async def person(self, user: str) -> Person:
        """Return who this is; somebody unknown is an outsider."""
        ...

    async def sees(self, user: str, channel: str) -> bool:
        """Return whether this person can read that channel."""
        ...

    async def joined(self, channel: str) -> bool:
        """Return whether the bot itself is in that channel."""
        ...

    async def message(self, channel: str, ts: str) -> Said | None:
        """Return the message that opens a thread, None when it is gone or hidden."""
        ...

    async def fetch(self, file: str) -> Fetched:
        """Return an uploaded file."""
        ...
