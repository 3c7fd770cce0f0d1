"""The store's files: their log, who may read them, what cannot be opened, what is deleted for good."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import SettingsError
from bot.store import Store, hold
from migrations import MIGRATIONS, NAMES
from tests.store_house import mark, marks

NOBODY = 65534


def test_a_log_written_to_its_length_holds_nothing_and_commits_write_over_it(store, path):
    def log() -> int:
        return os.stat(f"{path}-wal").st_size

    store.lengthen_log()
    long = log()
    assert long > 16_000_000
    for name in ("a", "b"):
        store.write_now(mark(name))
    assert (log(), store.read_now(marks)) == (long, ["a", "b"])
    tables = store.read_now(lambda db: db.table_names())
    assert "room" not in tables


def test_on_a_disk_that_is_nearly_full_the_log_stays_short(store, path, monkeypatch):
    before = os.stat(f"{path}-wal").st_size
    nearly_full = shutil.disk_usage(path)._replace(free=100_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nearly_full)
    store.lengthen_log()
    assert os.stat(f"{path}-wal").st_size == before


def test_only_the_owner_may_read_what_the_store_writes(path):
    store = Store.open(path)
    with hold(path, "smtpcheck run"):
        store.write_now(mark("a"))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in sorted(Path(path).parent.iterdir())}
    store.close_now()
    assert modes == {
        "a.db": 0o600,
        "a.db-shm": 0o600,
        "a.db-wal": 0o600,
        "a.db.ballast": 0o600,
        "a.db.lock": 0o600,
        "a.db.write": 0o600,
    }


def test_every_commit_reaches_the_disk(store):
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "journal_size_limit")
    settings = store.write_now(
        lambda db: {name: db.execute(f"pragma {name}").fetchone()[0] for name in pragmas}
    )
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "journal_size_limit": 67_108_864,
    }


def refusal(path: str, *, read_only: bool = False) -> str:
    with pytest.raises(SettingsError) as refused:
        Store.open(path, read_only=read_only)
    return str(refused.value)


ANOTHER = "name a file in an existing folder you may write to in SMTPCHECK_DATABASE."
ITS_USER = "run this as the user that the bot runs as, or name another file in SMTPCHECK_DATABASE."


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    path = tmp_path / "missing" / "a.db"
    assert refusal(str(path)) == (
        f"The database {path} cannot be opened (No such file or directory): {ANOTHER}"
    )


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_no_database(tmp_path, make):
    make(tmp_path / "a.db")
    assert refusal(str(tmp_path / "a.db")) == (
        f"The database {tmp_path / 'a.db'} is no file: name one in SMTPCHECK_DATABASE."
    )
    assert list(tmp_path.iterdir()) == [tmp_path / "a.db"]


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"Dear customer,\n" * 1000)
    assert refusal(str(path)) == (
        f"The file {path} is not a readable database: run `smtpcheck restore FILE` with a backup, "
        "or name another file in SMTPCHECK_DATABASE."
    )
    assert path.read_bytes() == b"Dear customer,\n" * 1000
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("read_only", [True, False])
def test_another_programs_database_is_left_alone(path, read_only):
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table something (id integer)")
    before = Path(path).read_bytes()
    assert refusal(path, read_only=read_only) == (
        f"The file {path} is another program's database: name another file in SMTPCHECK_DATABASE."
    )
    assert Path(path).read_bytes() == before
    assert list(Path(path).parent.iterdir()) == [Path(path)]


def test_another_programs_database_with_a_log_is_left_alone(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma journal_mode = wal")
        db.execute("create table something (id integer)")
    refusal(path)
    assert list(Path(path).parent.iterdir()) == [Path(path)]


def test_reading_a_database_that_does_not_exist_makes_none(tmp_path):
    path = tmp_path / "a.db"
    assert refusal(str(path), read_only=True) == (
        f"There is no database at {path}. The bot makes it when it first starts; "
        "where it lies elsewhere, name it in SMTPCHECK_DATABASE."
    )
    assert list(tmp_path.iterdir()) == []


def test_reading_an_older_schema_asks_for_the_migration(path):
    with closing(Database(path)) as db:
        MIGRATIONS.apply(db, stop_before=NAMES[-1])
    assert refusal(path, read_only=True) == (
        f"The database {path} has an older schema: run `smtpcheck migrate` first."
    )


def test_a_read_only_database_refuses_to_write(path):
    Store.open(path).close_now()
    store = Store.open(path, read_only=True)
    with pytest.raises(SettingsError) as refused:
        store.write_now(mark("a"))
    store.close_now()
    assert str(refused.value) == f"The database {path} was opened for reading only."


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "remedy"),
    [
        pytest.param(None, 0o555, ANOTHER, id="no database, read-only folder"),
        pytest.param(0o666, 0o555, ITS_USER, id="read-only folder"),
        pytest.param(0o444, 0o777, ITS_USER, id="read-only file"),
        pytest.param(0o600, 0o755, ITS_USER, id="another user's"),
    ],
)
def test_a_place_that_cannot_be_written_gets_one_clear_sentence(file_mode, folder_mode, remedy):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        if file_mode is not None:
            path.touch()
            path.chmod(file_mode)
        Path(folder).chmod(folder_mode)
        # A user without rights: the interpreter itself may stand where only its owner can read.
        opening = f"""
import os
from bot.store import Store
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
try:
    Store.open({str(path)!r})
except ValueError as error:
    print(error)
"""
        answer = subprocess.run([sys.executable, "-c", opening], capture_output=True, text=True, check=True)
        Path(folder).chmod(0o700)
    assert answer.stdout == f"The database {path} cannot be opened (Permission denied): {remedy}\n"


# Deleting


def test_a_deleted_word_is_in_no_file_any_more(path):
    word = "Geheimwort4711"
    store = Store.open(path)
    store.write_now(
        lambda db: db.execute(
            """
            insert into incidents (team, channel, reporter, state, reply_text, findings, seen,
                opened_at, updated_at, version) values ('T1', 'C1', 'U1', 'new', ?, ?, 1, 1, 1, 1)
            """,
            (f"550 {word} refused", f'["{word}"]'),
        )
    )
    store.close_now()
    assert word.casefold().encode() in Path(path).read_bytes().lower()
    store = Store.open(path)
    store.write_now(lambda db: db.execute("update incidents set reply_text = '', findings = '[]'"))
    store.close_now()
    folder = Path(path).parent
    assert [
        file.name for file in folder.iterdir() if word.casefold().encode() in file.read_bytes().lower()
    ] == []
