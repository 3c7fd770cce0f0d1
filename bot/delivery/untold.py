"""Tells somebody directly what they did, where the bot is not in the incident's channel any more."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.posting import NOBODY_THERE, Refused
from bot.desk import replies
from bot.model import Outgoing, is_channel
from bot.store import Transaction, outbox
from bot.store.timeline import load_timeline
from bot.store.times import to_ms

LEFT = (
    "Done, but I cannot write in <#{channel}> any more, so the card of incident {number} there stays as it "
    "was. `/smtpcheck show {number}` shows how it stands; `/invite @smtpcheck` in the channel brings me back."
)


def tell_actor(db: Transaction, outgoing: Outgoing, error: BaseException, now: datetime) -> None:
    """Owe it to whoever did what a line for a channel says, once that channel refused the line."""
    if outgoing.what != "happening" or not is_channel(outgoing.channel):
        return
    if not isinstance(error, Refused) or str(error) not in NOBODY_THERE:
        return
    number, place = (int(part) for part in outgoing.subject.split(":"))
    done, text = load_timeline(db, number)[place - 1], LEFT.format(channel=outgoing.channel, number=number)
    # What was written with an act, such as a note with a resolution, has its moment and is told with it.
    key = f"untold:{number}:{to_ms(done.at)}"
    outbox.put_once(db, replies.message(outgoing.team, now, done.actor, "notice", key=key, text=text))
