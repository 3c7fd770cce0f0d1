"""What Slack said is remembered for five minutes: asked once by many, asked anew when it may be old."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import remembered
from bot.delivery.remembered import Remembered
from tests.bot_house import Clock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Slack:
    """Answers with how often it was asked; `goes_on` lets it answer, `faults` are raised before that."""

    def __init__(self, *faults: Exception) -> None:
        self.asked = 0
        self.faults = list(faults)
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def ask(self) -> int:
        self.asked += 1
        await self.goes_on.wait()
        if self.faults:
            raise self.faults.pop(0)
        return self.asked


@pytest.fixture
def clock():
    return Clock(still=NOON)


@pytest.fixture
def known(clock):
    return Remembered(clock)


@pytest.mark.parametrize(
    ("passed", "answer"),
    [
        pytest.param(timedelta(minutes=4, seconds=59), 1, id="young"),
        pytest.param(timedelta(minutes=5), 2, id="old"),
        # Nobody sees for an hour longer what they have left, because a clock was set right.
        pytest.param(timedelta(hours=-1), 2, id="the clock was put back"),
    ],
)
async def test_an_answer_serves_for_five_minutes(known, clock, passed, answer):
    slack = Slack()
    assert await known.get("U1", slack.ask) == 1
    clock.ahead += passed
    assert await known.get("U1", slack.ask) == answer


async def test_of_several_that_ask_at_once_one_asks_slack(known):
    slack = Slack()
    slack.goes_on.clear()
    asking = [asyncio.create_task(known.get("U1", slack.ask)) for _ in range(3)]
    await asyncio.sleep(0)
    slack.goes_on.set()
    assert (await asyncio.gather(*asking), slack.asked) == ([1, 1, 1], 1)


async def test_an_answer_is_as_old_as_its_question(known, clock):
    slack = Slack()
    slack.goes_on.clear()
    asking = asyncio.create_task(known.get("U1", slack.ask))
    await asyncio.sleep(0)
    clock.wait(minutes=5)
    slack.goes_on.set()
    assert [await asking, await known.get("U1", slack.ask)] == [1, 2]


async def test_a_fault_is_no_answer(known):
    slack = Slack(TimeoutError())
    with pytest.raises(TimeoutError):
        await known.get("U1", slack.ask)
    assert (await known.get("U1", slack.ask), known.knows("U1")) == (2, True)


async def test_more_than_are_remembered_are_asked_anew(known, monkeypatch):
    monkeypatch.setattr(remembered, "REMEMBERED", 2)
    slack = Slack()
    for user in ("U1", "U2", "U3"):
        await known.get(user, slack.ask)
    assert [known.knows(user) for user in ("U1", "U2", "U3")] == [False, False, True]
