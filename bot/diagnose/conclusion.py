"""One bounce, the evidence and the knowledge base to one diagnosis. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.diagnose.causes import Ranked, judge_certainty, rank_causes
from bot.diagnose.host_wants import host_wants, hosts_to_log_in_at
from bot.diagnose.matches import find_matches
from bot.diagnose.misspelt import judged_domain
from bot.diagnose.own_page import own_exchange
from bot.diagnose.provider_steps import without_others
from bot.diagnose.reasons import ALTERNATIVES_SHOWN, Grounds
from bot.diagnose.speaker import (
    OWN,
    facts_of_speaker,
    of_recipients,
    speaker_of,
    told_by_person,
    told_by_recipients,
)
from bot.knowledge import Knowledge, Match, Tier
from bot.model import (
    READS_LIKE,
    TROUBLE,
    Actor,
    AddressAction,
    Alternative,
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
    Stage,
    Step,
    Told,
    Traits,
    Wording,
)
from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.not_sent import tells_refused
from bot.parse.surroundings.client import LIBRARIES, MAIL_SERVERS
from bot.providers import is_refuser, is_software, refusing_provider

# The pages whose steps help where no reason is given: by a server, by a program of its own, of a mail that is
# still being tried.
REASON_NOT_GIVEN = "reason-not-given"
REASON_HIDDEN = "sending-failed-reason-hidden"
_STILL_TRIED = "delivery-delayed"
_LOGIN_BEGUN = "smtp.login-begun"
_TOO_LONG = ".4.7"  # delivery time expired (RFC 3463, 3.5)

# A fault or a rule of the server that speaks: its own administrator's, whose ever it is.
_OF_HOUSE = {Family.SERVER_TRANSIENT, Family.POLICY}
# Who acts where the server that answers is another's.
_NOT_ONES_OWN = (Actor.NOBODY_WAIT, Actor.RECIPIENT_ADMIN)
_SILENT = Traits()


def conclude(bounce: Bounce, evidence: Sequence[Evidence], knowledge: Knowledge) -> Diagnosis:
    """What happened, of which cause, how sure, and what to do.

    `evidence` comes from checks; the bounce's own context is added to it. A fact confirms a
    cause at once; it refutes one only where its vantage decides (see `evidence.toml`).
    """
    return conclude_from(bounce, evidence, knowledge, find_matches(bounce, knowledge))


def conclude_from(
    bounce: Bounce, evidence: Sequence[Evidence], knowledge: Knowledge, matches: Sequence[Match]
) -> Diagnosis:
    """The same from matches already found, most specific first."""
    if matches and bounce.stage is None and matches[0].wording.stage is Stage.AUTH:
        bounce = bounce._replace(stage=Stage.AUTH)
    facts = (*bounce.context, *facts_of_speaker(bounce), *host_wants(bounce), *evidence)
    if bounce.kind not in TROUBLE:
        return _nothing(bounce, facts, family=None, reasons=Told((), ()), steps=())
    if not matches or knowledge.entries[matches[0].wording.entry].family is Family.UNKNOWN:
        return _reason_not_given(bounce, facts, knowledge, matches)
    best = matches[0]
    wording = best.wording
    entry = knowledge.entries[wording.entry]
    theirs = told_by_recipients(bounce, wording, entry)
    facts = (*facts, *_facts_of_match(bounce, best, entry, theirs=theirs))
    ranked = rank_causes(entry, wording, facts, bounce)
    certainty = judge_certainty(best, entry, ranked, bounce)
    leading = ranked.causes[0] if ranked.causes else None
    # What follows, the most specific level first.
    own, said, page = (leading.traits if leading else _SILENT), wording.traits, entry.traits
    if theirs:
        said = of_recipients(said, entry)
    elif page.who_acts in _NOT_ONES_OWN and any(fact.tag == "reply.of-own-server" for fact in facts):
        said = said._replace(speaker=Speaker.OWN_SERVER, who_acts=Actor.SENDER_ADMIN)
    levels = (own, said, page)
    speaker = own.speaker or said.speaker or speaker_of(bounce, wording, entry)
    provider = _provider(bounce, best, speaker)
    if provider is not None and is_refuser(provider) and not is_software(provider):
        facts = (*facts, Evidence.in_paste("reply.of-provider", provider=provider))
    steps = _by_whom(_steps(entry, leading, certainty, facts), said.who_acts, page.who_acts, theirs=theirs)
    return Diagnosis(
        entry=entry,
        wording=wording,
        cause=leading.id if leading else entry.id,
        causes=ranked.causes,
        family=_family(own.family, entry, ranked),
        permanence=own.permanence or said.permanence or page.permanence or _permanence_of(bounce),
        provider=provider,
        stage=_stage(bounce.stage or wording.stage, facts),
        speaker=None if told_by_person(bounce, best) else speaker,
        who_acts=_acts(own.who_acts or said.who_acts or page.who_acts, speaker, entry.family),
        retry_in_s=retry_in_s(levels),
        address_action=address_action(levels),
        certainty=certainty,
        reasons=Grounds(bounce, entry, matches, ranked, certainty, knowledge),
        steps=without_others(steps, provider, bounce),
        evidence=facts,
    )


def _facts_of_match(bounce: Bounce, best: Match, entry: Entry, *, theirs: bool) -> Iterator[Evidence]:
    """What the bounce shows besides, where it is this page's; `theirs`: the recipient's server said it."""
    if best.tier is Tier.ALIKE:
        yield Evidence.in_paste(READS_LIKE)
    yield from judged_domain(bounce, entry)
    yield from own_exchange(bounce, entry)
    if theirs:
        yield Evidence.in_paste("reply.of-recipients-server")
    if entry.traits.permanence is Permanence.TEMPORARY and _is_final(bounce):
        yield Evidence.in_paste("reply.final")


def _family(of_cause: Family | None, entry: Entry, ranked: Ranked) -> Family:
    """The leading cause's own family, where the text or a fact makes it lead; else the page's."""
    led = ranked.hint is not None or ranked.proof is not None or len(ranked.causes) == 1
    return of_cause if of_cause is not None and led else entry.family


def _is_final(bounce: Bounce) -> bool:
    """Whether the server refused for good, so that nobody tries again by itself."""
    code, enhanced = bounce.reply.code, bounce.reply.enhanced
    return str(code or enhanced or "").startswith("5") and bounce.kind is Kind.FAILURE


def _stage(stage: Stage | None, facts: Sequence[Evidence]) -> Stage | None:
    """The step that failed; a connection that broke behind a login's beginning was no longer being made."""
    begun = stage is Stage.CONNECT and any(fact.tag == _LOGIN_BEGUN for fact in facts)
    return Stage.AUTH if begun else stage


