"""The checks against real and scripted mail servers whose faults they cannot see."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import subprocess
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest

from bot.net import connecting, session
from tests.knowledge_base import knowledge
from tests.lab.judge import Verdict, figures, judge, of_attempts
from tests.lab.place import missing
from tests.lab.scenario import Scenario
from tests.lab.startup import running
from tests.lab.table import HOSTS, SCENARIOS, is_real

pytestmark = [pytest.mark.lab, pytest.mark.timeout(300)]

TERMINAL = ("postfix-wrong-password", "hidden-no-break-space", "works-exim-587", "dovecot-account-closed")
# Words of a password shorter than this stand in every text by chance.
PART_CHARS = 8


@dataclass(frozen=True, slots=True)
class Run:
    """All verdicts of one run of the lab, and every byte that was written meanwhile."""

    verdicts: dict[str, Verdict]
    auth_by_host: dict[str, tuple[int, int]]
    written: dict[str, bytes]
    secrets: dict[str, bytes]
    terminal: dict[str, subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The whole table once; started and stopped with the session.

    The machine may be busy: a server's greeting is waited for longer than a person would wait.
    """
    reason = missing()
    if reason:
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patient:
        patient.setattr(session, "GREETING_S", 6.0)
        patient.setattr(connecting, "CONNECT_S", 6.0)
        return asyncio.run(_run_all(tmp_path_factory.mktemp("lab")))


async def _run_all(folder: Path) -> Run:
    said = StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        async with running() as lab:
            results = await lab.run(SCENARIOS, knowledge())
            terminal = {name: await lab.in_terminal(name, folder) for name in TERMINAL}
            counted = {
                label: (
                    lab.auth_commands(label) - lab.before.get(label, 0),
                    sum(one.document.get("attempts", 0) for one in results if one.scenario.host == label),
                )
                for label in HOSTS
            }
            written = {"log": said.getvalue().encode(errors="surrogateescape")}
            written |= {f"answer {one.scenario.name}": repr(one.document).encode() for one in results}
            written |= {f"terminal {name}": done.stdout + done.stderr for name, done in terminal.items()}
            written |= _files(lab.place.folder, "lab.db*") | _files(folder, "*")
            secrets = {name: one.password for name, one in lab.prepared.items()}
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(level)
    return Run({one.scenario.name: judge(one) for one in results}, counted, written, secrets, terminal)


def _files(folder: Path, pattern: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob(pattern) if path.is_file()}


def _forms(secret: bytes, user: str) -> set[bytes]:
    """A password as it may have been written: raw, in JSON, base64 at each offset, URL-encoded."""
    text = secret.decode("utf-8", "replace")
    forms = {
        secret,
        base64.b64encode(secret),
        base64.b64encode(b"\0" + user.encode() + b"\0" + secret),
        quote_from_bytes(secret).encode(),
        quote(text).encode(),
        repr(text)[1:-1].encode(),
        text.encode("unicode_escape"),
    }
    for offset in (1, 2):
        inner = base64.b64encode(b"\0" * offset + secret)[4:-4]
        forms.add(inner)
    return {form for form in forms if len(form) >= PART_CHARS}


def _parts(secret: bytes) -> set[bytes]:
    """Pieces of a password, for texts in which it was split over two lines."""
    half = len(secret) // 2
    return {part for part in (secret[:half], secret[half:]) if len(part) >= PART_CHARS}


def test_the_table_is_as_large_as_promised():
    names = [scenario.name for scenario in SCENARIOS]
    assert len(names) == len(set(names))
    assert len(names) >= 120
    assert sum(is_real(scenario) for scenario in SCENARIOS) >= 60
    hidden = [scenario for scenario in SCENARIOS if not scenario.separable]
    assert len(hidden) >= 30
    assert all(scenario.who for scenario in hidden)
    assert {scenario.host for scenario in SCENARIOS} == set(HOSTS)


def test_what_can_be_told_apart_is_pinned_in_at_least_95_of_100_cases(run):
    wrong = [str(one) for one in run.verdicts.values() if one.faults and one.result.scenario.separable]
    counted = figures(run.verdicts.values())
    assert counted.pinned >= 0.95 * counted.separable, "\n".join(wrong)


def test_what_nobody_outside_can_tell_is_shown_as_unsure_with_who_can_tell(run):
    wrong = [str(one) for one in run.verdicts.values() if one.faults and not one.result.scenario.separable]
    assert wrong == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_at_most_one_login_is_sent_as_the_server_counts(run, scenario: Scenario):
    assert of_attempts(run.verdicts[scenario.name].result) == []


def test_over_the_whole_run_the_servers_counted_what_the_answers_said(run):
    assert {label: counts for label, counts in run.auth_by_host.items() if counts[0] != counts[1]} == {}


def test_a_damaged_credential_is_never_sent(run):
    damaged = [one for one in SCENARIOS if one.name.startswith(("hidden-", "altered-", "csv-", "entity-"))]
    sent = [one.name for one in damaged if run.verdicts[one.name].result.auth_at_server]
    assert len(damaged) > 30
    assert sent == []


def test_no_password_is_in_anything_that_was_written(run):
    assert set(run.written) >= {"log", "lab.db", "lab.db-wal"}
    found = []
    for name, secret in run.secrets.items():
        user = run.verdicts[name].result.prepared.user
        wanted = _forms(secret.strip(), user) | _parts(secret.strip())
        # What is given as a user name by mistake is a user name to everybody.
        found += [
            (name, where)
            for where, content in run.written.items()
            for form in wanted
            if form in content and secret.decode(errors="replace") not in user
        ]
    assert found == []


def test_the_search_for_passwords_finds_one_in_every_form():
    secret, user = b"Aa7bcAad9e8f7g6ht4", "ana@customer.example"
    for offset in range(3):
        told = base64.b64encode(b"x" * offset + secret + b"tail")
        assert any(form in told for form in _forms(secret, user)), offset
    for told in (b"PASS " + secret, quote_from_bytes(secret).encode(), secret[:9] + b"\n" + secret[9:]):
        assert any(form in told for form in _forms(secret, user) | _parts(secret))


@pytest.mark.parametrize("name", TERMINAL)
def test_the_terminal_answers_as_the_checks_do(run, name):
    done = run.terminal[name]
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout)
    expected = run.verdicts[name].result.document
    assert (document["finding"] or {}).get("cause") == (expected["finding"] or {}).get("cause")
    assert document["attempts"] == expected["attempts"]
