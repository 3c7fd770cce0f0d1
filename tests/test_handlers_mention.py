"""Mentions: with a paste, below one, with a question, or with nothing at all."""

from __future__ import annotations

import json

import pytest

from bot.cards import not_arrived
from tests.bot_house import (
    NO_TRACE,
    PASTE,
    RECIPIENT_PASTE,
    ask,
    cards,
    command,
    house,
    mention,
    message,
    press,
    traces,
    upload,
    whispers,
)

AS_MESSAGE, AS_MENTION = message(f"<@UBOT> {PASTE}", ts="1.1"), mention(PASTE, ts="1.1")


TABLE = "these two fail:\nemail,password\nana@example.com,Sup3rSecretPw\nben@example.com,Sup3rSecretPx"


async def test_a_table_of_mailboxes_in_a_mention_is_told_the_form_that_checks_it(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(TABLE, ts="1.1"))
        await bot.quiet()
        assert "Sup3r" not in await bot.store.read(lambda db: "\n".join(db.conn.iterdump()))
    answer, warning = (said for _, _, said in whispers(slack))
    assert answer == (
        "*I find no SMTP error in this text.* To check a login: `/smtpcheck login`; a table of mailboxes: "
        "`/smtpcheck mailboxes`. Each asks for what it needs in a private form."
    )
    assert warning.startswith("*Your message holds 2 passwords or tokens.*")


@pytest.mark.parametrize(
    "events",
    [[AS_MESSAGE, AS_MENTION], [AS_MENTION, AS_MESSAGE], [AS_MESSAGE], [AS_MENTION]],
    ids=["message first", "mention first", "the message alone", "the mention alone"],
)
@pytest.mark.parametrize("mode", ["all", "mentions"])
async def test_a_mention_is_answered_once_whichever_of_its_two_events_arrive(slack, tmp_path, events, mode):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, f"here {mode}")
        for event in events:
            await bot.deliver(event)
            await bot.quiet()
    assert len(cards(slack)) == 1
    assert slack.posted("C1")[0]["thread_ts"] == "1.1"


@pytest.mark.parametrize(
    "text", ["are you there?", "535", "what does 550 5.7.1 mean?", "login ana@example.com secret"]
)
async def test_the_message_event_of_a_mention_without_an_error_leaves_no_trace(slack, tmp_path, text):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(f"<@UBOT> {text}", ts="1.1"))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert not slack.posted("C1")
    assert not whispers(slack)


async def test_a_mention_with_a_file_is_answered_by_its_mention_alone(slack, tmp_path):
    shared = upload(slack, "trace.log", b"nothing of interest", ts="1.1")
    shared["event"]["text"] = "<@UBOT> look"
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(shared)
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert not whispers(slack)


async def test_a_mention_without_an_error_is_told_so_and_forgotten(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("any news?"))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    [(channel, user, text)] = whispers(slack)
    assert (channel, user) == ("C1", "U1")
    assert "no SMTP error" in text


