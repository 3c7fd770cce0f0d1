"""Live checks in the store: the notice that a check was interrupted, and what one found about an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.model import Act, CheckResult, Finding, Incident
from bot.store.database import Transaction
from bot.store.records import require, save, set_findings, without_text
from bot.store.times import to_ms

INTERRUPTED: Final = "interrupted"
"""The outbox's `what` of a notice that is owed only while its check runs."""

BROKEN: Final = "mailboxes-broken"
"""The same for the check of a file of mailboxes; its subject is the run's key, rows done, rows in all."""


def close_interrupted(db: Transaction, now: datetime) -> tuple[int, ...]:
    """Make due at once what is to be said of checks that ran when the process ended.

    Returns the incidents that they were about.
    """
    return tuple(int(subject) for subject in _make_due(db, INTERRUPTED, now) if subject)


def close_broken(db: Transaction, now: datetime) -> tuple[str, ...]:
    """Make due at once what is to be said of files of mailboxes whose check ran when the process ended.

    Returns the keys of those runs.
    """
    return tuple(subject.partition(" ")[0] for subject in _make_due(db, BROKEN, now))


def _make_due(db: Transaction, what: str, now: datetime) -> list[str]:
    """Make the notices of a kind due; returns their subjects."""
    rows = db.execute(
        "update outbox set not_before = ? where what = ? and done_at is null returning subject",
        (to_ms(now), what),
    )
    return [str(row["subject"]) for row in rows.fetchall()]


def note_checked(
    db: Transaction, incident_id: int, *, actor: str, result: CheckResult, finding: Finding, at: datetime
) -> Incident:
    """Replace the leading finding by what it is with the check's evidence, without if the paste is gone."""
    incident = require(db, incident_id)
    row = db.execute("select blanked_at from incidents where id = ?", (incident_id,)).fetchone()
    if row["blanked_at"] is not None:  # nothing would come to take its words out again
        finding = without_text(finding)
    set_findings(db, incident_id, (finding, *incident.findings[1:]))
    return save(db, incident, actor=actor, kind=Act.CHECKED, detail=str(result), at=at)
