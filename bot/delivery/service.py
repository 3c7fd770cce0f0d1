"""The running bot: builds everything between Slack and the store, and takes it down in order.

The handlers are handed in, since nothing here may know them.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Settings
from bot.delivery.directory import SlackDirectory
from bot.delivery.disk import Disk
from bot.delivery.faults import keep_running, sentence
from bot.delivery.inbox import Inbox
from bot.delivery.logs import LIBRARY, event_log, library_logger
from bot.delivery.posting import Poster
from bot.delivery.reach import until_reached
from bot.delivery.reassure import Reassurer
from bot.delivery.refusals import register_errors
from bot.delivery.render import Renderer
from bot.delivery.sender import Sender
from bot.delivery.socket_mode import SocketTransport
from bot.delivery.status import Status
from bot.delivery.timers import Timers
from bot.delivery.transport import HttpTransport, Transport
from bot.delivery.worker import Handle, Worker
from bot.desk import Desk
from bot.desk.reader import Reader
from bot.errors import NotKeptError
from bot.knowledge import Knowledge
from bot.net import FileDoor, Net, build_net
from bot.store import Store, Transaction, inbox, outbox, retention, search
from bot.store.ledger import StoreLedger

Register = Callable[[AsyncApp, Inbox, Desk], None]

CALL_TIMEOUT_S = 10  # Slack answers in well under one; what is late is looked up before it is said again
DRAIN_S = 2.0  # for the worker and the sender each: together under the 5 s a platform grants
KEPT_FOR = timedelta(days=1)  # done rows: longer than any repetition by Slack
PRUNE_EVERY_S = 3_600  # retention is counted in days


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is, as auth.test says."""

    team: str
    user: str
    bot: str


