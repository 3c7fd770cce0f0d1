"""Pages to read: the reference of a number or an entry, an incident, a whole error. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.answer import STEPS_SHOWN, answer_blocks, quiet_line, reply_blocks, steps_list
from bot.cards.card import Block, Card, Modal, actions, button, card, modal, quiet, quiet_quote, section
from bot.cards.finding import Group, cause_line, entry_of, grouped, what_happened
from bot.cards.incident import LINK, gist_of, reference
from bot.cards.marks import further_steps
from bot.cards.text import dotted, linked, mrkdwn, unbold
from bot.cards.words import FAMILIES, provider_name
from bot.model import Cause, Entry, Incident, Question, Reference, Tick

ENTRIES_SHOWN = 8
CAUSES_SHOWN = 4
PROVIDERS_SHOWN = 3
PAGE = "entry:page"
PARAGRAPH_CHARS = 2900
EXACT = "Paste the lines with the server's answer, and I say which of these causes they point to."
NO_PAGE = "No page knows these words yet, so there is no more to say about them."


def code_card(found: Reference) -> Card:
    """The reference of a number: what it means by itself, then the errors that carry it."""
    name = mrkdwn(found.code.title, 150) if found.code else "no standard knows this number"
    blocks: list[Block | None] = [section(f"*{mrkdwn(found.number, 20)} · {name}*")]
    if found.code is not None:
        blocks.append(section(mrkdwn(found.code.sentence, 1000)))
    if found.lead is not None:
        blocks += _entry_blocks(found.lead, numbered=False)
    if found.others:
        title = "The same number also stands for" if found.lead else "It stands for"
        blocks += _entries_to_choose(f"*{title}*", found.others)
    blocks.append(quiet("The words behind the number decide. Paste the whole line to have it read."))
    return card(f"{found.number}: {name}", blocks)


def pages_card(entries: Sequence[Entry]) -> Card:
    """The pages that a few words lead to, where the words are no error."""
    first = "*I find no SMTP error in this text.* These pages are about its words:"
    names = ", ".join(f"`{entry.id}`" for entry in entries[:ENTRIES_SHOWN])
    return card(f"{first} {names}", _entries_to_choose(first, entries))


def _entries_to_choose(first: str, entries: Sequence[Entry]) -> list[Block]:
    """A line of each entry with its name, and how to see its page."""
    lines = [f"• {mrkdwn(unbold(entry.gist), 200)} `{entry.id}`" for entry in entries[:ENTRIES_SHOWN]]
    more = len(entries) - ENTRIES_SHOWN
    and_more = f"And {more} more. " if more > 0 else ""
    return [
        section("\n".join([first, *lines])),
        quiet(f"{and_more}`/smtpcheck` and one of these names shows its page."),
    ]


def entry_card(entry: Entry) -> Card:
    """The reference of an entry; it opens with the same lines as an answer."""
    return card(mrkdwn(unbold(entry.gist), 400), _entry_blocks(entry))


def question_card(entry: Entry, asked: Question) -> Card:
    """The answer to a question that people ask, and the way to its page."""
    question = mrkdwn(unbold(asked.question), 300)
    return card(
        question,
        [
            section(f"*{question}*"),
            section(mrkdwn(asked.answer, PARAGRAPH_CHARS)),
            _page_button(entry),
        ],
    )


def entry_modal(entry: Entry, entries: Mapping[str, Entry]) -> Modal:
    """The whole page of an entry, for whoever has no incident of it."""
    blocks = [
        section(f"*{mrkdwn(entry.title, 200)}*"),
        section(mrkdwn(unbold(entry.gist), 400)),
        _entry_line(entry),
        *steps_list("What to do", entry.usual_steps, entry.traits.who_acts),
        *_reading(entry, entry.causes, entries),
    ]
    return modal("page", "The whole page", blocks, metadata=entry.id)


def more_modal(incident: Incident, entries: Mapping[str, Entry], ticks: Sequence[Tick] = ()) -> Modal:
    """Everything about an incident's leading error, beyond what its card shows."""
    group = grouped(incident.findings)[0]
    entry = entry_of(group.lead, entries)
    further = further_steps(incident, ticks)
    blocks = _page(group, entry, entries, further) if entry else [*_bare_page(group), *further]
    value, (link, act) = reference(incident), LINK
    row = actions([button("Timeline", "incident:timeline", value), button(link, f"incident:{act}", value)])
    return modal("more", "Everything about it", [row, *blocks], metadata=value)


def finding_modal(incident: Incident, entries: Mapping[str, Entry], rank: int) -> Modal:
    """The answer for one of several errors of a paste, counted from 1 as on the card."""
    groups = grouped(incident.findings)
    group = groups[rank - 1] if 0 < rank <= len(groups) else groups[0]
    steps = steps_list("What to do", group.lead.steps, group.lead.who_acts)
    blocks = [*answer_blocks(group, entries, steps=steps), *reply_blocks(group.lead)]
    return modal("more", f"Error {rank}", blocks, metadata=reference(incident))


