"""What a program that reads pictures took for a letter or a digit, undone: `55O 5.1.1 Unkn0wn user`.

Both numbers of a reply side by side, a letter in one of them, show such a text, and so does one behind
"SMTP Error": nothing else looks so. A reply's numbers in full-width digits, as East Asian keyboards write
them, become plain ones; a password's stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# What stands before the first character is looked at after it: the search leaps from one to the next.
_NUMBERS: Final = re.compile(
    r"[45S](?<![\w.].)[0-5OIlS][\dOIlS](?:[ -][45S]\.[\dOIl]\.[\dOIl]{1,3}(?![\w.])|(?<=rror \(...)(?=\)))"
)
_FULL_WIDTH: Final = re.compile(
    r"(?<!\w)[４５][０-５][０-９](?:[ 　-][４５][.．][０-９][.．][０-９]{1,3})?(?!\w)"
)
_DIGITS: Final = str.maketrans("OIlS", "0115")
# A word with a digit in it; names of hosts, numbers of messages and the like hold other characters as well.
_WORD: Final = re.compile(r"(?<![\w.@/-])[A-Za-z10][a-z10]{3,}(?![\w@/-]|\.\w)")
_LETTERS: Final = str.maketrans("10", "lo")
_LIMIT: Final = 2_000  # characters; a picture of an error holds no more
_FEWEST: Final = 2  # letters of a word


def as_shown(text: str) -> str:
    """Write the numbers and words of a reply that was read off a picture as the picture shows them."""
    if len(text) > _LIMIT:
        return text
    if "４" in text or "５" in text:
        text = _FULL_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    if all(numbers.translate(_DIGITS) == numbers for numbers in _NUMBERS.findall(text)):
        return text
    text = _NUMBERS.sub(lambda found: found.group().translate(_DIGITS), text)
    return _WORD.sub(_spelt, text)


def _spelt(word: re.Match[str]) -> str:
    letters = sum(char.isalpha() for char in word.group())
    return word.group().translate(_LETTERS) if letters >= _FEWEST else word.group()
