"""One page of the knowledge base: from Markdown with a TOML block on top to an `Entry`.

The format is described in docs/knowledge.md. This module reads one text and opens no file;
what a page says about others (look-alikes, tags, checks) is `bot.lint`'s business.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from bot.model import (
    Actor,
    AddressAction,
    Basis,
    Cause,
    Entry,
    Family,
    Permanence,
    Question,
    Speaker,
    Stage,
    Step,
    Traits,
    Wording,
)

TRAIT_KEYS = {"permanence", "who_acts", "speaker", "retry_in_s", "address_action"}
ENTRY_KEYS = TRAIT_KEYS | {"checks", "related", "reviewed", "cause", "wording"}
WORDING_KEYS = TRAIT_KEYS | {
    "codes", "enhanced", "stage", "provider", "at_host", "wraps", "phrases", "not_phrases", "token",
    "pattern", "words", "causes", "example", "look_alikes", "basis", "source", "note", "link",
}  # fmt: skip
RELATIONS = {"sibling", "look-alike"}
TEXT_HEADINGS = {
    "What it means", "Who you see it from", "When you connect many mailboxes", "Tell the customer",
    "Tell the customer's administrator", "Hand off when", "The code lies when",
}  # fmt: skip
LIST_HEADINGS = {"Why it happens", "How to fix it", "Questions", "Sources"}
REQUIRED_HEADINGS = ("What it means", "Why it happens", "How to fix it", "Tell the customer", "Sources")
CONDITIONAL_HEADINGS = {"How to fix it", "Tell the customer", "Tell the customer's administrator"}
# A trailing bracket holds an item's facts when it opens with one of these words.
_FACT_WORDS = ("who:", "check:", "id:", "confirmed by", "refuted by", "likelier with")
_CONDITIONAL = re.compile(r"^(?P<name>[^`]+?) when `(?P<when>[a-z0-9.-]+)`$")
_ITEM = re.compile(r"^(?:\d+\.|-) +")
_BOLD = re.compile(r"^\*\*(?P<bold>[^*]+)\*\*\s*(?P<rest>.*)$", re.DOTALL)
_TAG = re.compile(r"`([^`]+)`")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

E = TypeVar("E")


class EntryError(ValueError):
    """A page that breaks the format; `line` counts from 1 in its file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    when: str | None
    line: int
    text: str


def slug(title: str) -> str:
    """A title as an id: lower case, words joined by hyphens, nothing else."""
    return _NOT_SLUG.sub("-", title.lower()).strip("-")


def parse_entry(text: str, *, id: str, family: str) -> Entry:  # noqa: A002 - the field's word
    """Reads one page; raises `EntryError` with the line of the first fault."""
    block, block_line, body, body_line = _split(text)
    facts = _toml(block, block_line)
    wording_lines = _wording_lines(block, block_line)
    _known(facts, ENTRY_KEYS, block_line)
    title, gist, sections = _sections(body, body_line)
    traits = _traits(facts, block_line)
    cause_traits = {
        name: _traits(_table(value, block_line, TRAIT_KEYS), block_line)
        for name, value in facts.get("cause", {}).items()
    }
    default_actor = traits.who_acts
    causes = tuple(_causes(_one(sections, "Why it happens"), cause_traits))
    related = _table(facts.get("related", {}), block_line, RELATIONS)
    return Entry(
        id=id,
        title=title,
        gist=gist,
        family=_member(Family, family, 1),
        traits=traits,
        checks=_texts(facts, "checks", block_line),
        siblings=_texts(related, "sibling", block_line),
        look_alikes=_texts(related, "look-alike", block_line),
        reviewed=_reviewed(facts, block_line),
        wordings=tuple(
            _wording(table, id, line)
            for table, line in zip(facts.get("wording", []), wording_lines, strict=False)
        ),
        meaning=_text(sections, "What it means"),
        seen_from=_text(sections, "Who you see it from"),
        causes=causes,
        steps=tuple(_steps(_one(sections, "How to fix it"), default_actor)),
        steps_when=tuple(
            (section.when, tuple(_steps(section, default_actor)))
            for section in sections
            if section.name == "How to fix it" and section.when is not None
        ),
        many_mailboxes=_text(sections, "When you connect many mailboxes"),
        customer=_text(sections, "Tell the customer"),
        customer_when=_texts_when(sections, "Tell the customer"),
        administrator=_text(sections, "Tell the customer's administrator"),
        administrator_when=_texts_when(sections, "Tell the customer's administrator"),
        hand_off_when=_text(sections, "Hand off when"),
        questions=tuple(_questions(_find(sections, "Questions"))),
        code_lies=_text(sections, "The code lies when"),
        sources=tuple(item for item, _ in _items(_one(sections, "Sources"))),
    )


