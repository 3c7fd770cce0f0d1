"""The server check: every way in which a server disappoints has its cause, and none is asked to log in."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards.finding import Group
from bot.cards.finding import facts as quiet_facts
from bot.checks import NAMES, load_checks, ports
from bot.checks.facts import Facts
from bot.checks.leading import EVERY_NAME_DENIED, WHO_CAN_TELL_WHY
from bot.checks.run import run_checks
from bot.errors import RefusedTargetError
from bot.model import Certainty, CheckReport, CheckRequest, CheckStage, Outcome, Secret, Stage, TlsMode
from bot.net import Certificate, DnsStatus, Fault, Probe, Target, connecting, mechanisms_of, session
from bot.net.records import Connection
from tests.check_house import be_impatient, be_patient, look_once
from tests.fakes_smtp import ADDRESS, HOST, NOW, Script, authority, certificate, make_network, running
from tests.knowledge_base import knowledge

KNOWLEDGE = knowledge()


@pytest.fixture
def patient(monkeypatch):
    """Whoever answers is waited for, however long this machine takes."""
    be_patient(monkeypatch)
    monkeypatch.setattr(ports, "HEAD_START_S", 0.03)


@pytest.fixture
def impatient(monkeypatch):
    """Whoever never answers is waited for a second."""
    be_impatient(monkeypatch)
    monkeypatch.setattr(ports, "HEAD_START_S", 0.03)


async def check(network, *, port: int | None = 587, tls: TlsMode | None = None) -> CheckReport:
    request = CheckRequest(host=HOST, port=port, tls=tls)
    return [report async for report in run_checks(request, ("server",), network.net, KNOWLEDGE)][-1]


def answer_of(report: CheckReport) -> tuple[str | None, str | None, str] | None:
    finding = report.finding
    return None if finding is None else (finding.entry, finding.cause, finding.certainty.value)


def tags(report: CheckReport) -> set[str]:
    return {fact.tag for fact in report.evidence}


FAULTS = [
    # name, server, entry, cause, a fact that says it
    ("a megabyte in one line", Script(raw=b"220 " + b"x" * 1_000_000), "reply-malformed", "reply-malformed",
     "server.reply-malformed"),
    ("a megabyte of lines", Script(raw=b"220-x\r\n" * 150_000), "reply-malformed", "reply-malformed",
     "server.reply-malformed"),
    ("two codes in one reply", Script(raw=b"220-hello\r\n250 there\r\n"), "reply-malformed", "reply-malformed",
     "server.reply-malformed"),
    ("a TLS alert", Script(raw=b"\x15\x03\x03\x00\x02\x02\x28"), "reply-malformed", "reply-malformed",
     "server.reply-malformed"),
    ("IMAP", Script(raw=b"* OK [CAPABILITY IMAP4rev1] ready\r\n"), "wrong-protocol-on-port", "wrong-protocol",
     "server.foreign-protocol"),
    ("IMAP under TLS", Script(implicit=True, raw=b"* OK ready\r\n"), "wrong-protocol-on-port", "wrong-protocol",
     "server.foreign-protocol"),
    ("POP", Script(raw=b"+OK ready\r\n"), "wrong-protocol-on-port", "wrong-protocol", "server.foreign-protocol"),
    ("HTTP", Script(raw=b"HTTP/1.1 400 Bad Request\r\n\r\n"), "wrong-protocol-on-port", "wrong-protocol",
     "server.foreign-protocol"),
    ("SSH", Script(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), "wrong-protocol-on-port", "wrong-protocol",
     "server.foreign-protocol"),
    ("FTP", Script(raw=b"220 ProFTPD Server ready\r\n"), "wrong-protocol-on-port", "wrong-protocol",
     "server.foreign-protocol"),
    ("554 greeting", Script(banner=b"554 5.7.1 No SMTP service here\r\n"), "greeting-refused",
     "greeting-refused", "server.greeting-refused"),
    ("a refused client", Script(banner=b"554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied\r\n"),
     "greeting-refused", "greeting-refused", "server.greeting-refused"),
    ("421 greeting", Script(banner=b"421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1\r\n"),
     "too-many-connections", "too-many-connections", "server.greeting-refused"),
    ("EHLO refused", Script(ehlo=b"502 5.5.2 Error: command not recognized\r\n"), "command-unrecognised",
     "command-unrecognised", "server.ehlo-refused"),
    ("no STARTTLS", Script(starttls_offered=False), "starttls-not-offered", "starttls-not-offered",
     "smtp.starttls-not-advertised"),
    ("STARTTLS refused", Script(starttls_reply=b"454 4.7.0 TLS not available due to local problem\r\n"),
     "starttls-failed-at-server", "starttls-broken", "tls.starttls-refused"),
    ("STARTTLS not implemented", Script(starttls_reply=b"502 5.5.1 Error: command not implemented\r\n"),
     "starttls-failed-at-server", "starttls-broken", "tls.starttls-refused"),
    ("STARTTLS then closed", Script(after_starttls=b""), "starttls-failed-at-server", "starttls-broken",
     "tls.starttls-broken"),
    ("plain text injected after STARTTLS", Script(starttls_reply=b"220 go ahead\r\n250 AUTH PLAIN\r\n"),
     "starttls-failed-at-server", "starttls-injection", "tls.starttls-injection"),
    ("expired certificate", Script(certificate="expired"), "certificate-expired", "certificate-expired",
     "tls.certificate-expired"),
    ("certificate of tomorrow", Script(certificate="not-yet-valid"), "certificate-expired",
     "certificate-not-yet-valid", "tls.certificate-not-yet-valid"),
    ("certificate of another name", Script(certificate="wrong-name"), "certificate-hostname-mismatch",
     "certificate-hostname-mismatch", "tls.certificate-name-mismatch"),
    ("untrusted certificate", Script(certificate="untrusted"), "certificate-untrusted", "certificate-untrusted",
     "tls.certificate-untrusted"),
    ("self-signed certificate", Script(certificate="self-signed"), "certificate-self-signed",
     "certificate-self-signed", "tls.certificate-self-signed"),
    ("self-signed under implicit TLS", Script(certificate="self-signed", implicit=True),
     "certificate-self-signed", "certificate-self-signed", "tls.certificate-self-signed"),
    ("old TLS only", Script(oldest=True), "tls-version-too-old", "tls-version-too-old", "tls.version-too-old"),
    # One that neither Python's own list nor OpenSSL's default, which Debian's Python takes, offers.
    ("no common cipher", Script(ciphers="ECDHE-ECDSA-CAMELLIA128-SHA256"), "tls-no-common-cipher",
     "tls-no-common-cipher", "tls.no-common-cipher"),
    ("no login under TLS", Script(auth_after=""), "503-auth-not-offered", "auth-not-offered",
     "smtp.auth-not-advertised"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("script", "entry", "cause", "tag"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
async def test_each_fault_has_its_proven_cause(script, entry, cause, tag, tmp_path, patient):
    async with running(script) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert answer_of(report) == (entry, cause, "certain")
    assert tag in tags(report)
    assert (report.attempts, server.auth_count) == (0, 0)


@pytest.mark.parametrize("named", [587, None], ids=["port-587", "no-port"])
async def test_without_starttls_the_port_that_encrypts_at_once_is_looked_at(named, tmp_path, patient):
    """Where it is closed, nobody is sent there; where it takes logins, it is what to enter."""
    plain = Script(starttls_offered=False, auth_before="PLAIN")
    async with running(plain) as server, running(Script(implicit=True)) as encrypted:
        routes = {(ADDRESS, 587): server.port}
        closed = await check(make_network(tmp_path / "ca.pem", routes), port=named)
        routes[ADDRESS, 465] = encrypted.port
        open_ = await check(make_network(tmp_path / "ca.pem", routes), port=named)
    first = "use-465-with-ssl-tls-when-the-provider-offers-it"
    second = "check-that-you-talk-to-the-server-you-mean"
    assert answer_of(closed) == ("starttls-not-offered", "starttls-not-offered", "certain")
    assert (closed.finding.steps[0].id, "server.tls-port-closed" in tags(closed)) == (second, True)
    usable = {"host": HOST, "port": 465, "tls": "implicit"}
    assert [fact.args for fact in open_.evidence if fact.tag == "server.usable"] == [usable]
    assert "server.tls-port-closed" not in tags(open_)
    if named:
        assert (open_.finding.entry, open_.finding.steps[0].id) == ("starttls-not-offered", first)


@pytest.mark.parametrize(
    ("newest", "certainty"), [(ssl.TLSVersion.TLSv1_3, "certain"), (ssl.TLSVersion.TLSv1_2, "likely")]
)
async def test_a_server_that_wants_our_certificate_is_not_told_to_share_no_cipher(
    newest, certainty, tmp_path
):
    """Only TLS 1.3 has an alert of its own for it; before, it follows the choice of a cipher."""
    demanding = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate("good").configure_cert(demanding)
    authority().configure_trust(demanding)
    demanding.verify_mode, demanding.maximum_version = ssl.CERT_REQUIRED, newest
    with socket.create_server(("127.0.0.1", 0)) as listener:  # asyncio's own server sends no alert
        serving = threading.Thread(
            target=_refuse_without_certificate, args=(listener, demanding), daemon=True
        )
        serving.start()
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 465): listener.getsockname()[1]})
        report = await check(network, port=465)
    assert answer_of(report) == ("client-certificate-required", "client-certificate-required", certainty)
    assert "tls.client-certificate-wanted" in tags(report)


def _refuse_without_certificate(listener: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, suppress(OSError):
            connection.settimeout(5)
            context.wrap_socket(connection, server_side=True).close()


async def test_a_server_that_says_that_it_wants_our_certificate_is_understood(tmp_path, patient):
    wanted = b"421 4.7.1 mail.example.com Error: No client certificate presented\r\n"
    async with running(Script(implicit=True, banner=wanted)) as server:
        report = await check(make_network(tmp_path / "ca.pem", {(ADDRESS, 465): server.port}), port=465)
    assert answer_of(report) == ("client-certificate-required", "client-certificate-required", "certain")


async def test_a_greeting_that_comes_late_is_waited_for_in_a_second_session(tmp_path, impatient, monkeypatch):
    monkeypatch.setattr(session, "KNOCK_S", 5)
    async with running(Script(banner_delay_s=2 * session.GREETING_S)) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert report.finding is None
    assert {"server.banner", "server.usable"} <= tags(report)


@pytest.mark.parametrize(
    ("banner", "said"),
    [("220 mail.example.com Dovecot ready.", True), ("220 mail.example.com ESMTP Exim 4.98", True),
     ("220 mail.example.com ESMTP Postfix", False)],
)  # fmt: skip
async def test_a_program_that_tells_of_its_own_login_faults_is_known_by_its_greeting(
    banner, said, tmp_path, patient
):
    async with running(Script(banner=banner.encode() + b"\r\n")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert ("server.names-login-faults" in tags(report)) is said


@pytest.mark.parametrize("close_at", ["connect", "EHLO"])
async def test_a_connection_that_ends_early_is_likely_lost_and_may_be_a_ban(close_at, tmp_path, patient):
    async with running(Script(close_at=close_at)) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert answer_of(report) == ("connection-lost", "connection-lost", "likely")
    assert "client-banned" in {reading.cause for reading in report.finding.alternatives}


SOME_GREET_LATE = "Some servers greet only after many seconds; this check does not wait that long."


@pytest.mark.parametrize(
    ("script", "stage", "said"),
    [
        (Script(ehlo=b""), "helo", "It left EHLO without an answer, and may only be slow."),
        (Script(starttls_reply=b""), "tls", "It left STARTTLS without an answer, and may only be slow."),
        (
            Script(mute_after_starttls=True),
            "tls",
            "It left the beginning of TLS without an answer, and may only be slow.",
        ),
        (Script(banner_delay_s=30), "connect", SOME_GREET_LATE),
        (Script(raw=b"220 slow\r\n", drip_s=0.2), "connect", SOME_GREET_LATE),
    ],
    ids=["EHLO", "STARTTLS", "TLS", "no greeting", "a greeting of a byte a second"],
)
async def test_a_silent_server_is_told_by_what_it_left_without_an_answer(
    script, stage, said, tmp_path, impatient, monkeypatch
):
    """Silence proves nothing for certain: the server may only be slow."""
    monkeypatch.setattr(session, "REPLY_S", 1.0)
    if stage != "connect":  # it greets
        be_patient(monkeypatch)
    async with running(script) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert answer_of(report) == ("greeting-never-received", "server-silent", "likely")
    assert (report.finding.stage, report.finding.because[-1]) == (stage, said)
    greeted = stage != "connect"
    assert {"server.silent", "server.silent-later"} & tags(report) == {"server.silent" + "-later" * greeted}
    # Whoever greeted is on the port that was meant, in the mode that was meant.
    assert bool(report.finding.alternatives) is not greeted
    assert (report.attempts, server.auth_count) == (0, 0)


@pytest.mark.parametrize("said", ["No SMTP service here", "Mailbox full"], ids=["nobody", "a recipient"])
async def test_a_refusal_as_greeting_is_of_nobody_whatever_its_words(said, tmp_path, patient):
    async with running(Script(banner=f"554 {said}\r\n".encode())) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert answer_of(report) == ("greeting-refused", "greeting-refused", "certain")
    assert report.finding.because[0] == f"The server refused with its first line: “{said}”."


async def test_a_server_that_is_silent_from_the_start_of_tls_has_not_greeted(
    tmp_path, impatient, monkeypatch
):
    monkeypatch.setattr(session, "REPLY_S", 1.0)
    async with running(Script(raw=b"")) as server:
        report = await check(make_network(tmp_path / "ca.pem", {(ADDRESS, 465): server.port}), port=465)
    assert answer_of(report) == ("greeting-never-received", "server-silent", "likely")
    assert (report.finding.stage, report.finding.because[-1]) == ("connect", SOME_GREET_LATE)


async def test_a_server_that_closes_in_answer_to_starttls_has_broken_it(tmp_path, patient):
    async with running(Script(close_at="STARTTLS")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert answer_of(report) == ("starttls-failed-at-server", "starttls-broken", "likely")
    assert report.finding.because[-1] == (
        "It closed the connection without a word; a device on the way does that as well."
    )
    [fact] = [fact for fact in report.evidence if fact.tag == "tls.starttls-refused"]
    assert fact.args == {"port": 587, "code": None, "text": "the connection was closed"}


async def test_a_server_that_breaks_off_in_the_middle_of_tls_is_not_said_to_speak_none(tmp_path, patient):
    """asyncio's own server sends no alert: it closes once the certificate that it asked for does not come."""
    demanding = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate("good").configure_cert(demanding)
    authority().configure_trust(demanding)
    demanding.verify_mode, demanding.maximum_version = ssl.CERT_REQUIRED, ssl.TLSVersion.TLSv1_2
    async with running(Script(context=demanding)) as server:
        report = await check(make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port}))
    assert answer_of(report) == ("connection-lost", "connection-lost", "likely")
    [fact] = [fact for fact in report.evidence if fact.tag == "server.connection-lost"]
    assert fact.args == {"port": 587, "stage": "tls"}


