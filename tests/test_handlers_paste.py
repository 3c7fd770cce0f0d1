"""Messages, mentions, uploads: an SMTP error is answered in its thread, the rest leaves no trace."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

import pytest

from tests.bot_house import PASTE, RECIPIENT_PASTE, Clock, command, house, mention, message, shortcut
from tests.slack_stub import SlackStub

EML = b"""From: MAILER-DAEMON@example.org
To: ana@example.org
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It failed.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; no@example.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b--
"""


def upload(slack: SlackStub, name: str, content: bytes, **event):
    file = {
        "id": f"F{len(slack.files) + 1}",
        "name": name,
        "size": len(content),
        "url_private": slack.file_url(name),
    }
    slack.files[file["id"]] = file
    slack.contents[name] = content
    return message("", subtype="file_share", files=[file], **event)


def cards(slack: SlackStub, channel: str = "C1") -> list[str]:
    return [said["text"] for said in slack.posted(channel) if said["text"].startswith("Incident")]


def whispers(slack: SlackStub) -> list[tuple[str, str, str]]:
    return [(call["channel"], call["user"], call["text"]) for call in slack.called("chat.postEphemeral")]


async def traces(bot) -> dict[str, int]:
    [found] = await bot.rows(
        "select (select count(*) from inbox) as inbox, (select count(*) from diagnosed) as diagnosed,"
        " (select count(*) from incidents) as incidents"
    )
    return found


NO_TRACE = {"inbox": 0, "diagnosed": 0, "incidents": 0}


async def test_a_clock_that_was_set_back_holds_up_no_answer(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, now=Clock(ahead=timedelta(days=-1))) as bot:
        await bot.deliver(message(PASTE))
        await bot.settle(lambda: cards(slack))


async def test_the_row_is_on_the_disk_before_the_ack(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        answer = await bot.deliver(message(PASTE, ts="1.1"))
        rows = await bot.rows("select lane, intent, team, actor, channel, ts, text, done_at from inbox")
    assert answer.status == 200
    assert rows == [
        {
            "lane": "T1:C1",
            "intent": "paste",
            "team": "T1",
            "actor": "U1",
            "channel": "C1",
            "ts": "1.1",
            "text": PASTE,
            "done_at": None,
        }
    ]


async def test_what_could_not_be_kept_is_not_acknowledged(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.store.close()
        answer = await bot.deliver(message(PASTE))
    assert answer.status == 500


async def test_a_done_row_keeps_its_key_and_loses_its_words(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        body = message(PASTE)
        await bot.deliver(body)
        await bot.quiet()
        rows = await bot.rows("select key, text, fields from inbox")
    assert rows == [{"key": body["event_id"], "text": "", "fields": "{}"}]


async def test_an_event_delivered_twice_is_answered_once(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        body = message(PASTE)
        await bot.deliver(body)
        await bot.deliver(body)
        await bot.quiet()
        await bot.deliver(body)
        await bot.quiet()
    assert len(slack.posted("C1")) == 1


async def test_a_mention_that_also_arrives_as_a_message_is_answered_once(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(f"<@UBOT> {PASTE}", ts="1.1"))
        await bot.deliver(mention(PASTE, ts="1.1"))
        await bot.quiet()
    assert len(cards(slack)) == 1
    assert slack.posted("C1")[0]["thread_ts"] == "1.1"


async def test_two_events_of_one_message_open_one_incident(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, ts="1.1"))
        await bot.deliver(mention(PASTE, ts="1.1"))
        await bot.quiet()
        assert (await traces(bot))["incidents"] == 1
    assert len(slack.posted("C1")) == 1
    assert whispers(slack) == []


@pytest.mark.parametrize(
    "body",
    [
        message("how is the weather"),
        message("done, thanks. We have 550 boxes in stock"),
        message("550"),
        message(" 5.7.8 ", thread_ts="1.1"),
        message(PASTE, bot_id="B2", subtype="bot_message"),
        message(PASTE, subtype="message_changed", message={"text": PASTE, "ts": "1.1", "user": "U1"}),
        message(PASTE, subtype="channel_topic"),
        message("", subtype="message_deleted", deleted_ts="9.9"),
        message("", subtype="file_share", files=[{"id": "F1", "name": "screen.png"}]),
        message(PASTE, user="UBOT"),
    ],
    ids=[
        "chat",
        "a number",
        "a code alone",
        "a code in a thread",
        "another bot",
        "an edit",
        "a topic",
        "a deletion",
        "a picture",
        "our own",
    ],
)
async def test_what_nobody_asked_about_leaves_no_trace(slack, tmp_path, body):
    async with house(tmp_path / "s.db", slack) as bot:
        answer = await bot.deliver(body)
        assert answer.status == 200
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
        assert await bot.rows("select * from outbox") == []
    assert slack.messages == {}


async def test_a_mention_without_an_error_is_told_so_and_forgotten(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("are you there?"))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    [(channel, user, text)] = whispers(slack)
    assert (channel, user) == ("C1", "U1")
    assert "no SMTP error" in text


async def test_a_mention_in_a_thread_reads_the_message_that_opened_it(slack, tmp_path):
    slack.messages["C1"] = [{"ts": "1.1", "user": "U2", "text": RECIPIENT_PASTE}]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("what is this?", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        rows = await bot.rows("select reporter, message_ts, thread_ts, entry from incidents")
    assert [(row["reporter"], row["message_ts"], row["thread_ts"]) for row in rows] == [("U2", "1.1", "1.1")]
    assert len(cards(slack)) == 1


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
    slack.messages["C1"] = [
        {"ts": "1.1", "bot_id": "B2", "text": "Ticket 7", "attachments": [{"text": RECIPIENT_PASTE}]}
    ]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("read it", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        rows = await bot.rows("select reporter, reply_code from incidents")
    assert rows == [{"reporter": "U1", "reply_code": 550}]


async def test_a_mention_below_an_answered_message_points_to_its_incident(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, ts="1.1"))
        await bot.quiet()
        slack.messages["C1"].insert(0, {"ts": "1.1", "user": "U1", "text": PASTE})
        await bot.deliver(mention("and?", ts="1.2", thread_ts="1.1"))
        await bot.quiet()
        assert (await traces(bot))["incidents"] == 1
    [(_, _, text)] = whispers(slack)
    assert text == "This is incident 1 already: the answer stands in the message's thread."


@pytest.mark.parametrize("text", ["", "help", "Help", "Hello!", "hi"])
async def test_a_bare_mention_gets_the_help(slack, tmp_path, text):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(text))
        await bot.quiet()
    [(_, user, said)] = whispers(slack)
    assert (user, said) == ("U1", "Paste an SMTP error and I say what it means and what to do.")


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


async def test_the_same_error_again_gets_one_short_line_and_no_second_incident(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, ts="1.1"))
        await bot.quiet()
        await bot.deliver(message(RECIPIENT_PASTE, ts="2.1", user="U2"))
        await bot.quiet()
        rows = await bot.rows("select seen from incidents")
    assert rows == [{"seen": 2}]
    assert len(cards(slack)) == 1
    last = slack.posted("C1")[-1]
    assert (last["thread_ts"], last["text"]) == ("2.1", "The same error as incident 1, seen 2 times.")


async def test_an_error_that_names_nobody_is_never_the_same(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, ts="1.1"))
        await bot.deliver(message(PASTE, ts="2.1"))
        await bot.quiet()
    assert len(cards(slack)) == 2


@pytest.mark.parametrize(("name", "content"), [("bounce.eml", EML), ("mail.log", RECIPIENT_PASTE.encode())])
async def test_an_upload_is_fetched_and_answered(slack, tmp_path, name, content):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, name, content, ts="1.1"))
        await bot.quiet()
        rows = await bot.rows("select reply_code, message_ts from incidents")
    assert rows == [{"reply_code": 550, "message_ts": "1.1"}]
    assert len(cards(slack)) == 1


async def test_an_upload_is_written_as_ids_before_the_ack(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.deliver(upload(slack, "a.eml", EML, ts="1.1"))
        rows = await bot.rows("select text, fields from inbox")
    assert rows == [{"text": "", "fields": '{"files": "F1", "unaddressed": "yes"}'}]


async def test_an_upload_without_an_error_is_told_so_and_forgotten(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        body = upload(slack, "notes.txt", b"milk, bread")
        await bot.deliver(body)
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
        await bot.deliver(body)
        await bot.quiet()
    assert len(whispers(slack)) == 1


async def test_an_upload_that_is_too_large_is_not_fetched(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        body = upload(slack, "huge.log", b"x")
        slack.files["F1"]["size"] = 1_000_001
        await bot.deliver(body)
        await bot.quiet()
    assert [name for name, _ in slack.calls if name == "file"] == []
    [(_, _, text)] = whispers(slack)
    assert text == "I could not read that file."


async def test_a_file_that_is_larger_than_slack_says_is_not_read(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        body = upload(slack, "liar.log", b"550 5.1.1 no\n" * 100_000)
        slack.files["F1"]["size"] = 10
        await bot.deliver(body)
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert len(whispers(slack)) == 1


async def test_the_bot_token_travels_to_slack_only(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        body = upload(slack, "away.log", b"550 5.1.1 no such user")
        slack.files["F1"]["url_private"] = slack.file_url("away.log").replace("127.0.0.1", "localhost")
        await bot.deliver(body)
        await bot.quiet()
    assert [name for name, _ in slack.calls if name == "file"] == []


async def test_a_dropped_csv_is_not_read_and_its_poster_told_how_to_delete_it(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, "boxes.csv", b"email,password"))
        await bot.quiet()
    assert [name for name, _ in slack.calls if name in {"file", "files.info"}] == []
    [call] = slack.called("chat.postEphemeral")
    assert (call["user"], call["text"]) == ("U1", "I do not read CSV files in a channel.")
    assert "Delete file" in str(call["blocks"])


@pytest.mark.parametrize("where", ["mention", "direct message"])
async def test_a_picture_somebody_asks_about_is_answered(slack, tmp_path, where):
    picture = {"files": [{"id": "F1", "name": "Screenshot.PNG"}], "subtype": "file_share"}
    body = message("", channel="D1", **picture) if where == "direct message" else mention("", **picture)
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(body)
        await bot.quiet()
    said = [call["text"] for call in slack.called("chat.postEphemeral")] + [
        one["text"] for one in slack.posted("D1")
    ]
    assert said == ["*I cannot read pictures.* Paste the text of the error."]


async def test_a_direct_message_is_always_answered(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message("the printer is out of paper", channel="D1", ts="1.1"))
        await bot.deliver(message(PASTE, channel="D1", ts="1.2"))
        await bot.quiet()
    assert [said["thread_ts"] for said in slack.posted("D1")] == ["1.1", "1.2"]
    assert len(cards(slack, "D1")) == 1


async def test_a_secret_is_not_kept_and_its_poster_told_privately(slack, tmp_path):
    secret = "Sup3rSecretPw"
    text = f"AUTH LOGIN\npassword: {secret}\n{PASTE}"
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.deliver(message(text, user="U7"))
        [row] = await bot.rows("select text from inbox")
    assert secret not in row["text"]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.quiet()
        dump = await bot.store.read(lambda db: "\n".join(db.conn.iterdump()))
    assert secret not in dump
    assert [(channel, user) for channel, user, _ in whispers(slack)] == [("C1", "U7")]
    assert "change the password" in whispers(slack)[0][2]


@pytest.mark.parametrize("shape", ["message_deleted", "tombstone"])
async def test_a_deleted_message_takes_its_words_with_it(slack, tmp_path, shape):
    gone = {
        "message_deleted": {"subtype": "message_deleted", "deleted_ts": "1.1"},
        "tombstone": {"subtype": "message_changed", "message": {"subtype": "tombstone", "ts": "1.1"}},
    }[shape]
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, ts="1.1"))
        await bot.quiet()
        await bot.deliver(message("", previous_message={"user": "U1", "text": RECIPIENT_PASTE}, **gone))
        await bot.quiet()
        dump = await bot.store.read(lambda db: "\n".join(db.conn.iterdump()))
    assert "nobody@example.com" not in dump
    assert "nobody@example.com" not in str(slack.posted("C1"))
    assert len(cards(slack)) == 1


async def test_a_message_deleted_before_it_was_worked_is_not_answered(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.deliver(message(PASTE, ts="1.1"))
        await bot.deliver(message("", subtype="message_deleted", deleted_ts="1.1"))
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert slack.posted("C1") == []


@pytest.mark.parametrize(
    ("mode", "answered"),
    [("all", {"message", "upload", "mention"}), ("mentions", {"mention"}), ("off", set())],
)
async def test_a_channel_says_what_is_read_in_it(slack, tmp_path, mode, answered):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command(f"here {mode}", slack=slack))
        await bot.quiet()
        found = set()
        for kind, body in (
            ("message", message(PASTE)),
            ("upload", upload(slack, "a.log", RECIPIENT_PASTE.encode())),
            ("mention", mention(PASTE)),
        ):
            before = len(slack.posted("C1"))
            await bot.deliver(body)
            await bot.quiet()
            if len(slack.posted("C1")) > before:
                found.add(kind)
    assert found == answered


async def test_a_lone_surrogate_in_json_is_taken(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        answer = await bot.deliver(message(PASTE + "\ud800"))
        assert answer.status == 200
        await bot.quiet()
    assert len(cards(slack)) == 1


async def test_a_text_beyond_64_kb_is_read_in_a_process_of_its_own(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, "long.log", (RECIPIENT_PASTE + "\n").encode() * 1_500))
        await bot.settle(lambda: cards(slack), within_s=20)
        await bot.quiet()
        rows = await bot.rows("select reply_code from incidents")
    assert rows == [{"reply_code": 550}]


async def test_an_outage_of_slack_while_reading_a_thread_is_waited_out(slack, tmp_path):
    slack.messages["C1"] = [{"ts": "1.1", "user": "U2", "text": PASTE}]
    slack.fail["conversations.replies"] = deque([(503, {}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("?", ts="1.2", thread_ts="1.1"))
        await bot.settle(lambda: cards(slack))
        rows = await bot.rows("select attempts from inbox")
    assert rows == [{"attempts": 0}]


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
