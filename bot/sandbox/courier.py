"""Brings envelopes to the app: over a socket or by HTTP, with Slack's deadline, retries and our faults.

Events are tried again at once, after a minute and after five; commands and interactions never are.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass

from bot.sandbox.clock import Clock
from bot.sandbox.faults import ENVELOPES, Fault, Name, SwitchBoard
from bot.sandbox.http_mode import HttpFailure, HttpMode
from bot.sandbox.limits import Limits
from bot.sandbox.refusal import Json
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.traffic import Recorder
from bot.sandbox.workspace import Workspace

_REORDER_S = 1.0  # how long an envelope waits for another one to overtake it


@dataclass(frozen=True, slots=True)
class Answer:
    """How an envelope fared: `payload` is what the app sent with its ack, `reason` why there was none."""

    acked: bool
    payload: Json | str | None = None
    reason: str = ""
    final: bool = False


class Courier:
    """Sends envelopes; `events_url` set: HTTP mode, else Socket Mode."""

    def __init__(
        self,
        space: Workspace,
        limits: Limits,
        sockets: SocketMode,
        http: HttpMode,
        recorder: Recorder,
        board: SwitchBoard,
    ) -> None:
        self.events_url: str | None = None
        self._space = space
        self._limits = limits
        self._sockets = sockets
        self._http = http
        self._recorder = recorder
        self._board = board
        self._waiting: dict[str, asyncio.Future[Json | str | None]] = {}
        self._carriers: dict[str, int] = {}
        self._tried: dict[str, int] = {}  # event id: the connection of its last try
        self._held: asyncio.Event | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        sockets.on_ack = self._acked
        sockets.on_leave = self._lost

    @property
    def _clock(self) -> Clock:
        return self._space.clock

    @property
    def mode(self) -> str:
        """How the app is reached: `http`, `socket`, or `none` while it is not there."""
        if self.events_url is not None:
            return "http"
        return "socket" if self._sockets.open else "none"

    # Events

    def start(self) -> None:
        """Take every event from now on, and those left from before."""
        self._space.on_event = self.event
        for event in tuple(self._space.events.values()):
            self.event(event)

    def event(self, event: Json) -> None:
        """Send an event and see to its retries, in the background."""
        self._spawn(self._deliver_event(event))

    async def _deliver_event(self, event: Json) -> None:
        reason = ""
        for attempt, pause_s in enumerate((0.0, *self._limits.event_retries_s)):
            if attempt:
                await self._clock.sleep(pause_s)
            if event["event_id"] not in self._space.events:
                break  # the workspace was reset
            answer = await self.deliver("events_api", event, attempt=attempt, reason=reason)
            if answer.acked or answer.final:
                break
            reason = answer.reason
        self._tried.pop(event["event_id"], None)
        self._space.event_done(event["event_id"])

    # One envelope

    async def deliver(self, kind: str, payload: Json, *, attempt: int = 0, reason: str = "") -> Answer:
        """Send one envelope and wait for its ack until Slack's deadline."""
        entry = self._recorder.begin(
            "envelope", "slack", f"{kind} {_about(kind, payload)}", payload, attempt=attempt
        )
        faults = self._board.draw(ENVELOPES)
        if faults:
            entry["fault"] = ", ".join(faults)
        try:
            answer = await self._clock.wait(
                self._send(kind, payload, entry, faults, attempt, reason), self._limits.ack_deadline_s
            )
        except TimeoutError:
            answer = Answer(acked=False, reason="http_timeout" if self.events_url else "timeout")
        except HttpFailure as failure:
            answer = Answer(acked=False, reason=failure.reason, final=failure.no_retry)
            entry["status"] = failure.status
        except ConnectionError:
            answer = Answer(acked=False, reason="connection_failed")
        state = "acked" if answer.acked else ("timeout" if "timeout" in answer.reason else "failed")
        self._recorder.end(entry, state, answer=answer.payload, ok=answer.acked, error=answer.reason or None)
        return answer

    async def _send(
        self, kind: str, payload: Json, entry: Json, faults: dict[Name, Fault], attempt: int, reason: str
    ) -> Answer:
        await self._before(faults)
        if self.events_url is not None:
            return await self._send_http(self.events_url, kind, payload, faults, attempt, reason)
        return await self._send_socket(kind, payload, entry, faults, attempt, reason)

    async def _before(self, faults: dict[Name, Fault]) -> None:
        if Name.CLOCK_JUMP in faults:
            self._clock.advance(faults[Name.CLOCK_JUMP].seconds)
        if Name.DELAY in faults:
            await self._clock.sleep(faults[Name.DELAY].seconds)
        if Name.REORDER in faults and self._held is None:
            self._held = asyncio.Event()
            try:
                await self._clock.wait(self._held.wait(), _REORDER_S)
            except TimeoutError:
                return
            finally:
                self._held = None
        elif self._held is not None:
            # Let this one go first: the held one follows when this task next waits.
            asyncio.get_running_loop().call_later(0.02, self._held.set)

    async def _send_http(
        self, url: str, kind: str, payload: Json, faults: dict[Name, Fault], attempt: int, reason: str
    ) -> Answer:
        if Name.TCP_RESET in faults:
            raise HttpFailure("connection_failed")
        if Name.DROP in faults or Name.HALF_OPEN in faults:
            await self._clock.sleep(self._limits.ack_deadline_s * 2)
        if Name.DUPLICATE in faults:
            await self._http.post(url, kind, payload, attempt=attempt, reason=reason)
        return Answer(
            acked=True, payload=await self._http.post(url, kind, payload, attempt=attempt, reason=reason)
        )

    async def _send_socket(
        self, kind: str, payload: Json, entry: Json, faults: dict[Name, Fault], attempt: int, reason: str
    ) -> Answer:
        if not self._sockets.open and kind != "events_api":
            raise ConnectionResetError  # nobody there: a person is told at once
        envelope_id = str(uuid.uuid4())
        frame: Json = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            frame |= {"retry_attempt": attempt, "retry_reason": reason}
        ack: asyncio.Future[Json | str | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = ack
        try:
            for _copy in range(2 if Name.DUPLICATE in faults else 1):
                await self._hand_over(frame, entry, faults)
            return Answer(acked=True, payload=await ack)
        finally:
            self._waiting.pop(envelope_id, None)
            self._carriers.pop(envelope_id, None)
            if ack.done() and not ack.cancelled():
                ack.exception()  # the connection was lost while a copy was on its way: that error counts

    async def _hand_over(self, frame: Json, entry: Json, faults: dict[Name, Fault]) -> None:
        event_id = frame["payload"].get("event_id", "")
        connection = await self._sockets.next(self._limits.ack_deadline_s, self._tried.get(event_id))
        entry["connection"] = connection.number
        if frame["type"] == "events_api":
            self._tried[event_id] = self._carriers[frame["envelope_id"]] = connection.number
        if Name.HALF_OPEN in faults:
            connection.fall_silent()
        if Name.TCP_RESET in faults:
            connection.reset()
            raise ConnectionResetError
        if Name.DISCONNECT in faults:
            await connection.send(frame)
            await self._sockets.disconnect(connection)
        elif Name.DROP not in faults:
            await connection.send(frame)

    def _acked(self, envelope_id: str, payload: Json | str | None) -> None:
        ack = self._waiting.get(envelope_id)
        if ack is not None and not ack.done():
            ack.set_result(payload)

    def _lost(self, number: int) -> None:
        """Events on a connection that is gone need not wait for their deadline: their retry starts now."""
        for envelope_id in [key for key, carrier in self._carriers.items() if carrier == number]:
            ack = self._waiting.get(envelope_id)
            if ack is not None and not ack.done():
                ack.set_exception(ConnectionResetError())

    # At once, from the switch board

    async def strike(self, fault: Fault) -> None:
        """Do a fault now, to the connection whose turn it is; ValueError when there is none."""
        if fault.name is Name.CLOCK_JUMP:
            self._clock.advance(fault.seconds)
            return
        if not self._sockets.open:
            raise ValueError("the app has no connection to do that to")
        connection = await self._sockets.next(0)
        if fault.name is Name.TCP_RESET:
            connection.reset()
        elif fault.name is Name.HALF_OPEN:
            connection.fall_silent()
        elif fault.name is Name.DISCONNECT:
            await self._sockets.disconnect(connection)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Stop sending; events not acknowledged stay in the journal."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _about(kind: str, payload: Json) -> str:
    if kind == "slash_commands":
        return str(payload["command"])
    if kind == "events_api":
        event = payload["event"]
        return "/".join(str(event[key]) for key in ("type", "subtype") if key in event)
    return str(payload["type"])
