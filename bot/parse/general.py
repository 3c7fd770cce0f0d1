"""Signs that a text speaks in general: what may happen, what a number means, what a program is to do.

Says only whether a text does so outside of what it quotes; a server's own words are no sign.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import TALK, Seen, Signs

_MAY: Final = (
    r" (?:be|have|occur|happen|cause|lead|mean|also|appear|see|get|need|only|then|indicate|return|result"
    r"|retry|refuse|reject|show|help|assume|disregard|lie|exit|fail)\b"
)
# A condition that is nobody's own, a possibility, a frequency, an example, a meaning.
_SPEAKS: Final = Signs(
    TALK,
    r"(?:^|[.,;:(] |\b(?:and|but|that|so) |- )\W*(?:if|when|whenever|once|every time|in case|unless|after) "
    r"(?:an?|the|your|you|there|one|users?|e-?mails?|messages?|servers?|any)\b"
    rf"|\b(?:could|might|may|should|would){_MAY}"
    r"|\b(?:servers?|it|this|these|they|you|errors?|bounces?|messages?|e?mails?|which|that) (?:can|will)"
    rf"{_MAY}"
    r"|\b(?:typically|usually|often|frequently|generally|normally|sometimes|commonly|most common"
    r"|in most cases)\b"
    r"|\bfor (?:example|instance)(?:[,: ]|$)|\bsuch as\b|\b(?:e\.g\.|i\.e\.)|\betc\."
    r"|\bthere are (?:\w+ )?(?:situations|cases|times)\b"
    r"|\b(?:means?|indicates?|denotes?|refers? to|stands for)\b"
    r"|\b(?:occurs?|happens?|arises?|appears?) (?:when|if|because|due)\b",
)
# The form of a document, a change, a wish, a question on what a program does.
_FORM: Final = Signs(
    TALK,
    r"^#{1,4} \w|\w\*\*:?$|\w\n[-=]{4,}$|^\s*[-*] \[[ x]\]"
    r"|^\W*(?:most )?(?:common|possible|typical) (?:causes?|reasons?|solutions?|errors?)\b"
    r"|^\W*causes (?:of|for) |\bexample (?:error|response|message|reply)"
    r"|^\W*what (?:is|are|causes) (?:an? |the )?(?:smtp|error|hard|soft) "
    r"|^[\s`]*diff(?: --git [^\n]*)?$|^@@ -\d"
    r"|\b(?:this|the|a) (?:pr|pull request|mr|commit|patch)\b"
    r"|^\W*(?:feat|fix|chore|docs|refactor)(?:\([^)\n]*\))?!?:"
    r"|\b(?:would be|ideally|features?|suggest|propose|improve\w*|instead of|rather than|so that)\b",
)
GENERAL: Final = _SPEAKS | _FORM
# What somebody quotes from a program.
_QUOTED: Final = re.compile(r"`{1,3}[^`\n]{1,400}`{1,3}|\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|'[^'\n]{12,400}'")


def speaks_in_general(seen: Seen, *, report: bool) -> bool:
    """Say whether a text speaks in general, outside of what it quotes; a bounce mail's prose may."""
    signs = _FORM if report else GENERAL
    return seen.any(signs) and seen.of(_QUOTED.sub(" … ", seen.text)).any(signs)
