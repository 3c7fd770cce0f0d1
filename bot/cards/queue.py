"""Lists of incidents: a line each with what to do next, in a message or at home. Pure.

A button carries numbers and the listing it stands in, never words that people typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.cards.card import (
    Block,
    Card,
    actions,
    button,
    card,
    divider,
    quiet,
    quiet_quote,
    quiet_said,
    section,
)
from bot.cards.finding import NOT_SENT, headline, numbers
from bot.cards.incident import LINE_CHARS
from bot.cards.text import dotted, mrkdwn, one_line, since, unbold
from bot.cards.words import STATES, owner_of, provider_name
from bot.errors import UsageError
from bot.model import (
    DAMAGED_CREDENTIAL,
    Age,
    Entry,
    Family,
    IncidentState,
    Listed,
    Listing,
    Page,
    Section,
    is_direct,
    is_person,
    mention,
)

PAGE_LINES = 10  # four blocks a line, and what one takes in without scrolling far
WORDS_CHARS = 300
WIRE_CHARS = 100
CUSTOMER_CHARS = 60
OUTDATED = "This list is older than I am. `/smtpcheck incidents` makes a new one."
TITLES = {
    Section.MINE: "Your incidents",
    Section.WAITING: "Waiting for your answer",
    Section.UNOWNED: "Nobody's incidents",
    Section.OVERDUE: "Overdue incidents",
    Section.OPEN: "Open incidents",
    Section.ALL: "All incidents",
}
EMPTY = {
    Section.MINE: "No open incident is yours.",
    Section.WAITING: "Nothing waits for your answer.",
    Section.UNOWNED: "Every open incident has somebody.",
    Section.OVERDUE: "Nothing is overdue.",
    Section.OPEN: "No incident is open.",
    Section.ALL: "There is no incident yet that you can see.",
}
_LISTING = re.compile(r"([a-z]+)\|([a-z-]*)\|([\w.-]*)\|([A-Z0-9]*)\|([a-z]*)\|(\d*)\|(\d*)(<?)")


def write_listing(listing: Listing) -> str:
    """A listing as a button or view carries it: ids only, `mine|auth|gmail|C1|day||120`."""
    past = "" if listing.past is None else f"{listing.past}{'<' if listing.back else ''}"
    parts = (listing.section, listing.family, listing.provider, listing.channel, listing.age, listing.search)
    return "|".join("" if part is None else str(part) for part in (*parts, past))


def read_listing(text: str) -> Listing:
    """The listing that was written; the default for nothing, UsageError for what no button carries."""
    if not text:
        return Listing()
    found = _LISTING.fullmatch(text)
    if found is None:
        raise UsageError(OUTDATED)
    section_, family, provider, channel, age, search, past, back = found.groups()
    try:
        return Listing(
            Section(section_),
            Family(family) if family else None,
            provider or None,
            channel or None,
            Age(age) if age else None,
            int(search) if search else None,
            int(past) if past else None,
            bool(back),
        )
    except ValueError as error:
        raise UsageError(OUTDATED) from error


def read_left_listing(text: str) -> Listing:
    """The listing somebody left their home with; the default where an older version carried it."""
    try:
        return read_listing(text)
    except UsageError:
        return Listing()


def list_card(page: Page, entries: Mapping[str, Entry], reader: str, *, words: str) -> Card:
    """One page of a list, for its reader alone; `words` are those of a search."""
    searched = page.listing.search is not None
    title = "Found" if searched else TITLES[page.listing.section]
    heading = [section(f"*{title}*"), quiet_quote(one_line(words, WORDS_CHARS)) if searched else None]
    if not page.lines and not page.more:
        empty = "No incident holds all of these words." if searched else EMPTY[page.listing.section]
        hint = "Try fewer." if searched else "Paste an error to open one."
        return card(empty, [section(f"{empty} {hint}"), *heading[1:]])
    more = " and more" if page.older else ""
    return card(
        f"{title}: {len(page.lines)}{more}",
        [
            *heading,
            *line_blocks(page, entries, reader),
            turn_buttons(page),
            quiet("So far nothing older fits; *Older* looks further back.") if page.more else None,
        ],
    )


def line_blocks(page: Page, entries: Mapping[str, Entry], reader: str) -> list[Block]:
    """Each incident: what happened, its facts, and what its reader can do about it."""
    blocks: list[Block] = []
    for line in page.lines:
        blocks += [
            *([divider()] if blocks else []),
            section(f"*{line.id}* · {gist_of_line(line, entries)}"),
            _facts(line, entries),
            actions(_acts(line, page.listing, reader)),
        ]
    return blocks


def turn_buttons(page: Page) -> Block | None:
    """The buttons to the pages around this one; None where it is the only one."""
    turns = (("Newer", page.newer), ("Older", page.older))
    if page.listing.section is Section.OVERDUE:
        turns = (("Longer overdue", page.newer), ("Next", page.older))
    buttons = [
        button(label, f"queue:page:{place}", write_listing(there))
        for place, (label, there) in enumerate(turns)
        if there is not None
    ]
    return actions(buttons) if buttons else None


def gist_of_line(line: Listed, entries: Mapping[str, Entry]) -> str:
    """What happened, in Slack's markup."""
    if line.reply_text == DAMAGED_CREDENTIAL:
        return NOT_SENT
    entry = entries.get(line.entry) if line.entry else None
    if entry is None:
        return "A mail server gave no known reason."
    return mrkdwn(unbold(headline(line, entry)), LINE_CHARS)


def _facts(line: Listed, entries: Mapping[str, Entry]) -> Block:
    """Who has it since when, and other people's words apart, exactly as they are."""
    # When it was resolved, where it is; else since when it is open.
    stands = f"since {since(line.opened_at)}"
    if line.resolved_at is not None:
        stands = f"{STATES[IncidentState.RESOLVED]} {since(line.resolved_at)}"
    parts = [
        "*Overdue*" if line.overdue else "",
        f"waits for {mention(line.offered_to)}" if line.offered_to else owner_of(line),
        stands,
        "only you see it" if line.channel is None and line.owner is None and line.offered_to is None else "",
        f"rests until {since(line.snoozed_until)}" if line.snoozed_until else "",
        f"seen {line.seen} times" if line.seen > 1 else "",
        f"<#{line.channel}>" if line.channel and not is_direct(line.channel) else "",
        numbers(line),
        provider_name(line.provider),
    ]
    said = [one_line(text, CUSTOMER_CHARS) for text in (line.customer, line.about) if text]
    if line.entry not in entries and line.reply_text.strip():
        said.append(f"“{one_line(line.reply_text, WIRE_CHARS)}”")
    return quiet_said(dotted(parts), *said)


def _acts(line: Listed, listing: Listing, reader: str) -> list[Block]:
    value = f"{line.id}:{line.version}"
    show = button("Show", "queue:show", value)
    if line.state is IncidentState.RESOLVED or line.owner == reader:
        return [show]
    # The page is made anew with what the act changed, so its place is kept.
    within = f"{value} {write_listing(listing)}"
    if line.waiting:
        # What was escalated waits for everybody who hears of it, but was offered to somebody else.
        another = line.offered_to and is_person(line.offered_to) and line.offered_to != reader
        return [button("Take it" if another else "Accept", "queue:accept", within, primary=True), show]
    if line.owner is None or line.offered_to is not None:
        return [button("Assign to me", "queue:assign", within), show]
    return [show]
