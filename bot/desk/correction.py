"""The finding that a person chose instead of ours. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.diagnose import address_action, retry_in_s, who_acts
from bot.errors import UsageError
from bot.model import Certainty, Entry, Family, Finding, Permanence


def corrected(finding: Finding, entry: Entry | None, by: str, cause_id: str | None = None) -> Finding:
    """Return the finding with the entry a person chose; None: no entry fits.

    Without a cause the entry's first one leads, with its general steps; a cause that was chosen
    brings its own. Raises UsageError for a cause of another entry.
    """
    finding = replace(
        finding,
        because=(f"<@{by}> chose this diagnosis.",),
        alternatives=(),
        open_causes=(),
        link=None,
    )
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
            steps=(),
        )
    cause = next((one for one in entry.causes if cause_id in (None, one.id)), None)
    if cause is None and cause_id is not None:
        raise UsageError(f"{entry.title} has no such cause. Choose the error again, then why it happened.")
    levels = (entry.traits,) if cause is None else (cause.traits, entry.traits)
    said = levels[0]
    return replace(
        finding,
        entry=entry.id,
        cause=cause.id if cause is not None else entry.id,
        family=said.family or entry.family,
        permanence=said.permanence or entry.traits.permanence or Permanence.UNKNOWN,
        who_acts=who_acts(levels),
        retry_in_s=retry_in_s(levels),
        address_action=address_action(levels),
        certainty=Certainty.LIKELY,
        steps=next((steps for when, steps in entry.steps_when if when == cause_id), entry.steps),
    )
