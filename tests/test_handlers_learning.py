"""`/smtpcheck stats` and `/smtpcheck export`: of what the asker may see, and to nobody else."""

from __future__ import annotations

import codecs
import csv
import io
import json
import struct
import subprocess
import sys
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from matplotlib.figure import Figure

from bot.cards.statistics import FAMILIES_SHOWN, picture_numbers, picture_text, statistics_card
from bot.cards.words import FAMILIES
from bot.delivery import posting, summaries
from bot.delivery.summaries import NOT_DRAWN
from bot.desk import own_process
from bot.desk.picture import _draw_days, draw, label
from bot.model import Outgoing, Statistics, Step, Times
from bot.store import outbox
from tests.bot_house import PASTE, RECIPIENT_PASTE, Clock, House, command, house, message, press
from tests.card_house import ENTRY, formatted

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = f"on {TODAY:%-d %b %Y}"
WEEK = f"{TODAY - timedelta(days=6):%-d %b %Y} to {TODAY:%-d %b %Y}"


@pytest.fixture
async def bot(slack, tmp_path):
    slack.channels = {"CP": {"is_private": True}}
    slack.members = {"CP": ["U2", "UBOT"], "C1": ["U1", "U2", "UBOT"]}
    at_noon = Clock(ahead=NOON - datetime.now(UTC))  # a day that no test can outlive
    async with house(tmp_path / "s.db", slack, now=at_noon) as built:
        for paste in (
            message(PASTE, ts="1.1"),
            message(RECIPIENT_PASTE, ts="2.1"),
            message(PASTE, ts="3.1", channel="CP", user="U2"),
        ):
            await built.deliver(paste)
            await built.quiet()  # channels are worked side by side: what is opened first has the first number
        yield built


@pytest.fixture
def undrawn(monkeypatch):
    """No process draws a picture: here it is not looked at."""

    async def draw(_numbers: object) -> bytes:
        return b"a picture"

    monkeypatch.setattr(summaries, "draw", draw)


async def ask(bot: House, text: str, **where) -> str:
    await bot.deliver(command(text, slack=bot.slack, **where))
    await bot.quiet(within_s=90)  # a process of its own starts, on whatever machine this is
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
    assert "The picture comes to your direct messages in a moment." in str(answer["blocks"][-1])
    [(name, picture)] = files(bot)
    assert name.startswith("smtpcheck-statistics-")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1080, 1512)
    [place] = bot.slack.called("files.getUploadURLExternal")
    assert place["alt_txt"].startswith("2 incidents from ")
    assert "By family: Login 1, Unknown recipient 1." in place["alt_txt"]
    assert bot.slack.posted("C1") == [said for said in bot.slack.posted("C1") if not said.get("files")]


@pytest.mark.usefixtures("undrawn")
async def test_where_the_picture_is_to_be_sent_it_is_not_said_where_it_comes(bot):
    await ask(bot, "stats", channel="D1")
    last = bot.slack.answers[-1]["blocks"][-1]["elements"][0]["text"]
    assert last == f"Opened from {WEEK} (UTC), of what you can see."


@pytest.mark.parametrize(("person", "seen"), [("U1", 2), ("U2", 3)])
@pytest.mark.usefixtures("undrawn")
async def test_each_person_s_statistics_hold_the_channels_they_see(bot, person, seen):
    assert (await ask(bot, "stats 1d", user=person)).startswith(f"{seen} incidents, ")


@pytest.mark.usefixtures("undrawn")
async def test_one_day_is_named_once(bot):
    await ask(bot, "stats 1d", channel="D1")
    last = bot.slack.answers[-1]["blocks"][-1]["elements"][0]["text"]
    assert last == f"Opened {DAY} (UTC), of what you can see."


