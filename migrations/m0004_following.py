"""Whom an incident is about, until when it rests, and which of its steps are done.

`customer` is a name or a ticket's number as somebody typed it, found by search; a row of
`ticked_steps` says who ticked a step and when, and goes when it is unticked. What people wrote
is found by its age: an incident whose paste is gone can still be written to.
"""

from __future__ import annotations

from sqlite_utils import Database

from migrations.m0001_first import SEARCHED as SEARCHED_FIRST
from migrations.m0001_first import WORDS as WORDS_FIRST

SEARCHED = (*SEARCHED_FIRST, "customer")
WORDS = f"{WORDS_FIRST} || ' ' || coalesce(new.customer, '')"

STATEMENTS = (
    "alter table incidents add column customer text",
    "alter table incidents add column snoozed_until integer",
    """
    create table ticked_steps (
        team text not null,
        incident_id integer not null references incidents (id),
        step text not null,
        actor text not null,
        at integer not null,
        primary key (incident_id, step)
    ) strict
    """,
    """
    create index incident_events_worded on incident_events (at)
        where detail <> '' and kind in ('declined', 'noted', 'linked')
    """,
    "create index handoffs_worded on handoffs (offered_at) where note <> '' or reason <> ''",
    "drop trigger incident_search_insert",
    "drop trigger incident_search_update",
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
)


def migrate(db: Database) -> None:
    """Add both columns and the table; search reads the customer from then on."""
    for statement in STATEMENTS:
        db.execute(statement)
