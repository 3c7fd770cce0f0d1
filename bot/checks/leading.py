"""What the answers of the checks come to: the one finding that leads, or none when all works. Pure.

It says no more than was seen: what the bytes leave open is named, and who can tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil

from bot.checks import ADDRESS, CREDENTIAL, DOMAIN, LOGIN, SERVER
from bot.checks.sentences import sentences_of
from bot.diagnose import conclude
from bot.finding import find
from bot.knowledge import Knowledge
from bot.model import (
    DAMAGED_CREDENTIAL,
    Actor,
    Bounce,
    Cause,
    Certainty,
    CheckAnswer,
    Diagnosis,
    Evidence,
    Family,
    Finding,
    Outcome,
    Permanence,
    Reply,
    Speaker,
    Stage,
    Told,
    Value,
    args_of,
    has_fact,
)

# The answer that leads when several found a fault, and the order in which evidence is shown.
ORDER = (LOGIN, CREDENTIAL, SERVER, ADDRESS, DOMAIN)

WHO_CAN_TELL = (
    "The server says the same for each of these; only its log tells which one it is. "
    "Ask whoever runs the mail server for the log lines of this login."
)

WHO_CAN_TELL_WHY = (
    "The server broke off without a reason; only its log tells why. Ask whoever runs the mail server."
)

SILENT = "server-silent"
LEFT = {
    "ehlo": "EHLO",
    "starttls": "STARTTLS",
    "tls": "the beginning of TLS",
    "ehlo-tls": "EHLO under TLS",
    "auth": "the login",
}
UNFIT = "server.reply-malformed"
BROKEN_OFF = "server.connection-lost"
OVER_BUDGET = {"login.over-budget", "server.resting"}
FOREIGN = "server.foreign-protocol"
NO_ANSWER = {"login.unanswered": "sent and not answered", "login.not-sent": "not sent"}
EVERY_NAME_DENIED = (
    "The name servers that were asked deny every name, even “com”, so nothing is known of this one: "
    "they have no way out, or know inner names alone. Whoever runs me can name others in "
    "SMTPCHECK_NAMESERVERS."
)
NAME_UNANSWERED = "server.name-unanswered"
STARTTLS_REFUSED = "tls.starttls-refused"
CLIENT_CERTIFICATE = "tls.client-certificate-wanted"
HANDSHAKE = "HANDSHAKE_FAILURE"
EXPIRED = "tls.certificate-expired"
# Faults of a certificate that a new one mends together with its date.
MENDED_WITH_DATE = {"certificate-self-signed", "certificate-hostname-mismatch", "certificate-untrusted"}
REFUSED_GREETING = "greeting-refused"

_RECIPIENTS_SIDE = {Actor.RECIPIENT, Actor.RECIPIENT_ADMIN}

# What the offline check proves has no reply of a server; these are the words it stands for.
_DAMAGED = Bounce(
    Reply(None, None, DAMAGED_CREDENTIAL),
    stage=Stage.AUTH,
    speaker=Speaker.OWN_CLIENT,
    client="smtpcheck",
    from_check=True,
)


def proves_damage(answer: CheckAnswer) -> bool:
    """Whether the offline check found the credential visibly damaged."""
    return any(stage.outcome is Outcome.FAILED for stage in answer.stages)


def leading_finding(
    answers: Mapping[str, CheckAnswer],
    evidence: tuple[Evidence, ...],
    knowledge: Knowledge,
    now: datetime | None,
) -> Finding | None:
    """What the leading fault is; None when everything that was asked works.

    `now` is what the time until another attempt is counted from, None where nobody was asked.
    """
    login = answers.get(LOGIN)
    if login is not None and login.bounce is None and login.attempts:
        return None
    bounce = next((answers[name].bounce for name in ORDER if name in answers and answers[name].bounce), None)
    if bounce is None and CREDENTIAL in answers and proves_damage(answers[CREDENTIAL]):
        bounce = _DAMAGED
    if bounce is None:
        return None
    diagnosis = _diagnosed(bounce, evidence, knowledge)
    finding = _said(find(bounce, diagnosis), _proofs_first(evidence, diagnosis), now)
    if CREDENTIAL in answers and proves_damage(answers[CREDENTIAL]):
        finding = led_by_damage(finding, find(_DAMAGED, conclude(_DAMAGED, evidence, knowledge)))
    if finding.certainty is Certainty.CERTAIN or len(diagnosis.causes) < 2:
        return finding
    answered = login is not None and login.attempts and finding.stage is Stage.AUTH
    if answered and finding.cause != SILENT:
        because = (*finding.because, *_not_told(finding, diagnosis.causes))
        return replace(finding, because=because, open_causes=tuple(cause.id for cause in diagnosis.causes))
    if has_fact(evidence, BROKEN_OFF):
        return replace(finding, because=(*finding.because, WHO_CAN_TELL_WHY))
    return finding


def led_by_damage(finding: Finding, damage: Finding) -> Finding:
    """A login that was refused for good, led by the damage that its credential proves.

    As it is where the words or a fact prove another reason already, and where it is no such refusal. A
    provider's page seldom knows that cause; the page that does gives its steps.
    """
    refused = finding.family is Family.AUTH and finding.permanence is not Permanence.TEMPORARY
    if not refused or finding.certainty is Certainty.CERTAIN:
        return finding
    return replace(
        finding,
        entry=damage.entry,
        cause=damage.cause,
        certainty=damage.certainty,
        permanence=damage.permanence,
        who_acts=damage.who_acts,
        retry_in_s=damage.retry_in_s,
        alternatives=damage.alternatives,
        steps=damage.steps,
    )


def _proofs_first(evidence: tuple[Evidence, ...], diagnosis: Diagnosis) -> tuple[Evidence, ...]:
    """What proves the cause that leads, then all else: of a row of a file the first is shown alone."""
    proving = {tag for cause in diagnosis.causes[:1] for tag in cause.confirmed_by}
    return tuple(sorted(evidence, key=lambda fact: fact.tag not in proving))


def _diagnosed(bounce: Bounce, evidence: tuple[Evidence, ...], knowledge: Knowledge) -> Diagnosis:
    """What the words say; of a greeting that is a refusal, nothing that only a recipient's side could do.

    There is no recipient yet. Where the words read so or are not known, the fact itself counts.
    """
    diagnosis = conclude(bounce, evidence, knowledge)
    if bounce.stage is not Stage.CONNECT or not bounce.outer:
        return diagnosis
    page = diagnosis.entry.traits.who_acts if diagnosis.entry is not None else None
    if diagnosis.cause != REFUSED_GREETING and not _RECIPIENTS_SIDE & {diagnosis.who_acts, page}:
        return diagnosis
    refused = conclude(bounce._replace(reply=bounce.outer[0], outer=()), evidence, knowledge)
    words = f"The server refused with its first line: “{bounce.reply.text}”."
    return refused._replace(reasons=Told((words, *refused.reasons.because[1:]), ()))


def _said(finding: Finding, evidence: tuple[Evidence, ...], now: datetime | None) -> Finding:
    """The finding with what the checks saw in sentences, and with the time until another attempt."""
    finding = replace(finding, because=_reasons(finding, evidence))
    until = next((fact.args.get("until") for fact in evidence if fact.tag in OVER_BUDGET), None)
    if until is not None:
        because = (*finding.because, f"It may be tried again from {_moment(str(until))} on.")
        wait = None if now is None else datetime.fromisoformat(str(until)) - now
        retry_in_s = finding.retry_in_s if wait is None else max(1, ceil(wait.total_seconds()))
        finding = replace(finding, because=because, retry_in_s=retry_in_s)
    return _no_surer(finding, evidence)


def _reasons(finding: Finding, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Why, in sentences: first what was answered, then what was seen."""
    because = finding.because
    # The first reason quotes the words of a reply; often nobody said any, and a proof needs none.
    not_asked = next(args_of(evidence, FOREIGN), None)
    if finding.reply_text == DAMAGED_CREDENTIAL:
        because = (*sentences_of(evidence), *because[1:])
    elif not_asked is not None and not has_fact(evidence, "server.addresses"):
        said = f"Port {not_asked.get('port')} is the port of {not_asked.get('protocol')}; nobody was asked."
        because = (said,)
    elif finding.reply_code is None and any(reason.startswith("Proven: ") for reason in because):
        because = (*because[1:], *sentences_of(evidence))
    else:
        because = (*because, *sentences_of(evidence))
    unfit = next((str(args.get("text")) for args in args_of(evidence, UNFIT)), "")
    if finding.stage is Stage.AUTH and unfit[:1].isdigit():
        said = f"The login was answered with “{unfit}”: neither the 235 that lets in nor a refusal."
        because = (said, *because[1:])
    broken = next((fact for fact in evidence if fact.tag in NO_ANSWER), None)
    if finding.entry == "connection-lost" and broken is not None:
        because = (f"The login was {NO_ANSWER[broken.tag]}: {broken.args.get('error')}.", *because[1:])
    if any("denied" in (fact.args.get("status"), fact.args.get("how")) for fact in evidence):
        because = (*because, EVERY_NAME_DENIED)
    if finding.cause in MENDED_WITH_DATE:
        dates = (args.get("not_after") for args in args_of(evidence, EXPIRED))
        because = (*because, *(_expired_too(day) for day in dates))
    return because


