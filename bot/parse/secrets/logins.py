"""Secrets that a program sends when it logs in: behind AUTH, in its answers, Base64 near a password's name.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern, around, sign_of
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.words import is_word

_B64: Final = r"[A-Za-z0-9+/]{2,4000}={0,2}"
_MECHANISM: Final = (
    r"(?:PLAIN(?:-CLIENTTOKEN)?|LOGIN|XOAUTH2?|OAUTHBEARER|CRAM-MD5|NTLM|GSSAPI|GSS-SPNEGO|DIGEST-MD5"
    r"|SCRAM-[\w-]{3,20}|EXTERNAL)"
)
_BEGINS: Final = rf"(?i)\bAUTH(?:ENTICATE)?[ \t:]{{1,4}}{_MECHANISM}"
_AUTH: Final = RarePattern(
    rf"{_BEGINS}(?:\s{{1,4}}"
    rf"|[ \t]?[=:][ \t]?)\\?[\"']?({_B64})(?![\w-])",
    reach=4_100,
)
# Dovecot's fields are parted by tabs, which syslog writes as `#011`.
_RESPONSE: Final = RarePattern(
    rf"(?i)(?<![a-z_])(?:resp|initial[ _-]?response|auth[ _-]?resp(?:onse)?)=({_B64})(?![\w-])"
)
_LOGIN_START: Final = re.compile(rf"{_BEGINS}\b")
_PROMPT: Final = re.compile(r"(?i)(?<!\d)334(?:[ \t\"'\\-]|$)|VXNlcm5hbWU6|UGFzc3dvcmQ6")
_PROMPTS: Final = frozenset({"VXNlcm5hbWU6", "UGFzc3dvcmQ6", "VXNlciBOYW1lAA==", "UGFzc3dvcmQA"})
# Base64 of "undefined", "null" and "None", as both name and password: what a program sends that has neither.
_NO_CREDENTIALS: Final = frozenset(
    {"AHVuZGVmaW5lZAB1bmRlZmluZWQ=", "dW5kZWZpbmVk", "AG51bGwAbnVsbA==", "bnVsbA==", "AE5vbmUATm9uZQ=="}
)
_NO_SECRETS: Final = _PROMPTS | _NO_CREDENTIALS
_REPLY: Final = re.compile(r"(?<![\w.])[2-5]\d\d[ -]")  # a server's line holds no secret
# Base64 that ends a line, whatever stands before it; read from the line's end, where it begins but once.
_AT_END: Final = re.compile(
    r"[ \t]*[\"'`*}\]]{0,4}(={0,2}[A-Za-z0-9+/]{2,4000})(?:$|[\s>:\]»|\"'-]|[\"'`]b?(?:$|[\s>:\]»|\"'-]))"
)
# What a program writes before each line that it sent.
_SENT_LINE: Final = re.compile(r"(?:CLIENT -> SERVER:|->|>>>|\[C\]|\bC(?:->S)?[: ])[ \t]*$")
_REACH: Final = 203  # characters that may stand before it
_PIECE: Final = re.compile(r"(?<![\w+/=.@-])[A-Za-z0-9+/]{8,4000}={0,2}(?![\w+/=.@-])")
_REST_OF_LINE: Final = re.compile(r"[^\n]{0,100}?([A-Za-z0-9+/]{1,4000}={0,2})[ \t\"'\\]*(?=\n|$)")
_REST: Final = re.compile(r"[ \t]*([A-Za-z0-9+/]{2,4000}={0,2})[ \t]*(?=\n|$)")
_WRAPPED: Final = 60  # a line of so many letters may go on below
_BEGUN_ANSWER: Final = 40  # an answer of so many letters may go on in a line of its own
_LOOK_AHEAD: Final = 4  # debug output puts notes between a prompt and its answer
_BEGINS_NO_TEXT: Final = frozenset(
    "BCDEFGHghijklmnopqrstuv+/"
)  # what no character of UTF-8, NUL or SOH begins with
_SHORT_SECRET: Final = 200  # bytes
_OAUTH_ERROR: Final = frozenset({"status", "schemes", "scope"})
_NEARBY: Final = 250  # characters
# Base64 in a sentence that speaks of a password, or right behind the prompt for one.
_LED: Final = r"(?i)\b(?:password|passwort|passwd|pwd|auth login|334|base64|pass)\b"
_LEADS: Final = sign_of(_LED)
_NEAR: Final = re.compile(rf"{_LED}[^\n]{{0,200}}$")
_SHORT_PIECE: Final = re.compile(
    r"(?<![\w+/=-])(?:[A-Za-z0-9+/]{4}){1,49}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)"
    r"(?![\w+/=-])"
)


def in_conversations(view: str) -> Iterator[Span]:
    """Give the Base64 answers of a login: what follows AUTH, and lines after it or after a prompt."""
    for pattern in (_AUTH, _RESPONSE):
        for match in pattern.finditer(view):
            wrapped = "\n" in view[match.start() : match.start(1)]
            if _is_typed(match[1]) if wrapped else _is_answer(match[1]):
                yield from _with_rest(view, *match.span(1))
    waiting = at = 0
    for line in view.split("\n"):
        if len(line) <= 4000:
            if waiting or "=" in line or "CLIENT -> SERVER" in line:
                for start, end in _answers(line, expected=waiting > 0):
                    yield at + start, at + end
                    yield from _rest(view, at + start, at + end)
            waiting = _LOOK_AHEAD if _begins_login(line) else max(0, waiting - 1)
        at += len(line) + 1


def _with_rest(view: str, start: int, end: int) -> Iterator[Span]:
    """An answer, and what a program that cuts lines put on the next."""
    yield start, end
    line = view.rfind("\n", 0, start) + 1
    while end - line >= _WRAPPED and view[end : end + 1] == "\n":
        rest = _REST_OF_LINE.match(view, end + 1)
        if rest is None or (rest[1].isalpha() and rest[1].islower()) or is_word(rest[1]):
            return
        yield rest.span(1)
        line, end = end + 1, rest.end(1)


def _rest(view: str, start: int, end: int) -> Iterator[Span]:
    """What follows a long answer in lines of nothing else."""
    while end - start >= _BEGUN_ANSWER and view[end - 1] != "=" and view[end : end + 1] == "\n":
        rest = _REST.match(view, end + 1)
        if rest is None or (rest[1].isalpha() and not _mixes_cases(rest[1])) or is_word(rest[1]):
            return
        yield rest.span(1)
        start, end = rest.span(1)


def _mixes_cases(letters: str) -> bool:
    return not (letters.islower() or letters.istitle() or letters.isupper())


def _answers(line: str, *, expected: bool) -> Iterator[Span]:
    alone = _AT_END.match(line[::-1])
    if alone is not None:
        start, end = len(line) - alone.end(1), len(line) - alone.start(1)
        if (
            start <= _REACH
            and _REPLY.search(line, 0, start) is None
            and (_is_secret(line[start:end], expected=expected) or _is_sent(line[:start], line[start:end]))
        ):
            yield start, end
            return
    if not expected:
        return
    for piece in _PIECE.finditer(line):
        if _is_typed(piece[0]) and _REPLY.search(line, max(0, piece.start() - 8), piece.start()) is None:
            yield piece.span()


def _is_sent(before: str, data: str) -> bool:
    """Whether a program sent it as a line of its own, of which SMTP knows no other, and no mail's content."""
    return 8 <= len(data) < _WRAPPED and _SENT_LINE.search(before) is not None and _is_typed(data)


