"""Lines made whole again: those broken at a width, and those of one log event with its front on each.

A break is seen by the first word of the next line: it would not have fitted on the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from bot.parse.errors.local_error import is_setting
from bot.parse.scan.continuation import REASON_LEFT_OUT, SAID_OF, UNFINISHED, opens_like

_WIDTHS: Final = range(36, 101)  # characters; mail programs break at 65 to 80, terminals at 80 to 100
_NARROW: Final = 56  # what is less wide, as on a telephone, is as short by chance where lines are few
_LINES: Final = 400  # a longer text is a log, which nobody broke
_FEW: Final = 6  # lines of one error that somebody copied from a narrow window
_WHOLE_ERROR: Final = 400  # characters of it
# A reply's number: what goes on behind one its words have to tell.
_REPLY: Final = re.compile(r"(?<![\w.])[45](?:\d\d|\.\d{1,3}\.\d{1,3})(?![\w.])")
_WHOLE: Final = 2_000  # characters of one line made whole
_EDGES: Final = 3  # lines at least that are as wide as the edge: two are by chance
_BY_CHANCE: Final = 12  # characters; a text broken between words has two lines that end so near to the edge
_NEAR_EDGE: Final = 8  # characters; lines that end so near to the edge were broken between words
_GAP: Final = "  "
_GAPS: Final = re.compile(r"\S[^\n]*?\S {2,40}\S[^\n]*?\S {2,40}\S")  # a row whose columns spaces part
_BLOCKS: Final = 3  # lines that the HTML of a returned mail makes of one
_LONG: Final = 300  # characters of a line that may be a report's beside them
_ONE_LINE: Final = 100_000  # characters of a report in one line: four thousand addresses have no more
# What opens a line of its own: a time, a reply, a command, a list, a heading, a field, a number's name, a
# frame, an address alone, a program's call.
_OPENS: Final = re.compile(
    r"\s*(?:\[?\d{4}[-/.]\d\d|\[?\d\d?[:/.]\d\d|[A-Z][a-z]{2},? {1,2}\d|[245]\d\d[ -]|[245]\.\d{1,3}\.\d|#\d"
    r"|#{1,6} |>|<{1,3}-? |<<<|\||[-=*_~+•]"
    r"|[{}\])]|\.\.\.|\$ |\d{1,3}[.)] |\d+ {2}|at |from |in |File \"|Caused by|Traceback"
    r"|During handling|raise |self\.|return |Stack|[CSE]: |SMTP(?:[<>]| E(?:RROR|rror): )|curl: \(\d"
    r"|(?:EHLO|HELO|AUTH|MAIL|RCPT|DATA|QUIT|STARTTLS)\b"
    r"|(?:Warning|Error|Exception|INFO|DEBUG|ERROR|WARN|FATAL)\b"
    r"|['\"]?(?:code|errno|syscall|address|port|command|response\w*|host\w*|server|stack|name|message|type"
    r"|file|line"
    r"|level|date|subject|from|to|cc|status|action|user\w*|password|username|encryption)['\"]?\s?(?::|=>|= )"
    r"|[\w-]{1,40}: [\"']|\w{3,80} = \d|[A-Z]\w*(?:-\w+)+:|[\w$]+(?:\.[\w$]+)+:\s"
    r"|[\w.$]+(?:Error|Exception)\b|[\w$]+(?:(?:\.|->|::)[\w$]+)+(?:\([\"'\w$)]|\[[\"']| = )"
    r"|[A-Z]\w*[a-z][A-Z]\w*: |<?[^\s<>@]+@[^\s<>:]+>?(?::?\s*$|\.\.\. ))"
)
_ENDS: Final = re.compile(
    r"[.!?][\"')\]]?\s*$|[{};]\s*$| do\s*$|=> ?\w{1,20}\s*$|\([^()]*[\"']\)\s*$|--\|?\s*$|, line \d+, in \S+$"
)
# Time, host and program before each line of a log: the same on all lines of one event.
_FRONT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)"
    r"(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
    r"( (?:[\w.-]{1,64} )?[\w./-]{1,40}(?:\[[\w.]{1,12}\])?:|\t[\w-]{4,40}\t[A-Z]{4,5})?(?:[ \t]|$)"
)
# The same in PHP's error log, which names no program.
_FRONT_OF_PHP: Final = re.compile(r"(\[\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [\w/+-]{1,40}\])(?:[ \t]|$)")
_MAIL_SERVER: Final = re.compile(
    r"postfix|exim|smtp|mail|dovecot|amavis|milter|mta|lmtp|spam|sasl|dkim|dmarc|postgrey|policyd"
)

# What opens a line of its own in a report: a field, a recipient, a transcript, who speaks, the returned mail.
_REPORTED: Final = re.compile(
    # Everything begins with the space and a look at one letter: the search leaps from space to space.
    r"\s(?:(?=[RALFOXSDMh<>(-])(?=(?:(?:Reporting|Remote)-MTA|(?:Arrival|Last-[Aa]ttempt)-[Dd]ate"
    r"|(?:Final|Original|X-Actual)-[Rr]ecipient|Action|Status|Diagnostic-[Cc]ode"
    r"|Received|Return-[Pp]ath|Message-I[Dd]|DKIM-Signature): |-{3,} |>>> |<<< "
    r"|\((?:reason|expanded from): |SMTP error from |host [\w.-]{3,255} \[)"
    r"|(?=<[^<>\s@]{1,128}@[^<>\s]{1,255}>(?:: | \())(?<![\d.]\d\s)"  # not "550 5.1.1 <a@b>: unknown"
    r"|(?=[^\s<>@:]{1,128}@[^\s<>@:]{3,255}: [45]\d\d[ -]))"
)
# What a line of its own holds and nothing else: "----- Original message -----", a status without its words.
_RULED: Final = re.compile(r" (\|?-{3,40}[ |]?[^-|]{3,80}[ |]?-{3,40}\|?)(?= )")
_STATUS: Final = re.compile(r"( Status: [245]\.\d{1,3}\.\d{1,3}) (?!\()")
# Exchange's recipient above what a server said of it.
_EXCHANGES: Final = re.compile(
    r"\s([^\s<>@:]{1,128}@[^\s<>@:]{3,255}) (?=(?:[\w.-]{3,255} )?Remote [Ss]erver returned|#(?:<|[45]\d\d ))"
)
# Whom a report lists behind a colon: "failed permanently: * ida@example.net * ole@example.net". The search
# leaps from mark to mark, and looks back at the word before it.
_LISTING: Final = (
    "failed", "delayed", "permanently", "reached", "groups?", "users?", "follow", "following", "message",
    "copy", "is", "are", "recipients?", "address", "addresses", r"\w\(s\)", r"\w\(es\)",
)  # fmt: skip


def _behind(words: Iterable[str], *signs: str) -> str:
    each = (one for word in words for one in ((word[:-2], word[:-1]) if word.endswith("?") else (word,)))
    return "|".join(f"(?<={word}{sign})" for word in each for sign in signs)


_LISTED: Final = re.compile(
    rf"([:.](?:{_behind(_LISTING, ':', ' :')}|{_behind(('failed', 'recipients?'), '[.]')}))[-|\s]{{1,40}}"
    r"((?:(?:[*>•+] )?[<\"']?[^\s<>@\"':;]{1,128}@[^\s<>@,;:\"']{3,255}[>\"']?[,;:]?(?:\s|$)){1,20})",
    re.IGNORECASE,
)


def parted(lines: list[str]) -> list[str]:
    """Give a report that came as one line its lines again."""
    if not lines or len(lines) > _BLOCKS or len(lines[0]) > _ONE_LINE:
        return lines
    if len(lines) > 1 and len(lines[0]) < _LONG:
        return lines
    text = _STATUS.sub(r"\1\n", _RULED.sub(r"\n\1\n", _EXCHANGES.sub(r"\n\1\n", lines[0])))
    return _LISTED.sub(_each_on_a_line, _REPORTED.sub("\n", text)).split("\n") + lines[1:]


def _each_on_a_line(listed: re.Match[str]) -> str:
    addresses = [word for word in listed[2].split() if "@" in word]
    return "\n".join([listed[1], *addresses, ""])


def without_front(lines: list[str]) -> list[str]:
    """Drop what a log put before each line of one event, so that its lines go together."""
    opens = _FRONT_OF_PHP if lines[0].startswith("[") else _FRONT
    if len(lines) > _LINES or (first := opens.match(lines[0])) is None:
        return lines
    program = first.group(2) if opens is _FRONT else None
    if program is not None and (len(lines) == 1 or _MAIL_SERVER.search(program.lower()) is not None):
        return lines
    bare = []
    for line in lines:
        front = opens.match(line)
        if line and (front is None or front.groups() != first.groups()):
            return lines
        bare.append(line[front.end() :] if front is not None else line)
    return bare


def unwrapped(lines: list[str]) -> list[str]:
    """Join broken lines; those of a text that nobody broke stay as they are.

    Of a narrow text all lines must have been broken off one another, three at least.
    """
    if not 1 < len(lines) <= _LINES:
        return lines
    width = max((len(line.rstrip()) for line in lines if " " in line.strip()), default=0)
    if width not in _WIDTHS:
        return lines
    cut = _cut_anywhere(lines, width)
    # The longest line seems broken before any other: what begins a sentence below it may be a person's.
    by_chance = sum(len(line.rstrip()) > width - _BY_CHANCE for line in lines) == 1
    whole = [lines[0]]
    previous = lines[0]
    for line in lines[1:]:
        if cut and len(previous) >= width - 1 and len(whole[-1]) < _WHOLE:
            whole[-1] += line if len(previous) == width else f" {line}"  # a space at the edge is not copied
        elif (
            len(whole[-1]) < _WHOLE
            and _goes_on(previous.rstrip(), line, width)
            and not (by_chance and _begins_sentence(previous, line))
        ):
            whole[-1] = f"{whole[-1].rstrip()} {line.strip()}"
        else:
            whole.append(line)
        previous = line
    return whole if width >= _NARROW or (len(whole) == 1 and len(lines) > 2) else lines


def as_one_line(text: str) -> str | None:
    """Give one line for a text of a few that all go on with the one before, and hold no reply; else None."""
    if text.count("\n") >= _FEW or len(text) > _WHOLE_ERROR or _REPLY.search(text) is not None:
        return None
    lines = [line.rstrip() for line in text.strip().split("\n")]
    width = max(map(len, lines))
    if len(lines) == 1 or width not in _WIDTHS:
        return None
    if not all(
        _goes_on(line, following, width)
        and _ENDS.search(line) is None
        and not _begins_sentence(line, following)
        for line, following in pairwise(lines)
    ):
        return None
    return " ".join(line.strip() for line in lines)


def _cut_anywhere(lines: list[str], width: int) -> bool:
    """Whether a terminal cut the lines at its edge, in the midst of words: none ends shortly before it."""
    full = [number for number, line in enumerate(lines[:-1]) if len(line) == width]
    if len(full) < _EDGES or any(width - _NEAR_EDGE < len(line) < width - 1 for line in lines):
        return False
    return sum(_is_cut(lines[number], lines[number + 1]) for number in full) > 1


def _is_cut(line: str, following: str) -> bool:
    """Whether a line ends in the midst of a word."""
    if not (line[-1].isalnum() and following[:1].isalnum()):
        return False
    return _OPENS.match(following) is None and not opens_like(line, following) and line[:4] != following[:4]


def _begins_sentence(previous: str, line: str) -> bool:
    """Whether a line begins as a sentence does, and the one before it does not wait for more."""
    first, before = line.lstrip()[:1], previous.rstrip()
    if not first.isalpha() or first.islower():
        return False
    waits = before[-1:] in (":", ",", ";") and not before.endswith(REASON_LEFT_OUT)
    return not waits and UNFINISHED.search(before) is None


def _goes_on(previous: str, line: str, width: int) -> bool:
    """Whether a line was broken off the one before."""
    first = line.split(maxsplit=1)
    if not first or not previous.strip() or len(previous) + 1 + len(first[0]) <= width:
        return False
    if _OPENS.match(line) is not None or first[0] == previous.split(maxsplit=1)[0]:
        return False
    if (is_setting(line) and not line.rstrip().endswith(":")) or (
        SAID_OF.match(line) is not None and _REPLY.search(previous) is not None
    ):
        return False
    if opens_like(previous, line) or (_GAP in previous and _GAPS.match(previous) and _GAPS.match(line)):
        return False
    if previous.endswith(":") and line[0] in " \t<":  # "Ana wrote:", and below it "<bob@example.net>: "
        return False
    ends = _ENDS.search(previous)
    return ends is None or (first[0][:1].islower() and ends.group()[:1] in ".!?")
