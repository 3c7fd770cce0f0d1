"""Search: what a person typed as an expression of the full-text index, and searches kept for their next page.

The words are data: each stands in quotes, so that no quote, AND, NEAR, * or - of theirs is syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.letters import unaccented
from bot.store.database import Transaction
from bot.store.times import to_ms

INDEXED = 5  # the longest beginning that the index keeps (migration m0006)
MOST_BEGINNINGS = 50
MANY = 10_000  # places of words: the index puts as many in order in some 3 ms
LAST = "\U0010ffff"  # in order behind whatever follows a beginning
PARTS = frozenset("-_@.")  # of words, beside letters and digits (migration m0006)
KEPT_FOR = timedelta(days=1)  # longer than the buttons of an answer work


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search and what means the same: entries whose title holds it, people of that name.

    `begins` takes every word that begins with it.
    """

    word: str
    others: tuple[str, ...] = ()
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """The FTS5 expression for incidents that hold every term, but for what `fits` decides.

    `unread` are terms that the index knows by their first letters only.
    """

    match: str
    unread: tuple[Term, ...] = ()

    def fits(self, words: str) -> bool:
        """Whether an incident with these words, found by the expression, holds the unread terms too."""
        text = unaccented(words) if self.unread else ""
        return all(
            _stands(text, unaccented(term.word), begins=True)
            or any(_stands(text, unaccented(other), begins=False) for other in term.others)
            for term in self.unread
        )


def seek(db: Transaction, terms: Sequence[Term]) -> Sought:
    """How incidents that hold every term are found."""
    ways, unread = [], []
    for term in terms:
        way, read = _way(db, term)
        ways.append(f"words : ({' OR '.join((way, *map(_quoted, term.others)))})")
        if not read:
            unread.append(term)
    return Sought(" AND ".join(ways), tuple(unread))


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


def _way(db: Transaction, term: Term) -> tuple[str, bool]:
    """A term as the index is asked for it, and whether that says all of it.

    The index would put all incidents of a long beginning in order before it gives the newest: long
    for a frequent word, and for many rare ones. The few first words that begin so are named one by
    one instead; where they are many and stand in many incidents, those are read, newest first.
    """
    if not term.begins:
        return _quoted(term.word), True
    start = unaccented(term.word)
    if len(term.word) > INDEXED:
        words = _beginning(db, start)
        if 0 < len(words) < MOST_BEGINNINGS:
            return " OR ".join(map(_quoted, words)), True
        if words and start.isascii() and _many(db, start):
            return f"{_quoted(start[:INDEXED])} *", False
    return f"{_quoted(term.word)} *", True


def _beginning(db: Transaction, start: str) -> tuple[str, ...]:
    """The index's first words that begin so, each found by one step."""
    found: list[str] = []
    place = start
    while len(found) < MOST_BEGINNINGS:
        row = db.execute("select term from incident_words where term >= ? limit 1", (place,)).fetchone()
        if row is None or not row["term"].startswith(start):
            break
        found.append(row["term"])
        place = f"{row['term']}\0"
    return tuple(found)


def _many(db: Transaction, start: str) -> bool:
    """Whether words that begin so stand in MANY places."""
    row = db.execute(
        "select count(*) as n from (select 1 from incident_words where term >= ? and term < ? limit ?)",
        (start, f"{start}{LAST}", MANY),
    ).fetchone()
    return bool(row["n"] == MANY)


def _stands(text: str, word: str, *, begins: bool) -> bool:
    """Whether the word stands in the text, or the beginning of one."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not (place and _in_word(text[place - 1])) and (begins or not _in_word(text[end : end + 1])):
            return True
        place = text.find(word, place + 1)
    return False


def _in_word(letter: str) -> bool:
    # Letters of other alphabets are left open: better one incident too many than one that is missed.
    return letter.isascii() and (letter.isalnum() or letter in PARTS)


def _quoted(text: str) -> str:
    # A zero byte would end the expression.
    doubled = text.replace("\0", "").replace('"', '""')
    return f'"{doubled}"'
