"""How soon a slash command is acknowledged, with the durable inbox, in process.

Back to back, and at 50 a second beside the same app with a listener that only acks and beside
the cost of one commit in the same run; one row written by SQLite alone is what this disk allows.
Nothing is answered meanwhile: worker and sender rest.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest

from bench.workspace import command, direct
from bot.delivery.logs import library_logger
from bot.model import Request
from bot.store import inbox

BACK_TO_BACK = 2_000
A_SECOND = 50
SECONDS = 10
SETTLED = 200  # commits after which a log has its length
ROW_CHARACTERS = 200


def told(name: str, spent_ms: list[float]) -> str:
    """One line: median and 99th percentile."""
    ordered = sorted(spent_ms)
    p99 = ordered[int(len(ordered) * 0.99)]
    return f"{name:<42} p50 {statistics.median(ordered):6.2f} ms   p99 {p99:6.2f} ms"


async def back_to_back(call: Callable[[int], Awaitable[object]], count: int) -> list[float]:
    """Milliseconds of each call, one after the other."""
    spent = []
    for number in range(count):
        start = time.perf_counter()
        await call(number)
        spent.append(1000 * (time.perf_counter() - start))
    return spent


async def at_pace(call: Callable[[int], Awaitable[float]], a_second: int, seconds: int) -> list[float]:
    """What each call gives, started at a fixed pace whether or not the last one ended."""
    began, tasks = time.perf_counter(), []
    for number in range(a_second * seconds):
        await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
        tasks.append(asyncio.ensure_future(call(number)))
    return list(await asyncio.gather(*tasks))


async def paced(call: Callable[[int], Awaitable[object]]) -> list[float]:
    """Milliseconds of each call at that pace."""

    async def one(number: int) -> float:
        start = time.perf_counter()
        await call(number)
        return 1000 * (time.perf_counter() - start)

    return await at_pace(one, A_SECOND, SECONDS)


def bare_app() -> AsyncApp:
    """The same Bolt app with a listener that does nothing but acknowledge."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="B1")  # noqa: S106 - nobody's

    app = AsyncApp(
        logger=library_logger(),
        authorize=authorize,
        signing_secret="none",  # noqa: S106 - nobody signs here
        process_before_response=True,
    )

    @app.command("/smtpcheck")
    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    return app


def kept(number: int) -> Request:
    """The row of a command, for the cost of one commit without Bolt around it."""
    return Request(f"row{number}", "command", "T1", "U1", "C1", None, None, "help", {})


def on_this_disk(folder: Path) -> list[float]:
    """Milliseconds of each commit of one row, by SQLite alone, in a log that grows no more."""
    db = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for setting in ("journal_mode = wal", "synchronous = full", f"wal_autocheckpoint = {SETTLED // 2}"):
        db.execute(f"pragma {setting}")
    db.execute("create table floor (id integer primary key, text text)")
    spent = []
    for _ in range(SETTLED + BACK_TO_BACK):
        start = time.perf_counter()
        db.execute("insert into floor (text) values (?)", ("x" * ROW_CHARACTERS,))
        spent.append(1000 * (time.perf_counter() - start))
    db.close()
    return spent[SETTLED:]


async def measure() -> None:
    """Print every figure."""
    app = bare_app()

    async def bare(number: int) -> None:
        await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=command(number)))

    with tempfile.TemporaryDirectory() as folder:
        async with direct(Path(folder), working=False) as bench:

            async def durable(number: int) -> None:
                if await bench.deliver(command(number)) != 200:
                    raise RuntimeError("a command was not acknowledged")

            async def commit(number: int) -> None:
                await bench.store.write(partial(inbox.add, request=kept(number), now=datetime.now(UTC)))

            await back_to_back(durable, SETTLED)
            print(told("back to back: one row, SQLite alone", on_this_disk(Path(folder))))
            print(told("back to back: only acknowledged", await back_to_back(bare, BACK_TO_BACK)))
            numbers = iter(range(10_000, 10_000_000))
            print(
                told(
                    "back to back: kept, then acknowledged",
                    await back_to_back(lambda _: durable(next(numbers)), BACK_TO_BACK),
                )
            )
            print(told(f"{A_SECOND} a second: only acknowledged", await paced(bare)))
            print(told(f"{A_SECOND} a second: one commit", await paced(commit)))
            print(
                told(
                    f"{A_SECOND} a second: kept, then acknowledged",
                    await paced(lambda _: durable(next(numbers))),
                )
            )


def main() -> None:
    """Print every figure."""
    asyncio.run(measure())


if __name__ == "__main__":
    main()
