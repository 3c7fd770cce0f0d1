"""The queue and search at a million incidents: lists read indexes alone, notes are found.

`incidents_queue` covers every list of open incidents, `incidents_overview` their numbers by error
and provider, `incidents_seen` the question who may see one. Search reads notes too and knows the
beginnings of words. A search keeps its words for a day, so that the buttons of its pages carry a
number only.
"""

from __future__ import annotations

from sqlite_utils import Database

from migrations.m0004_following import SEARCHED
from migrations.m0004_following import WORDS as WORDS_BEFORE

NOTES = """coalesce((
            select group_concat(replace(detail || ' ', '. ', ' '), ' ') from incident_events
            where incident_id = new.id and kind = 'noted'
        ), '')"""
WORDS = f"{WORDS_BEFORE} || ' ' || {NOTES}"
OF_EACH = WORDS.replace("new.", "incidents.")
CHANGED = " or ".join(f"new.{column} is not old.{column}" for column in SEARCHED)

STATEMENTS = (
    "drop index incidents_open",
    """
    create index incidents_queue on incidents (
        team, id, channel, owner, offered_to, escalated_to, reporter, family, provider, opened_at,
        snoozed_until, resolved_at
    ) where resolved_at is null
    """,
    """
    create index incidents_overview on incidents (
        team, family, provider, channel, owner, offered_to, escalated_to, reporter, opened_at,
        snoozed_until, resolved_at
    ) where resolved_at is null
    """,
    """
    create index incidents_seen on incidents (
        team, id, channel, owner, offered_to, escalated_to, reporter
    )
    """,
    "create index incidents_escalated on incidents (team, escalated_to) where escalated_to is not null",
    "create index incident_events_woken on incident_events (team, at) where kind = 'woken'",
    """
    create table searches (
        id integer primary key,
        team text not null,
        actor text not null,
        words text not null,
        at integer not null
    ) strict
    """,
    "create index searches_old on searches (at)",
    "drop trigger incident_search_insert",
    "drop trigger incident_search_update",
    "drop trigger incident_search_delete",
    "drop table incident_search",
    """
    create virtual table incident_search using fts5(
        team, words, tokenize = "unicode61 remove_diacritics 2 tokenchars '-_@.'", prefix = '3 4 5'
    )
    """,
    "insert into incident_search (incident_search, rank) values ('secure-delete', 1)",
    # A beginning longer than five letters is looked up among the words that begin so.
    "create virtual table incident_words using fts5vocab(incident_search, instance)",
    """
    insert into incident_search (rowid, team, words) select id, team, WORDS from incidents
    """.replace("WORDS", OF_EACH),
    """
    create trigger incident_search_insert after insert on incidents
    begin
        insert into incident_search (rowid, team, words) values (new.id, new.team, WORDS);
    end
    """.replace("WORDS", WORDS),
    # Writing the same words again would cost more than everything else a change does.
    """
    create trigger incident_search_update after update of COLUMNS on incidents when CHANGED
    begin
        update incident_search set words = WORDS where rowid = new.id;
    end
    """.replace("COLUMNS", ", ".join(SEARCHED))
    .replace("CHANGED", CHANGED)
    .replace("WORDS", WORDS),
    """
    create trigger incident_search_delete after delete on incidents
    begin
        delete from incident_search where rowid = old.id;
    end
    """,
    """
    create trigger incident_search_note after insert on incident_events when new.kind = 'noted'
    begin
        update incident_search set words = (select WORDS from incidents where id = new.incident_id)
        where rowid = new.incident_id;
    end
    """.replace("WORDS", OF_EACH),
    """
    create trigger incident_search_note_changed after update of detail on incident_events
        when new.kind = 'noted' and new.detail <> old.detail
    begin
        update incident_search set words = (select WORDS from incidents where id = new.incident_id)
        where rowid = new.incident_id;
    end
    """.replace("WORDS", OF_EACH),
)


def migrate(db: Database) -> None:
    """Add the indexes and the table, and build search anew."""
    for statement in STATEMENTS:
        db.execute(statement)
