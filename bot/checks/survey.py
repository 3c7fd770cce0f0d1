"""Looks at a server without a login: its name, the port that was named or all of them, TLS, AUTH.

The server check answers with it; the login check decides by it whether and where to log in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.checks import bounces
from bot.checks.facts import Facts, outcome_of, stages_of
from bot.checks.ports import COMMON_PORTS, RARE_PORTS, PortSeen, see_named, see_ports
from bot.model import Bounce, CheckRequest, CheckStage, Evidence, Outcome, TlsMode
from bot.net import CONNECTION_FAULTS, FOREIGN_PORTS, DnsStatus, Fault, Net, Probe, Target, parse_host

# Faults of a port that answers: told even when another port works, since customers use this one.
_REAL_FAULTS = (
    Fault.CERTIFICATE,
    Fault.CLIENT_CERTIFICATE,
    Fault.TLS_VERSION,
    Fault.TLS_CIPHER,
    Fault.TLS_KEY,
    Fault.INJECTION,
    Fault.STARTTLS_REFUSED,
    Fault.TLS_BROKEN,
    Fault.PLAIN,
)
# With nothing usable, the port that got furthest tells most.
_PROGRESS = (
    *_REAL_FAULTS,
    Fault.STARTTLS_MISSING,
    Fault.EHLO,
    Fault.GREETING,
    Fault.MALFORMED,
    Fault.TOO_MUCH,
    Fault.FOREIGN,
    Fault.CLOSED,
    Fault.SILENT,
    Fault.REFUSED,
    Fault.TIMEOUT,
    Fault.UNREACHABLE,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen; `main` is the port that was named or is the best one, None when none was asked."""

    target: Target
    main: PortSeen | None
    ports: tuple[PortSeen, ...]
    evidence: tuple[Evidence, ...]
    stages: tuple[CheckStage, ...]
    bounce: Bounce | None


async def survey(request: CheckRequest, net: Net, source: str) -> Survey:
    """Look at the request's host; raises RefusedTargetError when it may not be asked."""
    facts = Facts(source)
    host, port = request.host or "", request.port
    parsed = parse_host(host)
    if port is not None and port in FOREIGN_PORTS and port not in net.guard.extra_ports:
        if parsed.address is not None:
            net.guard.judge_address(parsed.address, parsed.name)
        return _foreign(parsed.name, port, facts)
    if port is not None:
        net.guard.judge_port(port)
    target = await net.resolve(host)
    named = facts.of_target(target)
    if not target.addresses:
        silent = named.tag == "server.name-unanswered"
        stage = CheckStage("dns", Outcome.UNANSWERED if silent else Outcome.FAILED, None)
        return Survey(target, None, (), (named,), (stage,), bounces.unresolved(target))
    resting = await net.rests_until(target, port)
    if resting is not None:
        fact = facts.here("server.resting", host=target.name, until=resting.isoformat(timespec="seconds"))
        held_back = bounces.server_at_rest(target)
        user, password = request.user, request.password
        if user is not None and password is not None:  # whose own budget may last longer
            waits = await net.login_waits_until(target, user, password, request.person)
            if waits is not None and waits > resting:
                fact = facts.here("login.over-budget", until=waits.isoformat(timespec="seconds"))
                held_back = bounces.login_held_back(target)
        stages = (CheckStage("dns", Outcome.PASSED, None), CheckStage("connect", Outcome.NOT_RUN, None))
        return Survey(target, None, (), (named, fact), stages, held_back)
    request.told(CheckStage("dns", Outcome.PASSED, None))
    seen = await (_all(request, target, net) if port is None else _named(target, port, net))
    await net.note_server(target, port, failed=_failed(seen, port))
    found = _survey(request, net, facts, target, seen, named)
    for stage in stages_of(found.main or seen[0]):
        request.told(stage)
    return found


async def _named(target: Target, port: int, net: Net) -> tuple[PortSeen, ...]:
    main, others = await see_named(net, target, port)
    return (main, *others)


async def _all(request: CheckRequest, target: Target, net: Net) -> tuple[PortSeen, ...]:
    def tell(seen: PortSeen) -> None:
        request.told(_port_stage(seen))

    return await see_ports(net, target, (*COMMON_PORTS, *RARE_PORTS), tell)


