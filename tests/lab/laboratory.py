"""Starts the whole lab, runs scenarios against it through the program's own checks, and stops it again."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import smtplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from bot.checks.run import run_checks
from bot.errors import UserError
from bot.finding import report_json
from bot.knowledge import Knowledge
from bot.model import CheckRequest, Secret, TlsMode
from bot.net import Guard, Net
from bot.store import Store
from bot.store.ledger import StoreLedger
from tests.fakes_smtp import FakeServer, Script
from tests.lab.authority import Authority
from tests.lab.names import NameServer, Zone
from tests.lab.place import Place, claim
from tests.lab.prepared import Prepared, name_hosts, prepare
from tests.lab.scenario import REAL, Host, Scenario
from tests.lab.servers import Dovecot, Exim, Listener, Postfix
from tests.lab.table import HOSTS

ROOT = Path(__file__).parent.parent.parent
AT_ONCE = 6
COUNTED_WITHIN_S = 2.0
SAYING = {"stderr", "mainlog", "paniclog"}
SHARED_HOSTING = "vps12.webhost.example ESMTP Exim 4.98.2 - We do not authorize the use of this system to transport unsolicited mail"
# Any name server may know a name twice: the same provider answers differently in two scenarios.
ZONES = 16


@dataclass(frozen=True, slots=True)
class Result:
    """What a check answered (`document` as `--json` prints it) and what its server counted."""

    prepared: Prepared
    document: dict[str, Any]
    auth_at_server: int
    took_s: float

    @property
    def scenario(self) -> Scenario:
        return self.prepared.scenario


@dataclass
class Lab:
    """A running lab."""

    place: Place
    authority: Authority
    prepared: dict[str, Prepared]
    names: dict[str, tuple[str, int]]  # the host's name and the zone that knows it, by label
    dns: list[str]
    zones: list[Zone]
    listeners: dict[str, Listener]
    postfix: Postfix
    dovecot: Dovecot
    exim: Exim
    scripted: dict[str, FakeServer]
    store: Store
    before: dict[str, int] = field(default_factory=dict)  # AUTH commands of ours before a scenario
    _turn: int = 0

    async def run(self, scenarios: Iterable[Scenario], knowledge: Knowledge) -> list[Result]:
        """Every scenario once: one after the other at a server, several servers at once."""
        by_host: dict[str, list[Scenario]] = {}
        for scenario in scenarios:
            by_host.setdefault(scenario.host, []).append(scenario)
        places = asyncio.Semaphore(AT_ONCE)
        slow_first = sorted(by_host, key=lambda label: not any(one.before for one in by_host[label]))

        async def at_host(label: str) -> list[Result]:
            async with places:
                return [await self.check(self.prepared[one.name], knowledge) for one in by_host[label]]

        groups = await asyncio.gather(*(at_host(label) for label in slow_first))
        return [result for group in groups for result in group]

    async def check(self, prepared: Prepared, knowledge: Knowledge) -> Result:
        """One login check as the terminal makes it, with a budget of its own."""
        scenario = prepared.scenario
        await self.before_scenario(prepared)
        mark = self.auth_commands(scenario.host)
        secret = Secret(prepared.password)
        request = CheckRequest(
            host=prepared.host,
            port=scenario.port,
            tls=TlsMode(scenario.tls) if scenario.tls else None,
            user=prepared.user,
            password=secret,
            as_is=scenario.as_is,
            person=scenario.name,
        )
        start = time.perf_counter()
        document: dict[str, Any] = {}
        try:
            async for report in run_checks(
                request, ("credential", "login"), self.net(prepared.zone), knowledge
            ):
                document = json.loads(json.dumps(report_json(report)))
        except UserError as error:
            document = {"target": {"host": prepared.host}, "error": str(error)}
        finally:
            secret.drop()
        took = time.perf_counter() - start
        return Result(prepared, document, await self._counted(scenario.host, mark, document), took)

    async def in_terminal(self, name: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
        """The same case by the program itself, its password on standard input, a database of its own."""
        prepared = self.prepared[name]
        scenario = prepared.scenario
        command = [sys.executable, "-m", "bot", "check", "login", "--user", prepared.user, "--password-stdin"]
        command += ["--host", prepared.host, "--json", *(["--as-is"] if scenario.as_is else [])]
        command += ["--port", str(scenario.port)] if scenario.port else []
        settings = {
            "SMTPCHECK_DATABASE": str(folder / f"{name}.db"),
            "SMTPCHECK_ALLOW_NETWORKS": str(self.place.network),
            "SMTPCHECK_NAMESERVERS": f"{self.dns[prepared.zone]}:53",
            "SMTPCHECK_CA_FILE": str(self.authority.file),
        }
        mark = self.auth_commands(scenario.host)
        done = await asyncio.to_thread(
            subprocess.run,
            command,
            input=prepared.password,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **settings},
            timeout=60,
        )
        sent = json.loads(done.stdout)["attempts"] if done.returncode == 0 else 0
        self.before[scenario.host] = self.before.get(scenario.host, 0) + await self._counted(
            scenario.host, mark, {"attempts": sent}
        )
        return done

    def net(self, zone: int) -> Net:
        """The program's door, as the operator of this network would set it up; its day is its own."""
        self._turn += 1
        day = datetime.now(UTC) + timedelta(days=2 * self._turn)  # nobody's budget is another's
        return Net(
            Guard((ip_network(str(self.place.network)),)),
            StoreLedger(self.store, now=lambda: day),
            now=lambda: datetime.now(UTC),
            nameservers=((self.dns[zone], 53),),
            ca_file=self.authority.file,
        )

    def auth_commands(self, label: str) -> int:
        """How many AUTH commands the server itself has counted so far."""
        if label in self.scripted:
            return self.scripted[label].auth_count
        if label not in self.listeners:
            return 0
        server = {"postfix": self.postfix, "dovecot": self.dovecot, "exim": self.exim}[HOSTS[label].kind]
        return server.auth_commands(self.listeners[label], 0)

    def zone_addresses(self, prepared: Prepared) -> tuple[str, ...]:
        """What the lab's DNS truly holds for a case's host, whatever fault it has; empty for nothing."""
        zone = self.zones[prepared.zone]
        turning = zone.turning.get(prepared.host)
        return turning[0] if turning else zone.addresses.get(prepared.host, ())

    async def _counted(self, label: str, mark: int, document: dict[str, Any]) -> int:
        """The server writes its log when the session ends, a moment after the check."""
        until = time.monotonic() + COUNTED_WITHIN_S
        while True:
            count = self.auth_commands(label) - mark
            if count >= document.get("attempts", 0) or time.monotonic() > until:
                return count
            await asyncio.sleep(0.01)

    async def before_scenario(self, prepared: Prepared) -> None:
        """What happened at this server just before, from the same address."""
        what, label = prepared.scenario.before, prepared.scenario.host
        if not what:
            return
        address = self.listeners[label].address
        mark = self.auth_commands(label)
        if what == "connection":
            await asyncio.to_thread(_connect, address)
            return
        tries = 3 if what == "penalty" else 1  # Dovecot makes each wait longer: 2, 6, 10 s
        for one in range(tries):
            await asyncio.to_thread(_wrong_login, address, f"stranger{one}", f"no{one}")
        for _ in range(200):
            if self.auth_commands(label) - mark >= tries:
                break
            await asyncio.sleep(0.02)
        self.before[label] = self.auth_commands(label) - mark


