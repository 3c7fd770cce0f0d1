"""Counts what a domain's SPF record costs a receiver, following includes as one does (RFC 7208 4.6.4).

The worst case is counted: a sender that nothing in the record names. Look-ups, questions,
silences and time are bounded, so no record can keep the check busy.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from bot.checks.spf import COSTLY, SpfFault, SpfRecord, SpfTerm, parse_spf, select_spf
from bot.net import DnsAnswer, DnsStatus, Net

LOOK_UPS = 10
VOIDS = 2
MX_HOSTS = 10
"""What a receiver allows (RFC 7208 4.6.4)."""

# Beyond these nothing more is learnt: the record is over every limit, or nobody answers.
COUNTED = 30
ASKED = 80
SILENCES = 3
WALK_S = 12.0

_ABSENT = {DnsStatus.NO_NAME, DnsStatus.NO_DATA}


@dataclass(slots=True)
class SpfCount:
    """What the walk found; the lists hold names in the order in which they were met.

    `broken` are included or redirected-to names with the reason: `missing`, `loop`, `several`,
    `syntax`. `look_ups` stops at 30. `crowded` are names with more than ten mail servers. `open`
    is the term that lets everybody send, with the name whose record holds it.
    """

    look_ups: int = 0
    voids: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    crowded: list[str] = field(default_factory=list)
    void_names: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    open: tuple[str, str] | None = None
    uses_ptr: bool = False


async def count_spf(domain: str, record: SpfRecord, net: Net) -> SpfCount:
    """Follow the record of `domain` to its end; never raises for what a name server does."""
    walk = _Walk(net)
    await walk.follow(domain, record, (domain,), passing=True)
    return walk.count


class _Walk:
    def __init__(self, net: Net) -> None:
        self.count = SpfCount()
        self._net = net
        self._until = time.monotonic() + WALK_S
        self._answers: dict[tuple[str, str], DnsAnswer] = {}

    async def follow(self, domain: str, record: SpfRecord, above: tuple[str, ...], *, passing: bool) -> None:
        """Evaluate one record; `above` are the names whose records led here, itself included."""
        await self._ask_ahead(domain, record)
        for term in record.terms:
            if passing and term.is_open and self.count.open is None:
                self.count.open = (domain, term.text)
            if term.name == "all":
                return  # what stands behind it is never read, `redirect` neither (RFC 7208 5.1)
            if term.name in COSTLY:
                if self._is_over():
                    return
                await self._cost(domain, term, above, passing=passing)
        if record.redirect and not self._is_over():
            self.count.look_ups += 1
            await self._enter(record.redirect, above, passing=passing)

    async def _cost(self, domain: str, term: SpfTerm, above: tuple[str, ...], *, passing: bool) -> None:
        self.count.look_ups += 1
        name = term.domain or domain
        if term.name == "ptr":
            self.count.uses_ptr = True
        elif term.name == "include":
            await self._enter(name, above, passing=passing and term.qualifier == "+")
        elif not term.has_macro:
            await self._resolve(name, "MX" if term.name == "mx" else "A", only_a=term.name == "exists")

    async def _enter(self, name: str, above: tuple[str, ...], *, passing: bool) -> None:
        """Read the record of an `include` or `redirect`."""
        if "%" in name:
            return
        if name in above:
            self.count.broken.append((name, "loop"))
            return
        answer = await self._ask(name, "TXT")
        if self._is_silent(answer):
            return
        if answer.status in _ABSENT:
            self._void(name)
        records = select_spf(answer.records)
        if len(records) != 1:
            self.count.broken.append((name, "several" if records else "missing"))
            return
        record = parse_spf(records[0])
        if isinstance(record, SpfFault):
            self.count.broken.append((name, "syntax"))
            return
        await self.follow(name, record, (*above, name), passing=passing)

    async def _resolve(self, name: str, kind: str, *, only_a: bool) -> None:
        """Ask for what `a`, `mx` or `exists` names: no record there is a void look-up."""
        answer = await self._ask(name, kind)
        if answer.status is DnsStatus.NO_DATA and kind == "A" and not only_a:
            answer = await self._ask(name, "AAAA")
        if self._is_silent(answer):
            return
        if answer.status in _ABSENT:
            self._void(name)
        elif kind == "MX" and len(answer.records) > MX_HOSTS:
            self.count.crowded.append(name)

    async def _ask_ahead(self, domain: str, record: SpfRecord) -> None:
        """Ask all that a record names at once, so that a long one takes no longer than a short one."""
        wanted: dict[tuple[str, str], None] = {}
        for term in record.terms:
            if term.name == "all":
                break
            if term.name in COSTLY and term.name != "ptr" and not term.has_macro:
                kind = {"include": "TXT", "mx": "MX"}.get(term.name, "A")
                wanted[term.domain or domain, kind] = None
        left = max(COUNTED - self.count.look_ups, 0)
        await asyncio.gather(*(self._ask(name, kind) for name, kind in list(wanted)[:left]))

    async def _ask(self, name: str, kind: str) -> DnsAnswer:
        known = self._answers.get((name, kind))
        if known is not None:
            return known
        if len(self._answers) >= ASKED or time.monotonic() > self._until:
            return DnsAnswer(name, kind, DnsStatus.UNANSWERED)
        answer = await self._net.look_up(name, kind)
        self._answers[name, kind] = answer
        return answer

    def _is_silent(self, answer: DnsAnswer) -> bool:
        if answer.silent and answer.name not in self.count.silent:
            self.count.silent.append(answer.name)
        return answer.silent

    def _void(self, name: str) -> None:
        self.count.voids += 1
        self.count.void_names.append(name)

    def _is_over(self) -> bool:
        return self.count.look_ups >= COUNTED or len(self.count.silent) >= SILENCES
