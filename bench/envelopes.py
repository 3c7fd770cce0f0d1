"""Envelopes over a real socket to the real program: acks, throughput, 10,000 pastes, memory and growth.

The other end is a bare Socket Mode peer without Slack's pace, in this process; the local workspace
itself would cost more than what is measured. Every envelope is a paste with an error of its own:
the bot reads it, keeps it, acknowledges it, opens an incident and answers, all the time.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from bench.acks import at_pace, told

BACK_TO_BACK = 2_000
A_SECOND, SECONDS = 50, 20
IN_FLIGHT, FLOOD = 64, 20_000
MANY, WARM_UP = 10_000, 2_000
SILENCE_S = 60
DEADLINE_S = 3.0  # Slack's


class Peer:
    """Slack's end: tokens are not looked at, every post succeeds; `posts` counts answers by thread."""

    def __init__(self) -> None:
        self.posts: Counter[str] = Counter()
        self.late = 0
        self.sent = 0
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[None]] = {}
        self._numbers = count(1)
        self._address = ""
        self._arrived, self._posted = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Serve; gives the Web API's base address."""
        app = web.Application()
        app.add_routes([web.route("*", "/api/{method}", self._call), web.get("/link", self._link)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self._address = f"127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield f"http://{self._address}/api/"
        finally:
            await runner.cleanup()

    async def connected(self) -> None:
        """Wait until the bot is there."""
        await self._arrived.wait()

    async def paste(self) -> float:
        """Send one paste; returns the milliseconds until its ack."""
        number = next(self._numbers)
        spent_ms = await self._send(number, "events_api", _paste(number))
        self.sent += 1
        self.late += spent_ms > 1000 * DEADLINE_S
        return spent_ms

    async def _send(self, number: int, kind: str, payload: dict[str, Any]) -> float:
        envelope = {
            "type": kind,
            "envelope_id": str(number),
            "accepts_response_payload": False,
            "payload": payload,
        }
        start = time.perf_counter()
        ack = self._acks[str(number)] = asyncio.get_running_loop().create_future()
        await self._sockets[number % len(self._sockets)].send_str(json.dumps(envelope))
        await ack
        return 1000 * (time.perf_counter() - start)

    async def answered(self) -> None:
        """Wait until every paste has its answer; when none has come for a minute, the others are lost."""
        with suppress(TimeoutError):
            while len(self.posts) < self.sent:
                self._posted.clear()
                await asyncio.wait_for(self._posted.wait(), SILENCE_S)

    async def _call(self, request: web.Request) -> web.Response:
        answer: dict[str, Any] = {"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "BBOT"}
        if request.match_info["method"] == "apps.connections.open":
            answer["url"] = f"ws://{self._address}/link"
        elif request.match_info["method"] == "chat.postMessage":
            thread = (await request.json()).get("thread_ts")
            if thread is not None:  # a notice to a whole channel is no answer
                self.posts[thread] += 1
                self._posted.set()
            answer["ts"] = f"{thread or 1_795_000_000}1"
        return web.json_response(answer)

    async def _link(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        try:
            await socket.prepare(request)
        except ConnectionResetError:  # the bot ended while it connected
            return web.Response()
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self._sockets.append(socket)
        self._arrived.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                ack = self._acks.pop(json.loads(message.data)["envelope_id"])
                if not ack.done():  # who asked may have left
                    ack.set_result(None)
        self._sockets.remove(socket)
        return socket


def _paste(number: int) -> dict[str, Any]:
    text = (
        f"550 5.1.1 &lt;<mailto:p{number}@example.com|p{number}@example.com>&gt;: Recipient address"
        " rejected: User unknown in virtual mailbox table"
    )
    event = {
        "type": "message",
        "channel": f"C{number % 20}",
        "channel_type": "channel",
        "user": "U1",
        "text": text,
        "ts": f"{1_795_000_000 + number}.000100",
    }
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}", "event": event}


@asynccontextmanager
async def bot(peer: Peer, folder: Path, settings: Mapping[str, str] | None = None) -> AsyncIterator[int]:
    """The real program, connected to the peer; gives its process id."""
    async with peer.listening() as address:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env={
                **os.environ,
                "PYTHONPATH": str(Path.cwd()),
                "SLACK_BOT_TOKEN": "xoxb-1",
                "SLACK_APP_TOKEN": "xapp-1",
                "SLACK_API_URL": address,
                "SMTPCHECK_DATABASE": str(folder / "s.db"),
                "SMTPCHECK_LOG": "warning",
                **(settings or {}),
            },
            cwd=folder,
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            await peer.connected()
            yield process.pid
        finally:
            process.terminate()
            await process.wait()


async def flood(peer: Peer, number: int) -> None:
    """Send so many pastes, always `IN_FLIGHT` of them unacknowledged."""
    left = iter(range(number))

    async def one_after_the_other() -> None:
        for _ in left:
            await peer.paste()

    await asyncio.gather(*(one_after_the_other() for _ in range(IN_FLIGHT)))


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def acks() -> None:
    """Print acks back to back and at a pace, then the throughput and what was lost."""
    peer = Peer()
    with tempfile.TemporaryDirectory() as folder:
        async with bot(peer, Path(folder)):
            await flood(peer, 500)
            await peer.answered()
            spent = [await peer.paste() for _ in range(BACK_TO_BACK)]
            print(told(f"back to back ({BACK_TO_BACK} pastes)", spent))
            await peer.answered()
            spent = await at_pace(lambda _: peer.paste(), A_SECOND, SECONDS)
            print(told(f"{A_SECOND} a second for {SECONDS} s", spent))
            await peer.answered()
            print(f"{FLOOD} pastes, {IN_FLIGHT} in flight, then until all are answered: some minutes ...")
            start = time.perf_counter()
            await flood(peer, FLOOD)
            acked_s = time.perf_counter() - start
            await peer.answered()
            done_s = time.perf_counter() - start
            print(
                f"{FLOOD} pastes, {IN_FLIGHT} in flight: {FLOOD / acked_s:.0f} acks/s for {acked_s:.0f} s,"
                f" {peer.late} after Slack's 3 s; all answered after {done_s:.0f} s ({FLOOD / done_s:.0f}/s)"
            )
            wrong = peer.sent - len(peer.posts), sum(n > 1 for n in peer.posts.values())
            print(f"of {peer.sent} pastes {wrong[0]} lost, {wrong[1]} answered twice")


async def memory() -> None:
    """Print memory and the database's size while many pastes arrive and are answered."""
    peer = Peer()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "s.db"
        async with bot(peer, Path(folder)) as pid:
            for step in range(MANY // WARM_UP):
                await flood(peer, WARM_UP)
                await peer.answered()
                print(
                    f"after {(step + 1) * WARM_UP} pastes: {memory_mb(pid):.0f} MB resident,"
                    f" database {database.stat().st_size / 1e6:.1f} MB"
                )
        print(f"database after the end: {database.stat().st_size / MANY:.0f} bytes an incident")


def main() -> None:
    """Print every figure."""
    asyncio.run(acks())
    asyncio.run(memory())


if __name__ == "__main__":
    main()
