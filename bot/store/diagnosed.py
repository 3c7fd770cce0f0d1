"""Which messages were answered: a mention reaches the bot twice, under two event ids, and gets one answer."""

from __future__ import annotations

from datetime import datetime

from bot.store.database import Transaction
from bot.store.times import to_ms


def claim_message(db: Transaction, *, team: str, channel: str, message_ts: str, at: datetime) -> bool:
    """Mark a message as answered; False when it was before."""
    claimed = db.execute(
        """
        insert into diagnosed (team, channel, message_ts, at) values (?, ?, ?, ?)
        on conflict (team, channel, message_ts) do nothing
        """,
        (team, channel, message_ts, to_ms(at)),
    )
    return claimed.rowcount == 1


def forget_message(db: Transaction, *, team: str, channel: str, message_ts: str) -> None:
    """Take the mark away: the message was deleted, or held no error after all."""
    db.execute(
        "delete from diagnosed where team = ? and channel = ? and message_ts = ?",
        (team, channel, message_ts),
    )
