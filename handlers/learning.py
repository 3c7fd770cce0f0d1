"""`/smtpcheck stats` and `/smtpcheck export`: what many incidents say, for the asker alone."""

from __future__ import annotations

from bot.desk import Desk
from bot.model import Request


async def statistics(request: Request, desk: Desk, rest: str) -> None:
    """Answer with a table and a picture of the days that were named."""
    await desk.learning.statistics(request, rest)


async def export(request: Request, desk: Desk, rest: str) -> None:
    """Send the asker a file."""
    await desk.exporting.ask(request, rest)
