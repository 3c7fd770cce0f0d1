"""A file of mailboxes is checked: each row's verdict, one login a row and server, and what a tired server gets."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from bot.cards.mailboxes import result_cells
from bot.mailboxes import plan_mailboxes, read_table, row_json, run_mailboxes
from bot.mailboxes.run import LOOKED_AT, TWICE, TWO_PASSWORDS
from bot.net import DnsStatus, FileDoor, Guard, HttpStatus, file_door, login, session
from bot.store import Store, ledger
from bot.store.ledger import StoreLedger
from tests.check_house import be_impatient, be_patient, look_once
from tests.fakes_smtp import ADDRESS, HOST, REFUSAL, Script, authority, make_network, running
from tests.knowledge_base import knowledge

PUT_OFF = b"454 4.7.0 Temporary authentication failure\r\n"
PUBLIC = "checks go to public addresses only. Name a server that is reachable from the Internet."
OTHER_HOST, OTHER_ADDRESS = "smtp.example.net", "192.0.2.20"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    be_patient(monkeypatch)


@pytest.fixture
def one_look(monkeypatch):
    look_once(monkeypatch)


@asynccontextmanager
async def network(tmp_path, mail, *, other=None, now=lambda: datetime.now(UTC)):
    """A door for a file, with a real ledger; `mail` answers on 587 of `HOST`, `other` on that of another."""
    store = Store.open(str(tmp_path / "s.db"))
    routes = {(ADDRESS, 587): mail.port} if mail is not None else {}
    if other is not None:
        routes[(OTHER_ADDRESS, 587)] = other.port
    names = {HOST: (ADDRESS,), OTHER_HOST: (OTHER_ADDRESS,)}
    try:
        yield make_network(
            tmp_path / "ca.pem", routes, names, ledger=StoreLedger(store, now=now), door=FileDoor, now=now
        )
    finally:
        await store.close()


def table(*rows: tuple[str, str], host: str = HOST, port: str = "587"):
    lines = [f"{user},{password},{host},{port}" for user, password in rows]
    return read_table("\n".join(["email,password,host,port", *lines]).encode()).rows


async def checked(rows, net, person="terminal"):
    results = [result async for result in run_mailboxes(rows, net, knowledge(), person=person)]
    return sorted(results, key=lambda result: result.row.number)


def verdicts(results):
    return [(result.row.number, result.verdict.value) for result in results]


async def test_each_row_gets_its_verdict_and_its_cause(tmp_path):
    script = Script(replies={b"wrong-1": REFUSAL, b"wrong-2": REFUSAL})
    async with running(script) as mail, network(tmp_path, mail) as net:
        rows = table(
            ("a@example.com", "right-1"),
            ("b@example.com", "wrong-1"),
            ("c@example.com", "right\u200b-2"),
            ("d@example.com", "right-3"),
            ("e@example.com", "wrong-2"),
            ("f@example.com", ""),
        )
        results = await checked(rows, net.net)
    assert verdicts(results) == [
        (1, "works"), (2, "fails"), (3, "fails"), (4, "works"), (5, "fails"), (6, "not-tested"),
    ]  # fmt: skip
    causes = [
        result.report.finding.cause if result.report and result.report.finding else None for result in results
    ]
    assert causes == [None, "wrong-credentials", "hidden-character", None, "wrong-credentials", None]
    assert [result.report.attempts if result.report else 0 for result in results] == [1, 1, 0, 1, 1, 0]
    assert mail.auth_count == 4
    assert results[5].because == "no password is given."


async def test_a_server_that_greets_late_is_waited_for(tmp_path, monkeypatch):
    be_impatient(monkeypatch)
    script = Script(banner_delay_s=session.GREETING_S + 0.5)
    async with running(script) as mail, network(tmp_path, mail) as net:
        results = await checked(table(("a@example.com", "right")), net.net)
    assert verdicts(results) == [(1, "works")]


def test_a_server_that_may_not_be_asked_is_known_before_any_is():
    rows = (
        "a@example.com,x,127.0.0.1,587\nb@example.com,x,mail.example.com,3306\nc@example.com,x,10.0.0.5,465\n"
    )
    raw = f"email,password,host,port\n{rows}d@example.com,x,localhost,\ne@example.com,x,mail.example.com,993\n".encode()
    guard = Guard((ip_network("10.0.0.0/8"),))
    assert [(one.verdict.value, one.because) for one in plan_mailboxes(read_table(raw).rows, guard, knowledge())] == [
        ("not-tested", f"“127.0.0.1” leads to this machine's own address; {PUBLIC}"),
        ("not-tested", "Port 3306 is no port for sending mail; checks use 25, 465, 587, 2525 and a few more. Take the port that the provider names for outgoing mail, most often 587 or 465."),
        ("not-tested", LOOKED_AT),
        ("not-tested", f"“localhost” leads to this machine's own address; {PUBLIC}"),
        ("not-tested", LOOKED_AT),
    ]  # fmt: skip


async def test_wrong_passwords_do_not_close_the_server_for_the_rows_behind_them(tmp_path):
    replies = {f"wrong-{n}".encode(): REFUSAL for n in range(6)}
    async with running(Script(replies=replies)) as mail, network(tmp_path, mail) as net:
        rows = table(*((f"w{n}@example.com", f"wrong-{n}") for n in range(6)), ("z@example.com", "right"))
        results = await checked(rows, net.net)
    assert verdicts(results) == [*((n, "fails") for n in range(1, 7)), (7, "works")]
    assert mail.auth_count == 7


async def test_a_server_that_puts_two_logins_off_is_left_alone_and_the_rest_is_not_tested(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(file_door, "WAITED_S", 0)
    async with running(Script(auth_reply=PUT_OFF)) as mail, network(tmp_path, mail) as net:
        results = await checked(table(*((f"a{n}@example.com", f"right-{n}") for n in range(9))), net.net)
    assert {result.verdict.value for result in results} == {"not-tested"}
    assert mail.auth_count == 2
    put_off = [result for result in results if "put the login off" in result.because]
    resting = [result for result in results if "failed twice in a row and is left alone." in result.because]
    assert (len(put_off), len(resting)) == (2, 7)


async def test_a_server_that_cannot_be_reached_is_tried_twice_and_never_by_the_whole_file(tmp_path):
    async with network(tmp_path, None) as net:
        results = await checked(table(*((f"a{n}@example.com", f"right-{n}") for n in range(20))), net.net)
    assert net.dialled.count((ADDRESS, 587)) == 4  # each of the two looks tries TLS at once and STARTTLS
    assert verdicts(results) == [(1, "fails"), (2, "fails"), *((n, "not-tested") for n in range(3, 21))]
    assert results[0].report.finding.cause == "connection-refused"
    assert all(result.report is None or result.report.attempts == 0 for result in results)


@pytest.mark.parametrize(
    "reply",
    [
        b"450 4.7.1 Error: too many AUTH commands from 192.0.2.99\r\n",
        b"454 4.7.0 Too many login attempts, please try again later.\r\n",
        b"421 4.7.0 Temporarily blocked\r\n",
    ],
    ids=["postfix", "google", "421"],
)
async def test_a_login_that_a_server_slows_down_has_not_failed(tmp_path, monkeypatch, reply):
    monkeypatch.setattr(file_door, "WAITED_S", 0)
    async with running(Script(auth_reply=reply)) as mail, network(tmp_path, mail) as net:
        results = await checked(table(*((f"a{n}@example.com", f"right-{n}") for n in range(3))), net.net)
    assert verdicts(results) == [(1, "not-tested"), (2, "not-tested"), (3, "not-tested")]
    put_off = "the server put the login off, as it may with a right password: “4"
    assert sum(put_off in result.because for result in results) == 2
    assert mail.auth_count == 2


@pytest.mark.parametrize(
    ("script", "verdict", "because"),
    [
        (
            Script(banner=b"421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1\r\n"),
            "not-tested",
            "the server took no login just then: “421 mail.example.com Error: too many connections from "
            "192.0.2.1”. Check it again in half an hour.",
        ),
        (
            Script(ehlo=b"421 4.3.2 shutting down\r\n"),
            "not-tested",
            "the server took no login just then: “421 shutting down”. Check it again in half an hour.",
        ),
        (
            Script(banner=b"421 4.7.1 mail.example.com Error: No client certificate presented\r\n"),
            "fails",
            "",
        ),
        (Script(banner=b"554 5.7.1 No service\r\n"), "fails", ""),
    ],
    ids=["greeting", "EHLO", "for good all the same", "554"],
)
async def test_a_server_that_lets_nobody_in_for_now_says_nothing_of_a_mailbox(
    script, verdict, because, tmp_path, monkeypatch
):
    monkeypatch.setattr(file_door, "WAITED_S", 0)
    async with running(script) as mail, network(tmp_path, mail) as net:
        (result,) = await checked(table(("a@example.com", "right")), net.net)
    assert (result.verdict.value, result.because, mail.auth_count) == (verdict, because, 0)


async def test_a_connection_that_breaks_before_the_login_is_made_once_more(tmp_path, one_look):
    async with running(Script(deaf=range(5, 6))) as mail, network(tmp_path, mail) as net:
        results = await checked(table(*((f"a{n}@example.com", f"right-{n}") for n in range(6))), net.net)
    assert verdicts(results) == [(n, "works") for n in range(1, 7)]
    assert (mail.connections, mail.auth_count) == (1 + 6 + 1, 6)


@pytest.mark.parametrize(
    "later",
    [
        {"banner": b"421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1\r\n"},
        {"starttls_reply": b"454 4.3.0 not now\r\n"},
    ],
    ids=["421 in place of a greeting", "454 to STARTTLS"],
)
async def test_a_server_that_says_not_now_before_the_login_is_not_asked_again_at_once(
    later, tmp_path, one_look, monkeypatch
):
    monkeypatch.setattr(file_door, "WAITED_S", 0)
    async with running(Script()) as mail, network(tmp_path, mail) as net:
        send = net.net.login

        async def login_later(*args, **kwargs):
            mail.script = replace(mail.script, **later)
            return await send(*args, **kwargs)

        monkeypatch.setattr(net.net, "login", login_later)
        (result,) = await checked(table(("a@example.com", "right")), net.net)
    assert (result.verdict.value, mail.connections, mail.auth_count) == ("not-tested", 1 + 1, 0)


async def test_a_server_that_shuts_its_door_in_the_middle_of_a_file_is_left_alone(
    tmp_path, monkeypatch, one_look
):
    monkeypatch.setattr(file_door, "WAITED_S", 0)
    async with running(Script(deaf=range(5, 1000))) as mail, network(tmp_path, mail) as net:
        results = await checked(table(*((f"a{n}@example.com", f"right-{n}") for n in range(40))), net.net)
    # Two checks are under way at once; which of them comes to the closed door first is not promised.
    broke_off = "the server broke off before it answered the login."
    left_alone = f"{HOST} failed twice in a row and is left alone."
    assert Counter((result.verdict.value, result.because) for result in results) == {
        ("works", ""): 3, ("not-tested", broke_off): 1, ("not-tested", left_alone): 36,
    }  # fmt: skip
    assert mail.connections == 1 + 3 + 2
    now = datetime.now(UTC)
    assert all(result.again > now for result in results if result.because == left_alone)


async def test_a_short_rest_of_a_server_that_worked_is_waited_for(tmp_path, monkeypatch, one_look):
    monkeypatch.setattr(ledger, "REST_S", 1)
    async with running(Script(deaf=range(5, 7))) as mail, network(tmp_path, mail) as net:
        results = await checked(table(*((f"a{n}@example.com", f"right-{n}") for n in range(8))), net.net)
    assert Counter(result.verdict.value for result in results) == {"works": 7, "not-tested": 1}
    assert (mail.connections, mail.auth_count) == (1 + 7 + 2, 7)


async def test_one_server_at_rest_holds_up_no_other(tmp_path, monkeypatch):
    monkeypatch.setattr(file_door, "WAITED_S", 0)
    lines = [f"a{n}@example.com,x{n},{HOST},587" for n in range(4)]
    lines += [f"b{n}@example.net,y{n},{OTHER_HOST},587" for n in range(4)]
    rows = read_table("\n".join(["email,password,host,port", *lines]).encode()).rows
    async with (
        running(Script(auth_reply=PUT_OFF)) as tired,
        running(Script(context=other_context())) as other,
        network(tmp_path, tired, other=other) as net,
    ):
        results = await checked(rows, net.net)
    assert [result.verdict.value for result in results] == ["not-tested"] * 4 + ["works"] * 4
    assert (tired.auth_count, other.auth_count) == (2, 4)


def other_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(OTHER_HOST).configure_cert(context)
    return context


@pytest.mark.parametrize("other", ["ANA@EXAMPLE.COM", " ana@example.com"])
def test_a_mailbox_is_known_again_however_it_is_written(other):
    raw = f"email,password,host\nana@example.com,x,{HOST}\n{other},x,{HOST}\n".encode()
    second = list(plan_mailboxes(read_table(raw).rows, Guard(), knowledge()))[1]
    assert second.because == "the same mailbox stands in an earlier row and is tried there."


def test_a_login_name_at_one_server_is_one_mailbox_however_the_server_is_written():
    raw = b"user,password,host\nana,x,mail.example.com\nana,y,MAIL.example.com.\nana,z,mail.example.com:587\nana,q,mail.example.net\n"
    results = list(plan_mailboxes(read_table(raw).rows, Guard(), knowledge()))
    assert ["earlier row" in result.because for result in results] == [False, True, True, False]


@pytest.mark.parametrize(
    ("user", "password"),
    [("S3cret-horse", "ana@example.com"), ("horse", "S3cret@horse.example")],
    ids=["in each other's place", "a password that looks like an address"],
)
def test_where_a_password_may_stand_in_the_user_names_place_neither_is_shown(user, password):
    table = read_table(f"email,password,host\n{user},{password},{HOST}\n".encode())
    (result,) = plan_mailboxes(table.rows, Guard(), knowledge())
    assert (result.verdict.value, result.row.name) == ("fails", "")
    assert result.report.target == {"host": HOST}
    said = f"{row_json(result)} {result_cells(result, knowledge().entries)}"
    assert [word for word in ("S3cret", "horse") if word in said] == []


async def test_a_result_waits_for_no_earlier_row(tmp_path):
    lines = [f"slow@example.net,x,{OTHER_HOST},587", *(f"a{n}@example.com,x{n},{HOST},587" for n in range(4))]
    rows = read_table("\n".join(["email,password,host,port", *lines]).encode()).rows
    async with (
        running(Script()) as mail,
        running(Script(context=other_context(), banner_delay_s=30)) as slow,
        network(tmp_path, mail, other=slow) as net,
    ):
        run = run_mailboxes(rows, net.net, knowledge(), person="terminal")
        async with aclosing(run) as results:
            known = [(await anext(results)).row.number for _ in range(4)]
    assert sorted(known) == [2, 3, 4, 5]


async def test_a_thousand_rows_look_at_their_server_once(tmp_path):
    async with running() as mail, network(tmp_path, mail) as net:
        results = await checked(table(*((f"a{n}@example.com", f"right-{n}") for n in range(60))), net.net)
    assert {result.verdict.value for result in results} == {"works"}
    assert mail.auth_count == 60
    looked = sum(command == b"STARTTLS" for command in mail.commands) - mail.auth_count
    assert looked <= 2  # the survey's own sessions
    assert [name for name in net.names.asked if name[1] == "A"] == [(HOST, "A")]


async def test_what_dns_or_a_page_answered_is_asked_once_and_silence_again(tmp_path):
    held = {("example.com", "MX"): ("10 mail.example.com",), ("example.net", "MX"): DnsStatus.UNANSWERED}
    net = make_network(tmp_path / "ca.pem", {}, held, door=FileDoor)
    for domain in ("example.com", "example.net") * 2:
        await net.net.look_up(domain, "MX")
    assert net.names.asked == [("example.com", "MX"), ("example.net", "MX"), ("example.net", "MX")]
    first, again = [await net.net.fetch("https://autoconfig.example.com/mail.xml") for _ in range(2)]
    assert first is again
    assert first.status is HttpStatus.NO_PAGE


async def test_the_same_mailbox_twice_gets_one_login(tmp_path):
    async with running() as mail, network(tmp_path, mail) as net:
        results = await checked(
            table(("a@example.com", "one"), ("A@example.com ", "one"), ("a@example.com.", "one")), net.net
        )
    assert verdicts(results) == [(1, "works"), (2, "not-tested"), (3, "not-tested")]
    assert results[1].because == "the same mailbox stands in an earlier row and is tried there."
    assert mail.auth_count == 1


async def test_a_row_that_gets_no_login_keeps_none_from_the_same_mailbox(tmp_path):
    rows = (("a@example.com", "right\u200b-1"), ("a@example.com", "right-2"), ("a@example.com", "right-3"))
    async with running() as mail, network(tmp_path, mail) as net:
        results = await checked(table(*rows), net.net)
    assert verdicts(results) == [(1, "fails"), (2, "works"), (3, "not-tested")]
    assert results[2].because == TWO_PASSWORDS
    assert mail.auth_count == 1
    planned = plan_mailboxes(table(*rows), Guard(), knowledge())
    assert [result.because == TWO_PASSWORDS for result in planned] == [False, False, True]


def test_two_keys_of_a_service_whose_customers_share_one_user_name_are_two_mailboxes():
    rows = table(("apikey", "SG.one"), ("ApiKey ", "SG.two"), ("apikey", "SG.one"), host="smtp.sendgrid.net")
    assert [result.because == TWICE for result in plan_mailboxes(rows, Guard(), knowledge())] == [
        False,
        False,
        True,
    ]


async def test_an_answer_that_is_neither_yes_nor_no_tests_nothing_and_is_shown(tmp_path):
    async with running(Script(auth_reply=b"250 2.0.0 Ok\r\n")) as mail, network(tmp_path, mail) as net:
        [result] = await checked(table(("a@example.com", "right")), net.net)
    assert (result.verdict.value, result.because) == (
        "not-tested",
        "the server's answer to the login says neither yes nor no: “250 2.0.0 Ok”.",
    )


async def test_a_login_that_is_not_answered_in_time_tests_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(login, "AUTH_S", 0.5)
    async with running(Script(auth_reply=b"")) as mail, network(tmp_path, mail) as net:
        [result] = await checked(table(("a@example.com", "right")), net.net)
    assert (result.verdict.value, result.because) == (
        "not-tested",
        "the server took the login and did not answer it in time.",
    )


@pytest.mark.parametrize("status", [DnsStatus.UNANSWERED, DnsStatus.BROKEN, DnsStatus.DENIED])
async def test_a_name_that_nobody_looks_up_is_no_silent_server(tmp_path, status):
    async with network(tmp_path, None) as net:
        net.names.table[HOST] = status
        [result] = await checked(table(("a@example.com", "right")), net.net)
    assert (result.verdict.value, result.because, result.report.attempts) == (
        "not-tested",
        "the server's name could not be looked up just now, so no server was asked.",
        0,
    )


async def test_a_file_counts_for_its_mailboxes_and_not_for_its_persons_hour(tmp_path):
    async with running() as mail, network(tmp_path, mail) as net:
        rows = [(f"a{n}@example.com", f"right-{n}") for n in range(15)]
        first = await checked(table(*rows), net.net, person="U1")
        assert await net.ledger.may_login("other@example.com", HOST, "U1") is None
        second = await checked(table(*rows), net.net, person="U1")
        third = await checked(table(*rows), net.net, person="U1")
    assert {result.verdict.value for result in (*first, *second)} == {"works"}
    assert {result.verdict.value for result in third} == {"not-tested"}
    assert all("tried shortly before, and more could lock the mailbox" in result.because for result in third)
    assert mail.auth_count == 30


async def test_after_a_refusal_that_took_long_the_server_is_given_time(tmp_path, monkeypatch):
    waited, truly = [], asyncio.sleep

    async def sleep(seconds):
        waited.append(seconds)
        await truly(0)

    async with running(Script(auth_reply=REFUSAL)) as mail, network(tmp_path, mail) as net:
        monkeypatch.setattr(file_door, "SLOWED_MS", -1)
        monkeypatch.setattr(file_door.asyncio, "sleep", sleep)
        results = await checked(table(*((f"a{n}@example.com", "wrong") for n in range(3))), net.net)
    assert {result.verdict.value for result in results} == {"fails"}
    assert waited.count(file_door.FORGIVEN_S) == 2  # before the second and the third


async def test_a_run_that_is_given_up_forgets_every_password(tmp_path):
    async with running() as mail, network(tmp_path, mail) as net:
        rows = table(*((f"a{n}@example.com", f"right-{n}") for n in range(30)))
        run = run_mailboxes(rows, net.net, knowledge(), person="terminal")
        async for _ in run:
            break
        await run.aclose()
    for row in rows:
        with pytest.raises(ValueError, match="dropped"):
            row.password.reveal()
    assert mail.auth_count < 30


@pytest.mark.parametrize(
    ("script", "port", "tls", "cause"),
    [
        pytest.param(Script(), "587", "ssl", "tls-mode-mismatch", id="TLS from the start where STARTTLS is"),
        pytest.param(Script(auth_after=""), "587", "", "auth-not-offered", id="no login there"),
        pytest.param(Script(auth_after="XOAUTH2"), "587", "", "basic-auth-disabled", id="tokens only"),
        pytest.param(Script(), "993", "", "wrong-protocol", id="IMAP's port, where nobody is asked"),
    ],
)
async def test_settings_that_are_proven_not_to_fit_fail_though_no_login_was_sent(
    tmp_path, script, port, tls, cause
):
    row = f"email,password,host,port,tls\na@example.com,right,{HOST},{port},{tls}"
    async with running(script) as mail, network(tmp_path, mail) as net:
        (result,) = await checked(read_table(row.encode()).rows, net.net)
    assert (result.verdict.value, result.because) == ("fails", "")
    finding = result.report.finding
    assert (finding.cause, finding.certainty.value, mail.auth_count) == (cause, "certain", 0)


async def test_a_server_in_an_inner_network_is_not_asked(tmp_path):
    async with running() as mail, network(tmp_path, mail) as net:
        (result,) = await checked(table(("a@example.com", "x"), host="127.0.0.1"), net.net)
    assert result.verdict.value == "not-tested"
    assert "this machine's own address" in result.because
    assert net.dialled == []


async def test_a_server_nobody_knows_is_asked_for(tmp_path):
    async with network(tmp_path, None) as net:
        (result,) = await checked(table(("a", "x"), host="", port=""), net.net)
    assert (result.verdict.value, result.because) == (
        "not-tested",
        "The server for this mailbox is not known: name it, such as smtp.example.com.",
    )


def test_a_plan_asks_nobody():
    rows = table(("a@example.com", "right"), ("b@example.com", "“curly”"), ("a@example.com", "again"))
    results = list(plan_mailboxes(rows, Guard(), knowledge()))
    assert [(one.verdict.value, one.because) for one in results] == [
        ("not-tested", "only looked at, as asked: no server was asked."),
        ("fails", ""),
        (
            "not-tested",
            "the same mailbox stands in an earlier row and is tried there; its rows hold different passwords.",
        ),
    ]


async def test_the_rest_ends_and_the_file_can_be_checked_again(tmp_path, monkeypatch):
    monkeypatch.setattr(file_door, "WAITED_S", 0)
    now = [datetime(2026, 11, 24, 9, 0, tzinfo=UTC)]
    script = Script(auth_reply=PUT_OFF)
    async with running(script) as mail, network(tmp_path, mail, now=lambda: now[0]) as net:
        await checked(table(*((f"a{n}@example.com", f"x{n}") for n in range(3))), net.net)
        script.auth_reply = b"235 2.7.0 Authentication successful\r\n"
        now[0] += timedelta(seconds=61)
        (result,) = await checked(table(("new@example.com", "x")), net.net)
    assert result.verdict.value == "works"


def test_a_row_whose_server_is_none_is_not_tested_and_the_others_are_looked_at():
    raw = b"email,host,password\na@example.com,smtps://x y,right-1\nb@example.com,mail.example.com,right\xc2\xa02\n"
    first, second = plan_mailboxes(read_table(raw).rows, Guard(), knowledge())
    assert (first.verdict.value, first.report) == ("not-tested", None)
    assert "smtps://x y" in first.because
    assert second.verdict.value == "fails"


async def test_a_long_file_leaves_others_their_turn_while_it_begins(tmp_path):
    turns = 0

    async def somebody_else():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with network(tmp_path, None) as net:
        rows = table(*((f"a{n}@example.com", f"right\u200b-{n}") for n in range(400)))
        other = asyncio.create_task(somebody_else())
        results = run_mailboxes(rows, net.net, knowledge(), person="terminal")
        await anext(results)
        other.cancel()
        await results.aclose()
    assert turns >= 16


@pytest.mark.parametrize(
    "script",
    [
        Script(close_at="connect"),
        Script(close_at="EHLO"),
        Script(close_at="STARTTLS"),
        Script(raw=b""),
    ],
    ids=["when connected", "on EHLO", "on STARTTLS", "silent"],
)
async def test_a_server_that_breaks_off_or_is_silent_says_nothing_of_a_password(
    tmp_path, monkeypatch, script
):
    be_impatient(monkeypatch)
    async with running(script) as mail, network(tmp_path, mail) as net:
        (result,) = await checked(table(("a@example.com", "right")), net.net)
    assert (result.verdict.value, mail.auth_count) == ("not-tested", 0)