async def test_a_connection_that_ends_once_it_is_encrypted_may_be_a_login_service_out_of_order(
    tmp_path, patient
):
    async with running(Script(implicit=True, close_at="EHLO")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 465): server.port})
        report = await check(network, port=465)
    assert answer_of(report) == ("connection-lost", "connection-lost", "likely")
    assert [reading.cause for reading in report.finding.alternatives] == [
        "auth-backend-unavailable", "client-banned", "intercepted-smtp",
    ]  # fmt: skip
    assert report.finding.because[-1] == WHO_CAN_TELL_WHY
    assert "smtp.auth-not-advertised" not in tags(report)


async def test_a_refused_port_may_also_be_a_guard_that_refuses_us(tmp_path, patient):
    network = make_network(tmp_path / "ca.pem", {})
    report = await check(network)
    assert answer_of(report) == ("connection-refused", "connection-refused", "likely")
    assert (
        tags(report) & {"server.host-alive", "server.no-port-answers"} == set()
    )  # a refusal says it by itself
    assert {"port-blocked", "client-banned"} <= {reading.cause for reading in report.finding.alternatives}


@pytest.mark.parametrize(
    ("others", "cause", "tag"),
    [
        pytest.param({}, "port-blocked", "server.host-alive", id="the machine refuses other ports"),
        pytest.param(
            {(ADDRESS, 25): None, (ADDRESS, 465): None, (ADDRESS, 2525): None},
            "connect-timeout",
            "server.port-unanswered",
            id="nothing answers",
        ),
    ],
)
async def test_an_unanswered_port_is_told_by_its_neighbours(others, cause, tag, tmp_path, impatient):
    network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): None, **others})
    report = await check(network)
    assert answer_of(report) == ("connect-timeout", cause, "likely")
    assert tag in tags(report)
    assert report.stages[1].outcome is Outcome.UNANSWERED


