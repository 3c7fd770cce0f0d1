"""The packet that goes with a handoff: it stands alone, so its receiver need not read the thread. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.answer import quiet_line, steps_list, then_list
from bot.cards.card import (
    TYPED_CHARS,
    Block,
    Card,
    actions,
    button,
    card,
    plain_text,
    quiet,
    quiet_quote,
    quote,
    section,
)
from bot.cards.checked import check_result_line
from bot.cards.finding import Group, entry_of, grouped, numbers, what_happened
from bot.cards.incident import ERRORS_SHOWN, NOTICE_CHARS, error_numbers, gist_of, reference
from bot.cards.marks import customer_line, mailbox_lines, note_line
from bot.cards.text import NO_CAPITAL, dotted, linked, mrkdwn, one_line, plain, since, unbold
from bot.cards.words import step_title
from bot.model import Act, Entry, Handoff, Happening, Incident, Tick, is_person, mention

Links = Mapping[int, str]
"""Addresses of the threads that the reader can open, by the numbers of their incidents."""

REASON_CHARS = 1000  # of a note or reason among others; the thread has all of it
STEPS_SHOWN = 3
DONE_SHOWN = 8  # ticks and checks, the newest
NOTES_SHOWN = 3
LISTED = 25  # within the text that Slack takes; the form that chooses lists all
LINE_CHARS = 80
WHOM_CHARS = 50
DONE_TITLE_CHARS = 120
STANDS = {
    "accepted": "<@{who}> accepted it",
    "declined": "<@{who}> declined it",
    "withdrawn": "<@{who}> took it back",
}
ENDED = "<@{who}> settled it another way"
"""The incident was taken, resolved or given back meanwhile, and not by its sender."""
STANDS_TOGETHER = {
    None: "not answered yet",
    "accepted": "accepted",
    "declined": "declined",
    "withdrawn": "taken back",
    "ended": "settled another way",
}


@dataclass(frozen=True, slots=True)
class Passed:
    """One incident of a packet, with what was done about it and the ticks on its steps."""

    incident: Incident
    handoff: Handoff
    timeline: Sequence[Happening] = ()
    ticks: Sequence[Tick] = ()


def handoff_card(passed: Sequence[Passed], entries: Mapping[str, Entry], links: Links) -> Card:
    """What the receiver gets, with its buttons while it waits; `links` lead to the threads."""
    if len(passed) > 1:
        return _several(passed, entries, links)
    return _single(passed[0], entries, links.get(passed[0].incident.id))


def listed(passed: Sequence[Passed]) -> tuple[Passed, ...]:
    """Those that a packet shows one by one: what waits comes first, one can still act on it."""
    waiting = [one for one in passed if one.handoff.waits]
    return (*waiting, *(one for one in passed if not one.handoff.waits))[:LISTED]


def passed_card(passed: Sequence[Passed], entries: Mapping[str, Entry], links: Links) -> Card:
    """What the sender sees: how it stands, and the way to take it back while somebody may still answer."""
    permalink = links.get(passed[0].incident.id) if len(passed) == 1 else None
    first = passed[0].handoff
    waiting = [one.handoff for one in passed if one.handoff.waits]
    title = f"You handed {_what(passed)} to {mention(first.receiver)}."
    row = [button("Take back", "handoff:take-back", str(first.packet))] if waiting else []
    if len(passed) == 1:
        row.append(way_to(passed[0].incident, permalink))
    declined = [one.handoff.reason for one in passed if one.handoff.answer == "declined"]
    # One for all that were declined at once.
    reasons = [reason for reason in dict.fromkeys(declined) if reason]
    return card(
        f"{title} {_standing(passed)}",
        [
            section(f"*{title}*"),
            section(gist_of(passed[0].incident, entries)) if len(passed) == 1 else None,
            section(_standing(passed)),
            *(quiet_quote(reason, REASON_CHARS) for reason in reasons[:NOTES_SHOWN]),
            actions(row) if row else None,
            quiet(_progress(waiting[0])) if waiting else None,
        ],
    )


def _single(one: Passed, entries: Mapping[str, Entry], permalink: str | None) -> Card:
    incident, handoff = one.incident, one.handoff
    group, *others = grouped(incident.findings)
    title = f"<@{handoff.sender}> hands {_whom(handoff)} incident {incident.id}"
    return card(
        f"{title}: {gist_of(incident, entries, NOTICE_CHARS)}",
        [
            section(f"*{title}*{_deadline(handoff)}"),
            quote(handoff.note, TYPED_CHARS) if handoff.note.strip() else None,
            section(f"*{gist_of(incident, entries)}*"),
            customer_line(incident.customer) if incident.customer else None,
            *mailbox_lines(incident),
            quiet_line(group),
            _others(others, entries) if others else None,
            *_done(one),
            *_left(one),
            *_answer(one, permalink),
        ],
    )


def _others(groups: Sequence[Group], entries: Mapping[str, Entry]) -> Block:
    """The other errors of the same paste, a line each: whoever takes the incident takes them too."""
    lines = [
        f"{rank}. {plain(what_happened(group.lead, entry_of(group.lead, entries)))} ({error_numbers(group)})"
        for rank, group in enumerate(groups[: ERRORS_SHOWN - 1], 2)
    ]
    left = len(groups) - len(lines)
    more = [f"And {left} more."] if left else []
    return quiet_quote("\n".join(["In the same text:", *lines, *more]))


def _done(one: Passed) -> list[Block]:
    """What was tried and what came of it: ticked steps, live checks, notes."""
    titles = {step.id: step_title(step) for step in one.incident.lead.steps}
    lines = [
        (tick.at, f"• {mrkdwn(unbold(titles[tick.step]), DONE_TITLE_CHARS)} (<@{tick.actor}>)")
        for tick in one.ticks
        if tick.step in titles
    ]
    lines += [
        (done.at, f"• Live check, {since(done.at)}: {check_result_line(done.detail)}")
        for done in one.timeline
        if done.kind is Act.CHECKED
    ]
    shown = [line for _, line in sorted(lines)[-DONE_SHOWN:]]
    notes = [done for done in one.timeline if done.kind is Act.NOTED and done.detail]
    said = [note_line(note, REASON_CHARS) for note in notes[-NOTES_SHOWN:]]
    return [section("\n".join(["*Done so far*", *shown])), *said] if shown else said


def _left(one: Passed) -> list[Block]:
    done, lead = {tick.step for tick in one.ticks}, one.incident.lead
    left = [step for step in lead.steps if step.id not in done]
    now = steps_list("Left to do", left[:STEPS_SHOWN], lead.who_acts)
    return [*now, *then_list("Then", left, STEPS_SHOWN)]


def _answer(one: Passed, permalink: str | None) -> list[Block | None]:
    incident, handoff = one.incident, one.handoff
    row = [way_to(incident, permalink)]
    if handoff.waits:
        value = reference(incident)
        row = [
            button("Accept", "handoff:accept", value, primary=True),
            button("Decline", "handoff:decline", value),
            *row,
        ]
        return [actions(row), quiet(f"Handed to {mention(handoff.receiver)} · {_progress(handoff)}")]
    return [
        actions(row),
        quote(handoff.reason, REASON_CHARS) if handoff.reason.strip() else None,
        quiet(_outcome(handoff)),
    ]


def _several(passed: Sequence[Passed], entries: Mapping[str, Entry], links: Links) -> Card:
    handoff = passed[0].handoff
    waiting = [one for one in passed if one.handoff.waits]
    title = f"<@{handoff.sender}> hands {_whom(handoff)} {_what(passed)}"
    packet = str(handoff.packet)
    rest = "the rest" if len(waiting) < len(passed) else "all"
    row = [
        button(f"Accept {rest}", "handoff:accept-all", packet, primary=True),
        button("Choose", "handoff:choose", packet),
        button(f"Decline {rest}", "handoff:decline-all", packet),
    ]
    shown = listed(passed)
    left = len(passed) - len(shown)
    return card(
        f"{title}.",
        [
            section(f"*{title}*{_deadline(handoff) if waiting else ''}"),
            quote(handoff.note, TYPED_CHARS) if handoff.note.strip() else None,
            *(_line(one, entries, links) for one in shown),
            quiet(f"And {left} more: *Choose* lists them all.") if left and waiting else None,
            actions(row) if waiting else None,
            quiet(f"Handed to {mention(handoff.receiver)} · {_standing(passed)}"),
        ],
    )


def _line(one: Passed, entries: Mapping[str, Entry], links: Links) -> Block:
    """One of several: what happened, and for whom."""
    incident = one.incident
    name = linked(str(incident.id), links.get(incident.id))
    stands = since(incident.opened_at) if one.handoff.waits else _outcome(one.handoff)
    accept = button("Accept", "handoff:accept", reference(incident)) if one.handoff.waits else None
    line = section(f"*{name}* {gist_of(incident, entries, LINE_CHARS)} · {stands}", accessory=accept)
    return with_whom(line, incident)


def with_whom(line: Block, incident: Incident) -> Block:
    """A line about one of several with whom it is about below, so that like ones can be told apart."""
    about = (incident.address, incident.customer, numbers(incident.lead))
    whom = dotted(one_line(part, WHOM_CHARS) for part in about if part)
    return {**line, "fields": [plain_text(whom)]} if whom else line


def _whom(handoff: Handoff) -> str:
    return "you" if is_person(handoff.receiver) else mention(handoff.receiver)


def _what(passed: Sequence[Passed]) -> str:
    return f"incident {passed[0].incident.id}" if len(passed) == 1 else f"{len(passed)} incidents"


def _deadline(handoff: Handoff) -> str:
    return f" · {deadline(handoff)}" if handoff.waits and handoff.answer_by else ""


def deadline(handoff: Handoff) -> str:
    """Until when it should be answered, as a time of the reader's day; once it was escalated, that was."""
    by = handoff.answer_by or handoff.offered_at
    late = handoff.escalated_at is not None
    day = f"{NO_CAPITAL}{{date_short_pretty}} " if late or by.date() != handoff.offered_at.date() else ""
    moment = f"<!date^{int(by.timestamp())}^{day}{{time}}|{by.strftime('%Y-%m-%d %H:%M UTC')}>"
    return f"answer was due {moment}" if late else f"answer until {moment}"


