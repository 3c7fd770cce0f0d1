"""The doctor says how each thing stands, with its remedy, never a secret, and needs no network."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from click.testing import CliRunner

from bot.commands.operation import backup, doctor, forget, restore
from bot.config import Settings
from bot.doctor import Line, State, look
from bot.net import DnsAnswer, DnsStatus, Fault, Probe, Target
from bot.store import Store
from tests.store_house import opening

BOT_TOKEN, APP_TOKEN = "xoxb-1-kept-to-itself", "xapp-1-kept-to-itself"
SCOPES = json.loads((Path(__file__).parent.parent / "manifest.json").read_text("utf-8"))["oauth_config"][
    "scopes"
]["bot"]
ALL_SCOPES = ",".join(SCOPES)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
# More than comes in one piece.
MANY_GROUPS = {
    "ok": True,
    "usergroups": [{"id": f"S{number}", "name": "x" * 500} for number in range(10_000)],
}


class FakeNet:
    """Names and ports as the test wants them."""

    def __init__(self, status=DnsStatus.FOUND, faults=()):
        self.status = status
        self.faults = dict(faults)

    async def look_up(self, name, kind):
        return DnsAnswer(name, kind, self.status)

    async def resolve(self, host):
        return Target(host, ("192.0.2.1",), DnsStatus.FOUND)

    async def probe(self, target, port, mode):
        return Probe(port, mode, self.faults.get(port))


@asynccontextmanager
async def slack(answers, *, scopes=ALL_SCOPES, clock=NOW):
    """A Slack that answers each method with its document; gives its base address."""

    async def answer(request):
        said = answers.get(request.match_info["method"], {"ok": True})
        headers = {"Date": clock.strftime("%a, %d %b %Y %H:%M:%S GMT")}
        if scopes:
            headers["X-OAuth-Scopes"] = scopes
        return web.Response(text=said if isinstance(said, str) else json.dumps(said), headers=headers)

    server = web.Application()
    server.add_routes([web.post("/api/{method}", answer)])
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder without settings."""
    for name in list(os.environ):
        if name.startswith(("SLACK_", "SMTPCHECK_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.doctor.ROOM_BYTES", 0)
    return tmp_path


def settings_of(here, url="http://127.0.0.1:9/api/", **more) -> Settings:
    return Settings(
        **{
            "database": str(here / "a.db"),
            "slack_api_url": url,
            "slack_bot_token": BOT_TOKEN,
            "slack_app_token": APP_TOKEN,
            **more,
        }
    )


def of(lines, subject) -> list[Line]:
    return [line for line in lines if line.subject == subject]


async def test_a_bot_in_order_has_no_fault_and_no_secret_is_said(here):
    Store.open(str(here / "a.db")).close_now()
    async with slack({}) as url:
        lines = await look(settings_of(here, url), FakeNet(), now=NOW)
    assert [(line.state, line.subject) for line in lines] == [
        ("ok", "settings"),
        ("ok", "database"),
        ("ok", "disk"),
        ("ok", "tokens"),
        ("ok", "scopes"),
        ("ok", "clock"),
        ("ok", "tokens"),
        ("ok", "dns"),
        ("ok", "ports"),
        ("ok", "ports"),
    ]
    assert "kept-to-itself" not in str(lines)


@pytest.mark.parametrize(
    ("slack_is", "subject", "text"),
    [
        (
            {"answers": {"auth.test": {"ok": False, "error": "invalid_auth"}}},
            "tokens",
            "Slack refuses SLACK_BOT_TOKEN (invalid_auth)",
        ),
        (
            {"answers": {"apps.connections.open": {"ok": False, "error": "not_allowed_token_type"}}},
            "tokens",
            "Slack refuses SLACK_APP_TOKEN (not_allowed_token_type)",
        ),
        (
            {"answers": {"auth.test": {"ok": False, "error": BOT_TOKEN}}},
            "tokens",
            "Slack refuses SLACK_BOT_TOKEN (without a reason)",
        ),
        ({"answers": {}, "scopes": ",".join(SCOPES[1:])}, "scopes", f"the token lacks {SCOPES[0]}"),
        ({"answers": {}, "clock": NOW - timedelta(minutes=7)}, "clock", "is 420 s ahead of Slack's"),
        ({"answers": {}, "clock": NOW + timedelta(minutes=7)}, "clock", "is 420 s behind Slack's"),
        ({"answers": {"auth.test": "<html>a portal of a hotel"}}, "slack", "(JSONDecodeError)"),
    ],
    ids=["bot-token", "app-token", "hostile-answer", "scope", "clock-ahead", "clock-behind", "portal"],
)
async def test_what_slack_finds_wrong_is_one_fault_with_its_remedy(here, slack_is, subject, text):
    async with slack(**slack_is) as url:
        lines = await look(settings_of(here, url), FakeNet(), now=NOW)
    (fault,) = [line for line in lines if line.state is State.FAULT]
    assert (fault.subject, text in fault.text, bool(fault.remedy)) == (subject, True, True)
    assert "kept-to-itself" not in str(lines)


async def test_a_slack_without_scopes_or_date_is_no_fault(here):
    async with slack({"auth.test": {"ok": False, "error": "ratelimited"}}, scopes="") as url:
        lines = await look(settings_of(here, url), FakeNet(), now=NOW)
    assert [line for line in lines if line.state is State.FAULT] == []


async def test_no_network_is_told_line_by_line(here):
    lines = await look(settings_of(here), FakeNet(DnsStatus.UNANSWERED), now=NOW)
    assert [(line.state, line.subject) for line in lines][-3:] == [
        ("fault", "slack"),
        ("fault", "dns"),
        ("note", "ports"),
    ]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (DnsStatus.NO_NAME, "the name servers say that there is no such domain"),
        (DnsStatus.NO_DATA, "the name servers say that it has none"),
        (DnsStatus.UNANSWERED, "no name server answers"),
        (DnsStatus.BROKEN, "the name servers answer with a fault"),
    ],
)
async def test_why_no_name_is_found_is_told_in_words(here, status, text):
    settings = settings_of(here, slack_bot_token=None, slack_app_token=None)
    lines = await look(settings, FakeNet(status), now=NOW)
    assert [(line.state, line.text) for line in of(lines, "dns")] == [
        ("fault", f"the mail servers of gmail.com are not found: {text}")
    ]


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault.TIMEOUT, "outgoing port 587 is closed (timeout)"),
        (Fault.REFUSED, "outgoing port 587 is closed (refused)"),
        (Fault.STARTTLS_MISSING, "port 587 of smtp.gmail.com is altered on its way (starttls-missing)"),
    ],
    ids=lambda value: str(value)[:20],
)
async def test_a_closed_or_altered_port_is_a_fault(here, fault, text):
    settings = settings_of(here, slack_bot_token=None, slack_app_token=None)
    lines = await look(settings, FakeNet(faults={587: fault}), now=NOW)
    assert [(line.state, line.text) for line in of(lines, "ports")] == [
        ("ok", "smtp.gmail.com answers on port 465"),
        ("fault", text),
    ]


