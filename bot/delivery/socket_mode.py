"""Socket Mode over two connections, each watched and replaced: one that dies costs nothing.

An envelope is acknowledged on the connection it came by, once Bolt's listener has returned; what is
not acknowledged Slack sends again. Must not read what an envelope holds.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import aiohttp
from aiohttp import ClientWSTimeout, WSMsgType
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.delivery.faults import log_fault
from bot.delivery.logs import event_log
from bot.delivery.metrics import ACKS
from bot.delivery.reach import LONGEST_RETRY_S, until_reached

Json = dict[str, Any]

CONNECTIONS = 2  # Slack grants ten; each envelope goes to one of them
HEARTBEAT_S = 1.8  # after that silence a ping, without its pong in half of it: dead, before Slack's 3 s
SHORT_LIFE_S = 5.0  # a connection that lived less is not replaced at once
FIRST_PAUSE_S = 0.5  # then twice as long each time
IN_HAND = 256  # envelopes; the rest waits in the socket
LAST_ACKS_S = 0.5  # what is in hand at the end is acknowledged within that, or sent again by Slack
GOODBYE = ClientWSTimeout(ws_close=0.5)  # a dead peer's answer is not waited for


class SocketTransport:
    """Keeps the connections up; `connections` counts those that Slack has greeted."""

    def __init__(self, app: AsyncApp, app_token: str, session: aiohttp.ClientSession) -> None:
        self.connections = 0
        self._app = app
        self._app_token = app_token
        self._session = session
        self._room = asyncio.Semaphore(IN_HAND)
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand: set[asyncio.Task[None]] = set()
        self._ready: Callable[[], None] = _nobody
        self._closing = False

    async def serve(self, ready: Callable[[], None]) -> None:
        """Take envelopes until cancelled, calling `ready` at the first greeting.

        Raises SettingsError when Slack refuses the app-level token.
        """
        self._ready = ready
        keeping = [asyncio.ensure_future(self._keep_one()) for _ in range(CONNECTIONS)]
        try:
            await asyncio.gather(*keeping)
        finally:
            for one in keeping:
                one.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)

    async def close(self) -> None:
        """Take no more, acknowledge what is in hand, disconnect; Slack sends the rest elsewhere or again."""
        self._closing = True
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=LAST_ACKS_S)
        left = (*self._tasks, *self._in_hand)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _keep_one(self) -> None:
        """Keep one connection up until the end, with a pause when it does not last."""
        pause_s = 0.0
        while True:
            address = await until_reached(self._ask_address, "SLACK_APP_TOKEN")
            if self._closing:
                return
            opened, leaving = time.monotonic(), asyncio.Event()
            self._spawn(self._tasks, self._read(address, leaving), leaving.set)
            await leaving.wait()
            lasted = time.monotonic() - opened > SHORT_LIFE_S
            pause_s = 0.0 if lasted else min(LONGEST_RETRY_S, max(FIRST_PAUSE_S, 2 * pause_s))
            await asyncio.sleep(pause_s)

    async def _ask_address(self) -> str:
        answer = await self._app.client.apps_connections_open(app_token=self._app_token)
        return str(answer["url"])

    async def _read(self, address: str, leaving: asyncio.Event) -> None:
        """Open one connection and read it to its end; `leaving` is set when another should take its place."""
        client = self._app.client
        try:
            socket = await self._session.ws_connect(
                address,
                heartbeat=HEARTBEAT_S,
                timeout=GOODBYE,
                max_msg_size=0,  # Slack's own size is the limit
                proxy=client.proxy,
                ssl=client.ssl or True,
            )
        except (aiohttp.ClientError, TimeoutError, AssertionError) as error:
            # aiohttp asserts that the connection is still there once it was upgraded.
            event_log().warning("not-connected", reason=type(error).__name__)
            return
        async with socket:
            await self._listen(socket, leaving)

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse, leaving: asyncio.Event) -> None:
        """Take what comes until it is closed, by Slack or by a cancellation."""
        greeted = False
        try:
            async for message in socket:
                frame = _frame(message)
                if frame.get("type") == "hello" and not greeted:
                    greeted = True
                    self._greet()
                elif frame.get("type") == "disconnect":
                    _log_disconnect(str(frame.get("reason")))
                    leaving.set()
                elif "envelope_id" in frame and not self._closing:
                    await self._room.acquire()
                    self._spawn(self._in_hand, self._take(frame, socket), self._room.release)
        finally:
            self.connections -= greeted
            if not (leaving.is_set() or self._closing):
                lost = socket.exception()
                reason = type(lost).__name__ if lost is not None else f"closed with {socket.close_code}"
                event_log().warning("connection-lost", reason=reason, left=self.connections)

    def _greet(self) -> None:
        self.connections += 1
        event_log().info("connected", mode="socket", connections=self.connections)
        ready, self._ready = self._ready, _nobody
        ready()

    async def _take(self, frame: Json, socket: aiohttp.ClientWebSocketResponse) -> None:
        request = AsyncBoltRequest(mode="socket_mode", body=frame.get("payload") or {})
        with ACKS.time():
            answer = await self._app.async_dispatch(request)
        if answer.status != 200:
            event_log().warning("not-acknowledged", type=str(frame.get("type")), status=answer.status)
            return
        try:
            await socket.send_json({"envelope_id": frame["envelope_id"], **_payload(answer)})
        except ConnectionError:
            event_log().info("acknowledged-too-late", type=str(frame.get("type")))

    def _spawn(self, tasks: set[asyncio.Task[None]], work: Any, after: Callable[[], None]) -> None:  # noqa: ANN401 - a coroutine
        task: asyncio.Task[None] = asyncio.ensure_future(work)
        tasks.add(task)
        task.add_done_callback(partial(_ended, tasks, after))


def _ended(tasks: set[asyncio.Task[None]], after: Callable[[], None], task: asyncio.Task[None]) -> None:
    tasks.discard(task)
    after()
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log_fault(error, "reading a socket")


def _frame(message: aiohttp.WSMessage) -> Json:
    """Return what a message holds, empty when it is none of Slack's."""
    if message.type is not WSMsgType.TEXT:
        return {}
    try:
        frame = json.loads(message.data)
    except ValueError:
        return {}
    return frame if isinstance(frame, dict) else {}


def _payload(answer: BoltResponse) -> Json:
    """Return what goes to Slack with the ack, as Bolt's own adapter does it."""
    if not answer.body:
        return {}
    if answer.first_headers().get("content-type", "").startswith("application/json"):
        return {"payload": json.loads(answer.body)}
    return {"payload": {"text": answer.body}}


def _log_disconnect(reason: str) -> None:
    if reason == "link_disabled":
        event_log().error("socket-mode-is-off", remedy="switch Socket Mode on at the app's page")
    else:
        event_log().info("asked-to-reconnect", reason=reason)


def _nobody() -> None:
    """Everybody was told already."""
