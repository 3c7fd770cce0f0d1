"""How the program ends: its exit status, and one line on stderr that says what to do.

Shows no traceback, whose values may be anybody's, and no password that a message says again.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import NoReturn, TextIO

import click

from bot.errors import UserError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What writing to a full or broken disk answers."""


def run_command(cli: click.Group, args: Sequence[str] | None = None) -> None:
    """Run the command that `args` name, None: the process's own; what a person can mend ends with exit 2."""
    sys.excepthook = _say_fault
    _open_streams()
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
        inside = within.command_path if within else _command_in(cli, given)
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


def _open_streams() -> None:
    """Give what the shell has closed (`<&-`, `>&-`) an empty place, and stdout a sign for every letter."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115 - for as long as the program runs
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the same
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal whose letters know no ✓ shows a question mark


def _say_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """What stands on the terminal for a fault of ours: where, never the values in play."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    sys.stderr.write(f"smtpcheck met a fault of its own ({kind.__name__} at {place}). Report this line.\n")


def _command_in(cli: click.Group, given: Sequence[str]) -> str:
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
    said = _without_secrets(why, given)
    # One line: a file may be named with a line's end in it, or with what colours a terminal.
    said = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in said)
    try:
        click.echo(f"smtpcheck: {said}", err=True)
    except OSError:  # nobody reads it, or its disk is full; the exit status says it too
        _stop_printing(sys.stderr)
    sys.exit(2)


def _without_secrets(why: str, given: Sequence[str]) -> str:
    """A message that may say again what was typed, which may be a paste with a password in it."""
    typed = (" ".join(given[1:]), *given)
    said = [form for words in typed for form in (words, repr(words)[1:-1]) if form and form in why]
    if said:
        from bot.parse.redact import redact  # noqa: PLC0415 - it loads slowly, and few refusals need it

        for words in said:
            why = why.replace(words, redact(words).text)
    return why


def _stop_printing(stream: TextIO) -> None:
    """What is still buffered goes nowhere, so that the end of the program does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
