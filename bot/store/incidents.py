"""Incidents: opened once for the same error, then changed by one person at a time.

Every change takes the version its author saw (None: whatever it is now) and raises
ConflictError, naming who was quicker, when the incident has moved on. A change that is
already so is no error and changes nothing, since a request may come twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from sqlite3 import Row

from bot.fingerprint import fingerprint
from bot.model import TROUBLE, Act, Finding, Incident, IncidentState
from bot.store import follow_ups
from bot.store.database import Transaction
from bot.store.handoffs import accept, withdraw_waiting
from bot.store.numbers import next_number
from bot.store.records import (
    finding_columns,
    require,
    require_open,
    require_unmoved,
    save,
    set_findings,
    without_text,
)
from bot.store.timeline import add_happening
from bot.store.times import to_ms

SAME_ERROR_WITHIN = timedelta(hours=24)
CAME_BACK_WITHIN = timedelta(days=30)
LOOKED_BACK = 200  # of one failure in one channel; beyond that a paste would wait for the search


@dataclass(frozen=True, slots=True)
class Opened:
    """What a paste led to; `again` says that the incident was there already and was counted up."""

    incident: Incident
    again: bool


# Opening


def open_incident(
    db: Transaction,
    *,
    team: str,
    reporter: str,
    findings: tuple[Finding, ...],
    mailbox: str | None,
    host: str | None,
    at: datetime,
    channel: str | None = None,
    message_ts: str | None = None,
    thread_ts: str | None = None,
) -> Opened:
    """Open an incident for a paste, or count the open one of the same error up.

    Without a channel it is the reporter's own. `findings` lead with the failure that names it;
    `mailbox` is the account that tried to log in or to send and `host` the server that refused,
    where the paste shows them.
    """
    same = find_same(db, team, channel, findings, mailbox, host, at)
    if same is not None:
        return Opened(_see_again(db, same, team=team, actor=reporter, at=at), again=True)
    alike = fingerprint(findings[0])
    opened = _insert(
        db,
        {
            "id": next_number(db, "incidents"),
            "team": team,
            "channel": channel,
            "message_ts": message_ts,
            "thread_ts": thread_ts,
            "reporter": reporter,
            "state": IncidentState.NEW,
            "mailbox": mailbox,
            "host": host,
            "at": to_ms(at),
            "fingerprint": alike,
            "returned_from": _find_resolved(
                db, team, channel, alike, (findings[0].recipient, mailbox, host), at
            ),
            **finding_columns(findings),
        },
    )
    add_happening(db, opened, team=team, actor=reporter, kind=Act.OPENED, at=at)
    return Opened(require(db, opened), again=False)


def _see_again(db: Transaction, incident_id: int, *, team: str, actor: str, at: datetime) -> Incident:
    db.execute("update incidents set seen = seen + 1 where id = ?", (incident_id,))
    add_happening(db, incident_id, team=team, actor=actor, kind=Act.SEEN_AGAIN, at=at)
    return require(db, incident_id)


def _insert(db: Transaction, values: dict[str, object]) -> int:
    """Write a new incident; returns its number."""
    row = db.execute(
        """
        insert into incidents (
            id, team, channel, message_ts, thread_ts, reporter, state, family, entry, diagnosed_entry, cause,
            provider, reply_code, enhanced_code, reply_text, recipient, mailbox, host, findings,
            seen, opened_at, updated_at, version, fingerprint, returned_from
        ) values (
            :id, :team, :channel, :message_ts, :thread_ts, :reporter, :state, :family, :entry, :entry, :cause,
            :provider, :reply_code, :enhanced_code, :reply_text, :recipient, :mailbox, :host, :findings,
            1, :at, :at, 1, :fingerprint, :returned_from
        ) returning id
        """,
        values,
    ).fetchone()
    return int(row["id"])


def find_same(
    db: Transaction,
    team: str,
    channel: str | None,
    findings: tuple[Finding, ...],
    mailbox: str | None,
    host: str | None,
    at: datetime,
) -> int | None:
    """The newest open incident of the same error that holds every error of the paste, if any.

    It is the same too where a person or a check has said since what the error really is: the paste
    is read as that one was at first.
    """
    lead = findings[0]
    if channel is None or lead.entry is None:
        return None
    rows = db.execute(
        """
        select id, recipient, mailbox, host, diagnosed_entry from incidents
        where team = :team and channel = :channel and entry = :entry and resolved_at is null
            and opened_at > :since
        union
        select id, recipient, mailbox, host, diagnosed_entry from incidents
        where team = :team and channel = :channel and fingerprint = :alike and opened_at > :since
            and resolved_at is null and diagnosed_entry = :entry
        order by id desc
        """,
        {
            "team": team,
            "channel": channel,
            "entry": lead.entry,
            "alike": fingerprint(lead),
            "since": to_ms(at - SAME_ERROR_WITHIN),
        },
    )
    named, told = (lead.recipient, mailbox, host), _errors(findings)
    alike = (row for row in rows if _names_same(named, row))
    return next(
        (
            int(row["id"])
            for row in alike
            if told <= {*_errors(require(db, row["id"]).findings), row["diagnosed_entry"]}
        ),
        None,
    )


def load_own(db: Transaction, team: str, reporter: str, entry: str, at: datetime) -> list[Incident]:
    """A person's own open incidents of an entry that no one else has, under 24 hours old, newest first."""
    rows = db.execute(
        """
        select id from incidents
        where team = ? and channel is null and entry = ? and opened_at > ? and resolved_at is null
            and reporter = ? and coalesce(owner, reporter) = reporter and offered_to is null
        order by id desc
        """,
        (team, entry, to_ms(at - SAME_ERROR_WITHIN), reporter),
    )
    return [require(db, row["id"]) for row in rows.fetchall()]


