"""The command line as the contract fixes it: output, exit status, one clear sentence for bad input."""

import gzip
import io
import json
import os
import pty
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot import batch
from bot.__main__ import main
from bot.cards import not_arrived
from bot.store import Store
from tests.store_house import FINDING, opening

PASTE = "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')"


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def program(tmp_path) -> Run:
    """Start the program in an empty folder and give back what it printed."""

    def run(*args: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *args],
            input=stdin.encode(),
            capture_output=True,
            cwd=tmp_path,
            env={**without_settings(), "PYTHONPATH": os.pathsep.join(sys.path), **environ},
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def smtpcheck(tmp_path, monkeypatch, knowledge) -> Run:
    """The same without a process of its own, and with a knowledge base that was loaded before."""

    def run(*args: str, stdin: bytes | str = b"", **environ: str) -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        pipes = {name: io.TextIOWrapper(io.BytesIO(), "utf-8") for name in ("stdout", "stderr")}
        with monkeypatch.context() as here:
            here.chdir(tmp_path)
            for name in os.environ.keys() - without_settings().keys():
                here.delenv(name)
            for name, value in environ.items():
                here.setenv(name, value)
            here.setattr("bot.knowledge.load_knowledge", lambda: knowledge)
            here.setattr(sys, "excepthook", sys.excepthook)  # `main` puts its own there
            here.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
            for name, pipe in pipes.items():
                here.setattr(sys, name, pipe)
            status = 0
            try:
                main(list(args))
            except SystemExit as end:
                status = int(end.code or 0)
        for pipe in pipes.values():
            pipe.seek(0)
        return subprocess.CompletedProcess(args, status, *(pipe.read() for pipe in pipes.values()))

    return run


def without_settings() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SMTPCHECK_"))
    }


def assert_refused(done, *words: str) -> None:
    """Exit 2 with one line on stderr that holds the words, nothing on stdout, no traceback."""
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_a_paste_by_pipe_is_answered_in_plain_text(program, knowledge):
    done = program("diagnose", stdin=PASTE)

    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert done.stdout.splitlines()[0] == knowledge.entries["535-authentication-failed"].gist
    assert "535 5.7.8" in done.stdout


def test_a_check_that_a_step_speaks_of_is_shown_as_it_is_made(program):
    asked = "How to make the check: smtpcheck check domain example.com"

    assert asked in program("diagnose", stdin="550 5.7.1 SPF check failed").stdout.splitlines()
    assert "How to make the check" not in program("diagnose", stdin=PASTE).stdout


def test_a_live_check_of_a_server_is_not_shown_as_one_of_a_domain(program):
    expired = program(
        "diagnose", stdin="send mail failed: x509: certificate is valid for a.example.net, not b.example.org"
    )
    asked = [line for line in expired.stdout.splitlines() if line.startswith("How to make the check")]

    assert asked == ["How to make the check: smtpcheck check server mail.example.com:587"]


