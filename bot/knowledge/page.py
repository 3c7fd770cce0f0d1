"""A page's Markdown: the block on top apart, sections under their headings, lists, an item's facts. Pure.

What is not of the form raises EntryError with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TEXT_HEADINGS = {
    "What it means", "Who you see it from", "When you connect many mailboxes", "Tell the customer",
    "Tell the customer's administrator", "Hand off when", "The code lies when",
}  # fmt: skip
_LIST_HEADINGS = {"Why it happens", "How to fix it", "Questions", "Sources"}
_REQUIRED_HEADINGS = ("What it means", "Why it happens", "How to fix it", "Tell the customer", "Sources")
_CONDITIONAL_HEADINGS = {"How to fix it", "Tell the customer", "Tell the customer's administrator"}
# A trailing bracket holds an item's facts when it opens with one of these words.
_FACT_WORDS = (
    "who:", "check:", "id:", "needless with", "only with", "confirmed by", "refuted by", "likelier with",
)  # fmt: skip
_CONDITIONAL = re.compile(r"^(?P<name>[^`]+?) when `(?P<when>[a-z0-9.-]+)`$")
ITEM = re.compile(r"^(?:\d+\.|-) +")
_BOLD = re.compile(r"^\*\*(?P<bold>[^*]+)\*\*\s*(?P<rest>.*)$", re.DOTALL)


class EntryError(ValueError):
    """A page that breaks the format; `line` counts from 1 in its file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below a heading; `when` is the tag or cause that makes it apply, None for always.

    `line` is the heading's, counted from 1 in the file.
    """

    name: str
    when: str | None
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """Title, gist and sections, in the order of the page; `line` is where it starts in its file."""

    line: int
    title: str
    gist: str
    sections: tuple[Section, ...]

    def find(self, name: str) -> Section | None:
        """The section that always applies; None when it is missing or empty. Raises EntryError for two."""
        found = [section for section in self.sections if section.name == name and section.when is None]
        if len(found) > 1:
            raise EntryError(found[1].line, f"the section `## {name}` stands twice")
        return found[0] if found and found[0].text else None

    def require(self, name: str) -> Section:
        """The same, where the page must have it; raises EntryError where it is missing or empty."""
        section = self.find(name)
        if section is None:
            raise EntryError(self.line, f"the section `## {name}` is missing or empty")
        return section

    def text(self, name: str) -> str:
        """The words of that section; empty when there is none."""
        section = self.find(name)
        return section.text if section else ""

    def conditional(self, name: str) -> Iterator[tuple[str, Section]]:
        """The sections of that name that apply on a condition, each with it."""
        for section in self.sections:
            if section.name == name and section.when is not None:
                yield section.when, section


def split_page(text: str) -> tuple[str, int, str, int]:
    """The TOML block and the page below it, each with the line of its first text, counted from 1.

    Raises EntryError where the block does not open the file or is not closed.
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != "```toml":
        raise EntryError(1, "the file opens with ```toml")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "```":
            return "\n".join(lines[1:number]), 2, "\n".join(lines[number + 1 :]), number + 2
    raise EntryError(1, "the TOML block is not closed with ```")


def parse_page(body: str, first_line: int) -> Page:
    """Read what stands below the block; raises EntryError with the line of the first fault."""
    title, gist, sections = "", [], []
    heading: tuple[str, str | None, int] | None = None
    held: list[str] = []
    for number, line in enumerate(body.splitlines(), start=first_line):
        if line.startswith("## "):
            if heading is not None:
                sections.append(Section(*heading, "\n".join(held).strip()))
            heading, held = (*_heading(line[3:].strip(), number), number), []
        elif line.startswith("# ") and not title:
            title = line[2:].strip()
        elif heading is not None:
            held.append(line)
        elif line.strip():
            gist.append(line.strip())
    if heading is not None:
        sections.append(Section(*heading, "\n".join(held).strip()))
    if not title or not gist:
        raise EntryError(first_line, "the page opens with `# Title` and a sentence, the gist")
    page = Page(first_line, title, " ".join(gist), tuple(sections))
    for name in _REQUIRED_HEADINGS:
        page.require(name)
    return page


def _heading(text: str, line: int) -> tuple[str, str | None]:
    found = _CONDITIONAL.match(text)
    name, when = (found["name"], found["when"]) if found else (text, None)
    if name not in _TEXT_HEADINGS | _LIST_HEADINGS or (
        when is not None and name not in _CONDITIONAL_HEADINGS
    ):
        raise EntryError(line, f"unknown heading `## {text}`")
    return name, when


def items_of(section: Section) -> Iterator[tuple[str, int]]:
    """The items of a list with their lines, continuation lines joined; raises EntryError for a text above."""
    held: list[str] = []
    start = section.line
    for number, line in enumerate(section.text.splitlines(), start=section.line + 1):
        if ITEM.match(line):
            if held:
                yield " ".join(held), start
            held, start = [ITEM.sub("", line, count=1).strip()], number
        elif line.strip():
            if not held:
                raise EntryError(number, f"`## {section.name}` is a list: each item opens with `1. ` or `- `")
            held.append(line.strip())
    if held:
        yield " ".join(held), start


def parse_facts(item: str, line: int) -> tuple[str, dict[str, str]]:
    """An item's text and the facts of its trailing bracket, by their word; none where no bracket holds any.

    Raises EntryError for a fact beside known ones that is not known.
    """
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


def parse_bold(item: str, line: int) -> tuple[str, str]:
    """The bold words that open an item, and what follows, if anything; raises EntryError without any."""
    found = _BOLD.match(item)
    if not found:
        raise EntryError(line, "an item opens with **bold words**")
    return found["bold"].strip(), found["rest"].strip()
