"""The login check, counted at the server: one AUTH, over verified TLS, never where it could do harm."""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.checks.leading import WHO_CAN_TELL
from bot.checks.run import run_checks
from bot.errors import UsageError
from bot.finding import report_json
from bot.model import Certainty, CheckReport, CheckRequest, Outcome, Secret, Stage, TlsMode
from bot.net import DnsStatus, Login, LoginAnswer, LoginResult, Target, door
from bot.net import login as login_module
from bot.net.login import choose_mechanism, result_of, scrub
from bot.net.wire import Said, dial
from tests.check_house import be_impatient, be_patient, look_once
from tests.fakes_smtp import ADDRESS, HOST, NOW, REFUSAL, FakeLedger, Script, make_network, running
from tests.knowledge_base import knowledge
from tests.sandbox_app import until

KNOWLEDGE = knowledge()
USER = "ana@example.com"
PASSWORD = b"s3cret-pass"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Servers here answer, and in their usual mode: the other one is not tried beside it."""
    be_patient(monkeypatch)
    with monkeypatch.context() as one_look:
        look_once(one_look)
        yield one_look


async def log_in(network, **changes) -> CheckReport:
    given = {"host": HOST, "port": 587, "user": USER, "password": Secret(PASSWORD), **changes}
    reports = run_checks(CheckRequest(**given), ("credential", "login"), network.net, KNOWLEDGE)
    return [report async for report in reports][-1]


async def checked(tmp_path, script: Script, *, port: int = 587, **changes):
    async with running(script) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, port): server.port})
        report = await log_in(network, **changes)
    return report, server, network


def facts(report: CheckReport) -> dict[str, object]:
    return {fact.tag: fact.args for fact in report.evidence}


def auth_commands(server) -> list[bytes]:
    return [command for command in server.commands if command.upper().startswith(b"AUTH")]


async def test_an_accepted_login_says_what_to_enter(tmp_path):
    report, server, _ = await checked(tmp_path, Script())
    assert report.finding is None
    assert (report.attempts, server.auth_count) == (1, 1)
    assert facts(report)["login.settings"] == {
        "host": HOST,
        "port": 587,
        "tls": "starttls",
        "user": USER,
        "mechanism": "PLAIN",
    }
    passed = "credential dns connect banner ehlo starttls tls certificate ehlo-tls auth"
    assert [(stage.name, stage.outcome) for stage in report.stages] == [
        (name, Outcome.PASSED) for name in passed.split()
    ]
    plain = base64.b64encode(b"\0" + USER.encode() + b"\0" + PASSWORD)
    look = [b"EHLO [127.0.0.1]", b"STARTTLS", b"EHLO [127.0.0.1]"]
    assert server.commands == [*look, b"QUIT", *look, b"AUTH PLAIN " + plain, b"QUIT"]  # and no mail


@pytest.mark.parametrize(
    ("offered", "sent"),
    [
        ("PLAIN LOGIN CRAM-MD5", b"AUTH PLAIN"),
        ("CRAM-MD5 LOGIN PLAIN", b"AUTH PLAIN"),
        ("LOGIN CRAM-MD5", b"AUTH LOGIN"),
        ("XOAUTH2 LOGIN", b"AUTH LOGIN"),
        ("CRAM-MD5", b"AUTH CRAM-MD5"),
    ],
)
async def test_one_mechanism_is_chosen_and_tried_once_even_when_it_is_refused(offered, sent, tmp_path):
    report, server, _ = await checked(tmp_path, Script(auth_after=offered, auth_reply=REFUSAL))
    assert [command[: len(sent)] for command in auth_commands(server)] == [sent]
    assert report.attempts == 1
    assert report.finding.reply_code == 535


@pytest.mark.parametrize(
    ("user", "names", "own"),
    [
        ("ana@gmx.net", {}, {"mail.gmx.net"}),
        ("ana", {}, set()),
        ("ana@gmx.net", {HOST: (ADDRESS,)}, set()),
    ],
    ids=["no such server", "no domain either", "a server that is there"],
)
async def test_whose_server_does_not_exist_is_told_the_mailboxs_own(user, names, own, tmp_path):
    report = await log_in(make_network(tmp_path / "ca.pem", {}, names), user=user)
    named = {fact.args["host"] for fact in report.evidence if fact.tag == "address.submission-server"}
    assert named == own
    assert report.finding.cause == ("connection-refused" if names else "host-not-found")


@pytest.mark.parametrize(
    ("offered", "cause"),
    [
        ("XOAUTH2", "basic-auth-disabled"),
        ("XOAUTH2 OAUTHBEARER", "basic-auth-disabled"),
        ("NTLM GSSAPI", "mechanism-not-accepted"),
        ("NTLM XOAUTH2", "mechanism-not-accepted"),
        ("SCRAM-SHA-256", "mechanism-not-accepted"),
    ],
)
async def test_a_server_that_takes_no_password_gets_none(offered, cause, tmp_path):
    report, server, _ = await checked(tmp_path, Script(auth_after=offered))
    assert (report.finding.cause, report.finding.certainty.value) == (cause, "certain")
    assert (report.attempts, server.auth_count) == (0, 0)


async def test_a_refusal_that_hides_its_cause_is_never_certain_and_names_who_can_tell(tmp_path):
    report, server, _ = await checked(tmp_path, Script(auth_reply=REFUSAL))
    finding = report.finding
    assert (finding.entry, finding.cause, finding.reply_code, finding.enhanced_code) == (
        "535-authentication-failed",
        "wrong-credentials",
        535,
        "5.7.8",
    )
    assert finding.certainty.value in {"possible", "likely"}
    assert finding.because[2] == WHO_CAN_TELL  # before the long list, which a card may cut
    causes = [reading.cause for reading in finding.alternatives]
    assert causes[:2] == ["username-format", "account-locked"]
    # The characters are in order and the login was encrypted: neither may still be suspected.
    assert not {"hidden-character", "csv-quoting", "auth-before-tls"} & set(finding.open_causes)
    # More causes are open than a finding shows at length: the others are named in one sentence.
    assert finding.open_causes[:5] == (finding.cause, *causes, "client-ip-not-authorized")
    assert finding.because[3].startswith(
        "Less likely, and not ruled out from here: the server takes this login only from certain networks; "
    )
    assert server.auth_count == 1


HELD_BACK = [
    ("expired certificate", Script(certificate="expired"), {}, "certificate-expired"),
    ("certificate of another name", Script(certificate="wrong-name"), {}, "certificate-hostname-mismatch"),
    ("untrusted certificate", Script(certificate="untrusted"), {}, "certificate-untrusted"),
    ("self-signed certificate", Script(certificate="self-signed"), {}, "certificate-self-signed"),
    ("certificate of tomorrow", Script(certificate="not-yet-valid"), {}, "certificate-not-yet-valid"),
    ("self-signed, implicit", Script(certificate="self-signed", implicit=True), {}, "certificate-self-signed"),
    ("old TLS", Script(oldest=True), {}, "tls-version-too-old"),
    ("no STARTTLS", Script(starttls_offered=False, auth_before="PLAIN"), {}, "starttls-not-offered"),
    ("STARTTLS refused", Script(starttls_reply=b"454 TLS not available\r\n", auth_before="PLAIN"), {},
     "starttls-broken"),
    ("injection", Script(starttls_reply=b"220 go\r\n250 AUTH PLAIN\r\n", auth_before="PLAIN"), {},
     "starttls-injection"),
    ("no AUTH under TLS", Script(auth_after="", auth_before="PLAIN"), {}, "auth-not-offered"),
    ("wrong mode", Script(), {"tls": TlsMode.IMPLICIT}, "tls-mode-mismatch"),
    ("other wrong mode", Script(implicit=True), {"tls": TlsMode.STARTTLS}, "tls-mode-mismatch"),
    ("plain wanted, TLS spoken", Script(implicit=True), {"tls": TlsMode.NONE}, "tls-mode-mismatch"),
    ("plain wanted, login only under TLS", Script(), {"tls": TlsMode.NONE}, "auth-before-tls"),
    ("silence", Script(raw=b""), {}, "server-silent"),
    ("IMAP", Script(raw=b"* OK ready\r\n"), {}, "wrong-protocol"),
    ("empty password", Script(), {"password": Secret(b"")}, "credentials-missing"),
    ("empty password as it is", Script(), {"password": Secret(b""), "as_is": True}, "credentials-missing"),
    ("hidden character", Script(), {"password": Secret(PASSWORD + b"\xc2\xa0")}, "hidden-character"),
    ("final line end", Script(), {"password": Secret(PASSWORD + b"\n")}, "hidden-character"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("script", "changes", "cause"), [case[1:] for case in HELD_BACK], ids=[case[0] for case in HELD_BACK]
)
async def test_no_login_is_sent_where_it_could_do_harm_or_no_good(
    script, changes, cause, tmp_path, monkeypatch, patient
):
    patient.undo()  # some speak in their other mode
    if cause == "server-silent":
        be_impatient(monkeypatch)
    report, server, _ = await checked(tmp_path, script, **changes)
    assert (report.finding.cause, report.attempts, server.auth_count) == (cause, 0, 0)
    assert {stage.name: stage.outcome for stage in report.stages}["auth"] is Outcome.NOT_RUN


async def test_a_damaged_credential_touches_no_network_unless_it_is_sent_as_it_is(tmp_path):
    damaged = PASSWORD + b"\xe2\x80\x8b"
    report, server, network = await checked(tmp_path, Script(), password=Secret(damaged))
    assert (server.connections, network.dialled, network.names.asked) == (0, [], [])
    assert (report.finding.cause, report.finding.certainty.value) == ("hidden-character", "certain")
    assert report.finding.because == (
        "The password ends with a zero width space (U+200B) after the 11th character; 12 characters given.",
        "The offline check alone says so: no server was asked, no attempt was spent.",
        "Proven: an invisible or white-space character in the password or user name.",
    )
    report, server, _ = await checked(tmp_path, Script(), password=Secret(damaged), as_is=True)
    assert report.finding is None
    plain = base64.b64encode(b"\0" + USER.encode() + b"\0" + damaged)
    assert auth_commands(server) == [b"AUTH PLAIN " + plain]


REFUSALS_OF_PROVIDERS = [
    b"535-5.7.8 Username and Password not accepted. For more information, go to\r\n"
    b"535 5.7.8  https://support.google.com/mail/?p=BadCredentials d4 - gsmtp\r\n",
    b"535 5.7.3 Authentication unsuccessful [AM0P.eurprd04.prod.outlook.com]\r\n",
    b"535 Authentication Credentials Invalid\r\n",
    b"535 5.7.0 Mailgun is not loving your login or password\r\n",
    b"535 Incorrect authentication data\r\n",
]


async def test_steps_that_the_login_has_shown_to_be_in_order_are_left_out(tmp_path):
    report, _, _ = await checked(tmp_path, Script(auth_reply=REFUSAL))
    assert [step.title.rstrip(".") for step in report.finding.steps] == [
        "Type the password by hand",
        "Log in to webmail with the same user name and password",
        "Wait 30 minutes if it was tried several times",
        "Use the other form of the user name",
        "Fetch the credentials anew from the provider",
        "Ask whether an app password is needed",
        "Ask the server's administrator for the log line",
    ]


@pytest.mark.parametrize("reply", REFUSALS_OF_PROVIDERS)
@pytest.mark.parametrize(
    ("damaged", "cause", "step"),
    [
        (b'"' + PASSWORD + b'"', "csv-quoting", "Take the quotes off"),
        (PASSWORD + b"&amp;", "html-entity", "Turn the entity back into its character"),
        (PASSWORD + "”".encode(), "altered-character", "Put the plain character back"),
    ],
)
async def test_damage_that_a_provider_does_not_know_leads_when_it_was_sent_as_it_is(
    reply, damaged, cause, step, tmp_path
):
    report, _, _ = await checked(tmp_path, Script(auth_reply=reply), password=Secret(damaged), as_is=True)
    found = report.finding
    assert (found.cause, found.certainty, found.steps[0].title) == (cause, Certainty.CERTAIN, step)
    assert (found.reply_code, report.attempts) == (535, 1)
    assert WHO_CAN_TELL not in found.because  # it is proven


@pytest.mark.parametrize(
    ("reply", "cause", "certainty", "several"),
    [
        (b"535 SMTP disabled for this mailbox", "smtp-access-not-enabled", "likely", False),
        (b"535 Failed: your IP address is not whitelisted", "client-ip-not-authorized", "likely", True),
        (b"535 Konto gesperrt", "account-locked", "certain", False),
        (b"535 5.7.0 account suspended", "account-disabled", "likely", False),
        (b"535 5.7.8 Authentication failed", "wrong-credentials", "possible", True),
    ],
)
async def test_the_reason_that_a_refusal_names_leads_as_it_does_in_a_paste(
    reply, cause, certainty, several, tmp_path
):
    report, _, _ = await checked(tmp_path, Script(auth_reply=reply + b"\r\n"))
    assert (report.finding.cause, report.finding.certainty) == (cause, certainty)
    assert (WHO_CAN_TELL in report.finding.because) is several


async def test_a_login_in_the_clear_is_sent_only_when_it_was_asked_for(tmp_path):
    script = Script(starttls_offered=False, auth_before="PLAIN")
    report, server, _ = await checked(tmp_path, script, tls=TlsMode.NONE)
    assert (report.finding, report.attempts, server.auth_count) == (None, 1, 1)


@pytest.mark.parametrize(
    ("reply", "noted", "cause"),
    [
        (b"235 2.7.0 Authentication successful\r\n", "accepted", None),
        (REFUSAL, "refused", "wrong-credentials"),
        (b"535 5.7.139 Authentication unsuccessful, account locked. Contact your administrator.\r\n", "locked",
         "account-locked"),
        (b"454 4.7.0 Temporary authentication failure: Connection lost to authentication server\r\n",
         "slow-down", "login-rate-limited"),
        (b"421 4.7.0 mail.example.com Error: too many errors\r\n", "locked", "too-many-errors"),
        (b"450 4.7.1 Error: too many AUTH commands from 192.0.2.1\r\n", "locked", "login-rate-limited"),
        (b"451 4.3.0 try again later\r\n", "slow-down", "auth-backend-unavailable"),
        (b"534-5.7.9 Application-specific password required. For more information, go to\r\n"
         b"534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor a1-b2.1 - gsmtp\r\n", "refused",
         "app-password-required"),
        (b"535 5.7.9 Two-factor authentication is on, use an application password\r\n", "refused",
         "app-password-required"),
        (b"550 5.7.1 Login from your IP address is not allowed\r\n", "refused", "client-ip-not-authorized"),
        (b"554 5.7.1 Access denied\r\n", "refused", "wrong-credentials"),
    ],
    ids=[
        "accepted", "refused", "locked", "slow down", "421", "450", "451", "Google's second factor",
        "a second factor", "a network", "554",
    ],
)  # fmt: skip
async def test_the_reply_decides_what_is_noted_and_found(reply, noted, cause, tmp_path):
    report, server, network = await checked(tmp_path, Script(auth_reply=reply))
    assert ("login", noted) in network.ledger.noted
    assert server.auth_count == 1
    assert (report.finding and report.finding.cause) == cause


@pytest.mark.parametrize(
    ("host", "user", "password", "reply", "left"),
    [
        pytest.param(
            "smtp.sendgrid.net", "apikey", b"SG." + b"a" * 66,
            b"535 Authentication failed: Bad username / password\r\n",
            ["api-key-invalid", "wrong-region-or-server"], id="the fixed word is right",
        ),
        pytest.param(
            "smtp.gmail.com", USER, b"abcdefghijklmnop",
            b"535-5.7.8 Username and Password not accepted. For more information, go to\r\n"
            b"535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1-b2.1 - gsmtp\r\n",
            ["wrong-credentials", "app-password-required", "oauth-token-invalid"], id="it is an app password",
        ),
        pytest.param(
            "smtp.office365.com", USER, PASSWORD,
            b"535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [X.PROD.OUTLOOK.COM]\r\n",
            ["wrong-credentials", "app-password-required", "credential-escaping", "username-format"],
            id="nothing hidden in it",
        ),
    ],
)  # fmt: skip
async def test_what_the_offline_check_rules_out_is_left_out(host, user, password, reply, left, tmp_path):
    async with running(Script(auth_reply=reply, certificate=host)) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port}, {host: (ADDRESS,)})
        report = await log_in(network, host=host, user=user, password=Secret(password), as_is=True)
    shown = [report.finding.cause, *(reading.cause for reading in report.finding.alternatives)]
    assert shown == left


def test_every_page_lets_a_clean_credential_rule_a_hidden_character_out():
    found = [
        cause
        for entry in KNOWLEDGE.entries.values()
        for cause in entry.causes
        if cause.id == "hidden-character"
    ]
    assert len(found) > 10
    assert [cause for cause in found if "credential.clean" not in cause.refuted_by] == []


@pytest.mark.parametrize(
    ("text", "locked"),
    [
        ("Authentication failed, account locked for 30 minutes", True),
        ("Konto zablokowane", True),
        ("Учётная запись заблокирована", True),
        ("Error: authentication failed: user temporarily locked", True),
        ("Your IP address is blocked", False),
        ("logins from this network are blocked", False),
        ("account unlocked, password expired", False),
    ],
)
async def test_only_words_of_a_locked_account_prove_one(text, locked, tmp_path):
    report, _, network = await checked(tmp_path, Script(auth_reply=f"535 5.7.8 {text}\r\n".encode()))
    proven = (report.finding.cause, report.finding.certainty) == ("account-locked", Certainty.CERTAIN)
    assert (proven, "reply.locked" in facts(report)) == (locked, locked)
    assert ("login", "locked") in network.ledger.noted  # the budget heeds either


async def test_a_server_that_hangs_up_at_the_login_counts_as_an_attempt(tmp_path):
    report, server, network = await checked(tmp_path, Script(close_at="AUTH"))
    assert (report.attempts, server.auth_count) == (1, 1)
    assert report.finding.entry == "connection-lost"
    assert report.finding.because[0] == "The login was sent and not answered: the connection was closed."
    assert ("login", "unanswered") in network.ledger.noted
    assert {stage.name: stage.outcome for stage in report.stages}["auth"] is Outcome.UNANSWERED


@pytest.mark.parametrize("offered", ["PLAIN", "LOGIN"])
async def test_a_server_that_never_answers_the_login_is_not_waited_for_without_end(
    offered, tmp_path, monkeypatch
):
    monkeypatch.setattr(login_module, "AUTH_S", 1.0)
    report, server, network = await checked(tmp_path, Script(auth_after=offered, auth_reply=b""))
    assert (report.attempts, server.auth_count) == (1, 1)
    assert facts(report)["login.unanswered"] == {"error": "nothing came in 1 s"}
    assert (report.finding.entry, report.finding.cause, report.finding.certainty.value) == (
        "greeting-never-received",
        "server-silent",
        "likely",
    )
    assert report.finding.because[-1] == "It left the login without an answer, and may only be slow."
    assert ("login", "unanswered") in network.ledger.noted


async def test_what_the_budget_refuses_is_not_sent_and_says_until_when(tmp_path):
    async with running(Script()) as server:
        routes = {(ADDRESS, 587): server.port}
        network = make_network(tmp_path / "ca.pem", routes, now=lambda: NOW)
        network.ledger.until = NOW + timedelta(minutes=12)
        report = await log_in(network)
    assert (report.finding.entry, report.finding.cause) == ("attempts-exhausted", "attempts-exhausted")
    assert facts(report)["login.over-budget"] == {"until": "2026-11-24T09:12:00+00:00"}
    assert report.finding.retry_in_s == 12 * 60
    assert (report.attempts, server.auth_count) == (0, 0)


@pytest.mark.parametrize(
    ("rest", "budget", "waits", "tag", "stage"),
    [
        (1, 12, 12, "login.over-budget", Stage.AUTH),
        (20, 12, 20, "server.resting", Stage.CONNECT),
        (1, None, 1, "server.resting", Stage.CONNECT),
    ],
)
async def test_a_login_at_a_server_at_rest_names_what_lasts_longest_and_until_when(
    rest, budget, waits, tag, stage, tmp_path
):
    network = make_network(tmp_path / "ca.pem", {}, now=lambda: NOW)
    network.ledger.resting = NOW + timedelta(minutes=rest)
    network.ledger.until = NOW + timedelta(minutes=budget) if budget else None
    report = await log_in(network)
    assert (report.finding.cause, report.finding.retry_in_s) == ("attempts-exhausted", waits * 60)
    assert report.finding.stage is stage
    told = {told: args["until"] for told, args in facts(report).items() if "until" in args}
    assert told == {tag: (NOW + timedelta(minutes=waits)).isoformat()}
    assert network.dialled == []


async def test_a_refused_login_counts_against_the_server_and_an_accepted_one_for_it(tmp_path):
    for reply, failed in ((REFUSAL, True), (b"235 2.7.0 ok\r\n", False)):
        _, _, network = await checked(tmp_path, Script(auth_reply=reply))
        assert network.ledger.noted[-1] == (f"login {ADDRESS} 587", failed)


async def test_without_a_port_the_usable_one_is_found(tmp_path):
    async with running(Script(implicit=True)) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 465): server.port})
        report = await log_in(network, port=None)
    assert report.finding is None
    assert (facts(report)["login.settings"]["port"], server.auth_count) == (465, 1)


async def test_without_a_host_the_server_of_the_domain_is_asked(tmp_path):
    async with running(Script(implicit=True)) as server:
        names = {
            HOST: (ADDRESS,),
            ("_submissions._tcp.example.com", "SRV"): (f"0 1 465 {HOST}",),
            "example.com": DnsStatus.NO_DATA,
        }
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 465): server.port}, names)
        report = await log_in(network, host=None, port=None)
    assert (report.finding, report.attempts, server.auth_count) == (None, 1, 1)
    assert report.target == {"host": HOST, "port": 465, "tls": "implicit", "user": USER}


async def test_a_server_outside_the_domain_gets_no_password_unless_it_is_named(tmp_path):
    names = {
        "mail.example.net": (ADDRESS,),
        ("_submissions._tcp.example.com", "SRV"): ("0 1 465 mail.example.net",),
        "example.com": DnsStatus.NO_DATA,
    }
    network = make_network(tmp_path / "ca.pem", {}, names)
    with pytest.raises(UsageError, match=r"outside of it, mail\.example\.net\."):
        await log_in(network, host=None, port=None)
    assert network.dialled == []


@pytest.mark.parametrize("status", [DnsStatus.UNANSWERED, DnsStatus.BROKEN, DnsStatus.DENIED])
async def test_a_server_that_no_name_server_told_is_not_called_unknown(status, tmp_path):
    names = dict.fromkeys(("example.com", ("example.com", "MX")), status)
    network = make_network(tmp_path / "ca.pem", {}, names)
    with pytest.raises(UsageError) as refused:
        await log_in(network, host=None, port=None)
    assert str(refused.value) == (
        "The name servers gave no answer about this mailbox's server. Try again in some minutes, or name "
        "the server, such as smtp.example.com."
    )
    assert network.dialled == []


async def test_a_server_that_only_may_be_the_right_one_is_named_and_not_asked(tmp_path):
    network = make_network(tmp_path / "ca.pem", {}, {HOST: (ADDRESS,), "example.com": DnsStatus.NO_DATA})
    with pytest.raises(UsageError) as refused:
        await log_in(network, host=None, port=None)
    assert str(refused.value) == (
        "The server for this mailbox is not known: name it. mail.example.com exists and often is the one."
    )
    assert network.dialled == []


async def test_without_a_known_server_the_person_is_asked_for_it(tmp_path):
    network = make_network(tmp_path / "ca.pem", {}, {})
    with pytest.raises(UsageError, match=r"name it, such as smtp\.example\.com\."):
        await log_in(network, host=None, user="ana")
    assert network.dialled == []


@pytest.mark.parametrize(
    "password",
    [
        pytest.param(b"with\0zero", id="NUL"),
        pytest.param(b"line\r\nend", id="CR and LF inside"),
        pytest.param("schlüssel£".encode(), id="UTF-8"),
        pytest.param("schlüssel".encode("latin-1"), id="bytes that are no UTF-8"),
        pytest.param(b" spaces around ", id="spaces"),
    ],
)
async def test_a_password_is_sent_as_its_bytes(password, tmp_path):
    _, server, _ = await checked(tmp_path, Script(), password=Secret(password), as_is=True)
    sent = base64.b64decode(auth_commands(server)[0].removeprefix(b"AUTH PLAIN "))
    assert sent == b"\0" + USER.encode() + b"\0" + password


@pytest.mark.parametrize("form", [PASSWORD, base64.b64encode(PASSWORD),
                                  base64.b64encode(b"\0" + USER.encode() + b"\0" + PASSWORD)],
                         ids=["raw", "base64", "as it was sent"])  # fmt: skip
async def test_a_server_that_echoes_the_password_does_not_bring_it_into_the_report(form, tmp_path):
    report, _, _ = await checked(tmp_path, Script(auth_reply=b"535 5.7.8 no: " + form + b" refused\r\n"))
    said = json.dumps(report_json(report))
    assert form.decode() not in said
    assert PASSWORD.decode() not in said


async def test_a_banner_that_is_no_utf_8_does_no_harm(tmp_path):
    report, _, _ = await checked(tmp_path, Script(banner=b"220 M\xfcller \xff ESMTP\r\n"))
    assert report.finding is None


async def test_a_web_host_that_answers_in_a_providers_name_is_suspected(tmp_path):
    script = Script(
        banner=b"220-web7.example.net ESMTP Exim 4.98\r\n220 We do not authorize the use of this system\r\n",
        auth_reply=b"535 Incorrect authentication data\r\n",
        certificate="smtp.gmail.com",
    )
    async with running(script) as server:
        network = make_network(
            tmp_path / "ca.pem", {(ADDRESS, 587): server.port}, {"smtp.gmail.com": (ADDRESS,)}
        )
        report = await log_in(network, host="smtp.gmail.com", password=Secret(b"abcdefghijklmnop"))
    assert (report.finding.cause, report.finding.certainty.value) == ("intercepted-smtp", "likely")


@pytest.mark.parametrize(
    ("kind", "host", "cause"),
    [
        pytest.param("avast", HOST, "tls-interception", id="a virus scanner's certificate"),
        pytest.param(
            "wrong-name", "smtp.gmail.com", "intercepted-smtp", id="another server in Google's name"
        ),
    ],
)
async def test_an_interception_is_told_by_its_certificate_and_gets_no_password(kind, host, cause, tmp_path):
    async with running(Script(certificate=kind)) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port}, {host: (ADDRESS,)})
        report = await log_in(network, host=host, password=Secret(b"abcdefghijklmnop"))
    assert (report.finding.cause, report.finding.certainty.value) == (cause, "certain")
    assert (report.attempts, server.auth_count) == (0, 0)


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (("LOGIN", "PLAIN"), "PLAIN"),
        (("LOGIN", "CRAM-MD5"), "LOGIN"),
        (("CRAM-MD5", "XOAUTH2"), "CRAM-MD5"),
        (("XOAUTH2",), None),
        ((), None),
    ],
)
def test_the_mechanism_is_ours_to_choose(offered, chosen):
    assert choose_mechanism(offered) == chosen


@pytest.mark.parametrize(
    ("code", "text", "result"),
    [
        (235, "2.7.0 ok", "accepted"),
        (535, "5.7.8 no", "refused"),
        (535, "5.7.0 (#AUTH005) Too many bad auth attempts.", "locked"),
        (535, "5.7.139 account LOCKED", "locked"),
        (535, "Konto gesperrt", "locked"),
        (535, "Trop de tentatives de connexion", "locked"),
        (535, "Cuenta bloqueada", "locked"),
        (535, "登录过于频繁", "locked"),
        (535, "Falsches Passwort", "refused"),
        (450, "4.7.1 slow", "slow-down"),
        (454, "4.7.0 later", "slow-down"),
        (421, "4.7.0 bye", "slow-down"),
        (504, "5.7.4 mechanism", "refused"),
    ],
)
def test_a_reply_tells_the_budget_what_to_do(code, text, result):
    assert result_of(Said(code, (text,)).reply).value == result


def test_a_short_password_is_not_cut_out_of_every_text():
    assert scrub("535 a bad day", b"u", b"a") == "535 a bad day"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("535 用户名或密码错误".encode("gbk"), "用户名或密码错误"),
        ("535 用户名或密码错误".encode(), "用户名或密码错误"),
        (
            "535 Größe fehlerhaft: Schlüssel ungültig".encode("latin-1"),
            "Größe fehlerhaft: Schlüssel ungültig",
        ),
        ("535 Identifiant ou mot de passe erroné".encode("cp1252"), "Identifiant ou mot de passe erroné"),
    ],
    ids=["GBK", "UTF-8", "German", "French"],
)
async def test_a_reply_in_another_encoding_is_read(tmp_path, said, read):
    report, _, _ = await checked(tmp_path, Script(auth_reply=said + b"\r\n"))
    assert (report.finding.reply_code, report.finding.reply_text) == (535, read)
    assert report.finding.entry == "535-authentication-failed"


@pytest.mark.parametrize(
    "echoed",
    [
        "s3cret+päss",
        "s3cret+pÃ¤ss",
        "s3cret%2Bp%C3%A4ss",
        base64.b64encode("s3cret+päss".encode()).decode(),
        base64.b64encode("\0ana\0s3cret+päss".encode()).decode(),
        base64.b64encode("\0ana\0s3cret+päss".encode()).decode()[:14],
        "S3CRET+PÄSS",
        base64.b64encode("\0ana\0s3cret+päss".encode()).decode().upper(),
        "s3cret+p\\u00e4ss",
        "s3cr\net+p\näss",
    ],
    ids=[
        "as it is",
        "misread",
        "as in an address",
        "as LOGIN sends it",
        "as PLAIN sends it",
        "a line cut off in it",
        "in capitals",
        "the whole command in capitals",
        "as JSON writes it",
        "cut into lines",
    ],
)
def test_a_password_that_the_server_repeats_is_taken_out(echoed):
    said = scrub(f"535 no {echoed}: see log", b"ana", "s3cret+päss".encode())
    assert said == "535 no [redacted]: see log"


@pytest.mark.parametrize(
    "echoed",
    ["a&b  <c>/d", "a&b <c>/d", "a&amp;b  &lt;c&gt;/d", "a%26b%20%20%3Cc%3E%2Fd", "a%26b++%3cc%3e%2fd"],
    ids=["as it is", "its spaces joined", "as HTML", "as in an address", "as in a query"],
)
def test_a_password_with_signs_is_taken_out_however_the_server_writes_them(echoed):
    assert scrub(f"535 no {echoed}: see log", b"ana", b"a&b  <c>/d") == "535 no [redacted]: see log"


async def test_a_password_with_two_spaces_is_taken_out_of_a_reply_that_is_none(tmp_path):
    spaced = Secret(b"Zk9+quiet  horse")
    script = Script(auth_reply=b"535-5.7.8 no\r\n550 Zk9+quiet  horse\r\n")
    report, _, _ = await checked(tmp_path, script, password=spaced)
    assert report.finding.cause == "reply-malformed"
    assert "quiet" not in json.dumps(report_json(report))


async def test_no_password_goes_where_the_encryption_was_not_verified():
    lax = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    lax.check_hostname, lax.verify_mode = False, ssl.CERT_NONE
    async with running(Script()) as server:
        answer = await login_module.log_in(
            Target(HOST, ("127.0.0.1",), DnsStatus.FOUND),
            server.port,
            TlsMode.STARTTLS,
            Login(USER, Secret(PASSWORD), "PLAIN"),
            context=lax,
            dial=dial,
        )
    assert answer == LoginAnswer(LoginResult.NOT_SENT, error="TLS is not verified")
    assert server.auth_count == 0


async def counted(tmp_path, user, password, host):
    """What the ledger is asked for, of a login that it closes."""
    network = make_network(tmp_path / "ca.pem", {}, {host: (ADDRESS,)})
    network.ledger.until = NOW + timedelta(minutes=5)
    login = Login(user, Secret(password), "PLAIN")
    target = await network.net.resolve(host)
    answer = await network.net.login(target, 587, TlsMode.STARTTLS, login, person="U1")
    assert answer.result is LoginResult.OVER_BUDGET
    return [counted for kind, counted in network.ledger.noted if kind == "may"]


async def test_customers_of_a_service_who_all_log_in_with_one_word_share_no_budget(tmp_path):
    one = await counted(tmp_path, "apikey", b"SG.one", "smtp.sendgrid.net")
    assert one == await counted(tmp_path, "apikey", b"SG.one", "smtp.sendgrid.net")
    assert one != await counted(tmp_path, "apikey", b"SG.two", "smtp.sendgrid.net")
    assert "SG.one" not in one[0]


@pytest.mark.parametrize(("user", "host"), [("ana", "smtp.sendgrid.net"), ("apikey", HOST)])
async def test_any_other_user_name_is_its_own_whatever_the_password(user, host, tmp_path):
    assert (
        await counted(tmp_path, user, b"one", host) == await counted(tmp_path, user, b"two", host) == [user]
    )


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        pytest.param(b"334 UGFzc3dvcmQ6\r\n", "334 UGFzc3dvcmQ6", id="asks for more"),
        pytest.param(b"welcome back\r\n", "welcome back", id="no number"),
        pytest.param(b"250 2.0.0 Ok\r\n", "250 2.0.0 Ok", id="yes to something else"),
        pytest.param(b"200 fine\r\n", "200 fine", id="no number of SMTP"),
        pytest.param(b"2357 fine\r\n", "2357 fine", id="a longer number"),
        pytest.param(
            b"535-5.7.8 no\r\n235 2.7.0 yes\r\n",
            "535-5.7.8 no 235 2.7.0 yes",
            id="two numbers, the last good",
        ),
        pytest.param(
            b"235-2.7.0 yes\r\n535 5.7.8 no\r\n", "235-2.7.0 yes 535 5.7.8 no", id="two numbers, the last bad"
        ),
        pytest.param(b"535 " + b"x" * 70_000 + b"\r\n", "Response too long", id="too long"),
    ],
)
async def test_an_answer_that_is_no_reply_to_a_login_has_refused_nothing_and_cut_nothing(
    reply, shown, tmp_path
):
    report, server, network = await checked(tmp_path, Script(auth_reply=reply, auth_after="PLAIN"))
    assert facts(report)["server.reply-malformed"] == {"port": 587, "text": shown}
    assert (report.finding.entry, report.finding.cause) == ("reply-malformed", "reply-malformed")
    told = f"The login was answered with “{shown}”: neither the 235 that lets in nor a refusal."
    assert (told in report.finding.because) is shown[0].isdigit()
    assert "login.unanswered" in facts(report)
    assert {stage.name: stage.outcome for stage in report.stages}["auth"] is Outcome.UNANSWERED
    assert (report.attempts, server.auth_count) == (1, 1)
    assert ("login", "unanswered") in network.ledger.noted


@pytest.mark.parametrize(
    ("later", "cause", "because"),
    [
        pytest.param(
            {"banner": b"421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1\r\n"},
            "too-many-connections",
            "The server says “Error: too many connections from”.",
            id="too many connections",
        ),
        pytest.param(
            {"starttls_reply": b"454 4.3.0 not now\r\n"},
            "starttls-broken",
            "The check says “STARTTLS was offered and refused by the server”.",
            id="no STARTTLS",
        ),
        pytest.param(
            {"certificate": "untrusted"},
            "connection-lost",
            "The login was not sent: this time its certificate was refused "
            "(unable to get local issuer certificate).",
            id="another machine behind the name",
        ),
    ],
)
async def test_what_ends_the_second_session_before_the_login_is_told(later, cause, because, tmp_path):
    async with running(Script()) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        send = network.net.login

        async def login_later(*args, **kwargs):
            server.script = replace(server.script, **later)
            return await send(*args, **kwargs)

        network.net.login = login_later
        report = await log_in(network)
    assert report.finding.cause == cause
    assert because in report.finding.because
    assert (report.attempts, server.auth_count) == (0, 0)
    assert ("login", "not-sent") in network.ledger.noted


async def test_a_server_that_falls_silent_before_the_login_is_not_said_to_have_hung_up(tmp_path, monkeypatch):
    monkeypatch.setattr(login_module, "OPEN_S", 0.5)
    async with running(Script()) as server:
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): server.port})
        send = network.net.login

        async def login_later(*args, **kwargs):
            server.script = replace(server.script, banner_delay_s=30)
            return await send(*args, **kwargs)

        network.net.login = login_later
        report = await log_in(network)
    finding = report.finding
    assert (finding.cause, finding.certainty.value, finding.alternatives) == ("server-silent", "likely", ())
    assert facts(report)["login.not-sent"] == {"error": "nothing came in 0 s"}
    assert (report.attempts, server.auth_count) == (0, 0)


async def test_words_of_an_offer_may_stand_behind_tabs(tmp_path):
    script = Script(ehlo=f"250-{HOST}\r\n250-STARTTLS\r\n250 AUTH\tPLAIN\tLOGIN\r\n".encode())
    report, server, _ = await checked(tmp_path, script)
    assert report.finding is None
    assert server.auth_count == 1


async def test_a_login_that_is_broken_off_is_counted_however_often_one_breaks_it_off(tmp_path, monkeypatch):
    begun, noting, may_note = asyncio.Event(), asyncio.Event(), asyncio.Event()

    class SlowLedger(FakeLedger):
        async def note_login(self, user, host, result):
            noting.set()
            await may_note.wait()
            await super().note_login(user, host, result)

    async def never_ends(*_args, **_named):
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(door, "log_in", never_ends)
    ledger = SlowLedger()
    network = make_network(tmp_path / "ca.pem", ledger=ledger)
    target = Target(HOST, (ADDRESS,), DnsStatus.FOUND)
    login = Login(USER, Secret(PASSWORD), "PLAIN")
    going = asyncio.ensure_future(network.net.login(target, 587, TlsMode.STARTTLS, login, person="U1"))
    await begun.wait()
    going.cancel()
    await noting.wait()
    going.cancel()
    await asyncio.gather(going, return_exceptions=True)
    may_note.set()
    await until(lambda: len(ledger.noted) == 3)
    assert ledger.noted == [("may", USER), ("login", "unanswered"), (f"login {ADDRESS} 587", True)]
