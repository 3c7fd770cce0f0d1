"""Statistics of a range of days, added up from the tallies that follow every change of an incident.

A day, a week, four weeks and a year are one set of rows each. A range adds up those it holds, or
takes off those before it where they are fewer; one of up to a year reads a dozen sets a channel.
Only what somebody sees without reading its channel, such as an incident that was handed to them, is
read one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from sqlite3 import Row

from bot.model import Statistics, Times
from bot.model.statistics import Counted
from bot.period import Period
from bot.store.database import Transaction
from bot.store.sight import Sight

TIMES = ("answered", "accepted", "resolved")
"""First answer, first owner, resolution: each counted from when the incident was opened."""

EVERY_CHANNEL = ""  # all channels of a workspace together, in place of one
OPENED = 1  # the fact that it was opened; the migration gave it this number
BARS = 62  # days drawn one by one; a longer range is drawn by weeks
_EPOCH = date(1970, 1, 1)
_WEEK = 7
SPANS = (1, _WEEK, 28, 364)
"""Days that a tally counts together: each span holds the one before as a whole (migration m0012)."""
_DAY_MS = 86_400_000
_NEVER = 2**62  # later than every day
_NAMED = ("family", "provider", "entry", "owner")


def load_statistics(db: Transaction, *, sight: Sight, period: Period) -> Statistics:
    """The incidents somebody sees that were opened in the period, as they are now."""
    places = _places(db, sight.team, sight.channels)
    first, end = (period.first - _EPOCH).days, (period.last - _EPOCH).days + 1
    alone = _alone(db, sight, first, end)
    counts = _sorted(_counts(db, places, first, end) + Counter(fact for row in alone for fact in _facts(row)))
    times = {what: _times(counts.get(what, ())) for what in TIMES}
    days_a_bar = 1 if period.days <= BARS else _WEEK
    return Statistics(
        first=period.first,
        last=period.last,
        incidents=sum(n for _, n in counts.get("opened", ())),
        resolved=times["resolved"].n,
        families=counts.get("family", ()),
        providers=counts.get("provider", ()),
        entries=counts.get("entry", ()),
        owners=counts.get("owner", ()),
        helped=counts.get("helped", ()),
        returned=counts.get("returned", ()),
        times=times,
        by_day=_by_day(db, places, (first, end), days_a_bar, alone),
        days_a_bar=days_a_bar,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """What is added and what is taken off: channels by their numbers, as lists in SQL."""

    added: str
    taken: str

    @property
    def all(self) -> str:
        return ", ".join(part for part in (self.added, self.taken) if part)

    @property
    def signed(self) -> str:
        """How much one tally counts."""
        return f"case when place in ({self.taken}) then -n else n end"


def _places(db: Transaction, team: str, channels: Collection[str]) -> _Places:
    """The channels one by one, or all of the workspace but for the others, whichever reads less."""
    known = {
        row["channel"]: row["id"]
        for row in db.execute("select channel, id from tally_places where team = ?", (team,))
    }
    every = known.pop(EVERY_CHANNEL, None)
    seen = [number for channel, number in known.items() if channel in channels]
    others = [number for channel, number in known.items() if channel not in channels]
    if every is None or len(seen) <= len(others) + 1:
        return _Places(_listed(seen), "")
    return _Places(str(every), _listed(others))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _alone(db: Transaction, sight: Sight, first: int, end: int) -> Sequence[Row]:
    ids, values = sight.alone()
    columns = (*_NAMED, "opened_at", "resolved_at", "answered_at", "accepted_at", "helped", "returned_from")
    return db.execute(
        f"select {', '.join(columns)} from incidents where id in ({ids}) and opened_at < :until",  # noqa: S608 - constants and holes
        {**values, "since": first * _DAY_MS, "until": end * _DAY_MS},
    ).fetchall()


def _facts(row: Row) -> Iterator[tuple[str, str]]:
    """What one incident adds to the tallies, as their triggers count it."""
    yield "opened", ""
    for what in _NAMED:
        yield what, row[what] or ""
    if row["resolved_at"] is not None:
        yield "helped", f"{row['entry'] or ''}/{row['helped']}" if row["helped"] is not None else ""
    if row["returned_from"] is not None:
        yield "returned", row["entry"] or ""
    for what in TIMES:
        if row[f"{what}_at"] is not None:
            seconds = max(0, (row[f"{what}_at"] - row["opened_at"]) // 1000)
            low = 3 * max(0, len(f"{seconds:o}") - 2)
            yield what, str(seconds >> low << low)


def _sorted(counts: Counter[tuple[str, str]]) -> Mapping[str, Counted]:
    """Every name of every kind with its sum, the most frequent first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for (what, value), n in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        found.setdefault(what, []).append((value, n))
    return {what: tuple(counted) for what, counted in found.items()}