async def test_where_no_port_answers_all_that_were_asked_are_named(tmp_path, impatient):
    asked = sorted((*ports.COMMON_PORTS, *ports.RARE_PORTS))
    network = make_network(tmp_path / "ca.pem", dict.fromkeys((ADDRESS, port) for port in asked))
    report = await check(network, port=None)
    assert [dict(fact.args) for fact in report.evidence if fact.tag == "server.no-port-answers"] == [
        {"ports": tuple(asked)}
    ]


async def test_the_usual_ports_that_are_dropped_count_more_than_rare_ones_that_are_refused(
    tmp_path, impatient
):
    network = make_network(tmp_path / "ca.pem", dict.fromkeys((ADDRESS, port) for port in ports.COMMON_PORTS))
    report = await check(network, port=None)
    assert answer_of(report) == ("connect-timeout", "port-blocked", "likely")
    assert [fact.args for fact in report.evidence if fact.tag == "server.host-alive"] == [{"port": 2465}]


async def test_without_a_port_one_that_is_usable_in_the_mode_that_was_asked_for_is_enough(tmp_path, patient):
    async with running(Script()) as plain, running(Script(implicit=True)) as encrypted:
        network = make_network(
            tmp_path / "ca.pem", {(ADDRESS, 587): plain.port, (ADDRESS, 465): encrypted.port}
        )
        report = await check(network, port=None, tls=TlsMode.IMPLICIT)
    assert report.finding is None


