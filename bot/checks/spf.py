"""Reads one SPF record by the grammar of RFC 7208 12. Pure: it looks nothing up."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.checks.tag_lists import shown

# Terms that cost a look-up at the receiver (RFC 7208 4.6.4); `redirect` costs one too.
COSTLY = ("include", "a", "mx", "ptr", "exists")

# Nobody owns as much as this: a record that allows it allows strangers.
HUGE_V4 = 7
HUGE_V6 = 15

_DIRECTIVE = re.compile(r"([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)((?:[:/].*)?)", re.IGNORECASE)
_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*)=(.*)")
_CIDR = re.compile(r"(.*?)(?:/(0|[1-9][0-9]{0,2}))?(?://(0|[1-9][0-9]{0,2}))?")
# RFC 7208 7.1; the letters c, r and t belong into `exp` texts only.
_MACRO = re.compile(r"%(?:\{[slodiphv][0-9]*r?[.+,/_=-]*\}|[%_-])", re.IGNORECASE)
_TOP_LABEL = re.compile(r"\.(?![0-9]+\.?$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?$")


@dataclass(frozen=True, slots=True)
class SpfTerm:
    """One mechanism: `domain` empty where none is written, prefixes None where the whole address counts."""

    qualifier: str
    name: str
    domain: str
    prefix4: int | None
    prefix6: int | None
    text: str

    @property
    def is_open(self) -> bool:
        """Whether it lets everybody, or half the internet, send."""
        if self.qualifier != "+":
            return False
        if self.name == "all":
            return True
        v4, v6 = self.prefix4, self.prefix6
        return (v4 is not None and v4 <= HUGE_V4) or (v6 is not None and v6 <= HUGE_V6)

    @property
    def has_macro(self) -> bool:
        """Whether its domain depends on the message, so that it cannot be looked up beforehand."""
        return "%" in self.domain


@dataclass(frozen=True, slots=True)
class SpfRecord:
    """A record that can be read: its mechanisms in order and where it redirects to, empty for nowhere."""

    text: str
    terms: tuple[SpfTerm, ...]
    redirect: str

    @property
    def all_qualifier(self) -> str | None:
        """What it says of everybody else (`-`, `~`, `?`, `+`); None when it says nothing."""
        return next((term.qualifier for term in self.terms if term.name == "all"), None)


@dataclass(frozen=True, slots=True)
class SpfFault:
    """What cannot be read, and at which character of the record it begins, from 1."""

    term: str
    position: int


def select_spf(records: Iterable[str]) -> tuple[str, ...]:
    """The SPF records among a name's TXT records (RFC 7208 4.5)."""
    return tuple(
        record
        for record in records
        if record.casefold() == "v=spf1" or record.casefold().startswith("v=spf1 ")
    )


def nearly_spf(records: Iterable[str]) -> str | None:
    """A TXT record that was meant as SPF and is none: a space or quote before it, or mistyped.

    None for none.
    """
    for record in records:
        bare = record.casefold().lstrip("\"'“”„‘’ \t\ufeff\u00a0")
        if bare.startswith(("v=spf", "v = spf", "v =spf", "v= spf", "spf1 ")) or (
            bare.startswith("v=") and "include:" in bare
        ):
            return record
    return None


def parse_spf(text: str) -> SpfRecord | SpfFault:
    """Read a record that `select_spf` found; the first thing that breaks the grammar is the fault."""
    terms: list[SpfTerm] = []
    modifiers: dict[str, str] = {}
    for found in list(re.finditer("[^ ]+", text))[1:]:
        word = found[0]
        term = _term(word)
        if term is not None:
            terms.append(term)
            continue
        modifier = _modifier(word)
        # RFC 7208 6: `redirect` and `exp` stand at most once.
        if modifier is None or (modifier[0] in modifiers and modifier[0] in {"redirect", "exp"}):
            return SpfFault(shown(word), found.start() + 1)
        modifiers[modifier[0]] = modifier[1]
    return SpfRecord(text, tuple(terms), _plain(modifiers.get("redirect", "")))


def _term(word: str) -> SpfTerm | None:
    match = _DIRECTIVE.fullmatch(word)
    if match is None:
        return None
    qualifier, name, rest = match[1] or "+", match[2].casefold(), match[3]
    if name == "all":
        return None if rest else SpfTerm(qualifier, name, "", None, None, shown(word))
    if name in {"ip4", "ip6"}:
        return _network(qualifier, name, rest, word)
    cidr = _CIDR.fullmatch(rest) if name in {"a", "mx"} else None
    domain = cidr[1] if cidr is not None else rest
    prefix4 = int(cidr[2]) if cidr is not None and cidr[2] else None
    prefix6 = int(cidr[3]) if cidr is not None and cidr[3] else None
    if (prefix4 or 0) > 32 or (prefix6 or 0) > 128:
        return None
    if domain and not (domain.startswith(":") and _is_domain_spec(domain[1:])):
        return None
    if not domain and name in {"include", "exists"}:
        return None
    return SpfTerm(qualifier, name, _plain(domain[1:]), prefix4, prefix6, shown(word))


def _network(qualifier: str, name: str, rest: str, word: str) -> SpfTerm | None:
    address, slash, prefix = rest[1:].partition("/")
    if not rest.startswith(":") or (slash and not re.fullmatch(r"0|[1-9][0-9]{0,2}", prefix)):
        return None
    try:
        if name == "ip4":
            network4 = ipaddress.IPv4Network((address, int(prefix or 32)), strict=False)
            return SpfTerm(qualifier, name, "", network4.prefixlen, None, shown(word))
        network6 = ipaddress.IPv6Network((address, int(prefix or 128)), strict=False)
        return SpfTerm(qualifier, name, "", None, network6.prefixlen, shown(word))
    except ValueError:
        return None


def _modifier(word: str) -> tuple[str, str] | None:
    match = _MODIFIER.fullmatch(word)
    if match is None:
        return None
    name, value = match[1].casefold(), match[2]
    good = _is_domain_spec(value) if name in {"redirect", "exp"} else _is_macro_string(value)
    return (name, value) if good else None


def _is_macro_string(text: str) -> bool:
    literal = _MACRO.sub("", text)
    return "%" not in literal and all("!" <= char <= "~" for char in literal)


def _is_domain_spec(text: str) -> bool:
    """RFC 7208 7.1: ends in a dot and a top label, or in a macro."""
    if not text or not _is_macro_string(text):
        return False
    return _TOP_LABEL.search(text) is not None or (text.endswith("}") and "%{" in text)


def _plain(domain: str) -> str:
    return domain.casefold().removesuffix(".")
