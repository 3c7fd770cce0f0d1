"""The errors of a file of mailboxes: rows that fail of one cause, and what is said of them together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.finding import cause_text, entry_of, numbers, what_happened
from bot.cards.mailboxes import domain_of, rows_named, server_of
from bot.cards.text import dotted, one_line, plain
from bot.cards.words import counted
from bot.model import DAMAGED_CREDENTIAL, Entry, Family, Finding, RowResult, RowVerdict, has_fact

ERRORS_SHOWN = 6
FIRST = 3  # errors of which two steps are shown; of the others one
REST = "The other errors"
LINES_SHOWN = 6
NAMED = 3  # mailboxes, servers or domains of an error that are named; of more the number
ALL_FAIL = 5  # logins refused at a server where none was taken: rather one reason than as many passwords
NAME_CHARS = 120

# What an organisation's administrator switches for all of its mailboxes.
_OF_ORGANISATION = {"smtp-auth-disabled-tenant", "security-defaults", "conditional-access"}
# What an export puts into many cells at once, and `--cleaned` takes out.
_OF_FILE = {"hidden-character", "altered-character", "csv-quoting", "html-entity", "app-password-spaces"}
_OF_SERVER = {Family.TLS, Family.CONNECTION}


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that fail of one cause, with the same steps; `lead` is the first one's finding.

    `said` are the numbers the servers answered with; `servers` and `domains` where the rows were checked and
    whose they are, with how many, the most first. `damage` says what each of few rows holds, of many the
    first; empty where a server refused. `others_work` counts mailboxes that work at those servers,
    `not_tried` those that got no login since the servers had failed twice in a row.
    """

    lead: Finding
    rows: tuple[int, ...]
    users: tuple[str, ...]
    said: tuple[str, ...]
    servers: tuple[tuple[str, int], ...]
    domains: tuple[tuple[str, int], ...]
    damage: tuple[tuple[int, str], ...]
    others_work: int
    not_tried: int

    @property
    def reach(self) -> int:
        """How many mailboxes it keeps from working, as far as is known."""
        return len(self.rows) + (self.not_tried if self.lead.family in _OF_SERVER else 0)


def failing(results: Iterable[RowResult]) -> list[RowGroup]:
    """The different causes why rows fail, first those that keep the most mailboxes from working."""
    groups: dict[tuple[object, ...], list[tuple[RowResult, Finding]]] = {}
    works: Counter[str] = Counter()
    resting: Counter[str] = Counter()
    for result in results:
        report = result.report
        finding = report.finding if report is not None else None
        if result.verdict is RowVerdict.WORKS:
            works[server_of(result).casefold()] += 1
        elif report is not None and has_fact(report.evidence, "server.resting"):
            resting[server_of(result).casefold()] += 1
        elif result.verdict is RowVerdict.FAILS and finding is not None:
            steps = tuple(step.id for step in finding.steps)
            key = (finding.entry, finding.cause, finding.certainty, finding.reply_text == DAMAGED_CREDENTIAL)
            groups.setdefault((*key, steps), []).append((result, finding))
    found = [_group(members, works, resting) for members in groups.values()]
    return sorted(found, key=lambda group: -group.reach)


