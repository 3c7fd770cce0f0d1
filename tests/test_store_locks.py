"""One bot a database: who holds it is named, and a killed one holds nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest

from bot.errors import SettingsError
from bot.store import hold


def test_a_second_bot_is_told_who_holds_the_database(path):
    with hold(path, "smtpcheck sandbox"):
        with pytest.raises(SettingsError) as refused, hold(path, "smtpcheck run"):
            pass
        second = subprocess.run(
            [
                sys.executable,
                "-c",
                f"from bot.store import hold\nwith hold({path!r}, 'smtpcheck run'): pass",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    assert str(refused.value).startswith(
        f"The database {path} is in use by smtpcheck sandbox (process {os.getpid()}, since 20"
    )
    assert str(refused.value).endswith(
        "UTC): stop that one first, or name another file in SMTPCHECK_DATABASE."
    )
    assert str(refused.value) in second.stderr
    with (
        hold(path, "smtpcheck run"),
        pytest.raises(SettingsError, match=r"in use by smtpcheck run \("),
        hold(path, "smtpcheck sandbox"),
    ):
        pass


def test_on_a_full_disk_the_database_is_held_without_a_name(path, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        held = hold(path, "smtpcheck run")
        held.__enter__()
    with pytest.raises(SettingsError, match="in use by another smtpcheck: stop"), hold(path, "x"):
        pass
    held.__exit__(None, None, None)


def test_the_hold_of_a_killed_process_is_free_at_once(path):
    holding = f"""
import sys, time
from bot.store import hold
with hold({path!r}, "smtpcheck run"):
    print("held", flush=True)
    time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", holding], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    with (
        pytest.raises(SettingsError, match=rf"smtpcheck run \(process {process.pid}, since"),
        hold(path, "x"),
    ):
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    with hold(path, "smtpcheck run"):
        pass


def test_a_lock_that_cannot_be_written_gets_one_clear_sentence(tmp_path):
    path = tmp_path / "missing" / "a.db"
    with pytest.raises(SettingsError) as refused, hold(str(path), "smtpcheck run"):
        pass
    assert str(refused.value) == (
        f"The lock file {path}.lock cannot be written (No such file or directory): "
        "name a file in a folder you may write to in SMTPCHECK_DATABASE."
    )
