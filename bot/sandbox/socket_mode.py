"""Socket Mode's server side: tickets, hello, one envelope to one connection, acks, disconnects.

docs.slack.dev/apis/events-api/using-socket-mode. Which envelope is sent when, and what follows
when none is acknowledged, stands in `courier`.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import struct
from collections.abc import Callable
from itertools import count

from aiohttp import WSMsgType, web

from bot.sandbox.clock import Clock
from bot.sandbox.limits import Limits
from bot.sandbox.people import APP_ID
from bot.sandbox.refusal import Json

_MESSAGE_BYTES = 4_000_000
_PING_S = 30.0  # Slack pings an idle connection every half minute or so


class Connection:
    """One open WebSocket of the app; `usable` until it is asked to go or falls silent."""

    def __init__(self, number: int, socket_: web.WebSocketResponse, request: web.Request) -> None:
        self.number = number
        self.usable = True
        self.silent = False
        self._socket = socket_
        self._request = request

    async def send(self, frame: Json) -> None:
        """Send one frame; nothing at all on a half-open connection. ConnectionError when it is gone."""
        if self.silent:
            return
        if self._socket.closed or self._request.transport is None:
            raise ConnectionResetError
        await self._socket.send_str(json.dumps(frame, separators=(",", ":")))

    def reset(self) -> None:
        """Tear the TCP connection down with a reset instead of a close."""
        self.usable = False
        abort(self._request.transport)

    def fall_silent(self) -> None:
        """Stay open, but read and write nothing any more, as behind a router that lost its state."""
        self.silent = True
        if isinstance(self._request.transport, asyncio.ReadTransport):
            self._request.transport.pause_reading()

    async def close(self) -> None:
        """Close it in the orderly way."""
        self.usable = False
        if self.silent:
            self.reset()
        else:
            await self._socket.close()


def abort(transport: asyncio.BaseTransport | None) -> None:
    """Reset a TCP connection: the peer sees ECONNRESET."""
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        # A linger time of zero makes close() send RST (socket(7)).
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()


class SocketMode:
    """The app's connections; `on_ack` hears of envelope ids and payloads, `on_leave` of a lost number."""

    def __init__(self, clock: Clock, limits: Limits, on_change: Callable[[], None]) -> None:
        self.connections: list[Connection] = []
        self.on_ack: Callable[[str, Json | str | None], None] = _ignore
        self.on_leave: Callable[[int], None] = _ignore_leaving
        self._clock = clock
        self._limits = limits
        self._on_change = on_change
        self._tickets: set[str] = set()
        self._numbers = count(1)
        self._turn = 0
        self._opened = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def ticket(self) -> str:
        """A ticket that opens one connection once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    @property
    def open(self) -> list[Connection]:
        """The connections that take envelopes."""
        return [connection for connection in self.connections if connection.usable]

    async def next(self, seconds: float, not_by: int | None = None) -> Connection:
        """The connection whose turn it is, waited for that long, then TimeoutError.

        `not_by` is the number of one that is taken only where there is no other.
        """
        while not self.open:
            self._opened.clear()
            await self._clock.wait(self._opened.wait(), seconds)
        connections = [one for one in self.open if one.number != not_by] or self.open
        self._turn += 1
        return connections[self._turn % len(connections)]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One WebSocket from its upgrade to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        socket_ = web.WebSocketResponse(heartbeat=_PING_S, max_msg_size=_MESSAGE_BYTES)
        try:
            await socket_.prepare(request)
        except ConnectionResetError:  # the app went away while it connected
            return web.Response()
        connection = Connection(next(self._numbers), socket_, request)
        if len(self.connections) >= self._limits.connections:
            await connection.send(
                {"type": "disconnect", "reason": "too_many_websockets", "debug_info": _debug(connection)}
            )
            await socket_.close()
            return socket_
        await self._hello(connection)
        try:
            async for message in socket_:
                if message.type is WSMsgType.TEXT:
                    self._received(str(message.data))
        except ConnectionResetError:  # it was torn down while a ping was being answered
            return socket_
        finally:
            self._leave(connection)
        return socket_

    async def _hello(self, connection: Connection) -> None:
        self.connections.append(connection)
        hello = {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {**_debug(connection), "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP_ID},
        }
        await connection.send(hello)
        self._opened.set()
        self._on_change()

    def _leave(self, connection: Connection) -> None:
        connection.usable = False
        if connection in self.connections:
            self.connections.remove(connection)
        self._note_open()
        self.on_leave(connection.number)
        self._on_change()

    def _note_open(self) -> None:
        if not self.open:
            self._opened.clear()

    def _received(self, text: str) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            return
        if isinstance(frame, dict) and isinstance(frame.get("envelope_id"), str):
            payload = frame.get("payload")
            # What is neither an object nor a text is a text, as the body of an HTTP answer is.
            is_answer = payload is None or isinstance(payload, dict | str)
            self.on_ack(frame["envelope_id"], payload if is_answer else json.dumps(payload))

    async def disconnect(self, connection: Connection) -> None:
        """Ask the app to reconnect: the frame now, no envelope any more, the close a little later."""
        connection.usable = False
        self._note_open()
        await connection.send(
            {"type": "disconnect", "reason": "refresh_requested", "debug_info": _debug(connection)}
        )
        task = asyncio.create_task(self._close_later(connection))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _close_later(self, connection: Connection) -> None:
        await self._clock.sleep(self._limits.disconnect_grace_s)
        await connection.close()

    async def stop(self) -> None:
        """Close every connection."""
        for task in tuple(self._tasks):
            task.cancel()
        for connection in tuple(self.connections):
            await connection.close()


def _debug(connection: Connection) -> Json:
    return {"host": f"local-{connection.number}"}


def _ignore(_envelope_id: str, _payload: Json | str | None) -> None:
    """Acks go nowhere before the courier is there."""


def _ignore_leaving(_number: int) -> None:
    """Nor does anybody wait for what was on the way."""
