"""Judges hosts, addresses and ports before anything is sent. Pure; it resolves and opens nothing.

What is refused is refused in words for a person; the setting that would allow it goes with the
error for the operator.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass

import idna

from bot.errors import RefusedTargetError
from bot.providers import provider_of_domain

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

SMTP_PORTS = (25, 465, 587, 2525, 2465, 2587, 8465, 588)
"""Ports on which servers take mail: the usual ones, and those that Resend, SMTP2GO and Mailjet add."""

FOREIGN_PORTS = {22: "SSH", 80: "HTTP", 110: "POP3", 143: "IMAP", 993: "IMAP", 995: "POP3"}
"""Ports people mistake for SMTP's; answered without a packet."""

NETWORKS_SETTING = "SMTPCHECK_ALLOW_NETWORKS"
PORTS_SETTING = "SMTPCHECK_EXTRA_PORTS"

HOST_CHARS = 253  # RFC 1035 2.3.4, without the final dot
SHOWN_CHARS = 60

# IANA's special-purpose registries (RFC 6890), save the documentation networks, which lead nowhere, and
# Azure's own address in every network of theirs (learn.microsoft.com, what-is-ip-address-168-63-129-16).
_INNER_V4 = tuple(
    (ipaddress.IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this machine's own"),
        ("10.0.0.0/8", "a private"),
        ("100.64.0.0/10", "a provider-internal"),
        ("127.0.0.0/8", "this machine's own"),
        ("168.63.129.16/32", "a provider-internal"),
        ("169.254.0.0/16", "a link-local"),
        ("172.16.0.0/12", "a private"),
        ("192.0.0.0/24", "a reserved"),
        ("192.88.99.0/24", "a reserved"),
        ("192.168.0.0/16", "a private"),
        ("198.18.0.0/15", "a private"),
        ("224.0.0.0/4", "a multicast"),
        ("240.0.0.0/4", "a reserved"),
    )
)
_INNER_V6 = tuple(
    (ipaddress.IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "this machine's own"),
        ("::1/128", "this machine's own"),
        ("fc00::/7", "a private"),
        ("fe80::/10", "a link-local"),
        ("fec0::/10", "a private"),
        ("ff00::/8", "a multicast"),
        ("2001::/23", "a reserved"),  # Teredo, ORCHID and the like
        ("2002::/16", "a reserved"),  # 6to4 (RFC 7526: no longer used)
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
# IPv4 in the last 32 bits: mapped (RFC 4291 2.5.5.2), translated (RFC 2765), compatible, NAT64.
_HOLDS_V4 = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "::ffff:0:0:0/96", "::/96", "64:ff9b::/96")))
_ISATAP = {0x00005EFE, 0x02005EFE}  # RFC 5214 6.1

