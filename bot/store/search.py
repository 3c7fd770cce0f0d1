"""Search: what a person typed as an expression of the full-text index, and searches kept for their next page.

The words are data: each stands in quotes, so that no quote, AND, NEAR, * or - of theirs is syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import combining, normalize

from bot.store.database import Transaction
from bot.store.times import to_ms

INDEXED = 5  # the longest beginning that the index keeps (migration m0006)
MOST_BEGINNINGS = 50
KEPT_FOR = timedelta(days=1)  # longer than the buttons of an answer work


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search and what means the same: entries whose title holds it, people of that name.

    `begins` takes every word that begins with it.
    """

    word: str
    others: tuple[str, ...] = ()
    begins: bool = False


def expression(db: Transaction, terms: Sequence[Term]) -> str:
    """The FTS5 expression for incidents that hold every term."""
    return " AND ".join(f"words : ({' OR '.join(_ways(db, term))})" for term in terms)


def keep(db: Transaction, *, team: str, actor: str, words: str, at: datetime) -> int:
    """Keep a search for the buttons of its pages; those older than KEPT_FOR go."""
    prune(db, at - KEPT_FOR)
    row = db.execute(
        "insert into searches (team, actor, words, at) values (?, ?, ?, ?) returning id",
        (team, actor, words, to_ms(at)),
    ).fetchone()
    return int(row["id"])


def recall(db: Transaction, search_id: int, *, team: str, actor: str) -> str | None:
    """The words of a person's own search, None when they are no longer kept."""
    row = db.execute(
        "select words from searches where id = ? and team = ? and actor = ?", (search_id, team, actor)
    ).fetchone()
    return None if row is None else str(row["words"])


def prune(db: Transaction, before: datetime) -> None:
    """Delete the searches that were made before `before`, for good."""
    db.execute("delete from searches where at < ?", (to_ms(before),))


def _ways(db: Transaction, term: Term) -> tuple[str, ...]:
    others = tuple(map(_quoted, term.others))
    if not term.begins:
        return (_quoted(term.word), *others)
    words = _beginning(db, term.word) if len(term.word) > INDEXED else ()
    if 0 < len(words) < MOST_BEGINNINGS:
        return (*map(_quoted, words), *others)
    return (f"{_quoted(term.word)} *", *others)


def _beginning(db: Transaction, word: str) -> tuple[str, ...]:
    """The index's first words that begin so, each found by one step.

    The index would put all their incidents in order before it gives the newest: long for a
    frequent word, short where the words are many and each is rare.
    """
    start = "".join(letter for letter in normalize("NFKD", word.casefold()) if not combining(letter))
    found: list[str] = []
    place = start
    while len(found) < MOST_BEGINNINGS:
        row = db.execute("select term from incident_words where term >= ? limit 1", (place,)).fetchone()
        if row is None or not row["term"].startswith(start):
            break
        found.append(row["term"])
        place = f"{row['term']}\0"
    return tuple(found)


def _quoted(text: str) -> str:
    # A zero byte would end the expression.
    doubled = text.replace("\0", "").replace('"', '""')
    return f'"{doubled}"'