async def test_without_an_incident_there_is_no_picture(bot):
    bot.slack.channels["C1"] = {"is_private": True}
    assert (await ask(bot, "stats", user="U8")) == f"No incident was opened from {WEEK} that you can see."
    assert (await ask(bot, "stats 1d", user="U8")) == f"No incident was opened {DAY} that you can see."
    assert files(bot, "U8") == []


@pytest.mark.parametrize("asked", ["stats", "export"])
async def test_a_guest_gets_neither_statistics_nor_an_export(bot, asked):
    bot.slack.people = {"U7": {"is_restricted": True}}
    assert (await ask(bot, asked, user="U7")).startswith("Guests and people of other organisations")
    assert files(bot, "U7") == []


def owed(what: str, subject: str) -> Outgoing:
    """A row for U7 alone, from before they became a guest."""
    return Outgoing(
        key=what, lane="T1:U7", what=what, subject=subject, team="T1", channel="U7", not_before=NOON
    )


@pytest.mark.parametrize("what", ["statistics", "export", "list"])
async def test_whoever_became_a_guest_before_the_answer_is_told_so_instead(bot, what):
    subject = {"statistics": f"U7 {TODAY}..{TODAY}", "export": f"{TODAY}..{TODAY} csv", "list": "U7 "}
    bot.slack.people = {"U7": {"is_restricted": True}}
    await bot.store.write(partial(outbox.put, outgoing=owed(what, subject[what])))
    bot.service.sender.wake()
    await bot.settle(lambda: bot.slack.posted("DU7"))
    [told] = bot.slack.posted("DU7")
    assert told["text"].startswith("Guests and people of other organisations")


async def test_whoever_became_a_guest_is_not_refused_the_picture_besides_the_table(bot):
    bot.slack.people = {"U7": {"is_restricted": True}}
    for what in ("statistics", "chart"):
        await bot.store.write(partial(outbox.put, outgoing=owed(what, f"U7 {TODAY}..{TODAY}")))
    bot.service.sender.wake()
    await bot.quiet()
    [told] = bot.slack.posted("DU7")
    assert told["text"].startswith("Guests and people of other organisations")


@pytest.mark.parametrize("channel", ["C1", "CP"])
async def test_an_export_arrives_in_the_asker_s_direct_messages_alone(bot, channel):
    assert await ask(bot, "export 7d", channel=channel) == "You get the file as a direct message in a moment."
    [(name, content)] = files(bot)
    assert (name[:19], name[-4:]) == ("smtpcheck-incidents", ".csv")
    assert content.startswith(codecs.BOM_UTF8)  # else Excel takes its letters for others
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
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


async def test_a_table_and_a_report_call_owners_by_their_names(bot):
    bot.slack.people = {"U2": {"profile": {"display_name": "=Ben"}}}
    await bot.deliver(press("incident:assign", "1:1", slack=bot.slack, user="U2"))
    await ask(bot, "export 7d")
    await ask(bot, "export markdown 7d")
    (_, table), (_, report) = files(bot)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert [(row["owner"], row["owner_name"]) for row in rows] == [("U2", "'=Ben"), ("", "")]
    listed = [line.split(" | ")[3] for line in report.decode().splitlines()[-2:]]
    assert listed == ["=Ben", "nobody"]


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


async def test_an_upload_that_failed_is_tried_again_and_shared_once(bot, monkeypatch):
    monkeypatch.setattr(posting, "UPLOAD_AGAIN_S", 0.05)
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


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            {"ok": True, "upload_url": "https://files.example/upload", "file_id": "F1"},
            "the address for the file is not Slack's",
        ),
        ({"ok": False, "error": "missing_scope"}, "missing_scope"),
    ],
    ids=["an address that is not Slack's", "a token without the scope"],
)
async def test_a_file_that_cannot_be_sent_is_said(bot, answer, reason):
    bot.slack.fail["files.getUploadURLExternal"] = deque([(200, answer, {})])
    await ask(bot, "export 1d")
    assert files(bot) == []
    assert bot.slack.called("files.completeUploadExternal") == []
    day = f"{TODAY:%-d %b %Y}"
    assert bot.slack.posted("DU1")[-1]["text"] == (
        f"2 incidents, {day}: Slack did not take the file ({reason}). Tell whoever runs smtpcheck."
    )