def test_a_terminal_without_our_letters_shows_the_answer_all_the_same(program, knowledge):
    done = program("diagnose", stdin=PASTE, PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == knowledge.entries["535-authentication-failed"].gist
    assert "The text says ?authentication failed?." in done.stdout


def test_an_export_is_utf_8_whatever_the_terminal_is(program, tmp_path):
    store = Store.open(str(tmp_path / "smtpcheck.db"))
    store.write_now(opening(findings=(replace(FINDING, reply_text="user „ana“ unknown – ü"),)))
    store.close_now()

    done = program("incidents", "export", "--format", "csv", PYTHONIOENCODING="latin-1")

    assert (done.returncode, done.stderr) == (0, "")
    assert '"user „ana“ unknown – ü"' in done.stdout


def test_the_same_paste_as_json_is_one_document_with_its_findings(smtpcheck):
    document = json.loads(smtpcheck("diagnose", "--json", stdin=PASTE).stdout)

    (finding,) = document["findings"]
    assert (finding["reply_code"], finding["enhanced_code"]) == (535, "5.7.8")
    assert (finding["entry"], finding["family"], finding["stage"]) == (
        "535-authentication-failed",
        "auth",
        "auth",
    )


def test_a_file_is_read_as_what_it_is(smtpcheck, tmp_path):
    (tmp_path / "bounce.eml").write_bytes(DSN)

    (finding,) = json.loads(smtpcheck("diagnose", "--json", "bounce.eml").stdout)["findings"]

    assert (finding["recipient"], finding["reply_code"], finding["kind"]) == (
        "ben@example.com",
        550,
        "failure",
    )


DSN = b"""From: MAILER-DAEMON@mx.example.net
To: ana@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<ben@example.com>: host mx.example.com said: 550 5.1.1 User unknown (in reply to RCPT TO command)

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ben@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b--
"""


def test_text_without_an_error_is_no_failure_of_the_command(smtpcheck):
    done = smtpcheck("diagnose", "--json", stdin="See you at 5:35.")

    assert (done.returncode, json.loads(done.stdout)) == (0, {"findings": []})


def zipped(words: bytes) -> bytes:
    with io.BytesIO() as archive:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
            files.writestr("bounce.eml", words * 9)
        return archive.getvalue()


OTHER_FILES = {
    "a.zip": (zipped(PASTE.encode()), "a ZIP archive or an Office file: unpack it, or copy its text."),
    "a.log.gz": (gzip.compress(PASTE.encode()), "compressed with gzip: unpack it first."),
    "a.msg": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        "a message saved by Outlook (.msg) or an Office file: save it as .eml or text, or copy its text.",
    ),
    "a.pdf": (b"%PDF-1.7\n", "a PDF: copy its text."),
    "a.png": (b"\x89PNG\r\n\x1a\n", "a picture: type the text of the error."),
    "a.jpg": (b"\xff\xd8\xff\xe0", "a picture: type the text of the error."),
    "a.bin": (bytes(range(256)) * 40, "no text: copy the lines with the error."),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_a_file_that_is_no_text_is_told_what_it_is(smtpcheck, tmp_path, name):
    content, what = OTHER_FILES[name]
    (tmp_path / name).write_bytes(content)
    done = smtpcheck("diagnose", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"No SMTP error found: {name} is {what}\n"


def test_bytes_from_a_pipe_that_are_no_text_are_told_what_they_are(smtpcheck):
    content, what = OTHER_FILES["a.log.gz"]
    assert smtpcheck("diagnose", stdin=content).stdout == f"No SMTP error found: what was given is {what}\n"
    assert json.loads(smtpcheck("diagnose", "--json", stdin=content).stdout) == {"findings": []}


def test_a_batch_answers_every_line_in_order_and_goes_on_after_a_bad_one(smtpcheck, tmp_path):
    (tmp_path / "bounce.eml").write_bytes(DSN)
    lines = [
        "\ufeff" + json.dumps({"id": "a", "text": PASTE}),
        "no json",
        "[1]",
        json.dumps({"id": 7, "text": "x"}),
        json.dumps({"id": "gone", "path": "gone.eml"}),
        json.dumps({"id": "folder", "path": "."}),
        json.dumps({"id": "mail", "path": "bounce.eml"}),
        '{"id": "lone", "text": "\\ud800 535 5.7.8 authentication failed"}',
        json.dumps({"id": "none", "text": "hello"}),
    ]

    done = smtpcheck("diagnose", "--jsonl", stdin="\n".join(lines))

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [answer["id"] for answer in answers] == [
        "a",
        None,
        None,
        None,
        "gone",
        "folder",
        "mail",
        "lone",
        "none",
    ]
    assert ["error" in answer for answer in answers] == [
        False,
        True,
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert answers[4] == {"id": "gone", "error": "gone.eml cannot be read: No such file or directory"}
    assert answers[6]["findings"][0]["recipient"] == "ben@example.com"
    assert answers[7]["findings"][0]["reply_code"] == 535
    assert answers[8] == {"id": "none", "findings": []}


def test_an_empty_line_of_a_batch_has_its_answer_too(knowledge):
    lines = io.BytesIO(b'{"id": "a", "text": "hello"}\n\n \r\n{"id": "b", "text": "hello"}\n')
    empty = {"id": None, "error": "not a JSON object: the line is empty"}
    answers = [json.loads(line) for line in batch.answer_lines(batch.read_lines(lines), knowledge)]
    assert answers == [{"id": "a", "findings": []}, empty, empty, {"id": "b", "findings": []}]


def test_a_line_of_any_length_stops_nothing_and_is_not_kept(monkeypatch, knowledge):
    monkeypatch.setattr(batch, "READ_BYTES", 1_048_576)
    lines = [b'{"id": "a", "text": "535"}\n', b"x" * 5_000_000 + b"\n", b'{"id": "b", "text": "535"}']
    read = list(batch.read_lines(io.BytesIO(b"".join(lines))))
    assert [len(line) for line in read] == [len(lines[0]), 1_048_577, len(lines[2])]
    answers = [json.loads(line) for line in batch.answer_lines(read, knowledge)]
    assert [answer["id"] for answer in answers] == ["a", None, "b"]
    assert answers[1]["error"] == "the line is larger than 1 MB"


@pytest.mark.parametrize(
    "word", ["535", "5.7.8", "X.7.8", "5.7.139", "535-authentication-failed", "211", "605", "535 5.7.8"]
)
def test_every_number_and_entry_can_be_explained(smtpcheck, word):
    done = smtpcheck("explain", word)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 2


@pytest.mark.parametrize("word", ["999", "5.99.999", "6.1.1", "nothing-of-the-kind", "999 5.7.8", "535 550"])
def test_an_unknown_word_cannot_be_explained(smtpcheck, word):
    assert_refused(smtpcheck("explain", word), word, "smtpcheck entries")


def test_a_pair_of_numbers_is_explained_however_it_is_quoted(smtpcheck):
    pair = smtpcheck("explain", "535", "5.7.8").stdout
    assert pair == smtpcheck("explain", "535 5.7.8").stdout
    assert pair == smtpcheck("explain", "535-5.7.8").stdout  # as a line of several begins
    assert pair.startswith("535 5.7.8 · Login refused\n")


def test_the_catalogue_as_json_has_the_contracts_keys(smtpcheck):
    catalogue = json.loads(smtpcheck("entries", "--family", "auth", "--json").stdout)

    assert {tuple(item) for item in catalogue} == {
        ("entry", "title", "gist", "family", "codes", "enhanced", "providers")
    }
    assert {item["family"] for item in catalogue} == {"auth"}
    (item,) = [item for item in catalogue if item["entry"] == "535-authentication-failed"]
    assert 535 in item["codes"]
    assert "5.7.8" in item["enhanced"]


def test_an_unknown_family_names_the_known_ones(smtpcheck):
    assert_refused(smtpcheck("entries", "--family", "nonsense"), "nonsense", "auth, tls, connection")


def test_incidents_of_an_empty_database(smtpcheck):
    assert smtpcheck("migrate").stdout == "smtpcheck.db is current.\n"
    listed = smtpcheck("incidents", "list")
    assert (listed.stdout, listed.stderr) == (
        "",
        "There is no incident yet: a paste in a channel opens one.\n",
    )
    assert json.loads(smtpcheck("incidents", "list", "--json").stdout) == []
    exported = smtpcheck("incidents", "export")
    assert (exported.stdout, exported.stderr) == ("", listed.stderr)
    assert (
        smtpcheck("incidents", "export", "--range", "7d").stderr == "No incident was opened on these days.\n"
    )
    for number in ("7", "#7", "9" * 20, f"-{'9' * 20}"):
        told = f"There is no incident {number.lstrip('#')}: "
        assert_refused(smtpcheck("incidents", "show", "--", number), told)


OF_THE_DATABASE = (
    ["incidents", "list"], ["incidents", "list", "--json"], ["incidents", "show", "1"], ["incidents", "export"],
    ["unknown", "list"], ["unknown", "list", "--json"], ["forget", "ana@example.com"], ["backup", "b.db"],
)  # fmt: skip


@pytest.mark.parametrize("args", OF_THE_DATABASE, ids=" ".join)
def test_where_there_is_no_database_it_is_said_and_none_is_made(smtpcheck, tmp_path, args):
    done = smtpcheck(*args)

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"smtpcheck: There is no database at {tmp_path / 'smtpcheck.db'}. The bot makes it when it first "
        "starts; where it lies elsewhere, name it in SMTPCHECK_DATABASE.\n",
    )
    assert list(tmp_path.iterdir()) == []


BAD = {
    "unknown verb": (["frobnicate"], b"", ["frobnicate"]),
    "a whole page for a verb": (["x" * 5000], b"", ["No such command"]),
    "a file's name of two lines": (
        ["diagnose", "a\nb\x1b[31m.eml"],
        b"",
        [r"'a\nb\x1b[31m.eml' cannot be read"],
    ),
    "the same of a table": (
        ["check", "mailboxes", "a\nb\x1b[31m.csv"],
        b"",
        [r"smtpcheck: a\nb\x1b[31m.csv cannot be read: No such file or directory."],
    ),
    "the same of a backup": (["restore", "a\nb"], b"", [r"There is no backup ", r"a\nb: name a file"]),
    "unknown option": (["diagnose", "--xml"], b"", ["--xml"]),
    "missing file": (["diagnose", "gone.eml"], b"", ["gone.eml", "No such file"]),
    "a folder": (["diagnose", "."], b"", ["Is a directory"]),
    "two forms at once": (["diagnose", "--json", "--jsonl"], b"", ["--jsonl"]),
    "no number": (
        ["incidents", "show", "seven"],
        b"",
        ["'seven' is no incident's number: `smtpcheck incidents list` shows them."],
    ),
    "no port": (["sandbox", "--port", "web"], b"", ["'web' is not a valid port"]),
    "empty word": (["explain", ""], b"", ["neither a known code nor an entry"]),
}


@pytest.mark.parametrize(("args", "stdin", "words"), BAD.values(), ids=BAD.keys())
def test_bad_usage_is_one_sentence_and_exit_2(smtpcheck, args, stdin, words):
    assert_refused(smtpcheck(*args, stdin=stdin), *words)


ODD = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "invalid UTF-8": b"535 5.7.8 authentication failed \xff\xfe\x80",
    "an eml that is none": b"From nobody\n\n\x00\x01\x02",
    "200,000 lines": b"nothing to see here, 250 ok\n" * 200_000,
    "only a boundary": b"Content-Type: multipart/report; boundary=x\n\n--x\n--x\n",
}


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD.keys())
def test_odd_input_is_answered_without_a_fault(smtpcheck, raw):
    done = smtpcheck("diagnose", "--json", stdin=raw)

    assert (done.returncode, done.stderr) == (0, "")
    assert isinstance(json.loads(done.stdout)["findings"], list)


