"""What goes through the door and comes back: a login, DNS answers, what a port said. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model import Reply, Secret, Stage, TlsMode


class DnsStatus(StrEnum):
    """How a DNS question ended; only the first three are answers, silence is none."""

    FOUND = "found"
    NO_NAME = "no-name"  # NXDOMAIN: the name does not exist
    NO_DATA = "no-data"  # the name exists without a record of this kind
    UNANSWERED = "unanswered"  # nobody answered in time
    BROKEN = "broken"  # SERVFAIL, REFUSED or nonsense from every name server
    DENIED = "denied"  # NXDOMAIN from name servers that deny even a name that surely exists


@dataclass(frozen=True, slots=True)
class DnsAnswer:
    """The answer to one question.

    `records` are texts: an address; for MX `10 mx1.example.com`, for SRV `0 1 587 host`, names in
    lower case without the final dot; for TXT its strings joined, bytes outside UTF-8 replaced.
    `canonical` is the name that holds the records when the asked one is an alias (CNAME), else None.
    """

    name: str
    kind: str
    status: DnsStatus
    records: tuple[str, ...] = ()
    canonical: str | None = None

    @property
    def silent(self) -> bool:
        """Whether nobody answered, or nobody sensibly: then nothing is known about the name."""
        return self.status in {DnsStatus.UNANSWERED, DnsStatus.BROKEN, DnsStatus.DENIED}

    @property
    def mail_hosts(self) -> tuple[str, ...]:
        """The hosts of an MX answer, best first, equal ones by name; an empty name is the root (RFC 7505)."""
        rows: list[tuple[int, str]] = []
        for record in self.records:
            preference, _, host = record.partition(" ")
            if preference.isdecimal():
                rows.append((int(preference), host.strip().casefold().removesuffix(".")))
        return tuple(dict.fromkeys(host for _, host in sorted(rows)))


@dataclass(frozen=True, slots=True)
class Target:
    """A host with every address of the one DNS answer that was judged; connect to these only.

    `name` is the ASCII name or the address itself; `addresses` is empty when DNS gave none, and
    `status` says why.
    """

    name: str
    addresses: tuple[str, ...]
    status: DnsStatus


class Fault(StrEnum):
    """Where and how a session with a port broke off, in the order in which it can happen."""

    TIMEOUT = "timeout"  # no answer to the connection
    REFUSED = "refused"
    UNREACHABLE = "unreachable"  # no route, for IPv6 most often no IPv6 at all
    SILENT = "silent"  # connected, then nothing
    CLOSED = "closed"  # connected, then closed without a word
    FOREIGN = "foreign"  # another protocol: see Probe.protocol
    TOO_MUCH = "too-much"  # more bytes than any reply has
    MALFORMED = "malformed"  # not the form of a reply
    GREETING = "greeting"  # 4xx or 5xx instead of 220
    EHLO = "ehlo"  # 4xx or 5xx to EHLO
    STARTTLS_MISSING = "starttls-missing"
    STARTTLS_REFUSED = "starttls-refused"  # offered, then refused
    INJECTION = "injection"  # plain text after the answer to STARTTLS, before TLS
    PLAIN = "plain"  # plain text in answer to TLS
    TLS_VERSION = "tls-version"
    TLS_CIPHER = "tls-cipher"
    TLS_KEY = "tls-key"  # too weak a key or signature
    TLS_BROKEN = "tls-broken"  # any other end of the handshake
    CERTIFICATE = "certificate"  # see Probe.certificate
    CLIENT_CERTIFICATE = "client-certificate"  # it wants one of ours


CONNECTION_FAULTS = {
    Fault.TIMEOUT, Fault.REFUSED, Fault.UNREACHABLE, Fault.SILENT, Fault.CLOSED, Fault.GREETING,
}  # fmt: skip
"""With these the server could not be talked to at all; two in a row make it rest."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The server's certificate, and the words of the verification that refused it, empty when it passed.

    `refusal` is one of `expired`, `not-yet-valid`, `self-signed`, `self-signed-chain`,
    `hostname-mismatch`, `untrusted`, or empty; `text` is OpenSSL's own sentence.
    """

    names: tuple[str, ...]
    issuer: str
    not_before: datetime | None
    not_after: datetime | None
    refusal: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """One attempt to reach an address: `fault` None when it stood; `ms` until it stood or failed."""

    address: str
    port: int
    fault: Fault | None
    ms: float


@dataclass(frozen=True, slots=True)
class Probe:
    """What one port said in one mode; never a login, never a mail.

    `fault` None: the session went as far as a probe goes (EHLO after TLS, or EHLO where the mode
    is `none`). `reply` is the server's refusing reply, or its foreign words. `ms` are the stages'
    times by name: connect, banner, ehlo, starttls, tls, ehlo-tls. `before` and `after` are the
    EHLO keywords before and after TLS, None where EHLO was not answered. With an untrusted
    certificate the session goes on, so `after` may stand beside `fault`.
    """

    port: int
    mode: TlsMode
    fault: Fault | None
    connections: tuple[Connection, ...] = ()
    banner: str | None = None
    reply: Reply | None = None
    protocol: str | None = None
    before: tuple[str, ...] | None = None
    after: tuple[str, ...] | None = None
    tls_version: str | None = None
    cipher: str | None = None
    certificate: Certificate | None = None
    error: str = ""
    ms: dict[str, float] = field(default_factory=dict)

    @property
    def address(self) -> str | None:
        """The address that answered; None when none did."""
        return next((one.address for one in self.connections if one.fault is None), None)


class LoginResult(StrEnum):
    """How a login ended; the first four are the server's answer."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LOCKED = "locked"  # the reply says locked or too many
    SLOW_DOWN = "slow-down"  # any other 4yz: 421, 450, 454
    UNANSWERED = "unanswered"  # the connection ended before an answer, or nothing came in time
    MALFORMED = "malformed"  # what came is no reply to a login
    NOT_SENT = "not-sent"  # something broke before AUTH went out
    OVER_BUDGET = "over-budget"  # of the mailbox or the person; see LoginAnswer.until
    RESTING = "resting"  # the server failed twice in a row; see LoginAnswer.until


@dataclass(frozen=True, slots=True)
class Login:
    """As whom to log in, and by which mechanism."""

    user: str
    password: Secret
    mechanism: str


@dataclass(frozen=True, slots=True)
class LoginAnswer:
    """The reply to the one AUTH, `wire` as it stood there; `attempts` is how many went out, 0 or 1.

    Of a login that was not sent, the reply that ended the session before it, at `stage`. `silent` says that
    nothing came in time, where nobody ended the connection.
    """

    result: LoginResult
    reply: Reply | None = None
    mechanism: str | None = None
    attempts: int = 0
    until: datetime | None = None
    wire: str = ""
    error: str = ""
    ms: float | None = None
    stage: Stage = Stage.AUTH
    silent: bool = False


class HttpStatus(StrEnum):
    """How an HTTPS question ended; only `found` and `no-page` are answers."""

    FOUND = "found"  # 200
    NO_PAGE = "no-page"  # 404 or 410
    OTHER = "other"  # any other status, redirects included
    CERTIFICATE = "certificate"
    UNANSWERED = "unanswered"
    TOO_LARGE = "too-large"
    REFUSED = "refused"  # the guard, or nobody listens


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """One page, at most 64 kB, no redirect followed; `body` empty unless `found`."""

    status: HttpStatus
    code: int | None = None
    content_type: str = ""
    body: bytes = b""
    error: str = ""
