"""What came of a file of mailboxes: the counts, each error with its rows, and what was not tested. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.text import Text

from bot.cards.finding import entry_of, numbers, what_happened
from bot.cards.terminal import Hanging, render_findings
from bot.cards.text import one_line, plain
from bot.cards.words import step_title
from bot.model import CheckReport, Entry, Finding, RowResult, RowVerdict, Value

RESULT_COLUMNS = (
    "row", "mailbox", "server", "port", "encryption", "verdict", "error", "cause", "certainty", "answer",
    "what to do first", "why it was not tested",
)  # fmt: skip
COUNTED = "Row 1 is the first mailbox below the names of the columns."
ERRORS_SHOWN = 8
REASONS_SHOWN = 8
ROWS_NAMED = 20
_CELL_CHARS = 500


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that fail alike; `lead` is the first one's finding, `server` where they were checked."""

    lead: Finding
    server: str
    rows: tuple[int, ...]


def headline(results: Sequence[RowResult]) -> str:
    """`200 mailboxes: 180 work, 12 fail, 8 were not tested.`"""
    counts = Counter(result.verdict for result in results)
    works, fails, open_ = (
        counts[verdict] for verdict in (RowVerdict.WORKS, RowVerdict.FAILS, RowVerdict.NOT_TESTED)
    )
    parts = [
        f"{works:,} {'works' if works == 1 else 'work'}",
        f"{fails:,} {'fails' if fails == 1 else 'fail'}",
        f"{open_:,} {'was' if open_ == 1 else 'were'} not tested",
    ]
    n = len(results)
    return f"{n:,} {'mailbox' if n == 1 else 'mailboxes'}: {', '.join(parts)}."


def failing(results: Iterable[RowResult]) -> list[RowGroup]:
    """The different errors of the rows that fail, the most frequent first."""
    groups: dict[tuple[object, ...], list[RowResult]] = {}
    for result in results:
        finding = result.report.finding if result.report is not None else None
        if result.verdict is RowVerdict.FAILS and finding is not None:
            key = (finding.entry, finding.cause, finding.reply_code, finding.enhanced_code, server_of(result))
            groups.setdefault(key, []).append(result)
    found = [
        RowGroup(
            lead=members[0].report.finding,
            server=server_of(members[0]),
            rows=tuple(member.row.number for member in members),
        )
        for members in groups.values()
        if members[0].report is not None and members[0].report.finding is not None
    ]
    return sorted(found, key=lambda group: -len(group.rows))


def untested(results: Iterable[RowResult]) -> list[tuple[str, tuple[int, ...]]]:
    """Each reason why rows were not tested, with the rows' numbers; the most frequent first."""
    reasons: dict[str, list[int]] = {}
    for result in results:
        if result.verdict is RowVerdict.NOT_TESTED:
            reasons.setdefault(result.because, []).append(result.row.number)
    return sorted(((because, tuple(rows)) for because, rows in reasons.items()), key=lambda one: -len(one[1]))


def rows_named(rows: Sequence[int]) -> str:
    """`row 3`, `rows 3, 7 to 9`; of many the first ones and how many more."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    shown = spans[:ROWS_NAMED]
    names = [
        str(span[0]) if len(span) == 1 else f"{span[0]} {'and' if len(span) == 2 else 'to'} {span[-1]}"
        for span in shown
    ]
    more = len(rows) - sum(map(len, shown))
    text = f"{'row' if len(rows) == 1 else 'rows'} {', '.join(names)}"
    return f"{text} and {more:,} more" if more else text


def server_of(result: RowResult) -> str:
    """The server a row was checked at, else the one it names; empty when neither is known."""
    target = result.report.target if result.report is not None else {}
    return str(target.get("host") or result.row.host or "")


def result_cells(result: RowResult, entries: Mapping[str, Entry]) -> list[str]:
    """A row of the table of results, as `RESULT_COLUMNS` names it; no password, nothing neutralised yet."""
    row, report = result.row, result.report
    settings = _settings(report) if report is not None else {}
    cells: list[object] = [
        row.number,
        row.user,
        server_of(result),
        settings.get("port") or row.port,
        settings.get("tls") or row.tls,
        result.verdict,
    ]
    finding = report.finding if report is not None and result.verdict is RowVerdict.FAILS else None
    if finding is None:
        cells += [None] * 5
    else:
        first = finding.steps[0] if finding.steps else None
        cells += [
            finding.entry,
            finding.cause,
            finding.certainty,
            plain(what_happened(finding, entry_of(finding, entries))),
            plain(f"{step_title(first)} {first.text}") if first is not None else None,
        ]
    cells.append(result.because)
    return ["" if cell in (None, "") else one_line(str(cell), _CELL_CHARS) for cell in cells]


def _settings(report: CheckReport) -> Mapping[str, Value]:
    """With which port and encryption it worked, else with which it was checked."""
    worked = next((fact.args for fact in report.evidence if fact.tag == "login.settings"), None)
    return report.target if worked is None else worked


def render_mailboxes(results: Sequence[RowResult], entries: Mapping[str, Entry]) -> RenderableType:
    """The answer for a terminal."""
    parts: list[RenderableType] = [Text(headline(results), "bold")]
    groups = failing(results)
    for group in groups[:ERRORS_SHOWN]:
        parts += [Text(), Text(heading(group), "bold cyan"), render_findings((group.lead,), entries)]
    if len(groups) > ERRORS_SHOWN:
        parts += [Text(), Text(f"{len(groups) - ERRORS_SHOWN} more errors stand in the file of --out.")]
    reasons = untested(results)
    if reasons:
        parts += [Text(), Text("Not tested, so nothing is said of their passwords", "bold cyan")]
        parts += [Hanging("•", f"{rows_named(rows)}: {because}") for because, rows in reasons[:REASONS_SHOWN]]
        if len(reasons) > REASONS_SHOWN:
            parts.append(
                Hanging("•", f"{len(reasons) - REASONS_SHOWN} more reasons stand in the file of --out")
            )
    return Stack(*parts)


def heading(group: RowGroup) -> str:
    """`12 fail with 535 5.7.8 at smtp.example.com: rows 3, 7 to 9`."""
    n = len(group.rows)
    said = numbers(group.lead)
    return (
        f"{n:,} {'fails' if n == 1 else 'fail'}{f' with {said}' if said else ''}"
        f"{f' at {one_line(group.server, 253)}' if group.server else ''}: {rows_named(group.rows)}"
    )


def cleaned_line(path: str, changed: int, left_out: int) -> str:
    """Where the cleaned table is, what differs in it, and what to do with it."""
    told = f"{_rows(changed)} changed" if changed else "no row had to be changed"
    missing = f", {_rows(left_out)} without a mailbox or a password left out" if left_out else ""
    return f"The cleaned file: {path} ({told}{missing}). It holds passwords: delete it once it is imported."


def _rows(n: int) -> str:
    return f"{n:,} {'row' if n == 1 else 'rows'}"
