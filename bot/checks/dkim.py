"""Reads the key record of a DKIM selector (RFC 6376 3.6.1). Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bot.checks.tag_lists import parse_tag_list, shown

# RFC 8301 3.2: verifiers take no RSA key under 1024 bits; new ones have 2048.
WEAKEST_BITS = 1024
ADVISED_BITS = 2048
ED25519_BYTES = 32  # RFC 8463 4.2

COMMON_SELECTORS = (
    "default", "selector1", "selector2", "google", "dkim", "mail", "k1", "s1", "s2", "fm1",
)  # fmt: skip
"""What large services and mail programs call their keys; asked when no selector was named."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class DkimKey:
    """A key record. `flaw` is the part that cannot be read, empty when all can; then the rest counts.

    `bits` is None for a revoked key. `weak` says why no verifier takes it: `bits` or `sha1`.
    """

    kind: str = "rsa"
    bits: int | None = None
    revoked: bool = False
    testing: bool = False
    weak: str = ""
    flaw: str = ""


def select_dkim(records: Iterable[str]) -> tuple[str, ...]:
    """The key records among a name's TXT records; a wildcard may have put others there."""
    return tuple(record for record in records if _looks_like_key(record))


def parse_dkim(record: str) -> DkimKey:
    """Read one key record."""
    tags = parse_tag_list(record)
    if isinstance(tags, str):
        return DkimKey(flaw=tags or shown(record))
    if "v" in tags and (next(iter(tags)) != "v" or tags["v"] != "DKIM1"):
        return DkimKey(flaw=shown(f"v={tags['v']}"))
    if "p" not in tags:
        return DkimKey(flaw="p=")
    kind = tags.get("k", "rsa")
    if kind not in {"rsa", "ed25519"}:
        return DkimKey(flaw=shown(f"k={kind}"))
    services = _list(tags.get("s", "*"))
    if not {"*", "email"} & services:
        return DkimKey(flaw=shown(f"s={tags['s']}"))
    testing = "y" in _list(tags.get("t", ""))
    content = _SPACE.sub("", tags["p"])
    if not content:
        return DkimKey(kind, revoked=True, testing=testing)
    bits = _bits(kind, content)
    if bits is None:
        return DkimKey(kind, flaw=shown(f"p={content[:24]}"))
    hashes = _list(tags.get("h", "sha256"))
    weak = "bits" if kind == "rsa" and bits < WEAKEST_BITS else "" if "sha256" in hashes else "sha1"
    return DkimKey(kind, bits, testing=testing, weak=weak)


def _looks_like_key(record: str) -> bool:
    bare = _SPACE.sub("", record.casefold()).lstrip("\"'")
    return bare.startswith(("v=dkim", "k=", "p=")) or ";p=" in bare


def _list(value: str) -> set[str]:
    return {part.strip().casefold() for part in value.split(":")}


def _bits(kind: str, content: str) -> int | None:
    """The size of the key; None when it is none."""
    try:
        raw = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        return None
    if kind == "ed25519":
        return 256 if len(raw) == ED25519_BYTES else None
    try:
        key = load_der_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key.key_size if isinstance(key, RSAPublicKey) else None
