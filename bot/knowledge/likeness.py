"""What a text that no wording knows reads like, by the words of all that are known.

Each word, and each two that stand together, speaks for the families and pages in whose
texts it stands more often than elsewhere. The pages themselves are what it learns from: a new
wording makes it better, and nothing has to be listed here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from math import log, sqrt
from typing import NamedTuple

from bot.knowledge.composed import AND
from bot.knowledge.folding import fold
from bot.knowledge.synonyms import CJK_WORDS, usual
from bot.model import Basis, Entry, Family, Reply, Stage, Wording

# In logarithms of how much more often a word stands in a family's texts than in all others: one that
# never stands there speaks against it so much.
_SPEAKS_AGAINST = 2.0
_SPEAKS_FOR_AT_MOST = 5.0
_SMOOTHING = 0.5
# Words that follow one another say again what each has said, and so does a word's beginning; a code or a
# stage stands for many.
_PAIR, _STEM, _NUMBER = 0.4, 0.3, 2.0
# By so much the likeliest family leads, told in tenths for the root of how many words were asked.
LEAD = 6.0
# An everyday word or a number of a page speaks for its family as two or three of these words do.
_NAMED = 9.0
_CHARACTERS = 200  # what matters stands at a reply's start
_BEGINNING = 4  # letters by which a word of two is known: "addresses rejected" is "address reject"
_STEM_LETTERS = 6  # by which a word is known in any of its forms: "authentication" is "authenticated"
_STEM_MARK = "-"
_WORDS_ASKED = 2  # at least: one word reads like nothing in particular
_WORDS_QUOTED = 8
_WORDS_ADDED = 2  # at most, where a quote would end before its phrase does
_NONE: Mapping[str, float] = {}

# Addresses, hosts and numbers: names that nobody else says.
_NAME = re.compile(r"[@\d]|://|\w\.\w")
# A frame of a Python traceback: where in a program it was, not what; a Go program's crash behind its error;
# how a person begins to tell it; what a program tells people to make sure of.
_AROUND = re.compile(
    # What may not stand before a letter is looked at after it: the search leaps from letter to letter.
    r"[FpIWwMm](?:(?<=[Mm])ake sure (?:that )?[^.\n]*"
    r"|(?<=F)ile \"[^\"\n]*\", line \d+, in \S+|(?<=p)anic: runtime error: [^\n]*"
    r"|(?<!\w[IWw])(?:(?<=I)|(?<=[Ww])e)(?:['’]m| am| are| keep| kept| still| always| now| just){0,2}"
    r" (?:get|getting|got|see|seeing|saw|receive|receiving|received)\b)"
)
_CAMEL = re.compile(r"[A-Z](?<=[a-z][A-Z])")  # a program's names are made of words
# Chinese and Japanese have no spaces between words: each of their characters counts that is in no known word.
# A letter alone is what a cut left of a word.
_WORD = re.compile(
    rf"(?=[\u3040-\uabff])(?:{'|'.join(CJK_WORDS)}|[\u30a0-\u30ff\u4e00-\u9fff])"
    r"|[^\W\d_\u3040-\u309f]{2,}(?:'[a-z]+)?"
)
_PART = re.compile(r"\S+")
_TITLE_WORD = re.compile(r"\w+")
# No quote begins or ends with one of these.
_PARTICLES_OF_LANGUAGES = (
    "a after an and are as at be because been before but by due during for from has have i if in into is it"
    " its my nor not of on or our over so than that the their then this through to too under until was we"
    " want wants were when which with within without you your",
    "aber auf bei das dem den der des die diese dieser ein eine einen hat ihr ihre ist kann konnte mit nicht"
    " oder sie sind und von wegen wird wurde zu",
    "au aux avec ce ces cet cette dans de du est et ete la laquelle le lequel les ne ou par pas plus pour que"
    " qui sa son sur un une vos votre vous",
    "al como con del el en es esta este ha han los mas no por se su sus ao com da de do e em foi na o os para"
    " pela pelo sua alla che dalla di e il non per stata stato una",
    "deze door een het is niet van werd att av den det for har inte pa som till er ikke og i na nie o sie w z"
    " zostal в вы для и на не от по с у 不 了 已 您 被 请 在 的 中 程 由 于 此 这",
)
_PARTICLES = frozenset(chain.from_iterable(map(str.split, _PARTICLES_OF_LANGUAGES)))
# Whose service it is says nothing of why.
_SERVICES = frozenset((
    "aol", "gmail", "google", "gmx", "hotmail", "icloud", "mailgun", "microsoft", "outlook", "sendgrid",
    "yahoo",
))  # fmt: skip
# Words that say "no" and no more: what is refused is always a message, an access, a delivery.
_NO = "access blocked delivery denied error failed email mail message rejected request sorry transaction"
# Words that say where the reason stands, and give none: "550 please see", broken off before the address.
_SEE = "contact details further help info information more please read refer see support visit"
# Words that say who refused whom, or that a message was not sent, as mail programs do in their languages.
_WHO = (
    "recipient sender sending sent server smtp etre envoye fue gesendet impossibile impossible pu pudo werden"
)
_GIVES_NO_REASON = _PARTICLES.union(_NO.split(), _SEE.split(), _WHO.split())


class Likeness(NamedTuple):
    """The page a text reads most like, and by how much its family leads."""

    page: str
    lead: float


@cache
def as_wording(page: str) -> Wording:
    """A wording of a page without words, which stands behind all that is known beside it."""
    return Wording(page, line=0, example="", basis=Basis.OBSERVED, source="", wraps=True)


class _Votes(NamedTuple):
    """What one word speaks for, and how strongly: each family in turn, and in each of them its pages."""

    families: tuple[float, ...]
    pages: dict[str, dict[str, float]]


def pages_by_word(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """The words that stand in two known texts or more, each with the page of every text that has it."""
    pages: dict[str, list[str]] = defaultdict(list)
    for entry in entries.values():
        for wording in entry.wordings:
            for word in _said(wording):
                pages[word].append(wording.entry)
    return {word: names for word, names in pages.items() if len(names) > 1}


class Likenesses:
    """What each word speaks for; `stands` as `pages_by_word` gives it, which is asked where it is None."""

    def __init__(
        self, entries: Mapping[str, Entry], stands: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._family_of = {name: entry.family.value for name, entry in entries.items()}
        self._families = tuple(dict.fromkeys(self._family_of.values()))
        # Pages on a provider: a text that only reads like theirs does not say that it is of that provider.
        named = {name.replace("-", " ") for entry in entries.values() for name in entry.providers}
        self._of_provider = {name for name, entry in entries.items() if _is_of_provider(entry, named)}
        self._texts = Counter(one.entry for entry in entries.values() for one in entry.wordings)
        self._texts_of_family = self._by_family(self._texts)
        self._stands = pages_by_word(entries) if stands is None else stands
        self._known: dict[str, _Votes] = {}  # of the words asked for so far

    def closest(
        self, reply: Reply, stage: Stage | None, named: str | None, lead: float = LEAD
    ) -> Likeness | None:
        """The page that a reply reads most like; None where no family leads clearly, or none gives a reason.

        `named`: the page that an everyday word or a number in it names; it stays where its family leads.
        `lead`: by so much the likeliest family has to lead.
        """
        said = _AROUND.sub(" ", reply.text).strip()
        if said.isascii() and " " not in said:
            return None  # a name, be it made of words
        words = dict.fromkeys(_words(reply.text))
        alone = [word for word in words if not word.endswith(_STEM_MARK) and " " not in word]
        if sum(word in self._stands for word in alone) < _WORDS_ASKED or _GIVES_NO_REASON.issuperset(alone):
            return None
        words.update(dict.fromkeys(_facts((reply.code,), (reply.enhanced,), stage)))
        votes = [self._votes_of(word) for word in words if word in self._stands]
        families = [sum(each, 0.0) for each in zip(*(vote.families for vote in votes), strict=True)]
        known = None if named is None else self._family_of[named]
        if known is not None:
            families[self._families.index(known)] += _NAMED
        first, second = (*sorted(families, reverse=True), 0.0, 0.0)[:2]
        led = 10 * (first - second) / sqrt(len(words) + 1)
        if led < lead:
            return None
        family = self._families[families.index(first)]
        if family in (known, Family.UNKNOWN):
            return None
        added = _added(vote.pages.get(family, _NONE) for vote in votes)
        pages = [(vote, page) for page, vote in added.items() if page not in self._of_provider]
        return Likeness(max(pages)[1], led) if pages else None

    def telling(self, text: str, page: str) -> str:
        """The words in a row that speak most for a page's family, as they stand in a text."""
        family = self._families.index(self._family_of[page])
        folded = fold(text)
        best, start, end = 0.0, 0, 0
        for sentence in _sentences(folded[:_CHARACTERS]):
            words = [usual(word) for word, _ in sentence]
            alone = [self._speaks(word, family) - _SPEAKS_AGAINST for word in words]
            begun = [word[:_BEGINNING] for word in words]
            joined = [self._speaks(" ".join(pair), family) for pair in pairwise(begun)]
            for last, word in enumerate(words):
                total = 0.0
                for first in range(last, max(-1, last - _WORDS_QUOTED), -1):
                    total += alone[first] + (joined[first] if first < last else 0.0)
                    if total > best and _PARTICLES.isdisjoint((word, words[first])):
                        ends, there = sentence[_end_of_phrase(words, last)]
                        best, start, end = total, sentence[first][1], there + len(ends)
        return (text if len(folded) == len(text) else folded)[start:end]

    def _speaks(self, word: str, family: int) -> float:
        return self._votes_of(word).families[family] if word in self._stands else 0.0

    def _votes_of(self, word: str) -> _Votes:
        votes = self._known.get(word)
        if votes is None:
            stands = Counter(self._stands[word])
            weight = _weight(word)
            pages: dict[str, dict[str, float]] = defaultdict(dict)
            for name, vote in _speaks_for(stands, self._texts):
                pages[self._family_of[name]][name] = weight * vote
            families = dict(_speaks_for(self._by_family(stands), self._texts_of_family))
            each = tuple(weight * families.get(family, 0.0) for family in self._families)
            votes = self._known[word] = _Votes(each, pages)
        return votes

    def _by_family(self, counts: Mapping[str, int]) -> Counter[str]:
        """What is counted by page, by the pages' families."""
        counted: Counter[str] = Counter()
        for name, count in counts.items():
            counted[self._family_of[name]] += count
        return counted


