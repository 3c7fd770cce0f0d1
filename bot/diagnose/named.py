"""What a refusal names itself, so that no step asks for it: an address, a domain, what is meant. Pure.

It is looked for only where a step of the page depends on it.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final, NamedTuple

import re2

from bot.model import Bounce, Entry, Evidence, Family, Wording

ADDRESS: Final = "reply.names-address"
IDENTITY: Final = "reply.names-identity"
PAGE: Final = "reply.has-page"
LINK: Final = "reply.has-link"
_LOOKED_FOR: Final = frozenset((ADDRESS, IDENTITY, PAGE, LINK))
_TEXT_LIMIT: Final = 4000  # a refusal has a few lines

# "192.0.2.25", "[2001:db8::25]"; so reads a time, too.
_ADDRESS: Final = re2.compile(
    r"(?:^|[^\w.:])((?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){2,7})"
    r"(?:$|[^\w.:]|[.:])"
)
# "SPF [example.com]", "SPF check for [example.com]", "MAIL FROM domain [example.com]", "send mail from
# example.com", and openspf's page, "Why?s=mfrom;id=ben@example.com;ip=...".
_DOMAIN: Final = re2.compile(
    r"(?i)(?:\bspf (?:check )?(?:for )?|\bdomain (?:of )?|\bmail (?:from|for) |\bsend from |[;?&]id=)"
    r"[\[<]?(?:[^\s@<>\[\]%;&]{1,64}(?:@|%40))?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})\b"
)
# Google counts each of these by itself: https://support.google.com/a/answer/3726730
_IDENTITY: Final = re2.compile(
    r"(?i)\byour\s+(IP\s+address|IP\s+netblock|DKIM\s+domain|SPF\s+domain|URL\s+domains?)"
)
# "see https://...", "contact to tosa@rx.t-online.de": not whose mail it was, which stands in brackets.
_LINK: Final = re2.compile(r"(?i)https?://|\bwww\.|[^\w<\[][\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,60}")


class Named(NamedTuple):
    """What the refusal names, None where it does not.

    `page`: a page about exactly its words is known; `link`: it has an address of the web or of mail itself.
    """

    address: str | None = None
    domain: str | None = None
    identity: str | None = None
    page: bool = False
    link: bool = False

    @property
    def facts(self) -> tuple[Evidence, ...]:
        """The same as facts; what is named stays in the reply."""
        there = {ADDRESS: self.address, IDENTITY: self.identity, PAGE: self.page, LINK: self.link}
        return tuple([Evidence.in_paste(tag) for tag, value in there.items() if value])

    @property
    def sentence(self) -> str:
        """What a reader is told of it; empty for nothing."""
        names = [
            f"the {what} {value}"
            for what, value in (("address", self.address), ("domain", self.domain))
            if value
        ]
        parts = [f"It names {' and '.join(names)}." if names else ""]
        parts.append(f"It is about your {self.identity}." if self.identity else "")
        return " ".join(filter(None, parts))


NOTHING: Final = Named()


def named_in(bounce: Bounce, wording: Wording, entry: Entry) -> Named:
    """What the refusal names of what the page's steps would ask for."""
    asked = entry.depends_on & _LOOKED_FOR
    if not asked:
        return NOTHING
    text = bounce.reply.text[:_TEXT_LIMIT]
    addresses = {one for one in _ADDRESS.findall(text) if _is_address(one)} if ADDRESS in asked else set()
    by_domain = entry.family is Family.SENDER_AUTH_DNS and ADDRESS in asked
    domain = _DOMAIN.search(text) if by_domain else None
    identity = _IDENTITY.search(text) if IDENTITY in asked else None
    return Named(
        address=addresses.pop() if len(addresses) == 1 else None,  # of two it is not said which was refused
        domain=domain.group(1) if domain else None,
        identity=" ".join(identity.group(1).split()) if identity else None,
        page=bool(wording.link) and PAGE in asked,
        link=LINK in asked and _LINK.search(text) is not None,
    )


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
