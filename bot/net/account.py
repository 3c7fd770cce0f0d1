"""Whose a login is, for the budget and for a file that names a mailbox twice."""

from __future__ import annotations

import hmac
import secrets

from bot.model import Secret
from bot.providers import UserForm, provider_of_host

# Of this process alone: what the ledger keeps tells nobody who holds the database whether a key is the one.
_KEY = secrets.token_bytes(32)


def account_of(user: str, host: str, password: Secret) -> str:
    """Give the user name; where all customers of a service log in with one fixed word, with whose key it is.

    The key is told by a digest that no other process can make: after a restart its attempts count anew.
    """
    provider = provider_of_host(host)
    if (
        provider is None
        or provider.user is not UserForm.WORD
        or user.strip().casefold() != provider.word.casefold()
    ):
        return user
    return f"{user} {hmac.digest(_KEY, password.reveal(), 'sha256').hex()}"
