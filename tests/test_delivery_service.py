from __future__ import annotations

import pytest

from tests.bot_house import PASTE, command, house, message
from tests.slack_stub import SlackStub


@pytest.fixture
async def slack():
    stub = SlackStub()
    await stub.start()
    yield stub
    await stub.stop()


async def test_a_paste_by_command_is_kept_before_the_ack_and_answered_to_the_asker_alone(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        answer = await bot.deliver(command(PASTE, slack=slack))
        assert (answer.status, answer.body) == (200, "")
        await bot.settle(lambda: slack.answers)
        await bot.quiet()
    print(slack.answers)


async def test_a_paste_in_a_channel_gets_a_card_in_its_thread(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, ts="1764000001.000100"))
        await bot.settle(lambda: slack.posted("C1"))
        await bot.quiet()
    print(slack.messages)