def _counts(db: Transaction, places: _Places, first: int, end: int) -> Counter[tuple[str, str]]:
    """Every name of every kind with its sum: what was opened from a day on, but not from `end` on."""
    later = [(*stretch, -sign) for *stretch, sign in _stretches(end)] if _goes_on(db, places, end) else []
    stretches = " union all ".join(
        f"select place, fact, {sign} * n as n from tallies"  # noqa: S608 - numbers
        f" where place in ({places.all}) and days = {days} and start >= {since} and start < {before}"
        for days, since, before, sign in (*_stretches(first), *later)
    )
    rows = db.execute(
        f"""
        select what, value, total from (
            select fact, sum({places.signed}) as total from ({stretches}) group by fact
        ) join tally_facts on id = fact where total > 0
        """  # noqa: S608 - numbers
    )
    return Counter({(row["what"], row["value"]): row["total"] for row in rows})


def _goes_on(db: Transaction, places: _Places, end: int) -> bool:
    """Whether any were opened from a day on: mostly not, since mostly the last day asked for is today."""
    query = (
        f"select 1 from tallies where fact = {OPENED} and place in ({places.all}) and days = 1 and start >= ?"  # noqa: S608 - numbers
    )
    return db.execute(f"{query} limit 1", (end,)).fetchone() is not None


def _stretches(first: int) -> Iterator[tuple[int, int, int, int]]:
    """The tallies from a day on: of which span, from which start to which, added (1) or taken off (-1).

    Each span leads to the nearer start of the next: forward by what is added, back by what is taken off.
    """
    start = first
    for days, longer in pairwise(SPANS):
        back, forward = start % longer, -start % longer
        if back < forward:
            yield days, start - back, start, -1
            start -= back
        else:
            yield days, start, start + forward, 1
            start += forward
    yield SPANS[-1], start, _NEVER, 1


def _by_day(
    db: Transaction, places: _Places, period: tuple[int, int], days: int, alone: Sequence[Row]
) -> tuple[tuple[date, int], ...]:
    """How many were opened each day, or each week that begins in the period; none is left out.

    Of a week that goes on behind the period only its days count.
    """
    first, end = period
    whole = end // days * days
    bars = " union all ".join(
        f"select start / {days} * {days} as bar, {places.signed} as n from tallies"  # noqa: S608 - numbers
        f" where fact = {OPENED} and place in ({places.all}) and days = {span}"
        f" and start >= {since} and start < {before}"
        for span, since, before in ((days, first, whole), (1, max(first, whole), end))
    )
    rows = db.execute(f"select bar, sum(n) as total from ({bars}) group by bar")  # noqa: S608 - numbers
    opened = Counter({row["bar"]: row["total"] for row in rows})
    opened.update(row["opened_at"] // _DAY_MS // days * days for row in alone)
    return tuple(
        (_EPOCH + timedelta(days=start), n) for start, n in sorted(opened.items()) if n > 0 and start >= first
    )


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
