"""A credential without the damage that the offline check proves. Pure; it is never sent unasked.

What cannot be told for sure stays: a cleaned form counts only when the offline check has nothing
left to prove against it.
"""

from __future__ import annotations

import html
import re

from bot.checks import usernames
from bot.checks.characters import as_typed
from bot.checks.copied import entity_in, quoting_of
from bot.checks.credential import check_credential, is_damaged

_PASSES = 4  # quotes inside spaces inside quotes
_ADDRESS = re.compile(r"[^\s<>:\"']+@[^\s<>\"']+")


def clean_credential(user: str, password: str, host: str | None) -> tuple[str, str] | None:
    """User name and password as they were most probably given out.

    None where nothing is damaged, or where what is damaged has no form that is certain: a masked or
    shortened password, another provider's, a misspelt domain.
    """
    if not _damage(user, password, host):
        return None
    name, secret = _plain(user, in_address=True), _plain(password, in_address=False)
    wrapped = _ADDRESS.search(name) if usernames.is_wrapped(name) else None
    name = wrapped.group() if wrapped is not None else name
    if "credential.app-password-spaces" in _damage(name, secret, host):
        secret = "".join(secret.split())
    return (name, secret) if not _damage(name, secret, host) else None


def _damage(user: str, password: str, host: str | None) -> set[str]:
    found = check_credential(user, password.encode("utf-8", "surrogateescape"), host)
    return {fact.tag for fact in found.evidence if is_damaged(fact)}


def _plain(text: str, *, in_address: bool) -> str:
    for _ in range(_PASSES):
        before = text
        text = _unquoted(as_typed(text, spaces=in_address and "@" in text))
        if entity_in(text) is not None:
            text = html.unescape(text)
        if text == before:
            break
    return text


def _unquoted(text: str) -> str:
    kind = quoting_of(text)
    if kind == "outer":
        return text[1:-1]
    if kind == "formula":
        return text[2:-1]
    return text.replace('""', '"') if kind == "doubled" else text
