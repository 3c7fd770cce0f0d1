"""Passwords in the commands of IMAP and POP, and in what a server's own debugging writes.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.values import given
from bot.parse.secrets.words import NAME, is_word, may_be

_IMAP: Final = RarePattern(
    r"(?:(?<![^\s\"'`:>])[A-Za-z]{0,6}\d{1,6}[ \t]+(?:LOGIN|login)|(?:(?m:^)[ \t]*"
    r"|[\s\"'`:>])[a-z.*?][ \t]+(?:LOGIN|login)(?=[ \t]+(?:\\?\"|\S{1,80}@)))"
    r"[ \t]+(?:\\?\"[^\"\n]{1,100}\"|[^\s\"]{1,100})[ \t]+(?:\\?\"([^\"\n]{1,300}?)\\?\"|([^\s\"`]{1,300}))"
)
# A server's reply on a login, which its number begins: "535 login not found".
_REPLY: Final = re.compile(
    r"[245]\d\d[ \t]+login[ \t]+(?:not|is|was|has|cannot|could|did|does|failed|attempts?|denied)[ \t]",
    re.IGNORECASE,
)
_LITERAL: Final = RarePattern(  # RFC 3501 4.3: how many bytes come on the next line
    r"(?im)\blogin[ \t]+\S{1,100}[ \t]+\{\d{1,4}\+?\}[ \t]*\n{1,2}[^\n]{0,40}?(\S{1,300})[ \t]*$"
)
_POP: Final = RarePattern(
    r"(?m)(?:^|[>:\]|][ \t]{1,3}|[ \t]{4})PASS[ \t]{1,2}(\S{1,300}(?: [^\s:()]{1,40}){0,5})[ \t]*$"
)
_PLAIN_TEXT: Final = RarePattern(
    r"(?i)(?:given password:[ \t]?|uncoded initial reply:[ \t]?[^\s?]{1,100}\?"
    r"|uncoded initial reply:[ \t]?\S{0,100}?[?\x00]\S{0,100}?[?\x00]"
    r"|uncoded client response[ \t]|cache\((?:plain|cleartext):|\$auth[23][ \t]{0,3}=[ \t]{0,3}"
    r"|pass `)([^\s)']{1,300})"
)
# Dovecot's own words for a password that does not match: `SHA512-CRYPT(word) != '$6$...'`.
_COMPARED: Final = RarePattern(r"\b[A-Z][A-Z0-9.-]{2,20}\(([^\s()]{1,300})\) != '")
# Postfix's `decoded response` and the like: the name first, then the password.
_DECODED: Final = RarePattern(r"(?i)decoded (?:initial )?response:[ \t](\S{1,300})")
_NULS: Final = RarePattern(
    r"(?:\\{1,4}0(?!\d)|\\{1,4}000(?!\d)|\\x00|\\u0000|\^@|\x00)[^\s\\^\x00\"']{0,100}(?:\\{1,4}0{1,3}"
    r"|\\x00|\\u0000|\^@|\x00)([^\s\\\"'\x00]{1,300})",
    reach=420,
)
_EXIM: Final = RarePattern(
    r"client_send[ \t]{0,8}=[ \t]{0,8}(?:\^[^\s^]{1,100}\^|:[ \t]*\S{1,100}[ \t]*:[ \t]*"
    r"|\S{0,100}[ \t]*:[ \t]*)(\S{1,300})"
)


def in_other_protocols(view: str) -> Iterator[Span]:
    """Give passwords of IMAP and POP logins, and those that a server's own debugging writes."""
    for match in _IMAP.finditer(view):
        span = match.span(1 if match[1] is not None else 2)
        value = view[slice(*span)]
        netrc = NAME.fullmatch(value.lower()) is not None  # `login ana password`
        told = _REPLY.match(match.group().lstrip()) is not None
        if not (told or is_word(value) or value.startswith("{") or netrc):
            yield span
    for match in _POP.finditer(view):
        if not any(is_word(word, in_talk=" " in match[1]) for word in match[1].split()):
            yield match.span(1)
    yield from given(view, (_PLAIN_TEXT, _COMPARED, _NULS, _EXIM, _LITERAL))
    yield from given(view, (_DECODED,), may_be)
