"""Lists of what codes mean: tables, documents, a program's map of its texts. Nothing in them happened."""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import REPLY, Seen, Signs
from bot.parse.talk.told import LOGGED, REPORTS

_LIMIT: Final = 20_000  # characters in which such a list shows
_MAY: Final = Signs(
    REPLY, r"(?:^[\s|*•·–—-]*|[\"'`](?:smtp |error )?|\w = )[2-5](?:\d\d|\.\d\.\d+)[\"'` \t|:,;]"
)
# A row: a code and what it means behind a sign, and no address, which would be somebody's.
_ROW: Final = re.compile(
    r"^[\s|*•·–—-]{0,12}[\"'`(]?(?:(?:SMTP|Error|Code|Fehler)(?: [Cc]ode)? )?"
    r"([2-5]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3})?|[245]\.\d{1,3}\.\d{1,3})[\"'`)*]{0,3}"
    r"(?: {0,8}[|:=] ?(?![45]\d\d)|\t| {1,3}[-–—] ?)[^\n@]*$",
    re.MULTILINE,
)
_ROWS: Final = 3  # so many different ones, and nobody who tells of them, are such a list
# The same without a sign between, or in one line: a code in quotes, or one that a word in capitals follows.
_NAMED: Final = re.compile(
    r"(?:^[\s|*-]{0,8}[\"'`]?|[\"'`](?:(?:smtp|error) )?)([45]\d\d|[45]\.(?:[0-6]\.\d|7\.\d\d?))"
    r"(?=[\"'`]|[ \t]{0,8}[|:]|[ \t]{1,8}[A-Z(])",
    re.MULTILINE,
)
_NAMES: Final = 4
# A program's names for codes: "StatusMailboxBusy = 450 // 450 Requested mail action not taken".
_CONSTANT: Final = re.compile(
    r"^\W{0,12}\w{3,80} {0,8}= ([2-5]\d\d)[,;]?[ \t]{0,8}(?:$|//|#|/\*)", re.MULTILINE
)
# An address, a machine, a reply with its enhanced code: somebody met an error.
_MET: Final = re.compile(r"\w@\w|\d\.\d{1,3}\.\d{1,3}\.\d|[45]\d\d[ -][45]\.\d\.\d")


def explains_codes(seen: Seen) -> bool:
    """Say whether a text lists what codes mean, and tells of no error."""
    if not seen.any(_MAY):
        return False
    text = seen.text[:_LIMIT]
    if text.count("\n") + text.count('"') + text.count("'") + text.count("`") < _ROWS - 1:
        return False
    if len(set(_NAMED.findall(text))) >= _NAMES and _MET.search(text) is None:
        return True
    rows = max(len(set(row.findall(text))) for row in (_ROW, _CONSTANT))
    return rows >= _ROWS and not seen.any(REPORTS | LOGGED)
