"""Who a server belongs to, told from its host name and the marks in its texts; and how one logs in where.

Data with look-ups; it asks nobody and never judges who refused by the recipient's domain.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ahocorasick_rs import BytesAhoCorasick

from bot.providers.submission import (
    PASSWORDS,
    USER_NAMES,
    Endpoint,
    PasswordRule,
    Provider,
    Shape,
    UserForm,
    by_suffix,
    load_providers,
    provider_of_domain,
    provider_of_host,
    provider_of_mx,
)

__all__ = [
    "PASSWORDS",
    "USER_NAMES",
    "Endpoint",
    "PasswordRule",
    "Provider",
    "Shape",
    "UserForm",
    "frequent_software",
    "is_refuser",
    "is_software",
    "load_providers",
    "owner_of_host",
    "provider_of_domain",
    "provider_of_host",
    "provider_of_mx",
    "refusing_provider",
    "says_words_of",
    "software",
]


def refusing_provider(host: str | None, text: str) -> str | None:
    """Who refused, as far as a host name and a reply's text tell; None when neither does.

    A mark in the text beats the host's name: a gateway often only passes words on. Mail server
    software (`postfix`, `exim`) is the answer only when no provider is.
    """
    line = text.casefold().encode("utf-8", "replace")
    hits = {number for number, _, _ in _marks().find_matches_as_indexes(line, overlapping=True)}
    marked = [_owners()[number] for number in sorted(hits)]
    for owner in marked:
        if owner not in software():
            return owner
    by_host = owner_of_host(host) if host else None
    return by_host if by_host is not None or not marked else marked[0]


def owner_of_host(host: str) -> str | None:
    """Who runs a host, by its name alone; None for nobody known."""
    return by_suffix(host.casefold().rstrip("."), _host_suffixes())


def is_software(provider: str) -> bool:
    """Whether the name is that of a mail server program, which anybody may run."""
    return provider in software()


def says_words_of(provider: str, other: str) -> bool:
    """Whether a provider's servers refuse in another's words: IONOS and GMX are of one house."""
    return other in _table()[provider].get("words_of", ())


def is_refuser(name: str) -> bool:
    """Whether the name is one by which it is told who refused."""
    return name in _table()


@cache
def software() -> frozenset[str]:
    """The names of mail server programs, which anybody may run."""
    return frozenset(name for name, facts in _table().items() if facts.get("software"))


@cache
def frequent_software() -> frozenset[str]:
    """The names of those whose words, be they few, may stand in any server's answer."""
    return frozenset(name for name in software() if not _table()[name].get("seldom"))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files(__package__) / "refusers.toml").read_text(encoding="utf-8"))


@cache
def _host_suffixes() -> dict[str, str]:
    return {suffix: name for name, facts in _table().items() for suffix in facts["hosts"]}


@cache
def _owners() -> tuple[str, ...]:
    return tuple(name for name, facts in _table().items() for _ in facts["marks"])


@cache
def _marks() -> BytesAhoCorasick:
    return BytesAhoCorasick(mark.encode() for facts in _table().values() for mark in facts["marks"])
