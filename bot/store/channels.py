"""What the bot does in each channel: reads every message, only mentions, or nothing."""

from __future__ import annotations

from datetime import datetime

from bot.model import ChannelMode
from bot.store import audit
from bot.store.database import Transaction

DEFAULT_MODE = ChannelMode.ALL
"""Of a channel nobody has set: whoever invites the bot wants its answers."""


def load_mode(db: Transaction, team: str, channel: str) -> ChannelMode:
    """What the bot does in this channel; `DEFAULT_MODE` where nobody has said."""
    row = db.execute("select mode from channels where team = ? and channel = ?", (team, channel)).fetchone()
    return DEFAULT_MODE if row is None else ChannelMode(row["mode"])


def set_mode(
    db: Transaction, *, team: str, channel: str, mode: ChannelMode, actor: str, at: datetime
) -> None:
    """Set what the bot does in this channel; the audit trail says who did."""
    db.execute(
        """
        insert into channels (team, channel, mode) values (:team, :channel, :mode)
        on conflict (team, channel) do update set mode = :mode
        """,
        {"team": team, "channel": channel, "mode": mode},
    )
    audit.record(db, team=team, actor=actor, act="mode", subject=f"channel:{channel}", detail=mode, at=at)
