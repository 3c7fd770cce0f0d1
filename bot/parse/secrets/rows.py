"""Secrets that no name stands beside: in rows below a header and in lists of mailboxes.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.words import KEYS, PASSWORDS, is_elsewhere, is_strong, is_word, looks_made, may_be

_DELIMITERS: Final = "\t;,|"
_HEADER_LETTERS: Final = 2_000
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
    for delimiter in _DELIMITERS
}
_GAP: Final = re.compile(r" {2,}|\t+")
_WORD: Final = re.compile(r"\S+")
_LOCAL: Final = r"[\w.+%'-]{1,64}"
_DOMAIN: Final = r"@(?:[\w-]{1,63}\.){1,8}[A-Za-z][\w-]{1,23}"
_ADDRESS: Final = re.compile(_LOCAL + _DOMAIN)
# The same by its parts: the search leaps from one "@" to the next, and looks back at what stands before.
_AT_DOMAIN: Final = re.compile(_DOMAIN)
_LOCAL_BACKWARDS: Final = re.compile(_LOCAL)
_LOCAL_LETTERS: Final = 64
_AROUND: Final = " \t\"'`\\{}[]*"
_BLANKS: Final = frozenset(" \t")
_BORDER: Final = re.compile(rf"[{re.escape(_AROUND)}]*+.")  # what stands between an address and what follows
LEAD: Final = re.compile(r"^.{0,200}[\]:|>*\"•-] ")  # a time and a program's name
_WORDS: Final = re.compile(
    r"^.{0,200}(?<!\bfor)[ \t]"
)  # a mail's number stands behind "for ana@example.com;"
_PLACE: Final = re.compile(
    r"(?i)\[?(?:[\w-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,23}\]?(?::\d{1,5})?|\d{2,5}|tls|ssl|starttls|ssl/tls|none"
)
APP_PASSWORD: Final = re.compile(r"[a-z]{4}([ -])[a-z]{4}\1[a-z]{4}\1[a-z]{4}")
_SERVER: Final = re.compile(r"\[?(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}\]?:\d{1,5}")
_TITLED: Final = re.compile(r"[A-Z][a-z]+\d{1,3}")  # "Berlin2": a name as well
_SHORTEST: Final = 4
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
        heads = _cells(lines[named][1], delimiter)
        number = named + 1
        while number < len(lines):
            start, line = lines[number]
            cells = _cells(line, delimiter)
            if delimiter == "  " and len(cells) < len(heads):
                cells = _words(line, heads, lines[named][1]) or cells
            if line.strip() and len(cells) <= min(columns):
                break
            for column in columns:
                if column < len(cells):
                    yield from _cell(line, cells[column], start)
            number += 1


def lines_of(view: str) -> Iterator[tuple[int, str]]:
    """Give a text's lines, each with the place where it begins."""
    at = 0
    for line in view.split("\n"):
        yield at, line
        at += len(line) + 1


def _header(line: str) -> tuple[str, list[int]] | None:
    """Which delimiter a header has and which of its columns hold secrets; None for any other line."""
    if len(line) > _HEADER_LETTERS:
        return None
    low = line.lower()
    for delimiter in (*_DELIMITERS, "  "):
        if delimiter not in low or (delimiter in _DELIMITERS and _is_sentence(low, delimiter)):
            continue
        names = [low[slice(*cell)].strip(" \t\"'*`_#|<>()[]\\{}") for cell in _cells(low, delimiter)]
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


def _cells(line: str, delimiter: str) -> list[Span]:
    """The places of a row's fields; quoted ones without their quotes."""
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


def _cell(line: str, cell: Span, offset: int) -> Iterator[Span]:
    start, end = cell
    while start < end and line[start] in " \t'`\"\\":
        start += 1
    while end > start and line[end - 1] in " \t'`\"\\}":
        end -= 1
    value = line[start:end]
    if value.strip('-:| \t"') and not is_word(value):
        yield offset + start, offset + end


# Lists of mailboxes without a header

