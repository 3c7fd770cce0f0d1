"""What is known of the server that stands in a paste: its provider, and what a login there takes. Pure."""

from __future__ import annotations

import re

from bot.diagnose.misspelt import TEXT_LIMIT, domains_in, hosts_in, misspelt_host
from bot.model import Bounce, Evidence, Stage, args_of
from bot.parse.numbers.codes import LOGIN_REFUSED
from bot.providers import owner_of_host, refusing_provider
from bot.providers.submission import (
    PasswordRule,
    Provider,
    RowBasis,
    UserForm,
    load_providers,
    provider_of_domain,
    provider_of_host,
    provider_of_mx,
)

# What works elsewhere or at times is the right one; who writes that an app password is in use has it.
_WORKS = frozenset({"prose.oauth", "prose.only-from-server", "prose.intermittent"})
_NOT_THE_PASSWORD = _WORKS | {"prose.app-password"}
_HOST_MEANT = ("client.host", "client.host-named")
_USER_SHOWN = frozenset({"user.full-address", "user.local-part"})
# Go's words for a certificate of another name (crypto/x509, HostnameError), PHP's, Python's and Node's.
_MEANT = re.compile(
    r"(?:\bis valid for [^\n]{1,300}, not |did not match expected CN=\W"
    r"|\bcertificate is not valid for \W|\baltnames: Host: )([A-Za-z0-9.-]{3,253})"
)
# Words of resolvers: ENOTFOUND, EAI_NONAME, "nodename nor servname provided", "could not resolve host".
_NOT_FOUND = re.compile(r"(?i)notfound|not found|nonam|not known|unknown host|no such host|resolv|nodename")
_SMTPS = 465  # RFC 8314 3.3: TLS from the start
_SUBMISSION = (_SMTPS, 587)
_APP_PASSWORDS = (PasswordRule.APP_PASSWORD, PasswordRule.APP_PASSWORD_WITH_TWO_STEP)
_OTHER_RULES = {
    PasswordRule.AUTHORIZATION_CODE: "provider.authorization-code-only",
    PasswordRule.API_KEY: "provider.key-only",
    PasswordRule.ACCOUNT: "provider.account-password",
}


def host_wants(bounce: Bounce) -> tuple[Evidence, ...]:
    """Facts on login, connection or TLS at the host to be used; empty where nothing is known of it."""
    if bounce.stage not in (Stage.AUTH, Stage.CONNECT, Stage.TLS):
        return ()
    # Some providers' MX stand under the same name as the servers that their customers hand mail to.
    others = [host for host in hosts_in(bounce.reply.text) if provider_of_host(host) is None]
    if bounce.stage is Stage.CONNECT and provider_of_mx(others) is not None:
        return (Evidence.in_paste("client.delivers-directly"),)
    # What the other provider's server takes is not the matter then.
    return (*greeted_by_another(bounce), *(of_another(bounce) or _wanted(bounce)))


def greeted_by_another(bounce: Bounce) -> tuple[Evidence, ...]:
    """The fact that a web host's own server greets in the name of a provider's, which it redirects."""
    greets = next(iter(_hosts(bounce, "smtp.greeting-of-web-host")), None)
    host, provider = _known(_hosts(bounce, *_HOST_MEANT))
    if greets is None or host is None or provider is None:
        return ()
    if provider_of_host(greets) is provider or _is_of_same_domain(host, [greets]):
        return ()
    return (Evidence.in_paste("provider.greeted-by-web-host", provider=provider.name),)


def of_another(bounce: Bounce) -> tuple[Evidence, ...]:
    """The fact that a login goes to another provider's server than the mailbox's."""
    if bounce.stage is not Stage.AUTH:
        return ()
    used, server = _known(_hosts(bounce, *_HOST_MEANT))
    said = _said(bounce)
    homes = (said, *map(provider_of_domain, domains_in(bounce.reply.text)))
    home = next((one for one in homes if one is not None), None)
    if used is None or server is None or home is None or not home.submission:
        return ()
    own = home.submission[0].host
    # Who says "IONOS" means its servers in any country.
    if home is said and owner_of_host(own) == owner_of_host(used) is not None:
        return ()
    if home.name == server.name or _is_of_same_domain(used, [one.host for one in home.submission]):
        return ()
    return (Evidence.in_paste("provider.other-server", provider=home.id, server_of=server.id, server=own),)


def _known(hosts: list[str]) -> tuple[str, Provider] | tuple[None, None]:
    """The first host that is a provider's, and whose."""
    known = ((host, provider) for host in hosts if (provider := provider_of_host(host)) is not None)
    return next(known, (None, None))


