"""What happened to an incident, line by line, and what a person is told who came too late."""

from __future__ import annotations

from datetime import datetime

from bot.errors import ConflictError
from bot.model import Act, Happening, Incident, mention
from bot.store import audit
from bot.store.database import Transaction
from bot.store.times import from_ms, to_ms


def add_happening(
    db: Transaction, incident_id: int, *, team: str, actor: str, kind: Act, detail: str = "", at: datetime
) -> None:
    """Add a line to the timeline and the same act to the audit trail."""
    db.execute(
        "insert into incident_events (team, incident_id, at, actor, kind, detail) values (?, ?, ?, ?, ?, ?)",
        (team, incident_id, to_ms(at), actor, kind, detail),
    )
    # A reason is a person's free text and may name somebody: the trail keeps only that there was one.
    traced = "" if kind is Act.DECLINED else detail
    audit.record(
        db, team=team, actor=actor, act=kind, subject=f"incident:{incident_id}", detail=traced, at=at
    )


def load_timeline(db: Transaction, incident_id: int) -> tuple[Happening, ...]:
    """Everything that happened to an incident, oldest first."""
    rows = db.execute(
        "select at, actor, kind, detail from incident_events where incident_id = ? order by id",
        (incident_id,),
    )
    return tuple(Happening(from_ms(row["at"]), row["actor"], Act(row["kind"]), row["detail"]) for row in rows)


def conflict(db: Transaction, incident: Incident) -> ConflictError:
    """The error for a change that came too late: it names who did what instead."""
    row = db.execute(
        """
        select actor, kind, detail from incident_events
        where incident_id = ? and kind <> 'seen-again' order by id desc limit 1
        """,
        (incident.id,),
    ).fetchone()
    did = _did(incident.id, row["actor"], Act(row["kind"]), row["detail"])
    return ConflictError(
        f"<@{row['actor']}> was quicker and {did}. Look at the incident again before you go on."
    )


def _did(incident_id: int, actor: str, kind: Act, detail: str) -> str:
    name = f"incident {incident_id}"
    match kind:
        case Act.ASSIGNED if detail == actor:
            return f"took {name}"
        case Act.ASSIGNED:
            return f"gave {name} to <@{detail}>"
        case Act.OFFERED:
            return f"handed {name} to {mention(detail)}"
        case Act.ACCEPTED:
            return f"accepted {name}"
        case Act.DECLINED:
            return f"declined {name}"
        case Act.WITHDRAWN:
            return f"took back the handoff of {name}"
        case Act.RESOLVED:
            return f"resolved {name}"
        case Act.REOPENED:
            return f"reopened {name}"
        case Act.CORRECTED:
            return f"chose another diagnosis for {name}"
        case _:
            return f"changed {name}"
