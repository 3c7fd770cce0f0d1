"""A range of days that a person asks about: `7d`, or `2026-11-01..2026-11-27`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.errors import UsageError

LONGEST_DAYS = 366  # a year, leap years too
_LAST = re.compile(r"([0-9]{1,4})(?:\s?d(?:ays?)?)?", re.IGNORECASE)
# Of a year that has a next one: the day behind a range is counted with.
_BETWEEN = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})\.\.([12][0-9]{3}-[0-9]{2}-[0-9]{2})?")
TYPED_CHARS = 40


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


def last_days(text: str, today: date) -> Period:
    """Read `30d` or `30`, today included; raises UsageError for anything else."""
    period = _last(text, today)
    if period is None:
        raise UsageError(f"I cannot take {typed(text)} as days: say `7d`, at most `{LONGEST_DAYS}d`.")
    return period


def parse_period(text: str, today: date) -> Period:
    """Read `30d`, or `2026-11-01..2026-11-27` of any length; raises UsageError for anything else."""
    period = _last(text, today)
    if period is not None:
        return period
    found = _BETWEEN.fullmatch(text.strip())
    if found is None:
        example = Period(today - timedelta(days=6), today)
        raise UsageError(
            f"I cannot take {typed(text)} as days: say `7d`, at most `{LONGEST_DAYS}d`, or `{example}`."
        )
    try:
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2] or str(today))
    except ValueError:
        raise UsageError(f"{text.strip()!r} names a day that does not exist.") from None
    if last < first:
        raise UsageError(f"{text.strip()!r} ends before it begins: write the earlier day first.")
    return Period(first, last)


def _last(text: str, today: date) -> Period | None:
    found = _LAST.fullmatch(text.strip())
    days = int(found[1]) if found else 0
    return Period(today - timedelta(days=days - 1), today) if 1 <= days <= LONGEST_DAYS else None


def typed(text: str) -> str:
    """What somebody typed, in quotes, without what Slack takes for markup."""
    return repr(re.sub(r"[<>&]", "", text.strip())[:TYPED_CHARS])
