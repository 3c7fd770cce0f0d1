"""Rows for the outbox: where an answer to a request goes. Pure; the sentences are the callers'."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from bot.model import Incident, Outgoing, Request, What, is_direct, is_person
from bot.store.lanes import ASIDE
from bot.store.whereabouts import Whereabouts


def private(
    request: Request, now: datetime, what: What, *, subject: str = "", text: str = "", name: str = "answer"
) -> Outgoing:
    """Return a row that only the asker sees: by the command's own address, else in the place they are."""
    row = whisper(request, now, request.actor, what, subject=subject, text=text, name=name)
    response_url = request.fields.get("response_url")
    return replace(row, only_to=request.actor, response_url=response_url) if response_url else row


def whisper(
    request: Request, now: datetime, to: str, what: What, *, subject: str = "", text: str = "", name: str
) -> Outgoing:
    """Return a row that only `to` sees, in the request's channel."""
    row = message(request.team, now, to, what, key=reply_key(request, name), subject=subject, text=text)
    channel = request.channel or to
    if is_direct(channel) or is_person(channel):
        return replace(row, channel=channel, thread_ts=_thread(request))
    return replace(row, channel=channel, thread_ts=request.thread_ts, only_to=to)


def public(
    request: Request, now: datetime, what: What, *, subject: str = "", text: str = "", name: str = "answer"
) -> Outgoing:
    """Return a row in the thread of the request's message, for all to see."""
    place, key = request.channel or request.actor, reply_key(request, name)
    row = message(request.team, now, place, what, key=key, subject=subject, text=text)
    return replace(row, thread_ts=_thread(request))


def card(incident: Incident | Whereabouts, now: datetime) -> Outgoing | None:
    """Return the one living card of an incident; None while it is its reporter's own."""
    if incident.channel is None:
        return None
    key, number = card_key(incident.id), str(incident.id)
    row = message(incident.team, now, incident.channel, "incident", key=key, subject=number)
    thread_ts = None if incident.thread_ts == incident.card_ts else incident.thread_ts
    return replace(row, thread_ts=thread_ts, update_ts=incident.card_ts)


def wave(incident: Incident, wave_id: int, now: datetime) -> Outgoing:
    """Return the one message that tells the incident's channel of a wave; edited while the wave grows."""
    channel, key = incident.channel or "", f"wave:{wave_id}"
    return message(incident.team, now, channel, "wave", key=key, subject=str(wave_id))


def line(request: Request, incident: Incident, place: int, now: datetime) -> Outgoing:
    """Return one line of the timeline for the incident's thread; to the asker alone while it has none.

    `place` counts the lines of the timeline from 1.
    """
    subject = f"{incident.id}:{place}"
    if incident.channel is None:
        return private(request, now, "happening", subject=subject, name=f"line:{place}")
    key = f"line:{subject}"
    row = message(incident.team, now, incident.channel, "happening", key=key, subject=subject)
    return replace(row, thread_ts=incident.thread_ts)


def message(
    team: str, now: datetime, place: str, what: What, *, key: str, subject: str = "", text: str = ""
) -> Outgoing:
    """Return a row for a channel or a person; one with the same key is edited, not sent again.

    It stands in the lane of that place, behind whatever else is owed there.
    """
    return Outgoing(
        key=key,
        lane=f"{team}:{place}",
        what=what,
        subject=subject,
        text=text,
        team=team,
        channel=place,
        not_before=now,
    )


def to_asker(request: Request, now: datetime, what: What, *, subject: str) -> Outgoing:
    """Return a direct message to whoever asked, wherever they did."""
    return message(request.team, now, request.actor, what, key=reply_key(request, what), subject=subject)


def home(team: str, now: datetime, person: str, listing: str) -> Outgoing:
    """Return a person's home, which replaces what they saw there."""
    return message(team, now, person, "home", key=home_key(person), subject=listing)


def list_page(request: Request, now: datetime, listing: str) -> Outgoing:
    """Return a page of a list for the asker, in place of the page its button stood in."""
    return in_place(request, private(request, now, "list", subject=f"{request.actor} {listing}"))


def shown_page(request: Request, now: datetime, incident_id: int, view_id: str) -> Outgoing:
    """Return an incident for the view that shows it to the asker."""
    subject = f"{incident_id} {request.actor}"
    page = message(request.team, now, view_id, "page", key=page_key(view_id), subject=subject)
    return replace(page, lane=f"{request.team}:{request.actor}")


def in_place(request: Request, row: Outgoing) -> Outgoing:
    """Return the row as an edit of the message whose button was pressed, where there is one."""
    return replace(row, update_ts=request.fields.get("shown"))


def aside(row: Outgoing) -> Outgoing:
    """Return the row in a lane beside its own, in order with others there: nothing waits for it."""
    return replace(row, lane=f"{row.lane}{ASIDE}")


def page_key(view_id: str) -> str:
    """Return the key of the page that this view shows."""
    return f"page:{view_id}"


def home_key(person: str) -> str:
    """Return the key of a person's home."""
    return f"home:{person}"


def reply_key(request: Request, name: str) -> str:
    """Return a key that is the request's own and shows nothing of it."""
    return f"{name}:{blake2b(request.key.encode(), digest_size=10).hexdigest()}"


def card_key(incident_id: int) -> str:
    """Return the key of an incident's living card."""
    return f"card:{incident_id}"


def is_card_key(key: str) -> bool:
    """Whether the row is an incident's living card."""
    return key.startswith("card:")


def _thread(request: Request) -> str | None:
    return request.thread_ts or request.ts