def load_posted(db: Transaction, team: str, actor: str, entry: str, at: datetime) -> list[Incident]:
    """The open incidents of an entry that a person posted in a channel, under 24 hours old, newest first.

    Those too that counted up what they posted or pasted.
    """
    rows = db.execute(
        """
        select id from incidents
        where team = ? and channel is not null and entry = ? and opened_at > ? and resolved_at is null
            and exists (
                select 1 from incident_events
                where incident_id = incidents.id and incident_events.actor = ? and kind in (?, ?)
            )
        order by id desc
        """,
        (team, entry, to_ms(at - SAME_ERROR_WITHIN), actor, Act.POSTED, Act.SEEN_AGAIN),
    )
    return [require(db, row["id"]) for row in rows.fetchall()]


def _errors(findings: tuple[Finding, ...]) -> set[str | None]:
    return {finding.entry for finding in findings if finding.kind in TROUBLE}


def _find_resolved(
    db: Transaction,
    team: str,
    channel: str | None,
    alike: str,
    named: tuple[str | None, ...],
    at: datetime,
) -> int | None:
    """The newest incident of the same failure at the same customer that was resolved: it came back."""
    rows = db.execute(
        """
        select id, recipient, mailbox, host from incidents
        where team = ? and channel = ? and fingerprint = ? and opened_at > ? and resolved_at is not null
        order by opened_at desc limit ?
        """,
        (team, channel, alike, to_ms(at - CAME_BACK_WITHIN), LOOKED_BACK),
    )
    return next((row["id"] for row in rows if _names_same(named, row)), None)


def _names_same(named: tuple[str | None, ...], row: Row) -> bool:
    """Whether recipient, mailbox or host is known on both sides and equal; one of the three suffices."""
    theirs = (row["recipient"], row["mailbox"], row["host"])
    return any(
        mine and other and mine.casefold().rstrip(".") == other.casefold().rstrip(".")
        for mine, other in zip(named, theirs, strict=True)
    )


# Changing


def assign(
    db: Transaction, incident_id: int, *, version: int | None, actor: str, owner: str, at: datetime
) -> Incident:
    """Give the incident to `owner`; a handoff that waits is withdrawn, a resolved incident is a conflict."""
    incident = require(db, incident_id)
    if incident.state is IncidentState.ASSIGNED and incident.owner == owner:
        return incident
    require_open(db, incident, actor, version)
    if actor == owner == incident.offered_to:
        return accept(db, incident_id, version=version, actor=actor, at=at)
    withdraw_waiting(db, incident, actor=actor, at=at)
    changed = replace(incident, state=IncidentState.ASSIGNED, owner=owner, offered_to=None)
    return save(db, changed, actor=actor, kind=Act.ASSIGNED, detail=owner, at=at)


def unassign(db: Transaction, incident_id: int, *, version: int | None, actor: str, at: datetime) -> Incident:
    """Give the incident back to nobody; a handoff that waits is withdrawn, a resolved one is a conflict."""
    incident = require(db, incident_id)
    if incident.state is IncidentState.NEW:
        return incident
    require_open(db, incident, actor, version)
    withdraw_waiting(db, incident, actor=actor, at=at)
    changed = replace(incident, state=IncidentState.NEW, owner=None, offered_to=None)
    return save(db, changed, actor=actor, kind=Act.UNASSIGNED, at=at)


def resolve(
    db: Transaction, incident_id: int, *, version: int | None, actor: str, helped: str | None, at: datetime
) -> Incident:
    """Close the incident; `helped` is the id of the step that helped, or None when nobody knows.

    One that is resolved stays as it is where the actor did so, or has seen no version of it.
    """
    incident = require(db, incident_id)
    if incident.state is IncidentState.RESOLVED and (incident.resolved_by == actor or version is None):
        return incident
    require_open(db, incident, actor, version)
    withdraw_waiting(db, incident, actor=actor, at=at)
    follow_ups.cancel(db, incident_id)
    changed = replace(
        incident,
        state=IncidentState.RESOLVED,
        offered_to=None,
        resolved_at=at,
        resolved_by=actor,
        helped=helped,
    )
    return save(db, changed, actor=actor, kind=Act.RESOLVED, detail=helped or "", at=at)


