"""Incidents as rows: how one is read, and the one way in which a change of it is written."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from sqlite3 import Row

from bot.errors import UsageError
from bot.finding import finding_from_json, finding_json
from bot.model import Act, Finding, Incident, IncidentState, Step
from bot.store.database import Transaction
from bot.store.timeline import add_happening, conflict
from bot.store.times import from_ms, from_ms_or_none, to_ms

# A log of a thousand refusals repeats the same steps a thousand times: each is written once.
_SHARED = ("because", "alternatives", "steps", "evidence")
# Commands in a step's text hold the server that the paste named.
_COMMAND = re.compile(r"`[^`]*`")
_HOST = re.compile(r"(?<![\w.@-])[\w-]+(?:\.[\w-]+)+(?![\w@-]|\.\w)")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_EXAMPLE = "smtp.example.com"


def read_incident(row: Row) -> Incident:
    """The incident of a whole row."""
    return Incident(
        id=row["id"],
        team=row["team"],
        channel=row["channel"],
        message_ts=row["message_ts"],
        thread_ts=row["thread_ts"],
        card_ts=row["card_ts"],
        reporter=row["reporter"],
        state=IncidentState(row["state"]),
        owner=row["owner"],
        offered_to=row["offered_to"],
        findings=_unpack(row["findings"]),
        seen=row["seen"],
        opened_at=from_ms(row["opened_at"]),
        updated_at=from_ms(row["updated_at"]),
        resolved_at=from_ms_or_none(row["resolved_at"]),
        resolved_by=row["resolved_by"],
        helped=row["helped"],
        version=row["version"],
        customer=row["customer"],
        snoozed_until=from_ms_or_none(row["snoozed_until"]),
        wave=row["wave_id"],
        escalated_to=row["escalated_to"],
        returned_from=row["returned_from"],
        mailbox=row["mailbox"],
        host=row["host"],
    )


def finding_columns(findings: tuple[Finding, ...]) -> dict[str, str | int | None]:
    """The columns that repeat the leading finding, and the one that holds them all."""
    lead = findings[0]
    return {
        "family": lead.family,
        "entry": lead.entry,
        "cause": lead.cause,
        "provider": lead.provider,
        "reply_code": lead.reply_code,
        "enhanced_code": lead.enhanced_code,
        "reply_text": lead.reply_text,
        "recipient": lead.recipient,
        "findings": _pack(findings),
    }


def _pack(findings: tuple[Finding, ...]) -> str:
    shared: dict[str, int] = {}
    documents = []
    for finding in findings:
        document = finding_json(finding)
        for key in _SHARED:
            document[key] = shared.setdefault(json.dumps(document[key]), len(shared))
        documents.append(document)
    return json.dumps({"findings": documents, "shared": [json.loads(value) for value in shared]})


def _unpack(packed: str) -> tuple[Finding, ...]:
    content = json.loads(packed)
    for document in content["findings"]:
        for key in _SHARED:
            document[key] = content["shared"][document[key]]
    return tuple(finding_from_json(document) for document in content["findings"])


def without_text(finding: Finding) -> Finding:
    """The finding without words of the paste and without personal data; what statistics need stays."""
    return replace(
        finding,
        recipient=None,
        original_recipient=None,
        reply_text="",
        because=(),
        alternatives=tuple(other._replace(because=()) for other in finding.alternatives),
        steps=_without_hosts(finding),
        evidence=(),
    )


def _without_hosts(finding: Finding) -> tuple[Step, ...]:
    """The steps with an example's name in their commands for each server that the paste named."""
    pasted = " ".join((finding.reply_text, *(str(fact.args) for fact in finding.evidence))).casefold()
    named = set(_NAME.findall(pasted))

    def told(command: re.Match[str]) -> str:
        return _HOST.sub(lambda host: _EXAMPLE if host[0].casefold() in named else host[0], command[0])

    return tuple(step._replace(text=_COMMAND.sub(told, step.text)) for step in finding.steps)


def set_findings(db: Transaction, incident_id: int, findings: tuple[Finding, ...]) -> None:
    """Replace what was found, without a timeline line or a new version: those are the caller's."""
    columns = finding_columns(findings)
    db.execute(
        f"update incidents set {', '.join(f'{column} = :{column}' for column in columns)} where id = :id",  # noqa: S608 - columns of ours
        {"id": incident_id, **columns},
    )


def load(db: Transaction, incident_id: int, *, team: str | None = None) -> Incident | None:
    """The incident of that number, None when there is none (in that workspace)."""
    row = db.execute("select * from incidents where id = ?", (incident_id,)).fetchone()
    if row is None or (team is not None and row["team"] != team):
        return None
    return read_incident(row)


def require(db: Transaction, incident_id: int, *, team: str | None = None) -> Incident:
    """The same, but a missing one raises UsageError."""
    incident = load(db, incident_id, team=team)
    if incident is None:
        raise UsageError(f"There is no incident {incident_id}. The list of incidents shows their numbers.")
    return incident


def require_unmoved(db: Transaction, incident: Incident, actor: str, version: int | None) -> None:
    """Raise ConflictError, told to `actor`, when the incident moved on since `version`; None: it may have."""
    if version is not None and version != incident.version:
        raise conflict(db, incident, actor)


def require_open(db: Transaction, incident: Incident, actor: str, version: int | None = None) -> None:
    """Raise ConflictError when the incident is resolved, or moved on since `version`; None: it may have."""
    require_unmoved(db, incident, actor, version)
    if incident.state is IncidentState.RESOLVED:
        raise conflict(db, incident, actor)


def save(
    db: Transaction, incident: Incident, *, actor: str, kind: Act, detail: str = "", at: datetime
) -> Incident:
    """Write who has the incident and where it stands, with a timeline line; returns it as it is now.

    A snooze holds for the owner who set it: it ends once the incident changes hands or state.
    """
    db.execute(
        """
        update incidents set state = :state, owner = :owner, offered_to = :offered_to,
            resolved_at = :resolved_at, resolved_by = :resolved_by, helped = :helped,
            snoozed_until = case when owner = :owner and state = :state then snoozed_until end,
            accepted_at = coalesce(accepted_at, case when :owner is not null then :at end),
            updated_at = :at, version = version + 1
        where id = :id
        """,
        {
            "id": incident.id,
            "state": incident.state,
            "owner": incident.owner,
            "offered_to": incident.offered_to,
            "resolved_at": None if incident.resolved_at is None else to_ms(incident.resolved_at),
            "resolved_by": incident.resolved_by,
            "helped": incident.helped,
            "at": to_ms(at),
        },
    )
    add_happening(db, incident.id, team=incident.team, actor=actor, kind=kind, detail=detail, at=at)
    return require(db, incident.id)
