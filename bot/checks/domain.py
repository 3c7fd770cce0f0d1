"""The domain check: what a domain's DNS says to those who send to it and who receive from it.

All parts are asked at once and answer with declared evidence. Silence is never taken for "there is
none". It asks DNS, and HTTPS for the MTA-STS policy alone; it opens no mail session.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass

from bot.checks import DOMAIN, Check
from bot.checks.bounces import CLIENT
from bot.checks.domain_mail import Part, look_at_blocklists, look_at_mx, look_at_ptr
from bot.checks.domain_records import (
    look_at_dkim,
    look_at_dmarc,
    look_at_spf,
    look_at_sts,
    look_at_tls_rpt,
)
from bot.errors import RefusedTargetError
from bot.model import Bounce, CheckAnswer, CheckRequest, CheckStage, Evidence, Outcome, Reply, ms_since
from bot.net import Net, parse_domain, parse_selector

# What is wrong, in the words by which the knowledge base knows it. The order is that of the
# contract: what makes receivers refuse leads; what only harms reports stands last.
FAULTS = {
    "domain.not-found": "domain check: the domain does not exist (NXDOMAIN)",
    "mx.missing": "domain check: no mail server, neither MX nor address record",
    "mx.null": "domain check: the domain declares that it takes no mail",
    "mx.host-not-found": "domain check: no MX host has an address record",
    "mx.address": "domain check: the MX host is an address",
    "mx.alias": "domain check: the MX host is a CNAME",
    "mx.private-address": "domain check: the MX host has a private address",
    "spf.missing": "An SPF record does not exist.",
    "spf.several-records": "SPF Permanent Error: Two or more type TXT spf records found.",
    "spf.syntax": "SPF Permanent Error: syntax error in the record",
    "spf.include-broken": "SPF Permanent Error: No valid SPF record for included domain",
    "spf.too-many-look-ups": "SPF Permanent Error: Too many DNS lookups",
    "spf.too-many-voids": "SPF Permanent Error: Void lookup limit of 2 exceeded",
    "spf.allows-all": "domain check: the SPF record allows everybody to send",
    "dkim.missing": "domain check: DKIM, no key for signature",
    "dkim.revoked": "domain check: DKIM, key revoked",
    "dkim.weak": "domain check: DKIM, public key too small",
    "dkim.syntax": "domain check: DKIM, the key record cannot be read",
    "dmarc.missing": "A DMARC record does not exist",
    "dmarc.several-records": "domain check: more than one DMARC record",
    "dmarc.syntax": "domain check: the DMARC record cannot be read",
    "ptr.missing": "domain check: mail server without reverse DNS (PTR)",
    "ptr.not-forward-confirmed": "domain check: mail server's reverse DNS does not lead back to it",
    "ptr.generic": "domain check: mail server's reverse DNS is a generic name",
    "dnsbl.listed": "domain check: listed on a blocklist",
    "mta-sts.mx-mismatch": "domain check: MX is not included in the MTA-STS policy",
    "mta-sts.invalid": "domain check: MTA-STS is set up and cannot be used",
    "tls-rpt.invalid": "domain check: TLS-RPT record cannot be used",
}

# Where nobody answered, nothing is known to be wrong, and nothing is known to be right either.
_NO_ANSWER = "domain check: the domain could not be looked up"
_SILENCES = ("mx.unanswered", "spf.unanswered", "dkim.unanswered", "dmarc.unanswered")

_NOTES = (
    "domain.found", "domain.unanswered", "mx.found", "mx.implicit", "mx.provider", "mx.null-beside-others",
    "mx.host-without-address", "mx.unanswered", "spf.found", "spf.neutral", "spf.uses-ptr", "spf.unanswered",
    "dkim.found", "dkim.short-key", "dkim.testing", "dkim.not-known", "dkim.unanswered", "dmarc.found",
    "dmarc.policy-none", "dmarc.unanswered", "ptr.confirmed", "ptr.unanswered", "dnsbl.not-listed",
    "dnsbl.query-refused", "dnsbl.unanswered", "mta-sts.found", "mta-sts.none", "mta-sts.unanswered",
    "tls-rpt.found", "tls-rpt.none", "tls-rpt.unanswered",
)  # fmt: skip

SELECTORS = 10

STAGES = ("domain", "mx", "spf", "dkim", "dmarc", "ptr", "blocklists", "mta-sts", "tls-rpt")


@dataclass(frozen=True, slots=True)
class _Timed:
    part: Part
    ms: float


async def run(request: CheckRequest, net: Net) -> CheckAnswer:
    """Ask all there is to ask; raises RefusedTargetError when what was given is no domain or selector."""
    domain, selectors = _domain(request), _selectors(request)
    async with asyncio.TaskGroup() as group:

        def begin(part: Callable[..., Coroutine[None, None, Part]], *args: object) -> asyncio.Task[_Timed]:
            return group.create_task(_timed(part, *args))

        # Three parts need to know the mail servers; the others do not wait for that.
        spf, dkim, dmarc, tls_rpt = (
            begin(look_at_spf, domain, net),
            begin(look_at_dkim, domain, selectors, net),
            begin(look_at_dmarc, domain, net),
            begin(look_at_tls_rpt, domain, net),
        )
        start = time.perf_counter()
        mail, exists, mx = await look_at_mx(domain, net)
        first = (_Timed(exists, ms_since(start)), _Timed(mx, ms_since(start)))
        if not mail.exists:
            for task in (spf, dkim, dmarc, tls_rpt):
                task.cancel()
            return _answer(first)
        ptr = begin(look_at_ptr, mail, net)
        lists = begin(look_at_blocklists, domain, mail, net)
        sts = begin(look_at_sts, domain, mail, net)
    tasks = (spf, dkim, dmarc, ptr, lists, sts, tls_rpt)
    return _answer((*first, *(task.result() for task in tasks)))


def _answer(parts: Sequence[_Timed]) -> CheckAnswer:
    """The parts in order; those that are missing at the end did not run."""
    left = len(STAGES) - len(parts)
    all_parts = (*parts, *(_Timed(Part((), Outcome.NOT_RUN), 0.0) for _ in range(left)))
    evidence = tuple(fact for one in all_parts for fact in one.part.facts)
    stages = tuple(
        CheckStage(name, one.part.outcome, None if one.part.outcome is Outcome.NOT_RUN else one.ms)
        for name, one in zip(STAGES, all_parts, strict=True)
    )
    return CheckAnswer(evidence, stages, bounce=leading_fault(evidence))


def leading_fault(evidence: Iterable[Evidence]) -> Bounce | None:
    """What leads, in words that the knowledge base knows; None when nothing is wrong.

    A domain whose name servers are silent about itself leads before all faults, silence about a
    record that receivers need comes after them.
    """
    tags = {fact.tag for fact in evidence}
    words = next((words for tag, words in FAULTS.items() if tag in tags), None)
    if "domain.unanswered" in tags or (words is None and tags.intersection(_SILENCES)):
        words = _NO_ANSWER
    return Bounce(Reply(None, None, words), client=CLIENT, from_check=True) if words else None


def _selectors(request: CheckRequest) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(parse_selector(one) for one in request.selectors if one.strip()))
    if len(named) > SELECTORS:
        raise RefusedTargetError(
            f"{len(named)} selectors were named; a check looks at {SELECTORS}. "
            "Name those that your mail uses."
        )
    return named


def _domain(request: CheckRequest) -> str:
    given = request.domain or (request.user or "").rpartition("@")[2]
    host = parse_domain(given)
    if host.address is not None:
        raise RefusedTargetError(
            f"{host.name} is a machine; the check is for a domain, such as example.com. "
            "For a server, use the server check."
        )
    return host.name


async def _timed(part: Callable[..., Coroutine[None, None, Part]], *args: object) -> _Timed:
    start = time.perf_counter()
    return _Timed(await part(*args), ms_since(start))


CHECK = Check(DOMAIN, (*FAULTS, *_NOTES), run)