def test_a_database_of_a_newer_version_is_refused(smtpcheck, tmp_path):
    smtpcheck("migrate")
    import sqlite_utils

    db = sqlite_utils.Database(tmp_path / "smtpcheck.db")
    db["_sqlite_migrations"].insert(
        {"migration_set": "smtpcheck", "name": "m9999_from_the_future", "applied_at": "2027-01-01"}
    )
    db.close()

    assert_refused(smtpcheck("incidents", "list"), "newer")


def test_a_database_in_a_missing_folder_names_the_setting(smtpcheck, tmp_path):
    missing = str(tmp_path / "missing" / "x.db")
    assert_refused(smtpcheck("migrate", SMTPCHECK_DATABASE=missing), "SMTPCHECK_DATABASE")


def test_a_file_without_a_name_is_told_as_empty(smtpcheck):
    assert_refused(smtpcheck("diagnose", ""), "No file was named: name a text or mail file, or - for a pipe.")


def test_a_file_that_is_no_database_is_refused(smtpcheck, tmp_path):
    (tmp_path / "smtpcheck.db").write_bytes(b"this is a letter, not a database" * 100)

    assert_refused(smtpcheck("migrate"), "smtpcheck.db")


SETTINGS = {
    "no token": ({}, ["SLACK_BOT_TOKEN", "manifest.json"]),
    "a token of another kind": ({"SLACK_BOT_TOKEN": "xoxp-secret-1"}, ["SLACK_BOT_TOKEN", "xoxb-"]),
    "no second token": ({"SLACK_BOT_TOKEN": "xoxb-secret-1"}, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]),
    "a bad duration": ({"SLACK_BOT_TOKEN": "xoxb-secret-1", "SMTPCHECK_HANDOFF_REMIND": "soon"}, ["15m"]),
}


