"""What a text that no wording knows reads like, by the words of all that are known.

Each word, and each two that stand together, speaks for the families and pages in whose
texts it stands more often than elsewhere. The pages themselves are what it learns from: a new
wording makes it better, and nothing has to be listed here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from math import log
from typing import NamedTuple

from bot.knowledge.folding import fold
from bot.model import Basis, Entry, Family, Reply, Stage, Traits, Wording

# In logarithms of how much more often a word stands in a family's texts than in all others: one that
# never stands there speaks against it so much.
SPEAKS_AGAINST = 2.0
SPEAKS_FOR_AT_MOST = 5.0
_SMOOTHING = 0.5
# By so much the likeliest family leads: five of six are right then, each known text taken as if it were new.
LEAD = 5.0
# An everyday word or a number of a page speaks for its family as two or three of these words do.
NAMED = 9.0
_CHARACTERS = 200  # what matters stands at a reply's start
_WORDS_QUOTED = 4
_SHORTEST_QUOTED = 3  # letters; "is" tells nobody anything
_NONE: Mapping[str, float] = {}

# Addresses, hosts and numbers: names that nobody else says.
_NAME = re.compile(r"[@\d]|://|\w\.\w")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # a program's names are made of words
# Chinese and Japanese have no spaces between words: each of their signs counts.
_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\d_]+(?:'[a-z]+)?")


class Likeness(NamedTuple):
    """The page a text reads most like, by how much its family leads, and the words that speak for it."""

    page: str
    lead: float
    words: tuple[str, ...]

    def as_wording(self) -> Wording:
        """A wording of the page by these words alone, which stands behind all that is known beside it."""
        return Wording(
            entry=self.page,
            line=0,
            codes=(),
            enhanced=(),
            stage=None,
            provider=None,
            at_host=False,
            wraps=True,
            phrases=(),
            not_phrases=(),
            token=None,
            pattern=None,
            words=self.words,
            causes=(),
            example="",
            look_alikes=(),
            basis=Basis.OBSERVED,
            source="",
            note="",
            link="",
            traits=Traits(),
        )


class _Votes(NamedTuple):
    """What one word speaks for, and how strongly: families, and in each of them its pages."""

    families: dict[str, float]
    pages: dict[str, dict[str, float]]


class Likenesses:
    """The words that stand in two known texts or more, and in which."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._family_of = {name: entry.family.value for name, entry in entries.items()}
        said = [(one.entry, _said(one)) for entry in entries.values() for one in entry.wordings]
        times = Counter(chain.from_iterable(words for _, words in said))
        self._texts = Counter(name for name, _ in said)
        self._texts_of_family = self._by_family(self._texts)
        self._stands: dict[str, Counter[str]] = defaultdict(Counter)
        for name, words in said:
            for word in words:
                if times[word] > 1:
                    self._stands[word][name] += 1
        self._known: dict[str, _Votes] = {}  # of the words asked for so far

    def closest(self, reply: Reply, stage: Stage | None, named: str | None) -> Likeness | None:
        """The page that a reply reads most like; None where no family leads clearly, or none gives a reason.

        `named`: the page that an everyday word or a number in it names; it stays where its family leads.
        """
        words = (*_words(reply.text), *_facts((reply.code,), (reply.enhanced,), stage))
        votes = {word: self._votes_of(word) for word in words if word in self._stands}
        families = _added(vote.families for vote in votes.values())
        said = None if named is None else self._family_of[named]
        if said is not None:
            families[said] = families.get(said, 0.0) + NAMED
        first, second = (*sorted(families.values(), reverse=True), 0.0, 0.0)[:2]
        if first - second < LEAD:
            return None
        family = max(families, key=families.__getitem__)
        pages = _added(vote.pages.get(family, _NONE) for vote in votes.values())
        if family in (said, Family.UNKNOWN) or not pages:
            return None
        telling = sorted(
            filter(_is_telling, votes),
            key=lambda word: -votes[word].families.get(family, 0.0),
        )
        return Likeness(max(pages, key=pages.__getitem__), first - second, tuple(telling[:_WORDS_QUOTED]))

    def _votes_of(self, word: str) -> _Votes:
        votes = self._known.get(word)
        if votes is None:
            stands = self._stands[word]
            pages: dict[str, dict[str, float]] = defaultdict(dict)
            for name, vote in _speaks_for(stands, self._texts):
                pages[self._family_of[name]][name] = vote
            families = dict(_speaks_for(self._by_family(stands), self._texts_of_family))
            votes = self._known[word] = _Votes(families, pages)
        return votes

    def _by_family(self, counts: Mapping[str, int]) -> Counter[str]:
        """What is counted by page, by the pages' families."""
        counted: Counter[str] = Counter()
        for name, count in counts.items():
            counted[self._family_of[name]] += count
        return counted


def _is_telling(word: str) -> bool:
    """Whether a word is worth quoting: no number, no two words, no particle of a Latin language."""
    return " " not in word and word[0] != "#" and (len(word) >= _SHORTEST_QUOTED or not word.isascii())


def _said(wording: Wording) -> frozenset[str]:
    """The words and numbers of a wording and of its example."""
    if wording.phrases or wording.token or wording.pattern:
        texts = (wording.example, *wording.phrases)
        facts = _facts(wording.codes, wording.enhanced, wording.stage)
        return frozenset(chain(facts, *map(_words, texts)))
    return frozenset(chain(*map(_words, wording.words)))


def _words(text: str) -> list[str]:
    """The words of a text, and each two of them that follow one another or have one word between them."""
    read = [
        word
        for part in fold(_CAMEL.sub(" ", text[:_CHARACTERS])).split()
        if not (part.isascii() and _NAME.search(part))
        for word in _WORD.findall(part)
    ]
    return [*read, *map(" ".join, pairwise(read)), *map(" ".join, zip(read, read[2:], strict=False))]


def _facts(codes: Iterable[int | None], enhanced: Iterable[str | None], stage: Stage | None) -> list[str]:
    """The numbers and the stage of a reply as words; what class an enhanced code has, the code says."""
    facts = [
        *(code for code in codes if code),
        *(one[1:] for one in enhanced if one),
        *((stage,) if stage else ()),
    ]
    return [f"#{fact}" for fact in facts]


def _speaks_for(stands: Counter[str], texts: Counter[str]) -> Iterator[tuple[str, float]]:
    everywhere, all_texts = stands.total(), texts.total()
    usual = _SMOOTHING * everywhere / all_texts
    for label, count in stands.items():
        here = (count + usual) / (texts[label] + _SMOOTHING)
        elsewhere = (everywhere - count + usual) / (all_texts - texts[label] + _SMOOTHING)
        vote = SPEAKS_AGAINST + min(log(here / elsewhere), SPEAKS_FOR_AT_MOST)
        if vote > 0:
            yield label, vote


def _added(votes: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """What some words speak for, added up."""
    added: dict[str, float] = defaultdict(float)
    for each in votes:
        for label, vote in each.items():
            added[label] += vote
    return added
