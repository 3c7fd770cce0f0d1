"""`smtpcheck check`: what it takes, its JSON to the letter, its exit status, and that no secret leaves it."""

from __future__ import annotations

import asyncio
import base64
import json
import socket
import ssl
import threading
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from bot.commands.check import check
from bot.errors import InputError, UsageError
from tests.bot_house import PATIENCE_S
from tests.check_house import be_patient, look_once
from tests.fakes_smtp import REFUSAL, FakeServer, Script, authority

PASSWORD = "s3cret-Pässwörd/+ &x"
RAW = PASSWORD.encode()
KEYS = ["target", "finding", "evidence", "stages", "attempts"]


@contextmanager
def serving(script: Script):
    """A server in a thread, since the command line has an event loop of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert("localhost", "127.0.0.1").configure_cert(context)
    script.context = context
    server = FakeServer(script)
    ready = threading.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
        server.port = listening.sockets[0].getsockname()[1]
        server.stop = loop.create_future()
        ready.set()
        await server.stop
        listening.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(PATIENCE_S)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(server.stop.set_result, None)
        thread.join(PATIENCE_S)
        loop.close()


@pytest.fixture
def run(tmp_path, monkeypatch, knowledge):
    """Run `smtpcheck check ...` with loopback allowed and a database of its own."""
    monkeypatch.setattr("bot.knowledge.load_knowledge", lambda: knowledge)  # once for all
    be_patient(monkeypatch)
    ca_file = tmp_path / "ca.pem"
    authority().cert_pem.write_to_path(str(ca_file))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMTPCHECK_DATABASE", str(tmp_path / "a.db"))
    monkeypatch.setenv("SMTPCHECK_ALLOW_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("SMTPCHECK_CA_FILE", str(ca_file))

    def run(*words: str, given: bytes = b"", server: FakeServer | None = None):
        if server is not None:
            monkeypatch.setenv("SMTPCHECK_EXTRA_PORTS", str(server.port))
        return CliRunner().invoke(check, list(words), input=given)

    return run


def login(run, server, *words, given=RAW):
    return run(
        "login", "--user", "ana@example.com", "--password-stdin", "--host", "localhost",
        "--port", str(server.port), *words, given=given, server=server,
    )  # fmt: skip


def test_the_json_of_a_login_that_works_has_the_contracts_keys(run):
    with serving(Script()) as server:
        result = login(run, server, "--json")
    document = json.loads(result.stdout)
    assert (result.exit_code, list(document), document["finding"], document["attempts"]) == (0, KEYS, None, 1)
    assert document["target"] == {"host": "localhost", "port": server.port, "user": "ana@example.com"}
    assert {key for stage in document["stages"] for key in stage} == {"name", "outcome", "ms"}
    assert {stage["outcome"] for stage in document["stages"]} == {"passed"}
    assert {key for fact in document["evidence"] for key in fact} == {"tag", "args", "source", "vantage"}
    assert server.auth_count == 1


def test_the_json_of_a_refused_login_holds_a_finding_and_exit_is_0(run):
    with serving(Script(auth_reply=REFUSAL)) as server:
        result = login(run, server, "--json")
    document = json.loads(result.stdout)
    finding = document["finding"]
    assert (result.exit_code, document["attempts"]) == (0, 1)
    assert (finding["reply_code"], finding["enhanced_code"], finding["stage"]) == (535, "5.7.8", "auth")
    assert finding["certainty"] in {"possible", "likely"}
    assert len(finding["alternatives"]) == 3


@pytest.mark.parametrize("password", [b"Sommer@2024.de", b"ana@example.com"])
def test_a_password_that_is_an_address_spares_the_login_and_proves_nothing(run, password):
    result = run("credential", "--user", "ana", "--password-stdin", "--json", given=password)
    document = json.loads(result.stdout)
    finding = document["finding"]
    assert (finding["cause"], finding["certainty"], document["attempts"]) == (
        "wrong-credentials",
        "likely",
        0,
    )
    assert finding["steps"][0]["id"] == "exchange-user-name-and-password"


@pytest.mark.parametrize(
    ("given", "name", "position"),
    [
        pytest.param(b"geheim\n", "line end (LF)", 7, id="a lone final line end"),
        pytest.param("geheim\u00a0".encode(), "NO-BREAK SPACE", 7, id="a no-break space at the end"),
    ],
)
def test_nothing_of_standard_input_is_trimmed(run, given, name, position):
    with serving(Script()) as server:
        result = login(run, server, "--json", given=given)
    document = json.loads(result.stdout)
    hidden = next(
        fact["args"] for fact in document["evidence"] if fact["tag"] == "credential.hidden-character"
    )
    assert (hidden["name"].upper(), hidden["position"]) == (name.upper(), position)
    assert (document["attempts"], server.auth_count) == (0, 0)


def test_a_prompt_that_is_left_without_a_password_is_no_fault_of_ours(monkeypatch):
    def leave(prompt: str) -> str:
        raise EOFError(prompt)

    monkeypatch.setattr("bot.commands.check.getpass", leave)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    words = ["credential", "--user", "ana@example.com", "--password-stdin"]
    with pytest.raises(UsageError, match=r"^No password was typed, so nothing was checked\.$"):
        check(words, standalone_mode=False)


def test_as_is_sends_the_bytes_of_standard_input(run):
    with serving(Script()) as server:
        result = login(run, server, "--json", "--as-is", given=b"geheim\n")
    assert (result.exit_code, json.loads(result.stdout)["attempts"]) == (0, 1)
    sent = next(command for command in server.commands if command.startswith(b"AUTH PLAIN "))
    assert base64.b64decode(sent[11:]) == b"\0ana@example.com\0geheim\n"


def test_the_third_login_of_a_mailbox_is_not_sent(run):
    with serving(Script()) as server:
        for _ in range(2):
            assert json.loads(login(run, server, "--json").stdout)["attempts"] == 1
        document = json.loads(login(run, server, "--json").stdout)
    assert (document["finding"]["cause"], document["attempts"]) == ("attempts-exhausted", 0)
    assert server.auth_count == 2


def test_after_a_454_the_mailbox_is_left_alone(run):
    with serving(Script(auth_reply=b"454 4.7.0 Temporary authentication failure\r\n")) as server:
        assert json.loads(login(run, server, "--json").stdout)["attempts"] == 1
        document = json.loads(login(run, server, "--json").stdout)
    assert (document["finding"]["cause"], document["attempts"]) == ("attempts-exhausted", 0)
    assert server.auth_count == 1


def test_a_server_that_refused_two_logins_in_a_row_rests_for_every_mailbox(run, monkeypatch):
    look_once(monkeypatch)
    with serving(Script(auth_reply=REFUSAL)) as server:
        for user in ("ana", "ben", "eva"):
            result = run(
                "login", "--user", f"{user}@example.com", "--password-stdin", "--json",
                "--host", f"localhost:{server.port}", given=b"geheim", server=server,
            )  # fmt: skip
        connections = server.connections
    document = json.loads(result.stdout)
    assert (document["finding"]["cause"], document["attempts"]) == ("attempts-exhausted", 0)
    assert (server.auth_count, connections) == (2, 4)


def test_a_server_is_described_in_the_terminal(run):
    with serving(Script()) as server:
        result = run("server", f"localhost:{server.port}", server=server)
    assert result.exit_code == 0
    assert "Nothing wrong was found." in result.stdout
    assert f"server localhost, port {server.port}, STARTTLS" in result.stdout
    assert "no login was sent" in result.stdout


def test_a_login_that_works_and_a_credential_that_was_not_tried_are_told_apart(run):
    with serving(Script()) as server:
        tried = login(run, server)
    untried = run("credential", "--user", "ana@example.com", "--password-stdin", given=RAW)
    assert tried.stdout.splitlines()[0] == "The login works: nothing wrong was found."
    assert untried.stdout.splitlines()[0] == (
        "Nothing wrong is seen in user name and password; only a login shows whether they are right."
    )


def test_a_refused_login_is_described_in_the_terminal(run):
    with serving(Script(auth_reply=REFUSAL)) as server:
        result = login(run, server)
    assert result.exit_code == 0
    assert "only its log tells which one it is" in result.stdout
    assert "1 login was sent" in result.stdout


@pytest.mark.parametrize(
    ("target", "error", "hint"),
    [
        ("10.0.0.1", "leads to a private address", " To allow it, set SMTPCHECK_ALLOW_NETWORKS."),
        ("0x7f.1", "is no server name: it is a number", ""),
        ("https://mail.example.com/", "Give mail.example.com alone", ""),
        ("mail.example.com:8080", "is no port for sending mail", " To allow it, set SMTPCHECK_EXTRA_PORTS."),
        ("x" * 300, "is no server name", ""),
        ("mail .example.com", "is no server name", ""),
    ],
)
def test_a_refused_target_is_one_line_and_exit_2(run, target, error, hint):
    result = run("server", target, "--json")
    document = json.loads(result.stdout)
    assert (result.exit_code, list(document)) == (2, ["target", "error"])
    assert target.startswith(document["target"]["host"])
    assert error in document["error"]
    assert "SMTPCHECK" not in document["error"]
    assert result.stderr == f"smtpcheck: {document['error']}{hint}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("server", "smtp://ana:s3cret@mail.example.com:587/x?y"),
        ("server", "ana:s3cret@mail.example.com"),
        ("domain", "https://ana:s3cret@example.com/"),
        ("address", "ana:s3cret@example.com"),
        ("address", "ana@example.com:s3cret"),
        ("address", "ana@example.com s3cret"),
        ("address", "ana@example.com;s3c@s3cret"),
        ("domain", "ana@example.com,s3cret"),
        ("address", "smtp://ana:s3cret@mail.example.com"),
        (
            "login",
            "--user",
            "ana@example.com",
            "--password-stdin",
            "--host",
            "smtp://ana:s3cret@mail.example.com",
        ),
        (
            "credential",
            "--user",
            "ana@example.com",
            "--password-stdin",
            "--host",
            "ana:s3cret@mail.example.com",
        ),
    ],
)
def test_a_password_in_a_target_is_not_repeated(run, words):
    result = run(*words, "--json", given=b"quiet-Horse-7421")
    assert (result.exit_code, list(json.loads(result.stdout))) == (2, ["target", "error"])
    assert "s3cret" not in result.output


def test_what_may_be_a_password_in_a_user_names_place_is_not_repeated(run):
    swapped = run(
        "login", "--user", "s3cret", "--password-stdin", "--as-is", "--json", given=b"ana@example.com"
    )
    assert (swapped.exit_code, json.loads(swapped.stdout)["target"]) == (2, {})
    row = run("credential", "--user", "ana@example.com:s3cret", "--password-stdin", "--json", given=RAW)
    report = json.loads(row.stdout)
    assert (report["target"], report["finding"]["cause"]) == ({}, "username-format")
    assert "s3cret" not in swapped.output + row.output


@pytest.mark.parametrize(
    "words",
    [
        ("login", "--user", "ana@example.com", "--password-stdin", "s3cret"),
        ("credential", "--user", "ana", "--password-stdin", "two", "s3cret"),
        ("server", "mail.example.com", "s3cret"),
    ],
)
def test_a_word_too_many_is_not_repeated(words):
    result = CliRunner().invoke(check, words)
    assert (result.exit_code, "s3cret" in result.output) == (2, False)
    assert "More words were given than it takes; a password comes on standard input alone." in result.output


def test_a_refused_target_without_json_says_it_on_stderr_only(run):
    result = run("server", "10.0.0.1")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_a_login_without_a_server_to_ask_is_answered_like_a_refused_target(run):
    result = run("login", "--user", "ana", "--password-stdin", "--json", given=RAW)
    said = "The server for this mailbox is not known: name it, such as smtp.example.com."
    assert (result.exit_code, result.stderr) == (2, f"smtpcheck: {said}\n")
    assert json.loads(result.stdout) == {"target": {"user": "ana"}, "error": said}


@pytest.mark.parametrize("port", [22, 80, 110, 143, 993, 995])
def test_a_port_for_something_else_is_a_finding_without_a_packet(run, port):
    result = run("server", f"mail.example.com:{port}", "--json")
    document = json.loads(result.stdout)
    assert (result.exit_code, document["finding"]["cause"]) == (0, "wrong-protocol")
    assert [reason.partition("; ")[2] for reason in document["finding"]["because"]] == ["nobody was asked."]


def test_what_no_server_said_is_said_by_nobody(run):
    shown = run("server", "smtp.gmail.com:993").stdout
    assert shown.startswith("The port or the server is one for something other than sending mail.\n")
    assert "said by" not in shown


def test_more_selectors_than_are_looked_at_are_not_passed_over(run):
    named = [word for number in range(11) for word in ("--selector", f"s{number}")]
    result = run("domain", "example.com", *named, "--json")
    said = "11 selectors were named; a check looks at 10. Name those that your mail uses."
    assert (result.exit_code, result.stderr) == (2, f"smtpcheck: {said}\n")
    assert json.loads(result.stdout)["error"] == said


def test_a_password_is_never_an_argument(run):
    result = run("login", "--user", "ana@example.com", "--password", "geheim", "--host", "localhost")
    assert result.exit_code == 2
    assert "No such option" in result.stderr
    result = run("login", "--user", "ana@example.com", "--host", "localhost")
    assert isinstance(result.exception, UsageError)
    assert "standard input" in str(result.exception)


def test_a_file_piped_in_by_mistake_is_no_password(run):
    result = run("credential", "--user", "ana@example.com", "--password-stdin", given=b"x" * 70_000)
    assert (type(result.exception), str(result.exception)) == (
        InputError,
        "Standard input holds more than 64 kB: that is no password. Pipe the password alone.",
    )


def test_two_ports_that_disagree_are_bad_usage(run):
    result = run(
        "login", "--user", "ana", "--password-stdin", "--host", "localhost:587", "--port", "465", given=b"x"
    )
    assert (type(result.exception), str(result.exception)) == (
        UsageError,
        "--host names port 587 and --port 465: give one of them.",
    )


def test_of_two_damages_the_one_that_leads_is_told_first(run):
    result = run(
        "credential", "--user", "ana@example.com\u200b", "--password-stdin", "--json",
        given="“geheim".encode(),
    )  # fmt: skip
    finding = json.loads(result.stdout)["finding"]
    assert (finding["cause"], finding["because"][:2]) == (
        "hidden-character",
        [
            "The user name ends with a zero width space (U+200B) after the 15th character; "
            "16 characters given.",
            "The password begins with a left double quotation mark (U+201C); 7 characters given.",
        ],
    )


def test_the_credential_check_stays_offline_and_makes_no_database(run, monkeypatch, tmp_path):
    def no_network(*_: object) -> None:
        raise AssertionError("the offline check asked somebody")

    for sending in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, sending, no_network)
    result = run(
        "credential", "--user", "ana@example.com", "--password-stdin", "--json", "--host", "mail.example.com",
        given=b"\xe2\x80\x9cgeheim\xe2\x80\x9d",
    )  # fmt: skip
    document = json.loads(result.stdout)
    assert (document["finding"]["cause"], document["attempts"]) == ("altered-character", 0)
    assert [path.name for path in tmp_path.iterdir()] == ["ca.pem"]


@pytest.mark.parametrize("script", [Script(), Script(auth_reply=b"535 5.7.8 no: " + RAW + b"\r\n")],
                         ids=["accepted", "echoed"])  # fmt: skip
@pytest.mark.parametrize("words", [(), ("--json",), ("--as-is", "--json")], ids=["text", "json", "as it is"])
def test_the_password_is_in_no_output_and_no_file(run, script, words, tmp_path):
    with serving(script) as server:
        result = login(run, server, *words)
    assert server.auth_count == 1
    forms = {
        RAW, base64.b64encode(RAW), base64.b64encode(b"\0ana@example.com\0" + RAW), quote(PASSWORD).encode(),
        json.dumps(PASSWORD)[1:-1].encode(), RAW[:10], RAW[-10:],
    }  # fmt: skip
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert "a.db" in written
    places = {"stdout": result.stdout_bytes, "stderr": result.stderr_bytes, **written}
    assert {name for name, content in places.items() if any(form in content for form in forms)} == set()
