"""The page on the logins of the provider that refused one, where its words say no more than that. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.diagnose.host_wants import (
    host_wants,
    hosts_of_service,
    hosts_to_log_in_at,
    of_another,
    used_provider,
)
from bot.knowledge import Knowledge, Match
from bot.model import Bounce, Entry, Family, Stage, Step, Traits
from bot.providers import (
    PASSWORDS,
    USER_NAMES,
    PasswordRule,
    UserForm,
    is_software,
    provider_of_host,
    refusing_provider,
)

# "Pages: [Gmail](https://...), [Yahoo](https://...)." in a step: the pages of several providers.
_LINK = r"\[([^\]]+)\]\((https:[^)\s]+)\)"
_PAGES = re.compile(rf" ?Pages: {_LINK}(?:, {_LINK})*\.")

_ANY_LOGIN = "535-authentication-failed"
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
    if not found or bounce.reply.code is None or (bounce.stage or found[0].wording.stage) is not Stage.AUTH:
        return found
    bounce = bounce._replace(stage=Stage.AUTH)
    hosts = (bounce.remote_host, *hosts_to_log_in_at(bounce), *hosts_of_service(bounce))
    host = next(filter(None, hosts), None)
    owner = refusing_provider(host, "") if host is not None else None
    if host is None or (owner is None and provider_of_host(host) is None) or of_another(bounce):
        return found
    best = found[0]
    page = knowledge.entries[best.wording.entry]
    if owner in page.providers or not (_leaves_open(best, page) or _is_of_others(page, host)):
        return found
    own = _login_page(owner, knowledge) if owner is not None else None
    if own is None:
        others = [one for one in found if not _is_of_others(knowledge.entries[one.wording.entry], host)]
        return others or [_told_by(best, knowledge.entries[_ANY_LOGIN], owner)]
    others = [one for one in found[1:] if not _leaves_open(one, knowledge.entries[one.wording.entry])]
    told = _told_by(best, own, owner)
    if not told.wording.causes and any(fact.tag in _TAKES_ANOTHER for fact in host_wants(bounce)):
        told = told._replace(wording=told.wording._replace(causes=tuple(cause.id for cause in own.causes)))
    return [told, *others]


def _is_open(page: Entry) -> bool:
    """Whether a page speaks of refused logins at several providers, for whatever reason."""
    return page.family is Family.AUTH and page.about is None and any(one.id in _OPEN for one in page.causes)


def _leaves_open(match: Match, page: Entry) -> bool:
    """Whether words tell only that a login was refused, and are nobody's or may be anybody's."""
    causes = match.wording.causes or [cause.id for cause in page.causes]
    anybodys = page.about is None or match.anybodys
    return page.family is Family.AUTH and anybodys and not _OPEN.isdisjoint(causes)


def what_is_taken(bounce: Bounce, page: Entry) -> tuple[str, ...]:
    """What the provider takes at a login, where the page speaks of any; empty where it is not known."""
    row = used_provider(bounce) if bounce.stage is Stage.AUTH and _is_open(page) else None
    if row is None or any(refusing_provider(one.host, "") in page.providers for one in row.submission):
        return ()
    if row.note:
        return (f"{row.name}: {row.note}",)
    user, password = USER_NAMES.get(row.user) or row.user_is, PASSWORDS.get(row.password)
    if user and row.user is UserForm.OWN and row.password is PasswordRule.ACCOUNT:
        return (f"{row.name}: user name: {user}; password: the one that belongs to it.",)
    return (f"{row.name}: user name: {user}; password: {password}.",) if user and password else ()


def _is_of_others(page: Entry, host: str) -> bool:
    """Whether a page is on a few providers' logins, or on web hosts' where a sending service is asked."""
    if page.about is not None:
        row = provider_of_host(host)
        return is_software(page.about) and row is not None and row.user in (UserForm.OWN, UserForm.WORD)
    return _is_open(page) and bool(page.providers) and not any(map(is_software, page.providers))


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


def without_others_pages(steps: tuple[Step, ...], provider: str | None, bounce: Bounce) -> tuple[Step, ...]:
    """Of the providers' pages that a step lists, leave the one that matters; all where that is not known."""
    row = used_provider(bounce) if bounce.stage is Stage.AUTH else None
    if row is None and (provider is None or is_software(provider)):
        return steps
    own = {name for name in (provider, row.id if row is not None else None) if name is not None}

    def shown(pages: re.Match[str]) -> str:
        links = re.findall(_LINK, pages.group())
        page = next((link for link in links if link[0].lower().replace(" ", "-") in own), None)
        if page is None and row is not None and row.help:
            page = row.name, row.help
        return f" Page: [{page[0]}]({page[1]})." if page is not None else ""

    return tuple(
        one._replace(text=_PAGES.sub(shown, one.text).strip()) if "Pages: " in one.text else one
        for one in steps
    )
