"""Where in a report the mail that was returned begins: what stands below was said before it was refused."""

from __future__ import annotations

import re
from typing import Final

from bot.parse.rare_pattern import RarePattern

_OF_RETURNED: Final = (  # what stands above the mail that was returned
    r"(?:original message\s?-{3,40}\s{0,3}$|below this line is a copy"
    r"|(?:possibly )?truncated original message"
    r"|this is a copy of (?:the|your) (?:message|headers)"
    r"|(?:the )?original message (?:headers?|follows?|text|attached)"
    r"|copy of the (?:original )?message|included is (?:a copy|the)|message headers? follows?"
    r"|the following is a copy|start of returned message|returned message follows"
    r"|unsent message (?:below|follows)|headers? of the (?:original|message)"
    r"|(?:your )?original (?:message|mail) (?:is|header)|message contents"
    r"|undelivered message (?:headers?)?|(?:the )?(?:header|(?:first|top) \d+ lines) of (?:the|your) original"
    r"|the headers? and (?:the )?(?:first|top) \d+ lines of (?:the|your) message"
    r"|original[- ]message[- ]headers?|body of message generated|message header|original e?-?mail"
    r"|undelivered-message|old message:|mensaje original adjunto|附件中的内容是原信件)"
)
_ORIGINAL: Final = re.compile(rf"^[\s>|*_=-]{{0,40}}{_OF_RETURNED}", re.IGNORECASE)
# One stands in each of these.
_OF_ORIGINAL: Final = ("message", "original", "copy", "included is the", "原信件")
# A report's own fields have none of those that a mail gets on its way: these are the returned one's.
_STATUS: Final = r"(?:final-recipient|action|diagnostic-code)\s?:"
_TRAVEL: Final = r"(?:return-path|received)\s?:"
_OF_STATUS: Final = re.compile(rf"^[\s>|]{{0,8}}{_STATUS}", re.IGNORECASE)
_TRAVELLED: Final = re.compile(rf"^[\s>|]{{0,8}}{_TRAVEL}", re.IGNORECASE)
_MAY_PART: Final = RarePattern(rf"(?im)^[^a-z0-9\n]{{0,40}}(?:{_OF_RETURNED}|{_STATUS}|{_TRAVEL})")
_LENGTHS: Final = range(12, 160)  # characters: "old message:" is the shortest; a paragraph is none
_HEAD_LINES: Final = 4  # what stands above is no end of the prose, but a forward's beginning
_FOLLOWS: Final = re.compile(r"\bfollows\b", re.IGNORECASE)  # no forward's beginning says so


def original_begins(line: str) -> bool:
    """Whether the returned mail begins after this line."""
    if len(line) not in _LENGTHS:
        return False
    low = line.lower()
    return any(map(low.__contains__, _OF_ORIGINAL)) and _ORIGINAL.match(line) is not None


def original_at(number: int, line: str) -> bool:
    """Whether the returned mail begins after a line of a report; a forward begins near its top."""
    return original_begins(line) and (number > _HEAD_LINES or _FOLLOWS.search(line) is not None)


def is_returned(text: str) -> bool:
    """Whether a text is a mail that travelled, as some reports have it in a part of its own."""
    return _TRAVELLED.match(text.lstrip()) is not None


def before_original(text: str) -> str:
    """Give a report's text up to the returned mail in it."""
    lines = text.split("\n")
    fields = False
    for number in _MAY_PART.lines(text):
        line = lines[number]
        if original_at(number, line) or (
            number > _HEAD_LINES and fields and _TRAVELLED.match(line) is not None
        ):
            return "\n".join(lines[:number])
        fields = fields or _OF_STATUS.match(line) is not None
    return text
