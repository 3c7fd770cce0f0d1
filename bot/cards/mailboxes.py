"""What came of a file of mailboxes: the counts, each error with its rows, and what was not tested. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.text import Text

from bot.cards.finding import cause_text, entry_of, numbers, what_happened
from bot.cards.terminal import HEADING, QUIET, Hanging
from bot.cards.text import one_line, plain
from bot.cards.words import OPENINGS, counted, step_title
from bot.model import (
    DAMAGED_CREDENTIAL,
    Certainty,
    CheckReport,
    Entry,
    Family,
    Finding,
    RowResult,
    RowVerdict,
    Value,
)

RESULT_COLUMNS = (
    "row", "mailbox", "server", "port", "encryption", "verdict", "error", "cause", "certainty", "answer",
    "what to do first", "why it was not tested",
)  # fmt: skip
COUNTED = "Row 1 is the first mailbox below the names of the columns."
ERRORS_SHOWN = 6
FIRST = 3  # errors of which two steps are shown; of the others one
LINES_SHOWN = 6
REST = "The other errors"
REASONS_SHOWN = 8
ROWS_NAMED = 12
NAMED = 3  # mailboxes, servers or domains of an error that are named; of more the number
ALL_FAIL = 5  # logins refused at a server where none was taken: rather one reason than as many passwords
NAME_CHARS = 120
_CELL_CHARS = 500

# What an organisation's administrator switches for all of its mailboxes.
_OF_ORGANISATION = {"smtp-auth-disabled-tenant", "security-defaults", "conditional-access"}
# What an export puts into many cells at once, and `--cleaned` takes out.
_OF_FILE = {"hidden-character", "altered-character", "csv-quoting", "html-entity", "app-password-spaces"}
_OF_SERVER = {Family.TLS, Family.CONNECTION}


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that fail of one cause, with the same steps; `lead` is the first one's finding.

    `said` are the numbers the servers answered with; `servers` and `domains` where the rows were checked and
    whose they are, with how many, the most first. `others_work` counts mailboxes that work at those servers.
    """

    lead: Finding
    rows: tuple[int, ...]
    users: tuple[str, ...]
    said: tuple[str, ...]
    servers: tuple[tuple[str, int], ...]
    domains: tuple[tuple[str, int], ...]
    others_work: int


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


def failing(results: Iterable[RowResult]) -> list[RowGroup]:
    """The different causes why rows fail, the most frequent first."""
    groups: dict[tuple[object, ...], list[tuple[RowResult, Finding]]] = {}
    works: Counter[str] = Counter()
    for result in results:
        finding = result.report.finding if result.report is not None else None
        if result.verdict is RowVerdict.WORKS:
            works[server_of(result).casefold()] += 1
        elif result.verdict is RowVerdict.FAILS and finding is not None:
            steps = tuple(step.id for step in finding.steps)
            key = (finding.entry, finding.cause, finding.certainty, finding.reply_text == DAMAGED_CREDENTIAL)
            groups.setdefault((*key, steps), []).append((result, finding))
    found = [_group(members, works) for members in groups.values()]
    return sorted(found, key=lambda group: -len(group.rows))


def _group(members: Sequence[tuple[RowResult, Finding]], works: Mapping[str, int]) -> RowGroup:
    results = [result for result, _ in members]
    servers = Counter(server for result in results if (server := server_of(result).casefold()))
    return RowGroup(
        lead=members[0][1],
        rows=tuple(result.row.number for result in results),
        users=tuple(result.row.user for result in results[:NAMED]),
        said=tuple(dict.fromkeys(said for _, finding in members if (said := numbers(finding)))),
        servers=tuple(servers.most_common()),
        domains=tuple(Counter(filter(None, map(domain_of, results))).most_common()),
        others_work=sum(works.get(server, 0) for server in servers),
    )


