"""Runs the checks that apply, concludes after each answer, and says what is known so far.

The offline check speaks first; a visibly damaged credential gets no AUTH unless the person says
so. Must not open a connection itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from bot.checks import load_checks
from bot.checks.places import sentences_of
from bot.diagnose import conclude
from bot.errors import UsageError
from bot.finding import find
from bot.knowledge import Knowledge
from bot.model import (
    DAMAGED_CREDENTIAL,
    Bounce,
    Certainty,
    CheckAnswer,
    CheckReport,
    CheckRequest,
    CheckStage,
    Diagnosis,
    Evidence,
    Finding,
    Outcome,
    Reply,
    Speaker,
    Stage,
    TlsMode,
    Value,
    Vantage,
)
from bot.net import Net

CREDENTIAL, ADDRESS, SERVER, LOGIN, DOMAIN = "credential", "address", "server", "login", "domain"
# The answer that leads when several found a fault, and the order in which evidence is shown.
ORDER = (LOGIN, CREDENTIAL, SERVER, ADDRESS, DOMAIN)

SERVER_FOUND = "address.submission-server"

WHO_CAN_TELL = (
    "The server says the same for each of these; only its log tells which one it is. "
    "Ask whoever runs the mail server for the log lines of this login."
)

SILENT = "server-silent"

# What the offline check proves has no reply of a server; these are the words it stands for.
_DAMAGED = Bounce(
    Reply(None, None, DAMAGED_CREDENTIAL),
    stage=Stage.AUTH,
    speaker=Speaker.OWN_CLIENT,
    client="smtpcheck",
    from_check=True,
)


async def run_checks(
    request: CheckRequest, names: Sequence[str], net: Net, knowledge: Knowledge
) -> AsyncIterator[CheckReport]:
    """Reports that grow as checks answer; the last one is final.

    `names` are checks of `load_checks()`; those that need what the request does not hold are
    left out. `login` holds all that `server` asks, so both are run as one. Raises
    RefusedTargetError when the target may not be asked at all; then nothing was sent.
    """
    wanted = _applying(request, names)
    answers: dict[str, CheckAnswer] = {}
    if CREDENTIAL in wanted:
        answers[CREDENTIAL] = _with_clean(await load_checks()[CREDENTIAL].run(request, net))
        if LOGIN in wanted and not request.as_is and is_damaged(answers[CREDENTIAL]):
            answers[CREDENTIAL] = _with_stage(answers[CREDENTIAL])
            wanted = [name for name in wanted if name == CREDENTIAL]
        yield _report(request, answers, knowledge)
    if ADDRESS in wanted:
        answers[ADDRESS] = await _run(ADDRESS, request, net)
        yield _report(request, answers, knowledge)
        if answers[ADDRESS].bounce is not None and request.host is None:
            wanted = [name for name in wanted if name not in {SERVER, LOGIN}]
    request = _with_server(request, answers, wanted)
    tasks = {asyncio.create_task(_run(name, request, net)): name for name in wanted if name not in answers}
    try:
        pending = set(tasks)
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                answers[tasks[task]] = task.result()
            yield _report(request, answers, knowledge)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def is_damaged(answer: CheckAnswer) -> bool:
    """Whether the offline check found the credential visibly damaged."""
    return any(stage.outcome is Outcome.FAILED for stage in answer.stages)


def _applying(request: CheckRequest, names: Sequence[str]) -> list[str]:
    """The checks that exist and have what they need; the server check is part of a login."""
    has_credential = request.user is not None and request.password is not None
    needs_server = request.host is None and (SERVER in names or LOGIN in names)
    wanted = [name for name in dict.fromkeys(names) if name in load_checks()]
    if LOGIN in wanted and has_credential and SERVER in wanted:
        wanted.remove(SERVER)
    if not has_credential:
        wanted = [name for name in wanted if name not in {LOGIN, CREDENTIAL}]
    if needs_server and request.user and ADDRESS in load_checks() and ADDRESS not in wanted:
        wanted.append(ADDRESS)
    return wanted


async def _run(name: str, request: CheckRequest, net: Net) -> CheckAnswer:
    at_server = request.host if name in {SERVER, LOGIN} else None
    async with net.turn(at_server):
        return await load_checks()[name].run(request, net)


def _with_server(
    request: CheckRequest, answers: Mapping[str, CheckAnswer], wanted: Sequence[str]
) -> CheckRequest:
    """The request with the server that the address check found; raises UsageError when none is known."""
    if request.host is not None or not {SERVER, LOGIN} & set(wanted):
        return request
    evidence = answers[ADDRESS].evidence if ADDRESS in answers else ()
    servers = [fact.args for fact in evidence if fact.tag == SERVER_FOUND]
    # RFC 6186 6: a server outside the domain, named by DNS alone, gets a password only when a person says so.
    found = next((args for args in servers if not args.get("elsewhere")), None)
    if found is None and servers:
        host = servers[0].get("host")
        raise UsageError(
            f"The mailbox's domain names a server outside of it, {host}. "
            f"To log in there, name it: --host {host}."
        )
    if found is None:
        raise UsageError(
            "The server for this mailbox is not known: name it, such as --host smtp.example.com."
        )
    port, tls = found.get("port"), found.get("tls")
    if request.port is not None:
        return replace(request, host=str(found["host"]))
    return replace(
        request,
        host=str(found["host"]),
        port=port if isinstance(port, int) else None,
        tls=request.tls or (TlsMode(tls) if isinstance(tls, str) else None),
    )


def _report(request: CheckRequest, answers: Mapping[str, CheckAnswer], knowledge: Knowledge) -> CheckReport:
    ordered = [answers[name] for name in ORDER if name in answers]
    ordered += [answer for name, answer in answers.items() if name not in ORDER]
    evidence = tuple(fact for answer in ordered for fact in answer.evidence)
    return CheckReport(
        target=_target(request),
        finding=_finding(answers, evidence, knowledge),
        evidence=evidence,
        stages=tuple(stage for answer in answers.values() for stage in answer.stages),
        attempts=sum(answer.attempts for answer in ordered),
    )


def _finding(
    answers: Mapping[str, CheckAnswer], evidence: tuple[Evidence, ...], knowledge: Knowledge
) -> Finding | None:
    """What the leading fault is; None when everything that was asked works."""
    login = answers.get(LOGIN)
    if login is not None and login.bounce is None and login.attempts:
        return None
    bounce = next((answers[name].bounce for name in ORDER if name in answers and answers[name].bounce), None)
    if bounce is None and CREDENTIAL in answers and is_damaged(answers[CREDENTIAL]):
        bounce = _DAMAGED
    if bounce is None:
        return None
    diagnosis = conclude(bounce, evidence, knowledge)
    finding = _said(find(bounce, diagnosis), evidence)
    if login is None or not login.attempts or finding.stage is not Stage.AUTH:
        return finding
    if finding.certainty is Certainty.CERTAIN or len(diagnosis.causes) < 2:
        return finding
    return replace(finding, because=(*finding.because, *_open_causes(finding, diagnosis)))


def _said(finding: Finding, evidence: tuple[Evidence, ...]) -> Finding:
    """The finding with what the offline check saw in sentences; silence is never called certain."""
    finding = replace(finding, because=(*finding.because, *sentences_of(evidence)))
    if finding.cause == SILENT and finding.certainty is Certainty.CERTAIN:
        waited = "Some servers greet only after many seconds; this check does not wait that long."
        return replace(finding, certainty=Certainty.LIKELY, because=(*finding.because, waited))
    return finding


def _open_causes(finding: Finding, diagnosis: Diagnosis) -> list[str]:
    """What the same bytes leave open beyond the alternatives shown, and who can tell."""
    shown = {finding.cause, *(reading.cause for reading in finding.alternatives)}
    others = ", ".join(cause.id.replace("-", " ") for cause in diagnosis.causes if cause.id not in shown)
    more = [f"Less likely, and not ruled out from here: {others}."] if others else []
    return [*more, WHO_CAN_TELL]


def _with_clean(answer: CheckAnswer) -> CheckAnswer:
    """Says openly that the characters are in order, which rules out what they would explain."""
    if is_damaged(answer) or any(fact.tag.startswith("credential.") for fact in answer.evidence):
        return answer
    clean = Evidence("credential.clean", {}, CREDENTIAL, Vantage.GIVEN_CREDENTIAL)
    return replace(answer, evidence=(*answer.evidence, clean))


def _with_stage(answer: CheckAnswer) -> CheckAnswer:
    return replace(answer, stages=(*answer.stages, CheckStage("auth", Outcome.NOT_RUN, None)))


def _target(request: CheckRequest) -> dict[str, Value]:
    """What was checked, without what was not given."""
    named: dict[str, Value] = {
        "host": request.host,
        "port": request.port,
        "tls": request.tls.value if request.tls else None,
        "user": request.user,
        "domain": request.domain,
        "selectors": request.selectors or None,
    }
    return {name: value for name, value in named.items() if value is not None}
