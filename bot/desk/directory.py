"""What the desk asks of Slack: people, channels, messages and files, as values.

`bot.delivery` implements it; tests hand in a fake. Must not import Slack's libraries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

FILE_LIMIT_BYTES = 1_000_000  # a log or mail above this holds thousands of errors; nobody reads that card
READABLE = (".eml", ".txt", ".log")
TABLES = (".csv", ".tsv")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".bmp", ".tiff")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack; an outsider is a guest or belongs to another organisation and may only read."""

    id: str
    name: str
    outsider: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A message: its text as it was typed, who wrote it (empty for another bot), the ids of its files."""

    text: str
    author: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file's name and bytes; `content` None when it is too large, of another kind, or not to be had.

    `name` is empty for a file that Slack does not show the bot.
    """

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Group:
    """A user group and its members' ids; `handle` is what people type after an @."""

    id: str
    handle: str
    name: str
    members: frozenset[str]


class Directory(Protocol):
    """What Slack knows; every method may raise what the network raises, then the work is tried again."""

    async def person(self, user: str) -> Person:
        """Return who this is; somebody unknown is an outsider."""
        ...

    async def readable(self, user: str, channels: Sequence[str]) -> frozenset[str]:
        """Return those of the channels that this person can read; none for an outsider."""
        ...

    async def belongs(self, user: str) -> frozenset[str]:
        """Return the channels they share with the bot and the user groups they are in."""
        ...

    async def groups(self) -> tuple[Group, ...]:
        """Return every user group; empty when there is none or the bot may not read them."""
        ...

    async def public(self, channel: str) -> bool:
        """Whether every member of the workspace can read that channel."""
        ...

    async def shared(self, channel: str) -> bool:
        """Whether people of other organisations read that channel too."""
        ...

    async def named(self, name: str) -> frozenset[str]:
        """Return the people who are called that, whichever way they write it."""
        ...

    async def joined(self, channel: str) -> bool:
        """Whether the bot itself is in that channel."""
        ...

    async def message(self, channel: str, ts: str) -> Said | None:
        """Return the message that opens a thread, None when it is gone, hidden or the bot's own."""
        ...

    async def link(self, channel: str, ts: str) -> str | None:
        """Return the address of a message, None when it is gone."""
        ...

    async def fetch(self, file: str) -> Fetched:
        """Return an uploaded file."""
        ...

    async def download(self, address: str, limit_bytes: int) -> bytes | None:
        """Return what stands at an address of Slack's file host; None where it is larger, or another's."""
        ...
