"""Proves the knowledge base: every example and look-alike against the whole base, every name declared.

It reads what the bot reads and changes nothing. A fault is a line `file:line: what is wrong`;
no fault means that each wording is won by its own example and nothing points nowhere.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice

from bot.cards.marks import TITLE_CHARS as BOX_CHARS
from bot.checks import NAMES as CHECKS
from bot.diagnose import match_reply, retry_in_s
from bot.knowledge import (
    EntryError,
    Knowledge,
    Match,
    entry_files,
    fold,
    load_codes,
    load_signs,
    load_tags,
    parse_entry,
    rank,
)
from bot.knowledge.composed import AND
from bot.knowledge.synonyms import usual
from bot.model import Bounce, Entry, Permanence, Reply, Stage, Wording
from bot.parse import parse_text
from bot.pattern_set import lost_border

# A page's texts; of a longer one a card's line wraps twice on a phone.
_TITLE_CHARS = 90
_GIST_CHARS = 170
_SIGN_CHARS = 110
_STEP_CHARS = 420
# An agent sends it as it stands; more is not read.
_CUSTOMER_CHARS = 700

# So few pages are proven before another process could begin.
_PAGES_OF_ONE_PROCESS = 20

_UNWANTED = re.compile(r"\b(please|unfortunately|simply)\b", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}$")
# What in a pattern is no letter to be met as it stands: classes, escapes, a group's name.
_NO_LITERAL = re.compile(
    r"\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\\[pP](?:\{[^}]*\}|.)|\\x(?:\{[^}]*\}|..)|\\.|\(\?P?<\w+>"
)
# So many of any character: each of them is a state of its own in the search over all patterns.
_COUNTED = re.compile(r"(?:\.|\[\^(?:\\.|[^\]\\])*\]|\\S|\\w)\{\d+,\d{2,}\}")
_CODE_NUMBER = re.compile(r"^(?:[2-6]\d\d|X\.\d{1,3}\.\d{1,3})$")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend: the page's file, the line, what is wrong."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def lint() -> list[Fault]:
    """Every fault of the base as it lies in the package, in order of file and line.

    Each processor proves its share of the pages, against all of them.
    """
    shares = (os.cpu_count() or 1) if len(list(entry_files())) > _PAGES_OF_ONE_PROCESS else 1
    # Begun anew: a process that is copied while threads run may hold their locks for good.
    with ProcessPoolExecutor(max(1, shares - 1), multiprocessing.get_context("spawn")) as pool:
        for _ in range(1, shares):
            pool.submit(load_codes)  # so that they begin while the pages are read here
        signs = load_signs()
        entries, files, faults = _read_pages(signs)
        others = [pool.submit(_faults_of, entries, files, share, shares) for share in range(1, shares)]
        faults += _list_faults(signs, Knowledge(entries, load_codes(), load_tags()))
        faults += _faults_of(entries, files, 0, shares)
        for other in others:
            faults += other.result()
    return sorted(faults)


def _read_pages(signs: Mapping[str, str]) -> tuple[dict[str, Entry], dict[str, str], list[Fault]]:
    """The pages by their id, their files, and what keeps some of them from being read."""
    faults: list[Fault] = []
    entries: dict[str, Entry] = {}
    files: dict[str, str] = {}
    for family, name, page in entry_files():
        file = f"bot/knowledge/entries/{family}/{name}.md"
        if name in entries:
            faults.append(Fault(file, 1, f"the id {name} is taken by {files[name]}"))
        try:
            text = page.read_text(encoding="utf-8")
            entries[name] = parse_entry(text, id=name, family=family, signs=signs)
            files[name] = file
        except EntryError as error:
            faults.append(Fault(file, error.line, error.message))
    return entries, files, faults


def _list_faults(signs: Mapping[str, str], knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of what is no page's own."""
    yield from (Fault("bot/knowledge/codes.toml", 1, message) for message in _code_faults(knowledge))
    yield from (Fault("bot/knowledge/signs.toml", 1, message) for message in _orphan_signs(signs, knowledge))


