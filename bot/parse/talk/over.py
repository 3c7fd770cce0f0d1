"""Whether an error that a text tells of is over: looked into, solved, or told with what became of it."""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import Seen
from bot.parse.talk.leads import LOOKED_INTO, OVER
from bot.parse.talk.questions import ASKS
from bot.parse.talk.sentences import NUMBER, SENTENCE_ENDS, sentences_of
from bot.parse.talk.told import PRINTED, WRITTEN

_SAYING: Final = 300  # characters of a short message
_PARTS_OF_REPORT: Final = 2  # of those that a report on an incident has; one may stand anywhere
# "It was solved for Ana, but Ben gets 535": not all is over.
GOES_ON: Final = re.compile(
    rf"{NUMBER.pattern}|\b(?:but|except|still|aber|außer|nur|mais|pero|ma|porém|maar|ale)\b|но\b|但",
    re.IGNORECASE,
)
# What it had been, behind that it is over: "Solved. It was the wrong port."
_HAD_BEEN: Final = re.compile(
    r"\W*(?:(?:it|that|this|there) (?:was|were|had|turned out)|(?:it )?turn(?:s|ed) out"
    r"|(?:the |root )?(?:\w+ )?(?:cause|reason|culprit|problem|issue|error|fix|solution)s? (?:was|were)"
    r"|es (?:lag|war)|(?:die |der )?(?:ursache|grund|lösung|fehler) war|c['’]était"
    r"|(?:la|le|el|o|a|il) (?:cause|raison|causa|razón|motivo|problema|problème|erro|error)"
    r" (?:était|era|foi|fue))\b",
    re.IGNORECASE,
)
# The end of a sentence that told of an error: "we got a 550 yesterday, fixed now".
_CLAUSE: Final = re.compile(r"[,;] |\.\.+ ?| [–—-]+ | (?:and|und) (?=(?:it|they|we|is|ist)\b)")
_CLAUSE_CHARS: Final = 80
_OVER_AGAIN: Final = re.compile(
    r"(?:(?:it|that|this|all|everything|they|we|he|she|support|(?:the|our) \w{1,12})(?:['’]?s|['’]re)? )?"
    r"(?:(?:is|are|was|got|has been|have been|now|already|meanwhile|finally|jetzt|nun) ){0,2}"
    r"(?:(?:fixed|resolved|solved|sorted|delisted|unblocked|whitelisted|raised|lifted|gone|behoben|gelöst"
    r"|erledigt|résolu|resuelto|resolvido|risolto)"
    r"(?: (?:it|this|that|us|out|now|again|already|since|today|yesterday|then|the same day)){0,3}"
    r"|(?:nothing|no (?:e-?)?(?:mails?|messages?)) (?:(?:was|were|is|got) )?lost"
    r"|all (?:the )?(?:\w{1,12} )?(?:e-?mails?|messages?) (?:was|were|have been|has been"
    r"|got) (?:delivered|sent)"
    r"|(?:works?|working|ok|okay|fine|good|geht|läuft|funktioniert) (?:now|again|jetzt|wieder)"
    r"(?: again| wieder)?)"
    r"(?:\W{1,3}(?:thanks?|thank you|thx|danke|closing|closed)\b(?: \w{1,10}){0,2})?[^\w?]{0,3}",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"\W*(?:closing|closed|thanks?|thank you|thx|cheers|danke|merci|gracias)\b(?: \w{1,10}){0,3}\W*",
    re.IGNORECASE,
)
# "Mail cannot be sent until this error is resolved": it is not.
_UNTIL: Final = re.compile(
    r"\buntil (?:\w{1,20} ){1,3}(?:is|are|has been) (?:re)?(?:solved|fixed)\b", re.IGNORECASE
)
_ENDED: Final = LOOKED_INTO | OVER


def is_over(seen: Seen) -> bool:
    """Whether a text reports on an incident that was looked into, or a short one ends by what is over."""
    if _ends_over(seen):
        return True
    if not seen.any(_ENDED) or seen.any(PRINTED) or seen.any(ASKS):
        return False
    looked = seen.found(LOOKED_INTO)
    if looked[:1] == [0] or len(looked) >= _PARTS_OF_REPORT:
        return True
    text = _UNTIL.sub("", seen.text).strip()
    if len(text) > _SAYING or not seen.any(OVER):
        return False
    *before, last = sentences_of(text)
    while before and (
        (_THANKS.fullmatch(last) is not None and not seen.of(last).any(OVER))
        or (GOES_ON.search(last) is None and _HAD_BEEN.match(last) is not None)
    ):
        last = before.pop()
    return GOES_ON.search(last) is None and seen.of(last).any(OVER)


def _ends_over(seen: Seen) -> bool:
    """Whether somebody tells of an error in a sentence that ends by what became of it."""
    text = seen.text.strip()
    if len(text) > _SAYING or "\n" in text or seen.any(WRITTEN) or seen.any(ASKS):
        return False
    *before, last = SENTENCE_ENDS.split(text)
    while before and _THANKS.fullmatch(last) is not None:
        last = before.pop()
    *told, end = _CLAUSE.split(last)
    while told and _THANKS.fullmatch(end) is not None:
        end = told.pop()
    if len(end) > _CLAUSE_CHARS or _OVER_AGAIN.fullmatch(end) is None:
        return False
    return NUMBER.search(" ".join([*before, *told])) is not None
