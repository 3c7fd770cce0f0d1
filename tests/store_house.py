"""Incidents in a test's store: a finding, a paste that opens an incident, a noon at which it happens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.model import Alternative, Certainty, Evidence, Family, Finding, Kind, Permanence, Vantage
from bot.store import incidents
from bot.store.times import from_ms

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

FINDING = Finding(
    kind=Kind.FAILURE,
    recipient="ana@example.com",
    original_recipient="info@example.com",
    mail=None,
    count=1,
    reply_code=550,
    enhanced_code="5.1.1",
    reply_text="5.1.1 <ana@example.com>: user unknown",
    entry="550-user-unknown",
    cause="domain-typo",
    family=Family.MAILBOX_UNKNOWN,
    permanence=Permanence.PERMANENT,
    provider="postfix",
    stage=None,
    speaker=None,
    who_acts=None,
    retry_in_s=None,
    address_action=None,
    certainty=Certainty.LIKELY,
    because=("The server says `ana@example.com` is unknown.",),
    alternatives=(Alternative(entry="550-rejected", cause=None, because=("ana may have left.",)),),
    steps=(),
    evidence=(Evidence("client.host", {"host": "mx.example.com"}, "paste", Vantage.PASTE),),
)


def opening(**changes):
    """A job that opens an incident by `changes` of a usual paste."""
    finding = {name: changes.pop(name) for name in ("recipient", "entry") if name in changes}
    paste = {
        "team": "T1",
        "channel": "C1",
        "message_ts": "1.1",
        "thread_ts": "1.1",
        "reporter": "U1",
        "findings": (replace(FINDING, **finding),),
        "mailbox": None,
        "host": None,
        "at": NOON,
        **changes,
    }
    return lambda db: incidents.open_incident(db, **paste)


def opened(store, **changes):
    return store.write_now(opening(**changes)).incident


@dataclass(frozen=True, slots=True)
class Trace:
    """One act of the audit trail."""

    at: datetime
    actor: str
    act: str
    subject: str
    detail: str


def load_trail(db, team: str, subject: str) -> tuple[Trace, ...]:
    """Every act on one subject, oldest first."""
    rows = db.execute(
        "select at, actor, act, subject, detail from audit where team = ? and subject = ? order by id",
        (team, subject),
    )
    return tuple(
        Trace(from_ms(row["at"]), row["actor"], row["act"], row["subject"], row["detail"]) for row in rows
    )


def mark(name: str):
    """A job that writes one row and returns its name."""

    def job(db) -> str:
        db.execute("insert into diagnosed (team, channel, message_ts, at) values ('T', 'C', ?, 1)", (name,))
        return name

    return job


def marks(db) -> list[str]:
    """The names of all such rows."""
    return [row["message_ts"] for row in db.execute("select message_ts from diagnosed order by message_ts")]


def plans(store, job) -> list[str]:
    """How SQLite finds the rows of whatever a job asks, in order; undone afterwards."""

    def explained(db) -> list[str]:
        asked: list[str] = []
        db.execute("savepoint asked")
        db.conn.set_trace_callback(asked.append)
        job(db)
        db.conn.set_trace_callback(None)
        db.execute("rollback to asked")
        asked = [sql for sql in asked if not sql.startswith("--")]  # what triggers and the index of words do
        return [row["detail"] for sql in asked for row in db.execute(f"explain query plan {sql}").fetchall()]

    return store.write_now(explained)
