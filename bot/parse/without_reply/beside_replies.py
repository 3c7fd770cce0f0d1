"""Errors of programs beside replies: those that tell another failure than the replies do.

Chooses among what the pass over the lines found, by the lines and times between.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce, Stage
from bot.parse.errors.local_error import Depth, LocalError
from bot.parse.paste import Paste
from bot.parse.scan.clock import logged_at, minutes_apart
from bot.parse.scan.hits import Hit, Scan
from bot.parse.without_reply.program_errors import ASIDE, EXPLAINED, OF_SERVER, program_errors

_ABOVE, _BELOW = 6, 16  # lines around a reply on which an error tells it again, or what came of it
_MINUTES: Final = 3  # between two lines of a log that tell of two attempts
_TRACEBACK: Final = "Traceback (most recent call last):"
_CHAINED: Final = re.compile(r"\W{0,8}(?:During handling of|The above exception was)\b")
# The server that a program wanted to reach.
_TARGET: Final = re.compile(
    r"(?i)\b(?:(?:dial|connect\w{0,3})(?: (?:tcp\d?|to|E[A-Z]{4,12}))? ([\w.-]{1,200}[\w]:\d{2,5})"
    r"|(?:locate host|lookup|getaddrinfo E[A-Z_]{4,12}|not resolve(?: host)?:?)"
    r" [\"']?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
    r"|(?:mail)?(?:server|host) at [\"']?([\w.-]{3,255})[\"']? port|\bhostname = \"([\w.-]{3,255})\")"
)
_WITHOUT_CAUSE: Final = "to connect to mailserver at "  # PHP's own mail(): no cause stands below it
_APART: Final = 5  # of them before its replies, and so many behind


def errors_beside_replies(paste: Paste, scan: Scan, hits: list[Hit]) -> tuple[list[Bounce], list[Bounce]]:
    """Give local errors that stand apart, before and behind the first reply, or in a list's row.

    Others tell a reply again.
    """
    near = {place for hit in hits for place in range(hit.line - _ABOVE, hit.line + _BELOW)}
    replies = {hit.bounce.reply.text for hit in hits if len(hit.bounce.reply.text) > EXPLAINED}
    apart = [
        (place, error)
        for place, error in scan.errors
        if (error.depth is Depth.CAUSE or _WITHOUT_CAUSE in error.text) and ASIDE not in error.text
        if place not in near or _is_of_another(place, error, paste, hits)
        if not any(reply in error.text for reply in replies)
    ]
    first = min((hit.line for hit in hits), default=0)
    before = [told for told in apart if told[0] < first]
    behind = [told for told in apart if told[0] >= first]
    return _apart(before, paste), _apart(behind, paste)


def _is_of_another(place: int, error: LocalError, paste: Paste, hits: list[Hit]) -> bool:
    """Whether an error beside replies is of a connection to a server that none of them came from.

    A mail server's own log goes on from one of a domain's servers to the next. A Python program shows each
    error below a line of its own, and says where one came while it handled another. What another log has
    minutes apart are two attempts.
    """
    if OF_SERVER.search(error.text) is None and _at_another_time(place, paste, hits):
        return True
    if paste.report:
        return False
    if error.stage is Stage.CONNECT and _below_its_own(place, paste, hits):
        return True
    target = _TARGET.search(error.text) if error.stage is Stage.CONNECT else None
    if target is None or OF_SERVER.search(error.text) is not None:
        return False
    name = next(filter(None, target.groups())).lower()
    near = _replies_near(place, hits)
    return not any(name in paste.lines[hit.line].lower() or hit.line == place for hit in near)


def _at_another_time(place: int, paste: Paste, hits: list[Hit]) -> bool:
    """Whether a log has an error some minutes before or after every reply near it."""
    at = logged_at(paste.lines[place])
    if at is None:
        return False
    near = (logged_at(paste.lines[hit.line]) for hit in _replies_near(place, hits))
    return all(one is not None and minutes_apart(at, one) >= _MINUTES for one in near)


def _replies_near(place: int, hits: list[Hit]) -> list[Hit]:
    """The replies near a line, where an error may tell the same again, or what came of it."""
    return [hit for hit in hits if hit.line - _ABOVE <= place < hit.line + _BELOW]


def _below_its_own(place: int, paste: Paste, hits: list[Hit]) -> bool:
    """Whether a traceback begins between the last reply above an error and the error itself."""
    above = max((hit.line for hit in hits if hit.line < place), default=place)
    between = paste.lines[above + 1 : place]
    return any(line.endswith(_TRACEBACK) for line in between) and not any(map(_CHAINED.match, between))


def _apart(errors: list[tuple[int, LocalError]], paste: Paste) -> list[Bounce]:
    """Give some errors of a paste; none of none: what the whole of it shows has a reply."""
    return program_errors(Scan(errors=errors), paste)[:_APART] if errors else []
