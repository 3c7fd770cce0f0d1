"""Writes incidents of a range of days to a file, a page at a time, so that memory stays flat.

`main()` does it in a process of its own for Slack; the command line calls `write_incidents`.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, TextIO

from bot.cards.export import (
    COLUMNS,
    Summary,
    csv_cells,
    incident_json,
    markdown_head,
    markdown_line,
)
from bot.knowledge import load_knowledge
from bot.model import Incident, Tick
from bot.period import Period
from bot.store import Store
from bot.store.exported import count_kinds, load_range
from bot.store.marks import load_ticks_of
from bot.store.sight import Sight

Write = Callable[[Incident, Sequence[Tick]], object]


class Form(StrEnum):
    """The forms a file can have, by their usual endings."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"

    @property
    def ending(self) -> str:
        """The file name's ending."""
        return "md" if self is Form.MARKDOWN else self.value


@dataclass(frozen=True, slots=True)
class Selection:
    """Which incidents: of a range of days (None: all), of what somebody may see (None: all).

    `names` are their owners' by Slack id, as far as they are known.
    """

    period: Period | None = None
    sight: Sight | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def since(self) -> datetime | None:
        """Where the days begin, None for all."""
        return None if self.period is None else self.period.since

    @property
    def until(self) -> datetime | None:
        """Where they end, not included; None for all."""
        return None if self.period is None else self.period.until


def write_incidents(store: Store, selection: Selection, form: Form, out: TextIO) -> int:
    """Write them oldest first; returns how many there were."""
    write = {Form.CSV: _begin_csv, Form.JSONL: _begin_lines, Form.MARKDOWN: _begin_report}[form](
        store, selection, out
    )
    written = 0
    for incident, ticks in walk(store, selection):
        write(incident, ticks)
        written += 1
    return written


def _begin_csv(store: Store, selection: Selection, out: TextIO) -> Write:
    del store
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    return lambda incident, _: table.writerow(csv_cells(incident, selection.names))


def _begin_lines(store: Store, selection: Selection, out: TextIO) -> Write:
    del store, selection
    return lambda incident, ticks: out.write(f"{json.dumps(incident_json(incident, ticks))}\n")


def _begin_report(store: Store, selection: Selection, out: TextIO) -> Write:
    entries = load_knowledge().entries
    summary = Summary()
    kinds = partial(count_kinds, sight=selection.sight, since=selection.since, until=selection.until)
    for kind in store.read_now(kinds):
        summary.add(kind.family, kind.provider, kind.entry, resolved=kind.resolved, n=kind.n)
    period = selection.period
    told = "all of them" if period is None else f"{period.first} to {period.last}"
    out.writelines(f"{line}\n" for line in markdown_head(told, summary, entries))
    return lambda incident, _: out.write(f"{markdown_line(incident, entries, selection.names)}\n")


def walk(store: Store, selection: Selection) -> Iterator[tuple[Incident, Sequence[Tick]]]:
    """Return the incidents with their ticked steps, oldest first; a page in memory at a time."""
    after: Incident | None = None
    pages = partial(load_range, sight=selection.sight, since=selection.since, until=selection.until)
    while page := store.read_now(partial(pages, after=after)):
        ticks = store.read_now(partial(load_ticks_of, incident_ids=[incident.id for incident in page]))
        for incident in page:
            yield incident, ticks.get(incident.id, ())
        after = page[-1]


def order(path: str, sight: Sight, period: Period, form: Form, names: Mapping[str, str]) -> bytes:
    """What `main` is told on standard input."""
    document = {
        "path": path,
        "team": sight.team,
        "person": sight.person,
        "channels": sorted(sight.channels),
        "belongs": sorted(sight.belongs),
        "period": str(period),
        "form": form,
        "names": dict(names),
    }
    return json.dumps(document).encode()


def main() -> None:
    """Write what standard input orders into the open file of the first argument; print how many."""
    told: dict[str, Any] = json.load(sys.stdin)
    period, form = Period.read(told["period"]), Form(told["form"])
    sight = Sight(told["team"], told["person"], frozenset(told["channels"]), frozenset(told["belongs"]))
    # Excel takes a table without this mark at its beginning for one of the system's own letters.
    encoding = "utf-8-sig" if form is Form.CSV else "utf-8"
    with (
        Store.open(told["path"], read_only=True) as store,
        os.fdopen(int(sys.argv[1]), "w", encoding=encoding, newline="") as out,
    ):
        print(write_incidents(store, Selection(period, sight, told["names"]), form, out))  # noqa: T201 - the answer
