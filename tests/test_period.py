"""A range of days as a person names it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.errors import UsageError
from bot.period import Period, is_of_days, parse_period

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("7d", date(2026, 11, 21), TODAY),
        ("7", date(2026, 11, 21), TODAY),
        (" 1 day ", TODAY, TODAY),
        ("366d", date(2025, 11, 27), TODAY),
        ("2026-11-01..2026-11-03", date(2026, 11, 1), date(2026, 11, 3)),
        ("2026-11-20..", date(2026, 11, 20), TODAY),
        ("2w", date(2026, 11, 14), TODAY),
        ("a week", date(2026, 11, 21), TODAY),
        ("last 3 months", date(2026, 8, 30), TODAY),
        ("today", TODAY, TODAY),
        ("Yesterday", date(2026, 11, 26), date(2026, 11, 26)),
        ("this week", date(2026, 11, 23), TODAY),
        ("last week", date(2026, 11, 16), date(2026, 11, 22)),
        ("last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("this year", date(2026, 1, 1), TODAY),
        ("November", date(2026, 11, 1), TODAY),
        ("december", date(2025, 12, 1), date(2025, 12, 31)),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), TODAY),
        ("25 nov", date(2026, 11, 25), date(2026, 11, 25)),
        ("Nov 30, 2024", date(2024, 11, 30), date(2024, 11, 30)),
        ("28 november", date(2025, 11, 28), date(2025, 11, 28)),
        ("25.11.2026", date(2026, 11, 25), date(2026, 11, 25)),
        ("monday", date(2026, 11, 23), date(2026, 11, 23)),
        ("fri", TODAY, TODAY),
        ("since monday", date(2026, 11, 23), TODAY),
        ("since november", date(2026, 11, 1), TODAY),
        ("from october to november", date(2026, 10, 1), TODAY),
        ("nov 1 - nov 15", date(2026, 11, 1), date(2026, 11, 15)),
        ("2026-11-01 to 2026-11-03", date(2026, 11, 1), date(2026, 11, 3)),
    ],
)
def test_days_are_whole_and_both_ends_count(text, first, last):
    assert parse_period(text, TODAY) == Period(first, last)


def test_a_period_knows_its_moments_and_reads_back():
    period = parse_period("2026-11-01..2026-11-03", TODAY)
    assert (period.since, period.until, period.days) == (
        datetime(2026, 11, 1, tzinfo=UTC),
        datetime(2026, 11, 4, tzinfo=UTC),
        3,
    )
    assert Period.read(str(period)) == period


NO_SUCH_DAY = "'{}' names a day that does not exist: write one such as `2026-11-27` or `25 nov`."
CANNOT = "I cannot take '{}' as days: say `7d`, at most `366d`, `last week`, `november` or `2026-11-21..2026-11-27`."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(
            (text, CANNOT.format(text))
            for text in ("0d", "367d", "53w", "a while", "last", "since", "7d 30d")
        ),
        *((text, CANNOT.format(text)) for text in ("ma", "12/25/2026", "nov to", "to nov", "..2026-11-01")),
        ("2026-11-01..9999-12-31", CANNOT.format("2026-11-01..9999-12-31")),
        ("<!channel> & co", CANNOT.format("!channel  co")),
        ("2026-11-31..", NO_SUCH_DAY.format("2026-11-31..")),
        ("31 nov", NO_SUCH_DAY.format("31 nov")),
        ("2026-13", NO_SUCH_DAY.format("2026-13")),
        ("november to october", "'november to october' ends before it begins: write the earlier day first."),
        (
            "2026-11-03..2026-11-01",
            "'2026-11-03..2026-11-01' ends before it begins: write the earlier day first.",
        ),
    ],
)
def test_what_is_no_range_is_said_so(text, told):
    with pytest.raises(UsageError) as refused:
        parse_period(text, TODAY)
    assert str(refused.value) == told


def test_words_that_name_days_are_known_from_others():
    named = ("7d", "2026-11-01..2026-11-03", "last", "week", "nov", "tues", "since")
    assert [word for word in (*named, "xlsx", "all", "ma") if is_of_days(word)] == list(named)
