"""Incidents for the command line: walked in pages, or one with its timeline. Reads, never changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.errors import UsageError
from bot.model import Happening, Incident
from bot.store import Store, incidents, lists, timeline


def walk(store: Store) -> Iterator[Incident]:
    """Every incident, oldest first; a page at a time, so memory stays flat."""
    after = 0
    while True:
        page = store.read_now(partial(lists.load_page, after=after))
        if not page:
            return
        yield from page
        after = page[-1].id


def load_one(store: Store, number: int) -> tuple[Incident, tuple[Happening, ...]]:
    """One incident with its timeline; raises UsageError when there is none of that number."""
    incident = store.read_now(lambda db: incidents.load(db, number))
    if incident is None:
        raise UsageError(f"There is no incident {number}: `smtpcheck incidents list` shows those there are.")
    return incident, store.read_now(lambda db: timeline.load_timeline(db, number))
