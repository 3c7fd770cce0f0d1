"""A program's own error on the lines it takes: some print its cause below it.

Judges one place; what an error's words are is known to `local_error`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.errors.local_error import LocalError, local_error
from bot.parse.errors.telnet import closed_by_hand
from bot.parse.numbers.reply import find_replies
from bot.parse.scan.conversation import POSTAL
from bot.parse.signs import Seen
from bot.parse.written.lines import LINE_LIMIT

_READING: Final = "xception reading response"  # of JavaMail, which writes the next between it and the cause
_NESTED: Final = "nested exception is:"
_LOOKED_UP: Final = "for name="  # Postfix, of the name that it looked up
# Erlang, above the term that says why.
_ALERT: Final = re.compile(r" (?:CLIENT|SERVER) ALERT: (?:Fatal|Warning) - [\w /]{2,40}$")
_OPENSSL: Final = "OpenSSL Error messages:"  # PHP, above what OpenSSL says
_CLASS_ALONE: Final = re.compile(r"\W{0,20}[\w.\\$]{3,200}(?:Exception|Error)\W{0,4}$")
_LINK: Final = re.compile(r"\W{0,20}https?://\S+\s{0,20}")  # a help page's address is no error


def error_at(lines: list[str], index: int, seen: Seen) -> tuple[LocalError | None, int]:
    """Read the error that a line begins, None for none; also the number of the line behind it.

    `seen`: the line.
    """
    below = index + 1
    if _READING in seen.text and below + 1 < len(lines) and lines[below].rstrip().endswith(_NESTED):
        below += 1
    following = lines[below].strip(" \t>|") if below < len(lines) else ""
    goes_on = _goes_on(seen.text, following)
    end = below + 1 if goes_on else index + 1
    error = local_error(Seen(f"{seen.text} {following}") if goes_on else seen)
    if error is not None and (
        _LINK.fullmatch(seen.text) is not None or (index and closed_by_hand(lines[index - 1]))
    ):
        error = None
    return error, end


def _goes_on(line: str, following: str) -> bool:
    """Whether an error goes on in the next line.

    An error page tells the message below the class, JavaMail what kept it from reading: alone that would
    be a connection's. Postal tells Ruby's error below the server's name, Erlang a term below an alert.
    """
    if len(following) >= LINE_LIMIT:
        return False
    if following.startswith(_LOOKED_UP) or line.rstrip().endswith(_OPENSSL):
        return True
    if following.lstrip("- ").startswith("{") and _ALERT.search(line.rstrip()) is not None:
        return True
    told_below = _READING in line or POSTAL in line or _CLASS_ALONE.match(line) is not None
    return following != "" and told_below and not find_replies(following)
