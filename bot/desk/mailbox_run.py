"""The check of one confirmed file of mailboxes in Slack: its progress, its end, what is told of it.

Passwords go row by row, and all of them with the run. What the database gets of the rows is the table
of results, which holds none, in messages that are owed: their text is taken out once they were sent.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cards.mailboxes_forms import deletion_line
from bot.cards.mailboxes_result import ended_text, result_text
from bot.desk import replies
from bot.desk.check_asked import checked_domain
from bot.desk.means import Means
from bot.errors import NotKeptError, UserError
from bot.mailboxes import ResultText, run_mailboxes
from bot.model import CheckRequest, MailboxRow, Outgoing, RowResult, RowVerdict, What
from bot.net import FileDoor, parse_domain
from bot.store import Transaction, audit, outbox
from bot.store.checked import BROKEN

PROGRESS_S = 5.0  # Slack takes fifty edits of messages a minute, and the cards need them too
KEPT_S = 10.0  # what a kill loses
LATE = timedelta(minutes=10)  # a run that has written nothing for so long never will
STOPPED = "You stopped it: what had no result by then is counted as not tested."
NO_RESULT = "the check of the file ended before there was a result."


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that somebody gave to the form, as Slack describes it; `link` opens it there."""

    name: str
    size_bytes: int
    address: str
    link: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What to show of a run: how many rows are done, of how many; `ended` how it ended, in Slack's markup.

    `waits_for`: servers that rest, until when; it goes on with them then.
    """

    done: int
    total: int
    ended: str = ""
    waits_for: tuple[tuple[str, datetime], ...] = ()


Show = Callable[[Progress], Awaitable[bool]]
"""Shows it; False when there is nowhere to show it any more."""


class Run:
    """A file that is being checked."""

    def __init__(
        self,
        key: str,
        team: str,
        actor: str,
        uploaded: Uploaded,
        rows: Sequence[MailboxRow],
        means: Means,
        door: FileDoor,
    ) -> None:
        self.key = key
        self.actor = actor
        self.rows = rows
        self.over = False
        self.deletion = deletion_line(uploaded.link)
        self._team = team
        self._means = means
        self._door = door
        self._results: dict[int, RowResult] = {}
        self._table = ResultText(means.knowledge.entries)
        self._checking: asyncio.Task[None] | None = None
        self._showing = asyncio.Lock()
        self._told_directly = False

    @property
    def done(self) -> int:
        """How many rows have a result."""
        return len(self._results)

    async def record(self) -> None:
        """Write who checks mailboxes of which domains, and what is told if the bot ends meanwhile."""
        now = self._means.now()

        def job(db: Transaction) -> None:
            for domain, rows in sorted(Counter(map(_domain, self.rows)).items()):
                audit.record(
                    db,
                    team=self._team,
                    actor=self.actor,
                    act="checked",
                    subject=f"domain:{domain}",
                    detail=f"mailboxes,{rows}",
                    at=now,
                )
            outbox.put(db, self._broken(now))

        await self._means.store.write(job)

    def stop(self) -> bool:
        """End the check with what is known by now; False when it is over."""
        return self._checking is not None and self._checking.cancel()

    async def work(self, show: Show) -> None:
        """Check the rows and tell what came of them."""
        checking = self._checking = asyncio.create_task(self._check())
        telling = asyncio.create_task(self._tell(show))
        try:
            await asyncio.wait({checking})
        except asyncio.CancelledError:  # the bot ends
            await self._wind_up(checking, telling)
            await self._keep()
            raise
        await self._wind_up(checking, telling)
        said = ""
        if checking.cancelled():
            said = STOPPED
        elif (error := checking.exception()) is not None:
            said = self._means.say_fault(error, "checking mailboxes")
        try:
            ended = await self._finish(said)
        except Exception as error:  # noqa: BLE001 - whatever ended it, a person waits to hear of it
            ended = self._means.say_fault(error, "telling what came of mailboxes")
        self._means.on_owed()
        await show(Progress(self.done, len(self.rows), ended))

    async def _check(self) -> None:
        knowledge, person = self._means.knowledge, self.actor
        run = run_mailboxes(self.rows, self._door, knowledge, person=person)
        async with aclosing(run) as results:
            async for result in results:
                self._take(result)

    async def _wind_up(self, checking: asyncio.Task[None], telling: asyncio.Task[None]) -> None:
        """End what goes on beside the check, and forget the passwords."""
        checking.cancel()
        await asyncio.wait({checking})
        for row in self.rows:
            row.password.drop()
        async with self._showing:  # what is on its way must not arrive after the end
            telling.cancel()
        await asyncio.wait({telling})
        if not telling.cancelled() and (error := telling.exception()) is not None:
            self._means.say_fault(error, "telling how far mailboxes are")

    async def _tell(self, show: Show) -> None:
        """Tell how far it is, in the view, or directly once that is closed; keep what is known."""
        clock = asyncio.get_running_loop().time
        shown, kept, kept_at, in_view = Progress(0, len(self.rows)), 0, clock(), True
        while True:
            await asyncio.sleep(PROGRESS_S)
            async with self._showing:
                waits_for = tuple(sorted(self._door.waits_for.items()))
                now = Progress(self.done, len(self.rows), waits_for=waits_for)
                if now != shown:
                    shown = now
                    in_view = in_view and await show(now)
                    if not in_view:
                        await self._tell_directly()
                        self._means.on_owed()
            if clock() - kept_at >= KEPT_S and self.done > kept:
                kept, kept_at = self.done, clock()
                await self._keep()

    async def _tell_directly(self) -> None:
        row = self._progress(self._means.now())
        with suppress(NotKeptError):  # a full disk is said elsewhere, and the next round comes
            await self._means.store.write(lambda db: outbox.put(db, row))
            self._told_directly = True

    async def _keep(self) -> None:
        """Write the results so far: whoever started the run gets them when the bot is killed."""
        row = self._broken(self._means.now())
        with suppress(NotKeptError):
            await self._means.store.write(lambda db: outbox.put(db, row))

    async def _finish(self, said: str) -> str:
        """Owe the answer, the table and what is to be deleted; returns what is said where it was watched."""
        for row in self.rows:
            if row.number not in self._results:
                self._take(RowResult(row, RowVerdict.NOT_TESTED, row.fault or NO_RESULT, None))
        results = [self._results[row.number] for row in self.rows]
        self.over = True
        now = self._means.now()
        text = result_text(results, self._means.knowledge.entries, said)
        answer = self._row("mailboxes", "answer", now, text=text)
        rows = str(len(self.rows))
        file = self._row("mailboxes-file", "file", now, subject=rows, text=self._table.text)
        deletion = self._row("notice", "deletion", now, text=self.deletion)

        def job(db: Transaction) -> None:
            outbox.drop(db, self._broken(now).key, now)
            if self._told_directly:
                outbox.put(db, self._progress(now))
            for row in (answer, file, deletion):
                outbox.put_once(db, row)

        await self._means.store.write(job)
        return ended_text(results, self._means.knowledge.entries)

    def _broken(self, now: datetime) -> Outgoing:
        """What is told when the run never ends: the results so far, taken back when it does."""
        about = f"{self.key} {self.done} {len(self.rows)}"
        text = self._table.text if self._results else ""
        return replace(self._row(BROKEN, "broken", now, subject=about, text=text), not_before=now + LATE)

    def _progress(self, now: datetime) -> Outgoing:
        return self._row("mailboxes-progress", "progress", now, subject=self.key)

    def _row(self, what: What, name: str, now: datetime, *, subject: str = "", text: str = "") -> Outgoing:
        key = f"mailboxes:{self.key}:{name}"
        return replies.message(self._team, now, self.actor, what, key=key, subject=subject, text=text)

    def _take(self, result: RowResult) -> None:
        self._results[result.row.number] = result
        self._table.add(result)


def _domain(row: MailboxRow) -> str:
    """Which domain a row's check is about, for the trail; `-` where what stands there is none."""
    try:
        domain = parse_domain(checked_domain(CheckRequest(user=row.name, host=row.host))).name
    except UserError:
        return "-"
    return domain if "." in domain else "-"  # a password in the wrong column has no place there
