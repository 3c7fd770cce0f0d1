"""What happened to an incident, newest first, a page at a time. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.cards.card import TYPED_CHARS, Block, Modal, actions, button, modal, quiet, quiet_quote, section
from bot.cards.happening import happening_line, typed_words
from bot.cards.incident import gist_of, reference
from bot.cards.text import literal, since
from bot.model import Entry, Happening, Incident

# Of a form's 12,000 characters and 100 blocks: what stays for the heading and the two buttons.
PAGE_CHARS = 10_000
PAGE_LINES = 40


def timeline_modal(
    incident: Incident, entries: Mapping[str, Entry], timeline: Sequence[Happening], page: int = 1
) -> Modal:
    """One page, counted from 1; a page that is not there is the last one."""
    pages = [*_pages(incident, entries, timeline)]
    page = max(1, min(page, len(pages)))
    return modal(
        "timeline",
        "Timeline",
        [
            section(f"*Incident {incident.id}:* {gist_of(incident, entries)}"),
            quiet("What happened last stands first."),
            *(block for line in pages[page - 1] for block in line),
            _turn(incident, page, len(pages)),
        ],
        metadata=reference(incident),
    )


def _pages(
    incident: Incident, entries: Mapping[str, Entry], timeline: Sequence[Happening]
) -> Iterator[list[list[Block]]]:
    """The lines of each page: as many as fit."""
    page: list[list[Block]] = []
    held = 0
    for happening in reversed(timeline):
        text = f"{since(happening.at)} · {happening_line(incident, happening, entries)}"
        words = typed_words(happening) or happening.note.strip()
        size = len(text) + (len(literal(words, TYPED_CHARS)) if words else 0)
        if page and (held + size > PAGE_CHARS or len(page) == PAGE_LINES):
            yield page
            page, held = [], 0
        page.append([quiet(text), *([quiet_quote(words, TYPED_CHARS)] if words else [])])
        held += size
    yield page


def _turn(incident: Incident, page: int, pages: int) -> Block | None:
    """The buttons to the pages beside this one; none where there is but one."""
    turns = [
        button(label, action_id, f"{reference(incident)}:{to}")
        for label, action_id, to in (
            ("Newer", "timeline:newer", page - 1),
            ("Older", "timeline:older", page + 1),
        )
        if 1 <= to <= pages
    ]
    return actions(turns) if turns else None
