"""`smtpcheck check mailboxes`: its JSON, its answer, the files it writes, and that no secret leaves it."""

from __future__ import annotations

import csv
import io
import json
import os
import stat

import pytest

from bot import mailboxes
from bot.errors import InputError, UsageError
from bot.mailboxes import ResultFile, read_table
from bot.model import RowResult, RowVerdict
from tests.fakes_smtp import REFUSAL, Script
from tests.knowledge_base import knowledge
from tests.test_check_command import run, serving

__all__ = ["run"]  # the fixture

SECRETS = ("R1ght-horse", "Wr0ng-horse", "Cur1y-horse")


@pytest.fixture
def file(tmp_path):
    """A file of five mailboxes at localhost; `write(port)` gives its path."""

    def write(port: int) -> str:
        lines = [
            "Email,First Name,SMTP Password,SMTP Host,SMTP Port,Notes",
            f"ana@example.com,Ana,R1ght-horse,localhost,{port},=1+1",
            f'ben@example.com,Ben,Wr0ng-horse,localhost,{port},"x, y"',
            f"cem@example.com,Cem,“Cur1y-horse”,localhost,{port},",
            f"dan@example.com,Dan,,localhost,{port},",
            f"@eve@example.com,Eve,R1ght-horse,localhost,{port},",
        ]
        path = tmp_path / "mailboxes.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def server():
    with serving(Script(replies={b"Wr0ng-horse": REFUSAL})) as server:
        yield server


def test_json_is_one_object_a_row_in_the_files_order(run, server, file):
    done = run("mailboxes", file(server.port), "--json", server=server)
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(row) for row in rows] == [
        ["target", "finding", "evidence", "stages", "attempts", "row", "verdict", "because"]
    ] * 5
    assert [(row["row"], row["verdict"], row["attempts"]) for row in rows] == [
        (1, "works", 1), (2, "fails", 1), (3, "fails", 0), (4, "not-tested", 0), (5, "works", 1),
    ]  # fmt: skip
    assert [row["because"] for row in rows] == [None, None, None, "no password is given.", None]
    assert [row["finding"] and row["finding"]["cause"] for row in rows] == [
        None, "wrong-credentials", "altered-character", None, None,
    ]  # fmt: skip
    assert rows[0]["target"] == {"host": "localhost", "port": server.port, "user": "ana@example.com"}
    assert server.auth_count == 3


def test_the_answer_counts_then_names_each_error_with_its_rows(run, server, file):
    done = run("mailboxes", file(server.port), server=server)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "5 mailboxes: 2 work, 2 fail, 1 was not tested."
    assert (
        lines[1] == "Row 1 is the first mailbox below the names of the columns; empty rows are not counted."
    )
    assert "1 mailbox: The mail server did not accept the user name and password." in lines
    ben = lines.index("ben@example.com · 535 5.7.8 · at localhost · row 2")
    assert lines[ben + 1].startswith("Possibly: The password in the program is wrong")
    assert "2 other mailboxes log in there: the fault lies with this mailbox, not with the server." in lines
    cem = lines.index("cem@example.com · at localhost · row 3")
    assert lines[cem + 1].startswith("Row 3: The password begins with a left double quotation mark (U+201C)")
    assert "  All steps: smtpcheck explain 535-authentication-failed" in lines
    assert "  • row 4: no password is given." in lines


def test_the_table_of_results_holds_every_row_no_password_and_no_formula(run, server, file, tmp_path):
    done = run("mailboxes", file(server.port), "--out", "result.csv", server=server)
    assert done.exit_code == 0, done.output
    path = tmp_path / "result.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["row"], row["mailbox"], row["verdict"], row["cause"]) for row in rows] == [
        ("1", "ana@example.com", "works", ""),
        ("2", "ben@example.com", "fails", "wrong-credentials"),
        ("3", "cem@example.com", "fails", "altered-character"),
        ("4", "dan@example.com", "not-tested", ""),
        ("5", "'@eve@example.com", "works", ""),
    ]
    assert rows[0]["encryption"] == "starttls"
    assert rows[3]["why it was not tested"] == "no password is given."
    assert not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize("as_json", [True, False], ids=["json", "text"])
