"""Checks the rows of a file: one login each at most, servers side by side, each at its own pace.

A row whose login could not be tried, or was put off, is not tested, never failed: its password may
be right.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from datetime import datetime

from bot.checks import CREDENTIAL, LOGIN
from bot.checks.run import check_offline, run_checks
from bot.errors import UserError
from bot.knowledge import Knowledge
from bot.model import (
    Certainty,
    CheckReport,
    CheckRequest,
    MailboxRow,
    Outcome,
    Permanence,
    RowResult,
    RowVerdict,
    Value,
)
from bot.net import FOREIGN_PORTS, FileDoor, Guard, account_of, parse_host, parse_target

TWICE = "the same mailbox stands in an earlier row and is tried there."
TWO_PASSWORDS = (
    "the same mailbox stands in an earlier row and is tried there; its rows hold different passwords."
)
LOOKED_AT = "only looked at, as asked: no server was asked."
NOT_LOOKED_UP = "the server's name could not be looked up just now, so no server was asked."
ROWS_A_TURN = 25  # looked at in some milliseconds; then others have their turn
_TEXT_CHARS = 200

_Mailbox = tuple[str, str | None]  # a login name and, where it is no address, its server


def plan_mailboxes(rows: Sequence[MailboxRow], guard: Guard, knowledge: Knowledge) -> Iterator[RowResult]:
    """What the rows show by themselves, in the file's order; nothing is asked or sent."""
    for row, fault in _with_faults(rows, knowledge):
        if fault is not None:
            yield RowResult(row, RowVerdict.NOT_TESTED, fault, None)
            continue
        try:
            request = _request(row)
            report = check_offline(request, knowledge)
            _require_allowed(request, guard)
        except UserError as error:
            yield RowResult(row, RowVerdict.NOT_TESTED, str(error), None)
            continue
        damaged = _is_damaged(report)
        verdict = RowVerdict.FAILS if damaged else RowVerdict.NOT_TESTED
        yield RowResult(row, verdict, "" if damaged else LOOKED_AT, report)


async def run_mailboxes(
    rows: Sequence[MailboxRow], door: FileDoor, knowledge: Knowledge, *, person: str
) -> AsyncGenerator[RowResult, None]:
    """Check every row; the results come as they are known, not in the file's order.

    `person` is who asks, for the ledger. A row's password is dropped with its check, and every other
    when the run is given up.
    """

    async def check(row: MailboxRow, fault: str | None) -> RowResult:
        result = await _check(row, fault, door, knowledge, person)
        row.password.drop()
        return result

    # All wait for their turn at the door, which lets two of them to a server and eight in all.
    tasks: list[asyncio.Task[RowResult]] = []
    try:
        for row, fault in _with_faults(rows, knowledge):
            tasks.append(asyncio.create_task(check(row, fault)))
            if len(tasks) % ROWS_A_TURN == 0:
                await asyncio.sleep(0)
        for known in asyncio.as_completed(tasks):
            yield await known
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for row in rows:
            row.password.drop()


async def _check(
    row: MailboxRow, fault: str | None, door: FileDoor, knowledge: Knowledge, person: str
) -> RowResult:
    if fault is not None:
        return RowResult(row, RowVerdict.NOT_TESTED, fault, None)
    try:
        request = _request(row, person)
        reports = [report async for report in run_checks(request, (CREDENTIAL, LOGIN), door, knowledge)]
    except UserError as error:
        return RowResult(row, RowVerdict.NOT_TESTED, str(error), None)
    return _judged(row, reports[-1])


def _request(row: MailboxRow, person: str = "") -> CheckRequest:
    """The check of one row; raises RefusedTargetError for a server's name that is none."""
    host, port = row.host, row.port
    if host is not None:
        parsed, named = parse_target(host)
        host, port = parsed.name, port if named is None else named
    return CheckRequest(
        host=host, port=port, tls=row.tls, user=row.user, password=row.password, person=person
    )


def _require_allowed(request: CheckRequest, guard: Guard) -> None:
    """Raises RefusedTargetError for a port or an address that is not asked; a name's are known later."""
    if request.port is not None and request.port not in FOREIGN_PORTS:
        guard.judge_port(request.port)
    host = parse_host(request.host) if request.host is not None else None
    if host is not None and host.address is not None:
        guard.judge_address(host.address, host.name)


def _with_faults(rows: Sequence[MailboxRow], knowledge: Knowledge) -> Iterator[tuple[MailboxRow, str | None]]:
    """Each row with what keeps it from being tried; a mailbox gets one login a run, a damaged row none."""
    mailboxes = {row.number: _mailbox(row) for row in rows if row.fault is None}
    rows_of = Counter(mailboxes.values())
    unlike = _with_different_passwords(rows, mailboxes)
    tried = set()
    for row in rows:
        mailbox = mailboxes.get(row.number)
        if mailbox is None or mailbox in tried:
            yield row, row.fault or (TWO_PASSWORDS if mailbox in unlike else TWICE)
            continue
        if rows_of[mailbox] == 1 or _gets_a_login(row, knowledge):
            tried.add(mailbox)
        yield row, None


