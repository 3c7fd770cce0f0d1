"""What those of a handoff are owed: its receiver the packet, its sender the answer."""

from __future__ import annotations

from bot.desk import replies
from bot.model import Incident, Outgoing, Request
from bot.store import Transaction, handoffs, outbox


def tell_parties(
    db: Transaction, request: Request, before: Incident, after: Incident, line: Outgoing
) -> None:
    """Show the packet to its receiver, as it waits or as it was answered; its sender hears of the answer."""
    passed = handoffs.load_handoffs(db, after.id)
    if not passed or before.offered_to == after.offered_to:
        return
    last = passed[-1]
    key, subject = f"handoff:{last.id}", f"{after.id}:{last.id}"
    packet = replies.direct(request.team, line.not_before, last.receiver, "handoff", key=key, subject=subject)
    outbox.put(db, packet)
    if last.answered_at is not None and last.sender != request.actor:
        told = replies.direct(
            request.team, line.not_before, last.sender, line.what, key=f"{key}:answer", subject=line.subject
        )
        outbox.put_once(db, told)
