"""In which order an entry's causes stand for one bounce, and how sure the first one is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.knowledge import Match, Tier
from bot.model import Basis, Bounce, Cause, Certainty, Entry, Evidence, Family, Vantage, Wording
from bot.parse.numbers.codes import OUT_OF_ORDER

# Evidence from a person's own words.
_SAID = "prose."
# What the provider takes as password, and what is odd about it or the settings, say more than where it came
# from.
_OF_PROVIDER = "provider."
_ODD = (
    "client.tls-mode-unusual", "client.unanswered-at-other-port", "client.port-of-other-service",
    "prose.special-character", "prose.non-ascii-password",
    "prose.typographic-sign", "prose.html-entity", "prose.quotes-kept", "prose.escaping",
    "prose.app-password-spaces", "prose.empty-credential", "prose.unseen-character",
)  # fmt: skip
# What somebody tried and what came of it says more than what a provider mostly takes.
_TRIED = ("prose.plain-password-works",)
# What somebody saw of the password itself, whatever the server's words are mostly said for.
_SEEN = (
    *_TRIED, "prose.html-entity", "prose.quotes-kept", "prose.escaping", "prose.app-password-spaces",
    "prose.empty-credential", "prose.unseen-character",
)  # fmt: skip
# What is told of a password or user name itself.
OF_CREDENTIAL = (*_SEEN, "prose.special-character", "prose.non-ascii-password", "prose.user-without-domain")
# Since when, how often, for whom, where else it works and that it was copied fits almost every cause; whom
# it hits, what stands in the password's place and that mail is received fits fewer; a special character may
# be the very "ü" or quote of which more is told.
_CIRCUMSTANCES = (
    "prose.worked-before", "prose.right-password", "prose.new-setup", "prose.intermittent",
    "prose.own-attempt", "prose.copied", "prose.one-of-many",
)  # fmt: skip
_OF_FEWER = ("prose.app-password", "prose.everybody", "prose.special-character", "prose.receiving-works")

_NO_REASON = ((), ("commands-out-of-order",))  # the causes of a wording that tells only of the order

# A tuple: an enum's member is found by what it is, without a hash.
_FROM_THE_RUN = (Vantage.GIVEN_CREDENTIAL, Vantage.BOT_HOST)
# No server says these.
_SMILES = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")


class Ranked(NamedTuple):
    """The causes that remain, best first, and what put the first one there."""

    causes: tuple[Cause, ...]
    proof: Evidence | None
    hint: Evidence | None


def rank_causes(entry: Entry, wording: Wording, facts: Sequence[Evidence], bounce: Bounce) -> Ranked:
    """Order the causes: proven first, then made likelier, else as the wording or the entry lists them."""
    causes = entry.causes
    if wording.causes:
        causes = tuple([cause for name in wording.causes for cause in entry.causes if cause.id == name])
    tags = {fact.tag: fact for fact in facts}
    if entry.evidence.isdisjoint(tags):
        return Ranked(causes, None, None)
    refuting = {fact.tag for fact in facts if fact.vantage not in _FROM_THE_RUN or bounce.from_check}
    left = tuple([cause for cause in causes if refuting.isdisjoint(cause.refuted_by)]) or causes
    # Evidence can prove a cause that the wording did not think of.
    thought_of = {cause.id for cause in causes}
    proven = [
        (cause, tags[tag])
        for cause in (*left, *(cause for cause in entry.causes if cause.id not in thought_of))
        for tag in cause.confirmed_by
        if tag in tags
    ]
    hinted = [(cause, tags[tag]) for cause in left for tag in cause.likelier_with if tag in tags]
    if len(wording.causes) > 1:  # so can what somebody saw, where the words settle none
        hinted += [
            (cause, tags[tag])
            for cause in entry.causes
            if cause.id not in thought_of and refuting.isdisjoint(cause.refuted_by)
            for tag in cause.likelier_with
            if tag in tags and tag in _SEEN
        ]
    # What a person says about the error weighs more than a setting that stands in working ones too.
    hinted.sort(key=lambda hint: _rank(hint[1].tag))
    ranked = [*(cause for cause, _ in proven), *(cause for cause, _ in hinted), *left]
    order = tuple({cause.id: cause for cause in ranked}.values())
    proof = proven[0][1] if proven else None
    hint = hinted[0][1] if hinted and not proven and hinted[0][0] is order[0] else None
    return Ranked(order, proof, hint)


def _rank(tag: str) -> tuple[bool, bool, bool, bool, int]:
    of_provider, said = tag.startswith(_OF_PROVIDER), tag.startswith(_SAID)
    fits = 2 if tag in _CIRCUMSTANCES else int(tag in _OF_FEWER)
    return tag not in _TRIED, not of_provider, tag not in _ODD, not said, fits


def judge_certainty(best: Match, entry: Entry, ranked: Ranked, bounce: Bounce) -> Certainty:
    """How sure the first cause is: proven, settled by words of a known source, or one of several.

    What somebody retells is never certain.
    """
    wording = best.wording
    if ranked.proof is not None and ranked.proof.vantage is not Vantage.PASTE:
        return Certainty.CERTAIN
    if ranked.proof is not None and wording.causes != (ranked.causes[0].id,):
        return Certainty.LIKELY
    settled = len(wording.causes) == 1 or len(entry.causes) == 1
    known = settled and wording.basis is not Basis.OBSERVED and best.agrees and not best.anybodys
    alone = best.tier is Tier.BARE_CODE and wording.codes and not bounce.reply.text
    if alone and known and len(wording.causes) == 1:
        return Certainty.CERTAIN  # 538 alone: its wording says that it is given for this cause only
    if best.tier is Tier.ALIKE:
        return Certainty.POSSIBLE  # which of a page's causes it is says nothing of whether it is the page
    if best.tier < Tier.PHRASE or may_be_anothers(best, entry) or _is_one_word(best, bounce):
        return Certainty.LIKELY if ranked.proof or ranked.hint else Certainty.POSSIBLE
    if known and not only_follows(bounce, entry.family, wording) and not _is_retold(best, entry, bounce):
        return Certainty.CERTAIN
    return Certainty.LIKELY if settled or wording.causes or ranked.hint else Certainty.POSSIBLE


def may_be_anothers(best: Match, entry: Entry) -> bool:
    """Whether a page on one provider is told only by words that others say too."""
    return best.anybodys and entry.about is not None


def _is_one_word(best: Match, bounce: Bounce) -> bool:
    """Whether one word is all that is said, and not when: "Blocked" may be the address, sender or text."""
    text = bounce.reply.text
    return best.tier is Tier.PHRASE and bounce.stage is None and bool(text) and " " not in text


def only_follows(bounce: Bounce, family: Family | None, wording: Wording) -> bool:
    """Whether a reply tells only that a command came too early: an earlier refusal is the reason."""
    return (
        bounce.reply.code == OUT_OF_ORDER
        and family is Family.SYNTAX_PROTOCOL
        and wording.causes in _NO_REASON
    )


def _is_retold(best: Match, entry: Entry, bounce: Bounce) -> bool:
    """Whether known words stand apart from their number, or nothing beside them says that mail is meant.

    Then they may be the lesser part of what somebody writes, or of any protocol: each has TLS and TCP,
    and any program's disk may be full.
    """
    if not bounce.reply.text or _SMILES.search(bounce.reply.text) is not None:
        return True
    numbered = bounce.reply.has_number
    if bounce.quoted and not numbered:
        return True  # the printer says "mailbox full"
    if bounce.suspected and bounce.recipient is not None and not numbered and best.tier is Tier.PHRASE:
        return True  # somebody tells it of an address
    lesser = not best.is_much_of(bounce.reply.text)
    if not bounce.suspected:  # a program's few words in a sentence that has no number are somebody's account
        told = not numbered and bounce.client is None
        return told and best.tier is Tier.PHRASE and lesser and bounce.speaker is None
    of_any = entry.family in (Family.TLS, Family.CONNECTION) and best.tier is Tier.PHRASE
    return lesser or of_any or entry.family is Family.SERVER_TRANSIENT
