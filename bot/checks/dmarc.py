"""Reads a DMARC record and says at which names one may stand (RFC 7489, RFC 9989). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.checks.tag_lists import parse_tag_list, shown

POLICIES = ("none", "quarantine", "reject")
WALKED = 8
"""How many names a receiver asks at most (RFC 9989 4.10)."""

_VERSION = re.compile(r"v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)")
_NEARLY = re.compile(r"v ?= ?dmarc|dmarc ?1|p ?= ?(?:none|quarantine|reject)\b")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_VALUES = {
    "p": POLICIES,
    "sp": POLICIES,
    "np": POLICIES,
    "adkim": ("r", "s"),
    "aspf": ("r", "s"),
    "psd": ("y", "n", "u"),
    "t": ("y", "n"),
}


@dataclass(frozen=True, slots=True)
class DmarcRecord:
    """A record; `flaw` is the part that cannot be read, empty when all can."""

    policy: str = ""
    subdomains: str = ""
    psd: str = "u"
    flaw: str = ""


def select_dmarc(records: Iterable[str]) -> tuple[str, ...]:
    """The DMARC records among a name's TXT records; all others are ignored by receivers."""
    return tuple(record for record in records if _VERSION.match(record))


def nearly_dmarc(records: Iterable[str]) -> str | None:
    """A TXT record that was meant as DMARC and is none: another case, no semicolon, a quote.

    None for none.
    """
    for record in records:
        bare = record.casefold().lstrip("\"' \t\ufeff\u00a0")
        if _NEARLY.match(bare):
            return record
    return None


def parse_dmarc(record: str) -> DmarcRecord:
    """Read a record that `select_dmarc` found."""
    tags = parse_tag_list(record)
    if isinstance(tags, str):
        return DmarcRecord(flaw=tags or ";;")
    if "p" not in tags:
        return DmarcRecord(flaw="p=", psd=tags.get("psd", "u"))
    for name, allowed in _VALUES.items():
        if name in tags and tags[name].casefold() not in allowed:
            return DmarcRecord(flaw=shown(f"{name}={tags[name]}"))
    percent = tags.get("pct", "100")
    if not (percent.isascii() and percent.isdecimal() and len(percent) < 4 and int(percent) <= 100):
        return DmarcRecord(flaw=shown(f"pct={percent}"))
    for name in ("rua", "ruf"):
        for address in tags[name].split(",") if name in tags else ():
            if not _URI.fullmatch(address.strip()):
                return DmarcRecord(flaw=shown(f"{name}={address.strip()}"))
    policy = tags["p"].casefold()
    return DmarcRecord(policy, tags.get("sp", policy).casefold(), tags.get("psd", "u").casefold())


def names_to_ask(domain: str) -> tuple[str, ...]:
    """The domain and the names above it at which its policy may stand, nearest first."""
    labels = domain.split(".")
    names = [domain]
    labels = labels[1:] if len(labels) < WALKED else labels[-(WALKED - 1) :]
    while labels:
        names.append(".".join(labels))
        labels = labels[1:]
    return tuple(names[:WALKED])


def choose_above(found: Iterable[tuple[str, DmarcRecord]]) -> tuple[str, DmarcRecord] | None:
    """Which record above the domain applies, of those found, nearest first (RFC 9989 4.10.2).

    None for none.
    """
    walked: list[tuple[str, DmarcRecord]] = []
    for name, record in found:
        if "." not in name and record.psd != "y":
            continue  # a top-level domain's record speaks for its registry alone unless it says otherwise
        walked.append((name, record))
        if record.psd == "n":
            return name, record
        if record.psd == "y":
            below = [one for one in walked[:-1] if one[0].count(".") == name.count(".") + 1]
            return below[-1] if below else (name, record)
    return walked[-1] if walked else None
