"""Where providers take mail for submission and how one logs in there: a table with look-ups.

Facts with their source, read once when they are first asked for; it resolves and opens nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from bot.model import TlsMode

T = TypeVar("T")

_TABLES = ("mailboxes.toml", "services.toml")
_THIS_COMPUTER = "127.0.0.1"


class UserForm(StrEnum):
    """What a provider wants as user name; `word` is one fixed word, `own` a name of another kind."""

    ADDRESS = "address"
    LOCAL_PART = "local-part"
    EITHER = "either"
    WORD = "word"
    OWN = "own"
    UNKNOWN = "unknown"


class PasswordRule(StrEnum):
    """What a provider takes as password."""

    ACCOUNT = "account"
    APP_PASSWORD = "app-password"  # noqa: S105 - the name of a rule
    APP_PASSWORD_WITH_TWO_STEP = "app-password-with-two-step"  # noqa: S105 - the name of a rule
    AUTHORIZATION_CODE = "authorization-code"
    API_KEY = "api-key"
    OAUTH = "oauth"
    UNKNOWN = "unknown"


# How what is wanted at a login is told to people.
USER_NAMES: Mapping[str, str] = {
    UserForm.ADDRESS: "the whole address",
    UserForm.LOCAL_PART: "the part before the @",
    UserForm.EITHER: "the whole address, or the part before the @",
}
PASSWORDS: Mapping[str, str] = {
    PasswordRule.ACCOUNT: "the mailbox's own",
    PasswordRule.APP_PASSWORD: "an app password, made in the account's settings",
    PasswordRule.APP_PASSWORD_WITH_TWO_STEP: (
        "an app password, made in the account's settings once two-step verification is on"
    ),
    PasswordRule.AUTHORIZATION_CODE: "the authorization code, made in the mailbox's settings",
    PasswordRule.API_KEY: "a key, made in the service's settings",
    PasswordRule.OAUTH: "none is taken; the program has to sign in with OAuth",
}


class RowBasis(StrEnum):
    """What a row rests on, strongest first."""

    DOCUMENTED = "documented"
    CONFIG_DATABASE = "config-database"
    PAGE = "page"
    PUBLIC_CODE = "public-code"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A port that takes mail; `host` may hold names in braces (see `Provider.endpoints`)."""

    host: str
    port: int
    tls: TlsMode


@dataclass(frozen=True, slots=True)
class Shape:
    """How a provider's app passwords or keys look.

    `length` counts without what only parts it, 0 where it varies. `lower_letters`: nothing but a to z.
    `grouped`: shown in groups with spaces or hyphens between them. `prefix` opens a key.
    """

    length: int
    lower_letters: bool = False
    grouped: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider's submission settings.

    `word` is the fixed user name of form `word`; `user_is` says in words what form `own` means.
    `password_is` is the provider's own name for the password of other programs, where it says another
    one than app password. `never_account_password`: the account's own password is never taken.
    `enable_first`: SMTP is switched on in the provider's settings first. `region` is empty where there
    is one server for all. `help` is the provider's page, empty where none is known; `source` where
    the row comes from.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    mx: tuple[str, ...]
    submission: tuple[Endpoint, ...]
    user: UserForm
    word: str
    user_is: str
    password: PasswordRule
    password_is: str
    shape: Shape | None
    never_account_password: bool
    enable_first: bool
    shares_host: bool
    region: str
    note: str
    help: str
    source: str
    basis: RowBasis
    reviewed: date

    def endpoints(self, domain: str) -> tuple[Endpoint, ...]:
        """The ports for an address of that domain, without those whose host only a control panel shows."""
        named = (Endpoint(one.host.replace("{domain}", domain), one.port, one.tls) for one in self.submission)
        return tuple(one for one in named if "{" not in one.host)


def provider_of_domain(domain: str) -> Provider | None:
    """The provider whose own mailboxes lie in this domain; None for a domain of one's own."""
    name = _plain(domain)
    index = _indexes().domains
    return index.get(name) or by_suffix(name, index, mark=".", above=True)


