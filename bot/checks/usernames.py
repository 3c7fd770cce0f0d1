"""What a user name shows: its form, wrappings, and what its provider wants. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.providers import Provider, UserForm

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
# SparkPost writes a subaccount behind its word: `SMTP_Injection:X-MSYS-SUBACCOUNT=123`.
_OPTION = re.compile(r":[A-Za-z][A-Za-z0-9-]*=\S+")


def is_address(text: str) -> bool:
    """Whether the text is one whole mail address and nothing else."""
    return len(text) <= ADDRESS_CHARS and _ADDRESS.fullmatch(text) is not None


def domain_of(user: str) -> str | None:
    """The domain behind the last `@`, in lower case, without brackets and quotes; None without one."""
    local, _, domain = user.strip().strip("<>\"'").rpartition("@")
    return domain.strip().casefold().rstrip(".") if local and domain else None


def is_wrapped(user: str) -> bool:
    """Whether the address came with `mailto:`, pointed brackets or a person's name."""
    return len(user) <= 2 * ADDRESS_CHARS and _WRAPPED.fullmatch(user) is not None


def has_more(user: str) -> bool:
    """Whether something stands behind the address, as in a row of a list: most likely the password."""
    return _WITH_MORE.fullmatch(user[: 2 * ADDRESS_CHARS]) is not None


def is_malformed(user: str) -> bool:
    """Whether it holds an `@` and is no address all the same."""
    return "@" in user and not is_address(user.strip())


def is_word(user: str, word: str) -> bool:
    """Whether it is a service's one fixed word, alone or with an option (`:name=value`) behind it."""
    bare = user.strip()
    rest = bare.removeprefix(word)
    return bare == word or (rest != bare and _OPTION.fullmatch(rest) is not None)


def misfit(user: str, provider: Provider) -> Iterator[tuple[str, str]]:
    """Tag and what the provider wants instead, where the user name has another form than it wants."""
    bare = user.strip()
    if provider.user is UserForm.WORD and not is_word(bare, provider.word):
        yield "user.not-the-fixed-word", provider.word
    elif provider.user is UserForm.ADDRESS and "@" not in bare:
        yield "user.other-form", "address"
    elif provider.user is UserForm.LOCAL_PART and "@" in bare:
        yield "user.other-form", "local-part"