def _acts(who: Actor | None, speaker: Speaker | None, family: Family) -> Actor | None:
    """Who acts; a fault or rule of one's own server is not the recipient's administrator's to mend."""
    if family in _OF_HOUSE and (who, speaker) == (Actor.RECIPIENT_ADMIN, Speaker.OWN_SERVER):
        return Actor.SENDER_ADMIN
    return who


def _by_whom(
    steps: tuple[Step, ...], said: Actor | None, page: Actor | None, *, theirs: bool
) -> tuple[Step, ...]:
    """Words of the sender's own server, on a page of the recipient's: its administrator takes the steps.

    `theirs`: the same the other way round.
    """
    if (said, page) != (
        (Actor.RECIPIENT_ADMIN, Actor.SENDER_ADMIN) if theirs else (Actor.SENDER_ADMIN, Actor.RECIPIENT_ADMIN)
    ):
        return steps
    return tuple(one._replace(who=said) if said and one.who is page else one for one in steps)


def _steps(
    entry: Entry, leading: Cause | None, certainty: Certainty, facts: Sequence[Evidence]
) -> tuple[Step, ...]:
    """A leading cause's own steps, else those of a fact that is there, else the general ones."""
    sure = certainty in (Certainty.CERTAIN, Certainty.LIKELY)
    cause = leading.id if leading is not None and sure else None
    tags = {fact.tag for fact in facts}
    by_fact: tuple[Step, ...] = ()
    for when, steps in entry.steps_when:
        if when == cause:
            return _needed(steps, tags)
        if when in tags and not by_fact:
            by_fact = steps
    return _needed(by_fact or entry.steps, tags)


def _needed(steps: tuple[Step, ...], tags: set[str]) -> tuple[Step, ...]:
    """The steps without those that the evidence makes needless."""
    if not any(one.needless_with for one in steps):
        return steps
    return tuple(one._replace(needless_with=()) for one in steps if tags.isdisjoint(one.needless_with))


