"""The bot in a test: a real store, real Bolt, the stub Slack, and payloads as Slack sends them."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

import handlers
from bot.config import Settings
from bot.delivery import lanes, sender
from bot.delivery.service import Service, slack_client, who_am_i
from bot.desk import Person
from bot.store import Store
from tests.knowledge_base import knowledge
from tests.slack_stub import BOT_USER, TEAM, SlackStub

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
PASTE = "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')"
RECIPIENT_PASTE = "550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown"
PATIENCE_S = 60.0  # of a test: a machine that does ten things at once takes its time
TEN_MINUTES = (429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "600"})
"""How Slack asks to wait so long before the next call."""
_numbers = itertools.count(1)


@dataclass
class Clock:
    """The bot's time: the real one, as what Slack sends is stamped with it, or one that stands still, moved by a test."""

    still: datetime | None = None
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return (self.still or datetime.now(UTC)) + self.ahead

    def wait(self, **span: float) -> None:
        """Let so much time pass."""
        self.ahead += timedelta(**span)

    def monotonic(self) -> float:
        """Seconds for what measures by `time.monotonic`, whose place a clock takes then."""
        return time.monotonic() + self.ahead.total_seconds()


def pause_by(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sender's pauses pass as the bot's clock is moved."""
    for module in (lanes, sender):
        monkeypatch.setattr(module, "time", clock)


@dataclass
class House:
    service: Service
    slack: SlackStub
    store: Store

    async def after_ten_minutes(self, clock: Clock) -> None:
        """Let the time pass that Slack asked for, and all be sent."""
        clock.wait(minutes=10)
        self.service.sender.wake()
        await self.quiet()

    async def offer(self, body: dict[str, Any]) -> BoltResponse:
        """Hand Bolt a payload as Socket Mode does, whether it is taken or not."""
        return await self.service.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))

    async def deliver(self, body: dict[str, Any]) -> BoltResponse:
        """Hand Bolt a payload that it acknowledges: Slack would show what it does not as failed."""
        answer = await self.offer(body)
        assert answer.status == 200, (answer.status, answer.body)
        return answer

    async def settle(self, until: Callable[[], object], within_s: float = PATIENCE_S) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + within_s
        while not until():
            assert time.monotonic() < end, f"did not happen within {within_s} s"
            await asyncio.sleep(0.005)

    async def quiet(self, within_s: float = PATIENCE_S) -> None:
        """Wait until nothing is left to work or to send."""

        def left(db: Any) -> int:
            return db.execute(
                "select (select count(*) from inbox where done_at is null)"
                " + (select count(*) from outbox where done_at is null) as n"
            ).fetchone()["n"]

        end = time.monotonic() + within_s
        while await self.store.read(left):
            assert time.monotonic() < end, await self.rows("select * from outbox where done_at is null")
            await asyncio.sleep(0.005)

    async def rows(self, sql: str) -> list[dict[str, Any]]:
        return await self.store.read(lambda db: [dict(row) for row in db.execute(sql).fetchall()])


@asynccontextmanager
async def built(settings: Settings, store: Store, now: Callable[[], datetime]) -> AsyncIterator[Service]:
    """The bot without a transport, nothing running."""
    async with aiohttp.ClientSession() as session:
        client = slack_client(settings, session)
        identity = await who_am_i(client)
        yield Service(
            settings,
            store,
            knowledge(),
            session,
            client,
            identity,
            handlers.register,
            handlers.handle,
            now,
        )


@asynccontextmanager
async def house(
    path: Path,
    slack: SlackStub,
    *,
    working: bool = True,
    now: Callable[[], datetime] | None = None,
    settings: Settings | None = None,
) -> AsyncIterator[House]:
    """The bot on a database, its worker and sender running unless told otherwise."""
    store = Store.open(str(path))
    settings = replace(
        settings or Settings(),
        slack_bot_token="xoxb-1",
        slack_signing_secret=SECRET,
        slack_api_url=slack.api,
    )
    async with built(settings, store, now or Clock()) as service:
        loops = []
        if working:
            running = (service.worker.run, service.sender.run, service.timers.run)
            loops = [asyncio.ensure_future(run()) for run in running]
        try:
            yield House(service, slack, store)
        finally:
            service.timers.stop()
            await service.worker.stop(2)
            await service.sender.stop(2)
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)
            await store.close()


def message(
    text: str, *, user: str = "U1", channel: str = "C1", ts: str | None = None, **event: Any
) -> dict[str, Any]:
    number = next(_numbers)
    ts = ts or f"17640000{number:02d}.000100"
    said = {"type": "message", "user": user, "text": text, "channel": channel, "ts": ts, "event_ts": ts}
    return _event({**said, "channel_type": "im" if channel.startswith("D") else "channel", **event}, number)


def edited(text: str, *, before: str, ts: str = "1.1", **said: Any) -> dict[str, Any]:
    """The event of a message that says something else now."""
    stands = {"type": "message", "user": "U1", "ts": ts, **said}
    changed = {**stands, "text": text, "edited": {"user": "U1", "ts": "9.9"}}
    body = message(
        "", subtype="message_changed", message=changed, previous_message={**stands, "text": before}
    )
    del body["event"]["user"]  # it stands in the message
    return body


def upload(slack: SlackStub, name: str, content: bytes, **event: Any) -> dict[str, Any]:
    """A message with a file that can be fetched."""
    number = f"F{len(slack.files) + 1}"
    slack.files[number] = {
        "id": number,
        "name": name,
        "size": len(content),
        "url_private": slack.file_url(name),
    }
    slack.contents[name] = content
    return message("", subtype="file_share", files=[slack.files[number]], **event)


def mention(text: str, **event: Any) -> dict[str, Any]:
    body = message(f"<@{BOT_USER}> {text}", **event)
    body["event"]["type"] = "app_mention"
    del body["event"]["channel_type"]
    return body


def _event(event: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": f"Ev{number}",
        "event_time": 1764000000,
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        "event": event,
    }


def command(text: str, *, slack: SlackStub, user: str = "U1", channel: str = "C1") -> dict[str, Any]:
    number = next(_numbers)
    return {
        "command": "/smtpcheck",
        "text": text,
        "team_id": TEAM,
        "user_id": user,
        "channel_id": channel,
        "trigger_id": f"1.2.{number}",
        "response_url": slack.response_url(str(number)),
        "api_app_id": "A1",
    }


def press(
    action_id: str, value: str, *, slack: SlackStub, user: str = "U1", channel: str = "C1", ts: str = "1.1"
) -> dict[str, Any]:
    number = next(_numbers)
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "channel": {"id": channel},
        "trigger_id": f"1.2.{number}",
        "response_url": slack.response_url(str(number)),
        "container": {"type": "message", "message_ts": ts, "channel_id": channel},
        "message": {"ts": ts},
        "actions": [
            {"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": "1"}
        ],
    }


def in_view(pressed: dict[str, Any], **view: str) -> dict[str, Any]:
    """The same press in a modal or the home, which know neither channel nor message."""
    body = {name: pressed[name] for name in pressed if name not in ("channel", "message", "response_url")}
    return {**body, "container": {"type": "view", "view_id": view["id"]}, "view": view}


def shortcut(
    text: str,
    *,
    slack: SlackStub,
    channel: str = "C1",
    ts: str = "1764000099.000100",
    **said: Any,
) -> dict[str, Any]:
    number = next(_numbers)
    return {
        "type": "message_action",
        "callback_id": "diagnose_message",
        "team": {"id": TEAM},
        "user": {"id": "U1", "team_id": TEAM},
        "channel": {"id": channel},
        "trigger_id": f"1.2.{number}",
        "response_url": slack.response_url(str(number)),
        "message_ts": ts,
        "message": {"type": "message", "user": "U2", "text": text, "ts": ts, **said},
    }


def submit(callback: str, metadata: str, values: dict[str, Any], *, user: str = "U1") -> dict[str, Any]:
    """A form as it is submitted; each field has one input."""
    number = next(_numbers)
    return {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "trigger_id": f"9.9.{number}",
        "view": {
            "id": f"V{number}",
            "type": "modal",
            "callback_id": callback,
            "private_metadata": metadata,
            "state": {"values": {name: {"answer": value} for name, value in values.items()}},
        },
    }


def signed(body: dict[str, Any], *, secret: str) -> tuple[str, dict[str, str]]:
    """The body and headers of an HTTP request as Slack signs it."""
    text = json.dumps(body)
    stamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=text)
    return text, {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or "",
        "Content-Type": "application/json",
    }


class Directory:
    """Slack as a test says it is."""

    def __init__(self, outsiders=(), members=()) -> None:
        self.outsiders = outsiders
        self.members = members

    async def person(self, user):
        return Person(user, user, user in self.outsiders)

    async def readable(self, user, channels):
        return frozenset(channel for channel in channels if (user, channel) in self.members)

    async def belongs(self, user):
        return frozenset()

    async def joined(self, channel):
        return True


# What a test does and sees


async def do(bot: House, body: dict[str, Any]) -> None:
    """Hand Bolt a payload that it takes without an answer, and wait until all is done."""
    answer = await bot.deliver(body)
    assert (answer.status, answer.body) == (200, "")
    await bot.quiet()


async def refused(bot: House, form: dict[str, Any]) -> dict[str, str]:
    """Submit a form that stays open; returns what it says at its fields."""
    answer = json.loads((await bot.deliver(form)).body)
    await bot.quiet()
    assert answer["response_action"] == "errors"
    return answer["errors"]


async def ask(bot: House, text: str, **who: str) -> str:
    """Ask by the command; returns the one answer, which the asker alone reads."""
    before = len(bot.slack.answers)
    answer = await bot.deliver(command(text, slack=bot.slack, **who))
    assert (answer.status, answer.body) == (200, "")
    await bot.quiet()
    new = bot.slack.answers[before:]
    assert len(new) == 1, f"one answer is due, these came: {new}"
    assert (new[0]["response_type"], new[0]["replace_original"]) == ("ephemeral", False)
    return str(new[0]["text"])


def lines(bot: House, channel: str = "C1") -> list[str]:
    """What was said below the card."""
    return [said["text"] for said in bot.slack.posted(channel) if not said["text"].startswith("Incident")]


def told(bot: House) -> list[tuple[str, str]]:
    """What was said to one person alone: whom and what."""
    return [(call["user"], call["text"]) for call in bot.slack.called("chat.postEphemeral")]


async def state(bot: House) -> tuple[str, str | None]:
    """Incident 1: how it stands and who owns it."""
    [row] = await bot.rows("select state, owner from incidents where id = 1")
    return row["state"], row["owner"]


async def tick(bot: House, clock: Clock, by: timedelta) -> None:
    """Move the clock and let the bot look at it."""
    clock.ahead += by
    bot.service.timers.wake()
    now_ms = int(clock().timestamp() * 1000)
    end = time.monotonic() + PATIENCE_S
    while await bot.rows(f"select id from follow_ups where done_at is null and due_at <= {now_ms}"):
        assert time.monotonic() < end
        await asyncio.sleep(0.005)
    clock.ahead += timedelta(seconds=1)  # what was owed twice at one instant is owed a millisecond later
    bot.service.sender.wake()
    await bot.quiet()


def buttons(said: dict[str, Any]) -> list[str]:
    """The action ids of a message's buttons, those beside a text first."""
    found = [block.get("accessory") for block in said["blocks"]]
    found += [part for block in said["blocks"] for part in block.get("elements", [])]
    return [part["action_id"] for part in found if part and part["type"] == "button"]


def cards(slack: SlackStub, channel: str = "C1") -> list[str]:
    """The texts of the incidents' cards."""
    return [said["text"] for said in slack.posted(channel) if said["text"].startswith("Incident")]


def whispers(slack: SlackStub) -> list[tuple[str, str, str]]:
    """What was said to one person alone: where, to whom and what."""
    return [(call["channel"], call["user"], call["text"]) for call in slack.called("chat.postEphemeral")]


async def traces(bot) -> dict[str, int]:
    """How much is left of messages."""
    [found] = await bot.rows(
        "select (select count(*) from inbox) as inbox, (select count(*) from diagnosed) as diagnosed,"
        " (select count(*) from incidents) as incidents"
    )
    return found


NO_TRACE = {"inbox": 0, "diagnosed": 0, "incidents": 0}
