"""The home's numbers do not grow with what is open: it is counted by channel, error and provider.

Triggers follow every change of an incident in its own transaction. What depends on the clock is
found by two small indexes: what was opened of late, and what rests.
"""

from __future__ import annotations

from sqlite_utils import Database

KEY = (
    "{row}.team, {row}.channel, coalesce({row}.family, ''), coalesce({row}.provider, ''),"
    " {row}.owner is null and {row}.offered_to is null"
)
WATCHED = ("channel", "family", "provider", "owner", "offered_to", "resolved_at")
COLUMNS = "team, opened_at, channel, family, provider, owner, offered_to, snoozed_until, resolved_at"


def _count(row: str, n: int) -> str:
    """Count an incident that is open, or no more; what is counted no more leaves no row."""
    return f"""
        insert into open_tallies (team, channel, family, provider, unowned, n)
        select {KEY.format(row=row)}, {n} where {row}.resolved_at is null and {row}.channel is not null
        on conflict do update set n = n + excluded.n;
        delete from open_tallies
        where n = 0 and (team, channel, family, provider, unowned) = ({KEY.format(row=row)});
    """  # noqa: S608 - the constants above


STATEMENTS = (
    """
    create table open_tallies (
        id integer primary key,
        team text not null,
        channel text not null,
        family text not null,
        provider text not null,
        unowned integer not null,
        n integer not null,
        unique (team, channel, family, provider, unowned)
    ) strict
    """,
    f"""
    insert into open_tallies (team, channel, family, provider, unowned, n)
    select {KEY.format(row="incidents")}, count(*) from incidents
    where resolved_at is null and channel is not null group by 1, 2, 3, 4, 5
    """,  # noqa: S608 - the constants above
    f"create trigger open_tallies_insert after insert on incidents begin {_count('new', 1)} end",
    f"""
    create trigger open_tallies_update after update of {", ".join(WATCHED)} on incidents
    when {" or ".join(f"old.{name} is not new.{name}" for name in WATCHED)}
    begin {_count("old", -1)} {_count("new", 1)} end
    """,
    f"create trigger open_tallies_delete after delete on incidents begin {_count('old', -1)} end",
    "drop index incidents_overview",
    f"create index incidents_young on incidents ({COLUMNS}) where resolved_at is null",
    f"create index incidents_resting on incidents ({COLUMNS}) where snoozed_until is not null",
)


def migrate(db: Database) -> None:
    """Count what is open, let the triggers follow, and make the indexes."""
    for statement in STATEMENTS:
        db.execute(statement)
