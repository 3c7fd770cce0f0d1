"""Secrets in rows below a header that names their column, as people export a list of mailboxes.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span, lines_of
from bot.parse.secrets.words import KEYS, PASSWORDS, is_word

DELIMITERS: Final = "\t;,|"
LINE_LETTERS: Final = 2_000
_NAME: Final = rf"{PASSWORDS}|{KEYS}|auth(?:orization)? code"
_NAMED: Final = RarePattern(_NAME)
_COLUMN: Final = re.compile(
    rf"(?:[a-z]{{2,12}}[ _-]){{0,2}}(?:{_NAME})(?:[ _-]?\d)?(?:[ _-]?(?:smtp|imap|pop3?))?"
)
# What else a list of mailboxes or a form names.
OTHER_COLUMN: Final = re.compile(
    r"(?:[\w/-]{1,16}[ _-]){0,2}(?:e-?mail(?:s|[ _-]?address)?|user(?:[ _-]?name|[ _-]?id)?|login|account"
    r"|mailbox|host(?:name)?|server|port|smtp|imap|from(?:[ _-]?(?:name|email))?|name|domain|provider"
    r"|benutzer(?:name)?|adresse|konto|postfach|identifiant|usuario|correo|utilisateur|nutzername|error"
    r"|fehler|status|tls|ssl|security|encryption|sicherheit|verschlüsselung|gebruiker(?:snaam)?)"
    r"(?:[ _-][\w/-]{1,16}){0,2}[*:]{0,2}"
)
_HEADING: Final = re.compile(r"[^.!?]{0,32}")
_ENDS: Final = re.compile(r"[.!?]")
_FIELD: Final = {
    delimiter: re.compile(
        rf"[ \t]*\"((?:[^\"\n]|\"\"){{0,400}})\"[ ]*(?={re.escape(delimiter)}|$)"
        rf"|([^{re.escape(delimiter)}\n]*)"
    )
    for delimiter in DELIMITERS
}
_GAP: Final = re.compile(r" {2,}|\t+")
_WORD: Final = re.compile(r"\S+")
AROUND: Final = " \t\"'`\\{}[]*"
LEAD: Final = re.compile(r"^.{0,200}[\]:|>*\"•-] ")  # a time and a program's name
_LETTERS: Final = 5
_FIELDS: Final = 60


def rows_below_header(view: str) -> Iterator[Span]:
    """Give the cells below a column that is named for passwords, as people export a list of mailboxes."""
    lines = list(lines_of(view))
    number = 0
    for named in _NAMED.lines(view.lower()):
        header = _header(lines[named][1]) if named >= number else None
        if header is None:
            continue
        delimiter, columns = header
        heads = cells_of(lines[named][1], delimiter)
        number = named + 1
        while number < len(lines):
            start, line = lines[number]
            cells = cells_of(line, delimiter)
            if delimiter == "  " and len(cells) < len(heads):
                cells = _words(line, heads, lines[named][1]) or cells
            if line.strip() and len(cells) <= min(columns):
                break
            for column in columns:
                if column < len(cells):
                    yield from secret_in_cell(line, cells[column], start)
            number += 1


def _header(line: str) -> tuple[str, list[int]] | None:
    """Which delimiter a header has and which of its columns hold secrets; None for any other line."""
    if len(line) > LINE_LETTERS:
        return None
    low = line.lower()
    for delimiter in (*DELIMITERS, "  "):
        if delimiter not in low or (delimiter in DELIMITERS and _is_sentence(low, delimiter)):
            continue
        names = [low[slice(*cell)].strip(" \t\"'*`_#|<>()[]\\{}") for cell in cells_of(low, delimiter)]
        if not all(_HEADING.fullmatch(name) is not None and name.count(" ") < _LETTERS for name in names[1:]):
            continue
        columns = [number for number, name in enumerate(names) if _COLUMN.fullmatch(name) is not None]
        if columns and any(
            OTHER_COLUMN.fullmatch(name) is not None
            for number, name in enumerate(names)
            if number not in columns and len(name) < _LETTERS * 8
        ):
            return delimiter, columns
    return None


def _is_sentence(low: str, delimiter: str) -> bool:
    """Whether the end of a sentence stands behind a line's first cell, as far as that is seen at once."""
    behind = low.find(delimiter)
    return '"' not in low and _ENDS.search(low, behind) is not None and low.count(delimiter) < _FIELDS


def cells_of(line: str, delimiter: str) -> list[Span]:
    """Give the places of a row's fields; quoted ones without their quotes."""
    cells: list[Span] = []
    if delimiter == "  ":
        at = len(line) - len(line.lstrip())
        for gap in _GAP.finditer(line, at):
            cells.append((at, gap.start()))
            at = gap.end()
        return [*cells, (at, len(line))]
    at = 0
    if '"' not in line:
        for field in line.split(delimiter, _FIELDS)[:_FIELDS]:
            cells.append((at, at + len(field)))
            at += len(field) + 1
        return cells
    pattern = _FIELD[delimiter]
    while len(cells) < _FIELDS:
        match = pattern.match(line, at)
        if match is None:
            break
        cells.append(match.span(1 if match.group(1) is not None else 2))
        at = match.end() + 1
        if at > len(line):
            break
    return cells


def _words(line: str, heads: list[Span], header: str) -> list[Span]:
    """The words of a row whose columns touch, where they are as many as its header has columns."""
    words = [match.span() for match in _WORD.finditer(line)]
    before = len(header[slice(*heads[0])].split()) - 1  # a time and a program's name
    return words[-len(heads) :] if len(words) in {len(heads), len(heads) + before} else []


def secret_in_cell(line: str, cell: Span, offset: int) -> Iterator[Span]:
    """Give what a cell holds without its quotes, if it may be a secret; `offset`: where the line begins."""
    start, end = cell
    while start < end and line[start] in " \t'`\"\\":
        start += 1
    while end > start and line[end - 1] in " \t'`\"\\}":
        end -= 1
    value = line[start:end]
    if value.strip('-:| \t"') and not is_word(value):
        yield offset + start, offset + end