async def test_a_neighbour_that_answers_shows_that_the_machine_is_there(tmp_path, impatient):
    async with running(Script(implicit=True)) as neighbour:
        others = {(ADDRESS, 25): None, (ADDRESS, 2525): None, (ADDRESS, 465): neighbour.port}
        report = await check(make_network(tmp_path / "ca.pem", {(ADDRESS, 587): None, **others}))
    assert answer_of(report) == ("connect-timeout", "port-blocked", "likely")
    assert [fact.args for fact in report.evidence if fact.tag == "server.host-alive"] == [{"port": 465}]


@pytest.mark.parametrize(
    ("script", "asked", "offered"),
    [
        pytest.param(Script(), TlsMode.IMPLICIT, "starttls", id="TLS at once on a STARTTLS port"),
        pytest.param(Script(implicit=True), TlsMode.STARTTLS, "implicit", id="STARTTLS on a TLS port"),
    ],
)
async def test_the_wrong_mode_is_told_and_the_right_one_named(script, asked, offered, tmp_path, patient):
    async with running(script) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network, tls=asked)
    assert report.finding.cause == "tls-mode-mismatch"
    assert report.finding.certainty.value == "certain"
    assert [fact.args for fact in report.evidence if fact.tag == "server.usable"] == [
        {"host": HOST, "port": 587, "tls": offered}
    ]


