"""Slips of the pen in names of domains and servers. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from bot.providers.submission import provider_of_domain, provider_of_host, server_names

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HOST_CHARS = 60  # a longer name is none that anybody types

# The domains that most mailboxes lie in, so that most slips of the pen happen in.
_OFTEN = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "outlook.com", "live.com",
    "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "icloud.com", "protonmail.com", "fastmail.com",
    "comcast.net", "verizon.net", "sbcglobal.net", "t-online.de", "freenet.de", "orange.fr", "wanadoo.fr",
    "laposte.net", "libero.it", "yandex.ru",
)  # fmt: skip
# What people type for "com", and no domain ends in: https://data.iana.org/TLD/tlds-alpha-by-domain.txt
_NO_ENDINGS = ("con", "cmo", "ocm", "comm", "vom", "xom", "cim", "coom", "col", "cpm")
# Names of their own that lie one letter away from one of those.
_REAL = {"gmail.co", "ymail.com", "email.com", "mail.com", "live.co", "yahoo.co", "cloud.com", "outlook.co"}


def one_slip(name: str, letters: str = _LETTERS) -> Iterator[str]:
    """Every form one slip away from a name: a letter too many, missing, wrong or swapped."""
    for at in range(len(name) + 1):
        head, tail = name[:at], name[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def meant_host(host: str) -> str | None:
    """The provider's submission server that a misspelt name most probably means; None where it may be one."""
    name = host.casefold().rstrip(".")
    if len(name) > _HOST_CHARS or provider_of_host(name) is not None:
        return None
    near = {server for form in (name, *_shortened(name)) for server in _by_shortened().get(form, ())}
    return next((server for server in sorted(near) if name in one_slip(server, f"{_LETTERS}.-")), None)


def is_well_known(domain: str) -> bool:
    """Whether so many mailboxes lie in a domain that it surely exists."""
    return domain in _OFTEN


def meant_domain(domain: str) -> str | None:
    """The well-known domain that a misspelt one most probably means; None for a domain that may be one."""
    if domain in _OFTEN or domain in _REAL or len(domain) > 30 or provider_of_domain(domain) is not None:
        return None
    name, _, ending = domain.rpartition(".")
    if name and ending in _NO_ENDINGS:  # whoever's domain it is, none ends so
        return _slips().get(f"{name}.com", f"{name}.com")
    return _slips().get(domain)


@cache
def _by_shortened() -> Mapping[str, list[str]]:
    """The servers by what is left without one letter: two names a slip apart share such a form."""
    found: dict[str, list[str]] = defaultdict(list)
    for server in server_names():
        for form in {server, *_shortened(server)}:
            found[form].append(server)
    return found


def _shortened(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(len(name)))


@cache
def _slips() -> dict[str, str]:
    """Every form one slip away from a well-known domain: a letter too many, missing, wrong or swapped."""
    found: dict[str, str] = {}
    for domain in _OFTEN:
        name, _, ending = domain.partition(".")
        forms = {f"{slip}.{ending}" for slip in one_slip(name)} if len(name) > 4 else set()
        for wrong in _wrong_endings(ending):
            forms.add(f"{name}.{wrong}")
        forms |= {f"{name}{ending}", f"{name},{ending}", f"{name}..{ending}"}
        for form in forms:
            found.setdefault(form, domain)
    return found


def _wrong_endings(ending: str) -> tuple[str, ...]:
    wrong = {
        "com": ("om",),
        "net": ("ner", "nte", "nett", "ne"),
    }
    return wrong.get(ending, ())
