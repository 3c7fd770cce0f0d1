"""What archives and forums make of a paste undone: addresses in words or marked up, each line's end twice.

Changes nothing else, and reads nothing.
"""

from __future__ import annotations

import re
from typing import Final

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
_BB_CODE: Final = re.compile(r"\[/?(?:email|url)(?:=[^\]\n]{0,300})?\]", re.IGNORECASE)
_DOUBLED: Final = "\n\n\n\n"
_ADJACENT: Final = re.compile(r"[^\n]\n[^\n]")


def as_written(text: str) -> str:
    """Write `ida at example.net`, `[email]ida@example.net[/email]` as the address, each line's end once."""
    if "[/" in text:
        text = _BB_CODE.sub("", text)
    if " at " in text or "(at)" in text or "[at]" in text:
        text = _OBSCURED.sub(_address, text)
    if _DOUBLED in text and _ADJACENT.search(text.strip("\n")) is None:
        text = text.replace("\n\n", "\n")
    return text


def _address(named: re.Match[str]) -> str:
    before, local, host = named.group(1, 2, 3) if named[2] is not None else named.group(4, 5, 6)
    return f"{before}{local}@{host}"
