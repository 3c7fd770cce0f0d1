"""What the tests of the local workspace share: a server, apps on it, waiting for facts."""

from __future__ import annotations

import asyncio
import json
import random
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clock import Clock
from bot.sandbox.limits import Limits
from bot.sandbox.server import SandboxServer

ANA, BEN, CHRIS, GITA, OTTO = "U0ANA000001", "U0BEN000001", "U0CHRIS0001", "U0GITA00001", "U0OTTO00001"
BOT = "U0SMTPCHECK"
SUPPORT, DELIVERABILITY, GENERAL, PRIVATE = "C0SUPPORT01", "C0DELIVERY1", "C0GENERAL01", "C0PRIVATE01"
ANA_DM = "D0ANA000001"
TEAM = "T0LOCAL0001"
NOON = 1_795_521_600.0
# A Slack that waits for an app on a busy machine: where its three seconds are not what is tested.
PATIENT = Limits(ack_deadline_s=60.0, trigger_s=60.0)
# An app that is granted everything the local workspace knows.
WHOLE_MANIFEST = {
    "display_information": {"name": "smtpcheck"},
    "features": {
        "bot_user": {"display_name": "smtpcheck", "always_online": True},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/smtpcheck",
                "description": "Read an SMTP error",
                "usage_hint": "535 | a pasted error | help",
                "should_escape": False,
            }
        ],
        "shortcuts": [
            {
                "type": "message",
                "name": "Diagnose this error",
                "callback_id": "diagnose_message",
                "description": "Reads the SMTP error in this message",
            }
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "groups:history",
                "groups:read",
                "im:history",
                "im:read",
                "im:write",
                "reactions:write",
                "team:read",
                "usergroups:read",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "file_shared",
                "member_joined_channel",
                "member_left_channel",
                "message.channels",
                "message.groups",
                "message.im",
            ]
        }
    },
}


def free_port() -> int:
    """A port that nobody listens on, below those that the kernel gives away: no other test's server comes to it."""
    dice = random.SystemRandom()  # pytest-randomly gives every worker the same seed
    while True:
        with socket.socket() as trying, suppress(OSError):
            port = dice.randrange(10_000, 32_768)
            trying.bind(("127.0.0.1", port))
            return port


async def until(fact: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is true; AssertionError when it never gets true."""
    for _ in range(int(seconds / 0.005)):
        if fact():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"never came true: {fact}")


async def turns() -> None:
    """Let the loop do all that is ready; no time is waited for, so a slow machine makes no difference."""
    for _ in range(100):
        await asyncio.sleep(0)


@asynccontextmanager
async def running(**settings) -> AsyncIterator[SandboxServer]:
    """A server that is up, for an app that may do everything unless told otherwise."""
    server = SandboxServer(**{"manifest": WHOLE_MANIFEST, **settings})
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def frozen() -> Clock:
    """A clock that stands at noon until a test moves it."""
    return Clock(frozen_at=NOON)


def client_of(server: SandboxServer, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(token=server.bot_token if token is None else token, base_url=server.base_url)


@asynccontextmanager
async def bolt(server: SandboxServer) -> AsyncIterator[AsyncApp]:
    """A real Bolt app by Socket Mode; listeners are added by the test."""
    app = AsyncApp(client=client_of(server), signing_secret="unused", process_before_response=True)
    handler = AsyncSocketModeHandler(app, server.app_token)
    await handler.connect_async()
    await until(lambda: server.connections)
    try:
        yield app
    finally:
        await handler.close_async()


class Peer:
    """A bare Socket Mode client: keeps every frame, acknowledges only when told to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[dict] = []
        self.closed = asyncio.Event()
        self._task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.socket:
            self.frames.append(json.loads(message.data))
        self.closed.set()

    @property
    def envelopes(self) -> list[dict]:
        return [frame for frame in self.frames if "envelope_id" in frame]

    async def ack(self, frame: dict, payload: object = None) -> None:
        body = {"envelope_id": frame["envelope_id"]} | ({} if payload is None else {"payload": payload})
        await self.socket.send_str(json.dumps(body))

    async def close(self) -> None:
        await self.socket.close()
        await self._task


@asynccontextmanager
async def peers(server: SandboxServer, number: int = 1) -> AsyncIterator[list[Peer]]:
    """So many bare peers, all greeted."""
    async with aiohttp.ClientSession() as session:
        joined = []
        for _ in range(number):
            opened = await client_of(server, server.app_token).apps_connections_open(
                app_token=server.app_token
            )
            joined.append(Peer(await session.ws_connect(opened["url"])))
            await until(lambda: joined[-1].frames)
        try:
            yield joined
        finally:
            for peer in joined:
                await peer.close()


async def say(server: SandboxServer, user: str, channel: str, text: str, **more: object) -> str:
    """Somebody says something; returns its ts."""
    answer = await server.act({"as": user, "do": "say", "channel": channel, "text": text, **more})
    assert answer["ok"], answer
    return answer["ts"]


def section(text: str) -> dict:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def modal(*blocks: dict, **more: object) -> dict:
    title = {"type": "plain_text", "text": "A form"}
    return {"type": "modal", "title": title, "blocks": list(blocks or (section("text"),)), **more}


def text_input(block_id: str = "name", **more: object) -> dict:
    element = {"type": "plain_text_input", "action_id": "typed", **more}
    return {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": "Name"},
        "element": element,
    }


SUBMIT = {"type": "plain_text", "text": "Send"}
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "17"}
ACTIONS = {"type": "actions", "block_id": "row", "elements": [BUTTON]}


