"""Passwords for one program, in their groups of letters or in one word beside that name.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span, lines_of
from bot.parse.secrets.words import SHORT_WORDS

# Google's and Apple's, as they are shown: four groups of four letters.
_GROUPS: Final = RarePattern(
    r"(?<![\w@.-])[a-z]{4}([ -])[a-z]{4}\1[a-z]{4}\1[a-z]{4}(?![\w@-]|\.\w)",
    reach=21,
    sign=r"[a-z]{4}[ -][a-z]{4}[ -][a-z]{4}[ -][a-z]{4}",
)
# In Chinese no space parts it from the words around.
_SIXTEEN: Final = re.compile(r"(?a:(?<![\w@.-])[a-z]{16}(?![\w@-]|\.\w))")
_OPENS: Final = re.compile(r"(?:^|[\]:|>*\"'`•-])[ \t*`\"']*$")
_CONSONANTS: Final = re.compile(r"[b-df-hj-np-tv-xz]{4}")
_APP: Final = RarePattern(
    r"(?i)app\w*[ -](?:specific[ -])?(?:pass|pw|kennw|code)|mot de passe d.application|contraseña de aplicaci"
    r"|has[lł]o aplikacji|senha de app|парол\w приложени|wachtwoord voor de app|password per l.app"
    r"|授[权權][码碼]"
)
_BEFORE: Final = 40  # characters before a group that are looked at
_VOWELS: Final = 5  # fewer are no words of a sentence


def app_passwords(view: str) -> Iterator[Span]:
    """Give passwords for one program that are written in groups, or in one word beside that name."""
    lines = list(lines_of(view))
    named = dict(lines[number] for number in _APP.lines(view) if _APP.expression.search(lines[number][1]))
    for match in _GROUPS.finditer(view):
        start = match.start()
        line = view.rfind("\n", 0, start) + 1
        known = sum(group in SHORT_WORDS for group in re.split("[ -]", match[0]))
        opened = _OPENS.search(view[max(line, start - _BEFORE) : start]) is not None
        unsaid = known == 0 and sum(match[0].count(vowel) for vowel in "aeiou") < _VOWELS
        if unsaid or (known < 2 and (line in named or opened or match[1] == "-")):
            yield match.span()
    for start, text in named.items():
        for match in _SIXTEEN.finditer(text):
            if _CONSONANTS.search(match[0]) is not None:
                yield start + match.start(), start + match.end()
