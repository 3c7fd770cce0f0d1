"""A range of days that a person asks about: `7d`, `last week`, `november`, `2026-11-01..2026-11-27`. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.errors import UsageError

LONGEST_DAYS = 366  # a year, leap years too
TYPED_CHARS = 40

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = 3  # letters by which a month and a day of the week are known: `nov`, `sept`, `tues`
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_UNIT = r"(d(?:ays?)?|w(?:eeks?)?|m(?:onths?)?|y(?:ears?)?)"
_COUNTED = re.compile(rf"(?:(?:last|past) )?([0-9]{{1,3}})(?: ?{_UNIT})?|(?:past |a )?(day|week|month|year)")
_CALENDAR = re.compile(r"(this|last) (week|month|year)")
# Of a year that has a next one: the day behind a range is counted with.
_DAY = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([12][0-9]{3})")
_NUMBERED_MONTH = re.compile(r"(20[0-9]{2})(?:-([0-9]{2}))?")
_NAMED = re.compile(r"(?:([0-9]{1,2})\.? )?([a-z]{3,9})(?: ([0-9]{1,2}))?(?:,? (20[0-9]{2}))?")
_BETWEEN = re.compile(
    r"(?:from |between )?([^.]\S*(?: \S+){0,2}?) ?(?:\.\.| (?:to|until|till|and|-|–) ) ?(.*)"
)
_SINCE = "since "
_WORDS = frozenset({
    *_MONTHS, *_WEEKDAYS, "a", "and", "between", "day", "days", "from", "last", "month", "months", "past",
    "since", "this", "till", "to", "today", "until", "week", "weeks", "year", "years", "yesterday",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in UTC, both included."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> Period:
        """Read what `str` wrote."""
        first, last = text.split("..")
        return cls(date.fromisoformat(first), date.fromisoformat(last))

    @property
    def since(self) -> datetime:
        """Where it begins."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def until(self) -> datetime:
        """Where it ends, not included."""
        return datetime.combine(self.last, time(), UTC) + timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def parse_period(text: str, today: date) -> Period:
    """Read days as people name them, up to today where they name no end; raises UsageError for anything else.

    A name without its year is the last one that has begun: `november`, `1 nov`, `monday`.
    """
    told = " ".join(text.lower().split())
    try:
        period = _range(told, today) or _one(told, today)
    except ValueError:
        raise UsageError(
            f"{typed(text)} names a day that does not exist: write one such as `{today}` or `25 nov`."
        ) from None
    if period is None:
        example = Period(today - timedelta(days=6), today)
        raise UsageError(
            f"I cannot take {typed(text)} as days: say `7d`, at most `{LONGEST_DAYS}d`, `last week`, "
            f"`november` or `{example}`."
        )
    if period.last < period.first:
        raise UsageError(f"{typed(text)} ends before it begins: write the earlier day first.")
    return period


def is_of_days(word: str) -> bool:
    """Whether a word may stand in what `parse_period` reads: `7d`, `last`, `nov`."""
    return word[:1].isdigit() or word in _WORDS or _placed(word, (*_MONTHS, *_WEEKDAYS)) is not None


def typed(text: str) -> str:
    """What somebody typed, in quotes, without what Slack takes for markup."""
    return repr(re.sub(r"[<>&]", "", text.strip())[:TYPED_CHARS])


def _range(text: str, today: date) -> Period | None:
    """Read `A..B`, `A to B`, `A..` or `since A`: from the first day of the one to the last of the other."""
    if text.startswith(_SINCE):
        begin, end = text.removeprefix(_SINCE), ""
    else:
        found = _BETWEEN.fullmatch(text)
        if found is None:
            return None
        begin, end = found[1], found[2]
        if not end and ".." not in text:
            return None
    first, last = _one(begin, today), _one(end, today) if end else Period(today, today)
    return Period(first.first, last.last) if first and last else None


def _one(text: str, today: date) -> Period | None:
    """Read one name of days; None where it is none, ValueError for a day that does not exist."""
    return next((found for read in _READ if (found := read(text, today)) is not None), None)


def _counted(text: str, today: date) -> Period | None:
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    days = int(found[1] or 1) * _UNITS[(found[2] or found[3] or "d")[0]]
    return Period(today - timedelta(days=days - 1), today) if 1 <= days <= LONGEST_DAYS else None


def _calendar(text: str, today: date) -> Period | None:
    """Read `today`, `yesterday`, and the week (from Monday), month or year of today or before it."""
    if text in {"today", "yesterday"}:
        day = today - timedelta(days=text == "yesterday")
        return Period(day, day)
    found = _CALENDAR.fullmatch(text)
    if found is None:
        return None
    this = _begin(found[2], today)
    before = this - timedelta(days=1)
    return Period(this, today) if found[1] == "this" else Period(_begin(found[2], before), before)


def _begin(unit: str, day: date) -> date:
    """The first day of the week, month or year in which a day lies."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _numbered(text: str, today: date) -> Period | None:
    """Read `2026-11-25`, `25.11.2026`, `2026-11` and `2026`."""
    if found := _DAY.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Period(day, day)
    if found := _DOTTED.fullmatch(text):
        day = date(int(found[3]), int(found[2]), int(found[1]))
        return Period(day, day)
    if found := _NUMBERED_MONTH.fullmatch(text):
        year = int(found[1])
        if found[2]:
            return _month(year, int(found[2]), today)
        return _begun(Period(date(year, 1, 1), date(year, 12, 31)), today)
    return None


def _named(text: str, today: date) -> Period | None:
    """Read `november`, `nov 2025`, `25 nov`, `nov 25 2025` and `monday`."""
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    weekday, month = _placed(found[2], _WEEKDAYS), _placed(found[2], _MONTHS)
    if weekday is not None and text == found[2]:
        day = today - timedelta(days=(today.weekday() - weekday) % 7)
        return Period(day, day)
    if month is None or (found[1] and found[3]):
        return None
    number = int(found[1] or found[3] or 0)
    year = int(found[4] or today.year)
    if not found[4] and date(year, month + 1, number or 1) > today:
        year -= 1
    if not number:
        return _month(year, month + 1, today)
    return Period(date(year, month + 1, number), date(year, month + 1, number))


def _placed(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the only name that begins so, in three letters or more."""
    places = [place for place, name in enumerate(names) if name.startswith(word)]
    return places[0] if len(word) >= _SHORT and len(places) == 1 else None


def _month(year: int, month: int, today: date) -> Period:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return _begun(Period(first, after - timedelta(days=1)), today)


def _begun(period: Period, today: date) -> Period:
    """What of it has come; one that has not begun stays as it is."""
    return Period(period.first, min(period.last, today)) if period.first <= today else period


_READ: tuple[Callable[[str, date], Period | None], ...] = (_counted, _calendar, _numbered, _named)
