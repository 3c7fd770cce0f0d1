"""What a page's steps and causes say for single providers: only what the one that matters has. Pure."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import NamedTuple

from bot.diagnose.host_wants import hosts_to_log_in_at, used_provider
from bot.model import Bounce, Cause, Stage, Step
from bot.providers import (
    Provider,
    is_refuser,
    is_software,
    load_providers,
    owner_of_host,
    provider_of_domain,
    provider_of_host,
)

# "Pages: [Gmail](https://...), [Yahoo](https://...)." in a step: the pages of several providers.
_LINK = r"\[([^\]]+)\]\((https:[^)\s]+)\)"
_PAGES = re.compile(rf" ?Pages: {_LINK}(?:, {_LINK})*\.")
# "Brevo: Settings → Security; SendGrid: ..." and "GMX, web.de: allow other programs": for these alone.
_PARTS = re.compile(r"(?<=[.;]) ")
_NAMED = re.compile(r"(?P<names>[\w.@&+-]+(?: [\w.@&+-]+){0,2}(?:, [\w.@&+-]+(?: [\w.@&+-]+){0,2}){0,3}): ")


class _Mattering(NamedTuple):
    """The provider that matters: the ids by which pages call it, and its own page on logins at a login.

    `any_panel`: only a mail server's program is known, on which any hosting panel may be built.
    """

    ids: frozenset[str]
    page: tuple[str, str] | None
    any_panel: bool

    def is_anothers(self, named: frozenset[str]) -> bool:
        """Whether what opens with these names is for other providers alone."""
        return (
            bool(named) and self.ids.isdisjoint(named) and not (self.any_panel and any(map(_is_panel, named)))
        )

    def told(self, text: str) -> str:
        """A step's text without the parts and the pages of other providers."""
        kept: list[str] = []
        for part, named in _parts(text):
            if not self.is_anothers(named):
                kept.append(part)
            elif kept and part.endswith("."):  # the last of a list
                kept[-1] = kept[-1].removesuffix(";").removesuffix(".") + "."
        return _PAGES.sub(self._own_page, " ".join(kept)).strip()

    def _own_page(self, pages: re.Match[str]) -> str:
        links: list[tuple[str, str]] = re.findall(_LINK, pages.group())
        page = next((link for link in links if not self.ids.isdisjoint(_called(link[0]))), self.page)
        return f" Page: [{page[0]}]({page[1]})." if page is not None else ""


def without_others(steps: tuple[Step, ...], provider: str | None, bounce: Bounce) -> tuple[Step, ...]:
    """Of what the steps say for single providers leave that of the one that matters; all if none is known.

    That is a list of their pages, a part of a text that opens with their names ("GMX, web.de: ..."), and a
    step whose title does. `provider`: who refused.
    """
    if not any(_tells_of_providers(step.title, step.text) for step in steps):
        return steps
    mattering = _mattering(provider, bounce)
    if mattering is None:
        return steps
    return tuple(
        step._replace(text=mattering.told(step.text))
        for step in steps
        if not mattering.is_anothers(_parts(step.title)[0][1])
    )


def causes_without_others(
    causes: tuple[Cause, ...], provider: str | None, bounce: Bounce
) -> tuple[Cause, ...]:
    """Leave out the causes that open with another provider's name, but not the leading one.

    All are left where any provider may be meant. `provider`: who refused.
    """
    if not any(_parts(cause.text)[0][1] for cause in causes[1:]):
        return causes
    mattering = _mattering(provider, bounce)
    if mattering is None:
        return causes
    others = (cause for cause in causes[1:] if not mattering.is_anothers(_parts(cause.text)[0][1]))
    return (*causes[:1], *others)


def _mattering(provider: str | None, bounce: Bounce) -> _Mattering | None:
    """The provider that matters; None where any may be meant."""
    at_login = bounce.stage is Stage.AUTH
    row = used_provider(bounce) if at_login else _home(bounce, provider)
    if row is None and provider is None and not _is_nobodys(bounce):
        return None
    return _Mattering(
        ids=frozenset((*([provider] if provider is not None else ()), *(_called(row.id) if row else ()))),
        page=(row.name, row.help) if row is not None and row.help and at_login else None,
        any_panel=row is None and provider is not None and is_software(provider),
    )


@cache
def _tells_of_providers(title: str, text: str) -> bool:
    """Whether a step of a page says something for single providers; kept, since the base has few steps."""
    return "Pages: " in text or any(named for _, named in (*_parts(title), *_parts(text)))


@cache
def _parts(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The parts of a page's text, each with the providers that it opens with."""
    return tuple((part, _opened_by(part)) for part in _PARTS.split(text))


def _opened_by(part: str) -> frozenset[str]:
    named = _NAMED.match(part)
    called = [_called(name) for name in named["names"].split(", ")] if named is not None else []
    return frozenset(chain.from_iterable(called)) if all(called) else frozenset()


def _is_nobodys(bounce: Bounce) -> bool:
    """Whether the host that refused is known and is none of the providers'."""
    hosts = (bounce.remote_host, *hosts_to_log_in_at(bounce))
    host = next(filter(None, hosts), None)
    return host is not None and owner_of_host(host) is None and provider_of_host(host) is None


def _home(bounce: Bounce, provider: str | None) -> Provider | None:
    """The provider of the recipient's domain, where who refused is told by a program's name at most."""
    if (provider is not None and not is_software(provider)) or bounce.recipient is None:
        return None
    return provider_of_domain(bounce.recipient.rpartition("@")[2])


def _is_panel(name: str) -> bool:
    """Whether a name is that of a hosting panel, on servers under each customer's own domain."""
    row = load_providers().get(name)
    return row is not None and bool(row.submission) and all("{domain}" in one.host for one in row.submission)


def _called(name: str) -> set[str]:
    """The ids of the provider that a page calls so, as refuser and as one to log in at; none if unknown."""
    one = name.lower().replace(" ", "-").replace(".", "-")
    row = load_providers().get(one)
    if row is not None:
        owner = owner_of_host(row.submission[0].host) if row.submission else None
        return {one} if owner is None else {one, owner}
    return {one} if is_refuser(one) and not is_software(one) else set()
