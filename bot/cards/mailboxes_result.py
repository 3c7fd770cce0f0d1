"""What came of a file of mailboxes as one message: counts, errors with rows, what was not tested. Pure.

It is written once, at the end of the run, since nothing of the rows is kept: paragraphs of text. One that
begins with an asterisk is in Slack's markup, of our own words; any other is shown exactly as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.card import Card, card, quiet_quote, section
from bot.cards.finding import cause_text, entry_of, numbers, what_happened
from bot.cards.mailboxes import COUNTED, REASONS_SHOWN, RowGroup, failing, headline, rows_named, untested
from bot.cards.text import mrkdwn, one_line
from bot.cards.words import OPENINGS, counted, step_title
from bot.model import DAMAGED_CREDENTIAL, Certainty, Entry, RowResult, Step

BETWEEN = "\n\n"
# Of a message's 12,000 characters: six errors of 1,500, most of them less, eight reasons of 300.
ERRORS_SHOWN = 6
STEPS_SHOWN = 2
GIST_CHARS = 300
CAUSE_CHARS = 350
NAME_CHARS = 120
WHERE_CHARS = 250
WIRE_CHARS = 150
STEP_CHARS = 300
REASON_CHARS = 300
NAMED = 3  # mailboxes of an error that are named; the others stand in the file


def result_text(results: Sequence[RowResult], entries: Mapping[str, Entry], said: str = "") -> str:
    """The message's paragraphs; `said` is why the run ended early, in Slack's markup, else empty."""
    users = {result.row.number: result.row.user for result in results}
    groups, reasons = failing(results), untested(results)
    parts = [f"*{headline(results)}* {COUNTED if groups or reasons else ''}".rstrip()]
    if said:
        parts.append(f"*Not to its end.* {said}")
    for group in groups[:ERRORS_SHOWN]:
        parts += _error(group, users, entries)
    if len(groups) > ERRORS_SHOWN:
        parts.append(
            f"*{counted(len(groups) - ERRORS_SHOWN, 'more error')}* with their rows are in the file."
        )
    if reasons:
        shown = [
            f"• {rows_named(rows)}: {one_line(because, REASON_CHARS)}"
            for because, rows in reasons[:REASONS_SHOWN]
        ]
        if len(reasons) > REASONS_SHOWN:
            shown.append(f"• {counted(len(reasons) - REASONS_SHOWN, 'more reason')} in the file")
        parts += ["*Not tested, so nothing is said of their passwords*", "\n".join(shown)]
    return BETWEEN.join(parts)


def result_card(text: str) -> Card:
    """The message of these paragraphs."""
    parts = text.split(BETWEEN)
    shown = [section(part) if part.startswith("*") else quiet_quote(part) for part in parts]
    return card(parts[0].partition("* ")[0].strip("*"), shown)


def _error(group: RowGroup, users: Mapping[int, str], entries: Mapping[str, Entry]) -> list[str]:
    """One error: its rows and what happened; whose and where; the cause in a line and the first steps."""
    finding, entry = group.lead, entry_of(group.lead, entries)
    rows, few = rows_named(group.rows), len(group.rows) <= NAMED
    whose = f": {', '.join(one_line(users[row], NAME_CHARS) for row in group.rows)}" if few else ""
    facts = [
        f"{counted(len(group.rows), 'mailbox')}{whose}",
        numbers(finding),
        f"at {one_line(group.server, NAME_CHARS)}" if group.server else "",
        f"“{one_line(finding.reply_text, WIRE_CHARS)}”" if entry is None and finding.reply_text else "",
    ]
    told = [" · ".join(filter(None, facts))]
    if finding.reply_text == DAMAGED_CREDENTIAL and finding.because:
        told.append(f"Row {group.rows[0]}: {one_line(finding.because[0], WHERE_CHARS)}")
    lines = []
    if finding.certainty is Certainty.UNKNOWN:
        lines.append(f"*{OPENINGS[finding.certainty]}*")
    elif cause := cause_text(finding, entry):
        lines.append(f"*{OPENINGS[finding.certainty]}* {_plain(cause, CAUSE_CHARS)}")
    lines += [f"*{at}.* {_step(step)}" for at, step in enumerate(finding.steps[:STEPS_SHOWN], 1)]
    happened = f"*{rows[0].upper()}{rows[1:]}: {_plain(what_happened(finding, entry), GIST_CHARS)}*"
    return [happened, "\n".join(told), *(["\n".join(lines)] if lines else [])]


def _plain(markdown: str, limit: int) -> str:
    return mrkdwn(one_line(markdown, limit).replace("**", ""), limit)


def _step(step: Step) -> str:
    return mrkdwn(one_line(f"**{step_title(step).replace('**', '')}** {step.text}", STEP_CHARS), STEP_CHARS)