def _with_different_passwords(rows: Sequence[MailboxRow], mailboxes: Mapping[int, _Mailbox]) -> set[_Mailbox]:
    """Mailboxes whose rows do not agree; asked before the first row is tried and its password dropped."""
    first: dict[_Mailbox, MailboxRow] = {}
    return {
        mailbox
        for row in rows
        if (mailbox := mailboxes.get(row.number)) is not None
        and first.setdefault(mailbox, row).password.reveal() != row.password.reveal()
    }


def _mailbox(row: MailboxRow) -> _Mailbox:
    server = _server(row)
    name = account_of(row.user, server or "", row.password).strip().casefold().rstrip(".")
    return name, None if "@" in name else server


def _gets_a_login(row: MailboxRow, knowledge: Knowledge) -> bool:
    try:
        return not _is_damaged(check_offline(_request(row), knowledge))
    except UserError:
        return False


def _server(row: MailboxRow) -> str | None:
    try:
        return parse_target(row.host)[0].name if row.host is not None else None
    except UserError:
        return row.host


def _is_damaged(report: CheckReport) -> bool:
    return any(stage.name == CREDENTIAL and stage.outcome is Outcome.FAILED for stage in report.stages)


def _judged(row: MailboxRow, report: CheckReport) -> RowResult:
    """The verdict of a report: an answer that refuses fails, silence and a delay test nothing."""
    told = {fact.tag: fact.args for fact in report.evidence}
    if "login.accepted" in told:
        return RowResult(row, RowVerdict.WORKS, "", report)
    put_off = _put_off(row, report, told)
    if put_off is not None:
        return put_off
    if _is_damaged(report) or _refused(report):
        return RowResult(row, RowVerdict.FAILS, "", report)
    because = NOT_LOOKED_UP if "server.name-unanswered" in told else "the server did not answer."
    return RowResult(row, RowVerdict.NOT_TESTED, because, report)


def _put_off(
    row: MailboxRow, report: CheckReport, told: Mapping[str, Mapping[str, Value]]
) -> RowResult | None:
    """The result where nothing is known of a password though its server was there; else None."""
    because = _why_put_off(report, told)
    if not because:
        return None
    until = next(
        (told[tag].get("until") for tag in ("login.over-budget", "server.resting") if tag in told), None
    )
    again = datetime.fromisoformat(until) if isinstance(until, str) else None
    return RowResult(row, RowVerdict.NOT_TESTED, because, report, again)


def _why_put_off(report: CheckReport, told: Mapping[str, Mapping[str, Value]]) -> str:
    """Why a login was not sent, or not answered with a yes or no; empty where it was."""
    if "login.over-budget" in told:
        return "tried shortly before, and more could lock the mailbox."
    if "server.resting" in told:
        return f"{told['server.resting'].get('host')} failed twice in a row and is left alone."
    if "login.slow-down" in told or _is_temporary(told.get("login.refused", {})):
        said = _said(told.get("login.slow-down") or told["login.refused"])
        return (
            f"the server put the login off, as it may with a right password: “{said}”. "
            "Check it again in half an hour."
        )
    if (refusal := _turned_away(report, told)) is not None:
        return f"the server took no login just then: “{_said(refusal)}”. Check it again in half an hour."
    if "server.reply-malformed" in told and "login.unanswered" in told:
        text = str(told["server.reply-malformed"].get("text") or "")[:_TEXT_CHARS]
        return f"the server's answer to the login says neither yes nor no: “{text}”."
    if "server.silent-later" in told:
        if "login.unanswered" in told:
            return "the server took the login and did not answer it in time."
        return "the server fell silent before a login was sent."
    if "login.unanswered" in told or "login.not-sent" in told:
        return "the server broke off before it answered the login."
    if _hung_up(told):
        return (
            "the server closed the connection before a login could be sent. "
            "A check of the server alone says what it may be."
        )
    return ""


def _said(reply: Mapping[str, Value]) -> str:
    return f"{reply.get('code') or ''} {reply.get('text') or ''}".strip()[:_TEXT_CHARS]


def _turned_away(report: CheckReport, told: Mapping[str, Mapping[str, Value]]) -> Mapping[str, Value] | None:
    """What a server said that lets nobody in for now, before a login; None where waiting does not help."""
    if report.finding is None or report.finding.permanence is Permanence.PERMANENT:
        return None
    refusals = (told.get(tag, {}) for tag in ("server.greeting-refused", "server.ehlo-refused"))
    return next((args for args in refusals if _is_temporary(args)), None)


def _hung_up(told: Mapping[str, Mapping[str, Value]]) -> bool:
    """Whether the connection was closed without a word, which is no answer to anything."""
    starttls = told.get("tls.starttls-refused")
    return "server.connection-lost" in told or (starttls is not None and starttls.get("code") is None)


def _is_temporary(reply: Mapping[str, Value]) -> bool:
    """A 4yz, whatever its words: “too many” and “blocked” in it are of this machine, not of the mailbox."""
    code = reply.get("code")
    return isinstance(code, int) and 400 <= code < 500


def _refused(report: CheckReport) -> bool:
    """Whether a server, a name server or a port gave an answer that no login can come past."""
    if report.finding is None:
        return False
    outcomes = {stage.outcome for stage in report.stages}
    # A session may stand and yet prove that the port, its encryption or its logins are not those of the row.
    proven = report.finding.certainty is Certainty.CERTAIN and Outcome.UNANSWERED not in outcomes
    return proven or Outcome.FAILED in outcomes