def test_what_is_known_is_told_when_somebody_stops_the_check(
    run, server, file, tmp_path, monkeypatch, as_json
):
    async def stopped_after_two(rows, *_args, **_named):
        for row in (rows[2], rows[0]):
            yield RowResult(row, RowVerdict.WORKS, "", None)
        raise KeyboardInterrupt

    monkeypatch.setattr(mailboxes, "run_mailboxes", stopped_after_two)
    words = ("--json",) if as_json else ()
    done = run("mailboxes", file(server.port), "--out", "result.csv", *words, server=server)
    assert done.exit_code == 1  # main() makes 130 of it
    verdicts = [("1", "works"), ("2", "not-tested"), ("3", "works"), ("4", "not-tested"), ("5", "not-tested")]
    text = (tmp_path / "result.csv").read_text(encoding="utf-8")
    assert [(row["row"], row["verdict"]) for row in csv.DictReader(io.StringIO(text))] == verdicts
    if as_json:
        rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        assert [(str(row["row"]), row["verdict"]) for row in rows] == verdicts
        assert rows[1]["because"] == "the check was stopped before there was a result."
    else:
        assert done.stdout.startswith("5 mailboxes: 2 work, 0 fail, 3 were not tested.")


def test_results_written_as_they_come_stand_in_the_files_order_at_the_end(tmp_path):
    path = tmp_path / "result.csv"
    rows = read_table(b"email,password\na@example.com,x\nb@example.com,y\nc@example.com,z\n").rows
    written = ResultFile(str(path), knowledge())
    for n in (1, 2, 0):
        written.add(RowResult(rows[n], RowVerdict.WORKS, "", None))
    assert [line.split(",")[0] for line in path.read_text().splitlines()] == ['"row"', '"2"', '"3"', '"1"']
    written.close()
    assert [line.split(",")[0] for line in path.read_text().splitlines()] == ['"row"', '"1"', '"2"', '"3"']


