"""Runs the checks that apply, concludes after each answer, and says what is known so far.

The offline check speaks first; a visibly damaged credential gets no AUTH unless the person says
so. Must not open a connection itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from bot.checks import ADDRESS, CREDENTIAL, LOGIN, SERVER, load_checks
from bot.checks.credential import credential_answer, may_hold_password
from bot.checks.leading import ORDER, leading_finding, proves_damage
from bot.errors import UsageError
from bot.knowledge import Knowledge
from bot.model import (
    CheckAnswer,
    CheckReport,
    CheckRequest,
    CheckStage,
    Evidence,
    Outcome,
    TlsMode,
    Value,
    Vantage,
    args_of,
    has_fact,
)
from bot.net import Net

SERVER_FOUND = "address.submission-server"
SERVER_POSSIBLE = "address.possible-server"
UNANSWERED = "address.unanswered"
NOT_LOOKED_UP = (
    "The name servers gave no answer about this mailbox's server. Try again in some minutes, or name "
    "the server, such as smtp.example.com."
)


def check_offline(request: CheckRequest, knowledge: Knowledge) -> CheckReport:
    """The report on a credential alone, which asks nobody."""
    answers = {CREDENTIAL: _with_clean(credential_answer(request))}
    return _report(request, answers, knowledge, None)


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
        answers[CREDENTIAL] = _with_clean(credential_answer(request))
        if LOGIN in wanted and not request.as_is and proves_damage(answers[CREDENTIAL]):
            answers[CREDENTIAL] = _with_stage(answers[CREDENTIAL])
            wanted = [name for name in wanted if name == CREDENTIAL]
        yield _report(request, answers, knowledge, net.now())
    if ADDRESS in wanted:
        answers[ADDRESS] = await _run(ADDRESS, request, net)
        yield _report(request, answers, knowledge, net.now())
    request = _with_server(request, answers, wanted)
    heard = _Heard()
    tasks = {
        asyncio.create_task(_run(name, replace(request, told=heard.told_by(name)), net)): name
        for name in wanted
        if name not in answers
    }
    try:
        pending = set(tasks)
        while pending:
            async with heard.news() as news:
                await asyncio.wait({*pending, news}, return_when=asyncio.FIRST_COMPLETED)
            for task in [task for task in pending if task.done()]:
                answers[tasks[task]] = task.result()
                pending.remove(task)
            yield _report(
                request, answers, knowledge, net.now(), heard.stages_of(tasks[task] for task in pending)
            )
        if _leads_nowhere(answers) and ADDRESS not in answers and "@" in (request.user or ""):
            answers[ADDRESS] = await _run(ADDRESS, request, net)
            yield _report(request, answers, knowledge, net.now())
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Heard:
    """Stages of checks that have not answered yet."""

    def __init__(self) -> None:
        self._stages: dict[str, list[CheckStage]] = {}
        self._news = asyncio.Event()

    def told_by(self, name: str) -> Callable[[CheckStage], None]:
        def hear(stage: CheckStage) -> None:
            self._stages.setdefault(name, []).append(stage)
            self._news.set()

        return hear

    @asynccontextmanager
    async def news(self) -> AsyncIterator[asyncio.Task[bool]]:
        """A task that ends with the next stage."""
        waiting = asyncio.create_task(self._news.wait())
        try:
            yield waiting
        finally:
            self._news.clear()
            waiting.cancel()

    def stages_of(self, names: Iterable[str]) -> tuple[CheckStage, ...]:
        return tuple(stage for name in names for stage in self._stages.get(name, ()))


def _applying(request: CheckRequest, names: Sequence[str]) -> list[str]:
    """The checks that have what they need; the server check is part of a login."""
    has_credential = request.user is not None and request.password is not None
    needs_server = request.host is None and (SERVER in names or LOGIN in names)
    wanted = list(dict.fromkeys(names))
    if LOGIN in wanted and has_credential and SERVER in wanted:
        wanted.remove(SERVER)
    if not has_credential:
        wanted = [name for name in wanted if name not in {LOGIN, CREDENTIAL}]
    if needs_server and request.user and ADDRESS not in wanted:
        wanted.append(ADDRESS)
    return wanted


def _leads_nowhere(answers: Mapping[str, CheckAnswer]) -> bool:
    """Whether the server that was named has no address: then the mailbox's own is worth finding."""
    evidence = answers[LOGIN].evidence if LOGIN in answers else ()
    return has_fact(evidence, "server.name-not-found", "server.name-without-address")


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
    servers = [*args_of(evidence, SERVER_FOUND)]
    # RFC 6186 6: a server outside the domain, named by DNS alone, gets a password only when a person says so.
    found = next((args for args in servers if not args.get("elsewhere")), None)
    if found is None and servers:
        host = servers[0].get("host")
        raise UsageError(
            f"The mailbox's domain names a server outside of it, {host}. "
            "To log in there, name it as the server."
        )
    if found is None:
        likely = next((args.get("host") for args in args_of(evidence, SERVER_POSSIBLE)), None)
        if likely is None and has_fact(evidence, UNANSWERED):
            raise UsageError(NOT_LOOKED_UP)
        hint = (
            f"name it. {likely} exists and often is the one."
            if likely
            else "name it, such as smtp.example.com."
        )
        raise UsageError(f"The server for this mailbox is not known: {hint}")
    port, tls = found.get("port"), found.get("tls")
    if request.port is not None:
        return replace(request, host=str(found["host"]))
    return replace(
        request,
        host=str(found["host"]),
        port=port if isinstance(port, int) else None,
        tls=request.tls or (TlsMode(tls) if isinstance(tls, str) else None),
    )


def _report(
    request: CheckRequest,
    answers: Mapping[str, CheckAnswer],
    knowledge: Knowledge,
    now: datetime | None,
    heard: tuple[CheckStage, ...] = (),
) -> CheckReport:
    """What is known `now`; `heard` are stages of checks that have not answered yet."""
    ordered = [answers[name] for name in ORDER if name in answers]
    ordered += [answer for name, answer in answers.items() if name not in ORDER]
    evidence = tuple(fact for answer in ordered for fact in answer.evidence)
    return CheckReport(
        target=target_of(request),
        finding=leading_finding(answers, evidence, knowledge, now),
        evidence=evidence,
        stages=(*(stage for answer in answers.values() for stage in answer.stages), *heard),
        attempts=sum(answer.attempts for answer in ordered),
    )


def _with_clean(answer: CheckAnswer) -> CheckAnswer:
    """Say openly that the characters are in order, which rules out what they would explain."""
    if proves_damage(answer):
        return answer
    noticed = any(fact.tag.startswith("credential.") for fact in answer.evidence)
    tags = ("credential.clean",) if noticed else ("credential.clean", "credential.plain")
    clean = tuple(Evidence(tag, {}, CREDENTIAL, Vantage.GIVEN_CREDENTIAL) for tag in tags)
    return replace(answer, evidence=(*answer.evidence, *clean))


def _with_stage(answer: CheckAnswer) -> CheckAnswer:
    return replace(answer, stages=(*answer.stages, CheckStage("auth", Outcome.NOT_RUN, None)))


def target_of(request: CheckRequest) -> dict[str, Value]:
    """What is checked, without what was not given or may be the password."""
    named: dict[str, Value] = {
        "host": request.host,
        "port": request.port,
        "tls": request.tls.value if request.tls else None,
        "user": None if may_hold_password(request.user, request.password) else request.user,
        "domain": request.domain,
        "selectors": request.selectors or None,
    }
    return {name: value for name, value in named.items() if value is not None}
