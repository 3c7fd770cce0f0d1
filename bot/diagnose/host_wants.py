"""What the provider whose server stands in a paste's settings takes at a login, as evidence. Pure."""

from __future__ import annotations

from bot.model import Bounce, Evidence, Stage, Vantage
from bot.providers.submission import PasswordRule, Provider, UserForm, provider_of_host

# Who writes that one is in use has it; what works elsewhere or at times is the right one.
NOT_THE_PASSWORD = frozenset({"prose.app-password", "prose.only-from-server", "prose.intermittent"})
USER_SHOWN = frozenset({"user.full-address", "user.local-part"})
_APP_PASSWORDS = (PasswordRule.APP_PASSWORD, PasswordRule.APP_PASSWORD_WITH_TWO_STEP)


def host_wants(bounce: Bounce) -> tuple[Evidence, ...]:
    """Facts on login or TLS at the host that the program was to use; empty for a host of nobody known."""
    if bounce.stage not in (Stage.AUTH, Stage.TLS):
        return ()
    host = next((fact.args.get("host") for fact in bounce.context if fact.tag == "client.host"), None)
    provider = provider_of_host(str(host)) if host else None
    if provider is None:
        return ()
    tags = {fact.tag for fact in bounce.context}
    if bounce.stage is Stage.TLS:
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
    if provider.user is UserForm.WORD and not USER_SHOWN.isdisjoint(tags):
        wants.append("provider.fixed-user-name")
    return wants
