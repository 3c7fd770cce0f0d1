"""Incidents with words that no entry knew, for those who keep the knowledge base."""

from __future__ import annotations

from bot.model import READS_LIKE, Incident
from bot.store.database import Transaction
from bot.store.records import read_incident

PAGE = 200  # incidents in memory at a time


def load_unknown(db: Transaction, *, after: int) -> tuple[Incident, ...]:
    """One page, oldest first, of incidents with such a finding that still have their words.

    Empty after the last. The findings are looked through as text: it is asked by hand, a few times a month.
    """
    rows = db.execute(
        "select * from incidents where id > ? and blanked_at is null"
        """ and (findings like '%"family": "unknown"%' or findings like ?) order by id limit ?""",
        (after, f"%{READS_LIKE}%", PAGE),
    )
    return tuple(read_incident(row) for row in rows)


def is_empty(db: Transaction) -> bool:
    """Whether no failure was ever pasted."""
    return db.execute("select 1 from incidents limit 1").fetchone() is None