def _group(
    members: Sequence[tuple[RowResult, Finding]], works: Mapping[str, int], resting: Mapping[str, int]
) -> RowGroup:
    results = [result for result, _ in members]
    servers = Counter(server for result in results if (server := server_of(result).casefold()))
    return RowGroup(
        lead=members[0][1],
        rows=tuple(result.row.number for result in results),
        users=tuple(user for result in results[:NAMED] if (user := result.row.name)),
        said=tuple(dict.fromkeys(said for _, finding in members if (said := numbers(finding)))),
        servers=tuple(servers.most_common()),
        domains=tuple(Counter(filter(None, map(domain_of, results))).most_common()),
        damage=tuple(
            (result.row.number, finding.because[0])
            for result, finding in (members if len(members) <= NAMED else members[:1])
            if finding.reply_text == DAMAGED_CREDENTIAL and finding.because
        ),
        others_work=sum(works.get(server, 0) for server in servers),
        not_tried=sum(resting.get(server, 0) for server in servers),
    )


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
    return dotted(facts)


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
        log_in = "mailbox logs in" if group.others_work == 1 else "mailboxes log in"
        these = "this mailbox" if len(group.rows) == 1 else "these mailboxes"
        return (
            f"{group.others_work:,} other {log_in} there: the fault lies with {these}, not with the server."
        )
    if len(group.rows) >= ALL_FAIL:
        return (
            f"No mailbox works at {'this server' if len(group.servers) == 1 else 'these servers'}: "
            "look for one reason common to all before you change each password; "
            "try one mailbox by hand first."
        )
    return ""


def one_change(group: RowGroup, *, cleaned: bool = False) -> str:
    """Which one change mends many rows, as Markdown; empty where each needs its own.

    `cleaned`: a file without what the export put in was written beside the answer.
    """
    n = group.reach
    if n == 1:
        return ""
    if group.lead.cause in _OF_ORGANISATION and group.domains:
        if len(group.domains) == 1:
            return f"One change by the organisation's administrator mends all {n:,}."
        return "One change by the administrator of each domain mends all of its mailboxes."
    if group.lead.family in _OF_SERVER:
        each = "" if len(group.servers) == 1 else " for each server"
        more = f", {group.not_tried:,} of them not tried for it" if group.not_tried else ""
        mends = f"one change{each} mends all {n:,}{more}."
        return f"The fault lies with the server or its settings, not with the mailboxes: {mends}"
    if has_fact(group.lead.evidence, "credential.made-a-number"):
        return "It came with the file, which no longer holds the passwords: take a fresh export."
    if group.lead.cause in _OF_FILE and cleaned:
        return "It came with the file and is taken out of all rows in the cleaned one: check that one next."
    if group.lead.cause in _OF_FILE:
        return (
            "It came with the file: take a fresh export, or have it taken out of all rows in the terminal: "
            "`smtpcheck check mailboxes FILE.csv --cleaned CLEAN.csv`."
        )
    return ""


def for_many(group: RowGroup, entries: Mapping[str, Entry]) -> str:
    """What the error's page says of many mailboxes, as Markdown.

    Empty for a single one, and for a cause that has steps of its own: the page's word is of the others.
    """
    entry = entry_of(group.lead, entries)
    if entry is None or group.reach == 1 or any(tag == group.lead.cause for tag, _ in entry.steps_when):
        return ""
    return entry.many_mailboxes


def in_a_sentence(group: RowGroup, entries: Mapping[str, Entry]) -> str:
    """What happened, as Markdown; of a credential that was damaged, what damaged it.

    No login was sent for any of those: that alone would tell several errors alike.
    """
    finding, entry = group.lead, entry_of(group.lead, entries)
    cause = cause_text(finding, entry)
    if finding.reply_text == DAMAGED_CREDENTIAL and cause and finding.cause != "wrong-credentials":
        return f"{cause.partition(': ')[0].removesuffix('.')}."
    return what_happened(finding, entry)


def in_a_line(groups: Sequence[RowGroup], entries: Mapping[str, Entry], file: str) -> list[str]:
    """Errors that find no more room than a line each; of very many how many more stand in the file."""
    lines = []
    for group in groups[:LINES_SHOWN]:
        happened = plain(in_a_sentence(group, entries))
        where = f" At {_listed(group.servers, 'server')}," if group.servers else ""
        lines.append(f"{counted(len(group.rows), 'mailbox')}: {happened}{where} {rows_named(group.rows)}.")
    more = len(groups) - LINES_SHOWN
    return [*lines, f"{counted(more, 'more error')} in {file}."] if more > 0 else lines
