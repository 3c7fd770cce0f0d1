"""The command line, and the one place that builds everything: it alone knows both bot and handlers.

Each command imports what it needs when it runs, so that `explain` starts without Slack and SQLite.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import json
import os
import re
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TextIO

import click

from bot.commands.check import check, meant_check
from bot.commands.incidents import incidents
from bot.commands.operation import backup, doctor, forget, restore
from bot.commands.unknown import unknown
from bot.errors import InputError, SettingsError, UsageError, UserError
from bot.model import Family
from bot.printing import Commands, PortNumber, program, show

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.knowledge import Knowledge

    Serve = Callable[..., Coroutine[Any, Any, None]]

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What writing to a full or broken disk answers."""

SENTENCE_BYTES = 1_000
"""What is longer, and holds no error, is a text and no question."""


def _meant(word: str) -> str:
    """The command for a word that is none: a number, a file, a server or an address; empty for others."""
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


for command in (check, incidents, backup, restore, doctor, forget, unknown):
    cli.add_command(command)


@cli.command()
@click.argument("file", default="-")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--jsonl", is_flag=True, help="Batch: JSON Lines in, JSON Lines out, in the same order.")
def diagnose(file: str, as_json: bool, jsonl: bool) -> None:
    """What a paste, a log or a mail says: FILE (text, .eml, .mbox) or standard input.

    Exit status 0 once it was read, also when it is empty or holds no error; 2 when it cannot be read.
    """
    from bot.knowledge import load_knowledge

    if as_json and jsonl:
        raise UsageError("--json and --jsonl exclude each other: take --jsonl for a batch.")
    if jsonl:
        from bot.batch import answer_lines, read_lines

        with _open(file) as source:
            for line in answer_lines(read_lines(source), load_knowledge()):
                click.echo(line)
        return
    from bot.finding import finding_json
    from bot.reading import read_document

    with _open(file) as source:
        raw = _read(source, file)
    knowledge = load_knowledge()
    findings = read_document(raw, knowledge)
    if as_json:
        click.echo(json.dumps({"findings": [finding_json(finding) for finding in findings]}, indent=2))
        return
    from bot.cards.terminal import render_findings, render_not_arrived
    from bot.meaning import meant_reference
    from bot.parse.talk.not_arrived import tells_not_arrived
    from bot.parse.written.file_signature import what_it_is

    sentence = raw.decode("utf-8", "replace") if not findings and len(raw) <= SENTENCE_BYTES else ""
    if tells_not_arrived(sentence):
        show(render_not_arrived())
        return
    other = what_it_is(raw) if not findings else ""
    if other:
        click.echo(f"No SMTP error found: {'what was given' if file == '-' else _named(file)} is {other}.")
        return
    show(render_findings(findings, knowledge.entries))
    meant = meant_reference(sentence, knowledge) if sentence else None
    if meant is not None:
        click.echo(f"What its words are about: smtpcheck explain {meant}")


@cli.command()
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


_NAMED = 8  # entries that one word names, in one line


def _instead(word: str, knowledge: Knowledge) -> str:
    """What leads to the page that somebody may have meant by the word."""
    from bot.meaning import entries_named, meant_reference

    if word in set(Family):
        return f"`smtpcheck entries --family {word}` lists this family's entries."
    meant = meant_reference(word, knowledge)
    if meant is not None:
        return f"`smtpcheck explain {meant}` is about these words."
    named = entries_named(word, knowledge)
    if named:
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        return f"`smtpcheck explain NAME` shows one of {', '.join(named[:_NAMED])}{more}."
    return "`smtpcheck entries` lists the entries, `smtpcheck diagnose` reads an error."


@cli.command()
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


@cli.command()
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


@cli.command()
def migrate() -> None:
    """Bring the database to the current schema (also done when it is opened)."""
    from bot.config import load_settings
    from bot.store import Store

    path = load_settings().database
    Store.open(path).close_now()
    click.echo(f"{path} is current.")


@cli.command()
@click.option("--http", is_flag=True, help="HTTP on PORT even when an app token is set.")
def run(http: bool) -> None:
    """The Slack bot: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT."""
    from bot.config import load_settings

    settings = load_settings()
    way = "Socket Mode" if settings.socket_mode(http=http) else f"HTTP on port {settings.port}"
    with _bot(settings, "smtpcheck run") as serve:
        asyncio.run(serve(settings, http=http, ready=lambda: click.echo(f"smtpcheck is connected: {way}.")))


