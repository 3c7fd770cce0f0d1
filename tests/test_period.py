"""A range of days as a person names it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.errors import UsageError
from bot.period import Period, last_days, parse_period

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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0d", "I cannot take '0d' as days: say `7d`, at most `366d`, or `2026-11-21..2026-11-27`."),
        ("2025", "I cannot take '2025' as days: say `7d`, at most `366d`, or `2026-11-21..2026-11-27`."),
        ("367d", "I cannot take '367d' as days: say `7d`, at most `366d`, or `2026-11-21..2026-11-27`."),
        ("a week", "I cannot take 'a week' as days: say `7d`, at most `366d`, or `2026-11-21..2026-11-27`."),
        (
            "2026-11-01..9999-12-31",
            "I cannot take '2026-11-01..9999-12-31' as days: say `7d`, at most `366d`, or `2026-11-21..2026-11-27`.",
        ),
        (
            "<!channel> & co",
            "I cannot take '!channel  co' as days: say `7d`, at most `366d`, or `2026-11-21..2026-11-27`.",
        ),
        ("2026-11-31..", "'2026-11-31..' names a day that does not exist."),
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


def test_statistics_take_days_alone():
    with pytest.raises(UsageError, match="I cannot take"):
        last_days("2026-11-01..2026-11-03", TODAY)
