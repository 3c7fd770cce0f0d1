"""Fifty live checks at once beside the running bot, and how soon a silent or healthy server is known.

The real program over a real socket, as in `envelopes`; fifty addresses of loopback are fifty mail
servers that greet after a second. Then the command line, whole processes: a server whose ports drop
every packet, one that takes connections and says nothing, one that is well. The machine's load
stands beside the figures, since others may use it too.
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from aiohttp import web

from bench.acks import at_pace, told
from bench.envelopes import Peer, bot
from bench.workspace import command
from bot.checks.ports import COMMON_PORTS, RARE_PORTS
from tests.fakes_smtp import Script, authority, running

AT_ONCE = 50
SECONDS, A_SECOND = 20, 20
GREETING_S = 1.0
NETWORK = "127.1.0.0/16"
SILENT, DEAD = "127.1.9.1", "127.1.9.2"
RUNS = 5
USER, PASSWORD = "ana@example.com", b"quiet-Horse-7421"
OFFLINE = ("check", "credential", "--user", USER, "--password-stdin")


class Workspace(Peer):
    """Slack's end that knows everybody as a member and opens every view; `ended` counts answers of checks."""

    def __init__(self) -> None:
        super().__init__()
        self.ended = 0
        self.running = 0
        self._room = asyncio.Event()

    async def check(self, port: int) -> None:
        """Ask for a check as a person of one's own, at a server of one's own."""
        number = next(self._numbers)
        server = f"127.1.{number // 250 % 8}.{number % 250 + 1}:{port}"
        self.running += 1
        await self._send(number, "slash_commands", {**command(number, server), "user_id": f"U{number}"})

    async def room(self) -> None:
        """Wait until fewer than `AT_ONCE` checks run."""
        while self.running >= AT_ONCE:
            self._room.clear()
            await self._room.wait()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "users.info":
            user = {"id": "U1", "team_id": "T1", "name": "ana", "is_restricted": False}
            return web.json_response({"ok": True, "user": user})
        if method in {"views.open", "views.update"}:
            asked = await _fields(request)
            if '"callback_id": "checked"' in asked or '"callback_id":"checked"' in asked:
                self.ended += 1
                self.running -= 1
                self._room.set()
            return web.json_response({"ok": True, "view": {"id": "V1"}})
        return await super()._call(request)


async def _fields(request: web.Request) -> str:
    """A call's view, as JSON text."""
    if request.content_type == "application/json":
        return str(await request.text())
    return str((await request.post()).get("view", ""))


def peak_mb(pid: int) -> float:
    """The most resident memory that a process ever had."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


def processor_s(pid: int) -> float:
    """Processor time that a process has used: what it costs does not depend on who else is busy."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def acks(peer: Peer) -> list[float]:
    """Milliseconds of each ack while pastes arrive at a pace."""
    return await at_pace(lambda _: peer.paste(), A_SECOND, SECONDS)


async def fifty_at_once() -> None:
    """Print acks without and with fifty checks running all the time, and the memory after each."""
    peer = Workspace()
    script = Script(banner_delay_s=GREETING_S)
    with tempfile.TemporaryDirectory() as folder:
        async with running(script, host="0.0.0.0") as mail:  # noqa: S104 - all of 127.1.0.0/16, for the bench
            allowed = {"SMTPCHECK_ALLOW_NETWORKS": NETWORK, "SMTPCHECK_EXTRA_PORTS": str(mail.port)}
            async with bot(peer, Path(folder), allowed) as pid:
                await acks(peer)
                alone = await _measured(peer, pid, "no check")
                keeping = asyncio.ensure_future(_keep_fifty(peer, mail.port))
                beside = await _measured(peer, pid, f"{AT_ONCE} checks")
                keeping.cancel()
                print(f"{peer.ended} checks ended meanwhile")
                a, b = (sorted(spent)[int(len(spent) * 0.99)] for spent in (alone, beside))
                print(f"ack p99 with checks / without: {b / a:.2f}")


