"""Incidents as rows of a file: JSON, cells of a spreadsheet, a Markdown report. Pure.

What somebody pasted stands in these files as it is, so it must neither run in a spreadsheet nor
format a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.cards.finding import numbers, title_of
from bot.cards.statistics import family_name
from bot.cards.words import STATES, counted, provider_name
from bot.finding import finding_json
from bot.model import Entry, Happening, Incident, Tick

# A cell that begins so is a formula (owasp.org/www-community/attacks/CSV_Injection), full-width signs too
# where a spreadsheet is Japanese; quotes and spaces before it are dropped by some. A reader that splits at
# another separator sees a cell begin in the middle of ours.
_FORMULA = re.compile(r"(^|[,;|\t\r\n])(?=[\s\"'`]{0,20}[=+\-@＝＋－＠])|^(?=[\t\r\n\0])")
_SIGNS = frozenset("=+-@＝＋－＠\t\r\n\0")  # without one of them there is nothing to look for
_MARKS = re.compile(r"([\\`*_{}\[\]()#+.!|<>~&-])")
REPORT_TEXT_CHARS = 160
REPORT_NAMES = 20

COLUMNS = (
    "id",
    "opened_at",
    "state",
    "resolved_at",
    "channel",
    "reporter",
    "owner",
    "customer",
    "seen",
    "family",
    "entry",
    "cause",
    "provider",
    "reply_code",
    "enhanced_code",
    "reply_text",
    "recipient",
    "helped",
    "wave",
    "mailbox",
    "host",
    "owner_name",
)


def incident_json(
    incident: Incident, ticks: Iterable[Tick], happenings: Iterable[Happening] | None = None
) -> dict[str, Any]:
    """The incident as JSON; times are ISO 8601 in UTC, `timeline` only when it was asked for."""
    document: dict[str, Any] = {
        "id": incident.id,
        "team": incident.team,
        "channel": incident.channel,
        "message_ts": incident.message_ts,
        "reporter": incident.reporter,
        "state": incident.state,
        "owner": incident.owner,
        "offered_to": incident.offered_to,
        "seen": incident.seen,
        "opened_at": incident.opened_at.isoformat(),
        "updated_at": incident.updated_at.isoformat(),
        "resolved_at": incident.resolved_at.isoformat() if incident.resolved_at else None,
        "resolved_by": incident.resolved_by,
        "helped": incident.helped,
        "customer": incident.customer,
        "mailbox": incident.mailbox,
        "host": incident.host,
        "snoozed_until": incident.snoozed_until.isoformat() if incident.snoozed_until else None,
        "steps_done": [{"step": tick.step, "by": tick.actor, "at": tick.at.isoformat()} for tick in ticks],
        "findings": [finding_json(finding) for finding in incident.findings],
    }
    if happenings is not None:
        document["timeline"] = [
            {"at": line.at.isoformat(), "actor": line.actor, "kind": line.kind, "detail": line.detail}
            for line in happenings
        ]
    return document


def csv_cells(incident: Incident, names: Mapping[str, str]) -> list[str]:
    """One row, in the order of `COLUMNS`; of the paste's findings the leading one. `names` by Slack id."""
    lead = incident.lead
    values = (
        incident.id,
        incident.opened_at.isoformat(timespec="seconds"),
        incident.state,
        incident.resolved_at.isoformat(timespec="seconds") if incident.resolved_at else None,
        incident.channel,
        incident.reporter,
        incident.owner,
        incident.customer,
        incident.seen,
        lead.family,
        lead.entry,
        lead.cause,
        lead.provider,
        lead.reply_code,
        lead.enhanced_code,
        lead.reply_text,
        lead.recipient,
        incident.helped,
        incident.wave,
        incident.mailbox,
        incident.host,
        names.get(incident.owner or ""),
    )
    return [neutral("" if value is None else str(value)) for value in values]


def neutral(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet would calculate."""
    return cell if _SIGNS.isdisjoint(cell) else _FORMULA.sub(r"\1'", cell)


class Summary:
    """What a report says before its incidents; grows by one incident at a time."""

    def __init__(self) -> None:
        self.incidents = 0
        self.resolved = 0
        self.families: Counter[str] = Counter()
        self.providers: Counter[str] = Counter()
        self.entries: Counter[str] = Counter()

    def add(
        self, family: str | None, provider: str | None, entry: str | None, *, resolved: bool, n: int
    ) -> None:
        """Count `n` incidents of one kind."""
        self.incidents += n
        self.resolved += n if resolved else 0
        self.families[family_name(family or "")] += n
        self.providers[provider_name(provider) or "not known"] += n
        self.entries[entry or ""] += n


def markdown_head(period: str, summary: Summary, entries: Mapping[str, Entry]) -> Iterator[str]:
    """The report's beginning, line by line, up to the head of the list of incidents."""
    yield f"# Incidents, {period}"
    yield ""
    states = f"{summary.resolved:,} resolved, {summary.incidents - summary.resolved:,} open"
    yield f"{counted(summary.incidents, 'incident')}: {states}. Times are UTC."
    for title, tallied in (
        ("Families", summary.families.most_common(REPORT_NAMES)),
        ("Providers", summary.providers.most_common(REPORT_NAMES)),
        ("Errors", [(title_of(name, entries), n) for name, n in summary.entries.most_common(REPORT_NAMES)]),
    ):
        yield from ("", f"## {title}", "", f"| {title.lower()} | incidents |", "| --- | ---: |")
        yield from (_row((name, f"{n:,}")) for name, n in tallied)
    yield from ("", "## All of them", "")
    yield _row(("number", "opened", "state", "owner", "error", "code", "address", "the server's words"))
    yield "| ---: | --- | --- | --- | --- | --- | --- | --- |"


def markdown_line(incident: Incident, entries: Mapping[str, Entry], names: Mapping[str, str]) -> str:
    """One incident as a row of the report's list; its owner by name where `names` has it."""
    lead = incident.lead
    return _row(
        (
            str(incident.id),
            f"{incident.opened_at:%Y-%m-%d %H:%M}",
            STATES[incident.state],
            names.get(incident.owner, incident.owner) if incident.owner else "nobody",
            title_of(lead.entry, entries),
            numbers(lead),
            incident.address or "",
            lead.reply_text[:REPORT_TEXT_CHARS],
        )
    )


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_MARKS.sub(r"\\\1", " ".join(cell.split())) for cell in cells) + " |"