@pytest.mark.parametrize(("environ", "words"), SETTINGS.values(), ids=SETTINGS.keys())
def test_run_with_unusable_settings_says_what_to_do(smtpcheck, environ, words):
    done = smtpcheck("run", **environ)

    assert_refused(done, *words)
    assert "secret-1" not in done.stderr


@pytest.mark.parametrize("on_path", [False, True])
def test_a_port_in_use_is_told_with_a_command_that_works(program, on_path):
    installed = Path(sys.executable).with_name("smtpcheck")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = program("sandbox", "--port", str(port), PATH=str(installed.parent if on_path else "/nowhere"))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"smtpcheck: Port {port} cannot be used (Address already in use): take another one, "
        f"{'smtpcheck' if on_path else installed} sandbox --port {port + 1}.\n"
    )


def test_on_a_terminal_the_answer_has_colour(tmp_path):
    paste = tmp_path / "paste.txt"
    paste.write_text(PASTE)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "diagnose", str(paste)],
        stdout=theirs,
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as program:
        program.wait(timeout=60)
    os.close(theirs)
    shown = os.read(ours, 1 << 20).decode()
    os.close(ours)

    assert "\x1b[1m" in shown
    assert "535 5.7.8" in shown


def test_help_says_whole_sentences(smtpcheck):
    groups = ([], ["check"], ["incidents"], ["unknown"])
    cut = [
        line
        for group in groups
        for line in smtpcheck(*group, "--help").stdout.splitlines()
        if line.endswith("...")
    ]
    assert [line for line in cut if not line.startswith("Usage: ")] == []


