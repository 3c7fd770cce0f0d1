"""What a user name shows: its form, a misspelt domain, wrappings, and what its provider wants. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.providers import Provider, UserForm, provider_of_domain
from bot.providers.slips import one_slip

# RFC 5321 4.1.2 without quoted strings, which nobody logs in with.
_ADDRESS = re.compile(
    r"[^\s@<>()\[\]\\,;:\"]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]+"
)
_WRAPPED = re.compile(r"\s*(?:mailto:|[^<>]{0,100}<)\s*[^<>@\s]{1,100}@[^<>@\s]{1,255}>?\s*", re.IGNORECASE)
# A row of a list in the place of an address: `ana@example.com:password`, also with a tab or a comma.
_WITH_MORE = re.compile(
    rf"\s*(?:mailto:)?[<\"']?{_ADDRESS.pattern}[>\"']?[\s:;,|]+[^\s>].*", re.IGNORECASE | re.DOTALL
)
ADDRESS_CHARS = 320  # 64 + @ + 255 (RFC 5321 4.5.3.1)

# The domains that most mailboxes lie in, so that most slips of the pen happen in.
_OFTEN = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "outlook.com", "live.com",
    "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "icloud.com", "protonmail.com", "fastmail.com",
    "comcast.net", "verizon.net", "sbcglobal.net", "t-online.de", "freenet.de", "orange.fr", "wanadoo.fr",
    "laposte.net", "libero.it", "yandex.ru",
)  # fmt: skip
# Names of their own that lie one letter away from one of those.
_REAL = {"gmail.co", "ymail.com", "email.com", "mail.com", "live.co", "yahoo.co", "cloud.com", "outlook.co"}


def is_address(text: str) -> bool:
    """Whether the text is one whole mail address and nothing else."""
    return len(text) <= ADDRESS_CHARS and _ADDRESS.fullmatch(text) is not None


def domain_of(user: str) -> str | None:
    """The domain behind the last `@`, in lower case, without brackets and quotes; None without one."""
    local, at, domain = user.strip().strip("<>\"'").rpartition("@")
    return domain.strip().casefold().rstrip(".") if at and local and domain else None


def meant_domain(domain: str) -> str | None:
    """The well-known domain that a misspelt one most probably means; None for a domain that may be one."""
    if domain in _OFTEN or domain in _REAL or len(domain) > 30 or provider_of_domain(domain) is not None:
        return None
    return _slips().get(domain)


def is_wrapped(user: str) -> bool:
    """Whether the address came with `mailto:`, pointed brackets or a person's name."""
    return len(user) <= 2 * ADDRESS_CHARS and _WRAPPED.fullmatch(user) is not None


def has_more(user: str) -> bool:
    """Whether something stands behind the address, as in a row of a list: most likely the password."""
    return _WITH_MORE.fullmatch(user[: 2 * ADDRESS_CHARS]) is not None


def is_malformed(user: str) -> bool:
    """Whether it holds an `@` and is no address all the same."""
    return "@" in user and not is_address(user.strip())


def misfit(user: str, provider: Provider) -> Iterator[tuple[str, str]]:
    """Tag and what the provider wants instead, where the user name has another form than it wants."""
    bare = user.strip()
    if provider.user is UserForm.WORD and bare != provider.word:
        yield "user.not-the-fixed-word", provider.word
    elif provider.user is UserForm.ADDRESS and "@" not in bare:
        yield "user.other-form", "address"
    elif provider.user is UserForm.LOCAL_PART and "@" in bare:
        yield "user.other-form", "local-part"


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
        "com": ("con", "cmo", "ocm", "om", "comm", "vom", "xom", "cim", "coom", "col", "cpm"),
        "net": ("ner", "nte", "nett", "ne"),
    }
    return wrong.get(ending, ())
