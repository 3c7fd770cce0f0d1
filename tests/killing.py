"""The real program on a workspace of this process, killed by another process at instants it alone picks.

As a program it is the killer: it starts what it is told to start and ends it by `kill -9`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.server import SandboxServer

ROOT = Path(__file__).parent.parent
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
BOT = ("-m", "bot", "run")
PEOPLE = ("U0ANA000001", "U0BEN000001", "U0CHRIS0001")


def environment(server: SandboxServer, database: Path) -> dict[str, str]:
    """What the program is started with: the workspace's tokens, this source tree, its own database."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "SMTPCHECK_"))}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": server.bot_token,
        "SLACK_APP_TOKEN": server.app_token,
        "SLACK_API_URL": server.base_url,
        "SMTPCHECK_DATABASE": str(database),
    }


async def new_channel(server: SandboxServer, number: int) -> str:
    """A channel with everybody and the bot in it; returns its id."""
    made = await server.act({"as": PEOPLE[0], "do": "create_channel", "name": f"queue-{number}"})
    for who in PEOPLE[1:]:
        await server.act({"as": who, "do": "join", "channel": made["channel"]})
    await server.act({"as": PEOPLE[0], "do": "add_bot", "channel": made["channel"]})
    return str(made["channel"])


@asynccontextmanager
async def killed(
    server: SandboxServer, folder: Path, program: tuple[str, ...], kills: int, lives_s: tuple[float, float]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The killer with the program under it; at the end the program is told to stop and must."""
    shortest, longest = lives_s
    killer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.killing", str(kills), str(shortest), str(longest)),
        *(str(folder / "bot.log"), *program),
        env=environment(server, folder / "s.db"),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield killer
    finally:
        assert killer.stdin is not None
        killer.stdin.close()
        await killer.wait()


async def last_kill(killer: asyncio.subprocess.Process) -> None:
    """Wait until the program that lives on has been started."""
    assert killer.stdout is not None
    line = await killer.stdout.readline()
    assert line == b"enough\n", line


def owed(database: Path) -> int:
    """How many rows wait in the bot's database, to be worked or to be sent."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        [(count,)] = db.execute(
            "select (select count(*) from inbox where done_at is null)"
            " + (select count(*) from outbox where done_at is null)"
        )
    return int(count)


# The killer


def kill_again_and_again(
    kills: int, shortest_s: float, longest_s: float, log: str, program: list[str]
) -> int:
    """Start the program and kill it, so often; then say `enough`, and let it live until standard input ends.

    Returns 1 when it did not end within five seconds of being told to, or ended by itself.
    """
    dice = random.SystemRandom()
    start_s = 0.0
    with open(log, "ab") as errors:
        for number in range(kills):
            told = Path(log).stat().st_size
            child = subprocess.Popen([sys.executable, *program], stdout=errors, stderr=errors)
            if number % 2 == 0:
                start_s = _seconds_until_connected(log, told)
                over = _input_ends(dice.uniform(shortest_s, longest_s))
            else:
                over = _input_ends(dice.uniform(shortest_s, start_s + longest_s))
            ended_by_itself = child.poll() is not None
            child.kill()
            child.wait()
            if over or ended_by_itself:
                return 1
        child = subprocess.Popen([sys.executable, *program], stdout=errors, stderr=errors)
        sys.stdout.write("enough\n")
        sys.stdout.flush()
        _input_ends(None)
        child.send_signal(signal.SIGTERM)
        try:
            return int(child.wait(5) != 0)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return 1


def _seconds_until_connected(log: str, told: int) -> float:
    """Wait until the program says in what follows `told` bytes that it is connected; a minute at most."""
    start = time.monotonic()
    while b" event=connected " not in Path(log).read_bytes()[told:] and time.monotonic() < start + 60:
        time.sleep(0.02)
    return time.monotonic() - start


def _input_ends(within_s: float | None) -> bool:
    """Wait that long for the end of standard input; it ends when the test does, however that ends."""
    return bool(select.select([sys.stdin], [], [], within_s)[0])


if __name__ == "__main__":
    _, times, shortest, longest, log, *program = sys.argv
    sys.exit(kill_again_and_again(int(times), float(shortest), float(longest), log, program))
