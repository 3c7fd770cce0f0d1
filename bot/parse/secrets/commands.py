"""Passwords in commands: among their switches and settings, and in the files of mail servers.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.values import given
from bot.parse.secrets.words import is_mixed, is_strong, is_word, looks_made, may_be

_SWITCH: Final = RarePattern(
    r"(?m)(?:^|(?<=[\s'\"]))(?:-xp|-ap|--?auth-?password|--?password\d?|-pw|-p|--?pass(?:wd)?|--(?:api-?)?key"
    r"|--?token|--?secret|--oauth2-bearer"
    r"|-AP)(?:[ \t]{1,3}|=)(?:\\?\"([^\"\n]{1,300}?)\s{0,5}\\?\"|'([^'\n]{1,300}?)\s{0,5}'"
    r"|([^\s\"'-][^\s]{0,300}))"
)
_PORTS: Final = re.compile(r"[\d.:-]+(?:/(?:tcp|udp))?")  # `-p 587`, `-p 127.0.0.1:2525:25/tcp`
_GLUED: Final = RarePattern(
    r"\b(?:mysql|mysqldump|mariadb|sshpass)\b[^\n]{0,120}?[ \t]-p[\"']?([^\s\"']{4,300})"
)
# What a switch means only at its program.
_OWN_SWITCH: Final = RarePattern(
    r"(?:\bldap[a-z]{3,8}\b[^\n|;]{0,240}?[ \t]-w[ \t]*"
    r"|\b(?:lftp|ncftp\w{0,5})\b[^\n|;]{0,120}?[ \t]-u[ \t]*[\"']?[^\s,\"']{1,100}[\"']?,"
    r"|\b(?:smbclient|rpcclient|net)\b[^\n|;]{0,120}?[ \t]-U[ \t]*[\"']?[^\s%\"']{1,100}%"
    r"|\bhttps?\b[^\n|;]{0,120}?[ \t](?:-a|--auth)[ \t=]{1,3}[\"']?[^\s:\"']{1,100}:"
    r"|\b(?:redis-cli|valkey-cli)\b[^\n|;]{0,120}?[ \t]-a[ \t]*"
    r"|\b(?:sqlcmd|bcp|mosquitto_(?:pub|sub))\b[^\n|;]{0,160}?[ \t]-P[ \t]*"
    r"|[ \t]-?-pass(?:in|out)[ \t=]{1,3}[\"']?pass:"
    r"|\bkeytool\b[^\n|;]{0,240}?[ \t]-(?:store|key|dest|deststore|srcstore)pass[ \t]{1,3}"
    r"|\bhtpasswd[ \t]{1,3}(?:-[a-zA-Z]{1,4}[ \t]{1,3}){1,4}(?:[^\s-]\S{0,200}[ \t]{1,3}){1,2}"
    r"|\b(?i:pass(?:word)?cmd)[= \t\"'\\]{1,5}echo[ \t]{1,3})"
    r"[\"']?([^\s\"'-][^\s\"']{2,300})"
)
_USER_PASS: Final = RarePattern(
    r"(?m)(?:^|(?<=\s))(?:-u|--user|-U|-Credential)[ \t=]{0,3}(?:\\?\"[^\s:\"'\\-][^\s:\"'\\]{0,200}"
    r":([^\s\"\\][^\n\"\\]{0,300})|\\?'[^\s:\"'\\-][^\s:\"'\\]{0,200}:([^\s'\\][^\n'\\]{0,300})"
    r"|[^\s:\"'\\-][^\s:\"'\\]{0,200}:([^\s\"'\\]{1,300}))"
)
# A line of Postfix's sasl_passwd: a server, then a name and its password.
_SASL_PASSWD: Final = RarePattern(
    r"(?m)(?<![\w@./-])(?:\[[\w.-]{3,253}\](?::\d{1,5})?"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?)[ \t]{1,20}"
    r"(?P<user>[\w.+%-]{1,64}(?:@[\w.-]{1,253})?):(?P<value>[^\s:]\S{0,300})[ \t]*$"
)
# A setting of both: `SMTP_AUTH=ana:word`.
_BOTH: Final = RarePattern(
    r"(?im)[\w.]{1,60}[_-](?:auth|credentials?|userpass)\\?[\"']?[ \t]{0,8}[:=][ \t]{0,8}\\?[\"']?"
    r"[^\s:\"',/]{1,100}:([^\s\"':,/][^\s\"',]{3,200})[\"',}\]]{0,3}[ \t]*$"
)
_AUTH_INFO: Final = RarePattern(r"\"[UI]:[^\"\n]{1,200}\"[^\n]{0,200}?\"P[:=]([^\"\n]{1,300})\"")
# The last argument of programs that take one there.
_LAST: Final = RarePattern(
    r"(?:\bdoveadm[ \t]+(?:[\w-]+[ \t]+){0,3}auth[ \t]+(?:test"
    r"|login)[ \t]+(?:-[^\s]+[ \t]+(?:[^\s-]\S*[ \t]+)?){0,4}\S{1,100}[ \t]+[\"']?"
    r"|\bsmtpctl[ \t]+encrypt[ \t]+|\bopenssl[ \t]+passwd[ \t]+(?:-\w+[ \t]+){0,4}(?!-)"
    # Amazon's own script, given an account's secret key.
    r"|\bsmtp_credentials_generate\.py[ \t]+"
    r"|\bwp[ \t]+option[ \t]+(?:update|add|set)[ \t]+\w*(?:pass|secret|key)\w*[ \t]+[\"']?)([^\s\"']{1,300})"
)
_NET_USER: Final = RarePattern(  # of Windows
    r"(?:^|[\n>$#;&|`\"'][ \t]{0,3})net[ \t]+user[ \t]+[^\s/]\S{0,100}[ \t]+([^\s/\"'][^\s\"']{1,300})"
    r"(?=[ \t]*(?:$|[\n|&\"'}\\*]|/\w))"
)
# Postfix's table of one entry for every server.
_STATIC: Final = RarePattern(
    r"\b(?:static|inline):\{?[ \t]?(?:[^\s:=\"']{1,200}=)?[^\s:\"']{1,200}:(?!//)([^\s\"'}]{1,300})"
)
_ECHOED: Final = RarePattern(r"\bpasswordeval[=: \t]{1,3}\\?[\"']?echo[ \t]+([^\s\"'|\\]{1,300})")
_PIPED: Final = RarePattern(
    r"\b(?:echo|printf)[ \t]+(?:-\w{1,3}[ \t]+){0,3}\\?[\"']?([^\s\"'|\\]{1,300})\\?[\"']?[ \t]*(?:\|"
    r"[ \t]*(?:openssl|base64|saslpasswd2|(?:ch)?passwd|sudo[ \t]|smtp|docker"
    r"|\w+ --password)|\\?[\"'](?:[ \t]*(?:$|\n))"
    r"|[ \t]*\)|[ \t]*>{1,2}[ \t]*\S{0,100}(?:pass|pw|secret))"
)
_HERE: Final = RarePattern(  # what a shell gives a command to read
    r"\b(?:openssl|base64|\w{0,10}passwd2?|doveadm|sudo)\b[^\n|;]{0,160}?<<<[ \t]{0,3}\\?[\"']?"
    r"([^\s\"'\\]{3,300})"
)
_PRINTED: Final = RarePattern(
    r"\bprintf[ \t]+(?:'[^'\n]{1,80}'|\"[^\"\n]{1,80}\")(?:[ \t]+[\"']?[^\s\"'|]{1,100}[\"']?){0,3}?"
    r"[ \t]+(?:'([^'\n]{1,300})'|\"([^\"\n]{1,300})\"|([^\s\"'|]{1,300}))[ \t]*\|[ \t]*(?:openssl|base64"
    r"|docker|kubectl|\w{0,10}passwd)"
)
# `U: ana@example.com`, and below it or behind it `P: k2#x`.
_LETTER: Final = RarePattern(
    r"(?im)(?:^|[\s\"'>])u(?:ser)?:[ \t]{0,3}[^\s@]{1,64}@\S{2,100}[ \t]{0,3}(?:[,;|/ ]"
    r"|\n{1,2}[^\n]{0,40}?)[ \t]{0,8}\bp:[ \t]{0,3}(\S{4,80})"
)
_GIVEN: Final = (
    _PRINTED, _USER_PASS, _GLUED, _OWN_SWITCH, _AUTH_INFO, _LAST, _NET_USER, _STATIC, _ECHOED, _PIPED,
    _HERE, _LETTER,
)  # fmt: skip


def in_commands(view: str) -> Iterator[Span]:
    """Give passwords among the switches of a command and on the lines of a mail server's files."""
    for match in _SWITCH.finditer(view):
        span = match.span(match.lastindex or 0)
        value = view[slice(*span)]
        if not is_word(value) and not (match[0].startswith("-p") and _PORTS.fullmatch(value) is not None):
            yield span
    yield from given(view, _GIVEN)
    yield from given(view, (_BOTH,), may_be)
    for match in _SASL_PASSWD.finditer(view):
        user, value = match["user"], match["value"]
        server = match[0].startswith("[") or ":" in match[0][: match.start("user") - match.start()]
        if may_be(value) and not user.isdigit() and (server or "@" in user or looks_made(value)):
            yield match.span("value")


