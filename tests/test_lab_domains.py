"""Domains with every fault there is, asked over real DNS: the true cause is named, silence never is one.

The zones are data; name server, web server and certificates are the lab's, on loopback: DNS over
UDP and TCP, policies over HTTPS.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest

from bot.checks.domain import FAULTS
from bot.checks.run import run_checks
from bot.model import Certainty, CheckReport, CheckRequest, Outcome
from bot.net import Guard, Net, fetch, names
from tests.dns_house import SMALL_KEY, rsa_key
from tests.fakes_smtp import FakeLedger
from tests.knowledge_base import knowledge
from tests.lab.authority import Authority
from tests.lab.names import NameServer, Zone
from tests.lab.web import WebServer, page

DOMAIN = "customer.example"
MX_HOST, MX_ADDRESS = f"mail.{DOMAIN}", "192.0.2.10"
REVERSED = "10.2.0.192"
SELECTOR = f"s1._domainkey.{DOMAIN}"
POLICY_HOST = f"mta-sts.{DOMAIN}"
SILENT = "domain-lookup-failed"

Records = dict[tuple[str, str], tuple[str, ...] | str | None]


@dataclass(frozen=True)
class Case:
    """A zone that differs from the good one by `records` (None: taken out), with its `faults`.

    `cause` is the truth, None where nothing is wrong. `says` are tags that must be there. `answer`
    is what the domain's policy host gives to everybody, over TLS with a certificate of that kind.
    """

    cause: str | None
    records: Records = field(default_factory=dict)
    faults: dict[str | tuple[str, str], str] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    domain: str = DOMAIN
    answer: bytes = b""
    certificate: str = "good"


def zone_of(case: Case) -> Zone:
    """The good zone with what the case changes."""
    held: Records = {
        (DOMAIN, "MX"): f"10 {MX_HOST}.",
        (MX_HOST, "A"): MX_ADDRESS,
        (f"{REVERSED}.in-addr.arpa", "PTR"): f"{MX_HOST}.",
        (DOMAIN, "TXT"): ("hello", "v=spf1 mx -all"),
        (SELECTOR, "TXT"): f"v=DKIM1; k=rsa; p={rsa_key(2048)}",
        (f"_dmarc.{DOMAIN}", "TXT"): "v=DMARC1; p=reject",
        **case.records,
    }
    records = {
        key: tuple(_text(one) if key[1] == "TXT" else one for one in _several(value))
        for key, value in held.items()
        if value is not None
    }
    return Zone(records=records, faults=case.faults)


def _several(value: tuple[str, ...] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _text(record: str) -> str:
    """A TXT record as a zone file has it: strings of at most 255 bytes (RFC 1035 3.3.14)."""
    parts = [record[at : at + 250] for at in range(0, len(record), 250)]
    return " ".join('"' + part.replace('"', '\\"') + '"' for part in parts)


def spf(record: str | tuple[str, ...] | None, **names: str) -> Records:
    more: Records = {(name.replace("_", "."), "TXT"): text for name, text in names.items()}
    return {(DOMAIN, "TXT"): record, **more}


def sts(
    cause: str | None, answer: bytes, *says: str, certificate: str = "good", address: str = "127.0.0.1"
) -> Case:
    """A domain with an MTA-STS record, and what its policy host answers."""
    records: Records = {
        (f"_mta-sts.{DOMAIN}", "TXT"): "v=STSv1; id=20261127",
        (POLICY_HOST, "A"): address,
    }
    return Case(cause, records, says=says, answer=answer, certificate=certificate)


def policy(*mx: str, mode: str = "enforce") -> bytes:
    lines = ["version: STSv1", f"mode: {mode}", *(f"mx: {host}" for host in mx), "max_age: 86400"]
    return "".join(f"{line}\r\n" for line in lines).encode()


def listed(answer: str, name: str = f"{REVERSED}.zen.spamhaus.org") -> Records:
    return {(name, "A"): answer}


MANY = {f"s{number}_example_net": "v=spf1 ip4:192.0.2.1 -all" for number in range(11)}
CASES = {
    "everything in order": Case(None),
    # MX
    "no such domain": Case("domain-not-found", domain="nobody.test"),
    "no MX and no address": Case("mx-missing", {(DOMAIN, "MX"): None}),
    "null MX": Case("null-mx", {(DOMAIN, "MX"): "0 ."}),
    "MX host without address": Case("mx-host-not-found", {(MX_HOST, "A"): None}),
    "MX is an address": Case("mx-is-address", {(DOMAIN, "MX"): f"10 {MX_ADDRESS}."}),
    "MX is an alias": Case(
        "mx-is-alias",
        {
            (MX_HOST, "A"): None,
            (MX_HOST, "CNAME"): "web.example.net.",
            ("web.example.net", "A"): MX_ADDRESS,
        },
    ),
    "MX has a private address": Case("mx-private-address", {(MX_HOST, "A"): "10.0.0.5"}),
    # SPF
    "no SPF": Case("spf-missing", spf("hello")),
    "two SPF records": Case("spf-several-records", spf(("v=spf1 a -all", "v=spf1 mx -all"))),
    "eleven look-ups": Case(
        "spf-too-many-lookups",
        spf("v=spf1 " + " ".join(f"include:{name.replace('_', '.')}" for name in MANY) + " -all", **MANY),
    ),
    "three void look-ups": Case(
        "spf-too-many-voids", spf("v=spf1 a:x1.example.net a:x2.example.net a:x3.example.net -all")
    ),
    "SPF with a typing error": Case("spf-syntax", spf("v=spf1 ipv4:192.0.2.1 -all")),
    "SPF in quotes": Case("spf-syntax", spf('"v=spf1 mx -all"')),
    "SPF includes a name without SPF": Case("spf-include-broken", spf("v=spf1 include:gone.example.net -all")),
    "SPF includes itself": Case("spf-include-broken", spf(f"v=spf1 include:{DOMAIN} -all")),
    "SPF lets everybody send": Case("spf-allows-all", spf("v=spf1 mx +all")),
    # DKIM
    "no DKIM key": Case("dkim-key-missing", {(SELECTOR, "TXT"): None}),
    "DKIM key withdrawn": Case("dkim-key-revoked", {(SELECTOR, "TXT"): "v=DKIM1; p="}),
    "DKIM key too short": Case("dkim-key-weak", {(SELECTOR, "TXT"): f"v=DKIM1; p={SMALL_KEY}"}),
    "DKIM without a key": Case("dkim-syntax", {(SELECTOR, "TXT"): "v=DKIM1; k=rsa"}),
    # DMARC
    "no DMARC": Case("dmarc-missing", {(f"_dmarc.{DOMAIN}", "TXT"): None}),
    "two DMARC records": Case(
        "dmarc-several-records", {(f"_dmarc.{DOMAIN}", "TXT"): ("v=DMARC1; p=none", "v=DMARC1; p=reject")}
    ),
    "DMARC with an unknown policy": Case("dmarc-syntax", {(f"_dmarc.{DOMAIN}", "TXT"): "v=DMARC1; p=block"}),
    "DMARC asks for nothing": Case(
        None, {(f"_dmarc.{DOMAIN}", "TXT"): "v=DMARC1; p=none"}, says=("dmarc.policy-none",)
    ),
    # The server's own name
    "no PTR": Case("ptr-missing", {(f"{REVERSED}.in-addr.arpa", "PTR"): None}),
    "PTR leads elsewhere": Case(
        "ptr-not-forward-confirmed", {(f"{REVERSED}.in-addr.arpa", "PTR"): "other.example.net."}
    ),
    "ready-made PTR": Case(
        "ptr-generic",
        {
            (f"{REVERSED}.in-addr.arpa", "PTR"): "host-192-0-2-10.example.net.",
            ("host-192-0-2-10.example.net", "A"): MX_ADDRESS,
        },
    ),
    # MTA-STS
    "MTA-STS in order": sts(None, page(policy(MX_HOST)), "mta-sts.found"),
    "MTA-STS with a wildcard": sts(None, page(policy(f"*.{DOMAIN}")), "mta-sts.found"),
    "MTA-STS withdrawn": sts(None, page(policy(mode="none")), "mta-sts.found"),
    "MTA-STS without this MX": sts("mta-sts-mx-mismatch", page(policy("mail.old.example"))),
    "MTA-STS policy missing": sts("mta-sts-invalid", page(b"no", b"404 Not Found")),
    "MTA-STS policy fails": sts("mta-sts-invalid", page(b"no", b"500 Internal Server Error")),
    "MTA-STS policy of a wrong media type": sts(
        "mta-sts-invalid", page(policy(MX_HOST), b"200 OK", b"Content-Type: text/html")
    ),
    "MTA-STS policy redirected": sts(
        "mta-sts-invalid", page(policy(MX_HOST), b"301 Moved", f"Location: https://{POLICY_HOST}/there".encode())
    ),
    "MTA-STS policy without a version": sts("mta-sts-invalid", page(b"mode: enforce\r\nmx: a.example\r\n")),
    "MTA-STS policy of a megabyte": sts("mta-sts-invalid", page(policy(MX_HOST) + b"x" * 1_000_000)),
    "MTA-STS certificate expired": sts("mta-sts-invalid", page(policy(MX_HOST)), certificate="expired"),
    "MTA-STS certificate of another": sts("mta-sts-invalid", page(policy(MX_HOST)), certificate="wrong-name"),
    "MTA-STS certificate of a stranger": sts("mta-sts-invalid", page(policy(MX_HOST)), certificate="untrusted"),
    "MTA-STS host is private": sts("mta-sts-invalid", page(policy(MX_HOST)), address="10.0.0.5"),
    "MTA-STS host says nothing": sts(None, b"", "mta-sts.unanswered"),
    # Blocklists
    "address listed": Case("dnsbl-listed", listed("127.0.0.2")),
    "address listed by another": Case("dnsbl-listed", listed("127.0.0.2", f"{REVERSED}.bl.spamcop.net")),
    "domain listed": Case("dnsbl-listed", listed("127.0.1.2", f"{DOMAIN}.dbl.spamhaus.org")),
    "list typed wrongly": Case(None, listed("127.255.255.252"), says=("dnsbl.query-refused",)),
    "list refuses public resolvers": Case(None, listed("127.255.255.254"), says=("dnsbl.query-refused",)),
    "list was asked too often": Case(None, listed("127.255.255.255"), says=("dnsbl.query-refused",)),
    "list answers with a parked page": Case(None, listed("192.0.2.80"), says=("dnsbl.query-refused",)),
    "list that lists the whole world": Case(
        None,
        {**listed("127.0.0.2"), ("1.0.0.127.zen.spamhaus.org", "A"): "127.0.0.2"},
        says=("dnsbl.query-refused",),
    ),
    "list is silent": Case(None, faults={f"{REVERSED}.zen.spamhaus.org": "timeout"}, says=("dnsbl.unanswered",)),
    # Two faults: the one that makes receivers refuse leads
    "no SPF and no DKIM key": Case("spf-missing", {**spf("hello"), (SELECTOR, "TXT"): None}),
    "no DMARC and no PTR": Case(
        "dmarc-missing", {(f"_dmarc.{DOMAIN}", "TXT"): None, (f"{REVERSED}.in-addr.arpa", "PTR"): None}
    ),
    # What a name server does
    "answers cut off, whole over TCP": Case(None, faults={DOMAIN: "truncate", SELECTOR: "truncate"}),
    "answers cut off, no TCP": Case(SILENT, faults={SELECTOR: "truncate-and-no-tcp"}),
    "silent about the domain": Case(SILENT, faults={DOMAIN: "timeout"}, says=("domain.unanswered",)),
    "silent about SPF": Case(SILENT, faults={(DOMAIN, "TXT"): "timeout"}, says=("spf.unanswered",)),
    "silent about DKIM": Case(SILENT, faults={SELECTOR: "timeout"}, says=("dkim.unanswered",)),
    "silent about DMARC": Case(SILENT, faults={f"_dmarc.{DOMAIN}": "timeout"}, says=("dmarc.unanswered",)),
    "silent about PTR": Case(
        None, faults={f"{REVERSED}.in-addr.arpa": "timeout"}, says=("ptr.unanswered",)
    ),
    "silent about MTA-STS": Case(
        None, faults={f"_mta-sts.{DOMAIN}": "timeout"}, says=("mta-sts.unanswered",)
    ),
    "name server fails": Case(SILENT, faults={(DOMAIN, "TXT"): "servfail"}, says=("spf.unanswered",)),
    "name server refuses": Case(SILENT, faults={f"_dmarc.{DOMAIN}": "refused"}, says=("dmarc.unanswered",)),
    "name server answers another question": Case(
        SILENT, faults={(DOMAIN, "TXT"): "wrong-id"}, says=("spf.unanswered",)
    ),
    "name server says garbage": Case(SILENT, faults={SELECTOR: "garbage"}, says=("dkim.unanswered",)),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the domain check said of a case, and what its web server was asked."""

    report: CheckReport
    pages: list[bytes]