_COLON: Final = re.compile(
    r"[ \t]?:(?:\{[A-Z0-9.-]{3,20}\})?(?P<value>[^\s\"'<>]{4,300})(?P<rest>[^\n]{0,40})"
)
_AFTER_VALUE: Final = re.compile(
    r"[:@](?:(?:(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}|localhost)(?::\d{1,5})?|[\w-]{1,63}:\d{1,5}|\d{2,5}|x"
    r"|\d*:\d*:.*)$"
)
_WEAK: Final = re.compile(
    r"[\"'`]?[ \t]{0,3}(?:[:/=→-]|[-=]>)?[ \t]{1,4}(?:p:[ \t]{0,3})?[\"'`(]?(?P<value>[^\s\"'`<>]{5,80})"
)
_WITH: Final = re.compile(
    r"[ \t]{1,3}(?:and|with|using|und|mit|et|avec|y|con|e|com|en|met|и|с)[ \t]{1,3}[\"'`(]?"
    r"(?P<value>[^\s\"'`<>]{5,80})"
)
_PAIRED: Final = re.compile(
    r"(?:[ \t]{1,3}(?://?|\|)[ \t]{1,3}|[/|])[\"'`]?(?P<value>[^\s\"'`<>]{4,80})[\"'`]?[ \t]*(?:$|[.,;)\"'}]"
    r"|\(|(?=[A-Z\d]))"
)
_LOGIN_NAMED: Final = re.compile(
    r"(?i)\b(?:(?:log|sign)[ -]?in|user(?:name)?|account|cred(?:ential)?s?|zugang(?:sdaten)?|logindaten"
    r"|anmeldedaten|benutzer(?:name)?|konto|identifiants?|accès|acceso|credenciales|usuario|accesso"
    r"|credenziali|inlog|логин|доступ|user/pass\w*|login/pass\w*)[^\n@]{0,40}$"
)
_OPENS: Final = "\"'`(>;|,:/*"  # what an address begins behind, beside a space and a line's beginning


def listed_with_address(view: str) -> Iterator[Span]:
    """Give what stands behind a mailbox's address as its password does: `a@b.example:word`, a row, a pair."""
    at = 0
    while (domain := _AT_DOMAIN.search(view, at)) is not None:
        start = view.rfind("\n", at, domain.start()) + 1 or at
        at = view.find("\n", domain.end()) + 1 or len(view)
        line = view[start:at].removesuffix("\n")
        yield from ((start + first, start + last) for first, last in _in_line(line))


def _in_line(line: str) -> Iterator[Span]:
    delimiters = [one for one in _DELIMITERS if one in line] if len(line) < _HEADER_LETTERS else []
    # Of two fields, the second a mailbox, none is a password: "Final-Recipient: rfc822; ana@example.com".
    of_three = "".join(one for one in delimiters if line.count(one) > 1)
    done = 0
    borders = ""  # the characters behind the addresses
    for domain in _AT_DOMAIN.finditer(line):
        behind = line[domain.end() : domain.end() + 1]
        if behind == ">" or not (behind or of_three):
            continue  # behind an address in angle brackets, or at a line's end, stands no password
        before = line[max(done, domain.start() - _LOCAL_LETTERS) : domain.start()]
        local = _LOCAL_BACKWARDS.match(before[::-1])
        if local is None:
            continue
        done, start = domain.end(), domain.start() - len(local[0])
        opens = start == 0 or line[start - 1] in _OPENS or line[start - 1].isspace()
        if behind and opens:
            yield from _behind(line, start, done)
        border = _BORDER.match(line, done)
        borders += border[0] if border is not None else of_three
    for delimiter in delimiters:
        if delimiter in borders:
            yield from _row(line, delimiter)


