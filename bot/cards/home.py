"""App Home: the queue of its visitor, by section and filter, a page at a time. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.card import (
    OPTIONS,
    Block,
    Card,
    actions,
    button,
    divider,
    header,
    option,
    plain_text,
    quiet,
    section,
    select,
)
from bot.cards.queue import EMPTY, line_blocks, turn_buttons, write_listing
from bot.cards.words import FAMILIES, provider_name
from bot.model import Age, Entry, Family, Listing, Overview, Page, Section

TABS = {
    Section.MINE: "Mine",
    Section.WAITING: "Waiting for me",
    Section.UNOWNED: "Nobody's",
    Section.OVERDUE: "Overdue",
    Section.OPEN: "All open",
}
AGES = {Age.HOUR: "Older than an hour", Age.DAY: "Older than a day", Age.WEEK: "Older than a week"}
ANY = "any"
HOW_TO = "Search with `/smtpcheck incidents search 5.7.1 acme`. `/smtpcheck help` lists what else I do."
HOW_TO_OPEN = (
    "Paste an SMTP error, a log or a bounce into a channel I am in, or send it to me: "
    "it is answered there, and stands here until somebody resolves it."
)
FOR_MEMBERS = (
    "Guests and people of other organisations can read diagnoses only. Paste an error to have it read."
)


def home_card(page: Page, overview: Overview, entries: Mapping[str, Entry], reader: str) -> Card:
    """What a member sees at home."""
    total = overview.sections[page.listing.section]
    return Card(
        "Incidents",
        [
            header("Incidents"),
            _tabs(page.listing, overview),
            *_filters(page.listing, overview),
            divider(),
            *(line_blocks(page, entries, reader) or [section(_nothing(page.listing, overview))]),
            *([divider()] if page.lines else []),
            *filter(None, [turn_buttons(page)]),
            quiet(f"{_place(page, overview.first, total)}{HOW_TO}"),
        ],
    )


def outsider_card() -> Card:
    """What a guest or a person of another organisation sees at home."""
    return Card("Incidents", [section(FOR_MEMBERS)])


def _tabs(listing: Listing, overview: Overview) -> Block:
    return actions(
        [
            button(
                f"{label} {overview.sections[tab]:,}",
                f"queue:section:{tab}",
                write_listing(listing),
                primary=tab is listing.section,
            )
            for tab, label in TABS.items()
        ]
    )


def _filters(listing: Listing, overview: Overview) -> list[Block]:
    if not (overview.sections[Section.OPEN] or listing.filtered):
        return []  # nothing to choose from
    families = {name: f"{FAMILIES[Family(name)]} {number}" for name, number in _most(overview.families)}
    providers = {name: f"{provider_name(name)} {number}" for name, number in _most(overview.providers)}
    if listing.family is not None:
        families.setdefault(listing.family, f"{FAMILIES[Family(listing.family)]} 0")
    if listing.provider is not None:
        providers.setdefault(listing.provider, f"{provider_name(listing.provider)} 0")
    channel: Block = {
        "type": "conversations_select",
        "action_id": "queue:channel",
        "placeholder": plain_text("Any channel"),
        "filter": {"include": ["public", "private"]},
    }
    if listing.channel is not None:
        channel["initial_conversation"] = listing.channel
    clear = [button("Clear filters", "queue:clear", write_listing(listing))] if listing.filtered else []
    selects = [
        _select("queue:family", "Any error", families, listing.family),
        _select("queue:provider", "Any provider", providers, listing.provider),
        channel,
        _select("queue:age", "Any age", AGES, listing.age),
    ]
    return [actions([*selects, *clear])]


def _select(
    action_id: str, anything: str, choices: Mapping[str, str] | Mapping[Age, str], chosen: str | None
) -> Block:
    offered = [option(anything, ANY), *(option(label, value) for value, label in choices.items())][:OPTIONS]
    initial = next((one for one in offered if one["value"] == chosen), offered[0])
    return select(action_id, anything, offered, chosen=initial)


def _most(numbers: Mapping[Family, int] | Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first, as many as a select shows beside `any` and what is chosen."""
    found = [(str(name), number) for name, number in numbers.items()]
    return sorted(found, key=lambda item: (-item[1], item[0]))[: OPTIONS - 2]


def _nothing(listing: Listing, overview: Overview) -> str:
    if listing.filtered:
        return "Nothing open fits these filters. *Clear filters* shows the rest."
    if not overview.sections[Section.OPEN]:
        return f"{EMPTY[Section.OPEN]} {HOW_TO_OPEN}"
    return EMPTY[listing.section]


def _place(page: Page, first: int, total: int) -> str:
    if not page.lines:
        return ""
    return f"{first:,} to {first + len(page.lines) - 1:,} of {total:,} · "
