"""A check while it runs: bounded in time, its progress told at Slack's pace, its end in words.

Must not know who shows it or where its answer is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from bot.cards.checking import CANCELLED
from bot.errors import UserError
from bot.model import CheckReport, Incident

BOUND_S = 120.0  # a check waits for its turn and then for slow servers; each step has bounds of its own
PROGRESS_S = 1.0  # Slack takes about one edit a second of one view or message


@dataclass(frozen=True, slots=True)
class Shown:
    """What to show of a check: a report so far, or how it ended.

    `said` is why there is no answer, empty when there is one. `incident` is the one that holds it.
    """

    report: CheckReport | None
    done: bool
    said: str = ""
    incident: Incident | None = None


Show = Callable[[Shown], Awaitable[bool]]
"""Shows it; False when there is nowhere to show it any more."""
Tell = Callable[[CheckReport], Awaitable[None]]


class _Latest:
    """The last report of a running check."""

    def __init__(self) -> None:
        self.report: CheckReport | None = None
        self.news = asyncio.Event()
        self.being_told = asyncio.Lock()

    def put(self, report: CheckReport) -> None:
        self.report = report
        self.news.set()


async def run_bounded(
    reports: AsyncIterator[CheckReport], tell: Tell, is_cancelled: Callable[[], bool]
) -> Shown:
    """How the check ended; `tell` hears how far it is, never after this has returned."""
    latest = _Latest()
    telling = asyncio.create_task(_tell_along(tell, latest))
    try:
        async with asyncio.timeout(BOUND_S):
            async for report in reports:
                latest.put(report)
    except UserError as error:
        return Shown(None, done=True, said=str(error))
    except TimeoutError:
        return Shown(None, done=True, said=f"It did not end within {BOUND_S:.0f} s. Try it once more.")
    except asyncio.CancelledError:
        if not is_cancelled():
            raise
        return Shown(None, done=True, said=CANCELLED)
    finally:
        async with latest.being_told:  # what is on its way must not arrive after the answer
            telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
    if latest.report is None:
        return Shown(None, done=True, said="There was nothing to check.")
    return Shown(latest.report, done=True)


async def _tell_along(tell: Tell, latest: _Latest) -> None:
    """Tell the last report once a second at most: what comes in between is left out."""
    while True:
        await latest.news.wait()
        latest.news.clear()
        async with latest.being_told:
            if latest.report is not None:
                await tell(latest.report)
        await asyncio.sleep(PROGRESS_S)
