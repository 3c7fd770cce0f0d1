"""Starts the whole lab, its names, its scripted and its real servers, and stops it again."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace

from bot.store import Store
from tests.fakes_smtp import FakeServer
from tests.lab.authority import Authority
from tests.lab.laboratory import Lab
from tests.lab.names import NameServer, Zone
from tests.lab.place import Place, claim
from tests.lab.prepared import Prepared, name_hosts, prepare
from tests.lab.scenario import REAL, Host
from tests.lab.servers import Dovecot, Exim, Listener, Postfix
from tests.lab.table import HOSTS

SAYING = {"stderr", "mainlog", "paniclog"}
SHARED_HOSTING = "vps12.webhost.example ESMTP Exim 4.98.2 - We do not authorize the use of this system to transport unsolicited mail"
# Any name server may know a name twice: the same provider answers differently in two scenarios.
ZONES = 16


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
        for label, (name, number) in names.items():
            _enter(zones[number], name, HOSTS[label], addresses[label], place)
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
        store = Store.open(str(place.folder / "lab.db"))
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
        fake = FakeServer(replace(host.script, context=context))
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
    servers: list[Postfix | Dovecot | Exim] = [*directories.values(), exim, postfix]
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
    """Wait until the last listener of each server takes connections."""
    for one in listeners:
        port = (*one.starttls_ports, *one.implicit_ports)[0]
        for _ in range(1000):
            with socket.socket() as trying:
                if trying.connect_ex((one.address, port)) == 0:
                    break
            await asyncio.sleep(0.02)
        else:
            raise OSError(f"{one.label} does not listen on {one.address} port {port}")
