"""One bounce, the evidence and the knowledge base to one diagnosis. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.diagnose.causes import OF_CREDENTIAL, Ranked, judge_certainty, rank_causes
from bot.diagnose.host_wants import host_wants
from bot.diagnose.levels import address_action, permanence, retry_in_s, who_acts
from bot.diagnose.matches import find_matches
from bot.diagnose.misspelt import judged_domain
from bot.diagnose.named import named_in
from bot.diagnose.own_page import is_any_login, of_web_host, own_exchange
from bot.diagnose.provider_steps import causes_without_others, without_others
from bot.diagnose.reasons import Grounds
from bot.diagnose.refuser import refuser_of_match
from bot.diagnose.speaker import (
    facts_of_speaker,
    of_recipients,
    speaker_of,
    told_by_person,
    told_by_recipients,
)
from bot.diagnose.step_commands import with_named_server
from bot.diagnose.steps import by_whom, done_already, steps_for, with_told_wait
from bot.diagnose.unexplained import no_failure, without_reason
from bot.knowledge import Knowledge, Match, Tier
from bot.model import (
    READS_LIKE,
    TROUBLE,
    Actor,
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
    Traits,
    has_fact,
)
from bot.parse.numbers.codes import LOGIN_REFUSED
from bot.parse.numbers.told_wait import told_wait
from bot.providers import is_refuser, is_software

# A fault or a rule of the server that speaks: its own administrator's, whose ever it is.
_OF_HOUSE = {Family.SERVER_TRANSIENT, Family.POLICY}
# Who acts where the server that answers is another's.
_NOT_ONES_OWN = (Actor.NOBODY_WAIT, Actor.RECIPIENT_ADMIN)
_OWN_SERVER = "reply.of-own-server"
_OWN_LOG = "reply.in-own-log"
# Whose own mail is turned away, or whose own server keeps the mailbox, has nobody to take off a list.
_OWN_MAIL = ("prose.all-incoming-refused", "server.own-mailbox", _OWN_LOG)
_SILENT = Traits()
_SURE = (Certainty.CERTAIN, Certainty.LIKELY)


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
    if matches and _is_of_login(matches[0], knowledge) and _comes_at_login(bounce):
        bounce = bounce._replace(stage=Stage.AUTH)
    facts = (*bounce.context, *facts_of_speaker(bounce), *host_wants(bounce), *evidence)
    if bounce.kind not in TROUBLE:
        return no_failure(bounce, facts)
    if not matches or knowledge.page_of(matches[0]).family is Family.UNKNOWN:
        again = _of_login(bounce, knowledge)
        if again is not None:
            return conclude_from(again, evidence, knowledge, find_matches(again, knowledge))
        return without_reason(bounce, facts, knowledge, matches)
    return _by_page(bounce, facts, knowledge, matches)


def _is_of_login(best: Match, knowledge: Knowledge) -> bool:
    """Whether words are those of a refused login, by themselves or by their page."""
    return best.wording.stage is Stage.AUTH or is_any_login(knowledge.page_of(best))


def _comes_at_login(bounce: Bounce) -> bool:
    """Whether words of a refused login came at it: no step is told, or an earlier one, which gives no 535."""
    return bounce.stage is None or (
        bounce.stage in (Stage.CONNECT, Stage.HELO) and bounce.reply.code == LOGIN_REFUSED
    )


def _of_login(bounce: Bounce, knowledge: Knowledge) -> Bounce | None:
    """A failure told without a reason, at the login; None where nobody tells a fault of a password."""
    if bounce.reply.has_number or bounce.stage is not None or not has_fact(bounce.context, *OF_CREDENTIAL):
        return None
    again = bounce._replace(stage=Stage.AUTH, suspected=False)
    found = find_matches(again, knowledge)
    return again if found and knowledge.page_of(found[0]).family is Family.AUTH else None


def _by_page(
    bounce: Bounce, facts: tuple[Evidence, ...], knowledge: Knowledge, matches: Sequence[Match]
) -> Diagnosis:
    """The diagnosis of a bounce by the page that its best match leads to."""
    best, wording = matches[0], matches[0].wording
    entry = knowledge.page_of(best)
    theirs = told_by_recipients(bounce, wording, entry)
    named = named_in(bounce, wording, entry)
    facts = (*facts, *_facts_of_match(bounce, best, entry, theirs=theirs), *named.facts)
    ranked = rank_causes(entry, wording, facts, bounce)
    certainty = judge_certainty(best, entry, ranked, bounce)
    leading = ranked.causes[0] if ranked.causes else None
    own, page = leading.traits if leading else _SILENT, entry.traits
    said = _said_of_whose(wording.traits, entry, facts, theirs=theirs)
    levels = (own, said, page)
    speaker = own.speaker or said.speaker or speaker_of(bounce, wording, entry)
    provider = refuser_of_match(bounce, best, speaker)
    if provider is not None and is_refuser(provider) and not is_software(provider):
        facts = (*facts, Evidence.in_paste("reply.of-provider", provider=provider))
    ranked = ranked._replace(causes=causes_without_others(ranked.causes, provider, bounce))
    # Words that name one cause lead to its steps, however sure it is that they are of this page.
    of_cause = leading if certainty in _SURE or (leading and wording.causes == (leading.id,)) else None
    steps, done = _steps_left(entry, of_cause, facts, provider, bounce)
    told = told_wait(bounce.reply.text) if bounce.reply.code is not None and retry_in_s(levels) else None
    return Diagnosis(
        entry=entry,
        wording=wording,
        cause=leading.id if leading else entry.id,
        causes=ranked.causes,
        family=_family(own.family, entry, ranked),
        permanence=permanence(levels, bounce),
        provider=provider,
        stage=_stage(bounce.stage or wording.stage, facts),
        speaker=None if told_by_person(bounce, best) else speaker,
        who_acts=_acts(who_acts(levels), speaker, entry.family),
        retry_in_s=retry_in_s(levels, told, lasting=has_fact(facts, "prose.lasting")),
        address_action=None if has_fact(facts, *_OWN_MAIL) else address_action(levels),
        certainty=certainty,
        reasons=Grounds(bounce, entry, matches, ranked, certainty, knowledge, done, named),
        steps=by_whom(with_told_wait(steps, told), said.who_acts, page.who_acts, theirs=theirs),
        evidence=facts,
    )


def _steps_left(
    entry: Entry, cause: Cause | None, facts: Sequence[Evidence], provider: str | None, bounce: Bounce
) -> tuple[tuple[Step, ...], tuple[str, ...]]:
    """The steps that are left to take, and the tags of what was done already, for which one is left out."""
    done = done_already(entry, cause, facts)
    steps = without_others(steps_for(entry, cause, facts), provider, bounce)
    if not steps and done:  # what is left is for other providers: what was done is worth doing once more
        undone = [fact for fact in facts if fact.tag not in done]
        steps, done = without_others(steps_for(entry, cause, undone), provider, bounce), ()
    return with_named_server(steps, entry.family, bounce, facts), done


def _said_of_whose(said: Traits, entry: Entry, facts: Sequence[Evidence], *, theirs: bool) -> Traits:
    """What follows from a wording, in view of whose server said it; `theirs`: the recipient's did."""
    if theirs:
        return of_recipients(said, entry)
    # A server that puts a stranger off does what it is set up for: nobody has to act, in whose log ever.
    waits = entry.traits.who_acts is Actor.NOBODY_WAIT and has_fact(facts, _OWN_LOG)
    if entry.traits.who_acts in _NOT_ONES_OWN and has_fact(facts, _OWN_SERVER) and not waits:
        return said._replace(speaker=Speaker.OWN_SERVER, who_acts=Actor.SENDER_ADMIN)
    return said