def _connect(address: str) -> None:
    with suppress(smtplib.SMTPException), smtplib.SMTP(address, 587, timeout=10) as client:
        client.ehlo()


def _wrong_login(address: str, user: str, password: str) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with suppress(smtplib.SMTPException), smtplib.SMTP(address, 587, timeout=40) as client:
        client.starttls(context=context)
        client.ehlo()
        client.docmd("AUTH", "PLAIN " + base64.b64encode(f"\0{user}\0{password}".encode()).decode())


@asynccontextmanager
async def running() -> AsyncIterator[Lab]:
    """The lab, started and, at the end, stopped; nothing of it is left."""
    place = claim()
    async with AsyncExitStack() as stack:
        stack.callback(place.close)
        authority = Authority(place.folder / "authority")
        names = name_hosts()
        prepared = prepare(names)
        zones = [Zone() for _ in range(ZONES)]
        addresses = {label: place.address() for label in HOSTS}
        for label, (name, zone) in names.items():
            _enter(zones[zone], name, HOSTS[label], addresses[label], place)
        dns = []
        for zone in zones:
            dns.append(place.address())
            await stack.enter_async_context(NameServer(zone, dns[-1]))
        scripted = await _start_scripted(stack, names, addresses, authority)
        for label in HOSTS:
            for port in _dropped(HOSTS[label]):
                _blackhole(stack, addresses[label], port)
        listeners = {
            label: Listener(
                label,
                addresses[label],
                authority.chain(host.certificate, names[label][0]),
                host.starttls_ports,
                host.implicit_ports,
                host.options,
            )
            for label, host in HOSTS.items()
            if host.kind in REAL
        }
        postfix, dovecot, exim = await _start_real(stack, place, authority, listeners, prepared)
        store = Store.open(place.folder / "lab.db")
        stack.callback(store.close_now)
        yield Lab(
            place, authority, prepared, names, dns, zones, listeners, postfix, dovecot, exim, scripted, store
        )


