"""Passwords beside the address of a mailbox: `a@b.example:word`, a row without a header, a pair.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.rows import AROUND, DELIMITERS, LEAD, LINE_LETTERS, cells_of, secret_in_cell
from bot.parse.secrets.words import is_elsewhere, is_strong, is_word, looks_made, may_be

_LOCAL: Final = r"[\w.+%'-]{1,64}"
_DOMAIN: Final = r"@(?:[\w-]{1,63}\.){1,8}[A-Za-z][\w-]{1,23}"
_ADDRESS: Final = re.compile(_LOCAL + _DOMAIN)
# The same by its parts: the search leaps from one "@" to the next, and looks back at what stands before.
_AT_DOMAIN: Final = re.compile(_DOMAIN)
_LOCAL_BACKWARDS: Final = re.compile(_LOCAL)
_LOCAL_LETTERS: Final = 64
_BLANKS: Final = frozenset(" \t")
_BORDER: Final = re.compile(rf"[{re.escape(AROUND)}]*+.")  # what stands between an address and what follows
# A mail's number stands behind "for ana@example.com;".
_WORDS: Final = re.compile(r"^.{0,200}(?<!\bfor)[ \t]")
_PLACE: Final = re.compile(
    r"(?i)\[?(?:[\w-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,23}\]?(?::\d{1,5})?|\d{2,5}|tls|ssl|starttls|ssl/tls|none"
)
_APP_PASSWORD: Final = re.compile(r"[a-z]{4}([ -])[a-z]{4}\1[a-z]{4}\1[a-z]{4}")
_SERVER: Final = re.compile(r"\[?(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}\]?:\d{1,5}")
_TITLED: Final = re.compile(r"[A-Z][a-z]+\d{1,3}")  # "Berlin2": a name as well
_SHORTEST: Final = 4
_PORT_DIGITS: Final = 5
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
    delimiters = [one for one in DELIMITERS if one in line] if len(line) < LINE_LETTERS else []
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
        and _SERVER.fullmatch(LEAD.sub("", line[:start]).strip(AROUND + ":")) is not None
        and may_be(weak["value"])
        and not line[weak.end() :].strip(AROUND)
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
        bare = value.isdigit() and len(value) > _PORT_DIGITS
        return (start, end) if bare and _goes_on_anew(match["rest"]) else None
    if (
        len(value) < _SHORTEST
        or is_word(value, in_talk=True)
        or value.startswith(("~", "/", "#"))
        or value.endswith(".git")
        or "(" in value
    ):
        return None
    if _APP_PASSWORD.match(line, start):
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
    cells = cells_of(line, delimiter)
    values = [line[slice(*cell)].strip(AROUND) for cell in cells]
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
        app = _APP_PASSWORD.fullmatch(value) is not None
        if not app and (" " in value or not may_be(value)):
            continue
        behind, next_ = named[number - 1], values[number + 1] if number + 1 < len(values) else ""
        before_host = behind and any(places[number + 1 : number + 2]) and value.lower() not in next_.lower()
        last = alone[number - 1] and number == len(values) - 1
        pair = len(values) == 2 and (delimiter != "," or value.isdigit())
        due = before_host or (last and (with_place or pair))
        if due or ((behind or with_place) and (app or _is_no_name(value))):
            yield from secret_in_cell(line, cells[number], 0)


def _is_no_name(value: str) -> bool:
    return looks_made(value) and _TITLED.fullmatch(value) is None


def _is_address(value: str, *, behind: re.Pattern[str]) -> bool:
    bare = behind.sub("", value) if not _BLANKS.isdisjoint(value) else value
    return _ADDRESS.fullmatch(bare.strip(AROUND)) is not None
