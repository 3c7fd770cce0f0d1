"""What the provider whose server stands in a paste's settings takes at a login, as evidence. Pure."""

from __future__ import annotations

import re

from bot.model import Bounce, Evidence, Stage, Vantage
from bot.providers.submission import PasswordRule, Provider, UserForm, provider_of_host

# Who writes that one is in use has it; what works elsewhere or at times is the right one.
NOT_THE_PASSWORD = frozenset({"prose.app-password", "prose.only-from-server", "prose.intermittent"})
USER_SHOWN = frozenset({"user.full-address", "user.local-part"})
_NAMED = re.compile(r"[A-Za-z0-9-]{2,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}")  # hosts that an error names
_TEXT_LIMIT = 400  # characters of an error in which they stand
_APP_PASSWORDS = (PasswordRule.APP_PASSWORD, PasswordRule.APP_PASSWORD_WITH_TWO_STEP)


def host_wants(bounce: Bounce) -> tuple[Evidence, ...]:
    """Facts on login, connection or TLS at the host to be used; empty for one of nobody known."""
    if bounce.stage not in (Stage.AUTH, Stage.CONNECT, Stage.TLS):
        return ()
    hosts = [str(fact.args["host"]) for fact in bounce.context if fact.tag == "client.host"][:1]
    if not hosts and bounce.stage is Stage.AUTH:
        hosts = [str(fact.args["host"]) for fact in bounce.context if fact.tag == "client.host-named"]
    if bounce.stage is not Stage.AUTH:
        hosts += _NAMED.findall(bounce.reply.text, 0, _TEXT_LIMIT)
    provider = next(filter(None, map(provider_of_host, hosts)), None)
    if provider is None:
        return ()
    tags = {fact.tag for fact in bounce.context}
    if bounce.stage is not Stage.AUTH:
        return (Evidence("provider.known-server", {"provider": provider.name}, "paste", Vantage.PASTE),)
    return tuple(
        Evidence(tag, {"provider": provider.name}, "paste", Vantage.PASTE) for tag in _wants(provider, tags)
    )


def _wants(provider: Provider, tags: set[str]) -> list[str]:
    wants = []
    if NOT_THE_PASSWORD.isdisjoint(tags):
        if provider.password in _APP_PASSWORDS and provider.never_account_password:
            wants.append("provider.app-password-only")
        if provider.password is PasswordRule.AUTHORIZATION_CODE:
            wants.append("provider.authorization-code-only")
        if provider.password is PasswordRule.API_KEY:
            wants.append("provider.key-only")
    if provider.user is UserForm.WORD and not USER_SHOWN.isdisjoint(tags):
        wants.append("provider.fixed-user-name")
    return wants