def provider_of_mx(hosts: Iterable[str]) -> Provider | None:
    """The provider that the first known of these MX hosts belongs to, best preference first.

    None for none.
    """
    for host in hosts:
        found = by_suffix(_plain(host), _indexes().mx)
        if found is not None:
            return found
    return None


def provider_of_host(host: str) -> Provider | None:
    """The provider whose submission server has this name, of several that share it the one that runs it.

    None for a server of nobody known.
    """
    name = _plain(host)
    indexes = _indexes()
    return indexes.hosts.get(name) or by_suffix(name, indexes.host_suffixes, above=True)


def server_names() -> Iterable[str]:
    """The whole names of all submission servers, in lower case."""
    return _indexes().hosts.keys()


@cache
def load_providers() -> Mapping[str, Provider]:
    """Every provider by id."""
    found: dict[str, Provider] = {}
    for table in _TABLES:
        rows = tomllib.loads((files(__package__) / table).read_text(encoding="utf-8"))
        found.update({name: _provider(name, row) for name, row in rows.items()})
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class _Indexes:
    domains: Mapping[str, Provider]
    mx: Mapping[str, Provider]
    hosts: Mapping[str, Provider]
    host_suffixes: Mapping[str, Provider]


@cache
def _indexes() -> _Indexes:
    everyone = load_providers().values()
    leading = [provider for provider in everyone if not provider.shares_host]
    # `{server}.example.net` is known by `example.net`; `mail.{domain}` by nothing.
    # Whatever runs on a computer is at its own address there, not Proton Mail Bridge alone.
    hosts = [
        (endpoint.host, provider)
        for provider in leading
        for endpoint in provider.submission
        if endpoint.host != _THIS_COMPUTER
    ]
    open_ended = [(host.rpartition("}")[2].lstrip("."), provider) for host, provider in hosts if "{" in host]
    return _Indexes(
        domains={domain: provider for provider in everyone for domain in provider.domains},
        mx={suffix: provider for provider in everyone for suffix in provider.mx},
        hosts={host: provider for host, provider in hosts if "{" not in host},
        host_suffixes={suffix: provider for suffix, provider in open_ended if suffix},
    )


def by_suffix(name: str, index: Mapping[str, T], *, mark: str = "", above: bool = False) -> T | None:
    """What the index holds for the longest suffix of whole labels; None for none of them.

    `mark` stands before each suffix in the index; `above` leaves the name itself out.
    """
    labels = name.split(".")
    for start in range(1 if above else 0, len(labels) - 1):
        found = index.get(mark + ".".join(labels[start:]))
        if found is not None:
            return found
    return None


def _plain(name: str) -> str:
    return name.strip().casefold().rstrip(".")


def _provider(id: str, row: Mapping[str, Any]) -> Provider:  # noqa: A002 - as the field is called
    return Provider(
        id=id,
        name=row["name"],
        domains=tuple(row.get("domains", ())),
        mx=tuple(row.get("mx", ())),
        submission=tuple(map(_endpoint, row.get("submission", ()))),
        user=UserForm(row["user"]),
        word=row.get("word", ""),
        user_is=row.get("user_is", ""),
        password=PasswordRule(row["password"]),
        password_is=row.get("password_is", ""),
        shape=_shape(row["shape"]) if "shape" in row else None,
        never_account_password=row.get("always", False),
        enable_first=row.get("enable_first", False),
        shares_host=row.get("shares_host", False),
        region=row.get("region", ""),
        note=row.get("note", ""),
        help=row.get("help", ""),
        source=row["source"],
        basis=RowBasis(row["basis"]),
        reviewed=row["reviewed"],
    )


def _endpoint(text: str) -> Endpoint:
    host, port, mode = text.rsplit(" ", 2)
    return Endpoint(host, int(port), TlsMode(mode))


def _shape(text: str) -> Shape:
    """Read `16 a-z 4-space`, `16 a-z` or `69 key SG.`."""
    length, letters, *rest = text.split(" ")
    if letters == "key":
        return Shape(int(length), prefix=rest[0])
    return Shape(int(length), lower_letters=True, grouped=bool(rest))