# A setting that a command sets, as its last argument: `set -gx SMTP_PASSWORD k2`, `config:set smtp/pass k2`.
_SET: Final = RarePattern(
    r"(?m)\b(?i:c?set|setx|config|update|put)(?:[ \t]{1,8}-{1,2}[\w-]{1,20}){0,4}(?:[ \t]{1,8}[\w.-]{1,60})?"
    r"[ \t]{1,8}[\"']?(?i:[\w./:-]{0,60}[_./:-]\w{0,20}(?:pass|pwd|secret|api_?key)\w{0,20})[\"']?"
    r"[ \t]{1,8}(?:--?(?:value|body|data)[ \t]{1,8})?[\"']?([^\s\"'-][^\s\"']{0,300})"
    r"(?=[\"'}]{0,3}[ \t]*(?:$|[;&|]|[ \t]-))"
)
# `--name SmtpPass --value k2`
_NAMED: Final = RarePattern(
    r"(?i)[ \t]-{1,2}(?:name|key|id)[ \t=]{1,3}[\"']?[^\s\"']{0,60}(?:pass|pwd|secret"
    r"|api_?key)[^\s\"']{0,40}[\"']?"
    r"[ \t]{1,3}-{1,2}(?:value|secret-string|body)[ \t=]{1,3}\\?[\"']?([^\s\"'\\]{1,300})"
)