def _is_of_provider(entry: Entry, providers: set[str]) -> bool:
    """Whether a page is about one provider, or its title or id names one of these."""
    if entry.about is not None:
        return True
    title = " ".join(_TITLE_WORD.findall(f"{entry.id} {entry.title.lower()}"))
    return any(f" {name} " in f" {title} " for name in providers)


def _said(wording: Wording) -> frozenset[str]:
    """The words and numbers of a wording and of its example."""
    if wording.has_sentence:
        texts = (wording.example, *wording.phrases)
        facts = _facts(wording.codes, wording.enhanced, wording.stage)
        return frozenset(chain(facts, *map(_words, texts)))
    return frozenset(chain(*map(_words, (word for word in wording.words if AND not in word))))


def _words(text: str) -> list[str]:
    """The words of a text, their beginnings, and each two words that follow or have one between them."""
    read: list[str] = []
    for part in fold(_CAMEL.sub(r" \g<0>", _AROUND.sub(" ", text)[:_CHARACTERS])).split():
        if part.isascii():
            if part.isalpha():
                read.append(part)
                continue
            if _NAME.search(part):
                continue
        read += _WORD.findall(part)
    read = [usual(word) for word in read if word not in _SERVICES]
    begun = [word[:_BEGINNING] for word in read]
    stems = [word[:_STEM_LETTERS] + _STEM_MARK for word in read if len(word) > _STEM_LETTERS]
    pairs = (*pairwise(begun), *zip(begun, begun[2:], strict=False))
    return [*read, *stems, *map(" ".join, pairs)]


