"""Which incident a message in Slack belongs to, and where an incident is; no findings are read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import is_direct
from bot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an incident is and who has it; `place` is its channel, else its reporter's direct message."""

    id: int
    team: str
    channel: str | None
    thread_ts: str | None
    card_ts: str | None
    owner: str | None
    reporter: str
    resolved: bool
    snoozed: bool

    @property
    def place(self) -> str:
        """Where what concerns it is said."""
        return self.channel or self.reporter

    @property
    def answerer(self) -> str:
        """Who can act on what is said there: the channel's members, in direct messages its reporter."""
        return self.reporter if is_direct(self.place) else self.place


def opened_incident(db: Transaction, team: str, channel: str, message_ts: str) -> int | None:
    """Return the number of the incident that this message opened, None when it opened none."""
    row = db.execute(
        "select id from incidents where team = ? and channel = ? and message_ts = ? order by id limit 1",
        (team, channel, message_ts),
    ).fetchone()
    return None if row is None else int(row["id"])


def whereabouts(db: Transaction, incident_id: int) -> Whereabouts:
    """Return where an incident that exists is."""
    row = db.execute(
        "select team, channel, thread_ts, card_ts, owner, reporter, resolved_at, snoozed_until from incidents"
        " where id = ?",
        (incident_id,),
    ).fetchone()
    return Whereabouts(
        id=incident_id,
        team=row["team"],
        channel=row["channel"],
        thread_ts=row["thread_ts"],
        card_ts=row["card_ts"],
        owner=row["owner"],
        reporter=row["reporter"],
        resolved=row["resolved_at"] is not None,
        snoozed=row["snoozed_until"] is not None,
    )
