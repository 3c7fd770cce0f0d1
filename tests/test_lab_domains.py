"""Domains with every fault there is, asked over real DNS: the true cause is named, silence never is one.

The zones are data; the name server is the lab's, on loopback, UDP and TCP. No web server: MTA-STS
policies are tested where the check is.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.checks.domain import FAULTS
from bot.checks.run import run_checks
from bot.knowledge import load_knowledge
from bot.model import Certainty, CheckReport, CheckRequest, Outcome
from bot.net import Guard, Net, names
from tests.dns_house import SMALL_KEY, rsa_key
from tests.fakes_smtp import FakeLedger
from tests.lab.names import NameServer, Zone

DOMAIN = "customer.example"
MX_HOST, MX_ADDRESS = f"mail.{DOMAIN}", "192.0.2.10"
REVERSED = "10.2.0.192"
SELECTOR = f"s1._domainkey.{DOMAIN}"
SILENT = "domain-lookup-failed"

Records = dict[tuple[str, str], tuple[str, ...] | str | None]


@dataclass(frozen=True)
class Case:
    """A zone that differs from the good one by `records` (None: taken out), with its `faults`.

    `cause` is the truth, None where nothing is wrong. `says` are tags that must be there.
    """

    cause: str | None
    records: Records = field(default_factory=dict)
    faults: dict[str | tuple[str, str], str] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    domain: str = DOMAIN


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


async def asked(case: Case) -> CheckReport:
    """What the domain check says of a case."""
    async with NameServer(zone_of(case), "127.0.0.1", 0) as server:
        net = Net(
            Guard(),
            FakeLedger(),
            now=lambda: datetime.now(UTC),
            nameservers=(("127.0.0.1", server.port),),
        )
        request = CheckRequest(domain=case.domain, selectors=("s1",))
        return [report async for report in run_checks(request, ("domain",), net, load_knowledge())][-1]


@pytest.fixture(scope="module")
def reports() -> dict[str, CheckReport]:
    """Every case once, all at the same time: silences are waited for together.

    Fifty checks share this process, so that an answer may be slower here than a name server ever is.
    """

    async def everything() -> list[CheckReport]:
        return list(await asyncio.gather(*map(asked, CASES.values())))

    with pytest.MonkeyPatch.context() as patient:
        patient.setattr(names, "TRY_S", 6.0)
        patient.setattr(names, "LIFETIME_S", 12.0)
        return dict(zip(CASES, asyncio.run(everything()), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_the_true_cause_is_named_and_silence_is_none(reports, name):
    case, report = CASES[name], reports[name]
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
