"""How Slack reaches us: Socket Mode, or HTTP with signed requests. Must not read what arrives.

Both end at the same Bolt app. A token that Slack refuses is a SettingsError; a network that is
down is waited out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.delivery.directory import TOKEN_REFUSED, is_answer, retry_after_s, said_by
from bot.delivery.logs import event_log, library_logger
from bot.errors import SettingsError

T = TypeVar("T")

PATH = "/slack/events"
PING_EVERY_S = 5.0  # the stock 10 s notices a dead peer only after 40
FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 30.0
LARGEST_BODY_BYTES = 4_000_000  # a message of 40,000 characters with blocks stays well below


class Transport(Protocol):
    """A way in, opened once and closed once."""

    async def open(self) -> None:
        """Begin to take requests."""
        ...

    async def close(self) -> None:
        """Take no more."""
        ...


class SocketTransport:
    """Socket Mode over one WebSocket."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._app = app
        self._app_token = app_token
        self._handler: AsyncSocketModeHandler | None = None

    async def open(self) -> None:
        """Connect; raises SettingsError when Slack refuses the app-level token."""
        address = await until_reached(self._ask_address, "SLACK_APP_TOKEN")
        self._handler = AsyncSocketModeHandler(
            self._app, self._app_token, logger=library_logger(), ping_interval=PING_EVERY_S
        )
        self._handler.client.wss_uri = address
        await self._handler.connect_async()  # type: ignore[no-untyped-call] # Bolt gives it no types
        event_log().info("connected", mode="socket")

    async def close(self) -> None:
        """Disconnect; what Slack has not had acknowledged it sends again elsewhere."""
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call] # Bolt gives it no types

    async def _ask_address(self) -> str:
        answer = await self._app.client.apps_connections_open(app_token=self._app_token)
        return str(answer["url"])


class HttpTransport:
    """HTTP requests signed by Slack, on every interface: a proxy or the platform stands in front."""

    def __init__(self, app: AsyncApp, port: int, host: str = "0.0.0.0") -> None:  # noqa: S104 - see the class
        self._app = app
        self._port = port
        self._host = host
        self._runner: web.AppRunner | None = None

    async def open(self) -> None:
        """Listen; raises SettingsError when the port is taken."""
        server = web.Application(client_max_size=LARGEST_BODY_BYTES)
        server.router.add_post(PATH, self._take)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=2.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            await runner.cleanup()
            raise SettingsError(
                f"Port {self._port} cannot be used ({error.strerror}). Choose another one in PORT."
            ) from error
        self._runner = runner
        event_log().info("listening", mode="http", port=self._port, path=PATH)

    async def close(self) -> None:
        """Stop listening, after the requests in hand."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        try:
            asked = await to_bolt_request(request)
        except ValueError:  # neither UTF-8 nor JSON: Slack did not send it
            return web.Response(status=400, text="not a Slack request")
        answer = await self._app.async_dispatch(asked)
        if answer.status == 401:
            event_log().warning(
                "signature-refused",
                remedy="compare SLACK_SIGNING_SECRET with the app's page, and set this machine's clock",
            )
        return await to_aiohttp_response(answer)


async def until_reached(ask: Callable[[], Awaitable[T]], setting: str) -> T:
    """Ask Slack until it answers; raises SettingsError naming the setting when the token is refused."""
    wait_s = FIRST_RETRY_S
    while True:
        try:
            return await ask()
        except SlackApiError as error:
            said = said_by(error)
            asked_wait_s = retry_after_s(error)
            if asked_wait_s is None and (is_answer(error) or said in TOKEN_REFUSED):
                raise SettingsError(
                    f"Slack refuses {setting} ({said}). Copy it again from the app's page."
                ) from None
            pause_s, reason = asked_wait_s or wait_s, said or str(error.response.status_code)
        except (aiohttp.ClientError, TimeoutError) as error:
            pause_s, reason = wait_s, type(error).__name__
        event_log().warning("slack-not-reached", reason=reason, again_in_s=pause_s)
        await asyncio.sleep(pause_s)
        wait_s = min(LONGEST_RETRY_S, wait_s * 2)