_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r"[0-9]{1,5}")
# `ana@example.com:password`, also with another sign or a space between them; `:587` is none.
_ROW = re.compile(
    r"(\s*(?:mailto:)?([^\s@:;,|<>]+@[a-z0-9.-]+)[:;,|\s]+)(?![0-9]{1,5}(?:[/?#]|$))[^\s>]", re.IGNORECASE
)
_PORT_BEHIND = re.compile(r"(?::|[\s,;]+(?=[0-9]+$))")  # `host:465`, `host 465`, `host, 465`
_AROUND = " \t\r\n.,;<>\"'“”„‘’«»"
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# RFC 5321 4.1.2: a dot-string, any letters in it (RFC 6531), or a quoted string.
_LOCAL = re.compile(r'[^\s@<>()\[\]\\,;:"]{1,64}|"[^"\\]{1,64}"')
_WRAPPED = re.compile(r"(?:mailto:|.*<)([^\s@<>:/]+@[^\s@<>:/]+)>?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Host:
    """A host as it may be asked: an ASCII name in lower case, or an address in its usual form."""

    name: str
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """What the operator allows besides public addresses and the usual ports."""

    networks: tuple[Network, ...] = ()
    extra_ports: tuple[int, ...] = ()

    def judge_address(self, address: Address, host: str) -> Address:
        """The address to connect to; raises RefusedTargetError when it lies in an inner network."""
        forms = _forms(address)
        allowed = any(_within(form, network) for form in forms for network in self.networks)
        for form in forms:
            kind = _inner(form)
            if kind is not None and not allowed:
                raise RefusedTargetError(
                    f"{_shown(host)} leads to {kind} address; checks go to public addresses only. "
                    "Name a server that is reachable from the Internet.",
                    setting=NETWORKS_SETTING,
                )
        return forms[-1] if forms[0] not in _NAT64 else address

    def judge_port(self, port: int) -> int:
        """The port; raises RefusedTargetError when it is no port for sending mail."""
        if port in SMTP_PORTS or port in self.extra_ports:
            return port
        usual = ", ".join(map(str, SMTP_PORTS[:4]))
        raise RefusedTargetError(
            f"Port {port} is no port for sending mail; checks use {usual} and a few more. "
            "Take the port that the provider names for outgoing mail, most often 587 or 465.",
            setting=PORTS_SETTING,
        )

    @property
    def ports(self) -> tuple[int, ...]:
        """Every port that may be asked, the usual ones first."""
        return tuple(dict.fromkeys((*SMTP_PORTS, *self.extra_ports)))


def parse_target(text: str) -> tuple[Host, int | None]:
    """Read `host`, `host:port`, `[address]:port` or a bare address; raises RefusedTargetError otherwise."""
    given = text.strip()
    port: int | None = None
    if given.startswith("["):
        inner, closed, rest = given[1:].partition("]")
        if not closed or (rest and not rest.startswith(":")):
            raise _misread(text)
        if ":" not in inner:
            raise _misread(text)
        given, port = inner, _port(rest[1:], text) if rest else None
    elif any(char in given for char in "/@?#\\"):
        raise _misread(text)
    elif given.count(":") == 1:
        given, _, number = given.partition(":")
        port = _port(number.strip(), text)
    return parse_host(given), port


def parse_host(text: str) -> Host:
    """Read a host name or an address; raises RefusedTargetError saying what to write instead."""
    given = unicodedata.normalize("NFKC", text).strip()
    if given.startswith("[") and given.endswith("]") and ":" in given:
        given = given[1:-1]
    if not given:
        raise RefusedTargetError("No server was named. Give its name, such as mail.example.com.")
    if "%" not in given:
        try:
            address = ipaddress.ip_address(given)
        except ValueError:
            pass
        else:
            return Host(str(address), address)
    if _suspicious(given):
        raise _misread(text)
    name = _ascii(given, text)
    labels = name.split(".")
    # `0x7f.1`, `017700000001`, `2130706433`: what the system's resolver would read as an address.
    if _NUMBER.fullmatch(name) or labels[-1].isdecimal() or labels[-1].startswith("0x"):
        raise RefusedTargetError(
            f"{_shown(text)} is no server name: it is a number. Give the server's name, such as "
            "mail.example.com, or its address with four numbers from 0 to 255."
        )
    if len(name) > HOST_CHARS or not all(_LABEL.fullmatch(label) for label in labels):
        raise _misread(text)
    if name == "localhost" or name.endswith(".localhost"):  # RFC 6761 6.3: never to be resolved
        return Host("localhost", ipaddress.IPv4Address("127.0.0.1"))
    return Host(name)


def parse_domain(text: str) -> Host:
    """Read the domain of a mailbox; raises RefusedTargetError in words that fit a domain."""
    try:
        return parse_host(text)
    except RefusedTargetError:
        give = _bare_host(text) or "the part behind the @, such as example.com,"
        raise RefusedTargetError(f"{_shown(text)} is no domain{_unseen(text)}. Give {give} alone.") from None


def parse_mailbox(text: str) -> tuple[str, Host]:
    """Read a mail address: itself and its domain; raises RefusedTargetError for anything else."""
    given = text.strip()
    local, _, domain = given.rpartition("@")
    row = _ROW.match(given)
    if not domain or row or not _LOCAL.fullmatch(local) or not local.isprintable():
        wrapped = _WRAPPED.fullmatch(given[: 2 * HOST_CHARS])
        alone = row[2] if row else wrapped[1] if wrapped else None
        give = f"{alone} alone" if alone else "one such as someone@example.com"
        raise RefusedTargetError(f"{_shown(text)} is no mail address{_unseen(text)}. Give {give}.")
    return given, parse_domain(domain)


def parse_selector(text: str) -> str:
    """Read a DKIM selector, also one given with its `._domainkey.example.com`; raises RefusedTargetError."""
    name = text.strip().casefold().partition("._domainkey")[0]
    if not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise RefusedTargetError(
            f"{_shown(text)} is no DKIM selector. Give the word that stands before ._domainkey, such as s1."
        )
    return name


def without_login(text: str) -> str:
    """What was given as a target, `…` in the place of what may be a password.

    That is a URL's user name and password, and what stands behind an address, as in a row of a list.
    """
    row = _ROW.match(text)
    if row is not None:
        return row[1] + "…"
    before, at, rest = text.rpartition("@")
    if ":" not in before.strip().casefold().removeprefix("mailto:"):
        return text
    scheme = _SCHEME.match(before)
    return (scheme[0] if scheme else "") + "…" + at + rest


def _ascii(given: str, text: str) -> str:
    name = given.casefold().removesuffix(".") if given.isascii() else given.removesuffix(".")
    if name.isascii():
        return name
    try:
        return idna.encode(name, uts46=True).decode("ascii").casefold().removesuffix(".")
    except (idna.IDNAError, UnicodeError):
        raise _misread(text) from None


def _suspicious(given: str) -> bool:
    return any(char in "/@?#\\:%,;\"'<>()[]" or char.isspace() or not char.isprintable() for char in given)


def _misread(text: str) -> RefusedTargetError:
    hint = _bare_host(text)
    give = f"Give {hint} alone" if hint else "Give the bare name, such as mail.example.com"
    return RefusedTargetError(
        f"{_shown(text)} is no server name{_unseen(text)}. {give}, with :587 behind it for a port."
    )


def _unseen(text: str) -> str:
    """What is wrong with a name that looks right, as the part of a sentence."""
    hidden = any(not char.isprintable() and not char.isspace() for char in text)
    return ": it holds a character that nobody sees" if hidden else ""


def _bare_host(text: str) -> str | None:
    """The host in `smtps://user@host:465/path`, `host 465`, `<host>`: to be offered, never used unasked."""
    if len(text) > 2 * HOST_CHARS:
        return None
    seen = "".join(char for char in text if char.isprintable() or char.isspace())
    rest = _SCHEME.sub("", without_login(seen), count=1)
    rest = re.split(r"[/?#\\]", rest.strip(), maxsplit=1)[0].rpartition("@")[2]
    name = _PORT_BEHIND.split(rest.strip(_AROUND), maxsplit=1)[0].casefold().removesuffix(".")
    good = name.isascii() and "." in name and all(_LABEL.fullmatch(label) for label in name.split("."))
    if "@" in text and "://" not in text:  # a mailbox: what stands behind the sign is no server
        return _server_of(name)
    return name if good and not _NUMBER.fullmatch(name) and name != text else None


def _server_of(domain: str) -> str | None:
    """The server that takes mail from the mailboxes of a provider's domain; None where it is not known."""
    provider = provider_of_domain(domain)
    host = next((point.host for point in provider.submission), "") if provider is not None else ""
    return host if host and "{" not in host else None


def _port(number: str, text: str) -> int:
    if not number.isascii() or _PORT.fullmatch(number) is None or not 1 <= int(number) <= 65535:
        raise RefusedTargetError(
            f"{_shown(text)} holds no port from 1 to 65535. Give name:port, such as mail.example.com:587."
        )
    return int(number)


def _shown(text: str) -> str:
    """What was given, in a line: nothing that moves a cursor, no password of a URL, not too long."""
    line = "".join(char if char.isprintable() else " " for char in without_login(text)).strip()
    return f"“{line[:SHOWN_CHARS]}{'…' if len(line) > SHOWN_CHARS else ''}”"


def _forms(address: Address) -> tuple[Address, ...]:
    """The address and every IPv4 address inside it; the last one is what a connection reaches."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    number = int(address)
    last = ipaddress.IPv4Address(number & 0xFFFFFFFF)
    if address in _HOLDS_V4[2] and number < 0x10000:  # `::` and `::1` hold no IPv4
        return (address,)
    if any(address in network for network in _HOLDS_V4):
        return (address, last)
    if (number >> 32) & 0xFFFFFFFF in _ISATAP:
        return (last, address)
    if address.sixtofour is not None:
        return (address.sixtofour, address)
    if address.teredo is not None:
        return (*address.teredo, address)
    return (address,)


def _inner(address: Address) -> str | None:
    """Which kind of inner address it is; None for a public one."""
    if isinstance(address, ipaddress.IPv4Address):
        return next((kind for network, kind in _INNER_V4 if address in network), None)
    if any(address in network for network in _HOLDS_V4) and int(address) > 0xFFFF:
        return None  # the IPv4 address inside is judged
    found = next((kind for network, kind in _INNER_V6 if address in network), None)
    return found or (None if address in _GLOBAL_V6 else "a reserved")


def _within(address: Address, network: Network) -> bool:
    return address.version == network.version and address in network
