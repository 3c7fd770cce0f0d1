"""What is learned from incidents: which are one wave, how long each took, and daily and weekly tallies.

The tallies follow every change of an incident by themselves, in its own transaction, so that
statistics of a range add up numbers of days and weeks instead of reading the incidents.
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
    # What is counted, and where: by numbers, since statistics add up tens of thousands of tallies.
    """
    create table tally_facts (
        id integer primary key,
        what text not null,
        value text not null,
        unique (what, value)
    ) strict
    """,
    """
    create table tally_places (
        id integer primary key,
        team text not null,
        channel text not null,
        unique (team, channel)
    ) strict
    """,
    # `days` is 1 or 7 and `start` the number of the first day since 1970.
    """
    create table tallies (
        place integer not null references tally_places (id),
        days integer not null,
        start integer not null,
        fact integer not null references tally_facts (id),
        n integer not null,
        primary key (place, days, start, fact)
    ) strict, without rowid
    """,
)

INDEXES = (
    "create index waves_latest on waves (team, channel, fingerprint, last_at)",
    "create index incidents_alike on incidents (team, channel, fingerprint, opened_at)",
    "create index incidents_wave on incidents (wave_id, id) where wave_id is not null",
    # How many were opened each day: fact 1.
    "create index tallies_opened on tallies (place, days, start, n) where fact = 1",
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
    "opened": "''",
    "family": "coalesce(x.family, '')",
    "provider": "coalesce(x.provider, '')",
    "entry": "coalesce(x.entry, '')",
    "owner": "coalesce(x.owner, '')",
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
# All channels of a workspace together are counted too: for whoever sees nearly all, the others are taken off.
EVERY_CHANNEL = ""
# A fact or place that is new gets a number first, then it is counted.
NUMBER = """
        insert into tally_facts (what, value)
        select facts.what, facts.value from ({facts}) as facts
        where facts.value is not null{only} on conflict do nothing;
        insert into tally_places (team, channel)
        select {row}.team, value from (select {row}.channel as value union all select '{every}')
        where {row}.channel is not null on conflict do nothing;
"""
COUNT = """
        insert into tallies (place, days, start, fact, n)
        select place.id, span.days, {row}.opened_at / 86400000 / span.days * span.days, known.id, {n}
        from tally_places as place cross join ({facts}) as facts
        cross join tally_facts as known on known.what = facts.what and known.value = facts.value
        cross join (select 1 as days union all select 7) as span
        where {row}.channel is not null and place.team = {row}.team
            and place.channel in ({row}.channel, '{every}'){only}
        on conflict do update set n = n + excluded.n;
"""


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
NEW, OLD, CHANGED_NEW, CHANGED_OLD = _facts("new"), _facts("old"), _changes("new"), _changes("old")
TRIGGERS = (
    f"""
    create trigger tallies_insert after insert on incidents
    begin
        {NUMBER.format(every=EVERY_CHANNEL, row="new", facts=NEW, only="").strip()}
        {COUNT.format(every=EVERY_CHANNEL, row="new", n=1, facts=NEW, only="").strip()}
    end
    """,
    f"""
    create trigger tallies_update after update of {", ".join(WATCHED)} on incidents
    when {" or ".join(f"old.{name} is not new.{name}" for name in WATCHED)}
    begin
        {COUNT.format(every=EVERY_CHANNEL, row="old", n=-1, facts=CHANGED_OLD, only=MOVED).strip()}
        {NUMBER.format(every=EVERY_CHANNEL, row="new", facts=CHANGED_NEW, only=MOVED).strip()}
        {COUNT.format(every=EVERY_CHANNEL, row="new", n=1, facts=CHANGED_NEW, only=MOVED).strip()}
    end
    """,
    f"""
    create trigger tallies_delete after delete on incidents
    begin
        {COUNT.format(every=EVERY_CHANNEL, row="old", n=-1, facts=OLD, only="").strip()}
    end
    """,
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
    f"insert into tally_places (team, channel) select distinct team, channel from narrow"  # noqa: S608 - the constants
    f" union select team, '{EVERY_CHANNEL}' from narrow",
    *(
        f"insert into tally_facts (what, value) select distinct '{what}', {what} from narrow"  # noqa: S608 - the constants above
        f" where {what} is not null"
        for what in TALLIED
        if what != "opened"
    ),
    *(
        f"""
        insert into tallies (place, days, start, fact, n)
        select place.id, {days}, day / {days} * {days} as start, known.id, count(*)
        from narrow join tally_places as place
            on place.team = narrow.team and place.channel in (narrow.channel, '{EVERY_CHANNEL}')
        join tally_facts as known on known.what = '{what}' and known.value = narrow.{what}
        group by place.id, start, known.id
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
    db.execute("insert into tally_facts (id, what, value) values (1, 'opened', '')")
    for column in COLUMNS:
        db.execute(f"alter table incidents add column {column}")
    for statement in (*BACKFILL, *INDEXES, *TRIGGERS):
        db.execute(statement)
