"""Lines that a mail program or terminal broke at a width, made whole again.

A break is seen by the first word of the next line: it would not have fitted on the line before.
"""

from __future__ import annotations

import re
from typing import Final

_WIDTHS: Final = range(56, 101)  # characters; mail programs break at 65 to 80, terminals at 80 to 100
_LINES: Final = 400  # a longer text is a log, which nobody broke
_WHOLE: Final = 2_000  # characters of one line made whole
# What opens a line of its own: a time, a reply, a command, a list, a field, a frame, an address alone.
_OPENS: Final = re.compile(
    r"\s*(?:\[?\d{4}[-/.]\d\d|\[?\d\d?[:/.]\d\d|[A-Z][a-z]{2},? {1,2}\d|[245]\d\d[ -]|[245]\.\d{1,3}\.\d"
    r"|#\d|>|\||[-=*_~+•]|[{}\])]|\.\.\.|\$ |\d{1,3}[.)] |\d+ {2}"
    r"|at |from |in |File \"|Caused by|Traceback|During handling|raise |self\.|return |Stack|[CS]: |SMTP[<>]"
    r"|(?:EHLO|HELO|AUTH|MAIL|RCPT|DATA|QUIT|STARTTLS)\b"
    r"|(?:Warning|Error|Exception|INFO|DEBUG|ERROR|WARN|FATAL)\b"
    r"|['\"]?(?:code|errno|syscall|address|port|command|response\w*|host\w*|server|stack|name|message|type|file|line"
    r"|level|date|subject|from|to|cc|status|action|user\w*|password|username|encryption)['\"]?\s?(?::|=>|= )"
    r"|[A-Z]\w*(?:-\w+)+:|[\w$]+(?:\.[\w$]+)+:\s|[\w.$]+(?:Error|Exception)\b|<?[^\s<>@]+@[^\s<>:]+>?:?\s*$)",
)
_ENDS: Final = re.compile(r"[.!?][\"')\]]?\s*$|[{};]\s*$|--\s*$|, line \d+, in \S+$")


def unwrapped(lines: list[str]) -> list[str]:
    """Join broken lines; those of a text that nobody broke stay as they are."""
    if not 1 < len(lines) <= _LINES:
        return lines
    width = max((len(line.rstrip()) for line in lines if " " in line.strip()), default=0)
    if width not in _WIDTHS:
        return lines
    whole = [lines[0]]
    previous = lines[0]
    for line in lines[1:]:
        if len(whole[-1]) < _WHOLE and _goes_on(previous.rstrip(), line, width):
            whole[-1] = f"{whole[-1].rstrip()} {line.strip()}"
        else:
            whole.append(line)
        previous = line
    return whole


def _goes_on(previous: str, line: str, width: int) -> bool:
    """Say whether a line was broken off the one before."""
    first = line.split(maxsplit=1)
    if not first or not previous.strip() or len(previous) + 1 + len(first[0]) <= width:
        return False
    if _OPENS.match(line) is not None or first[0] == previous.split(maxsplit=1)[0]:
        return False
    if previous.endswith(":") and line[0].isspace():
        return False
    ends = _ENDS.search(previous)
    return ends is None or (first[0][:1].islower() and ends.group()[:1] in ".!?")
