"""The kill test's harness: pastes said to a workspace here while another process kills the real program.

`run` says pastes to a `SandboxServer` in this process; the verdict rests on what the workspace was
given to show and on `smtpcheck incidents export`, never on what the bot says.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.sandbox.limits import Limits
from bot.sandbox.people import BOT_USER_ID
from bot.sandbox.server import SandboxServer
from bot.store.waves import ENOUGH
from tests.chaos_builds import COMMIT_LATER_S
from tests.killing import BOT, MANIFEST, PEOPLE, environment, killed, last_kill, new_channel, owed
from tests.sandbox_app import until

JUMP_S = 4  # past the deadline of an ack; 20 would use up most of the last pause, which no bot can help
QUICK = Limits(event_retries_s=(0.0, 5.0, 30.0))
"""Slack's pace, but its retries after one and five minutes come within a test's patience.

On a busy machine a bot that is killed again and again may be away for half a minute: what no bot can
take must not count against this one. `python -m bench chaos` keeps Slack's own pace.
"""

EVERY_FAULT: tuple[dict[str, Any], ...] = (
    {"name": "delay", "where": "envelopes", "probability": 0.1, "seconds": 0.5},
    {"name": "drop", "where": "envelopes", "probability": 0.03},
    {"name": "duplicate", "where": "envelopes", "probability": 0.1},
    {"name": "reorder", "where": "envelopes", "probability": 0.1},
    {"name": "tcp-reset", "where": "envelopes", "probability": 0.02},
    {"name": "half-open", "where": "envelopes", "probability": 0.005},
    {"name": "disconnect", "where": "envelopes", "probability": 0.02},
    {"name": "clock-jump", "where": "envelopes", "probability": 0.005, "seconds": JUMP_S},
    {"name": "delay", "where": "api", "probability": 0.2, "seconds": 0.4},
    {"name": "drop", "where": "api", "probability": 0.01},
    {"name": "429", "where": "api", "probability": 0.05, "seconds": 1},
    {"name": "5xx", "where": "api", "probability": 0.05},
    {"name": "tcp-reset", "where": "api", "probability": 0.03},
    {"name": "clock-jump", "where": "api", "probability": 0.005, "seconds": -JUMP_S},
)
SLOW_ANSWERS: tuple[dict[str, Any], ...] = ({"name": "delay", "where": "api", "seconds": 0.15},)
"""Slack's answers take about that long, so that kills do hit between a post and its mark."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said, how long that takes, and what happens meanwhile.

    Lives are seconds between two kills. On a busy machine, too, they must fall on starts and on work: one
    is counted from the connection, the next from the start and is longer by what a start takes.
    """

    pastes: int
    seconds: float
    channels: int = 6
    kills: int = 0
    lives_s: tuple[float, float] = (0.1, 3.0)
    faults: tuple[dict[str, Any], ...] = SLOW_ANSWERS
    limits: Limits = QUICK
    program: tuple[str, ...] = BOT
    patience_s: float = 90.0
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A paste as the workspace took it; `group` is shared by those that are the same error."""

    channel: str
    ts: str
    group: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the workspace and the database show at the end."""

    said: int
    lost: tuple[Said, ...]
    twice: tuple[Said, ...]
    elsewhere: int
    waves_amiss: tuple[str, ...]
    groups: int
    incidents: int
    seen: int
    kills: int
    told: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing was lost or said twice, waves included, and every error stands in one incident."""
        amiss = self.lost or self.twice or self.elsewhere or self.waves_amiss
        return not amiss and (self.incidents, self.seen) == (self.groups, self.said)


@dataclass
class Delays:
    """How long each event took from its first sending to its ack, in seconds of real time."""

    first: dict[str, float] = field(default_factory=dict)
    acked: dict[str, float] = field(default_factory=dict)
    tries: Counter[str] = field(default_factory=Counter)
    taken: set[tuple[str, str]] = field(default_factory=set)

    def hear(self, change: dict[str, Any]) -> None:
        """Take one change of the workspace."""
        entry = change.get("entry") or {}
        if change["type"] != "traffic" or entry["kind"] != "envelope":
            return
        event_id = entry["request"].get("event_id")
        if event_id is None:
            return
        now = time.perf_counter()
        if entry["state"] == "pending":
            self.tries[event_id] += 1
            self.first.setdefault(event_id, now)
        elif entry["state"] == "acked":
            self.acked.setdefault(event_id, now - self.first[event_id])
            event = entry["request"]["event"]
            self.taken.add((event.get("channel"), event.get("ts")))

    @property
    def never(self) -> int:
        """How many events were sent and never acknowledged."""
        return len(self.first) - len(self.acked)

    def took(self, one: Said) -> bool:
        """Whether the bot has acknowledged a paste: then it may never be lost, whatever happens."""
        return (one.channel, one.ts) in self.taken

    def percentile(self, share: float) -> float:
        """The delay that this share of the acknowledged events stayed below, in seconds."""
        ordered = sorted(self.acked.values())
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


