"""Uploads: fetched and answered, or their poster told why not; the token goes to Slack alone."""

from __future__ import annotations

from collections import deque

import pytest

from tests.bot_house import (
    NO_TRACE,
    PASTE,
    RECIPIENT_PASTE,
    cards,
    command,
    house,
    mention,
    message,
    traces,
    upload,
    whispers,
)

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


@pytest.mark.parametrize(("name", "content"), [("bounce.eml", EML), ("mail.log", RECIPIENT_PASTE.encode())])
async def test_an_upload_is_fetched_and_answered(slack, tmp_path, name, content):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, name, content, ts="1.1"))
        await bot.quiet()
        rows = await bot.rows("select reply_code, message_ts from incidents")
    assert rows == [{"reply_code": 550, "message_ts": "1.1"}]
    assert len(cards(slack)) == 1


@pytest.mark.parametrize("count", [5, 6])
async def test_files_that_were_left_out_are_told_to_their_poster_alone(slack, tmp_path, count):
    async with house(tmp_path / "s.db", slack) as bot:
        event = upload(slack, "0.eml", EML, ts="1.1")
        for number in range(1, count):
            more = upload(slack, f"{number}.eml", EML, ts="1.1")
            event["event"]["files"] += more["event"]["files"]
        await bot.deliver(event)
        await bot.quiet()
    assert len(cards(slack)) == 1
    told = "I read 5 files of a message; this one holds more. Post the others in a message of their own."
    assert whispers(slack) == [("C1", "U1", told)] * (count - 5)


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
    [said] = slack.called("chat.postEphemeral")
    assert said["blocks"][0]["text"]["text"] == (
        "*I read .eml, .txt and .log files that hold text, up to 1,000 kB.* Save a mail as .eml, or paste the part with the error."
    )


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


async def test_a_file_that_is_not_at_its_own_address_is_not_looked_for_elsewhere(slack, tmp_path):
    slack.contents["elsewhere.log"] = b"550 5.1.1 <nobody@example.com>: no such user"
    slack.fail["file"] = deque([(302, {}, {"Location": slack.file_url("elsewhere.log")})])
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, "here.log", b"550 5.1.1 no such user"))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert slack.called("file") == [{"id": "here.log"}]


async def test_what_slack_answers_in_a_files_place_is_not_read(slack, tmp_path):
    slack.fail["file"] = deque([(503, {"error": "550 5.1.1 <nobody@example.com>: no such user"}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, "here.log", b"550 5.1.1 no such user"))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    [(_, _, told)] = whispers(slack)
    assert told == "I could not read that file."


@pytest.mark.parametrize("name", ["boxes.csv", "Boxes.TSV"])
async def test_a_dropped_csv_is_not_read_and_its_poster_told_how_to_delete_it(slack, tmp_path, name):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, name, b"email,password"))
        await bot.quiet()
    assert [name for name, _ in slack.calls if name in {"file", "files.info"}] == []
    [call] = slack.called("chat.postEphemeral")
    assert (call["user"], call["text"]) == ("U1", "I do not read CSV files.")
    assert "Delete file" in str(call["blocks"])
    assert "`/smtpcheck mailboxes` asks for it in a private form" in str(call["blocks"])


@pytest.mark.parametrize("mode", ["mentions", "off"])
async def test_where_only_mentions_are_read_a_csv_is_spoken_of_when_the_bot_is_named(slack, tmp_path, mode):
    dropped = upload(slack, "boxes.csv", b"email,password")
    named = mention("", ts="2.1", files=dropped["event"]["files"], subtype="file_share")
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command(f"here {mode}", slack=slack))
        await bot.quiet()
        for body in (dropped, named):
            await bot.deliver(body)
            await bot.quiet()
        assert (await traces(bot))["incidents"] == 0
    assert whispers(slack) == [("C1", "U1", "I do not read CSV files.")] * (mode == "mentions")


@pytest.mark.parametrize("where", ["text", "file"])
async def test_what_came_with_a_csv_is_read_all_the_same(slack, tmp_path, where):
    async with house(tmp_path / "s.db", slack) as bot:
        body = upload(slack, "boxes.csv", b"email,password")
        if where == "file":
            body["event"]["files"] += upload(slack, "away.log", PASTE.encode())["event"]["files"]
        else:
            body["event"]["text"] = PASTE
        await bot.deliver(body)
        await bot.quiet()
    assert len(cards(slack)) == 1
    assert whispers(slack) == [("C1", "U1", "I do not read CSV files.")]


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


def hidden(body: dict) -> dict:
    """The upload as it comes from a channel that another organisation shares: by the file's id alone."""
    number = body["event"]["files"][0]["id"]
    body["event"]["files"] = [{"id": number, "mode": "file_access", "file_access": "check_file_info"}]
    return body


async def test_an_upload_in_a_shared_channel_is_asked_for_its_name_and_answered(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(hidden(upload(slack, "bounce.eml", EML, ts="1.1")))
        await bot.quiet()
        rows = await bot.rows("select reply_code, message_ts from incidents")
    assert rows == [{"reply_code": 550, "message_ts": "1.1"}]


@pytest.mark.parametrize(
    ("name", "said"),
    [("screen.png", []), ("report.pdf", []), ("boxes.csv", ["I do not read CSV files."])],
)
async def test_what_is_no_text_in_a_shared_channel_is_treated_as_in_every_other(slack, tmp_path, name, said):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(hidden(upload(slack, name, b"x")))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert [text for *_, text in whispers(slack)] == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + bytes(range(256)) * 20, "I could not read that file."),
        (bytes(range(256)) * 40, "I could not read that file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "I cannot read pictures."),
        (
            b"",
            "That file is empty. Save the mail or the log anew and upload that, or paste the lines with the error.",
        ),
        (
            b" \r\n",
            "That file is empty. Save the mail or the log anew and upload that, or paste the lines with the error.",
        ),
    ],
    ids=["an archive", "no text at all", "a picture", "empty", "blank"],
)
async def test_what_only_has_a_texts_name_is_told_and_holds_no_passwords(slack, tmp_path, content, said):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(upload(slack, "mail.log", content))
        await bot.quiet()
        assert await traces(bot) == NO_TRACE
    assert [text.replace("*", "").split(" Paste")[0] for *_, text in whispers(slack)] == [said]


@pytest.mark.parametrize("ending", ["csv", "pdf"])
async def test_a_password_in_a_files_name_is_kept_nowhere(slack, tmp_path, ending):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        name = f"password=Sup3rSecretPw.{ending}"
        await bot.deliver(upload(slack, name, b"x", channel="D1", channel_type="im"))
        [kept] = await bot.rows("select fields from inbox")
    assert "Sup3rSecretPw" not in kept["fields"]
    assert "redacted" in kept["fields"]
