"""What came of a file of mailboxes: the counts, why rows were not tested, and the table of results. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from bot.cards.finding import entry_of, what_happened
from bot.cards.text import one_line, plain
from bot.cards.words import counted, step_title
from bot.model import CheckReport, Entry, RowResult, RowVerdict, Value, args_of

RESULT_COLUMNS = (
    "row", "mailbox", "server", "port", "encryption", "verdict", "error", "cause", "certainty", "answer",
    "what to do first", "why it was not tested",
)  # fmt: skip
COUNTED = "Row 1 is the first mailbox below the names of the columns; empty rows are not counted."
REASONS_SHOWN = 8
ROWS_NAMED = 12
_CELL_CHARS = 500


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
    return f"{counted(len(results), 'mailbox')}: {', '.join(parts)}."


def why(result: RowResult) -> str:
    """Why a row was not tested, and from when on it can be; empty for any other."""
    return in_utc(result.because, result.again)


def in_utc(because: str, again: datetime | None) -> str:
    """A reason for a file or a terminal, with the moment from when on the row can be tested."""
    return because if again is None else f"{because} Again from {again.astimezone(UTC):%H:%M} UTC."


def untested(results: Iterable[RowResult]) -> list[tuple[str, tuple[int, ...], datetime | None]]:
    """Each reason why rows were not tested, their numbers, and from when on they can be; most frequent first.

    Where the rows of one can be tested from different moments on, the last one is told.
    """
    reasons: dict[str, list[RowResult]] = {}
    for result in results:
        if result.verdict is RowVerdict.NOT_TESTED:
            reasons.setdefault(result.because, []).append(result)
    found = [
        (
            because,
            tuple(one.row.number for one in members),
            max((one.again for one in members if one.again), default=None),
        )
        for because, members in reasons.items()
    ]
    return sorted(found, key=lambda one: -len(one[1]))


def rows_named(rows: Sequence[int]) -> str:
    """`row 3`, `rows 3, 4 and 7 to 9`; of many the first ones and how many more."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    shown = spans[:ROWS_NAMED]
    names = [
        name
        for span in shown
        for name in (map(str, span) if len(span) < 3 else (f"{span[0]} to {span[-1]}",))
    ]
    more = len(rows) - sum(map(len, shown))
    *first, last = [*names, f"{more:,} more"] if more else names
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"{'row' if len(rows) == 1 else 'rows'} {listed}"


def server_of(result: RowResult) -> str:
    """The server a row was checked at, else the one it names; empty when neither is known."""
    target = result.report.target if result.report is not None else {}
    return str(target.get("host") or result.row.host or "")


def domain_of(result: RowResult) -> str:
    """The domain of a row's address; empty for a name without one."""
    user = result.row.name.strip()
    return user.rpartition("@")[2].casefold() if "@" in user else ""


def result_cells(result: RowResult, entries: Mapping[str, Entry]) -> list[str]:
    """A row of the table of results, as `RESULT_COLUMNS` names it; no password, nothing neutralised yet."""
    row, report = result.row, result.report
    settings = _settings(report) if report is not None else {}
    cells: list[object] = [
        row.number,
        row.name,
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
    cells.append(why(result))
    return ["" if cell in (None, "") else one_line(str(cell), _CELL_CHARS) for cell in cells]


def _settings(report: CheckReport) -> Mapping[str, Value]:
    """With which port and encryption it worked, else with which it was checked."""
    worked = next(args_of(report.evidence, "login.settings"), None)
    return report.target if worked is None else worked
