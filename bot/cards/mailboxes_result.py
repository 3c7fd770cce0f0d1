"""What came of a file of mailboxes as one message: counts, errors with rows, what was not tested. Pure.

It is written once, at the end of the run, since nothing of the rows is kept: paragraphs of text. One that
begins with an asterisk is in Slack's markup, of our own words; `---` is a line across; any other, as one
that begins with `> `, is shown exactly as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.cards.card import Block, Card, card, divider, quiet_quote, section
from bot.cards.finding import cause_text, entry_of, what_happened
from bot.cards.mailboxes import COUNTED, REASONS_SHOWN, headline, rows_named, untested
from bot.cards.mailboxes_errors import (
    ERRORS_SHOWN,
    FIRST,
    NAMED,
    REST,
    RowGroup,
    facts_of,
    failing,
    for_many,
    in_a_line,
    in_a_sentence,
    known_by_others,
    one_change,
)
from bot.cards.text import escape, mrkdwn, one_line, since, unbold
from bot.cards.words import OPENINGS, counted, step_title
from bot.model import Certainty, Entry, RowResult, Step

BETWEEN = "\n\n"
RULE = "---"
EXACTLY = "> "
# Of a message's 12,000 characters: six errors of 1,300, seven in a line of 300, eight reasons of 250.
GIST_CHARS = 300
FACTS_CHARS = 500
CAUSE_CHARS = 300
WHERE_CHARS = 250
WHERE_TOO_CHARS = 130  # of a further row of the same error
WIRE_CHARS = 150
MANY_CHARS = 300
STEP_CHARS = 350
LINE_CHARS = 300
REASON_CHARS = 250
_WHERE = (WHERE_CHARS, *(WHERE_TOO_CHARS,) * (NAMED - 1))
UNTESTED_SHOWN = 3  # reasons why rows were not tested that are told where the run was watched


def result_text(results: Sequence[RowResult], entries: Mapping[str, Entry], said: str = "") -> str:
    """The message's paragraphs; `said` is why the run ended early, in Slack's markup, else empty."""
    groups, reasons = failing(results), untested(results)
    parts = [f"*{headline(results)}* {COUNTED if groups or reasons else ''}".rstrip()]
    if said:
        parts.append(f"*Not to its end.* {said}")
    for rank, group in enumerate(groups[:ERRORS_SHOWN]):
        parts += _error(group, entries, steps=2 if rank < FIRST else 1)
    if len(groups) > ERRORS_SHOWN:
        lines = in_a_line(groups[ERRORS_SHOWN:], entries, "the file")
        parts += [RULE, f"*{REST}*", EXACTLY + "\n".join(f"• {one_line(line, LINE_CHARS)}" for line in lines)]
    if reasons:
        shown = [
            f"• {rows_named(rows)}: {one_line(because, REASON_CHARS)}"
            for because, rows, _ in reasons[:REASONS_SHOWN]
        ]
        later = [f"{rows_named(rows)} from {since(at)}" for _, rows, at in reasons[:REASONS_SHOWN] if at]
        if len(reasons) > REASONS_SHOWN:
            shown.append(f"• {counted(len(reasons) - REASONS_SHOWN, 'more reason')} in the file")
        parts += [RULE, "*Not tested, so nothing is said of their passwords*", EXACTLY + "\n".join(shown)]
        parts += [f"*Again:* {'; '.join(later)}."] if later else []
    return BETWEEN.join(parts)


def ended_text(results: Sequence[RowResult], entries: Mapping[str, Entry]) -> str:
    """The counts, the errors and why rows were not tested, a line each, in Slack's markup.

    It is read where the run was watched.
    """
    lines = [f"*{headline(results)}*"]
    groups = failing(results)
    happened = [in_a_sentence(group, entries) for group in groups]
    for group, what in zip(groups[:ERRORS_SHOWN], happened, strict=False):
        told = unbold(_told_apart(group, what, entries) if happened.count(what) > 1 else what)
        lines.append(f"• *{counted(len(group.rows), 'mailbox')}*: {_sentences(told, GIST_CHARS)}")
    if len(groups) > ERRORS_SHOWN:
        lines.append(f"• {counted(len(groups) - ERRORS_SHOWN, 'more error')}")
    reasons = untested(results)
    for because, rows, _ in reasons[:UNTESTED_SHOWN]:
        lines.append(f"• *Not tested, {rows_named(rows)}*: {escape(one_line(because, REASON_CHARS))}")
    if len(reasons) > UNTESTED_SHOWN:
        lines.append(f"• {counted(len(reasons) - UNTESTED_SHOWN, 'more reason')} why rows were not tested")
    return "\n".join(lines)


def _told_apart(group: RowGroup, what: str, entries: Mapping[str, Entry]) -> str:
    """An error that happened alike in several ways: by its cause, or by what its first row holds."""
    finding = group.lead
    if group.damage:
        row, holds = group.damage[0]
        return f"{what} Row {row}: {one_line(holds, WHERE_CHARS)}"
    cause = cause_text(finding, entry_of(finding, entries))
    return f"{OPENINGS[finding.certainty]} {cause}" if cause else what


def result_card(text: str) -> Card:
    """The message of these paragraphs."""
    parts = text.split(BETWEEN)
    shown = [_block(part) for part in parts]
    return card(parts[0].partition("* ")[0].strip("*"), shown)


def _block(part: str) -> Block:
    if part == RULE:
        return divider()
    return section(part) if part.startswith("*") else quiet_quote(part.removeprefix(EXACTLY))


def _error(group: RowGroup, entries: Mapping[str, Entry], *, steps: int) -> list[str]:
    """One error: how many and what happened; where and which rows; the cause, one change, the first steps."""
    finding, entry = group.lead, entry_of(group.lead, entries)
    told = [one_line(facts_of(group), FACTS_CHARS)]
    if entry is None and finding.reply_text:
        told.append(f"“{one_line(finding.reply_text, WIRE_CHARS)}”")
    told += [
        f"Row {row}: {one_line(holds, chars)}"
        for (row, holds), chars in zip(group.damage, _WHERE, strict=False)
    ]
    lines = []
    if finding.certainty is Certainty.UNKNOWN:
        lines.append(f"*{OPENINGS[finding.certainty]}*")
    elif cause := cause_text(finding, entry):
        lines.append(f"*{OPENINGS[finding.certainty]}* {_sentences(unbold(cause), CAUSE_CHARS)}")
    lines += [mrkdwn(known, CAUSE_CHARS) for known in (known_by_others(group),) if known]
    lines += [f"*{mrkdwn(change, CAUSE_CHARS)}*" for change in (one_change(group),) if change]
    lines += [
        _sentences(f"**For many mailboxes:** {many}", MANY_CHARS)
        for many in (for_many(group, entries),)
        if many
    ]
    lines += [f"*{at}.* {_step(step)}" for at, step in enumerate(finding.steps[:steps], 1)]
    happened = _sentences(unbold(what_happened(finding, entry)), GIST_CHARS)
    heading = f"*{counted(len(group.rows), 'mailbox')}: {happened}*"
    return [RULE, heading, EXACTLY + "\n".join(told), *(["\n".join(lines)] if lines else [])]


def _step(step: Step) -> str:
    return _sentences(f"**{unbold(step_title(step))}** {step.text}", STEP_CHARS)


def _sentences(markdown: str, limit: int) -> str:
    """As many whole sentences as find room, in Slack's markup; a link is never cut in two."""
    told = ""
    for sentence in re.split(r"(?<=[.!?])\s+", markdown.strip()):
        longer = f"{told} {sentence}".strip()
        if told and len(mrkdwn(longer, 4 * limit)) > limit:
            break
        told = longer
    return mrkdwn(told, 2 * limit)