async def _measured(peer: Workspace, pid: int, name: str) -> list[float]:
    used = processor_s(pid)
    spent = await acks(peer)
    share = 100 * (processor_s(pid) - used) / SECONDS
    print(told(f"{A_SECOND} pastes a second, {name}", spent), end="   ")
    print(f"{peak_mb(pid):.0f} MB at most, {share:.0f} % of one processor")
    return spent


async def _keep_fifty(peer: Workspace, port: int) -> None:
    while True:
        await peer.room()
        await peer.check(port)


@contextmanager
def listening(address: str, ports: tuple[int, ...], *, full: bool) -> Iterator[None]:
    """Ports that take connections and say nothing; `full`: whose queue is full, so packets are dropped."""
    with ExitStack() as held:
        for port in ports:
            server = held.enter_context(socket.socket())
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind((address, port))
            server.listen(0 if full else 64)
            for _ in range(3 if full else 0):
                waiting = held.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex((address, port))
        time.sleep(0.1)
        yield


async def spent_s(*words: str, settings: dict[str, str], given: bytes = b"") -> list[float]:
    """Seconds of a whole command beyond those of one that asks nobody, run just before it; several times."""
    spent = []
    for _ in range(RUNS):
        alone = await _whole_s(*OFFLINE, given=PASSWORD, settings={})
        spent.append(await _whole_s(*words, given=given, settings=settings) - alone)
    return spent


async def _whole_s(*words: str, given: bytes, settings: dict[str, str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, **settings, "SMTPCHECK_DATABASE": f"{folder}/s.db"}
        command = [sys.executable, "-m", "bot", *words]
        start = time.perf_counter()
        await asyncio.to_thread(
            subprocess.run, command, input=given, env=env, check=True, capture_output=True
        )
        return time.perf_counter() - start


def line(name: str, spent: list[float], most: str) -> str:
    """One line: median and longest of the runs, beside what was promised."""
    return f"{name:<52} {statistics.median(spent):5.2f} s, longest {max(spent):5.2f} s   ({most})"


async def verdicts() -> None:
    """Print how long whole commands take where nothing answers, where nothing is said, where all is well."""
    ports = (*COMMON_PORTS, *RARE_PORTS)
    allowed = {"SMTPCHECK_ALLOW_NETWORKS": "127.0.0.0/8"}
    alone = [await _whole_s(*OFFLINE, given=PASSWORD, settings={}) for _ in range(RUNS)]
    print(line("a command that asks nobody, its start included", alone, "the others are beyond this"))
    with listening(DEAD, ports, full=True):
        dropped = await spent_s("check", "server", DEAD, settings=allowed)
    print(line("eight ports drop every packet", dropped, "4 s"))
    with listening(SILENT, ports, full=False):
        whole = await spent_s("check", "server", SILENT, settings=allowed)
        named = await spent_s("check", "server", f"{SILENT}:587", settings=allowed)
    print(line("eight ports take connections and say nothing", whole, "4 s"))
    print(line("one named port says nothing", named, "3 s"))
    with tempfile.TemporaryDirectory() as folder:
        trusted = Path(folder) / "ca.pem"
        authority().cert_pem.write_to_path(str(trusted))
        async with running(Script(certificate="local")) as mail:
            port = str(mail.port)
            words = ("--user", USER, "--password-stdin", "--host", "localhost", "--port", port)
            settings = {**allowed, "SMTPCHECK_EXTRA_PORTS": port, "SMTPCHECK_CA_FILE": str(trusted)}
            well = await spent_s("check", "login", *words, given=PASSWORD, settings=settings)
    print(line("login at a server that is well", well, "0.5 s"))


def main() -> None:
    """Print every figure."""
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    asyncio.run(fifty_at_once())
    if os.geteuid() == 0:
        asyncio.run(verdicts())
    else:
        print("verdicts on silent servers not run: ports below 1024 need root")
    print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
