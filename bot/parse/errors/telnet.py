"""What telnet tells of a port where mail is handed in: it says little of its own.

A session that ends with `Trying 192.0.2.29...` got no answer; `Connection closed.` below `telnet> quit` or
a server's goodbye is what its user asked for.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Stage
from bot.parse import ports
from bot.parse.errors.local_error import Depth, LocalError

_TRYING: Final = re.compile(
    rf"\btelnet[ \t]+\S{{1,255}}[ \t]+(?:{ports.OF_MAIL})[ \t]*\n"
    r"[ \t>|]*(Trying [\da-fA-F.:]{3,45}\.\.\.)[ \t]*"
    r"(?:\n[ \t>|`]*)*(?!\n|[ \t>|`]|Connected|Trying|telnet:|Connection|Unable|\d{3}[ -])"
)
# IMAP's or POP's greeting where mail is handed in.
_GREETED: Final = re.compile(
    rf"\b(?:telnet|nc(?: -\w{{1,4}})*)[ \t]+\S{{1,255}}[ \t]+(?:{ports.OF_MAIL})[ \t]*\n"
    r"(?:(?!\d{3}[ -]|[$#>] )[^\n*+]{0,200}\n){0,5}[ \t>|]*((?:\* OK|\+OK) [^\n]{3,300})"
)
_LIMIT: Final = 20_000  # characters; a session typed by hand is short
_QUITS: Final = re.compile(r"[ \t>|`]{0,20}(?:telnet>|(?:S: ?|<[-~]? {0,2})?221[ -])")  # RFC 5321 4.1.1.10


def never_connected(text: str) -> LocalError | None:
    """Give the attempt that a session ends with, or what no mail server greets with; None for neither."""
    opening = text[:_LIMIT]
    if "OK " in opening and (other := _GREETED.search(opening)) is not None:
        return LocalError(other.group(1), Stage.CONNECT, Depth.CAUSE)
    if "Trying " not in opening:
        return None
    found = _TRYING.search(text, 0, _LIMIT)
    return LocalError(found.group(1), Stage.CONNECT, Depth.CAUSE) if found is not None else None


def closed_by_hand(above: str) -> bool:
    """Whether the line above the end of a connection is telnet's own prompt, or the server's goodbye."""
    return _QUITS.match(above) is not None
