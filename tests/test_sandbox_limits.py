"""How often the app may call, and what it is told when it is too often."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler

from bot.sandbox.clock import Clock
from bot.sandbox.limits import Limits, Tier
from bot.sandbox.pace import Pace
from tests.sandbox_app import ANA, ANA_DM, SUPPORT, client_of, frozen, running


@pytest.mark.parametrize("tier", [Tier.ONE, Tier.TWO, Tier.THREE, Tier.FOUR], ids=lambda tier: tier.name)
def test_a_method_may_be_called_so_often_a_minute(tier):
    clock = Clock(frozen_at=0)
    pace = Pace(clock, Limits())
    assert [pace.wait_s("some.method", tier, None) for _ in range(tier.value)] == [0] * tier.value
    assert pace.wait_s("some.method", tier, None) == 60
    assert pace.wait_s("other.method", tier, None) == 0
    clock.advance(59)
    assert pace.wait_s("some.method", tier, None) == 1
    clock.advance(1)
    assert pace.wait_s("some.method", tier, None) == 0


def test_a_channel_takes_a_short_burst_and_then_one_post_a_second():
    clock = Clock(frozen_at=0)
    pace = Pace(clock, Limits())
    assert [pace.wait_s("chat.postMessage", Tier.POST, "C1") for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert pace.wait_s("chat.postMessage", Tier.POST, "C2") == 0
    waits = []
    for _ in range(3):
        clock.advance(1)
        waits += [pace.wait_s("chat.postMessage", Tier.POST, "C1") for _ in range(2)]
    assert waits == [0, 1] * 3
    clock.advance(3600)
    assert [pace.wait_s("chat.postMessage", Tier.POST, "C1") for _ in range(6)] == [0, 0, 0, 0, 0, 1]


def test_a_refused_call_does_not_count():
    clock = Clock(frozen_at=0)
    pace = Pace(clock, Limits())
    for _ in range(20):
        pace.wait_s("chat.postMessage", Tier.POST, "C1")
    clock.advance(1)
    assert pace.wait_s("chat.postMessage", Tier.POST, "C1") == 0


async def test_too_many_posts_are_answered_429_with_retry_after():
    async with running(clock=frozen()) as server, aiohttp.ClientSession() as session:
        answers = []
        for n in range(6):
            headers = {"Authorization": f"Bearer {server.bot_token}"}
            body = {"channel": SUPPORT, "text": str(n)}
            async with session.post(
                server.base_url + "chat.postMessage", json=body, headers=headers
            ) as answer:
                answers.append(
                    (answer.status, answer.headers.get("Retry-After"), (await answer.json()).get("error"))
                )
        assert answers == [(200, None, None)] * 5 + [(429, "1", "ratelimited")]
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == ["0", "1", "2", "3", "4"]


async def test_a_direct_message_by_user_id_is_paced_like_a_channel():
    async with running(clock=frozen()) as server:
        client = client_of(server)
        for n in range(5):
            await client.chat_postMessage(channel=ANA, text=str(n))
        with pytest.raises(SlackApiError, match="ratelimited"):
            await client.chat_postMessage(channel=ANA_DM, text="by the channel's id")


async def test_a_client_that_waits_as_told_gets_through():
    async with running(limits=Limits(post_burst=1)) as server:
        client = client_of(server)
        client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=3))
        for n in range(2):
            await client.chat_postMessage(channel=SUPPORT, text=str(n))
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == ["0", "1"]
        refused = [entry["error"] for entry in server.recorder.entries() if entry["status"] == 429]
        assert refused[:1] == ["ratelimited"]


async def test_rates_can_be_off_where_a_test_measures_something_else():
    async with running(limits=Limits(enforce_rates=False)) as server:
        client = client_of(server)
        for n in range(30):
            await client.chat_postMessage(channel=SUPPORT, text=str(n))
        assert len(server.state()["messages"][SUPPORT]) == 30