def _outcome(handoff: Handoff) -> str:
    said = (ENDED if _ended(handoff) else STANDS[handoff.answer or ""]).format(who=handoff.answered_by)
    return f"{said} · {since(handoff.answered_at)}" if handoff.answered_at else said


def _standing(passed: Sequence[Passed]) -> str:
    """How all of a packet stands, in one sentence."""
    if len(passed) == 1:
        handoff = passed[0].handoff
        return f"Not answered yet{_deadline(handoff)}." if handoff.waits else f"{_outcome(handoff)}."
    answers = ["ended" if _ended(one.handoff) else one.handoff.answer for one in passed]
    parts = [
        f"{answers.count(answer)} {word}" for answer, word in STANDS_TOGETHER.items() if answer in answers
    ]
    return ", ".join(parts)


def _ended(handoff: Handoff) -> bool:
    """Whether the incident took another way, and nobody answered or took it back."""
    return handoff.answer == "withdrawn" and handoff.answered_by != handoff.sender


def _progress(handoff: Handoff) -> str:
    """Since when it waits, and who was told since."""
    return dotted(
        (
            f"since {since(handoff.offered_at)}",
            f"reminded {since(handoff.reminded_at)}" if handoff.reminded_at else "",
            f"escalated {since(handoff.escalated_at)}" if handoff.escalated_at else "",
        )
    )


def way_to(incident: Incident, permalink: str | None) -> Block:
    """The button to an incident's thread; to its page for whoever cannot open the thread."""
    if permalink is None:
        return button("Show", "queue:show", reference(incident))
    return button("Open thread", "incident:open", str(incident.id), url=permalink)
