"""The address check: the surest source speaks first, silence is told as silence, a stranger's file does no harm."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks import load_checks
from bot.checks.address import CHECK, EMITS
from bot.checks.autoconfig import OutgoingServer, parse_autoconfig
from bot.errors import RefusedTargetError
from bot.model import CheckRequest, Outcome, TlsMode, Vantage
from bot.net import DnsAnswer, DnsStatus, Guard, HttpAnswer, HttpStatus
from bot.providers import Endpoint, UserForm
from tests.dns_house import outcomes

AUTOCONFIG = "https://autoconfig.example.com/mail/config-v1.1.xml"
WELL_KNOWN = "https://example.com/.well-known/autoconfig/mail/config-v1.1.xml"


class FakeNet:
    """Answers from tables and remembers what was asked; a name without a row has no data."""

    def __init__(self, records=None, fail=None, pages=None, silent_pages=()):
        self.guard = Guard()
        self.asked = []
        self._records = records or {}
        self._fail = fail or {}
        self._pages = pages or {}
        self._silent_pages = silent_pages

    async def look_up(self, name, kind):
        self.asked.append(f"{name} {kind}")
        if (name, kind) in self._fail:
            return DnsAnswer(name, kind, self._fail[name, kind])
        found = self._records.get((name, kind), ())
        return DnsAnswer(name, kind, DnsStatus.FOUND if found else DnsStatus.NO_DATA, tuple(found))

    async def fetch(self, url):
        self.asked.append(url)
        if url in self._silent_pages:
            return HttpAnswer(HttpStatus.UNANSWERED)
        if url in self._pages:
            return HttpAnswer(HttpStatus.FOUND, 200, "text/xml", self._pages[url])
        return HttpAnswer(HttpStatus.NO_PAGE, 404)


def config(*servers):
    return f"<clientConfig><emailProvider id='x'>{''.join(servers)}</emailProvider></clientConfig>".encode()


def outgoing(host, port, socket, user="%EMAILADDRESS%"):
    return (
        f"<outgoingServer type='smtp'><hostname>{host}</hostname><port>{port}</port>"
        f"<socketType>{socket}</socketType><username>{user}</username></outgoingServer>"
    )


async def ask(user, net):
    return await CHECK.run(CheckRequest(user=user), net)


def servers(answer):
    keys = ("host", "port", "tls", "user_form", "source", "elsewhere")
    return [
        tuple(fact.args[key] for key in keys)
        for fact in answer.evidence
        if fact.tag == "address.submission-server"
    ]


def tags(answer):
    return [fact.tag for fact in answer.evidence]


async def test_a_providers_own_domain_is_known_without_a_question():
    net = FakeNet()
    answer = await ask("ana@gmail.com", net)
    assert net.asked == []
    assert servers(answer) == [
        ("smtp.gmail.com", 587, "starttls", "address", "provider", False),
        ("smtp.gmail.com", 465, "implicit", "address", "provider", False),
    ]
    assert dict(answer.evidence[0].args) == {
        "provider": "gmail",
        "name": "Gmail",
        "region": None,
        "by": "domain",
        "user_form": "address",
        "word": None,
        "user_is": None,
        "password_rule": "app-password-with-two-step",
        "enable_first": False,
        "help": "https://support.google.com/accounts/answer/185833",
        "basis": "documented",
    }
    assert outcomes(answer) == {"provider": Outcome.PASSED}
    assert (answer.bounce, answer.attempts) == (None, 0)


async def test_a_user_name_of_the_providers_own_making_is_told_in_words():
    answer = await ask("ana@docomo.ne.jp", FakeNet())
    known = answer.evidence[0].args
    assert (known["user_form"], known["user_is"]) == ("own", "the d ACCOUNT id")


async def test_a_domain_of_ones_own_is_known_by_its_mx():
    net = FakeNet(
        {("example.com", "MX"): ["20 mx2.example.com", "10 example-com.mail.protection.outlook.com"]}
    )
    answer = await ask("ana@Example.COM", net)
    assert servers(answer) == [
        ("smtp.office365.com", 587, "starttls", "address", "provider", False),
        ("smtp.office365.com", 25, "starttls", "address", "provider", False),
    ]
    assert outcomes(answer) == {"mx": Outcome.PASSED, "srv": Outcome.PASSED}
    assert not [asked for asked in net.asked if asked.startswith("https")]


async def test_srv_records_name_the_server_in_order_of_encryption_priority_and_weight():
    net = FakeNet(
        {
            ("example.com", "MX"): ["10 mx.example.com"],
            ("_submission._tcp.example.com", "SRV"): ["10 0 587 b.example.com", "0 5 587 a.example.com"],
            ("_submissions._tcp.example.com", "SRV"): ["0 1 465 c.example.com", "0 9 465 d.example.net"],
        }
    )
    assert servers(await ask("ana@example.com", net)) == [
        ("d.example.net", 465, "implicit", "unknown", "srv", True),
        ("c.example.com", 465, "implicit", "unknown", "srv", False),
        ("a.example.com", 587, "starttls", "unknown", "srv", False),
        ("b.example.com", 587, "starttls", "unknown", "srv", False),
    ]


@pytest.mark.parametrize(
    "record",
    ["0 0 0 ", "0 0 0 .", "0 0 22 mail.example.com", "0 0 587 127.0.0.1", "0 0 587 2130706433", "x 0 587 a.b", "0 0 587 a/b", ""],
    ids=["no-service", "no-service-dot", "other-port", "loopback", "number", "no-number", "no-name", "empty"],
)  # fmt: skip
async def test_an_srv_record_that_names_no_server_is_passed_over(record):
    answer = await ask("ana@example.com", FakeNet({("_submission._tcp.example.com", "SRV"): [record]}))
    assert servers(answer) == []
    assert tags(answer)[-1] == "address.no-server-found"


async def test_a_server_that_does_not_exist_is_not_offered_though_the_domain_names_it():
    net = FakeNet(
        {
            ("_submission._tcp.example.com", "SRV"): ["0 1 587 old.example.com", "0 1 587 mail.example.com"],
            ("_submissions._tcp.example.com", "SRV"): ["0 1 465 slow.example.com"],
        },
        fail={("old.example.com", "A"): DnsStatus.NO_NAME, ("slow.example.com", "A"): DnsStatus.UNANSWERED},
    )
    answer = await ask("ana@example.com", net)
    assert [server[:2] for server in servers(answer)] == [
        ("slow.example.com", 465),
        ("mail.example.com", 587),
    ]
    [gone] = [fact for fact in answer.evidence if fact.tag == "address.server-name-missing"]
    assert gone.args == {"host": "old.example.com", "source": "srv"}


async def test_the_settings_file_is_asked_last_and_told_no_address():
    net = FakeNet(pages={WELL_KNOWN: config(outgoing("mail.%EMAILDOMAIN%", 465, "SSL", "%EMAILLOCALPART%"))})
    answer = await ask("ana@example.com", net)
    assert servers(answer) == [("mail.example.com", 465, "implicit", "local-part", "autoconfig", False)]
    assert net.asked[-3:] == [AUTOCONFIG, WELL_KNOWN, "mail.example.com A"]
    assert not [asked for asked in net.asked if "ana" in asked]
    assert outcomes(answer)["autoconfig"] is Outcome.PASSED


async def test_a_settings_file_that_points_elsewhere_says_so():
    net = FakeNet(pages={AUTOCONFIG: config(outgoing("smtp.example.net", 587, "STARTTLS"))})
    assert servers(await ask("ana@example.com", net)) == [
        ("smtp.example.net", 587, "starttls", "address", "autoconfig", True)
    ]


async def test_a_server_without_encryption_is_never_offered():
    net = FakeNet(pages={AUTOCONFIG: config(outgoing("mail.example.com", 587, "plain"))})
    answer = await ask("ana@example.com", net)
    assert servers(answer) == []
    assert tags(answer) == ["address.no-server-found"]


async def test_names_that_exist_are_named_as_possible_and_no_more():
    net = FakeNet({("example.com", "MX"): ["10 mx.example.net"], ("mail.example.com", "A"): ["192.0.2.1"]})
    answer = await ask("ana@example.com", net)
    assert [(fact.tag, dict(fact.args)) for fact in answer.evidence] == [
        ("address.possible-server", {"host": "mail.example.com", "source": "usual-name"}),
        ("address.possible-server", {"host": "mx.example.net", "source": "mx"}),
        ("address.no-server-found", {"domain": "example.com"}),
    ]


async def test_a_domain_that_does_not_exist_ends_the_search():
    net = FakeNet(fail={("gmial.example", "MX"): DnsStatus.NO_NAME})
    answer = await ask("ana@gmial.example", net)
    assert tags(answer) == ["address.domain-not-found"]
    assert outcomes(answer) == {"mx": Outcome.FAILED, "srv": Outcome.PASSED}
    assert not [asked for asked in net.asked if asked.startswith("https")]


async def test_a_misspelt_domain_is_told_and_still_asked():
    net = FakeNet(fail={("gmial.com", "MX"): DnsStatus.NO_NAME})
    answer = await ask("ana@gmial.com", net)
    assert [(fact.tag, dict(fact.args), fact.vantage) for fact in answer.evidence] == [
        ("user.domain-typo", {"given": "gmial.com", "meant": "gmail.com"}, Vantage.GIVEN_CREDENTIAL),
        ("address.domain-not-found", {"domain": "gmial.com"}, Vantage.DNS),
    ]


@pytest.mark.parametrize("status", [DnsStatus.UNANSWERED, DnsStatus.BROKEN])
async def test_silence_is_told_as_silence(status):
    questions = [("example.com", "MX"), ("_submission._tcp.example.com", "SRV")]
    net = FakeNet(fail=dict.fromkeys(questions, status), silent_pages=(AUTOCONFIG, WELL_KNOWN))
    answer = await ask("ana@example.com", net)
    assert [(fact.tag, dict(fact.args)) for fact in answer.evidence] == [
        ("address.unanswered", {"asked": ("mx", "srv", "autoconfig")}),
        ("address.no-server-found", {"domain": "example.com"}),
    ]
    assert set(outcomes(answer).values()) == {Outcome.UNANSWERED}


@pytest.mark.parametrize(("user", "provider"), [("ana@proton.me", "proton-bridge"), ("ana@tuta.com", "tuta")])
async def test_a_provider_that_no_server_can_be_named_for_says_so(user, provider):
    answer = await ask(user, FakeNet())
    assert servers(answer) == []
    assert (answer.evidence[-1].tag, dict(answer.evidence[-1].args)) == (
        "address.no-public-server",
        {"provider": provider},
    )


async def test_a_null_mx_names_no_provider():
    answer = await ask("ana@example.com", FakeNet({("example.com", "MX"): ["0 "]}))
    assert tags(answer) == ["address.no-server-found"]


async def test_an_idn_domain_is_asked_in_its_ascii_form():
    net = FakeNet()
    await ask("ana@bücher.example", net)
    assert net.asked[0] == "xn--bcher-kva.example MX"


async def test_a_domain_can_be_asked_without_a_mailbox():
    answer = await CHECK.run(CheckRequest(domain="web.de"), FakeNet())
    assert servers(answer)[0] == ("smtp.web.de", 587, "starttls", "local-part", "provider", False)


async def test_without_a_domain_nothing_is_asked():
    net = FakeNet()
    answer = await ask("apikey", net)
    assert (answer.evidence, outcomes(answer), net.asked) == ((), {"provider": Outcome.NOT_RUN}, [])


async def test_an_address_literal_publishes_nothing():
    net = FakeNet()
    answer = await ask("ana@[192.0.2.1]", net)
    assert (tags(answer), net.asked) == (["address.no-server-found"], [])


@pytest.mark.parametrize("user", ["ana@exa mple.com", "ana@a/b", "ana@-", f"ana@{'x' * 300}.com"])
async def test_a_domain_that_is_no_name_is_refused_before_any_question(user):
    net = FakeNet()
    with pytest.raises(RefusedTargetError):
        await ask(user, net)
    assert net.asked == []


FILES = [
    ("one", config(outgoing("smtp.example.net", 587, "STARTTLS")),
     (OutgoingServer(Endpoint("smtp.example.net", 587, TlsMode.STARTTLS), UserForm.ADDRESS),)),
    ("own-user", config(outgoing("smtp.example.net", 465, "SSL", "shop")),
     (OutgoingServer(Endpoint("smtp.example.net", 465, TlsMode.IMPLICIT), UserForm.OWN),)),
    ("bad-ones-left-out", config(outgoing("a b", 587, "SSL"), outgoing("a.example", "x", "SSL"),
                                 outgoing("a.example", 587, "XTLS"), outgoing("", 1, "SSL")), ()),
    ("incoming-only", config("<incomingServer type='imap'><hostname>a.example</hostname></incomingServer>"), ()),
    ("web-page", b"<html><body>Not found</body></html>", None),
    ("not-xml", b"\x00\xff<<<", None),
    ("empty", b"", None),
    ("cut-off", config(outgoing("smtp.example.net", 587, "SSL"))[:-20], None),
    ("entities", b'<!DOCTYPE c [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><clientConfig>&b;</clientConfig>', None),
    ("outside-entity", b'<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/passwd">]><clientConfig>&a;</clientConfig>', None),
    ("plain-doctype", b"<!DOCTYPE clientConfig><clientConfig/>", None),
    ("unknown-encoding", b"<?xml version='1.0' encoding='x-none'?><clientConfig/>", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_settings_file_is_read_or_passed_over(body, expected):
    assert parse_autoconfig(body, "example.com") == expected


@given(st.binary(max_size=400))
def test_any_bytes_are_passed_over(body):
    assert parse_autoconfig(body, "example.com") is None


def test_a_deep_and_a_wide_file_are_answered():
    deep = b"<clientConfig>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</clientConfig>"
    assert parse_autoconfig(deep, "example.com") == ()
    wide = config(*(outgoing(f"s{at}.example.net", 587, "SSL") for at in range(300)))
    assert len(parse_autoconfig(wide, "example.com")) == 8


async def test_every_tag_is_declared_with_its_arguments_and_vantage():
    declared = tomllib.loads((files("bot.knowledge") / "evidence.toml").read_text(encoding="utf-8"))
    assert load_checks()["address"] is CHECK
    assert [tag for tag in EMITS if tag not in declared] == []
    nets = [
        ("ana@gmail.com", FakeNet()),
        ("ana@tuta.com", FakeNet()),
        ("ana@gmial.com", FakeNet(fail={("gmial.com", "MX"): DnsStatus.NO_NAME})),
        ("ana@example.com", FakeNet(fail={("example.com", "MX"): DnsStatus.BROKEN})),
        ("ana@example.com", FakeNet({("mail.example.com", "A"): ["192.0.2.1"]})),
        (
            "ana@example.com",
            FakeNet(
                {("_submission._tcp.example.com", "SRV"): ["0 1 587 old.example.com"]},
                fail={("old.example.com", "A"): DnsStatus.NO_NAME},
            ),
        ),
    ]
    seen = set()
    for user, net in nets:
        for fact in (await ask(user, net)).evidence:
            seen.add(fact.tag)
            assert set(fact.args) <= set(declared[fact.tag]["args"])
            assert fact.vantage.value in declared[fact.tag]["vantage"]
            assert fact.source == "address"
    assert seen == set(EMITS)
