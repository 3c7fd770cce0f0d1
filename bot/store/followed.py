"""An incident with everything that belongs to it, as it was at one moment."""

from __future__ import annotations

from bot.model import Followed
from bot.store.database import Transaction
from bot.store.handoffs import load_waiting
from bot.store.marks import load_ticks
from bot.store.records import load
from bot.store.timeline import load_timeline


def load_followed(db: Transaction, incident_id: int) -> Followed | None:
    """The incident of that number, None when there is none; read in one transaction, so that all agrees."""
    incident = load(db, incident_id)
    if incident is None:
        return None
    return Followed(
        incident=incident,
        timeline=load_timeline(db, incident_id),
        ticks=load_ticks(db, incident_id),
        handoff=load_waiting(db, incident_id),
        before=None if incident.returned_from is None else load(db, incident.returned_from),
    )
