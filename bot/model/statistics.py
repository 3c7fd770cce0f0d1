"""What many incidents say together, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Counted = tuple[tuple[str, int], ...]
"""Names with how many incidents each has, most first; the empty name stands for none."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in seconds, of the `n` incidents where it happened.

    Each duration is known to within an eighth. `median_s` and `p90_s` are None when n is 0.
    """

    n: int
    median_s: int | None
    p90_s: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The incidents that were opened from `first` to `last`, both included, as they are now.

    `by_day` are days with how many were opened, or weeks by their first day when `days_a_bar` is
    7; `helped` are `entry/step`, empty where nobody knew; `returned` are entries of those that came
    back after they had been resolved.
    """

    first: date
    last: date
    incidents: int
    resolved: int
    families: Counted
    providers: Counted
    entries: Counted
    owners: Counted
    helped: Counted
    returned: Counted
    times: Mapping[str, Times]
    by_day: tuple[tuple[date, int], ...]
    days_a_bar: int
