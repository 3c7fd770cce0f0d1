"""The parts of the domain check that read what the domain publishes: SPF, DKIM, DMARC, MTA-STS, TLS-RPT."""

from __future__ import annotations

import asyncio

from bot.checks import DOMAIN
from bot.checks.dkim import ADVISED_BITS, COMMON_SELECTORS, DkimKey, parse_dkim, select_dkim
from bot.checks.dmarc import (
    DmarcRecord,
    choose_above,
    names_to_ask,
    nearly_dmarc,
    parse_dmarc,
    select_dmarc,
)
from bot.checks.domain_mail import MailHosts, Part, ended, failed
from bot.checks.facts import Facts
from bot.checks.mta_sts import (
    parse_policy,
    parse_sts,
    select_sts,
    select_tls_rpt,
    tls_rpt_flaw,
)
from bot.checks.spf import SpfFault, SpfRecord, nearly_spf, parse_spf, select_spf
from bot.checks.spf_walk import LOOK_UPS, VOIDS, SpfCount, count_spf
from bot.checks.tag_lists import shown
from bot.model import Evidence, Outcome
from bot.net import DnsAnswer, HttpAnswer, HttpStatus, Net

NAMED = 20

_FACTS = Facts(DOMAIN)


async def look_at_spf(domain: str, net: Net) -> Part:
    """The domain's SPF record with all that it includes."""
    answer = await net.look_up(domain, "TXT")
    if answer.silent:
        return _silent("spf.unanswered", answer)
    records = select_spf(answer.records)
    if not records:
        meant = nearly_spf(answer.records)
        if meant is None:
            return failed(_FACTS.in_dns("spf.missing", domain=domain))
        return failed(_FACTS.in_dns("spf.syntax", term=shown(meant), position=1))
    if len(records) > 1:
        return failed(_FACTS.in_dns("spf.several-records", domain=domain, count=len(records)))
    record = parse_spf(records[0])
    if isinstance(record, SpfFault):
        return failed(_FACTS.in_dns("spf.syntax", term=record.term, position=record.position))
    return _counted(record, await count_spf(domain, record, net))


def _counted(record: SpfRecord, count: SpfCount) -> Part:
    """From a count to facts, those that make the record void first."""
    faults = [
        _FACTS.in_dns("spf.include-broken", name=name, reason=reason) for name, reason in count.broken[:NAMED]
    ]
    if count.look_ups > LOOK_UPS:
        faults.append(_FACTS.in_dns("spf.too-many-look-ups", count=count.look_ups, name=None))
    faults += [_FACTS.in_dns("spf.too-many-look-ups", count=None, name=name) for name in count.crowded[:1]]
    if count.voids > VOIDS:
        names = tuple(count.void_names[:NAMED])
        faults.append(_FACTS.in_dns("spf.too-many-voids", count=count.voids, names=names))
    if count.open is not None:
        name, term = count.open
        faults.append(_FACTS.in_dns("spf.allows-all", name=name, term=term))
    notes = [
        _FACTS.in_dns(
            "spf.found",
            record=record.text[:500],
            look_ups=count.look_ups,
            voids=count.voids,
            rest=record.all_qualifier,
        )
    ]
    if record.all_qualifier == "?" or (record.all_qualifier is None and not record.redirect):
        notes.append(_FACTS.in_dns("spf.neutral", rest=record.all_qualifier))
    if count.uses_ptr:
        notes.append(_FACTS.in_dns("spf.uses-ptr"))
    silent = [_FACTS.in_dns("spf.unanswered", name=name) for name in count.silent]
    return ended((*notes, *faults, *silent), failed=bool(faults), silent=bool(silent))


