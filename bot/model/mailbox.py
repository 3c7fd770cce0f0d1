"""A row of a file of mailboxes, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.check import CheckReport, Secret, TlsMode


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """One mailbox of a file; `number` counts rows of data from 1.

    `user` is the name that logs in: the address where no other is given. `name` is that as it may be shown,
    empty where it may be the password. `host`, `port`, `tls` None: found out. `fault` says why the row
    cannot be tested as it stands.
    """

    number: int
    name: str
    user: str
    password: Secret
    host: str | None = None
    port: int | None = None
    tls: TlsMode | None = None
    fault: str | None = None


class Platform(StrEnum):
    """A sending platform whose columns a file can be written in."""

    INSTANTLY = "instantly"
    SMARTLEAD = "smartlead"


class RowVerdict(StrEnum):
    """What came of a row; `not-tested` says nothing of its password."""

    WORKS = "works"
    FAILS = "fails"
    NOT_TESTED = "not-tested"


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row, its verdict, and the report of its check.

    `because` says why it was not tested; empty for the others. `report` None: it was not checked at all.
    `again`: from when on it can be tested, where that is known.
    """

    row: MailboxRow
    verdict: RowVerdict
    because: str
    report: CheckReport | None
    again: datetime | None = None
