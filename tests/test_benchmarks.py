"""The benchmarks say what they measure and how long that takes before they begin."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import bench
from bench import chaos, timers
from bench.__main__ import TAKES
from tests.chaos import Delays

ROOT = Path(bench.__file__).parent.parent
STUB = """
import asyncio, runpy, sys
from contextlib import asynccontextmanager
from bench.__main__ import main

@asynccontextmanager
async def running():
    try:
        yield
    finally:
        print("put away")

async def measure():
    async with running():
        print("up")
        await asyncio.sleep(60)

runpy.run_module = lambda *_, **__: {"main": lambda: asyncio.run(measure())}
sys.argv[1:] = ["lab"]
main()
"""
HELPERS = {"__init__", "__main__", "crowd", "other_tools", "workspace"}


def ask(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *args],
        cwd=ROOT,
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


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("begun", ["", "trap '' INT; "], ids=["in front", "in the background"])
def test_one_that_is_stopped_puts_away_what_it_started(tmp_path, sent, begun):
    (tmp_path / "stub.py").write_text(STUB, encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])}
    with subprocess.Popen(
        ["sh", "-c", f"{begun}exec {shlex.quote(sys.executable)} -m stub"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        lines = iter(running.stdout)
        assert next(line for line in lines if line == "up\n")
        running.send_signal(sent)
        assert [*lines] == ["put away\n"]
    assert running.returncode == 130


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
