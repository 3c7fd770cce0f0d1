"""DNS answers as values: what name servers say, and that silence is never taken for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from bot.net import DnsAnswer, DnsStatus
from bot.net import names as names_module
from bot.net.names import Names

Answer = Callable[[dns.message.Message], dns.message.Message | None]


class UdpServer(asyncio.DatagramProtocol):
    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        query = dns.message.from_wire(data)
        self.asked.append(f"udp {query.question[0].name} {query.question[0].rdtype.name}")
        response = self.answer(query)
        if response is not None:
            self.transport.sendto(response.to_wire(), address)


@asynccontextmanager
async def name_server(answer: Answer, tcp: Answer | None = None):
    loop = asyncio.get_running_loop()

    async def serve_tcp(reader, writer):
        length = int.from_bytes(await reader.readexactly(2), "big")
        query = dns.message.from_wire(await reader.readexactly(length))
        server.asked.append(f"tcp {query.question[0].name} {query.question[0].rdtype.name}")
        wire = tcp(query).to_wire()
        writer.write(len(wire).to_bytes(2, "big") + wire)
        await writer.drain()
        writer.close()

    # TCP takes its port first: connections of other tests hold many of TCP's ports, nobody those of UDP.
    tcp_server = await asyncio.start_server(serve_tcp, "127.0.0.1", 0) if tcp else None
    port = tcp_server.sockets[0].getsockname()[1] if tcp_server is not None else 0
    transport, server = await loop.create_datagram_endpoint(
        lambda: UdpServer(answer), local_addr=("127.0.0.1", port)
    )
    port = transport.get_extra_info("sockname")[1]
    try:
        yield Names((("127.0.0.1", port),)), server
    finally:
        transport.close()
        if tcp_server is not None:
            tcp_server.close()
            await tcp_server.wait_closed()


def records(*lines: str) -> Answer:
    """A server that answers with these records (`name kind value`) where the question fits."""

    def answer(query: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(query)
        kind = query.question[0].rdtype.name
        for line in lines:
            name, record_kind, value = line.split(" ", 2)
            if record_kind in {kind, "CNAME"}:
                response.answer.append(dns.rrset.from_text(name, 60, "IN", record_kind, value))
        return response

    return answer


def refusing(code: dns.rcode.Rcode) -> Answer:
    def answer(query: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(query)
        response.set_rcode(code)
        return response

    return answer


def truncated(query: dns.message.Message) -> dns.message.Message:
    response = dns.message.make_response(query)
    response.flags |= dns.flags.TC
    return response


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(names_module, "TRY_S", 0.05)
    monkeypatch.setattr(names_module, "LIFETIME_S", 0.2)


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        pytest.param("a.example. A 192.0.2.1", "A", "192.0.2.1", id="A"),
        pytest.param("a.example. AAAA 2001:db8::1", "AAAA", "2001:db8::1", id="AAAA"),
        pytest.param("a.example. MX 10 MX1.Example.Net.", "MX", "10 mx1.example.net", id="MX"),
        pytest.param("a.example. MX 0 .", "MX", "0 .", id="null MX"),
        pytest.param('a.example. TXT "v=spf1 " "-all"', "TXT", "v=spf1 -all", id="TXT in two strings"),
        pytest.param('a.example. TXT "caf\\195\\169 \\255"', "TXT", "café \ufffd", id="TXT with bytes"),
        pytest.param("a.example. SRV 0 1 587 Smtp.example.", "SRV", "0 1 587 smtp.example", id="SRV"),
        pytest.param("a.example. PTR Host.example.net.", "PTR", "host.example.net", id="PTR"),
    ],
)
async def test_a_record_is_a_text(line, kind, expected):
    async with name_server(records(line)) as (names, _):
        assert await names.look_up("a.example", kind) == DnsAnswer(
            "a.example", kind, DnsStatus.FOUND, (expected,)
        )


async def test_an_alias_names_what_holds_the_records():
    async with name_server(records("a.example. CNAME b.example.", "b.example. A 192.0.2.1")) as (names, _):
        answer = await names.look_up("a.example", "A")
    assert (answer.records, answer.canonical) == (("192.0.2.1",), "b.example")


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        pytest.param(refusing(dns.rcode.NXDOMAIN), DnsStatus.NO_NAME, id="no such name"),
        pytest.param(records(), DnsStatus.NO_DATA, id="no such record"),
        pytest.param(records("a.example. CNAME b.example."), DnsStatus.NO_DATA, id="an alias to nothing"),
        pytest.param(records("c.example. A 192.0.2.66"), DnsStatus.BROKEN, id="records of another name"),
        pytest.param(refusing(dns.rcode.SERVFAIL), DnsStatus.BROKEN, id="server failure"),
        pytest.param(refusing(dns.rcode.REFUSED), DnsStatus.BROKEN, id="refused"),
    ],
)
async def test_how_a_question_ends_is_told_apart(answer, status):
    async with name_server(answer) as (names, _):
        assert await names.look_up("a.example", "A") == DnsAnswer("a.example", "A", status)


async def test_a_name_server_that_says_nothing_has_not_answered(impatient):
    async with name_server(lambda query: None) as (names, _):
        assert await names.look_up("a.example", "A") == DnsAnswer("a.example", "A", DnsStatus.UNANSWERED)


def knowing_nothing_but(control: Answer) -> Answer:
    """A server that denies every name, and answers the control question so."""

    def answer(query: dns.message.Message) -> dns.message.Message | None:
        of_control = query.question[0].name.to_text() == f"{names_module.CONTROL}."
        return (control if of_control else refusing(dns.rcode.NXDOMAIN))(query)

    return answer


async def asked_of_the_systems(control: Answer, monkeypatch) -> list[str]:
    """What is asked when two names are looked up there; returns how each was answered, then the questions."""
    async with name_server(knowing_nothing_but(control)) as (named, server):
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = named._get().nameservers
        monkeypatch.setattr(dns.asyncresolver, "Resolver", lambda configure: resolver)
        names = Names()  # the system's
        answers = [(await names.look_up(name, "A")).status for name in ("a.example", "b.example")]
    return [*answers, *server.asked]


@pytest.mark.parametrize(
    ("control", "status"),
    [
        pytest.param(refusing(dns.rcode.NXDOMAIN), DnsStatus.DENIED, id="every name is denied"),
        pytest.param(records("com. SOA a. b. 1 2 3 4 5"), DnsStatus.NO_NAME, id="another name is known"),
        pytest.param(records(), DnsStatus.NO_NAME, id="another name exists"),
    ],
)
async def test_a_name_is_not_called_missing_by_whom_every_name_is_denied(control, status, monkeypatch):
    assert await asked_of_the_systems(control, monkeypatch) == [
        status, status, "udp a.example. A", "udp com. SOA", "udp b.example. A",
    ]  # fmt: skip


async def test_whether_every_name_is_denied_is_asked_once_even_without_an_answer(monkeypatch):
    monkeypatch.setattr(names_module, "LIFETIME_S", 2.0)  # in which the names themselves are answered
    first, second, *asked = await asked_of_the_systems(lambda query: None, monkeypatch)
    assert (first, second) == (DnsStatus.NO_NAME, DnsStatus.NO_NAME)
    assert set(asked) == {"udp a.example. A", "udp b.example. A", "udp com. SOA"}
    assert asked.count("udp com. SOA") < 4  # once, and what silence asks again


async def test_name_servers_that_the_operator_named_may_know_inner_names_alone():
    async with name_server(refusing(dns.rcode.NXDOMAIN)) as (names, server):
        assert (await names.look_up("a.example", "A")).status is DnsStatus.NO_NAME
    assert server.asked == ["udp a.example. A"]


async def test_nobody_at_the_name_servers_address_is_silence(impatient):
    async with name_server(records()) as (names, server):
        server.transport.close()
        await asyncio.sleep(0)
        assert (await names.look_up("a.example", "A")).status is DnsStatus.UNANSWERED


async def test_an_answer_that_was_cut_off_is_asked_again_over_tcp():
    whole = records("a.example. A 192.0.2.1")
    async with name_server(truncated, whole) as (names, server):
        answer = await names.look_up("a.example", "A")
    assert answer.records == ("192.0.2.1",)
    assert server.asked == ["udp a.example. A", "tcp a.example. A"]


async def test_an_answer_to_another_question_is_not_believed(impatient):
    def lie(query: dns.message.Message) -> dns.message.Message:
        other = dns.message.make_query("b.example", "A", id=query.id)
        return records("b.example. A 192.0.2.66")(other)

    async with name_server(lie) as (names, _):
        answer = await names.look_up("a.example", "A")
    assert (answer.records, answer.status in {DnsStatus.UNANSWERED, DnsStatus.BROKEN}) == ((), True)


@pytest.mark.parametrize("name", ["x" * 64 + ".example", "a." * 130 + "example", "a..example"])
async def test_a_name_that_cannot_exist_is_no_name_and_is_not_asked(name):
    async with name_server(records()) as (names, server):
        assert (await names.look_up(name, "A")).status is DnsStatus.NO_NAME
    assert server.asked == []


async def test_the_names_of_an_address_are_asked_by_its_reverse_name():
    async with name_server(records("4.2.0.192.in-addr.arpa. PTR host.example.")) as (names, server):
        answer = await names.look_up_address("192.0.2.4")
    assert (answer.records, server.asked) == (("host.example",), ["udp 4.2.0.192.in-addr.arpa. PTR"])


async def test_both_families_of_addresses_are_one_answer_ipv4_first():
    async with name_server(records("a.example. AAAA 2001:db8::1", "a.example. A 192.0.2.1")) as (names, _):
        assert (await names.addresses("a.example")).records == ("192.0.2.1", "2001:db8::1")


async def test_a_silent_ipv6_question_does_not_hold_up_the_ipv4_answer():
    found = records("a.example. A 192.0.2.1")

    def half(query: dns.message.Message) -> dns.message.Message | None:
        return found(query) if query.question[0].rdtype.name == "A" else None

    async with name_server(half) as (names, _):
        answer = await names.addresses("a.example")
    assert (answer.status, answer.records) == (DnsStatus.FOUND, ("192.0.2.1",))


async def test_a_silent_question_beside_an_empty_one_is_silence(impatient):
    def half(query: dns.message.Message) -> dns.message.Message | None:
        return records()(query) if query.question[0].rdtype.name == "AAAA" else None

    async with name_server(half) as (names, _):
        assert (await names.addresses("a.example")).status is DnsStatus.UNANSWERED