def _survey(
    request: CheckRequest, net: Net, facts: Facts, target: Target, seen: tuple[PortSeen, ...], named: Evidence
) -> Survey:
    asked = request.tls
    main = seen[0] if request.port is not None else _best(seen)
    others = tuple(port for port in seen if port is not main)
    bounce = _bounce(target, main, asked)
    if (
        bounce is not None
        and request.port is None
        and main.probe.fault not in _REAL_FAULTS
        and any(port.usable for port in others)
    ):
        bounce = None
    evidence = [named, *facts.of_port(target, main, asked, net.now())]
    evidence += [
        facts.here("server.usable", host=target.name, port=port.port, tls=port.probe.mode.value)
        for port in (main, *others)
        if port.usable
    ]
    evidence += _neighbours(facts, main, others)
    if main.probe.fault is Fault.STARTTLS_MISSING and any(_is_closed_to_tls(port) for port in others):
        evidence.append(facts.here("server.tls-port-closed"))
    stages = [CheckStage("dns", Outcome.PASSED, None)]
    if request.port is None:
        stages += [_port_stage(port) for port in sorted(seen, key=lambda port: port.port)]
    return Survey(target, main, seen, tuple(evidence), (*stages, *stages_of(main)), bounce)


def _bounce(target: Target, main: PortSeen, asked: TlsMode | None) -> Bounce | None:
    found = bounces.of_port(target, main, asked)
    if asked is TlsMode.NONE and main.speaks in {TlsMode.NONE, TlsMode.STARTTLS}:
        # Whoever asks for no TLS needs none of what TLS would show.
        found = None if main.mechanisms_before else bounces.no_login(target)
    if found is None and main.port != 25 and asked is not TlsMode.NONE and not main.mechanisms:
        return bounces.no_login(target)
    return found


def _best(seen: Sequence[PortSeen]) -> PortSeen:
    """The port with a real fault, else a usable one, else the one that got furthest; port 25 last.

    Of those that nobody could connect to, the rare ones come behind the usual ones, refused or not. Where
    all the others are closed, a port 25 in order shows a mail exchanger, which needs no more.
    """
    exchanger = next((port for port in seen if port.port == 25 and port.probe.fault is None), None)
    if exchanger and all(port.probe.fault is Fault.REFUSED for port in seen if port is not exchanger):
        return exchanger

    def rank(port: PortSeen) -> tuple[bool, int]:
        fault = port.probe.fault
        if fault in _REAL_FAULTS and port.speaks is not None:
            return (port.port == 25, 0)
        if fault is None:
            return (port.port == 25 and not port.usable, 1 if port.usable else 2)
        rare = port.port in RARE_PORTS and not port.open
        return (port.port == 25, 3 + _PROGRESS.index(fault) + rare * len(_PROGRESS))

    return min(seen, key=rank)


def _neighbours(facts: Facts, main: PortSeen, others: tuple[PortSeen, ...]) -> list[Evidence]:
    """Whether the machine answers elsewhere: it tells a blocked port from a machine that is away."""
    if main.probe.fault is not Fault.TIMEOUT or not others:
        return []
    alive = next((port for port in others if port.open or port.probe.fault is Fault.REFUSED), None)
    if alive is not None:
        return [facts.here("server.host-alive", port=alive.port)]
    ports = tuple(sorted(port.port for port in (main, *others)))
    return [facts.here("server.no-port-answers", ports=ports)]


def _is_closed_to_tls(port: PortSeen) -> bool:
    return port.port == 465 and port.probe.fault is Fault.REFUSED


def _port_stage(port: PortSeen) -> CheckStage:
    fault = port.probe.fault
    outcome = Outcome.PASSED if fault is None else outcome_of(fault)
    mode = f" {port.speaks.value}" if port.speaks is not None else ""
    return CheckStage(f"port {port.port}{mode}", outcome, round(sum(port.probe.ms.values()), 1))


def _failed(seen: Sequence[PortSeen], port: int | None) -> bool:
    """Whether the server could not be talked to at all."""
    asked = seen[:1] if port is not None else seen
    return all(one.probe.fault in CONNECTION_FAULTS for one in asked)


def _foreign(host: str, port: int, facts: Facts) -> Survey:
    """A port of another protocol: answered without asking anybody."""
    target = Target(host, (), DnsStatus.UNANSWERED)
    seen = PortSeen(port, None, Probe(port, TlsMode.STARTTLS, Fault.FOREIGN, protocol=FOREIGN_PORTS[port]))
    fact = facts.here("server.foreign-protocol", port=port, protocol=FOREIGN_PORTS[port])
    stages = (CheckStage("dns", Outcome.NOT_RUN, None), CheckStage("connect", Outcome.NOT_RUN, None))
    return Survey(target, seen, (seen,), (fact,), stages, bounces.of_port(target, seen, None))
