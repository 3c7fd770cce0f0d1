"""Which blocklists are asked and what their answers mean (RFC 5782). Pure.

Few lists, those that receivers really use; an answer that is no listing is never taken for one.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocklist:
    """A list: its zone, the answers that mean "listed", what it lists, and where one looks it up.

    `first` and `last` bound those answers; every other one is an error or the answer of a list
    that was shut down.
    """

    zone: str
    first: str
    last: str
    page: str
    of_domains: bool = False
    of_v6: bool = False

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

    def lists(self, records: Iterable[str]) -> bool:
        """Whether the answer is a listing; else the list does not serve this resolver, or has shut down.

        Spamhaus answers 127.255.255.x to resolvers that it does not serve.
        """
        first, last = ipaddress.IPv4Address(self.first), ipaddress.IPv4Address(self.last)
        answers = (ipaddress.IPv4Address(record) for record in records if ":" not in record)
        return any(first <= answer <= last for answer in answers)


ADDRESS_LISTS = (
    # https://www.spamhaus.org/faqs/dnsbl-usage/ : 2-4 and 9 spam sources, 4-7 hacked, 10-11 dial-up ranges
    Blocklist("zen.spamhaus.org", "127.0.0.2", "127.0.0.11", "https://check.spamhaus.org", of_v6=True),
    Blocklist("bl.spamcop.net", "127.0.0.2", "127.0.0.2", "https://www.spamcop.net/bl.shtml"),
    Blocklist("b.barracudacentral.org", "127.0.0.2", "127.0.0.2", "https://www.barracudacentral.org/lookups"),
)
DOMAIN_LISTS = (
    # 2 to 99 are used by spammers, 102 to 106 are hacked pages of honest owners, who want to know.
    Blocklist("dbl.spamhaus.org", "127.0.1.2", "127.0.1.106", "https://check.spamhaus.org", of_domains=True),
)