def test_what_is_no_file_is_never_replaced(run, server, file, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    done = run("mailboxes", file(server.port), "--dry-run", "--out", "pipe", server=server)
    assert str(done.exception) == "pipe is no ordinary file. Name another one."
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("option", ["--out", "--cleaned"])
def test_another_file_is_never_replaced_and_an_earlier_result_is(run, tmp_path, option):
    table = "email,password\r\nana@example.com,“x”\r\n"
    (tmp_path / "m.csv").write_bytes(table.encode())
    for there in (b"", b"email;password\nben@example.com;y\n", b"notes"):
        (tmp_path / "r.csv").write_bytes(there)
        done = run("mailboxes", "m.csv", "--dry-run", option, "r.csv")
        if there:
            assert str(done.exception) == "r.csv exists and holds something else. Name another file."
            assert (tmp_path / "r.csv").read_bytes() == there
        else:
            assert done.exit_code == 0, done.output
            made = (tmp_path / "r.csv").read_bytes()
    (tmp_path / "r.csv").write_bytes(made.replace(b"ana", b"ben"))
    assert run("mailboxes", "m.csv", "--dry-run", option, "r.csv").exit_code == 0
    assert (tmp_path / "r.csv").read_bytes() == made


def test_a_cleaned_file_that_cannot_be_written_is_told_before_anybody_logs_in(run, server, file):
    done = run("mailboxes", file(server.port), "--cleaned", "no/such/clean.csv", server=server)
    said = "no/such/clean.csv cannot be written: No such file or directory. Name another file."
    assert (str(done.exception), server.connections) == (said, 0)


def test_the_cleaned_file_keeps_all_but_the_damage(run, server, file, tmp_path):
    name = file(server.port)
    done = run("mailboxes", name, "--dry-run", "--cleaned", "clean.csv", server=server)
    assert done.exit_code == 0, done.output
    path = tmp_path / "clean.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with open(name, encoding="utf-8") as before:
        wanted = list(csv.reader(before))
    wanted[3][2] = "Cur1y-horse"
    assert list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")))) == wanted
    assert "The cleaned file: clean.csv (1 row changed). It holds passwords" in done.stdout
    assert server.connections == 0


def test_the_password_that_was_checked_is_the_one_that_is_cleaned(run, tmp_path):
    text = (
        "Email,Password,App Password\r\nana@example.com,“web-horse”,“app-horse”\r\n"
        "ben@example.com,“one-horse”,\r\n"
    )
    (tmp_path / "m.csv").write_bytes(text.encode())
    run("mailboxes", "m.csv", "--dry-run", "--cleaned", "clean.csv")
    wanted = text.replace("“app-horse”", "app-horse").replace("“one-horse”", "one-horse")
    assert (tmp_path / "clean.csv").read_bytes().decode() == wanted
    run("mailboxes", "m.csv", "--dry-run", "--cleaned", "platform.csv", "--for", "smartlead")
    rows = csv.DictReader(io.StringIO((tmp_path / "platform.csv").read_text(encoding="utf-8")))
    passwords = [(row["password"], row["imap_password"]) for row in rows]
    assert passwords == [("app-horse", "app-horse"), ("one-horse", "one-horse")]


def test_cells_in_the_wrong_place_stay_where_they_are(run, tmp_path):
    text = (
        "email,password,host\r\nS3cret-horse,ana@example.com,mail.example.com\r\n"
        "ben@example.com,pa,ss,mail.example.com\r\n"
    )
    (tmp_path / "m.csv").write_bytes(text.encode())
    done = run("mailboxes", "m.csv", "--dry-run", "--cleaned", "clean.csv")
    assert (tmp_path / "clean.csv").read_bytes().decode() == text
    assert "(no row had to be changed)" in done.stdout


def test_a_file_in_an_unknown_encoding_is_cleaned_byte_by_byte(run, tmp_path):
    raw = b"name,email,password\r\n\xa3uk,ana@example.com,horse\xa0\r\n\xa3uk,ben@example.com,p\xa3ss\r\n"
    (tmp_path / "m.csv").write_bytes(raw)
    done = run("mailboxes", "m.csv", "--dry-run", "--cleaned", "clean.csv", "--out", "result.csv")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "clean.csv").read_bytes() == raw.replace(b"horse\xa0", b"horse")
    verdicts = [row["verdict"] for row in csv.DictReader(io.StringIO((tmp_path / "result.csv").read_text()))]
    assert verdicts == ["fails", "not-tested"]


def test_what_a_platform_takes_besides_goes_along(run, tmp_path):
    (tmp_path / "m.csv").write_text(
        "from_email,password,max_email_per_day,signature,imap_password\nana@example.com,x,40,Ana,y\n"
    )
    run("mailboxes", "m.csv", "--dry-run", "--cleaned", "clean.csv", "--for", "smartlead")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "clean.csv").read_text()))
    assert {name: value for name, value in row.items() if value} == {
        "from_email": "ana@example.com", "user_name": "ana@example.com", "password": "x",
        "max_email_per_day": "40", "signature": "Ana",
        "imap_user_name": "ana@example.com", "imap_password": "y",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("First Name,Last Name", "Ana,Duarte", "Ana Duarte"),
        ("First Name,Last Name", ",Duarte", "Duarte"),
        ("from_name,First Name", "Ana of ACME,Ana", "Ana of ACME"),
    ],
)
def test_a_senders_name_goes_along_into_the_one_column_that_smartlead_has(run, tmp_path, header, cells, name):
    (tmp_path / "m.csv").write_text(f"email,password,{header}\nana@example.com,x,{cells}\n")
    run("mailboxes", "m.csv", "--dry-run", "--cleaned", "clean.csv", "--for", "smartlead")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "clean.csv").read_text()))
    assert row["from_name"] == name


def test_an_imap_login_of_its_own_stays_in_a_platforms_columns(run, tmp_path):
    (tmp_path / "m.csv").write_text(
        "Email,IMAP Username,IMAP Password,SMTP Username,SMTP Password\n"
        "ana@example.com,imap-ana,imap-horse,smtp-ana,“smtp-horse”\n"
        "ben@example.com,ben,“one-horse”,ben,“one-horse”\n"
    )
    run("mailboxes", "m.csv", "--dry-run", "--cleaned", "clean.csv", "--for", "instantly")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "clean.csv").read_text())))
    columns = ("IMAP Username", "IMAP Password", "SMTP Username", "SMTP Password")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("imap-ana", "imap-horse", "smtp-ana", "smtp-horse"),
        ("ben", "one-horse", "ben", "one-horse"),
    ]


