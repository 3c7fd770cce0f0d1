"""What the page talks to: `/ui/...`, described in docs/sandbox-page-api.md, and the page's own files."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path

from aiohttp import web

from bot.sandbox import acts
from bot.sandbox.actors import Actors
from bot.sandbox.acts import ActError
from bot.sandbox.call import Parts
from bot.sandbox.courier import Courier
from bot.sandbox.faults import SwitchBoard, read_fault
from bot.sandbox.form import read_form
from bot.sandbox.manifest import App
from bot.sandbox.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, TEAM_NAME, USERGROUPS
from bot.sandbox.refusal import Json
from bot.sandbox.traffic import Recorder

PAGE = Path(__file__).parent / "page"
SHOWN_MESSAGES = 200
_PAGE_HEADERS = {"Cache-Control": "no-cache", "Content-Security-Policy": "frame-ancestors 'none'"}
_KEEP_ALIVE_S = 15.0
_QUEUE = 2_000  # changes a slow page may lag behind before it is told to load anew


class PageApi:
    """Answers the page; everything it changes goes through `actors`."""

    def __init__(
        self, parts: Parts, courier: Courier, actors: Actors, board: SwitchBoard, recorder: Recorder
    ) -> None:
        self._parts = parts
        self._space = parts.space
        self._courier = courier
        self._actors = actors
        self._board = board
        self._recorder = recorder
        self._pages: set[asyncio.Queue[Json | None]] = set()
        self._space.subscribe(self._changed)

    def routes(self) -> list[web.RouteDef]:
        """The addresses below `/`."""
        return [
            web.get("/", self._index),
            web.get("/page/{name}", self._page_file),
            web.get("/ui/state", self._state),
            web.get("/ui/history", self._history),
            web.get("/ui/events", self._events),
            web.post("/ui/act", self._act),
            web.post("/ui/upload", self._upload),
            web.get("/ui/file/{id}", self._file),
            web.get("/ui/faults", self._get_faults),
            web.post("/ui/faults", self._set_faults),
            web.get("/ui/traffic", self._traffic),
            web.post("/ui/reset", self._reset),
        ]

    # Reading

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return _static("index.html")

    async def _page_file(self, request: web.Request) -> web.StreamResponse:
        return _static(request.match_info["name"])

    def state(self) -> Json:
        """The whole workspace as the page shows it."""
        space, app = self._space, self._space.app
        return {
            "seq": space.seq,
            "team": {"id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN},
            "bot": {
                "user_id": BOT_USER_ID,
                "bot_id": BOT_ID,
                "app_id": APP_ID,
                "name": app.name,
                **self.connections(),
            },
            "users": [
                {
                    "id": p.id,
                    "name": p.name,
                    "real_name": p.real_name,
                    "kind": p.kind,
                    "team_id": p.team_id,
                    "tz": p.tz,
                }
                for p in space.people.values()
            ],
            "usergroups": [
                {"id": g.id, "handle": g.handle, "name": g.name, "users": g.users} for g in USERGROUPS
            ],
            **_registered(app),
            "channels": [space.channel_view(channel) for channel in space.channels.values()],
            "messages": {channel: self._last(channel) for channel in space.channels},
            "ephemerals": {user: list(shown.values()) for user, shown in space.ephemerals.items()},
            "modals": space.modals,
            "homes": space.homes,
            "notices": {user: list(shown.values()) for user, shown in space.notices.items()},
        }

    def connections(self) -> Json:
        """How the app is connected."""
        return {"mode": self._courier.mode, "connections": len(self._parts.sockets.connections)}

    def _last(self, channel: str, before: str | None = None, limit: int = SHOWN_MESSAGES) -> list[Json]:
        said = list(self._space.messages[channel].values())
        if before is not None:
            said = [message for message in said if message["ts"] < before]
        return [self._space.shown(channel, message) for message in said[-limit:]]

    async def _state(self, _request: web.Request) -> web.Response:
        return web.json_response(self.state())

    async def _history(self, request: web.Request) -> web.Response:
        channel, before = request.query.get("channel", ""), request.query.get("before")
        limit = _limit(request)
        if channel not in self._space.channels:
            return _sorry("There is no such channel.")
        found = self._last(channel, before, limit + 1)
        return web.json_response({"messages": found[-limit:], "more": len(found) > limit})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        queue: asyncio.Queue[Json | None] = asyncio.Queue(_QUEUE)
        self._pages.add(queue)
        try:
            await response.write(b": here\n\n")
            while True:
                try:
                    change = await asyncio.wait_for(queue.get(), _KEEP_ALIVE_S)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if change is None:
                    break
                await response.write(f"id: {change['seq']}\ndata: {json.dumps(change)}\n\n".encode())
        except ConnectionError:
            return response  # the page was closed
        finally:
            self._pages.discard(queue)
        return response

    def _changed(self, change: Json) -> None:
        for queue in tuple(self._pages):
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                self._pages.discard(queue)
                queue.put_nowait(None)  # the page reconnects and loads the state anew
            else:
                queue.put_nowait(change)

    def close(self) -> None:
        """End every page's stream."""
        for queue in tuple(self._pages):
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    async def _file(self, request: web.Request) -> web.Response:
        file = self._space.files.get(request.match_info["id"])
        if file is None:
            return _sorry("That file is gone.", status=404)
        # Never shown in place: a pasted HTML file would run with the page's own rights.
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=base64.b64decode(file["content_base64"]), headers=headers)

    async def _traffic(self, request: web.Request) -> web.Response:
        after = _whole(request.query.get("after"), 0)
        entries = self._recorder.entries(after, _limit(request))
        return web.json_response({"entries": entries, "last": entries[-1]["id"] if entries else after})

    # Acting

    async def _act(self, request: web.Request) -> web.Response:
        try:
            act = await _object_of(request)
        except ValueError as error:
            return _sorry(str(error))
        except web.HTTPRequestEntityTooLarge:
            return _sorry(acts.TOO_LARGE, status=200)
        answer = await self._actors.act(act)
        return web.json_response(answer, status=400 if answer.pop("bad", False) else 200)

    async def _upload(self, request: web.Request) -> web.Response:
        try:
            fields, chosen = await read_form(request)
            user = fields.get("as", "")
            files = [acts.store_file(self._space, self._parts.origin, user, *one) for one in chosen]
            ts = self._actors.say(user, {**fields, "files": files})["ts"] if fields.get("channel") else None
        except ActError as error:
            return _sorry(str(error), status=200)
        return web.json_response({"ok": True, "files": files, "ts": ts})

    async def _get_faults(self, _request: web.Request) -> web.Response:
        return web.json_response(self._board.to_json())

    async def _set_faults(self, request: web.Request) -> web.Response:
        try:
            await self.set_faults(await _object_of(request))
        except ValueError as error:
            return _sorry(str(error))
        return web.json_response(self._board.to_json())

    async def set_faults(self, asked: Json) -> None:
        """Change the switch board (docs/sandbox-page-api.md, section 4); ValueError with a sentence."""
        if asked.get("clear"):
            self._board.set(())
        elif "set" in asked:
            if not isinstance(asked["set"], list):
                raise ValueError("set takes a list of faults")
            self._board.set([read_fault(fault) for fault in asked["set"]])
        elif "add" in asked:
            self._board.set((*self._board.faults, read_fault(asked["add"])))
        elif "now" in asked:
            await self._courier.strike(read_fault(asked["now"], at_once=True))
        else:
            raise ValueError("give set, add, clear or now")
        self._space.announce("faults", **self._board.to_json())

    async def _reset(self, _request: web.Request) -> web.Response:
        self._board.set(())
        self._recorder.clear()
        self._space.reset()
        return web.json_response({"ok": True})


async def _object_of(request: web.Request) -> Json:
    """The JSON object that was sent; ValueError with a sentence for anything else."""
    try:
        read = json.loads(await request.read())
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise ValueError("That is no JSON object.")
    return read


def _static(name: str) -> web.StreamResponse:
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        return _sorry("There is no such page.", status=404)
    return web.FileResponse(path, headers=_PAGE_HEADERS)


def _sorry(text: str, *, status: int = 400) -> web.Response:
    return web.json_response({"ok": False, "error": text}, status=status)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 12 else default


def _limit(request: web.Request) -> int:
    """How many to show at most, one or more; what is no number, or more than a page, asks for a page."""
    return max(1, min(_whole(request.query.get("limit"), SHOWN_MESSAGES), SHOWN_MESSAGES))


def _registered(app: App) -> Json:
    return {
        "commands": [
            {"command": c.name, "description": c.description, "usage_hint": c.hint} for c in app.commands
        ],
        "shortcuts": [
            {"type": s.kind, "name": s.name, "callback_id": s.callback_id, "description": s.description}
            for s in app.shortcuts
        ],
        "home": app.home,
    }