def _behind(line: str, start: int, end: int) -> Iterator[Span]:
    colon = _COLON.match(line, end)
    if colon is not None:
        span = _behind_colon(line, colon)
        if span is not None:
            yield span
        return
    paired = _PAIRED.match(line, end)
    if paired is not None and may_be(paired["value"]):
        ends_line = " " in paired[0] and not line[paired.end() :].strip()
        if ends_line or looks_made(paired["value"]) or _is_login_named(line, start):
            yield paired.span("value")
            return
    with_it = _WITH.match(line, end)
    joined = with_it is not None and (is_strong(with_it["value"]) or _is_login_named(line, start))
    weak = with_it if joined else _WEAK.match(line, end)
    if weak is not None and looks_made(weak["value"]):
        value = weak["value"].rstrip(".,;:)")
        yield weak.start("value"), weak.start("value") + len(value)
    elif (
        weak is not None
        and _SERVER.fullmatch(LEAD.sub("", line[:start]).strip(_AROUND + ":")) is not None
        and may_be(weak["value"])
        and not line[weak.end() :].strip(_AROUND)
    ):  # a line of a mail server's file: where to, as whom, with what
        yield weak.span("value")


def _is_login_named(line: str, start: int) -> bool:
    return _LOGIN_NAMED.search(line[max(0, start - 60) : start]) is not None


def _behind_colon(line: str, match: re.Match[str]) -> Span | None:
    """`a@b.example:word`, unless it is a port, a path, a code or what a program says of the address."""
    start, end = match.span("value")
    value = match["value"]
    after = _AFTER_VALUE.search(value)
    if after is not None and after.start() > 0:
        value = value[: after.start()]
        end = start + len(value)
    value = value.rstrip(".,;)")
    end = start + len(value)
    if is_elsewhere(value):
        bare = value.isdigit() and len(value) > _LETTERS
        return (start, end) if bare and _goes_on_anew(match["rest"]) else None
    if (
        len(value) < _SHORTEST
        or is_word(value, in_talk=True)
        or value.startswith(("~", "/", "#"))
        or value.endswith(".git")
        or "(" in value
    ):
        return None
    if APP_PASSWORD.match(line, start):
        return start, start + 19
    if looks_made(value):
        return start, end
    return (start, end) if _goes_on_anew(match["rest"]) else None


def _goes_on_anew(rest: str) -> bool:
    """Whether what follows is no further word of a program's sentence."""
    rest = rest.strip()
    return not rest or rest[0] in ":|;,\"'`<)}" or rest[0].isdigit() or rest[0].isupper()


def _row(line: str, delimiter: str) -> Iterator[Span]:
    """Of a row that names a mailbox, the field that is its password by where it stands or how it looks."""
    cells = _cells(line, delimiter)
    values = [line[slice(*cell)].strip(_AROUND) for cell in cells]
    alone = ["@" in value and _is_address(value, behind=LEAD) for value in values]
    if all(alone[1:]):
        return
    named = [
        one or ("@" in value and not _BLANKS.isdisjoint(value) and _is_address(value, behind=_WORDS))
        for one, value in zip(alone, values, strict=True)
    ]
    if not any(named):
        return
    places = [_PLACE.fullmatch(value) is not None for value in values]
    with_place = any(place and not value.isdigit() for place, value in zip(places, values, strict=True))
    for number, value in enumerate(values[1:], start=1):
        if places[number] or alone[number] or not (named[number - 1] or with_place):
            continue
        app = APP_PASSWORD.fullmatch(value) is not None
        if not app and (" " in value or not may_be(value)):
            continue
        behind, next_ = named[number - 1], values[number + 1] if number + 1 < len(values) else ""
        before_host = behind and any(places[number + 1 : number + 2]) and value.lower() not in next_.lower()
        last = alone[number - 1] and number == len(values) - 1
        pair = len(values) == 2 and (delimiter != "," or value.isdigit())
        due = before_host or (last and (with_place or pair))
        if due or ((behind or with_place) and (app or _is_no_name(value))):
            yield from _cell(line, cells[number], 0)


def _is_no_name(value: str) -> bool:
    return looks_made(value) and _TITLED.fullmatch(value) is None


def _is_address(value: str, *, behind: re.Pattern[str]) -> bool:
    bare = behind.sub("", value) if not _BLANKS.isdisjoint(value) else value
    return _ADDRESS.fullmatch(bare.strip(_AROUND)) is not None
