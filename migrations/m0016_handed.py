"""Search reads what people wrote to a handoff, and the last word of each line of a note.

A handoff's words are its note and the reason of whoever declined it. A full stop is part of a word (an
address, a code), so that one at the end of a line hid the word before it.
"""

from __future__ import annotations

from sqlite_utils import Database

from migrations.m0004_following import SEARCHED
from migrations.m0004_following import WORDS as WORDS_BEFORE
from migrations.m0006_queue import CHANGED


def _written(words: str, where: str) -> str:
    return f"""coalesce((
            select group_concat(replace(replace({words}, char(10), ' ') || ' ', '. ', ' '), ' ') from {where}
        ), '')"""  # noqa: S608 - names of ours


NOTES = _written("detail", "incident_events where incident_id = new.id and kind = 'noted'")
HANDED = _written("note || ' ' || reason", "handoffs where incident_id = new.id")
WORDS = f"{WORDS_BEFORE} || ' ' || {NOTES} || ' ' || {HANDED}"
OF_EACH = WORDS.replace("new.", "incidents.")

ANEW = """
    begin
        update incident_search set words = (select WORDS from incidents where id = new.incident_id)
        where rowid = new.incident_id;
    end
    """.replace("WORDS", OF_EACH)

STATEMENTS = (
    """
    update incident_search set words = (select WORDS from incidents where id = incident_search.rowid)
    where rowid in (
        select incident_id from handoffs where note <> '' or reason <> ''
        union select incident_id from incident_events where kind = 'noted' and instr(detail, '.' || char(10))
    )
    """.replace("WORDS", OF_EACH),
    "drop trigger incident_search_update",
    "drop trigger incident_search_note",
    "drop trigger incident_search_note_changed",
    """
    create trigger incident_search_update after update of COLUMNS on incidents when CHANGED
    begin
        update incident_search set words = WORDS where rowid = new.id;
    end
    """.replace("COLUMNS", ", ".join(SEARCHED))
    .replace("CHANGED", CHANGED)
    .replace("WORDS", WORDS),
    f"create trigger incident_search_note after insert on incident_events when new.kind = 'noted'{ANEW}",
    f"""
    create trigger incident_search_note_changed after update of detail on incident_events
        when new.kind = 'noted' and new.detail <> old.detail{ANEW}
    """,
    f"create trigger incident_search_handed after insert on handoffs when new.note <> ''{ANEW}",
    f"""
    create trigger incident_search_handed_changed after update of note, reason on handoffs
        when new.note <> old.note or new.reason <> old.reason{ANEW}
    """,
)


def migrate(db: Database) -> None:
    """Add what was written and not found, and follow it from then on."""
    for statement in STATEMENTS:
        db.execute(statement)
