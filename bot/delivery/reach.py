"""Asks Slack until it answers: a network that is down is waited out, a refused token is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.delivery.logs import event_log
from bot.delivery.slack_errors import TOKEN_REFUSED, is_answer, retry_after_s, said_by
from bot.errors import SettingsError

T = TypeVar("T")

REMEDY = "the bot goes on by itself; smtpcheck doctor says what is in the way"

FIRST_RETRY_S = 0.25  # most faults are over at once
LONGEST_RETRY_S = 30.0  # a Slack that is back is noticed within that
FIRST_PATIENCE_S = 2.0  # Slack answers in well under one; a lost SYN is sent again after one (RFC 6298 2.1)


async def until_reached(ask: Callable[[], Awaitable[T]], setting: str) -> T:
    """Ask Slack until it answers; raises SettingsError naming the setting when the token is refused.

    What is asked may be asked again while the first answer is on its way. The patience with one answer
    grows like the pauses, so that a slow network is reached too.
    """
    wait_s, patience_s = FIRST_RETRY_S, FIRST_PATIENCE_S
    while True:
        try:
            async with asyncio.timeout(patience_s):
                return await ask()
        except SlackApiError as error:
            said = said_by(error)
            asked_wait_s = retry_after_s(error)
            if asked_wait_s is None and (is_answer(error) or said in TOKEN_REFUSED):
                raise SettingsError(
                    f"Slack refuses {setting} ({said}). Copy it again from the app's page."
                ) from None
            pause_s, reason = asked_wait_s or wait_s, said or str(error.response.status_code)
        except (aiohttp.ClientError, TimeoutError) as error:
            pause_s, reason = wait_s, type(error).__name__
            if isinstance(error, TimeoutError):
                patience_s = min(LONGEST_RETRY_S, patience_s * 2)
        event_log().warning("slack-not-reached", reason=reason, remedy=REMEDY, again_in_s=pause_s)
        await asyncio.sleep(pause_s)
        wait_s = min(LONGEST_RETRY_S, wait_s * 2)
