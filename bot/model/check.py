"""What a live check is asked and what it answers; the secret it works with; its budget."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.model.bounce import Bounce, Evidence, Value
from bot.model.finding import Finding

DAMAGED_CREDENTIAL = "the credential is damaged, no login was sent"
"""What stands in a finding's reply text when the offline check alone answered."""


class Outcome(StrEnum):
    """How a stage of a check ended; silence is never a negative answer."""

    PASSED = "passed"
    FAILED = "failed"
    UNANSWERED = "unanswered"
    NOT_RUN = "not-run"


class TlsMode(StrEnum):
    """How a connection is encrypted; `none` sends a password in the clear and is never chosen unasked."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


def ms_since(start: float) -> float:
    """Milliseconds since `time.perf_counter()` was `start`, to a tenth, as stages are told."""
    return round((time.perf_counter() - start) * 1000, 1)


def with_port(host: str, port: int | None) -> str:
    """`mail.example.com:587`; an address with colons of its own in brackets (RFC 3986 3.2.2)."""
    return host if port is None else f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


@dataclass(frozen=True, slots=True)
class CheckStage:
    """One stage of a check as the contract's JSON names it; `ms` is None where it did not run."""

    name: str
    outcome: Outcome
    ms: float | None


class Secret:
    """A password during one check: `reveal()` is the only way to it, and nothing else shows it."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content

    def reveal(self) -> bytes:
        """The bytes as they were given, nothing trimmed; raises ValueError once dropped."""
        if self._content is None:
            raise ValueError("the secret was dropped")
        return self._content

    def drop(self) -> None:
        """Forget it; the check is over."""
        self._content = None

    def __repr__(self) -> str:
        return "Secret()"

    __str__ = __repr__

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is never pickled or copied")


def _nobody(stage: CheckStage) -> None:
    """Nobody waits to hear of a stage."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is to be checked: whichever of server, login, domain or address was named.

    `port` and `tls` None: found out. `as_is` sends a visibly damaged credential unchanged;
    `selectors` are DKIM selectors. `person` is who asks (Slack user id, or `terminal`). `told`
    hears of stages as they end, before the answer holds all of them.
    """

    host: str | None = None
    port: int | None = None
    tls: TlsMode | None = None
    user: str | None = None
    password: Secret | None = None
    domain: str | None = None
    selectors: tuple[str, ...] = ()
    as_is: bool = False
    person: str = "terminal"
    told: Callable[[CheckStage], None] = _nobody


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What one check found: facts and stages, never prose.

    `bounce` is the failing reply it got itself (with `from_check`), None when nothing failed or
    nothing was said. `attempts` counts AUTH commands sent.
    """

    evidence: tuple[Evidence, ...]
    stages: tuple[CheckStage, ...]
    bounce: Bounce | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A check as the contract's JSON has it; `finding` is None when everything works.

    `target` is what was checked, by the contract's names; it never holds a secret.
    """

    target: Mapping[str, Value]
    finding: Finding | None
    evidence: tuple[Evidence, ...]
    stages: tuple[CheckStage, ...]
    attempts: int


class Verdict(StrEnum):
    """What a check says of the fault it was made for; `unknown`: not tested, or nobody answered."""

    WORKS = "works"
    FAILS = "fails"
    OTHER_FAULT = "other-fault"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check of an incident found, as its timeline keeps it; closed words, nothing anybody typed.

    `saw` is what each part of the check saw: `("server", "fine"), ("login", "refused")`.
    """

    verdict: Verdict
    saw: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """`fails server=fine login=refused`."""
        return " ".join([self.verdict, *(f"{part}={what}" for part, what in self.saw)])


def read_check_result(detail: str) -> CheckResult:
    """What `str` of a result wrote; of a detail that holds none, which parts were checked."""
    known = detail.split(" ", 1)[0] in set(Verdict)
    if not known:
        return CheckResult(Verdict.UNKNOWN, tuple((part, "") for part in detail.split(",") if part))
    verdict, *parts = detail.split()
    pairs = (part.partition("=") for part in parts)
    return CheckResult(Verdict(verdict), tuple((name, what) for name, _, what in pairs))


class Ledger(Protocol):
    """The budget of live checks, kept across restarts; implemented by the store, used by the guard.

    Times are aware and UTC; a mailbox is told only by a keyed hash.
    """

    async def may_login(self, user: str, host: str, person: str, *, of_file: bool = False) -> datetime | None:
        """None when a login may be tried now (and then counts as begun), else when it may be tried again.

        `of_file`: one of a file of mailboxes, which its person's hour and day do not count.
        """

    async def login_waits_until(
        self, user: str, host: str, person: str, *, of_file: bool = False
    ) -> datetime | None:
        """Until when `may_login` says no; None when it would say yes. Nothing is counted."""

    async def note_login(self, user: str, host: str, result: str) -> None:
        """Write how a login that began ended: `accepted`, `refused`, `locked`, `slow-down`, `unanswered`."""

    async def server_rests_until(self, host: str) -> datetime | None:
        """When a server that failed twice in a row may be asked again; None when it may be now."""

    async def note_server(self, host: str, *, failed: bool) -> None:
        """Write whether a connection to the server failed."""
