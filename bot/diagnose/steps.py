"""Which of a page's steps are taken, and by whom. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.model import Actor, Cause, Entry, Evidence, Step
from bot.parse.numbers.told_wait import ToldWait

# A title that asks to wait for a time that servers usually have; not for somebody's answer.
_WAITS: Final = re.compile(
    r"^(?:(?:Or|Then) )?(?:wait|do nothing for|retry after|try again after|send again after)"
    r" (?:an?|half|\d+|five|some|up to|until the window|for the (?:limit|next hour))\b",
    re.IGNORECASE,
)
# A title that goes on from the step before.
_GOES_ON: Final = re.compile(r"^(?:Or|Then|If it is (?:still )?refused(?: too)?,|Else) ")

_TOLD_TEXT: Final = (
    "The server names this time itself; an earlier attempt may be refused again, or count anew."
)


def steps_for(entry: Entry, cause: Cause | None, facts: Sequence[Evidence]) -> tuple[Step, ...]:
    """One cause's own steps, else those of a fact that is there, else the general ones."""
    tags = {fact.tag for fact in facts}
    return _needed(_of_page(entry, cause, tags), tags)


def done_already(entry: Entry, cause: Cause | None, facts: Sequence[Evidence]) -> tuple[str, ...]:
    """The tags of what was done, as the paste says, for which a step is left out; empty for none."""
    tags = {fact.tag for fact in facts}
    steps = _of_page(entry, cause, tags)
    asked_for = {tag for step in steps for tag in step.needless_with if tag.startswith("done.")}
    kept = all(not tags.isdisjoint(step.needless_with) for step in steps)
    return () if kept else tuple(fact.tag for fact in facts if fact.tag in asked_for)


def _of_page(entry: Entry, cause: Cause | None, tags: set[str]) -> tuple[Step, ...]:
    by_fact: tuple[Step, ...] = ()
    for when, steps in entry.steps_when:
        if cause is not None and when == cause.id:
            return steps
        if when in tags and not by_fact:
            by_fact = steps
    return by_fact or entry.steps


def _needed(steps: tuple[Step, ...], tags: set[str]) -> tuple[Step, ...]:
    """The steps without those that the evidence makes needless, and with those that only it calls for.

    Where nothing would be left, what was done already is worth doing once more.
    """
    if not any(one.needless_with or one.only_with for one in steps):
        return steps
    called_for = [one for one in steps if not one.only_with or not tags.isdisjoint(one.only_with)]
    needed = [one for one in called_for if tags.isdisjoint(one.needless_with)] or called_for
    needed[0] = _as_first(needed[0]) if needed[0] is not steps[0] else needed[0]
    return tuple(one._replace(needless_with=(), only_with=()) for one in needed)


def _as_first(step: Step) -> Step:
    """A step whose title goes on from one that is left out, as the first: "Or create ..." is "Create ..."."""
    title = _GOES_ON.sub("", step.title)
    return step._replace(title=title[:1].upper() + title[1:])


def with_told_wait(steps: tuple[Step, ...], told: ToldWait | None) -> tuple[Step, ...]:
    """The first step that waits for a usual time, with the time that the reply itself names."""
    place = next((place for place, step in enumerate(steps) if _WAITS.match(step.title)), None)
    if told is None or place is None:
        return steps
    waits = steps[place]._replace(title=f"Wait {told.words}, as the reply says", text=_TOLD_TEXT)
    return (*steps[:place], waits, *steps[place + 1 :])


def by_whom(
    steps: tuple[Step, ...], said: Actor | None, page: Actor | None, *, theirs: bool
) -> tuple[Step, ...]:
    """Words of the sender's own server, on a page of the recipient's: its administrator takes the steps.

    `theirs`: the same the other way round.
    """
    own, others = Actor.SENDER_ADMIN, Actor.RECIPIENT_ADMIN
    acts, stands_there = (others, own) if theirs else (own, others)
    if (said, page) != (acts, stands_there):
        return steps
    return tuple(one._replace(who=acts) if one.who is stands_there else one for one in steps)
