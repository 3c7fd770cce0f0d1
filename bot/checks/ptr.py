"""Tells a mail server's own name from the ready-made name of an address. Pure."""

from __future__ import annotations

import ipaddress
import re

_NUMBERS = re.compile(r"[0-9]+")
_PARTS = re.compile(r"[.\-_]")


def is_generic(name: str, address: str) -> bool:
    """Whether the name holds the address itself, as providers name addresses that nobody named.

    All four numbers in either order, also with leading zeros or run together, or in hexadecimal;
    of an IPv6 address its last 64 bits.
    """
    plain = name.casefold()
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        digits = parsed.exploded.replace(":", "")
        joined = _PARTS.sub("", plain)
        return digits[16:] in joined or digits[::-1][:16] in joined or _has_groups(plain, parsed)
    octets = [int(octet) for octet in address.split(".")]
    numbers = [int(number) for number in _NUMBERS.findall(plain) if len(number) < 5]
    ways = (octets, octets[::-1])
    if any(numbers[at : at + 4] in ways for at in range(len(numbers) - 3)):
        return True
    written = ["".join(f"{octet:03d}" for octet in way) for way in ways]
    written += ["".join(f"{octet:02x}" for octet in way) for way in ways]
    return any(text in part for text in written for part in _PARTS.split(plain))


def _has_groups(name: str, address: ipaddress.IPv6Address) -> bool:
    """The last four groups as they are usually written, without leading zeros, joined by a hyphen or dot."""
    groups = [group.lstrip("0") or "0" for group in address.exploded.split(":")][4:]
    parts = _PARTS.split(name)
    return any(parts[at : at + 4] == groups for at in range(len(parts) - 3))
