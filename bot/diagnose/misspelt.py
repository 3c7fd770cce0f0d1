"""Which name in an error is misspelt, or surely not: a server's, a login's or an address's domain. Pure."""

from __future__ import annotations

import re

from bot.model import Bounce, Entry, Evidence, Stage
from bot.providers.slips import is_well_known, meant_domain, meant_host

TEXT_LIMIT = 400  # characters of an error in which its names stand
_LOOKED_AT = 3  # names of one error
_KNOWN_DOMAIN = "reply.known-domain"
_HOST = re.compile(r"[A-Za-z0-9-]{2,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}")
_DOMAIN = re.compile(r"@([A-Za-z0-9.-]{3,63})")


def hosts_in(text: str) -> list[str]:
    """Give the hosts and domains that an error names; empty for none."""
    return _HOST.findall(text, 0, TEXT_LIMIT)


def domains_in(text: str) -> list[str]:
    """Give the domains of the first addresses in an error, in small letters; empty for none."""
    return [domain.casefold() for domain in _DOMAIN.findall(text, 0, TEXT_LIMIT)[:_LOOKED_AT]]


def misspelt_host(hosts: list[str]) -> tuple[Evidence, ...]:
    """The fact that a name which is not found lies one slip away from a provider's server."""
    for host in hosts[:_LOOKED_AT]:
        meant = meant_host(host)
        if meant is not None:
            return (Evidence.in_paste("client.host-typo", given=host, meant=meant),)
    return ()


def judged_domain(bounce: Bounce, entry: Entry) -> tuple[Evidence, ...]:
    """The fact that a domain lies one slip away from a well-known one, or is one and surely exists.

    Looked for where the page has a cause for it.
    """
    named = domains_in(bounce.reply.text)[:1] if _KNOWN_DOMAIN in entry.evidence else []
    if named and is_well_known(named[0]):
        return (Evidence.in_paste(_KNOWN_DOMAIN, domain=named[0]),)
    return _misspelt_domain(bounce, entry)


def _misspelt_domain(bounce: Bounce, entry: Entry) -> tuple[Evidence, ...]:
    tag = "user.domain-typo" if bounce.stage is Stage.AUTH else "recipient.domain-typo"
    if tag not in entry.evidence:
        return ()
    if bounce.stage is Stage.AUTH:
        domains = domains_in(bounce.reply.text)
    elif bounce.recipient is not None:
        domains = [bounce.recipient.rpartition("@")[2].casefold()]
    else:
        domains = [host.casefold() for host in hosts_in(bounce.reply.text)[:_LOOKED_AT]]
    for domain in domains:
        meant = meant_domain(domain)
        if meant is not None:
            return (Evidence.in_paste(tag, given=domain, meant=meant),)
    return ()