# What is said


def texts(number: int) -> Iterator[tuple[str, str]]:
    """A paste and what makes it the same error as another; one in ten repeats, one in ten is a mention."""
    for n in range(number):
        person = f"person{n - 1 if n % 10 == 9 else n}@example.com"
        paste = f"550 5.1.1 <{person}>: Recipient address rejected: User unknown in virtual mailbox table"
        yield (f"@smtpcheck {paste}" if n % 10 == 4 else paste), person


async def talk(server: SandboxServer, plan: Plan, said: list[Said]) -> None:
    """Say every paste, at uneven intervals, in turn over the channels; a repeated error stays in its channel."""
    dice = random.Random(plan.seed)
    channels = [await new_channel(server, number) for number in range(plan.channels)]
    homes: dict[str, str] = {}
    for number, (text, group) in enumerate(texts(plan.pastes)):
        await asyncio.sleep(dice.expovariate(plan.pastes / plan.seconds))
        channel = homes.setdefault(group, channels[number % len(channels)])
        who = PEOPLE[number % len(PEOPLE)]
        answer = await server.act({"as": who, "do": "say", "channel": channel, "text": text})
        assert answer["ok"], answer
        said.append(Said(channel, answer["ts"], group))


# The run


async def run(plan: Plan, folder: Path, delays: Delays | None = None) -> Verdict:
    """Say the plan's pastes to a program that is killed; returns what the workspace shows afterwards."""
    server = SandboxServer(manifest=MANIFEST, limits=plan.limits)
    await server.start()
    server.workspace.subscribe((delays or Delays()).hear)
    said: list[Said] = []
    try:
        async with killed(server, folder, plan.program, plan.kills, plan.lives_s) as killer:
            await until(lambda: server.connections > 0, 60)
            await server.set_faults({"set": list(plan.faults)})
            await asyncio.gather(talk(server, plan, said), last_kill(killer))
            await server.set_faults({"clear": True})
            await _settle(server, plan, folder / "s.db")
        assert killer.returncode == 0, (folder / "bot.log").read_text("utf-8")[-2000:]
        return _judge(server, said, folder, plan)
    finally:
        await server.stop()


async def _settle(server: SandboxServer, plan: Plan, database: Path) -> None:
    """Wait until nothing is owed: by Slack to the bot, in the bot's database, on the way."""
    quiet_since = time.monotonic()
    end = quiet_since + plan.patience_s
    while time.monotonic() < end:
        if server.workspace.events or not server.connections or owed(database):
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > 2 * COMMIT_LATER_S:
            return
        await asyncio.sleep(0.1)


def _judge(server: SandboxServer, said: list[Said], folder: Path, plan: Plan) -> Verdict:
    posted = [
        (channel, message.get("thread_ts"))
        for channel, messages in server.workspace.messages.items()
        for message in messages.values()
        if message["user"] == BOT_USER_ID
    ]
    answers = Counter(place for place in posted if place[1] is not None)
    waves = Counter(channel for channel, thread_ts in posted if thread_ts is None)
    customers = Counter(channel for channel, _ in {(one.channel, one.group) for one in said})
    places = {(one.channel, one.ts) for one in said}
    incidents = _export(server, folder)
    return Verdict(
        said=len(said),
        lost=tuple(one for one in said if answers[one.channel, one.ts] == 0),
        twice=tuple(one for one in said if answers[one.channel, one.ts] > 1),
        elsewhere=sum(place not in places for place in answers.elements()),
        waves_amiss=tuple(
            channel for channel, number in customers.items() if waves[channel] != (number >= ENOUGH)
        ),
        groups=len({one.group for one in said}),
        incidents=len(incidents),
        seen=sum(incident["seen"] for incident in incidents),
        kills=plan.kills,
        told=(folder / "bot.log").read_text("utf-8"),
    )


def _export(server: SandboxServer, folder: Path) -> list[dict[str, Any]]:
    exported = subprocess.run(
        [sys.executable, "-m", "bot", "incidents", "export"],
        env=environment(server, folder / "s.db"),
        cwd=folder,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in exported.stdout.splitlines()]