def _faults_of(entries: dict[str, Entry], files: dict[str, str], share: int, shares: int) -> list[Fault]:
    """The faults of one share of the pages."""
    knowledge = Knowledge(entries, load_codes(), load_tags())
    return [
        Fault(files[name], line, message)
        for name, entry in islice(entries.items(), share, None, shares)
        for line, message in _entry_faults(entry, knowledge)
    ]


def met(text: str, knowledge: Knowledge, wording: Wording | None = None) -> list[Match]:
    """The wordings that a line meets, the winner first, read as a paste of just that line.

    Of several errors in it the best known counts, or the one that `wording` wins.
    """
    bounces = parse_text(text) or (Bounce(Reply(None, None, text)),)
    found: list[Match] = []
    for bounce in bounces:
        matches = match_reply(bounce, knowledge) or ([] if bounce.suspected else knowledge.at_step(bounce))
        if matches and (not found or rank(matches[0]) > rank(found[0])):
            found = matches
        if wording is not None and matches and matches[0].wording is wording:
            return matches
    return found


def _entry_faults(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[int, str]]:
    yield from _name_faults(entry, knowledge)
    yield from _text_faults(entry)
    yield from _gist_faults(entry)
    yield from _sign_faults(entry)
    for wording in entry.wordings:
        yield from ((wording.line, message) for message in _wording_faults(entry, wording))
        yield from ((wording.line, message) for message in _composed_faults(wording))
        yield from ((wording.line, message) for message in _waiting_faults(entry, wording))
        yield from ((wording.line, message) for message in _pattern_faults(wording))
        yield from ((wording.line, message) for message in _example_faults(wording, knowledge))
        yield from ((wording.line, message) for message in _word_faults(wording, knowledge))
        yield from ((wording.line, message) for message in _alone_faults(wording, knowledge))
    if not entry.wordings:
        yield 1, "no [[wording]]: nothing leads to this page"


def _name_faults(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[int, str]]:
    causes = {cause.id for cause in entry.causes}
    for name in (*entry.siblings, *entry.look_alikes):
        if name not in knowledge.entries:
            yield 1, f"related names {name}, which is no entry"
    for check in (*entry.checks, *(step.check for step in entry.every_step if step.check)):
        if check not in CHECKS:
            yield 1, f"{check} is no check; known are {', '.join(CHECKS)}"
    tags = {
        *entry.evidence,
        *(tag for step in entry.every_step for tag in (*step.needless_with, *step.only_with)),
    }
    conditions = [when for when, _ in (*entry.steps_when, *entry.customer_when, *entry.administrator_when)]
    for when in conditions:
        if "." in when:
            tags.add(when)
        elif when not in causes:
            yield 1, f"a section stands under `{when}`, which is no cause of this page: nobody will read it"
    for tag in sorted(tags - set(knowledge.tags)):
        yield 1, f"`{tag}` is not declared in evidence.toml"
    yield from _twice_faults(entry)


def _twice_faults(entry: Entry) -> Iterator[tuple[int, str]]:
    for listed in (entry.steps_when, entry.customer_when, entry.administrator_when):
        names = [when for when, _ in listed]
        for when in sorted({when for when in names if names.count(when) > 1}):
            yield 1, f"two sections stand under `{when}`"
    for steps in (entry.steps, *(steps for _, steps in entry.steps_when)):
        ids = [step.id for step in steps]
        if len(ids) != len(set(ids)):
            yield 1, "two steps of one section have the same id"


