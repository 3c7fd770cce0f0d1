"""What somebody types to search is read word by word: mentions, names, words of a page's title."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.desk.searching import TELLS_APART, read_terms
from bot.store.search import Term


class Means:
    """Pages of these titles, and nobody of any name but Ana."""

    def __init__(self, titles: list[str]) -> None:
        entries = {
            f"page-{at}": SimpleNamespace(id=f"page-{at}", title=title) for at, title in enumerate(titles)
        }
        self.knowledge = SimpleNamespace(entries=entries)
        self.directory = self

    async def named(self, name: str) -> frozenset[str]:
        return frozenset({"U2", "U1"}) if name == "ana" else frozenset()


@pytest.mark.parametrize(
    ("many", "others"),
    [(TELLS_APART, tuple(f"page-{at}" for at in range(TELLS_APART))), (TELLS_APART + 1, ())],
    ids=["few", "many"],
)
async def test_a_word_of_many_titles_tells_no_page(many, others):
    assert await read_terms(Means(["Mailbox full"] * many), "full x") == (Term("full", others), Term("x"))


async def test_the_last_word_may_be_the_beginning_of_one_and_a_name_stands_for_its_people():
    titles = ["Mailbox full", "The mailbox is fully booked"]
    assert await read_terms(Means(titles), "full @ana <@U7> ful") == (
        Term("full", ("page-0",)),
        Term("ana", ("U1", "U2")),
        Term("U7"),
        Term("ful", ("page-0", "page-1"), begins=True),
    )
