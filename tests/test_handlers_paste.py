"""Messages: an SMTP error is answered in its thread, the rest leaves no trace."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

import pytest

from bot.model import Request
from tests.bot_house import (
    NO_TRACE,
    PASTE,
    RECIPIENT_PASTE,
    Clock,
    cards,
    command,
    edited,
    house,
    mention,
    message,
    told,
    traces,
    upload,
    whispers,
)


async def test_a_clock_that_was_set_back_holds_up_no_answer(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, now=Clock(ahead=timedelta(days=-1))) as bot:
        await bot.deliver(message(PASTE))
        await bot.settle(lambda: cards(slack))
        await bot.quiet()
    assert len(cards(slack)) == 1


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
        answer = await bot.offer(message(PASTE))
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
        message("error 550"),
        message("x509: certificate signed by unknown authority"),
        message(PASTE, bot_id="B2", subtype="bot_message"),
        message(PASTE, bot_id="B2"),
        edited(PASTE, before=PASTE),
        edited("how is the weather now", before="how is the weather"),
        edited(PASTE, before="", bot_id="B2"),
        mention(PASTE, edited={"user": "U1", "ts": "1.2"}),
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
        "a number and its name",
        "any program's error",
        "another bot",
        "another bot that posts as a user",
        "an edit of Slack's own, as when it shows what a link leads to",
        "an edit without an error",
        "another bot's edit",
        "an edited mention",
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


@pytest.mark.parametrize(
    "text",
    ["x509: certificate signed by unknown authority", "error 550"],
    ids=["any program's error", "a number"],
)
async def test_what_may_be_any_programs_error_is_answered_to_whoever_asks(slack, tmp_path, text):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention(text))
        await bot.quiet()
        assert (await traces(bot))["incidents"] == 1
    assert len(cards(slack)) == 1


async def test_an_error_beside_a_word_of_mail_needs_no_asking(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message("mail server: x509: certificate signed by unknown authority"))
        await bot.deliver(message("seit heute 535 beim Senden", ts="2.1"))
        await bot.quiet()
        assert (await traces(bot))["incidents"] == 2


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


async def test_the_refused_login_of_one_mailbox_is_the_same_error_and_of_another_a_new_one(slack, tmp_path):
    refused = "Login to smtp.example.com:587 as {} failed: 535 5.7.8 Error: authentication failed"
    async with house(tmp_path / "s.db", slack) as bot:
        for ts, mailbox in (("1.1", "ana@a.example"), ("2.1", "bob@b.example"), ("3.1", "Ana@a.example")):
            await bot.deliver(message(refused.format(mailbox), ts=ts))
            await bot.quiet()
        rows = await bot.rows("select mailbox, seen from incidents order by id")
    assert rows == [{"mailbox": "ana@a.example", "seen": 2}, {"mailbox": "bob@b.example", "seen": 1}]


async def test_an_error_that_names_nobody_is_never_the_same(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, ts="1.1"))
        await bot.deliver(message(PASTE, ts="2.1"))
        await bot.quiet()
    assert len(cards(slack)) == 2


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


async def test_who_writes_a_secret_into_an_answered_message_is_told_privately(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, ts="1.1"))
        await bot.quiet()
        await bot.deliver(edited(f"password: Sup3rSecretPw\n{PASTE}", before=PASTE))
        await bot.quiet()
        assert "Sup3rSecretPw" not in await bot.store.read(lambda db: "\n".join(db.conn.iterdump()))
    (told,) = whispers(slack)
    assert told[:2] == ("C1", "U1")
    assert "change the password" in told[2]


async def test_an_error_that_somebody_adds_to_their_message_is_answered(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message("ACME cannot send", ts="1.1"))
        await bot.deliver(edited(f"ACME cannot send: {RECIPIENT_PASTE}", before="ACME cannot send"))
        await bot.deliver(
            edited(f"ACME can't send: {RECIPIENT_PASTE}", before=f"ACME cannot send: {RECIPIENT_PASTE}")
        )
        await bot.quiet()
        assert await bot.rows("select recipient, reporter, message_ts, thread_ts from incidents") == [
            {"recipient": "nobody@example.com", "reporter": "U1", "message_ts": "1.1", "thread_ts": "1.1"}
        ]
    assert [said["thread_ts"] for said in slack.posted("C1")] == ["1.1"]
    assert whispers(slack) == []


async def test_who_changes_the_error_after_its_answer_is_told_that_the_answer_stays(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, ts="1.1"))
        await bot.quiet()
        await bot.deliver(edited("552 5.2.2 <max@example.com>: Mailbox full", before=RECIPIENT_PASTE))
        await bot.quiet()
        assert await bot.rows("select recipient from incidents") == [{"recipient": "nobody@example.com"}]
    assert whispers(slack) == [
        (
            "C1",
            "U1",
            "*My answer is about what your message said before you changed it.* "
            "Paste the new text as a message of its own to have it read.",
        )
    ]


@pytest.mark.parametrize(("mode", "answered"), [("all", 2), ("mentions", 1), ("off", 0)])
async def test_an_edit_is_read_where_its_message_would_be(slack, tmp_path, mode, answered):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command(f"here {mode}", slack=slack))
        await bot.quiet()
        await bot.deliver(edited(RECIPIENT_PASTE, before="look", ts="1.1"))
        await bot.deliver(edited(f"<@UBOT> {PASTE}", before="<@UBOT> look", ts="2.1"))
        await bot.quiet()
        assert (await traces(bot))["incidents"] == answered


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
        done = await bot.rows("select actor, kind from incident_events where kind <> 'opened'")
    assert "nobody@example.com" not in dump
    assert "nobody@example.com" not in str(slack.posted("C1"))
    assert done == [{"actor": "U1", "kind": "blanked"}]
    assert len(cards(slack)) == 1


async def test_the_words_of_a_deleted_message_are_in_none_of_the_databases_files(slack, tmp_path):
    def holding() -> list[str]:
        return [part.name for part in tmp_path.iterdir() if b"nobody@example.com" in part.read_bytes()]

    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, ts="1.1"))
        await bot.quiet()
        before = holding()
        await bot.deliver(message("", subtype="message_deleted", deleted_ts="1.1"))
        await bot.quiet()
        after = holding()
    assert (before, after) == (["s.db-wal"], [])


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


async def test_a_text_beyond_64_kb_is_read_in_a_process_of_its_own(slack, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.desk.reader.read_paste", None)  # not called in this one
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, "long.log", (RECIPIENT_PASTE + "\n").encode() * 1_500))
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


async def test_what_failed_too_often_is_set_aside_and_its_poster_gets_a_reference(bot):
    request = Request("k", "paste", "T1", "U1", "C1", "1.1", None, PASTE, {})
    await bot.service.desk.give_up(request, "1a2b3c4d")
    bot.service.sender.wake()
    await bot.quiet()
    assert told(bot) == [
        (
            "U1",
            "I could not work on this, although I tried five times. Try it once more, and tell whoever runs "
            "smtpcheck the reference 1a2b3c4d when it happens again.",
        )
    ]
