"""The pages that a few words are about, where the words are no error and no question of a page. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log

from bot.knowledge import Knowledge
from bot.meaning import LITTLE, MOST_WORDS, roots
from bot.model import Entry

_LABEL = re.compile(r"\[([^\]]+)\]\(")  # whose page a step links
_WORD = re.compile(r"\w+(?:\.\w+)*")
_OPENING = 2  # words of a title that say what it is about
_MOST_ABOUT = 4
_WORDS_KNOWN = 2  # at least: one word is about nothing in particular
_NO_TITLE = 0.75  # so much a word counts that stands below a title, beside one in it
_OTHER_PROVIDER = 0.8  # so much a page on a provider counts that nobody named
_UNKNOWN = 0.6  # so much a word counts that no page has, beside one that a single page has
_TELLING = 0.6  # so much all have to count at least, beside one word that a single page has
_ROOT = 4  # letters, as in `roots`
_SAME = 0.6  # so much of the longer of two words is common to both where they are one word bent
_ABOUT = 0.5  # of what all words count, and more of what they count for the likeliest page
_AS_LIKELY = 0.75
# Said of any trouble, by their roots.
_ANY_TROUBLE = frozenset({"erro", "fail", "help", "keep", "prob"})


def entries_named(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The entries that a few words name, the likelier first.

    Those with the cause of just this name; else those with every word in their id or title, a single one in
    their id or where the title begins; else those whose provider it is; else those with a cause whose name
    has these words. Where they stand in the titles of providers' pages only, and no provider is named, any
    server's page whose likeliest cause has them comes first. By their ids, empty where there is none and for
    a text without words that matter.
    """
    words = set(_WORD.findall(text.lower())) - LITTLE
    if not words:
        return ()
    entries = [entry for _, entry in sorted(knowledge.entries.items())]
    asked = _roots_of(text)
    titled = [entry for entry in entries if words <= _words_of(entry)]
    # A word of a title alone, "home" in "a home connection's address", may be of anything.
    titled = [entry for entry in titled if len(words) > 1 or words <= _opening_words(entry)]
    if titled and all(_is_anothers(entry, asked) for entry in titled):
        general = [entry for entry in entries if _is_of_any(entry, asked)]
        # Of several the one that leaves most open.
        titled = [*sorted(general, key=lambda entry: -len(entry.causes))[:1], *titled]
    found = (
        _with_cause(lambda cause: _roots_of(cause) == asked, entries)
        or [entry.id for entry in titled]
        or [entry.id for entry in entries if words <= set(entry.providers)]
        or _with_cause(lambda cause: words <= _bent_to(cause, words), entries)
    )
    return tuple(found)


def entries_about(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The entries that speak of most of these words, the likelier first: at most four ids, often none.

    The words count that stand in a page's title and in one of its causes, questions or steps: the more, the
    fewer pages have them.
    """
    asked = _roots_of(text)
    telling = asked - _ANY_TROUBLE
    asked = telling if len(telling) >= _WORDS_KNOWN else asked
    spoken, pages = _spoken(knowledge)
    if len(text.split()) > MOST_WORDS or sum(root in pages for root in asked) < _WORDS_KNOWN:
        return ()
    counts = {root: log(len(spoken)) * _UNKNOWN for root in asked - pages.keys()}
    counts |= {root: log(len(spoken) / pages[root]) for root in asked & pages.keys()}
    enough = max(sum(counts.values()) * _ABOUT, log(len(spoken)) * _TELLING)
    ranked = []
    for name, (title, *passages) in spoken.items():
        entry = knowledge.entries[name]
        most = max(_spoken_of(title, passage, counts) for passage in passages)
        if _is_anothers(entry, asked):
            most *= _OTHER_PROVIDER
        if most >= enough:
            ranked.append((-most, name))
    ranked.sort()
    return tuple(name for most, name in ranked[:_MOST_ABOUT] if most <= ranked[0][0] * _AS_LIKELY)


def _is_anothers(entry: Entry, asked: set[str]) -> bool:
    """Whether a page is about one provider, and the words name none of its own."""
    return entry.about is not None and asked.isdisjoint(_roots_of(" ".join(entry.providers)))


def _is_of_any(entry: Entry, asked: set[str]) -> bool:
    """Whether a page is about no provider, and gives its likeliest cause in these words."""
    return entry.about is None and any(asked <= _roots_of(cause.text) for cause in entry.causes[:1])


def _spoken_of(title: set[str], passage: set[str], counts: Mapping[str, float]) -> float:
    """How much the words count that stand in a title or in a passage below it; 0 where too few do."""
    found = counts.keys() & (title | passage)
    if len(found) < _WORDS_KNOWN:
        return 0.0
    return sum(counts[root] * (1 if root in title else _NO_TITLE) for root in found)


def cause_or_page(text: str, meant: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The entries with the cause of just this name, then the page that the words mean, where those differ."""
    entries = [entry for _, entry in sorted(knowledge.entries.items())]
    asked = _roots_of(text)
    named = (
        _with_cause(lambda cause: _roots_of(cause) == asked, entries) if meant in knowledge.entries else []
    )
    return (*named, meant) if named and meant not in named else ()


@lru_cache(maxsize=1)
def _spoken(knowledge: Knowledge) -> tuple[dict[str, tuple[set[str], ...]], Counter[str]]:
    """The passages of each page, and on how many pages each word stands."""
    spoken = {name: tuple(_passages(entry)) for name, entry in sorted(knowledge.entries.items())}
    return spoken, Counter(root for passages in spoken.values() for root in set().union(*passages))


def _passages(entry: Entry) -> Iterator[set[str]]:
    """The words that matter of its title, then of each cause, question, step and everyday wording."""
    yield _roots_of(" ".join((entry.id, entry.title, *entry.providers)))
    yield _roots_of(entry.gist)
    yield from (_roots_of(f"{cause.id} {cause.text}") for cause in entry.causes)
    yield from (_roots_of(one.question) for one in entry.questions)
    yield from (_roots_of(" ".join((step.title, *_LABEL.findall(step.text)))) for step in entry.every_step)
    yield from (_roots_of(" ".join(wording.words)) for wording in entry.wordings)


def _with_cause(is_meant: Callable[[str], bool], entries: Sequence[Entry]) -> list[str]:
    """The entries with a cause whose name is meant; those that rank it higher first."""
    found = (
        (place, entry.id)
        for entry in entries
        for place, cause in enumerate(entry.causes)
        if is_meant(cause.id)
    )
    return list(dict.fromkeys(entry for _, entry in sorted(found)))


def _bent_to(cause: str, words: set[str]) -> set[str]:
    """Those of the words that are one of a cause's name, as it stands or bent."""
    return {word for word in words if any(_is_bent(word, named) for named in cause.split("-"))}


def _is_bent(word: str, named: str) -> bool:
    """Whether a word is a name's, the beginning of one, or one bent: "policies" for "policy"."""
    shortest = min(len(word), len(named))
    common = next(
        (at for at, (one, other) in enumerate(zip(word, named, strict=False)) if one != other), shortest
    )
    begins = common == len(word) or common >= max(len(word), len(named)) * _SAME
    return word == named or (begins and common >= _ROOT)


def _roots_of(text: str) -> set[str]:
    return set(roots(text.replace("-", " ")))


def _words_of(entry: Entry) -> set[str]:
    return {*entry.id.split("-"), *_WORD.findall(entry.title.lower())}


def _opening_words(entry: Entry) -> set[str]:
    return {*entry.id.split("-"), *_WORD.findall(entry.title.lower())[:_OPENING]}