def reopen(db: Transaction, incident_id: int, *, version: int | None, actor: str, at: datetime) -> Incident:
    """Open a resolved incident again, with the owner it had."""
    incident = require(db, incident_id)
    if incident.state is not IncidentState.RESOLVED:
        return incident
    require_unmoved(db, incident, actor, version)
    state = IncidentState.NEW if incident.owner is None else IncidentState.ASSIGNED
    changed = replace(incident, state=state, resolved_at=None, resolved_by=None, helped=None)
    return save(db, changed, actor=actor, kind=Act.REOPENED, at=at)


def correct(
    db: Transaction,
    incident_id: int,
    *,
    version: int | None,
    actor: str,
    findings: tuple[Finding, ...],
    at: datetime,
) -> Incident:
    """Replace a wrong diagnosis by the one a person chose; what the bot said first stays on record."""
    incident = require(db, incident_id)
    if incident.findings == findings:
        return incident
    require_unmoved(db, incident, actor, version)
    set_findings(db, incident_id, findings)
    return save(db, incident, actor=actor, kind=Act.CORRECTED, detail=findings[0].entry or "", at=at)


def set_card(db: Transaction, incident_id: int, card_ts: str) -> None:
    """Remember which message shows the incident; no change that a person made, so no new version."""
    db.execute("update incidents set card_ts = ? where id = ?", (card_ts, incident_id))


def note_answered(db: Transaction, incident_id: int, at: datetime) -> None:
    """Remember when the incident's card first stood in Slack."""
    db.execute(
        "update incidents set answered_at = ? where id = ? and answered_at is null", (to_ms(at), incident_id)
    )


def post_in_channel(db: Transaction, incident_id: int, *, actor: str, channel: str, at: datetime) -> Opened:
    """Make a private slash paste the channel's, or count the channel's open one of the same error up, once.

    One that is a channel's already stays where it is. What the channel's counts, and nobody else has, is
    resolved, so that one error is open once.
    """
    incident = require(db, incident_id)
    if incident.channel is not None:
        return Opened(incident, again=False)
    same = find_same(db, incident.team, channel, incident.findings, incident.mailbox, incident.host, at)
    if same is None:
        db.execute("update incidents set channel = ? where id = ?", (channel, incident_id))
        return Opened(save(db, incident, actor=actor, kind=Act.POSTED, detail=channel, at=at), again=False)
    posted = "select 1 from incident_events where incident_id = ? and kind = ? limit 1"
    if db.execute(posted, (incident_id, Act.POSTED)).fetchone() is not None:  # pressed twice
        return Opened(require(db, same), again=True)
    add_happening(db, incident_id, team=incident.team, actor=actor, kind=Act.POSTED, detail=channel, at=at)
    if incident.owner in (None, actor) and incident.offered_to is None:
        resolve(db, incident_id, version=None, actor=actor, helped=None, at=at)  # it goes on over there
    return Opened(_see_again(db, same, team=incident.team, actor=actor, at=at), again=True)


def set_message(db: Transaction, incident_id: int, ts: str) -> None:
    """Remember the message a posted slash paste became: it is the card, and its thread the incident's."""
    db.execute(
        "update incidents set message_ts = :ts, thread_ts = :ts, card_ts = :ts where id = :id",
        {"ts": ts, "id": incident_id},
    )


def blank_paste(
    db: Transaction, *, team: str, channel: str, message_ts: str, actor: str, at: datetime
) -> tuple[Incident, ...]:
    """Remove the words and personal data of a deleted message; what statistics need stays.

    Returns the incidents that came from it, as they are now; mostly one or none.
    """
    rows = db.execute(
        "select id from incidents where team = ? and channel = ? and message_ts = ? and blanked_at is null",
        (team, channel, message_ts),
    ).fetchall()
    return tuple(_blank(db, require(db, row["id"]), actor, at) for row in rows)


def _blank(db: Transaction, incident: Incident, actor: str, at: datetime) -> Incident:
    set_findings(db, incident.id, tuple(map(without_text, incident.findings)))
    db.execute(
        "update incidents set mailbox = null, host = null, blanked_at = ? where id = ?",
        (to_ms(at), incident.id),
    )
    # A reply to the customer names whom the message was for.
    db.execute(
        "update incident_events set detail = '' where incident_id = ? and kind = ?", (incident.id, Act.TOLD)
    )
    return save(db, incident, actor=actor, kind=Act.BLANKED, at=at)
