"""Lists of incidents for one person: by section, by filter, by search, and their home.

A list is made when it is shown, of what the person may see then; what is owed of it in the
outbox is who reads it and which page.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cards.queue import PAGE_LINES, write_listing
from bot.desk import replies
from bot.desk.means import Means
from bot.desk.searching import read_terms
from bot.errors import UsageError
from bot.model import Listing, Overview, Page, Request, Section
from bot.store import Transaction, inbox, outbox, search
from bot.store.lists import load_page, place_of
from bot.store.overview import load_overview
from bot.store.search import Term

FORGOTTEN = "This search is no longer kept. Search again."


class Queue:
    """What is open, whose it is, and where it is found."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def list(self, request: Request, listing: Listing) -> None:
        """Answer with a page of what the asker may see, in place of the page they came from."""
        await self._means.require_member(request.actor)
        page = replies.list_page(request, self._means.now(), write_listing(listing))
        await self._means.answer(request, page)

    async def search(self, request: Request, words: str) -> None:
        """Answer with the incidents that hold all the words; the words are kept for the next pages."""
        await self._means.require_member(request.actor)
        await read_terms(self._means, words)
        now = self._means.now()

        def job(db: Transaction) -> None:
            number = search.keep(db, team=request.team, actor=request.actor, words=words, at=now)
            listing = Listing(Section.ALL, search=number)
            outbox.put_once(db, replies.list_page(request, now, write_listing(listing)))
            inbox.done(db, request.key, now)

        await self._means.store.write(job)

    async def home(self, request: Request, listing: Listing) -> None:
        """Show the asker's home; nothing of the asking is kept."""
        now = self._means.now()

        def job(db: Transaction) -> None:
            outbox.put(db, replies.home(request.team, now, request.actor, write_listing(listing)))
            inbox.forget(db, request.key)

        await self._means.store.write(job)

    async def fill(self, request: Request, incident_id: int, view_id: str) -> None:
        """Show an incident in a view that was opened for it."""
        await self._means.require_visible(request.team, request.actor, incident_id)
        now = self._means.now()

        def job(db: Transaction) -> None:
            outbox.put(db, replies.shown_page(request, now, incident_id, view_id))
            inbox.forget(db, request.key)

        await self._means.store.write(job)

    async def page(self, team: str, reader: str, listing: Listing) -> tuple[Page, str]:
        """Return a page of what the reader may see, and the words of its search, empty without one.

        Raises UsageError for a search that is no longer kept.
        """
        sight = await self._means.sight(team, reader)
        words: str = ""
        terms: tuple[Term, ...] = ()
        if listing.search is not None:
            number = listing.search
            kept = await self._means.store.read(lambda db: search.recall(db, number, team=team, actor=reader))
            if kept is None:
                raise UsageError(FORGOTTEN)
            words, terms = kept, await read_terms(self._means, kept)
        now = self._means.now()
        page = await self._means.store.read(
            lambda db: load_page(db, sight=sight, listing=listing, now=now, terms=terms, limit=PAGE_LINES)
        )
        return page, words

    async def overview(self, team: str, reader: str, listing: Listing) -> tuple[Page, Overview]:
        """Return a page of what is open and how much there is, both of one moment."""
        sight = await self._means.sight(team, reader)
        now = self._means.now()

        def query(db: Transaction) -> tuple[Page, Overview]:
            page = load_page(db, sight=sight, listing=listing, now=now, limit=PAGE_LINES)
            counted = load_overview(db, sight=sight, listing=listing, now=now)
            if page.listing.past is None:
                return page, counted
            first = place_of(db, sight=sight, listing=page.listing, first=page.lines[0].id, now=now)
            return page, replace(counted, first=first)

        return await self._means.store.read(query)

    async def is_outsider(self, person: str) -> bool:
        """Whether this is a guest or a person of another organisation, who sees no list."""
        return (await self._means.directory.person(person)).outsider
