"""How long a reply itself asks to wait: "try again in 15 minutes", "quota will reset in 4.2 hours".

A time that only says how long something lasted, or goes on, is none: "will be retried for 2 more days".
"""

from __future__ import annotations

import re
from math import ceil
from typing import Final, NamedTuple

from bot.pattern_set import occurs

_NUMBER: Final = (
    r"(?P<number>\d{1,6}(?:\.\d{1,2})?|an?|one|two|three|five|ten|fifteen|thirty|half an|ein(?:er|e|en)?"
    r"|une?|una?)"
)
_UNIT: Final = (
    r"(?P<unit>s|secs?|seconds?|sekunden?|secondes?|segundos?|m|mins?|minutes?|minuten?|minutos?"
    r"|h|hrs?|hours?|stunden?|heures?|horas?|days?|tage?n?|jours?|d[ií]as?)"
)
_ASKS: Final = (
    r"(?:(?:try|retry|again|back|resend|reconnect|erneut|réessay\w+|intente\w*|vuelva)"
    r" (?:\w+ ){0,3}?(?:in|after|within|nach|dans|après|en|después de)"
    r"|(?:retry|try again)[ -](?:after|in)[:=]?|wait(?: for)?|warten sie|attendez|espere"
    r"|\b(?:in|nach|après|dans|en)(?= [\w ]{1,30} (?:erneut|again|à nouveau|de nuevo))"
    r"|\b(?:resets?|renews?|renewed|refresh(?:es|ed)?) (?:in|after)"
    r"|(?:grey|gray)listed for|(?:locked|blocked|banned|gesperrt)(?: out)?(?: für| for))"
)
_TOLD: Final = re.compile(
    rf"{_ASKS}[ :=]{{1,3}}(?:at least |about |another |approximately |mindestens )?{_NUMBER} ?{_UNIT}\b",
    re.IGNORECASE,
)
# "come back in 00:05:00": milter-greylist.
_CLOCK: Final = re.compile(r"\b(?:again|back) in (\d{2}):(\d{2}):(\d{2})\b", re.IGNORECASE)
_may_tell: Final = occurs(
    r"again|retry|reset|renew|refresh|wait|back in|listed for|(?:lock|block|bann)ed|erneut|gesperrt|warten"
    r"|réessay|attendez|intente|vuelva|espere|nouveau|nuevo"
)
_NUMBERS: Final = {
    "two": 2, "three": 3, "five": 5, "ten": 10, "fifteen": 15, "thirty": 30, "half an": 0.5,
}  # fmt: skip
_DAY_S: Final = 86_400
_UNITS: Final = (("day", _DAY_S), ("hour", 3_600), ("minute", 60), ("second", 1))
# By the first letters of a unit, in four languages.
_OF_UNIT: Final = {"st": 3_600, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "t": 86_400, "j": 86_400}
_LONGEST_S: Final = 7 * 86_400  # a longer time is none that anybody waits for
_LOOKED_AT: Final = 1_000  # characters of a reply


class ToldWait(NamedTuple):
    """A time that a reply asks to wait, in seconds and in words ("15 minutes")."""

    seconds: int
    words: str


def told_wait(text: str) -> ToldWait | None:
    """How long a reply asks to wait; None where it tells no time, or none between a second and a week."""
    text = text[:_LOOKED_AT]
    if not _may_tell(text):
        return None
    clock, told = _CLOCK.search(text), _TOLD.search(text)
    if clock is not None:
        hours, minutes, seconds = map(int, clock.groups())
        wait_s = hours * 3_600 + minutes * 60 + seconds
    elif told is not None:
        number, unit = told["number"].lower(), told["unit"].lower()
        many = ceil(float(number)) if number[0].isdigit() else _NUMBERS.get(number, 1)
        wait_s = int(many * (_OF_UNIT.get(unit[:2]) or _OF_UNIT[unit[0]]))
    else:
        return None
    return ToldWait(wait_s, _in_words(wait_s)) if 0 < wait_s <= _LONGEST_S else None


def _in_words(seconds: int) -> str:
    """The time in the largest unit that says it without a rest: `90 minutes`, `1 hour`, `24 hours`."""
    name, size = next(
        (name, size) for name, size in _UNITS if seconds % size == 0 and (size < _DAY_S or seconds > size)
    )
    many = seconds // size
    return f"{many} {name}" if many == 1 else f"{many} {name}s"
