"""The TOML block on top of a page: what the situation and each of its wordings are. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, TypeVar

import re2

from bot.knowledge.folding import fold
from bot.knowledge.page import EntryError
from bot.model import Actor, AddressAction, Basis, Family, Permanence, Speaker, Stage, Traits, Wording

_TRAIT_KEYS = {"permanence", "who_acts", "speaker", "retry_in_s", "address_action"}
_CAUSE_KEYS = _TRAIT_KEYS | {"family", "gist", "sign"}
_ENTRY_KEYS = _TRAIT_KEYS | {"checks", "related", "reviewed", "cause", "wording"}
_WORDING_KEYS = _TRAIT_KEYS | {
    "codes", "enhanced", "stage", "provider", "at_host", "wraps", "phrases", "not_phrases", "token",
    "pattern", "words", "causes", "example", "look_alikes", "basis", "source", "note", "link",
}  # fmt: skip
_RELATIONS = {"sibling", "look-alike"}
_CHOICE = re.compile(r"\(([^()|]*\|[^()]*)\)")

_Member = TypeVar("_Member")


@dataclass(frozen=True, slots=True)
class Block:
    """What the block says; `causes`, `gists` and `signs` hold what single causes say of their own, by id."""

    traits: Traits
    causes: Mapping[str, Traits]
    gists: Mapping[str, str]
    signs: Mapping[str, str]
    checks: tuple[str, ...]
    siblings: tuple[str, ...]
    look_alikes: tuple[str, ...]
    reviewed: date
    wordings: tuple[Wording, ...]


def parse_block(text: str, line: int, *, entry: str) -> Block:
    """Read the block that starts at `line`; raises EntryError with the line of the first fault."""
    facts = _toml(text, line)
    _known(facts, _ENTRY_KEYS, line)
    related = _table(facts.get("related", {}), line, _RELATIONS)
    wordings, lines = facts.get("wording", []), _wording_lines(text, line)
    causes = {
        name: _table(value, line, _CAUSE_KEYS) for name, value in _table(facts.get("cause", {}), line).items()
    }
    if not isinstance(wordings, list) or len(wordings) != len(lines):
        raise EntryError(line, "each wording opens with [[wording]], on a line of its own")
    return Block(
        traits=_traits(facts, line),
        causes={name: _traits(table, line) for name, table in causes.items()},
        gists={name: _string(table, "gist", line) for name, table in causes.items()},
        signs={name: _string(table, "sign", line) for name, table in causes.items() if "sign" in table},
        checks=_texts(facts, "checks", line),
        siblings=_texts(related, "sibling", line),
        look_alikes=_texts(related, "look-alike", line),
        reviewed=_reviewed(facts, line),
        wordings=tuple(_wording(table, entry, at) for table, at in zip(wordings, lines, strict=True)),
    )


def parse_member(kind: Callable[[str], _Member], value: object, line: int) -> _Member:
    """A value of a closed set; raises EntryError for one that is not in it."""
    try:
        return kind(str(value))
    except ValueError as error:
        raise EntryError(line, f"{error}") from error


def _member(kind: Callable[[str], _Member], table: Mapping[str, Any], key: str, line: int) -> _Member | None:
    return parse_member(kind, table[key], line) if key in table else None


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
        if "".join(text.split()).startswith("[[wording]]")
    ]


def _known(table: Mapping[str, Any], keys: set[str], line: int) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise EntryError(line, f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(keys))}")


def _table(value: object, line: int, keys: set[str] | None = None) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise EntryError(line, "a table is expected here")
    if keys is not None:
        _known(value, keys, line)
    return value


def _texts(table: Mapping[str, Any], key: str, line: int) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise EntryError(line, f"{key} is a list of texts")
    return tuple(value)


def _spelled_out(word: str) -> Iterator[str]:
    """A word in all its forms: "mailbox (is |)(full|over quota)" is four; "(3)" stands as it is."""
    parts = _CHOICE.split(word)  # what stands between the brackets and what stands in them, in turn
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    return (" ".join("".join(chosen).split()) for chosen in product(*choices))


def _pattern(table: Mapping[str, Any], line: int) -> str | None:
    """A pattern as it stands, None for none: it is compiled when a text asks for it, too late to say so."""
    pattern = _string(table, "pattern", line) or None
    if pattern is not None:
        options = re2.Options()
        options.log_errors = False
        try:
            re2.compile(pattern, options)
        except re2.error as error:
            raise EntryError(line, "the pattern is not RE2 syntax") from error
    return pattern


def _flag(table: Mapping[str, Any], key: str, line: int) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise EntryError(line, f"{key} is true or false")
    return value


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
        permanence=_member(Permanence, table, "permanence", line),
        who_acts=_member(Actor, table, "who_acts", line),
        speaker=_member(Speaker, table, "speaker", line),
        retry_in_s=retry,
        address_action=_member(AddressAction, table, "address_action", line) if action != "none" else None,
        no_address_action=action == "none",
        family=_member(Family, table, "family", line),
    )


def _wording(table: Mapping[str, Any], entry: str, line: int) -> Wording:
    _known(table, _WORDING_KEYS, line)
    codes = table.get("codes", [])
    if not isinstance(codes, list) or not all(isinstance(code, int) and 200 <= code <= 599 for code in codes):
        raise EntryError(line, "codes is a list of numbers from 200 to 599")
    example = _string(table, "example", line)
    if not example:
        raise EntryError(line, "a wording has an example: one real line as on the wire")
    source = _string(table, "source", line)
    if not source.startswith("https://"):
        raise EntryError(line, "a wording has a source: the https address where the words stand")
    at_host, wraps = _flag(table, "at_host", line), _flag(table, "wraps", line)
    if at_host and "provider" not in table:
        raise EntryError(line, "at_host wants the provider whose hosts count")
    return Wording(
        entry=entry,
        line=line,
        codes=tuple(codes),
        enhanced=_texts(table, "enhanced", line),
        stage=_member(Stage, table, "stage", line),
        provider=_string(table, "provider", line) or None,
        at_host=at_host,
        wraps=wraps,
        phrases=tuple(fold(phrase) for phrase in _texts(table, "phrases", line)),
        not_phrases=tuple(fold(phrase) for phrase in _texts(table, "not_phrases", line)),
        token=_string(table, "token", line) or None,
        pattern=_pattern(table, line),
        words=tuple(fold(one) for word in _texts(table, "words", line) for one in _spelled_out(word)),
        causes=_texts(table, "causes", line),
        example=example,
        look_alikes=_texts(table, "look_alikes", line),
        basis=parse_member(Basis, table.get("basis", ""), line),
        source=source,
        note=_string(table, "note", line),
        link=_string(table, "link", line),
        traits=_traits(table, line),
    )
