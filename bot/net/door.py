"""`Net`: what checks call. It judges, counts and bounds; the work is done by its siblings."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from bot.config import Settings
from bot.errors import SettingsError
from bot.model import Ledger, Secret, TlsMode
from bot.net.account import account_of
from bot.net.guard import FOREIGN_PORTS, Guard, parse_host
from bot.net.login import log_in
from bot.net.names import Names
from bot.net.probe import Contexts, probe_port
from bot.net.records import (
    DnsAnswer,
    DnsStatus,
    Fault,
    HttpAnswer,
    HttpStatus,
    Login,
    LoginAnswer,
    LoginResult,
    Probe,
    Target,
)
from bot.net.wire import Dial, dial

CHECKS_AT_ONCE = 8
CHECKS_AT_A_SERVER = 2
ADDRESSES = 8  # of a name with fifty, these are judged and tried

Door = TypeVar("Door", bound="Net")

_NOTED = {
    LoginResult.ACCEPTED: "accepted",
    LoginResult.REFUSED: "refused",
    LoginResult.LOCKED: "locked",
    LoginResult.SLOW_DOWN: "slow-down",
    LoginResult.UNANSWERED: "unanswered",
    LoginResult.MALFORMED: "unanswered",
    LoginResult.NOT_SENT: "not-sent",
}


@dataclass(slots=True)
class _Queue:
    """Who is at one server or waits for it."""

    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CHECKS_AT_A_SERVER))
    waiting: int = 0


class Net:
    """The door of one process. `now` gives aware UTC; `nameservers` empty: the system's.

    `names` and `dial` are what tests put in the place of DNS and TCP.
    """

    of_file = False  # whether logins are those of a file of mailboxes, which a person's hour does not count
    greeting_s: float | None = None  # how long a greeting is waited for; None: as long as somebody looks on

    def __init__(
        self,
        guard: Guard,
        ledger: Ledger,
        *,
        now: Callable[[], datetime],
        nameservers: tuple[tuple[str, int], ...] = (),
        ca_file: Path | None,
        names: Names | None = None,
        dial: Dial = dial,
        https_port: int = 443,
    ) -> None:
        self.guard = guard
        self.ledger = ledger
        self.now = now
        self._names = names or Names(nameservers)
        self._dial = dial
        self._contexts = _make_contexts(ca_file)
        self._https_port = https_port
        self._places = asyncio.Semaphore(CHECKS_AT_ONCE)
        self._servers: dict[str, _Queue] = {}

    async def look_up(self, name: str, kind: str) -> DnsAnswer:
        """One DNS question (`A`, `AAAA`, `MX`, `TXT`, `SRV`, `PTR`, `CNAME`, `TLSA`); never raises."""
        return await self._names.look_up(name, kind)

    async def look_up_address(self, address: str) -> DnsAnswer:
        """The names of an address (PTR); never raises for a real address."""
        return await self._names.look_up_address(address)

    async def resolve(self, host: str) -> Target:
        """The host's addresses, judged; raises RefusedTargetError when one of them is no public one."""
        parsed = parse_host(host)
        if parsed.address is not None:
            address = self.guard.judge_address(parsed.address, parsed.name)
            return Target(parsed.name, (str(address),), DnsStatus.FOUND)
        answer = await self._names.addresses(parsed.name)
        judged = [self.guard.judge_address(ip_address(record), parsed.name) for record in answer.records]
        return Target(parsed.name, tuple(dict.fromkeys(map(str, judged[:ADDRESSES]))), answer.status)

    async def probe(self, target: Target, port: int, mode: TlsMode) -> Probe:
        """What a port says in one mode: no login, no mail; raises RefusedTargetError for a port.

        A port of another protocol (22, 80, 110, 143, 993, 995) is answered without a packet.
        """
        if port in FOREIGN_PORTS and port not in self.guard.extra_ports:
            return Probe(port, mode, Fault.FOREIGN, protocol=FOREIGN_PORTS[port])
        self.guard.judge_port(port)
        self._judge_again(target)
        return await probe_port(target, port, mode, self._contexts, self._dial, greeting_s=self.greeting_s)

    async def rests_until(self, target: Target, port: int | None) -> datetime | None:
        """When the server may be asked again after two failures in a row; None when it may be now."""
        keys = [_server(target, port), _login_key(target, port)]
        moments = [await self.ledger.server_rests_until(key) for key in keys]
        return max((moment for moment in moments if moment is not None), default=None)

    async def login_waits_until(
        self, target: Target, user: str, password: Secret, person: str
    ) -> datetime | None:
        """Until when the budget of the mailbox or the person allows no login; None when it does."""
        account = account_of(user, target.name, password)
        return await self.ledger.login_waits_until(account, target.name, person, of_file=self.of_file)

    async def note_server(self, target: Target, port: int | None, *, failed: bool) -> None:
        """Write whether the server could be talked to."""
        await self.ledger.note_server(_server(target, port), failed=failed)

    async def login(
        self, target: Target, port: int, mode: TlsMode, login: Login, *, person: str
    ) -> LoginAnswer:
        """The one AUTH of a run, when the budget allows it, over verified TLS unless the mode is `none`."""
        self.guard.judge_port(port)
        self._judge_again(target)
        until = await self.rests_until(target, port)
        if until is not None:
            return LoginAnswer(LoginResult.RESTING, until=until)
        account = account_of(login.user, target.name, login.password)
        until = await self.ledger.may_login(account, target.name, person, of_file=self.of_file)
        if until is not None:
            return LoginAnswer(LoginResult.OVER_BUDGET, until=until)
        answer = LoginAnswer(LoginResult.UNANSWERED, attempts=1)  # until we know better, it was spent
        try:
            context = self._contexts.strict
            answer = await log_in(target, port, mode, login, context=context, dial=self._dial)
        finally:
            await asyncio.shield(self._note_login(target, port, account, answer))
        return answer

    async def _note_login(self, target: Target, port: int, account: str, answer: LoginAnswer) -> None:
        await self.ledger.note_login(account, target.name, _NOTED[answer.result])
        accepted = answer.result is LoginResult.ACCEPTED
        if accepted or self.tells_of_server(answer):
            await self.ledger.note_server(_login_key(target, port), failed=not accepted)

    def tells_of_server(self, answer: LoginAnswer) -> bool:
        """Whether a login that was not accepted counts against its server: after two in a row it rests."""
        del answer
        return True

    async def fetch(self, url: str) -> HttpAnswer:
        """One HTTPS page from a judged address; no redirect followed, at most 64 kB; never raises."""
        try:
            parts = urlsplit(url)
            if parts.scheme != "https" or parts.username or parts.port not in {None, 443}:
                return HttpAnswer(HttpStatus.REFUSED, error="only https on port 443 is asked")
            target = await self.resolve(parts.hostname or "")
        except ValueError as error:  # also RefusedTargetError
            return HttpAnswer(HttpStatus.REFUSED, error=str(error))
        if not target.addresses:
            nobody = target.status in {DnsStatus.NO_NAME, DnsStatus.NO_DATA}
            return HttpAnswer(HttpStatus.NO_PAGE if nobody else HttpStatus.UNANSWERED, error=target.status)
        from bot.net.fetch import fetch_page  # noqa: PLC0415 - its library loads slowly; most checks fetch nothing

        return await fetch_page(url, target, self._https_port, self._contexts.strict)

    @asynccontextmanager
    async def turn(self, server: str | None) -> AsyncIterator[None]:
        """A place among the eight checks at once, and among the two at one server."""
        if server is None:
            async with self._places:
                yield
            return
        queue = self._servers.setdefault(server, _Queue())
        queue.waiting += 1
        try:
            async with queue.places, self._places:
                yield
        finally:
            queue.waiting -= 1
            if not queue.waiting:
                self._servers.pop(server, None)

    def _judge_again(self, target: Target) -> None:
        """A target is made by `resolve`; one that was not is judged here all the same."""
        for address in target.addresses:
            self.guard.judge_address(ip_address(address), target.name)


