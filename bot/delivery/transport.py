"""How Slack's HTTP requests reach us, and what every way in has in common. Must not read what arrives.

Both ways end at the same Bolt app; Socket Mode stands in `socket_mode`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from typing import Protocol

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.delivery.logs import event_log
from bot.delivery.metrics import ACKS
from bot.errors import SettingsError

PATH = "/slack/events"
LARGEST_BODY_BYTES = 4_000_000  # a message of 40,000 characters with blocks stays well below
SHUTDOWN_S = 2.0  # for the requests in hand


class Transport(Protocol):
    """A way in; `connections` counts what is open of it."""

    connections: int

    async def serve(self, ready: Callable[[], None]) -> None:
        """Take requests until cancelled, calling `ready` once they are taken; raises SettingsError."""
        ...

    async def close(self) -> None:
        """Take no more, end what is in hand."""
        ...


class HttpTransport:
    """HTTP requests signed by Slack, on every interface: a proxy or the platform stands in front.

    `routes` are answered beside Slack's.
    """

    def __init__(
        self,
        app: AsyncApp,
        port: int,
        routes: Sequence[web.AbstractRouteDef] = (),
        host: str = "0.0.0.0",  # noqa: S104 - see the class
    ) -> None:
        self.connections = 0
        self._app = app
        self._port = port
        self._routes = routes
        self._host = host
        self._runner: web.AppRunner | None = None

    async def serve(self, ready: Callable[[], None]) -> None:
        """Listen until cancelled; raises SettingsError when the port is taken."""
        server = web.Application(client_max_size=LARGEST_BODY_BYTES)
        server.add_routes([web.post(PATH, self._take), *self._routes])
        self._runner = await listen(server, self._host, self._port, "PORT")
        try:
            self.connections = 1
            event_log().info("listening", mode="http", port=self._port, path=PATH)
            ready()
            await asyncio.Event().wait()
        finally:  # what is told to end before it listens is closed here
            await self.close()

    async def close(self) -> None:
        """Stop listening, after the requests in hand."""
        self.connections = 0
        if self._runner is not None:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        if not _may_be_signed(request):
            return _refused(web.Response(status=401))
        try:
            asked = await to_bolt_request(request)
        except (ValueError, AttributeError):  # not UTF-8, no JSON or no object of it: Slack did not send it
            return web.Response(status=400, text="not a Slack request")
        with ACKS.time():
            answer = await self._app.async_dispatch(asked)
        response = await to_aiohttp_response(answer)
        return _refused(response) if answer.status == 401 else response


def _may_be_signed(request: web.Request) -> bool:
    """Whether time and signature, where given, can be compared: slack_sdk raises on any other."""
    stamp = request.headers.get("X-Slack-Request-Timestamp", "0")
    signature = request.headers.get("X-Slack-Signature", "")
    return re.fullmatch(r"[0-9]{1,20}", stamp) is not None and signature.isascii()


def _refused(response: web.Response) -> web.Response:
    event_log().warning(
        "signature-refused",
        remedy="compare SLACK_SIGNING_SECRET with the app's page, and set this machine's clock",
    )
    return response


async def listen(server: web.Application, host: str, port: int, setting: str) -> web.AppRunner:
    """Serve on a port; raises SettingsError naming the setting when it is taken."""
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=SHUTDOWN_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise SettingsError(
            f"Port {port} cannot be used ({error.strerror}). Choose another one in {setting}."
        ) from error
    return runner
