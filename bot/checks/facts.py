"""From what a port said to declared evidence and stages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.checks.ports import PortSeen
from bot.model import CheckStage, Evidence, Outcome, TlsMode, Value, Vantage
from bot.net import Certificate, DnsStatus, Fault, Probe, Target, mechanisms_of
from bot.providers import is_software, owner_of_host

TEXT_CHARS = 200
ENDS_SOON = timedelta(days=14)

# Programs and devices that open TLS on the way, by the names they put into their certificates.
_INTERCEPTOR = re.compile(
    r"(?<![a-z])(?:avast|avg|kaspersky|eset|bitdefender|fortinet|fortigate|sophos|zscaler|norton|mcafee"
    r"|blue coat|palo alto|netskope|check point|watchguard|sonicwall|squid|untangle)(?![a-z])",
    re.IGNORECASE,
)

# What the servers of large providers never say: words of a web host's own mail server.
WEB_HOST_WORDS = ("exim", "we do not authorize the use of this system", "cpanel", "plesk")

# Programs that answer 454 or 435 when their own directory fails (Dovecot's login-common, Exim's
# DEFER), so that their 535 is never that; Postfix passes Dovecot's fault on as a 535 (the lab shows it).
NAME_LOGIN_FAULTS = ("dovecot", "exim")

SERVER_TAGS = (
    "server.addresses", "server.name-not-found", "server.name-without-address", "server.name-unanswered",
    "server.usable", "server.port-closed", "server.port-unanswered", "server.host-alive",
    "server.tls-port-closed",
    "server.no-port-answers", "server.address-unreachable", "server.no-ipv6-route",
    "server.address-failed", "server.banner", "server.banner-foreign", "server.names-login-faults",
    "server.silent", "server.silent-later", "server.connection-lost", "server.lost-after-tls",
    "server.foreign-protocol", "server.reply-malformed", "server.greeting-refused", "server.ehlo-refused",
    "server.resting",
    "smtp.size", "smtp.auth-advertised", "smtp.auth-not-advertised", "smtp.auth-only-after-tls",
    "smtp.starttls-advertised", "smtp.starttls-not-advertised", "tls.accepted", "tls.port-speaks-tls",
    "tls.port-speaks-plain", "tls.starttls-refused", "tls.starttls-broken", "tls.starttls-injection",
    "tls.handshake-failed", "tls.version-too-old", "tls.no-common-cipher", "tls.weak-key",
    "tls.client-certificate-wanted",
    "tls.certificate-valid", "tls.certificate-ends-soon", "tls.certificate-expired",
    "tls.certificate-not-yet-valid", "tls.certificate-self-signed", "tls.certificate-name-mismatch",
    "tls.certificate-untrusted", "tls.certificate-of-another", "tls.chain-expired",
    "tls.intercepting-issuer",
)  # fmt: skip
"""What the server and the login check may emit about the server."""

_STAGES = ("connect", "banner", "ehlo", "starttls", "tls", "certificate", "ehlo-tls")
_IMPLICIT_STAGES = ("connect", "tls", "certificate", "banner", "ehlo")
# Faults that are a reply of the server.
_SAYING = {
    Fault.GREETING: "server.greeting-refused",
    Fault.EHLO: "server.ehlo-refused",
    Fault.STARTTLS_REFUSED: "tls.starttls-refused",
}
# Where each fault ends a session; the stages before it passed.
_ENDS_AT: Mapping[Fault, str] = {
    Fault.TIMEOUT: "connect",
    Fault.REFUSED: "connect",
    Fault.UNREACHABLE: "connect",
    Fault.FOREIGN: "banner",
    Fault.GREETING: "banner",
    Fault.EHLO: "ehlo",
    Fault.STARTTLS_MISSING: "starttls",
    Fault.STARTTLS_REFUSED: "starttls",
    Fault.INJECTION: "starttls",
    Fault.PLAIN: "tls",
    Fault.TLS_VERSION: "tls",
    Fault.TLS_CIPHER: "tls",
    Fault.TLS_KEY: "tls",
    Fault.TLS_BROKEN: "tls",
    Fault.CLIENT_CERTIFICATE: "tls",
    Fault.CERTIFICATE: "certificate",
}


class Facts:
    """Makes evidence of one check; `source` is the check's name."""

    def __init__(self, source: str) -> None:
        self._source = source

    def here(self, tag: str, **args: Value) -> Evidence:
        """A fact seen from this machine."""
        return Evidence(tag, args, self._source, Vantage.BOT_HOST)

    def in_dns(self, tag: str, **args: Value) -> Evidence:
        """A fact that DNS says."""
        return Evidence(tag, args, self._source, Vantage.DNS)

    def of_target(self, target: Target) -> Evidence:
        """What DNS said about the host."""
        if target.addresses:
            return self.in_dns("server.addresses", host=target.name, addresses=target.addresses)
        if target.status is DnsStatus.NO_NAME:
            return self.in_dns("server.name-not-found", host=target.name)
        if target.status in {DnsStatus.NO_DATA, DnsStatus.FOUND}:
            return self.in_dns("server.name-without-address", host=target.name)
        return self.in_dns("server.name-unanswered", host=target.name, status=target.status.value)

    def of_port(
        self, target: Target, seen: PortSeen, asked: TlsMode | None, now: datetime
    ) -> Iterator[Evidence]:
        """All that a port showed; `asked` is the mode that was wanted, None when any will do."""
        probe = seen.probe
        yield from self._connections(probe)
        if probe.banner is not None:
            yield self.here("server.banner", port=seen.port, text=probe.banner[:TEXT_CHARS])
            if any(name in probe.banner.casefold() for name in NAME_LOGIN_FAULTS):
                yield self.here("server.names-login-faults")
            other = _foreign_banner(target, probe)
            if other is not None:
                yield self.here("server.banner-foreign", provider=other, text=probe.banner[:TEXT_CHARS])
        yield from self._keywords(seen)
        if probe.fault is not None:
            yield from self._fault(probe)
        if asked is TlsMode.IMPLICIT and seen.speaks in {TlsMode.STARTTLS, TlsMode.NONE}:
            yield self.here("tls.port-speaks-plain", port=seen.port, asked=asked.value)
        if asked in {TlsMode.STARTTLS, TlsMode.NONE} and seen.speaks is TlsMode.IMPLICIT:
            yield self.here("tls.port-speaks-tls", port=seen.port, asked=asked.value)
        yield from self._tls(target, seen, now)

    def _connections(self, probe: Probe) -> Iterator[Evidence]:
        stood = probe.address is not None
        for one in probe.connections:
            if one.fault is None:
                continue
            v6 = ":" in one.address
            if one.fault is Fault.UNREACHABLE:
                tag = "server.no-ipv6-route" if v6 else "server.address-unreachable"
                yield self.here(tag, address=one.address)
            elif stood:
                yield self.here(
                    "server.address-failed", address=one.address, port=one.port, fault=one.fault.value
                )
            elif one.fault is Fault.REFUSED:
                yield self.here("server.port-closed", port=one.port, address=one.address)
            elif one.fault is Fault.TIMEOUT:
                yield self.here(
                    "server.port-unanswered", port=one.port, address=one.address, waited_ms=round(one.ms)
                )
            else:
                yield self.here("server.connection-lost", port=one.port, stage="connect")

    def _keywords(self, seen: PortSeen) -> Iterator[Evidence]:
        probe = seen.probe
        if probe.before is not None:
            offered = any(keyword.split()[:1] == ["STARTTLS"] for keyword in probe.before)
            yield self.here("smtp.starttls-advertised" if offered else "smtp.starttls-not-advertised")
        before, after = mechanisms_of(probe.before), mechanisms_of(probe.after)
        if after or before:
            yield self.here("smtp.auth-advertised", mechanisms=after or before)
        if after and probe.before is not None and not before:
            yield self.here("smtp.auth-only-after-tls")
        # What would be offered under TLS is known only where TLS came up or is not to be had.
        last = probe.before if probe.fault is Fault.STARTTLS_MISSING else probe.after
        if last is not None and not mechanisms_of(last):
            yield self.here("smtp.auth-not-advertised")
        for keyword in probe.after or probe.before or ():
            name, _, size = keyword.partition(" ")
            if name == "SIZE" and size.isascii() and size.isdecimal() and len(size) < 16 and int(size):
                yield self.here("smtp.size", bytes=int(size))

    def _fault(self, probe: Probe) -> Iterator[Evidence]:
        fault, port = probe.fault, probe.port
        error = probe.error[:TEXT_CHARS]
        text = (probe.reply.text if probe.reply else error)[:TEXT_CHARS]
        if fault in _SAYING:
            code = probe.reply.code if probe.reply else None
            yield self.here(_SAYING[fault], port=port, code=code, text=text)
        elif fault is Fault.SILENT:
            tag = "server.silent" if probe.banner is None else "server.silent-later"
            yield self.here(tag, port=port, stage=_last_stage(probe), waited_ms=_waited(probe))
        elif fault is Fault.CLOSED and probe.address is not None:
            yield self.here("server.connection-lost", port=port, stage=_last_stage(probe))
            if probe.tls_version is not None:
                yield self.here("server.lost-after-tls", port=port)
        elif fault is Fault.FOREIGN:
            yield self.here("server.foreign-protocol", port=port, protocol=probe.protocol)
        elif fault in {Fault.MALFORMED, Fault.TOO_MUCH}:
            yield self.here("server.reply-malformed", port=port, text=text or "more bytes than any reply has")
        elif fault is not None:
            yield from self._no_tls(probe, fault, error)

    def _no_tls(self, probe: Probe, fault: Fault, error: str) -> Iterator[Evidence]:
        port = probe.port
        if fault is Fault.INJECTION:
            yield self.here("tls.starttls-injection", port=port, text=error)
        elif fault is Fault.TLS_VERSION:
            yield self.here("tls.version-too-old", port=port, version=probe.tls_version)
        elif fault is Fault.TLS_CIPHER:
            yield self.here("tls.no-common-cipher", port=port, cipher=probe.cipher)
        elif fault is Fault.CLIENT_CERTIFICATE:
            yield self.here("tls.client-certificate-wanted", port=port, error=error)
        elif fault is Fault.TLS_KEY:
            yield self.here("tls.weak-key", port=port, error=error)
        elif fault in {Fault.TLS_BROKEN, Fault.PLAIN}:
            started = probe.mode is TlsMode.STARTTLS
            tag = "tls.starttls-broken" if started else "tls.handshake-failed"
            yield self.here(tag, port=port, error=error)

    def _tls(self, target: Target, seen: PortSeen, now: datetime) -> Iterator[Evidence]:
        probe = seen.probe
        certificate = probe.certificate
        if probe.fault is None and probe.tls_version is not None:
            mode = probe.mode.value
            yield self.here(
                "tls.accepted", port=seen.port, tls=mode, version=probe.tls_version, cipher=probe.cipher
            )
        if certificate is None:
            return
        if certificate.refusal:
            yield from self._refused(target, certificate, now)
        elif probe.fault is None:
            ends = _day(certificate.not_after)
            yield self.here(
                "tls.certificate-valid", names=certificate.names, issuer=certificate.issuer, not_after=ends
            )
            if certificate.not_after is not None and certificate.not_after - now < ENDS_SOON:
                yield self.here("tls.certificate-ends-soon", not_after=ends)

    def _refused(self, target: Target, certificate: Certificate, now: datetime) -> Iterator[Evidence]:
        issuer, refusal = certificate.issuer, certificate.refusal
        ended = certificate.not_after is not None and certificate.not_after <= now
        other = _foreign_names(target, certificate) if refusal == "hostname-mismatch" else None
        if _INTERCEPTOR.search(issuer):
            yield self.here("tls.intercepting-issuer", issuer=issuer)
        elif other is not None:
            yield self.here("tls.certificate-of-another", provider=other, names=certificate.names)
        elif refusal == "expired" and not ended and certificate.not_after is not None:
            yield self.here("tls.chain-expired", issuer=issuer)
        elif refusal == "expired":
            ended = True
        elif refusal == "not-yet-valid":
            yield self.here("tls.certificate-not-yet-valid", not_before=_day(certificate.not_before))
        elif refusal == "self-signed":
            yield self.here("tls.certificate-self-signed", issuer=issuer)
        elif refusal == "hostname-mismatch":
            yield self.here("tls.certificate-name-mismatch", host=target.name, names=certificate.names)
        else:
            yield self.here("tls.certificate-untrusted", issuer=issuer, error=certificate.text[:TEXT_CHARS])
        if ended:  # a verification names its first fault only
            yield self.here("tls.certificate-expired", not_after=_day(certificate.not_after))


