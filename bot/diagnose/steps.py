"""Which of a page's steps are taken, and by whom. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Actor, Cause, Certainty, Entry, Evidence, Step


def steps_for(
    entry: Entry, leading: Cause | None, certainty: Certainty, facts: Sequence[Evidence]
) -> tuple[Step, ...]:
    """A leading cause's own steps, else those of a fact that is there, else the general ones."""
    sure = certainty in (Certainty.CERTAIN, Certainty.LIKELY)
    cause = leading.id if leading is not None and sure else None
    tags = {fact.tag for fact in facts}
    by_fact: tuple[Step, ...] = ()
    for when, steps in entry.steps_when:
        if when == cause:
            return _needed(steps, tags)
        if when in tags and not by_fact:
            by_fact = steps
    return _needed(by_fact or entry.steps, tags)


def _needed(steps: tuple[Step, ...], tags: set[str]) -> tuple[Step, ...]:
    """The steps without those that the evidence makes needless."""
    if not any(one.needless_with for one in steps):
        return steps
    return tuple(one._replace(needless_with=()) for one in steps if tags.isdisjoint(one.needless_with))


def by_whom(
    steps: tuple[Step, ...], said: Actor | None, page: Actor | None, *, theirs: bool
) -> tuple[Step, ...]:
    """Words of the sender's own server, on a page of the recipient's: its administrator takes the steps.

    `theirs`: the same the other way round.
    """
    if (said, page) != (
        (Actor.RECIPIENT_ADMIN, Actor.SENDER_ADMIN) if theirs else (Actor.SENDER_ADMIN, Actor.RECIPIENT_ADMIN)
    ):
        return steps
    return tuple(one._replace(who=said) if said and one.who is page else one for one in steps)
