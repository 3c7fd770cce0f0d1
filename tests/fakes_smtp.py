"""Mail servers on loopback with their faults by name, their own CA, and a network that leads to them.

`FakeServer` counts what arrived, so that a test can ask the server's side what a check did.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from bot.model import Ledger
from bot.net import DnsAnswer, DnsStatus, Guard, Net
from bot.net.names import Names
from bot.net.wire import dial

HOST = "mail.example.com"
ADDRESS = "192.0.2.10"
REFUSAL = b"535 5.7.8 Error: authentication failed: (reason unavailable)\r\n"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EVERY_CONNECTION = range(1, 1_000_000)
Asked = str | tuple[str, str]
Held = DnsStatus | tuple[str, ...]

CHAIN = """250-mail.example.com
250-PIPELINING
250-SIZE 10240000"""


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@cache
def certificate(kind: str) -> trustme.LeafCert:
    """`good`, `local`, `expired`, `not-yet-valid`, `wrong-name`, `untrusted`, `avast`, `self-signed`,
    `self-signed-expired`, `wrong-name-expired`, `no-key-identifier`, or the host that it is for."""
    if kind == "expired":
        return authority().issue_cert(
            HOST, not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=datetime(2020, 2, 1, tzinfo=UTC)
        )
    if kind == "not-yet-valid":
        return authority().issue_cert(
            HOST,
            not_before=datetime.now(UTC) + timedelta(days=30),
            not_after=datetime.now(UTC) + timedelta(days=90),
        )
    if kind == "wrong-name-expired":
        return authority().issue_cert(
            "server1.example.net",
            not_before=datetime(2020, 1, 1, tzinfo=UTC),
            not_after=datetime(2020, 2, 1, tzinfo=UTC),
        )
    if kind == "wrong-name":
        return authority().issue_cert("server1.example.net")
    if kind == "avast":
        return trustme.CA(organization_name="Avast Web/Mail Shield").issue_cert(HOST)
    if "." in kind:
        return authority().issue_cert(kind)
    if kind == "local":
        return authority().issue_cert("localhost")
    if kind == "untrusted":
        return trustme.CA(organization_name="Example Test Authority").issue_cert(HOST)
    return authority().issue_cert(HOST)


@cache
def server_context(kind: str = "good", *, oldest: bool = False, ciphers: str = "") -> ssl.SSLContext:
    """TLS as a server speaks it; `oldest` knows TLS 1.1 and nothing newer, `ciphers` are OpenSSL's names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if kind == "self-signed":
        _show_self_signed(context, datetime.now(UTC) + timedelta(days=30))
    elif kind == "no-key-identifier":
        _show(context, _without_key_identifier())
    elif kind == "self-signed-expired":
        _show_self_signed(context, datetime(2020, 2, 1, tzinfo=UTC))
    else:
        certificate(kind).configure_cert(context)
    if oldest:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # that is the point
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
    if ciphers:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(ciphers)
    return context


