"""The append-only trail of every act: who did what to what, when; the database refuses changes to it.

`detail` holds ids and choices only, never text of a paste or an address, since nothing here
can be taken back.
"""

from __future__ import annotations

from datetime import datetime

from bot.store.database import Transaction
from bot.store.times import to_ms


def record(
    db: Transaction, *, team: str, actor: str, act: str, subject: str, detail: str = "", at: datetime
) -> None:
    """Add one act to the trail; `subject` is `incident:17` or `channel:C1`."""
    db.execute(
        "insert into audit (team, at, actor, act, subject, detail) values (?, ?, ?, ?, ?, ?)",
        (team, to_ms(at), actor, act, subject, detail),
    )
