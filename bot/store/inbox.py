"""What was asked of the bot, kept before Slack hears "taken": rows worked lane by lane, in order.

A row holds named, redacted fields, never a payload; a done row's text is blanked. Must not decide
what a row means.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.model import Request
from bot.store.database import Transaction
from bot.store.lanes import Free, load_due
from bot.store.times import to_ms

COLUMNS = "key, intent, team, actor, channel, ts, thread_ts, text, fields"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that is to be worked, with how often it failed so far."""

    request: Request
    failures: int

    @property
    def lane(self) -> str:
        """Rows of one lane are worked in order."""
        return self.request.lane


def add(db: Transaction, request: Request, now: datetime) -> bool:
    """Write the row; False when its key is known, so that one event delivered twice is worked once."""
    written = db.execute(
        f"insert into inbox ({COLUMNS}, lane, not_before, attempts)"  # noqa: S608 - constant names
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) on conflict (key) do nothing",
        (
            request.key,
            request.intent,
            request.team,
            request.actor,
            request.channel,
            request.ts,
            request.thread_ts,
            request.text,
            json.dumps(dict(request.fields)),
            request.lane,
            to_ms(now),
        ),
    )
    return written.rowcount == 1


def due(db: Transaction, now: datetime, free: Free, limit: int) -> tuple[Waiting, ...]:
    """Return the oldest rows that may be worked now, of lanes that are free, in order."""
    rows = load_due(db, "inbox", f"{COLUMNS}, attempts", now, free, limit)
    return tuple(Waiting(_request(row), row["attempts"]) for row in rows)


def done(db: Transaction, key: str, now: datetime) -> None:
    """Mark the row done and blank what it said; the key stays, so that a late duplicate is known."""
    db.execute(
        "update inbox set done_at = ?, text = '', fields = '{}' where key = ? and done_at is null",
        (to_ms(now), key),
    )


def forget(db: Transaction, key: str) -> None:
    """Delete the row with its key: nothing of it was an SMTP error."""
    db.execute("delete from inbox where key = ?", (key,))


def postpone(db: Transaction, key: str, until: datetime, *, failed: bool) -> None:
    """Leave the row for a later try; `failed` counts against it."""
    db.execute(
        "update inbox set attempts = attempts + ?, not_before = ? where key = ?",
        (failed, to_ms(until), key),
    )


def drop_message(db: Transaction, team: str, channel: str, ts: str) -> bool:
    """Delete what waits of a message that was itself deleted; True when there was something."""
    dropped = db.execute(
        "delete from inbox where team = ? and channel = ? and ts = ? and done_at is null", (team, channel, ts)
    )
    return dropped.rowcount > 0


def knows_message(db: Transaction, team: str, channel: str, ts: str) -> bool:
    """Whether anything is kept of this message: a row that waits, or an answer that was given."""
    row = db.execute(
        "select 1 from inbox where team = ? and channel = ? and ts = ? and done_at is null"
        " union all select 1 from diagnosed where team = ? and channel = ? and message_ts = ? limit 1",
        (team, channel, ts, team, channel, ts),
    ).fetchone()
    return row is not None


def claim_message(db: Transaction, *, team: str, channel: str, message_ts: str, at: datetime) -> bool:
    """Mark a message as answered, False when it was before: a mention comes twice, under two event ids."""
    claimed = db.execute(
        "insert into diagnosed (team, channel, message_ts, at) values (?, ?, ?, ?)"
        " on conflict (team, channel, message_ts) do nothing",
        (team, channel, message_ts, to_ms(at)),
    )
    return claimed.rowcount == 1


def prune(db: Transaction, before: datetime) -> None:
    """Delete done rows older than `before`; Slack repeats an event for minutes, not days."""
    db.execute("delete from inbox where done_at is not null and done_at < ?", (to_ms(before),))


def _request(row: Row) -> Request:
    return Request(
        key=row["key"],
        intent=row["intent"],
        team=row["team"],
        actor=row["actor"],
        channel=row["channel"],
        ts=row["ts"],
        thread_ts=row["thread_ts"],
        text=row["text"],
        fields=json.loads(row["fields"]),
    )
