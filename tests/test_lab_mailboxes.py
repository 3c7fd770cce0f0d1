"""A file of mailboxes against real servers: Postfix with Dovecot's logins, Dovecot, Exim, one that punishes."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.lab.laboratory import ROOT, Lab
from tests.lab.place import missing
from tests.lab.startup import running

pytestmark = [pytest.mark.lab, pytest.mark.timeout(300)]

SERVERS = ("postfix", "dovecot", "exim")
WRONG = "Wr0ng-passw0rd-for-all"
TIRED = "postfix-tired-of-us"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the program over a file: what it printed a row, and what each server counted."""

    wanted: list[str]
    rows: list[dict]
    counted: dict[str, int]
    said: bytes
    database: bytes
    secrets: tuple[str, ...]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    reason = missing()
    if reason:
        pytest.skip(reason)
    return asyncio.run(_run(tmp_path_factory.mktemp("mailboxes")))


async def _run(folder: Path) -> Run:
    async with running() as lab:
        accounts = [
            one.account
            for one in lab.prepared.values()
            if one.account.state == "active" and one.account.name.isascii() and "@" in one.account.name
            and one.account.password.isalnum() and lab.names[one.scenario.host][1] == 0
        ]  # fmt: skip
        lines, wanted = _file(lab, [(one.name, one.password.decode()) for one in accounts[:64]])
        path = folder / "mailboxes.csv"
        path.write_text(lines, encoding="utf-8")
        labels = (*SERVERS, TIRED)
        before = {label: lab.auth_commands(label) for label in labels}
        settings = {
            "SMTPCHECK_DATABASE": str(folder / "m.db"),
            "SMTPCHECK_ALLOW_NETWORKS": str(lab.place.network),
            "SMTPCHECK_NAMESERVERS": f"{lab.dns[0]}:53",
            "SMTPCHECK_CA_FILE": str(lab.authority.file),
        }
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "bot", "check", "mailboxes", str(path), "--json"],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **settings},
            timeout=240,
        )
        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        counted = {label: await _settled(lab, label, before[label], rows) for label in labels}
    secrets = (WRONG, *(one.password.decode() for one in accounts[:64]))
    return Run(wanted, rows, counted, done.stdout + done.stderr, _database(folder), secrets)


def _database(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.glob("m.db*"))


def _file(lab: Lab, accounts: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """Twenty mailboxes at each server, every fifth with a wrong password.

    At the one that punishes three wrong ones in a row, then a right one; the last row's server does not exist.
    """
    out, wanted = io.StringIO(), []
    table = csv.writer(out, delimiter=";")
    table.writerow(["SMTP Port", "Email", "SMTP Password", "SMTP Host"])
    for number, (name, password) in enumerate(accounts[:60]):
        wrong = number % 5 == 4
        host = lab.names[SERVERS[number // 20]][0]
        table.writerow([587 if number % 2 else 465, name, WRONG if wrong else password, host])
        wanted.append("fails" if wrong else "works")
    for name, _ in accounts[60:63]:
        table.writerow([587, name, WRONG, lab.names[TIRED][0]])
        wanted.append("fails")
    name, password = accounts[63]
    table.writerow([587, name, password, lab.names[TIRED][0]])
    wanted.append("works")
    table.writerow([587, "nobody@nowhere.example", "x" * 12, "mail.nowhere.example"])
    wanted.append("fails")
    return out.getvalue(), wanted


async def _settled(lab: Lab, label: str, before: int, rows: list[dict]) -> int:
    """What the server counted; it writes its log a moment after a session's end."""
    host = lab.names[label][0]
    told = sum(row["attempts"] for row in rows if row["target"].get("host") == host)
    for _ in range(1500):
        if lab.auth_commands(label) - before >= told:
            break
        await asyncio.sleep(0.02)
    return lab.auth_commands(label) - before


def test_every_row_gets_its_true_verdict(run):
    assert [row["verdict"] for row in run.rows] == run.wanted
    assert [row["row"] for row in run.rows] == list(range(1, len(run.wanted) + 1))


def test_each_server_counted_one_login_a_row(run):
    assert run.counted == {"postfix": 20, "dovecot": 20, "exim": 20, TIRED: 4}


def test_no_password_is_in_the_answer_or_the_database(run):
    found = [n for n, one in enumerate(run.secrets) if one.encode() in run.said + run.database]
    assert found == []