async def look_at_dkim(domain: str, selectors: tuple[str, ...], net: Net) -> Part:
    """The keys of the named selectors; without one, those of common selectors, whose absence says nothing."""
    names = selectors or COMMON_SELECTORS
    answers = await asyncio.gather(*(net.look_up(f"{name}._domainkey.{domain}", "TXT") for name in names))
    facts: list[Evidence] = []
    for selector, answer in zip(names, answers, strict=True):
        facts += _key_facts(selector, answer, named=bool(selectors))
    tags = {fact.tag for fact in facts}
    if not facts:
        silent = [name for name, answer in zip(names, answers, strict=True) if answer.silent]
        if silent:  # at which no key may have been missed
            return ended((_FACTS.in_dns("dkim.unanswered", selector=silent[0]),), failed=False, silent=True)
        return Part((_FACTS.in_dns("dkim.not-known", selectors=names),), Outcome.NOT_RUN)
    wrong = {"dkim.missing", "dkim.revoked", "dkim.weak", "dkim.syntax"}
    return ended(tuple(facts), failed=bool(tags & wrong), silent="dkim.unanswered" in tags)


def _key_facts(selector: str, answer: DnsAnswer, *, named: bool) -> list[Evidence]:
    """What one selector holds. An unused one may be absent or revoked: a fault only when it was named."""
    if answer.silent:
        return [_FACTS.in_dns("dkim.unanswered", selector=selector)] if named else []
    records = select_dkim(answer.records)
    if not records:
        return [_FACTS.in_dns("dkim.missing", selector=selector)] if named else []
    if len(records) > 1:  # RFC 6376 3.6.2.2: what then happens is undefined
        return [_FACTS.in_dns("dkim.syntax", selector=selector, part=f"{len(records)} records")]
    key = parse_dkim(records[0])
    if key.flaw:
        return [_FACTS.in_dns("dkim.syntax", selector=selector, part=key.flaw)]
    if key.revoked:
        return [_FACTS.in_dns("dkim.revoked", selector=selector)] if named else []
    return _usable(selector, key)


def _usable(selector: str, key: DkimKey) -> list[Evidence]:
    if key.weak:
        return [_FACTS.in_dns("dkim.weak", selector=selector, bits=key.bits, why=key.weak)]
    facts = [_FACTS.in_dns("dkim.found", selector=selector, kind=key.kind, bits=key.bits)]
    if key.kind == "rsa" and (key.bits or 0) < ADVISED_BITS:
        facts.append(_FACTS.in_dns("dkim.short-key", selector=selector, bits=key.bits))
    if key.testing:
        facts.append(_FACTS.in_dns("dkim.testing", selector=selector))
    return facts


async def look_at_dmarc(domain: str, net: Net) -> Part:
    """The policy that receivers apply to the domain: its own, else that of a name above it."""
    names = names_to_ask(domain)
    answers = await asyncio.gather(*(net.look_up(f"_dmarc.{name}", "TXT") for name in names))
    own = answers[0]
    if own.silent:
        return _silent("dmarc.unanswered", own)
    records = select_dmarc(own.records)
    if len(records) > 1:
        return failed(_FACTS.in_dns("dmarc.several-records", name=own.name, count=len(records)))
    if records:
        return _policy(domain, domain, parse_dmarc(records[0]))
    meant = nearly_dmarc(own.records)
    if meant is not None:
        return failed(_FACTS.in_dns("dmarc.syntax", name=own.name, part=shown(meant)))
    above = [
        (name, parse_dmarc(select_dmarc(answer.records)[0]))
        for name, answer in zip(names[1:], answers[1:], strict=True)
        if len(select_dmarc(answer.records)) == 1
    ]
    chosen = choose_above(above)
    if chosen is not None:
        return _policy(domain, *chosen)
    # A registry's own policy (`_dmarc.com`) is rare, and many name servers refuse to be asked about one.
    asked = zip(names[1:], answers[1:], strict=True)
    silent = next((answer for name, answer in asked if "." in name and answer.silent), None)
    if silent is not None:
        return _silent("dmarc.unanswered", silent)
    return failed(_FACTS.in_dns("dmarc.missing", domain=domain))


