"""How many labelled pastes, negatives and mails are read right, by the corpus's own rules.

`right` for the cause of an unknowable paste: one of the labelled causes is the answer or among
the alternatives, or the certainty is not `certain`. Figures are also given for each half of
the corpus, split by a hash of the id, as it is and as if no paste of that half had been seen.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.diagnose import match_reply
from bot.knowledge import Knowledge, load_knowledge
from bot.model import Basis, Certainty, Finding, Kind, Wording
from bot.parse import parse_text
from bot.reading import read_document, read_text
from tests.disguises import as_attached, as_forwarded, as_pasted, as_quoted, as_raw

UNSEEN = "without the observed wordings that it alone meets (a lower bound, as far as wordings go)"


@dataclass
class Score:
    """A figure in the making: what counted, what was right, and what was not."""

    name: str
    right: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, ok: bool, what: str) -> None:
        """Count one case; `what` is shown with --missed when it was wrong."""
        self.of += 1
        self.right += ok
        if not ok:
            self.missed.append(what)

    def __str__(self) -> str:
        share = 100 * self.right / self.of if self.of else 0.0
        return f"{self.name:<44} {self.right:>4} of {self.of:<4} {share:5.1f} %"


def corpus_folder() -> Path:
    """The folder that SMTPCHECK_CORPUS names; ends the run with a sentence where it is not set."""
    folder = os.environ.get("SMTPCHECK_CORPUS")
    if not folder or not (Path(folder) / "pastes.jsonl").is_file():
        sys.exit("Set SMTPCHECK_CORPUS to the folder of labelled examples (it holds pastes.jsonl).")
    return Path(folder)


def load_lines(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def lead_of(findings: tuple[Finding, ...]) -> Finding | None:
    """The finding that is judged: the first failure or delay, else the first of all."""
    trouble = [finding for finding in findings if finding.kind in {Kind.FAILURE, Kind.DELAY}]
    return next(iter(trouble or findings), None)


def score_pastes(rows: list[dict[str, Any]], knowledge: Knowledge) -> list[Score]:
    """Family, cause, reply code and false certainty over labelled pastes."""
    family, cause, code = Score("family"), Score("cause (not unknowable)"), Score("reply code")
    unknowable, sure = (
        Score("cause, unknowable: shown or not certain"),
        Score("certain answers that are right"),
    )
    for row in rows:
        findings = read_text(row["paste"], knowledge)
        if row["family"] == "not-an-smtp-error":
            family.add(not findings, f"{row['id']}: answered, though no SMTP error")
            continue
        lead = lead_of(findings)
        told = (
            f"{row['id']}: {_told(lead)}; labelled {row['families']} {row['causes']} {row['expected_code']}"
        )
        family_right = lead is not None and lead.family in row["families"]
        family.add(family_right, told)
        code.add((lead.reply_code if lead else None) == row["expected_code"], told)
        shown = {lead.cause, *(item.cause for item in lead.alternatives)} if lead else set()
        if row["unknowable"]:
            unknowable.add(
                lead is not None
                and (bool(shown & set(row["causes"])) or lead.certainty is not Certainty.CERTAIN),
                told,
            )
        cause_right = (
            family_right if row["family_enough"] else lead is not None and lead.cause in row["causes"]
        )
        if not row["unknowable"]:
            cause.add(cause_right, told)
        if lead is not None and lead.certainty is Certainty.CERTAIN:
            sure.add(cause_right and family_right, told)
    return [family, cause, unknowable, code, sure]


def unseen(half: list[dict[str, Any]], other: list[dict[str, Any]], knowledge: Knowledge) -> Knowledge:
    """The base without what can only rest on a paste of this half.

    That is each wording that was observed, that a paste of this half meets and none of the other.
    """
    only_here = _met(half, knowledge) - _met(other, knowledge)
    dropped = {wording for wording in only_here if wording.basis is Basis.OBSERVED}
    entries = {
        name: replace(entry, wordings=tuple(one for one in entry.wordings if one not in dropped))
        for name, entry in knowledge.entries.items()
    }
    return Knowledge(entries, knowledge.codes, knowledge.tags)


def _met(rows: list[dict[str, Any]], knowledge: Knowledge) -> set[Wording]:
    bounces = (bounce for row in rows for bounce in parse_text(row["paste"]))
    return {match.wording for bounce in bounces for match in match_reply(bounce, knowledge)}


def score_negatives(folder: Path, knowledge: Knowledge) -> Score:
    """Texts without an SMTP error that got no answer."""
    score = Score("negatives left alone")
    for row in load_lines(folder / "negatives.jsonl"):
        findings = read_text(row["text"], knowledge)
        score.add(not findings, f"{row['id']}: {_told(lead_of(findings))}")
    return score


def score_mails(
    folder: Path, knowledge: Knowledge, disguise: Callable[[bytes], bytes]
) -> tuple[Score, Score]:
    """Recipients and families over the labelled mails, each given in a disguise."""
    reasons = tomllib.loads((folder / "reason-map.toml").read_text(encoding="utf-8"))
    recipient, family = Score("recipient"), Score("family")
    by_file: dict[str, list[dict[str, Any]]] = {}
    for row in load_lines(folder / "set-of-emails-labels.jsonl"):
        by_file.setdefault(row["file"], []).append(row)
    for file, rows in by_file.items():
        raw = (folder / file).read_bytes()
        findings = read_document(disguise(raw), knowledge)
        for row in rows:
            if not row["bounce"]:
                continue
            wanted = (row["recipient"] or "").lower()
            found = next((item for item in findings if (item.recipient or "").lower() == wanted), None)
            if wanted and wanted.encode() in raw.lower():
                recipient.add(
                    found is not None, f"{file}: {wanted}; found {[item.recipient for item in findings]}"
                )
            families = reasons.get(row["reason"], [])
            lead = found or lead_of(findings)
            if families:
                family.add(
                    lead is not None and lead.family in families, f"{file}: {_told(lead)}; {row['reason']}"
                )
    return recipient, family


def _told(finding: Finding | None) -> str:
    if finding is None:
        return "no answer"
    return f"{finding.family}/{finding.cause} ({finding.entry}, {finding.certainty}, {finding.reply_code})"


def main(*, missed: bool = False) -> None:
    """Print every figure; with `missed` also each case that was wrong."""
    folder, knowledge = corpus_folder(), load_knowledge()
    rows = load_lines(folder / "pastes.jsonl")
    first, second = ([row for row in rows if zlib.crc32(row["id"].encode()) % 2 == half] for half in (0, 1))
    print("-- all pastes")
    for score in score_pastes(rows, knowledge):
        print(score)
        if missed:
            print(*(f"     {line}" for line in score.missed), sep="\n")
    for name, half, other in (("first half", first, second), ("second half", second, first)):
        print(f"-- {name}", *score_pastes(half, knowledge), sep="\n")
        print(f"-- {name}, {UNSEEN}", *score_pastes(half, unseen(half, other, knowledge)), sep="\n")
    negatives = score_negatives(folder, knowledge)
    print("-- negatives", negatives, *(negatives.missed if missed else ()), sep="\n")
    for disguise in (as_raw, as_pasted, as_quoted, as_forwarded, as_attached):
        print(f"-- mails, {disguise.__name__.removeprefix('as_')}")
        for score in score_mails(folder, knowledge, disguise):
            print(score)
            if missed and disguise is as_raw:
                print(*(f"     {line}" for line in score.missed), sep="\n")


if __name__ == "__main__":
    main(missed="--missed" in sys.argv[1:])