def test_the_help_lists_the_commands_in_the_order_in_which_one_comes_to_need_them(smtpcheck):
    listed = re.findall(r"^  ([a-z]+) ", smtpcheck("--help").stdout, re.MULTILINE)

    assert " ".join(listed) == (
        "diagnose explain entries check sandbox run incidents doctor backup restore forget migrate unknown lint"
    )


def test_on_a_terminal_without_a_file_it_says_what_it_waits_for():
    ours, theirs = pty.openpty()
    os.write(ours, b"550 5.1.1 User unknown\n\x04")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "diagnose"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as program:
        answer, said = program.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)

    assert said == b"Paste the error, then press Ctrl-D.\n"
    assert b"550 5.1.1" in answer


def test_a_reader_that_goes_away_is_no_fault():
    program = f"set -o pipefail; {sys.executable} -m bot entries --json | head -c 10"
    assert in_bash(program) == (0, b"[\n  {\n    ", b"")


@pytest.mark.parametrize("words", ["explain 535", "entries", "diagnose"])
def test_a_reader_that_goes_away_is_no_fault_where_the_answer_is_drawn_for_a_person(words):
    assert to_nobody(*words.split()) == (0, b"")


def test_a_wrong_word_is_bad_usage_also_when_nobody_reads_why():
    assert to_nobody("nonsense", with_errors=True) == (2, None)
    assert in_bash(f"{sys.executable} -m bot nonsense 2>/dev/full") == (2, b"", b"")


