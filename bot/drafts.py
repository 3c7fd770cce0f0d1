"""Pastes that no entry knew or one only resembles, as drafts of wordings for who keeps the knowledge base.

Each distinct failure is one draft; what tells a customer is masked. Which family a draft belongs to
is said only where every wording with the same numbers, or the place in the conversation, says so.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.fingerprint import fingerprint, mask
from bot.knowledge import Knowledge
from bot.model import READS_LIKE, Family, Finding, Stage, has_fact
from bot.store import Store
from bot.store.unknown import load_unknown

PHRASES = 4  # the longest; a wording of more is hard to read
PHRASE_LETTERS = 8  # shorter ones stand in many other texts too
AGREEING = 3  # wordings of one family that make a number say something
_MASKED = re.compile(r"<(?:address|host|id|url)>|[^\w\s'’/-]+|\b[0-9]+(?:[.-][0-9]+)*\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A family the draft may belong to, and what says so."""

    family: Family
    because: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One distinct failure: `example` is masked, `phrases` are its words between what was masked."""

    fingerprint: str
    reply_code: int | None
    enhanced_code: str | None
    stage: Stage | None
    provider: str | None
    phrases: tuple[str, ...]
    example: str
    count: int
    first_seen: datetime
    last_seen: datetime
    families: tuple[Candidate, ...]


def load_drafts(store: Store, knowledge: Knowledge) -> tuple[Draft, ...]:
    """Every distinct failure that no entry knows, the most frequent first, of equal ones the newest."""
    drafts: dict[str, Draft] = {}
    for finding, opened_at in _unknown(store):
        alike = fingerprint(finding)
        known = drafts.get(alike)
        if known is None:
            drafts[alike] = _draft(alike, finding, opened_at, knowledge)
        else:
            drafts[alike] = replace(known, count=known.count + finding.count, last_seen=opened_at)
    return tuple(sorted(drafts.values(), key=lambda draft: (-draft.count, -draft.last_seen.timestamp())))


def _unknown(store: Store) -> Iterator[tuple[Finding, datetime]]:
    """Findings without an entry that still have their words, oldest first, a page at a time."""
    after = 0
    while page := store.read_now(partial(load_unknown, after=after)):
        for incident in page:
            for finding in incident.findings:
                nowhere = finding.entry is None and finding.family is Family.UNKNOWN
                if (nowhere or _reads_like(finding)) and finding.reply_text:
                    yield finding, incident.opened_at
        after = page[-1].id


def _reads_like(finding: Finding) -> bool:
    """Whether no page has the words, and one answered by what they read like."""
    return has_fact(finding.evidence, READS_LIKE)


def _draft(alike: str, finding: Finding, at: datetime, knowledge: Knowledge) -> Draft:
    numbers = tuple(str(number) for number in (finding.reply_code, finding.enhanced_code) if number)
    example = " ".join(mask(finding.reply_text, keep=numbers).split())
    if finding.reply_code is not None and not example.startswith(str(finding.reply_code)):
        example = f"{finding.reply_code} {example}"
    return Draft(
        fingerprint=alike,
        reply_code=finding.reply_code,
        enhanced_code=finding.enhanced_code,
        stage=finding.stage,
        provider=finding.provider,
        phrases=_phrases(example),
        example=example,
        count=finding.count,
        first_seen=at,
        last_seen=at,
        families=tuple(_candidates(finding, knowledge)),
    )


def _phrases(example: str) -> tuple[str, ...]:
    """The longest runs of plain words, in the order in which they stand."""
    runs = [" ".join(run.split()).strip("-/'’ ") for run in _MASKED.split(example)]
    long = [run for run in runs if sum(letter.isalpha() for letter in run) >= PHRASE_LETTERS]
    longest = sorted(long, key=len, reverse=True)[:PHRASES]
    return tuple(run.casefold() for run in long if run in longest)


def _candidates(finding: Finding, knowledge: Knowledge) -> Iterable[Candidate]:
    if finding.family is not None and _reads_like(finding):
        yield Candidate(finding.family, "it reads like its texts")
    if finding.stage is Stage.AUTH:
        yield Candidate(Family.AUTH, "it was said at login")
    if finding.enhanced_code is None:
        return
    families = Counter(
        entry.family
        for entry in knowledge.entries.values()
        for wording in entry.wordings
        if finding.enhanced_code in wording.enhanced
    )
    if len(families) == 1 and families.total() >= AGREEING:
        family = next(iter(families))
        yield Candidate(family, f"all {families.total()} wordings with {finding.enhanced_code} are of it")


# Shown


def draft_json(draft: Draft) -> dict[str, Any]:
    """The draft as JSON; times are ISO 8601 in UTC, `wording` is the block for a page."""
    return {
        "fingerprint": draft.fingerprint,
        "reply_code": draft.reply_code,
        "enhanced_code": draft.enhanced_code,
        "stage": draft.stage,
        "provider": draft.provider,
        "phrases": list(draft.phrases),
        "example": draft.example,
        "count": draft.count,
        "first_seen": draft.first_seen.isoformat(),
        "last_seen": draft.last_seen.isoformat(),
        "families": [{"family": one.family, "because": one.because} for one in draft.families],
        "wording": draft_toml(draft),
    }


def draft_toml(draft: Draft) -> str:
    """A `[[wording]]` block; what nobody can know from a paste is left empty, to be filled in."""
    times = "once" if draft.count == 1 else f"{draft.count:,} times"
    lines = [f"# seen {times}, {draft.first_seen:%Y-%m-%d} to {draft.last_seen:%Y-%m-%d}"]
    lines += [f"# may be {one.family}: {one.because}" for one in draft.families]
    facts: Mapping[str, object] = {
        "codes": [draft.reply_code] if draft.reply_code else [],
        "enhanced": [draft.enhanced_code] if draft.enhanced_code else [],
        "stage": draft.stage,
        "provider": draft.provider,
        "phrases": list(draft.phrases),
        "example": draft.example,
        "basis": "observed",
        "source": "",
    }
    lines.append("[[wording]]")
    lines += [f"{name} = {_toml(value)}" for name, value in facts.items() if value not in (None, [])]
    return "\n".join(lines)


def _toml(value: object) -> str:
    # A JSON string is a TOML basic string, but for what JSON leaves unescaped (toml.io, v1.0: strings).
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
