"""The page on the logins of the provider that refused one, where its words say no more than that. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from bot.diagnose.host_wants import (
    host_wants,
    hosts_of_service,
    hosts_to_log_in_at,
    of_another,
    used_provider,
)
from bot.knowledge import Knowledge, Match
from bot.model import Bounce, Entry, Evidence, Family, Speaker, Stage, Step, Traits
from bot.providers import (
    PASSWORDS,
    USER_NAMES,
    PasswordRule,
    Provider,
    UserForm,
    is_refuser,
    is_software,
    load_providers,
    provider_of_domain,
    provider_of_host,
    refusing_provider,
)

# "Pages: [Gmail](https://...), [Yahoo](https://...)." in a step: the pages of several providers.
_LINK = r"\[([^\]]+)\]\((https:[^)\s]+)\)"
_PAGES = re.compile(rf" ?Pages: {_LINK}(?:, {_LINK})*\.")
# "Brevo: Settings → Security; SendGrid: ..." and "GMX, web.de: allow other programs": for these alone.
_PARTS = re.compile(r"(?<=[.;]) ")
_NAMED = re.compile(r"(?P<names>[\w.@&+-]+(?: [\w.@&+-]+){0,2}(?:, [\w.@&+-]+(?: [\w.@&+-]+){0,2}){0,3}): ")

# A remark on a provider that says itself what a login takes.
_OF_LOGIN = re.compile(r"(?i)password|token|\bkeys?\b|\buser|log-?in")

_ANY_LOGIN = "535-authentication-failed"
_REASON_HIDDEN = "login-refused-reason-hidden"
_MICROSOFT = "microsoft"
# Where the account's own password is never taken, the first of the page's causes is the likely one.
_TAKES_ANOTHER = frozenset(
    {"provider.app-password-only", "provider.authorization-code-only", "provider.key-only"}
)
# What a page says first of a login that was refused without a reason.
_OPEN = frozenset({"wrong-credentials", "username-literal"})


def at_own_page(bounce: Bounce, found: Sequence[Match], knowledge: Knowledge) -> Sequence[Match]:
    """Take the page of the provider that is logged in at for words that any server says of a refused login.

    A page on other providers' logins is left out where one is known that is none of them.
    """
    hidden = bool(found) and found[0].wording.entry == _REASON_HIDDEN
    if not found or (bounce.stage or found[0].wording.stage or (hidden and Stage.AUTH)) is not Stage.AUTH:
        return found
    if bounce.reply.code is None and not hidden:
        return found
    bounce = bounce._replace(stage=Stage.AUTH)
    hosts = (bounce.remote_host, *hosts_to_log_in_at(bounce), *hosts_of_service(bounce))
    host = next(filter(None, hosts), None)
    owner = refusing_provider(host, "") if host is not None else None
    if host is None or (owner is None and provider_of_host(host) is None) or of_another(bounce):
        return found
    best = found[0]
    page = knowledge.entries[best.wording.entry]
    if hidden and not _has_own_login(host):
        return found  # the server's own words are to be looked for
    said_by = refusing_provider(None, bounce.reply.text.casefold())
    if said_by is not None and said_by == page.about and not is_software(said_by):
        return found
    if owner in page.providers or not (_leaves_open(best, page) or _is_of_others(page, host)):
        return found
    own = _login_page(owner, knowledge) if owner is not None else None
    if own is None:
        others = [one for one in found if not _is_of_others(knowledge.entries[one.wording.entry], host)]
        return others or [_told_by(best, knowledge.entries[_ANY_LOGIN], owner)]
    others = [one for one in found[1:] if not _leaves_open(one, knowledge.entries[one.wording.entry])]
    told = _told_by(best, own, owner)
    if hidden:
        told = told._replace(wording=told.wording._replace(traits=Traits(speaker=Speaker.OWN_CLIENT)))
    if not told.wording.causes and any(fact.tag in _TAKES_ANOTHER for fact in host_wants(bounce)):
        told = told._replace(wording=told.wording._replace(causes=tuple(cause.id for cause in own.causes)))
    return [told, *others]


def is_any_login(page: Entry) -> bool:
    """Whether a page speaks of refused logins at several providers, for whatever reason."""
    return page.family is Family.AUTH and page.about is None and any(one.id in _OPEN for one in page.causes)


def _leaves_open(match: Match, page: Entry) -> bool:
    """Whether words tell only that a login was refused, and are nobody's or may be anybody's."""
    causes = match.wording.causes or [cause.id for cause in page.causes]
    anybodys = page.about is None or match.anybodys
    return page.family is Family.AUTH and anybodys and not _OPEN.isdisjoint(causes)


def what_is_taken(bounce: Bounce, page: Entry) -> tuple[str, ...]:
    """What the provider takes at a login, where the page speaks of any; empty where it is not known."""
    row = used_provider(bounce) if bounce.stage is Stage.AUTH and is_any_login(page) else None
    if row is None or any(refusing_provider(one.host, "") in page.providers for one in row.submission):
        return ()
    user, password = USER_NAMES.get(row.user) or row.user_is, PASSWORDS.get(row.password)
    if user and row.user is UserForm.OWN and row.password is PasswordRule.ACCOUNT:
        password = "the one that belongs to it"  # noqa: S105 - what is told of it
    taken = f"user name: {user}; password: {password}. " if user and password else ""
    told = row.note if _OF_LOGIN.search(row.note) else f"{taken}{row.note}".strip()
    return (f"{row.name}: {told}",) if told else ()


def _is_of_others(page: Entry, host: str) -> bool:
    """Whether a page is on a few providers' logins, or on web hosts' where a sending service is asked."""
    if page.about is not None:
        return _has_own_login(host) if is_software(page.about) else _is_of_another(host, page.about)
    return is_any_login(page) and bool(page.providers) and not any(map(is_software, page.providers))


def _has_own_login(host: str) -> bool:
    row = provider_of_host(host)
    return row is not None and row.user in (UserForm.OWN, UserForm.WORD)


def _is_of_another(host: str, provider: str) -> bool:
    owner = refusing_provider(host, "")
    if owner is not None:
        return owner != provider
    row = provider_of_host(host)
    return row is not None and provider not in {refusing_provider(one, "") for one in row.domains}


def own_exchange(bounce: Bounce, page: Entry) -> tuple[Evidence, ...]:
    """The fact that a login in Microsoft's words goes to a server that is none of Microsoft's."""
    host = next(iter(hosts_to_log_in_at(bounce)), None) if bounce.stage is Stage.AUTH else None
    if host is None or page.about != _MICROSOFT or _is_of_another(host, _MICROSOFT):
        return ()
    owner = refusing_provider(host, bounce.reply.text.casefold())
    if owner is not None and not is_software(owner):
        return ()
    return (Evidence.in_paste("prose.own-exchange"),)


def _login_page(provider: str, knowledge: Knowledge) -> Entry | None:
    """The provider's one page on refused logins; None where it has none, or several by their own words."""
    pages = [
        entry
        for entry in knowledge.entries.values()
        if entry.family is Family.AUTH
        and provider in entry.providers
        and not any(map(is_software, entry.providers))
        and not _OPEN.isdisjoint(cause.id for cause in entry.causes)
    ]
    return pages[0] if len(pages) == 1 else None