async def test_bytes_that_slack_refuses_are_not_sent_for_ever(bot):
    bot.slack.fail["upload"] = deque([403])
    await ask(bot, "export 1d")
    assert len(bot.slack.called("files.getUploadURLExternal")) == 1
    assert "Slack did not take the file (the upload was answered 403)." in bot.slack.posted("DU1")[-1]["text"]


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        ("stats", "bot.desk.picture", NOT_DRAWN),
        (
            "export",
            "bot.exports",
            "The file could not be written. Choose fewer days, and tell whoever runs smtpcheck.",
        ),
    ],
)
async def test_work_elsewhere_that_fails_is_said(bot, monkeypatch, asked, code, told):
    real = own_process.asyncio.create_subprocess_exec

    async def fail(program, flag, text, *more, **options):
        return await real(program, flag, "raise SystemExit(3)" if code in text else text, *more, **options)

    monkeypatch.setattr(own_process.asyncio, "create_subprocess_exec", fail)
    await ask(bot, asked)
    assert bot.slack.posted("DU1")[-1]["text"] == told
    assert files(bot) == []


@pytest.mark.usefixtures("undrawn")
async def test_a_table_that_slack_does_not_show_is_said_in_words(bot):
    bot.slack.fail["response_url"] = deque([(400, {"ok": False, "error": "invalid_blocks"}, {})])
    assert await ask(bot, "stats") == f"2 incidents, 0 resolved, 2 open ({WEEK})"
    refused, said = bot.slack.answers
    assert (bool(refused["blocks"]), said["blocks"]) == (True, [])


FOUND = Statistics(
    first=TODAY - timedelta(days=364),
    last=TODAY,
    incidents=5,
    resolved=1,
    families=(("auth", 4), ("a-family-of-an-entry-with-a-long-name", 1)),
    providers=(),
    entries=(),
    owners=(),
    helped=(),
    returned=(),
    times={
        "answered": Times(5, 0, 1),
        "accepted": Times(0, None, None),
        "resolved": Times(1, 90_000, 90_000),
    },
    by_day=((TODAY - timedelta(days=300), 3), (TODAY - timedelta(days=6), 2)),
    days_a_bar=7,
)


def test_how_long_it_took_says_for_how_many_and_how_many_are_left():
    card = statistics_card(FOUND, {}, picture="")
    (said,) = [text for text in formatted(card.blocks) if text.startswith("*How long it took*")]
    assert said.splitlines()[1:] == [
        "• Until the answer stood: half within 1 s, nine in ten within 1 s (5 incidents)",
        "• Until somebody took it: nothing yet; 5 not taken by anybody",
        "• Until it was resolved: half within 25 h, nine in ten within 25 h (1 incident; 4 still open)",
    ]


def test_what_helped_is_named_in_words_wherever_its_step_stands():
    step = Step("wait-an-hour", "Wait an hour", "Then try once.", None, None)
    page = replace(ENTRY, steps_when=(("account-locked", (step,)),))
    helped = tuple(
        (f"{page.id}/{name}", 1) for name in ("ask", "wait-an-hour", "something-else", "gone-since")
    )
    card = statistics_card(replace(FOUND, resolved=6, helped=(*helped, ("", 2))), {page.id: page}, picture="")
    (said,) = [text for text in formatted(card.blocks) if text.startswith("*What helped*")]
    assert said.splitlines()[1:] == [
        "• 1: Ask the recipient (535 Authentication failed)",
        "• 1: Wait an hour (535 Authentication failed)",
        "• 1: Something else (535 Authentication failed)",
        "• 1: Gone since (535 Authentication failed)",
        "• 2: nobody noted which step helped",
    ]


