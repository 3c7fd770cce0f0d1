"""Handoffs to groups and channels, several at once, and how far a waiting one is.

`packet` is the number of the first of those that were handed on together; `places` are the people
and channels that got the message, by id, separated by commas. `escalated_to` is the channel or
group that was told that nobody answered, while nobody has. `answer_by` and the timers of what
waits already are the settings' defaults.
"""

from __future__ import annotations

from sqlite_utils import Database

# The timers of what waits already, by kind: minutes, as the settings' defaults.
TIMERS = {"remind": 15, "escalate": 60}
TIMER = """
    insert into follow_ups (team, incident_id, kind, due_at, attempts)
    select team, incident_id, 'KIND', offered_at + MINUTES * 60000, 0 from handoffs
    where answered_at is null and not exists (
        select 1 from follow_ups as other
        where other.incident_id = handoffs.incident_id and other.kind = 'KIND' and other.done_at is null
    )
"""

STATEMENTS = (
    "alter table handoffs add column packet integer not null default 0",
    "alter table handoffs add column places text not null default ''",
    "alter table handoffs add column reminded_at integer",
    "alter table handoffs add column escalated_at integer",
    "alter table incidents add column escalated_to text",
    "update handoffs set packet = id, places = receiver",
    "create index handoffs_packet on handoffs (packet)",
    # A packet's row in the outbox is named by packet and place, so that its message can still be edited.
    """
    update outbox set key = key || ':' || channel, subject = substr(key, length('handoff:') + 1)
    where what = 'handoff' and key = 'handoff:' || substr(subject, instr(subject, ':') + 1)
    """,
    "update handoffs set answer_by = offered_at + 60 * 60000 where answered_at is null and answer_by is null",
    *(TIMER.replace("KIND", kind).replace("MINUTES", str(minutes)) for kind, minutes in TIMERS.items()),
)


def migrate(db: Database) -> None:
    """Add the columns; what was handed to one person before is a packet of one."""
    for statement in STATEMENTS:
        db.execute(statement)
