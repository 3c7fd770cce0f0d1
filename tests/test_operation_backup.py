"""A backup is whole, private and taken beside a running bot; a restore keeps what it replaces."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

import migrations
from bot.errors import InputError, SettingsError, UsageError
from bot.store import Store, Transaction, backup, handoffs, hold, waves
from bot.store.backup import Copied, back_up, restore
from bot.store.health import Health, examine
from tests.store_house import NOON, opening

NO_ROOM = """
import resource, sys
from bot.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # as on a full disk, not even the log's index can be made
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    "command", [("backup", "b.db"), ("incidents", "list"), ("migrate",), ("forget", "a@example.com")]
)
def test_on_a_full_disk_each_command_says_so_and_ends_with_2(database, tmp_path, command):
    environ = {**os.environ, "SMTPCHECK_DATABASE": str(database), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, *command],
        cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"smtpcheck: The disk that holds {database} is full or broken (disk I/O error): "
        "free some space, then try again.\n"
    )


def mark(name: str):
    return lambda db: db.execute("insert into diagnosed values ('T', 'C', ?, 1)", (name,))


def marks(path: Path) -> list[str]:
    store = Store.open(str(path), read_only=True)
    try:
        return store.read_now(
            lambda db: [row[0] for row in db.execute("select message_ts from diagnosed order by message_ts")]
        )
    finally:
        store.close_now()


@pytest.fixture
def database(tmp_path) -> Path:
    """A database with one row, closed."""
    path = tmp_path / "a.db"
    store = Store.open(str(path))
    store.write_now(mark("kept"))
    store.close_now()
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_beside_a_writer_is_whole_and_private(database, tmp_path):
    store = Store.open(str(database))
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            store.write_now(mark(f"row {number:06}"))
            number += 1

    writing = threading.Thread(target=write)
    writing.start()
    try:
        with hold(str(database), "smtpcheck run"):
            copied = back_up(str(database), str(tmp_path / "b.backup"))
    finally:
        stop.set()
        writing.join()
        store.close_now()

    backup = tmp_path / "b.backup"
    assert copied == Copied(str(backup), backup.stat().st_size, 0)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert {name for name in names(tmp_path) if name.startswith("b.backup")} == {"b.backup"}
    assert examine(str(backup)) == Health(faults=(), newer=None, waiting=0, incidents=0)
    copy = marks(backup)
    assert copy == marks(database)[: len(copy)]
    assert "kept" in copy


@pytest.mark.parametrize("end", ["", "-wal", "-shm", ".lock", ".write", ".ballast", ".key"])
def test_a_backup_over_the_database_itself_is_refused(database, end):
    with pytest.raises(UsageError, match="belongs to the database itself"):
        back_up(str(database), f"{database}{end}")
    assert marks(database) == ["kept"]


def test_an_existing_file_is_never_overwritten(database, tmp_path):
    (tmp_path / "b").write_text("mine")
    with pytest.raises(UsageError, match="exists: name another file"):
        back_up(str(database), str(tmp_path / "b"))
    assert (tmp_path / "b").read_text("utf-8") == "mine"


def test_a_backup_touches_no_other_file_and_leaves_none(database, tmp_path):
    (tmp_path / "b.part").write_text("mine")
    back_up(str(database), str(tmp_path / "b"))
    assert (tmp_path / "b.part").read_text("utf-8") == "mine"
    assert {name for name in names(tmp_path) if name.startswith("b")} == {"b", "b.part"}


def test_a_backup_that_another_one_overtook_overwrites_nothing(database, tmp_path, monkeypatch):
    copied = backup._copy_live

    def overtaken(database: str, part: str) -> None:
        copied(database, part)
        (tmp_path / "b").write_text("theirs")

    monkeypatch.setattr(backup, "_copy_live", overtaken)
    with pytest.raises(UsageError, match="exists: name another file"):
        back_up(str(database), str(tmp_path / "b"))
    assert (tmp_path / "b").read_text("utf-8") == "theirs"
    assert {name for name in names(tmp_path) if name.startswith("b")} == {"b"}


