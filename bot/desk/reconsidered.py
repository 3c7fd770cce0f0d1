"""The finding of a paste, concluded again with what a check saw. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.check_seen import unanswered
from bot.cards.finding import NOT_SENT, headline
from bot.cards.text import unbold
from bot.checks.leading import NAME_UNANSWERED, led_by_damage
from bot.checks.sentences import sentences_of
from bot.diagnose import conclude
from bot.finding import find
from bot.knowledge import Knowledge
from bot.model import (
    DAMAGED_CREDENTIAL,
    Bounce,
    Certainty,
    CheckReport,
    Evidence,
    Finding,
    Reply,
    Vantage,
    has_fact,
    with_port,
)

LOGGED_IN = (
    "The live check logged in with what was typed here, "
    "so the password stored in the sending platform is the thing to replace."
)

DOMAIN_UNANSWERED = "domain.unanswered"
NO_NAME_SERVER = "the name servers gave no answer."


def reconsider(
    finding: Finding, host: str | None, report: CheckReport, knowledge: Knowledge, *, decided: bool
) -> Finding:
    """The finding of a paste, concluded again with what a check saw, which is said first.

    `decided`: the check could say whether the fault is there; then what it saw before is past.
    """
    bounce = Bounce(
        Reply(finding.reply_code, finding.enhanced_code, finding.reply_text),
        kind=finding.kind,
        recipient=finding.recipient,
        original_recipient=finding.original_recipient,
        remote_host=host,
        stage=finding.stage,
        speaker=finding.speaker,
        context=tuple(fact for fact in finding.evidence if fact.vantage is Vantage.PASTE),
        count=finding.count,
        mail=finding.mail,
    )
    evidence = (*_still_true(finding.evidence, report.evidence, decided=decided), *report.evidence)
    found = find(bounce, conclude(bounce, evidence, knowledge))
    if report.finding is not None:
        found = _with_proven(found, report.finding, knowledge)
    told = (*_told(found, report, knowledge), *found.because)
    return replace(found, because=told, evidence=_once(found.evidence))


def _once(facts: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Facts without those that were known before and concluded again."""
    return tuple(fact for number, fact in enumerate(facts) if fact not in facts[:number])


def _with_proven(found: Finding, own: Finding, knowledge: Knowledge) -> Finding:
    """The finding with the steps for what a check proved; what was typed and cannot be right leads."""
    if _cannot_be_right(own):
        found = led_by_damage(found, own)
    page = knowledge.entries.get(found.entry or "")
    if page is None or own.cause != found.cause or own.certainty is not found.certainty:
        return found
    # The page of exactly that cause, where this one has only its general steps.
    general = {step.id for step in page.steps}
    steps = own.steps if general.issuperset(step.id for step in found.steps) else found.steps
    return replace(found, steps=steps, who_acts=own.who_acts, open_causes=own.open_causes)


def _cannot_be_right(own: Finding) -> bool:
    return own.reply_text == DAMAGED_CREDENTIAL and own.certainty is Certainty.CERTAIN


def _told(finding: Finding, report: CheckReport, knowledge: Knowledge) -> tuple[str, ...]:
    """What the check itself came to, where the causes of the pasted error do not say it."""
    seen, own = sentences_of(report.evidence), report.finding
    if has_fact(report.evidence, "login.accepted"):
        return (*seen, LOGGED_IN)
    if own is None:
        silent = ", ".join(unanswered(report))
        known = f" in what was answered. No answer, so nothing is known of: {silent}" if silent else ""
        return (*seen, f"The live check found nothing wrong with {_target(report)}{known}.")
    if own.entry is None or own.cause == finding.cause:
        return seen
    if _cannot_be_right(own):
        return (*seen, NOT_SENT)
    if has_fact(report.evidence, NAME_UNANSWERED, DOMAIN_UNANSWERED):
        return (*seen, f"The live check learned nothing of {_target(report)}: {NO_NAME_SERVER}")
    gist = unbold(headline(own, knowledge.entries[own.entry]))
    return (*seen, f"The live check of {_target(report)} found: {gist} More: /smtpcheck {own.entry}")


def _target(report: CheckReport) -> str:
    host, port = report.target.get("host"), report.target.get("port")
    if host is None:
        user = str(report.target.get("user", ""))
        return str(report.target.get("domain") or user.partition("@")[2] or "the mailbox")
    return with_port(str(host), port if isinstance(port, int) else None)


def _still_true(
    before: Sequence[Evidence], now: Sequence[Evidence], *, decided: bool
) -> tuple[Evidence, ...]:
    """What earlier checks saw and this one does not replace: silence takes nothing back."""
    fresh = {fact.tag for fact in now}
    sources = {fact.source for fact in now} if decided else set()
    told = {_topic(tag) for tag in fresh if not tag.endswith("unanswered")}
    silent = {_topic(tag) for tag in fresh} - told
    return tuple(
        fact
        for fact in before
        if fact.vantage is not Vantage.PASTE
        and fact.tag not in fresh
        and (fact.source not in sources or _topic(fact.tag) in silent)
    )


def _topic(tag: str) -> str:
    return tag.partition(".")[0]
