"""One address, removed wherever it stands: in what was found, in search, in people's notes, in the queues.

Looks at every text column of every table, so that a new table is covered too. What is removed
cannot be brought back, except from a backup.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from sqlite3 import Row

import idna

from bot.errors import UsageError
from bot.finding import finding_json
from bot.knowledge import Knowledge
from bot.model import Finding
from bot.store.database import Store, Transaction
from bot.store.records import read_incident, set_findings, without_text
from bot.store.retention import PAGE, PAUSE_S, blank, empty_log, trace

REMOVED = "[removed]"
ROWS = 2_000  # rows looked at in one read
LONGEST = 320  # RFC 5321 4.5.3.1: 64 before the @, 255 behind it
_FINDINGS = ("incidents", "findings")  # cleaned finding by finding

# What stands between the halves: as it is, in a bounce address (VERP), in a link, in xtext (RFC 3461 4).
_BETWEEN = r"(?:@|=|%40|\+40)"
# Before it no longer word, but what JSON or a link makes of a line end or a bracket is none.
_BEFORE = r"(?:(?<![\w.+-])|(?<=%[0-9a-f]{2})|(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{4}))"
_BEFORE_VERP = r"(?<=[+=-])"
_AFTER = r"(?![\w-]|\.\w)"


@dataclass(frozen=True, slots=True)
class Address:
    """How an address is found: `likes` narrow the rows down, `pattern` decides.

    `pages` are texts of the knowledge base that name it: what a finding quotes of them is nobody's.
    """

    likes: tuple[str, ...]
    pattern: re.Pattern[str]
    pages: tuple[str, ...] = ()

    def stands_in(self, text: str | None) -> bool:
        """Whether the text names this address, not a longer one that contains it."""
        return text is not None and self.pattern.search(text) is not None


def parse_address(text: str) -> Address:
    """How an address is found wherever it stands; raises UsageError for what is none."""
    local, at, domain = text.strip().rpartition("@")
    domain = domain.rstrip(".")
    if not (local and at and domain) or len(text) > LONGEST or not text.strip().isprintable():
        raise UsageError(f"{text!r} is no address: give one such as someone@example.com.")
    domains = dict.fromkeys((domain, *_other_forms(domain)))
    pair = "|".join(
        f"(?:{_BEFORE}{_either(local)}{_BETWEEN}|{_BEFORE_VERP}{_either(local)}=){_either(name)}{_AFTER}"
        for name in domains
    )
    return Address(
        tuple(f"%{_like(local)}%{_like(name)}%" for name in domains), re.compile(pair, re.IGNORECASE)
    )


def without_pages(address: Address, knowledge: Knowledge) -> Address:
    """The address, but for where the knowledge base's own words name it, as `ana@example.com`."""
    told = (
        text
        for entry in knowledge.entries.values()
        for text in (*(cause.text for cause in entry.causes), *(said.note for said in entry.wordings))
    )
    return replace(address, pages=tuple(text for text in told if address.stands_in(text)))


def _other_forms(domain: str) -> tuple[str, ...]:
    try:
        return (idna.encode(domain, uts46=True).decode(), idna.decode(domain, uts46=True))
    except idna.IDNAError:
        return ()


def _either(text: str) -> str:
    """The text as it is, or as JSON writes it; what JSON escapes is folded here, since no pattern can."""
    forms = dict.fromkeys((text, *(json.dumps(form)[1:-1] for form in (text, text.lower(), text.upper()))))
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _like(text: str) -> str:
    """For LIKE, which folds ASCII alone: whatever JSON or letter case may write otherwise is left open."""
    return re.sub(r"[^A-Za-z0-9.-]+", "%", text)


def forget(store: Store, address: Address, at: datetime) -> Mapping[str, int]:
    """Remove the address for good; returns how many rows of which table held it, empty when none did.

    A finding that names it loses all its words, as after the time of retention; elsewhere
    `[removed]` stands in its place. The act is traced without the address. A few rows go at a time, so that
    a running bot can write in between; one that is stopped halfway is run again.
    """
    held: Counter[str] = Counter()
    for table, columns in _text_columns(store).items():
        last = store.read_now(partial(_last, table=table))
        for first in range(0, last + 1, ROWS):
            rows = store.read_now(
                partial(_holding, table=table, columns=columns, first=first, address=address)
            )
            for begin in range(0, len(rows), PAGE):
                page = rows[begin : begin + PAGE]
                held[table] += store.write_now(
                    partial(_clean, table=table, columns=columns, ids=page, address=address, at=at)
                )
                time.sleep(PAUSE_S)  # a running bot has its turn: Slack waits three seconds for an ack
    held = +held
    detail = ", ".join(f"{count} in {table}" for table, count in held.items()) or "nothing held it"
    store.write_now(partial(trace, act="forgot", detail=detail, at=at))
    empty_log(store.path)
    return held


