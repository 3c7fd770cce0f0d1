"""Which incident a message in Slack belongs to."""

from __future__ import annotations

from bot.store.database import Transaction


def incident_of(db: Transaction, team: str, channel: str, message_ts: str) -> int | None:
    """Return the number of the incident that this message opened, None when it opened none."""
    row = db.execute(
        "select id from incidents where team = ? and channel = ? and message_ts = ? order by id limit 1",
        (team, channel, message_ts),
    ).fetchone()
    return None if row is None else int(row["id"])
