"""The Dockerfile and the systemd unit say what the bot needs, as far as that shows without their hosts."""

from __future__ import annotations

import fnmatch
import json
import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "deploy" / "smtpcheck.service"


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(None, 1)) for line in lines]


def given(name: str, rows: list[tuple[str, str]]) -> list[str]:
    return [value for instruction, value in rows if instruction == name]


def last_stage() -> list[tuple[str, str]]:
    rows = instructions()
    return rows[max(at for at, (name, _) in enumerate(rows) if name == "FROM") :]


def test_every_file_that_is_copied_exists_and_is_not_ignored():
    allowed = [
        line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")
    ]
    copied = [
        source
        for value in given("COPY", instructions())
        if not value.startswith("--from")
        for source in value.split()[:-1]
    ]
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert sorted(source.removeprefix("./") for source in copied) == sorted(allowed)


def test_what_the_build_reads_is_copied():
    """setuptools reads the read-me and the packages; a missing one breaks the build on a fresh machine."""
    copied = " ".join(given("COPY", instructions()))
    packaging = (ROOT / "pyproject.toml").read_text("utf-8")
    packages = re.search(r'include = \["(\w+)\*", "(\w+)\*", "(\w+)\*"\]', packaging).groups()
    readme = re.search(r'^readme = "(.+)"$', packaging, re.MULTILINE)[1]
    assert [
        name for name in (*packages, readme, "pyproject.toml", "constraints.txt") if name not in copied
    ] == []


@pytest.mark.parametrize(
    "private", [".env", "smtpcheck.db", "smtpcheck.db-wal", ".git", "tests", "artifacts"]
)
def test_nothing_private_gets_into_the_build(private):
    rules = [
        line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    ignored = False
    for rule in rules:
        if fnmatch.fnmatch(private, rule.lstrip("!")):
            ignored = not rule.startswith("!")
    assert ignored


def test_the_image_runs_one_bot_as_nobody_special_with_the_databases_folder_kept():
    rows = last_stage()
    environment = " ".join(given("ENV", rows))
    folder = re.search(r"SMTPCHECK_DATABASE=(\S+)/smtpcheck\.db", environment)[1]
    assert given("USER", rows) == ["10001"]
    assert given("VOLUME", rows) == [folder]
    assert f"-o smtpcheck -g smtpcheck -m 0700 {folder}" in given("RUN", rows)[0]
    assert [json.loads(value) for value in given("CMD", rows)] == [["smtpcheck", "run"]]
    assert {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} & set(
        re.findall(r"\w+", environment)
    ) == set()


def test_the_health_check_asks_the_port_that_the_bot_opens():
    rows = last_stage()
    port = re.search(r"SMTPCHECK_STATUS_PORT=(\d+)", " ".join(given("ENV", rows)))[1]
    (check,) = given("HEALTHCHECK", rows)
    command = json.loads(check[check.index("CMD ") + 4 :])
    assert command[:2] == ["python", "-c"]
    compile(command[2], "HEALTHCHECK", "exec")
    assert f"http://127.0.0.1:{port}/healthz" in command[2]


def unit() -> ConfigParser:
    parsed = ConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str
    parsed.read(UNIT)
    return parsed


def test_the_unit_keeps_its_data_private_and_does_not_restart_on_a_wrong_setting():
    service = unit()["Service"]
    assert {
        name: service[name]
        for name in (
            "ExecStart",
            "User",
            "StateDirectory",
            "StateDirectoryMode",
            "UMask",
            "RestartPreventExitStatus",
        )
    } == {
        "ExecStart": "/opt/smtpcheck/bin/smtpcheck run",
        "User": "smtpcheck",
        "StateDirectory": "smtpcheck",
        "StateDirectoryMode": "0700",
        "UMask": "0077",
        "RestartPreventExitStatus": "2",
    }
    assert (
        "Environment=SMTPCHECK_DATABASE=/var/lib/smtpcheck/smtpcheck.db"
        in UNIT.read_text("utf-8").splitlines()
    )


def test_systemd_finds_nothing_to_say_about_the_unit(tmp_path):
    """With the program put in; where systemd is not installed, its sections are all that can be checked."""
    assert unit().sections() == ["Unit", "Service", "Install"]
    tool = shutil.which("systemd-analyze")
    if tool is None:
        return
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text("utf-8").replace("/opt/smtpcheck/bin/smtpcheck run", "/bin/true"))
    done = subprocess.run([tool, "verify", copy], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if UNIT.name in line]) == (0, [])