async def test_a_wrong_port_is_told_and_the_right_one_found(tmp_path, patient):
    async with running(Script(implicit=True)) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 465): server.port})
        report = await check(network, port=2525)
    assert report.finding.cause == "connection-refused"
    assert [fact.args for fact in report.evidence if fact.tag == "server.usable"] == [
        {"host": HOST, "port": 465, "tls": "implicit"}
    ]


@pytest.mark.parametrize(
    ("keywords", "mechanisms"),
    [
        (("AUTH PLAIN LOGIN", "STARTTLS"), ("PLAIN", "LOGIN")),
        (("AUTH=PLAIN", "AUTH LOGIN PLAIN"), ("PLAIN", "LOGIN")),
        (("AUTH PLAIN AUTH=LOGIN",), ("PLAIN", "LOGIN")),
        (("AUTHENTICATE X", "STARTTLS"), ()),
        (None, ()),
    ],
)
def test_the_mechanisms_are_those_of_both_forms_each_once(keywords, mechanisms):
    assert mechanisms_of(keywords) == mechanisms


async def test_a_healthy_server_is_described_and_nothing_is_wrong(tmp_path, patient, monkeypatch):
    look_once(monkeypatch)
    async with running(Script(auth_before="", auth_after="PLAIN LOGIN")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert report.finding is None
    assert report.target == {"host": HOST, "port": 587}
    assert [(stage.name, stage.outcome) for stage in report.stages] == [
        (name, Outcome.PASSED)
        for name in ("dns", "connect", "banner", "ehlo", "starttls", "tls", "certificate", "ehlo-tls")
    ]
    facts = {fact.tag: fact.args for fact in report.evidence}
    assert facts["smtp.auth-advertised"] == {"mechanisms": ("PLAIN", "LOGIN")}
    assert facts["smtp.size"] == {"bytes": 10240000}
    assert facts["tls.certificate-valid"]["names"] == (HOST,)
    assert "smtp.auth-only-after-tls" in facts
    # No mail is begun, whatever the server would say to it.
    assert server.commands == [b"EHLO [127.0.0.1]", b"STARTTLS", b"EHLO [127.0.0.1]", b"QUIT"]


async def test_all_ports_are_looked_at_and_a_closed_port_25_is_no_fault(tmp_path):
    async with running(Script()) as plain, running(Script(implicit=True)) as tls:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): plain.port, (ADDRESS, 465): tls.port})
        report = await check(network, port=None)
    assert report.finding is None
    assert [fact.args["port"] for fact in report.evidence if fact.tag == "server.usable"] == [587, 465]
    stages = {stage.name: stage.outcome for stage in report.stages}
    assert stages["port 25"] is Outcome.FAILED
    assert stages["port 587 starttls"] is stages["port 465 implicit"] is Outcome.PASSED
    assert {port for _, port in network.dialled} == {25, 465, 587, 2525, 2465, 2587, 8465, 588}


