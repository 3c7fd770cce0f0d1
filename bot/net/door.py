"""`Net`: what checks call. It judges, counts and bounds; the work is done by its siblings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.model import Ledger, Secret, TlsMode
from bot.net.guard import Guard
from bot.net.records import DnsAnswer, HttpAnswer, LoginAnswer, Probe, Target


class Net:
    """The door of one process. `now` gives aware UTC; `nameservers` empty: the system's."""

    def __init__(
        self,
        guard: Guard,
        ledger: Ledger,
        *,
        now: Callable[[], datetime],
        nameservers: tuple[tuple[str, int], ...] = (),
        ca_file: Path | None = None,
        https_port: int = 443,
    ) -> None:
        self.guard = guard
        raise NotImplementedError

    async def look_up(self, name: str, kind: str) -> DnsAnswer:
        """One DNS question (`A`, `AAAA`, `MX`, `TXT`, `SRV`, `PTR`, `CNAME`, `TLSA`); never raises."""
        raise NotImplementedError

    async def look_up_address(self, address: str) -> DnsAnswer:
        """The names of an address (PTR)."""
        raise NotImplementedError

    async def resolve(self, host: str) -> Target:
        """The host's addresses, judged; raises RefusedTargetError when one of them is no public one."""
        raise NotImplementedError

    async def probe(self, target: Target, port: int, mode: TlsMode) -> Probe:
        """What a port says in one mode: no login, no mail; raises RefusedTargetError for a port."""
        raise NotImplementedError

    async def login(
        self,
        target: Target,
        port: int,
        mode: TlsMode,
        *,
        user: str,
        password: Secret,
        mechanism: str,
        person: str,
    ) -> LoginAnswer:
        """The one AUTH of a run, when the budget allows it, over verified TLS unless the mode is `none`."""
        raise NotImplementedError

    async def fetch(self, url: str) -> HttpAnswer:
        """One HTTPS page from a judged address; no redirect followed, at most 64 kB; never raises."""
        raise NotImplementedError

    @asynccontextmanager
    async def turn(self, server: str | None = None) -> AsyncIterator[None]:
        """A place among the eight checks at once, and among the two at one server."""
        raise NotImplementedError
        yield
