"""From a paste to the answer in the local workspace, cold starts, and memory after thousands of pastes."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.acks import told
from bench.envelopes import memory_mb
from bench.workspace import command, connected, direct
from bot.knowledge import load_knowledge
from bot.sandbox.server import SandboxServer
from bot.store import Store
from bot.store.lanes import count

PASTE = "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed for {}')"
PASTES = 20
MANY = 5_000


async def answer_ms(server: SandboxServer, number: int) -> float:
    """Milliseconds from a person's message to the bot's answer in its thread."""
    state = server.state()
    channel = next(item["id"] for item in state["channels"] if item["name"] == "support")
    person = state["users"][0]["id"]
    start = time.perf_counter()
    text = PASTE.format(f"u{number}@example.com")
    said = await server.act({"as": person, "do": "say", "channel": channel, "text": text})
    while True:
        thread = [item for item in server.state()["messages"][channel] if item.get("thread_ts") == said["ts"]]
        if any(item.get("bot_id") for item in thread):
            return 1000 * (time.perf_counter() - start)
        await asyncio.sleep(0.001)


async def answers() -> None:
    """Print how long an answer takes; one paste at a time, a pause between for Slack's post a second."""
    with tempfile.TemporaryDirectory() as folder:
        async with connected(Path(folder)) as server:
            spent = []
            for number in range(PASTES):
                spent.append(await answer_ms(server, number))
                await asyncio.sleep(1.2)
            print(told(f"from paste to answer ({PASTES} pastes)", spent))


def starts() -> None:
    """Print how long commands take from a cold start, whole processes."""
    for words in (["explain", "535"], ["entries"], ["diagnose"]):
        spent = []
        for _ in range(9):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "bot", *words],
                input=b"550 Rejected",
                stdout=subprocess.DEVNULL,
                check=True,
            )
            spent.append(1000 * (time.perf_counter() - start))
        median = statistics.median(spent)
        print(f"smtpcheck {' '.join(words):<32} median {median:6.0f} ms of {len(spent)} starts")


async def memory() -> None:
    """Print the bot's memory after many pastes by slash command, each worked to its end.

    First one error for ever other people, then every example of the base: each of them teaches the automata
    states that they keep.
    """
    entries = load_knowledge().entries.values()
    unlike = [wording.example for entry in entries for wording in entry.wordings if wording.example]
    with tempfile.TemporaryDirectory() as folder:
        async with direct(Path(folder), working=True) as bench:
            for number in range(MANY):
                await bench.deliver(command(number, PASTE.format(f"u{number}@example.com")))
                if number in {100, MANY // 2}:
                    await settle(bench.store)
                    print(memory_line(f"{number} pastes of one error"))
            await settle(bench.store)
            print(memory_line(f"{MANY} pastes of one error"))
            for number, example in enumerate(unlike, start=MANY):
                await bench.deliver(command(number, example))
            await settle(bench.store)
            print(memory_line(f"{len(unlike)} unlike ones"))


async def settle(store: Store) -> None:
    """Wait until the worker has nothing left to do."""
    while True:
        left = await store.read(lambda db: count(db, "inbox"))
        if not left:
            return
        await asyncio.sleep(0.05)


def memory_line(told: str) -> str:
    """One line: this process's memory, the workspace's included."""
    return f"memory after {told}: {memory_mb(os.getpid()):.0f} MB (with the workspace in the process)"


def main() -> None:
    """Print every figure."""
    starts()
    asyncio.run(answers())
    asyncio.run(memory())


if __name__ == "__main__":
    main()
