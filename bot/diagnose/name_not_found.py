"""The page of a domain that is not there, or of a mail server of it: whose name was not found. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.knowledge import Match, Tier
from bot.knowledge.likeness import as_wording
from bot.model import Bounce
from bot.providers.slips import meant_domain

_NO_DOMAIN, _NO_MAIL_SERVER = "recipient-domain-not-found", "mail-server-of-domain-not-found"
# Which name Postfix looked up last, and whether it is unknown or only has no address.
_NAME_ERROR = re.compile(
    r"\bname service error for name=([^\s<>]{1,253}) type=\w{1,9}: "
    r"(host not found|host found but no data record of requested type)(?!, try again)",
    re.IGNORECASE,
)


def at_looked_up_name(bounce: Bounce, found: Sequence[Match]) -> Sequence[Match]:
    """Take the page, or the cause, of the recipient's domain where that is the name, else its mail server's.

    Postfix looks up the address of a domain only where it found no MX (smtp_addr.c): where the domain
    has none either, it takes no mail; where the name is unknown, there is no such domain.
    """
    if not found or not bounce.recipient or found[0].wording.entry not in (_NO_DOMAIN, _NO_MAIL_SERVER):
        return found
    error = _NAME_ERROR.search(bounce.reply.text)
    if error is None:
        return found
    causes: tuple[str, ...]
    if error[1].casefold() != _domain_of(bounce):
        page, causes = _NO_MAIL_SERVER, ("mx-host-not-found", "domain-typo", "wrong-host")
    elif error[2].casefold() == "host not found":
        page, causes = _NO_DOMAIN, ("domain-not-found", "domain-typo")
    else:
        page, causes = _NO_MAIL_SERVER, ("mx-missing", "domain-typo")
    best, *others = found
    return [best._replace(wording=best.wording._replace(entry=page, causes=causes)), *others]


def at_misspelt_domain(bounce: Bounce) -> Sequence[Match]:
    """The page of a domain that is not there; empty where the recipient's is no slip of a known one."""
    if meant_domain(_domain_of(bounce)) is None or f"from {bounce.recipient}" in bounce.reply.text:
        return ()
    return [Match(as_wording(_NO_DOMAIN), Tier.EVERYDAY_WORDS, 0, agrees=True)]


def _domain_of(bounce: Bounce) -> str:
    return (bounce.recipient or "").rpartition("@")[2].casefold()