def test_a_folder_that_is_not_there_and_a_missing_database_are_told(database, tmp_path):
    with pytest.raises(InputError, match=r"cannot be written \(No such file or directory\)"):
        back_up(str(database), str(tmp_path / "no" / "b"))
    with pytest.raises(SettingsError, match="There is no database at"):
        back_up(str(tmp_path / "none.db"), str(tmp_path / "b"))
    with pytest.raises(SettingsError, match="is no file: name one in SMTPCHECK_DATABASE"):
        back_up(str(tmp_path), str(tmp_path / "b"))
    assert not (tmp_path / "b").exists()


def damage(path: Path) -> None:
    """Overwrite the pages behind the schema."""
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)


def test_a_damaged_database_gives_no_backup(database, tmp_path):
    damage(database)
    with pytest.raises(SettingsError):
        back_up(str(database), str(tmp_path / "b"))
    assert not {name for name in names(tmp_path) if name.startswith("b")}


def test_a_backup_of_another_programs_file_names_the_database_and_its_setting(database, tmp_path):
    another_program(database)
    with pytest.raises(
        SettingsError, match=r"^The database .*/a\.db cannot be read: .* in SMTPCHECK_DATABASE"
    ):
        back_up(str(database), str(tmp_path / "b"))
    assert not {name for name in names(tmp_path) if name.startswith("b")}


def test_a_restore_brings_the_backup_back_and_keeps_what_was_there(database, tmp_path):
    backup = tmp_path / "b"
    back_up(str(database), str(backup))
    store = Store.open(str(database))
    store.write_now(mark("later"))
    store.close_now()

    restored = restore(str(backup), str(database))

    assert {"a.db.restore.part", "a.db-wal", "a.db-shm"} & names(tmp_path) == set()
    kept = f"{database}.before-restore"
    assert restored == Copied(str(database), database.stat().st_size, 0, kept, 1)
    assert (marks(database), marks(Path(kept))) == (["kept"], ["kept", "later"])
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_a_second_restore_keeps_what_the_first_one_replaced(database, tmp_path):
    back_up(str(database), str(tmp_path / "b"))
    with Store.open(str(database)) as store:
        store.write_now(mark("later"))
    kept = [restore(str(tmp_path / "b"), str(database)).kept for _ in range(3)]
    assert kept == [f"{database}.before-restore{end}" for end in ("", "-2", "-3")]
    assert [marks(Path(name or "")) for name in kept] == [["kept", "later"], ["kept"], ["kept"]]


@pytest.fixture
def quick_waves(monkeypatch):
    """One incident makes a wave."""
    monkeypatch.setattr(waves, "ENOUGH", 1)


def one_of_each(path: Path, channel: str) -> tuple[int, int, int | None]:
    """Open an incident, hand it over and begin a wave; returns their numbers."""

    def job(db: Transaction) -> tuple[int, int, int | None]:
        number = opening(channel=channel)(db).incident.id
        handoffs.offer(db, number, version=None, sender="U1", receiver="U2", note="", at=NOON)
        return number, handoffs.load_handoffs(db, number)[-1].packet, waves.join_wave(db, number, NOON)

    with Store.open(str(path)) as store:
        return store.write_now(job)


@pytest.mark.usefixtures("quick_waves")
def test_no_number_that_slack_shows_since_the_backup_is_given_again(database, tmp_path):
    assert one_of_each(database, "C1") == (1, 1, 1)
    back_up(str(database), str(tmp_path / "b"))
    assert one_of_each(database, "C2") == (2, 2, 2)
    for _ in range(2):
        assert restore(str(tmp_path / "b"), str(database)).goes_on_at == 3
    assert one_of_each(database, "C3") == (3, 3, 3)


@pytest.mark.usefixtures("quick_waves")
@pytest.mark.parametrize(
    "lose", [Path.unlink, lambda path: path.write_bytes(b"torn")], ids=["gone", "unreadable"]
)
def test_where_nobody_knows_the_last_numbers_many_are_passed_over(database, tmp_path, lose):
    assert one_of_each(database, "C1") == (1, 1, 1)
    back_up(str(database), str(tmp_path / "b"))
    lose(database)
    assert restore(str(tmp_path / "b"), str(database)).goes_on_at == 1_002
    assert one_of_each(database, "C2") == (1_002, 1_002, 1_002)


