"""Which characters people say a password has: special ones, or letters that are not ASCII."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.model import Evidence
from bot.parse.signs import PERSONAL, Seen, signs_of
from bot.parse.surroundings.denied import without_denied
from bot.parse.surroundings.login_kinds import OF_ELSE
from bot.parse.surroundings.otherwise_meant import without_asked

# What people call a password, and the characters in one.
_PASSWORDS: Final = "password|passwort|kennwort|contraseña|mot de passe|senha|wachtwoord"
_SPECIAL_SIGNS: Final = (
    "special|symbol|sonderzeichen|punctuation|ampersand|dollar|percent|plus|hash|quote|slash|backslash|umlaut"
    "|section|exclamation|non-?ascii|accent|raute|prozent|signo de|cifrão|dièse|pourcent"
    "|esperluette|spécia|especia"
)
_HOLDS: Final = (
    r"has|had|have|contain\w{0,3}|includ\w{1,3}|with|in|mit|hat|enthält|contient|avec|contiene|tiene|lleva"
    r"|tem|contém|bevat|heeft"
)
_SPECIAL: Final = re.compile(
    rf"(?i)(?:{_PASSWORDS}|passwd|pw|key)(?: \w+){{0,6}} (?:{_SPECIAL_SIGNS})"
    rf"|special char(?:acter)?s?|(?:{_PASSWORDS})[^.\n]{{0,60}}[(\"'`]([§&%$#+/\\!?€£äöüßéè])[)\"'`, ]"
    # Between spaces it is a character of the password only where somebody says so: "user & password".
    rf"|(?:{_PASSWORDS})[^.\n]{{0,40}}\b(?:{_HOLDS})\b"
    r"[^.\n]{0,30}(?! / ) ([§&%$#+/\\!?€£äöüßéè])(?:[,;.) ]|$)"
    rf"|[(\"'`]([§&%$#+/\\!?=@:€£])[)\"'`] (?:\w{{1,20}} ){{0,3}}in (?:\w{{1,20}} ){{0,3}}(?:{_PASSWORDS})"
    rf"|\b(?:using|use|used|with|has|have|an?) ([§&%$#+/\\!?=@€£]) (?:sign |character |symbol )?in"
    rf" (?:\w{{1,20}} ){{0,3}}(?:{_PASSWORDS})"
    rf"|(?:{_PASSWORDS})[^\n]{{0,40}}\b(?:start|begin|end)s? with ['\"`]?([§&%$#+/\\!?€£])"
)
_NON_ASCII: Final = re.compile(
    # A letter alone: one within a word belongs to the sentence.
    rf"(?i)(?:{_PASSWORDS})[^.\n]{{0,80}}?(?:([§€£])|\b([äöüßêñãçøå])\b"
    # "à" and "é" are words as well: "le mot de passe à la main", "a senha é correta".
    r"|(?:\b(?:an?|the|with|ein|ein[ea]?n?|une?|uma?|le|la|el|letter|buchstabe)|[(\"'`„“]) ?([éèà])\b)"
    r"|section sign|umlaut|non-?ascii|non-?latin|accented (?:letter|char)"
    r"|unicode (?:char|letter|symbol|passw)"
)
# "The password is fine, the subject has an ü".
_OF_ELSE: Final = re.compile(OF_ELSE, re.IGNORECASE)
NON_ASCII: Final = "prose.non-ascii-password"
OF_CHARACTERS: Final = ("prose.special-character", NON_ASCII)
PASSWORD_CHARACTERS: Final = signs_of(PERSONAL, _SPECIAL, _NON_ASCII)


def password_characters_in(seen: Seen) -> Iterator[Evidence]:
    """Give what is said, and not denied, of a password's characters, each kind once."""
    if not seen.any(PASSWORD_CHARACTERS):
        return
    text = without_denied(without_asked(seen.text))
    for tag, kind in zip(OF_CHARACTERS, (_SPECIAL, _NON_ASCII), strict=True):
        said = next((one for one in kind.finditer(text) if _OF_ELSE.search(one.group()) is None), None)
        if said is not None:
            yield Evidence.in_paste(tag, character=next(filter(None, said.groups()), None))
