"""The operator's commands: `migrate`, `backup`, `restore`, `doctor`, `forget`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from bot.commands import utc_now
from bot.errors import SettingsError

PLACES = {
    "incidents": "incidents",
    "incident_events": "lines of timelines",
    "handoffs": "handoffs",
    "audit": "lines of the audit trail",
    "inbox": "requests that wait",
    "outbox": "messages that wait",
}
"""Tables by the words a person reads; another one is named as it is."""


@click.command()
def migrate() -> None:
    """Bring the database to the current schema (also done when it is opened)."""
    from bot.config import load_settings
    from bot.store import Store

    path = load_settings().database
    Store.open(path).close_now()
    click.echo(f"{path} is current.")


@click.command()
@click.argument("file")
def backup(file: str) -> None:
    """Write a checked copy of the database to FILE while the bot runs."""
    from bot.cards.words import counted
    from bot.config import load_settings
    from bot.store.backup import back_up

    copied = back_up(load_settings().database, file)
    incidents = counted(copied.incidents, "incident")
    click.echo(f"{copied.path} holds {incidents} in {copied.size_bytes >> 10} kB, checked.")


@click.command()
@click.argument("file")
def restore(file: str) -> None:
    """Put the backup FILE in the database's place; refused while a bot runs on it."""
    from bot.cards.words import counted
    from bot.config import load_settings
    from bot.store.backup import restore as put_back

    restored = put_back(file, load_settings().database)
    incidents = counted(restored.incidents, "incident")
    click.echo(f"{restored.path} is the backup with {incidents}, checked and current.")
    if restored.kept is not None:
        click.echo(f"What was there before is kept as {restored.kept}: delete it when all is well.")
    click.echo(f"New incidents go on at number {restored.goes_on_at}: Slack may show those below already.")
    click.echo("Addresses removed after that backup are back: run smtpcheck forget for them again.")


@click.command()
@click.argument("address")
def forget(address: str) -> None:
    """Remove an address and what was pasted about it from the database for good."""
    from bot.config import load_settings
    from bot.knowledge import load_knowledge
    from bot.store import Store
    from bot.store.forgetting import forget as remove
    from bot.store.forgetting import parse_address, without_pages

    wanted = without_pages(parse_address(address), load_knowledge())
    path = load_settings().database
    with Store.open(path, create=False) as store:
        held = remove(store, wanted, utc_now())
    if not held:
        click.echo(f"Nothing in {path} holds that address.")
    for table, count in held.items():
        click.echo(f"removed from {PLACES.get(table, table)}: {count}")
    click.echo("Not reached from here: messages in Slack, backups, logs of the platform.")
    click.echo("Logins that were tried stay counted, by a hash of the mailbox, for SMTPCHECK_RETENTION_DAYS.")


@click.command()
def doctor() -> None:
    """Look at settings, tokens, database, disk, clock, DNS and ports; exit 1 with each fault's remedy."""
    import asyncio

    from bot.config import load_settings
    from bot.doctor import Line, State, look
    from bot.net import Net, build_net

    try:
        settings = load_settings()
        net = build_net(settings, _NoLogins(), utc_now, Net)
        lines = asyncio.run(look(settings, net, now=utc_now()))
    except SettingsError as error:
        lines = (Line(State.FAULT, "settings", str(error), "mend this, then run smtpcheck doctor again"),)
    for line in lines:
        click.echo(f"{line.state:<6} {line.subject:<9} {line.text}")
        if line.remedy:
            click.echo(f"{'':<6} {'':<9} -> {line.remedy}")
    faults = sum(line.state is State.FAULT for line in lines)
    if faults:
        click.echo(f"{faults} fault{'s' if faults > 1 else ''}", err=True)
        sys.exit(1)
    click.echo("No fault was found.")


class _NoLogins:
    """A ledger that allows no login and remembers nothing: the doctor changes nothing."""

    async def may_login(self, user: str, host: str, person: str, *, of_file: bool = False) -> datetime | None:
        return datetime.max.replace(tzinfo=UTC)

    async def login_waits_until(
        self, user: str, host: str, person: str, *, of_file: bool = False
    ) -> datetime | None:
        return await self.may_login(user, host, person, of_file=of_file)

    async def note_login(self, user: str, host: str, result: str) -> None:
        return

    async def server_rests_until(self, host: str) -> datetime | None:
        return None

    async def note_server(self, host: str, *, failed: bool) -> None:
        return
