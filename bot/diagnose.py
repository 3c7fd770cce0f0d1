"""From a bounce, the evidence and the knowledge base to a diagnosis. Pure.

The same function answers before and after the live checks. Words beat numbers, a provider's
words beat anybody's, evidence orders the causes, and what is not known is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.knowledge import Knowledge, Match, Tier
from bot.model import (
    Actor,
    AddressAction,
    Alternative,
    Basis,
    Bounce,
    Cause,
    Certainty,
    Diagnosis,
    Entry,
    Evidence,
    Family,
    Kind,
    Permanence,
    Speaker,
    Step,
    Traits,
    Vantage,
    Wording,
)
from bot.providers import is_software, refusing_provider

# What people read on a card; more readings than this help nobody choose.
ALTERNATIVES_SHOWN = 3
# Text with no code and no mail program around it is an SMTP error only when a wording of about
# four words stands in it: "mailbox full" in a chat is no bounce, a server's sentence is.
SUSPECTED_SCORE = 22
# An error is repeated near itself; comparing all with all would cost the square of a long log.
SAME_ERROR_COMPARED = 8
# The page whose steps help where no reason is given.
REASON_NOT_GIVEN = "reason-not-given"

# Evidence from a person's own words.
SAID = "prose."
# Programs that deliver to the recipient's server; on port 25 nobody logs in there.
MAIL_SERVERS = {"postfix", "exim", "sendmail", "qmail"}
DELIVERY_PORT = 25

# Tuples: an enum's member is found by what it is, without a hash.
_NO_FAILURE = (Kind.SUCCESS, Kind.COMPLAINT, Kind.AUTO_REPLY)
_SILENT = Traits()
_FROM_THE_RUN = (Vantage.GIVEN_CREDENTIAL, Vantage.BOT_HOST)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The causes that remain, best first, and what put the first one there."""

    causes: tuple[Cause, ...]
    proof: Evidence | None
    hint: Evidence | None


def recognise(bounces: Iterable[Bounce], knowledge: Knowledge) -> tuple[tuple[Bounce, Diagnosis], ...]:
    """The bounces that are SMTP errors, each with its diagnosis, failures and delays first.

    Suspected text that no wording knows is dropped; the same failure of the same recipient is
    one bounce with a count. Empty when nothing remains.
    """
    known = []
    for bounce in bounces:
        matches = _matches(bounce, knowledge)
        if not bounce.suspected or _is_known(matches):
            known.append((bounce, _conclude(bounce, (), knowledge, matches)))
    return tuple(known) if len(known) < 2 else _joined(known)


def _joined(known: Iterable[tuple[Bounce, Diagnosis]]) -> tuple[tuple[Bounce, Diagnosis], ...]:
    stories: dict[tuple[object, ...], dict[str, tuple[Bounce, Diagnosis]]] = {}
    for bounce, diagnosis in known:
        entry = diagnosis.entry.id if diagnosis.entry else None
        key = (bounce.mail, bounce.kind, bounce.recipient, bounce.reply.code, bounce.reply.enhanced, entry)
        _tell(stories.setdefault(key, {}), bounce, diagnosis)
    told = (story for group in stories.values() for story in group.values())
    return tuple(sorted(told, key=lambda story: story[0].kind in _NO_FAILURE))


def _tell(group: dict[str, tuple[Bounce, Diagnosis]], bounce: Bounce, diagnosis: Diagnosis) -> None:
    """Adds a bounce to those of the same answer, by text: counted when it is known, else a story of its own.

    A program prints one error as message, cause and trace: a text that holds another is that
    same error again, not a second one.
    """
    text = bounce.reply.text.casefold()
    if text in group:
        first, known = group[text]
        group[text] = replace(first, count=first.count + bounce.count), known
    elif not any(text in told or told in text for told in islice(group, SAME_ERROR_COMPARED)):
        group[text] = bounce, diagnosis


def conclude(bounce: Bounce, evidence: Sequence[Evidence], knowledge: Knowledge) -> Diagnosis:
    """What happened, of which cause, how sure, and what to do.

    `evidence` comes from checks; the bounce's own context is added to it. A fact confirms a
    cause at once; it refutes one only where its vantage decides (see the contract's "vantage").
    """
    return _conclude(bounce, evidence, knowledge, _matches(bounce, knowledge))