async def ask(case: Case, authority: Authority) -> Asked:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.chain(case.certificate, POLICY_HOST))
    async with NameServer(zone_of(case), "127.0.0.1", 0) as server, WebServer(case.answer, context) as web:
        net = Net(
            Guard((ip_network("127.0.0.0/8"),)),
            FakeLedger(),
            now=lambda: datetime.now(UTC),
            nameservers=(("127.0.0.1", server.port),),
            ca_file=authority.file,
            https_port=web.port,
        )
        request = CheckRequest(domain=case.domain, selectors=("s1",))
        reports = [report async for report in run_checks(request, ("domain",), net, knowledge())]
        return Asked(reports[-1], web.asked)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Asked]:
    """Every case once, all at the same time: silences are waited for together.

    Fifty checks share this process, so that an answer may be slower here than a name server ever is.
    """

    authority = Authority(tmp_path_factory.mktemp("authority"))

    async def everything() -> list[Asked]:
        return list(await asyncio.gather(*(ask(case, authority) for case in CASES.values())))

    with pytest.MonkeyPatch.context() as patient:
        patient.setattr(names, "TRY_S", 6.0)
        patient.setattr(names, "LIFETIME_S", 12.0)
        patient.setattr(fetch, "FETCH_S", 12.0)
        return dict(zip(CASES, asyncio.run(everything()), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_the_true_cause_is_named_and_silence_is_none(answers, name):
    case, report = CASES[name], answers[name].report
    tags = {fact.tag for fact in report.evidence}
    found = report.finding
    assert (found and found.cause) == case.cause, sorted(tags)
    assert set(case.says) <= tags
    if case.cause == SILENT:
        assert found.certainty is Certainty.LIKELY
    elif found is not None:
        assert found.certainty is Certainty.CERTAIN
    if case.faults:
        assert not tags & set(FAULTS)
    if any(tag.endswith(".unanswered") for tag in case.says):
        assert Outcome.UNANSWERED in {stage.outcome for stage in report.stages}


def test_a_policy_is_asked_for_once_and_only_where_it_may_be(answers):
    """A redirect is not followed; a host that cannot be believed, or may not be asked, is asked nothing."""
    got = [b"GET /.well-known/mta-sts.txt HTTP/1.1"]
    unasked = ("certificate", "private")
    asked = {name: one.pages for name, one in answers.items() if name.startswith("MTA-STS")}
    assert asked == {name: [] if any(word in name for word in unasked) else got for name in asked}