@pytest.mark.parametrize(
    ("tokens", "state", "text"),
    [
        ({}, "note", "no token is set"),
        ({"slack_bot_token": BOT_TOKEN}, "fault", "SLACK_APP_TOKEN is not set"),
        ({"slack_app_token": APP_TOKEN}, "fault", "SLACK_BOT_TOKEN is not set"),
    ],
    ids=["none", "bot-alone", "app-alone"],
)
async def test_missing_tokens_are_told_without_asking_slack(here, tokens, state, text):
    lines = await look(Settings(database=str(here / "a.db"), **tokens), FakeNet(), now=NOW)
    (line,) = of(lines, "tokens")
    assert (line.state, text in line.text, bool(line.remedy)) == (state, True, True)


def readable(here):
    (here / "a.db").chmod(0o644)


def torn(here):
    with (here / "a.db").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)


def no_database(here):
    (here / "a.db").write_bytes(b"x" * 9000)


def other_program(here):
    (here / "a.db").unlink()
    with closing(sqlite3.connect(here / "a.db")) as db:
        db.execute("create table something (id integer)")
    (here / "a.db").chmod(0o600)


def folder(here):
    (here / "a.db").unlink()
    (here / "a.db").mkdir()


def open_dotenv(here):
    (here / ".env").write_text("")
    (here / ".env").chmod(0o644)


@pytest.mark.parametrize(
    ("spoil", "subject", "remedy"),
    [
        (readable, "database", "chmod 600"),
        (torn, "database", "smtpcheck restore FILE"),
        (no_database, "database", "smtpcheck restore FILE"),
        (other_program, "database", "name another file in SMTPCHECK_DATABASE"),
        (folder, "database", "name a file in SMTPCHECK_DATABASE"),
        (open_dotenv, "settings", "chmod 600 .env"),
    ],
    ids=["readable-by-all", "torn", "no-database", "other-program", "folder", "dotenv"],
)
async def test_a_fault_of_the_files_names_what_to_do(here, spoil, subject, remedy):
    Store.open(str(here / "a.db")).close_now()
    spoil(here)
    lines = await look(Settings(database=str(here / "a.db")), FakeNet(), now=NOW)
    faults = [line for line in lines if line.state is State.FAULT]
    assert {line.subject for line in faults} == {subject}
    assert all(remedy in line.remedy for line in faults)


async def test_a_setting_whose_name_is_misspelt_is_told_and_its_value_is_not(here, monkeypatch):
    (here / ".env").write_text("SMTPCHECK_DATABSE=kept-to-itself\nSLACK_BOT_TOKN=kept-to-itself\nHOME=/srv\n")
    (here / ".env").chmod(0o600)
    monkeypatch.setenv("SLACK_WEBHOOK_URL", "another program's")
    lines = of(await look(Settings(database=str(here / "a.db")), FakeNet(), now=NOW), "settings")
    assert [(line.state, line.text) for line in lines[1:]] == [
        ("note", "SLACK_BOT_TOKN is no setting and changes nothing"),
        ("note", "SMTPCHECK_DATABSE is no setting and changes nothing"),
    ]
    assert "kept-to-itself" not in str(lines)


