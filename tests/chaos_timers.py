"""Ten thousand timers due at once, and a bot that is killed while it tells of them.

A database of incidents that were handed on and forgotten for a day is made first; then the harness
of `tests.killing` starts the real program on it and kills it. The verdict compares what the
workspace was given to show with what is owed: each timer once, in one message of its place.

As a program it is a build that must not pass.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.model import FollowUpKind
from bot.sandbox.limits import Limits
from bot.sandbox.people import TEAM_ID
from bot.sandbox.server import SandboxServer
from bot.store import Store, Transaction, follow_ups, handoffs, incidents, outbox
from tests.killing import BOT, MANIFEST, PEOPLE, killed, last_kill, new_channel, owed
from tests.store_house import FINDING

DAY = timedelta(days=1)
SEEDED = 100  # incidents a transaction
SLACKS = Limits()
SPLIT_S = 60.0  # how long the careless build waits between its two transactions: longer than a life


@dataclass(frozen=True, slots=True)
class Overdue:
    """So many incidents, each handed to one channel and owed to another, reminder and escalation due."""

    incidents: int
    channels: int
    kills: int = 0
    lives_s: tuple[float, float] = (0.1, 3.0)
    limits: Limits = SLACKS
    patience_s: float = 60.0
    program: tuple[str, ...] = BOT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was owed and what the workspace shows; `throttled` counts the calls that Slack put off."""

    timers: int
    unfinished: int
    lost: tuple[str, ...]
    twice: tuple[str, ...]
    messages: int
    out_of_order: int
    throttled: int
    kills: int
    seconds: float
    log: str = ""

    @property
    def clean(self) -> bool:
        """Whether each timer was told once, most urgent first."""
        return not (self.unfinished or self.lost or self.twice or self.out_of_order)


async def run(plan: Overdue, folder: Path) -> Verdict:
    """Let the program tell of what is overdue while it is killed."""
    server = SandboxServer(manifest=MANIFEST, limits=plan.limits)
    await server.start()
    refused = Counter[int]()
    server.workspace.subscribe(lambda change: refused.update([_status(change)]))
    try:
        channels = [await new_channel(server, number) for number in range(plan.channels)]
        await _seed(plan, folder / "s.db", channels)
        start = time.monotonic()
        async with killed(server, folder, plan.program, plan.kills, plan.lives_s) as killer:
            await last_kill(killer)
            await _settle(server, folder / "s.db", plan.patience_s)
            took_s = time.monotonic() - start
        assert killer.returncode == 0, (folder / "bot.log").read_text("utf-8")[-2000:]
        return _judge(server, folder, plan, refused[429], took_s)
    finally:
        await server.stop()


def _status(change: dict[str, Any]) -> int:
    entry = change.get("entry") or {}
    return int(entry.get("status") or 0) if change["type"] == "traffic" else 0


