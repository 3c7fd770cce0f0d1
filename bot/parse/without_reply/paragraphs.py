"""The paragraphs of a paste that may hold an error's words: the lines that tell something, joined.

Leaves out headers, settings, steps, a program's source and the frames of its trace; judges no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.chatter import is_step
from bot.parse.errors.local_error import is_setting
from bot.parse.reports.report_prose import explains_nothing
from bot.parse.source import is_statement

NOTICE_LIMIT: Final = 600  # characters of a dialog or notice whose sentence is cut by empty lines
_FRAME: Final = 'File "'  # of a Python traceback; below it stands the line of the program's source
# Of a Java, .NET or Node.js one: it is no part of the sentence above it.
_CALLED_AT: Final = re.compile(
    r"at (?:[\w$.<>`]{3,200}\(|\S{1,200} \(\S{1,300}:\d+:\d+\)|/\S{1,300}:\d+:\d+$)"
)
# The way a mail took, in its headers; what stands there of TLS is no error (smtpd.c of Postfix). And a field
# that only names something: "X-FE-Policy-ID: 14:1:0:SYSTEM".
_HOP: Final = re.compile(r"Received: ?(?:from|by|\(|$)|X-[\w-]{2,40}-I[dD]: ?\S+$")
_HOP_GOES_ON: Final = re.compile(
    r"\((?:using (?:TLS|SSL)|No client certificate|Client (?:CN|did not present))"
)
# What a server says when all is well (RFC 5321 4.2.3).
_WELL: Final = re.compile(
    r"(?:[^\n\"']{0,80}[<>:\]] ?)?(?:221[ -]\S[^\n]{0,100}\bclosing |354[ -](?:Start|Enter|End|Go|Send)\b)"
    r"|[^\n]{3,80}(?:  |\t|: |\.\.)[\[ ]?(?:OK|PASS(?:ED)?)\b(?: ?[-–:\]] |\W*$)"  # a check that passed
)
_INFORMS: Final = "TLS connection established"  # Postfix tells of each
_TEXT_LIMIT: Final = 1_000  # characters of one
_LINES: Final = 400  # of a paste that are looked at
# What becomes clear in the next sentences: "Your message to ida@example.net couldn't be delivered."
_NOTICE: Final = re.compile(
    r"[\w.+-]{1,64} wasn['’]t found at |"
    r"your (?:message|e?-?mail) (?:to \S+@\S+ )?(?:wasn['’]t|was not|couldn['’]t|could not|has not been"
    r"|can(?:not|['’]t)) ",
    re.IGNORECASE,
)
_STAMPED: Final = re.compile(r"\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d")
# Each point of a list is a matter of its own.
_POINT: Final = re.compile(r"[ \t>]*(?:[-*•·–] (?:\[[ xX]?\] )?|\[[ xX]?\] )\w")
_SAID: Final = re.compile(r"[ \t>]*\"[^\"\n]{20,300}\"[ \t]*")


def paragraphs_of(lines: list[str], *, statements: bool) -> list[str]:
    """Join lines up to an empty one; long paragraphs line by line, a notice's beginning also as a whole."""
    paragraphs: list[str] = []
    for told in _told_together(lines, statements=statements):
        joined = " ".join(told).removesuffix('"')  # a quote is closed only where words follow it
        if len(joined) <= _TEXT_LIMIT:
            paragraphs.append(joined)
        else:
            paragraphs.extend(one[:_TEXT_LIMIT] for one in told)
    paragraphs = [" ".join(one.split()) for one in paragraphs if len(one) > 5]
    begins = next((place for place, one in enumerate(paragraphs) if _NOTICE.match(one) is not None), None)
    opening = list(_fitting(paragraphs[begins or 0 :]))
    if len(opening) > 1 and (begins is not None or len(opening) == len(paragraphs)):
        paragraphs.append(" ".join(opening))
    return paragraphs


def _fitting(paragraphs: list[str]) -> Iterator[str]:
    """Give the first paragraphs, as many as a notice has."""
    length = 0
    for one in paragraphs:
        length += len(one)
        if length > NOTICE_LIMIT:
            return
        yield one


def _told_together(lines: list[str], *, statements: bool) -> Iterator[list[str]]:
    """Lines up to one that tells nothing; the statement below a traceback's frame parts it from no error."""
    current: list[str] = []
    is_list = sum(_POINT.match(line) is not None for line in lines[:_LINES]) > 1
    for line, stripped in _without_hops(lines[:_LINES]):
        point = is_list and _POINT.match(line) is not None
        if current and (point or _stands_apart(line, stripped)):
            yield current
            current = []
        if is_setting(stripped):
            continue
        if _tells(stripped) and not (statements and is_statement(stripped)):
            if _INFORMS not in stripped:
                current.append(stripped)
        elif current and not current[-1].startswith(_FRAME):
            yield current
            current = []
    if current:
        yield current


def _without_hops(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Give the lines but for the way a mail took, each with its words alone."""
    in_hop = False
    for line in lines:
        stripped = line.strip(" \t>|*`\"'")
        in_hop = _HOP.match(stripped) is not None or (in_hop and line[:1] in (" ", "\t"))
        if in_hop or (stripped.startswith("(") and _HOP_GOES_ON.match(stripped) is not None):
            continue
        # What a quote inside of the line is closed by.
        ends = line[line.rfind(stripped[-1:]) + 1 :] if stripped else ""
        closes = next((sign for sign in '`"' if sign in ends and stripped.count(sign) % 2), "")
        yield line, f"{stripped}{closes}"


def _stands_apart(line: str, stripped: str) -> bool:
    """Whether a line is wholly a quote, leads to a traceback or tells its time, as a log's do."""
    return (
        stripped.startswith("Traceback (most recent call last)")
        or _SAID.fullmatch(line) is not None
        or (stripped[:1] in "[0123456789" and _STAMPED.match(stripped) is not None)
    )


def _tells(stripped: str) -> bool:
    """Whether a line may tell an error: no greeting, step, frame of a trace, and not that all is well."""
    return (
        stripped != ""
        and not explains_nothing(stripped)
        and not is_step(stripped)
        and _WELL.match(stripped) is None
        and not (stripped.startswith("at ") and _CALLED_AT.match(stripped) is not None)
    )
