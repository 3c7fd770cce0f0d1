"""A database as it is after years: a million incidents of one workspace, made once in the temp folder."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.knowledge import load_knowledge
from bot.reading import read_paste
from bot.sandbox.people import TEAM_ID
from bot.store.records import finding_columns
from bot.store.times import to_ms
from migrations import MIGRATIONS, NAMES

Row = dict[str, str | int | None]

TEAM = TEAM_ID
NUMBER = 1_000_000
CHANNELS = tuple(f"C{number:08d}" for number in range(30)) + tuple(f"G{number:08d}" for number in range(10))
PEOPLE = tuple(f"U{number:08d}" for number in range(200))
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
SPAN = timedelta(days=3 * 365)
PAGE = 10_000
SHORT = '{"findings": [{"certainty": "likely"}]}'
"""Of a closed incident all that a list reads of its findings, which are three kilobytes."""
WORDS = ("customer", "asked", "dns", "waiting", "password", "changed", "ticket", "spf", "record", "monday")


def crowded(number: int = NUMBER) -> Path:
    """Return the database, made by an earlier run where the schema is the same."""
    path = Path(tempfile.gettempdir()) / f"smtpcheck-bench-{NAMES[-1]}-{number}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        for left in path.parent.glob(f"{part.name}*"):
            left.unlink()
        with closing(sqlite3.connect(part, isolation_level=None)) as conn:
            _make(conn, number)
        part.rename(path)
    return path


def _make(conn: sqlite3.Connection, number: int) -> None:
    """Fill the schema of before lists, then upgrade it: search is built once, at the end."""
    db = Database(conn, execute_plugins=False)
    for setting in ("journal_mode = off", "synchronous = off", "cache_size = -300000"):
        conn.execute(f"pragma {setting}")
    MIGRATIONS.apply(db, stop_before="m0006_queue")
    name = "incident_search_insert"
    (trigger,) = conn.execute("select sql from sqlite_schema where name = ?", (name,)).fetchone()
    conn.execute(f"drop trigger {name}")
    samples, dice = _samples(), random.Random(17)  # noqa: S311 - the same database each time
    for first in range(0, number, PAGE):
        conn.execute("begin")
        _fill(conn, samples, dice, first, number)
        conn.execute("commit")
    conn.execute(trigger)
    start = time.perf_counter()
    MIGRATIONS.apply(db)
    print(f"{number:,} incidents upgraded in {time.perf_counter() - start:.0f} s")
    conn.execute("pragma journal_mode = wal")


def _samples() -> list[Row]:
    """What the bot finds in an example of every entry; frequent errors stand first."""
    knowledge = load_knowledge()
    examples = [entry.wordings[0].example for entry in knowledge.entries.values() if entry.wordings]
    found = [read_paste(example, knowledge).findings for example in examples]
    return [finding_columns(findings) for findings in found if findings]


def _fill(db: sqlite3.Connection, samples: list[Row], dice: random.Random, first: int, number: int) -> None:
    for place in range(first, min(first + PAGE, number)):
        values = _invented(samples, dice, place, number)
        _tell(db, dice, place + 1, values)
        db.execute(
            """
            insert into incidents (
                id, team, channel, message_ts, thread_ts, card_ts, reporter, state, owner, offered_to,
                family, entry, diagnosed_entry, cause, provider, reply_code, enhanced_code, reply_text,
                recipient, host, customer, findings, seen, opened_at, updated_at, resolved_at,
                resolved_by, version, blanked_at
            ) values (
                :id, :team, :channel, :ts, :ts, :ts, :reporter, :state, :owner, :offered,
                :family, :entry, :entry, :cause, :provider, :reply_code, :enhanced_code, :reply_text,
                :recipient, :host, :customer, :findings, 1, :opened, :opened, :resolved,
                case when :resolved then :owner end, 1, :blanked
            )
            """,
            {**values, "id": place + 1},
        )


def _invented(samples: list[Row], dice: random.Random, place: int, number: int) -> Row:
    """One of `number` incidents, the oldest first: frequent errors are most, and the open ones are new."""
    sample = samples[min(int(dice.expovariate(0.04)), len(samples) - 1)]
    domain = f"d{min(int(dice.expovariate(0.001)), 20_000)}.example.com"
    recipient = f"user{dice.randrange(200_000)}@{domain}"
    opened = to_ms(NOW - SPAN + SPAN * (place / number))
    is_open = dice.random() < (0.5 if place > number * 0.92 else 0.01)
    owner = dice.choice(PEOPLE) if dice.random() < 0.7 else None
    offered = dice.choice(PEOPLE) if is_open and dice.random() < 0.03 else None
    channel = CHANNELS[min(int(dice.expovariate(0.1)), len(CHANNELS) - 1)]
    text = str(sample["reply_text"]).replace("user@example.com", recipient)
    state = "resolved" if not is_open else "offered" if offered else "assigned" if owner else "new"
    return {
        **sample,
        "reply_text": f"{text} {domain}",
        "recipient": recipient,
        "team": TEAM,
        "channel": channel,
        "ts": f"{opened / 1000:.6f}",
        "reporter": dice.choice(PEOPLE),
        "state": state,
        "owner": owner,
        "offered": offered,
        "host": f"mx{dice.randrange(4)}.{domain}",
        "customer": f"ACME-{dice.randrange(50_000)}" if dice.random() < 0.2 else None,
        "findings": sample["findings"] if is_open else SHORT,
        "opened": opened,
        "resolved": None if is_open else opened + 3_600_000,
        "blanked": opened,  # or retention would keep the bot busy for hours
    }


def _tell(db: sqlite3.Connection, dice: random.Random, number: int, values: Row) -> None:
    """Its timeline, and its handoff where one waits."""
    event = (
        "insert into incident_events (team, incident_id, at, actor, kind, detail) values (?, ?, ?, ?, ?, ?)"
    )
    actor, at = values["reporter"], values["opened"]
    db.execute(event, (TEAM, number, at, actor, "opened", ""))
    if values["resolved"]:
        db.execute(event, (TEAM, number, values["resolved"], actor, "resolved", ""))
    if dice.random() < 0.1:
        # Notes are young, or retention would keep the bot busy.
        db.execute(event, (TEAM, number, to_ms(NOW), actor, "noted", " ".join(dice.choices(WORDS, k=6))))
    if values["offered"]:
        db.execute(
            "insert into handoffs (team, incident_id, sender, receiver, note, offered_at, reason)"
            " values (?, ?, ?, ?, '', ?, '')",
            (TEAM, number, actor, values["offered"], at),
        )