def _begins_login(line: str) -> bool:
    if ("334" in line or "VXNl" in line or "UGFz" in line) and _PROMPT.search(line) is not None:
        return True
    if "+" in line and line.strip(" \t") == "+":
        return True
    return ("AUTH" in line or "auth" in line or "Auth" in line) and _LOGIN_START.search(line) is not None


def _is_answer(data: str) -> bool:
    """Whether it is what is sent with AUTH, and no word of a sentence about it."""
    if data in _NO_SECRETS or data.isdigit():
        return False
    if data.isalpha() and not _mixes_cases(data):
        return _is_typed(data)
    return len(data) >= 4 and not is_word(data)


def _is_secret(data: str, *, expected: bool) -> bool:
    if data in _NO_SECRETS or data.isdigit() or len(data) % 4:
        return False
    if data.isalpha() and not _mixes_cases(data):
        return False  # a word: "rejected" decodes as base64 too
    decoded = base64.b64decode(data)
    if _is_oauth_error(decoded):
        return False
    if expected:
        return len(data) >= 8 or data.endswith("=")
    # Unexpected base64 is a credential only when it reads like one: a bearer's token, NUL user NUL password.
    if b"auth=Bearer " in decoded:
        return True
    return b"\0" in decoded[:80] and decoded.count(b"\0") == 2 and len(decoded) < 400


def _is_typed(data: str) -> bool:
    """Whether it is Base64 of what a keyboard types, or of a known mechanism's answer."""
    if data in _NO_SECRETS or len(data) % 4 or data[0] in _BEGINS_NO_TEXT:
        return False
    try:
        decoded = binascii.a2b_base64(data, strict_mode=True)
    except binascii.Error:
        return False
    if _is_oauth_error(decoded):
        return False
    if decoded.startswith(b"NTLMSSP\0"):
        return True
    try:
        text = decoded.decode()
    except UnicodeDecodeError:
        return False
    return len(text) > 2 and text.replace("\0", "").replace("\1", "").isprintable()


def _is_oauth_error(decoded: bytes) -> bool:
    """Whether it is a server's refusal of a token (RFC 7628 3.2.2): these three names and no other."""
    if not decoded.startswith(b'{"status"') or len(decoded) > _SHORT_SECRET:
        return False
    try:
        said = json.loads(decoded)
    except ValueError:
        return False
    return isinstance(said, dict) and said.keys() <= _OAUTH_ERROR


def near_a_password(view: str) -> Iterator[Span]:
    """Give Base64 of plain text behind a word of logins; words decode to bytes that no keyboard types."""
    for part in around(view, _LEADS, 0, 2 * _NEARBY):
        for match in _SHORT_PIECE.finditer(view, *part):
            start = match.start()
            if _is_typed(match[0]) and _NEAR.search(view, max(0, start - _NEARBY), start) is not None:
                yield match.span()
