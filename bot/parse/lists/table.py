"""A CSV file of failures, as sending services export them: which cell names whom, which holds the words.

Judges by what the cells hold; a head only settles what they leave open.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from math import ceil
from typing import Final

from bot.model import Kind
from bot.parse.chatter import is_chatter
from bot.parse.lists.rows import ROW_LIMIT, Row, address_alone, numbered
from bot.parse.numbers.codes import FAILING_CODE, FAILING_ENHANCED
from bot.parse.numbers.reply import find_replies

_DELIMITERS: Final = ",;\t|"
# Below the head of a Markdown table and around one that a terminal prints: `|---|:--|`, `+----+----+`.
_RULE: Final = re.compile(r"(?m)^[ \t]{0,8}[|+][-+|:= \t]{2,400}(?:\n|$)")
_HEADS: Final = 5  # lines in which a list begins
_LINE_LIMIT: Final = 2_000  # characters of a line looked at
_LOOKED_AT: Final = 200  # rows that show which column is which
_SHORT: Final = 20_000  # characters of a list that people show each other
_FEWEST: Final = 2  # rows of a list without a head
_MOSTLY: Final = 0.8  # a list may end in a sentence, and a row lack its address
_OF_SENDER: Final = re.compile(
    r"(?:\b|_)(?:from|frm|sender|reply|account|user|owner|mailbox|return-?path)", re.IGNORECASE
)
# A mail's own id has the form of an address.
_OF_MAIL: Final = re.compile(
    r"(?:\b|_)(?:message|msg|mail|internet|network)[ _-]?(?:message)?[ _-]?id|references", re.IGNORECASE
)
_OF_WORDS: Final = re.compile(
    r"reason|error|response|diagnos|descri|detail|message|bounce|smtp|fehler|grund|motif|motivo|原因",
    re.IGNORECASE,
)
_OF_ADDRESS: Final = re.compile(r"^\W{0,2}(?:e-?mail|mail|address|adresse|correo|recipient)", re.IGNORECASE)
# A column that what came of a mail or a login may stand in, or that says nothing of what it holds.
_OF_ANSWER: Final = re.compile(
    rf"{_OF_WORDS.pattern}|code|status|result|state|answer|reply|fail|last|note|comment|info|number|text|@|^\W*\d|^\W*$",
    re.IGNORECASE,
)
# A column that only lists of failures have.
_OF_FAILURES: Final = re.compile(r"bounce|smtp|diagnos|undeliver", re.IGNORECASE)
# A reply opens a cell, alone or behind what the service calls it: "smtp;550 ...", "RecipientError: 550 ...".
# Microsoft 365 opens its record of the last error so: "Reason: [{LED=550 ...".
_CALLED: Final = r"\W{0,4}(?:[\w ]{1,30}[:;] ?)?(?:\W{0,3}LED=)?"
_SAID: Final = re.compile(rf"{_CALLED}(?:[45]\d\d(?:[ -]|$)|[45]\.\d{{1,3}}\.\d{{1,3}}\b)")
_TAKEN: Final = re.compile(rf"{_CALLED}2\d\d(?![\w.])")  # PowerMTA lists what was delivered beside it
# One that only a mail server says; a web server says 404 and 500.
_REFUSED: Final = re.compile(rf"{_CALLED}(?:(?:421|45\d|53\d|55\d)(?:[ -]|$)|[45]\.\d{{1,3}}\.\d)")


def table_rows(text: str) -> list[Row]:
    """Give the failures that a CSV file lists; empty when a text is no such file."""
    text = _RULE.sub("", text) if "|" in text else text
    start, delimiter = _begin(text)
    if not delimiter:
        return []
    lines = (cells for cells in csv.reader(io.StringIO(text[start:]), delimiter=delimiter) if cells)
    try:
        return _rows_of(lines, delimiter)
    except csv.Error:
        return []


def lists_no_failures(text: str) -> bool:
    """Whether a text is a CSV file of people whose head names nothing that a failure has: `email,score`."""
    start, delimiter = _begin(text) if len(text) <= _SHORT else (0, "")
    if start or not delimiter:
        return False
    try:
        head, *rows = csv.reader(io.StringIO(text.strip()), delimiter=delimiter)
    except csv.Error:
        return False
    if not any(map(_OF_ADDRESS.search, head)) or any(map(_OF_ANSWER.search, head)):
        return False
    return len(rows) >= _FEWEST and not any(
        len(cells) != len(head) or any(" " in cell and _SAID.match(cell) for cell in cells) for cells in rows
    )


def _rows_of(lines: Iterator[list[str]], delimiter: str) -> list[Row]:
    head = next(lines)
    headed = not any(address_alone(cell) for cell in head)
    count = 1
    if not headed:
        every = [head, *lines]
        head, lines, count = [""] * len(head), iter(every), max(_FEWEST, ceil(len(every) * _MOSTLY))
    last = len(head) - 1  # who wrote no quotes around the last cell may have delimiters in it
    filled = (
        [*(cell.strip() for cell in cells[:last]), delimiter.join(cells[last:]).strip()]
        for cells in islice(lines, ROW_LIMIT + 1)
        if len(cells) > last
    )
    rows = list(islice(filled, _LOOKED_AT))
    about, words = _about(head, rows), _words(head, rows)
    # A list without a head that begins with the address is read like any other text.
    if about is None or words is None or not (headed or about > words or _senders(rows, about)):
        return []
    rows += filled
    if len(rows) < count:
        return []
    told = ((address_alone(cells[about]), _numbered(cells, words)) for cells in rows)
    return [
        Row(address, said, Kind.FAILURE)
        for address, said in told
        if address and said and _TAKEN.match(said) is None
    ]


def _begin(text: str) -> tuple[int, str]:
    """Say where a list begins and what parts its cells; no delimiter where there is no list."""
    start = 0
    for _ in range(_HEADS):
        end = text.find("\n", start)
        if end < 0:
            break
        line = text[start : min(end, start + _LINE_LIMIT)]
        following = text[end + 1 : end + 1 + _LINE_LIMIT].partition("\n")[0]
        sign, parted = Counter({sign: line.count(sign) for sign in _DELIMITERS}).most_common(1)[0]
        if parted and "@" in following and following.count(sign) >= parted:
            return start, sign
        start = end + 1
    return 0, ""


def _about(head: list[str], rows: list[list[str]]) -> int | None:
    """Say which column names whom the rows are about: of two, not the sender's, who is mostly one."""
    full = [
        number
        for number, name in enumerate(head)
        if not _OF_MAIL.search(name) and len(_named(rows, number)) >= len(rows) * _MOSTLY
    ]
    others = [number for number in full if not _OF_SENDER.search(head[number])] or full
    return max(others, key=lambda number: len(set(_named(rows, number))), default=None)


