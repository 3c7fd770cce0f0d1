"""What a card of several incidents needs, read in one state of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.due import LISTED, Due
from bot.cards.handoff import Passed
from bot.model import Act, FollowUp, FollowUpKind, Handoff, Happening, Incident, is_person
from bot.store import Transaction, follow_ups, records
from bot.store.handoffs import load_handoffs, load_packet, load_waiting
from bot.store.marks import load_ticks
from bot.store.timeline import load_timeline
from bot.store.whereabouts import whereabouts

ABOUT_HANDOFFS = (FollowUpKind.REMIND, FollowUpKind.ESCALATE)
ANSWERS = (Act.ACCEPTED, Act.DECLINED, Act.WITHDRAWN, Act.ASSIGNED, Act.UNASSIGNED, Act.RESOLVED)
"""What ends a handoff."""


def load_passed(db: Transaction, packet: int) -> list[Passed]:
    """What was handed on together, a single one with what was done about it; empty for no such packet."""
    together = load_packet(db, packet)
    alone = len(together) == 1  # of several only the outline is shown
    return [
        Passed(
            records.require(db, handoff.incident_id),
            handoff,
            load_timeline(db, handoff.incident_id) if alone else (),
            load_ticks(db, handoff.incident_id) if alone else (),
        )
        for handoff in together
    ]


def load_due(db: Transaction, numbers: Sequence[int], place: str) -> tuple[list[Due], int]:
    """What of these timers is still so, those handed on together as one; and how many are left out.

    What was answered or resolved since they were due is no longer so, nor what another owner is asked
    than the person whose `place` it was told in.
    """
    found: dict[tuple[FollowUpKind, int], list[tuple[FollowUp, Handoff | None]]] = {}
    for number in numbers:
        follow_up = follow_ups.load(db, number)
        if follow_up is None:
            continue
        where = whereabouts(db, follow_up.incident_id)
        passed_on = is_person(place) and where.owner not in (None, place)
        if where.resolved or (follow_up.kind is FollowUpKind.SNOOZE and passed_on):
            continue
        waiting = load_waiting(db, follow_up.incident_id)
        if follow_up.kind not in ABOUT_HANDOFFS or _is_of(follow_up, waiting):
            together = waiting.packet if waiting is not None else follow_up.incident_id
            found.setdefault((follow_up.kind, together), []).append((follow_up, waiting))
    groups = list(found.values())
    shown = [
        Due(same[0][0].kind, records.require(db, same[0][0].incident_id), same[0][1], len(same))
        for same in groups[:LISTED]
    ]
    return shown, sum(len(same) for same in groups[LISTED:])


def load_end(db: Transaction, number: int, place: str) -> tuple[Incident, Happening | None] | None:
    """The incident of a timer that was told, and what ended what it was about; None while nothing has.

    Without the happening where the reader hears of it in a message of its own: an owner whose snooze was
    over, when somebody else took, passed on or resolved the incident.
    """
    follow_up = follow_ups.load(db, number)
    if follow_up is None:
        return None
    for done in load_timeline(db, follow_up.incident_id):
        if done.at >= follow_up.due_at and _ends(follow_up, done, place):
            told = follow_up.kind is FollowUpKind.SNOOZE and is_person(place) and done.actor != place
            news = None if told else as_news(db, follow_up.incident_id, done, place)
            return records.require(db, follow_up.incident_id), news
    return None


def as_news(db: Transaction, incident_id: int, done: Happening, place: str) -> Happening:
    """A happening as it is told in a place of its own: a decline without its reason where the handoff's
    message stands as well, since that one shows it."""
    if done.kind is not Act.DECLINED:
        return done
    declined = (one for one in load_handoffs(db, incident_id) if one.answered_at == done.at)
    shown = any(place in (one.sender, *one.places) for one in declined)
    return replace(done, detail="") if shown else done


def _ends(follow_up: FollowUp, done: Happening, place: str) -> bool:
    if follow_up.kind in ABOUT_HANDOFFS:
        return done.kind in ANSWERS
    owner = {Act.ASSIGNED: done.detail, Act.ACCEPTED: done.actor}.get(done.kind, place)
    return done.kind is Act.RESOLVED or (follow_up.kind is FollowUpKind.SNOOZE and owner != place)


def _is_of(follow_up: FollowUp, waiting: Handoff | None) -> bool:
    """Whether the handoff that waits is the timer's; one that was offered since has timers of its own."""
    return waiting is not None and waiting.offered_at < follow_up.due_at
