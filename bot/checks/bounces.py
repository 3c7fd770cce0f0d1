"""What failed as a bounce, in the words that mail programs use, so that the knowledge base knows them. Pure.

Where the server itself refused, its own reply is the bounce; else the client's words are.
"""

from __future__ import annotations

from bot.checks.ports import PortSeen
from bot.model import Bounce, Reply, Speaker, Stage, TlsMode
from bot.net import DnsStatus, Fault, Target
from bot.parse import parse_text

CLIENT = "smtpcheck"

NO_ADDRESS = {
    DnsStatus.NO_NAME: "[Errno -2] Name or service not known",
    DnsStatus.NO_DATA: "[Errno -5] No address associated with hostname",
    DnsStatus.FOUND: "[Errno -5] No address associated with hostname",
    DnsStatus.UNANSWERED: "[Errno -3] Temporary failure in name resolution",
    DnsStatus.BROKEN: "[Errno -3] Temporary failure in name resolution",
    DnsStatus.DENIED: "[Errno -3] Temporary failure in name resolution",
}

_WORDS: dict[Fault, tuple[Stage, str]] = {
    Fault.TIMEOUT: (Stage.CONNECT, "[Errno 110] Connection timed out"),
    Fault.REFUSED: (Stage.CONNECT, "[Errno 111] Connection refused"),
    Fault.UNREACHABLE: (Stage.CONNECT, "[Errno 101] Network is unreachable"),
    Fault.SILENT: (Stage.CONNECT, "Timed out waiting for server ready message"),
    Fault.CLOSED: (Stage.CONNECT, "Connection unexpectedly closed"),
    Fault.TOO_MUCH: (Stage.CONNECT, "Malformed SMTP response line: more bytes than any reply has"),
    # The server's own words stand in the evidence; alone they would read as any refused command.
    Fault.STARTTLS_REFUSED: (Stage.TLS, "STARTTLS was offered and refused by the server"),
    Fault.STARTTLS_MISSING: (Stage.TLS, "STARTTLS extension not supported by server."),
    Fault.INJECTION: (Stage.TLS, "plain text between the answer to STARTTLS and TLS"),
    Fault.TLS_VERSION: (Stage.TLS, "[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol"),
    Fault.CLIENT_CERTIFICATE: (Stage.TLS, "tlsv13 alert certificate required"),
    Fault.TLS_CIPHER: (Stage.TLS, "[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure"),
}


def unresolved(target: Target) -> Bounce:
    """A name that leads to no address."""
    return _own(target, Stage.CONNECT, NO_ADDRESS[target.status])


def of_port(target: Target, seen: PortSeen, asked: TlsMode | None) -> Bounce | None:
    """What went wrong at a port; None when nothing did."""
    probe = seen.probe
    if probe.fault is Fault.FOREIGN or seen.speaks is None:
        return _of_fault(target, seen)
    if asked is TlsMode.IMPLICIT and seen.speaks is not TlsMode.IMPLICIT:
        return _own(target, Stage.TLS, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    if asked in {TlsMode.STARTTLS, TlsMode.NONE} and seen.speaks is TlsMode.IMPLICIT:
        return silent(target, Stage.CONNECT)
    return _of_fault(target, seen)


def no_login(target: Target) -> Bounce:
    """A port that offers no login."""
    return _own(target, Stage.AUTH, "SMTP AUTH extension not supported by server.")


def no_mechanism(target: Target) -> Bounce:
    """A server whose login methods take no password."""
    return _own(target, Stage.AUTH, "No suitable authentication method found.")


def missing_credentials(target: Target) -> Bounce:
    """An empty user name or password; nothing was sent."""
    return _own(target, Stage.AUTH, 'Missing credentials for "PLAIN"')


def lost(target: Target) -> Bounce:
    """A server that broke off at the login."""
    return _own(target, Stage.AUTH, "Connection unexpectedly closed")


def silent(target: Target, stage: Stage) -> Bounce:
    """A server that took what was sent and said nothing."""
    return _own(target, stage, _WORDS[Fault.SILENT][1])


def malformed(target: Target, stage: Stage, text: str) -> Bounce:
    """A server that sent what is no reply."""
    return _own(target, stage, f"Malformed SMTP response line: {text}")


def refused_starttls(target: Target) -> Bounce:
    """A server that refused STARTTLS though it offers it."""
    return _own(target, *_WORDS[Fault.STARTTLS_REFUSED])


def login_held_back(target: Target) -> Bounce:
    """A login that our own budget allows only later."""
    return _own(target, Stage.AUTH, "attempts exhausted: no login was sent")


def server_at_rest(target: Target) -> Bounce:
    """A server that our own budget leaves alone for now: nobody connected to it."""
    return _own(target, Stage.CONNECT, "attempts exhausted: the server was not asked")


def refusal(target: Target, stage: Stage, reply: Reply, wire: str = "") -> Bounce:
    """The server's own refusal; of a wrapped one the innermost reply."""
    found = next(iter(parse_text(wire)), None) if wire else None
    inner = found.reply if found is not None and found.reply.code is not None else reply
    outer = found.outer if found is not None else ()
    return Bounce(
        reply=inner,
        remote_host=target.name,
        stage=stage,
        speaker=Speaker.OWN_SERVER,
        client=CLIENT,
        outer=outer,
        from_check=True,
    )


def refused_greeting(target: Target, reply: Reply) -> Bounce:
    """A greeting that is a refusal.

    Where nobody knows the server's own words, a client's for a refused greeting count.
    """
    bounce = refusal(target, Stage.CONNECT, reply)
    return bounce._replace(outer=(Reply(None, None, "Invalid greeting. response=554"), *bounce.outer))


def _of_fault(target: Target, seen: PortSeen) -> Bounce | None:
    probe = seen.probe
    match probe.fault:
        case None:
            return None
        case Fault.FOREIGN:
            if not probe.error:  # nobody was asked
                text = f"server check: the port belongs to another protocol ({probe.protocol})"
                return _own(target, Stage.CONNECT, text)
            return _own(target, Stage.CONNECT, f"Invalid greeting. response={probe.error}")
        case Fault.GREETING if probe.reply is not None:
            return refused_greeting(target, probe.reply)
        case Fault.EHLO if probe.reply is not None:
            return refusal(target, Stage.HELO, probe.reply)
        case Fault.MALFORMED:
            text = probe.reply.text if probe.reply else probe.error
            return malformed(target, Stage.CONNECT, text)
        case Fault.CERTIFICATE | Fault.TLS_KEY:
            return _own(target, Stage.TLS, probe.error)
        case Fault.SILENT if probe.banner is not None:
            return silent(target, Stage.HELO if probe.before is None else Stage.TLS)
        case Fault.TLS_BROKEN | Fault.PLAIN if probe.mode is TlsMode.STARTTLS:
            return _own(target, Stage.TLS, f"STARTTLS was agreed to and TLS did not begin: {probe.error}")
        case Fault.TLS_BROKEN | Fault.PLAIN:
            return _own(target, Stage.TLS, f"EOF occurred in violation of protocol: {probe.error}")
        case _:
            return _own(target, *_WORDS[probe.fault])


def _own(target: Target, stage: Stage, text: str) -> Bounce:
    return Bounce(
        reply=Reply(None, None, text),
        remote_host=target.name,
        stage=stage,
        speaker=Speaker.OWN_CLIENT,
        client=CLIENT,
        from_check=True,
    )
