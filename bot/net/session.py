"""One session with a mail server up to the point where a login would begin; it cannot log in.

Whatever ends it early is raised as an `EndedError` that says why; what was seen until then is in
the notes.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.model import Reply, TlsMode, ms_since
from bot.net.certificate import WEAK_CODES, read_certificate, refusal_of
from bot.net.connecting import connect, worst_fault
from bot.net.records import Certificate, Connection, Fault, Target
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

# A silent port must be known within 3 s, the start of the program included.
GREETING_S = 1.5
KNOCK_S = 0.25  # what a web server needs to refuse our QUIT
# A port that greeted is not silent, and its own delays are waited for: RFC 5321 4.5.3.2 grants a
# reply five minutes, but whoever looks at a check waits for no more than this.
REPLY_S = 10.0


class EndedError(Exception):
    """The probe ends here; `fault` says why."""

    def __init__(
        self, fault: Fault, *, reply: Reply | None = None, protocol: str | None = None, error: str = ""
    ) -> None:
        super().__init__(fault)
        self.fault = fault
        self.reply = reply
        self.protocol = protocol
        self.error = error


class LateGreetingError(Exception):
    """The server greeted when nobody expected it any more: it is slow, and worth another session."""


@dataclass(slots=True)
class Notes:
    """What was seen so far."""

    connections: list[Connection] = field(default_factory=list)
    banner: str | None = None
    before: tuple[str, ...] | None = None
    after: tuple[str, ...] | None = None
    hello: bool = False  # an answer of TLS to our greeting
    tls_version: str | None = None
    cipher: str | None = None
    certificate: Certificate | None = None
    ms: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note how long a stage took, however it ended."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.ms[stage] = ms_since(start)


async def hold_session(
    notes: Notes,
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
        raise EndedError(worst_fault(notes.connections))
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


async def _greeting(notes: Notes, wire: Wire, greeting_s: float | None) -> None:
    try:
        async with asyncio.timeout(GREETING_S if greeting_s is None else greeting_s):
            said = await _read(wire)
    except TimeoutError:
        await _knock(wire)
        if greeting_s is None and wire.held.startswith(b"220") and b"\n" in wire.held:
            raise LateGreetingError from None
        raise EndedError(Fault.SILENT, error=readable(wire.held)) from None
    notes.banner = readable(said.wire.encode())
    protocol = foreign_protocol(said.wire.encode())
    if protocol is not None:
        raise EndedError(Fault.FOREIGN, protocol=protocol, reply=said.reply, error=said.wire[:300])
    if said.code != 220:
        raise EndedError(Fault.GREETING if said.code >= 400 else Fault.MALFORMED, reply=said.reply)


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
        raise EndedError(Fault.FOREIGN, protocol=protocol, error=readable(wire.held))


async def _ehlo(wire: Wire) -> tuple[str, ...]:
    said = await _ask(wire, f"EHLO {wire.local}")
    if said.code != 250:
        raise EndedError(Fault.EHLO if said.code >= 400 else Fault.MALFORMED, reply=said.reply)
    return said.keywords


async def _upgrade(notes: Notes, wire: Wire, context: ssl.SSLContext, name: str) -> None:
    if not any(keyword.split()[:1] == ["STARTTLS"] for keyword in notes.before or ()):
        await _leave(wire)
        raise EndedError(Fault.STARTTLS_MISSING)
    with notes.timed("starttls"):
        try:
            said = await _ask(wire, "STARTTLS")
        except EndedError as ended:
            if ended.fault is Fault.CLOSED:  # devices on the way cut what they cannot read
                raise EndedError(Fault.STARTTLS_REFUSED, error="the connection was closed") from None
            raise
    if said.code != 220:
        await _leave(wire)
        raise EndedError(Fault.STARTTLS_REFUSED, reply=said.reply)
    if wire.held:  # RFC 3207 6: nothing may come between this reply and TLS
        raise EndedError(Fault.INJECTION, error=readable(wire.held))
    with notes.timed("tls"):
        await _start_tls(notes, wire, context, name, REPLY_S)
    with notes.timed("ehlo-tls"):
        notes.after = await _ehlo(wire)


async def _start_tls(notes: Notes, wire: Wire, context: ssl.SSLContext, name: str, limit_s: float) -> None:
    try:
        async with asyncio.timeout(limit_s):
            await wire.start_tls(context, name)
    except TimeoutError:
        raise EndedError(Fault.SILENT, error=readable(wire.first)) from None
    except ssl.SSLCertVerificationError as error:
        refusal = refusal_of(error.verify_code)
        notes.certificate = Certificate((), "", None, None, refusal, error.verify_message)
        weak = error.verify_code in WEAK_CODES
        raise EndedError(Fault.TLS_KEY if weak else Fault.CERTIFICATE, error=str(error)) from None
    except ssl.SSLError as error:
        raise _tls_stop(error, wire.first) from None
    except ClosedError as error:
        notes.hello = is_tls(error.received)
        raise _answered_plain(error.received) or EndedError(
            Fault.TLS_BROKEN, error="the connection was closed"
        ) from None
    except TooMuchError:
        raise EndedError(Fault.TOO_MUCH) from None
    except OSError as error:
        raise EndedError(Fault.TLS_BROKEN, error=error.strerror or "connection lost") from None
    session = wire.tls
    if session is not None:
        notes.tls_version = session.version()
        cipher = session.cipher()
        notes.cipher = cipher[0] if cipher else None
        notes.certificate = read_certificate(session.getpeercert(binary_form=True))


def _tls_stop(error: ssl.SSLError, first: bytes) -> EndedError:
    plain = _answered_plain(first)
    if plain is not None:
        return plain
    reason = error.reason or ""
    if "PROTOCOL_VERSION" in reason or reason in {"UNSUPPORTED_PROTOCOL", "VERSION_TOO_LOW"}:
        fault = Fault.TLS_VERSION
    elif "HANDSHAKE_FAILURE" in reason and first[:1] == b"\x16":
        fault = Fault.CLIENT_CERTIFICATE  # version and cipher were chosen already: a ServerHello came
    elif "HANDSHAKE_FAILURE" in reason or reason in {"NO_SHARED_CIPHER", "INSUFFICIENT_SECURITY"}:
        fault = Fault.TLS_CIPHER
    elif "KEY_TOO_SMALL" in reason or "MD_TOO_WEAK" in reason:
        fault = Fault.TLS_KEY
    else:
        fault = Fault.TLS_BROKEN
    return EndedError(fault, error=str(error))


def _answered_plain(first: bytes) -> EndedError | None:
    """What was answered to a TLS greeting in plain text; None when it was TLS or nothing."""
    if not first or is_tls(first):
        return None
    protocol = foreign_protocol(first)
    if protocol is not None:
        return EndedError(Fault.FOREIGN, protocol=protocol, error=readable(first))
    return EndedError(Fault.PLAIN, error=readable(first))


async def _ask(wire: Wire, line: str) -> Said:
    try:
        async with asyncio.timeout(REPLY_S):
            await wire.send(line.encode("ascii") + b"\r\n")
            return await _read(wire)
    except TimeoutError:
        raise EndedError(Fault.SILENT, error=readable(wire.held)) from None
    except OSError as error:
        raise EndedError(Fault.CLOSED, error=error.strerror or "connection lost") from None


async def _read(wire: Wire) -> Said:
    try:
        return await wire.reply()
    except MalformedError as error:
        protocol = foreign_protocol(error.received)
        fault = Fault.FOREIGN if protocol else Fault.MALFORMED
        raise EndedError(fault, protocol=protocol, error=readable(error.received)) from None
    except TooMuchError:
        raise EndedError(Fault.TOO_MUCH) from None
    except ClosedError as error:
        raise EndedError(Fault.CLOSED, error=readable(error.received)) from None
    except ssl.SSLError as error:  # a server that speaks TLS 1.3 asks for ours once its own side stands
        wants_ours = "CERTIFICATE_REQUIRED" in (error.reason or "")
        raise EndedError(Fault.CLIENT_CERTIFICATE if wants_ours else Fault.CLOSED, error=str(error)) from None
    except OSError as error:
        raise EndedError(Fault.CLOSED, error=error.strerror or "connection lost") from None


async def _leave(wire: Wire) -> None:
    """QUIT, without waiting long for the answer to it."""
    try:
        async with asyncio.timeout(KNOCK_S):
            await wire.send(b"QUIT\r\n")
            await wire.more()
    except (TimeoutError, OSError, ValueError, ssl.SSLError):
        return
