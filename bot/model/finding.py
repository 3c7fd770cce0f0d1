"""What is concluded: a diagnosis, and flat with its bounce a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bot.model.bounce import Evidence, Logged
from bot.model.entry import Cause, Entry, Step, Wording
from bot.model.sets import Actor, AddressAction, Certainty, Family, Kind, Permanence, Speaker, Stage


class Alternative(NamedTuple):
    """Another reading of the same text."""

    entry: str | None
    cause: str | None
    because: tuple[str, ...]


class Reasons(Protocol):
    """Why a diagnosis says what it says, and what else the text could mean."""

    @property
    def because(self) -> tuple[str, ...]:
        """What the answer rests on."""

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Other readings, best first."""


class Told(NamedTuple):
    """Reasons already in sentences."""

    because: tuple[str, ...]
    alternatives: tuple[Alternative, ...]


class Diagnosis(NamedTuple):
    """What a bounce, the evidence and the knowledge base say together.

    A tuple, since one is made for each line of a log: so many fields take a dataclass four times as long.
    `entry` None: no entry knows the words; then `family` is `unknown`, or None where the
    bounce is no failure. `causes` are all that remain, best first; `cause` is the first.
    """

    entry: Entry | None
    wording: Wording | None
    cause: str | None
    causes: tuple[Cause, ...]
    family: Family | None
    permanence: Permanence
    provider: str | None
    stage: Stage | None
    speaker: Speaker | None
    who_acts: Actor | None
    retry_in_s: int | None
    address_action: AddressAction | None
    certainty: Certainty
    reasons: Reasons
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One bounce with its diagnosis, flat: what is shown, stored and printed as JSON.

    The fields are the contract's keys; `bot.finding` turns it into JSON and back. `open_causes`
    are all that a live check could not tell apart, best first; empty where it could, or was not made.
    `link` is the page of who refused about exactly these words, None where they have none.
    `logged` is when a log has it first and last, None where none does.
    """

    kind: Kind
    recipient: str | None
    original_recipient: str | None
    mail: int | None
    count: int
    reply_code: int | None
    enhanced_code: str | None
    reply_text: str
    entry: str | None
    cause: str | None
    family: Family | None
    permanence: Permanence
    provider: str | None
    stage: Stage | None
    speaker: Speaker | None
    who_acts: Actor | None
    retry_in_s: int | None
    address_action: AddressAction | None
    certainty: Certainty
    because: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]
    open_causes: tuple[str, ...] = ()
    link: str | None = None
    logged: Logged | None = None
