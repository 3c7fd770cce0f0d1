"""Which blocklists are asked and what their answers mean (RFC 5782). Pure.

Few lists, those that receivers really use; an answer that is no listing is never taken for one.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a list's answer says; `refused`: the list does not answer this resolver, or not properly."""

    LISTED = "listed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Blocklist:
    """A list: its zone, what it lists, the answers that mean "listed", and where one looks it up.

    `first` and `last` bound those answers; every other one is an error or the answer of a list
    that was shut down.
    """

    zone: str
    of_domains: bool
    of_v6: bool
    first: str
    last: str
    page: str

    def question(self, subject: str) -> str | None:
        """The name to ask about an address or domain; None when the list does not hold such."""
        if self.of_domains:
            return f"{subject}.{self.zone}"
        address = ipaddress.ip_address(subject)
        if address.version == 6 and not self.of_v6:
            return None
        reversed_name = address.reverse_pointer.removesuffix(".in-addr.arpa").removesuffix(".ip6.arpa")
        return f"{reversed_name}.{self.zone}"

    @property
    def probe(self) -> str:
        """What no working list holds (RFC 5782 5); a list that does lists the whole world."""
        return f"invalid.{self.zone}" if self.of_domains else f"1.0.0.127.{self.zone}"

    def judge(self, records: Iterable[str]) -> Verdict:
        """What its addresses say; Spamhaus answers 127.255.255.x to resolvers that it does not serve."""
        first, last = ipaddress.IPv4Address(self.first), ipaddress.IPv4Address(self.last)
        answers = (ipaddress.IPv4Address(record) for record in records if ":" not in record)
        listed = any(first <= answer <= last for answer in answers)
        return Verdict.LISTED if listed else Verdict.REFUSED


ADDRESS_LISTS = (
    # https://www.spamhaus.org/faqs/dnsbl-usage/ : 2-4 and 9 spam sources, 4-7 hacked, 10-11 dial-up ranges
    Blocklist("zen.spamhaus.org", False, True, "127.0.0.2", "127.0.0.11", "https://check.spamhaus.org"),
    Blocklist("bl.spamcop.net", False, False, "127.0.0.2", "127.0.0.2", "https://www.spamcop.net/bl.shtml"),
    Blocklist(
        "b.barracudacentral.org",
        False,
        False,
        "127.0.0.2",
        "127.0.0.2",
        "https://www.barracudacentral.org/lookups",
    ),
)
DOMAIN_LISTS = (
    # 2 to 99 are used by spammers, 102 to 106 are hacked pages of honest owners, who want to know.
    Blocklist("dbl.spamhaus.org", True, False, "127.0.1.2", "127.0.1.106", "https://check.spamhaus.org"),
)
