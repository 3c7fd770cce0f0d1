"""`/smtpcheck stats` and `/smtpcheck export`: of what the asker may see, and to nobody else."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections import deque
from datetime import UTC, datetime, timedelta

import pytest

from tests.bot_house import PASTE, RECIPIENT_PASTE, House, command, house, message
from tests.slack_stub import SlackStub

TODAY = datetime.now(UTC).date()
WEEK = f"{TODAY - timedelta(days=6):%-d %b %Y} to {TODAY:%-d %b %Y}"


@pytest.fixture
async def slack():
    stub = SlackStub()
    await stub.start()
    yield stub
    await stub.stop()


@pytest.fixture
async def bot(slack, tmp_path):
    slack.channels = {"CP": {"is_private": True}}
    slack.members = {"CP": ["U2", "UBOT"], "C1": ["U1", "U2", "UBOT"]}
    async with house(tmp_path / "s.db", slack) as built:
        for paste in (
            message(PASTE, ts="1.1"),
            message(RECIPIENT_PASTE, ts="2.1"),
            message(PASTE, ts="3.1", channel="CP", user="U2"),
        ):
            await built.deliver(paste)
            await built.quiet()  # channels are worked side by side: what is opened first has the first number
        yield built


async def ask(bot: House, text: str, **where) -> str:
    await bot.deliver(command(text, slack=bot.slack, **where))
    await bot.quiet()
    return bot.slack.answers[-1]["text"]


def shown(cell) -> str:
    """A cell's text, a bold one between asterisks."""
    return cell["text"] if cell["type"] == "raw_text" else f"*{cell['elements'][0]['elements'][0]['text']}*"


def files(bot: House, person: str = "U1") -> list[tuple[str, bytes]]:
    """What was shared with this person: each file's name and content."""
    return [
        (file["name"], bot.slack.contents[file["id"]])
        for said in bot.slack.posted(f"D{person}")
        for file in said.get("files", [])
    ]


async def test_statistics_are_a_table_for_the_asker_and_a_picture_in_their_direct_messages(bot):
    assert await ask(bot, "stats") == f"2 incidents, 0 resolved, 2 open ({WEEK})"
    answer = bot.slack.answers[-1]
    assert answer["response_type"] == "ephemeral"
    [table] = [block for block in answer["blocks"] if block["type"] == "table"]
    assert [[shown(cell) for cell in row] for row in table["rows"]] == [
        ["*Family*", "*Incidents*", "*Share*"],
        ["Login", "1", "50 %"],
        ["Unknown recipient", "1", "50 %"],
        ["*Provider*", "*Incidents*", "*Share*"],
        ["Postfix", "2", "100 %"],
        ["*Error*", "*Incidents*", "*Share*"],
        ["535 Authentication failed", "1", "50 %"],
        ["550 5.1.1 Recipient unknown", "1", "50 %"],
        ["*Owner*", "*Incidents*", "*Share*"],
        ["nobody", "2", "100 %"],
    ]
    assert "The picture is in your direct messages." in str(answer["blocks"][-1])
    [(name, picture)] = files(bot)
    assert name.startswith("smtpcheck-statistics-")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1080, 1512)
    [place] = bot.slack.called("files.getUploadURLExternal")
    assert place["alt_txt"].startswith("2 incidents from ")
    assert "By family: Login 1, Unknown recipient 1." in place["alt_txt"]
    assert bot.slack.posted("C1") == [said for said in bot.slack.posted("C1") if not said.get("files")]


@pytest.mark.parametrize(("person", "seen"), [("U1", 2), ("U2", 3)])
async def test_each_person_s_statistics_hold_the_channels_they_see(bot, person, seen):
    assert (await ask(bot, "stats 1d", user=person)).startswith(f"{seen} incidents, ")


async def test_without_an_incident_there_is_no_picture(bot):
    bot.slack.channels["C1"] = {"is_private": True}
    assert (
        await ask(bot, "stats", user="U8")
    ) == f"No incident was opened from {WEEK} in the channels you can see."
    assert files(bot, "U8") == []


@pytest.mark.parametrize("asked", ["stats", "export"])
async def test_a_guest_gets_neither(bot, asked):
    bot.slack.people = {"U7": {"is_restricted": True}}
    assert (await ask(bot, asked, user="U7")).startswith("Guests and people of other organisations")
    assert files(bot, "U7") == []


@pytest.mark.parametrize("channel", ["C1", "CP"])
async def test_an_export_arrives_in_the_asker_s_direct_messages_alone(bot, channel):
    assert await ask(bot, "export 7d", channel=channel) == "You get the file as a direct message in a moment."
    [(name, content)] = files(bot)
    assert (name[:19], name[-4:]) == ("smtpcheck-incidents", ".csv")
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert [(row["id"], row["channel"], row["recipient"]) for row in rows] == [
        ("1", "C1", ""),
        ("2", "C1", "nobody@example.com"),
    ]
    for place in ("C1", "CP"):
        assert [said for said in bot.slack.posted(place) if said.get("files")] == []
    assert bot.slack.posted("DU1")[-1]["text"].startswith("Your export: 2 incidents from ")
    trail = await bot.rows("select actor, subject, detail from audit where act = 'exported'")
    period = f"{TODAY - timedelta(days=6)}..{TODAY}"
    assert trail == [{"actor": "U1", "subject": "person:U1", "detail": f"{period} csv, 2 incidents"}]


async def test_whoever_sees_more_gets_more_in_any_form(bot):
    await ask(bot, "export jsonl 1d", user="U2")
    await ask(bot, "export markdown 1d", user="U2")
    (_, lines), (report_name, report) = files(bot, "U2")
    assert [json.loads(line)["channel"] for line in lines.decode().splitlines()] == ["C1", "C1", "CP"]
    assert report_name.endswith(".md")
    assert "3 incidents: 0 resolved, 3 open." in report.decode()


async def test_nothing_to_export_is_said_and_recorded(bot):
    await ask(bot, "export 2025-01-01..2025-01-31")
    assert bot.slack.posted("DU1")[-1]["text"] == (
        "No incident was opened from 1 Jan 2025 to 31 Jan 2025 that you can see, so there is no file."
    )
    assert files(bot) == []
    assert len(await bot.rows("select * from audit where act = 'exported'")) == 1


async def test_the_bot_s_token_does_not_go_along_with_the_bytes(bot):
    bot.slack.tokens.clear()
    await ask(bot, "export")
    assert bot.slack.tokens == {"Bearer xoxb-1", ""}


async def test_an_upload_that_failed_is_tried_again_and_shared_once(bot):
    bot.slack.fail["upload"] = deque([503])
    await ask(bot, "export")
    assert len(files(bot)) == 1
    assert len(bot.slack.called("files.completeUploadExternal")) == 1


async def test_a_file_that_arrived_although_nobody_said_so_is_not_sent_twice(bot):
    def share_but_fail(stub, arguments):
        stub._do("files.completeUploadExternal", arguments)
        return 500, {}, {}

    bot.slack.fail["files.completeUploadExternal"] = deque([share_but_fail])
    await ask(bot, "export")
    assert len(files(bot)) == 1


async def test_an_address_that_is_not_slack_s_gets_no_bytes(bot):
    elsewhere = {"ok": True, "upload_url": "https://files.example/upload", "file_id": "F1"}
    bot.slack.fail["files.getUploadURLExternal"] = deque([(200, elsewhere, {})])
    await ask(bot, "export")
    assert files(bot) == []
    assert bot.slack.called("files.completeUploadExternal") == []
