"""The running lab: scenarios checked against it by the program's own checks, each counted at its server."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import smtplib
import ssl
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
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
from tests.fakes_smtp import FakeServer
from tests.lab.authority import Authority
from tests.lab.names import Zone
from tests.lab.place import Place
from tests.lab.prepared import Prepared
from tests.lab.scenario import Scenario
from tests.lab.servers import Dovecot, Exim, Listener, Postfix
from tests.lab.table import HOSTS

ROOT = Path(__file__).parent.parent.parent
AT_ONCE = 6
COUNTED_WITHIN_S = 30.0


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
        real: dict[str, Postfix | Dovecot | Exim] = {
            "postfix": self.postfix,
            "dovecot": self.dovecot,
            "exim": self.exim,
        }
        return real[HOSTS[label].kind].auth_commands(self.listeners[label], 0)

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
        for _ in range(1500):
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
