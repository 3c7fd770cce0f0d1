"""Live checks asked for in Slack: who may, what is asked, how it runs.

A password is in memory only, in the request's `Secret`, and dropped when the check ends. What
becomes of the answer is in `check_answered`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from dataclasses import replace
from typing import TypeVar

from bot.cards.checking import progress_line
from bot.checks import ADDRESS, CREDENTIAL, DOMAIN, LOGIN, SERVER
from bot.checks.run import run_checks
from bot.desk import replies
from bot.desk.check_answered import Answers, interruption, owed_key
from bot.desk.check_asked import Asked, checked_server, looked_up_domain, named_server
from bot.desk.check_running import Show, Shown, run_bounded
from bot.desk.means import Means
from bot.desk.redrawing import owe_card, redraw
from bot.errors import BusyError
from bot.model import (
    CheckReport,
    CheckRequest,
    Family,
    Incident,
    Request,
    with_port,
)
from bot.net import Net
from bot.store import Transaction, audit, outbox
from bot.store.checked import close_interrupted
from bot.store.records import require

T = TypeVar("T")

AT_ONCE = 3  # of one person: they share eight with the whole workspace


class Checking:
    """Runs checks beside everything else."""

    def __init__(self, means: Means, net: Net) -> None:
        self._means = means
        self._answers = Answers(means)
        self._net = net
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._begun: dict[str, Asked] = {}
        self._ending: set[str] = set()  # cancelled or answered: their end is not broken off
        self._progress: dict[int, str] = {}

    @property
    def meanings(self) -> Mapping[str, str]:
        """What each evidence tag means, in words."""
        return {tag.tag: tag.meaning for tag in self._means.knowledge.tags.values()}

    def prefill(self, incident: Incident) -> dict[str, str]:
        """The server, port and user name that an incident's paste names, for the login form.

        Where it names no server, the one that was checked.
        """
        server, port = named_server(incident.lead, incident.host)
        server = server or checked_server(incident.lead)
        named = (("user", incident.mailbox), ("server", server), ("port", port))
        return {name: str(value) for name, value in named if value}

    def wants_login(self, incident: Incident) -> bool:
        """Whether the causes of this incident are told apart by a login."""
        return bool({LOGIN, CREDENTIAL} & set(self._checks_of(incident)))

    async def ask_about(self, key: str, actor: str, incident: Incident) -> Asked | None:
        """The checks that separate an incident's causes; None when it names nothing to check."""
        host, port = named_server(incident.lead, incident.host)
        names = self._checks_of(incident)
        recipient = incident.lead.recipient
        about_recipient = incident.lead.family in {Family.ROUTING_DNS, Family.MAILBOX_UNKNOWN}
        address = recipient if about_recipient or not incident.mailbox else incident.mailbox
        named = address.rpartition("@")[2] if address and "@" in address else None
        domain = named or looked_up_domain(incident.lead)
        wanted = tuple(
            name for name in names if (name == SERVER and host) or (name in {DOMAIN, ADDRESS} and domain)
        )
        if not wanted:
            return None
        request = CheckRequest(
            host=host if SERVER in wanted else None,
            port=port if SERVER in wanted else None,
            domain=domain if {DOMAIN, ADDRESS} & set(wanted) else None,
            person=actor,
        )
        what = with_port(request.host, request.port) if request.host else request.domain or ""
        return Asked(key, incident.team, actor, incident.channel, what, request, wanted, incident.id)

    def progress(self, incident_id: int) -> str | None:
        """What the incident's card shows while a check of it runs, in Slack's markup.

        None while none runs.
        """
        return self._progress.get(incident_id)

    async def begin(self, asked: Asked) -> None:
        """Write that a check begins, before it does; raises BusyError when the person has enough running."""
        begun = self._begun.values()
        if sum(other.actor == asked.actor for other in begun) >= AT_ONCE:
            raise BusyError(
                f"{AT_ONCE} checks of yours are running. Start this one when one of them has ended."
            )
        if asked.incident is not None and any(other.incident == asked.incident for other in begun):
            raise BusyError("A check of this incident is running. Its answer comes on the card.")
        self._begun[asked.key] = asked  # at once: two who press at the same time start one
        now = self._means.now()
        notice = interruption(asked, now)

        def job(db: Transaction) -> None:
            audit.record(
                db,
                team=asked.team,
                actor=asked.actor,
                act="checked",
                subject=f"domain:{asked.domain}",
                detail=",".join(asked.names),
                at=now,
            )
            outbox.put(db, notice)

        try:
            await self._means.store.write(job)
        except BaseException:  # cancelled or failed: nothing is kept of a check that never began
            self._forget(asked)
            raise

    async def abandon(self, asked: Asked) -> None:
        """Take back what `begin` wrote: the check was never started."""
        self._forget(asked)
        now = self._means.now()
        await self._means.store.write(lambda db: outbox.drop(db, owed_key(asked), now))

    def start(self, asked: Asked, show: Show) -> None:
        """Run a check that was begun: its answer goes to `show`, else directly to the person."""
        task = self._tasks[asked.key] = asyncio.create_task(self._run(asked, show))
        task.add_done_callback(lambda _: self._forget(asked))

    def cancel(self, key: str, actor: str) -> bool:
        """Cancel a running check of this person; False when it has ended."""
        task = self._tasks.get(key)
        if task is None or self._begun[key].actor != actor or key in self._ending:
            return False
        self._ending.add(key)
        task.cancel()
        return True

    async def stop(self) -> None:
        """End what runs; each is told as interrupted at the next start."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close_interrupted(self) -> None:
        """At the start: tell whoever's check ran when the bot ended, and take it off its incident's card."""
        now = self._means.now()

        def job(db: Transaction) -> None:
            for number in close_interrupted(db, now):
                owe_card(db, require(db, number), now)

        await self._means.store.write(job)

    async def show_page(self, request: Request) -> None:
        """Show the incident's page anew whose button was pressed, where it was one's."""
        if request.fields.get("redraw", "").startswith("page "):
            await self._means.store.write(lambda db: redraw(db, request, self._means.now()))
            self._means.on_owed()

    async def post(self, request: Request, view: str, text: str) -> None:
        """Say the answer of a check in the channel it was asked in, once however often it is pressed."""
        await self._means.require_joined(request.channel or "")
        answer = replies.public(request, self._means.now(), "notice", text=text)
        shown = replace(request, key=f"{view}:{text}")
        await self._means.answer(request, replace(answer, key=replies.reply_key(shown, "posted")))

    # Running

    async def _run(self, asked: Asked, show: Show) -> None:
        try:
            ended = await self._or_fault(asked, self._bounded(asked, show))
        finally:
            self._ending.add(asked.key)
            if asked.request.password is not None:
                asked.request.password.drop()
            if asked.incident is not None:
                self._progress.pop(asked.incident, None)
        kept = await self._or_fault(asked, self._answers.keep(asked, ended))
        seen = await self._or_fault(asked, show(kept))
        await self._answers.finish(asked, kept, seen=seen is True)
        self._means.on_owed()

    async def _or_fault(self, asked: Asked, work: Awaitable[T]) -> T | Shown:
        """What the work returns; a fault of ours is logged and returned as the end of the check."""
        try:
            return await work
        except Exception as error:  # noqa: BLE001 - whatever ended it, a person waits to hear of it
            said = self._means.say_fault(error, f"checking {','.join(asked.names)}")
            return Shown(None, done=True, said=said)

    async def _bounded(self, asked: Asked, show: Show) -> Shown:
        async def tell(report: CheckReport) -> None:
            await self._put_progress(asked, report)
            await show(Shown(report, done=False))

        async def reports() -> AsyncIterator[CheckReport]:
            await self._put_progress(asked, None)
            async for report in run_checks(asked.request, asked.names, self._net, self._means.knowledge):
                yield report

        return await run_bounded(reports(), tell, lambda: asked.key in self._ending)

    async def _put_progress(self, asked: Asked, report: CheckReport | None) -> None:
        """Show on the incident's card how far the check is."""
        if asked.incident is None:
            return
        incident = asked.incident
        self._progress[incident] = progress_line(asked.what, report)
        now = self._means.now()
        await self._means.store.write(lambda db: owe_card(db, require(db, incident), now))
        self._means.on_owed()

    def _checks_of(self, incident: Incident) -> tuple[str, ...]:
        entry = self._means.knowledge.entries.get(incident.lead.entry or "")
        return entry.checks if entry is not None else ()

    def _forget(self, asked: Asked) -> None:
        self._tasks.pop(asked.key, None)
        self._begun.pop(asked.key, None)
        self._ending.discard(asked.key)
