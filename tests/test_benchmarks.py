"""The benchmarks say what they measure and how long that takes before they begin."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

import bench
from bench import chaos, timers
from bench.__main__ import TAKES
from tests.chaos import Delays

HELPERS = {"__init__", "__main__", "crowd", "other_tools", "workspace"}


def ask(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *args],
        cwd=Path(bench.__file__).parent.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_every_benchmark_is_listed_with_what_it_measures_and_how_long_it_takes():
    modules = {path.stem for path in Path(bench.__file__).parent.glob("*.py")} - HELPERS
    assert set(TAKES) == modules
    told = ask("--help")
    assert (told.returncode, told.stderr) == (0, "")
    for name, takes in TAKES.items():
        (line,) = (line for line in told.stdout.splitlines() if line.startswith(f"  {name} "))
        assert takes in line
    assert "100 `kill -9` while 1,000 pastes arrive" in told.stdout


@pytest.mark.parametrize("args", [("nosuch",), ("pastes", "nosuch"), ("--nosuch",)])
def test_a_name_that_is_none_is_bad_usage_and_nothing_is_run(args):
    told = ask(*args)
    assert (told.returncode, told.stdout) == (2, "")
    assert "nosuch is no benchmark; there are acks, " in told.stderr


def test_the_long_ones_say_before_each_plan_how_long_it_may_take():
    assert chaos.announced("100 kills") == (
        "100 kills: 290 s of pastes and 100 kills, then up to 480 s until nothing is owed ..."
    )
    assert timers.announced("50 kills") == "50 kills: 50 kills, then up to 600 s until nothing is owed ..."


async def test_while_one_runs_it_says_how_far_it_is(capsys):
    delays = Delays(first={"Ev1": 1.0, "Ev2": 2.0}, acked={"Ev1": 0.1})
    telling = asyncio.create_task(chaos.tell_progress(delays, every_s=0.01))
    await asyncio.sleep(0.1)
    telling.cancel()
    assert "  2 events sent, 1 acknowledged" in capsys.readouterr().out.splitlines()[0]
