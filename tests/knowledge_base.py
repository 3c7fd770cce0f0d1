"""The one knowledge base of a test run: loaded once, and made ready once for what it looks for."""

from __future__ import annotations

from functools import cache

from bot.knowledge import Knowledge, load_knowledge


@cache
def knowledge() -> Knowledge:
    return load_knowledge()
