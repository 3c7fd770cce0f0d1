"""A list of mailboxes, one a line, and what came of each login or test: "ana@example.com ❌ timed out".

Only where a line tells of a program's own error: a list of replies is read like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.model import Kind
from bot.parse.around import ADDRESS, APART, clean_address
from bot.parse.lists.rows import Row, own_step
from bot.parse.numbers.codes import FAILING_CODE
from bot.parse.ports import OF_SUBMISSION
from bot.parse.reports.report_signs import says_it_is_report
from bot.parse.scan.numbered_rows import lists_refusals
from bot.parse.signs import Seen

# What stands before the address: a number, a level, a few words ("checking", "Mailbox:"); no mail server's
# field, and no address in angle brackets, as reports have it.
_BEFORE: Final = r"(?:\W{0,8}\d{1,5}[.):]?\s{1,4})?\W{0,8}(?:(?:\w{1,12}\W{1,4}){1,3}(?<![<=]))?[\"'`]?"
_LINE: Final = re.compile(
    rf"{_BEFORE}({ADDRESS})[\"'`]?(?:\s{{1,8}}|\s{{0,3}}[:;|,=→-]\s{{0,3}})(?P<words>\S.{{2,600}})"
)
_ALONE: Final = re.compile(rf"{_BEFORE}{ADDRESS}[\"'`]?\s{{0,3}}[:;|,→-]?\s*")
# All in one sentence: "ana@example.com (535), bob@example.com (timed out)".
_IN_BRACKETS: Final = re.compile(
    # An address has one "@", and begins where the word does: each is looked at once.
    rf"(?<![^{APART}=@])([^{APART}=@]{{1,128}}@[^{APART}?@]{{1,255}}) ?\(([^()\n]{{3,120}})\)"
)
_OPENED: Final = re.compile(r"@[^\s()@]{0,255} ?\(")  # asked first: the search leaps from one "@" to the next
_LIMIT: Final = 200_000  # characters
_FEWEST: Final = 2  # lines of a list
_MOSTLY: Final = 0.6  # of a text's lines; a list has a head and an end
_SIGNS: Final = " \t:;|,=→-–—.❌✗✘×⚠️🔴🚫❗*_`\"'"  # before the words
_NUMBER: Final = re.compile(rf"(?<![\w.])(?!{OF_SUBMISSION}){FAILING_CODE.pattern}(?![\w.])")


def mailbox_lines(seen: Seen) -> list[Row]:
    """Give the failures that a list of mailboxes tells; empty for no list, and for lines of replies alone."""
    text = seen.text
    if len(text) > _LIMIT or text.count("@") < _FEWEST or says_it_is_report(seen):
        return []
    in_brackets = _IN_BRACKETS.findall(text) if _OPENED.search(text) is not None else []
    if len({address for address, _ in in_brackets}) >= _FEWEST:
        rows = _failures(in_brackets)
        if len(rows) >= _FEWEST and not _are_counts(in_brackets, text):
            return rows
        return rows if _of_program(rows) else []
    lines = list(_joined(text)) if "\n" in text else []
    named = [match for line in lines if line.count("@") == 1 and (match := _LINE.match(line)) is not None]
    if len({match.group(1) for match in named}) < max(_FEWEST, _MOSTLY * len(lines)):
        return []
    rows = _failures([(match.group(1), match["words"].strip(_SIGNS)) for match in named])
    return rows if _of_program(rows) else []


def _of_program(rows: list[Row]) -> bool:
    """Whether a row tells a program's own error: lines of replies are read like any other text."""
    return any(_NUMBER.search(row.words) is None for row in rows)


def _are_counts(told: list[tuple[str, str]], text: str) -> bool:
    """Whether only numbers stand in brackets, and no refusals: "Rooms: a@x (500), b@x (550)"."""
    if not all(words.isdigit() for _, words in told):
        return False
    return not lists_refusals([f"{name} {words}" for name, words in told] + text.split("\n"))


def _failures(told: list[tuple[str, str]]) -> list[Row]:
    """Give the failures among what is told of each address: replies and a program's own errors."""
    return [
        Row(address, words, Kind.FAILURE, step)
        for name, words in told
        if (address := clean_address(name))
        and ((step := own_step(words)) is not None or _NUMBER.search(words) is not None)
    ]


def _joined(text: str) -> Iterator[str]:
    """Give the lines that hold something; behind an address alone, what stands below it."""
    before = ""
    for line in filter(str.strip, text.split("\n")):
        whole = f"{before.rstrip()} {line.strip()}" if before and "@" not in line else line
        if before and whole is line:
            yield before
        before = whole if "@" in line and _ALONE.fullmatch(whole) is not None else ""
        if not before:
            yield whole
    if before:
        yield before
