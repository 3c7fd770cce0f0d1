"""100 `kill -9` while 1,000 pastes arrive, at Slack's own pace; then the same under every fault.

The harness is the tests' (`tests/chaos.py`): the real program by Socket Mode, a killer in another
process, and a judgement on what the workspace was given to show.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bot.sandbox.limits import Limits
from tests.chaos import EVERY_FAULT, Delays, Plan, run

PLAN = Plan(
    pastes=1_000,
    seconds=290,
    channels=10,
    kills=100,
    lives_s=(0.1, 4.7),  # and about one for the start
    limits=Limits(),
    patience_s=480,  # Slack's last try comes after six minutes
)
PLANS = {
    "100 kills": PLAN,
    "100 kills, every fault on": replace(PLAN, faults=EVERY_FAULT),
    "every fault on, no kill": replace(PLAN, kills=0, faults=EVERY_FAULT),
    "acks before the commit, 20 kills": replace(
        PLAN, pastes=200, seconds=58, kills=20, program=("-m", "tests.chaos_builds", "hasty")
    ),
}


def announced(name: str) -> str:
    """What a plan is about to do and for how long: most of it is Slack's own pace, nothing to be sped up."""
    plan = PLANS[name]
    kills = f" and {plan.kills} kills" if plan.kills else ""
    return (
        f"{name}: {plan.seconds:.0f} s of pastes{kills},"
        f" then up to {plan.patience_s:.0f} s until nothing is owed ..."
    )


async def tell_progress(delays: Delays, every_s: float = 60) -> None:
    """Print each minute what was sent and what the bot has taken, until cancelled."""
    while True:
        await asyncio.sleep(every_s)
        print(f"  {len(delays.first)} events sent, {len(delays.acked)} acknowledged")


async def measure(name: str) -> None:
    """Print one plan's verdict and how long events waited for their ack."""
    print(announced(name))
    delays, start = Delays(), time.monotonic()
    progress = asyncio.create_task(tell_progress(delays))
    try:
        with tempfile.TemporaryDirectory() as folder:
            verdict = await run(PLANS[name], Path(folder), delays)
    finally:
        progress.cancel()
    print(
        f"{name}: {verdict.said} pastes in {PLANS[name].channels} channels, {verdict.kills} kills,"
        f" {time.monotonic() - start:.0f} s: {len(verdict.lost)} lost"
        f" ({sum(map(delays.took, verdict.lost))} of them acknowledged),"
        f" {len(verdict.twice) + verdict.elsewhere} answered twice or elsewhere,"
        f" {len(verdict.waves_amiss)} waves not told once,"
        f" {verdict.incidents - verdict.groups:+d} incidents against {verdict.groups} expected,"
        f" counted {verdict.seen} of {verdict.said} times;"
        f" ack p50 {1000 * delays.percentile(0.5):.1f} ms, p99 {delays.percentile(0.99):.2f} s,"
        f" longest {delays.percentile(1):.1f} s; {delays.never} of {len(delays.first)} events never acked"
    )


def main() -> None:
    """Print every plan's verdict; the last one must not be clean."""
    for name in PLANS:
        asyncio.run(measure(name))


if __name__ == "__main__":
    main()
