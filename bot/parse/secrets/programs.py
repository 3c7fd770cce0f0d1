"""Passwords in programs and commands: in calls, SQL, switches, and the files of mail servers.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.secrets.patterns import Pattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.words import is_word, looks_made, may_be

_ARGUMENT: Final = r"[^,()\n]{1,200}(?:\(\))?,"
# A call that logs in, in a traceback or a program: Python's login, .NET's, Java's and Rust's credentials,
# Go's and Java's calls with something before the user name, Ruby's with a server, a port and a name.
_CALL: Final = Pattern(
    rf"(?i)(?:(?:\blog_?in|\bauth(?:enticate)?|Credentials?(?:::new)?|PasswordAuthentication)\({_ARGUMENT}"
    rf"|PlainAuth\((?:{_ARGUMENT}){{2}}|\.start\((?:{_ARGUMENT}){{4}}"
    rf"|\bconnect\({_ARGUMENT}(?:\s{{0,12}}\d{{1,5}},)?(?!\s{{0,12}}\d){_ARGUMENT}"
    rf"|SecureString[ \t(]{{1,4}}(?:-String[ \t]{{1,3}})?"
    r"|encode_base64\(|b64encode\(b?|btoa\()\s{0,12}"
    r"\\?([\"'])([^\"'\n]{1,300}?)\s{0,5}\\?[\"']"
)
# What a program sets by a call, or a file in XML: `setPassword("...")`, `define('SMTP_PASS', '...')`.
_NAMED: Final = r"(?<!get)(?:pass(?:wor[dt]|wd|phrase)?|pwd|secret|api_?key)"
_GIVEN: Final = Pattern(
    rf"(?i)(?:{_NAMED}\w{{0,20}}(?:\(\s{{0,12}}|\\?[\"'] value=)"
    rf"|\b(?:define|put|set_?property|add_?property|env|getenv|get|get_?or_?default|config|property"
    rf"|option)\(\s{{0,12}}\\?[\"'][\w. -]{{0,60}}?{_NAMED}"
    r"[\w. -]{0,20}\\?[\"'],\s{0,12})\\?([\"'])([^\"'\n]{1,300}?)\s{0,5}\\?[\"']"
)
_PLACEHOLDER: Final = re.compile(
    r"(?i)(?:your|my)?[\W_]?(?:app|mail|email|smtp)?[\W_]?(?:pass(?:word|wd)?|pwd?)[: ]*"
)
_COLUMNS: Final = Pattern(r"(?i)\(([^()\n]{1,400})\)\s{0,5}VALUES\s{0,5}")
_TUPLE: Final = re.compile(r"\s{0,5},?\s{0,5}\(((?:'(?:[^'\n]|'')*'|[^()'\n]){1,1000})\)")
_LITERAL: Final = re.compile(r"\s*(?:'((?:[^'\n]|'')*)'|([^,\n]*))(?:,|$)")
_SECRET_COLUMN: Final = re.compile(r"(?i)[\w.]*(?:pass|pwd|secret|token|api_?key)\w*")


def in_calls(view: str) -> Iterator[Span]:
    """Give passwords in calls of programs and in SQL."""
    for pattern in (_CALL, _GIVEN):
        for match in pattern.finditer(view):
            if _PLACEHOLDER.fullmatch(match[2]) is None:
                yield match.span(2)
    for match in _COLUMNS.finditer(view):
        names = [name.strip(" `\"'[]") for name in match[1].split(",")]
        secret = [number for number, name in enumerate(names) if _SECRET_COLUMN.fullmatch(name) is not None]
        at = match.end()
        while secret and (row := _TUPLE.match(view, at)) is not None:
            at = row.end()
            for number, literal in enumerate(_LITERAL.finditer(view, *row.span(1))):
                if number in secret and literal[1] and not is_word(literal[1]):
                    yield literal.span(1)


# Switches of commands, files of mail servers

_SWITCH: Final = Pattern(
    r"(?m)(?:^|(?<=[\s'\"]))(?:-xp|-ap|--?auth-?password|--?password|-pw|-p|--?pass(?:wd)?|--(?:api-?)?key"
    r"|--?token|--?secret|--oauth2-bearer"
    r"|-ap|-AP)(?:[ \t]{1,3}|=)(?:\\?\"([^\"\n]{1,300}?)\s{0,5}\\?\"|'([^'\n]{1,300}?)\s{0,5}'"
    r"|([^\s\"'-][^\s]{0,300}))",
)
_GLUED: Final = Pattern(r"\b(?:mysql|mysqldump|mariadb|sshpass)\b[^\n]{0,120}?[ \t]-p[\"']?([^\s\"']{4,300})")
_USER_PASS: Final = Pattern(
    r"(?m)(?:^|(?<=\s))(?:-u|--user|-U)(?:[ \t=]{0,3}\\?[\"']?)[^\s:\"'\\-][^\s:\"'\\]{0,200}:([^\s\"'\\]"
    r"{1,300})",
)
# A line of Postfix's sasl_passwd: a server, then a name and its password.
_SASL_PASSWD: Final = Pattern(
    r"(?m)(?<![\w@./-])(?:\[[\w.-]{3,253}\](?::\d{1,5})?"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?)[ \t]{1,20}"
    r"(?P<user>[\w.+%-]{1,64}(?:@[\w.-]{1,253})?):(?P<value>[^\s:]\S{0,300})[ \t]*$"
)
_AUTH_INFO: Final = Pattern(r"\"[UI]:[^\"\n]{1,200}\"[^\n]{0,200}?\"P[:=]([^\"\n]{1,300})\"")
_TOLD: Final = Pattern(
    r"(?:\bdoveadm[ \t]+(?:[\w-]+[ \t]+){0,3}auth[ \t]+(?:test"
    r"|login)[ \t]+(?:-[^\s]+[ \t]+(?:[^\s-]\S*[ \t]+)?){0,4}\S{1,100}[ \t]+[\"']?"
    r"|\bwp[ \t]+option[ \t]+(?:update|add|set)[ \t]+\w*(?:pass|secret|key)\w*[ \t]+[\"']?)([^\s\"']{1,300})"
)
_ECHOED: Final = Pattern(r"\bpasswordeval[=: \t]{1,3}\\?[\"']?echo[ \t]+([^\s\"'|\\]{1,300})")
_PIPED: Final = Pattern(
    r"\b(?:echo|printf)[ \t]+(?:-\w{1,3}[ \t]+){0,3}\\?[\"']?([^\s\"'|\\]{1,300})\\?[\"']?[ \t]*(?:\|"
    r"[ \t]*(?:openssl|base64|saslpasswd2|smtp|docker|\w+ --password)|\\?[\"'](?:[ \t]*(?:$|\n)))"
)


def in_commands(view: str) -> Iterator[Span]:
    """Give passwords among the switches of a command and on the lines of a mail server's files."""
    for match in _SWITCH.finditer(view):
        span = match.span(match.lastindex or 0)
        value = view[slice(*span)]
        # -p 587 is a port
        if not is_word(value) and not (value.isdigit() and match[0].split()[0] == "-p"):
            yield span
    for pattern in (_GLUED, _USER_PASS, _AUTH_INFO, _TOLD, _ECHOED, _PIPED):
        for match in pattern.finditer(view):
            if not is_word(match[1]):
                yield match.span(1)
    for match in _SASL_PASSWD.finditer(view):
        user, value = match["user"], match["value"]
        server = match[0].startswith("[") or ":" in match[0][: match.start("user") - match.start()]
        if may_be(value) and not user.isdigit() and (server or "@" in user or looks_made(value)):
            yield match.span("value")
