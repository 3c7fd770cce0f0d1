"""10,000 timers due at once after a day of downtime, at Slack's own pace; then with 50 `kill -9` meanwhile.

The harness is the tests' (`tests/chaos_timers.py`): 5,000 incidents handed on and never answered,
in 125 channels, to 125 other channels; each has a reminder and an escalation due.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.chaos_timers import Overdue, run

PLAN = Overdue(incidents=5_000, channels=250, patience_s=600)
PLANS = {
    "no kill": PLAN,
    "50 kills": replace(PLAN, kills=50),
    "finished before it is owed, 20 kills": replace(
        PLAN, incidents=500, kills=20, lives_s=(0.1, 1.5), program=("-m", "tests.chaos_timers")
    ),
}


def announced(name: str) -> str:
    """What a plan is about to do and for how long."""
    plan = PLANS[name]
    kills = f"{plan.kills} kills, then " if plan.kills else ""
    return f"{name}: {kills}up to {plan.patience_s:.0f} s until nothing is owed ..."


async def measure(name: str) -> None:
    """Print one plan's verdict."""
    print(announced(name))
    with tempfile.TemporaryDirectory() as folder:
        verdict = await run(PLANS[name], Path(folder))
    print(
        f"{name}: {verdict.timers:,} timers due, {verdict.kills} kills, {verdict.seconds:.0f} s:"
        f" {len(verdict.lost)} lost, {len(verdict.twice)} told twice, {verdict.unfinished} unfinished,"
        f" {verdict.messages} messages, {verdict.out_of_order} out of order;"
        f" Slack put {verdict.throttled} calls off"
    )


def main() -> None:
    """Print every plan's verdict; the last one must not be clean."""
    for name in PLANS:
        asyncio.run(measure(name))


if __name__ == "__main__":
    main()
