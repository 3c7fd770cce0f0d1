"""The page on the logins of the provider that refused one, where its words say no more than that. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.diagnose.host_wants import (
    greeted_by_another,
    host_wants,
    hosts_of_service,
    hosts_to_log_in_at,
    of_another,
    used_provider,
)
from bot.knowledge import Knowledge, Match, Tier
from bot.model import (
    Bounce,
    Entry,
    Evidence,
    Family,
    Speaker,
    Stage,
    TlsMode,
    Traits,
    Wording,
    args_of,
    has_fact,
)
from bot.providers import (
    PASSWORDS,
    USER_NAMES,
    PasswordRule,
    Provider,
    UserForm,
    is_software,
    owner_of_host,
    provider_of_host,
    refusing_provider,
)

# A remark on a provider that says itself what a login takes.
_OF_LOGIN = re.compile(r"(?i)password|token|\bkeys?\b|\buser|log-?in")

_TLS_NAMES = {TlsMode.IMPLICIT: "SSL/TLS", TlsMode.STARTTLS: "STARTTLS", TlsMode.NONE: "no encryption"}

LOGIN_HIDDEN = "login-refused-reason-hidden"
"""The page of a login that failed where a program does not show what the server answered."""

_ANOTHERS = (
    "Another provider's servers say these words: the program's log shows which server it really logs in at."
)
_MICROSOFT = "microsoft"
# What the server's name in the settings may be the reason of.
_OF_SERVER = frozenset({"wrong-host", "certificate-hostname-mismatch"})
# A rented server is called by the provider's name too, and what delivers by itself hands nothing in there.
_NOT_TO_PROVIDER = ("client.rented-server", "client.delivers-directly", "client.port-between-servers")
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
    if not found:
        return found
    best = found[0]
    page = knowledge.page_of(best)
    if not _is_refused_login(bounce, best, page):
        return found
    bounce = bounce._replace(stage=Stage.AUTH)
    hosts = (bounce.remote_host, *hosts_to_log_in_at(bounce), *hosts_of_service(bounce))
    host = next(filter(None, hosts), None)
    owner = owner_of_host(host) if host is not None else None
    if host is None or (owner is None and provider_of_host(host) is None) or of_another(bounce):
        return found
    if _says_it_best(page, best, bounce, host, owner):
        return found
    own = _login_page(owner, knowledge) if owner is not None else None
    if own is None:
        others = [one for one in found if not _is_of_others(knowledge.page_of(one), host)]
        return others or [_told_by(best, knowledge.entries["535-authentication-failed"], owner)]
    if len(best.wording.causes) == 1 and best.wording.causes[0] not in {cause.id for cause in own.causes}:
        return found  # the words settle what the provider's page does not know
    others = [one for one in found[1:] if not _tells_only_refused(one, knowledge.page_of(one))]
    told = _told_by(best, own, owner)
    said = told.wording
    if _are_anothers(best, owner):
        said = said._replace(note=_ANOTHERS)
    if page.id == LOGIN_HIDDEN:
        said = said._replace(traits=Traits(speaker=Speaker.OWN_CLIENT))
    if not said.causes and has_fact(host_wants(bounce), *_TAKES_ANOTHER):
        said = said._replace(causes=tuple(cause.id for cause in own.causes))
    return [told._replace(wording=said), *others]


def _are_anothers(match: Match, owner: str | None) -> bool:
    """Whether words are surely another provider's than that of the server in the settings."""
    said = match.wording.provider
    return said not in (None, owner) and not is_software(said or "") and not match.anybodys


def _is_refused_login(bounce: Bounce, best: Match, page: Entry) -> bool:
    """Whether a server refused a login, or a program hides what the server said of one."""
    if page.id == LOGIN_HIDDEN:
        return (bounce.stage or best.wording.stage or Stage.AUTH) is Stage.AUTH
    # A program tells of the refusal in its own words; which server refused has to be the one that is meant.
    told = best.tier is Tier.EVERYDAY_WORDS and not greeted_by_another(bounce)
    said = bounce.reply.code is not None or told
    return said and (bounce.stage or best.wording.stage) is Stage.AUTH


def _says_it_best(page: Entry, match: Match, bounce: Bounce, host: str, owner: str | None) -> bool:
    """Whether no other page fits the refusal of this host, and of its owner, better than the one found."""
    if page.id == LOGIN_HIDDEN and not _has_own_login(host):
        return True  # the server's own words are to be looked for
    said_by = refusing_provider(None, bounce.reply.text)
    if said_by is not None and said_by == page.about and not is_software(said_by):
        return True
    return owner in page.providers or not (_tells_only_refused(match, page) or _is_of_others(page, host))


