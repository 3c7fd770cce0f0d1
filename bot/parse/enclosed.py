"""A mail inside a text: pasted whole, quoted with `>`, or below a forwarding line.

Finds where it begins; reads nothing.
"""

from __future__ import annotations

import re
from typing import Final

_HEADER: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9-]{1,60}:(?: |\t|$)"
    r"|(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-[Tt]ype|[Xx]-[\w-]{1,60}):"
)
_MAIL_HEADER: Final = re.compile(
    r"^(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|Content-Type|X-Original-To"
    r"|From|Date|Subject|To|X-Failed-Recipients|Auto-Submitted):",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED: Final = re.compile(r"(?:^[ \t]{0,3}>[^\n]*(?:\n|\Z)){4,}", re.MULTILINE)
_QUOTE: Final = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
# What Gmail, Apple Mail, Outlook and Thunderbird put above a mail that is forwarded inline.
_FORWARDED: Final = re.compile(
    r"^(?:-{3,12} ?(?:Forwarded|Original|Weitergeleitete|Ursprüngliche|Message transféré|Mensaje reenviado"
    r"|Doorgestuurd|Messaggio inoltrato)[^\n]{0,60}|Begin forwarded message:)[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD: Final = 8_000  # characters in which the headers of a mail end, or a forward begins


def is_mail(head: str) -> bool:
    """A mail begins with several headers, all of them in one block."""
    if _HEADER.match(head) is None and not head.startswith(("From ", ">From ")):
        return False
    block = head.replace("\r\n", "\n").replace("\r", "\n").partition("\n\n")[0]
    lines = block.split("\n")
    headers = sum(1 for line in lines if _HEADER.match(line) is not None)
    other = sum(1 for line in lines[1:] if line[:1] not in (" ", "\t") and _HEADER.match(line) is None)
    names = {match.group().lower() for match in _MAIL_HEADER.finditer(block)}
    return (
        headers >= 3
        and other <= 1 + headers // 10  # Exchange's own lose the space before a line that goes on
        and len(names) >= 3
        and bool(names & {"from:", "return-path:", "received:", "subject:"})
    )


def enclosed_mail(text: str) -> str | None:
    """Give the mail that a person quoted or forwarded in a text; None when there is none."""
    if text.startswith(">") or "\n>" in text or "\n >" in text:
        quoted = _QUOTED.search(text)
        if quoted is not None:
            mail = _QUOTE.sub("", quoted.group()).lstrip()
            if is_mail(mail[:_HEAD]):
                return mail
    forwarded = _FORWARDED.search(text, 0, _HEAD) if "---" in text or "Begin forw" in text else None
    if forwarded is not None:
        mail = text[forwarded.end() :].lstrip()
        if is_mail(mail[:_HEAD]):
            return mail
    return None
