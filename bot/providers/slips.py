"""Slips of the pen in names of domains and servers. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from bot.providers.submission import provider_of_host, server_names

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
HOST_CHARS = 60  # a longer name is none that anybody types


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
    if len(name) > HOST_CHARS or provider_of_host(name) is not None:
        return None
    near = {server for form in (name, *_shortened(name)) for server in _by_shortened().get(form, ())}
    return next((server for server in sorted(near) if name in one_slip(server, f"{_LETTERS}.-")), None)


@cache
def _by_shortened() -> Mapping[str, list[str]]:
    """The servers by what each becomes without one of its signs: two names a slip apart share such a form."""
    found: dict[str, list[str]] = defaultdict(list)
    for server in server_names():
        for form in {server, *_shortened(server)}:
            found[form].append(server)
    return found


def _shortened(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(len(name)))
