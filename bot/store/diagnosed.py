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