def _enter(zone: Zone, name: str, host: Host, address: str, place: Place) -> None:
    """What the name server says of a host."""
    fault = host.dns
    if fault == "no-such-name":
        return
    if fault == "no-address":
        zone.addresses[name] = ()
    elif fault == "first-address-dead":
        zone.addresses[name] = (place.address(), address)
    elif fault == "turning":
        zone.turning[name] = [(address,), (place.address(),)]
    else:
        zone.addresses[name] = (address,)
        if fault in {"timeout", "servfail", "lie", "garbage", "truncate"}:
            zone.faults[name] = fault


def _dropped(host: Host) -> tuple[int, ...]:
    """Ports whose packets are dropped."""
    if host.dns == "silent-machine":
        return (25, 465, 587, 2525)
    return (587,) if host.dns == "587-dropped" else ()


def _blackhole(stack: AsyncExitStack, address: str, port: int) -> None:
    """A port that answers nothing: its queue is full, so the kernel drops what comes."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((address, port))
    listening.listen(0)
    stack.callback(listening.close)
    for _ in range(3):
        waiting = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        waiting.setblocking(False)
        with suppress(BlockingIOError):
            waiting.connect((address, port))
        stack.callback(waiting.close)


async def _start_scripted(
    stack: AsyncExitStack, names: dict[str, tuple[str, int]], addresses: dict[str, str], authority: Authority
) -> dict[str, FakeServer]:
    started: dict[str, FakeServer] = {}
    for label, host in HOSTS.items():
        if host.kind != "scripted":
            continue
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.chain(host.certificate, names[label][0]))
        fake = FakeServer(Script(**{"context": context, **host.script}))
        started[label] = fake
        for port in host.starttls_ports:
            server = await asyncio.start_server(fake.serve, addresses[label], port, limit=1 << 20)
            stack.callback(server.close)
    stack.push_async_callback(_end_sessions)
    return started


async def _end_sessions() -> None:
    """The scripted servers' sessions that still wait."""
    for task in asyncio.all_tasks():
        if getattr(task.get_coro(), "__qualname__", "").startswith("FakeServer.serve"):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _start_real(
    stack: AsyncExitStack,
    place: Place,
    authority: Authority,
    listeners: dict[str, Listener],
    prepared: dict[str, Prepared],
) -> tuple[Postfix, Dovecot, Exim]:
    """Postfix, four Dovecots and Exim, all at the same time."""

    def of(kind: str) -> tuple[Listener, ...]:
        return tuple(one for label, one in listeners.items() if HOSTS[label].kind == kind)

    chain = authority.chain("good", "directory.example")
    accounts = tuple(one.account for one in prepared.values() if one.account.name)
    directories = {
        "main": Dovecot(place.folder / "dovecot", chain, accounts, of("dovecot")),
        "no-password-file": Dovecot(place.folder / "dovecot-empty", chain, (), no_password_file=True),
        "penalty": Dovecot(
            place.folder / "dovecot-penalty", chain, accounts, penalty=True, failure_delay="2s"
        ),
        "many": Dovecot(
            place.folder / "dovecot-many",
            chain,
            tuple(one for one in accounts),
            mechanisms="plain login cram-md5 scram-sha-256",
        ),
    }
    sasl = {
        label: directories[HOSTS[label].sasl].sasl
        if HOSTS[label].sasl in directories
        else place.folder / "absent"
        for label in listeners
    }
    postfix = Postfix(place.folder / "postfix", of("postfix"), sasl, directories["main"].sasl)
    told = tuple(one for one in accounts if one.state in {"active", "nologin"})
    banners = {one.address: SHARED_HOSTING for one in of("exim") if "shared-hosting-banner" in one.options}
    exim = Exim(place.folder / "exim", of("exim"), told, banners)
    servers = [*directories.values(), exim, postfix]
    for server in servers:
        stack.callback(server.stop)
    await asyncio.gather(*(asyncio.to_thread(server.start) for server in servers))
    try:
        await _until_open([*of("postfix"), *of("exim"), *of("dovecot")])
    except OSError as error:
        said = [
            path.read_text(errors="replace")[-2000:] for path in exim.folder.glob("*") if path.name in SAYING
        ]
        raise OSError(f"{error}\n{''.join(said)}") from error
    return postfix, directories["main"], exim


async def _until_open(listeners: list[Listener]) -> None:
    """Waits until the last listener of each server takes connections."""
    for one in listeners:
        port = (*one.starttls_ports, *one.implicit_ports)[0]
        for _ in range(1000):
            with socket.socket() as trying:
                if trying.connect_ex((one.address, port)) == 0:
                    break
            await asyncio.sleep(0.02)
        else:
            raise OSError(f"{one.label} does not listen on {one.address} port {port}")