@pytest.mark.parametrize(
    ("platform", "header", "cem"),
    [
        (
            "instantly",
            "Email,First Name,Last Name,IMAP Username,IMAP Password,IMAP Host,IMAP Port,SMTP Username,SMTP Password,SMTP Host,SMTP Port,Daily Limit,Warmup Enabled,Warmup Limit,Warmup Increment",
            "cem@example.com,Cem,,cem@example.com,Cur1y-horse,,,cem@example.com,Cur1y-horse,localhost,{port},,,,",
        ),
        (
            "smartlead",
            "from_name,from_email,user_name,password,smtp_host,smtp_port,imap_host,imap_port,max_email_per_day,custom_tracking_url,warmup_enabled,total_warmup_per_day,daily_rampup,reply_rate_percentage,bcc,signature,different_reply_to_address,imap_user_name,imap_password",
            "Cem,cem@example.com,cem@example.com,Cur1y-horse,localhost,{port},,,,,,,,,,,,cem@example.com,Cur1y-horse",
        ),
    ],
)
def test_the_cleaned_file_can_have_a_platforms_columns(run, server, file, tmp_path, platform, header, cem):
    done = run("mailboxes", file(server.port), "--cleaned", "clean.csv", "--for", platform, server=server)
    assert done.exit_code == 0, done.output
    lines = (tmp_path / "clean.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == header
    assert lines[3] == cem.format(port=server.port)
    assert len(lines) == 5  # the row without a password is left out
    assert "1 row changed, 1 row left out as unusable" in done.stdout


def test_a_dry_run_asks_no_server_and_opens_no_database(run, server, file, tmp_path):
    done = run("mailboxes", file(server.port), "--dry-run", "--json", server=server)
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == [
        "not-tested", "not-tested", "fails", "not-tested", "not-tested",
    ]  # fmt: skip
    assert server.connections == 0
    assert not (tmp_path / "a.db").exists()


def test_no_password_is_in_anything_but_the_cleaned_file(run, server, file, tmp_path):
    name = file(server.port)
    said = ""
    for words in ((), ("--json",), ("--dry-run",)):
        done = run("mailboxes", name, "--out", "result.csv", "--cleaned", "clean.csv", *words, server=server)
        said += done.stdout + done.stderr
    held = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert any(one.startswith("a.db") for one in held)
    for secret in SECRETS:
        assert secret not in said
        places = [one for one, content in held.items() if secret.encode() in content]
        assert set(places) <= {"mailboxes.csv", "clean.csv"}


@pytest.mark.parametrize(
    ("words", "error", "sentence"),
    [
        (("missing.csv",), InputError, "missing.csv cannot be read: No such file or directory."),
        (("m.csv", "--for", "instantly"), UsageError, "--for gives the cleaned file its columns: name that file with --cleaned."),
        (("m.csv", "--cleaned", "./m.csv"), UsageError, "FILE.csv, --out and --cleaned must be different files."),
        (("m.csv", "--out", "r.csv", "--cleaned", "r.csv"), UsageError, "FILE.csv, --out and --cleaned must be different files."),
        (("m.csv", "--dry-run", "--out", "no/such/folder.csv"), InputError, "no/such/folder.csv cannot be written: No such file or directory. Name another file."),
    ],
)  # fmt: skip
def test_wrong_use_is_said_in_a_sentence(run, tmp_path, words, error, sentence):
    (tmp_path / "m.csv").write_text("email,password\nana@example.com,x\n", encoding="utf-8")
    done = run("mailboxes", *words)
    assert isinstance(done.exception, error)
    assert str(done.exception) == sentence
    assert (tmp_path / "m.csv").read_text(encoding="utf-8") == "email,password\nana@example.com,x\n"