def to_nobody(*words: str, with_errors: bool = False) -> tuple[int, bytes | None]:
    """Exit status and errors of a program whose reader went away before it wrote."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=b"550 5.1.1 User unknown",
        stdout=writer,
        stderr=writer if with_errors else subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    os.close(writer)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["explain", "535", "my password is Zebra2canary"],
        ["explain", "my", "password", "is", "Zebra2canary"],
        ["diagnose", "535 password=Zebra2canary"],
        ["smtp://ana:Zebra2canary@mail.example.com"],
        ["SMTP_PASS=Zebra2canary"],
        ["lint", "--password=Zebra2canary"],
        ["entries", "password=Zebra2canary"],
        ["entries", "--family", "password=Zebra2canary"],
        ["incidents", "show", "password=Zebra2canary"],
        ["forget", "password=Zebra2canary"],
        ["check", "password=Zebra2canary"],
        ["check", "mailboxes", "password=Zebra2canary"],
    ],
    ids=" ".join,
)
def test_a_password_in_a_wrong_place_is_not_said_again(smtpcheck, words):
    done = smtpcheck(*words)
    assert (done.returncode, "Zebra2canary" in done.stdout + done.stderr) == (2, False)


@pytest.mark.parametrize("columns", ["0", "1", "-5", "many"])
def test_a_terminal_without_a_width_is_written_to_all_the_same(program, columns):
    done = program("diagnose", "-", stdin="550 5.1.1 User unknown", COLUMNS=columns)
    assert done.stdout.startswith("The address does not exist at the receiving mail server.\n550 5.1.1 · ")


def test_an_output_that_is_closed_is_no_fault():
    assert in_bash(f"{sys.executable} -m bot entries >&-") == (0, b"", b"")


def test_an_input_that_is_closed_holds_no_error():
    status, said, complained = in_bash(f"{sys.executable} -m bot diagnose - <&-")
    assert (status, complained) == (0, b"")
    assert said.startswith(b"No SMTP error found.")


def test_a_sentence_without_an_error_names_the_page_that_it_is_about(smtpcheck):
    about = "What its words are about: smtpcheck explain mailbox-full\n"
    for text, end in (("The mailbox of a customer is full, mailbox full", about), ("The kettle is full", "")):
        done = smtpcheck("diagnose", "-", stdin=f"{text}\n")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.partition("server that sent it.\n")[2] == end


def test_a_mail_that_never_arrived_gets_the_steps_that_find_its_error(smtpcheck):
    told = "The mail shows as sent, no bounce, but the recipient gets nothing.\n"
    done = smtpcheck("diagnose", "-", stdin=told)
    assert (done.returncode, done.stderr) == (0, "")
    first, *rest = done.stdout.splitlines()
    assert first == not_arrived.GIST
    numbered = [line.strip().partition(". ") for line in rest if line.strip()[:2] in ("1.", "2.", "3.", "4.")]
    assert [
        text.startswith(step[0]) for (_, _, text), step in zip(numbered, not_arrived.STEPS, strict=True)
    ] == [True] * 3
    done = smtpcheck("diagnose", "--json", "-", stdin=told)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"findings": []})


def in_bash(program: str) -> tuple[int, bytes, bytes]:
    """Exit status, output and errors of a line typed into a shell."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(["bash", "-c", program], capture_output=True, env=environ, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["diagnose", "a", "b"], "Got unexpected extra argument (b). See smtpcheck diagnose --help."),
        (["check", "login"], "Missing option '--user'. See smtpcheck check login --help."),
        (
            ["check", "domain", "a.example", "--selector"],
            "Option '--selector' requires an argument. See smtpcheck check domain --help.",
        ),
        (["incidents", "lst"], "No such command 'lst'. Did you mean 'list'? See smtpcheck incidents --help."),
        (["535"], "'535' is no command. What it means: smtpcheck explain 535"),
        (["5.7.8"], "'5.7.8' is no command. What it means: smtpcheck explain 5.7.8"),
        ([__file__], f"{__file__!r} is no command. To read it: smtpcheck diagnose {__file__}"),
        (
            ["ana@example.com"],
            "'ana@example.com' is no command. The server of an address: smtpcheck check address ana@example.com",
        ),
        (
            ["check", "example.com"],
            "'example.com' is no command. A server: smtpcheck check server example.com. "
            "A domain's records: smtpcheck check domain example.com",
        ),
        (
            ["mail.example.com:587"],
            "'mail.example.com:587' is no command. A server: smtpcheck check server mail.example.com:587",
        ),
        (["export"], "'export' is no command. It is meant as: smtpcheck incidents export"),
        (["login"], "'login' is no command. It is meant as: smtpcheck check login"),
        (["a b.c"], "'a b.c' is no command. To read an error: smtpcheck diagnose, then paste it."),
        (["check", "login", "--user", "a"], "Give the password on standard input with --password-stdin, "),
        (["explain", ""], "'' is neither a known code nor an entry: "),
        (
            ["explain", "tls"],
            "'tls' is neither a known code nor an entry: `smtpcheck entries --family tls` lists this ",
        ),
        (
            ["explain", "mailbox", "full"],
            "'mailbox full' is neither a known code nor an entry: `smtpcheck explain mailbox-full` is about ",
        ),
        (
            ["explain", "app", "password"],
            "'app password' is neither a known code nor an entry: `smtpcheck explain NAME` shows one of "
            "gmail-app-password-required, icloud-app-password-required, mailru-app-password-required, "
            "naver-app-password-required, yahoo-app-password-required.",
        ),
        (
            ["explain", "wrong-credentials"],
            "'wrong-credentials' is neither a known code nor an entry: `smtpcheck explain NAME` shows one of "
            "535-authentication-failed, ",
        ),
        (
            ["explain", "brevo"],
            "'brevo' is neither a known code nor an entry: `smtpcheck explain NAME` shows one of "
            "brevo-smtp-key-needed.",
        ),
        (
            ["explain", "home"],  # which stands in a page's title, and is what it is about in none
            "'home' is neither a known code nor an entry: `smtpcheck entries` lists the entries, ",
        ),
        (
            ["explain", "banana"],
            "'banana' is neither a known code nor an entry: `smtpcheck entries` lists the entries, ",
        ),
        (["explain", "a\nb"], "'a\\nb' is neither a known code nor an entry: "),
    ],
)
def test_wrong_usage_is_told_with_the_help_that_helps(smtpcheck, arguments, says):
    assert_refused(smtpcheck(*arguments), f"smtpcheck: {says}")