def _text_faults(entry: Entry) -> Iterator[tuple[int, str]]:
    for name, text, limit in (
        ("the title", entry.title, _TITLE_CHARS),
        ("the gist", entry.gist, _GIST_CHARS),
        *((f"the gist of {cause.id}", cause.gist, _GIST_CHARS) for cause in entry.causes),
        *((f"the sign of {cause.id}", cause.sign, _SIGN_CHARS) for cause in entry.causes),
        ("the customer's text", entry.customer, _CUSTOMER_CHARS),
        *(("a customer's text", text, _CUSTOMER_CHARS) for _, text in entry.customer_when),
        ("the administrator's text", entry.administrator, _CUSTOMER_CHARS),
        *(("an administrator's text", text, _CUSTOMER_CHARS) for _, text in entry.administrator_when),
        *((f"the step “{step.title}”", step.text, _STEP_CHARS) for step in entry.every_step),
    ):
        if len(text) > limit:
            yield 1, f"{name} has {len(text)} characters, at most {limit} are read"
        unwanted = _UNWANTED.search(text)
        if unwanted:
            yield 1, f"{name} says “{unwanted[0]}”"
    for step in entry.every_step:
        if step.title.casefold().startswith("ensure"):
            yield 1, f"the step “{step.title}” opens with “ensure”: say what to do"
        if len(step.title) >= BOX_CHARS:  # a full stop stands behind it
            yield 1, f"the title “{step.title}” does not fit a box, at most {BOX_CHARS - 1} characters do"
        if not step.text:
            yield 1, f"the step “{step.title}” does not say how, nor how one sees that it worked"
    for source in entry.sources:
        if not source.startswith("https://"):
            yield 1, f"a source opens with https://, not “{source[:40]}”"


def _gist_faults(entry: Entry) -> Iterator[tuple[int, str]]:
    """Where a cause is another's to mend, or of another kind, the page's gist says what is not so."""
    page = (entry.traits.who_acts, entry.family)
    for cause in entry.causes:
        own = (cause.traits.who_acts or page[0], cause.traits.family or page[1])
        if own != page and not cause.gist:
            yield 1, f"{cause.id} is {_else(own, page)} than its page: [cause.{cause.id}] wants a gist"
        if cause.gist == entry.gist:
            yield 1, f"the gist of {cause.id} is its page's: leave it out"
        if cause.gist and not cause.gist.endswith("."):
            yield 1, f"the gist of {cause.id} is a sentence"


def _sign_faults(entry: Entry) -> Iterator[tuple[int, str]]:
    """A sign goes on after "It is this if " and has the full stop put behind it."""
    for cause in entry.causes:
        if cause.sign and (cause.sign[0].isupper() or cause.sign.endswith(".")):
            yield 1, f"the sign of {cause.id} goes on after “It is this if ”: no capital, no full stop"


def _orphan_signs(signs: Mapping[str, str], knowledge: Knowledge) -> Iterator[str]:
    used = {cause.id for entry in knowledge.entries.values() for cause in entry.causes}
    yield from (f"{cause} is no cause of any page" for cause in sorted(set(signs) - used))


def _else(own: tuple[object, object], page: tuple[object, object]) -> str:
    return "another's to mend" if own[0] != page[0] else "of another family"


def _wording_faults(entry: Entry, wording: Wording) -> Iterator[str]:
    causes = {cause.id for cause in entry.causes}
    for name in wording.causes:
        if name not in causes:
            yield f"the cause {name} does not stand under `## Why it happens`"
    for number in wording.enhanced:
        if not _SHORT_NUMBER.match(number):
            yield f"{number} is no enhanced code"
    if wording.link and not wording.link.startswith("https://"):
        yield "link is an https address"
    if wording.token and wording.pattern:
        yield "a token and a pattern are two wordings"
    if wording.has_sentence and wording.words:
        yield "words stand alone: phrase, token or pattern want a wording of their own"
    if wording.not_phrases and wording.numbers_only:
        yield "not_phrases count beside a phrase, token, pattern or words only"
    if wording.numbers_only and not (wording.codes or wording.enhanced or wording.step_only):
        yield "no phrase, token, pattern or number: it would match everything"
    for phrase in wording.phrases:
        if len(phrase) < 4 and wording.pattern is None:
            yield f"“{phrase}” is too short to mean anything"


def _composed_faults(wording: Wording) -> Iterator[str]:
    """What several words say together counts at a login, by the words as texts are compared."""
    for word in wording.words:
        parts = word.split(AND)
        if len(parts) == 1:
            continue
        if wording.stage is not Stage.AUTH:
            yield f'“{word}” wants stage = "auth": elsewhere no such words are looked for'
        for part in parts:
            if usual(part) != part:
                yield f"“{part}” in “{word}” is never met: it is called “{usual(part)}”"


