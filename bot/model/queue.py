"""What somebody wants listed, and one line of such a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.incident import IncidentState
from bot.model.sets import Certainty, Family


class Section(StrEnum):
    """Which incidents a list holds; all but `all` hold open ones only.

    `mine` are those a person owns or is offered, `waiting` those that wait for their acceptance;
    `overdue` is defined in `bot.store.lists`.
    """

    MINE = "mine"
    WAITING = "waiting"
    UNOWNED = "unowned"
    OVERDUE = "overdue"
    OPEN = "open"
    ALL = "all"


class Age(StrEnum):
    """How long ago an incident was opened, at least."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its section, its filters (None: any) and where the page begins.

    `search` is the number of a kept search, whose words narrow the list down. `past` is the
    incident next to which the page begins, None for the first page; with `back` the page ends
    before it.
    """

    section: Section = Section.OPEN
    family: Family | None = None
    provider: str | None = None
    channel: str | None = None
    age: Age | None = None
    search: int | None = None
    past: int | None = None
    back: bool = False

    @property
    def filtered(self) -> bool:
        """Whether something narrows the section down."""
        return any((self.family, self.provider, self.channel, self.age))


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident as a line of a list: what its leading finding and its state say, without the findings.

    `about` is whom the message was for, else the mailbox that tried to send, else the server that refused
    or was checked. `waiting` says that it waits for its reader's acceptance.
    """

    id: int
    version: int
    channel: str | None
    state: IncidentState
    owner: str | None
    offered_to: str | None
    entry: str | None
    cause: str | None
    certainty: Certainty
    provider: str | None
    reply_code: int | None
    enhanced_code: str | None
    reply_text: str
    customer: str | None
    about: str | None
    seen: int
    opened_at: datetime
    snoozed_until: datetime | None
    resolved_at: datetime | None
    overdue: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list and the pages around it, None where there is none.

    `more` says that the page ended before it was full, since so many incidents were looked at;
    older ones may follow.
    """

    listing: Listing
    lines: tuple[Listed, ...] = ()
    newer: Listing | None = None
    older: Listing | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """How many open incidents somebody sees: in each section, and by family and provider in theirs.

    `first` is the place of a page's first line in its section, counted from 1.
    """

    sections: Mapping[Section, int]
    families: Mapping[Family, int]
    providers: Mapping[str, int]
    first: int = 1