def domain_of(result: RowResult) -> str:
    """The domain of a row's address; empty for a name without one."""
    user = result.row.user.strip()
    return user.rpartition("@")[2].casefold() if "@" in user else ""


def facts_of(group: RowGroup) -> str:
    """One line: whose they are when they are few, the numbers, where, and which rows of the file."""
    few = len(group.rows) <= NAMED
    facts = [
        ", ".join(one_line(user, NAME_CHARS) for user in group.users) if few else "",
        ", ".join(group.said[:NAMED]),
        f"at {_listed(group.servers, 'server')}" if group.servers else "",
        f"of {_listed(group.domains, 'domain')}" if group.domains and not few else "",
        rows_named(group.rows),
    ]
    return " · ".join(filter(None, facts))


def _listed(counts: Sequence[tuple[str, int]], what: str) -> str:
    """`mail.example.com`, `a.example (30), b.example (2)`, `30 servers`."""
    if len(counts) > NAMED:
        return counted(len(counts), what)
    if len(counts) == 1:
        return one_line(counts[0][0], NAME_CHARS)
    return ", ".join(f"{one_line(name, NAME_CHARS)} ({n:,})" for name, n in counts)


def known_by_others(group: RowGroup) -> str:
    """What the other mailboxes at the same servers show of this error; empty where they show nothing."""
    if group.lead.family is not Family.AUTH or group.lead.reply_text == DAMAGED_CREDENTIAL:
        return ""
    if group.others_work:
        work = "mailbox works" if group.others_work == 1 else "mailboxes work"
        return f"{group.others_work:,} other {work} there: name, port and encryption are right."
    if len(group.rows) >= ALL_FAIL:
        return (
            f"No mailbox works at {'this server' if len(group.servers) == 1 else 'these servers'}: "
            "look for one reason of all before you change each password; try one mailbox by hand first."
        )
    return ""


def one_change(group: RowGroup) -> str:
    """Which one change mends many rows, as Markdown; empty where each needs its own."""
    n = len(group.rows)
    if n == 1:
        return ""
    if group.lead.cause in _OF_ORGANISATION and group.domains:
        if len(group.domains) == 1:
            return f"One change by the administrator of {group.domains[0][0]} mends all {n:,}."
        return "One change by the administrator of each domain mends all of its mailboxes."
    if group.lead.family in _OF_SERVER:
        each = "" if len(group.servers) == 1 else " for each server"
        return (
            f"It lies at the server or its settings, not at the mailboxes: one change{each} mends all {n:,}."
        )
    if group.lead.cause in _OF_FILE:
        return (
            "It came with the file: take a fresh export, or have it taken out of all rows in the terminal: "
            "`smtpcheck check mailboxes FILE.csv --cleaned CLEAN.csv`."
        )
    return ""


def in_a_line(groups: Sequence[RowGroup], entries: Mapping[str, Entry], file: str) -> list[str]:
    """Errors that find no more room than a line each; of very many how many more stand in the file."""
    lines = []
    for group in groups[:LINES_SHOWN]:
        happened = plain(what_happened(group.lead, entry_of(group.lead, entries)))
        where = f" At {_listed(group.servers, 'server')}," if group.servers else ""
        lines.append(f"{counted(len(group.rows), 'mailbox')}: {happened}{where} {rows_named(group.rows)}.")
    more = len(groups) - LINES_SHOWN
    return [*lines, f"{counted(more, 'more error')} in {file}."] if more > 0 else lines


def why(result: RowResult) -> str:
    """Why a row was not tested, and from when on it can be; empty for any other."""
    return _reason(result.because, result.again)


def _reason(because: str, again: datetime | None) -> str:
    return because if again is None else f"{because} Again from {again.astimezone(UTC):%H:%M} UTC."


