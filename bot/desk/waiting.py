"""When waiting alone should help: the timer that asks, in the incident's thread, whether it did."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.model import FollowUpKind, Incident, IncidentState
from bot.store import Transaction, follow_ups

# A mail server that retries by itself comes back within a quarter of an hour (Exim's first
# interval; Postfix's minimal_backoff_time is 300 s), so asking sooner asks too soon.
SOONEST = timedelta(minutes=15)


def ask_when_waited(db: Transaction, incident: Incident, now: datetime) -> None:
    """Set the timer, or take it back where waiting does not help or nobody would be asked."""
    wait_s = incident.lead.retry_in_s
    if not wait_s or incident.channel is None or incident.state is IncidentState.RESOLVED:
        stop_asking(db, incident)
        return
    due_at = now + max(SOONEST, timedelta(seconds=wait_s))
    follow_ups.put(db, team=incident.team, incident_id=incident.id, kind=FollowUpKind.WAITED, due_at=due_at)


def stop_asking(db: Transaction, incident: Incident) -> None:
    """Take the question back: the answer is known."""
    follow_ups.cancel(db, incident.id, FollowUpKind.WAITED)
