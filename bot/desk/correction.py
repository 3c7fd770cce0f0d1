"""The finding that a person chose instead of ours. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.model import Certainty, Entry, Family, Finding, Permanence


def corrected(finding: Finding, entry: Entry | None, by: str) -> Finding:
    """Return the finding with the entry a person chose, its first cause leading; None: no entry fits."""
    because = (f"<@{by}> chose this diagnosis.",)
    if entry is None:
        return replace(
            finding,
            entry=None,
            cause=None,
            family=Family.UNKNOWN,
            permanence=Permanence.UNKNOWN,
            who_acts=None,
            retry_in_s=None,
            address_action=None,
            certainty=Certainty.UNKNOWN,
            because=because,
            alternatives=(),
            steps=(),
        )
    cause = entry.causes[0] if entry.causes else None
    traits = entry.traits
    special = cause.traits if cause is not None else traits
    retry_in_s = special.retry_in_s if special.retry_in_s is not None else traits.retry_in_s
    return replace(
        finding,
        entry=entry.id,
        cause=cause.id if cause is not None else entry.id,
        family=entry.family,
        permanence=special.permanence or traits.permanence or Permanence.UNKNOWN,
        who_acts=special.who_acts or traits.who_acts,
        retry_in_s=retry_in_s or None,
        address_action=special.address_action or traits.address_action,
        certainty=Certainty.LIKELY,
        because=because,
        alternatives=(),
        steps=entry.steps,
    )