def _split(text: str) -> tuple[str, int, str, int]:
    """The TOML block and the page below it, each with the line of its first text."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "```toml":
        raise EntryError(1, "the file opens with ```toml")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "```":
            return "\n".join(lines[1:number]), 2, "\n".join(lines[number + 1 :]), number + 2
    raise EntryError(1, "the TOML block is not closed with ```")


def _toml(block: str, line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise EntryError(line + int(found[1]) - 1 if found else line, f"TOML: {error}") from error


def _wording_lines(block: str, line: int) -> list[int]:
    return [
        line + number
        for number, text in enumerate(block.splitlines())
        if text.strip().startswith("[[wording]]")
    ]


def _known(table: Mapping[str, Any], keys: set[str], line: int) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise EntryError(line, f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(keys))}")


def _table(value: object, line: int, keys: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise EntryError(line, "a table is expected here")
    _known(value, keys, line)
    return value


def _member(kind: Callable[[str], E], value: object, line: int) -> E:
    try:
        return kind(str(value))
    except ValueError as error:
        raise EntryError(line, f"{error}") from error


def _texts(table: Mapping[str, Any], key: str, line: int) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise EntryError(line, f"{key} is a list of texts")
    return tuple(value)


def _string(table: Mapping[str, Any], key: str, line: int) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise EntryError(line, f"{key} is a text")
    return value


def _reviewed(facts: Mapping[str, Any], line: int) -> date:
    value = facts.get("reviewed")
    if not isinstance(value, date):
        raise EntryError(line, "reviewed is missing: the day somebody last read the page, 2026-11-24")
    return value


def _traits(table: Mapping[str, Any], line: int) -> Traits:
    retry = table.get("retry_in_s")
    if retry is not None and (not isinstance(retry, int) or isinstance(retry, bool) or retry < 0):
        raise EntryError(line, "retry_in_s is a whole number of seconds; 0 says that waiting does not help")
    action = table.get("address_action")
    return Traits(
        permanence=_member(Permanence, table["permanence"], line) if "permanence" in table else None,
        who_acts=_member(Actor, table["who_acts"], line) if "who_acts" in table else None,
        speaker=_member(Speaker, table["speaker"], line) if "speaker" in table else None,
        retry_in_s=retry,
        address_action=_member(AddressAction, action, line) if action not in {None, "none"} else None,
        no_address_action=action == "none",
    )


def _wording(table: Mapping[str, Any], entry: str, line: int) -> Wording:
    _known(table, WORDING_KEYS, line)
    codes = table.get("codes", [])
    if not isinstance(codes, list) or not all(isinstance(code, int) and 200 <= code <= 599 for code in codes):
        raise EntryError(line, "codes is a list of numbers from 200 to 599")
    example = _string(table, "example", line)
    if not example:
        raise EntryError(line, "a wording has an example: one real line as on the wire")
    source = _string(table, "source", line)
    if not source.startswith("https://"):
        raise EntryError(line, "a wording has a source: the https address where the words stand")
    at_host = table.get("at_host", False)
    if not isinstance(at_host, bool) or (at_host and "provider" not in table):
        raise EntryError(line, "at_host is true or false, and true only with the provider whose hosts count")
    wraps = table.get("wraps", False)
    if not isinstance(wraps, bool):
        raise EntryError(line, "wraps is true or false")
    return Wording(
        entry=entry,
        line=line,
        codes=tuple(codes),
        enhanced=_texts(table, "enhanced", line),
        stage=_member(Stage, table["stage"], line) if "stage" in table else None,
        provider=table.get("provider"),
        at_host=at_host,
        wraps=wraps,
        phrases=tuple(phrase.casefold() for phrase in _texts(table, "phrases", line)),
        not_phrases=tuple(phrase.casefold() for phrase in _texts(table, "not_phrases", line)),
        token=table.get("token"),
        pattern=table.get("pattern"),
        words=tuple(word.casefold() for word in _texts(table, "words", line)),
        causes=_texts(table, "causes", line),
        example=example,
        look_alikes=_texts(table, "look_alikes", line),
        basis=_member(Basis, table.get("basis", ""), line),
        source=source,
        note=_string(table, "note", line),
        link=_string(table, "link", line),
        traits=_traits(table, line),
    )


def _sections(body: str, first_line: int) -> tuple[str, str, list[_Section]]:
    """Title, gist and the sections below them, in the order of the page."""
    title, gist, sections = "", [], []
    heading: tuple[str, str | None, int] | None = None
    held: list[str] = []
    for number, line in enumerate(body.splitlines(), start=first_line):
        if line.startswith("## "):
            if heading is not None:
                sections.append(_Section(*heading, "\n".join(held).strip()))
            heading, held = (*_heading(line[3:].strip(), number), number), []
        elif line.startswith("# ") and not title:
            title = line[2:].strip()
        elif heading is not None:
            held.append(line)
        elif line.strip():
            gist.append(line.strip())
    if heading is not None:
        sections.append(_Section(*heading, "\n".join(held).strip()))
    if not title or not gist:
        raise EntryError(first_line, "the page opens with `# Title` and a sentence, the gist")
    for name in REQUIRED_HEADINGS:
        if not _find(sections, name):
            raise EntryError(first_line, f"the section `## {name}` is missing or empty")
    return title, " ".join(gist), sections


def _heading(text: str, line: int) -> tuple[str, str | None]:
    found = _CONDITIONAL.match(text)
    name, when = (found["name"], found["when"]) if found else (text, None)
    if name not in TEXT_HEADINGS | LIST_HEADINGS or (when is not None and name not in CONDITIONAL_HEADINGS):
        raise EntryError(line, f"unknown heading `## {text}`")
    return name, when


def _find(sections: list[_Section], name: str) -> _Section | None:
    found = [section for section in sections if section.name == name and section.when is None]
    if len(found) > 1:
        raise EntryError(found[1].line, f"the section `## {name}` stands twice")
    return found[0] if found and found[0].text else None


def _one(sections: list[_Section], name: str) -> _Section:
    section = _find(sections, name)
    if section is None:
        raise EntryError(1, f"the section `## {name}` is missing or empty")
    return section


def _text(sections: list[_Section], name: str) -> str:
    section = _find(sections, name)
    return section.text if section else ""


def _texts_when(sections: list[_Section], name: str) -> tuple[tuple[str, str], ...]:
    """The conditional sections of that name, each with its condition."""
    return tuple(
        (section.when, section.text)
        for section in sections
        if section.name == name and section.when is not None
    )


def _items(section: _Section) -> Iterator[tuple[str, int]]:
    """The items of a list with their lines; continuation lines are joined."""
    held: list[str] = []
    start = section.line
    for number, line in enumerate(section.text.splitlines(), start=section.line + 1):
        if _ITEM.match(line):
            if held:
                yield " ".join(held), start
            held, start = [_ITEM.sub("", line, count=1).strip()], number
        elif line.strip():
            if not held:
                raise EntryError(number, f"`## {section.name}` is a list: each item opens with `1. ` or `- `")
            held.append(line.strip())
    if held:
        yield " ".join(held), start


def _facts(item: str, line: int) -> tuple[str, dict[str, str]]:
    """An item's text and the facts of its trailing bracket, by their word."""
    start = item.rfind("(")
    inside = item[start + 1 : -1].strip() if start >= 0 and item.endswith(")") else ""
    if not inside.startswith(_FACT_WORDS):
        return item, {}
    facts: dict[str, str] = {}
    for part in inside.split(";"):
        word = next((word for word in _FACT_WORDS if part.strip().startswith(word)), None)
        if word is None:
            raise EntryError(line, f"unknown fact `{part.strip()}`; known are {', '.join(_FACT_WORDS)}")
        facts[word.rstrip(":")] = part.strip()[len(word) :].strip()
    return item[:start].strip(), facts


