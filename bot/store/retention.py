"""What leaves the database for good: words and personal data that are old enough.

What statistics need stays: codes, families, entries, providers, times, who followed up. Deleted
bytes are overwritten (`secure_delete`, in the search index too) and the log file is emptied at
the end. A new column with words of a person belongs into `FREE_TEXTS`; a test says so.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from functools import partial

from bot.errors import BusyError
from bot.model import BY_ITSELF, Act
from bot.store import audit
from bot.store.connection import fault
from bot.store.database import Store, Transaction
from bot.store.locks import WriteLock
from bot.store.records import read_incident, set_findings, without_text
from bot.store.timeline import FREE_DETAILS
from bot.store.times import to_ms

PAGE = 5  # incidents a transaction: each takes some 10 ms in the search index, and who pastes waits
PAUSE_S = 0.1  # after each page, twice what it takes: the writer is mostly free
ATTEMPTS = 2_000  # to log in, a transaction: rows without words, which go fast
LOG_WAIT_S = 1  # a reader is done in milliseconds, a backup in many seconds; stopping must not wait for it

FREE_TEXTS = {"handoffs": ("note", "reason")}
"""Columns with words that people wrote about an incident, by table; each table has `incident_id`."""

# Constants and in this order, or the index `incident_events_worded` is not used.
LATE_WORDS = """
    select id, incident_id, kind from incident_events
    where detail <> '' and kind in ('declined', 'noted', 'linked', 'told') and at < ? limit ?
"""
_DROP_CUSTOMER = """
    update incidents set customer = null where id = ? and not exists (
        select 1 from incident_events where incident_id = incidents.id and kind = 'linked' and id > ?
    )
"""

EVERY_TEAM = ""


async def purge(store: Store, *, before: datetime, at: datetime) -> int:
    """Remove words and personal data of every paste older than `before`; returns how many there were."""
    purged, last = 0, (0, 0)
    while page := await store.read(partial(_old, before=before, last=last)):
        purged += await store.write(partial(_blank_page, ids=tuple(number for _, number in page), at=at))
        last = page[-1]
        await _rest()
    for drop in (_drop_late_words, _drop_late_notes, _drop_attempts):
        while await store.write(partial(drop, before=before)):
            await _rest()
    if purged:
        detail = f"{purged} incidents opened before {before.date().isoformat()}"
        await store.write(partial(trace, act="purged", detail=detail, at=at))
    with suppress(BusyError):  # a backup reads for seconds; the next run empties it
        await asyncio.to_thread(empty_log, store.path)
    return purged


async def _rest() -> None:
    """Leave the one writer to those who paste."""
    await asyncio.sleep(PAUSE_S)


def _old(db: Transaction, *, before: datetime, last: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    rows = db.execute(
        "select opened_at, id from incidents where blanked_at is null and opened_at < ?"
        " and (opened_at, id) > (?, ?) order by opened_at, id limit ?",
        (to_ms(before), *last, PAGE),
    )
    return tuple((row["opened_at"], row["id"]) for row in rows)


def _blank_page(db: Transaction, *, ids: tuple[int, ...], at: datetime) -> int:
    return sum(blank(db, number, at) for number in ids)


def blank(db: Transaction, incident_id: int, at: datetime) -> bool:
    """Remove every word of the incident's paste and of the people who worked on it; False: it was so."""
    row = db.execute("select * from incidents where id = ? and blanked_at is null", (incident_id,)).fetchone()
    if row is None:
        return False
    set_findings(db, incident_id, tuple(map(without_text, read_incident(row).findings)))
    db.execute(
        "update incidents set mailbox = null, host = null, customer = null, blanked_at = ? where id = ?",
        (to_ms(at), incident_id),
    )
    for table, columns in FREE_TEXTS.items():
        blanks = ", ".join(f"{column} = ''" for column in columns)
        db.execute(f"update {table} set {blanks} where incident_id = ?", (incident_id,))  # noqa: S608 - constants
    holes = ", ".join("?" for _ in FREE_DETAILS)
    db.execute(
        f"update incident_events set detail = '' where incident_id = ? and kind in ({holes})",  # noqa: S608 - holes
        (incident_id, *FREE_DETAILS),
    )
    return True


def _drop_late_words(db: Transaction, *, before: datetime) -> int:
    """Remove a page of what people wrote about an incident whose paste had gone already."""
    rows = db.execute(LATE_WORDS, (to_ms(before), PAGE)).fetchall()
    for row in rows:
        db.execute("update incident_events set detail = '' where id = ?", (row["id"],))
        if row["kind"] == Act.LINKED:
            db.execute(_DROP_CUSTOMER, (row["incident_id"], row["id"]))
    return len(rows)


def _drop_late_notes(db: Transaction, *, before: datetime) -> int:
    """The same for what was written to a handoff."""
    return db.execute(
        "update handoffs set note = '', reason = '' where id in (select id from handoffs"
        " where (note <> '' or reason <> '') and offered_at < ? limit ?)",
        (to_ms(before), PAGE),
    ).rowcount


def _drop_attempts(db: Transaction, *, before: datetime) -> int:
    """Delete a page of the login budget: it counts one day, and its hash tells a mailbox."""
    return db.execute(
        "delete from attempts where id in (select id from attempts where at < ? limit ?)",
        (to_ms(before), ATTEMPTS),
    ).rowcount


def trace(db: Transaction, *, act: str, detail: str, at: datetime) -> None:
    """Write the removal into the audit trail: how much, never what."""
    audit.record(db, team=EVERY_TEAM, actor=BY_ITSELF, act=act, subject="personal-data", detail=detail, at=at)


def empty_log(path: str) -> None:
    """Bring the log file into the database and cut it to nothing; raises BusyError while somebody reads."""
    lock = WriteLock(path)
    try:
        with lock, closing(sqlite3.connect(path, timeout=LOG_WAIT_S, isolation_level=None)) as db:
            busy = db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    except sqlite3.Error as error:
        raise fault(error, path) from error
    finally:
        lock.close()
    if busy:
        raise BusyError(
            f"What was removed still lies in {path}-wal, since another program reads the database: "
            "run the same command again in a minute."
        )
