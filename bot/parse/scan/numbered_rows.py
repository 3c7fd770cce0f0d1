"""Rows that tell an address and a number, no words: `ana@example.net: 535`, `| ana@example.net | 550 |`.

Two such rows are a list of refusals where each of their numbers may be one; other numbers make it
a list of something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from bot.model import Reply
from bot.parse.around import clean_address
from bot.parse.numbers.codes import HTTP_FAULTS, is_usual

_PAIRS_LIMIT: Final = 2_000  # characters of a line that tells several
_LIMIT: Final = 320  # characters of a row; RFC 5321 4.5.3.1 gives an address 254
_ADDRESS: Final = r"([^\s<>()\[\]\"',;:|=@]{1,128}@[\w.-]{1,255}+)"
_BETWEEN: Final = r"[\s|,;:=<>()\[\]\"'*→–—-]{1,12}"
_NUMBERS: Final = r"(\d[\d.,]{0,8}(?: [245]\.\d{1,3}\.\d{1,3})?)"
_ROW: Final = re.compile(
    rf"(?:\s{{0,8}}\d{{1,5}}[.),\t;])?\W{{0,8}}(?:{_ADDRESS}{_BETWEEN}"
    rf"(?:(?:smtp|error|code|status|failed|fehler){_BETWEEN}){{0,3}}{_NUMBERS}"
    rf"|{_NUMBERS}{_BETWEEN}{_ADDRESS})\W{{0,8}}$",
    re.IGNORECASE,
)
_ENOUGH: Final = 2  # rows that make a list
# "a@example.net (550), b@example.net: 552": each an address and a number, and nothing else between them.
_PAIR: Final = rf"<?{_ADDRESS}>?(?:: ?| ?[=(→–-]{{1,2}} ?| ){_NUMBERS}\)?"
_PAIRS: Final = re.compile(
    r"(?P<before>(?:[^@\n]{0,200}[:\s])?)"
    rf"(?P<pairs>{_PAIR}(?:(?:[,;] ?| )(?:and |und |et |y |e )?{_PAIR}){{1,50}})\W{{0,3}}"
)
_ONE_PAIR: Final = re.compile(_PAIR)
_ROUND: Final = frozenset({450, 500, 550})
_OF_MAIL: Final = re.compile(
    r"(?:smtp|error|code|status|fail|fehler|bounce|refus|reject|deliver)\w*(?![\w.]*@)", re.IGNORECASE
)
_REPLY: Final = re.compile(r"(?:([2-5]\d\d)(?: |$))?([245]\.\d\.\d{1,3})?")


def numbered_row(line: str) -> tuple[str, Reply | None] | None:
    """Give the address of a row and the reply that its number is; None where the line is no such row."""
    if "@" not in line or len(line) > _LIMIT:
        return None
    row = _ROW.match(line)
    if row is None:
        return None
    before, behind, number, address = row.groups()
    name = clean_address(before or address)
    return (name, _reply(behind or number)) if name is not None else None


def pairs_apart(lines: Sequence[str]) -> list[str]:
    """Put each address with its number on a line of its own where one line tells several and nothing else."""
    apart: list[str] = []
    for line in lines:
        found = _PAIRS.fullmatch(line) if line.count("@") >= _ENOUGH and len(line) <= _PAIRS_LIMIT else None
        rows = [pair[0] for pair in _ONE_PAIR.finditer(found["pairs"])] if found is not None else []
        if found is not None and all(
            row is not None and row[1] is not None for row in map(numbered_row, rows)
        ):
            apart += [*filter(None, [found["before"].rstrip()]), *rows]
        else:
            apart.append(line)
    return apart


def lists_refusals(lines: Sequence[str]) -> bool:
    """Whether the numbered rows of a paste are refusals: one of two rows, and no other number in any."""
    rows, known = 0, False
    codes: set[int | None] = set()
    for line in lines:
        row = numbered_row(line)
        if row is None:
            continue
        if row[1] is None:
            return False
        rows += 1
        known = known or row[1].code not in HTTP_FAULTS
        codes.add(row[1].code)
    if not known or rows < _ENOUGH:
        return False
    may_be_amounts = 500 in codes <= _ROUND  # unless a word beside them is of mail's delivery
    return not may_be_amounts or any(_OF_MAIL.search(line) for line in lines)


def are_several(lines: Sequence[str]) -> bool:
    """Whether a paste has several rows of an address and a number, whatever the numbers are."""
    rows = (line for line in lines if numbered_row(line) is not None)
    return sum(1 for _ in islice(rows, _ENOUGH)) >= _ENOUGH


def _reply(number: str) -> Reply | None:
    parts = _REPLY.fullmatch(number.rstrip(".,"))
    if parts is None:
        return None
    code, enhanced = int(parts[1]) if parts[1] else None, parts[2]
    return Reply(code, enhanced, "") if code is None or is_usual(code) else None
