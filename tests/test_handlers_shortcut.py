"""The message shortcut: any message, another bot's too, where the bot is and where it is not."""

from __future__ import annotations

from tests.bot_house import (
    NO_TRACE,
    PASTE,
    house,
    message,
    shortcut,
    traces,
)


async def test_the_shortcut_answers_in_the_messages_thread(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(shortcut(PASTE, slack=slack, ts="5.5"))
        await bot.quiet()
        rows = await bot.rows("select reporter, message_ts, channel from incidents")
    assert rows == [{"reporter": "U2", "message_ts": "5.5", "channel": "C1"}]
    assert slack.posted("C1")[0]["thread_ts"] == "5.5"


async def test_the_shortcut_where_the_bot_is_not_answers_privately(slack, tmp_path):
    slack.channels["C9"] = {"is_member": False}
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(shortcut(PASTE, slack=slack, channel="C9"))
        await bot.quiet()
        rows = await bot.rows("select reporter, channel from incidents")
    assert rows == [{"reporter": "U1", "channel": None}]
    assert slack.posted("C9") == []
    assert len(slack.answers) == 1


async def test_a_file_that_slack_does_not_show_the_bot_is_told_as_that(slack, tmp_path):
    slack.channels["C9"] = {"is_member": False}
    taken = shortcut("", slack=slack, channel="C9")
    taken["message"]["files"] = [{"id": "F9", "name": "bounce.eml"}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(taken)
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    [answer] = slack.answers
    assert answer["text"] == (
        "*Slack does not show me that file.* `/invite @smtpcheck` into its channel, then try again; "
        "or send me the file in a direct message."
    )


async def test_the_shortcut_reads_another_bots_post(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(shortcut(PASTE, slack=slack, bot_id="B2"))
        await bot.quiet()
        rows = await bot.rows("select reporter from incidents")
    assert rows == [{"reporter": "U1"}]


async def test_the_shortcut_on_a_message_without_an_error_says_so_privately(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(shortcut("good morning", slack=slack))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    [answer] = slack.answers
    assert "no SMTP error" in answer["text"]


async def test_the_shortcut_on_the_bots_own_card_points_to_its_incident(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, ts="1.1"))
        await bot.quiet()
        taken = shortcut(PASTE, slack=slack, ts="1.2", thread_ts="1.1")
        taken["message"]["user"] = "UBOT"
        await bot.deliver(taken)
        await bot.quiet()
        assert (await traces(bot))["incidents"] == 1
    [answer] = slack.answers
    assert answer["text"] == "This is incident 1 already: the answer stands in the message's thread."


async def test_the_shortcut_reads_nothing_else_that_the_bot_said(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        taken = shortcut(f"5 incidents: {PASTE}", slack=slack)
        taken["message"]["user"] = "UBOT"
        await bot.deliver(taken)
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    [answer] = slack.answers
    assert "no SMTP error" in answer["text"]
