"""Passwords in programs: in calls, in SQL, and below the variables of a traceback.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.words import KEYS, PASSWORDS, is_word, looks_made, may_be

_ARGUMENT: Final = r"[^,()\n]{1,200}(?:\([^()\n]{0,200}\))?,"
# A string as languages write it, within another string too; before it what kind of string it is.
_TEXT: Final = r"[@$brf]{0,2}(?:\\?\"([^\"\n]{1,300}?)\s{0,5}\\?\"|'([^'\n]{1,300}?)\s{0,5}')"
# A call that logs in, in a traceback or a program: Python's login, .NET's, Java's and Rust's credentials,
# Go's and Java's calls with something before the user name, Ruby's with a server, a port and a name.
_CALL: Final = RarePattern(
    rf"(?i)(?:(?:(?:\b|set_?)log_?in|(?<!utl_smtp\.)\bauth(?:enticate)?|Credentials?(?:::new)?|PasswordAuthentication|\byagmail\.SMTP|\bgmail)"
    rf"\((?!\s{{0,12}}\{{){_ARGUMENT}"
    rf"|\butl_smtp\.auth\({_ARGUMENT}{_ARGUMENT}|PlainAuth\((?:{_ARGUMENT}){{2}}|\.start\((?:{_ARGUMENT}){{4}}"
    rf"|\bconnect\({_ARGUMENT}(?:\s{{0,12}}\d{{1,5}},)?(?!\s{{0,12}}\d){_ARGUMENT}"
    rf"|SecureString[ \t(]{{1,4}}(?:-(?!\d)\w{{2,20}}[ \t]{{1,3}}){{0,4}}"
    rf"|encode_base64\(|b64encode\(|btoa\()\s{{0,12}}(?:string::from\()?{_TEXT}"
)
# Lisp's call that logs in: `(smtp-login "ana@example.com" "k2#x")`.
_LISP_CALL: Final = RarePattern(
    rf"(?i)\([\w:*/-]{{0,40}}(?:login|auth|credential)[\w:*/-]{{0,20}}\s{{1,12}}\\?\"[^\"\n]{{1,200}}\"\s{{1,12}}{_TEXT}"
)
# What a program sets by a call, or a file in XML: `setPassword("...")`, `define('SMTP_PASS', '...')`.
_NAMED: Final = r"(?<!get)(?:pass(?!wordauth)(?:wor[dt]|wd|phrase)?|pwd|secret|api_?key)"
_GIVEN: Final = RarePattern(rf"(?i){_NAMED}\w{{0,20}}(?:\(\s{{0,12}}|\\?[\"'] value=){_TEXT}")
_NAMED_TEXT: Final = RarePattern(
    rf"(?i)\b\w{{0,20}}(?:define|put|set|add|env|get|fetch|default|config|prop(?:erty)?|opt(?:ion)?|pref)\w{{0,12}}"
    rf"\(\s{{0,12}}(?:{_ARGUMENT}\s{{0,12}})?\\?[\"']?[\w. /-]{{0,60}}?{_NAMED}"
    rf"[\w. -]{{0,20}}\\?[\"']?,\s{{0,12}}{_TEXT}"
)
_NEXT: Final = r"(?:,\s{0,12}|\s{1,12})"  # Lisp has no comma
# A server, its port, a user and a password, in this order, as arguments or elements.
_PLACED: Final = RarePattern(
    rf"\\?[\"'](?:[\w-]{{1,63}}\.){{1,8}}[\w-]{{2,24}}\\?[\"']{_NEXT}\\?[\"']?\d{{2,5}}\\?[\"']?{_NEXT}"
    rf"\\?[\"'][^\"'\n]{{1,200}}[\"']{_NEXT}{_TEXT}"
)
# A mailbox and what is made as a password, as the only arguments: `gmail('ana@example.com', 'k2#x')`.
_PAIR: Final = RarePattern(
    rf"\((?:[\w:*/-]{{1,60}}\s{{1,3}})?\s{{0,12}}\\?[\"'][^\s\"'@]{{1,64}}@[\w.-]{{1,253}}\\?[\"']{_NEXT}"
    rf"{_TEXT}\s{{0,12}}\)"
)
# A pair that is named for a login: `SMTP_LOGIN = ('ana@example.com', 'geheim')`.
_NAMED_PAIR: Final = RarePattern(
    rf"(?i)\w{{0,30}}(?:login|auth|account)\w{{0,10}}\\?[\"']?[ \t]{{0,3}}[:=]>?[ \t]{{0,3}}[\[({{]\s{{0,12}}"
    rf"\\?[\"'][^\"'\n]{{1,200}}\\?[\"'],\s{{0,12}}{_TEXT}\s{{0,12}}[\])}}]"
)
_CALLS: Final[tuple[tuple[RarePattern, Callable[[str], bool]], ...]] = (
    (_CALL, bool),
    (_LISP_CALL, bool),
    (_GIVEN, bool),
    # `setError("password", "is wrong")`
    (_NAMED_TEXT, lambda value: not any(is_word(word, in_talk=" " in value) for word in value.split())),
    (_PLACED, may_be),
    (_PAIR, looks_made),
    (_NAMED_PAIR, may_be),
)
_PLACEHOLDER: Final = re.compile(
    r"(?i)(?:your|my)?[\W_]?(?:app|mail|email|smtp)?[\W_]?(?:pass(?:word|wd)?|pwd?)[: ]*"
)
_COLUMNS: Final = RarePattern(r"(?i)\(([^()\n]{1,400})\)\s{0,5}VALUES\s{0,5}")
_TUPLE: Final = re.compile(r"\s{0,5},?\s{0,5}\(((?:'(?:[^'\n]|'')*'|[^()'\n]){1,1000})\)")
_LITERAL: Final = re.compile(r"\s*(?:'((?:[^'\n]|'')*)'|([^,\n]*))(?:,|$)")
_SECRET_COLUMN: Final = re.compile(r"(?i)[\w.]*(?:pass|pwd|secret|token|api_?key)\w*")


def in_calls(view: str) -> Iterator[Span]:
    """Give passwords in calls of programs and in SQL."""
    for pattern, is_secret in _CALLS:
        for match in pattern.finditer(view):
            group = match.lastindex or 0
            if _PLACEHOLDER.fullmatch(match[group]) is None and is_secret(match[group]):
                yield match.span(group)
    for match in _COLUMNS.finditer(view):
        names = [name.strip(" `\"'[]") for name in match[1].split(",")]
        secret = [number for number, name in enumerate(names) if _SECRET_COLUMN.fullmatch(name) is not None]
        at = match.end()
        while secret and (row := _TUPLE.match(view, at)) is not None:
            at = row.end()
            for number, literal in enumerate(_LITERAL.finditer(view, *row.span(1))):
                if number in secret and literal[1] and not is_word(literal[1]):
                    yield literal.span(1)


# The values of variables below a line of code, as Python's loguru prints a traceback (its README):
# a corner stands below the first letter of the variable's name.
_CORNER: Final = re.compile(r"(?m)^[^\n└]{0,200}└ (?P<value>[^\n]{1,300}?)[ \t]*$")
_DRAWN: Final = frozenset("│└")
_CODE_LINES: Final = 12
_VARIABLE: Final = re.compile(rf"(?i)\w*?(?:{PASSWORDS}|{KEYS})\w*")
_KEYWORD: Final = re.compile(rf"(?i)(?:{PASSWORDS}|{KEYS})[a-z_]{{0,20}}=$")


def below_variables(view: str) -> Iterator[Span]:
    """Give the value that stands below a variable whose name is a password's."""
    for match in _CORNER.finditer(view):
        line = view.rfind("\n", 0, match.start("value")) + 1
        column, code = match.start("value") - 2 - line, line
        for _ in range(_CODE_LINES):
            code, until = view.rfind("\n", 0, max(0, code - 1)) + 1, max(0, code - 1)
            if (view[code:until].strip() and _DRAWN.isdisjoint(view[code + column : until])) or code == 0:
                break
        named = _VARIABLE.match(view, code + column, until) or _KEYWORD.search(view, code, code + column)
        if named is not None and not is_word(match["value"]):
            yield match.span("value")