def _policy(domain: str, at: str, record: DmarcRecord) -> Part:
    if record.flaw:
        return failed(_FACTS.in_dns("dmarc.syntax", name=f"_dmarc.{at}", part=record.flaw))
    policy = record.policy if at == domain else record.subdomains
    facts = [_FACTS.in_dns("dmarc.found", name=f"_dmarc.{at}", policy=policy)]
    if policy == "none":
        facts.append(_FACTS.in_dns("dmarc.policy-none", name=f"_dmarc.{at}"))
    return Part(tuple(facts), Outcome.PASSED)


async def look_at_sts(domain: str, mail: MailHosts, net: Net) -> Part:
    """MTA-STS: the record, the policy file, and whether the file names the domain's mail servers."""
    answer = await net.look_up(f"_mta-sts.{domain}", "TXT")
    if answer.silent:
        return _silent("mta-sts.unanswered", answer)
    records = select_sts(answer.records)
    if not records:
        return Part((_FACTS.in_dns("mta-sts.none", domain=domain),), Outcome.PASSED)
    if len(records) > 1:
        return failed(_FACTS.in_dns("mta-sts.invalid", where="record", part=f"{len(records)} records"))
    record = parse_sts(records[0])
    if record.flaw:
        return failed(_FACTS.in_dns("mta-sts.invalid", where="record", part=record.flaw))
    page = await net.fetch(f"https://mta-sts.{domain}/.well-known/mta-sts.txt")
    if page.status is HttpStatus.UNANSWERED:
        fact = _FACTS.in_dns("mta-sts.unanswered", name=f"mta-sts.{domain}")
        return Part((fact,), Outcome.UNANSWERED)
    unusable = _unusable(page)
    if unusable:
        return failed(_FACTS.in_dns("mta-sts.invalid", where="policy file", part=unusable))
    policy = parse_policy(page.body)
    if policy.flaw:
        return failed(_FACTS.in_dns("mta-sts.invalid", where="policy file", part=policy.flaw))
    facts = [_FACTS.in_dns("mta-sts.found", mode=policy.mode, id=record.id)]
    if policy.mode != "none":
        facts += [
            _FACTS.in_dns("mta-sts.mx-mismatch", host=host, mode=policy.mode)
            for host in mail.hosts[:NAMED]
            if not policy.covers(host)
        ]
    return ended(tuple(facts), failed=len(facts) > 1, silent=False)


def _unusable(page: HttpAnswer) -> str:
    """Why senders do not take this page for a policy; empty when they do."""
    if page.status is HttpStatus.FOUND:
        # RFC 8461 3.2: else a page that anybody may write on that host would be one.
        return "" if page.content_type == "text/plain" else f"media type {shown(page.content_type)}"
    if page.status is HttpStatus.OTHER:  # RFC 8461 3.3: only 200 counts, no redirect is followed
        return f"{'redirect' if str(page.code).startswith('3') else 'status'} {page.code}"
    return f"{page.status.value.replace('-', ' ')} {page.code or ''}".strip()


async def look_at_tls_rpt(domain: str, net: Net) -> Part:
    """TLS-RPT: where others report failed encryption to."""
    answer = await net.look_up(f"_smtp._tls.{domain}", "TXT")
    if answer.silent:
        return _silent("tls-rpt.unanswered", answer)
    records = select_tls_rpt(answer.records)
    if not records:
        return Part((_FACTS.in_dns("tls-rpt.none", domain=domain),), Outcome.PASSED)
    if len(records) > 1:  # RFC 8460 3: then none counts
        return failed(_FACTS.in_dns("tls-rpt.invalid", part=f"{len(records)} records"))
    flaw = tls_rpt_flaw(records[0])
    if flaw:
        return failed(_FACTS.in_dns("tls-rpt.invalid", part=flaw))
    return Part((_FACTS.in_dns("tls-rpt.found", domain=domain),), Outcome.PASSED)


def _silent(tag: str, answer: DnsAnswer) -> Part:
    return Part((_FACTS.in_dns(tag, name=answer.name),), Outcome.UNANSWERED)