def match_reply(bounce: Bounce, knowledge: Knowledge) -> list[Match]:
    """The wordings that fit a bounce's reply, most specific first, with its host in view."""
    return knowledge.match(bounce.reply.text, bounce, _owners_of_hosts(bounce))


def _owners_of_hosts(bounce: Bounce) -> frozenset[str]:
    """Whose host refused: the one named with the reply, or the one the client was told to use.

    Never the recipient's domain: its mail may be anywhere.
    """
    if bounce.remote_host is None and not bounce.context:
        return frozenset()
    told = [str(fact.args.get("host")) for fact in bounce.context if fact.tag == "client.host"]
    found = {refusing_provider(host, "") for host in (bounce.remote_host, *told) if host}
    return frozenset(name for name in found if name is not None)


def _is_known(matches: Sequence[Match]) -> bool:
    return bool(matches) and matches[0].tier >= Tier.PHRASE and matches[0].score >= SUSPECTED_SCORE


def _matches(bounce: Bounce, knowledge: Knowledge) -> Sequence[Match]:
    """The wordings of the inner reply; of the replies around it where the inner one says nothing known."""
    if bounce.kind in _NO_FAILURE:
        return ()
    inner = match_reply(bounce, knowledge)
    if not bounce.outer or (inner and inner[0].tier >= Tier.PHRASE):
        return inner
    for outer in reversed(bounce.outer):
        found = match_reply(replace(bounce, reply=outer), knowledge)
        worded = [match for match in found if match.tier >= Tier.PHRASE]
        if worded:
            return [*worded, *inner]
    return inner


def _conclude(
    bounce: Bounce, evidence: Sequence[Evidence], knowledge: Knowledge, matches: Sequence[Match]
) -> Diagnosis:
    facts = (*bounce.context, *_seen_in(bounce), *evidence)
    if bounce.kind in _NO_FAILURE:
        return _nothing(bounce, facts, family=None, because=(), steps=())
    if not matches or knowledge.entries[matches[0].wording.entry].family is Family.UNKNOWN:
        return _reason_not_given(bounce, facts, knowledge, matches)
    best = matches[0]
    wording = best.wording
    entry = knowledge.entries[wording.entry]
    ranked = _rank(entry, wording, facts, bounce)
    certainty = _certainty(best, entry, ranked)
    leading = ranked.causes[0] if ranked.causes else None
    # What follows, the most specific level first.
    own, said, page = (leading.traits if leading else _SILENT), wording.traits, entry.traits
    levels = (own, said, page)
    return Diagnosis(
        entry=entry,
        wording=wording,
        cause=leading.id if leading else entry.id,
        causes=ranked.causes,
        family=entry.family,
        permanence=own.permanence or said.permanence or page.permanence or _permanence_of(bounce),
        provider=_provider(bounce, wording),
        stage=bounce.stage or wording.stage,
        speaker=own.speaker or said.speaker or bounce.speaker or page.speaker,
        who_acts=own.who_acts or said.who_acts or page.who_acts,
        retry_in_s=_retry_in_s(levels),
        address_action=_address_action(levels),
        certainty=certainty,
        because=_because(bounce, best, ranked, certainty, knowledge),
        alternatives=_alternatives(entry, ranked, matches, knowledge),
        steps=_steps(entry, leading, certainty, facts),
        evidence=facts,
    )


def _seen_in(bounce: Bounce) -> tuple[Evidence, ...]:
    """What the bounce as a whole shows: whether a mail server was delivering when it was refused."""
    if bounce.client not in MAIL_SERVERS or bounce.speaker is not Speaker.RECIPIENT_SERVER:
        return ()
    if {fact.args.get("port") for fact in bounce.context if fact.tag == "client.port"} - {DELIVERY_PORT}:
        return ()
    return (Evidence("reply.to-mail-server", {}, "paste", Vantage.PASTE),)