def test_what_came_back_is_named_and_what_the_table_has_no_room_for_is_one_row():
    families = tuple((f"family-{n}", 1) for n in range(FAMILIES_SHOWN + 2))
    found = replace(FOUND, incidents=len(families), families=families, returned=((ENTRY.id, 3), ("gone", 1)))
    card = statistics_card(found, {ENTRY.id: ENTRY}, picture="")
    said = "*Came back after it had been resolved:* 4 (535 Authentication failed 3, gone 1)"
    assert said in "\n".join(formatted(card.blocks))
    [table] = [block for block in card.blocks if block["type"] == "table"]
    assert [cell["text"] for cell in table["rows"][FAMILIES_SHOWN + 1]] == ["2 more", "2", "20 %"]


# The picture


def numbers(**changes):
    return picture_numbers(replace(FOUND, **changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {},
            "5 incidents from 28 Nov 2025 to 27 Nov 2026, 4 of them open. Most in a week: 3 (31 Jan). "
            "By family: Login 4, a-family-of-an-entry-with-a-long-name 1. "
            "Until the answer stood: half within 1 s, nine in ten within 1 s. "
            "Until it was resolved: half within 25 h, nine in ten within 25 h.",
        ),
        (
            {"resolved": 5, "times": {}, "by_day": (), "days_a_bar": 1, "families": (("auth", 5),)},
            "5 incidents from 28 Nov 2025 to 27 Nov 2026, 0 of them open. By family: Login 5.",
        ),
        (
            {
                "times": {},
                "by_day": ((TODAY, 5),),
                "days_a_bar": 1,
                "families": tuple((f"f{n}", n) for n in range(9)),
            },
            "5 incidents from 28 Nov 2025 to 27 Nov 2026, 4 of them open. Most in a day: 5 (27 Nov). "
            f"By family: {', '.join(f'f{n} {n}' for n in range(8))}.",
        ),
    ],
    ids=["a year by weeks", "no day", "a day, and many families"],
)
def test_a_picture_is_told_in_words(changes, words):
    assert picture_text(replace(FOUND, **changes)) == words


@pytest.mark.parametrize(
    ("changes", "span"),
    [({}, "28 Nov 2025 to 27 Nov 2026"), ({"first": TODAY}, "27 Nov 2026")],
    ids=["a year", "a day"],
)
def test_the_days_of_a_picture_have_their_year(changes, span):
    assert numbers(**changes)["span"] == span


@pytest.mark.parametrize(
    "changes", [{}, {"times": {}, "by_day": ()}], ids=["a year by weeks", "nothing that took time"]
)
async def test_a_picture_has_the_width_of_a_phone_whatever_it_shows(changes):
    picture = await draw(numbers(**changes))
    assert struct.unpack(">II", picture[16:24]) == (1080, 1512)


def test_the_name_of_every_family_stands_whole_beside_its_bar():
    labels = {name: label(name) for name in FAMILIES.values()}
    assert {name: shown.replace("\n", " ") for name, shown in labels.items()} == {
        name: name for name in labels
    }
    # Two lines are higher than a bar: beside one of one line they have room, beside each other not.
    assert [name for name, shown in labels.items() if "\n" in shown] == ["Suppressed by the sending service"]


def test_the_bot_itself_never_holds_the_drawing_library():
    code = "import sys, bot.__main__, handlers, bot.delivery.service; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("last", "labels"),
    [("2026-11-28", ["28 Nov"]), ("2026-11-30", ["28 Nov", "29 Nov", "30 Nov"])],
    ids=["a day", "three"],
)
def test_under_the_bars_of_few_days_stand_days_and_no_hours(last, labels):
    axes = Figure().subplots()
    days = {"days_a_bar": 1, "by_day": [["2026-11-28", 46]], "first": "2026-11-28", "last": last}
    _draw_days(axes, days)
    axes.figure.draw_without_rendering()
    assert [label.get_text() for label in axes.get_xticklabels()] == labels