@pytest.mark.parametrize("login", [False, True], ids=["server", "login"])
async def test_a_mail_exchanger_whose_other_ports_are_closed_is_in_order_and_takes_no_login(login, tmp_path):
    async with running(Script(auth_after="")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 25): server.port})
        request = CheckRequest(host=HOST, user="ana@example.com", password=Secret(b"s3cret-pass"))
        names = ("login",) if login else ("server",)
        report = [report async for report in run_checks(request, names, network.net, KNOWLEDGE)][-1]
    wanted = ("503-auth-not-offered", "auth-not-offered", "certain") if login else None
    assert answer_of(report) == wanted
    assert {stage.name: stage.outcome for stage in report.stages}["port 587"] is Outcome.FAILED


async def test_what_is_offered_far_down_a_long_answer_is_seen(tmp_path):
    rare = "".join(f"250-X-RARE-{number}\r\n" for number in range(100))
    offered = f"250-{HOST}\r\n{rare}250-STARTTLS\r\n250 AUTH {'X-OTHER ' * 40}PLAIN\r\n".encode()
    async with running(Script(ehlo=offered)) as server:
        report = await check(make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port}))
    assert report.finding is None
    assert {"smtp.starttls-advertised", "server.usable"} <= tags(report)


async def test_a_certificate_that_only_lacks_a_formality_is_trusted(tmp_path):
    """Mail programs look at who signed it, its name and its dates; some private authorities leave the rest out."""
    async with running(Script(certificate="no-key-identifier")) as server:
        report = await check(make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port}))
    assert report.finding is None
    assert "tls.certificate-valid" in tags(report)


async def test_an_expired_certificate_on_one_port_is_told_though_another_works(tmp_path):
    async with running(Script()) as plain, running(Script(implicit=True, certificate="expired")) as tls:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): plain.port, (ADDRESS, 465): tls.port})
        report = await check(network, port=None)
    assert answer_of(report) == ("certificate-expired", "certificate-expired", "certain")


@pytest.mark.parametrize(
    ("kind", "cause", "first"),
    [
        ("self-signed-expired", "certificate-self-signed", "Use the name the provider gives"),
        ("wrong-name-expired", "certificate-hostname-mismatch", "Take the name that the certificate names"),
    ],
)
async def test_a_certificate_with_another_fault_is_told_to_have_expired_too(tmp_path, kind, cause, first):
    async with running(Script(certificate=kind)) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert report.finding.cause == cause
    assert report.finding.because[-1] == (
        "It has expired as well, on 2020-02-01: one new certificate, for this name and from a known "
        "authority, mends both."
    )
    assert report.finding.steps[0].title == first
    assert [fact.args for fact in report.evidence if fact.tag == "tls.certificate-expired"] == [
        {"not_after": "2020-02-01"}
    ]


async def test_the_names_that_a_certificate_is_for_are_told(tmp_path):
    """The first step is to enter one of them as server."""
    async with running(Script(certificate="wrong-name")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    assert report.finding.because == (
        "Proven: the certificate is for other names than the one asked for: server1.example.net.",
    )


async def test_a_mail_exchanger_on_port_25_needs_no_login(tmp_path):
    async with running(Script(auth_after="")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 25): server.port})
        report = await check(network, port=25)
    assert report.finding is None


async def test_port_25_is_never_greeted_with_tls(tmp_path, impatient):
    async with running(Script(raw=b"")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 25): server.port})
        await check(network, port=25)
    assert network.dialled.count((ADDRESS, 25)) == 1


@pytest.mark.parametrize(
    ("answer", "entry", "cause", "outcome"),
    [
        (DnsStatus.NO_NAME, "host-name-not-found", "host-not-found", Outcome.FAILED),
        (DnsStatus.NO_DATA, "host-name-not-found", "host-not-found", Outcome.FAILED),
        (DnsStatus.UNANSWERED, "name-lookup-failed", "domain-lookup-failed", Outcome.UNANSWERED),
        (DnsStatus.BROKEN, "name-lookup-failed", "domain-lookup-failed", Outcome.UNANSWERED),
        (DnsStatus.DENIED, "name-lookup-failed", "domain-lookup-failed", Outcome.UNANSWERED),
    ],
)
async def test_a_name_without_addresses_is_told_and_silence_is_no_answer(
    answer, entry, cause, outcome, tmp_path
):
    network = make_network(tmp_path / "ca.pem", {}, {HOST: answer})
    report = await check(network)
    assert (report.finding.entry, report.finding.cause) == (entry, cause)
    assert report.stages == (CheckStage("dns", outcome, None),)
    assert network.dialled == []
    assert (EVERY_NAME_DENIED in report.finding.because) is (answer is DnsStatus.DENIED)
    # Silence does not tell whose name servers are at fault.
    assert (report.finding.certainty is Certainty.POSSIBLE) is (outcome is Outcome.UNANSWERED)