def guard_of(settings: Settings) -> Guard:
    """What the operator allows."""
    return Guard(settings.allow_networks, settings.extra_ports)


def build_net(settings: Settings, ledger: Ledger, now: Callable[[], datetime], door: type[Door]) -> Door:
    """The door as the operator set it up; raises SettingsError for a file without certificates."""
    return door(
        guard_of(settings),
        ledger,
        now=now,
        nameservers=settings.nameservers,
        ca_file=settings.ca_file,
    )


def _make_contexts(ca_file: Path | None) -> Contexts:
    """TLS that verifies, and TLS that describes; raises SettingsError for a file without certificates."""
    strict = ssl.create_default_context()
    strict.minimum_version = ssl.TLSVersion.TLSv1_2  # RFC 8996: older ones are not to be used
    # Rules on a certificate's form that mail programs do not have; who signed it and its name count.
    strict.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if ca_file is not None:
        try:
            strict.load_verify_locations(cafile=ca_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingsError(
                f"SMTPCHECK_CA_FILE: {ca_file} holds no certificates that can be read. Name a PEM file."
            ) from error
    lax = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    lax.check_hostname = False
    lax.verify_mode = ssl.CERT_NONE
    lax.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    lax.set_ciphers("ALL:@SECLEVEL=0")  # to describe what strict refuses; never a password over it
    return Contexts(strict, lax)


def _server(target: Target, port: int | None) -> str:
    """How the ledger names a server: its lowest address, so that a rotating answer changes nothing."""
    address = min(target.addresses, default=target.name)
    return f"{address} {port}" if port is not None else address


def _login_key(target: Target, port: int | None) -> str:
    """Refused logins count apart: a connection that stands does not make up for them."""
    return f"login {_server(target, port)}"