def test_what_a_command_needs_is_loaded_when_it_runs():
    heavy = ("aiosmtplib", "bot.parse", "bot.net", "bot.store", "slack_bolt", "sqlite_utils", "rich")
    code = f"import sys, bot.__main__; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reference_is_shown_without_what_reads_a_paste_or_waits_for_an_answer():
    heavy = ("aiosmtplib", "asyncio", "bot.parse", "bot.net", "bot.store", "slack_bolt", "sqlite_utils")
    code = f"""
import sys
from bot.__main__ import cli
cli(["explain", "535"], standalone_mode=False)
print([name for name in {heavy!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("535 ")
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_the_bot_comes_to_need_is_loaded_before_it_serves(tmp_path):
    needs = ["bot.checks.domain", "bot.checks.login", "bot.checks.server", "bot.net.fetch"]
    code = f"""
import sys
from bot.__main__ import _bot
from bot.config import Settings
from bot.parse import signs
with _bot(Settings(database={str(tmp_path / "a.db")!r}), "smtpcheck run"):
    print([name for name in {needs!r} if name not in sys.modules])
    sieves = [name for name, value in vars(signs).items() if isinstance(value, signs.Sieve)]
    print(sieves, [name for name in sieves if "search" not in vars(getattr(signs, name))])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unloaded, unmade = done.stdout.splitlines()
    assert unloaded == "[]"
    sieves = "PROGRAM", "PERSONAL", "THROUGHOUT", "MARKUP", "REPLY", "REPORT", "WORDS", "TALK", "VOICE"
    assert unmade == f"{[*sieves]} []"
