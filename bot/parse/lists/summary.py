"""Postfix's summary of a log (pflogsumm): how often what it put off or gave back failed, and at what."""

from __future__ import annotations

import re
from typing import Final

_TOTAL: Final = "(total: "
# Through what mail was to go: "  smtp (total: 12)". Above what Postfix refused itself stand words of its own.
_THROUGH: Final = re.compile(
    r"[ \t>]{0,20}(?:[sl]mtp|local|virtual|pipe|error|retry|none"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\[\S{3,50})?)"
    r" \(total: \d{1,9}\)\s{0,8}"
)
# Below these headings; of anything else by themselves.
_DETAIL: Final = re.compile(r"\bmessage (?:deferral|bounce) detail\b")
_OF_ANYTHING: Final = re.compile(r"[ \t>]{0,20}(?:local|virtual|pipe|error|retry|none) ")
_ERROR: Final = re.compile(r"[ \t>]{1,20}(\d{1,7}) {2,4}(\S.{3,2000})")


def summary_rows(text: str) -> list[tuple[int, str]]:
    """Give each error below a heading with how often it stood there; empty where no summary is."""
    if _TOTAL not in text:
        return []
    headed = _DETAIL.search(text) is not None
    rows: list[tuple[int, str]] = []
    below = False
    for line in text.split("\n"):
        row = _ERROR.fullmatch(line) if below else None
        if row is not None:
            rows.append((int(row.group(1)), row.group(2).rstrip()))
        else:
            below = (
                _TOTAL in line
                and _THROUGH.fullmatch(line) is not None
                and (headed or _OF_ANYTHING.match(line) is None)
            )
    return rows
