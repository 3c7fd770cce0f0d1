"""Asks one port in one mode what it is: greeting, EHLO, TLS, certificate. It cannot log in.

Everything a server may do instead of answering is a `Fault` with what was seen until then;
nothing here raises for it.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, replace

from bot.model import TlsMode
from bot.net.records import Fault, Probe, Target
from bot.net.session import REPLY_S, EndedError, LateGreetingError, Notes, hold_session
from bot.net.wire import Dial

PROBE_S = 20.0

# Faults after which a session that trusts anything tells more.
_DESCRIBED = {
    Fault.CERTIFICATE,
    Fault.TLS_VERSION,
    Fault.TLS_CIPHER,
    Fault.TLS_KEY,
    Fault.TLS_BROKEN,
}
_TOO_OLD = {"SSLv3", "TLSv1", "TLSv1.1"}  # RFC 8996


@dataclass(frozen=True, slots=True)
class Contexts:
    """How TLS is spoken: `strict` verifies, `lax` accepts anything so that it can be described."""

    strict: ssl.SSLContext
    lax: ssl.SSLContext


async def probe_port(
    target: Target,
    port: int,
    mode: TlsMode,
    contexts: Contexts,
    dial: Dial,
    *,
    greeting_s: float | None = None,
) -> Probe:
    """What the port says in this mode; see `Probe`. `greeting_s` is as in `hold_session`."""
    notes = Notes()
    stop: EndedError | None = None
    try:
        async with asyncio.timeout(PROBE_S):
            try:
                await hold_session(notes, target, port, mode, contexts.strict, dial, greeting_s=greeting_s)
            except LateGreetingError:
                notes = Notes()
                await hold_session(notes, target, port, mode, contexts.strict, dial, greeting_s=REPLY_S)
    except TimeoutError:
        stop = EndedError(Fault.SILENT, error="no answer in time")
    except EndedError as reason:
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


def _explained(fault: Fault, notes: Notes) -> Fault:
    """Some servers end a handshake without the alert that says why; what worked without rules tells it.

    Where nothing did, one that had begun to speak TLS has broken off.
    """
    if fault is not Fault.TLS_BROKEN:
        return fault
    if notes.tls_version is None:
        return Fault.CLOSED if notes.hello else fault
    return Fault.TLS_VERSION if notes.tls_version in _TOO_OLD else Fault.TLS_CIPHER


async def _look_again(
    notes: Notes, target: Target, port: int, mode: TlsMode, lax: ssl.SSLContext, dial: Dial
) -> None:
    """A second session that trusts anything, to describe what the first one refused; no secret is sent."""
    again = Notes()
    try:
        async with asyncio.timeout(REPLY_S):
            await hold_session(again, target, port, mode, lax, dial)
    except (EndedError, LateGreetingError, TimeoutError):
        pass
    notes.after = again.after
    notes.banner = notes.banner or again.banner
    notes.tls_version, notes.cipher = again.tls_version, again.cipher
    if again.certificate is not None:
        seen = notes.certificate or again.certificate
        notes.certificate = replace(again.certificate, refusal=seen.refusal, text=seen.text)