def _no_surer(finding: Finding, evidence: tuple[Evidence, ...]) -> Finding:
    """The finding no surer than what was heard: silence and a closed connection are never called certain.

    That a name got no answer does not tell whose name servers are at fault, the domain's or one's own.
    """
    if finding.certainty is Certainty.LIKELY and has_fact(evidence, NAME_UNANSWERED):
        return replace(finding, certainty=Certainty.POSSIBLE)
    if finding.certainty is not Certainty.CERTAIN:
        return finding
    if any(args.get("code") is None for args in args_of(evidence, STARTTLS_REFUSED)):
        doubt = "It closed the connection without a word; a device on the way does that as well."
    elif any(HANDSHAKE in str(args["error"]) for args in args_of(evidence, CLIENT_CERTIFICATE)):
        doubt = (
            "It chose version and cipher and then broke off, which the want of a certificate explains; "
            "its log tells for sure."
        )
    elif finding.cause == SILENT:
        stage = next((args.get("stage") for args in args_of(evidence, "server.silent-later")), None)
        doubt = (
            f"It left {LEFT[stage]} without an answer, and may only be slow."
            if stage in LEFT
            else "Some servers greet only after many seconds; this check does not wait that long."
        )
    else:
        return finding
    return replace(finding, certainty=Certainty.LIKELY, because=(*finding.because, doubt))


def _expired_too(day: Value) -> str:
    return (
        f"It has expired as well, on {day}: one new certificate, for this name and from a known authority, "
        "mends both."
    )


def _moment(written: str) -> str:
    return datetime.fromisoformat(written).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _not_told(finding: Finding, left: tuple[Cause, ...]) -> list[str]:
    """Who can tell the causes that are left apart, and those beyond the alternatives shown."""
    shown = {finding.cause, *(reading.cause for reading in finding.alternatives)}
    others = "; ".join(in_short(cause) for cause in left if cause.id not in shown)
    more = [f"Less likely, and not ruled out from here: {others}."] if others else []
    return [WHO_CAN_TELL, *more]


def in_short(cause: Cause) -> str:
    """A cause as a part of a sentence: the first of its text, without marks."""
    first = re.split(r"[.:;](?:\s|$)|, (?:and|so) ", cause.text, maxsplit=1)[0]
    text = re.sub(r"[`*]", "", first)
    return text if text[1:2].isupper() else text[0].lower() + text[1:]
