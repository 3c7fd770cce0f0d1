"""Asks one port in one mode what it is: greeting, EHLO, TLS, certificate. It cannot log in.

Everything a server may do instead of answering is a `Fault` with what was seen until then;
nothing here raises for it.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.model import Reply, TlsMode
from bot.net.certificate import WEAK_CODES, read_certificate, refusal_of
from bot.net.records import Certificate, Connection, Fault, Probe, Target
from bot.net.wire import (
    ClosedError,
    Dial,
    MalformedError,
    Said,
    TooMuchError,
    Wire,
    foreign_protocol,
    is_tls,
    readable,
)

# The whole port matrix must be known within 4 s even when nothing answers, a silent port within
# 3 s, the start of the program included.
CONNECT_S = 1.7
GREETING_S = 1.5
KNOCK_S = 0.25  # what a web server needs to refuse our QUIT
# A port that greeted is not silent, and its own delays are waited for: RFC 5321 4.5.3.2 grants a
# reply five minutes, but whoever looks at a check waits for no more than this.
REPLY_S = 10.0
PROBE_S = 20.0
STAGGER_S = 0.25  # RFC 8305 5: the next address is tried beside a slow one
ADDRESSES = 8

# Faults after which a session that trusts anything tells more.
_DESCRIBED = {
    Fault.CERTIFICATE,
    Fault.TLS_VERSION,
    Fault.TLS_CIPHER,
    Fault.TLS_KEY,
    Fault.TLS_BROKEN,
}
_TOO_OLD = {"SSLv3", "TLSv1", "TLSv1.1"}  # RFC 8996
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EACCES}


@dataclass(frozen=True, slots=True)
class Contexts:
    """How TLS is spoken: `strict` verifies, `lax` accepts anything so that it can be described."""

    strict: ssl.SSLContext
    lax: ssl.SSLContext


class _Stop(Exception):
    """The probe ends here; `fault` says why."""

    def __init__(
        self, fault: Fault, *, reply: Reply | None = None, protocol: str | None = None, error: str = ""
    ) -> None:
        super().__init__(fault)
        self.fault = fault
        self.reply = reply
        self.protocol = protocol
        self.error = error


class _LateGreetingError(Exception):
    """The server greeted when nobody expected it any more: it is slow, and worth another session."""


@dataclass(slots=True)
class _Notes:
    """What was seen so far."""

    connections: list[Connection] = field(default_factory=list)
    banner: str | None = None
    before: tuple[str, ...] | None = None
    after: tuple[str, ...] | None = None
    tls_version: str | None = None
    cipher: str | None = None
    certificate: Certificate | None = None
    ms: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.ms[stage] = round((time.perf_counter() - start) * 1000, 1)


async def probe_port(target: Target, port: int, mode: TlsMode, contexts: Contexts, dial: Dial) -> Probe:
    """What the port says in this mode; see `Probe`."""
    notes = _Notes()
    stop: _Stop | None = None
    try:
        async with asyncio.timeout(PROBE_S):
            try:
                await _session(notes, target, port, mode, contexts.strict, dial)
            except _LateGreetingError:
                notes = _Notes()
                await _session(notes, target, port, mode, contexts.strict, dial, greeting_s=REPLY_S)
    except TimeoutError:
        stop = _Stop(Fault.SILENT, error="no answer in time")
    except _Stop as reason:
        stop = reason
    if stop is not None and stop.fault in _DESCRIBED:
        await _look_again(notes, target, port, mode, contexts.lax, dial)
    return Probe(
        port=port,
        mode=mode,
        fault=_explained(stop.fault, notes) if stop else None,
        connections=tuple(notes.connections),
        banner=notes.banner,
        reply=stop.reply if stop else None,
        protocol=stop.protocol if stop else None,
        before=notes.before,
        after=notes.after,
        tls_version=notes.tls_version,
        cipher=notes.cipher,
        certificate=notes.certificate,
        error=stop.error if stop else "",
        ms=notes.ms,
    )


def _explained(fault: Fault, notes: _Notes) -> Fault:
    """Some servers end a handshake without the alert that says why; what worked without rules tells it."""
    if fault is not Fault.TLS_BROKEN or notes.tls_version is None:
        return fault
    return Fault.TLS_VERSION if notes.tls_version in _TOO_OLD else Fault.TLS_CIPHER


async def _look_again(
    notes: _Notes, target: Target, port: int, mode: TlsMode, lax: ssl.SSLContext, dial: Dial
) -> None:
    """A second session that trusts anything, to describe what the first one refused; no secret is sent."""
    again = _Notes()
    try:
        async with asyncio.timeout(REPLY_S):
            await _session(again, target, port, mode, lax, dial)
    except (_Stop, _LateGreetingError, TimeoutError):
        pass
    notes.after = again.after
    notes.banner = notes.banner or again.banner
    notes.tls_version, notes.cipher = again.tls_version, again.cipher
    if again.certificate is not None:
        seen = notes.certificate or again.certificate
        notes.certificate = Certificate(
            again.certificate.names,
            again.certificate.issuer,
            again.certificate.not_before,
            again.certificate.not_after,
            seen.refusal,
            seen.text,
        )


async def _session(
    notes: _Notes,
    target: Target,
    port: int,
    mode: TlsMode,
    context: ssl.SSLContext,
    dial: Dial,
    *,
    greeting_s: float | None = None,
) -> None:
    """One session; `greeting_s` is how long the greeting is waited for, None: as for any port."""
    with notes.timed("connect"):
        sock = await connect(target, port, dial, notes.connections)
    if sock is None:
        raise _Stop(_worst(notes.connections))
    wire = Wire(sock)
    try:
        if mode is TlsMode.IMPLICIT:
            with notes.timed("tls"):
                await _start_tls(notes, wire, context, target.name, GREETING_S)
        with notes.timed("banner"):
            await _greeting(notes, wire, greeting_s)
        with notes.timed("ehlo"):
            keywords = await _ehlo(wire)
        if mode is TlsMode.IMPLICIT:
            notes.after = keywords
        else:
            notes.before = keywords
        if mode is TlsMode.STARTTLS:
            await _upgrade(notes, wire, context, target.name)
        await _leave(wire)
    finally:
        wire.close()


async def connect(target: Target, port: int, dial: Dial, tried: list[Connection]) -> socket.socket | None:
    """The first address that takes the connection; the next is tried beside one that is slow (RFC 8305).

    Every attempt is added to `tried`; None when all failed within CONNECT_S.
    """
    start = time.perf_counter()
    waiting: dict[asyncio.Task[socket.socket], str] = {}
    addresses = list(target.addresses[:ADDRESSES])
    try:
        while addresses or waiting:
            if addresses:
                address = addresses.pop(0)
                waiting[asyncio.ensure_future(dial(address, port))] = address
            left = CONNECT_S - (time.perf_counter() - start)
            limit = min(STAGGER_S, left) if addresses else left
            done, _ = await asyncio.wait(waiting, timeout=max(0, limit), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                ms = round((time.perf_counter() - start) * 1000, 1)
                error = task.exception()
                fault = _fault_of(error) if error is not None else None
                tried.append(Connection(waiting.pop(task), port, fault, ms))
                if error is None:
                    return task.result()
            if not done and left <= 0:
                break
        ms = round((time.perf_counter() - start) * 1000, 1)
        tried += [Connection(address, port, Fault.TIMEOUT, ms) for address in waiting.values()]
        return None
    finally:
        await _abandon(waiting)


async def _abandon(waiting: dict[asyncio.Task[socket.socket], str]) -> None:
    for task in waiting:
        task.cancel()
    for result in await asyncio.gather(*waiting, return_exceptions=True):
        if isinstance(result, socket.socket):
            result.close()


def _fault_of(error: BaseException) -> Fault:
    if isinstance(error, ConnectionRefusedError):
        return Fault.REFUSED
    if isinstance(error, TimeoutError):
        return Fault.TIMEOUT
    if isinstance(error, OSError) and error.errno in _UNREACHABLE:
        return Fault.UNREACHABLE
    if isinstance(error, OSError):
        return Fault.CLOSED
    raise error


def _worst(tried: list[Connection]) -> Fault:
    """What is said of a port that no address opened: silence before a refusal before no route."""
    faults = {one.fault for one in tried}
    order = (Fault.TIMEOUT, Fault.REFUSED, Fault.CLOSED, Fault.UNREACHABLE)
    return next((fault for fault in order if fault in faults), Fault.UNREACHABLE)


async def _greeting(notes: _Notes, wire: Wire, greeting_s: float | None) -> None:
    try:
        async with asyncio.timeout(GREETING_S if greeting_s is None else greeting_s):
            said = await _read(wire)
    except TimeoutError:
        await _knock(wire)
        if greeting_s is None and wire.held.startswith(b"220") and b"\n" in wire.held:
            raise _LateGreetingError from None
        raise _Stop(Fault.SILENT, error=readable(wire.held)) from None
    notes.banner = readable(said.wire.encode())
    protocol = foreign_protocol(said.wire.encode())
    if protocol is not None:
        raise _Stop(Fault.FOREIGN, protocol=protocol, reply=said.reply, error=said.wire[:300])
    if said.code != 220:
        raise _Stop(Fault.GREETING if said.code >= 400 else Fault.MALFORMED, reply=said.reply)


async def _knock(wire: Wire) -> None:
    """A silent port may be a web server that waits for us to speak: QUIT tells, and is polite to others."""
    try:
        async with asyncio.timeout(KNOCK_S):
            await wire.send(b"QUIT\r\n\r\n")
            await wire.more()
    except (TimeoutError, OSError, ValueError, ssl.SSLError):
        return
    protocol = foreign_protocol(wire.held)
    if protocol is not None:
        raise _Stop(Fault.FOREIGN, protocol=protocol, error=readable(wire.held))


async def _ehlo(wire: Wire) -> tuple[str, ...]:
    said = await _ask(wire, f"EHLO {wire.local}")
    if said.code != 250:
        raise _Stop(Fault.EHLO if said.code >= 400 else Fault.MALFORMED, reply=said.reply)
    return tuple(" ".join(line.upper().split())[:200] for line in said.lines[1:60])


async def _upgrade(notes: _Notes, wire: Wire, context: ssl.SSLContext, name: str) -> None:
    if not any(keyword.split()[:1] == ["STARTTLS"] for keyword in notes.before or ()):
        await _leave(wire)
        raise _Stop(Fault.STARTTLS_MISSING)
    with notes.timed("starttls"):
        said = await _ask(wire, "STARTTLS")
    if said.code != 220:
        await _leave(wire)
        raise _Stop(Fault.STARTTLS_REFUSED, reply=said.reply)
    if wire.held:  # RFC 3207 6: nothing may come between this reply and TLS
        raise _Stop(Fault.INJECTION, error=readable(wire.held))
    with notes.timed("tls"):
        await _start_tls(notes, wire, context, name, REPLY_S)
    with notes.timed("ehlo-tls"):
        notes.after = await _ehlo(wire)


async def _start_tls(notes: _Notes, wire: Wire, context: ssl.SSLContext, name: str, limit_s: float) -> None:
    try:
        async with asyncio.timeout(limit_s):
            await wire.start_tls(context, name)
    except TimeoutError:
        raise _Stop(Fault.SILENT, error=readable(wire.first)) from None
    except ssl.SSLCertVerificationError as error:
        refusal = refusal_of(error.verify_code)
        notes.certificate = Certificate((), "", None, None, refusal, error.verify_message)
        weak = error.verify_code in WEAK_CODES
        raise _Stop(Fault.TLS_KEY if weak else Fault.CERTIFICATE, error=str(error)) from None
    except ssl.SSLError as error:
        raise _tls_stop(error, wire.first) from None
    except ClosedError as error:
        raise _answered_plain(error.received) or _Stop(
            Fault.TLS_BROKEN, error="the connection was closed"
        ) from None
    except TooMuchError:
        raise _Stop(Fault.TOO_MUCH) from None
    except OSError as error:
        raise _Stop(Fault.TLS_BROKEN, error=error.strerror or "connection lost") from None
    session = wire.tls
    if session is not None:
        notes.tls_version = session.version()
        cipher = session.cipher()
        notes.cipher = cipher[0] if cipher else None
        notes.certificate = read_certificate(session.getpeercert(binary_form=True))


def _tls_stop(error: ssl.SSLError, first: bytes) -> _Stop:
    plain = _answered_plain(first)
    if plain is not None:
        return plain
    reason = error.reason or ""
    if "PROTOCOL_VERSION" in reason or reason in {"UNSUPPORTED_PROTOCOL", "VERSION_TOO_LOW"}:
        fault = Fault.TLS_VERSION
    elif "HANDSHAKE_FAILURE" in reason or reason in {"NO_SHARED_CIPHER", "INSUFFICIENT_SECURITY"}:
        fault = Fault.TLS_CIPHER
    elif "KEY_TOO_SMALL" in reason or "MD_TOO_WEAK" in reason:
        fault = Fault.TLS_KEY
    else:
        fault = Fault.TLS_BROKEN
    return _Stop(fault, error=str(error))


def _answered_plain(first: bytes) -> _Stop | None:
    """What was answered to a TLS greeting in plain text; None when it was TLS or nothing."""
    if not first or is_tls(first):
        return None
    protocol = foreign_protocol(first)
    if protocol is not None:
        return _Stop(Fault.FOREIGN, protocol=protocol, error=readable(first))
    return _Stop(Fault.PLAIN, error=readable(first))


async def _ask(wire: Wire, line: str) -> Said:
    try:
        async with asyncio.timeout(REPLY_S):
            await wire.send(line.encode("ascii") + b"\r\n")
            return await _read(wire)
    except TimeoutError:
        raise _Stop(Fault.SILENT, error=readable(wire.held)) from None
    except OSError as error:
        raise _Stop(Fault.CLOSED, error=error.strerror or "connection lost") from None


async def _read(wire: Wire) -> Said:
    try:
        return await wire.reply()
    except MalformedError as error:
        protocol = foreign_protocol(error.received)
        fault = Fault.FOREIGN if protocol else Fault.MALFORMED
        raise _Stop(fault, protocol=protocol, error=readable(error.received)) from None
    except TooMuchError:
        raise _Stop(Fault.TOO_MUCH) from None
    except ClosedError as error:
        raise _Stop(Fault.CLOSED, error=readable(error.received)) from None
    except (OSError, ssl.SSLError) as error:
        raise _Stop(Fault.CLOSED, error=error.strerror or "connection lost") from None


async def _leave(wire: Wire) -> None:
    """QUIT, without waiting long for the answer to it."""
    try:
        async with asyncio.timeout(KNOCK_S):
            await wire.send(b"QUIT\r\n")
            await wire.more()
    except (TimeoutError, OSError, ValueError, ssl.SSLError):
        return
