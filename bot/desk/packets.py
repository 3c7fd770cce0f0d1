"""What those of a handoff are owed: its receivers the packet, its sender how it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.desk import replies
from bot.store import Transaction, handoffs, outbox

STATUS: Final = "passed"
"""What the row is that shows its sender how a handoff stands."""


def owe_packet(db: Transaction, team: str, packet: int, now: datetime) -> None:
    """Show the packet as it is now to everybody who got it, and to its sender how it stands."""
    first = handoffs.load_packet(db, packet)[0]
    for place in first.places:
        key = f"handoff:{packet}:{place}"
        outbox.put(db, replies.message(team, now, place, "handoff", key=key, subject=str(packet)))
    owe_status(db, team, packet, first.sender, now)


def owe_status(
    db: Transaction, team: str, packet: int, sender: str, now: datetime, *, aside: bool = False
) -> None:
    """Show the sender how it stands; `aside` keeps it out of the way of what somebody waits for."""
    row = replies.message(team, now, sender, STATUS, key=f"{STATUS}:{packet}", subject=str(packet))
    outbox.put(db, replies.aside(row) if aside else row)
