"""How much is open, for somebody's home: each section, and each error and provider in theirs.

What stands in channels is counted beforehand (migration m0013). Only what the clock decides, opened
of late or resting, and what somebody sees without reading its channel, is looked at one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from sqlite3 import Row

from bot.model import Family, Listing, Overview, Section
from bot.store.database import Transaction
from bot.store.lists import AGES, LONG_OPEN, QUEUE, clock, in_section
from bot.store.sight import Sight
from bot.store.times import to_ms

LATER = "i.opened_at > :opened_by"
NEVER = 2**62  # later than every moment
SECTIONS = (Section.MINE, Section.WAITING, Section.UNOWNED, Section.OVERDUE, Section.OPEN)


def load_overview(db: Transaction, *, sight: Sight, listing: Listing, now: datetime) -> Overview:
    """Count what is open and seen: each section under the filters, each filter's values in the section."""
    numbers: Counter[tuple[Section, str | None, str | None]] = Counter()
    for row in _numbers(db, sight, listing, now):
        for section in SECTIONS:
            numbers[section, row["family"], row["provider"]] += row[section]
    sections = dict.fromkeys(SECTIONS, 0)
    families: Counter[Family] = Counter()
    providers: Counter[str] = Counter()
    for (section, family, provider), number in numbers.items():
        of_family, of_provider = listing.family in (None, family), listing.provider in (None, provider)
        if of_family and of_provider:
            sections[section] += number
        if section is listing.section and of_provider and number and family:
            families[Family(family)] += number
        if section is listing.section and of_family and number and provider:
            providers[provider] += number
    return Overview(sections, families, providers)


def _numbers(db: Transaction, sight: Sight, listing: Listing, now: datetime) -> Iterator[Row]:
    """Numbers by error and provider that add up to those of the sections; some are below nought."""
    if listing.channel is not None:
        sight = replace(sight, channels=sight.channels & {listing.channel})
    opened_by = NEVER if listing.age is None else to_ms(now - AGES[listing.age])
    values = {
        **sight.where("i")[1],
        **clock(now),
        "opened_by": opened_by,
        "since": min(opened_by, to_ms(now - LONG_OPEN)),
        "wanted_channel": listing.channel,
    }
    queries = (
        _counted(sight),
        _taken(sight, "incidents_young", "i.opened_at > :since"),
        _taken(sight, "incidents_resting", "i.opened_at <= :since and i.snoozed_until is not null"),
        _theirs(sight),
    )
    for query in queries:
        yield from db.execute(query, values)


def _counted(sight: Sight) -> str:
    """What is open in the channels they read, as if all of it were overdue."""
    return f"""
        select nullif(i.family, '') as family, nullif(i.provider, '') as provider, 0 as mine, 0 as waiting,
            sum(i.n * i.unowned) as unowned, sum(i.n) as overdue, sum(i.n) as open
        from open_tallies i where i.team = :team and {sight.reads("i")} group by 1, 2
    """  # noqa: S608 - holes and constants


def _taken(sight: Sight, index: str, which: str) -> str:
    """What of it is not overdue, or was opened later than the filter allows."""
    unowned, overdue = in_section(Section.UNOWNED, sight), in_section(Section.OVERDUE, sight)
    return f"""
        select i.family, i.provider, 0 as mine, 0 as waiting,
            -count(*) filter (where {LATER} and {unowned}) as unowned,
            -count(*) filter (where {LATER} or not {overdue}) as overdue,
            -count(*) filter (where {LATER}) as open
        from incidents i indexed by {index}
        where i.team = :team and i.resolved_at is null and {which} and {sight.reads("i")} group by 1, 2
    """  # noqa: S608 - holes and constants


def _theirs(sight: Sight) -> str:
    """What they have or may accept, and what they see although they do not read its channel."""
    mine, waiting, unowned, overdue = (in_section(section, sight) for section in SECTIONS[:4])
    unread = f"({sight.reads('i')}) is not true"
    return f"""
        select i.family, i.provider,
            count(*) filter (where {mine}) as mine, count(*) filter (where {waiting}) as waiting,
            count(*) filter (where {unread} and {unowned}) as unowned,
            count(*) filter (where {unread} and {overdue}) as overdue,
            count(*) filter (where {unread}) as open
        from {QUEUE}
        where i.team = :team and i.resolved_at is null and i.id in ({sight.theirs()}) and not {LATER}
            and i.channel is coalesce(:wanted_channel, i.channel) and {sight.where("i")[0]} group by 1, 2
    """  # noqa: S608 - holes and constants
