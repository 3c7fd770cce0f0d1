"""Statistics of a range of days, added up from the tallies that follow every change of an incident.

A whole week is one set of rows, the days before the first whole week one each; so a range of any
length reads a few hundred rows a channel and week, never the incidents themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bot.model import Statistics, Times
from bot.model.statistics import Counted
from bot.period import Period
from bot.store.database import Transaction

TIMES = ("answered", "accepted", "resolved")
"""First answer, first owner, resolution: each counted from when the incident was opened."""

BARS = 62  # days drawn one by one; a longer range is drawn by weeks
_EPOCH = date(1970, 1, 1)
_WEEK = 7


def load_statistics(db: Transaction, *, team: str, channels: Collection[str], period: Period) -> Statistics:
    """The incidents of these channels that were opened in the period, as they are now.

    Tallies know no end but today's: a period that ends earlier is not for here.
    """
    counts = _counts(db, team, channels, (period.first - _EPOCH).days)
    states = dict(counts.get("state", ()))
    days_a_bar = 1 if period.days <= BARS else _WEEK
    return Statistics(
        first=period.first,
        last=period.last,
        incidents=sum(states.values()),
        resolved=states.get("resolved", 0),
        families=counts.get("family", ()),
        providers=counts.get("provider", ()),
        entries=counts.get("entry", ()),
        owners=counts.get("owner", ()),
        helped=counts.get("helped", ()),
        returned=counts.get("returned", ()),
        times={what: _times(counts.get(what, ())) for what in TIMES},
        by_day=_by_day(db, team, channels, (period.first - _EPOCH).days, days_a_bar),
        days_a_bar=days_a_bar,
    )


def _counts(db: Transaction, team: str, channels: Collection[str], first: int) -> Mapping[str, Counted]:
    """Every name of every kind with its sum; whole weeks, and the days before the first of them."""
    whole = -(-first // _WEEK) * _WEEK
    holes, values = _holes(channels)
    rows = db.execute(
        f"""
        select what, value, sum(n) as n from (
            select what, value, n from tallies
            where team = :team and channel in ({holes}) and days = 7 and what in ({_WHATS})
                and start >= :whole
            union all
            select what, value, n from tallies
            where team = :team and channel in ({holes}) and days = 1 and what in ({_WHATS})
                and start >= :first and start < :whole
        ) group by what, value having sum(n) > 0 order by sum(n) desc, value
        """,  # noqa: S608 - names of holes and the constants above
        {"team": team, "first": first, "whole": whole, **values},
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        found.setdefault(row["what"], []).append((row["value"], row["n"]))
    return {what: tuple(counted) for what, counted in found.items()}


_WHATS = ", ".join(
    f"'{what}'" for what in ("state", "family", "provider", "entry", "owner", "helped", "returned", *TIMES)
)


def _by_day(
    db: Transaction, team: str, channels: Collection[str], first: int, days: int
) -> tuple[tuple[date, int], ...]:
    """How many were opened each day, or each week that lies whole in the period; none is left out."""
    holes, values = _holes(channels)
    rows = db.execute(
        f"select start, sum(n) as n from tallies where team = :team and channel in ({holes})"  # noqa: S608 - holes
        " and days = :days and what = 'state' and start >= :first group by start order by start",
        {"team": team, "days": days, "first": first, **values},
    )
    return tuple((_EPOCH + timedelta(days=row["start"]), row["n"]) for row in rows)


def _times(buckets: Counted) -> Times:
    """Median and p90, each the smallest duration that so many incidents did not exceed (nearest rank)."""
    steps = sorted((int(seconds), n) for seconds, n in buckets)
    total = sum(n for _, n in steps)

    def reached_by(share: float) -> int | None:
        seen = 0
        for seconds, n in steps:
            seen += n
            if seen >= share * total:
                return _middle(seconds)
        return None

    return Times(total, reached_by(0.5), reached_by(0.9))


def _middle(seconds: int) -> int:
    """The middle of a step, which is kept by its lower end: two leading octal digits, the rest noughts."""
    return seconds + (1 << 3 * max(0, len(f"{seconds:o}") - 2)) // 2


def _holes(channels: Collection[str]) -> tuple[str, dict[str, str]]:
    values = {f"channel{place}": channel for place, channel in enumerate(sorted(channels))}
    return ", ".join(f":{name}" for name in values) or "null", values
