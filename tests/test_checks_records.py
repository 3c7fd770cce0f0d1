"""The records beside SPF: DKIM keys, DMARC, MTA-STS, TLS-RPT, names of addresses, blocklists' answers."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.blocklists import ADDRESS_LISTS, DOMAIN_LISTS
from bot.checks.dkim import DkimKey, parse_dkim, select_dkim
from bot.checks.dmarc import DmarcRecord, choose_above, names_to_ask, nearly_dmarc, parse_dmarc, select_dmarc
from bot.checks.mta_sts import (
    StsPolicy,
    StsRecord,
    parse_policy,
    parse_sts,
    select_sts,
    select_tls_rpt,
    tls_rpt_flaw,
)
from bot.checks.ptr import is_generic
from tests.dns_house import SMALL_KEY, rsa_key


def ed25519():
    raw = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def spaced(text):
    return " ".join(text[at : at + 60] for at in range(0, len(text), 60))


@pytest.mark.parametrize(
    ("record", "parsed"),
    [
        pytest.param(lambda: f"v=DKIM1; k=rsa; p={rsa_key(2048)}", DkimKey("rsa", 2048), id="the usual form"),
        pytest.param(lambda: f"p={rsa_key(2048)}", DkimKey("rsa", 2048), id="only the key"),
        pytest.param(
            lambda: f"v=DKIM1; p={spaced(rsa_key(2048))};", DkimKey("rsa", 2048), id="white space in the key"
        ),
        pytest.param(
            lambda: f"v=DKIM1; p={rsa_key(1024, PublicFormat.PKCS1)}", DkimKey("rsa", 1024), id="bare RSA key"
        ),
        pytest.param(lambda: f"v=DKIM1;k=ed25519;p={ed25519()}", DkimKey("ed25519", 256), id="Ed25519"),
        pytest.param(
            lambda: f"v=DKIM1; t=y:s; p={rsa_key(1024)}", DkimKey("rsa", 1024, testing=True), id="a test"
        ),
        pytest.param(
            lambda: f"v=DKIM1; h=sha1; p={rsa_key(1024)}", DkimKey("rsa", 1024, weak="sha1"), id="SHA-1 only"
        ),
        pytest.param(lambda: f"v=DKIM1; p={SMALL_KEY}", DkimKey("rsa", 512, weak="bits"), id="512 bits"),
        pytest.param(lambda: "v=DKIM1; p=", DkimKey("rsa", revoked=True), id="revoked"),
        pytest.param(
            lambda: "v=DKIM1; k=rsa; p= ; n=gone", DkimKey("rsa", revoked=True), id="revoked, with a note"
        ),
        pytest.param(lambda: f"v=DKIM2; p={rsa_key(1024)}", DkimKey(flaw="v=DKIM2"), id="another version"),
        pytest.param(
            lambda: f"k=rsa; v=DKIM1; p={rsa_key(1024)}", DkimKey(flaw="v=DKIM1"), id="version not first"
        ),
        pytest.param(
            lambda: f"v=DKIM1\\; k=rsa\\; p={rsa_key(1024)}", DkimKey(flaw="v=DKIM1\\"), id="backslashes"
        ),
        pytest.param(lambda: "v=DKIM1; k=rsa", DkimKey(flaw="p="), id="no key"),
        pytest.param(lambda: "v=DKIM1; k=dsa; p=QUJD", DkimKey(flaw="k=dsa"), id="unknown kind"),
        pytest.param(
            lambda: f"v=DKIM1; s=tlsrpt; p={rsa_key(1024)}", DkimKey(flaw="s=tlsrpt"), id="not for mail"
        ),
        pytest.param(lambda: "v=DKIM1; p=QUJDREVG", DkimKey("rsa", flaw="p=QUJDREVG"), id="base64 of no key"),
        pytest.param(lambda: "v=DKIM1; p=MIGf…", DkimKey("rsa", flaw="p=MIGf…"), id="no base64"),
        pytest.param(
            lambda: "v=DKIM1; k=ed25519; p=QUJD", DkimKey("ed25519", flaw="p=QUJD"), id="short Ed25519"
        ),
        pytest.param(lambda: "v=DKIM1; p=QUJD; p=QUJD", DkimKey(flaw="p=QUJD"), id="two keys"),
    ],
)
def test_a_key_record_says_what_it_is_or_what_is_wrong(record, parsed):
    assert parse_dkim(record()) == parsed


def test_a_key_record_without_semicolons_cannot_be_read():
    assert parse_dkim(f"v=DKIM1 k=rsa p={rsa_key(1024)}").flaw.startswith("v=DKIM1 k=rsa p=")


def test_a_key_cut_off_in_the_middle_cannot_be_read():
    assert parse_dkim(f"v=DKIM1; p={rsa_key(2048)[:250]}").flaw.startswith("p=MIIB")


def test_other_records_at_a_selector_are_no_keys():
    records = ("v=spf1 -all", "google-site-verification=x", "v=DKIM1; p=", "k=rsa; p=QUJD", "p=QUJD")
    assert select_dkim(records) == ("v=DKIM1; p=", "k=rsa; p=QUJD", "p=QUJD")


@given(st.text(max_size=300))
def test_whatever_stands_in_a_record_is_read_or_refused(text):
    assert isinstance(parse_dkim(text), DkimKey)
    assert isinstance(parse_dmarc("v=DMARC1;" + text), DmarcRecord)
    assert isinstance(parse_sts("v=STSv1;" + text), StsRecord)
    assert isinstance(tls_rpt_flaw("v=TLSRPTv1;" + text), str)
    assert isinstance(parse_policy(text.encode("utf-8", "replace")), StsPolicy)


@pytest.mark.parametrize(
    ("record", "parsed"),
    [
        pytest.param("v=DMARC1; p=none", DmarcRecord("none", "none"), id="mildest"),
        pytest.param("v=DMARC1;p=Reject;sp=none;", DmarcRecord("reject", "none"), id="subdomains"),
        pytest.param(
            "v = DMARC1 ; p = quarantine ; pct = 50", DmarcRecord("quarantine", "quarantine"), id="spaces"
        ),
        pytest.param(
            "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.net!10m",
            DmarcRecord("none", "none"),
            id="two report addresses",
        ),
        pytest.param("v=DMARC1; p=reject; foo=bar", DmarcRecord("reject", "reject"), id="unknown part"),
        pytest.param("v=DMARC1", DmarcRecord(flaw="p="), id="no policy"),
        pytest.param("v=DMARC1; p=block", DmarcRecord(flaw="p=block"), id="no such policy"),
        pytest.param("v=DMARC1; p=none, sp=none", DmarcRecord(flaw="p=none, sp=none"), id="comma"),
        pytest.param("v=DMARC1; p=none; sp=all", DmarcRecord(flaw="sp=all"), id="no such subdomain policy"),
        pytest.param("v=DMARC1; p=none; pct=101", DmarcRecord(flaw="pct=101"), id="percent"),
        pytest.param("v=DMARC1; p=none; aspf=x", DmarcRecord(flaw="aspf=x"), id="alignment"),
        pytest.param(
            "v=DMARC1; p=none; rua=a@example.com", DmarcRecord(flaw="rua=a@example.com"), id="no mailto"
        ),
        pytest.param("v=DMARC1; p=none; reject", DmarcRecord(flaw="reject"), id="a bare word"),
        pytest.param("v=DMARC1; p=none; =reject", DmarcRecord(flaw="=reject"), id="no name"),
    ],
)
def test_a_dmarc_record_says_its_policy_or_what_is_wrong(record, parsed):
    assert select_dmarc((record,)) == (record,)
    assert parse_dmarc(record) == parsed


@pytest.mark.parametrize(
    ("record", "meant"),
    [
        pytest.param("v=dmarc1; p=none", True, id="lower case"),
        pytest.param("v=DMARC1 p=none", True, id="no semicolon"),
        pytest.param('"v=DMARC1; p=none"', True, id="quotes"),
        pytest.param("p=none; v=DMARC1", True, id="version not first"),
        pytest.param("v=spf1 -all", False, id="SPF"),
    ],
)
def test_a_record_that_was_meant_as_dmarc_is_noticed(record, meant):
    assert select_dmarc((record,)) == ()
    assert nearly_dmarc((record,)) == (record if meant else None)


def test_a_policy_is_looked_for_at_eight_names_at_most():
    assert names_to_ask("mail.example.com") == ("mail.example.com", "example.com", "com")
    assert names_to_ask("a.b.c.d.e.f.g.h.i.example.com") == (
        "a.b.c.d.e.f.g.h.i.example.com",
        "e.f.g.h.i.example.com",
        "f.g.h.i.example.com",
        "g.h.i.example.com",
        "h.i.example.com",
        "i.example.com",
        "example.com",
        "com",
    )


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        pytest.param([], None, id="none"),
        pytest.param([("b.example.com", "u"), ("example.com", "u")], "example.com", id="the highest"),
        pytest.param(
            [("b.example.com", "n"), ("example.com", "u")], "b.example.com", id="one that says it is own"
        ),
        pytest.param([("example.com", "u"), ("com", "y")], "example.com", id="below a registry"),
        pytest.param([("com", "y")], "com", id="only the registry's"),
        pytest.param([("com", "u")], None, id="a registry that does not say so"),
    ],
)
def test_above_the_domain_the_owners_record_applies(found, chosen):
    records = [(name, DmarcRecord("none", "none", psd)) for name, psd in found]
    choice = choose_above(records)
    assert (choice[0] if choice else None) == chosen


GOOD_POLICY = (
    b"version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n"
)


def test_a_policy_names_the_servers_that_may_take_the_mail():
    policy = parse_policy(GOOD_POLICY)
    assert policy == StsPolicy("enforce", ("mail.example.com", "*.example.net"))
    covered = ("mail.example.com", "MAIL.example.com", "a.example.net")
    uncovered = ("example.com", "example.net", "a.b.example.net", "mail.example.com.evil.test")
    assert [policy.covers(host) for host in covered] == [True] * 3
    assert [policy.covers(host) for host in uncovered] == [False] * 4


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        pytest.param(b"STSv1", b"STSv2", "version: STSv2", id="version"),
        pytest.param(b"enforce", b"strict", "mode: strict", id="mode"),
        pytest.param(b"604800", b"1 week", "max_age: 1 week", id="age"),
        pytest.param(b"604800", b"31557601", "max_age: 31557601", id="age above a year"),
        pytest.param(b"604800", b"00031557600", "max_age: 00031557600", id="more than ten digits"),
        pytest.param(b"mx: mail.example.com", b"mx: *", "mx: *", id="a star alone"),
        pytest.param(b"mx: mail.example.com", b"mx mail.example.com", "mx mail.example.com", id="no colon"),
        pytest.param(b"mx: mail.example.com\r\nmx: *.example.net\r\n", b"", "mx:", id="no server"),
        pytest.param(b"version: STSv1", b"<html>", "<html>", id="a web page"),
    ],
)
def test_a_policy_with_a_fault_names_it(old, new, flaw):
    assert parse_policy(GOOD_POLICY.replace(old, new)) == StsPolicy(flaw=flaw)


def test_a_policy_may_be_kept_for_a_year():
    assert parse_policy(GOOD_POLICY.replace(b"604800", b"31557600")).flaw == ""


@pytest.mark.parametrize(
    ("record", "parsed"),
    [
        pytest.param("v=STSv1; id=20261124T1;", StsRecord("20261124T1"), id="good"),
        pytest.param("v=STSv1", StsRecord(flaw="id="), id="no id"),
        pytest.param("v=STSv1; id=2026-11-24", StsRecord(flaw="id=2026-11-24"), id="hyphens"),
        pytest.param("v=STSv2; id=1", StsRecord(flaw="v=STSv2"), id="version"),
        pytest.param("v=STSv1 id=1", StsRecord(flaw="v=STSv1 id=1"), id="no semicolon"),
    ],
)
def test_an_mta_sts_record_is_read(record, parsed):
    assert select_sts((record, "v=spf1 -all")) == (record,)
    assert parse_sts(record) == parsed


@pytest.mark.parametrize(
    ("record", "flaw"),
    [
        pytest.param("v=TLSRPTv1; rua=mailto:tls@example.com", "", id="mail"),
        pytest.param("v=TLSRPTv1;rua=https://example.com/tls,mailto:a@example.com;", "", id="two"),
        pytest.param("v=TLSRPTv1; rua=tls@example.com", "rua=tls@example.com", id="no mailto"),
        pytest.param("v=TLSRPTv1", "rua=", id="no address"),
        pytest.param("v=TLSRPTv2; rua=mailto:a@example.com", "v=TLSRPTv2", id="version"),
    ],
)
def test_a_tls_rpt_record_is_read(record, flaw):
    assert select_tls_rpt((record, "v=spf1 -all")) == (record,)
    assert tls_rpt_flaw(record) == flaw


@pytest.mark.parametrize(
    ("name", "address", "generic"),
    [
        pytest.param("mail.example.com", "192.0.2.10", False, id="own name"),
        pytest.param("mx10.example.com", "192.0.2.10", False, id="a number in it"),
        pytest.param("192-0-2-10.static.example.net", "192.0.2.10", True, id="hyphens"),
        pytest.param("10.2.0.192.dyn.example.net", "192.0.2.10", True, id="reversed"),
        pytest.param("host192.0.2.10.example.net", "192.0.2.10", True, id="behind a word"),
        pytest.param("h192000002010.example.net", "192.0.2.10", True, id="run together"),
        pytest.param("cpe-c000020a.example.net", "192.0.2.10", True, id="hexadecimal behind a word"),
        pytest.param("c000020a.example.net", "192.0.2.10", True, id="hexadecimal"),
        pytest.param("ec2-192-0-2-10.compute.example.net", "192.0.2.10", True, id="cloud"),
        pytest.param("mail.192.example.com", "192.0.2.10", False, id="one of the numbers"),
        pytest.param("mail.example.com", "2001:db8::10", False, id="IPv6, own name"),
        pytest.param("2001-db8-0-0-1-2-3-4.example.net", "2001:db8::1:2:3:4", True, id="IPv6, groups"),
        pytest.param(
            "4000300020001000.example.net", "2001:db8:0:0:1:2:3:4", True, id="IPv6, reversed digits"
        ),
        pytest.param("0-0-0-10.example.net", "2001:db8::10", True, id="IPv6, groups of nothing"),
        pytest.param("mail-10.example.net", "2001:db8::10", False, id="IPv6, its last number alone"),
    ],
)
def test_a_ready_made_name_is_told_from_an_own_one(name, address, generic):
    assert is_generic(name, address) is generic


def by_zone(zone):
    return next(one for one in (*ADDRESS_LISTS, *DOMAIN_LISTS) if one.zone == zone)


@pytest.mark.parametrize(
    ("zone", "records", "listed"),
    [
        pytest.param("zen.spamhaus.org", ["127.0.0.2"], True, id="spam source"),
        pytest.param("zen.spamhaus.org", ["127.0.0.11"], True, id="dial-up"),
        pytest.param("zen.spamhaus.org", ["127.255.255.252"], False, id="typing error"),
        pytest.param("zen.spamhaus.org", ["127.255.255.254"], False, id="public resolver"),
        pytest.param("zen.spamhaus.org", ["127.255.255.255"], False, id="too many questions"),
        pytest.param("zen.spamhaus.org", ["127.0.0.1"], False, id="blocked by a resolver"),
        pytest.param("bl.spamcop.net", ["127.0.0.2"], True, id="SpamCop"),
        pytest.param("bl.spamcop.net", ["192.0.2.80"], False, id="a parked list"),
        pytest.param("bl.spamcop.net", ["2001:db8::1"], False, id="nonsense"),
        pytest.param("dbl.spamhaus.org", ["127.0.1.2"], True, id="domain"),
        pytest.param("dbl.spamhaus.org", ["127.0.1.102"], True, id="hacked page of an honest owner"),
        pytest.param("dbl.spamhaus.org", ["127.0.1.255"], False, id="asked with an address"),
    ],
)
def test_an_error_answer_of_a_list_is_no_listing(zone, records, listed):
    assert by_zone(zone).lists(records) is listed


def test_lists_are_asked_with_the_address_reversed():
    zen, spamcop = by_zone("zen.spamhaus.org"), by_zone("bl.spamcop.net")
    assert zen.question("192.0.2.10") == "10.2.0.192.zen.spamhaus.org"
    assert zen.question("2001:db8::1") == f"1{'.0' * 23}.8.b.d.0.1.0.0.2.zen.spamhaus.org"
    assert spamcop.question("2001:db8::1") is None


def test_a_list_is_tried_with_what_no_working_list_holds():
    assert by_zone("zen.spamhaus.org").probe == "1.0.0.127.zen.spamhaus.org"
    assert by_zone("dbl.spamhaus.org").probe == "invalid.dbl.spamhaus.org"
    assert by_zone("dbl.spamhaus.org").question("example.com") == "example.com.dbl.spamhaus.org"