def _told_by(match: Match, page: Entry, provider: str | None) -> Match:
    """The same words on another page, in the order of its own causes."""
    said = match.wording
    known = {cause.id for cause in page.causes}
    settled = said.causes if len(said.causes) == 1 and known.issuperset(said.causes) else ()
    own = [one for one in page.wordings if one.provider is not None and one.provider == provider]
    link = next((one.link for one in own if one.link), "")
    wording = said._replace(
        entry=page.id, causes=settled, provider=provider, note="", link=link, traits=Traits()
    )
    return match._replace(wording=wording, anybodys=False)


def without_others(steps: tuple[Step, ...], provider: str | None, bounce: Bounce) -> tuple[Step, ...]:
    """Of what the steps say for single providers leave that of the one that matters; all if none is known.

    That is a list of their pages, a part of a text that opens with their names ("GMX, web.de: ..."), and a
    step whose title does.
    """
    if not any(_tells_of_providers(step.title, step.text) for step in steps):
        return steps
    row = used_provider(bounce) if bounce.stage is Stage.AUTH else _home(bounce, provider)
    if row is None and provider is None and not _is_nobodys(bounce):
        return steps
    own = {name for name in (provider, *(_called(row.id) if row is not None else ())) if name is not None}
    anybodys = row is None and provider is not None and is_software(provider)

    def shown(pages: re.Match[str]) -> str:
        links = re.findall(_LINK, pages.group())
        page = next((link for link in links if not own.isdisjoint(_called(link[0]))), None)
        if page is None and row is not None and row.help and bounce.stage is Stage.AUTH:
            page = row.name, row.help
        return f" Page: [{page[0]}]({page[1]})." if page is not None else ""

    def of_others(named: frozenset[str]) -> bool:
        return bool(named) and own.isdisjoint(named) and not (anybodys and any(map(_is_panel, named)))

    def left(text: str) -> str:
        kept: list[str] = []
        for part, named in _parts(text):
            if not of_others(named):
                kept.append(part)
            elif kept and part.endswith("."):  # the last of a list
                kept[-1] = kept[-1].removesuffix(";").removesuffix(".") + "."
        return " ".join(kept)

    return tuple(
        step._replace(text=_PAGES.sub(shown, left(step.text)).strip())
        for step in steps
        if not of_others(_parts(step.title)[0][1])
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
    return host is not None and refusing_provider(host, "") is None and provider_of_host(host) is None


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
        owner = refusing_provider(row.submission[0].host, "") if row.submission else None
        return {one} if owner is None else {one, owner}
    return {one} if is_refuser(one) and not is_software(one) else set()
