"""`smtpcheck unknown`: what the knowledge base does not know yet."""

from __future__ import annotations

import json

import click

from bot.printing import Commands

READ_EACH = (
    "# Read each draft before you add it: a name looks like any other word and is not masked. "
    "Then fill in the source."
)


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
        click.echo("No failure has been pasted yet.")
    else:
        click.echo("Every failure that was pasted is known to an entry word for word.")