def untested(results: Iterable[RowResult]) -> list[tuple[str, tuple[int, ...]]]:
    """Each reason why rows were not tested, with the rows' numbers; the most frequent first.

    Where the rows of one can be tested from different moments on, the last one is told.
    """
    reasons: dict[str, list[RowResult]] = {}
    for result in results:
        if result.verdict is RowVerdict.NOT_TESTED:
            reasons.setdefault(result.because, []).append(result)
    found = [
        (
            _reason(because, max((one.again for one in members if one.again), default=None)),
            tuple(one.row.number for one in members),
        )
        for because, members in reasons.items()
    ]
    return sorted(found, key=lambda one: -len(one[1]))


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
    cells.append(why(result))
    return ["" if cell in (None, "") else one_line(str(cell), _CELL_CHARS) for cell in cells]


def _settings(report: CheckReport) -> Mapping[str, Value]:
    """With which port and encryption it worked, else with which it was checked."""
    worked = next((fact.args for fact in report.evidence if fact.tag == "login.settings"), None)
    return report.target if worked is None else worked


def render_mailboxes(results: Sequence[RowResult], entries: Mapping[str, Entry]) -> RenderableType:
    """The answer for a terminal."""
    parts: list[RenderableType] = [Text(headline(results), "bold")]
    groups = failing(results)
    for rank, group in enumerate(groups[:ERRORS_SHOWN]):
        parts += [Text(), *_error(group, entries, steps=2 if rank < FIRST else 1)]
    if len(groups) > ERRORS_SHOWN:
        parts += [Text(), Text(REST, HEADING)]
        parts += [
            Hanging("•", line) for line in in_a_line(groups[ERRORS_SHOWN:], entries, "the file of --out")
        ]
    reasons = untested(results)
    if reasons:
        parts += [Text(), Text("Not tested, so nothing is said of their passwords", HEADING)]
        parts += [Hanging("•", f"{rows_named(rows)}: {because}") for because, rows in reasons[:REASONS_SHOWN]]
        if len(reasons) > REASONS_SHOWN:
            more = counted(len(reasons) - REASONS_SHOWN, "more reason")
            parts.append(Hanging("•", f"{more} in the file of --out"))
    return Stack(*parts)


def _error(group: RowGroup, entries: Mapping[str, Entry], *, steps: int) -> list[RenderableType]:
    """One error: how many and what happened, which rows, the cause, one change, the first steps."""
    finding, entry = group.lead, entry_of(group.lead, entries)
    parts: list[RenderableType] = [
        Text(f"{counted(len(group.rows), 'mailbox')}: {plain(what_happened(finding, entry))}", HEADING),
        Text(facts_of(group), QUIET),
    ]
    if finding.reply_text == DAMAGED_CREDENTIAL and finding.because:
        parts.append(Text(f"Row {group.rows[0]}: {one_line(finding.because[0], _CELL_CHARS)}", QUIET))
    cause = "" if finding.certainty is Certainty.UNKNOWN else plain(cause_text(finding, entry))
    parts.append(Text(f"{OPENINGS[finding.certainty]} {cause}".rstrip()))
    parts += [Text(plain(told)) for told in (known_by_others(group), one_change(group)) if told]
    shown = finding.steps[:steps]
    parts += [
        Hanging(f"{at}.", f"{plain(step_title(step))} {plain(step.text)}") for at, step in enumerate(shown, 1)
    ]
    if finding.entry is not None:
        parts.append(Text(f"  All steps: smtpcheck explain {finding.entry}", QUIET))
    return parts


def cleaned_line(path: str, changed: int, left_out: int) -> str:
    """Where the cleaned table is, what differs in it, and what to do with it."""
    told = f"{_rows(changed)} changed" if changed else "no row had to be changed"
    missing = f", {_rows(left_out)} without a mailbox or a password left out" if left_out else ""
    return f"The cleaned file: {path} ({told}{missing}). It holds passwords: delete it once it is imported."


def _rows(n: int) -> str:
    return f"{n:,} {'row' if n == 1 else 'rows'}"
