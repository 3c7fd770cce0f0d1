"""What a stranger met in the running bot: silence after a command, double counts, odd files, odd output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from bot.cards.answer import others_blocks
from bot.cards.finding import other_readings
from bot.cards.pages import more_modal
from bot.cards.text import mrkdwn, plain
from bot.model import DAMAGED_CREDENTIAL, Actor, Alternative, Step
from bot.reading import read_paste
from tests.bot_house import PASTE, RECIPIENT_PASTE, ask, command, house, mention, message
from tests.card_house import ENTRIES, FINDING, INCIDENT


@pytest.fixture
def incident_with_late_link():
    late = Step(
        id="late", title="Look it up", text="See https://example.com/a & more", who=Actor.SENDER, check=None
    )
    finding = replace(FINDING, steps=(*FINDING.steps[:1] * 4, late))
    return replace(INCIDENT, findings=(finding,)), ENTRIES


def smtpcheck(*args: str, stdin: bytes = b"", **pipes):
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        input=stdin,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        check=False,
        **pipes,
    )


async def test_whoever_types_resolve_or_reopen_is_told_each_time(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, user="U2"))
        await bot.quiet()

        told = [await ask(bot, verb) for verb in ("resolve 1", "resolve 1", "reopen 1", "reopen 1")]

    assert told == [
        "Incident 1 is resolved now.",
        "Incident 1 is resolved already.",
        "Incident 1 is open now.",
        "Incident 1 is open already.",
    ]


async def test_whoever_types_resolve_of_what_somebody_else_resolved_is_told_who_and_not_of_a_race(
    slack, tmp_path
):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, user="U2"))
        await bot.quiet()
        await ask(bot, "resolve 1", user="U2")
        assert await ask(bot, "resolve 1") == "Incident 1 is resolved already: <@U2> did it."


async def test_whoever_types_resolve_or_reopen_of_their_own_incident_is_told_each_time(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, RECIPIENT_PASTE)
        told = [await ask(bot, verb) for verb in ("resolve 1", "resolve 1", "reopen 1", "reopen 1")]

    assert told == [
        "<@U1> resolved incident 1.",
        "Incident 1 is resolved already.",
        "<@U1> reopened incident 1.",
        "Incident 1 is open already.",
    ]


async def test_a_missing_incident_and_a_hidden_one_are_answered_alike(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, RECIPIENT_PASTE, user="U2")

        told = [await ask(bot, f"show {number}") for number in (1, 2)]

    assert told == [
        f"There is no incident {number} that you can see. `/smtpcheck incidents` lists yours."
        for number in (1, 2)
    ]


@pytest.mark.parametrize("text", ["here ALL", "Here Mentions", "incidents ALL"])
async def test_what_follows_a_verb_may_be_typed_in_capitals(slack, tmp_path, text):
    async with house(tmp_path / "s.db", slack) as bot:
        assert not (await ask(bot, text)).startswith("Say")


async def test_a_short_list_does_not_say_that_it_is_cut(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, RECIPIENT_PASTE)
        await ask(bot, "incidents")

    labels = [one["text"]["text"] for one in slack.answers[-1]["blocks"][-1]["elements"]]
    assert labels == ["Assign to me", "Show"]


async def test_a_secret_in_a_message_is_counted_once(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(
            message("535 5.7.8 Error: authentication failed: password=Hunter2xx", user="U2", channel="C1")
        )
        await bot.quiet()
        rows = await bot.rows("select subject from outbox where what = 'secret'")

    assert rows == [{"subject": "1"}]


async def test_a_secret_in_a_command_is_not_said_to_be_read_by_a_channel(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command("535 5.7.8 authentication failed: password=Hunter2xx", slack=slack))
        await bot.quiet()

    [warning] = [said["text"] for said in slack.called("chat.postEphemeral")]
    assert warning.startswith("*Your text holds a password or token.* I kept none of it")
    assert "channel" not in warning


async def test_a_file_of_another_kind_is_named_when_the_bot_is_asked_about_it(slack, tmp_path):
    file = {"id": "F1", "name": "report.pdf", "size": 10}
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(mention("what is this", files=[file]))
        await bot.deliver(message("", subtype="file_share", files=[{**file, "id": "F2"}]))
        await bot.quiet()

    told = [str(said) for name, said in slack.calls if name.startswith("chat.")]
    assert ["report.pdf" in text for text in told] == [True]


def test_another_reading_without_a_reason_is_told_in_the_pages_words_with_its_sign(knowledge):
    entry = knowledge.entries["535-authentication-failed"]
    other = Alternative(entry=entry.id, cause="account-locked", because=())
    finding = replace(FINDING, entry=entry.id, alternatives=(other,))

    assert other_readings(finding, knowledge.entries) == (
        "After several wrong logins the server refuses even the right password for a while. "
        "It is this if the same login is accepted after an hour without any attempt.",
    )


def test_pasted_markup_stays_bare_words_in_another_reading(knowledge):
    [finding] = read_paste(
        "550 5.1.1 User unknown [535 Your account has been disabled](https://evil.example/x?a&b)", knowledge
    ).findings
    [others] = others_blocks(finding, knowledge.entries)

    assert others["elements"][0]["text"].endswith(
        "The text also says “[535 Your account has been disabled](https://evil.example/x?a&amp;b)”."
    )


def test_everything_about_an_error_begins_its_causes_as_the_card_does(knowledge):
    entry = knowledge.entries["454-temporary-authentication-failure"]
    text = "454 4.7.0 Temporary authentication failure: Connection lost to authentication server"
    findings = read_paste(text, knowledge).findings
    page = str(more_modal(replace(INCIDENT, findings=findings), knowledge.entries).view)

    texts = {cause.id: cause.text for cause in entry.causes}
    first = f"{texts.pop(findings[0].cause)} It is this if the login is accepted after a pause."
    assert f"*Why it happens, likeliest first*\\n1. {first}\\n2. " in page
    assert all(text in page for text in texts.values())


async def test_a_list_does_not_say_that_a_server_refused_what_was_never_sent(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await ask(bot, PASTE)
        await bot.store.write(
            lambda db: db.execute("update incidents set reply_text = ?", (DAMAGED_CREDENTIAL,))
        )
        await bot.deliver(command("incidents", slack=slack))
        await bot.quiet()
    assert "*1* · The password or user name cannot be right as it stands" in str(slack.answers[-1])


def test_a_further_step_keeps_its_links_and_signs(incident_with_late_link):
    incident, entries = incident_with_late_link
    page = str(more_modal(incident, entries).view)

    assert "See <https://example.com/a> & more" not in page
    assert "'See <https://example.com/a> &amp; more'" in page


@pytest.mark.parametrize(
    ("markdown", "slack_text", "bare"),
    [
        ("at X: *Mailboxes*, *Export*", "at X: _Mailboxes_, _Export_", "at X: Mailboxes, Export"),
        ("2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"),
        ("**Wait.** *Then* try", "*Wait.* _Then_ try", "Wait. Then try"),
        ("*.example.com and *.example.org", "*.example.com and *.example.org", None),
    ],
    ids=["names of menus", "a product", "beside bold", "wildcards"],
)
def test_a_slanted_word_keeps_no_stars(markdown, slack_text, bare):
    assert mrkdwn(markdown, 200) == slack_text
    assert plain(markdown) == (bare or slack_text)


def test_a_full_disk_is_one_sentence():
    with open("/dev/full", "wb") as full:
        done = smtpcheck("diagnose", "--json", stdin=b"550 5.1.1 user unknown", stdout=full)

    assert done.returncode == 2
    assert done.stderr.decode() == (
        "smtpcheck: The output cannot be written (No space left on device): make room, or print elsewhere.\n"
    )


@pytest.mark.parametrize(
    ("args", "program"), [([], "smtpcheck"), (["incidents"], "smtpcheck incidents")], ids=["alone", "a group"]
)
def test_no_command_is_one_sentence(args, program):
    done = smtpcheck(*args, stdout=subprocess.PIPE)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"smtpcheck: Name a command: {program} --help lists them.\n"


def test_a_path_that_nobody_writes_to_does_not_hold_up_the_batch(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    lines = [{"id": "p", "path": str(tmp_path / "pipe")}, {"id": "n", "text": "hello"}]
    stdin = "".join(json.dumps(line) + "\n" for line in lines).encode()
    done = smtpcheck("diagnose", "--jsonl", stdin=stdin, stdout=subprocess.PIPE)

    assert done.returncode == 0
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "p", "error": f"{tmp_path / 'pipe'} cannot be read: it is no file"},
        {"id": "n", "findings": []},
    ]


def test_a_line_that_is_not_utf_8_is_told_in_plain_words(tmp_path):
    endless = json.dumps({"id": "e", "path": "/dev/zero"}).encode()
    done = smtpcheck("diagnose", "--jsonl", stdin=b"\xff\xfe\n" + endless + b"\n", stdout=subprocess.PIPE)

    assert done.returncode == 0
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": None, "error": "not a JSON object: the line is not UTF-8"},
        {"id": "e", "error": "/dev/zero cannot be read: it is larger than 64 MB"},
    ]
