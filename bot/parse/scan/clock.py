"""The time that a log writes before a line: by the log's own clock, whose zone is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from bot.model import Logged

_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {name: f"{number:02}" for number, name in enumerate(_NAMES, 1)}
_MONTH: Final = r"(?P<month>0[1-9]|1[0-2])"
_NAMED: Final = rf"(?P<name>{'|'.join(_NAMES)})"
# At most a word stands before it, a program, a level or a weekday: no number of a reply that names a time.
_BEFORE: Final = r"\W{0,8}(?:[a-z][\w./-]{0,40}\W{1,12}|<\d{1,3}>)?"
_CLOCK: Final = r"(?P<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?:[:.]\d\d|\b)"
_FORMS: Final = tuple(
    re.compile(_BEFORE + form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})[-/]{_MONTH}[-/](?P<day>\d\d)[t ]{_CLOCK}",  # RFC 3339, Exim, Java
        rf"{_NAMED} {{1,2}}(?P<day>\d{{1,2}}) {_CLOCK}",  # syslog, RFC 3164
        rf"(?P<day>\d\d)[-/]{_NAMED}[-/](?P<year>\d{{4}})[: ]{_CLOCK}",  # PHP, Apache
        rf"(?P<day>\d\d)\.{_MONTH}\.(?P<year>\d{{4}}) {_CLOCK}",
        _CLOCK,
    )
)
_DAY: Final = 24 * 60  # minutes
_LEAP_YEAR: Final = "2000-"  # of a log that writes none: 29 February is a day of it
_YEAR: Final = 366  # days
_REACH: Final = 80  # characters
_ABOVE: Final = 30  # lines of an error below the one that has its time


def logged_at(line: str) -> Logged | None:
    """Give the time at a line's beginning; None where none stands there."""
    if ":" not in line[:_REACH]:
        return None
    for form in _FORMS:
        if (found := form.match(line)) is not None:
            parts = found.groupdict()
            month = parts.get("month") or _MONTHS.get((parts.get("name") or "").lower())
            date = (parts.get("year"), month, f"{int(parts['day']):02}") if month is not None else ()
            at = f"{'-'.join(filter(None, date))} {parts['clock']}".lstrip()
            return Logged(at, at)
    return None


def minutes_apart(one: Logged, other: Logged) -> int:
    """Give how many minutes lie between two lines' times, over midnight as well; a day at most."""
    (day, _, clock), (another, _, behind) = (at.first.rpartition(" ") for at in (one, other))
    apart = _minutes(clock) - _minutes(behind)
    if day and another:
        return min(abs(_days_between(day, another) * _DAY + apart), _DAY)
    return min(abs(apart), _DAY - abs(apart))  # one of them has no date: the night between them has none


def _days_between(day: str, another: str) -> int:
    """Give how many days the first of two dates is after the other; more than one where one is no date."""
    if "" in (day[:-5], another[:-5]):  # a log that writes no year, over New Year as well
        between = _ordinal(_LEAP_YEAR + day[-5:]) - _ordinal(_LEAP_YEAR + another[-5:])
        return (between + _YEAR // 2) % _YEAR - _YEAR // 2
    return _ordinal(day) - _ordinal(another)


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:  # "2026-02-31"
        return 0


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def logged_above(lines: Sequence[str], places: Iterable[int]) -> Iterator[Logged | None]:
    """Give the time of each of some lines, by their numbers in order: its own, or the nearest above it.

    None where none is near. No line is looked at twice.
    """
    looked_at, at = -1, None
    for place in places:
        for above in range(place, max(place - _ABOVE, looked_at), -1):
            if (own := logged_at(lines[above])) is not None:
                at = own
                break
        else:
            at = at if looked_at > place - _ABOVE else None
        looked_at = place
        yield at
