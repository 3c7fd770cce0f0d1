"""What came of a file of mailboxes as one message: counts, errors with rows, what was not tested. Pure.

It is written once, at the end of the run, since nothing of the rows is kept: paragraphs of text. One that
begins with an asterisk is in Slack's markup, of our own words; any other is shown exactly as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.card import Card, card, quiet_quote, section
from bot.cards.finding import cause_text, entry_of, numbers, what_happened
from bot.cards.mailboxes import REASONS_SHOWN, RowGroup, failing, headline, rows_named, untested
from bot.cards.text import code, escape, mrkdwn, one_line
from bot.cards.words import OPENINGS, counted, step_title
from bot.model import DAMAGED_CREDENTIAL, Certainty, Entry, RowResult, Step

BETWEEN = "\n\n"
# Of a message's 12,000 characters: six errors of 1,550, eight reasons of 300.
ERRORS_SHOWN = 6
STEPS_SHOWN = 2
GIST_CHARS = 300
CAUSE_CHARS = 350
WHERE_CHARS = 250
STEP_CHARS = 300
REASON_CHARS = 300
REST = "*Every row stands in the file below*, without passwords."


def result_text(results: Sequence[RowResult], entries: Mapping[str, Entry], said: str = "") -> str:
    """The message's paragraphs; `said` is why the run ended early, in Slack's markup, else empty."""
    parts = [f"*{headline(results)}*"]
    if said:
        parts.append(f"*Not to its end.* {said}")
    groups = failing(results)
    parts += [_error(group, entries) for group in groups[:ERRORS_SHOWN]]
    if len(groups) > ERRORS_SHOWN:
        parts.append(
            f"*{counted(len(groups) - ERRORS_SHOWN, 'more error')}* with their rows are in the file."
        )
    reasons = untested(results)
    if reasons:
        shown = [
            f"• {rows_named(rows)}: {one_line(because, REASON_CHARS)}"
            for because, rows in reasons[:REASONS_SHOWN]
        ]
        if len(reasons) > REASONS_SHOWN:
            shown.append(f"• {counted(len(reasons) - REASONS_SHOWN, 'more reason')} in the file")
        parts += ["*Not tested, so nothing is said of their passwords*", "\n".join(shown)]
    return BETWEEN.join([*parts, REST])


def result_card(text: str) -> Card:
    """The message of these paragraphs."""
    parts = text.split(BETWEEN)
    shown = [section(part) if part.startswith("*") else quiet_quote(part) for part in parts]
    return card(parts[0].strip("*"), shown)


def _error(group: RowGroup, entries: Mapping[str, Entry]) -> str:
    """One error: its rows and what happened, how many and where, the cause in a line, the first steps."""
    finding, entry = group.lead, entry_of(group.lead, entries)
    rows = rows_named(group.rows)
    facts = [
        counted(len(group.rows), "mailbox"),
        numbers(finding),
        f"at {code(group.server, 253)}" if group.server else "",
    ]
    lines = [
        f"*{rows[0].upper()}{rows[1:]}: {_plain(what_happened(finding, entry), GIST_CHARS)}*",
        " · ".join(filter(None, facts)),
    ]
    cause = cause_text(finding, entry)
    if finding.certainty is Certainty.UNKNOWN:
        lines.append(f"_{OPENINGS[finding.certainty]}_")
    elif cause:
        lines.append(f"_{OPENINGS[finding.certainty]}_ {mrkdwn(one_line(cause, CAUSE_CHARS), CAUSE_CHARS)}")
    if finding.reply_text == DAMAGED_CREDENTIAL:
        lines.append(f"Row {group.rows[0]}: {escape(one_line(finding.because[0], WHERE_CHARS))}")
    lines += [f"{at}. {_step(step)}" for at, step in enumerate(finding.steps[:STEPS_SHOWN], 1)]
    return "\n".join(lines)


def _plain(markdown: str, limit: int) -> str:
    return mrkdwn(one_line(markdown, limit).replace("**", ""), limit)


def _step(step: Step) -> str:
    return mrkdwn(one_line(f"**{step_title(step).replace('**', '')}** {step.text}", STEP_CHARS), STEP_CHARS)
