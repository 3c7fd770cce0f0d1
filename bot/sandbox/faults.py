"""The switch board: which faults are on, and a draw for each envelope or call.

Only decides; `courier`, `socket_mode` and `server` do what was drawn.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.sandbox.refusal import Json


class Name(StrEnum):
    """What can go wrong on purpose."""

    DELAY = "delay"
    DROP = "drop"
    DUPLICATE = "duplicate"
    REORDER = "reorder"
    TOO_MANY = "429"
    SERVER_ERROR = "5xx"
    TCP_RESET = "tcp-reset"
    HALF_OPEN = "half-open"
    DISCONNECT = "disconnect"
    CLOCK_JUMP = "clock-jump"


ENVELOPES = "envelopes"
API = "api"


@dataclass(frozen=True, slots=True)
class Known:
    """A fault as the page offers it: where it can act, what it does, whether it can be done at once.

    `seconds` is what it takes unless told otherwise, None where it takes none.
    """

    name: Name
    where: tuple[str, ...]
    text: str
    seconds: float | None = None
    at_once: bool = False


KNOWN = (
    Known(Name.DELAY, (ENVELOPES, API), "Sent, or answered, that much later.", seconds=1),
    Known(
        Name.DROP, (ENVELOPES, API), "An envelope never arrives; a call is carried out but never answered."
    ),
    Known(Name.DUPLICATE, (ENVELOPES,), "The same envelope arrives twice."),
    Known(Name.REORDER, (ENVELOPES,), "An envelope arrives after the next one, or a second late."),
    Known(Name.TOO_MANY, (API,), "429 with Retry-After; nothing is carried out.", seconds=1),
    Known(Name.SERVER_ERROR, (API,), "503; nothing is carried out."),
    Known(
        Name.TCP_RESET,
        (ENVELOPES, API),
        "The connection is reset; a call was carried out before.",
        at_once=True,
    ),
    Known(
        Name.HALF_OPEN,
        (ENVELOPES,),
        "The connection stays open, but nothing goes over it any more.",
        at_once=True,
    ),
    Known(Name.DISCONNECT, (ENVELOPES,), "Slack asks the app to reconnect.", at_once=True),
    Known(
        Name.CLOCK_JUMP,
        (ENVELOPES, API),
        "The workspace's clock jumps, backwards with a minus.",
        seconds=600,
        at_once=True,
    ),
)
LONGEST_S = 366 * 86_400  # a year: past every limit of Slack's, and a time that computers can write


@dataclass(frozen=True, slots=True)
class Fault:
    """One switch: `count` is how often it may still act, None without end."""

    name: Name
    where: str
    probability: float = 1.0
    count: int | None = None
    seconds: float = 0.0


def read_fault(source: object, *, at_once: bool = False) -> Fault:
    """The fault a page or test describes; ValueError with a sentence for what cannot be."""
    if not isinstance(source, dict):
        raise ValueError("a fault is an object with a name")
    known = next((k for k in KNOWN if k.name.value == source.get("name")), None)
    if known is None:
        raise ValueError(
            f"no such fault: {source.get('name')!r}; there are {', '.join(k.name for k in KNOWN)}"
        )
    if at_once and not known.at_once:
        names = sorted(k.name for k in KNOWN if k.at_once)
        raise ValueError(f"only {', '.join(names)} can be done at once")
    where = source.get("where") or known.where[0]
    if where not in known.where:
        raise ValueError(f"{known.name} acts on {' or '.join(known.where)}, not on {where!r}")
    probability, count = source.get("probability", 1), source.get("count")
    seconds = source.get("seconds", known.seconds or 0)
    if not isinstance(probability, int | float) or not 0 <= probability <= 1:
        raise ValueError("probability is a number from 0 to 1")
    if count is not None and (not isinstance(count, int) or isinstance(count, bool) or count < 1):
        raise ValueError("count is a whole number from 1, or null")
    least = -LONGEST_S if known.name is Name.CLOCK_JUMP else 0
    if not isinstance(seconds, int | float) or not least <= seconds <= LONGEST_S:
        raise ValueError(f"seconds is a number from {least} to {LONGEST_S}")
    return Fault(known.name, where, float(probability), count, float(seconds))


class SwitchBoard:
    """The switches that are on; `dice` decides, so that a test can seed it."""

    def __init__(self, dice: random.Random | None = None) -> None:
        self._dice = dice or random.Random()  # noqa: S311 - faults need no secret numbers
        self.faults: tuple[Fault, ...] = ()

    def set(self, faults: Iterable[Fault]) -> None:
        """Replace all switches."""
        self.faults = tuple(faults)

    def draw(self, where: str) -> dict[Name, Fault]:
        """The faults that strike this envelope or call; counts are used up."""
        struck: dict[Name, Fault] = {}
        left: list[Fault] = []
        for fault in self.faults:
            if fault.where != where or self._dice.random() >= fault.probability:
                left.append(fault)
                continue
            struck[fault.name] = fault
            if fault.count is None:
                left.append(fault)
            elif fault.count > 1:
                left.append(replace(fault, count=fault.count - 1))
        self.faults = tuple(left)
        return struck

    def to_json(self) -> Json:
        """What `GET /ui/faults` answers."""
        return {
            "faults": [
                {
                    "name": f.name,
                    "where": f.where,
                    "probability": f.probability,
                    "count": f.count,
                    "seconds": f.seconds,
                }
                for f in self.faults
            ],
            "known": [
                {
                    "name": k.name,
                    "where": list(k.where),
                    "seconds": k.seconds,
                    "at_once": k.at_once,
                    "text": k.text,
                }
                for k in KNOWN
            ],
        }
