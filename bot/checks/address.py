"""Where the mail of an address is sent from: server, port, encryption and form of the user name.

Asks what is surest first: the provider table by domain and by MX, then the records and the file
that the domain publishes for mail programs. Only names what it found; it connects to no mail
server and guesses no settings.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

from bot.checks import ADDRESS, Check
from bot.checks.autoconfig import parse_autoconfig
from bot.checks.usernames import domain_of
from bot.errors import RefusedTargetError
from bot.model import (
    CheckAnswer,
    CheckRequest,
    CheckStage,
    Evidence,
    Outcome,
    TlsMode,
    Value,
    Vantage,
    ms_since,
)
from bot.net import DnsAnswer, DnsStatus, HttpStatus, Net, parse_domain, parse_host
from bot.providers import Endpoint, Provider, UserForm, provider_of_domain, provider_of_mx
from bot.providers.slips import meant_domain

EMITS = (
    "address.provider",
    "address.submission-server",
    "address.server-name-missing",
    "address.possible-server",
    "address.no-public-server",
    "address.no-server-found",
    "address.domain-not-found",
    "address.unanswered",
    "user.domain-typo",
)

# RFC 6186 3.1 and RFC 8314 5.1: the label names the encryption.
SRV_LABELS = (("_submissions._tcp", TlsMode.IMPLICIT), ("_submission._tcp", TlsMode.STARTTLS))
# Where mail programs look for the file, in their order; the address itself is told to nobody.
AUTOCONFIG_PAGES = (
    "https://autoconfig.{domain}/mail/config-v1.1.xml",
    "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
)
USUAL_NAMES = ("mail", "smtp")
SERVERS_SHOWN = 8


async def check_address(request: CheckRequest, net: Net) -> CheckAnswer:
    """The settings for the mailbox `request.user`, else for `request.domain`.

    Facts of the best source come first. Raises RefusedTargetError when the domain is no name.
    """
    given = domain_of(request.user) if request.user else None
    text = given or request.domain
    if text is None:
        return CheckAnswer((), (CheckStage("provider", Outcome.NOT_RUN, None),))
    host = parse_domain(text.removeprefix("[").removesuffix("]"))
    search = _Search(host.name, net)
    if host.address is None:
        await search.run()
    else:  # `ana@[192.0.2.1]`: an address publishes nothing
        search.find_nothing()
    return CheckAnswer(tuple(search.facts), tuple(search.stages))


class _Search:
    """One search: what it found so far, best first."""

    def __init__(self, domain: str, net: Net) -> None:
        self.domain = domain
        self.facts: list[Evidence] = []
        self.stages: list[CheckStage] = []
        self._net = net
        self._silent: list[str] = []
        self._servers: list[tuple[Endpoint, UserForm]] = []

    async def run(self) -> None:
        provider = provider_of_domain(self.domain)
        if provider is not None:
            self.stages.append(CheckStage("provider", Outcome.PASSED, 0.0))
            self._of_provider(provider, "domain")
            return
        meant = meant_domain(self.domain)
        if meant is not None:
            args: dict[str, Value] = {"given": self.domain, "meant": meant}
            self.facts.append(Evidence("user.domain-typo", args, ADDRESS, Vantage.GIVEN_CREDENTIAL))
        hosts = await self._ask_dns()
        if hosts is None:
            return
        if not self._servers:
            await self._ask_pages()
        if self._silent:
            self._add("address.unanswered", asked=tuple(self._silent))
        if not self._servers:
            await self._look_for_names(hosts)

    def find_nothing(self) -> None:
        """Say that no server is known."""
        self._add("address.no-server-found", domain=self.domain)

    async def _ask_dns(self) -> tuple[str, ...] | None:
        """MX and SRV side by side; the MX hosts, None when the domain does not exist."""
        began = time.perf_counter()
        names = [(self.domain, "MX"), *((f"{label}.{self.domain}", "SRV") for label, _ in SRV_LABELS)]
        mx, *services = await asyncio.gather(*(self._net.look_up(name, kind) for name, kind in names))
        ms = ms_since(began)
        self.stages.append(CheckStage("mx", _outcome(mx), ms))
        answered = not any(answer.silent for answer in services)
        self.stages.append(CheckStage("srv", Outcome.PASSED if answered else Outcome.UNANSWERED, ms))
        if mx.status is DnsStatus.NO_NAME:
            self._add("address.domain-not-found", domain=self.domain)
            return None
        if mx.silent:
            self._silent.append("mx")
        if not answered:
            self._silent.append("srv")
        hosts = tuple(filter(None, mx.mail_hosts))
        provider = provider_of_mx(hosts)
        if provider is not None:
            self._of_provider(provider, "mx")
        await self._of_domain([(endpoint, UserForm.UNKNOWN) for endpoint in _services(services)], "srv")
        return hosts

    async def _ask_pages(self) -> None:
        """The settings file, at the first place that has one."""
        began = time.perf_counter()
        outcome = Outcome.PASSED
        for page in AUTOCONFIG_PAGES:
            answer = await self._net.fetch(page.format(domain=self.domain))
            if answer.status is HttpStatus.UNANSWERED:
                outcome = Outcome.UNANSWERED
            servers = parse_autoconfig(answer.body, self.domain) if answer.body else None
            if servers:
                outcome = Outcome.PASSED
                named = [(server.endpoint, server.user) for server in servers]
                await self._of_domain(named, "autoconfig")
                break
        if outcome is Outcome.UNANSWERED:
            self._silent.append("autoconfig")
        ms = ms_since(began)
        self.stages.append(CheckStage("autoconfig", outcome, ms))

    async def _look_for_names(self, hosts: tuple[str, ...]) -> None:
        """Names that exist and often are the server; nothing is known of their ports."""
        usual = [f"{name}.{self.domain}" for name in USUAL_NAMES]
        answers = await asyncio.gather(*(self._net.look_up(name, "A") for name in usual))
        for answer in answers:
            if answer.status is DnsStatus.FOUND:
                self._add("address.possible-server", host=answer.name, source="usual-name")
        for host in hosts[:1]:
            if host not in usual:
                self._add("address.possible-server", host=host, source="mx")
        self.find_nothing()

    def _of_provider(self, provider: Provider, by: str) -> None:
        self._add(
            "address.provider",
            provider=provider.id,
            name=provider.name,
            region=provider.region or None,
            by=by,
            user_form=provider.user.value,
            word=provider.word or None,
            user_is=provider.user_is or None,
            password_rule=provider.password.value,
            enable_first=provider.enable_first,
            help=provider.help or None,
            basis=provider.basis.value,
        )
        endpoints = provider.endpoints(self.domain)
        for endpoint in endpoints:
            self._of_server(endpoint, provider.user, "provider")
        if not self._servers:
            self._add("address.no-public-server", provider=provider.id)

    async def _of_domain(self, named: Sequence[tuple[Endpoint, UserForm]], source: str) -> None:
        """What the domain itself names, but for servers of which DNS says that there is no such name."""
        hosts = [host for host in dict.fromkeys(endpoint.host for endpoint, _ in named) if _is_name(host)]
        answers = await asyncio.gather(*(self._net.look_up(host, "A") for host in hosts[:SERVERS_SHOWN]))
        gone = {answer.name for answer in answers if answer.status is DnsStatus.NO_NAME}
        for host in hosts:
            if host in gone:
                self._add("address.server-name-missing", host=host, source=source)
        for endpoint, user in named:
            if endpoint.host not in gone:
                self._of_server(endpoint, user, source)

    def _of_server(self, endpoint: Endpoint, user: UserForm, source: str) -> None:
        """Add a server that a check may ask, once; one on the person's own machine is nobody's here."""
        known = any(endpoint == one for one, _ in self._servers)
        usable = endpoint.port in self._net.guard.ports and _is_name(endpoint.host)
        if known or not usable or len(self._servers) >= SERVERS_SHOWN or endpoint.tls is TlsMode.NONE:
            return
        self._servers.append((endpoint, user))
        self._add(
            "address.submission-server",
            host=endpoint.host,
            port=endpoint.port,
            tls=endpoint.tls.value,
            user_form=user.value,
            source=source,
            elsewhere=source != "provider" and not _within(endpoint.host, self.domain),
        )

    def _add(self, tag: str, **args: Value) -> None:
        self.facts.append(Evidence(tag, args, ADDRESS, Vantage.DNS))


def _services(answers: list[DnsAnswer]) -> Iterator[Endpoint]:
    """The servers of SRV records: TLS from the start first (RFC 8314 3.3), then by priority and weight."""
    for answer, (_, tls) in zip(answers, SRV_LABELS, strict=True):
        found = []
        for record in answer.records:
            parts = record.split()
            # A target of `.` says that there is no such service (RFC 2782).
            if len(parts) == 4 and all(part.isdecimal() for part in parts[:3]) and parts[3].strip("."):
                priority, weight, port = map(int, parts[:3])
                found.append((priority, -weight, parts[3], port))
        yield from (Endpoint(host, port, tls) for _, _, host, port in sorted(found))


def _is_name(host: str) -> bool:
    """Whether a record's or a table's host is a server name that may be asked."""
    try:
        return parse_host(host).address is None
    except RefusedTargetError:
        return False


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _outcome(answer: DnsAnswer) -> Outcome:
    if answer.silent:
        return Outcome.UNANSWERED
    return Outcome.FAILED if answer.status is DnsStatus.NO_NAME else Outcome.PASSED


CHECK = Check(ADDRESS, EMITS, check_address)