def _named(rows: list[list[str]], number: int) -> list[str]:
    return [address for cells in rows if (address := address_alone(cells[number]))]


def _senders(rows: list[list[str]], about: int) -> bool:
    return any(address_alone(cell) for number, cell in enumerate(rows[0]) if number != about)


def _words(head: list[str], rows: list[list[str]]) -> int | None:
    """Say which column holds what was said: where replies stand, else where a list of failures names it."""
    said = Counter(
        number for cells in rows for number, cell in enumerate(cells) if " " in cell and _is_reply(cell)
    )
    refused = any(_REFUSED.match(cell) for cells in rows for cell in cells)
    if refused and said:
        return said.most_common(1)[0][0]
    if not refused and not any(map(_OF_FAILURES.search, head)):
        return None
    named = Counter(
        number
        for number, name in enumerate(head)
        if _OF_WORDS.search(name)
        for cells in rows
        if " " in cells[number]
    )
    return named.most_common(1)[0][0] if named else None


def _is_reply(cell: str) -> bool:
    """Whether a cell holds a reply, and not "550 credits"."""
    found = find_replies(cell) if _SAID.match(cell) is not None else []
    return bool(found) and not is_chatter(found[0].reply)


def _numbered(cells: list[str], words: int) -> str:
    numbers = [cell for cell in cells if FAILING_CODE.fullmatch(cell) or FAILING_ENHANCED.fullmatch(cell)]
    return numbered(cells[words], numbers) if cells[words] else ""