def kill_while_writing(database: Path) -> None:
    """Leave a row in the log of a bot that was killed."""
    killed = "import os, sys; from bot.store import Store; s = Store.open(sys.argv[1]); " + (
        "s.write_now(lambda db: db.execute(\"insert into diagnosed values ('T', 'C', 'in the log', 1)\"));"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", killed, str(database)], check=False, timeout=60)
    assert database.with_name(f"{database.name}-wal").stat().st_size > 0


def test_a_restore_that_dies_before_its_end_leaves_the_database_as_it_was(database, tmp_path, monkeypatch):
    back_up(str(database), str(tmp_path / "b"))
    kill_while_writing(database)

    def die(*_names: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("bot.store.backup.os.replace", die)
        with pytest.raises(KeyboardInterrupt):
            restore(str(tmp_path / "b"), str(database))
    assert marks(database) == ["in the log", "kept"]


def test_the_log_of_a_killed_bot_stays_with_its_own_database(database, tmp_path):
    backup = tmp_path / "b"
    back_up(str(database), str(backup))
    kill_while_writing(database)

    restore(str(backup), str(database))

    assert marks(database) == ["kept"]
    assert marks(Path(f"{database}.before-restore")) == ["in the log", "kept"]


def test_a_log_that_somebody_reads_stays_with_its_own_database(database, tmp_path):
    """While it is read it cannot be folded in; beside the restored file it would be replayed into that."""
    backup = tmp_path / "b"
    back_up(str(database), str(backup))
    kill_while_writing(database)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from diagnosed").fetchone()
        restore(str(backup), str(database))
        assert (marks(database), examine(str(database)).faults) == (["kept"], ())
        assert marks(Path(f"{database}.before-restore")) == ["in the log", "kept"]


def test_a_restore_into_an_empty_folder_needs_no_database(database, tmp_path):
    back_up(str(database), str(tmp_path / "b"))
    (tmp_path / "new").mkdir()
    restored = restore(str(tmp_path / "b"), str(tmp_path / "new" / "a.db"))
    assert restored.kept is None
    assert marks(tmp_path / "new" / "a.db") == ["kept"]


def test_a_restore_is_refused_while_a_bot_holds_the_database(database, tmp_path):
    back_up(str(database), str(tmp_path / "b"))
    before = database.read_bytes()
    with (
        hold(str(database), "smtpcheck run"),
        pytest.raises(SettingsError, match=r"in use by smtpcheck run \(process"),
    ):
        restore(str(tmp_path / "b"), str(database))
    assert database.read_bytes() == before


def no_database(path: Path) -> None:
    path.write_text("just a text" * 1000)


def another_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("create table notes (text)")
    db.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('smtpcheck', 'm9999', '')"
        )
    db.close()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (damage, "is damaged|cannot be read"),
        (no_database, "The backup .*/b cannot be read: name a file that `smtpcheck backup` wrote"),
        (another_program, "The backup .*/b cannot be read"),
        (newer, r"written by a newer smtpcheck \(its schema has m9999\)"),
        (Path.unlink, "There is no backup"),
    ],
    ids=["damaged", "text", "another-program", "newer", "missing"],
)
def test_a_backup_that_cannot_be_used_changes_nothing(database, tmp_path, spoil, words):
    backup = tmp_path / "b"
    back_up(str(database), str(backup))
    spoil(backup)
    before = database.read_bytes()
    with pytest.raises((SettingsError, InputError), match=words):
        restore(str(backup), str(database))
    assert (database.read_bytes(), marks(database)) == (before, ["kept"])
    assert {"a.db.restore.part", "a.db.before-restore"} & names(tmp_path) == set()


