"""What follows from a situation, as its cause, its wording or its page says, in this order. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.model import Actor, AddressAction, Bounce, Kind, Permanence, Traits
from bot.parse.numbers.told_wait import ToldWait

# What was waited for in vain, where it has lasted for hours.
_SOON_S: Final = 3600


def retry_in_s(
    levels: Iterable[Traits], told: ToldWait | None = None, *, lasting: bool = False
) -> int | None:
    """In how many seconds to try again; None where waiting does not help: a level says so openly with 0.

    `told`: how long the reply itself asks to wait, which holds where waiting helps at all.
    `lasting`: it has lasted for hours, so that minutes are no help.
    """
    said = next((level.retry_in_s for level in levels if level.retry_in_s is not None), None)
    if not said:
        return None
    seconds = told.seconds if told is not None else said
    return None if lasting and seconds <= _SOON_S else seconds


def address_action(levels: Iterable[Traits]) -> AddressAction | None:
    """What to do with the address; None where it is not the matter, which a level may say openly."""
    for level in levels:
        if level.address_action is not None or level.no_address_action:
            return level.address_action
    return None


def who_acts(levels: Iterable[Traits]) -> Actor | None:
    """Who has to act; None where no level says it."""
    return next((level.who_acts for level in levels if level.who_acts is not None), None)


def permanence(levels: Iterable[Traits], bounce: Bounce) -> Permanence:
    """Whether waiting would help; where no level says it, what the first digit does (RFC 5321 4.2.1)."""
    said = next((level.permanence for level in levels if level.permanence is not None), None)
    return said if said is not None else _by_number(bounce)


def _by_number(bounce: Bounce) -> Permanence:
    code = bounce.reply.code
    if code is not None and 400 <= code <= 599:
        return Permanence.TEMPORARY if code < 500 else Permanence.PERMANENT
    enhanced = bounce.reply.enhanced
    if enhanced is not None and enhanced[0] in "45":
        return Permanence.TEMPORARY if enhanced[0] == "4" else Permanence.PERMANENT
    return Permanence.TEMPORARY if bounce.kind is Kind.DELAY else Permanence.UNKNOWN
