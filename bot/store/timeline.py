"""What happened to an incident, line by line, and what a person is told who came too late."""

from __future__ import annotations

from datetime import datetime

from bot.errors import ConflictError
from bot.model import Act, Happening, Incident, mention
from bot.store import audit
from bot.store.database import Transaction
from bot.store.times import from_ms, to_ms

FREE_DETAILS = (Act.DECLINED, Act.NOTED, Act.LINKED, Act.TOLD)
"""Acts whose `detail` is a person's words; the details of all others are ids and choices."""

DECIDES_NOTHING = (
    Act.SEEN_AGAIN, Act.TICKED, Act.UNTICKED, Act.NOTED, Act.WOKEN, Act.CHECKED, Act.TOLD, Act.BLANKED,
)  # fmt: skip
"""Acts that take nothing from anybody: whoever pressed a button meanwhile meant what they pressed."""

CAME_FIRST = {
    Act.ASSIGNED: "gave {name} to {receiver}",
    Act.UNASSIGNED: "gave {name} back",
    Act.OFFERED: "handed {name} to {receiver}",
    Act.ACCEPTED: "accepted {name}",
    Act.DECLINED: "declined {name}",
    Act.WITHDRAWN: "took back the handoff of {name}",
    Act.RESOLVED: "resolved {name}",
    Act.REOPENED: "reopened {name}",
    Act.CORRECTED: "chose another diagnosis for {name}",
    Act.LINKED: "linked {name} to a customer or ticket",
    Act.UNLINKED: "unlinked {name} from its customer or ticket",
    Act.SNOOZED: "snoozed {name}",
}


def add_happening(
    db: Transaction, incident_id: int, *, team: str, actor: str, kind: Act, detail: str = "", at: datetime
) -> None:
    """Add a line to the timeline and the same act to the audit trail."""
    db.execute(
        "insert into incident_events (team, incident_id, at, actor, kind, detail) values (?, ?, ?, ?, ?, ?)",
        (team, incident_id, to_ms(at), actor, kind, detail),
    )
    # A person's words may name somebody: the trail, which forgets nothing, keeps only that there were some.
    traced = "" if kind in FREE_DETAILS else detail
    audit.record(
        db, team=team, actor=actor, act=kind, subject=f"incident:{incident_id}", detail=traced, at=at
    )


def load_timeline(db: Transaction, incident_id: int) -> tuple[Happening, ...]:
    """Everything that happened to an incident, oldest first."""
    rows = db.execute(
        """
        select at, actor, kind, detail, iif(kind = 'offered', (
            select note from handoffs
            where incident_id = event.incident_id and offered_at = at and receiver = detail
        ), null) as note
        from incident_events as event where incident_id = ? order by id
        """,
        (incident_id,),
    )
    return tuple(
        Happening(from_ms(row["at"]), row["actor"], Act(row["kind"]), row["detail"], row["note"] or "")
        for row in rows
    )


def conflict(db: Transaction, incident: Incident, actor: str) -> ConflictError:
    """The error for a change that came too late: it names to `actor` who did what instead."""
    holes = ", ".join("?" for _ in DECIDES_NOTHING)
    row = db.execute(
        f"""
        select actor, kind, detail from incident_events
        where incident_id = ? and kind not in ({holes}) order by id desc limit 1
        """,  # noqa: S608 - holes
        (incident.id, *DECIDES_NOTHING),
    ).fetchone()
    taken = (row["kind"], row["detail"]) == (Act.ASSIGNED, row["actor"])
    did = "took {name}" if taken else CAME_FIRST.get(Act(row["kind"]), "changed {name}")
    did = did.format(name=f"incident {incident.id}", receiver=mention(row["detail"]))
    first = f"You {did} already" if row["actor"] == actor else f"<@{row['actor']}> was quicker and {did}"
    return ConflictError(f"{first}. Look at the incident again before you go on.")
