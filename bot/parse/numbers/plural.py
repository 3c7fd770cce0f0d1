"""Reply codes told in the plural, "lots of 421s from yahoo", "wieder 550er", as the codes that they are.

Seconds are written so as well: "took 421s"; what stands before the number tells which it is.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.numbers.codes import FREQUENT

_LIMIT: Final = 300  # characters; programs and logs tell seconds so
_MANY: Final = (
    r"the|these|those|their|(?:lots?|loads|tons|wave|flood|bunch|couple|series|hundreds|thousands) of|many"
    r"|some|more|several|again|still|same|getting|gets?|got|seeing|sees?|saw|reports?|reporting|receives?"
    r"|receiving|throws?|returns?|die|diese|viele|lauter|nur|wieder|ständig|dauernd|immer|noch|tausende|hunderte|bekommt"
    r"|bekommen|kriegt|kriegen"
)
_OF_WHOM: Final = r"from|at|on|for|since|bei|von|seit|auf"
_NO_SECONDS: Final = r"(?! ?(?:ago|ahead|average|behind|delay|each|later|limit|long|max|per|time-?out)\b)"
_PLURAL: Final = re.compile(
    rf"(\b(?:{_MANY}) )([45]\d\d)(?:['’]?s|ern?)\b{_NO_SECONDS}"
    rf"|(^\W{{0,3}})([45]\d\d)(?:['’]?s|er)\b(?= (?:{_OF_WHOM})\b)",
    re.IGNORECASE | re.MULTILINE,
)


def in_singular(text: str) -> str:
    """Give a short text with each code that it tells in the plural as a single one."""
    return text if len(text) > _LIMIT else _PLURAL.sub(_single, text)


def _single(plural: re.Match[str]) -> str:
    before, code = (plural[1], plural[2]) if plural[2] is not None else (plural[3], plural[4])
    return f"{before}{code}" if int(code) in FREQUENT else plural.group()
