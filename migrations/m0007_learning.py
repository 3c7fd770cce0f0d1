"""What is learned from incidents: which are one wave, how long each took, and daily and weekly tallies.

The tallies follow every change of an incident by themselves, in its own transaction, so that
statistics of any range add up a few thousand rows instead of reading the incidents.
"""

from __future__ import annotations

from sqlite_utils import Database

COLUMNS = (
    # The same for the same failure at different customers (docs/architecture.md); no personal data.
    "fingerprint text",
    "wave_id integer references waves (id)",
    # The earlier incident of the same error that had been resolved before this one was opened.
    "returned_from integer references incidents (id)",
    # When its card first stood in Slack, and when somebody first took it.
    "answered_at integer",
    "accepted_at integer",
)

TABLES = (
    """
    create table waves (
        id integer primary key,
        team text not null,
        channel text not null,
        fingerprint text not null,
        started_at integer not null,
        last_at integer not null,
        card_ts text
    ) strict
    """,
    # `days` is 1 or 7 and `start` the number of the first day since 1970; `what` says what `value` is.
    """
    create table tallies (
        team text not null,
        channel text not null,
        days integer not null,
        what text not null,
        start integer not null,
        value text not null,
        n integer not null,
        primary key (team, channel, days, what, start, value)
    ) strict, without rowid
    """,
)

INDEXES = (
    "create index waves_latest on waves (team, channel, fingerprint, last_at)",
    "create index incidents_alike on incidents (team, channel, fingerprint, opened_at)",
    "create index incidents_wave on incidents (wave_id, id) where wave_id is not null",
    # Exports walk a time range in pages; the tallies took over from the wider index.
    "create index incidents_opened on incidents (team, opened_at)",
    "drop index incidents_counted",
)


def _seconds(later: str) -> str:
    """Seconds from opening to `later`, cut to their two leading octal digits: less than an eighth too low."""
    seconds = f"max(0, (x.{later} - x.opened_at) / 1000)"
    cut = f"max(0, length(printf('%o', {seconds})) - 2) * 3"
    return f"cast({seconds} >> {cut} << {cut} as text)"


TALLIED = {
    "family": "coalesce(x.family, '')",
    "provider": "coalesce(x.provider, '')",
    "entry": "coalesce(x.entry, '')",
    "owner": "coalesce(x.owner, '')",
    "state": "case when x.resolved_at is null then 'open' else 'resolved' end",
    "helped": "case when x.resolved_at is not null"
    " then coalesce(coalesce(x.entry, '') || '/' || x.helped, '') end",
    "returned": "case when x.returned_from is not null then coalesce(x.entry, '') end",
    "answered": f"case when x.answered_at is not null then {_seconds('answered_at')} end",
    "accepted": f"case when x.accepted_at is not null then {_seconds('accepted_at')} end",
    "resolved": f"case when x.resolved_at is not null then {_seconds('resolved_at')} end",
}
WATCHED = (
    "channel",
    "family",
    "provider",
    "entry",
    "owner",
    "resolved_at",
    "helped",
    "returned_from",
    "answered_at",
    "accepted_at",
)
ADD = """
    insert into tallies (team, channel, days, start, what, value, n)
    select {row}.team, {row}.channel, span.days, {row}.opened_at / 86400000 / span.days * span.days,
        facts.what, facts.value, {n}
    from (select 1 as days union all select 7) as span, (
        {facts}
    ) as facts
    where {row}.channel is not null and facts.value is not null{only}
    on conflict do update set n = n + excluded.n
"""


def _add(row: str, n: int, facts: str, only: str = "") -> str:
    return ADD.format(row=row, n=n, facts=facts, only=only)


def _facts(row: str) -> str:
    return " union all ".join(
        f"select '{what}' as what, {value.replace('x.', f'{row}.')} as value"
        for what, value in TALLIED.items()
    )


def _changes(row: str) -> str:
    return " union all ".join(
        f"select '{what}' as what, {value.replace('x.', f'{row}.')} as value,"
        f" {value.replace('x.', 'old.')} is not {value.replace('x.', 'new.')} as differs"
        for what, value in TALLIED.items()
    )


MOVED = " and (facts.differs or old.channel is not new.channel)"
TRIGGERS = (
    f"create trigger tallies_insert after insert on incidents begin {_add('new', 1, _facts('new'))}; end",
    f"""
    create trigger tallies_update after update of {", ".join(WATCHED)} on incidents
    when {" or ".join(f"old.{name} is not new.{name}" for name in WATCHED)}
    begin
        {_add("old", -1, _changes("old"), MOVED)};
        {_add("new", 1, _changes("new"), MOVED)};
    end
    """,
    f"create trigger tallies_delete after delete on incidents begin {_add('old', -1, _facts('old'))}; end",
)

# What is known of incidents from before. A fingerprint is asked for a month at most, and that of words which
# no entry knows takes more than SQL. The rows are wide, so what is tallied is read from them once.
BACKFILL = (
    """
    update incidents set fingerprint = entry || '/' || coalesce(cause, '') || '/' || coalesce(provider, '')
        || '/' || coalesce(enhanced_code, reply_code, '')
    where entry is not null and opened_at > (select max(opened_at) from incidents) - 30 * 86400000
    """,
    """
    update incidents set accepted_at = (
        select min(at) from incident_events
        where incident_id = incidents.id and kind in ('assigned', 'accepted')
    )
    where id in (select incident_id from incident_events where kind in ('assigned', 'accepted'))
    """,
    f"""
    create temporary table narrow as
    select x.team, x.channel, x.opened_at / 86400000 as day,
        {", ".join(f"{value} as {what}" for what, value in TALLIED.items())}
    from incidents as x where x.channel is not null
    """,  # noqa: S608 - the constants above
    *(
        f"""
        insert into tallies (team, channel, days, what, start, value, n)
        select team, channel, {days}, '{what}', day / {days} * {days} as start, {what}, count(*)
        from narrow where {what} is not null group by team, channel, start, {what}
        """  # noqa: S608 - the constants above
        for what in TALLIED
        for days in (1, 7)
    ),
    "drop table narrow",
)


def migrate(db: Database) -> None:
    """Add columns, waves and tallies, fill in what is known, and let the tallies follow from then on."""
    for statement in TABLES:
        db.execute(statement)
    for column in COLUMNS:
        db.execute(f"alter table incidents add column {column}")
    for statement in (*BACKFILL, *INDEXES, *TRIGGERS):
        db.execute(statement)
