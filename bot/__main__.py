"""The command line, and the one place that builds everything: it alone knows both bot and handlers.

Each command imports what it needs when it runs, so that `explain` starts without Slack and SQLite.
"""

from __future__ import annotations

import gc
import json
import os
import re
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import click

from bot.commands.check import check, meant_check
from bot.commands.diagnose import diagnose
from bot.commands.incidents import incidents
from bot.commands.knowledge import entries, explain, lint, unknown
from bot.commands.operation import backup, doctor, forget, migrate, restore
from bot.ending import run_command
from bot.errors import NotKeptError, SettingsError
from bot.printing import Commands, PortNumber, program

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.store import Store

    Serve = Callable[..., Coroutine[Any, Any, None]]

OPEN_AGAIN_S = 2.0  # where the disk was full


def _meant(word: str) -> str:
    """The command for a word that is none: one of a group's, a number, a file, a server or an address.

    Empty for others.
    """
    group = next((group for group in (incidents, check) if word in group.commands), None)
    if group is not None:
        return f"It is meant as: smtpcheck {group.name} {word}"
    if re.fullmatch(r"[2-5]\d\d|[245]\.\d{1,3}\.\d{1,3}", word):
        return f"What it means: smtpcheck explain {word}"
    if os.path.isfile(word):  # pathlib's raises for a name that is too long for one
        return f"To read it: smtpcheck diagnose {word}"
    if " " in word:
        return "To read an error: smtpcheck diagnose, then paste it."
    return meant_check(word)


@click.group(cls=Commands, instead=_meant, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="smtpcheck", message="%(version)s")
def cli() -> None:
    """Reads SMTP errors, says whose words they are, why they came and what to do."""


@click.command()
@click.option("--http", is_flag=True, help="HTTP on PORT even when an app token is set.")
def run(http: bool) -> None:
    """The Slack bot: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT."""
    import asyncio

    from bot.config import load_settings

    settings = load_settings()
    way = "Socket Mode" if settings.socket_mode(http=http) else f"HTTP on port {settings.port}"
    with _bot(settings, "smtpcheck run") as serve:
        asyncio.run(serve(settings, http=http, ready=lambda: click.echo(f"smtpcheck is connected: {way}.")))


@click.command()
@click.option("--port", default=8535, show_default=True, type=PortNumber(0, 65535), help="Port of the page.")
def sandbox(port: int) -> None:
    """The bot in a local Slack-compatible workspace with a web page."""
    import asyncio

    from bot.config import load_settings

    settings = load_settings()
    with _bot(settings, "smtpcheck sandbox") as serve:
        asyncio.run(_play(settings, port, serve))


# In the order in which one comes to need them; --help and the README list them so.
for command in (
    *(diagnose, explain, entries, check, sandbox, run, incidents),
    *(doctor, backup, restore, forget, migrate, unknown, lint),
):
    cli.add_command(command)


async def _play(settings: Settings, port: int, serve: Serve) -> None:
    """The local workspace with the bot connected to it, until the process is told to stop."""
    from bot.sandbox.server import SandboxServer

    server = SandboxServer(port=port, manifest=_manifest(), state_path=f"{settings.database}.workspace")
    try:
        await server.start()
    except OSError as error:
        raise SettingsError(
            f"Port {port} cannot be used ({error.strerror}): take another one, "
            f"{program()} sandbox --port {port + 1 if port < 65535 else 8536}."
        ) from error
    try:
        local = replace(
            settings,
            slack_bot_token=server.bot_token,
            slack_app_token=server.app_token,
            slack_signing_secret=server.signing_secret,
            slack_api_url=server.base_url,
        )
        await serve(
            local, http=False, ready=lambda: click.echo(f"The local workspace is ready: {server.page_url}")
        )
    finally:
        await server.stop()


def _manifest() -> dict[str, Any]:
    """The app as it is registered at Slack, from the copy of manifest.json that travels in the package."""
    manifest: dict[str, Any] = json.loads((files("bot") / "manifest.json").read_text(encoding="utf-8"))
    return manifest


@contextmanager
def _bot(settings: Settings, command: str) -> Iterator[Serve]:
    """What the bot needs around its run: the hold on the database, the store, the knowledge base, logs."""
    import handlers
    from bot.checks import load_checks
    from bot.delivery.logs import configure_logs
    from bot.delivery.service import run_bot
    from bot.knowledge import load_knowledge
    from bot.reading import make_ready
    from bot.store import Store, hold

    configure_logs(settings.log)
    Store.require_ours(settings.database)
    with hold(settings.database, command), _opened(settings.database) as store:
        store.lengthen_log()
        knowledge = load_knowledge()
        load_checks()  # now: by the first check another version of the program may lie on the disk
        import_module("bot.net.fetch")
        make_ready(knowledge)
        gc.freeze()  # it stays for good: to look through it again would hold up every ack for 50 ms
        yield partial(
            run_bot,
            store=store,
            knowledge=knowledge,
            register=handlers.register,
            handle=handlers.handle,
        )


def _opened(path: str) -> Store:
    """The store; a full disk is waited out, as a network that is down is and as while the bot runs."""
    from bot.delivery.disk import Disk
    from bot.store import Store

    disk = Disk()
    while True:
        try:
            return Store.open(path)
        except NotKeptError as error:
            disk.refused(error)
            time.sleep(OPEN_AGAIN_S)


def main(args: list[str] | None = None) -> None:
    """Run one command; every error a person can mend is one line on stderr and exit 2."""
    run_command(cli, args)


if __name__ == "__main__":
    main()
