"""What becomes of an error: a sentence for the person, a log line with a reference for the operator.

Only a UserError's text is shown; everything else is logged by type and place, since its text may
hold what was pasted.
"""

from __future__ import annotations

import asyncio
import secrets
import traceback
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.cards.text import escape
from bot.delivery.logs import event_log
from bot.delivery.slack_errors import TOKEN_REFUSED, is_answer, said_by
from bot.errors import RefusedTargetError, UserError

T = TypeVar("T")

RESTART_AFTER_S = 1.0
DAMAGED = "the database is damaged: stop the bot, run smtpcheck doctor, then smtpcheck restore FILE"
TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"})
"""Slack's words for a form that opened after its three seconds, or twice."""
NETWORK_ERRORS = (aiohttp.ClientError, TimeoutError, ConnectionError)


def sentence(error: BaseException, during: str, **named: str) -> str:
    """Return what the person is told; an error that is not theirs is logged under the reference they get."""
    if isinstance(error, RefusedTargetError):
        return escape(str(error))  # it quotes what was typed, and marks nothing up
    if isinstance(error, UserError):
        return str(error)
    if is_network(error) or (isinstance(error, SlackApiError) and said_by(error) in TOO_LATE):
        return "Slack did not answer in time. Try it once more."
    reference = log_fault(error, during, **named)
    return f"Something went wrong on my side. Tell whoever runs smtpcheck the reference {reference}."


def log_fault(error: BaseException, during: str, **named: str) -> str:
    """Log a fault of ours by type and place, never by its text; returns its reference."""
    reference = secrets.token_hex(4)
    if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        named["remedy"] = DAMAGED
    where = " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-4:])
    )
    event_log().error(
        "fault", during=during, reference=reference, error=type(error).__name__, where=where, **named
    )
    return reference


def is_network(error: BaseException) -> bool:
    """Whether Slack could not be reached or was not well: waiting helps, nothing of ours is broken."""
    if isinstance(error, SlackApiError):
        return not is_answer(error) and said_by(error) not in TOKEN_REFUSED
    return isinstance(error, NETWORK_ERRORS) and not isinstance(error, UserError)


async def end_of(work: Awaitable[T]) -> asyncio.Future[T]:
    """Wait for the work and return it ended, whatever it raised; who stops waiting for it cancels it."""
    running = asyncio.ensure_future(work)
    try:
        await asyncio.wait({running})
    finally:
        if not running.done():
            running.cancel()
            await asyncio.wait({running})
    return running


async def keep_running(
    name: str, loop: Callable[[], Awaitable[None]], *, after_s: float | None = None
) -> None:
    """Run an endless loop again after a fault of it, which is logged; a UserError ends it for good.

    `after_s` is how long it then waits, RESTART_AFTER_S when None.
    """
    while True:
        ended = await end_of(loop())
        error = None if ended.cancelled() else ended.exception()
        if error is None:
            return
        if isinstance(error, UserError) and not isinstance(error, TimeoutError):
            raise error
        log_fault(error, name)
        await asyncio.sleep(RESTART_AFTER_S if after_s is None else after_s)
