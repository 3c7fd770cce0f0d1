"""The command `smtpcheck check mailboxes`: a file of mailboxes, its results as lines of JSON or an answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import aclosing, closing
from typing import TYPE_CHECKING

import click

from bot.commands import utc_now
from bot.errors import InputError, UsageError
from bot.model import Platform, RowResult, RowVerdict
from bot.printing import show

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.knowledge import Knowledge
    from bot.mailboxes import Table
    from bot.mailboxes.files import Cleaned
    from bot.store import Store

PERSON = "terminal"
STOPPED = "the check was stopped before there was a result."


@click.command("mailboxes")
@click.argument("file", metavar="FILE.csv")
@click.option("--out", metavar="RESULT.csv", help="Write what came of each row there; it holds no password.")
@click.option(
    "--cleaned", metavar="FILE.csv", help="Write the rows there without hidden characters and the like."
)
@click.option("--dry-run", is_flag=True, help="Only look at the rows: no server is asked.")
@click.option(
    "--for",
    "platform",
    type=click.Choice([platform.value for platform in Platform]),
    help="Give the cleaned file the columns of this platform.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document a row.")
def mailboxes_command(
    file: str, out: str | None, cleaned: str | None, dry_run: bool, platform: str | None, as_json: bool
) -> None:
    """A CSV of up to 1,000 mailboxes: what each row shows by itself, then one login each."""
    from bot.knowledge import load_knowledge
    from bot.mailboxes import read_table, require_cleaned_place, write_cleaned

    if platform is not None and cleaned is None:
        raise UsageError("--for gives the cleaned file its columns: name that file with --cleaned.")
    _require_apart(file, out, cleaned)
    knowledge = load_knowledge()
    table = read_table(_read(file))
    meant = Platform(platform) if platform is not None else None
    if cleaned is not None:
        require_cleaned_place(cleaned, table, meant)
    with closing(_Results(out, knowledge, as_json=as_json)) as results:
        if dry_run:
            _plan(table, knowledge, results.add)
            stopped = False
        else:
            stopped = _run(table, knowledge, results.add)
        ordered = results.fill_up(table)
    made = None
    if cleaned is not None:
        made = write_cleaned(cleaned, table, ordered, meant)
    if not as_json:
        _say(ordered, knowledge, out, cleaned, made)
    if stopped:
        raise KeyboardInterrupt


class _Results:
    """What came of the rows: one of the file `out` at once, a line of JSON once those before it are known."""

    def __init__(self, out: str | None, knowledge: Knowledge, *, as_json: bool) -> None:
        from bot.mailboxes import ResultFile

        self._known: dict[int, RowResult] = {}
        self._file = ResultFile(out, knowledge) if out is not None else None
        self._as_json = as_json
        self._next = 1

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, result: RowResult) -> None:
        from bot.mailboxes import row_json

        self._known[result.row.number] = result
        if self._file is not None:
            self._file.add(result)
        while self._as_json and (ready := self._known.get(self._next)) is not None:
            click.echo(json.dumps(row_json(ready)))
            self._next += 1

    def fill_up(self, table: Table) -> list[RowResult]:
        """Add each row that has no result yet; all of them in the file's order."""
        for row in table.rows:
            if row.number not in self._known:
                self.add(RowResult(row, RowVerdict.NOT_TESTED, row.fault or STOPPED, None))
        return [self._known[row.number] for row in table.rows]


def _say(
    results: list[RowResult], knowledge: Knowledge, out: str | None, cleaned: str | None, made: Cleaned | None
) -> None:
    """The answer, and which files were written."""
    from bot.cards.mailboxes_terminal import cleaned_line, render_mailboxes

    show(render_mailboxes(results, knowledge.entries, cleaned=made is not None))
    if out is not None:
        click.echo(f"\nEvery row with its result, without passwords: {out}")
    if cleaned is not None and made is not None:
        click.echo(f"\n{cleaned_line(cleaned, made.changed, made.left_out)}")


def _require_apart(file: str, *written: str | None) -> None:
    """Raises UsageError where a file that is written is the one that is read, or another one written."""
    named = [os.path.realpath(name) for name in (file, *written) if name is not None]
    if len(set(named)) != len(named):
        raise UsageError("FILE.csv, --out and --cleaned must be different files.")


def _read(file: str) -> bytes:
    from bot.mailboxes.table import BYTES

    try:
        with open(file, "rb") as source:
            return source.read(BYTES + 1)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error


def _plan(table: Table, knowledge: Knowledge, take: Callable[[RowResult], None]) -> None:
    from bot.config import load_settings
    from bot.mailboxes import plan_mailboxes
    from bot.net import guard_of

    for result in plan_mailboxes(table.rows, guard_of(load_settings()), knowledge):
        take(result)


def _run(table: Table, knowledge: Knowledge, take: Callable[[RowResult], None]) -> bool:
    """Check the rows; True when somebody stopped it (Ctrl-C): then some have no result."""
    import asyncio

    from bot.config import load_settings
    from bot.store import Store

    settings = load_settings()
    with Store.open(settings.database) as store:
        try:
            asyncio.run(_check_all(settings, store, table, knowledge, take))
        except KeyboardInterrupt:
            return True
    return False


async def _check_all(
    settings: Settings, store: Store, table: Table, knowledge: Knowledge, take: Callable[[RowResult], None]
) -> None:
    from bot.mailboxes import run_mailboxes
    from bot.net import FileDoor, build_net
    from bot.store.ledger import StoreLedger

    door = build_net(settings, StoreLedger(store, now=utc_now), utc_now, FileDoor)
    progress = _Progress(len(table.rows))
    async with aclosing(run_mailboxes(table.rows, door, knowledge, person=PERSON)) as results:
        async for result in results:
            progress.clear()
            take(result)
            progress.one_more()
    progress.clear()


class _Progress:
    """How many rows are done, on a terminal's stderr alone."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._done = 0
        self._shown = sys.stderr.isatty()

    def one_more(self) -> None:
        self._done += 1
        self._say(f"\r{self._done:,} of {self._rows:,} checked")

    def clear(self) -> None:
        self._say("\r\x1b[K")

    def _say(self, text: str) -> None:
        if self._shown:
            click.echo(text, nl=False, err=True)
