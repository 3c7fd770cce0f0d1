"""The lists of `name=value` that DKIM, DMARC, MTA-STS and TLS-RPT records are made of. Pure."""

from __future__ import annotations

SHOWN_CHARS = 80
"""How much of a stranger's record is kept in evidence."""


def parse_tag_list(record: str) -> dict[str, str] | str:
    """The tags in order, white space around them removed; the part that is none when one is not.

    Names keep their letter case. A name that stands twice makes the list invalid (RFC 6376 3.2).
    """
    tags: dict[str, str] = {}
    parts = record.split(";")
    if not parts[-1].strip():  # a final semicolon is allowed
        parts.pop()
    for part in parts:
        name, sign, value = part.partition("=")
        name = name.strip()
        if not sign or not name or name in tags:
            return shown(part)
        tags[name] = value.strip()
    return tags


def shown(part: str) -> str:
    """A piece of a record as evidence holds it: one printable line, not too long."""
    line = "".join(char if char.isprintable() else "�" for char in part).strip()
    return line if len(line) <= SHOWN_CHARS else line[:SHOWN_CHARS] + "…"