class Service:
    """Everything built, not yet taking anything."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        knowledge: Knowledge,
        session: aiohttp.ClientSession,
        client: AsyncWebClient,
        identity: Identity,
        register: Register,
        handle: Handle,
        now: Callable[[], datetime],
    ) -> None:
        self.settings = settings
        self.store = store
        self._now = now
        reader = Reader(knowledge)
        directory = SlackDirectory(client, session, identity.team, identity.user, now)
        build_door = partial(build_net, settings, StoreLedger(store, now=now), now)
        file_door = partial(build_door, FileDoor)
        self.desk = Desk(
            knowledge,
            store,
            directory,
            reader,
            now,
            build_door(Net),
            file_door,
            settings,
            on_owed=lambda: self.sender.wake(),  # noqa: PLW0108 - it is made of the desk, further below
            say_fault=sentence,
        )
        renderer = Renderer(self.desk, store, knowledge, directory)
        poster, disk = Poster(client, session), Disk()
        self.sender = Sender(store, poster, renderer.render, renderer.shown, now=now, disk=disk)
        self.reassurer = Reassurer(store, poster, lambda: self.sender.throttled, now)
        self.timers = Timers(store, self.desk.reminding.remind, now=now, on_told=self.sender.wake)
        self.worker = Worker(store, self.desk, handle, now=now, on_worked=self._wake)
        self.inbox = Inbox(store, reader, now, self.worker.wake, disk)
        self.app = _build_app(client, settings, identity)
        register(self.app, self.inbox, self.desk)
        register_errors(self.app, session, poster, disk)

    async def run(self, transport: Transport, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set; raises SettingsError when Slack no longer takes a token."""
        await self.desk.checking.close_interrupted()
        await self.desk.mailboxes.tell_broken()
        loops = [
            asyncio.ensure_future(keep_running("worker", self.worker.run)),
            asyncio.ensure_future(keep_running("sender", self.sender.run)),
            asyncio.ensure_future(keep_running("timers", self.timers.run)),
            asyncio.ensure_future(keep_running("reassuring", self.reassurer.run)),
            asyncio.ensure_future(keep_running("housekeeping", self._prune, after_s=PRUNE_EVERY_S)),
            asyncio.ensure_future(transport.serve(ready)),
        ]
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({stopping, *loops}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await transport.close()
            await asyncio.gather(self.desk.checking.stop(), self.desk.mailboxes.close())
            self.timers.stop()
            await asyncio.gather(self.worker.stop(DRAIN_S), self.sender.stop(DRAIN_S))
            stopping.cancel()
            for loop in loops:
                if not loop.done():
                    loop.cancel()
            ended = await asyncio.gather(*loops, return_exceptions=True)
            event_log().info("stopped")
        for error in ended:
            if isinstance(error, Exception):
                raise error

    def _wake(self) -> None:
        """A request was worked: it may owe a message or have set a timer."""
        self.sender.wake()
        self.timers.wake()

    async def _prune(self) -> None:
        while True:
            before = self._now() - KEPT_FOR

            def job(db: Transaction, before: datetime = before) -> None:
                inbox.prune(db, before)
                outbox.prune(db, before)
                search.prune(db, before)

            old = self._now() - timedelta(days=self.settings.retention_days)
            with suppress(NotKeptError):  # a full disk is said elsewhere, and the next round comes
                await self.store.write(job)
                await retention.purge(self.store, before=old, at=self._now())
            await asyncio.sleep(PRUNE_EVERY_S)


async def run_bot(
    settings: Settings,
    store: Store,
    knowledge: Knowledge,
    *,
    register: Register,
    handle: Handle,
    http: bool = False,
    stop: asyncio.Event | None = None,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Run the bot until `stop` is set or the process is told to end; everything taken is kept.

    The store stays open and is the caller's. Raises SettingsError when a token is missing or refused.
    """
    socket_mode = settings.socket_mode(http=http)
    stop = stop or _stop_on_signals()
    timeout = aiohttp.ClientTimeout(total=CALL_TIMEOUT_S)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        transport: Transport | None = None
        status = Status(store, _now, lambda: 0 if transport is None else transport.connections)
        try:
            if settings.status_port is not None:  # first: a bot that waits for Slack is well, too
                await status.listen(settings.status_port)
            client = slack_client(settings, session)
            identity = await _unless_stopped(who_am_i(client), stop)
            if identity is None:
                return
            service = Service(settings, store, knowledge, session, client, identity, register, handle, _now)
            if socket_mode:
                transport = SocketTransport(service.app, settings.slack_app_token or "", session)
            else:
                transport = HttpTransport(service.app, settings.port, status.public_routes())
            await service.run(transport, stop, ready)
        finally:
            await status.close()


def _now() -> datetime:
    return datetime.now(UTC)


def slack_client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Return the way to call Slack; what it refuses for now is tried again by the outbox, not by it."""
    return AsyncWebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        session=session,
        logger=library_logger(),
        retry_handlers=[],
    )


async def who_am_i(client: AsyncWebClient) -> Identity:
    """Ask Slack whose token this is; raises SettingsError when it is refused."""
    answer = await until_reached(client.auth_test, "SLACK_BOT_TOKEN")
    return Identity(str(answer["team_id"]), str(answer["user_id"]), str(answer.get("bot_id") or ""))


async def _unless_stopped(asking: Awaitable[Identity], stop: asyncio.Event) -> Identity | None:
    asked, stopped = asyncio.ensure_future(asking), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({asked, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return asked.result() if asked.done() else None
    finally:
        asked.cancel()
        stopped.cancel()
        await asyncio.gather(asked, stopped, return_exceptions=True)


def _build_app(client: AsyncWebClient, settings: Settings, identity: Identity) -> AsyncApp:
    """Build the Bolt app; who it is was asked once and is not asked again per request."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team,
            bot_token=settings.slack_bot_token,
            bot_id=identity.bot,
            bot_user_id=identity.user,
        )

    return AsyncApp(
        name=LIBRARY,  # Bolt names its own loggers after it
        logger=library_logger(),
        client=client,
        authorize=authorize,
        signing_secret=settings.slack_signing_secret or "",
        # The listeners write to the inbox and return: acking at their end takes 0.3 ms instead of 10.
        process_before_response=True,
    )


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
