"""How the text of each kind of setting is read.

Each raises ValueError that says which form the text must have, and never repeats the text.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import urlsplit

SLACK_API_URL = "https://slack.com/api/"
_LOG_LEVELS = ("debug", "info", "warning", "error")
_UNITS_S = {"s": 1, "m": 60, "h": 3600}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def token_parser(prefix: str, page: str) -> Callable[[str], str]:
    """Give what reads a token of Slack's: its `prefix`, then letters, digits and hyphens; `page` has it."""

    def parse(value: str) -> str:
        if re.fullmatch(re.escape(prefix) + r"[A-Za-z0-9-]+", value) is None:
            raise ValueError(f"must begin with {prefix} and hold no spaces; copy it from {page}")
        return value

    return parse


def parse_signing_secret(value: str) -> str:
    """Read the signing secret: 8 characters or more without a space."""
    if re.fullmatch(r"[!-~]{8,200}", value) is None:
        raise ValueError(
            "must be one word of 8 characters or more; copy it from Basic Information, App Credentials"
        )
    return value


def parse_url(value: str) -> str:
    """Read the Web API's base address, given back with a slash at its end."""
    parts = urlsplit(value)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username or parts.query:
        raise ValueError(f"must be an address such as {SLACK_API_URL}")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise ValueError(
            "must begin with https://, since the tokens travel there; http:// is for this machine"
        )
    return value if value.endswith("/") else value + "/"


def _is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own (RFC 6761 6.3, RFC 1122 3.2.1.3)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def parse_port(value: str) -> int:
    """Read one port, 1 to 65535."""
    if re.fullmatch(r"[0-9]{1,5}", value) is None or not 1 <= int(value) <= 65535:
        raise ValueError("must be a port from 1 to 65535")
    return int(value)


def parse_ports(value: str) -> tuple[int, ...]:
    """Read ports, separated by commas."""
    return tuple(parse_port(part.strip()) for part in value.split(","))


def parse_days(value: str) -> int:
    """Read a number of days, 1 to 99999."""
    if re.fullmatch(r"[0-9]{1,5}", value) is None or int(value) < 1:
        raise ValueError("must be a whole number of days from 1 to 99999")
    return int(value)


def parse_duration_s(value: str) -> int:
    """Read `90s`, `15m` or `4h` as seconds, one or more."""
    found = re.fullmatch(r"([0-9]{1,7})([smh])", value)
    if found is None or int(found[1]) < 1:
        raise ValueError("must be a time such as 90s, 15m or 4h")
    return int(found[1]) * _UNITS_S[found[2]]


def _network(value: str) -> Network:
    try:
        return ipaddress.ip_network(value)
    except ValueError as error:
        raise ValueError("must be networks such as 10.0.0.0/8, separated by commas") from error


def parse_networks(value: str) -> tuple[Network, ...]:
    """Read networks in CIDR notation, separated by commas."""
    return tuple(_network(part.strip()) for part in value.split(","))


def _nameserver(value: str) -> tuple[str, int]:
    in_brackets = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\](?::([0-9]+))?", value)
    found = in_brackets or re.fullmatch(r"([0-9.]+)(?::([0-9]+))?", value)
    address, port = (found[1], found[2] or "53") if found else (value, "53")
    try:
        return str(ipaddress.ip_address(address)), parse_port(port)
    except ValueError as error:
        raise ValueError("must be addresses such as 192.0.2.53 or [2001:db8::53]:5353") from error


def parse_nameservers(value: str) -> tuple[tuple[str, int], ...]:
    """Read addresses with an optional port, 53 where none is given, separated by commas."""
    return tuple(_nameserver(part.strip()) for part in value.split(","))


def parse_log_level(value: str) -> str:
    """Read a log level in any letter case."""
    if value.lower() not in _LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(_LOG_LEVELS)}")
    return value.lower()


def parse_slack_id(value: str) -> str:
    """Read the id of a channel or of a user group."""
    if re.fullmatch(r"[CGS][A-Z0-9]{2,20}", value) is None:
        raise ValueError("must be the id of a channel (C...) or of a user group (S...)")
    return value
