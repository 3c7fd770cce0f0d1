"""Runs the checks that apply, concludes after each answer, and says what is known so far.

The offline check speaks first; a visibly damaged credential gets no AUTH unless the person says
so. Must not open a connection itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from bot.knowledge import Knowledge
from bot.model import CheckReport, CheckRequest
from bot.net import Net


async def run_checks(
    request: CheckRequest, names: Sequence[str], net: Net, knowledge: Knowledge
) -> AsyncIterator[CheckReport]:
    """Reports that grow as checks answer; the last one is final.

    `names` are checks of `load_checks()`; those that need what the request does not hold are
    left out. `login` holds all that `server` asks, so both are run as one. Raises
    RefusedTargetError when the target may not be asked at all; then nothing was sent.
    """
    raise NotImplementedError
    yield
