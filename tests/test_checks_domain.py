"""The domain check: every fault leads to its page and steps, and silence is never a fault."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest

from bot.checks import load_checks
from bot.checks.domain import CHECK, FAULTS, leading_fault
from bot.diagnose import conclude
from bot.errors import RefusedTargetError
from bot.model import Certainty, CheckRequest, Evidence, Outcome, Vantage
from bot.net import DnsStatus, Guard, HttpAnswer, HttpStatus
from tests.dns_house import SMALL_KEY, FakeNet, outcomes, rsa_key

STS_URL = "https://mta-sts.example.com/.well-known/mta-sts.txt"
STS_POLICY = b"version: STSv1\nmode: enforce\nmx: mail.example.com\nmax_age: 604800\n"
ALL_STAGES = ("domain", "mx", "spf", "dkim", "dmarc", "ptr", "blocklists", "mta-sts", "tls-rpt")
SILENT = (DnsStatus.UNANSWERED, DnsStatus.BROKEN)


def good():
    """The tables of a domain with which nothing is wrong; tests change one thing."""
    return {
        "mx": {"example.com": "10 mail.example.com"},
        "a": {"mail.example.com": "192.0.2.10"},
        "ptr": {"192.0.2.10": "mail.example.com"},
        "txt": {
            "example.com": ("hello", "v=spf1 mx -all"),
            "s1._domainkey.example.com": f"v=DKIM1; k=rsa; p={rsa_key(2048)}",
            "_dmarc.example.com": "v=DMARC1; p=reject; rua=mailto:dmarc@example.com",
            "_mta-sts.example.com": "v=STSv1; id=20261124",
            "_smtp._tls.example.com": "v=TLSRPTv1; rua=mailto:tls@example.com",
        },
        "pages": {STS_URL: HttpAnswer(HttpStatus.FOUND, 200, "text/plain", STS_POLICY)},
    }


def changed(**changes):
    """The good tables with rows put in or, for None, taken out."""
    tables = good()
    for table, rows in changes.items():
        held = dict(tables.get(table, {}))
        held.update(rows)
        tables[table] = {name: value for name, value in held.items() if value is not None}
    return tables


async def check(tables, *, selectors=("s1",), domain="example.com", guard=None):
    net = FakeNet(**tables, guard=guard)
    return await CHECK.run(CheckRequest(domain=domain, selectors=selectors), net), net


def tags(answer):
    return {fact.tag for fact in answer.evidence}


async def test_a_domain_with_everything_in_order_has_no_fault():
    answer, _ = await check(good())
    assert answer.bounce is None
    assert [(fact.tag, dict(fact.args)) for fact in answer.evidence] == [
        ("domain.found", {"domain": "example.com"}),
        ("mx.found", {"domain": "example.com", "hosts": ("mail.example.com",)}),
        ("spf.found", {"record": "v=spf1 mx -all", "look_ups": 1, "voids": 0, "rest": "-"}),
        ("dkim.found", {"selector": "s1", "kind": "rsa", "bits": 2048}),
        ("dmarc.found", {"name": "_dmarc.example.com", "policy": "reject"}),
        ("ptr.confirmed", {"address": "192.0.2.10", "name": "mail.example.com"}),
        ("dnsbl.not-listed", {"list": "dbl.spamhaus.org", "subject": "example.com"}),
        ("dnsbl.not-listed", {"list": "zen.spamhaus.org", "subject": "192.0.2.10"}),
        ("dnsbl.not-listed", {"list": "bl.spamcop.net", "subject": "192.0.2.10"}),
        ("dnsbl.not-listed", {"list": "b.barracudacentral.org", "subject": "192.0.2.10"}),
        ("mta-sts.found", {"mode": "enforce", "id": "20261124"}),
        ("tls-rpt.found", {"domain": "example.com"}),
    ]
    assert outcomes(answer) == dict.fromkeys(ALL_STAGES, Outcome.PASSED)
    assert {fact.vantage for fact in answer.evidence} == {Vantage.DNS}
    assert {fact.source for fact in answer.evidence} == {"domain"}


def listed(name, answer="127.0.0.2"):
    return changed(a={name: answer})


def spf(record, **more):
    return changed(txt={"example.com": record, **more})


def dkim(record):
    return changed(txt={"s1._domainkey.example.com": record})


def dmarc(record):
    return changed(txt={"_dmarc.example.com": record})


def policy(body=STS_POLICY, status=HttpStatus.FOUND, code=200):
    return changed(pages={STS_URL: HttpAnswer(status, code, "text/plain", body)})


MANY = {f"s{n}.example.net": "v=spf1 ip4:192.0.2.1 -all" for n in range(11)}

FAULTY = [
    pytest.param({}, "domain-not-found", "domain-does-not-exist", id="no domain"),
    pytest.param(changed(mx={"example.com": None}), "mx-missing", "domain-without-mail-server", id="no MX"),
    pytest.param(changed(mx={"example.com": "0 ."}), "null-mx", "domain-without-mail-server", id="null MX"),
    pytest.param(
        changed(a={"mail.example.com": None}),
        "mx-host-not-found",
        "domain-without-mail-server",
        id="MX host without address",
    ),
    pytest.param(
        changed(mx={"example.com": "10 192.0.2.10"}), "mx-is-address", "mx-record-wrong", id="address"
    ),
    pytest.param(
        changed(aliases={"mail.example.com": "web.example.com"}, a={"web.example.com": "192.0.2.10"}),
        "mx-is-alias",
        "mx-record-wrong",
        id="alias",
    ),
    pytest.param(
        changed(a={"mail.example.com": "10.0.0.5"}), "mx-private-address", "mx-record-wrong", id="private"
    ),
    pytest.param(spf("hello"), "spf-missing", "spf-record-missing", id="no SPF"),
    pytest.param(
        spf(("v=spf1 a -all", "v=spf1 mx -all")), "spf-several-records", "spf-record-broken", id="two SPF"
    ),
    pytest.param(
        spf("v=spf1 " + " ".join(f"include:{name}" for name in MANY) + " -all", **MANY),
        "spf-too-many-lookups",
        "spf-record-broken",
        id="eleven look-ups",
    ),
    pytest.param(
        spf("v=spf1 a:x1.example.net a:x2.example.net a:x3.example.net -all"),
        "spf-too-many-voids",
        "spf-record-broken",
        id="three voids",
    ),
    pytest.param(spf("v=spf1 ipv4:192.0.2.1 -all"), "spf-syntax", "spf-record-broken", id="SPF typing error"),
    pytest.param(spf('"v=spf1 mx -all"'), "spf-syntax", "spf-record-broken", id="SPF in quotes"),
    pytest.param(
        spf("v=spf1 include:gone.example.net -all"),
        "spf-include-broken",
        "spf-record-broken",
        id="include gone",
    ),
    pytest.param(
        spf("v=spf1 include:example.com -all"), "spf-include-broken", "spf-record-broken", id="include loops"
    ),
    pytest.param(spf("v=spf1 mx +all"), "spf-allows-all", "spf-record-broken", id="plus all"),
    pytest.param(dkim(None), "dkim-key-missing", "dkim-record-wrong", id="no DKIM key"),
    pytest.param(dkim("v=DKIM1; p="), "dkim-key-revoked", "dkim-record-wrong", id="revoked"),
    pytest.param(dkim(f"v=DKIM1; p={SMALL_KEY}"), "dkim-key-weak", "dkim-record-wrong", id="weak"),
    pytest.param(dkim("v=DKIM1; k=rsa"), "dkim-syntax", "dkim-record-wrong", id="DKIM typing error"),
    pytest.param(dkim(("v=DKIM1; p=", "v=DKIM1; p=QUJD")), "dkim-syntax", "dkim-record-wrong", id="two keys"),
    pytest.param(dmarc(None), "dmarc-missing", "dmarc-record-wrong", id="no DMARC"),
    pytest.param(
        dmarc(("v=DMARC1; p=none", "v=DMARC1; p=reject")),
        "dmarc-several-records",
        "dmarc-record-wrong",
        id="two DMARC",
    ),
    pytest.param(dmarc("v=DMARC1; p=block"), "dmarc-syntax", "dmarc-record-wrong", id="DMARC typing error"),
    pytest.param(dmarc("v=dmarc1; p=none"), "dmarc-syntax", "dmarc-record-wrong", id="DMARC in lower case"),
    pytest.param(changed(ptr={"192.0.2.10": None}), "ptr-missing", "mail-server-name-wrong", id="no PTR"),
    pytest.param(
        changed(ptr={"192.0.2.10": "other.example.net"}),
        "ptr-not-forward-confirmed",
        "mail-server-name-wrong",
        id="PTR leads elsewhere",
    ),
    pytest.param(
        changed(
            ptr={"192.0.2.10": "host-192-0-2-10.example.net"}, a={"host-192-0-2-10.example.net": "192.0.2.10"}
        ),
        "ptr-generic",
        "mail-server-name-wrong",
        id="ready-made PTR",
    ),
    pytest.param(
        listed("10.2.0.192.zen.spamhaus.org"), "dnsbl-listed", "own-server-listed", id="address listed"
    ),
    pytest.param(
        listed("example.com.dbl.spamhaus.org", "127.0.1.2"),
        "dnsbl-listed",
        "own-server-listed",
        id="domain listed",
    ),
    pytest.param(
        policy(STS_POLICY.replace(b"mail.", b"old.")),
        "mta-sts-mx-mismatch",
        "mta-sts-policy-wrong",
        id="MTA-STS MX",
    ),
    pytest.param(policy(b"<html>"), "mta-sts-invalid", "mta-sts-policy-wrong", id="MTA-STS web page"),
    pytest.param(
        policy(b"", HttpStatus.OTHER, 301), "mta-sts-invalid", "mta-sts-policy-wrong", id="MTA-STS redirect"
    ),
    pytest.param(
        policy(b"", HttpStatus.CERTIFICATE, None),
        "mta-sts-invalid",
        "mta-sts-policy-wrong",
        id="MTA-STS certificate",
    ),
    pytest.param(
        changed(txt={"_mta-sts.example.com": "v=STSv1"}),
        "mta-sts-invalid",
        "mta-sts-policy-wrong",
        id="MTA-STS id",
    ),
    pytest.param(
        changed(txt={"_mta-sts.example.com": ("v=STSv1; id=1", "v=STSv1; id=2")}),
        "mta-sts-invalid",
        "mta-sts-policy-wrong",
        id="two MTA-STS",
    ),
    pytest.param(
        changed(txt={"_smtp._tls.example.com": "v=TLSRPTv1; rua=tls@example.com"}),
        "tls-rpt-invalid",
        "tls-report-record-wrong",
        id="TLS-RPT",
    ),
    pytest.param(
        changed(txt={"_smtp._tls.example.com": ("v=TLSRPTv1; rua=mailto:a@example.com",) * 2}),
        "tls-rpt-invalid",
        "tls-report-record-wrong",
        id="two TLS-RPT",
    ),
]


@pytest.mark.parametrize(("tables", "cause", "entry"), FAULTY)
async def test_a_fault_is_proven_and_leads_to_its_own_page(tables, cause, entry, knowledge):
    answer, _ = await check(tables)
    assert answer.bounce is not None
    diagnosis = conclude(answer.bounce, answer.evidence, knowledge)
    assert (diagnosis.cause, diagnosis.entry.id, diagnosis.certainty) == (cause, entry, Certainty.CERTAIN)
    assert (diagnosis.provider, diagnosis.reasons.alternatives) == (None, ())
    assert diagnosis.steps
    assert Outcome.FAILED in outcomes(answer).values()


def test_every_fault_has_words_that_settle_its_cause(knowledge):
    faults = {}
    for tag in FAULTS:
        fact = _fact(tag)
        diagnosis = conclude(leading_fault([fact]), [fact], knowledge)
        faults[tag] = diagnosis.cause
        assert tag in next(cause for cause in diagnosis.causes if cause.id == diagnosis.cause).confirmed_by
    assert len(set(faults.values())) == len(FAULTS)


def _fact(tag):
    return Evidence(tag, {}, "domain", Vantage.DNS)


@pytest.mark.parametrize(
    ("tables", "cause"),
    [
        pytest.param(
            changed(
                mx={"example.com": "10 192.0.2.10"}, txt={"example.com": None, "_dmarc.example.com": None}
            ),
            "mx-is-address",
            id="MX before SPF",
        ),
        pytest.param(
            changed(txt={"example.com": None, "s1._domainkey.example.com": None}),
            "spf-missing",
            id="SPF before DKIM",
        ),
        pytest.param(
            changed(txt={"s1._domainkey.example.com": "v=DKIM1; p=", "_dmarc.example.com": None}),
            "dkim-key-revoked",
            id="DKIM before DMARC",
        ),
        pytest.param(
            changed(txt={"_dmarc.example.com": None}, ptr={"192.0.2.10": None}),
            "dmarc-missing",
            id="DMARC before PTR",
        ),
        pytest.param(
            changed(ptr={"192.0.2.10": None}, a={"10.2.0.192.bl.spamcop.net": "127.0.0.2"}),
            "ptr-missing",
            id="PTR before blocklists",
        ),
        pytest.param(
            changed(a={"10.2.0.192.bl.spamcop.net": "127.0.0.2"}, txt={"_mta-sts.example.com": "v=STSv1"}),
            "dnsbl-listed",
            id="blocklists before MTA-STS",
        ),
    ],
)
async def test_of_several_faults_the_one_that_makes_receivers_refuse_leads(tables, cause, knowledge):
    answer, _ = await check(tables)
    assert conclude(answer.bounce, answer.evidence, knowledge).cause == cause


@pytest.mark.parametrize("status", SILENT)
@pytest.mark.parametrize(
    ("name", "stage", "tag"),
    [
        pytest.param(("example.com", "MX"), "domain", "domain.unanswered", id="MX"),
        pytest.param(("example.com", "TXT"), "spf", "spf.unanswered", id="SPF"),
        pytest.param("s1._domainkey.example.com", "dkim", "dkim.unanswered", id="DKIM"),
        pytest.param("_dmarc.example.com", "dmarc", "dmarc.unanswered", id="DMARC"),
        pytest.param("10.2.0.192.in-addr.arpa", "ptr", "ptr.unanswered", id="PTR"),
        pytest.param("10.2.0.192.zen.spamhaus.org", "blocklists", "dnsbl.unanswered", id="blocklist"),
        pytest.param("_mta-sts.example.com", "mta-sts", "mta-sts.unanswered", id="MTA-STS"),
        pytest.param("_smtp._tls.example.com", "tls-rpt", "tls-rpt.unanswered", id="TLS-RPT"),
        pytest.param(("mail.example.com", "A"), "mx", "mx.unanswered", id="address of the MX"),
    ],
)
async def test_silence_is_said_and_is_no_fault(name, stage, tag, status, knowledge):
    answer, _ = await check({**good(), "fail": {name: status}})
    assert tag in tags(answer)
    assert not tags(answer) & set(FAULTS)
    assert outcomes(answer)[stage] is Outcome.UNANSWERED
    needed = stage in {"domain", "mx", "spf", "dkim", "dmarc"}
    assert (answer.bounce is not None) is needed
    if answer.bounce is not None:
        diagnosis = conclude(answer.bounce, answer.evidence, knowledge)
        assert (diagnosis.cause, diagnosis.certainty) == ("domain-lookup-failed", Certainty.LIKELY)


@pytest.mark.parametrize(
    ("tables", "tag", "args"),
    [
        (changed(mx={"example.com": ("0 .", "10 mail.example.com")}), "mx.null-beside-others", {"domain": "example.com"}),
        (spf("v=spf1 mx ?all"), "spf.neutral", {"rest": "?"}),
        (spf("v=spf1 mx ptr -all"), "spf.uses-ptr", {}),
    ],
    ids=["null MX beside another", "SPF that decides nothing", "SPF by PTR"],
)  # fmt: skip
async def test_what_is_odd_is_noted_and_is_no_fault(tables, tag, args):
    answer, _ = await check(tables)
    assert [fact.args for fact in answer.evidence if fact.tag == tag] == [args]
    assert set(outcomes(answer).values()) == {Outcome.PASSED}


async def test_of_a_domain_without_mx_a_silent_address_is_no_missing_server():
    tables = changed(mx={"example.com": None}, fail={("example.com", "A"): DnsStatus.UNANSWERED})
    answer, _ = await check(tables)
    assert "mx.unanswered" in tags(answer)
    assert outcomes(answer)["mx"] is Outcome.UNANSWERED


async def test_when_nobody_answers_nothing_is_said_to_be_missing():
    class Deaf(FakeNet):
        async def look_up(self, name, kind):
            return replace(await super().look_up(name, kind), status=DnsStatus.UNANSWERED, records=())

    answer = await CHECK.run(CheckRequest(domain="example.com", selectors=("s1",)), Deaf())
    assert set(outcomes(answer).values()) == {Outcome.UNANSWERED, Outcome.NOT_RUN}
    assert not tags(answer) & set(FAULTS)


async def test_a_domain_that_nobody_answers_for_leads_before_what_is_missing(knowledge):
    tables = changed(txt={"_dmarc.example.com": None}, fail={"example.com": DnsStatus.UNANSWERED})
    answer, _ = await check(tables)
    diagnosis = conclude(answer.bounce, answer.evidence, knowledge)
    assert (diagnosis.cause, diagnosis.certainty) == ("domain-lookup-failed", Certainty.LIKELY)
    assert diagnosis.steps[0].id == "check-the-domain-again-in-some-minutes"


async def test_a_policy_server_that_does_not_answer_is_no_fault():
    answer, _ = await check(policy(b"", HttpStatus.UNANSWERED, None))
    assert answer.bounce is None
    assert outcomes(answer)["mta-sts"] is Outcome.UNANSWERED


async def test_a_fault_beside_a_silence_is_still_a_fault():
    tables = changed(
        txt={"example.com": "v=spf1 include:gone.example.net include:deaf.example.net -all"},
        fail={"deaf.example.net": DnsStatus.UNANSWERED},
    )
    answer, _ = await check(tables)
    assert {"spf.include-broken", "spf.unanswered"} <= tags(answer)
    assert outcomes(answer)["spf"] is Outcome.FAILED


async def test_without_a_selector_an_absent_key_is_not_known_and_no_fault():
    answer, _ = await check(dkim(None), selectors=())
    assert answer.bounce is None
    assert "dkim.not-known" in tags(answer)
    assert outcomes(answer)["dkim"] is Outcome.NOT_RUN


async def test_a_common_selector_that_is_not_answered_is_not_called_empty():
    answer, _ = await check(
        dkim(None) | {"fail": {"dkim._domainkey.example.com": DnsStatus.UNANSWERED}}, selectors=()
    )
    assert [fact.args for fact in answer.evidence if fact.tag == "dkim.unanswered"] == [{"selector": "dkim"}]
    assert "dkim.not-known" not in tags(answer)
    assert outcomes(answer)["dkim"] is Outcome.UNANSWERED


async def test_without_a_selector_common_ones_are_looked_at():
    answer, _ = await check(good(), selectors=())
    assert "dkim.found" in tags(answer)
    assert outcomes(answer)["dkim"] is Outcome.PASSED


async def test_a_selector_may_be_given_with_the_name_behind_it():
    answer, _ = await check(good(), selectors=("S1._domainkey.example.com", " "))
    assert "dkim.found" in tags(answer)
    assert answer.bounce is None


async def test_what_is_no_selector_is_asked_of_nobody():
    with pytest.raises(RefusedTargetError, match="is no DKIM selector"):
        await check(good(), selectors=("s1/../x",))


async def test_a_withdrawn_key_at_a_common_selector_is_no_fault():
    answer, _ = await check(dkim("v=DKIM1; p="), selectors=())
    assert answer.bounce is None


async def test_a_short_but_accepted_key_and_a_test_key_are_advice():
    answer, _ = await check(dkim(f"v=DKIM1; t=y; p={rsa_key(1024)}"))
    assert answer.bounce is None
    assert {"dkim.short-key", "dkim.testing"} <= tags(answer)


async def test_a_policy_that_asks_for_nothing_is_advice():
    answer, _ = await check(dmarc("v=DMARC1; p=none"))
    assert answer.bounce is None
    assert "dmarc.policy-none" in tags(answer)


async def test_a_subdomain_has_the_policy_of_the_domain_above():
    tables = changed(
        mx={"news.example.com": "10 mail.example.com"},
        txt={
            "news.example.com": "v=spf1 a:mail.example.com -all",
            "s1._domainkey.news.example.com": f"p={rsa_key(2048)}",
            "_dmarc.example.com": "v=DMARC1; p=reject; sp=quarantine",
        },
    )
    answer, _ = await check(tables, domain="news.example.com")
    found = next(fact for fact in answer.evidence if fact.tag == "dmarc.found")
    assert dict(found.args) == {"name": "_dmarc.example.com", "policy": "quarantine"}
    assert answer.bounce is None


@pytest.mark.parametrize(
    ("silent", "facts"),
    [
        ("_dmarc.com", [("dmarc.missing", {"domain": "news.example.com"})]),
        ("_dmarc.example.com", [("dmarc.unanswered", {"name": "_dmarc.example.com"})]),
    ],
    ids=["of a registry", "of the domain above"],
)
async def test_of_those_above_only_a_registrys_silence_about_a_policy_counts_for_nothing(silent, facts):
    tables = changed(
        mx={"news.example.com": "10 mail.example.com"},
        txt={"_dmarc.example.com": None},
        fail={silent: DnsStatus.UNANSWERED},
    )
    answer, _ = await check(tables, domain="news.example.com")
    said = [(fact.tag, dict(fact.args)) for fact in answer.evidence if fact.tag.startswith("dmarc.")]
    assert said == facts


async def test_a_domain_whose_own_address_takes_the_mail_has_no_fault():
    tables = changed(
        mx={"example.com": None},
        a={"example.com": "192.0.2.10"},
        ptr={"192.0.2.10": "example.com"},
        txt={"example.com": "v=spf1 a -all"},
        pages={STS_URL: HttpAnswer(HttpStatus.FOUND, 200, "text/plain", STS_POLICY.replace(b"mail.", b""))},
    )
    answer, _ = await check(tables)
    assert answer.bounce is None
    assert "mx.implicit" in tags(answer)


async def test_one_dead_server_beside_a_living_one_is_advice():
    answer, _ = await check(
        changed(
            mx={"example.com": ("20 gone.example.com", "10 mail.example.com")},
            pages={
                STS_URL: HttpAnswer(HttpStatus.FOUND, 200, "text/plain", STS_POLICY.replace(b"mail.", b"*."))
            },
        )
    )
    assert answer.bounce is None
    assert "mx.host-without-address" in tags(answer)


@pytest.mark.parametrize("said", ["127.255.255.252", "127.255.255.254", "127.255.255.255", "192.0.2.80"])
async def test_a_list_that_refuses_to_answer_lists_nobody(said):
    answer, _ = await check(listed("10.2.0.192.zen.spamhaus.org", said))
    assert answer.bounce is None
    refused = next(fact for fact in answer.evidence if fact.tag == "dnsbl.query-refused")
    assert dict(refused.args) == {"list": "zen.spamhaus.org", "answer": said}
    assert outcomes(answer)["blocklists"] is Outcome.UNANSWERED


async def test_a_list_that_holds_the_whole_world_lists_nobody():
    answer, _ = await check(
        changed(a={"10.2.0.192.bl.spamcop.net": "127.0.0.2", "1.0.0.127.bl.spamcop.net": "127.0.0.2"})
    )
    assert answer.bounce is None
    assert "dnsbl.query-refused" in tags(answer)


async def test_a_providers_servers_are_the_providers_matter():
    tables = changed(
        mx={"example.com": "1 smtp.google.com"},
        a={"smtp.google.com": "192.0.2.99"},
        txt={"_mta-sts.example.com": None},
    )
    answer, net = await check(tables)
    assert answer.bounce is None
    assert "mx.provider" in tags(answer)
    assert outcomes(answer)["ptr"] is Outcome.NOT_RUN
    assert not [name for name, _ in net.asked if name.startswith("99.2.0.192")]


async def test_a_network_that_the_operator_allowed_is_not_called_private():
    tables = changed(a={"mail.example.com": "10.0.0.5"}, ptr={"10.0.0.5": "mail.example.com"})
    answer, _ = await check(tables, guard=Guard((ip_network("10.0.0.0/8"),)))
    assert answer.bounce is None


async def test_a_domain_that_does_not_exist_leaves_the_rest_unasked():
    answer, _ = await check({})
    assert [fact.tag for fact in answer.evidence] == ["domain.not-found"]
    assert outcomes(answer) == dict.fromkeys(ALL_STAGES, Outcome.NOT_RUN) | {"domain": Outcome.FAILED}


@pytest.mark.parametrize("given", ["192.0.2.1", "[2001:db8::1]", "localhost", "", "two words", "a" * 300])
async def test_what_is_no_domain_is_refused_without_a_question(given):
    net = FakeNet()
    with pytest.raises(RefusedTargetError):
        await CHECK.run(CheckRequest(domain=given), net)
    assert net.asked == []


async def test_the_domain_of_an_address_is_taken_when_no_domain_is_named():
    net = FakeNet(**good())
    answer = await CHECK.run(CheckRequest(user="ana@Example.com", selectors=("s1",)), net)
    assert answer.bounce is None


async def test_the_answer_is_the_same_each_time_and_the_questions_are_few():
    tables = changed(mx={"example.com": tuple(f"10 mx{n}.example.com" for n in range(40))})
    first, net = await check(tables)
    second, _ = await check(tables)
    assert first.evidence == second.evidence
    assert len(net.asked) < 120


async def test_it_emits_declared_tags_only(knowledge):
    assert set(CHECK.emits) <= set(knowledge.tags)
    for parameter in FAULTY:
        answer, _ = await check(parameter.values[0])
        for fact in answer.evidence:
            assert fact.tag in CHECK.emits
            assert set(fact.args) == set(knowledge.tags[fact.tag].args), fact.tag
            assert fact.vantage in knowledge.tags[fact.tag].vantages


def test_the_check_is_found_by_its_name():
    assert load_checks()["domain"] is CHECK