def _bold(item: str, line: int) -> tuple[str, str]:
    found = _BOLD.match(item)
    if not found:
        raise EntryError(line, "an item opens with **bold words**")
    return found["bold"].strip(), found["rest"].strip()


def _causes(section: _Section, traits: Mapping[str, Traits]) -> Iterator[Cause]:
    seen: set[str] = set()
    for item, line in _items(section):
        text, facts = _facts(item, line)
        cause, rest = _bold(text, line)
        if slug(cause) != cause or not rest:
            raise EntryError(line, "a cause opens with its id in bold, then says in words why it happens")
        if cause in seen:
            raise EntryError(line, f"the cause {cause} stands twice")
        seen.add(cause)
        yield Cause(
            id=cause,
            text=rest,
            confirmed_by=tuple(_TAG.findall(facts.get("confirmed by", ""))),
            refuted_by=tuple(_TAG.findall(facts.get("refuted by", ""))),
            likelier_with=tuple(_TAG.findall(facts.get("likelier with", ""))),
            traits=traits.get(cause, Traits()),
        )
    orphans = sorted(set(traits) - seen)
    if orphans:
        raise EntryError(section.line, f"[cause.{orphans[0]}] is not among the causes of `## Why it happens`")


def _steps(section: _Section, default: Actor | None) -> Iterator[Step]:
    for item, line in _items(section):
        text, facts = _facts(item, line)
        title, rest = _bold(text, line)
        who = _member(Actor, facts["who"], line) if "who" in facts else default
        if who is None:
            raise EntryError(
                line, "a step says who does it, (who: sender-admin), or the entry does, who_acts"
            )
        yield Step(
            id=facts.get("id", slug(title)),
            title=title.rstrip("."),
            text=rest,
            who=who,
            check=facts.get("check"),
        )


def _questions(section: _Section | None) -> Iterator[Question]:
    if section is None:
        return
    held: list[str] = []
    for paragraph in re.split(r"\n\s*\n|\n(?=(?:- |\d+\. )?\*\*)", section.text):
        text = " ".join(_ITEM.sub("", line).strip() for line in paragraph.splitlines()).strip()
        if text.startswith("**"):
            held.append(text)
        elif held and text:
            held[-1] += "\n\n" + text
        elif text:
            raise EntryError(section.line, "a question stands in bold, its answer behind it")
    for text in held:
        question, answer = _bold(text, section.line)
        if not answer:
            raise EntryError(section.line, f"no answer to: {question}")
        yield Question(question, answer)
