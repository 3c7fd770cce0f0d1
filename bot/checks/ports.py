"""Which of a server's ports speaks in which mode: plain and TLS side by side, all ports at once.

A port that was named is asked first; only when it does not answer as it should, or does not encrypt,
are the others looked at, so that the right one can be offered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.model import TlsMode
from bot.net import Fault, Net, Probe, Target, mechanisms_of

# The ports that providers name for sending (RFC 8314 7.3, 2525 by custom), then the rarer ones.
COMMON_PORTS = (587, 465, 25, 2525)
RARE_PORTS = (2465, 2587, 8465, 588)
TLS_PORTS = {465, 2465, 8465}

# The usual mode of a port goes first; the other one follows when nothing was said in this time.
HEAD_START_S = 0.15
# A named port that has said nothing in this time is probably wrong: look for the right one.
DOUBT_S = 0.7
# With the time the program needs to start, a silent port is known within 3 s.
OTHERS_S = 1.9

_NOT_CONNECTED = {Fault.TIMEOUT, Fault.REFUSED, Fault.UNREACHABLE}
_SPOKE_TLS = {
    Fault.CERTIFICATE, Fault.CLIENT_CERTIFICATE, Fault.TLS_VERSION, Fault.TLS_CIPHER, Fault.TLS_KEY,
}  # fmt: skip
_SAID_NOTHING = {*_NOT_CONNECTED, Fault.SILENT, Fault.CLOSED, Fault.TLS_BROKEN, Fault.PLAIN}


@dataclass(frozen=True, slots=True)
class PortSeen:
    """What a port is: `speaks` the mode it answers in, None for none; `probe` what was seen."""

    port: int
    speaks: TlsMode | None
    probe: Probe

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """The AUTH mechanisms offered under TLS, upper case."""
        return mechanisms_of(self.probe.after)

    @property
    def mechanisms_before(self) -> tuple[str, ...]:
        """The AUTH mechanisms offered without TLS."""
        return mechanisms_of(self.probe.before)

    @property
    def usable(self) -> bool:
        """Whether a login is taken here under verified TLS."""
        return self.probe.fault is None and bool(self.mechanisms)

    @property
    def open(self) -> bool:
        """Whether the port takes connections."""
        return self.probe.address is not None


async def see_port(net: Net, target: Target, port: int) -> PortSeen:
    """One port in both modes; the answer is known as soon as one of them is spoken."""
    modes = [TlsMode.STARTTLS, TlsMode.IMPLICIT]
    if port in TLS_PORTS:
        modes.reverse()
    if port == 25:
        modes = [TlsMode.STARTTLS]  # RFC 8314 knows no implicit TLS there, and some guards punish it
    usual = modes[0]
    waiting: set[asyncio.Task[Probe]] = set()
    seen: list[Probe] = []
    try:
        while modes or waiting:
            if modes:
                waiting.add(asyncio.ensure_future(net.probe(target, port, modes.pop(0))))
            done, waiting = await asyncio.wait(
                waiting, timeout=HEAD_START_S if modes else None, return_when=asyncio.FIRST_COMPLETED
            )
            for probe in (task.result() for task in done):
                seen.append(probe)
                if _settles(probe):
                    return PortSeen(port, _spoken(probe), probe)
        return PortSeen(
            port, None, min(seen, key=lambda probe: (_telling(probe.fault), probe.mode is not usual))
        )
    finally:
        await _stop(waiting)


async def see_ports(
    net: Net, target: Target, ports: Iterable[int], tell: Callable[[PortSeen], None]
) -> tuple[PortSeen, ...]:
    """Several ports at once, in the order given; `tell` hears of each when it is known."""

    async def see(port: int) -> PortSeen:
        seen = await see_port(net, target, port)
        tell(seen)
        return seen

    return tuple(await asyncio.gather(*map(see, ports)))


async def see_named(net: Net, target: Target, port: int) -> tuple[PortSeen, tuple[PortSeen, ...]]:
    """A named port, and, when no encrypted SMTP is spoken there, the others that are known in time."""
    loop = asyncio.get_running_loop()
    start = loop.time()
    main = asyncio.ensure_future(see_port(net, target, port))
    others: list[asyncio.Task[PortSeen]] = []
    try:
        await asyncio.wait({main}, timeout=DOUBT_S)
        if not main.done() or (_takes_none(main.result()) and target.addresses):
            others = [
                asyncio.ensure_future(see_port(net, target, other)) for other in COMMON_PORTS if other != port
            ]
            pending: set[asyncio.Task[PortSeen]] = {*others}
            while pending and (left := start + OTHERS_S - loop.time()) > 0:
                waited = pending if main.done() else {*pending, main}
                await asyncio.wait(waited, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                if main.done() and not _takes_none(main.result()):
                    break
                pending = {task for task in pending if not task.done()}
        seen = await main
        return seen, tuple(task.result() for task in others if task.done())
    finally:
        await _stop({main, *others})


def _takes_none(seen: PortSeen) -> bool:
    """Whether no password can go to this port: SMTP is not spoken there, or not encrypted."""
    return seen.speaks in {None, TlsMode.NONE}


def _settles(probe: Probe) -> bool:
    return _spoken(probe) is not None or probe.fault not in _SAID_NOTHING


def _spoken(probe: Probe) -> TlsMode | None:
    """The mode that was spoken; None where SMTP was not."""
    if probe.fault in {Fault.FOREIGN, Fault.PLAIN}:
        return None
    if probe.mode is TlsMode.IMPLICIT:
        spoke = probe.tls_version is not None or probe.fault in _SPOKE_TLS
        return TlsMode.IMPLICIT if spoke else None
    if probe.banner is None:
        return None
    return TlsMode.NONE if probe.fault is Fault.STARTTLS_MISSING else TlsMode.STARTTLS


def _telling(fault: Fault | None) -> int:
    """Of two modes that said nothing, which one is told: what was connected before what was not."""
    order = (Fault.SILENT, Fault.CLOSED, Fault.TIMEOUT, Fault.REFUSED, Fault.UNREACHABLE, Fault.TLS_BROKEN)
    return order.index(fault) if fault in order else len(order)


async def _stop(tasks: Iterable[asyncio.Task[Probe]] | Iterable[asyncio.Task[PortSeen]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
