"""The first schema: incidents and what belongs to them, the queues to and from Slack, search.

Integer milliseconds since 1970, `team` first in every index, SQL that PostgreSQL also reads
except for the search table, which each database has in its own way.
"""

from __future__ import annotations

from sqlite_utils import Database

TABLES = (
    # `channel` is null while a slash paste is its reporter's own; the columns from `family` to
    # `host` repeat the leading finding for queries, `findings` holds all of them as JSON.
    # `diagnosed_entry` is what the bot said first, `entry` what holds now.
    """
    create table incidents (
        id integer primary key,
        team text not null,
        channel text,
        message_ts text,
        thread_ts text,
        card_ts text,
        reporter text not null,
        state text not null check (state in ('new', 'assigned', 'offered', 'resolved')),
        owner text,
        offered_to text,
        family text,
        entry text,
        diagnosed_entry text,
        cause text,
        provider text,
        reply_code integer,
        enhanced_code text,
        reply_text text not null,
        recipient text,
        mailbox text,
        host text,
        findings text not null,
        seen integer not null,
        opened_at integer not null,
        updated_at integer not null,
        resolved_at integer,
        resolved_by text,
        helped text,
        blanked_at integer,
        version integer not null
    ) strict
    """,
    """
    create table incident_events (
        id integer primary key,
        team text not null,
        incident_id integer not null references incidents (id),
        at integer not null,
        actor text not null,
        kind text not null,
        detail text not null
    ) strict
    """,
    """
    create table audit (
        id integer primary key,
        team text not null,
        at integer not null,
        actor text not null,
        act text not null,
        subject text not null,
        detail text not null
    ) strict
    """,
    """
    create table handoffs (
        id integer primary key,
        team text not null,
        incident_id integer not null references incidents (id),
        sender text not null,
        receiver text not null,
        note text not null,
        offered_at integer not null,
        answer_by integer,
        answered_at integer,
        answered_by text,
        answer text check (answer in ('accepted', 'declined', 'withdrawn')),
        reason text not null
    ) strict
    """,
    """
    create table follow_ups (
        id integer primary key,
        team text not null,
        incident_id integer not null references incidents (id),
        kind text not null,
        due_at integer not null,
        claimed_until integer,
        attempts integer not null,
        done_at integer
    ) strict
    """,
    """
    create table attempts (
        id integer primary key,
        team text not null,
        actor text not null,
        mailbox_hash text not null,
        server text not null,
        at integer not null,
        result text not null
    ) strict
    """,
    """
    create table inbox (
        id integer primary key,
        key text not null unique,
        lane text not null,
        intent text not null,
        team text not null,
        actor text not null,
        channel text,
        ts text,
        thread_ts text,
        text text not null,
        fields text not null,
        received_at integer not null,
        not_before integer not null,
        claimed_until integer,
        attempts integer not null,
        done_at integer
    ) strict
    """,
    """
    create table outbox (
        id integer primary key,
        key text not null unique,
        lane text not null,
        what text not null,
        subject text not null,
        text text not null,
        team text not null,
        channel text not null,
        thread_ts text,
        update_ts text,
        only_to text,
        response_url text,
        not_before integer not null,
        claimed_until integer,
        attempts integer not null,
        sent_ts text,
        done_at integer
    ) strict
    """,
    """
    create table channels (
        team text not null,
        channel text not null,
        mode text not null check (mode in ('all', 'mentions', 'off')),
        set_by text not null,
        set_at integer not null,
        primary key (team, channel)
    ) strict
    """,
    """
    create table diagnosed (
        team text not null,
        channel text not null,
        message_ts text not null,
        at integer not null,
        primary key (team, channel, message_ts)
    ) strict
    """,
)

INDEXES = (
    # The open queue, one person's queue, what waits for a person, the same error.
    "create index incidents_open on incidents (team, opened_at) where resolved_at is null",
    "create index incidents_owner on incidents (team, owner, opened_at) where resolved_at is null",
    "create index incidents_offered on incidents (team, offered_to, opened_at) where offered_to is not null",
    "create index incidents_same on incidents (team, channel, entry, opened_at) where resolved_at is null",
    "create index incidents_message on incidents (team, channel, message_ts)",
    # Covers the statistics of a time range without reading the table.
    "create index incidents_counted on incidents (team, opened_at, family, provider, entry, state)",
    "create index incident_events_of on incident_events (incident_id, id)",
    "create index audit_subject on audit (team, subject, id)",
    "create unique index handoffs_waiting on handoffs (incident_id) where answered_at is null",
    "create index handoffs_of on handoffs (incident_id, id)",
    "create index follow_ups_due on follow_ups (due_at) where done_at is null",
    "create index follow_ups_of on follow_ups (incident_id) where done_at is null",
    "create index attempts_actor on attempts (team, actor, at)",
    "create index attempts_mailbox on attempts (team, mailbox_hash, at)",
    "create index inbox_waiting on inbox (id) where done_at is null",
    "create index inbox_due on inbox (not_before) where done_at is null",
    "create index inbox_message on inbox (team, channel, ts) where done_at is null",
    "create index inbox_done on inbox (done_at) where done_at is not null",
    "create index outbox_waiting on outbox (id) where done_at is null",
    "create index outbox_due on outbox (not_before) where done_at is null",
    "create index outbox_done on outbox (done_at) where done_at is not null",
)

APPEND_ONLY = (
    """
    create trigger audit_no_update before update on audit
    begin
        select raise(abort, 'the audit trail is append-only');
    end
    """,
    """
    create trigger audit_no_delete before delete on audit
    begin
        select raise(abort, 'the audit trail is append-only');
    end
    """,
)

# What a person may type to find an incident.
SEARCHED = (
    "reply_text",
    "recipient",
    "mailbox",
    "host",
    "provider",
    "reply_code",
    "enhanced_code",
    "family",
    "entry",
    "cause",
    "owner",
    "reporter",
)
# coalesce: a null would empty the whole sum. A full stop that ends a sentence is none of the word
# before it, and an address is also found by its domain.
WORDS = " || ' ' || ".join(
    (
        *(f"coalesce(new.{column}, '')" for column in SEARCHED[1:]),
        "coalesce(substr(new.recipient, instr(new.recipient, '@') + 1), '')",
        "coalesce(substr(new.mailbox, instr(new.mailbox, '@') + 1), '')",
        "replace(new.reply_text || ' ', '. ', ' ')",
    )
)

SEARCH = (
    # '-_@.' inside words keep 5.7.139, host names and addresses whole.
    """
    create virtual table incident_search using fts5(
        team, words, tokenize = "unicode61 remove_diacritics 2 tokenchars '-_@.'"
    )
    """,
    # Without this a deleted word stays in the index until its segment is merged.
    "insert into incident_search (incident_search, rank) values ('secure-delete', 1)",
    """
    create trigger incident_search_insert after insert on incidents
    begin
        insert into incident_search (rowid, team, words) values (new.id, new.team, WORDS);
    end
    """.replace("WORDS", WORDS),
    """
    create trigger incident_search_update after update of COLUMNS on incidents
    begin
        update incident_search set words = WORDS where rowid = new.id;
    end
    """.replace("COLUMNS", ", ".join(SEARCHED)).replace("WORDS", WORDS),
    """
    create trigger incident_search_delete after delete on incidents
    begin
        delete from incident_search where rowid = old.id;
    end
    """,
)


def migrate(db: Database) -> None:
    """Create every table, index and trigger of the first version."""
    for statement in (*TABLES, *INDEXES, *APPEND_ONLY, *SEARCH):
        db.execute(statement)