def _text_columns(store: Store) -> dict[str, tuple[str, ...]]:
    """Every table of ours with its text columns; the search index follows the incidents by itself."""

    def query(db: Transaction) -> dict[str, tuple[str, ...]]:
        names = [
            row["name"]
            for row in db.execute(
                "select name from pragma_table_list where schema = 'main' and type = 'table'"
            )
            if not row["name"].startswith(("sqlite_", "_sqlite_"))
        ]
        found = {
            name: tuple(
                row["name"]
                for row in db.execute("select name, type from pragma_table_info(?)", (name,))
                if row["type"] == "TEXT"
            )
            for name in sorted(names)
        }
        return {name: columns for name, columns in found.items() if columns}

    return store.read_now(query)


def _last(db: Transaction, *, table: str) -> int:
    return int(db.execute(f"select coalesce(max(rowid), 0) from {table}").fetchone()[0])  # noqa: S608 - a table of ours


def _holding(
    db: Transaction, *, table: str, columns: tuple[str, ...], first: int, address: Address
) -> tuple[int, ...]:
    """Rows that may hold the address; the exact look comes when they are cleaned."""
    like = " or ".join(f"{column} like ?" for column in columns for _ in address.likes)
    rows = db.execute(
        f"select rowid as number from {table} where rowid >= ? and rowid < ? and ({like})",  # noqa: S608 - names of ours
        (first, first + ROWS, *(address.likes * len(columns))),
    )
    return tuple(row["number"] for row in rows)


def _clean(
    db: Transaction,
    *,
    table: str,
    columns: tuple[str, ...],
    ids: tuple[int, ...],
    address: Address,
    at: datetime,
) -> int:
    """Clean the rows that do hold it; returns how many."""
    cleaned = 0
    with _changeable(db, table):
        for number in ids:
            in_findings = table == "incidents" and _clean_findings(db, number, address, at)
            row = db.execute(
                f"select {', '.join(columns)} from {table} where rowid = ?",  # noqa: S608 - names of ours
                (number,),
            ).fetchone()
            others = tuple(column for column in columns if (table, column) != _FINDINGS)
            changed = {} if row is None else _changed(row, others, number, address)
            if changed:
                sets = ", ".join(f"{column} = ?" for column in changed)
                db.execute(f"update {table} set {sets} where rowid = ?", (*changed.values(), number))  # noqa: S608 - names of ours
            cleaned += bool(in_findings or changed)
    return cleaned


def _changed(row: Row, columns: tuple[str, ...], number: int, address: Address) -> dict[str, str | None]:
    return {
        column: _without(column, row[column], number, address)
        for column in columns
        if address.stands_in(row[column])
    }


def _without(column: str, text: str, number: int, address: Address) -> str | None:
    if column == "mailbox":
        return None  # it is an address and nothing else
    # A key is unique: two that lose their address must still differ.
    return address.pattern.sub(f"[removed {number}]" if column == "key" else REMOVED, text)


def _clean_findings(db: Transaction, number: int, address: Address, at: datetime) -> bool:
    row = db.execute("select * from incidents where id = ?", (number,)).fetchone()
    if row is None:
        return False
    findings = read_incident(row).findings
    named = [_names(finding, address) for finding in findings]
    if not any(named):
        return False
    if all(named):
        blank(db, number, at)
        return True
    then = tuple(
        without_text(finding) if hit else finding for finding, hit in zip(findings, named, strict=True)
    )
    set_findings(db, number, then)
    if named[0]:
        db.execute("update incidents set mailbox = null, host = null where id = ?", (number,))
    return True


def _names(finding: Finding, address: Address) -> bool:
    """Whether what was pasted names the address; a step's example and a page's words are the base's own."""

    def pasted(because: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(told for told in because if not any(told in text for text in address.pages))

    others = tuple(other._replace(because=pasted(other.because)) for other in finding.alternatives)
    left = replace(finding, steps=(), because=pasted(finding.because), alternatives=others)
    return address.stands_in(json.dumps(finding_json(left), ensure_ascii=False))


@contextmanager
def _changeable(db: Transaction, table: str) -> Iterator[None]:
    """Lift what refuses changes to the table for this job alone; if it fails, nothing was lifted."""
    guards = db.execute(
        "select name, sql from sqlite_schema"
        " where type = 'trigger' and tbl_name = ? and name like '%no_update'",
        (table,),
    ).fetchall()
    for guard in guards:
        db.execute(f"drop trigger {guard['name']}")
    yield
    for guard in guards:
        db.execute(guard["sql"])
