"""What somebody tells of mail that fails, beside the name of a version that came out.

Gives words of a text; what only tells of the version is `changes`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import Seen
from bot.parse.talk.changes import RELEASED
from bot.parse.talk.sentences import sentences_of
from bot.parse.talk.told import TOLD_BY_PERSON
from bot.parse.talk.trouble import tells_trouble

# A version's name, in front of what is told.
_RELEASE: Final = re.compile(
    r"\W{0,4}(?:release|version|deploy(?:ment)?|update|hotfix|build) v?\d[\w.]*(?::| [-–—]) +(?=\w)",
    re.IGNORECASE,
)
# Where somebody goes on with what does not work.
_BUT: Final = re.compile(
    r"[,;.–—-] ?(?:but|only|yet|still|however|unfortunately|aber|nur|mais|sauf que|pero|ma|maar|ale|mas"
    r"|porém)\b",
    re.IGNORECASE,
)
# It was so before the version.
_MENDED: Final = re.compile(
    r"\b(?:no longer|not any ?more|fix(?:es|ed)?|mend(?:s|ed)|correct(?:s|ed|ly)|instead|now|anymore)\b",
    re.IGNORECASE,
)


def trouble_behind_version(lines: list[str]) -> str | None:
    """Give what somebody tells behind a version's name and a colon, where it is that mail fails since."""
    told = [line for line in lines if line.strip()]
    release = _RELEASE.match(told[0]) if len(told) == 1 else None
    if release is None:
        return None
    rest = told[0][release.end() :]
    return rest if tells_trouble(rest) and _MENDED.search(rest) is None else None


def tells_what_fails(seen: Seen) -> bool:
    """Whether somebody tells, in another sentence than that on a version, of what fails."""
    told = [
        _BUT.split(one, maxsplit=1)[-1]
        for one in sentences_of(seen.text)
        if not seen.of(one).any(RELEASED) or _BUT.search(one) is not None
    ]
    return any(
        seen.of(one).any(TOLD_BY_PERSON) or tells_trouble(one) or tells_trouble(one.partition(": ")[0])
        for one in told
    )
