"""What becomes of a check's answer: it is written, with its incident or as one of the asker's own, and told.

Of what a person typed into the login form it writes the user name, the server and the domain, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards.checking import works_text
from bot.cards.finding import checked_live
from bot.cards.text import code
from bot.desk import replies
from bot.desk.check_asked import Asked
from bot.desk.check_running import BOUND_S, Shown
from bot.desk.means import Means
from bot.desk.reconsidered import reconsider
from bot.desk.redrawing import owe_card
from bot.desk.verdict import result_of
from bot.desk.waiting import ask_when_waited, stop_asking
from bot.model import CheckReport, Finding, Incident, Outgoing, Request, Verdict
from bot.store import Transaction, outbox
from bot.store.checked import INTERRUPTED, note_checked
from bot.store.incidents import load_own, load_posted, open_incident
from bot.store.records import require
from bot.store.timeline import load_timeline

HELD_BACK = "attempts-exhausted"  # our own budget: nothing of the customer's to follow
Load = Callable[[Transaction, str, str, str, datetime], list[Incident]]
"""What loads the incidents of a person and an entry."""
LATE = timedelta(seconds=BOUND_S + 60)  # a check that said nothing by then never will


def owed_key(asked: Asked) -> str:
    """The key under which a check's own messages are owed."""
    return f"check:{asked.key}"


def interruption(asked: Asked, now: datetime) -> Outgoing:
    """What a person is told of a check that never answers; taken back when it does."""
    text = f"The check of {code(asked.what, 200)} was interrupted, not tested. Start it again."
    about, key = str(asked.incident or ""), owed_key(asked)
    notice = replies.message(asked.team, now, asked.actor, INTERRUPTED, key=key, subject=about, text=text)
    return replace(notice, not_before=now + LATE)


class Answers:
    """Writes what checks found."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def keep(self, asked: Asked, ended: Shown) -> Shown:
        """Write what was found: with its incident, else as one of the asker's own, opened once a day.

        One that they posted in a channel since goes on there.
        """
        report, number, now = ended.report, asked.incident, self._means.now()
        if number is not None and report is not None:
            updated = await self._means.store.write(lambda db: self._update(db, asked, number, report, now))
            return replace(ended, incident=updated)
        if number is not None or report is None:
            return ended
        if report.finding is None or report.finding.cause == HELD_BACK:
            return ended
        finding, request = report.finding, asked.request
        mailbox = None if asked.nameless else request.user
        posted = await self._means.store.read(
            lambda db: _checked_before(db, load_posted, asked, finding, mailbox, now)
        )
        if posted is not None and await self._means.sees(asked.actor, posted):
            its = replace(asked, incident=posted.id)
            updated = await self._means.store.write(lambda db: self._update(db, its, posted.id, report, now))
            return replace(ended, incident=updated)

        def job(db: Transaction) -> Incident:
            incident = (
                _checked_before(db, load_own, asked, finding, mailbox, now)
                or open_incident(
                    db,
                    team=asked.team,
                    reporter=asked.actor,
                    findings=(finding,),
                    mailbox=mailbox,
                    host=request.host,
                    at=now,
                ).incident
            )
            result = result_of(asked, report, finding, mailbox)
            return note_checked(db, incident.id, actor=asked.actor, result=result, finding=finding, at=now)

        return replace(ended, incident=await self._means.store.write(job))

    def _update(
        self, db: Transaction, asked: Asked, number: int, report: CheckReport, now: datetime
    ) -> Incident:
        """The incident with what the check proved, its card and one line in its thread owed."""
        before = require(db, number)
        result = result_of(asked, report, before.lead, before.mailbox)
        decided = result.verdict is not Verdict.UNKNOWN
        finding = reconsider(before.lead, before.host, report, self._means.knowledge, decided=decided)
        after = note_checked(db, number, actor=asked.actor, result=result, finding=finding, at=now)
        owe_card(db, after, now)
        if result.verdict is Verdict.WORKS:
            stop_asking(db, after)
        elif decided:
            ask_when_waited(db, after, now)
        if after.channel is not None:
            line = replies.line(_as_request(asked, after), after, len(load_timeline(db, number)), now)
            outbox.put_once(db, line)
        return after

    async def finish(self, asked: Asked, ended: Shown, *, seen: bool) -> None:
        """Take the notice of an interruption back; tell in the thread, or directly, what no view shows."""
        now = self._means.now()
        in_thread = asked.incident is not None and not asked.logs_in and bool(ended.said)

        def job(db: Transaction) -> None:
            outbox.drop(db, owed_key(asked), now)
            if asked.incident is not None and ended.said:
                incident = require(db, asked.incident)
                owe_card(db, incident, now)  # it says that a check runs
                if in_thread:
                    outbox.put_once(db, _in_thread(asked, ended, incident, now))
            if not seen and not in_thread:
                outbox.put_once(db, _told(asked, ended, now))

        await self._means.store.write(job)


def _checked_before(
    db: Transaction, load: Load, asked: Asked, finding: Finding, mailbox: str | None, now: datetime
) -> Incident | None:
    """The asker's incident of the same fault at the same place, from a check of today; None for none."""
    if asked.nameless or finding.entry is None:
        return None
    same = (finding.cause, mailbox, asked.request.host, checked_live(finding))
    theirs = load(db, asked.team, asked.actor, finding.entry, now)
    return next(
        (one for one in theirs if (one.lead.cause, one.mailbox, one.host, checked_live(one.lead)) == same),
        None,
    )


def _in_thread(asked: Asked, ended: Shown, incident: Incident, now: datetime) -> Outgoing:
    request = _as_request(asked, incident)
    return replies.public(request, now, "notice", text=_not_tested(asked, ended), name="not-tested")


def _told(asked: Asked, ended: Shown, now: datetime) -> Outgoing:
    key = f"{owed_key(asked)}:end"
    if ended.incident is not None:
        return replies.message(
            asked.team, now, asked.actor, "incident", key=key, subject=str(ended.incident.id)
        )
    text = _not_tested(asked, ended) if ended.report is None else works_text(asked.what, ended.report)
    return replies.message(asked.team, now, asked.actor, "notice", key=key, text=text)


def _not_tested(asked: Asked, ended: Shown) -> str:
    return f"{code(asked.what, 200)}: not tested. {ended.said}"


def _as_request(asked: Asked, incident: Incident) -> Request:
    """The check as if it had been asked for in the incident's thread."""
    return Request(
        key=asked.key,
        intent="check",
        team=asked.team,
        actor=asked.actor,
        channel=incident.channel,
        ts=None,
        thread_ts=incident.thread_ts,
        text="",
        fields={},
    )