def _facts_of_match(bounce: Bounce, best: Match, entry: Entry, *, theirs: bool) -> Iterator[Evidence]:
    """What the bounce shows besides, where it is this page's; `theirs`: the recipient's server said it."""
    if best.tier is Tier.ALIKE:
        yield Evidence.in_paste(READS_LIKE)
    yield from judged_domain(bounce, entry)
    yield from own_exchange(bounce, entry)
    yield from of_web_host(bounce, entry)
    if theirs:
        yield Evidence.in_paste("reply.of-recipients-server")
    # Whose log it is runs the server that refused, and reads this.
    if has_fact(bounce.context, _OWN_LOG) and not has_fact(bounce.context, _OWN_SERVER):
        yield Evidence.in_paste(_OWN_SERVER)
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
    begun = stage is Stage.CONNECT and has_fact(facts, "smtp.login-begun")
    return Stage.AUTH if begun else stage


def _acts(who: Actor | None, speaker: Speaker | None, family: Family) -> Actor | None:
    """Who acts; a fault or rule of one's own server is not the recipient's administrator's to mend."""
    if family in _OF_HOUSE and (who, speaker) == (Actor.RECIPIENT_ADMIN, Speaker.OWN_SERVER):
        return Actor.SENDER_ADMIN
    return who