def _rank(entry: Entry, wording: Wording, facts: Sequence[Evidence], bounce: Bounce) -> _Ranked:
    """Orders the causes: proven first, then made likelier, else as the wording or the entry lists them."""
    causes = entry.causes
    if wording.causes:
        causes = tuple(cause for name in wording.causes for cause in entry.causes if cause.id == name)
    if not facts:
        return _Ranked(causes, None, None)
    tags = {fact.tag: fact for fact in facts}
    refuting = {fact.tag for fact in facts if fact.vantage not in _FROM_THE_RUN or bounce.from_check}
    left = tuple(cause for cause in causes if not any(tag in refuting for tag in cause.refuted_by)) or causes
    # Evidence can prove a cause that the wording did not think of.
    proven = [
        (cause, tags[tag])
        for cause in (*left, *(cause for cause in entry.causes if cause not in causes))
        for tag in cause.confirmed_by
        if tag in tags
    ]
    # What a person says about the error weighs more than a setting that stands in working ones too.
    hinted = sorted(
        ((cause, tags[tag]) for cause in left for tag in cause.likelier_with if tag in tags),
        key=lambda hint: not hint[1].tag.startswith(SAID),
    )
    order = list(dict.fromkeys([*(cause for cause, _ in proven), *(cause for cause, _ in hinted), *left]))
    proof = proven[0][1] if proven else None
    hint = hinted[0][1] if hinted and not proven and hinted[0][0] == order[0] else None
    return _Ranked(tuple(order), proof, hint)


def _certainty(best: Match, entry: Entry, ranked: _Ranked) -> Certainty:
    wording = best.wording
    if ranked.proof is not None:
        return Certainty.CERTAIN if ranked.proof.vantage is not Vantage.PASTE else Certainty.LIKELY
    if best.tier < Tier.PHRASE:
        return Certainty.LIKELY if ranked.hint else Certainty.POSSIBLE
    settled = len(wording.causes) == 1 or len(entry.causes) == 1
    if settled and wording.basis is not Basis.OBSERVED and best.agrees:
        return Certainty.CERTAIN
    return Certainty.LIKELY if settled or wording.causes or ranked.hint else Certainty.POSSIBLE


def _because(
    bounce: Bounce, best: Match, ranked: _Ranked, certainty: Certainty, knowledge: Knowledge
) -> tuple[str, ...]:
    wording = best.wording
    reasons = []
    if best.tier <= Tier.CODE_PAIR:
        reasons.append(f"Only the number {_numbers(bounce)} says so: the text gives no reason that is known.")
    else:
        words = wording.token or _quoted(bounce.reply.text, wording) or _numbers(bounce)
        reasons.append(f"The text says “{words}”.")
        if not best.agrees:
            reasons.append(f"The number {_numbers(bounce)} is unusual for these words; the words decide.")
    if wording.note:
        reasons.append(wording.note)
    elif certainty is Certainty.POSSIBLE and len(ranked.causes) > 1:
        reasons.append("The same is said for different causes, so the text alone cannot tell which it is.")
    for fact, lead in ((ranked.proof, "Proven"), (ranked.hint, "Likelier")):
        if fact is not None:
            tag = knowledge.tags.get(fact.tag)
            reasons.append(f"{lead}: {tag.meaning if tag else fact.tag}.")
    return tuple(reasons)


def _numbers(bounce: Bounce) -> str:
    return " ".join(str(number) for number in (bounce.reply.code, bounce.reply.enhanced) if number)


def _quoted(text: str, wording: Wording) -> str:
    """The phrases of a wording, or its everyday words, as the server wrote them and in its order."""
    folded = text.casefold()
    places = sorted((folded.find(phrase), len(phrase)) for phrase in wording.phrases or wording.words)
    spans: list[list[int]] = []
    for start, length in places:
        if spans and start <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], start + length)
        elif start >= 0:
            spans.append([start, start + length])
    return " … ".join(text[start:end] for start, end in spans)


def _alternatives(
    entry: Entry, ranked: _Ranked, matches: Sequence[Match], knowledge: Knowledge
) -> tuple[Alternative, ...]:
    readings = [
        Alternative(entry.id, cause.id, (_first_sentence(cause.text),))
        for cause in ranked.causes[1 : 1 + ALTERNATIVES_SHOWN]
    ]
    seen = {entry.id}
    for match in matches[1:]:
        name, words = (
            match.wording.entry,
            match.wording.token or max(match.wording.phrases, key=len, default=""),
        )
        # Anybody's words inside a provider's own are no other reading.
        if words and match.tier >= max(matches[0].tier, Tier.PHRASE) and name not in seen:
            seen.add(name)
            causes = match.wording.causes or tuple(cause.id for cause in knowledge.entries[name].causes)
            cause = causes[0] if causes else None
            readings.append(Alternative(name, cause, (f"The text also says “{words}”.",)))
    return tuple(readings[:ALTERNATIVES_SHOWN])


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + "." if stop else text


