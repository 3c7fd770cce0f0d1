"""Finds the wordings that a reply's text and numbers match, most specific first.

The order of files and of wordings never decides: only how specific a match is. What a match
means is `bot.diagnose`'s business.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.knowledge.composed import ComposedWords
from bot.knowledge.everyday import ADDRESS_BETWEEN, EverydayWords
from bot.knowledge.folding import fold
from bot.knowledge.likeness import Likenesses, as_wording
from bot.knowledge.reference import code_of, reference_of
from bot.knowledge.rules import Rule, Rules, Tier
from bot.model import Bounce, Code, Entry, Family, Reference, Stage, Tag, Wording
from bot.spelling import as_meant

# Numbers of a reply are weighed against the characters of a phrase: agreeing numbers outweigh a
# short word, never a sentence; contradicting ones cost as much as they give.
_ENHANCED_AGREES = 8
_CODE_AGREES = 6
_OWN_DIGITS = 3  # of a detail that no registry has
_STAGE_AGREES = 4
# JavaMail's "timeout -1" names a setting, "TLS error" no cause: beside a program's words around a cause
# a longer word is wanted.
_NAMES_CAUSE = 14
# Words that anybody says, from a provider's own host, mean what they mean there.
_HOST_AGREES = 40
# Characters of a provider's sentence that nobody else says by chance.
_UNMISTAKABLE = 30
# A reply longer than this is a pasted page; the words that matter stand at its start.
_MATCHED_CHARACTERS = 8_000

# A login or the start of TLS is refused for their own reasons: there "account disabled" is no recipient's.
_OWN_MATTERS = (Stage.AUTH, Stage.TLS)
# Who types Postfix's words by hand leaves its colon out: "recipient address rejected access denied".
_WITHOUT_COLON = re.compile(r"\b(?:address|host|command) rejected(?= \w)")
# At a login it is the one who logs in that is unknown, disabled or over a quota, at MAIL the sender, never a
# recipient.
_OF_RECIPIENTS = (Family.MAILBOX_UNKNOWN, Family.MAILBOX_DISABLED, Family.MAILBOX_FULL)
# What a program that reached no server can know; "relay" or "try again later" is what a server says.
_OF_CONNECTING = (
    Family.CONNECTION,
    Family.TLS,
    Family.ROUTING_DNS,
    Family.REPUTATION_BLOCKLIST,
    Family.POLICY,
)
_REFUSED_LOGIN = 535
_TO_ANY_COMMAND = (421, 450, 451, 550, 553, 554)  # what any command may be answered with, a login too


class Match(NamedTuple):
    """A wording found in a reply; `agrees` is False when the reply's numbers contradict the wording's.

    `score` compares what has the same tier: the letters of the words that were met, with what agreeing
    numbers and a stage add; of a likeness its lead. `anybodys`: a provider's words, so short that others
    say them too, and nothing tells that it spoke.
    """

    wording: Wording
    tier: Tier
    score: int
    agrees: bool
    anybodys: bool = False

    def is_much_of(self, text: str) -> bool:
        """Whether the words that were met are half of a text, or more."""
        return 2 * self.score >= len(text)


class Knowledge:
    """Entries, codes and evidence tags, with the search over all wordings.

    `stands`: in the texts of which pages each word stands; None: it is read from them when asked for.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        codes: Mapping[str, Code],
        tags: Mapping[str, Tag],
        stands: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.entries = entries
        self.codes = codes
        self.tags = tags
        self._stands = stands
        self._by_number: dict[tuple[int | None, str | None], list[Wording]] = defaultdict(list)
        self._by_step: dict[Stage, Wording] = {}
        wordings = [wording for entry in entries.values() for wording in entry.wordings]
        for wording in wordings:
            if wording.step_only and wording.stage is not None:
                self._by_step[wording.stage] = wording
            elif wording.numbers_only:
                for code in wording.codes or (None,):
                    for enhanced in wording.enhanced or (None,):
                        self._by_number[code, enhanced].append(wording)
        self._rules = Rules(entries.values())

    @cached_property
    def _everyday(self) -> EverydayWords:
        """Made for the first text in which no sentence fits: they are many more than the sentences."""
        return EverydayWords(wording for entry in self.entries.values() for wording in entry.wordings)

    @cached_property
    def _composed(self) -> ComposedWords:
        return ComposedWords(wording for entry in self.entries.values() for wording in entry.wordings)

    def page_of(self, match: Match) -> Entry:
        """Give the page that what was met leads to."""
        return self.entries[match.wording.entry]

    def match(self, text: str, bounce: Bounce, at: Container[str] = ()) -> list[Match]:
        """Every wording that fits, most specific first; empty when none does.

        Everyday words and numbers are looked at only where no sentence fits: they would say less.
        `at` names the providers that speak, as the host and the marks in the text tell; empty when none does.
        """
        reply = bounce.reply
        numbers = f"{reply.code or ''} {reply.enhanced or ''}".strip()
        folded = fold(f"{numbers} {text[:_MATCHED_CHARACTERS]}")
        found = self._match_words(folded, bounce, at)
        if not (found or bounce.suspected):
            meant = _WITHOUT_COLON.sub(r"\g<0>:", as_meant(folded))
            if meant != folded:
                folded = meant
                found = self._match_words(folded, bounce, at)
        if not any(match.tier >= Tier.PHRASE for match in found):
            by_number = self._match_numbers(bounce, at)
            if not any(_is_providers_own(match, bounce) for match in by_number):
                found += self._match_everyday(folded, bounce)
            found += by_number
        elif bounce.stage is not None and all(match.wording.wraps for match in found):
            found += self._match_cause(folded, bounce, {match.wording.entry for match in found})
        if len(found) > 1:
            found.sort(key=rank, reverse=True)
        return self._refused_login(folded, found, bounce, at)

    def _refused_login(
        self, folded: str, found: list[Match], bounce: Bounce, at: Container[str]
    ) -> list[Match]:
        """A login that a program tells in its own words was refused, without a number or a reason in them.

        What it says else may be the reason: "Authentication failed. Please use an app password"; or it is
        its host's bare refusal.
        """
        if not found or bounce.reply.has_number:
            return found
        best, bare = found[0], self._by_number.get((_REFUSED_LOGIN, None), ())
        plain = {wording.entry for wording in bare if not wording.at_host}
        if best.wording.entry not in plain or best.wording.provider or best.wording.causes:
            return found
        line = folded.encode("utf-8", "replace")
        telling = [rule for rule in self._rules.by_pattern(line, at) if rule.wording.causes]
        why = [one for one in self._fitting(telling, bounce, at) if one.wording.entry in plain]
        own = [wording for wording in bare if wording.at_host and wording.provider in at]
        return why + [Match(wording, best.tier, best.score, agrees=True) for wording in own] + found

    def at_step(self, bounce: Bounce) -> list[Match]:
        """The page of the step at which a program failed, where nothing it says is known; of no reply."""
        answered = bounce.reply.has_number or not bounce.reply.text
        if answered or bounce.stage not in self._by_step:
            return []
        return [Match(self._by_step[bounce.stage], Tier.STEP, 0, agrees=True)]

    def alike(self, bounce: Bounce, best: Match | None) -> Match | None:
        """The page that a reply without a known sentence reads like, other than its `best` match's.

        None for none.
        """
        named = None if best is None else best.wording.entry
        likeness = self._likenesses.closest(bounce.reply, bounce.stage, named)
        if likeness is None:
            return None
        return Match(as_wording(likeness.page), Tier.ALIKE, int(likeness.lead), agrees=True)

    def telling(self, text: str, page: str) -> str:
        """The words of a text by which it reads like a page; empty where they stand apart."""
        return self._likenesses.telling(text, page)

    @cached_property
    def _likenesses(self) -> Likenesses:
        """Made when first asked for: most texts are known by their own words."""
        return Likenesses(self.entries, self._stands)

    def code(self, number: str) -> Code | None:
        """What `535`, `5.7.8` or `X.7.8` means by itself; None when no standard or list knows it."""
        return code_of(number, self.codes)

    def reference(self, number: str) -> Reference | None:
        """The reference of `535`, `5.7.8`, `X.7.8`, `535 5.7.8` or `535-5.7.8`; None for no known number.

        Digits may be those of any script, or full-width ones.
        """
        return reference_of(number, self.entries.values(), self.codes)

    def _match_words(self, folded: str, bounce: Bounce, at: Container[str]) -> list[Match]:
        """By phrases and tokens; by patterns where no sentence names the cause."""
        line = folded.encode("utf-8", "replace")
        found = self._fitting(self._rules.by_words(line, at), bounce, at)
        if not any(match.tier >= Tier.PHRASE and not match.wording.wraps for match in found):
            found += self._fitting(self._rules.by_pattern(line, at), bounce, at)
        return found

    def _fitting(self, rules: list[Rule], bounce: Bounce, at: Container[str]) -> list[Match]:
        """What rules match, but for what is said of a recipient where somebody logs in."""
        found = [_weighed(rule, bounce, at) for rule in rules]
        if bounce.stage is not Stage.AUTH:
            return found
        return [match for match in found if not self._names_recipient(match.wording)]

    def _names_recipient(self, wording: Wording) -> bool:
        return self.entries[wording.entry].family in _OF_RECIPIENTS

    def _is_of_passing_on(self, wording: Wording) -> bool:
        """Whether a wording is of whom a mail goes to, which no answer to a login is."""
        return self._names_recipient(wording) or self.entries[wording.entry].family is Family.RELAY_DENIED

    def _match_everyday(self, line: str, bounce: Bounce) -> list[Match]:
        """The longest everyday word of each wording that has one in the line, whoever's address parts it.

        At a login also what several words say together: each server tells its way why it was refused.
        """
        best: dict[int, tuple[int, Wording]] = {}
        plain = self._everyday.in_line(ADDRESS_BETWEEN.sub("", line) if "@" in line else line)
        said = [(len(word), wording) for word, wording in plain]
        if bounce.stage is Stage.AUTH and (bounce.quoted or not bounce.suspected):
            said += self._composed.in_line(line)
        for says, wording in said:
            if any(phrase in line for phrase in wording.not_phrases):
                continue
            if wording.stage is None:
                if bounce.stage in _OWN_MATTERS or self._is_of_server(wording, bounce):
                    continue
                if bounce.stage is Stage.MAIL and self._names_recipient(wording):
                    continue
            elif wording.stage is not bounce.stage:
                continue
            elif bounce.reply.code is not None and not (wording.causes and bounce.stage is Stage.AUTH):
                continue  # a program's own error: no server speaks; why a login was refused is said by both
            known = best.get(id(wording))
            if known is None or says > known[0]:
                best[id(wording)] = says, wording
        found = []
        for says, wording in best.values():
            bonus, agrees = _numbers(wording, bounce)
            if agrees:
                found.append(Match(wording, Tier.EVERYDAY_WORDS, says + bonus, agrees))
        return found

    def _is_of_server(self, wording: Wording, bounce: Bounce) -> bool:
        """Whether everyday words are a server's, and a program tells that it reached none."""
        return (
            bounce.stage is Stage.CONNECT
            and not bounce.reply.has_number
            and self.entries[wording.entry].family not in _OF_CONNECTING
        )

    def _match_cause(self, line: str, bounce: Bounce, wrapped: set[str]) -> list[Match]:
        """Everyday words of the stage that name another page than the words around the cause do."""
        return [
            match
            for match in self._match_everyday(line, bounce)
            if match.wording.stage is not None
            and match.wording.entry not in wrapped
            and match.score >= _NAMES_CAUSE
        ]

    def _match_numbers(self, bounce: Bounce, at: Container[str]) -> list[Match]:
        reply = bounce.reply
        found = []
        both = (reply.code, reply.enhanced)
        for code, enhanced in dict.fromkeys((both, (reply.code, None), (None, reply.enhanced))):
            for wording in self._by_number.get((code, enhanced), ()):
                # A login's numbers tell where they were said; others have to be told.
                tells = wording.stage is Stage.AUTH and reply.code not in _TO_ANY_COMMAND
                stage = bounce.stage or (Stage.AUTH if tells else None)
                if wording.stage is not None and wording.stage is not stage:
                    continue
                if wording.at_host and wording.provider not in at:
                    continue
                if bounce.stage is Stage.AUTH and self._is_of_passing_on(wording):
                    continue
                pair = wording.at_host or (code is not None and enhanced is not None)
                tier = Tier.CODE_PAIR if pair else Tier.BARE_CODE
                bonus, _ = _numbers(wording, bounce)
                bonus += _HOST_AGREES if wording.at_host else 0
                if code is None:  # an enhanced code says more than a basic one and its step
                    bonus += _STAGE_AGREES
                found.append(Match(wording, tier, bonus, agrees=True))
        return found


