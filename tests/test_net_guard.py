"""The guard: what may be asked, what never, and that nothing is sent to what may not."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from bot.errors import RefusedTargetError
from bot.model import Secret, TlsMode
from bot.net import (
    DnsStatus,
    Fault,
    Guard,
    Host,
    Login,
    Target,
    parse_domain,
    parse_host,
    parse_mailbox,
    parse_selector,
    parse_target,
)
from tests.fakes_smtp import make_network

FORBIDDEN = (
    # this machine
    "127.0.0.1", "127.1.2.3", "127.255.255.254", "0.0.0.0", "0.1.2.3", "localhost", "LOCALHOST", "localhost.",
    "mail.localhost", "::1", "[::1]", "::", "[::]", "0:0:0:0:0:0:0:1", "127.0.0.1.",
    # other ways to write it, which a resolver would read
    "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0x7F.1",
    "127.0.0.0x1", "00000177.0.0.1", "1", "0", "0x0", "3232235777", "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1",
    # private, link-local, carrier, metadata, multicast, reserved
    "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
    "169.254.0.1", "100.64.0.1", "100.127.255.255", "100.100.100.200", "192.0.0.192", "198.18.0.1",
    "168.63.129.16",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    # IPv6
    "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "100::1", "2001::1",
    "2001:10::1", "64:ff9b:1::1",
    # IPv4 inside IPv6
    "::ffff:127.0.0.1", "::ffff:7f00:1", "[::ffff:10.0.0.1]", "::ffff:169.254.169.254", "::127.0.0.1",
    "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
    "2002:a00:1::1", "2001:0:7f00:1::1", "fe80::5efe:127.0.0.1", "2001:db8::5efe:10.0.0.1",
    "2001:db8::200:5efe:10.0.0.1",
    # no host names
    "http://127.0.0.1/", "smtp://10.0.0.1:25", "user@127.0.0.1", "user:word@10.0.0.1", "127.0.0.1/path",
    "127.0.0.1#.example.com", "127.0.0.1?.example.com", "mail.example.com@127.0.0.1", "\\\\127.0.0.1",
    "mail.example.com\t.", "mail example.com", "mail.example.com;ls", "", " ", ".", "..", "a..b", "-a.example",
    "x" * 64 + ".example.com", "a." * 150 + "com", "mail.example.com\x00", "mail.exam\u200bple.com,",
)  # fmt: skip

ADDRESSES_OF_NAMES = (
    "127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.1.1", "224.0.0.5", "::1", "fd00::1", "fe80::2",
    "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:c0a8:101::",
)  # fmt: skip


@pytest.mark.parametrize("host", FORBIDDEN, ids=ascii)
async def test_a_forbidden_host_is_refused_before_a_packet(host, tmp_path):
    network = make_network(tmp_path / "ca.pem", {})
    with pytest.raises(RefusedTargetError) as refused:
        await network.net.resolve(host)
    assert str(refused.value).endswith(".")
    assert "SMTPCHECK" not in str(refused.value)
    assert network.dialled == []
    assert network.names.asked == []


@pytest.mark.parametrize("address", ADDRESSES_OF_NAMES)
@pytest.mark.parametrize("beside", [(), ("192.0.2.10",)], ids=["alone", "beside a public one"])
async def test_a_name_that_leads_to_a_forbidden_address_is_refused_before_a_packet(address, beside, tmp_path):
    network = make_network(tmp_path / "ca.pem", {}, {"evil.example.com": (*beside, address)})
    with pytest.raises(RefusedTargetError) as refused:
        await network.net.resolve("evil.example.com")
    assert refused.value.setting == "SMTPCHECK_ALLOW_NETWORKS"
    assert network.dialled == []


async def test_a_name_that_changes_its_answer_is_asked_once_and_its_first_answer_holds(tmp_path):
    network = make_network(
        tmp_path / "ca.pem", {}, {"evil.example.com": [("192.0.2.10",), DnsStatus.NO_DATA, ("127.0.0.1",)]}
    )
    target = await network.net.resolve("evil.example.com")
    probe = await network.net.probe(target, 587, TlsMode.STARTTLS)
    assert probe.fault is Fault.REFUSED
    assert network.dialled == [("192.0.2.10", 587)]
    assert len(network.names.asked) == 2  # A and AAAA of the one question


async def test_a_target_that_did_not_come_from_the_resolver_is_judged_all_the_same(tmp_path):
    network = make_network(tmp_path / "ca.pem", {})
    target = Target("evil.example.com", ("127.0.0.1",), DnsStatus.FOUND)
    with pytest.raises(RefusedTargetError):
        await network.net.probe(target, 587, TlsMode.STARTTLS)
    login = Login("ana", Secret(b"x"), "PLAIN")
    with pytest.raises(RefusedTargetError):
        await network.net.login(target, 587, TlsMode.STARTTLS, login, person="U1")
    assert network.dialled == []


@pytest.mark.parametrize(
    ("given", "name", "address"),
    [
        pytest.param("mail.example.com", "mail.example.com", None, id="name"),
        pytest.param("MAIL.Example.COM.", "mail.example.com", None, id="final dot and capitals"),
        pytest.param("  mail.example.com ", "mail.example.com", None, id="spaces around"),
        pytest.param("müller.example", "xn--mller-kva.example", None, id="umlaut"),
        pytest.param("ｍａｉｌ.example.com", "mail.example.com", None, id="full-width"),
        pytest.param("xn--mller-kva.example", "xn--mller-kva.example", None, id="punycode"),
        pytest.param("8.8.8.8", "8.8.8.8", "8.8.8.8", id="address"),
        pytest.param("[2606:4700::1]", "2606:4700::1", "2606:4700::1", id="address in brackets"),
        pytest.param("2606:4700:0:0::1", "2606:4700::1", "2606:4700::1", id="bare IPv6"),
        pytest.param("localhost", "localhost", "127.0.0.1", id="localhost is never resolved"),
    ],
)
def test_a_host_is_read_in_its_usual_form(given, name, address):
    host = parse_host(given)
    assert (host.name, host.address) == (name, ip_address(address) if address else None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("mail.example.com", ("mail.example.com", None)),
        ("mail.example.com:587", ("mail.example.com", 587)),
        ("mail.example.com: 587", ("mail.example.com", 587)),
        ("8.8.8.8:25", ("8.8.8.8", 25)),
        ("[2606:4700::1]:465", ("2606:4700::1", 465)),
        ("2606:4700::1", ("2606:4700::1", None)),
    ],
)
def test_a_target_is_a_host_with_or_without_a_port(given, expected):
    host, port = parse_target(given)
    assert (host.name, port) == expected


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("https://mail.example.com/x", "Give mail.example.com alone"),
        ("smtps://ana@mail.example.com:465", "Give mail.example.com alone"),
        ("ana@gmail.com", "Give smtp.gmail.com alone"),
        ("ana@gmail.com:587", "Give smtp.gmail.com alone"),
        ("ana@example.com", "Give the bare name, such as mail.example.com"),
        ("mail.example.com:0", "holds no port from 1 to 65535"),
        ("mail.example.com:99999", "holds no port from 1 to 65535"),
        ("mail.example.com:smtp", "holds no port from 1 to 65535"),
        ("[mail.example.com]:25", "is no server name"),
        ("[::1", "is no server name"),
        ("mail.example.com 587", "“mail.example.com 587” is no server name. Give mail.example.com alone,"),
        ("mail.example.com, 465", "Give mail.example.com alone"),
        ("<mail.example.com>", "Give mail.example.com alone"),
        ("“mail.example.com”,", "Give mail.example.com alone"),
        ("mail.exa mple.com", "Give the bare name, such as mail.example.com"),
        (
            "mail.example.com\u200b",
            "“mail.example.com” is no server name: it holds a character that nobody sees. "
            "Give mail.example.com alone, with :587 behind it for a port.",
        ),
        ("\ufeffmail.example.com:587", "Give mail.example.com alone"),
    ],
)
def test_what_is_no_target_is_answered_with_what_to_write(given, says):
    with pytest.raises(RefusedTargetError) as refused:
        parse_target(given)
    assert says in str(refused.value)


@pytest.mark.parametrize("parse", [parse_target, parse_host, parse_domain, parse_mailbox])
@pytest.mark.parametrize(
    "given",
    [
        "smtp://ana:s3cret@mail.example.com",
        "smtps://ana:s3cret@mail.example.com:465/x?y",
        "smtp://ana:a/s3cret/b@mail.example.com",
        "smtp://ana:a@s3cret@mail.example.com",
        "smtp://ana%40example.com:s3cret@mail.example.com",
        "ana:s3cret@mail.example.com:587",
    ],
)
def test_a_password_in_an_address_is_not_repeated(parse, given):
    with pytest.raises(RefusedTargetError) as refused:
        parse(given)
    assert "s3cret" not in str(refused.value)
    assert "…@mail.example.com" in str(refused.value)


@pytest.mark.parametrize("parse", [parse_target, parse_host, parse_domain, parse_mailbox])
@pytest.mark.parametrize(
    "given",
    [
        "ana@example.com:s3cret",
        "ana@example.com s3cret",
        "ana@example.com,s3cret,mail.example.com",
        "ana@example.com:s3@s3cret",
        "ana@example.com:s3cret@mail.example.com",
        "mailto:ana@example.com;587s3cret",
    ],
)
def test_what_stands_behind_an_address_is_not_repeated(parse, given):
    with pytest.raises(RefusedTargetError) as refused:
        parse(given)
    assert "s3cret" not in str(refused.value)
    assert "ana@example.com" in str(refused.value)


@pytest.mark.parametrize(
    ("given", "domain"),
    [
        ("ana@example.com", "example.com"),
        (" ana@Example.COM. ", "example.com"),
        ("o'neil+x/y@example.com", "example.com"),
        ('"ana b"@example.com', "example.com"),
        ("анна@почта.рф", "xn--80a1acny.xn--p1ai"),
    ],
)
def test_a_mailbox_is_read_with_its_domain(given, domain):
    assert parse_mailbox(given) == (given.strip(), Host(domain))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("ana", "“ana” is no mail address. Give one such as someone@example.com."),
        ("@example.com", "“@example.com” is no mail address. Give one such as someone@example.com."),
        ("ana@", "“ana@” is no mail address."),
        ("ana@bob@example.com", "“ana@bob@example.com” is no mail address."),
        ("ana @example.com", "“ana @example.com” is no mail address."),
        ("ana\u200b@example.com", "is no mail address: it holds a character that nobody sees. Give one"),
        (
            "mailto:ana@example.com",
            "“mailto:ana@example.com” is no mail address. Give ana@example.com alone.",
        ),
        ("Ana <ana@example.com>", "Give ana@example.com alone."),
        ("ana@[192.0.2.1]", "“[192.0.2.1]” is no domain."),
        ("x" * 65 + "@example.com", "is no mail address."),
    ],
)
def test_what_is_no_mailbox_is_answered_with_what_to_write(given, says):
    with pytest.raises(RefusedTargetError) as refused:
        parse_mailbox(given)
    assert says in str(refused.value)


def test_a_selector_is_read_also_with_the_name_it_stands_in():
    assert [parse_selector(one) for one in ("s1", " S1 ", "s1.mail", "s1._domainkey.example.com")] == [
        "s1", "s1", "s1.mail", "s1",
    ]  # fmt: skip


@pytest.mark.parametrize("given", ["", " ", "s1/../x", "s 1", "s1.", "x" * 64, "._domainkey.example.com"])
def test_what_is_no_selector_is_answered_with_what_to_write(given):
    with pytest.raises(RefusedTargetError, match=r"is no DKIM selector\. Give the word .* such as s1\."):
        parse_selector(given)


@pytest.mark.parametrize("port", [25, 465, 587, 2525, 2465, 2587, 8465, 588, 1587])
def test_the_usual_ports_and_those_the_operator_allows_may_be_asked(port):
    assert Guard(extra_ports=(1587,)).judge_port(port) == port


@pytest.mark.parametrize("port", [1, 21, 23, 53, 443, 3306, 8080, 65535])
async def test_another_port_is_refused_before_a_packet(port, tmp_path):
    network = make_network(tmp_path / "ca.pem", {})
    target = await network.net.resolve("mail.example.com")
    with pytest.raises(RefusedTargetError) as refused:
        await network.net.probe(target, port, TlsMode.STARTTLS)
    assert refused.value.setting == "SMTPCHECK_EXTRA_PORTS"
    assert network.dialled == []


@pytest.mark.parametrize(
    ("port", "protocol"),
    [(22, "SSH"), (80, "HTTP"), (110, "POP3"), (143, "IMAP"), (993, "IMAP"), (995, "POP3")],
)
async def test_a_port_of_another_protocol_is_named_without_a_packet(port, protocol, tmp_path):
    network = make_network(tmp_path / "ca.pem", {})
    target = await network.net.resolve("mail.example.com")
    probe = await network.net.probe(target, port, TlsMode.IMPLICIT)
    assert (probe.fault, probe.protocol, network.dialled) == (Fault.FOREIGN, protocol, [])


@pytest.mark.parametrize(
    ("network", "address", "reached"),
    [
        ("127.0.0.0/8", "127.0.0.1", "127.0.0.1"),
        ("127.0.0.0/8", "::ffff:127.0.0.1", "127.0.0.1"),
        ("10.0.0.0/8", "10.1.2.3", "10.1.2.3"),
        ("::1/128", "::1", "::1"),
        ("fd00::/8", "fd00::1", "fd00::1"),
        ("10.0.0.0/8", "8.8.8.8", "8.8.8.8"),
        ("10.0.0.0/8", "64:ff9b::808:808", "64:ff9b::808:808"),
        ("10.0.0.0/8", "2606:4700::1", "2606:4700::1"),
    ],
)
def test_an_allowed_network_and_public_addresses_may_be_reached(network, address, reached):
    judged = Guard(networks=(ip_network(network),)).judge_address(ip_address(address), "x")
    assert str(judged) == reached


@pytest.mark.parametrize("address", ["10.0.0.1", "192.168.0.1", "::1", "fe80::1"])
def test_an_allowed_network_opens_no_other_one(address):
    with pytest.raises(RefusedTargetError):
        Guard(networks=(ip_network("127.0.0.0/8"),)).judge_address(ip_address(address), "x")


async def test_of_a_name_with_fifty_addresses_all_are_judged_and_eight_are_kept(tmp_path):
    many = tuple(f"192.0.2.{number}" for number in range(1, 51))
    network = make_network(tmp_path / "ca.pem", {}, {"many.example.com": many})
    assert (await network.net.resolve("many.example.com")).addresses == many[:8]
    network.names.table["many.example.com"] = (*many, "10.0.0.1")
    with pytest.raises(RefusedTargetError):
        await network.net.resolve("many.example.com")
