"""The Procfile starts one bot and ends with it; a second bot on the same database is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def environment():
    """No tokens, no settings, our programs on the PATH."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SMTPCHECK_"))
    }
    folder = Path(sys.executable).parent
    return {**clean, "PATH": f"{folder}:{clean['PATH']}", "PYTHONPATH": os.pathsep.join(sys.path)}


def test_the_procfile_is_the_one_line():
    assert (ROOT / "Procfile").read_text("utf-8") == "web: smtpcheck run\n"


def test_honcho_ends_with_the_bot_and_passes_its_sentence_on(environment, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "honcho", "start", "-f", ROOT / "Procfile", "-d", tmp_path],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert "SLACK_BOT_TOKEN is not set" in done.stdout


def test_a_second_bot_on_the_database_is_refused_and_told_who_holds_it(environment, tmp_path):
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    first = subprocess.Popen(
        [sys.executable, "-m", "bot", "sandbox", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    try:
        next(line for line in first.stdout if "is ready" in line)
        others = [
            subprocess.run(
                [sys.executable, "-m", "bot", *verb],
                capture_output=True,
                text=True,
                cwd=tmp_path,
                env={**environment, **tokens},
                timeout=60,
                check=False,
            )
            for verb in (["sandbox", "--port", "0"], ["run"])
        ]
    finally:
        first.terminate()
        first.communicate(timeout=60)

    holder = f"in use by smtpcheck sandbox (process {first.pid}"
    assert [(one.returncode, one.stdout, holder in one.stderr) for one in others] == [(2, "", True)] * 2
    assert first.returncode == 0
