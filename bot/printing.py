"""Print for a person. Must not know what is printed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROWEST, USUAL = 20, 80
"""Columns of a terminal: where it claims fewer, it does not know, and the usual number is taken."""


def show(renderable: RenderableType) -> None:
    """Print colour on a terminal, plain lines without folding in a pipe."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    console = Console(
        highlight=False, soft_wrap=not terminal, no_color=not terminal or "NO_COLOR" in os.environ
    )
    if console.width < NARROWEST:  # COLUMNS=0: rich would print nothing at all
        console.width = USUAL
    try:
        console.print(renderable)
    except SystemExit as end:  # rich's own exit 1 when the reader went away (`| head`)
        raise BrokenPipeError from end


def program() -> str:
    """How the person who reads this calls the program from where they are."""
    if shutil.which("smtpcheck"):
        return "smtpcheck"
    path = Path(sys.executable).with_name("smtpcheck")
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


class PortNumber(click.IntRange):
    """A port; of what is no number click would say that it is no valid "integer range"."""

    name = "port"


class Commands(click.Group):
    """A group whose help says of each command the whole first sentence; click cuts it off.

    `instead` names the command that was meant by a word that is none, empty where none is known.
    """

    def __init__(self, *args: Any, instead: Callable[[str], str] | None = None, **more: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **more)
        self._instead = instead

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; raises UsageError with the one that was meant."""
        meant = self._instead(args[0]) if self._instead and self.get_command(ctx, args[0]) is None else ""
        if meant:
            raise UsageError(f"{args[0]!r} is no command. {meant}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List them as they were added: in the order in which one comes to need them."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, long lines folded."""
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(200)) for name, one in named if one])
