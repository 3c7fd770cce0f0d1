"""Which mailbox a paste of a refused login says logs in. Pure, linear in time."""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import ends_of

_ADDRESS: Final = r"([\w.+'&-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})(?![\w@])"
# `user: ana@example.com`, `sasl_username=ana@example.com`, "the mailbox ana@example.com".
_NAMED: Final = re.compile(
    r"(?i)(?:user(?:[ _-]?(?:name|id))?|log[ -]?in|auth(?:[_-]?(?:user|id))?|account|mailbox|e?mail[_-]?user"
    r"|benutzer(?:name)?|konto|postfach|utilisateur|compte|usuario|cuenta|utente|gebruiker|usuário|conta)"
    rf"['\"]?\s{{0,3}}(?:=>|[:=])?\s{{0,3}}['\"<(\[]{{0,2}}{_ADDRESS}"
)
# "Login to smtp.example.com as ana@example.com", "authentication failed for ana@example.com".
_LOGS_IN: Final = re.compile(
    r"(?i)(?:\blog(?:ged|ging)?[ -]?[io]n|\bsign(?:ed|ing)?[ -]?in|\bauth(?:enticat\w{1,6})?)\b"
    rf"[^\n@]{{0,80}}?\b(?:as|for|of|by)\s{{1,3}}['\"<(\[]{{0,2}}{_ADDRESS}"
)
# "again for ana@example.com: 535 ...", a line that opens with it: "ana@example.com gets 535 ...". In a
# notice the address before "host ... said:" is a recipient.
_TOLD_OF: Final = re.compile(
    r"(?im)(?:^[ \t>*•-]{0,6}|\b(?:for|für|bei|pour|chez|para|per|voor)\s{1,3}['\"(\[]{0,2})"
    rf"{_ADDRESS}['\")\]]{{0,2}}[ \t]{{0,2}}"
    r"(?::(?![ \t]{0,3}host\b)|[–-][ \t]|(?:gets?|bekommt|reçoit|recibe|riceve|krijgt)\b)"
)


def account_in(text: str) -> str | None:
    """Find the mailbox that logs in; None where none is named at the ends of a text, or several are."""
    if "@" not in text:
        return None
    text = ends_of(text)
    named = [*_NAMED.findall(text), *_LOGS_IN.findall(text), *_TOLD_OF.findall(text)]
    return named[0] if len({one.casefold() for one in named}) == 1 else None
