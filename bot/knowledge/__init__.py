"""The knowledge base: entries, codes and evidence tags as they lie in this package.

It reads its own package files once and nothing else; support people edit the Markdown
(docs/knowledge.md says how), `smtpcheck lint` proves it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bot.errors import SettingsError
from bot.knowledge import compiled
from bot.knowledge.entry import parse_entry
from bot.knowledge.everyday import ADDRESS_BETWEEN, GAP, GAP_LIMIT
from bot.knowledge.folding import fold, respelt
from bot.knowledge.index import Knowledge, Match, rank
from bot.knowledge.likeness import pages_by_word
from bot.knowledge.page import EntryError
from bot.knowledge.rules import Tier
from bot.model import Code, Entry, Tag, Vantage

__all__ = [
    "ADDRESS_BETWEEN",
    "GAP",
    "GAP_LIMIT",
    "EntryError",
    "Knowledge",
    "Match",
    "Tier",
    "entry_files",
    "fold",
    "load_codes",
    "load_knowledge",
    "load_signs",
    "load_tags",
    "parse_entry",
    "rank",
    "respelt",
]

_CODES = "codes.toml"
_SIGNS = "signs.toml"
_TAGS = "evidence.toml"
_LISTS = (_CODES, _SIGNS, _TAGS)


def entry_files() -> Iterator[tuple[str, str, Traversable]]:
    """Family, id and file of every page, in order of family and id."""
    root = files(__package__) / "entries"
    for folder in sorted(root.iterdir(), key=lambda item: item.name):
        if folder.is_dir():
            for page in sorted(folder.iterdir(), key=lambda item: item.name):
                if page.name.endswith(".md"):
                    yield folder.name, page.name.removesuffix(".md"), page


def load_knowledge() -> Knowledge:
    """The whole base; raises `SettingsError` naming the page that breaks the format."""
    pages = [(family, name, page.read_bytes()) for family, name, page in entry_files()]
    copy = compiled.name_of([*pages, *(("", name, _file(name).read_bytes()) for name in _LISTS)])
    base = compiled.load_copy(copy)
    if base is None:
        signs = load_signs()
        entries = {name: _entry(family, name, raw, signs) for family, name, raw in pages}
        base = compiled.Base(entries, load_codes(), load_tags(), pages_by_word(entries))
        compiled.save_copy(copy, base)
    return Knowledge(*base)


def _entry(family: str, name: str, raw: bytes, signs: Mapping[str, str]) -> Entry:
    try:
        return parse_entry(raw.decode("utf-8"), id=name, family=family, signs=signs)
    except EntryError as error:
        page = f"bot/knowledge/entries/{family}/{name}.md:{error.line}"
        raise SettingsError(
            f"{page}: {error.message}. Mend the page; smtpcheck lint shows all faults."
        ) from error


def load_codes() -> dict[str, Code]:
    """Every known number by itself, keyed `535` or `X.7.8`."""
    return {
        number: Code(number, facts["title"], facts["sentence"], facts["source"])
        for number, facts in _toml(_CODES).items()
    }


def load_signs() -> dict[str, str]:
    """How one sees that it is this cause and no other, of causes that stand on several pages, by their id."""
    return _toml(_SIGNS)


def load_tags() -> dict[str, Tag]:
    """Every evidence tag that may be emitted or named."""
    return {
        tag: Tag(
            tag, facts["meaning"], tuple(facts["args"]), tuple(Vantage(item) for item in facts["vantage"])
        )
        for tag, facts in _toml(_TAGS).items()
    }


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_file(name).read_text(encoding="utf-8"))


def _file(name: str) -> Traversable:
    return files(__package__) / name
