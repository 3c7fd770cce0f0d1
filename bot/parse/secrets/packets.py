"""Logins in packets, as tcpdump, Wireshark and hexdump show them.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span

_DUMPED: Final = RarePattern(
    r"(?:^|[\s|>\"])(?:0x)?[0-9a-fA-F]{4,8}[ \t]?:?[ \t]{1,4}(?P<hex>(?:[0-9a-fA-F]{2}(?:[0-9a-fA-F]{2})?"
    r"(?:[ \t]{1,3}|-)){1,16})(?P<text>[^\n]{0,40})",
    sign=r"[0-9a-fA-F]{4,8}[ \t]?:?[ \t]{1,4}[0-9a-fA-F]{2}",  # in one line
)
_ANSWERED: Final = re.compile(rb"(?<![\w.])[245]\d\d[ -]")
_OTHER_LINES: Final = 4  # that .NET writes between two packets
_BEGUN: Final = 16  # bytes of a packet's line that may begin a login; its words have thirteen
_SENT: Final = re.compile(rb"(?i)AUTH (?:PLAIN|LOGIN|XOAUTH2|CRAM-MD5)|334 |^PASS |LOGIN ")


def in_dumps(view: str) -> Iterator[Span]:
    """Give the rest of a dumped packet from the line on where its login begins."""
    sent, told = b"", False
    at = other = 0
    dumped = frozenset(_DUMPED.lines(view))
    for number, line in enumerate(view.split("\n")):
        match = _DUMPED.expression.search(line) if number in dumped and len(line) < 300 else None
        if match is None:
            other += line.strip() != ""
            sent, told = (sent, told) if other <= (_OTHER_LINES if told else 0) else (b"", False)
        else:
            other = 0
            digits = re.sub(r"[\s-]", "", match["hex"])
            # A login's first words may begin in one line and end in the next.
            shown = bytes.fromhex(digits[: len(digits) // 2 * 2])
            sent = sent[-_BEGUN:] + shown
            told = (told and _ANSWERED.search(shown) is None) or _SENT.search(sent) is not None
            if told:
                yield at + match.start("hex"), at + len(line.rstrip())
        at += len(line) + 1
