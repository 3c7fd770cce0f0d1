"""What the bot owes Slack: rows sent in order per lane, marked only on Slack's ok.

A row says what to show and where, never how it looks. Putting a row whose key exists replaces
it, also while it is being sent or after it was: that is how edits of one card pile up into one
call. Must not talk to Slack.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.model import Outgoing
from bot.store.database import Transaction
from bot.store.lanes import Free, load_due
from bot.store.times import from_ms, from_ms_or_none, to_ms

COLUMNS = (
    "key, lane, what, subject, text, team, channel, thread_ts, update_ts, only_to, response_url, not_before"
)
LEASE_MS = 60_000  # only says "was being sent" after a restart: one process sends


@dataclass(frozen=True, slots=True)
class Owed:
    """A row that is to be sent.

    `sent_ts` names the message an earlier sending of the same key made; `claimed_at` says when a
    sending was begun whose end is not known, None when there is no such doubt; `failures` counts
    sendings that did not succeed; `version` changes when the row is replaced.
    """

    outgoing: Outgoing
    sent_ts: str | None
    claimed_at: datetime | None
    failures: int
    version: int

    @property
    def lane(self) -> str:
        """Rows of one lane are sent in order."""
        return self.outgoing.lane


def put(db: Transaction, outgoing: Outgoing) -> None:
    """Write the row, or replace the one with the same key so that it is sent (again)."""
    _insert(
        db,
        outgoing,
        "do update set"
        # What is being sent stays in its lane, or it would be sent twice at a time.
        " lane = case when claimed_until is null then excluded.lane else lane end,"
        " what = excluded.what, subject = excluded.subject, text = excluded.text,"
        " channel = excluded.channel, thread_ts = excluded.thread_ts, update_ts = excluded.update_ts,"
        " only_to = excluded.only_to, response_url = excluded.response_url, attempts = 0, done_at = null,"
        # not_before doubles as the row's version: while the row is owed it only grows. Once it was sent it
        # counts no more: a clock that was an hour ahead then would hold up all edits for that hour.
        " not_before = case when done_at is not null or excluded.not_before > not_before"
        " then excluded.not_before else not_before + 1 end",
    )


def put_once(db: Transaction, outgoing: Outgoing) -> None:
    """Write the row unless its key is known: what was said is not said again."""
    _insert(db, outgoing, "do nothing")


def put_again(db: Transaction, key: str, at: datetime) -> None:
    """Owe a row anew that was sent before; nothing where there is none, or where it waits anyway."""
    db.execute(
        "update outbox set attempts = 0, done_at = null,"
        " not_before = case when done_at is not null or ? > not_before then ? else not_before + 1 end"
        " where key = ? and (done_at is not null or claimed_until is not null)",
        (to_ms(at), to_ms(at), key),
    )


def show_again(
    db: Transaction, prefix: str, now: datetime, *, listing: Collection[int] | None = None
) -> None:
    """Owe messages that were sent, or are being sent, once more as edits: what they show has changed since.

    Their keys are the prefix with `:` and more behind; `listing` keeps to subjects that list one of these.
    """
    rows = db.execute(
        "select key, subject from outbox"
        # A range, so that the keys' index is used; `;` follows `:`.
        " where key > ? and key < ? and (sent_ts is not null or claimed_until is not null)",
        (f"{prefix}:", f"{prefix};"),
    )
    for row in rows.fetchall():
        if listing is None or not {int(number) for number in row["subject"].split(",")}.isdisjoint(listing):
            db.execute("update outbox set update_ts = sent_ts where key = ?", (row["key"],))
            put_again(db, row["key"], now)


def _insert(db: Transaction, outgoing: Outgoing, on_conflict: str) -> None:
    db.execute(
        f"insert into outbox ({COLUMNS}, attempts)"  # noqa: S608 - constant names
        f" values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) on conflict (key) {on_conflict}",
        (
            outgoing.key,
            outgoing.lane,
            outgoing.what,
            outgoing.subject,
            outgoing.text,
            outgoing.team,
            outgoing.channel,
            outgoing.thread_ts,
            outgoing.update_ts,
            outgoing.only_to,
            outgoing.response_url,
            to_ms(outgoing.not_before),
        ),
    )


def due(db: Transaction, now: datetime, free: Free, limit: int) -> tuple[Owed, ...]:
    """Return the oldest rows that may be sent now, of lanes that are free, in order."""
    columns = f"{COLUMNS}, sent_ts, claimed_until, attempts"
    return tuple(_owed(row) for row in load_due(db, "outbox", columns, now, free, limit))


def claim(db: Transaction, key: str, now: datetime) -> Owed | None:
    """Mark that the row is being sent, before it is; returns it as it is now, None when it is done."""
    row = db.execute(
        f"select {COLUMNS}, sent_ts, claimed_until, attempts from outbox"  # noqa: S608 - constant names
        " where key = ? and done_at is null",
        (key,),
    ).fetchone()
    if row is None:
        return None
    # The first sending in doubt stays on record: the message may be as old as that.
    until = to_ms(now) + LEASE_MS
    db.execute("update outbox set claimed_until = coalesce(claimed_until, ?) where key = ?", (until, key))
    return _owed(row)


def sent(db: Transaction, key: str, version: int, ts: str | None, now: datetime) -> None:
    """Mark the row sent as message `ts`; one that was replaced meanwhile stays owed, as an edit of it."""
    db.execute(
        "update outbox set claimed_until = null, sent_ts = coalesce(?, sent_ts),"
        " update_ts = case when not_before = ? then update_ts else coalesce(?, update_ts) end,"
        " done_at = case when not_before = ? then ? else null end,"
        " text = case when not_before = ? then '' else text end,"
        " response_url = case when not_before = ? then null else response_url end where key = ?",
        (ts, version, ts, version, to_ms(now), version, version, key),
    )


def postpone(
    db: Transaction, key: str, version: int, until: datetime, *, failed: bool, unknown: bool
) -> None:
    """Leave the row for a later try; `failed` counts against it, `unknown` keeps that it may have arrived.

    One that was replaced meanwhile has neither failed nor to wait.
    """
    db.execute(
        "update outbox set claimed_until = case when ? then claimed_until else null end where key = ?",
        (unknown, key),
    )
    db.execute(
        "update outbox set attempts = attempts + ?, not_before = ? where key = ? and not_before = ?",
        (failed, to_ms(until), key, version),
    )


def refused(db: Transaction, key: str, version: int, now: datetime) -> None:
    """Give up what Slack will never take; a row that was replaced meanwhile stays owed."""
    replaced = db.execute(
        "update outbox set claimed_until = null where key = ? and not_before <> ?", (key, version)
    )
    if not replaced.rowcount:
        drop(db, key, now)


def drop(db: Transaction, key: str, now: datetime) -> None:
    """Give the row up, or take it back: it is not sent."""
    db.execute(
        "update outbox set done_at = ?, claimed_until = null, text = '', response_url = null where key = ?",
        (to_ms(now), key),
    )


def prune(db: Transaction, before: datetime) -> None:
    """Delete what was sent before `before`, except the messages that are still edited."""
    # In these words, or the index `outbox_old` is not used.
    db.execute(
        "delete from outbox where done_at is not null and done_at < ?"
        " and (sent_ts is null or what not in ('incident', 'handoff', 'passed', 'due', 'wave'))",
        (to_ms(before),),
    )


def _owed(row: Row) -> Owed:
    return Owed(
        outgoing=Outgoing(
            key=row["key"],
            lane=row["lane"],
            what=row["what"],
            subject=row["subject"],
            text=row["text"],
            team=row["team"],
            channel=row["channel"],
            thread_ts=row["thread_ts"],
            update_ts=row["update_ts"],
            only_to=row["only_to"],
            response_url=row["response_url"],
            not_before=from_ms(row["not_before"]),
        ),
        sent_ts=row["sent_ts"],
        claimed_at=from_ms_or_none(row["claimed_until"] and row["claimed_until"] - LEASE_MS),
        failures=row["attempts"],
        version=row["not_before"],
    )