def test_a_database_in_use_is_no_backup(database, tmp_path):
    store = Store.open(str(tmp_path / "live.db"))
    store.write_now(mark("live"))
    with pytest.raises(UsageError, match="copy it with `smtpcheck backup`"):
        restore(store.path, str(database))
    store.close_now()
    with pytest.raises(UsageError, match="is the database itself"):
        restore(str(database), str(database))


FIRST_ROWS = (
    """
    insert into incidents (team, channel, message_ts, thread_ts, reporter, state, owner, family, entry,
        diagnosed_entry, cause, provider, reply_code, enhanced_code, reply_text, recipient, findings, seen,
        opened_at, updated_at, version)
    values ('T1', 'C1', '1.1', '1.1', 'U1', 'assigned', 'U2', 'mailbox-unknown', '550-user-unknown',
        '550-user-unknown', null, 'postfix', 550, '5.1.1', 'no such user', 'ana@example.com',
        '{"findings": [], "shared": []}', 2, 1000, 2000, 3)
    """,
    "insert into incident_events (team, incident_id, at, actor, kind, detail)"
    " values ('T1', 1, 1000, 'U1', 'opened', '')",
    "insert into audit (team, at, actor, act, subject, detail)"
    " values ('T1', 1000, 'U1', 'opened', 'incident:1', '')",
    # With a time to answer by: one that has none gets the default (m0005).
    "insert into handoffs (team, incident_id, sender, receiver, note, offered_at, answer_by, reason)"
    " values ('T1', 1, 'U1', 'U2', 'for you', 1000, 2000, '')",
    "insert into attempts (team, actor, mailbox_hash, server, at, result)"
    " values ('', 'U1', 'ff', 'mx.example.com', 1000, 'begun')",
    "insert into channels values ('T1', 'C1', 'mentions', 'U1', 1000)",
    "insert into diagnosed values ('T1', 'C1', '1.1', 1000)",
)
"""A row a table, in the words of the first schema; they never change."""

GONE = ("set_by", "set_at")
"""Columns of these tables that a migration dropped (m0017)."""


def rows_of(path: Path, tables: dict[str, list[str]]) -> dict[str, list[tuple]]:
    """What the columns named for each table hold."""
    with closing(sqlite3.connect(path)) as db:
        return {
            table: db.execute(f"select {', '.join(columns)} from {table}").fetchall()
            for table, columns in tables.items()
        }


@pytest.mark.parametrize("stop_before", migrations.NAMES[1:])
def test_a_backup_of_each_earlier_schema_is_brought_up_to_date_with_its_rows(tmp_path, stop_before):
    old, backup, database = (tmp_path / name for name in ("old.db", "b", "a.db"))
    conn = sqlite3.connect(old, isolation_level=None)
    db = Database(conn, execute_plugins=False)
    migrations.MIGRATIONS.apply(db, stop_before=stop_before)
    for statement in FIRST_ROWS:
        db.execute(statement)
    tables = {
        name: [row[1] for row in db.execute(f"pragma table_info({name})")]
        for name in ("incidents", "incident_events", "audit", "handoffs", "attempts", "channels", "diagnosed")
    }
    conn.close()
    back_up(str(old), str(backup))
    assert examine(str(backup)).waiting == len(migrations.NAMES) - migrations.NAMES.index(stop_before)

    restore(str(backup), str(database))

    assert examine(str(database)) == Health(faults=(), newer=None, waiting=0, incidents=1)
    kept = {table: [name for name in columns if name not in GONE] for table, columns in tables.items()}
    assert rows_of(database, kept) == rows_of(old, kept)
    found = rows_of(database, {"incident_search('\"ana@example.com\"')": ["rowid"]})
    assert list(found.values()) == [[(1,)]]


def test_a_search_index_that_lost_a_word_is_a_fault(database):
    with sqlite3.connect(database, isolation_level=None) as db:
        db.execute("insert into incident_search (rowid, team, words) values (7, 'T1', 'greylisted')")
        db.execute("update incident_search_content set c1 = 'other' where id = 7")
    db.close()
    health = examine(str(database))
    assert len(health.faults) == 1
    assert os.access(database, os.W_OK)