def stages_of(seen: PortSeen) -> tuple[CheckStage, ...]:
    """The stages of a session in order; those after the one that failed did not run."""
    probe = seen.probe
    names = _IMPLICIT_STAGES if probe.mode is TlsMode.IMPLICIT else _STAGES
    if probe.fault is None:
        return tuple(CheckStage(name, Outcome.PASSED, probe.ms.get(name)) for name in names)
    end = _ENDS_AT.get(probe.fault) or _last_stage(probe)
    at = names.index(end) if end in names else 0
    outcomes = (
        *(Outcome.PASSED for _ in names[:at]),
        outcome_of(probe.fault),
        *(Outcome.NOT_RUN for _ in names[at + 1 :]),
    )
    return tuple(
        CheckStage(name, outcome, None if outcome is Outcome.NOT_RUN else probe.ms.get(name))
        for name, outcome in zip(names, outcomes, strict=True)
    )


def outcome_of(fault: Fault) -> Outcome:
    """How a session that stopped so ended: a server that is silent has not failed."""
    silent = fault in {Fault.TIMEOUT, Fault.SILENT, Fault.UNREACHABLE}
    return Outcome.UNANSWERED if silent else Outcome.FAILED


def _last_stage(probe: Probe) -> str:
    return list(probe.ms)[-1] if probe.ms else "connect"


def _waited(probe: Probe) -> int:
    return round(list(probe.ms.values())[-1]) if probe.ms else 0


def _day(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d") if moment else None


def _foreign_banner(target: Target, probe: Probe) -> str | None:
    """The provider whose name is asked for, when a web host's own server answers in it."""
    provider = _known_provider(target.name)
    banner = (probe.banner or "").casefold()
    return provider if any(word in banner for word in WEB_HOST_WORDS) else None


def _foreign_names(target: Target, certificate: Certificate) -> str | None:
    """The provider whose name is asked for, when the certificate is somebody else's."""
    provider = _known_provider(target.name)
    own = {_known_provider(name.removeprefix("*.")) for name in certificate.names}
    return provider if provider not in own else None


def _known_provider(host: str) -> str | None:
    """The provider whose server this is; None for everybody else's."""
    provider = owner_of_host(host)
    return None if provider is None or is_software(provider) else provider
