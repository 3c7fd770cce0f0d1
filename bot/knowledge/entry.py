"""One page of the knowledge base: from Markdown with a TOML block on top to an `Entry`. Pure.

The format is described in docs/knowledge.md. This module reads one text and opens no file;
what a page says about others (look-alikes, tags, checks) is `bot.lint`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.knowledge.block import Block, parse_block, parse_member
from bot.knowledge.page import (
    ITEM,
    EntryError,
    Page,
    Section,
    items_of,
    parse_bold,
    parse_facts,
    parse_page,
    split_page,
)
from bot.model import Actor, Cause, Entry, Family, Question, Step, Traits

_TAG = re.compile(r"`([^`]+)`")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NO_SIGNS: Mapping[str, str] = MappingProxyType({})


def _slug(title: str) -> str:
    """A title as an id: lower case, words joined by hyphens, nothing else."""
    return _NOT_SLUG.sub("-", title.lower()).strip("-")


def parse_entry(
    text: str,
    *,
    id: str,  # noqa: A002 - the field's word
    family: str,
    signs: Mapping[str, str] = _NO_SIGNS,
) -> Entry:
    """Read one page; raises `EntryError` with the line of the first fault.

    `signs`: of causes that stand on several pages, by their id; a page may give its own.
    """
    top, top_line, body, body_line = split_page(text)
    block, page = parse_block(top, top_line, entry=id), parse_page(body, body_line)
    usual_actor = block.traits.who_acts
    return Entry(
        id=id,
        title=page.title,
        gist=page.gist,
        family=parse_member(Family, family, 1),
        traits=block.traits,
        checks=block.checks,
        siblings=block.siblings,
        look_alikes=block.look_alikes,
        reviewed=block.reviewed,
        wordings=block.wordings,
        meaning=page.text("What it means"),
        seen_from=page.text("Who you see it from"),
        causes=tuple(_causes(page.require("Why it happens"), block, signs)),
        steps=tuple(_steps(page.require("How to fix it"), usual_actor)),
        steps_when=tuple(
            (when, tuple(_steps(section, usual_actor))) for when, section in page.conditional("How to fix it")
        ),
        many_mailboxes=page.text("When you connect many mailboxes"),
        customer=page.text("Tell the customer"),
        customer_when=_texts_when(page, "Tell the customer"),
        administrator=page.text("Tell the customer's administrator"),
        administrator_when=_texts_when(page, "Tell the customer's administrator"),
        hand_off_when=page.text("Hand off when"),
        questions=tuple(_questions(page.find("Questions"))),
        code_lies=page.text("The code lies when"),
        sources=tuple(item for item, _ in items_of(page.require("Sources"))),
    )


def _texts_when(page: Page, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((when, section.text) for when, section in page.conditional(name))


def _causes(section: Section, block: Block, signs: Mapping[str, str]) -> Iterator[Cause]:
    seen: set[str] = set()
    for item, line in items_of(section):
        text, facts = parse_facts(item, line)
        cause, rest = parse_bold(text, line)
        if _slug(cause) != cause or not rest:
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
            traits=block.causes.get(cause, Traits()),
            gist=block.gists.get(cause, ""),
            sign=block.signs.get(cause, signs.get(cause, "")),
        )
    orphans = sorted(set(block.causes) - seen)
    if orphans:
        raise EntryError(section.line, f"[cause.{orphans[0]}] is not among the causes of `## Why it happens`")


def _steps(section: Section, default: Actor | None) -> Iterator[Step]:
    for item, line in items_of(section):
        text, facts = parse_facts(item, line)
        title, rest = parse_bold(text, line)
        who = parse_member(Actor, facts["who"], line) if "who" in facts else default
        if who is None:
            raise EntryError(
                line, "a step says who does it, (who: sender-admin), or the entry does, who_acts"
            )
        yield Step(
            id=facts.get("id", _slug(title)),
            title=title.rstrip("."),
            text=rest,
            who=who,
            check=facts.get("check"),
            needless_with=tuple(_TAG.findall(facts.get("needless with", ""))),
            only_with=tuple(_TAG.findall(facts.get("only with", ""))),
        )


def _questions(section: Section | None) -> Iterator[Question]:
    if section is None:
        return
    held: list[str] = []
    for paragraph in re.split(r"\n\s*\n|\n(?=(?:- |\d+\. )?\*\*)", section.text):
        text = " ".join(ITEM.sub("", line).strip() for line in paragraph.splitlines()).strip()
        if text.startswith("**"):
            held.append(text)
        elif held and text:
            held[-1] += "\n\n" + text
        elif text:
            raise EntryError(section.line, "a question stands in bold, its answer behind it")
    for text in held:
        question, answer = parse_bold(text, section.line)
        if not answer:
            raise EntryError(section.line, f"no answer to: {question}")
        yield Question(question, answer)
