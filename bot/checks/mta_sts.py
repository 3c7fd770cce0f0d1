"""Reads the record and the policy of MTA-STS (RFC 8461) and the record of TLS-RPT (RFC 8460). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.checks.tag_lists import parse_tag_list, shown

MAX_AGE_S = 31_557_600  # a year, RFC 8461 3.2
MODES = ("enforce", "testing", "none")
POLICY_LINES = 1_000

_ID = re.compile(r"[A-Za-z0-9]{1,32}")
_HOST = re.compile(r"(?:\*\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?\.?")
_REPORT_TO = re.compile(r"(?:mailto:[^@\s]+@\S+|https://\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StsRecord:
    """The TXT record at `_mta-sts`: `flaw` is the part that cannot be read, empty when all can."""

    id: str = ""
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class StsPolicy:
    """The policy file: its mode, the host patterns it names, and the part that cannot be read."""

    mode: str = ""
    hosts: tuple[str, ...] = ()
    flaw: str = ""

    def covers(self, host: str) -> bool:
        """Whether one of its patterns names the host; `*` stands for one label (RFC 8461 4.1)."""
        plain = host.casefold()
        above = plain.partition(".")[2]
        return any(
            above == pattern[2:] if pattern.startswith("*.") else plain == pattern for pattern in self.hosts
        )


def select_sts(records: Iterable[str]) -> tuple[str, ...]:
    """The MTA-STS records among a name's TXT records."""
    return tuple(record for record in records if re.match(r"v\s*=\s*STSv", record, re.IGNORECASE))


def parse_sts(record: str) -> StsRecord:
    """Read a record that `select_sts` found."""
    tags = parse_tag_list(record)
    if isinstance(tags, str):
        return StsRecord(flaw=tags or ";;")
    if next(iter(tags)) != "v" or tags["v"] != "STSv1":
        return StsRecord(flaw=shown(record.partition(";")[0]))
    if not _ID.fullmatch(tags.get("id", "")):
        return StsRecord(flaw=shown(f"id={tags.get('id', '')}"))
    return StsRecord(tags["id"])


def parse_policy(body: bytes) -> StsPolicy:
    """Read the file at `/.well-known/mta-sts.txt` (RFC 8461 3.2); of two equal keys the first counts."""
    values: dict[str, str] = {}
    hosts: list[str] = []
    for line in body.decode("utf-8", "replace").splitlines()[:POLICY_LINES]:
        key, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon:
            return StsPolicy(flaw=shown(line))
        key, value = key.strip(), value.strip()
        if key == "mx":
            if not _HOST.fullmatch(value):
                return StsPolicy(flaw=shown(line))
            hosts.append(value.casefold().removesuffix("."))
        else:
            values.setdefault(key, value)
    flaw = _policy_flaw(values, hosts)
    return StsPolicy(flaw=flaw) if flaw else StsPolicy(values["mode"], tuple(hosts))


def _policy_flaw(values: dict[str, str], hosts: list[str]) -> str:
    if values.get("version") != "STSv1":
        return shown(f"version: {values.get('version', '')}")
    mode, age = values.get("mode", ""), values.get("max_age", "")
    if mode not in MODES:
        return shown(f"mode: {mode}")
    if not (age.isascii() and age.isdecimal() and len(age) <= 10 and int(age) <= MAX_AGE_S):
        return shown(f"max_age: {age}")
    return "mx:" if mode != "none" and not hosts else ""


def select_tls_rpt(records: Iterable[str]) -> tuple[str, ...]:
    """The TLS-RPT records among a name's TXT records."""
    return tuple(record for record in records if re.match(r"v\s*=\s*TLSRPTv", record, re.IGNORECASE))


def tls_rpt_flaw(record: str) -> str:
    """The part of a TLS-RPT record that cannot be read; empty when all can."""
    tags = parse_tag_list(record)
    if isinstance(tags, str):
        return tags or ";;"
    if next(iter(tags)) != "v" or tags["v"] != "TLSRPTv1":
        return shown(record.partition(";")[0])
    targets = [target.strip() for target in tags.get("rua", "").split(",")]
    return next((shown(f"rua={target}") for target in targets if not _REPORT_TO.fullmatch(target)), "")
