"""The parts of the domain check that look at who takes the domain's mail: MX, PTR, blocklists."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass

from bot.checks import DOMAIN
from bot.checks.blocklists import ADDRESS_LISTS, DOMAIN_LISTS, Blocklist
from bot.checks.facts import Facts
from bot.checks.ptr import is_generic
from bot.errors import RefusedTargetError
from bot.model import Evidence, Outcome, has_fact
from bot.net import DnsAnswer, DnsStatus, Net
from bot.providers import provider_of_mx

# Of a domain with more servers than this, the first are looked at; the rest is like them.
HOSTS = 5
ADDRESSES = 4
NAMES = 3

_FACTS = Facts(DOMAIN)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part found: facts in order, and how it ended."""

    facts: tuple[Evidence, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class MailHosts:
    """Where the domain's mail goes: names by preference, and their public addresses.

    `exists` False: there is no such domain. `provider` is whose servers they are, None when they
    are not known to be a provider's; of a provider's servers the domain's owner can change nothing.
    """

    exists: bool
    hosts: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    provider: str | None = None


def ended(facts: tuple[Evidence, ...], *, failed: bool, silent: bool) -> Part:
    """A fault counts more than a silence beside it."""
    return Part(facts, Outcome.FAILED if failed else Outcome.UNANSWERED if silent else Outcome.PASSED)


def failed(fact: Evidence) -> Part:
    """A fault that leaves nothing more to look at."""
    return Part((fact,), Outcome.FAILED)


async def look_at_mx(domain: str, net: Net) -> tuple[MailHosts, Part, Part]:
    """Where mail goes; the parts are `domain` (does it exist) and `mx`."""
    answer = await net.look_up(domain, "MX")
    if answer.status is DnsStatus.NO_NAME:
        missing = Part((_FACTS.in_dns("domain.not-found", domain=domain),), Outcome.FAILED)
        return MailHosts(exists=False), missing, Part((), Outcome.NOT_RUN)
    if answer.silent:
        silent = (_FACTS.in_dns("domain.unanswered", domain=domain, how=answer.status.value),)
        return MailHosts(exists=True), Part(silent, Outcome.UNANSWERED), Part((), Outcome.UNANSWERED)
    found = Part((_FACTS.in_dns("domain.found", domain=domain),), Outcome.PASSED)
    if answer.status is DnsStatus.NO_DATA:
        hosts, part = await _implicit(domain, net)
        return hosts, found, part
    names = answer.mail_hosts
    if names == ("",):  # RFC 7505 3: one record that names the root
        return MailHosts(exists=True), found, failed(_FACTS.in_dns("mx.null", domain=domain))
    hosts, part = await _named(domain, names, net)
    return hosts, found, part


async def _implicit(domain: str, net: Net) -> tuple[MailHosts, Part]:
    """No MX: the domain's own address takes the mail, where it has one (RFC 5321 5.1)."""
    facts, addresses, silent = await _addresses(domain, net)
    if addresses or has_fact(facts, "mx.private-address"):
        implicit = _FACTS.in_dns("mx.implicit", domain=domain)
        hosts = MailHosts(True, (domain,), tuple((domain, address) for address in addresses))
        return hosts, ended((implicit, *facts), failed=bool(facts), silent=False)
    if silent:
        unknown = _FACTS.in_dns("mx.unanswered", name=domain)
        return MailHosts(exists=True), Part((unknown,), Outcome.UNANSWERED)
    return MailHosts(exists=True), failed(_FACTS.in_dns("mx.missing", domain=domain))


async def _named(domain: str, names: tuple[str, ...], net: Net) -> tuple[MailHosts, Part]:
    facts = [_FACTS.in_dns("mx.found", domain=domain, hosts=tuple(name or "." for name in names[:20]))]
    if "" in names:
        facts.append(_FACTS.in_dns("mx.null-beside-others", domain=domain))
    provider = provider_of_mx(names)
    if provider is not None:
        facts.append(_FACTS.in_dns("mx.provider", provider=provider.id))
    real = tuple(name for name in names if name)
    looked = await asyncio.gather(*(_host(name, net) for name in real[:HOSTS]))
    faults = [fact for one in looked for fact in one[0] if fact.tag != "mx.unanswered"]
    reached = tuple((name, one) for name, seen in zip(real, looked, strict=False) for one in seen[1])
    silent = any(seen[2] for seen in looked)
    gone = [fact for fact in faults if fact.tag == "mx.host-without-address"]
    if gone and len(gone) == len(real):
        # Every server's name leads nowhere: no mail arrives at all.
        faults = [
            _FACTS.in_dns("mx.host-not-found", **fact.args) if fact in gone else fact for fact in faults
        ]
    failed = any(fact.tag != "mx.host-without-address" for fact in faults)
    unanswered = [fact for one in looked for fact in one[0] if fact.tag == "mx.unanswered"]
    part = ended((*facts, *faults, *unanswered), failed=failed, silent=silent)
    return MailHosts(True, real, reached, provider.id if provider else None), part


async def _host(name: str, net: Net) -> tuple[list[Evidence], tuple[str, ...], bool]:
    """One MX host: what is wrong with it, its public addresses, whether DNS was silent about it."""
    if _is_address(name):
        return [_FACTS.in_dns("mx.address", host=name)], (), False
    facts, addresses, silent = await _addresses(name, net)
    if silent and not addresses:
        facts.append(_FACTS.in_dns("mx.unanswered", name=name))
    elif not addresses and not facts:
        facts.append(_FACTS.in_dns("mx.host-without-address", host=name))
    return facts, addresses, silent and not addresses


async def _addresses(name: str, net: Net) -> tuple[list[Evidence], tuple[str, ...], bool]:
    """The public addresses of a name; an alias and addresses that nobody outside reaches are facts."""
    answers = await asyncio.gather(net.look_up(name, "A"), net.look_up(name, "AAAA"))
    facts: list[Evidence] = []
    alias = next((answer.canonical for answer in answers if answer.canonical), None)
    if alias is not None:
        facts.append(_FACTS.in_dns("mx.alias", host=name, target=alias))
    public = []
    for record in (record for answer in answers for record in answer.records):
        try:
            net.guard.judge_address(ipaddress.ip_address(record), name)
        except RefusedTargetError:
            facts.append(_FACTS.in_dns("mx.private-address", host=name, address=record))
        except ValueError:
            continue
        else:
            public.append(record)
    silent = any(answer.silent for answer in answers)
    return facts, tuple(public), silent


async def look_at_ptr(mail: MailHosts, net: Net) -> Part:
    """Whether each server's address has a name that leads back to it (RFC 1912 2.1)."""
    if mail.provider is not None or not mail.addresses:
        return Part((), Outcome.NOT_RUN)
    chosen = dict.fromkeys(address for _, address in mail.addresses)
    facts = await asyncio.gather(*(_ptr(address, net) for address in list(chosen)[:ADDRESSES]))
    tags = {fact.tag for fact in facts}
    wrong = {"ptr.missing", "ptr.generic", "ptr.not-forward-confirmed"}
    return ended(tuple(facts), failed=bool(tags & wrong), silent="ptr.unanswered" in tags)


async def _ptr(address: str, net: Net) -> Evidence:
    answer = await net.look_up_address(address)
    if answer.silent:
        return _FACTS.in_dns("ptr.unanswered", address=address, name=None)
    if not answer.records:
        return _FACTS.in_dns("ptr.missing", address=address)
    names = answer.records[:NAMES]
    kind = "AAAA" if ":" in address else "A"
    back = await asyncio.gather(*(net.look_up(name, kind) for name in names))
    wanted = ipaddress.ip_address(address)
    confirmed = next(
        (name for name, one in zip(names, back, strict=True) if any(map(wanted.__eq__, _parsed(one)))), None
    )
    if confirmed is None:
        silent = any(one.silent for one in back)
        tag = "ptr.unanswered" if silent else "ptr.not-forward-confirmed"
        return _FACTS.in_dns(tag, address=address, name=names[0])
    tag = "ptr.generic" if is_generic(confirmed, address) else "ptr.confirmed"
    return _FACTS.in_dns(tag, address=address, name=confirmed)


async def look_at_blocklists(domain: str, mail: MailHosts, net: Net) -> Part:
    """Whether lists that receivers ask hold the domain or its own servers; not those of a provider."""
    own = () if mail.provider is not None else mail.addresses
    addresses = list(dict.fromkeys(address for _, address in own))[:ADDRESSES]
    asked = [(one, domain) for one in DOMAIN_LISTS]
    asked += [(one, address) for one in ADDRESS_LISTS for address in addresses]
    found = await asyncio.gather(*(_listed(one, subject, net) for one, subject in asked))
    facts = tuple(fact for fact in found if fact is not None)
    tags = {fact.tag for fact in facts}
    silent = bool(tags & {"dnsbl.unanswered", "dnsbl.query-refused"})
    return ended(facts, failed="dnsbl.listed" in tags, silent=silent)


async def _listed(one: Blocklist, subject: str, net: Net) -> Evidence | None:
    name = one.question(subject)
    if name is None:
        return None
    answer = await net.look_up(name, "A")
    if answer.silent:
        return _FACTS.in_dns("dnsbl.unanswered", list=one.zone, subject=subject)
    if answer.status is not DnsStatus.FOUND:
        return _FACTS.in_dns("dnsbl.not-listed", list=one.zone, subject=subject)
    said = answer.records[0]
    if not one.lists(answer.records):
        return _FACTS.in_dns("dnsbl.query-refused", list=one.zone, answer=said)
    # A list that was shut down may hold the whole world: RFC 5782 5 names what none may hold.
    proof = await net.look_up(one.probe, "A")
    if proof.status is DnsStatus.FOUND:
        return _FACTS.in_dns("dnsbl.query-refused", list=one.zone, answer=said)
    return _FACTS.in_dns("dnsbl.listed", list=one.zone, subject=subject, answer=said, page=one.page)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _parsed(answer: DnsAnswer) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    for record in answer.records:
        try:
            yield ipaddress.ip_address(record)
        except ValueError:
            continue
