"""The commands `smtpcheck incidents ...`: what is in the database, listed, shown and exported."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from bot.errors import UsageError
from bot.printing import Commands, show

if TYPE_CHECKING:
    from bot.store import Store

LARGEST = 2**63 - 1  # of SQLite's numbers
NONE = "There is no incident yet: a paste in a channel opens one."


class IncidentNumber(click.ParamType[int]):
    """A number as one reads it in Slack, `17` or `#17`."""

    name = "number"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Raise the usage error of a word that is no number."""
        try:
            return int(value.removeprefix("#"))
        except ValueError:
            self.fail(f"{value!r} is no incident's number: `smtpcheck incidents list` shows them", param, ctx)


@click.group(cls=Commands)
def incidents() -> None:
    """What is in the database."""


@incidents.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_command(as_json: bool) -> None:
    """Every incident, oldest first, a line each."""
    from bot.cards.export import incident_json
    from bot.cards.terminal import render_incident_line
    from bot.exports import Selection, walk

    with _open_store() as store:
        rows = walk(store, Selection())
        if as_json:
            click.echo(json.dumps([incident_json(incident, ticks) for incident, ticks in rows], indent=2))
            return
        incident = None
        for incident, _ in rows:
            show(render_incident_line(incident))
    if incident is None:
        click.echo(NONE, err=True)


@incidents.command("show")
@click.argument("number", type=IncidentNumber())
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show_command(number: int, as_json: bool) -> None:
    """One incident with its findings, the steps that are done and its timeline."""
    from bot.cards.export import incident_json
    from bot.cards.terminal import render_incident
    from bot.knowledge import load_knowledge
    from bot.store.followed import load_followed

    with _open_store() as store:
        found = None if abs(number) > LARGEST else store.read_now(lambda db: load_followed(db, number))
    if found is None:
        raise UsageError(f"There is no incident {number}: `smtpcheck incidents list` shows those there are.")
    if as_json:
        click.echo(json.dumps(incident_json(found.incident, found.ticks, found.timeline), indent=2))
    else:
        show(render_incident(found, load_knowledge().entries))


@incidents.command("export")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines (the default form).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "markdown"]),
    help="jsonl (the default), csv or markdown.",
)
@click.option("--range", "days", help="Only those opened in 7d, or 2026-11-01..2026-11-27; days are UTC.")
def export_command(as_json: bool, form: str | None, days: str | None) -> None:
    """Every incident with its findings, oldest first: JSON Lines, CSV or a Markdown report."""
    from bot.exports import Form, Selection, write_incidents
    from bot.period import parse_period

    if as_json and form not in {None, "jsonl"}:
        raise UsageError(f"--json and --format {form} exclude each other: take one of them.")
    period = None if days is None else parse_period(days, datetime.now(UTC).date())
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # a file, whatever the terminal's letters are
    with _open_store() as store:
        written = write_incidents(store, Selection(period), Form(form or Form.JSONL), sys.stdout)
    if not written:
        click.echo(NONE if period is None else "No incident was opened on these days.", err=True)


def _open_store() -> Store:
    from bot.config import load_settings
    from bot.store import Store

    return Store.open(load_settings().database, create=False)
