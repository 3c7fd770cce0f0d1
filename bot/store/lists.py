"""Incidents in pages: what one person may see, by section, filter and search.

Keyset pages, never an offset. A list of open incidents reads one index and is counted; one that
goes back for ever looks at so many incidents a page and says where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from sqlite3 import Row

from bot.model import (
    Age,
    Certainty,
    Incident,
    IncidentState,
    Listed,
    Listing,
    Page,
    Section,
    is_person,
)
from bot.store.database import Transaction
from bot.store.records import read_incident
from bot.store.search import Sought, Term, seek
from bot.store.sight import Sight
from bot.store.times import from_ms, from_ms_or_none, to_ms

LONG_OPEN = timedelta(days=2)  # overdue from then on, whoever has it; the README says so
AGES = {Age.HOUR: timedelta(hours=1), Age.DAY: timedelta(days=1), Age.WEEK: timedelta(days=7)}
LOOKED_AT = 5_000  # incidents a page without an end looks at: some 5 ms
READ = 2_000  # the same where their words are read: some 6 ms

# Nobody answered in time, or it was woken and nobody has touched it since. Of incidents opened long
# ago nothing more needs to be known, so that both read the few newest rows of a small index.
_LATE = """
    select incident_id from handoffs
    where answered_at is null and team = :team and answer_by <= :now
"""
_WOKEN = """
    select incident_events.incident_id from incident_events join incidents woken on woken.id = incident_id
    where incident_events.team = :team and kind = 'woken' and actor = 'smtpcheck' and at > :long_ago
        and woken.updated_at = at
"""
# Of what was opened long ago no more is asked: `or` would look at both of its sides.
# An answer that somebody got alone is nobody's work until they post or take it.
_OVERDUE = f"""(case when i.channel is null and i.owner is null and i.offered_to is null then 0
    when i.snoozed_until is not null then i.snoozed_until <= :now
    when i.opened_at <= :long_ago then 1 else i.id in ({_LATE}) or i.id in ({_WOKEN}) end)"""
# Holds all that is asked of it; another index would lead to a million rows.
QUEUE = "incidents i indexed by incidents_queue"
_SECTIONS = {
    Section.MINE: "i.id in (MINE)",
    Section.WAITING: "i.id in (WAITING)",
    Section.UNOWNED: "(i.owner is null and i.offered_to is null)",
    Section.OVERDUE: _OVERDUE,
    Section.OPEN: "1",
}
_LINE = """
    i.id, i.version, i.channel, i.state, i.owner, i.offered_to, i.entry, i.cause,
    i.findings ->> '$.findings[0].certainty' as certainty, i.provider, i.reply_code,
    i.enhanced_code, i.reply_text, i.customer, coalesce(i.recipient, i.mailbox, i.host) as about, i.seen,
    i.opened_at, i.snoozed_until, i.resolved_at