@cli.command()
@click.option("--port", default=8535, show_default=True, type=PortNumber(0, 65535), help="Port of the page.")
def sandbox(port: int) -> None:
    """The bot in a local Slack-compatible workspace with a web page."""
    from bot.config import load_settings

    settings = load_settings()
    with _bot(settings, "smtpcheck sandbox") as serve:
        asyncio.run(_play(settings, port, serve))


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
    from bot.delivery.logs import configure_logs
    from bot.delivery.service import run_bot
    from bot.knowledge import load_knowledge
    from bot.store import Store, hold

    configure_logs(settings.log)
    Store.require_ours(settings.database)
    with hold(settings.database, command), Store.open(settings.database) as store:
        store.lengthen_log()
        knowledge = load_knowledge()
        gc.freeze()  # it stays for good: to look through it again would hold up every ack for 50 ms
        yield partial(
            run_bot,
            store=store,
            knowledge=knowledge,
            register=handlers.register,
            handle=handlers.handle,
        )


def _open(file: str) -> BinaryIO:
    if file == "-":
        if sys.stdin.isatty():
            click.echo("Paste the error, then press Ctrl-D.", err=True)
        return sys.stdin.buffer
    if not file:  # pathlib takes it for the folder one is in
        raise InputError("No file was named: name a text or mail file, or - for a pipe.")
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(
            f"{_named(file)} cannot be read: {reason}. Name a text or mail file, or - for a pipe."
        ) from error


def _read(source: BinaryIO, file: str) -> bytes:
    from bot.reading import READ_BYTES

    try:
        raw = source.read(READ_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{_named(file)} cannot be read: {error.strerror}. Name a text or mail file."
        ) from error
    if len(raw) > READ_BYTES:
        what = "Standard input" if file == "-" else _named(file)
        raise InputError(f"{what} is larger than {READ_BYTES >> 20} MB: cut out the part with the error.")
    return raw


def _named(file: str) -> str:
    """A file's name on one line, whatever is in it."""
    return file if file and file.isprintable() else repr(file)


def _say_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """What stands on the terminal for a fault of ours: where, never the values in play."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    sys.stderr.write(f"smtpcheck met a fault of its own ({kind.__name__} at {place}). Report this line.\n")


def main(args: list[str] | None = None) -> None:
    """Run one command; every error a person can mend is one line on stderr and exit 2."""
    sys.excepthook = _say_fault
    if sys.stdin is None:  # closed by the shell (`<&-`): there is nothing to read
        sys.stdin = open(os.devnull)  # noqa: SIM115 - for as long as the program runs
    if sys.stdout is None:  # closed by the shell (`>&-`): nobody wants to read it
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for as long as the program runs
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(
            errors="replace"
        )  # where a terminal's letters know no ✓ it shows a question mark
    given = tuple(sys.argv[1:] if args is None else args)
    try:
        # Not `cli.main`, which ends a program whose reader went away with exit 1.
        with cli.make_context("smtpcheck", list(given)) as context:
            cli.invoke(context)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        inside = error.ctx.command_path if error.ctx else "smtpcheck"
        _refuse(f"Name a command: {inside} --help lists them.", given)
    except click.ClickException as error:
        within = error.ctx if isinstance(error, click.UsageError) else None
        inside = within.command_path if within else _command_in(given)
        said = error.format_message()
        stop = "" if said.endswith((".", "?")) else "."
        _refuse(f"{said}{stop} See {inside} --help.", given)
    except UserError as error:
        _refuse(error.for_operator, given)
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is left to say, and nowhere to say it.
        _stop_printing(sys.stdout)
    except OSError as error:
        if error.errno not in FULL:
            raise
        _stop_printing(sys.stdout)
        _refuse(f"The output cannot be written ({error.strerror}): make room, or print elsewhere.", given)


def _command_in(given: Sequence[str]) -> str:
    """The command that was typed, as in `smtpcheck check domain`; click does not tell it of every fault."""
    path: list[str] = ["smtpcheck"]
    inside: click.Command | None = cli
    for word in given:
        inside = inside.commands.get(word) if isinstance(inside, click.Group) else None
        if inside is None:
            break
        path.append(word)
    return " ".join(path)


def _refuse(why: str, given: Sequence[str]) -> NoReturn:
    try:
        click.echo(f"smtpcheck: {_without_secrets(why, given)}", err=True)
    except BrokenPipeError:  # nobody reads it; the exit status says it too
        _stop_printing(sys.stderr)
    sys.exit(2)


def _without_secrets(why: str, given: Sequence[str]) -> str:
    """A message that may say again what was typed, which may be a paste with a password in it."""
    typed = (" ".join(given[1:]), *given)
    said = [form for words in typed for form in (words, repr(words)[1:-1]) if form and form in why]
    if said:
        from bot.parse.redact import redact

        for words in said:
            why = why.replace(words, redact(words).text)
    return why


def _stop_printing(stream: TextIO) -> None:
    """What is still buffered goes nowhere, so that the end of the program does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    main()
