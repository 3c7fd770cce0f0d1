"""The short-lived handles Slack gives with an interaction: triggers and response addresses.

A trigger opens one view within three seconds; a response address answers five times in thirty minutes.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.sandbox.clock import Clock
from bot.sandbox.limits import Limits
from bot.sandbox.people import TEAM_ID
from bot.sandbox.refusal import RefusalError


@dataclass(slots=True)
class Trigger:
    """Who acted and when; `view_id` is the modal it happened in, else None."""

    user: str
    born_at: float
    view_id: str | None = None
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Whom and what an answer is for: `source` is the message it came from, as (ts, ephemeral), else None."""

    user: str
    channel: str
    born_at: float
    thread_ts: str | None = None
    source: tuple[str, bool] | None = None
    uses: int = 0


class Handles:
    """Gives out and redeems triggers and response addresses."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._limits = limits
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, user: str, view_id: str | None = None) -> str:
        """A fresh trigger for something that person did."""
        self._forget()
        key = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[key] = Trigger(user, self._clock.now(), view_id)
        return key

    def redeem(self, key: str) -> Trigger:
        """The trigger, used up; RefusalError with Slack's name when it is unknown, old or used."""
        trigger = self._triggers.get(key)
        if trigger is None:
            raise RefusalError("invalid_trigger_id")
        if trigger.used:
            raise RefusalError("exchanged_trigger_id")
        if self._clock.now() - trigger.born_at > self._limits.trigger_s:
            raise RefusalError("expired_trigger_id")
        trigger.used = True
        return trigger

    def response_url(
        self, user: str, channel: str, *, thread_ts: str | None = None, source: tuple[str, bool] | None = None
    ) -> str:
        """The path of a fresh response address."""
        key = f"{TEAM_ID}/{secrets.randbelow(10**13)}/{secrets.token_hex(12)}"
        self._urls[key] = ResponseUrl(user, channel, self._clock.now(), thread_ts, source)
        return key

    def answer(self, key: str) -> ResponseUrl:
        """One use of a response address; RefusalError (404) when it is unknown, old or used five times."""
        url = self._urls.get(key)
        if url is None:
            raise RefusalError("invalid_url", status=404)
        if self._clock.now() - url.born_at > self._limits.response_url_s:
            raise RefusalError("expired_url", status=404)
        if url.uses >= self._limits.response_url_uses:
            raise RefusalError("used_url", status=404)
        url.uses += 1
        return url

    def _forget(self) -> None:
        # Old ones stay a while so that they are refused by the right name, then go: memory stays flat.
        now = self._clock.now()
        if len(self._triggers) > 10_000:
            self._triggers = {k: t for k, t in self._triggers.items() if now - t.born_at < 600}
        if len(self._urls) > 10_000:
            self._urls = {
                k: u for k, u in self._urls.items() if now - u.born_at < 2 * self._limits.response_url_s
            }