def _provider(bounce: Bounce, best: Match, speaker: Speaker | None) -> str | None:
    said = best.wording.provider
    if said is not None and not is_software(said):
        if not best.anybodys:
            return said
        said = None
    if bounce.reply.code is None and speaker in OWN:  # the program's own words, of a host it did not reach
        program = said or (bounce.client if bounce.client in MAIL_SERVERS else None)
        if program is not None:
            return program
    found = _refuser(bounce)
    return found if found is not None and not is_software(found) else said or found


def _refuser(bounce: Bounce) -> str | None:
    """Who refused, by the reply's host and words; a person who tells of it may name anybody."""
    reply = bounce.reply
    retold = bounce.suspected or (
        reply.code is None and reply.enhanced is None and tells_of_a_person(reply.text)
    )
    hosts = hosts_to_log_in_at(bounce)[:1] if bounce.stage is Stage.AUTH else []
    # No gateway passes a login's words on: they are the server's, whoever else is named beside them.
    owner = refusing_provider(hosts[0], "") if hosts and bounce.remote_host is None else None
    if owner is not None:
        return owner
    return refusing_provider(
        bounce.remote_host or next(iter(hosts), None), "" if retold else reply.text.casefold()
    )


def retry_in_s(levels: tuple[Traits, ...]) -> int | None:
    """When to try again, the most specific level first; a 0 says that waiting does not help and ends it."""
    for level in levels:
        if level.retry_in_s is not None:
            return level.retry_in_s or None
    return None


def address_action(levels: tuple[Traits, ...]) -> AddressAction | None:
    """What to do with the address, the most specific level first; a spoken "none" ends it."""
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
    """What a bounce is answered whose text gives no reason: its page's steps, what its number says."""
    said = matches[0].wording if matches else None
    page = knowledge.entries.get(said.entry if said is not None else _page_without_reason(bounce))
    if page is not None and page.id == REASON_HIDDEN and bounce.speaker is None:
        bounce = bounce._replace(speaker=Speaker.OWN_CLIENT)
    reasons = Told(_why_unknown(bounce, said, knowledge), _other_readings(matches, knowledge))
    steps = _steps(page, None, Certainty.UNKNOWN, facts) if page else ()
    return _nothing(bounce, facts, family=Family.UNKNOWN, reasons=reasons, steps=steps)


def _page_without_reason(bounce: Bounce) -> str:
    """Which page's steps help where no wording is known: a program's own, a mail still tried, a refusal."""
    numbered = bounce.reply.code is not None or bounce.reply.enhanced is not None
    nobodys = bounce.client is None and bounce.recipient is None and bounce.remote_host is None
    of_program = bounce.suspected or (not numbered and (bounce.client in LIBRARIES or nobodys))
    if of_program and bounce.speaker in (None, Speaker.OWN_CLIENT) and not tells_refused(bounce.reply.text):
        return REASON_HIDDEN
    return _STILL_TRIED if bounce.kind is Kind.DELAY else REASON_NOT_GIVEN


def _why_unknown(bounce: Bounce, said: Wording | None, knowledge: Knowledge) -> tuple[str, ...]:
    because = ["The text does not give the reason."]
    if said is not None and said.note:
        because.append(said.note)
    number = bounce.reply.enhanced or (str(bounce.reply.code) if bounce.reply.code else None)
    code = knowledge.code(number) if number else None
    # "4.4.7" is also what a server says that gave up: of a mail that is still being tried it tells nothing.
    if code is not None and not (bounce.kind is Kind.DELAY and str(number).endswith(_TOO_LONG)):
        because.append(f"{number} alone means: {code.sentence}")
    return tuple(because)


def _other_readings(matches: Sequence[Match], knowledge: Knowledge) -> tuple[Alternative, ...]:
    """The pages of the matches that do give a reason, each once, best first."""
    pages = [knowledge.entries[name] for name in dict.fromkeys(match.wording.entry for match in matches)]
    named = [Alternative(page.id, None, (page.gist,)) for page in pages if page.family is not Family.UNKNOWN]
    return tuple(named[:ALTERNATIVES_SHOWN])


def _nothing(
    bounce: Bounce,
    facts: tuple[Evidence, ...],
    *,
    family: Family | None,
    reasons: Told,
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
        provider=_refuser(bounce),
        stage=bounce.stage,
        speaker=bounce.speaker,
        who_acts=Actor.SENDER if family is Family.UNKNOWN else None,
        retry_in_s=None,
        address_action=None,
        certainty=Certainty.UNKNOWN,
        reasons=reasons,
        steps=steps,
        evidence=facts,
    )
