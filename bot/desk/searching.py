"""What a person typed to search for, word by word: mentions, names, words of an entry's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.desk.means import Means
from bot.errors import UsageError
from bot.parse.written.slack_text import undo_slack
from bot.store.search import Term

MOST_WORDS = 10
LONGEST = 400  # characters of what was typed
WORD_CHARS = 100
BEGINS_FROM = 3  # letters; with fewer nearly every word begins
TELLS_APART = 40  # entries; a title's word that more share says nothing
NOTHING_TO_FIND = (
    "Say what to search for: words of the error, a domain, a code, a customer or a person, "
    "as in `/smtpcheck incidents search 5.7.1 acme`."
)
_MENTION = re.compile(r"<@([UW][A-Z0-9]{2,20})(?:\|[^<>]{0,100})?>")
_EDGES = re.compile(r"^[^\w@]+|[^\w]+$")


async def read_terms(means: Means, typed: str) -> tuple[Term, ...]:
    """Return what to look for; the last word may be only the beginning of one. UsageError for nothing."""
    words = list(_words(typed))[:MOST_WORDS]
    if not words:
        raise UsageError(NOTHING_TO_FIND)
    return tuple([await _term(means, word, last=at == len(words)) for at, word in enumerate(words, 1)])


def _words(typed: str) -> Iterator[str]:
    """Yield mentions as ids, everything else as typed without what stands around a word."""
    for place, part in enumerate(_MENTION.split(typed[:LONGEST])):
        if place % 2:
            yield part
            continue
        for word in undo_slack(part).split():
            bare = _EDGES.sub("", word)[:WORD_CHARS]
            if bare.strip("@"):
                yield bare


async def _term(means: Means, word: str, *, last: bool) -> Term:
    name = word.removeprefix("@")
    begins = last and len(name) >= BEGINS_FROM
    titled = [
        entry.id
        for entry in means.knowledge.entries.values()
        if any(_is(part, name, begins=begins) for part in entry.title.split())
    ]
    people = await means.directory.named(name)
    return Term(name, (*(titled if len(titled) <= TELLS_APART else ()), *sorted(people)), begins)


def _is(part: str, word: str, *, begins: bool) -> bool:
    title = _EDGES.sub("", part).casefold()
    return title.startswith(word.casefold()) if begins else title == word.casefold()
