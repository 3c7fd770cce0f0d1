"""DNS through one resolver: every outcome is a value, and silence is never a negative answer."""

from __future__ import annotations

import asyncio
import ipaddress

import dns.asyncresolver
import dns.exception
import dns.name
import dns.nameserver
import dns.rdata
import dns.resolver
import dns.reversename
from dns.rdtypes.ANY.CNAME import CNAME
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.NS import NS
from dns.rdtypes.ANY.PTR import PTR
from dns.rdtypes.ANY.TXT import TXT
from dns.rdtypes.IN.SRV import SRV

from bot.net.records import DnsAnswer, DnsStatus

TRY_S = 1.2
LIFETIME_S = 3.6
CONTROL = "com"  # exists for everybody whose name servers know the internet
CONTROL_S = 60.0  # how long its answer counts: a network comes and goes
LATE_S = 0.5  # how long an IPv6 answer is waited for once the IPv4 one is there
RECORDS = 100
RECORD_CHARS = 8192


class Names:
    """Asks the given name servers, else the system's; UDP, then TCP where an answer was cut off."""

    def __init__(self, nameservers: tuple[tuple[str, int], ...] = ()) -> None:
        self._given = nameservers
        self._resolver: dns.asyncresolver.Resolver | None = None
        self._control: tuple[float, bool] | None = None
        self._asking = asyncio.Lock()

    async def look_up(self, name: str, kind: str) -> DnsAnswer:
        """One question; see `DnsAnswer`. Never raises for what a name server does.

        Name servers of the system that deny every name say nothing of this one: then it is `DENIED`.
        """
        answer = await self._ask(name, kind)
        if answer.status is DnsStatus.NO_NAME and not self._given and await self._deny_every_name():
            return DnsAnswer(name, kind, DnsStatus.DENIED)
        return answer

    async def _deny_every_name(self) -> bool:
        """Whether even a name that surely exists is said not to: no way out, or a captive network's answer.

        Name servers that the operator named may know inner names alone, on purpose.
        """
        async with self._asking:
            now = asyncio.get_running_loop().time()
            if self._control is None or now - self._control[0] > CONTROL_S:
                answer = await self._ask(CONTROL, "SOA")
                self._control = (now, answer.status is DnsStatus.NO_NAME)
            return self._control[1]

    async def _ask(self, name: str, kind: str) -> DnsAnswer:
        try:
            asked = dns.name.from_text(name)  # absolute: no search list is tried
            answer = await self._get().resolve(asked, kind, search=False)
        except dns.resolver.NXDOMAIN:
            return DnsAnswer(name, kind, DnsStatus.NO_NAME)
        except dns.resolver.NoAnswer as error:
            held = error.kwargs["response"].answer
            # Records of other names alone say nothing of this one (RFC 2181 5.4.1).
            strange = bool(held) and all(record.name != asked for record in held)
            return DnsAnswer(name, kind, DnsStatus.BROKEN if strange else DnsStatus.NO_DATA)
        except dns.resolver.NoNameservers as error:
            return DnsAnswer(name, kind, _silent_or_broken(error))
        except (dns.exception.Timeout, OSError, dns.resolver.NoResolverConfiguration):
            return DnsAnswer(name, kind, DnsStatus.UNANSWERED)
        except (dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel):
            return DnsAnswer(name, kind, DnsStatus.NO_NAME)  # no such name can exist (RFC 1035 2.3.4)
        except (dns.exception.DNSException, ValueError):
            return DnsAnswer(name, kind, DnsStatus.BROKEN)
        canonical = _text(answer.canonical_name)
        return DnsAnswer(
            name,
            kind,
            DnsStatus.FOUND,
            tuple(_record(record)[:RECORD_CHARS] for record in list(answer)[:RECORDS]),
            canonical if canonical != _text(asked) else None,
        )

    async def look_up_address(self, address: str) -> DnsAnswer:
        """The names of an address (PTR)."""
        return await self.look_up(dns.reversename.from_address(address).to_text(), "PTR")

    async def addresses(self, name: str) -> DnsAnswer:
        """The IPv4 and IPv6 addresses of a name as one answer, IPv4 first."""
        later = asyncio.ensure_future(self.look_up(name, "AAAA"))
        try:
            first = await self.look_up(name, "A")
            found = first.status is DnsStatus.FOUND
            await asyncio.wait({later}, timeout=LATE_S if found else None)
            second = later.result() if later.done() else DnsAnswer(name, "AAAA", DnsStatus.UNANSWERED)
        finally:
            later.cancel()
        records = (*first.records, *second.records)
        if records:
            held = tuple(str(ipaddress.ip_address(record)) for record in records)
            return DnsAnswer(name, "A", DnsStatus.FOUND, held, first.canonical or second.canonical)
        order = (
            DnsStatus.NO_NAME, DnsStatus.DENIED, DnsStatus.UNANSWERED, DnsStatus.BROKEN, DnsStatus.NO_DATA,
        )  # fmt: skip
        status = next(status for status in order if status in {first.status, second.status})
        return DnsAnswer(name, "A", status)

    def _get(self) -> dns.asyncresolver.Resolver:
        if self._resolver is None:
            resolver = dns.asyncresolver.Resolver(configure=not self._given)
            if self._given:
                resolver.nameservers = [
                    dns.nameserver.Do53Nameserver(address, port) for address, port in self._given
                ]
            resolver.timeout = TRY_S
            resolver.lifetime = LIFETIME_S
            resolver.use_edns(0, 0, 1232)  # what passes without fragments
            self._resolver = resolver
        return self._resolver


def _silent_or_broken(error: dns.resolver.NoNameservers) -> DnsStatus:
    """Every name server was silent, or at least one answered and could not say."""
    errors = error.kwargs.get("errors", ())
    silent = all(isinstance(one[3], (dns.exception.Timeout, OSError)) for one in errors)
    return DnsStatus.UNANSWERED if silent else DnsStatus.BROKEN


def _record(record: dns.rdata.Rdata) -> str:
    if isinstance(record, TXT):
        return b"".join(record.strings).decode("utf-8", "replace")
    if isinstance(record, MX):
        return f"{record.preference} {_text(record.exchange)}"
    if isinstance(record, SRV):
        return f"{record.priority} {record.weight} {record.port} {_text(record.target)}"
    if isinstance(record, (PTR, CNAME, NS)):
        return _text(record.target)
    return record.to_text()


def _text(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).casefold()