def is_any_login(page: Entry) -> bool:
    """Whether a page speaks of refused logins at several providers, for whatever reason."""
    return page.family is Family.AUTH and page.about is None and any(one.id in _OPEN for one in page.causes)


def _tells_only_refused(match: Match, page: Entry) -> bool:
    """Whether words tell only that a login was refused, and are nobody's or may be anybody's."""
    causes = match.wording.causes or [cause.id for cause in page.causes]
    anybodys = page.about is None or match.anybodys
    return page.family is Family.AUTH and anybodys and not _OPEN.isdisjoint(causes)


def what_is_taken(bounce: Bounce, page: Entry, said: Wording) -> tuple[str, ...]:
    """What the provider takes at a login, where the page speaks of any; empty where it is not known."""
    if bounce.stage in (Stage.CONNECT, Stage.TLS):
        # A provider that says so itself of another's server ("Send mail as") does not mean its own.
        return _server_meant(bounce, page) if said.provider is None else ()
    row = used_provider(bounce) if bounce.stage is Stage.AUTH and is_any_login(page) else None
    if row is None or any(owner_of_host(one.host) in page.providers for one in row.submission):
        return ()
    user, password = USER_NAMES.get(row.user) or row.user_is, PASSWORDS.get(row.password)
    if user and row.user is UserForm.OWN and row.password is PasswordRule.ACCOUNT:
        password = "the one that belongs to it"  # noqa: S105 - what is told of it
    taken = f"user name: {user}; password: {password}. " if user and password else ""
    told = row.note if _OF_LOGIN.search(row.note) else f"{taken}{row.note}".strip()
    if told and not hosts_to_log_in_at(bounce):
        told = f"{_server_of(row)}{told}"
    return (f"{row.name}: {told}",) if told else ()


def _server_meant(bounce: Bounce, page: Entry) -> tuple[str, ...]:
    """The server of the provider that somebody says they use, where another may stand in the settings."""
    row = used_provider(bounce) if any(cause.id in _OF_SERVER for cause in page.causes) else None
    if row is None or has_fact(bounce.context, *_NOT_TO_PROVIDER):
        return ()
    named = args_of(bounce.context, "client.host", "client.host-named")
    if any(provider_of_host(str(args["host"])) is not None for args in named):
        return ()
    server = _server_of(row).removeprefix("server: ").removesuffix("; ")
    return (f"{row.name}: the server for sending is {server}.",) if server else ()


def _server_of(row: Provider) -> str:
    """Where a provider takes mail, where it has one server for all; empty for several."""
    first = next(iter(row.endpoints("")), None)
    if first is None or row.region or first != row.submission[0]:
        return ""
    return f"server: {first.host}, port {first.port} with {_TLS_NAMES[first.tls]}; "


def _is_of_others(page: Entry, host: str) -> bool:
    """Whether a page is on a few providers' logins, or on web hosts' where a sending service is asked."""
    if page.about is not None:
        return _has_own_login(host) if is_software(page.about) else _is_of_another(host, page.about)
    return is_any_login(page) and bool(page.providers) and not any(map(is_software, page.providers))


def _has_own_login(host: str) -> bool:
    row = provider_of_host(host)
    return row is not None and row.user in (UserForm.OWN, UserForm.WORD)


def _is_of_another(host: str, provider: str) -> bool:
    owner = owner_of_host(host)
    if owner is not None:
        return owner != provider
    row = provider_of_host(host)
    return row is not None and provider not in {owner_of_host(one) for one in row.domains}


def own_exchange(bounce: Bounce, page: Entry) -> tuple[Evidence, ...]:
    """The fact that a login in Microsoft's words goes to a server that is none of Microsoft's."""
    host = next(iter(hosts_to_log_in_at(bounce)), None) if bounce.stage is Stage.AUTH else None
    if host is None or page.about != _MICROSOFT or _is_of_another(host, _MICROSOFT):
        return ()
    owner = refusing_provider(host, bounce.reply.text)
    if owner is not None and not is_software(owner):
        return ()
    return (Evidence.in_paste("prose.own-exchange"),)


def of_web_host(bounce: Bounce, page: Entry) -> tuple[Evidence, ...]:
    """The fact that a web host's own server (Exim) answers a login that is meant for a provider."""
    if page.about != "exim" or bounce.stage is not Stage.AUTH:
        return ()
    hosts = (*hosts_to_log_in_at(bounce), *hosts_of_service(bounce))
    owners = {owner_of_host(host) for host in hosts} - {None}
    if not owners or any(is_software(owner) or owner in page.providers for owner in owners if owner):
        return ()
    return (Evidence.in_paste("provider.answered-by-web-host"),)


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
