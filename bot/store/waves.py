"""Waves: the same failure at many customers of one channel at about the same time, seen as one matter.

A wave belongs to one channel and counts only what that channel holds, so that nobody learns from it
what happens elsewhere. It begins with `ENOUGH` customers within `WITHIN` of each other and goes on
while the next incident comes within `WITHIN` of the last; after that a new one can begin.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from sqlite3 import Row

from bot.model import Incident, Wave
from bot.store.database import Transaction
from bot.store.numbers import next_number
from bot.store.records import read_incident
from bot.store.times import from_ms, to_ms

# When a channel's commonest failure comes once an hour, five customers meet within one hour by chance in
# 0.4 % of all hours (Poisson), while the causes that make a wave (a provider's fault, a listed address, an
# expired certificate) bring five within minutes.
ENOUGH = 5
WITHIN = timedelta(minutes=60)


def join_wave(db: Transaction, incident_id: int, at: datetime) -> int | None:
    """Put a new incident into the wave it belongs to, which it may begin; None when there is none."""
    row = db.execute(
        "select team, channel, fingerprint from incidents where id = ?", (incident_id,)
    ).fetchone()
    alike, since = (row["team"], row["channel"], row["fingerprint"]), to_ms(at - WITHIN)
    found = db.execute(
        "select id from waves where team = ? and channel = ? and fingerprint = ? and last_at > ?"
        " order by last_at desc limit 1",
        (*alike, since),
    ).fetchone()
    if found is None:
        return _begin(db, alike, since)
    db.execute("update incidents set wave_id = ? where id = ?", (found["id"], incident_id))
    db.execute("update waves set last_at = ? where id = ?", (to_ms(at), found["id"]))
    return int(found["id"])


def _begin(db: Transaction, alike: tuple[str, str | None, str], since: int) -> int | None:
    rows = db.execute(
        """
        select id, opened_at, reporter, recipient, mailbox, host from incidents
        where team = ? and channel = ? and fingerprint = ? and opened_at > ? order by opened_at, id
        """,
        (*alike, since),
    ).fetchall()
    if len({_whom(row) for row in rows}) < ENOUGH:
        return None
    wave = db.execute(
        "insert into waves (id, team, channel, fingerprint, started_at, last_at)"
        " values (?, ?, ?, ?, ?, ?) returning id",
        (next_number(db, "waves"), *alike, rows[0]["opened_at"], rows[-1]["opened_at"]),
    ).fetchone()["id"]
    for row in rows:
        db.execute("update incidents set wave_id = ? where id = ?", (wave, row["id"]))
    return int(wave)


def _whom(row: Row) -> str:
    """Whose trouble it is; a paste that names nobody counts once for whoever pasted it."""
    named = row["recipient"] or row["mailbox"] or row["host"]
    return f"named:{named.casefold().rstrip('.')}" if named else f"pasted:{row['reporter']}"


def load_wave(db: Transaction, wave_id: int) -> Wave | None:
    """The wave of that number as it is now; None where there is none."""
    row = db.execute(
        """
        select waves.*, count(incidents.id) as incidents, count(incidents.resolved_at) as resolved
        from waves left join incidents on incidents.wave_id = waves.id where waves.id = ? group by waves.id
        """,
        (wave_id,),
    ).fetchone()
    if row is None:
        return None
    return Wave(
        id=row["id"],
        team=row["team"],
        channel=row["channel"],
        started_at=from_ms(row["started_at"]),
        last_at=from_ms(row["last_at"]),
        card_ts=row["card_ts"],
        incidents=row["incidents"],
        resolved=row["resolved"],
    )


def load_first(db: Transaction, wave_id: int) -> Incident | None:
    """The incident a wave began with; None where it has none."""
    row = db.execute("select * from incidents where wave_id = ? order by id limit 1", (wave_id,)).fetchone()
    return None if row is None else read_incident(row)


def load_members(
    db: Transaction, wave_id: int, *, before: int | None = None, limit: int
) -> tuple[Incident, ...]:
    """One page of a wave's incidents, newest first; `before` is the last number of the page before."""
    rows = db.execute(
        "select * from incidents where wave_id = ? and id < ? order by id desc limit ?",
        (wave_id, before if before is not None else 2**62, limit),
    )
    return tuple(read_incident(row) for row in rows)


def set_wave_card(db: Transaction, wave_id: int, card_ts: str) -> None:
    """Remember which message tells the channel of the wave."""
    db.execute("update waves set card_ts = ? where id = ?", (card_ts, wave_id))
