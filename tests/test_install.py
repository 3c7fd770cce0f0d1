"""A built wheel, installed where no source tree is near, holds everything the program needs."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.install

ROOT = Path(__file__).parent.parent


def clean_environment() -> dict[str, str]:
    """The environment without what would lead the program back to the source tree or to Slack."""
    dropped = ("PYTHON", "SLACK_", "SMTPCHECK_", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The program's path in an empty environment that holds only the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    quiet = {"env": clean_environment(), "cwd": folder}
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True, **quiet)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True, **quiet)
    (wheel,) = folder.glob("smtpcheck-*.whl")
    bin_folder = folder / "venv" / "bin"
    into = ["--python", bin_folder / "python", "install", "--constraint", ROOT / "constraints.txt"]
    subprocess.run([*pip, *into, wheel], check=True, **quiet)
    return bin_folder / "smtpcheck"


def run(program, *args, cwd, stdin=""):
    done = subprocess.run(
        [program, *args],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=clean_environment(),
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_packages_that_cannot_be_fetched_are_told_in_the_last_line(tmp_path):
    pip = tmp_path / ".venv" / "bin" / "python"
    pip.parent.mkdir(parents=True)
    pip.write_text("#!/bin/sh\necho 'ERROR: No matching distribution found' >&2\nexit 1\n")
    pip.chmod(0o755)
    done = subprocess.run(
        ["sh", ROOT / "scripts" / "install.sh", "."],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [
            "ERROR: No matching distribution found",
            "smtpcheck could not be installed: the lines above say why. Packages come from Python's index, "
            "or from the mirror that PIP_INDEX_URL names; once it is reached, run make again.",
        ],
    )


@pytest.mark.timeout(400)
def test_the_installed_program_knows_migrates_and_diagnoses(installed, tmp_path):
    assert run(installed, "migrate", cwd=tmp_path) == "smtpcheck.db is current.\n"
    pages = {page.stem for page in (ROOT / "bot" / "knowledge" / "entries").glob("*/*.md")}
    assert {item["entry"] for item in json.loads(run(installed, "entries", "--json", cwd=tmp_path))} == pages

    answer = run(
        installed, "diagnose", "--json", cwd=tmp_path, stdin="535 5.7.8 Error: authentication failed"
    )

    (finding,) = json.loads(answer)["findings"]
    assert finding["entry"] == "535-authentication-failed"


@pytest.mark.timeout(400)
def test_the_installed_program_opens_the_local_workspace_with_its_page(installed, tmp_path):
    program = subprocess.Popen(
        [installed, "sandbox", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        env=clean_environment(),
    )
    try:
        ready = next(line for line in program.stdout if line.startswith("The local workspace is ready"))
        address = re.search(r"http://127\.0\.0\.1:\d+/", ready)[0]
        with urllib.request.urlopen(address) as page:
            assert b'<div id="page">' in page.read()
        with urllib.request.urlopen(address + "ui/state") as state:
            assert [item["command"] for item in json.load(state)["commands"]] == ["/smtpcheck"]
    finally:
        program.terminate()
        program.communicate(timeout=60)
    assert program.returncode == 0


def python_of(folder, name, version, *, venv):
    """An interpreter that tells its version, has or lacks venv, and writes its name where .venv would be made."""
    lacks = "" if venv else 'case "$2" in *ensurepip*) exit 1;; esac'
    makes = f"mkdir -p .venv/bin; printf '#!/bin/sh\\necho {name}\\n' > .venv/bin/python; chmod 755 .venv/bin/python"
    told = f"import sys; sys.version_info = {version}; exec(sys.argv[1])"
    script = f"""#!/bin/sh
[ "$1" = -m ] && {{ {makes}; exit; }}
{lacks}
exec {sys.executable} -c '{told}' "$2"
"""
    (folder / name).write_text(script, "utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("named", "taken"),
    [({}, "python3.12\n"), ({"PYTHON": "python3"}, "python3\n"), ({"PYTHON": "python3.10"}, None)],
)
def test_the_newest_python_that_can_make_a_venv_is_taken(tmp_path, named, taken):
    python_of(tmp_path, "python3.13", (3, 13), venv=False)
    python_of(tmp_path, "python3.12", (3, 12), venv=True)
    python_of(tmp_path, "python3.10", (3, 10), venv=True)
    python_of(tmp_path, "python3", (3, 11), venv=True)
    path = f"{tmp_path}:/usr/bin:/bin"
    done = subprocess.run(
        ["sh", ROOT / "scripts" / "install.sh", "."],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": path, **named},
        check=False,
    )
    if taken is None:
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            "smtpcheck needs Python 3.11 to 3.13; name one: make PYTHON=/path/to/python3.12 run\n"
        )
    else:
        assert (done.returncode, done.stdout) == (0, f"Installing into .venv ...\n{taken}")