async def test_a_mention_below_a_mail_that_never_arrived_says_where_to_look_for_its_error(slack, tmp_path):
    told = "Our customer sent three invoices by mail, no bounce, and none of them arrived."
    slack.messages["C1"] = [{"ts": "1.1", "user": "U2", "text": told}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("what can it be?", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    answers = [(one["thread_ts"], one["text"]) for one in slack.posted("C1") if "thread_ts" in one]
    assert answers == [("1.1", not_arrived.GIST)]


async def test_a_mail_that_never_arrived_is_no_matter_for_the_bot_unless_it_is_asked(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message("The mail was sent, no bounce, and it never arrived.", ts="1.1"))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert (slack.posted("C1"), whispers(slack)) == ([], [])


async def test_a_mention_in_a_thread_reads_the_message_that_opened_it(slack, tmp_path):
    slack.messages["C1"] = [{"ts": "1.1", "user": "U2", "text": RECIPIENT_PASTE}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("what is this?", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        rows = await bot.rows("select reporter, message_ts, thread_ts, entry from incidents")
    assert [(row["reporter"], row["message_ts"], row["thread_ts"]) for row in rows] == [("U2", "1.1", "1.1")]
    assert len(cards(slack)) == 1


async def test_the_message_that_opened_the_thread_is_read_as_it_was_typed(slack, tmp_path):
    said = "550 5.1.1 &lt;<mailto:ana@example.net|ana@example.net>&gt;: User unknown &amp; refused"
    slack.messages["C1"] = [{"ts": "1.1", "user": "U2", "text": said}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        [row] = await bot.rows("select findings from incidents")
    [finding] = json.loads(row["findings"])["findings"]
    typed = "<ana@example.net>: User unknown & refused"
    assert (finding["recipient"], finding["reply_text"]) == ("ana@example.net", typed)


async def test_a_mention_with_its_own_paste_in_a_thread_reads_that(slack, tmp_path):
    slack.messages["C1"] = [{"ts": "1.1", "user": "U2", "text": RECIPIENT_PASTE}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(PASTE, ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        rows = await bot.rows("select reporter, message_ts, reply_code from incidents")
    assert rows == [{"reporter": "U1", "message_ts": "1.2", "reply_code": 535}]


async def test_a_mention_below_a_picture_is_told_that_pictures_cannot_be_read(slack, tmp_path):
    slack.files["F1"] = {"id": "F1", "name": "screen.png", "size": 9, "url_private": slack.file_url("F1")}
    slack.messages["C1"] = [{"ts": "1.1", "user": "U2", "text": "", "files": [{"id": "F1"}]}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("what does it say?", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
    assert [name for name, _ in slack.calls if name == "file"] == []
    [(_, _, text)] = whispers(slack)
    assert text == "*I cannot read pictures.* Paste the text of the error."


async def test_another_bots_post_is_read_when_somebody_mentions_us_below_it(slack, tmp_path):
    post = {"ts": "1.1", "bot_id": "B2", "user": "UB2", "text": "Ticket 7"}
    slack.messages["C1"] = [{**post, "attachments": [{"text": RECIPIENT_PASTE}]}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("read it", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        rows = await bot.rows("select reporter, reply_code from incidents")
    assert rows == [{"reporter": "U1", "reply_code": 550}]


async def test_a_mention_below_a_card_that_was_posted_points_to_its_incident(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command(PASTE, slack=slack))
        await bot.quiet()
        await bot.deliver(press("paste:post", "1:1", slack=slack))
        await bot.quiet()
        [card] = slack.posted("C1")
        await bot.deliver(mention("and?", ts="9.9", thread_ts=card["ts"]))
        await bot.quiet()
        assert (await traces(bot))["incidents"] == 1
    [(_, _, text)] = whispers(slack)
    assert text == "This is incident 1 already: the answer stands in the message's thread."


async def ask_below_an_answered_message(bot, slack, text):
    await bot.deliver(message(PASTE, ts="1.1"))
    await bot.quiet()
    slack.messages["C1"].insert(0, {"ts": "1.1", "user": "U1", "text": PASTE})
    await bot.deliver(mention(text, ts="1.2", thread_ts="1.1"))
    await bot.quiet()


async def test_a_mention_below_an_answered_message_points_to_its_incident(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask_below_an_answered_message(bot, slack, "and?")
        assert (await traces(bot))["incidents"] == 1
    [(_, _, text)] = whispers(slack)
    assert text == "This is incident 1 already: the answer stands in the message's thread."


async def test_a_question_below_an_answered_message_is_answered(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask_below_an_answered_message(bot, slack, "is 535 the same as 530?")
        assert (await traces(bot))["incidents"] == 1
    assert whispers(slack) == []
    assert slack.posted("C1")[-1]["thread_ts"] == "1.1"
    assert slack.posted("C1")[-1]["text"].startswith("Is 535 the same as 530?")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "help",
            "Help",
            "Hello!",
            "hi",
            "hi, what can you do?",
            "What can you do for us",
            "who are you?",
        ),
        *(
            "How do I use this?",
            "can you help me, please",
            "how does this bot work?",
            "what commands are there?",
        ),
    ],
)
async def test_a_bare_mention_and_a_question_about_the_bot_itself_get_the_help(slack, tmp_path, text):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(text))
        await bot.quiet()
    [(_, user, said)] = whispers(slack)
    assert (user, said) == ("U1", "Paste an SMTP error and I say what it means and what to do.")


@pytest.mark.parametrize("text", ["what can you do about spam?", "how do I use port 587?", "can you?" * 9])
async def test_a_question_that_names_something_is_not_about_the_bot(slack, tmp_path, text):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(text))
        await bot.quiet()
    said = [said for *_, said in whispers(slack)] + [one["text"] for one in slack.posted("C1")]
    assert (len(said), [text for text in said if text.startswith("Paste an SMTP error and I say")]) == (1, [])


@pytest.mark.parametrize("text", ["thanks", "Thank you very much!", "ok, great, thx :)", "vielen Dank"])
@pytest.mark.parametrize("where", ["mention", "direct message"])
async def test_who_thanks_is_told_nothing(slack, tmp_path, where, text):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(text) if where == "mention" else message(text, channel="D1"))
        await bot.quiet()
    assert (whispers(slack), slack.posted("C1"), slack.posted("D1")) == ([], [], [])


@pytest.mark.parametrize("text", [f"thanks, and this? {PASTE}", "thanks, it still fails"])
async def test_who_thanks_and_says_more_is_answered(slack, tmp_path, text):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(text, channel="D1"))
        await bot.quiet()
    assert len(slack.posted("D1")) == 1


async def test_who_asks_for_help_below_an_error_gets_its_answer(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask_below_an_answered_message(bot, slack, "can you help?")
    [(_, _, text)] = whispers(slack)
    assert text == "This is incident 1 already: the answer stands in the message's thread."


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("show 1", "show 1"),
        ("<http://mail.example.com:587|mail.example.com:587>", "mail.example.com:587"),
        ("<mailto:ana@example.com|ana@example.com>", "ana@example.com"),
        ("check <http://mail.example.com|mail.example.com> 587", "check mail.example.com 587"),
        ("test login", "test login"),
    ],
)
@pytest.mark.parametrize("where", ["mention", "direct message"])
async def test_a_command_typed_as_a_message_is_told_how_it_is_typed(slack, tmp_path, where, text, typed):
    body = mention(text) if where == "mention" else message(text, channel="D1")
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(body)
        await bot.quiet()
    said = [text for *_, text in whispers(slack)] + [one["text"] for one in slack.posted("D1")]
    assert said == [f"Type it as a command: `/smtpcheck {typed}`."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("incidents mine", "incidents mine"), ("login ana@example.com sunshine", "login ana@example.com")],
)
async def test_a_command_typed_behind_the_bots_name_is_told_how_it_is_typed(slack, tmp_path, typed, said):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(f"/smtpcheck {typed}"))
        await bot.quiet()
        kept = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    assert whispers(slack)[0][2] == f"Type it as a command: `/smtpcheck {said}`."
    assert b"sunshine" not in kept


@pytest.mark.parametrize(
    ("channel", "warned"), [("C1", "*Your message holds a"), ("D1", "*Your text holds a")]
)
async def test_a_password_typed_behind_login_in_a_message_is_kept_nowhere(slack, tmp_path, channel, warned):
    typed = "login <mailto:ana@example.com|ana@example.com> Zk9+quiet/horse"
    body = message(typed, channel=channel) if channel == "D1" else mention(typed)
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(body)
        await bot.quiet()
        kept = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    said = [text for *_, text in whispers(slack)] + [one["text"] for one in slack.posted("D1")]
    assert said[0] == "Type it as a command: `/smtpcheck login ana@example.com`."
    assert said[1].startswith(warned)
    assert (len(said), b"quiet" in kept, b"login ana@example.com" in kept) == (2, False, True)


async def test_a_code_in_a_mention_is_looked_up(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("535", ts="1.1"))
        await bot.quiet()
    [said] = slack.posted("C1")
    assert (said["thread_ts"], said["text"].split(":")[0]) == ("1.1", "535")


@pytest.mark.parametrize(
    ("question", "title"),
    {
        "what does 550 5.1.1 mean?": "5.1.1",
        "what does mailbox full mean?": "The recipient's mailbox has no room for new mail",
        "was bedeutet 421?": "421",
        "mailbox full": "The recipient's mailbox has no room for new mail",
    }.items(),
)
async def test_what_a_mention_asks_about_is_looked_up_and_is_no_incident(slack, tmp_path, question, title):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(question, ts="1.1"))
        await bot.quiet()
        assert (await traces(bot))["incidents"] == 0
    [said] = slack.posted("C1")
    assert (said["thread_ts"], said["text"].split(":")[0].rstrip(".")) == ("1.1", title)


async def test_a_question_among_people_is_left_alone(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message("what does 550 5.1.1 User unknown mean?"))
        await bot.quiet()
    assert (slack.posted("C1"), whispers(slack)) == ([], [])