"""

Values = dict[str, str | int | None]


def load_page(
    db: Transaction,
    *,
    sight: Sight,
    listing: Listing,
    now: datetime,
    terms: Sequence[Term] = (),
    limit: int,
) -> Page:
    """One page of what a person may see, newest first, what is overdue oldest first.

    `terms` are those of a search. A page that begins beyond the end, or
    ends before the first full one, is the first page.
    """
    sought = seek(db, terms) if terms else None
    ids, stopped = _ids(db, sight, listing, now, sought, limit + 1)
    is_beyond = len(ids) <= limit if listing.back else not ids and stopped is None
    if listing.past is not None and is_beyond:
        listing = replace(listing, past=None, back=False)
        ids, stopped = _ids(db, sight, listing, now, sought, limit + 1)
    follows = len(ids) > limit
    goes_on = stopped is not None and not follows
    ids = tuple(reversed(ids[:limit])) if listing.back else ids[:limit]
    newer = follows if listing.back else listing.past is not None
    older = listing.back or follows or goes_on
    end = stopped if goes_on and not listing.back else (ids[-1] if ids else None)
    return Page(
        listing,
        _lines(db, ids, sight, now),
        replace(listing, past=ids[0], back=True) if newer and ids else None,
        replace(listing, past=end, back=False) if older else None,
        more=goes_on,
    )


def place_of(db: Transaction, *, sight: Sight, listing: Listing, first: int, now: datetime) -> int:
    """The place of an incident in a list of open ones, counted from 1."""
    listed, values = _open(sight, listing, now)
    sign = "<" if listing.section is Section.OVERDUE else ">"
    row = db.execute(
        f"select count(*) as n from {QUEUE} where {listed} and i.id {sign} :first",  # noqa: S608 - holes and constants
        {**values, "first": first},
    ).fetchone()
    return int(row["n"]) + 1


def load_queue(db: Transaction, *, team: str, owner: str, limit: int) -> tuple[Incident, ...]:
    """What a person has open and has not handed on, oldest first."""
    rows = db.execute(
        """
        select * from incidents where team = ? and owner = ? and resolved_at is null and state = 'assigned'
        order by opened_at, id limit ?
        """,
        (team, owner, limit),
    )
    return tuple(read_incident(row) for row in rows)


def load_channels(db: Transaction, team: str) -> tuple[str, ...]:
    """Every channel that has an incident, one step of the index each."""
    return _distinct(db, "channel", team)


def load_receivers(db: Transaction, team: str) -> tuple[str, ...]:
    """Every channel and user group that an incident is offered to or was escalated to."""
    receivers = {*_distinct(db, "offered_to", team), *_distinct(db, "escalated_to", team)}
    return tuple(sorted(receiver for receiver in receivers if not is_person(receiver)))


def _distinct(db: Transaction, column: str, team: str) -> tuple[str, ...]:
    rows = db.execute(
        f"""
        with recursive found (value) as (
            select (select min({column}) from incidents where team = :team and {column} is not null)
            union all
            select (select min({column}) from incidents where team = :team and {column} > found.value)
            from found where found.value is not null
        )
        select value from found where value is not null
        """,  # noqa: S608 - a column of ours
        {"team": team},
    )
    return tuple(row["value"] for row in rows)


def _ids(
    db: Transaction, sight: Sight, listing: Listing, now: datetime, sought: Sought | None, limit: int
) -> tuple[tuple[int, ...], int | None]:
    """The numbers of a page, in the direction it is read; the second is where a walk stopped short."""
    upward = (listing.section is Section.OVERDUE) is not listing.back
    sign, order = (">", "asc") if upward else ("<", "desc")
    past: Values = {"past": listing.past if listing.past is not None else (0 if upward else 2**62)}
    if listing.section is not Section.ALL and sought is None:
        listed, values = _open(sight, listing, now)
        rows = db.execute(
            f"select i.id from {QUEUE} where {listed} and i.id {sign} :past"  # noqa: S608 - holes and constants
            f" order by i.id {order} limit :limit",
            {**values, **past, "limit": limit},
        )
        return tuple(row["id"] for row in rows), None
    return _walk(db, sight, sought, sign, order, past, limit)


def _walk(
    db: Transaction, sight: Sight, sought: Sought | None, sign: str, order: str, past: Values, limit: int
) -> tuple[tuple[int, ...], int | None]:
    """Look at so many incidents, or matches of a search, whichever state they are in."""
    seen, seen_values = sight.where("i")
    values: Values = {**seen_values, **past, "walked": LOOKED_AT}
    source, words = "select id from incidents where team = :team and id", "''"
    if sought is not None:
        values["match"] = sought.match
        source = "select rowid as id from incident_search where incident_search match :match and rowid"
        if sought.unread:
            values["walked"] = READ
            words = "case when i.id then (select words from incident_search where rowid = i.id) end"
    looked_at = db.execute(
        f"select looked.id, i.id as seen, {words} as words"  # noqa: S608 - holes and constants
        f" from ({source} {sign} :past order by 1 {order} limit :walked) looked"
        f" left join incidents i indexed by incidents_seen on i.id = looked.id and {seen}",
        values,
    )
    ids: list[int] = []
    for place, row in enumerate(looked_at, 1):
        if row["seen"] and (sought is None or sought.fits(row["words"])):
            ids.append(row["id"])
        if len(ids) == limit:
            break
        if place == values["walked"]:
            return tuple(ids), row["id"]
    return tuple(ids), None


def _lines(db: Transaction, ids: Sequence[int], sight: Sight, now: datetime) -> tuple[Listed, ...]:
    holes = ", ".join(f":id{place}" for place in range(len(ids)))
    values: Values = {**sight.where("i")[1], **clock(now)}
    values |= {f"id{place}": number for place, number in enumerate(ids)}
    overdue = f"i.resolved_at is null and {_OVERDUE}"
    rows = db.execute(
        f"select {_LINE}, {overdue} as overdue, {sight.offered('i')} as waiting from incidents i"  # noqa: S608 - holes and constants
        f" where i.id in ({holes or 'null'})",
        values,
    )
    found = {row["id"]: _listed(row) for row in rows}
    return tuple(found[number] for number in ids)


def _open(sight: Sight, listing: Listing, now: datetime) -> tuple[str, Values]:
    """The open incidents of a section that a person sees under the filters, as a condition with its values.

    Whether they see one costs the most, so it is asked last.
    """
    seen, seen_values = sight.where("i")
    values: Values = {**seen_values, **clock(now)}
    conditions = ["i.team = :team and i.resolved_at is null"]
    for column in ("family", "provider", "channel"):
        wanted = getattr(listing, column)
        if wanted is not None:
            conditions.append(f"i.{column} = :wanted_{column}")
            values[f"wanted_{column}"] = wanted
    if listing.age is not None:
        conditions.append("i.opened_at <= :opened_by")
        values["opened_by"] = to_ms(now - AGES[listing.age])
    return " and ".join((*conditions, in_section(listing.section, sight), seen)), values


def clock(now: datetime) -> Values:
    """Return the moments that a section asks for."""
    return {"now": to_ms(now), "long_ago": to_ms(now - LONG_OPEN)}


def in_section(section: Section, sight: Sight) -> str:
    """Return the condition that an open incident `i` is in a section; sight and `clock` fill its holes."""
    return _SECTIONS[section].replace("MINE", sight.mine()).replace("WAITING", sight.waiting())


def _listed(row: Row) -> Listed:
    return Listed(
        id=row["id"],
        version=row["version"],
        channel=row["channel"],
        state=IncidentState(row["state"]),
        owner=row["owner"],
        offered_to=row["offered_to"],
        entry=row["entry"],
        cause=row["cause"],
        certainty=Certainty(row["certainty"]),
        provider=row["provider"],
        reply_code=row["reply_code"],
        enhanced_code=row["enhanced_code"],
        reply_text=row["reply_text"],
        customer=row["customer"],
        about=row["about"],
        seen=row["seen"],
        opened_at=from_ms(row["opened_at"]),
        snoozed_until=from_ms_or_none(row["snoozed_until"]),
        resolved_at=from_ms_or_none(row["resolved_at"]),
        overdue=bool(row["overdue"]),
        waiting=bool(row["waiting"]),
    )
