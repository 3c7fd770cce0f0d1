"""Where SMTP works and IMAP or POP fails, as sending platforms show it side by side: no SMTP error. Pure."""

from __future__ import annotations

import re
from typing import Final

_LIMIT: Final = 200  # characters; who tells more has more to say
_SMTP_WORKS: Final = re.compile(
    r"\b(?:sending|senden|versand)(?: still| noch)? (?:works|is (?:ok|fine)|geht|funktioniert|klappt)\b"
    r"|\bsmtp\b[^,.;]*?\b(?:success(?:ful|fully)?|works?|working|ok|okay|fine|passed)\b"
)
_NOT_SO: Final = re.compile(r"\b(?:not|no|never|fail\w*|error\w*)\b|n['’]t\b")
_REPLY_CODE: Final = re.compile(r"\b[45]\d\d\b")


def fails_in_reading_only(text: str) -> bool:
    """Whether a short text tells that SMTP works, and what fails is IMAP or POP."""
    if len(text) > _LIMIT:
        return False
    lower = text.lower()
    if "imap" not in lower and "pop3" not in lower:
        return False
    works = _SMTP_WORKS.search(lower)
    return works is not None and _NOT_SO.search(works[0]) is None and _REPLY_CODE.search(lower) is None