def _wanted(bounce: Bounce) -> tuple[Evidence, ...]:
    """What the host to be used takes, or that it is misspelt."""
    hosts = [host.rstrip(".") for host in _hosts(bounce, "client.host")[:1]]
    if not hosts and bounce.stage in (Stage.AUTH, Stage.TLS):
        hosts = _hosts(bounce, "client.host-named")
    named = [] if bounce.stage is Stage.AUTH else hosts_in(bounce.reply.text)
    if bounce.stage is Stage.CONNECT and not named:
        hosts = hosts or _hosts(bounce, "client.host-named")
    if bounce.stage is Stage.TLS:
        # The name that was asked for, as the error says; what else is named may be another way to it.
        hosts = [name.rstrip(".") for name in _MEANT.findall(bounce.reply.text, 0, TEXT_LIMIT)] or hosts
    # A certificate's own names say nothing of the host that was meant, where that is told.
    host, provider = _known(hosts or named)
    if not hosts and (bounce.stage is Stage.AUTH or not named):
        provider = _said(bounce)
    if provider is None:
        return misspelt_host(hosts or named) if _NOT_FOUND.search(bounce.reply.text, 0, TEXT_LIMIT) else ()
    tags = {fact.tag for fact in bounce.context}
    if bounce.stage is Stage.TLS and host is not None and _is_of_same_domain(host, named):
        return ()  # the certificate is of the provider that was meant
    if bounce.stage is Stage.TLS and "client.container" in tags:
        return ()  # a container often lacks the authorities by which a provider's certificate is known
    wants = _wants(provider, tags) if bounce.stage is Stage.AUTH else _other_port(provider, host, bounce)
    if host is None and bounce.stage is not Stage.AUTH:  # another server than the provider's may be meant
        return tuple(Evidence.in_paste(tag, provider=provider.name) for tag in wants)
    return tuple(Evidence.in_paste(tag, provider=provider.name) for tag in ("provider.known-server", *wants))


def _other_port(provider: Provider, host: str | None, bounce: Bounce) -> list[str]:
    """The fact that a port was used that the provider's own page does not list for its server."""
    port = next((args["port"] for args in args_of(bounce.context, "client.port")), None)
    served = {one.port for one in provider.submission if host in (None, one.host)}
    if provider.basis is not RowBasis.DOCUMENTED or not served:
        return []
    wants = ["provider.no-465"] if _SMTPS not in served else []
    return [*wants, "provider.other-port"] if port in _SUBMISSION and port not in served else wants


def used_provider(bounce: Bounce) -> Provider | None:
    """Give the provider that is logged in at, by its server's name or as somebody says; None if not known."""
    hosts = hosts_to_log_in_at(bounce)
    return provider_of_host(hosts[0]) if hosts else _said(bounce)


def _said(bounce: Bounce) -> Provider | None:
    """The provider that somebody says they log in at, or else whose own mark a refused login carries."""
    told = [str(args["name"]) for args in args_of(bounce.context, "client.service-named")]
    if not told and bounce.stage is Stage.AUTH and bounce.reply.code == LOGIN_REFUSED:
        told = [refusing_provider(None, bounce.reply.text) or ""]
    return next((load_providers().get(name) for name in told), None)


def hosts_of_service(bounce: Bounce) -> tuple[str, ...]:
    """Give the servers of the service that somebody says they log in at; empty where none is said."""
    provider = _said(bounce)
    return tuple(point.host for point in provider.submission) if provider is not None else ()


def hosts_to_log_in_at(bounce: Bounce) -> list[str]:
    """The server that the client was told to use; at a login also the only one named beside the error."""
    tags = ("client.host", "client.host-named") if bounce.stage is Stage.AUTH else ("client.host",)
    return [host for tag in tags for host in _hosts(bounce, tag)]


def _hosts(bounce: Bounce, *tags: str) -> list[str]:
    """The hosts that facts of these tags name, in the order of the paste."""
    return [str(args["host"]) for args in args_of(bounce.context, *tags)]


def names_outgoing_server(text: str) -> bool:
    """Whether an error names a provider's server that mail is handed in to: nobody's MX."""
    return any(provider_of_host(name) is not None for name in hosts_in(text))


def _is_of_same_domain(host: str, names: list[str]) -> bool:
    """Whether one of the names, but for the host's own, stands in the host's domain or is it."""
    host = host.rstrip(".").lower()
    domain = host.partition(".")[2]
    others = {name.lower() for name in names} - {host}
    return "." in domain and any(f".{name}".endswith(f".{domain}") for name in others)


def _wants(provider: Provider, tags: set[str]) -> list[str]:
    wants = ["provider.own-login"] if provider.user in (UserForm.OWN, UserForm.WORD) else []
    if provider.user is UserForm.ADDRESS:
        wants.append("provider.address-as-user")
    if provider.user is UserForm.LOCAL_PART and "prose.user-without-domain" in tags:
        wants.append("provider.local-part-given")
    if provider.password is PasswordRule.OAUTH and _WORKS.isdisjoint(tags):
        wants.append("provider.oauth-only")  # no app password either
    if _NOT_THE_PASSWORD.isdisjoint(tags):
        if provider.password in _APP_PASSWORDS and provider.never_account_password:
            wants.append("provider.app-password-only")
        elif provider.password is PasswordRule.APP_PASSWORD:
            wants.append("provider.app-password-usual")
        elif provider.password in _OTHER_RULES and not _second_factor(provider, tags):
            wants.append(_OTHER_RULES[provider.password])
    if provider.password_is:
        wants.append("provider.password-of-own-name")
    if provider.user is UserForm.WORD and not _USER_SHOWN.isdisjoint(tags):
        wants.append("provider.fixed-user-name")
    return wants


def _second_factor(provider: Provider, tags: set[str]) -> bool:
    """Whether an account's own password may not do, since a second factor is on."""
    return provider.password is PasswordRule.ACCOUNT and "prose.two-step" in tags