def set_by_command(view: str) -> Iterator[Span]:
    """Give the last argument of a command that sets what is named for a password."""
    return given(view, (_SET, _NAMED), may_be)


# `credentials=ana:k2#x`, `credentials: (ana@example.com, k2#x)`
_CREDENTIALS: Final = RarePattern(
    r"(?im)\bcred(?:ential)?s?\\?[\"']?[ \t]{0,3}(?:[:=][ \t]{0,3}(?P<opened>[\[({])?|\()\\?[\"']?"
    r"(?:(?P<user>[^\s:,/\"']{1,100})\\?[\"']?(?P<pair>:|,[ \t]?|[ \t]?/[ \t]?|[ \t]{1,3}(?=\S+[ \t]*$))"
    r"\\?[\"']?)?"
    r"(?P<value>[^\s\"',;:)\]}]{4,200})"
)


def in_credentials(view: str) -> Iterator[Span]:
    """Give a password that stands as one of somebody's credentials."""
    for match in _CREDENTIALS.finditer(view):
        value, user = match["value"], match["user"]
        paired = user is not None and (match["pair"] == ":" or match["opened"] or "@" in user)
        variable = value.isupper()  # `credentials: env:SMTP_USER`
        if looks_made(value) or (paired and may_be(value) and not variable):
            yield match.span("value")


# `login ana/k2#x`
_SLASHED: Final = RarePattern(
    r"(?i)\b(?:log-?in|creds?|user|account|zugang|konto)[ \t:]{1,3}[^\s/:,;\"']{2,60}[ \t]?/[ \t]?[\"']?"
    r"(?P<value>[^\s\"',;:()/]{5,80})"
)


def with_slash(view: str) -> Iterator[Span]:
    """Give a password behind the name of its login and a slash."""
    return given(view, (_SLASHED,), lambda value: is_strong(value) or is_mixed(value))