def _weight(word: str) -> float:
    """How much a word's votes count."""
    if " " in word:
        return _PAIR
    if word.endswith(_STEM_MARK):
        return _STEM
    if word.startswith("#"):
        return 1.0 if "." in word else _NUMBER  # an enhanced code is given to more than one thing
    return 0.0 if word in _PARTICLES else 1.0


def _end_of_phrase(words: list[str], last: int) -> int:
    """The word at which a quote may end: a phrase that goes on for few words is not cut ("our naughty")."""
    rest = words[last + 1 : last + 1 + _WORDS_ADDED + 1]
    added = next((number for number, word in enumerate(rest) if word in _PARTICLES), len(rest))
    return last + added if added <= _WORDS_ADDED else last


def _sentences(text: str) -> Iterator[list[tuple[str, int]]]:
    """The words of each sentence and where they begin; a quote or a name parts sentences too."""
    words: list[tuple[str, int]] = []
    for part in _PART.finditer(text):
        said = part.group()
        found = [] if _NAME.search(said) else list(_WORD.finditer(said))
        if not found or not said[0].isalnum():
            yield words
            words = []
        words += [(word.group(), part.start() + word.start()) for word in found]
        if not said[-1].isalnum():
            yield words
            words = []
    yield words


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
        vote = _SPEAKS_AGAINST + min(log(here / elsewhere), _SPEAKS_FOR_AT_MOST)
        if vote > 0:
            yield label, vote


def _added(votes: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """What some words speak for, added up."""
    added: dict[str, float] = defaultdict(float)
    for each in votes:
        for label, vote in each.items():
            added[label] += vote
    return added
