"""The commands about the knowledge base: `explain`, `entries`, `unknown` for what it lacks, `lint`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bot.errors import UsageError
from bot.model import Family
from bot.printing import Commands, show

if TYPE_CHECKING:
    from bot.knowledge import Knowledge

_NAMED = 8  # entries that one word names, in one line
READ_EACH = (
    "# Read each draft before you add it: a name looks like any other word and is not masked. "
    "Then fill in the source."
)


@click.command()
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
def explain(words: Sequence[str]) -> None:
    """The reference of a code (535, 5.7.8 or both) or of an entry."""
    from bot.cards.terminal import render_code, render_entry
    from bot.knowledge import load_knowledge

    knowledge, word = load_knowledge(), " ".join(words)
    if word in knowledge.entries:
        show(render_entry(knowledge.entries[word], knowledge.tags, knowledge.entries))
        return
    reference = knowledge.reference(word)
    if reference is None:
        raise UsageError(f"{word!r} is neither a known code nor an entry: {_instead(word, knowledge)}")
    show(render_code(reference))


def _instead(word: str, knowledge: Knowledge) -> str:
    """What leads to the page that somebody may have meant by the word."""
    from bot.meaning import meant_reference
    from bot.page_search import cause_or_page, entries_about, entries_named

    if word in set(Family):
        return f"`smtpcheck entries --family {word}` lists this family's entries."
    meant = meant_reference(word, knowledge)
    named = entries_named(word, knowledge) if meant is None else cause_or_page(word, meant, knowledge)
    if meant is not None and not named:
        return f"`smtpcheck explain {meant}` is about these words."
    named = named or entries_about(word, knowledge)
    if named:
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        return f"`smtpcheck explain NAME` shows one of {', '.join(named[:_NAMED])}{more}."
    return "`smtpcheck entries` lists the entries, `smtpcheck diagnose` reads an error."


@click.command()
@click.option("--family", help="Only this family.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def entries(family: str | None, as_json: bool) -> None:
    """The catalogue of the knowledge base."""
    from bot.knowledge import load_knowledge

    if family is not None and family not in set(Family):
        raise UsageError(f"{family} is no family: take one of {', '.join(Family)}.")
    listed = [entry for entry in load_knowledge().entries.values() if family in {None, entry.family}]
    if as_json:
        catalogue = [
            {
                "entry": entry.id,
                "title": entry.title,
                "gist": entry.gist,
                "family": entry.family,
                "codes": list(entry.codes),
                "enhanced": list(entry.enhanced),
                "providers": list(entry.providers),
            }
            for entry in listed
        ]
        click.echo(json.dumps(catalogue, indent=2))
        return
    from bot.cards.terminal import render_catalogue

    show(render_catalogue(listed))


@click.group(cls=Commands)
def unknown() -> None:
    """Pastes that no entry knew."""


@unknown.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_command(as_json: bool) -> None:
    """Pastes that no entry knew or one only resembles, as drafts without addresses, hosts, ids."""
    from bot.config import load_settings
    from bot.drafts import draft_json, draft_toml, load_drafts
    from bot.knowledge import load_knowledge
    from bot.store import Store
    from bot.store.unknown import is_empty

    with Store.open(load_settings().database, create=False) as store:
        drafts = load_drafts(store, load_knowledge())
        empty = store.read_now(is_empty)
    if as_json:
        click.echo(json.dumps([draft_json(draft) for draft in drafts], indent=2))
    elif drafts:
        click.echo("\n\n".join([READ_EACH, *map(draft_toml, drafts)]))
    elif empty:
        click.echo("No failure has been pasted yet.", err=True)
    else:
        click.echo("Every failure that was pasted is known to an entry word for word.", err=True)


@click.command()
def lint() -> None:
    """Check the knowledge base; exit 1 with file and line of each fault."""
    from bot.lint import lint as find_faults

    faults = find_faults()
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo("1 fault" if len(faults) == 1 else f"{len(faults)} faults", err=True)
        sys.exit(1)
    click.echo("The knowledge base holds together.")
