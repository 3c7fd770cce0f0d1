"""Incidents for the command line: walked in pages, or one with what belongs to it. Reads, never changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from bot.errors import UsageError
from bot.model import Followed, Incident, Tick
from bot.store import Store, lists
from bot.store.followed import load_followed
from bot.store.marks import load_ticks_of


def walk(store: Store) -> Iterator[tuple[Incident, Sequence[Tick]]]:
    """Every incident with its ticked steps, oldest first; a page at a time, so memory stays flat."""
    after = 0
    while True:
        page = store.read_now(partial(lists.load_all, after=after))
        if not page:
            return
        ticks = store.read_now(partial(load_ticks_of, incident_ids=[incident.id for incident in page]))
        for incident in page:
            yield incident, ticks.get(incident.id, ())
        after = page[-1].id


def load_one(store: Store, number: int) -> Followed:
    """One incident with what belongs to it; raises UsageError when there is none of that number."""
    found = store.read_now(lambda db: load_followed(db, number))
    if found is None:
        raise UsageError(f"There is no incident {number}: `smtpcheck incidents list` shows those there are.")
    return found
