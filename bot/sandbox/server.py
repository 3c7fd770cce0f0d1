"""The local workspace on 127.0.0.1: Web API, Socket Mode, response addresses, files and the page together.

Composes the parts of this package. Binds loopback only and answers only requests meant for it.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiohttp import web

from bot.sandbox.actors import Actors
from bot.sandbox.asks import Asks
from bot.sandbox.call import Parts
from bot.sandbox.clock import Clock
from bot.sandbox.courier import Courier
from bot.sandbox.faults import API, Fault, Name, SwitchBoard
from bot.sandbox.handles import Handles
from bot.sandbox.http_mode import HttpMode
from bot.sandbox.interaction import Payloads
from bot.sandbox.journal import Journal
from bot.sandbox.limits import REQUEST_BYTES, Limits
from bot.sandbox.pace import Pace
from bot.sandbox.page_api import PageApi
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.responses import respond as respond_to_url
from bot.sandbox.socket_mode import SocketMode, abort
from bot.sandbox.traffic import Recorder
from bot.sandbox.web_api import Tokens, WebApi, read_request, respond
from bot.sandbox.workspace import Workspace

HOST = "127.0.0.1"
_HOSTS = (HOST, "localhost")
_SIGN_IN = "<!doctype html><title>Sign in</title><p>Sign in to see this file."
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SandboxServer:
    """A Slack-compatible workspace; `port` 0 takes a free one, `state_path` None forgets all at the end.

    `events_url` set: the app is reached there by signed HTTP requests, else by Socket Mode.
    """

    def __init__(
        self,
        *,
        manifest: Json,
        port: int = 0,
        clock: Clock | None = None,
        state_path: str | None = None,
        limits: Limits | None = None,
        board: SwitchBoard | None = None,
    ) -> None:
        limits = limits or Limits()
        self.clock = clock or Clock()
        self.workspace = Workspace(clock=self.clock, journal=Journal(state_path), manifest=manifest)
        self.signing_secret = secrets.token_hex(16)
        self.board = board or SwitchBoard()
        self.recorder = Recorder(self.clock, self._recorded)
        self._tokens = Tokens()
        self._sockets = SocketMode(self.clock, limits, self._connections_changed)
        self._http = HttpMode(self.clock, self.signing_secret)
        self._courier = Courier(self.workspace, limits, self._sockets, self._http, self.recorder, self.board)
        self._parts = Parts(self.workspace, Handles(self.clock, limits), self._sockets)
        self._api = WebApi(self._parts, self._tokens, Pace(self.clock, limits))
        asks = Asks(self.workspace, self._courier, Payloads(self._parts))
        self._actors = Actors(self._parts, asks)
        self._page = PageApi(self._parts, self._courier, self._actors, self.board, self.recorder)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()

    # What the app and the page need

    @property
    def bot_token(self) -> str:
        """The bot token, `xoxb-...`."""
        return self._tokens.bot

    @property
    def app_token(self) -> str:
        """The app token, `xapp-...`."""
        return self._tokens.app

    @property
    def base_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self._parts.origin}/api/"

    @property
    def page_url(self) -> str:
        """Where the page is."""
        return f"{self._parts.origin}/"

    @property
    def events_url(self) -> str | None:
        """Where HTTP mode posts to; None: Socket Mode."""
        return self._courier.events_url

    @events_url.setter
    def events_url(self, url: str | None) -> None:
        self._courier.events_url = url
        self._connections_changed()

    @property
    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        return len(self._sockets.connections)

    def state(self) -> Json:
        """The whole workspace, as `GET /ui/state` (docs/sandbox-page-api.md, section 1)."""
        return self._page.state()

    async def act(self, act: Json) -> Json:
        """Do what one person does, as `POST /ui/act` (docs/sandbox-page-api.md, section 3)."""
        return await self._actors.act(act)

    async def set_faults(self, asked: Json) -> None:
        """Change the switch board, as `POST /ui/faults`; ValueError with a sentence."""
        await self._page.set_faults(asked)

    # Up and down

    async def start(self) -> None:
        """Listen on 127.0.0.1; OSError when the port is taken."""
        app = web.Application(client_max_size=REQUEST_BYTES, middlewares=[self._guard])
        app.add_routes(self._page.routes())
        app.router.add_route("*", "/api/{method}", self._call)
        app.add_routes(
            [
                web.get("/link/", self._sockets.handle),
                web.post("/response/{key:.+}", self._response),
                web.post("/upload/v1/{id}", self._upload),
                web.get("/files-pri/{id}/{name}", self._download),
                web.get("/files-pri/{id}/download/{name}", self._download),
                web.get("/archives/{path:.+}", self._to_page),
                web.get("/files/{path:.+}", self._to_page),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, self._port))
        except OSError:
            listener.close()
            await self._runner.cleanup()
            self.workspace.close()
            raise
        self._parts.origin = f"http://{HOST}:{listener.getsockname()[1]}"
        await web.SockSite(self._runner, listener).start()
        self._courier.start()

    async def stop(self) -> None:
        """Close everything; the state stays in its file."""
        self._stopping.set()
        await self._courier.stop()
        self._page.close()
        await self._sockets.stop()
        await self._http.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        self.workspace.close()

    def _recorded(self, entry: Json) -> None:
        self.workspace.announce("traffic", entry=dict(entry))

    def _connections_changed(self) -> None:
        self.workspace.announce("connections", **self._page.connections())

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        origin = request.headers.get("Origin", f"http://{request.host}")
        # Another site's page, or a name that was rebound to this address, must not act here.
        if host not in _HOSTS or origin != f"http://{request.host}":
            return web.json_response(
                {"ok": False, "error": "This workspace answers only its own page."}, status=403
            )
        return await handler(request)

    # Slack's side

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            token, given = await read_request(request)
        except RefusalError as refusal:
            return respond(refusal)
        entry = self.recorder.begin("api", "app", name, _shown(given))
        faults = self.board.draw(API)
        if faults:
            entry["fault"] = ", ".join(faults)
        if Name.CLOCK_JUMP in faults:
            self.clock.advance(faults[Name.CLOCK_JUMP].seconds)
        if Name.SERVER_ERROR in faults:
            self.recorder.end(entry, "failed", status=503)
            return web.Response(status=503, text="upstream connect error")
        try:
            if Name.TOO_MANY in faults:
                retry_after = max(1, round(faults[Name.TOO_MANY].seconds))
                raise RefusalError("ratelimited", status=429, retry_after=retry_after)
            answer = self._api.answer(name, token, given)
            response = web.json_response(answer)
            self.recorder.end(entry, "done", answer=answer, ok=True, status=200)
        except RefusalError as refusal:
            response = respond(refusal)
            self._record_refusal(entry, refusal)
        return await self._afflicted(request, response, faults)

    def _record_refusal(self, entry: Json, refusal: RefusalError) -> None:
        validation = []
        for message in refusal.extra.get("response_metadata", {}).get("messages", []):
            said, _, pointer = message.removeprefix("[ERROR] ").partition(" [json-pointer:")
            validation.append({"pointer": pointer.removesuffix("]"), "code": refusal.error, "message": said})
        self.recorder.end(
            entry,
            "done",
            answer=refusal.body(),
            ok=False,
            error=refusal.error,
            status=refusal.status,
            validation=validation,
        )

    async def _afflicted(
        self, request: web.Request, response: web.Response, faults: dict[Name, Fault]
    ) -> web.StreamResponse:
        if Name.DELAY in faults:
            await self.clock.sleep(faults[Name.DELAY].seconds)
        if Name.TCP_RESET in faults:
            abort(request.transport)
        elif Name.DROP in faults:
            # Never answered: the caller's own patience decides when it is over.
            await self._stopping.wait()
        return response

    async def _response(self, request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        try:
            _token, given = await read_request(request)
            entry = self.recorder.begin("response_url", "app", "response_url", given)
        except RefusalError as refusal:
            return respond(refusal)
        try:
            url = self._parts.handles.answer(key)
            respond_to_url(self.workspace, url, given)
        except RefusalError as refusal:
            # Other than the Web API, this door says no by status: java-slack-sdk issue 1017.
            refusal.status = max(refusal.status, 400)
            self._record_refusal(entry, refusal)
            return respond(refusal)
        self.recorder.end(entry, "done", answer="ok", ok=True, status=200)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["id"]
        upload = self._parts.uploads.get(file_id)
        if upload is None:
            return web.Response(status=404, text="no such upload")
        content = await _body_of(request)
        if content is None or len(content) != upload.size_bytes:
            return web.Response(status=400, text="the size is not the one that was announced")
        self._parts.uploads[file_id] = replace(upload, content=content)
        entry = self.recorder.begin("file", "app", f"upload {upload.name}", {"bytes": len(content)})
        self.recorder.end(entry, "done", ok=True, status=200)
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        file = self.workspace.files.get(request.match_info["id"].removeprefix("T-"))
        allowed = self._tokens.kind(token) == "bot" and "files:read" in self.workspace.app.scopes
        if not allowed:
            # Slack answers a missing or wrong token with a page to sign in, not with an error.
            return web.Response(text=_SIGN_IN, content_type="text/html")
        if file is None:
            return web.Response(status=404, text="not found")
        self.recorder.end(
            self.recorder.begin("file", "app", f"download {file['name']}", {}), "done", ok=True, status=200
        )
        return web.Response(
            body=base64.b64decode(file["content_base64"]), content_type="application/octet-stream"
        )

    async def _to_page(self, _request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/")


def _shown(given: Json) -> Json:
    return {
        key: value if isinstance(value, str | int | float | bool | list | dict) else str(value)
        for key, value in given.items()
    }


async def _body_of(request: web.Request) -> bytes | None:
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    part = next((value for value in form.values() if isinstance(value, web.FileField)), None)
    return part.file.read() if part is not None else None
