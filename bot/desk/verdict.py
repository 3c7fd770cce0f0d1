"""What a check of an incident says of the incident's fault. Pure.

Only a whole answer says that something works: where anybody was silent, or nothing was sent,
nothing is known, and the incident stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.checks import ADDRESS, CREDENTIAL, DOMAIN, LOGIN, SERVER
from bot.checks.domain import STAGES as DOMAIN_STAGES
from bot.desk.check_asked import Asked
from bot.model import CheckReport, CheckResult, CheckStage, Finding, Outcome, Verdict, args_of

FINE, FAULTY, SILENT, NOT_ASKED = "fine", "faulty", "silent", "not-asked"
SERVER_STAGES = ("dns", "connect", "banner", "ehlo", "starttls", "tls", "certificate", "ehlo-tls")
# With one of these the question was never put, or never answered.
_NOT_TOLD = {
    "login.over-budget", "login.not-sent", "login.unanswered", "login.slow-down", "server.resting",
}  # fmt: skip


def result_of(asked: Asked, report: CheckReport, lead: Finding, mailbox: str | None) -> CheckResult:
    """The result of a check; `lead` and `mailbox` are the incident's as they were before it."""
    return CheckResult(_verdict(asked, report, lead, mailbox), tuple(_saw(asked.names, report)))


def _verdict(asked: Asked, report: CheckReport, lead: Finding, mailbox: str | None) -> Verdict:
    if _tags(report) & _NOT_TOLD:
        return Verdict.UNKNOWN
    if report.finding is not None:
        found = report.finding
        same = found.family is lead.family or found.entry == lead.entry
        return Verdict.FAILS if same else Verdict.OTHER_FAULT
    works = {
        LOGIN: lambda: _login_works(asked, report, mailbox),
        SERVER: lambda: _server_works(report, lead),
        DOMAIN: lambda: not _named(report.stages, DOMAIN_STAGES, Outcome.UNANSWERED),
    }
    put = [works[name]() for name in works if name in asked.names]
    return Verdict.WORKS if put and all(put) else Verdict.UNKNOWN


def _login_works(asked: Asked, report: CheckReport, mailbox: str | None) -> bool:
    """A login of another mailbox says nothing of this one."""
    same = mailbox is None or mailbox.casefold() == (asked.request.user or "").casefold()
    return same and "login.accepted" in _tags(report)


def _server_works(report: CheckReport, lead: Finding) -> bool:
    """That another port works is no news to whoever uses the one in the paste."""
    used = {args.get("port") for args in args_of(lead.evidence, "client.port")}
    usable = {args.get("port") for args in args_of(report.evidence, "server.usable")}
    return bool(usable) and used <= usable


def _saw(names: Sequence[str], report: CheckReport) -> Iterable[tuple[str, str]]:
    if CREDENTIAL in names and _named(report.stages, (CREDENTIAL,), Outcome.FAILED):
        yield CREDENTIAL, FAULTY
    server = _server(report) if {SERVER, LOGIN} & set(names) else None
    if server is not None:
        yield SERVER, server
    login = _login(report) if LOGIN in names else None
    if login is not None:
        yield LOGIN, login
    if {DOMAIN, ADDRESS} & set(names):
        yield DOMAIN, _domain(report)


def _server(report: CheckReport) -> str | None:
    """`fine`, the stage that failed, or why nothing is known; None when the server was no part of it."""
    stages = [stage for stage in report.stages if stage.name in SERVER_STAGES]
    if not stages:
        return None
    failed = _named(stages, SERVER_STAGES, Outcome.FAILED)
    if failed:
        return failed[0]
    if _named(stages, SERVER_STAGES, Outcome.UNANSWERED):
        return SILENT
    if not _named(stages, ("connect",), Outcome.PASSED):
        return NOT_ASKED
    tried = any(stage.name == "auth" for stage in report.stages)
    return FAULTY if report.finding is not None and not tried else FINE


def _login(report: CheckReport) -> str | None:
    """None where the login was not reached and another part says why."""
    tags, stages = _tags(report), [stage for stage in report.stages if stage.name == "auth"]
    said = {
        "reply.locked": "locked",
        "login.accepted": "accepted",
        "login.slow-down": "put-off",
        "login.refused": "refused",
        "login.unanswered": SILENT,
        "login.over-budget": "over-budget",
    }
    found = next((word for tag, word in said.items() if tag in tags), None)
    if found is None and stages and not _named(report.stages, None, Outcome.FAILED):
        return NOT_ASKED
    return found


def _domain(report: CheckReport) -> str:
    failed = _named(report.stages, DOMAIN_STAGES, Outcome.FAILED)
    if failed:
        return ",".join(failed)
    if _named(report.stages, DOMAIN_STAGES, Outcome.UNANSWERED):
        return SILENT
    return FINE if report.finding is None else FAULTY


def _named(stages: Iterable[CheckStage], names: Sequence[str] | None, outcome: Outcome) -> list[str]:
    """The names of the stages that ended so; `names` None: all of them."""
    return [
        stage.name for stage in stages if stage.outcome is outcome and (names is None or stage.name in names)
    ]


def _tags(report: CheckReport) -> set[str]:
    return {fact.tag for fact in report.evidence}
