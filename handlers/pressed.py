"""What a button or form of an incident says: which incident, as it was seen, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.cards.incident import MENU
from bot.desk import Desk
from bot.errors import UsageError
from bot.model import Followed, Incident, Request
from handlers.payload import Json, actor_of, interaction_request, team_of

OUTDATED = "This button is from an older card. `/smtpcheck incidents` lists what is open."


class Subject(NamedTuple):
    """The number of an incident, the version that its reader saw, and a place in it counted from 1."""

    number: int
    version: int
    place: int

    def fields(self, act: str) -> dict[str, str]:
        """What a request keeps of it, and of what is to be done."""
        return {"act": act, "incident": str(self.number), "version": str(self.version)}


def subject(action: Json) -> Subject:
    """Return what a button, menu or form is about, from its `17:3` or `17:3:2`.

    Raises UsageError for what no card of today carries; so do the others below.
    """
    value = str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
    found = re.fullmatch(r"([0-9]{1,9}):([0-9]{1,9})(?::([0-9]{1,4}))?", value)
    if found is None:
        raise UsageError(OUTDATED)
    return Subject(int(found[1]), int(found[2]), int(found[3] or 1))


def subject_of_form(view: Json) -> Subject:
    """Return the same from what an open or submitted form carries."""
    return subject({"value": view.get("private_metadata", "")})


async def incident_of(body: Json, desk: Desk, number: int) -> Incident:
    """The incident, for whoever pressed or submitted; raises a UserError for those who may not act on it."""
    return await desk.incident_for(team_of(body), actor_of(body), number)


async def followed_of(body: Json, desk: Desk, number: int) -> Followed:
    """The same with its timeline, its ticks and the handoff that waits; raises the same."""
    return await desk.followed_for(team_of(body), actor_of(body), number)


def packet_of(action: Json) -> int:
    """Return the packet of a button or form that is about several incidents handed on together.

    Raises UsageError for a button of an older card.
    """
    value = str(action.get("value") or "")
    if re.fullmatch(r"[0-9]{1,9}", value) is None:
        raise UsageError(OUTDATED)
    return int(value)


def ticked(action: Json) -> tuple[Subject, str]:
    """Return the incident and the step of a box, ticked or not, from its block's `tick:17:3:wait`.

    Raises UsageError for a box of an older card.
    """
    found = re.fullmatch(r"tick:([0-9]{1,9}):([0-9]{1,9}):(.+)", str(action.get("block_id") or ""))
    if found is None:
        raise UsageError(OUTDATED)
    return Subject(int(found[1]), int(found[2]), 1), found[3]


def chosen(action: Json) -> tuple[str, Json]:
    """Return what a button or a choice behind the dots does: its act, and the action as that act's button."""
    if action["action_id"] != MENU:
        return str(action["action_id"]), action
    act, _, value = str((action.get("selected_option") or {}).get("value") or "").partition(":")
    return f"incident:{act}", {"value": value}


def button_request(body: Json, intent: str, fields: Mapping[str, str]) -> Request:
    """Return the request of a button, answered where the person who pressed it reads."""
    message, container = body.get("message") or {}, body.get("container") or {}
    thread_ts = message.get("thread_ts") or container.get("thread_ts")
    # The answer to a command has no message anybody can reply to: only its own address reaches the person.
    private = bool(container.get("is_ephemeral"))
    if private:
        changes = fields.get("act", "").startswith("incident:")
        shown_anew = {"redraw": "card"} if changes else {}
        fields = {**shown_anew, "shown": str(container["message_ts"]), **fields}
    shown = body if private else {name: value for name, value in body.items() if name != "response_url"}
    return interaction_request(shown, intent, fields=fields, thread_ts=thread_ts)


def in_place_of(request: Request, incident: Incident) -> Request:
    """A form knows no channel: what there is to say is said where the incident is."""
    if incident.channel is None:
        return request
    return replace(request, channel=incident.channel, thread_ts=incident.thread_ts)


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for one listener to several actions or forms."""
    return re.compile("^(?:" + "|".join(re.escape(name) for name in names) + ")$")
