"""How often the app may call: a window of a minute per method, and one post a second per channel.

docs.slack.dev/apis/web-api/rate-limits. A refusal carries the whole seconds of Retry-After.
"""

from __future__ import annotations

import math
from collections import deque

from bot.sandbox.clock import Clock
from bot.sandbox.limits import Limits, Tier

_WINDOW_S = 60.0


class Pace:
    """Counts calls; `wait_s` answers 0 and counts the call, or how long to wait and counts nothing."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._limits = limits
        self._calls: dict[str, deque[float]] = {}
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait_s(self, method: str, tier: Tier, channel: str | None) -> int:
        """Whole seconds to wait before this call, 0 when it may go now; `channel` is given for posts."""
        if not self._limits.enforce_rates:
            return 0
        now = self._clock.now()
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - _WINDOW_S:
            calls.popleft()
        if len(calls) >= tier.value:
            return max(1, math.ceil(calls[0] + _WINDOW_S - now))
        if channel is not None:
            left = self._left(channel, now)
            if left < 1:
                return max(1, math.ceil((1 - left) / self._limits.posts_per_s))
            self._buckets[channel] = (left - 1, now)
        calls.append(now)
        return 0

    def _left(self, channel: str, now: float) -> float:
        left, at = self._buckets.get(channel, (float(self._limits.post_burst), now))
        return min(self._limits.post_burst, left + max(0.0, now - at) * self._limits.posts_per_s)
