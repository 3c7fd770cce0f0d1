"""Three builds of the bot that break one promise each, so that a clean verdict of the kill test means something.

As a program it is one of them: `hasty` acks before the commit, `forgetful` posts again without
looking, `heedless` knows no event it had before.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
from dataclasses import replace
from typing import Any

COMMIT_LATER_S = 0.3  # how far the hasty build's commit lags: less only needs more kills to show


def run_hasty() -> None:
    """The bot with an inbox that says "taken" first and writes afterwards."""
    from bot.__main__ import main
    from bot.delivery import service
    from bot.delivery.inbox import Inbox

    writing = set()

    class Hasty(Inbox):
        async def accept(self, request: Any) -> None:
            async def later() -> None:
                await asyncio.sleep(COMMIT_LATER_S)
                await super(Hasty, self).accept(request)

            task = asyncio.ensure_future(later())
            writing.add(task)
            task.add_done_callback(writing.discard)

    service.Inbox = Hasty
    main(["run"])


def run_forgetful() -> None:
    """The bot with a poster that never looks whether a message is there already."""
    from bot.__main__ import main
    from bot.delivery.posting import Poster

    async def nothing(*_asked: object) -> None:
        return None

    Poster._find = nothing
    main(["run"])


def run_heedless() -> None:
    """The bot without its memory of events and of answered messages."""
    from bot.__main__ import main
    from bot.delivery import service
    from bot.delivery.inbox import Inbox
    from bot.store import inbox

    class Heedless(Inbox):
        async def accept(self, request: Any) -> None:
            await super().accept(replace(request, key=secrets.token_hex(8)))

    service.Inbox = Heedless
    inbox.claim_message = lambda *_args, **_named: True
    main(["run"])


BUILDS = {"hasty": run_hasty, "forgetful": run_forgetful, "heedless": run_heedless}

if __name__ == "__main__":
    BUILDS[sys.argv[1]]()
