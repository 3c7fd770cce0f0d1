"""Print for a person. Must not know what is printed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType


def show(renderable: RenderableType) -> None:
    """Print colour on a terminal, plain lines without folding in a pipe."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    console = Console(
        highlight=False, soft_wrap=not terminal, no_color=not terminal or "NO_COLOR" in os.environ
    )
    console.print(renderable)
