"""What shows an incident is shown anew once it changed: its card, and the home, list or page of the button.

Home and list are made of what their reader may see then; a page or card shows its incident, so whoever was
refused it gets neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.desk import replies
from bot.model import Incident, Request
from bot.store import Transaction, follow_ups, outbox
from bot.store.times import to_ms


def redraw(db: Transaction, request: Request, now: datetime, *, refused: bool = False) -> None:
    """Owe what the request's `redraw` names; nothing where nothing else shows it.

    `refused`: the asker may not see the incident.
    """
    place, _, which = request.fields.get("redraw", "").partition(" ")
    match place:
        case "home":
            outbox.put(db, replies.home(request.team, now, request.actor, which))
        case "list":
            shown = replies.list_page(request, now, which)
            outbox.put(db, replace(shown, key=replies.reply_key(request, "redrawn")))
        case "card" if not refused:
            number = request.fields["incident"]
            shown = replies.private(request, now, "incident", subject=number, name="redrawn")
            outbox.put(db, replies.in_place(request, shown))
        case "page" if not refused:
            # Forms stand on other views as well: only what was shown as a page is one.
            outbox.put_again(db, replies.page_key(which), now)


def told_key(at: datetime) -> str:
    """What the keys of messages begin with that told what was due at one moment."""
    return f"due:{to_ms(at)}"


def redraw_told(db: Transaction, incident_ids: Iterable[int], now: datetime) -> None:
    """Owe the messages anew that told of these incidents when something of them was due."""
    told: dict[str, set[int]] = {}
    for incident_id in incident_ids:
        for number, at in follow_ups.told(db, incident_id):
            told.setdefault(told_key(at), set()).add(number)
    for prefix, numbers in told.items():
        outbox.show_again(db, prefix, now, listing=numbers)


def owe_card(db: Transaction, incident: Incident, now: datetime) -> None:
    """Owe the incident's living card again, and its wave's message; one person's own has no card."""
    card = replies.card(incident, now)
    if card is not None:
        outbox.put(db, card)
    if incident.wave is not None:
        outbox.put(db, replies.wave(incident, incident.wave, now))
