"""SPF: the grammar of RFC 7208 and what following a record costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.spf import SpfFault, SpfRecord, SpfTerm, nearly_spf, parse_spf, select_spf
from bot.checks.spf_walk import SpfCount, count_spf
from bot.net import DnsStatus
from tests.dns_house import FakeNet


def test_a_record_is_read_term_by_term():
    assert parse_spf(
        "v=spf1 ip4:192.0.2.0/24 a:mail.example.com/28//64 -include:_spf.Example.net. ~all"
    ) == SpfRecord(
        "v=spf1 ip4:192.0.2.0/24 a:mail.example.com/28//64 -include:_spf.Example.net. ~all",
        (
            SpfTerm("+", "ip4", "", 24, None, "ip4:192.0.2.0/24"),
            SpfTerm("+", "a", "mail.example.com", 28, 64, "a:mail.example.com/28//64"),
            SpfTerm("-", "include", "_spf.example.net", None, None, "-include:_spf.Example.net."),
            SpfTerm("~", "all", "", None, None, "~all"),
        ),
        "",
    )


ALL = ("-", "all", "", None, None)


@pytest.mark.parametrize(
    ("record", "terms"),
    [
        pytest.param("v=spf1", (), id="empty"),
        pytest.param("V=SPF1 -ALL", (ALL,), id="upper case"),
        pytest.param("v=spf1   mx    -all ", (("+", "mx", "", None, None), ALL), id="several spaces"),
        pytest.param(
            "v=spf1 mx/24 a//64 ptr ptr:example.com ?all",
            (
                ("+", "mx", "", 24, None),
                ("+", "a", "", None, 64),
                ("+", "ptr", "", None, None),
                ("+", "ptr", "example.com", None, None),
                ("?", "all", "", None, None),
            ),
            id="prefixes without a name",
        ),
        pytest.param(
            "v=spf1 exists:%{ir}.%{l1r+-}._spf.%{d} -all",
            (("+", "exists", "%{ir}.%{l1r+-}._spf.%{d}", None, None), ALL),
            id="macros",
        ),
        pytest.param(
            "v=spf1 include:%{d2} -all", (("+", "include", "%{d2}", None, None), ALL), id="a macro at the end"
        ),
        pytest.param(
            "v=spf1 ip6:2001:db8::/32 ip6:::1 -all",
            (("+", "ip6", "", None, 32), ("+", "ip6", "", None, 128), ALL),
            id="IPv6",
        ),
        pytest.param("v=spf1 redirect=_spf.example.com", ("_spf.example.com",), id="redirect"),
        pytest.param(
            "v=spf1 exp=explain._spf.%{d} moo=cow%%x -all", (ALL,), id="explanation and unknown modifier"
        ),
    ],
)
def test_what_the_grammar_allows_is_read(record, terms):
    """Where it redirects to stands behind its mechanisms."""
    read = parse_spf(record)
    found = [(term.qualifier, term.name, term.domain, term.prefix4, term.prefix6) for term in read.terms]
    assert (*found, *filter(None, [read.redirect])) == terms


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        pytest.param("v=spf1 ipv4:192.0.2.1 -all", SpfFault("ipv4:192.0.2.1", 8), id="ipv4 for ip4"),
        pytest.param("v=spf1 mx, -all", SpfFault("mx,", 8), id="a comma"),
        pytest.param("v=spf1 mx -all.", SpfFault("-all.", 11), id="a dot at the end"),
        pytest.param("v=spf1 ip4:192.0.2.300 -all", SpfFault("ip4:192.0.2.300", 8), id="no address"),
        pytest.param("v=spf1 ip4:192.0.2.0/33 -all", SpfFault("ip4:192.0.2.0/33", 8), id="prefix too long"),
        pytest.param("v=spf1 ip4:192.0.2.0/024 -all", SpfFault("ip4:192.0.2.0/024", 8), id="leading zero"),
        pytest.param("v=spf1 ip4:2001:db8::1 -all", SpfFault("ip4:2001:db8::1", 8), id="IPv6 in ip4"),
        pytest.param("v=spf1 include: -all", SpfFault("include:", 8), id="include without a name"),
        pytest.param("v=spf1 include -all", SpfFault("include", 8), id="include without anything"),
        pytest.param("v=spf1 include:localhost -all", SpfFault("include:localhost", 8), id="no full name"),
        pytest.param("v=spf1 a:example.com/33 -all", SpfFault("a:example.com/33", 8), id="prefix of a name"),
        pytest.param(
            "v=spf1 exists:%{x}.example.com -all", SpfFault("exists:%{x}.example.com", 8), id="macro"
        ),
        pytest.param("v=spf1 all:example.com", SpfFault("all:example.com", 8), id="all with a name"),
        pytest.param(
            "v=spf1 redirect=a.com redirect=b.com", SpfFault("redirect=b.com", 23), id="two redirects"
        ),
        pytest.param(
            "v=spf1 -redirect=a.com", SpfFault("-redirect=a.com", 8), id="a qualifier on a modifier"
        ),
        pytest.param("v=spf1 ip4:192.0.2.1 v=spf1 a b", SpfFault("b", 31), id="a bare word"),
        pytest.param(
            "v=spf1 include:münchen.example -all", SpfFault("include:münchen.example", 8), id="umlaut"
        ),
    ],
)
def test_what_the_grammar_forbids_is_named_with_its_place(record, fault):
    assert parse_spf(record) == fault


def test_only_records_with_exactly_this_version_are_chosen():
    records = ("v=spf1 -all", "V=SPF1", "v=spf10 -all", " v=spf1 -all", "spf2.0/pra -all", "google-site=x")
    assert select_spf(records) == ("v=spf1 -all", "V=SPF1")


@pytest.mark.parametrize(
    ("record", "meant"),
    [
        pytest.param('"v=spf1 -all"', True, id="quotes"),
        pytest.param("“v=spf1 -all”", True, id="a text program's quotes"),
        pytest.param(" v=spf1 -all", True, id="space before"),
        pytest.param("v=spf -all", True, id="version cut off"),
        pytest.param("v=sfp1 include:example.com", True, id="letters swapped"),
        pytest.param("v=DMARC1; p=none", False, id="another record"),
        pytest.param("spf2.0/pra -all", False, id="Sender ID"),
    ],
)
def test_a_record_that_was_meant_as_spf_is_noticed(record, meant):
    assert nearly_spf((record,)) == (record if meant else None)


@given(st.text(max_size=300))
def test_whatever_stands_in_a_record_is_read_or_refused(text):
    assert isinstance(parse_spf("v=spf1 " + text), SpfRecord | SpfFault)


async def count(record, **tables):
    parsed = parse_spf(record)
    assert isinstance(parsed, SpfRecord)
    net = FakeNet(**tables)
    return await count_spf("example.com", parsed, net), net


async def test_every_costly_term_counts_once_and_addresses_count_nothing():
    found, _ = await count(
        "v=spf1 ip4:192.0.2.1 a mx include:_spf.example.net ptr exists:%{i}.example.org -all",
        a={"example.com": "192.0.2.1"},
        mx={"example.com": "10 mx.example.com"},
        txt={"_spf.example.net": "v=spf1 ip4:192.0.2.2 a:mail.example.net -all", "mail.example.net": "x"},
    )
    assert found == SpfCount(look_ups=6, voids=1, void_names=["mail.example.net"], uses_ptr=True)


async def test_what_stands_behind_all_costs_nothing_and_is_not_asked():
    found, net = await count(
        "v=spf1 a -all include:a.example.net redirect=b.example.net", a={"example.com": "192.0.2.1"}
    )
    assert (found, net.asked) == (SpfCount(look_ups=1), [("example.com", "A")])


async def test_exists_is_asked_for_an_ipv4_address_alone():
    found, _ = await count("v=spf1 exists:v6.example.net -all", aaaa={"v6.example.net": "2001:db8::1"})
    assert found == SpfCount(look_ups=1, voids=1, void_names=["v6.example.net"])


async def test_a_redirect_counts_and_its_record_is_followed():
    found, _ = await count(
        "v=spf1 redirect=_spf.example.net",
        txt={"_spf.example.net": "v=spf1 a:x.example.net -all"},
        a={"x.example.net": "192.0.2.1"},
    )
    assert found == SpfCount(look_ups=2)


@pytest.mark.parametrize(
    ("txt", "broken"),
    [
        pytest.param({}, [("b.example.net", "missing")], id="no such name"),
        pytest.param({"b.example.net": "hello"}, [("b.example.net", "missing")], id="no SPF there"),
        pytest.param(
            {"b.example.net": ("v=spf1 -all", "v=spf1 a")}, [("b.example.net", "several")], id="two"
        ),
        pytest.param({"b.example.net": "v=spf1 ipv4:x"}, [("b.example.net", "syntax")], id="unreadable"),
        pytest.param(
            {"b.example.net": "v=spf1 include:example.com -all"}, [("example.com", "loop")], id="circle"
        ),
        pytest.param(
            {"b.example.net": "v=spf1 redirect=b.example.net"}, [("b.example.net", "loop")], id="itself"
        ),
    ],
)
async def test_an_include_that_leads_nowhere_is_named_with_the_reason(txt, broken):
    found, _ = await count("v=spf1 include:b.example.net -all", txt=txt)
    assert found.broken == broken


async def test_the_same_include_on_two_ways_is_no_circle_and_counts_twice():
    found, _ = await count(
        "v=spf1 include:a.example.net include:b.example.net -all",
        txt={
            "a.example.net": "v=spf1 include:c.example.net -all",
            "b.example.net": "v=spf1 include:c.example.net -all",
            "c.example.net": "v=spf1 ip4:192.0.2.1 -all",
        },
    )
    assert found == SpfCount(look_ups=4)


async def test_a_chain_of_includes_is_counted_to_its_end_and_not_without_end():
    deep = {f"s{n}.example.net": f"v=spf1 include:s{n + 1}.example.net -all" for n in range(200)}
    found, net = await count("v=spf1 include:s0.example.net -all", txt=deep)
    assert found.look_ups == 30
    assert len(net.asked) <= 40


async def test_a_record_with_a_thousand_names_is_not_asked_a_thousand_times():
    found, net = await count("v=spf1 " + " ".join(f"a:h{n}.example.net" for n in range(1000)) + " -all")
    assert found.look_ups == 30
    assert len(net.asked) <= 80


async def test_names_without_records_are_void_look_ups():
    found, _ = await count(
        "v=spf1 a:gone1.example.net mx:gone2.example.net exists:gone3.example.net a:v6.example.net -all",
        aaaa={"v6.example.net": "2001:db8::1"},
    )
    assert (found.look_ups, found.voids) == (4, 3)
    assert found.void_names == ["gone1.example.net", "gone2.example.net", "gone3.example.net"]


async def test_silence_is_no_void_look_up_and_no_broken_include():
    found, _ = await count(
        "v=spf1 include:a.example.net a:b.example.net -all",
        fail={"a.example.net": DnsStatus.UNANSWERED, "b.example.net": DnsStatus.BROKEN},
    )
    assert found == SpfCount(look_ups=2, silent=["a.example.net", "b.example.net"])


async def test_after_three_silences_nobody_is_asked_any_more():
    silent = {f"s{n}.example.net": DnsStatus.UNANSWERED for n in range(10)}
    found, _ = await count("v=spf1 " + " ".join(f"include:{name}" for name in silent) + " -all", fail=silent)
    assert found == SpfCount(look_ups=3, silent=["s0.example.net", "s1.example.net", "s2.example.net"])


async def test_more_than_ten_mail_servers_behind_mx_break_the_record():
    found, _ = await count(
        "v=spf1 mx:big.example.net -all", mx={"big.example.net": [f"10 mx{n}.example.net" for n in range(11)]}
    )
    assert found == SpfCount(look_ups=1, crowded=["big.example.net"])


@pytest.mark.parametrize(
    ("record", "opened"),
    [
        pytest.param("v=spf1 +all", ("example.com", "+all"), id="plus all"),
        pytest.param("v=spf1 mx all", ("example.com", "all"), id="all without a sign"),
        pytest.param("v=spf1 ip4:0.0.0.0/0 -all", ("example.com", "ip4:0.0.0.0/0"), id="all of IPv4"),
        pytest.param(
            "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all", ("example.com", "ip4:0.0.0.0/1"), id="halves"
        ),
        pytest.param("v=spf1 ip6:::/0 -all", ("example.com", "ip6:::/0"), id="all of IPv6"),
        pytest.param(
            "v=spf1 ip6:2000::/15 -all", ("example.com", "ip6:2000::/15"), id="far too much of IPv6"
        ),
        pytest.param("v=spf1 ip6:2001::/16 -all", None, id="a large range of IPv6"),
        pytest.param(
            "v=spf1 include:open.example.net -all", ("open.example.net", "+all"), id="by an include"
        ),
        pytest.param("v=spf1 -include:open.example.net -all", None, id="an include that refuses"),
        pytest.param("v=spf1 ip4:10.0.0.0/8 ~all", None, id="a large range"),
        pytest.param("v=spf1 ?all", None, id="neutral"),
    ],
)
async def test_a_record_that_lets_everybody_send_is_noticed(record, opened):
    found, _ = await count(
        record, txt={"open.example.net": "v=spf1 +all"}, mx={"example.com": "10 mx.example.com"}
    )
    assert found.open == opened
