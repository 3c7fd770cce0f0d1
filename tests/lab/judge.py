"""Judges a check's answer by the scenario's truth. The rules are the ones the project is measured by.

Separable: the cause is pinned, `finding.cause` is the truth (no finding where the login works).
Not separable: the truth stands among those shown, the certainty is never above `likely`, and it
is said who can tell. Always: at most one AUTH, as counted by the server, and as many as the
answer says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.checks.leading import in_short
from tests.knowledge_base import knowledge
from tests.lab.laboratory import Result

UNSURE = {"likely", "possible", "unknown"}
WHO_CAN_TELL = ("log", "administrator", "whoever runs", "the provider")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`faults` empty: the answer is right."""

    result: Result
    faults: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.faults

    def __str__(self) -> str:
        scenario = self.result.scenario
        return f"{scenario.name}: truth {scenario.cause or 'works'}; {'; '.join(self.faults) or 'right'}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reported of a run."""

    separable: int
    pinned: int
    not_separable: int
    honest: int
    more_than_one_auth: int
    miscounted: int


def shown_causes(document: dict[str, Any]) -> list[str]:
    """The causes an answer shows, the leading one first; empty when everything works.

    Three alternatives are told at length; what else is open is named in one sentence.
    """
    finding = document.get("finding")
    if not finding:
        return []
    told = " ".join(finding["because"])
    words = _causes_in_words(finding["entry"])
    named = [cause for cause in finding["open_causes"] if words.get(cause, cause) in told]
    shown = [finding["cause"], *(other["cause"] for other in finding["alternatives"]), *named]
    return [cause for cause in shown if cause]


@cache
def _causes_in_words(entry_id: str | None) -> dict[str, str]:
    entry = knowledge().entries.get(entry_id or "")
    return {cause.id: in_short(cause) for cause in entry.causes} if entry else {}


def judge(result: Result) -> Verdict:
    """Whether a check's answer is right."""
    return Verdict(result, (*_of_answer(result), *of_attempts(result)))


def _of_answer(result: Result) -> list[str]:
    scenario, document = result.scenario, result.document
    if "error" in document:
        return [f"was refused: {document['error']}"]
    finding, shown = document["finding"], shown_causes(document)
    if scenario.cause is None:
        good = finding is None and document["attempts"] == 1
        return [] if good else [f"said {shown} ({finding and finding['certainty']})"]
    if finding is None:
        return ["said that everything works"]
    said = f"said {shown} ({finding['certainty']}, {finding['entry']})"
    if scenario.separable:
        return [] if finding["cause"] == scenario.cause else [said]
    faults = [] if scenario.cause in shown else [said]
    if finding["certainty"] not in UNSURE:
        faults.append(f"was {finding['certainty']} of what nobody can see")
    told = " ".join(finding["because"]).casefold()
    if not any(word in told for word in WHO_CAN_TELL):
        faults.append("named nobody who can tell")
    return faults


def of_attempts(result: Result) -> list[str]:
    """What is wrong with the number of AUTH commands."""
    said, counted = result.document.get("attempts", 0), result.auth_at_server
    faults = [] if counted <= 1 else [f"sent {counted} AUTH commands"]
    return faults if said == counted else [*faults, f"said {said} attempts, the server counted {counted}"]


def figures(verdicts: Iterable[Verdict]) -> Figures:
    """The run in numbers."""
    every = list(verdicts)
    apart = [one for one in every if one.result.scenario.separable]
    same = [one for one in every if not one.result.scenario.separable]
    return Figures(
        separable=len(apart),
        pinned=sum(not _of_answer(one.result) for one in apart),
        not_separable=len(same),
        honest=sum(not _of_answer(one.result) for one in same),
        more_than_one_auth=sum(one.result.auth_at_server > 1 for one in every),
        miscounted=sum(bool(of_attempts(one.result)) for one in every),
    )