def self_signed(
    host: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, not_before: datetime, not_after: datetime
) -> bytes:
    """A key in PEM and behind it a certificate that it signed itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    return _signed(host, key, not_before, not_after, name, key)


def _signed(host, key, not_before, not_after, signer, signing_key) -> bytes:
    """A key in PEM and behind it its certificate by the signer's key."""
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]))
        .issuer_name(signer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(signing_key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem + made.public_bytes(serialization.Encoding.PEM)


def _show_self_signed(context: ssl.SSLContext, not_after: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    _show(context, self_signed(HOST, key, not_after - timedelta(days=31), not_after))


def _show(context: ssl.SSLContext, pem: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        file.write(pem)
        file.flush()
        context.load_cert_chain(file.name)


def _without_key_identifier() -> bytes:
    """A certificate of our authority that does not say which of its keys signed it (RFC 5280 4.2.1.1)."""
    signer = x509.load_pem_x509_certificate(authority().cert_pem.bytes()).subject
    held = serialization.load_pem_private_key(authority().private_key_pem.bytes(), None)
    now = datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    return _signed(HOST, key, now - timedelta(days=1), now + timedelta(days=30), signer, held)


@dataclass
class Script:
    """How a server behaves; the defaults are a healthy one with STARTTLS on its port."""

    implicit: bool = False
    certificate: str = "good"
    banner: bytes = b"220 mail.example.com ESMTP ready\r\n"
    banner_delay_s: float = 0
    ehlo: bytes | None = None
    starttls_offered: bool = True
    starttls_reply: bytes = b"220 2.0.0 Ready to start TLS\r\n"
    after_starttls: bytes | None = None
    mute_after_starttls: bool = False
    auth_before: str = ""
    auth_after: str = "PLAIN LOGIN"
    auth_reply: bytes = b"235 2.7.0 Authentication successful\r\n"
    replies: Mapping[bytes, bytes] = field(default_factory=dict)  # to AUTH PLAIN, by password
    close_at: str = ""
    deaf: range = range(0)  # to which connections, counted from 1, it closes at once
    held: range = range(0)  # which of them it greets no sooner than `FakeServer.let_go` is set
    raw: bytes | None = None
    drip_s: float = 0
    oldest: bool = False
    ciphers: str = ""
    context: ssl.SSLContext | None = None


@dataclass
class FakeServer:
    """A running server; `commands` are all that arrived, `connections` how often somebody connected."""

    script: Script
    port: int = 0
    commands: list[bytes] = field(default_factory=list)
    connections: int = 0
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def auth_count(self) -> int:
        return sum(command.upper().startswith(b"AUTH") for command in self.commands)

    @property
    def context(self) -> ssl.SSLContext:
        script = self.script
        return script.context or server_context(
            script.certificate, oldest=script.oldest, ciphers=script.ciphers
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            if await self._lets_in(self.connections):
                await self._talk(reader, writer)
        except (OSError, ssl.SSLError, asyncio.IncompleteReadError, ValueError, asyncio.CancelledError):
            pass  # the test is over, or the client went away as it should
        finally:
            writer.transport.abort()

    async def _lets_in(self, number: int) -> bool:
        """Whether it talks on a connection, which it may hold first."""
        if self.script.close_at == "connect" or number in self.script.deaf:
            return False
        if number in self.script.held:
            await self.let_go.wait()
        return True

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        script = self.script
        if script.implicit:
            await writer.start_tls(self.context)
        await asyncio.sleep(script.banner_delay_s)
        if script.raw is not None:
            await self._say_raw(writer)
            await reader.read(4096)
            await asyncio.sleep(30)
            return
        writer.write(script.banner)
        await writer.drain()
        encrypted = script.implicit
        while line := await reader.readline():
            command = line.rstrip(b"\r\n")
            self.commands.append(command)
            verb = command.upper().split(b" ")[0]
            if verb.decode("latin-1") == script.close_at:
                return
            if verb == b"EHLO":
                writer.write(script.ehlo if script.ehlo is not None else self._ehlo(encrypted))
            elif verb == b"STARTTLS":
                writer.write(script.starttls_reply)
                if script.after_starttls is not None:
                    writer.write(script.after_starttls)
                    await writer.drain()
                    if script.after_starttls == b"":
                        return
                    continue
                await writer.drain()
                if script.mute_after_starttls:
                    await asyncio.sleep(30)
                if script.starttls_reply.startswith(b"220"):
                    await writer.start_tls(self.context)
                    encrypted = True
            elif verb == b"AUTH":
                await self._auth(command, reader, writer)
            elif verb == b"QUIT":
                writer.write(b"221 2.0.0 Bye\r\n")
                await writer.drain()
                return
            else:
                writer.write(b"502 5.5.1 Error: command not implemented\r\n")
            await writer.drain()

    async def _auth(self, command: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mechanism = command.upper().split(b" ")[1]
        steps = {b"LOGIN": 1, b"CRAM-MD5": 1}.get(mechanism, 0)
        if mechanism == b"LOGIN" and len(command.split(b" ")) < 3:
            steps = 2
        for _ in range(steps):
            writer.write(b"334 UGFzc3dvcmQ6\r\n")
            await writer.drain()
            self.commands.append(b"answer " + (await reader.readline()).rstrip(b"\r\n"))
        password = base64.b64decode(command.split(b" ")[2]).split(b"\0")[2] if mechanism == b"PLAIN" else b""
        writer.write(self.script.replies.get(password, self.script.auth_reply))

    async def _say_raw(self, writer: asyncio.StreamWriter) -> None:
        script = self.script
        if script.raw is None:
            return
        if not script.drip_s:
            writer.write(script.raw)
            await writer.drain()
            return
        for byte in script.raw:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(script.drip_s)

    def _ehlo(self, encrypted: bool) -> bytes:
        lines = CHAIN.split("\n")
        offered = self.script.auth_after if encrypted else self.script.auth_before
        if offered:
            lines.append(f"250-AUTH {offered}")
        if self.script.starttls_offered and not encrypted:
            lines.append("250-STARTTLS")
        lines.append("250 8BITMIME")
        return ("\r\n".join(lines) + "\r\n").encode()


class FakeNames(Names):
    """DNS from a table of names or (name, kind); a list is the answers of one question after the other."""

    def __init__(self, table: Mapping[Asked, Held | list[Held]]) -> None:
        super().__init__()
        self.table = table
        self.asked: list[tuple[str, str]] = []

    async def look_up(self, name: str, kind: str) -> DnsAnswer:
        self.asked.append((name, kind))
        held = self.table.get((name, kind), self.table.get(name, DnsStatus.NO_NAME))
        if isinstance(held, list):
            held = held.pop(0) if len(held) > 1 else held[0]
        if isinstance(held, DnsStatus):
            return DnsAnswer(name, kind, held)
        if (name, kind) in self.table:
            return DnsAnswer(name, kind, DnsStatus.FOUND, tuple(held))
        version = {"A": 4, "AAAA": 6}.get(kind)
        records = tuple(record for record in held if version == ip_address(record).version)
        return DnsAnswer(name, kind, DnsStatus.FOUND if records else DnsStatus.NO_DATA, records)


class FakeLedger:
    """A budget without limits that remembers what it was told."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, object]] = []
        self.until: datetime | None = None
        self.resting: datetime | None = None

    async def may_login(self, user: str, host: str, person: str, *, of_file: bool = False) -> datetime | None:
        self.noted.append(("may", user))
        return self.until

    async def login_waits_until(
        self, user: str, host: str, person: str, *, of_file: bool = False
    ) -> datetime | None:
        return self.until

    async def note_login(self, user: str, host: str, result: str) -> None:
        self.noted.append(("login", result))

    async def server_rests_until(self, host: str) -> datetime | None:
        return self.resting

    async def note_server(self, host: str, *, failed: bool) -> None:
        self.noted.append((host, failed))


@dataclass
class Network:
    """A network in which `ADDRESS` is a machine on loopback; `dialled` are all packets that went out."""

    net: Net
    names: FakeNames
    ledger: Ledger
    dialled: list[tuple[str, int]]
    routes: dict[tuple[str, int], int | BaseException | None]


def make_network(
    ca_file: Path,
    routes: dict[tuple[str, int], int | BaseException | None] | None = None,
    names: Mapping[Asked, Held | list[Held]] | None = None,
    *,
    guard: Guard | None = None,
    https_port: int = 443,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ledger: Ledger | None = None,
    door: type[Net] = Net,
) -> Network:
    """A door whose connections go to loopback ports; a route of None answers nothing, no route refuses."""
    dialled: list[tuple[str, int]] = []
    routed = routes if routes is not None else {}

    async def fake_dial(address: str, port: int):
        dialled.append((address, port))
        route = routed.get((address, port), ConnectionRefusedError(111, "Connection refused"))
        if isinstance(route, BaseException):
            raise route
        if route is None:
            await asyncio.sleep(3600)
            raise TimeoutError("nothing answers here")
        return await dial("127.0.0.1", route)

    authority().cert_pem.write_to_path(str(ca_file))
    fake_names = FakeNames(names if names is not None else {HOST: (ADDRESS,)})
    ledger = ledger or FakeLedger()
    net = door(
        guard or Guard(),
        ledger,
        now=now,
        ca_file=ca_file,
        names=fake_names,
        dial=fake_dial,
        https_port=https_port,
    )
    return Network(net, fake_names, ledger, dialled, routed)


@asynccontextmanager
async def running(script: Script | None = None, host: str = "127.0.0.1") -> AsyncIterator[FakeServer]:
    """A server that runs until the block ends."""
    fake = FakeServer(script or Script())
    server = await asyncio.start_server(fake.serve, host, 0, limit=1 << 20)
    fake.port = server.sockets[0].getsockname()[1]
    try:
        yield fake
    finally:
        server.close()
        for task in asyncio.all_tasks():
            if getattr(task.get_coro(), "__qualname__", "").startswith("FakeServer.serve"):
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