async def posted(server, *blocks: dict) -> str:
    """A message of the app in #support, with a button unless told otherwise; returns its ts."""
    answer = await client_of(server).chat_postMessage(
        channel=SUPPORT, text="x", blocks=list(blocks or (ACTIONS,))
    )
    return answer["ts"]


async def first(peer) -> dict:
    """The first envelope that is no event."""
    await until(lambda: any(envelope["type"] != "events_api" for envelope in peer.envelopes))
    return next(envelope for envelope in peer.envelopes if envelope["type"] != "events_api")


async def acked(server, peer, act: dict, payload: object = None) -> tuple[dict, dict]:
    """Do an act and acknowledge it; returns the payload the app got and what the act answered."""
    seen = len(peer.envelopes)
    task = asyncio.create_task(server.act(act))
    await until(lambda: any(e["type"] != "events_api" for e in peer.envelopes[seen:]))
    envelope = next(e for e in peer.envelopes[seen:] if e["type"] != "events_api")
    await peer.ack(envelope, payload)
    return envelope["payload"], await task


def notices(server, user: str = ANA) -> list[str]:
    """What Slack itself told somebody."""
    return [notice["text"] for notice in server.state()["notices"].get(user, [])]


async def opened(server, peer, view: dict, user: str = ANA) -> dict:
    """A modal that is open for somebody."""
    payload, _ = await acked(
        server, peer, {"as": user, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
    )
    return (await client_of(server).views_open(trigger_id=payload["trigger_id"], view=view))["view"]


async def post(url: str, body: object) -> tuple[int, str]:
    """Answer at a response address; returns status and body."""
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        return answer.status, await answer.text()


async def refused(server, method: str, token: str | None = None, /, **arguments) -> dict:
    """What Slack says when it refuses a call of the app's, or of another token's."""
    with pytest.raises(SlackApiError) as caught:
        await client_of(server, token).api_call(method, json=arguments)
    return caught.value.response.data


def events_of(peer) -> list[dict]:
    """The events a peer was sent."""
    return [envelope["payload"]["event"] for envelope in peer.envelopes if envelope["type"] == "events_api"]


async def answering(peer) -> None:
    """Acknowledge whatever comes."""
    done = 0
    while True:
        if len(peer.envelopes) > done:
            await peer.ack(peer.envelopes[done])
            done += 1
        await asyncio.sleep(0.002)
