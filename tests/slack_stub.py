"""A tiny Slack for delivery's own tests: it answers methods, remembers messages and fails as told.

It checks nothing; the local workspace does. It exists so that a test can say "this call fails so".
"""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

TEAM, BOT_USER, BOT = "T1", "UBOT", "BBOT"


@dataclass
class SlackStub:
    """`calls` is every call in order; `fail[method]` holds answers to give instead, first one first."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    opened: dict[str, Any] = field(default_factory=lambda: {"id": "V1"})
    hidden: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    usergroups: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    fail: dict[str, deque[Any]] = field(default_factory=dict)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acks: list[dict[str, Any]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    server: TestServer | None = None
    ticks: int = 0

    async def start(self) -> None:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_route("*", "/api/{method}", self._method)
        app.router.add_post("/answer/{id}", self._answer)
        app.router.add_get("/files/{id}", self._file)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_get("/socket", self._socket)
        self.server = TestServer(app)
        await self.server.start_server()

    async def stop(self) -> None:
        for socket in self.sockets:
            await socket.close()
        assert self.server is not None
        await self.server.close()

    @property
    def api(self) -> str:
        assert self.server is not None
        return str(self.server.make_url("/api/"))

    def response_url(self, name: str = "1") -> str:
        assert self.server is not None
        return str(self.server.make_url(f"/answer/{name}"))

    def file_url(self, name: str) -> str:
        assert self.server is not None
        return str(self.server.make_url(f"/files/{name}"))

    def called(self, method: str) -> list[dict[str, Any]]:
        return [arguments for name, arguments in self.calls if name == method]

    def posted(self, channel: str) -> list[dict[str, Any]]:
        return self.messages.get(channel, [])

    async def envelope(self, kind: str, payload: dict[str, Any], envelope_id: str = "E1") -> None:
        body = {
            "type": kind,
            "envelope_id": envelope_id,
            "payload": payload,
            "accepts_response_payload": True,
        }
        await self.sockets[-1].send_str(json.dumps(body))

    async def _method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            arguments |= await request.json()
        elif request.method == "POST":
            arguments |= dict(await request.post())
        self.tokens.add(request.headers.get("Authorization", ""))
        self.calls.append((method, arguments))
        failures = self.fail.get(method)
        if failures:
            failure = failures.popleft()
            if callable(failure):
                failure = failure(self, arguments)
            if failure is not None:
                status, body, headers = failure
                return web.json_response(body, status=status, headers=headers)
        return web.json_response(self._do(method, arguments))

    def _do(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        answers = {
            "auth.test": self._auth,
            "apps.connections.open": self._open_socket,
            "chat.postMessage": self.post,
            "chat.update": self._update,
            "users.info": self._person,
            "users.list": lambda _: {
                "members": [{"id": user, **facts} for user, facts in self.people.items()]
            },
            "conversations.info": self._channel,
            "users.conversations": self._conversations,
            "usergroups.list": lambda _: {"usergroups": self.usergroups},
            "conversations.open": lambda given: {"channel": {"id": "D" + given["users"]}},
            "conversations.history": self._history,
            "conversations.replies": lambda given: {"messages": self.messages.get(given["channel"], [])},
            "files.info": self._file_info,
            "views.open": lambda _: {"view": self.opened},
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._share,
        }
        return {"ok": True, **answers.get(method, lambda _: {})(arguments)}

    def _auth(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "user": "smtpcheck"}

    def _open_socket(self, _: dict[str, Any]) -> dict[str, Any]:
        assert self.server is not None
        return {"url": str(self.server.make_url("/socket")).replace("http", "ws")}

    def _update(self, arguments: dict[str, Any]) -> dict[str, Any]:
        for message in self.messages.get(arguments["channel"], []):
            if message["ts"] == arguments["ts"]:
                message.update(text=arguments["text"], blocks=arguments["blocks"])
                return {"ts": arguments["ts"], "channel": arguments["channel"]}
        return {"ok": False, "error": "message_not_found"}

    def _person(self, arguments: dict[str, Any]) -> dict[str, Any]:
        user = arguments["user"]
        if user in self.unknown:
            return {"ok": False, "error": "user_not_found"}
        return {"user": {"id": user, "team_id": TEAM, "name": user.lower(), **self.people.get(user, {})}}

    def _channel(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments["channel"] in self.hidden:
            return {"ok": False, "error": "channel_not_found"}
        found = {"id": arguments["channel"], "is_member": True, "is_private": False}
        return {"channel": {**found, **self.channels.get(arguments["channel"], {})}}

    def _conversations(self, arguments: dict[str, Any]) -> dict[str, Any]:
        user, types = arguments.get("user"), arguments["types"].split(",")
        found = [
            {"id": channel, "is_private": facts.get("is_private", False)}
            for channel, facts in self.channels.items()
            if ("private_channel" if facts.get("is_private") else "public_channel") in types
            and facts.get("is_member", True)
            and (user is None or user in self.members.get(channel, []))
        ]
        return {"channels": found}

    def _history(self, arguments: dict[str, Any]) -> dict[str, Any]:
        messages, begin = self.messages.get(arguments["channel"], []), int(arguments.get("cursor") or 0)
        end = begin + int(arguments["limit"])
        return {
            "messages": messages[begin:end],
            "response_metadata": {"next_cursor": str(end) if end < len(messages) else ""},
        }

    def _file_info(self, arguments: dict[str, Any]) -> dict[str, Any]:
        file = self.files.get(arguments["file"])
        return {"file": file} if file else {"ok": False, "error": "file_not_found"}

    def _upload_url(self, arguments: dict[str, Any]) -> dict[str, Any]:
        assert self.server is not None
        file = f"F{len(self.files) + 1}"
        self.files[file] = {"id": file, "name": arguments["filename"], **arguments}
        return {"upload_url": str(self.server.make_url(f"/upload/{file}")), "file_id": file}

    async def _upload(self, request: web.Request) -> web.Response:
        self.tokens.add(request.headers.get("Authorization", ""))
        failures = self.fail.get("upload")
        if failures:
            return web.Response(status=failures.popleft())
        self.contents[request.match_info["id"]] = await request.read()
        return web.Response(text="OK")

    def _share(self, arguments: dict[str, Any]) -> dict[str, Any]:
        files = [self.files[one["id"]] | one for one in arguments["files"]]
        self.post({"channel": arguments["channel_id"], "text": arguments["initial_comment"], "files": files})
        return {"files": files}

    def post(self, arguments: dict[str, Any]) -> dict[str, Any]:
        self.ticks += 1
        ts = f"{int(time.time())}.{self.ticks:06d}"
        self.messages.setdefault(arguments["channel"], []).append(
            {**arguments, "user": BOT_USER, "bot_id": BOT, "ts": ts}
        )
        return {"ts": ts, "channel": arguments["channel"]}

    async def _answer(self, request: web.Request) -> web.Response:
        self.answers.append(await request.json())
        failures = self.fail.get("response_url")
        if failures:
            status, body, headers = failures.popleft()
            return web.json_response(body, status=status, headers=headers)
        return web.Response(text="ok")

    async def _file(self, request: web.Request) -> web.Response:
        self.calls.append(("file", {"id": request.match_info["id"]}))
        failures = self.fail.get("file")
        if failures:
            status, body, headers = failures.popleft()
            return web.json_response(body, status=status, headers=headers)
        return web.Response(body=self.contents[request.match_info["id"]], content_type="text/plain")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        async for message in socket:
            self.acks.append(json.loads(message.data))
        return socket