async def test_every_address_of_the_one_answer_may_be_tried(tmp_path):
    async with running() as server:
        network = make_network(
            tmp_path / "ca.pem", {("192.0.2.30", 587): server.port}, {HOST: ("192.0.2.20", "192.0.2.30")}
        )
        report = await check(network)
    assert report.finding is None
    assert "server.address-failed" in tags(report)


async def test_an_ipv6_address_without_a_way_there_is_a_fact_and_no_fault(tmp_path):
    async with running() as server:
        network = make_network(
            tmp_path / "ca.pem",
            {("2001:db8::1", 587): OSError(101, "Network is unreachable"), (ADDRESS, 587): server.port},
            {HOST: ("2001:db8::1", ADDRESS)},
        )
        network.net._names.addresses = lambda name: _answer(name, ("2001:db8::1", ADDRESS))
        report = await check(network)
    assert report.finding is None
    assert "server.no-ipv6-route" in tags(report)


async def _answer(name, addresses):
    from bot.net import DnsAnswer

    return DnsAnswer(name, "A", DnsStatus.FOUND, addresses)


async def test_a_port_of_another_protocol_is_answered_without_a_packet_or_a_question(tmp_path):
    network = make_network(tmp_path / "ca.pem", {})
    report = await check(network, port=993)
    assert answer_of(report) == ("wrong-protocol-on-port", "wrong-protocol", "certain")
    assert [fact.tag for fact in report.finding.evidence] == ["server.foreign-protocol"]
    assert report.finding.because == ("Port 993 is the port of IMAP; nobody was asked.",)
    assert (network.dialled, network.names.asked) == ([], [])


async def test_a_forbidden_target_is_refused_without_a_packet(tmp_path):
    network = make_network(tmp_path / "ca.pem", {}, {HOST: ("10.0.0.1",)})
    with pytest.raises(RefusedTargetError):
        await check(network)
    assert network.dialled == []


async def test_a_resting_server_is_left_alone(tmp_path):
    network = make_network(tmp_path / "ca.pem", {}, now=lambda: NOW)
    network.ledger.resting = NOW + timedelta(minutes=1)
    report = await check(network)
    assert answer_of(report) == ("attempts-exhausted", "attempts-exhausted", "certain")
    assert (report.finding.retry_in_s, report.finding.stage) == (60, Stage.CONNECT)
    assert "login" not in report.finding.reply_text
    assert quiet_facts(Group(report.finding, 1, 0))[0] == f"left alone for now: {HOST}"
    assert not [step for step in report.finding.steps if "password" in step.text]
    assert network.dialled == []


@pytest.mark.parametrize(
    ("routes", "failed"), [({}, True), ({(ADDRESS, 587): OSError(113, "No route to host")}, True)]
)
async def test_a_server_that_cannot_be_talked_to_is_noted(routes, failed, tmp_path, patient):
    network = make_network(tmp_path / "ca.pem", routes)
    await check(network)
    assert network.ledger.noted == [(f"{ADDRESS} 587", failed)]


@pytest.mark.parametrize(
    ("issuer", "tag"),
    [
        ("Avast Web/Mail Shield", "tls.intercepting-issuer"),
        ("Sophos_CA_C0123", "tls.intercepting-issuer"),
        ("ESET, spol. s r. o.", "tls.intercepting-issuer"),
        ("AVG Technologies", "tls.intercepting-issuer"),
        ("Preset Systems", "tls.certificate-untrusted"),
        ("Gesetzblatt GmbH", "tls.certificate-untrusted"),
    ],
)
def test_an_interceptor_is_known_by_a_whole_name(issuer, tag):
    certificate = Certificate(
        (HOST,), issuer, None, None, "untrusted", "unable to get local issuer certificate"
    )
    probe = Probe(587, TlsMode.STARTTLS, Fault.CERTIFICATE, certificate=certificate)
    target = Target(HOST, (ADDRESS,), DnsStatus.FOUND)
    seen = Facts("server").of_port(target, ports.PortSeen(587, TlsMode.STARTTLS, probe), None, NOW)
    assert [fact.tag for fact in seen] == [tag]


