"""What archives and forums make of a paste undone: addresses in words or marked up, headers escaped, each
line's end twice.

Changes nothing else, and reads nothing.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.written.html_text import unescaped

_AT: Final = r"(?: at | ?\(at\) ?| ?\[at\] ?)"
_HOST: Final = r"(?:[\w-]{1,63}\.){1,8}[A-Za-z][\w-]{1,62}"
# Where an address stands and nothing else does: in angle brackets, behind its type or what Exim writes
# before it, alone on a line.
_OBSCURED: Final = re.compile(
    r"(<|rfc822; ?|\w{6}-\w{6,11}-\w{2,4} (?:\*\*|==|[=-]>) )"
    rf"([\w.+=-]{{1,128}}){_AT}({_HOST})(?=>|\s|$)"
    rf"|^([ \t]{{1,8}})([\w.+=-]{{1,128}}){_AT}({_HOST})(?=:?[ \t\r]{{0,3}}$)",
    re.IGNORECASE | re.MULTILINE,
)
# What each of those holds: most sentences that say "at" name no host behind it.
_OBSCURED_AT: Final = re.compile(rf"(?: at |\(at\) ?|\[at\] ?){_HOST}", re.IGNORECASE)
_BB_CODE: Final = re.compile(r"\[/?(?:email|url)(?:=[^\]\n]{0,300})?\]", re.IGNORECASE)
_DOUBLED: Final = "\n\n\n\n"
_ESCAPED_ADDRESS: Final = re.compile(
    r"^[\w-]{2,30}:[^\n]{0,400}&(?:amp;)?lt;[^\n&]{3,320}&(?:amp;)?gt;", re.MULTILINE
)
_HEAD: Final = 8_000  # characters in which a mail's headers end
_ADJACENT: Final = re.compile(r"[^\n]\n[^\n]")


def as_written(text: str) -> str:
    """Write `ida at example.net`, `[email]ida@example.net[/email]` as the address,
    a mail's headers without entities, each line's end once.
    """
    if is_escaped(text[:_HEAD]):
        text = unescaped(text)
    if "[/" in text:
        text = _BB_CODE.sub("", text)
    if (" at " in text or "(at)" in text or "[at]" in text) and _OBSCURED_AT.search(text) is not None:
        text = _OBSCURED.sub(_address, text)
    if _DOUBLED in text and _ADJACENT.search(text.strip("\n")) is None:
        text = text.replace("\n\n", "\n")
    return text


def is_escaped(head: str) -> bool:
    """Say whether a mail's own headers have their signs escaped, as no mail has them."""
    if "&lt;" not in head and "&amp;lt;" not in head:
        return False
    headers = head.replace("\r", "").lstrip("\n").partition("\n\n")[0]
    return _ESCAPED_ADDRESS.search(headers) is not None


def _address(named: re.Match[str]) -> str:
    before, local, host = named.group(1, 2, 3) if named[2] is not None else named.group(4, 5, 6)
    return f"{before}{local}@{host}"
