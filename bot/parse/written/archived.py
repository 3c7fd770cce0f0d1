"""What archives and forums make of a paste undone: addresses in words or marked up, headers escaped, each
line's end twice, lines numbered.

Changes nothing else, and reads nothing.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.written.html_text import unescaped
from bot.pattern_set import occurs

_AT: Final = r"(?: at | ?\(at\) ?| ?\[at\] ?)"
_HOST: Final = r"(?:[\w-]{1,63}\.){1,8}[A-Za-z][\w-]{1,62}"
# Where an address stands and nothing else does: in angle brackets, behind its type or what Exim writes
# before it, alone on a line. Most sentences that say "at" name nobody there.
_OBSCURED: Final = RarePattern(
    r"(?im)(<|rfc822; ?|\w{6}-\w{6,11}-\w{2,4} (?:\*\*|==|[=-]>) )"
    rf"([\w.+=-]{{1,128}}){_AT}({_HOST})(?=>|\s|$)"
    rf"|^([ \t]{{1,8}})([\w.+=-]{{1,128}}){_AT}({_HOST})(?=:?[ \t\r]{{0,3}}$)",
    reach=800,
    sign=rf"(?i)(?:<|rfc822; ?|> |\*\* |== |^[ \t]{{1,8}})[\w.+=-]{{1,128}}{_AT}[\w-]{{1,63}}\.",
)
_BB_CODE: Final = re.compile(r"\[/?(?:email|url)(?:=[^\]\n]{0,300})?\]", re.IGNORECASE)
_ESCAPED_ADDRESS: Final = re.compile(
    r"^[\w-]{2,30}:[^\n]{0,400}&(?:amp;)?lt;[^\n&]{3,320}&(?:amp;)?gt;", re.MULTILINE
)
# A mail as a program shows it in one line, its line ends written out: b'Return-Path: <>\r\nReceived: ...'
_IN_ONE_LINE: Final = re.compile(
    r"\s{0,8}b?(['\"]?)(?=[A-Z][\w-]{1,60}: [^\n\\]{0,2000}(?:\\r)?\\n(?:[A-Z][\w-]{1,60}: |\\t| ))"
)
_LINE_END: Final = re.compile(r"(?:\\r)?\\n")
_HEAD: Final = 8_000  # characters in which a mail's headers end
_ADJACENT: Final = re.compile(r"[^\n]\n[^\n]")
# "  8. 554 mx.example.com: ...", as Pastebin shows a text and editors print one; "1) " and "- 1." are lists.
_NUMBERED: Final = re.compile(r"[ \t]*(\d{1,5})(?:\. |\.$|[ \t]*\||\t)[ \t]?(.*)")
_NUMBERS_LINES: Final = re.compile(r"\s{0,8}\d{1,5}(?:\.[ \n]|[ \t]*\||\t)")
# What a chat writes above what somebody said: "Ana Muster  9:02 AM".
_SPOKE_AT: Final = re.compile(
    r"^[ \t]{0,4}([^\W\d_][\w.'-]{0,30}(?: [^\W\d_][\w.'-]{0,30}){0,3})[ \t]{1,4}"
    r"\[?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\]?[ \t]{0,3}(?:\n|\Z)",
    re.MULTILINE,
)
_may_name_speakers: Final = occurs(
    r"(?m)^[ \t]*\pL[^\n]*[ \t]\[?\d\d?:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\]?[ \t]*$"
)
_LINES: Final = 4  # fewer are a list of points
_SPEECHES: Final = 1_000  # of one paste that are looked at
_REPLY_CODE: Final = re.compile(r"[ \t]*[45]\d\d[ -]")


def as_written(text: str) -> str:
    """Write `ida at example.net`, `[email]ida@example.net[/email]` as the address,
    a mail's headers without entities, each line's end once.
    """
    text = text.replace("\r\r\n", "\n")
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    if _may_name_speakers(text):
        text = _without_speaker(text)
    if _NUMBERS_LINES.match(text) is not None:
        text = _without_line_numbers(text)
    if "\\n" in text and "\n" not in text.strip() and (opens := _IN_ONE_LINE.match(text)) is not None:
        text = text[opens.end() :].rstrip().removesuffix(opens[1])
        text = _LINE_END.sub("\n", text).replace("\\t", "\t").replace("\\'", "'").replace('\\"', '"')
    if is_escaped(text[:_HEAD]):
        text = unescaped(text)
    if "[/" in text:
        text = _BB_CODE.sub("", text)
    if " at " in text or "(at)" in text or "[at]" in text:
        text = _OBSCURED.sub(_address, text)
    if "\n\n\n\n" in text and _ADJACENT.search(text.strip("\n")) is None:
        text = text.replace("\n\n", "\n")
    return text


def _without_speaker(text: str) -> str:
    """Take the lines away that name who spoke when, where one person alone did so more than once.

    Between a mail's or a log's lines they would part what is one; of several people each says something else.
    """
    names = [match[1] for match in islice(_SPOKE_AT.finditer(text), _SPEECHES)]
    return _SPOKE_AT.sub("", text) if len(names) > 1 and len(set(names)) == 1 else text


def _without_line_numbers(text: str) -> str:
    """Take the numbers of lines away, where each has the next one; most of a list's begin with a reply."""
    numbered = [_NUMBERED.fullmatch(line) for line in text.strip("\n").splitlines()]
    lines = [match for match in numbered if match is not None]
    if len(lines) < max(_LINES, len(numbered)) or 2 * sum(
        _REPLY_CODE.match(match[2]) is not None for match in lines
    ) > len(lines):
        return text
    first = int(lines[0][1])
    if [int(match[1]) for match in lines] != list(range(first, first + len(lines))):
        return text
    return "\n".join(match[2] for match in lines)


def is_escaped(head: str) -> bool:
    """Whether a mail's own headers have their characters escaped, as no mail has them."""
    if "&lt;" not in head and "&amp;lt;" not in head:
        return False
    headers = head.replace("\r", "").lstrip("\n").partition("\n\n")[0]
    return _ESCAPED_ADDRESS.search(headers) is not None


def _address(named: re.Match[str]) -> str:
    before, local, host = named.group(1, 2, 3) if named[2] is not None else named.group(4, 5, 6)
    return f"{before}{local}@{host}"
