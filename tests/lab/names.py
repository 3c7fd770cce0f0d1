"""The lab's own name server: zone tables over UDP and TCP, and the faults a name server can have."""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

FAULTS = ("timeout", "truncate", "truncate-and-no-tcp", "servfail", "refused", "lie", "wrong-id", "garbage")


@dataclass
class Zone:
    """What the server knows: addresses by name, and names whose question meets a fault.

    `turning` names answer with the next of their lists each time; `records` are other types,
    as text, by (name, type). A fault may be of one type of a name only; an alias is a record.
    """

    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: dict[str | tuple[str, str], str] = field(default_factory=dict)
    turning: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    records: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, wire: bytes, *, over_tcp: bool) -> bytes | None:
        """The answer's bytes; None when nothing is said."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).casefold()
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        fault = self.faults.get(name) or self.faults.get((name, kind))
        if fault == "timeout" or (fault == "truncate-and-no-tcp" and over_tcp):
            return None
        if fault == "garbage":
            return wire[:2] + b"\xff" * 20
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.RA
        if fault in {"servfail", "refused"}:
            reply.set_rcode(dns.rcode.SERVFAIL if fault == "servfail" else dns.rcode.REFUSED)
            return reply.to_wire()
        if fault in {"truncate", "truncate-and-no-tcp"} and not over_tcp:
            reply.flags |= dns.flags.TC
            return reply.to_wire()
        if (name, "CNAME") in self.records and kind != "CNAME":
            (alias,) = self.records[name, "CNAME"]
            reply.answer.append(dns.rrset.from_text(question.name, 60, "IN", "CNAME", alias))
            name = alias.removesuffix(".")
        held = self._held(name, kind)
        if held is None:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif held:
            owner = "elsewhere.example." if fault == "lie" else f"{name}."
            reply.answer.append(dns.rrset.from_text(owner, 60, "IN", kind, *held))
        if fault == "wrong-id":
            reply.id = (query.id + 1) & 0xFFFF
        return reply.to_wire()

    def _held(self, name: str, kind: str) -> tuple[str, ...] | None:
        """The records, empty for a name without this type, None for no such name."""
        if (name, kind) in self.records:
            return self.records[name, kind]
        if name in self.turning and kind == "A":
            lists = self.turning[name]
            return lists.pop(0) if len(lists) > 1 else lists[0]
        if name in self.addresses:
            wanted = {"A": 4, "AAAA": 6}.get(kind)
            return tuple(one for one in self.addresses[name] if wanted == (6 if ":" in one else 4))
        if name in self.turning or any(known == name for known, _ in self.records):
            return ()
        below = f".{name}"
        everything = (*self.addresses, *self.turning, *(known for known, _ in self.records))
        return () if any(known.endswith(below) for known in everything) else None


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, zone: Zone) -> None:
        self._zone = zone

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        said = self._zone.answer(data, over_tcp=False)
        if said is not None:
            self._transport.sendto(said, addr)


class NameServer:
    """The zone on one address and port, UDP and TCP; port 0: any that is free for both."""

    def __init__(self, zone: Zone, address: str, port: int = 53) -> None:
        self._zone = zone
        self._address = address
        self.port = port

    async def __aenter__(self) -> NameServer:
        loop = asyncio.get_running_loop()
        self._tcp = await asyncio.start_server(self._serve, self._address, self.port)
        self.port = self._tcp.sockets[0].getsockname()[1]
        self._udp, _ = await loop.create_datagram_endpoint(
            lambda: _Udp(self._zone), local_addr=(self._address, self.port)
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self._udp.close()
        self._tcp.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            size = struct.unpack("!H", await reader.readexactly(2))[0]
            said = self._zone.answer(await reader.readexactly(size), over_tcp=True)
            if said is not None:
                writer.write(struct.pack("!H", len(said)) + said)
                await writer.drain()
        writer.close()
