"""Whether what arrives can be kept: says once that it cannot, and once that it can again."""

from __future__ import annotations

import time

from bot.delivery.logs import event_log
from bot.errors import NotKeptError

CALM_S = 10.0  # nothing refused for so long: small writes may still fit into a full disk


class Disk:
    """Heard from whoever writes; `full` since the last refusal."""

    def __init__(self) -> None:
        self.full = False
        self._refused_at = 0.0
        self._told: set[str] = set()

    def is_news_in(self, channel: str) -> bool:
        """Whether nobody was told in this channel since nothing can be kept; they are from now on."""
        if not self.full or channel in self._told:
            return False
        self._told.add(channel)
        return True

    def refused(self, error: NotKeptError) -> None:
        """Note that something could not be written."""
        self._refused_at = time.monotonic()
        if not self.full:
            self.full = True
            event_log().error(
                "cannot-write",
                reason=error.for_operator,
                remedy="the bot goes on by itself once it can write",
            )

    def took(self) -> None:
        """Note that something was written."""
        if self.full and time.monotonic() - self._refused_at > CALM_S:
            self.full = False
            self._told.clear()
            event_log().info("writes-again")
