"""What came of a file of mailboxes, for a terminal. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.text import Text

from bot.cards.finding import cause_text, entry_of, what_happened
from bot.cards.mailboxes import COUNTED, REASONS_SHOWN, headline, in_utc, rows_named, untested
from bot.cards.mailboxes_errors import (
    ERRORS_SHOWN,
    FIRST,
    REST,
    RowGroup,
    facts_of,
    failing,
    for_many,
    in_a_line,
    known_by_others,
    one_change,
)
from bot.cards.terminal import HEADING, QUIET, Hanging
from bot.cards.text import one_line, plain
from bot.cards.words import OPENINGS, counted, step_title
from bot.model import Certainty, Entry, RowResult

_WHERE_CHARS = 500


def render_mailboxes(
    results: Sequence[RowResult], entries: Mapping[str, Entry], *, cleaned: bool = False
) -> RenderableType:
    """The answer for a terminal; `cleaned`: a file without what an export put in is written too."""
    parts: list[RenderableType] = [Text(headline(results), "bold")]
    groups, reasons = failing(results), untested(results)
    if groups or reasons:
        parts.append(Text(COUNTED, QUIET))
    for rank, group in enumerate(groups[:ERRORS_SHOWN]):
        parts += [Text(), *_error(group, entries, cleaned=cleaned, steps=2 if rank < FIRST else 1)]
    if len(groups) > ERRORS_SHOWN:
        parts += [Text(), Text(REST, HEADING)]
        parts += [
            Hanging("•", line) for line in in_a_line(groups[ERRORS_SHOWN:], entries, "the file of --out")
        ]
    if reasons:
        parts += [Text(), Text("Not tested, so nothing is said of their passwords", HEADING)]
        parts += [
            Hanging("•", f"{rows_named(rows)}: {in_utc(because, again)}")
            for because, rows, again in reasons[:REASONS_SHOWN]
        ]
        if len(reasons) > REASONS_SHOWN:
            more = counted(len(reasons) - REASONS_SHOWN, "more reason")
            parts.append(Hanging("•", f"{more} in the file of --out"))
    return Stack(*parts)


def _error(
    group: RowGroup, entries: Mapping[str, Entry], *, cleaned: bool, steps: int
) -> list[RenderableType]:
    """One error: how many and what happened, which rows, the cause, one change, the first steps."""
    finding, entry = group.lead, entry_of(group.lead, entries)
    parts: list[RenderableType] = [
        Text(f"{counted(len(group.rows), 'mailbox')}: {plain(what_happened(finding, entry))}", HEADING),
        Text(facts_of(group), QUIET),
    ]
    parts += [Text(f"Row {row}: {one_line(what, _WHERE_CHARS)}", QUIET) for row, what in group.damage]
    cause = "" if finding.certainty is Certainty.UNKNOWN else plain(cause_text(finding, entry))
    parts.append(Text(f"{OPENINGS[finding.certainty]} {cause}".rstrip()))
    many = for_many(group, entries)
    together = (
        known_by_others(group),
        one_change(group, cleaned=cleaned),
        f"For many mailboxes: {many}" if many else "",
    )
    parts += [Text(plain(told)) for told in together if told]
    shown = finding.steps[:steps]
    parts += [
        Hanging(f"{at}.", f"{plain(step_title(step))} {plain(step.text)}") for at, step in enumerate(shown, 1)
    ]
    if finding.entry is not None:
        parts.append(Text(f"  All steps: smtpcheck explain {finding.entry}", QUIET))
    return parts


def cleaned_line(path: str, changed: int, left_out: int) -> str:
    """Where the cleaned table is, what differs in it, and what to do with it."""
    told = f"{counted(changed, 'row')} changed" if changed else "no row had to be changed"
    missing = f", {counted(left_out, 'row')} left out as unusable" if left_out else ""
    return f"The cleaned file: {path} ({told}{missing}). It holds passwords: delete it once it is imported."
