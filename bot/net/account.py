"""Whose a login is, for the budget and for a file that names a mailbox twice."""

from __future__ import annotations

import hashlib

from bot.model import Secret
from bot.providers import UserForm, provider_of_host


def account_of(user: str, host: str, password: Secret) -> str:
    """Give the user name; where all customers of a service log in with one fixed word, with whose key it is.

    Of the key it holds a digest alone, which the ledger hashes once more, as it does a user name.
    """
    provider = provider_of_host(host)
    if (
        provider is None
        or provider.user is not UserForm.WORD
        or user.strip().casefold() != provider.word.casefold()
    ):
        return user
    return f"{user} {hashlib.sha256(password.reveal()).hexdigest()}"