async def test_a_certificate_that_ends_soon_is_said(tmp_path):
    async with running() as server:
        network = make_network(
            tmp_path / "ca.pem",
            {(ADDRESS, 587): server.port},
            now=lambda: datetime(2999, 12, 25, tzinfo=UTC),
        )
        report = await check(network)
    assert "tls.certificate-ends-soon" in tags(report)


class Faulty:
    """A network on which each mode of every port ends in its own way."""

    def __init__(self, **faults: Fault) -> None:
        self._faults = faults

    async def probe(self, target: Target, port: int, mode: TlsMode) -> Probe:
        return Probe(port, mode, self._faults[mode.value])


@pytest.mark.parametrize(
    ("port", "starttls", "implicit", "told"),
    [
        (587, Fault.SILENT, Fault.CLOSED, TlsMode.STARTTLS),
        (587, Fault.CLOSED, Fault.SILENT, TlsMode.IMPLICIT),
        (587, Fault.CLOSED, Fault.TLS_BROKEN, TlsMode.STARTTLS),
        (465, Fault.TIMEOUT, Fault.REFUSED, TlsMode.STARTTLS),
        (465, Fault.TLS_BROKEN, Fault.UNREACHABLE, TlsMode.IMPLICIT),
        (587, Fault.PLAIN, Fault.TLS_BROKEN, TlsMode.IMPLICIT),
        (587, Fault.REFUSED, Fault.REFUSED, TlsMode.STARTTLS),
        (465, Fault.REFUSED, Fault.REFUSED, TlsMode.IMPLICIT),
    ],
)
async def test_where_no_mode_is_spoken_the_one_that_got_further_is_told(port, starttls, implicit, told):
    target = Target(HOST, (ADDRESS,), DnsStatus.FOUND)
    seen = await ports.see_port(Faulty(starttls=starttls, implicit=implicit), target, port)
    assert (seen.speaks, seen.probe.mode) == (None, told)


async def test_eight_checks_run_at_once_and_two_at_one_server(tmp_path):
    network = make_network(tmp_path / "ca.pem", {})
    inside: dict[str, int] = {}
    most: dict[str, int] = {}

    async def visit(server: str) -> None:
        async with network.net.turn(server):
            for name in (server, "all"):
                inside[name] = inside.get(name, 0) + 1
                most[name] = max(most.get(name, 0), inside[name])
            await asyncio.sleep(0.01)
            for name in (server, "all"):
                inside[name] -= 1

    await asyncio.gather(*(visit(f"server{number % 6}") for number in range(60)))
    assert most.pop("all") == 8
    assert set(most.values()) == {2}
    assert network.net._servers == {}


async def test_a_cancelled_check_leaves_no_connection(tmp_path):
    async with running(Script(raw=b"")) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        task = asyncio.create_task(check(network))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert {task.get_coro().__qualname__ for task in others if not task.done()} == set()


def test_the_waiting_adds_up_to_what_was_promised():
    """A silent port within 3 s, a matrix of which nothing answers within 4, the program's start (1 s) included."""
    silent = ports.HEAD_START_S + session.GREETING_S + session.KNOCK_S
    assert max(silent, ports.OTHERS_S) <= 2.0
    assert ports.HEAD_START_S + connecting.CONNECT_S <= 3.0


async def test_a_slow_address_does_not_hold_up_the_next(tmp_path):
    async with running() as server:
        network = make_network(
            tmp_path / "ca.pem",
            {("192.0.2.20", 587): None, ("192.0.2.30", 587): server.port},
            {HOST: ("192.0.2.20", "192.0.2.30")},
        )
        tried: list[Connection] = []
        target = Target(HOST, ("192.0.2.20", "192.0.2.30"), DnsStatus.FOUND)
        sock = await connecting.connect(target, 587, network.net._dial, tried)
        sock.close()
    assert [(one.address, one.fault) for one in tried] == [("192.0.2.30", None)]


def test_every_check_is_named():
    assert tuple(load_checks()) == NAMES


def test_every_check_emits_only_declared_tags():
    declared = set(KNOWLEDGE.tags)
    assert {name: sorted(set(check.emits) - declared) for name, check in load_checks().items()} == {
        name: [] for name in load_checks()
    }


@pytest.mark.parametrize("script", [fault[1] for fault in FAULTS[:6]], ids=[fault[0] for fault in FAULTS[:6]])
async def test_what_is_emitted_is_declared_with_its_vantage_and_arguments(script, tmp_path, patient):
    async with running(script) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        report = await check(network)
    for fact in report.evidence:
        tag = KNOWLEDGE.tags[fact.tag]
        assert fact.vantage in tag.vantages
        assert set(fact.args) <= set(tag.args)
        assert fact.tag in load_checks()["server"].emits
