"""Incidents for the command line and exports: walked in pages, shown as JSON. Reads, never changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from bot.errors import UsageError
from bot.finding import finding_json
from bot.model import Happening, Incident
from bot.store import Store, incidents, lists, timeline


def walk(store: Store) -> Iterator[Incident]:
    """Every incident, oldest first; a page at a time, so memory stays flat."""
    after = 0
    while True:
        page = store.read_now(partial(lists.load_page, after=after))
        if not page:
            return
        yield from page
        after = page[-1].id


def load_one(store: Store, number: int) -> tuple[Incident, tuple[Happening, ...]]:
    """One incident with its timeline; raises UsageError when there is none of that number."""
    incident = store.read_now(lambda db: incidents.load(db, number))
    if incident is None:
        raise UsageError(f"There is no incident {number}: `smtpcheck incidents list` shows those there are.")
    return incident, store.read_now(lambda db: timeline.load_timeline(db, number))


def incident_json(incident: Incident, happenings: Iterable[Happening] | None = None) -> dict[str, Any]:
    """The incident as JSON; times are ISO 8601 in UTC, `timeline` only when it was asked for."""
    document: dict[str, Any] = {
        "id": incident.id,
        "team": incident.team,
        "channel": incident.channel,
        "message_ts": incident.message_ts,
        "reporter": incident.reporter,
        "state": incident.state,
        "owner": incident.owner,
        "offered_to": incident.offered_to,
        "seen": incident.seen,
        "opened_at": incident.opened_at.isoformat(),
        "updated_at": incident.updated_at.isoformat(),
        "resolved_at": incident.resolved_at.isoformat() if incident.resolved_at else None,
        "resolved_by": incident.resolved_by,
        "helped": incident.helped,
        "findings": [finding_json(finding) for finding in incident.findings],
    }
    if happenings is not None:
        document["timeline"] = [
            {"at": line.at.isoformat(), "actor": line.actor, "kind": line.kind, "detail": line.detail}
            for line in happenings
        ]
    return document