async def test_a_disk_without_room_is_a_fault(here, monkeypatch):
    monkeypatch.setattr("bot.doctor.ROOM_BYTES", 1 << 62)
    lines = await look(Settings(database=str(here / "a.db")), FakeNet(), now=NOW)
    assert [line.state for line in of(lines, "disk")] == ["fault"]


async def test_looking_changes_nothing(here):
    lines = await look(Settings(database=str(here / "a.db")), FakeNet(), now=NOW)
    assert [(line.state, line.text) for line in of(lines, "database")] == [
        ("note", f"there is none at {here / 'a.db'} yet; the first start makes it")
    ]
    assert list(here.iterdir()) == []


async def test_an_empty_file_is_none_yet_as_the_bot_takes_it(here):
    (here / "a.db").touch(mode=0o600)
    lines = await look(Settings(database=str(here / "a.db")), FakeNet(), now=NOW)
    assert [(line.state, line.text) for line in of(lines, "database")] == [
        ("note", f"{here / 'a.db'} is empty yet; the first start fills it")
    ]
    assert (here / "a.db").read_bytes() == b""
    Store.open(str(here / "a.db")).close_now()


# The commands


def test_a_setting_that_cannot_be_read_is_the_doctors_one_fault(here, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "kept-to-itself")
    done = CliRunner().invoke(doctor)
    assert (done.exit_code, done.stdout.splitlines()[0][:54]) == (
        1,
        "fault  settings  SLACK_BOT_TOKEN must begin with xoxb-",
    )
    assert "kept-to-itself" not in done.output


@pytest.mark.parametrize(
    ("net", "code", "last"),
    [(FakeNet(), 0, "No fault was found."), (FakeNet(faults={465: Fault.REFUSED}), 1, "1 fault")],
    ids=["in-order", "fault"],
)
def test_the_exit_status_says_whether_there_is_a_fault(here, monkeypatch, net, code, last):
    monkeypatch.setattr("bot.net.build_net", lambda *_: net)
    done = CliRunner().invoke(doctor)
    assert (done.exit_code, done.output.splitlines()[-1]) == (code, last)


def test_backup_forget_and_restore_on_the_command_line(here, monkeypatch):
    monkeypatch.setenv("SMTPCHECK_DATABASE", str(here / "a.db"))
    store = Store.open(str(here / "a.db"))
    store.write_now(
        lambda db: db.execute(
            "insert into audit (team, at, actor, act, subject, detail) values ('T', 1, 'U', 'a', 's', 'ana@example.com')"
        )
    )
    store.write_now(opening())
    store.close_now()
    run = CliRunner().invoke
    assert run(backup, ["b"]).output.startswith(f"{here / 'b'} holds 1 incident in ")
    assert run(forget, ["ana@example.com"]).output.splitlines() == [
        "removed from lines of the audit trail: 1",
        "removed from incidents: 1",
        "Not reached from here: messages in Slack, backups, logs of the platform.",
        "Logins that were tried stay counted, by a hash of the mailbox, for SMTPCHECK_RETENTION_DAYS.",
    ]
    assert (
        run(forget, ["ana@example.com"]).output.splitlines()[0]
        == f"Nothing in {here / 'a.db'} holds that address."
    )
    assert run(restore, ["b"]).output.splitlines() == [
        f"{here / 'a.db'} is the backup with 1 incident, checked and current.",
        f"What was there before is kept as {here / 'a.db'}.before-restore: delete it when all is well.",
        "New incidents go on at number 2: Slack may show those below already.",
        "Addresses removed after that backup are back: run smtpcheck forget for them again.",
    ]
    assert (
        run(forget, ["ana@example.com"]).output.splitlines()[0] == "removed from lines of the audit trail: 1"
    )


@pytest.mark.parametrize(
    ("named", "answers", "state", "text"),
    [
        (
            "C1",
            {"conversations.info": {"ok": True, "channel": {"is_member": True}}},
            "ok",
            "C1 hears of handoffs",
        ),
        (
            "C1",
            {"conversations.info": {"ok": True, "channel": {"is_member": False}}},
            "fault",
            "the bot is not in C1",
        ),
        (
            "C1",
            {"conversations.info": {"ok": False, "error": "channel_not_found"}},
            "fault",
            "the bot is not in C1",
        ),
        ("S1", {"usergroups.list": {"ok": True, "usergroups": [{"id": "S1"}]}}, "ok", "S1 hears of handoffs"),
        ("S1", {"usergroups.list": {"ok": True, "usergroups": []}}, "fault", "S1 is no user group here"),
        ("S9999", {"usergroups.list": MANY_GROUPS}, "ok", "S9999 hears of handoffs"),
        ("S1", {"usergroups.list": "<html>"}, "note", "Slack did not say who S1 is"),
    ],
)
async def test_who_hears_of_escalations_is_looked_for(here, named, answers, state, text):
    async with slack(answers) as url:
        lines = await look(settings_of(here, url, escalate_to=named), FakeNet(), now=NOW)
    [line] = of(lines, "escalation")
    assert (line.state, line.text.startswith(text)) == (state, True)