def _is_providers_own(match: Match, bounce: Bounce) -> bool:
    """Whether a provider's wording knows a number of its own: those of the registry have two digits at most.

    RFC 3463 2; whatever stands beside such a number is cut off or translated: "5.7.708 Service unavailable".
    """
    enhanced = bounce.reply.enhanced
    if enhanced is None or enhanced not in match.wording.enhanced:
        return False
    return match.wording.provider is not None and len(enhanced.rpartition(".")[2]) == _OWN_DIGITS


def rank(match: Match) -> tuple[Tier, bool, Tier, int, bool]:
    """How specific a match is, to be compared.

    A program's words around a cause stand behind whatever names it: a sentence, a provider's or
    anybody's, or everyday words of its stage. A provider's words stand before anybody's only where it
    is known to have said them, with numbers of its own. Of the same words those bound to a stage stand
    behind where the stage is not known.
    """
    wording = match.wording
    tier = min(match.tier, Tier.EVERYDAY_WORDS if wording.wraps else Tier.PHRASE)
    own = match.tier if match.agrees and not match.anybodys else Tier.PHRASE
    return tier, not wording.wraps, own, match.score, wording.stage is None


def _weighed(rule: Rule, bounce: Bounce, at: Container[str]) -> Match:
    """A rule's match, with what the reply's numbers and its host add to its words."""
    wording = rule.wording
    bonus, agrees = _numbers(wording, bounce)
    bonus += _HOST_AGREES if wording.at_host else 0
    own = agrees and (rule.weight >= _UNMISTAKABLE or bounce.reply.enhanced in wording.enhanced)
    anybodys = rule.tier is Tier.PROVIDER_PHRASE and not own and wording.provider not in at
    return Match(wording, rule.tier, rule.weight + bonus, agrees, anybodys)


def _numbers(wording: Wording, bounce: Bounce) -> tuple[int, bool]:
    """What the reply's numbers and stage add to a wording, and whether they contradict it."""
    reply = bounce.reply
    bonus, agrees = 0, True
    if wording.codes and reply.code is not None:
        same = reply.code in wording.codes
        bonus += _CODE_AGREES if same else -_CODE_AGREES
        agrees = same
    if wording.enhanced and reply.enhanced is not None:
        same = reply.enhanced in wording.enhanced
        bonus += _ENHANCED_AGREES if same else -_ENHANCED_AGREES
        agrees = agrees and same
    if wording.stage is not None and bounce.stage is not None:
        bonus += _STAGE_AGREES if wording.stage == bounce.stage else -_STAGE_AGREES
    return bonus, agrees
