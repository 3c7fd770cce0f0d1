"""Postfix's summary of a log (pflogsumm): how often what it put off or gave back failed, and at what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bot.model import Bounce, Evidence, Reply
from bot.parse.scan.joining import BOUNCE_LIMIT, more_failures

_TOTAL: Final = "(total: "
_NO_HOST: Final = "local|virtual|pipe|error|retry|none"
# Through what mail was to go: "  smtp (total: 12)". Above what Postfix refused itself stand words of its own.
_THROUGH: Final = re.compile(
    rf"[ \t>]{{0,20}}(?:[sl]mtp|{_NO_HOST}"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\[\S{3,50})?)"
    r" \(total: \d{1,9}\)\s{0,8}"
)
# Below these headings; of anything else by themselves.
_DETAIL: Final = re.compile(r"\bmessage (?:deferral|bounce) detail\b")
_OF_ANYTHING: Final = re.compile(rf"[ \t>]{{0,20}}(?:{_NO_HOST}) ")
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
            rows.append((int(row[1]), row[2].rstrip()))
        else:
            below = (
                _TOTAL in line
                and _THROUGH.fullmatch(line) is not None
                and (headed or _OF_ANYTHING.match(line) is None)
            )
    return rows


def read_summary(
    rows: list[tuple[int, str]], read: Callable[[str], tuple[Bounce, ...]], context: tuple[Evidence, ...]
) -> tuple[Bounce, ...]:
    """Give the error of each row, counted as often as the summary says; `read` gives what its words tell."""
    told: dict[tuple[Reply, str | None], Bounce] = {}
    for number, words in rows[:BOUNCE_LIMIT]:
        first = next(iter(read(words)), Bounce(Reply(None, None, words)))
        key = (first.reply, first.recipient)
        count = number + (told[key].count if key in told else 0)
        told[key] = first._replace(count=count, client="postfix", suspected=False)
    lead, *others = told.values()
    if len(rows) > BOUNCE_LIMIT:
        context = (*context, more_failures(len(told), len(rows) - BOUNCE_LIMIT))
    return lead._replace(context=(*context, *lead.context)), *others