def _steps(
    entry: Entry, leading: Cause | None, certainty: Certainty, facts: Sequence[Evidence]
) -> tuple[Step, ...]:
    """A leading cause's own steps, else those of a fact that is there, else the general ones."""
    if not entry.steps_when:
        return entry.steps
    leads = leading is not None and certainty in (Certainty.CERTAIN, Certainty.LIKELY)
    tags = {fact.tag for fact in facts}
    by_fact: tuple[Step, ...] = ()
    for when, steps in entry.steps_when:
        if leads and leading is not None and when == leading.id:
            return steps
        if when in tags and not by_fact:
            by_fact = steps
    return by_fact or entry.steps


def _provider(bounce: Bounce, wording: Wording) -> str | None:
    if wording.provider is not None and not is_software(wording.provider):
        return wording.provider
    found = refusing_provider(bounce.remote_host, bounce.reply.text.casefold())
    return found if found is not None and not is_software(found) else wording.provider or found


def _retry_in_s(levels: tuple[Traits, ...]) -> int | None:
    """When to try again; a level's 0 says that waiting does not help, and stops the search."""
    for level in levels:
        if level.retry_in_s is not None:
            return level.retry_in_s or None
    return None


def _address_action(levels: tuple[Traits, ...]) -> AddressAction | None:
    """What to do with the address; a spoken "none" stops the search."""
    for level in levels:
        if level.address_action is not None or level.no_address_action:
            return level.address_action
    return None


def _permanence_of(bounce: Bounce) -> Permanence:
    """What the first digit says, where nothing better is known (RFC 5321 4.2.1)."""
    code = bounce.reply.code
    if code is not None and 400 <= code <= 599:
        return Permanence.TEMPORARY if code < 500 else Permanence.PERMANENT
    enhanced = bounce.reply.enhanced
    if enhanced is not None and enhanced[0] in "45":
        return Permanence.TEMPORARY if enhanced[0] == "4" else Permanence.PERMANENT
    return Permanence.TEMPORARY if bounce.kind is Kind.DELAY else Permanence.UNKNOWN


def _reason_not_given(
    bounce: Bounce, facts: tuple[Evidence, ...], knowledge: Knowledge, matches: Sequence[Match]
) -> Diagnosis:
    page = knowledge.entries.get(REASON_NOT_GIVEN)
    because = ["The text does not give the reason."]
    number = bounce.reply.enhanced or (str(bounce.reply.code) if bounce.reply.code else None)
    code = knowledge.code(number) if number else None
    if code is not None and number is not None:
        because.append(f"{number} alone means: {code.sentence}")
    diagnosis = _nothing(
        bounce, facts, family=Family.UNKNOWN, because=tuple(because), steps=page.steps if page else ()
    )
    others = [
        match for match in matches if knowledge.entries[match.wording.entry].family is not Family.UNKNOWN
    ]
    seen = dict.fromkeys(match.wording.entry for match in others)
    readings = (Alternative(name, None, (knowledge.entries[name].gist,)) for name in seen)
    return replace(diagnosis, alternatives=tuple(readings)[:ALTERNATIVES_SHOWN])


def _nothing(
    bounce: Bounce,
    facts: tuple[Evidence, ...],
    *,
    family: Family | None,
    because: tuple[str, ...],
    steps: tuple[Step, ...],
) -> Diagnosis:
    """A diagnosis that names no entry: no failure at all, or one without a reason."""
    return Diagnosis(
        entry=None,
        wording=None,
        cause=None,
        causes=(),
        family=family,
        permanence=_permanence_of(bounce) if family is Family.UNKNOWN else Permanence.UNKNOWN,
        provider=refusing_provider(bounce.remote_host, bounce.reply.text.casefold()),
        stage=bounce.stage,
        speaker=bounce.speaker,
        who_acts=Actor.SENDER if family is Family.UNKNOWN else None,
        retry_in_s=None,
        address_action=None,
        certainty=Certainty.UNKNOWN,
        because=because,
        alternatives=(),
        steps=steps,
        evidence=facts,
    )