def _waiting_faults(entry: Entry, wording: Wording) -> Iterator[str]:
    """What waiting does not cure has no moment from which it is worth another try."""
    for cause in entry.causes:
        levels = (cause.traits, wording.traits, entry.traits)
        permanence = next((one.permanence for one in levels if one.permanence), None)
        wait_s = retry_in_s(levels)
        listed = not wording.causes or cause.id in wording.causes
        if listed and permanence is Permanence.PERMANENT and wait_s:
            yield f"{cause.id} is permanent and yet to be tried again in {wait_s} s: retry_in_s = 0 ends that"


def _pattern_faults(wording: Wording) -> Iterator[str]:
    """What the search over all patterns cannot bear; letters no text has by then: capitals, ß, ς, quotes."""
    if wording.pattern and not wording.phrases and _COUNTED.search(wording.pattern):
        yield "the pattern counts any signs up to a number, which slows down every search: write * or +"
    for letter in sorted(set(_NO_LITERAL.sub("", wording.pattern or "").replace(" ", ""))):
        if fold(letter) != letter:
            yield f"the pattern never meets “{letter}”: texts are compared as “{fold(letter)}”"
    if (lost := lost_border(wording.pattern or "")) is not None:
        yield f"the pattern never meets “{lost}”: a \\b knows the letters a to z alone"
    if "e-mail" in (wording.pattern or ""):
        yield "the pattern never meets “e-mail”: texts are compared as “email”"


def _word_faults(wording: Wording, knowledge: Knowledge) -> Iterator[str]:
    """Each everyday word, alone in a reply, leads to its page."""
    for word in wording.words:
        bounce = Bounce(Reply(wording.codes[0] if wording.codes else None, None, word), stage=wording.stage)
        matches = match_reply(bounce, knowledge)
        if matches and matches[0].wording.entry != wording.entry:
            yield f"the word “{word}” leads to {_told(matches[0])}"


def _alone_faults(wording: Wording, knowledge: Knowledge) -> Iterator[str]:
    """People quote the words and leave the numbers out: the order of the files must not decide then."""
    if not wording.phrases or wording.pattern is not None or wording.at_host:
        return
    bounce = Bounce(Reply(None, None, " ".join(wording.phrases)), stage=wording.stage)
    matches = match_reply(bounce, knowledge)
    best = [match for match in matches if rank(match) == rank(matches[0])]
    if any(match.wording is wording for match in best):
        for match in best:
            if match.wording.entry != wording.entry:
                yield f"without numbers its words lead as well to {_told(match)}"


def _example_faults(wording: Wording, knowledge: Knowledge) -> Iterator[str]:
    matches = met(wording.example, knowledge, wording)
    if not matches:
        yield "no wording matches the example, not even its own"
    elif matches[0].wording is not wording:
        yield f"the example is won by {_told(matches[0])}, not by its own{_own(matches, wording)}"
    elif len(matches) > 1 and rank(matches[1]) == rank(matches[0]):
        yield f"the example is a tie with {_told(matches[1])}"
    for text in wording.look_alikes:
        matches = met(text, knowledge)
        if not matches:
            yield f"no wording knows the look-alike “{text[:60]}”"
        elif matches[0].wording is wording:
            yield f"the look-alike “{text[:60]}” is won by this wording"


def _told(match: Match) -> str:
    return f"{match.wording.entry}:{match.wording.line} ({_strength(match)})"


def _strength(match: Match) -> str:
    return f"{match.tier.name.lower().replace('_', ' ')}, {match.score}"


def _own(matches: list[Match], wording: Wording) -> str:
    own = next((match for match in matches if match.wording is wording), None)
    return f" ({_strength(own)})" if own else ", which does not match it"


def _code_faults(knowledge: Knowledge) -> Iterator[str]:
    for number, code in knowledge.codes.items():
        if not _CODE_NUMBER.match(number):
            yield f"{number} is neither a basic code nor X.n.n"
        if not code.source.startswith("https://"):
            yield f"{number} has no https source"