async def _seed(plan: Overdue, path: Path, channels: Sequence[str]) -> None:
    """Half of the channels have the incidents, the other half were handed them and never answered."""
    store = Store.open(str(path))
    homes, receivers = channels[: len(channels) // 2], channels[len(channels) // 2 :]
    due_at = datetime.now(UTC) - DAY

    def some(db: Transaction, first: int) -> None:
        for number in range(first, min(first + SEEDED, plan.incidents)):
            _overdue(db, number, homes[number % len(homes)], receivers[number % len(receivers)], due_at)

    for first in range(0, plan.incidents, SEEDED):
        await store.write(partial(some, first=first))
    await store.close()


def _overdue(db: Transaction, number: int, home: str, receiver: str, due_at: datetime) -> None:
    opened = incidents.open_incident(
        db,
        team=TEAM_ID,
        channel=home,
        message_ts=f"{number}.000001",
        thread_ts=None,
        reporter=PEOPLE[0],
        findings=(replace(FINDING, entry=f"entry-{number}", recipient=None),),
        mailbox=None,
        host=None,
        at=due_at - DAY,
    )
    handoffs.offer(
        db,
        opened.incident.id,
        version=None,
        sender=PEOPLE[number % len(PEOPLE)],
        receiver=receiver,
        places=(receiver,),
        note="",
        at=due_at - timedelta(hours=1),
        answer_by=due_at,
    )
    for kind in (FollowUpKind.REMIND, FollowUpKind.ESCALATE):
        follow_ups.put(db, team=TEAM_ID, incident_id=opened.incident.id, kind=kind, due_at=due_at)


async def _settle(server: SandboxServer, database: Path, patience_s: float) -> None:
    """Wait until everything due was done and sent."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if server.connections and not _waiting(database):
            return
        await asyncio.sleep(0.1)


def _waiting(database: Path) -> int:
    """How much is due or owed: the due first, which becomes owed, or it could be missed between two looks."""
    store = Store.open(str(database), read_only=True)
    try:
        due = len(store.read_now(lambda db: follow_ups.due(db, datetime.now(UTC), 1)))
    finally:
        store.close_now()
    return due + owed(database)


def _judge(server: SandboxServer, folder: Path, plan: Overdue, throttled: int, took_s: float) -> Verdict:
    store = Store.open(str(folder / "s.db"), read_only=True)
    timers = store.read_now(lambda db: db.execute("select id, kind, done_at from follow_ups").fetchall())
    rows = store.read_now(
        lambda db: db.execute("select key, subject from outbox where what = 'due' order by id").fetchall()
    )
    store.close_now()
    kinds = {row["id"]: row["kind"] for row in timers}
    shown = Counter(_keys(server))
    told = Counter(int(number) for row in rows for number in row["subject"].split(","))
    lost = [str(number) for number in kinds if told[number] == 0]
    lost += [row["key"] for row in rows if shown[row["key"]] == 0]
    twice = [str(number) for number, count in told.items() if count > 1]
    twice += [key for key, count in shown.items() if count > 1]
    order = [[kinds[int(number)] for number in row["subject"].split(",")] for row in rows]
    urgency = [FollowUpKind.ESCALATE, FollowUpKind.REMIND]
    leads = [urgency.index(FollowUpKind(kinds_told[0])) for kinds_told in order]
    within = sum(kinds_told != sorted(kinds_told, key=urgency.index) for kinds_told in order)
    between = sum(later < before for before, later in pairwise(leads))
    return Verdict(
        timers=len(timers),
        unfinished=sum(row["done_at"] is None for row in timers),
        lost=tuple(lost),
        twice=tuple(twice),
        messages=sum(shown.values()),
        out_of_order=within + between,
        throttled=throttled,
        kills=plan.kills,
        seconds=took_s,
        log=(folder / "bot.log").read_text("utf-8"),
    )


def _keys(server: SandboxServer) -> list[str]:
    """The keys of the messages that tell of timers, as the workspace holds them."""
    found = []
    for messages in server.workspace.messages.values():
        for message in messages.values():
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if str(payload.get("key", "")).startswith("due:"):
                found.append(str(payload["key"]))
    return found


# A build that must not pass


def run_careless() -> None:
    """The bot that finishes timers in one transaction and owes their messages in the next."""
    from bot.__main__ import main
    from bot.desk import reminding

    class Later:
        """The outbox of the first transaction, which only remembers what is to be told."""

        def __init__(self) -> None:
            self.owed: list[Any] = []

        def __getattr__(self, name: str) -> Any:
            return getattr(outbox, name)

        def put_once(self, _db: Transaction, row: Any) -> None:
            self.owed.append(row)

        def pay(self, db: Transaction) -> None:
            for row in self.owed:
                outbox.put_once(db, row)

    async def remind(self: Any) -> int:
        now, store, later = self._means.now(), self._means.store, Later()
        reminding.outbox = later
        count = await store.write(lambda db: reminding.Round(db, now, (), None, frozenset()).tell())
        await asyncio.sleep(SPLIT_S)
        await store.write(later.pay)
        return int(count)

    reminding.Reminding.remind = remind
    main(["run"])


if __name__ == "__main__":
    run_careless()
    sys.exit()
