"""A made-up DNS for tests of the domain check: tables of records, nothing on the wire."""

from __future__ import annotations

import base64
from functools import cache

import dns.reversename
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.net import DnsAnswer, DnsStatus, Guard, HttpAnswer, HttpStatus

# A public key of 512 bits; nothing makes such small ones any more.
SMALL_KEY = (
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANUgzx2RfeD0ujCbNmthaQB34YG1Xwo/"
    "V4zwi7XmXNG7oyXG4sNXmSPjqcMS6xir++VqkGXfk2RyXtzg9zBGM98CAwEAAQ=="
)


@cache
def rsa_key(bits, form=PublicFormat.SubjectPublicKeyInfo):
    """A public key as it stands in `p=`, one a size."""
    public = generate_private_key(65537, bits).public_key()
    return base64.b64encode(public.public_bytes(Encoding.DER, form)).decode()


NO_PAGE = HttpAnswer(HttpStatus.NO_PAGE, 404)


class FakeNet:
    """Answers from tables, by name: `fail` gives a status instead, `pages` HTTPS, `aliases` CNAMEs.

    `asked` counts every question. A name that stands in no table does not exist; one that stands in
    another kind's has no record of the asked kind.
    """

    def __init__(self, *, mx=(), txt=(), a=(), aaaa=(), ptr=(), aliases=(), fail=(), pages=(), guard=None):
        self.guard = guard or Guard()
        self._tables = {"MX": dict(mx), "TXT": dict(txt), "A": dict(a), "AAAA": dict(aaaa), "PTR": {}}
        for address, names in dict(ptr).items():
            self._tables["PTR"][dns.reversename.from_address(address).to_text().removesuffix(".")] = names
        self._aliases = dict(aliases)
        self._fail = dict(fail)
        self._pages = dict(pages)
        self.asked = []

    async def look_up(self, name, kind):
        self.asked.append((name, kind))
        failed = self._fail.get((name, kind)) or self._fail.get(name)
        if failed is not None:
            return DnsAnswer(name, kind, failed)
        target = self._aliases.get(name, name)
        records = self._tables[kind].get(target)
        if records:
            records = (records,) if isinstance(records, str) else tuple(records)
            return DnsAnswer(name, kind, DnsStatus.FOUND, records, target if target != name else None)
        known = any(
            held == target or held.endswith("." + target) for table in self._tables.values() for held in table
        )
        return DnsAnswer(name, kind, DnsStatus.NO_DATA if known else DnsStatus.NO_NAME)

    async def look_up_address(self, address):
        return await self.look_up(dns.reversename.from_address(address).to_text().removesuffix("."), "PTR")

    async def fetch(self, url):
        self.asked.append((url, "HTTPS"))
        return self._pages.get(url, NO_PAGE)


def outcomes(answer):
    """How each stage of a check's answer ended, by its name."""
    return {stage.name: stage.outcome for stage in answer.stages}