def opening_modal(incident: Incident, entries: Mapping[str, Entry]) -> Modal:
    """An incident's page while its card is made."""
    return incident_page(incident.id, Card("", [section(f"*{gist_of(incident, entries)}*")]))


def page_card(shown: Card, permalink: str | None) -> Card:
    """An incident's card as its page shows it: with the way to its thread."""
    link = [quiet(linked("Open the thread", permalink))] if permalink else []
    return Card(shown.text, [*shown.blocks, *link])


def incident_page(number: int, shown: Card) -> Modal:
    """An incident's card over the channel or the list."""
    return modal("shown", f"Incident {number}", shown.blocks, metadata=str(number))


def _entry_blocks(entry: Entry, *, numbered: bool = True) -> list[Block | None]:
    """The first lines of a page; not `numbered` below a number, which says its own."""
    causes = [
        f"{rank}. {mrkdwn(cause.text, 300)}" for rank, cause in enumerate(entry.causes[:CAUSES_SHOWN], 1)
    ]
    return [
        section(f"*{mrkdwn(unbold(entry.gist), 400)}*"),
        _entry_line(entry, numbered=numbered),
        section("\n".join(["*Why it happens, likeliest first*", *causes])) if causes else None,
        *steps_list("What to do", entry.usual_steps[:STEPS_SHOWN], entry.traits.who_acts),
        quiet(EXACT) if len(entry.causes) > 1 else None,
        _page_button(entry),
    ]


def _entry_line(entry: Entry, *, numbered: bool = True) -> Block:
    numbers = ", ".join([*(str(code) for code in entry.codes[:6]), *entry.enhanced[:6]]) if numbered else ""
    return quiet_quote(dotted((numbers, FAMILIES[entry.family], _said_by(entry))), 700)


def _said_by(entry: Entry) -> str:
    """`said by Exim, Gmail and 12 others`; empty where nobody in particular says it."""
    names = [provider_name(provider) for provider in entry.speakers]
    left = len(names) - PROVIDERS_SHOWN
    if left > 1:
        return f"said by {', '.join(names[:PROVIDERS_SHOWN])} and {left} others"
    return f"said by {', '.join(names)}" if names else ""


def _page_button(entry: Entry) -> Block:
    return actions([button("Read the whole page", PAGE, entry.id)])


def _page(
    group: Group, entry: Entry, entries: Mapping[str, Entry], further: Sequence[Block]
) -> list[Block | None]:
    finding = group.lead
    read = [finding.cause, *(other.cause for other in finding.alternatives if other.entry == entry.id)]
    ranked = sorted(entry.causes, key=lambda one: read.index(one.id) if one.id in read else len(read))
    return [
        section(f"*{mrkdwn(entry.title, 200)}*"),
        quiet_line(group),
        *reply_blocks(finding),
        *further,
        *_reading(entry, ranked, entries),
    ]


def _reading(entry: Entry, causes: Sequence[Cause], entries: Mapping[str, Entry]) -> list[Block]:
    """What a page says beyond its steps, its causes in this order."""
    # Only the likeliest with their signs: the page with 28 causes would lose its questions to them.
    told = [*map(cause_line, causes[:CAUSES_SHOWN]), *(cause.text for cause in causes[CAUSES_SHOWN:])]
    why = [f"{rank}. {mrkdwn(text, 500)}" for rank, text in enumerate(told, 1)]
    related = [entries[name].title for name in (*entry.look_alikes, *entry.siblings) if name in entries]
    return [
        *_part("What it means", [entry.meaning]),
        *_part("Who says it", [entry.seen_from]),
        *_part("Why it happens, likeliest first", why, shown=True),
        *_part("When you connect many mailboxes", [entry.many_mailboxes]),
        *_part("When the code lies", [entry.code_lies]),
        *_part("Hand off when", [entry.hand_off_when]),
        *_part("Questions", [f"**{one.question}** {one.answer}" for one in entry.questions]),
        *_part("Easily mistaken for", [f"- {title}" for title in related]),
        *_part("Sources", [f"- {source}" for source in entry.sources]),
    ]


def _part(title: str, paragraphs: Sequence[str], *, shown: bool = False) -> list[Block]:
    """A heading with its paragraphs, in as many blocks as they need; nothing when they are empty."""
    texts = [text if shown else mrkdwn(text, PARAGRAPH_CHARS) for text in paragraphs if text.strip()]
    if not texts:
        return []
    blocks, held = [], f"*{title}*"
    for text in texts:
        if len(held) + len(text) + 1 > PARAGRAPH_CHARS:
            blocks.append(section(held))
            held = text
        else:
            held = f"{held}\n{text}"
    return [*blocks, section(held)]


def _bare_page(group: Group) -> list[Block | None]:
    return [
        section(f"*{mrkdwn(what_happened(group.lead, None), 400)}*"),
        quiet_line(group),
        *reply_blocks(group.lead),
        section(NO_PAGE),
    ]
