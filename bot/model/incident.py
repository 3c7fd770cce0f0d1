"""What somebody follows up: incidents, their timeline, handoffs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.finding import Finding

BY_ITSELF = "smtpcheck"
"""The actor of what nobody did: a snooze that is over, what is old enough to be removed."""


class IncidentState(StrEnum):
    """Where an incident stands; a handoff waits until it is accepted or declined."""

    NEW = "new"
    ASSIGNED = "assigned"
    OFFERED = "offered"
    RESOLVED = "resolved"


class Act(StrEnum):
    """What was done with an incident, as its timeline and the audit trail name it."""

    OPENED = "opened"
    SEEN_AGAIN = "seen-again"
    POSTED = "posted"
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    BLANKED = "blanked"
    CHECKED = "checked"
    TICKED = "ticked"
    UNTICKED = "unticked"
    NOTED = "noted"
    LINKED = "linked"
    UNLINKED = "unlinked"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    TOLD = "told"


class FollowUpKind(StrEnum):
    """Why somebody hears of an incident later, most urgent first."""

    ESCALATE = "escalate"
    REMIND = "remind"
    SNOOZE = "snooze"
    WAITED = "waited"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that is due at a moment; `waited` asks whether waiting helped."""

    id: int
    team: str
    incident_id: int
    kind: FollowUpKind
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """A diagnosis that somebody follows up.

    `findings` are all of its paste, the leading failure first; `card_ts` is the message that
    shows it, None until it was posted. `channel` is None for a slash paste, which is its
    reporter's own until posted. `owner` and `reporter` are Slack user ids, `offered_to` also a
    channel's or user group's.
    `seen` counts pastes of the same error; `version` goes up with each change and guards
    against lost updates. `customer` is a name or a ticket's number as it was typed;
    `snoozed_until` is None while the incident is awake; `wave` is the number of the wave it is part of.
    `escalated_to` is the channel, user group or person that may accept a handoff that nobody answered.
    `returned_from` is the number of the resolved incident that came back as this one.
    `mailbox` is the account that tried to log in or to send and `host` the server that refused, where the
    paste names them.
    """

    id: int
    team: str
    channel: str | None
    message_ts: str | None
    thread_ts: str | None
    card_ts: str | None
    reporter: str
    state: IncidentState
    owner: str | None
    offered_to: str | None
    findings: tuple[Finding, ...]
    seen: int
    opened_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    resolved_by: str | None
    helped: str | None
    version: int
    customer: str | None = None
    snoozed_until: datetime | None = None
    wave: int | None = None
    escalated_to: str | None = None
    returned_from: int | None = None
    mailbox: str | None = None
    host: str | None = None

    @property
    def lead(self) -> Finding:
        """The finding that names the incident."""
        return self.findings[0]

    @property
    def address(self) -> str | None:
        """Whom the message was for, else the mailbox that tried to send; None where neither is named."""
        return self.lead.recipient or self.mailbox


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of an incident's timeline: who did what, when.

    `detail` is the new owner (`assigned`), the receiver (`offered`), the reason (`declined`), the
    step that helped (`resolved`), the chosen entry (`corrected`), the channel (`posted`), what a check
    found (`checked`, see `CheckResult`), the step (`ticked`, `unticked`), the text (`noted`, `told`),
    the customer (`linked`), until when in seconds since 1970 (`snoozed`), else empty. `note` is what
    the receiver of a handoff was told (`offered`).
    """

    at: datetime
    actor: str
    kind: Act
    detail: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A step that somebody ticked as done."""

    step: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Handoff:
    """An incident passed on: who gives it to whom, with which note, and how it was answered.

    `receiver` is a person, a channel or a user group (`bot.model.receiver`), `places` are the people
    and channels that got the message. Those handed on together have the same `packet`. `answer` is
    None while it waits, else `accepted`, `declined` or `withdrawn`; nobody need answer by `answer_by`
    when it is None.
    """

    id: int
    incident_id: int
    packet: int
    sender: str
    receiver: str
    places: tuple[str, ...]
    note: str
    offered_at: datetime
    answer_by: datetime | None
    reminded_at: datetime | None
    escalated_at: datetime | None
    answered_at: datetime | None
    answered_by: str | None
    answer: str | None
    reason: str

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class Wave:
    """The same failure at many customers of one channel, within an hour of each other.

    `last_at` is when the newest of its incidents was opened; `card_ts` is the message that tells
    the channel, None until it was posted; `incidents` are all of them, `resolved` those that are done.
    """

    id: int
    team: str
    channel: str
    started_at: datetime
    last_at: datetime
    card_ts: str | None
    incidents: int
    resolved: int


@dataclass(frozen=True, slots=True)
class Followed:
    """An incident with what belongs to it: its timeline, its ticked steps, the handoff that waits.

    `before` is the incident that came back as this one.
    """

    incident: Incident
    timeline: tuple[Happening, ...]
    ticks: tuple[Tick, ...]
    handoff: Handoff | None
    before: Incident | None = None
