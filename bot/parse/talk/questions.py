"""Questions: what a number or a sentence means, which one is right, how something works.

Whoever asks so shows no error; what they ask of is told to whoever looks the answer up.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import TALK, Seen, Signs

_ANY_NUMBER: Final = re.compile(r"\b(?:[2-5]\d\d[ -])?([245]\.\d\.\d{1,3})\b|\b[2-5]\d\d\b")
_QUESTION_LIMIT: Final = 400  # characters; more is a text with a question in it
# Where a question of a word or a number begins, behind a greeting, and ends; more may be told behind it.
_OPENS: Final = r"\A\W*(?:(?:hi|hello|hey|hallo)\b(?: team| all| there| everyone| zusammen)?[,:;!.]? +)?"
_ENDS: Final = r"(?:\W*\z|\?+ )"
# Somebody asks what a number or a sentence means.
ASKS: Final = Signs(
    TALK,
    r"\bwhat (?:do|does|did) .* mean\b|\b(?:what|which) (?:code|number|reply|status)\b"
    r"|\bwhat(?:'s| is| are) (?:the (?:difference|meaning)|an?) |\bdifference between\b"
    r"|\b[45]\d\d differs from\b|\bhow do(?:es)? [^\n]*\bdiffer from\b"
    r"|\b(?:explain|know|remember|forget|wonder\w*) what .* means?\b|\bhow do(?:es)? [\w-]+ work\b"
    r"|\bdo you know what an? \w|\bwhen do(?:es)? [\w.]+ (?:send|return|answer|use|say|give|reply|respond)\b"
    r"|(?:^|[.!?] )\W*(?:will|do(?:es)?) [\w-]+ (?:\w+ )?(?:try|retry|resend|continue|give up|treat|handle"
    r"|count|suppress|drop) "
    r"|\bwhy do (?:[a-z]+ )?(?:servers|providers|hosts|mtas|receivers|relays) (?:\w+ )?(?:say|return|send"
    r"|answer|use|give|reply|respond)\b|\bright (?:code|reply|answer)\b|^\W*is [\"'“‘`]"
    r"|(?:^|[.!?] )\W*is (?:smtp )?(?:authentication|encryption|login|tls|ssl|starttls) "
    r"|\bis (?:an? )?[45]\d\d\b.*\b(?:hard|soft|permanent|temporary)\b"
    r"|\bshould (?:we|i|one) (?:only |also |really )?(?:count|treat|retry|use|send|return|catch|show|handle"
    r"|log|ignore|hide|map)\b|\bwas (?:bedeutet|heißt)|\bunterschied zwischen\b|\berklär"
    r"|\bque (?:veut dire|signifie)\b|\bc'est quoi\b|\bdifférence entre\b"
    r"|\bqu[ée] (?:significa|quiere decir)\b|\bdiferencia entre\b|\bdiferença entre\b"
    r"|\bcosa significa\b|\bdifferenza tra\b|\bwat betekent\b"
    # Of nobody's mailbox and nobody's mail: "how long is a mailbox locked?"
    r"|\A\W*how (?:long|often|many) (?:[a-z]+ ){1,3}an? [a-z -]+\W*\z"
    # Of a word or a number, and of nothing that was met: "what is greylisting", "how to fix 550 5.7.1".
    rf"|{_OPENS}what(?:'s| is| are) [\w-]+{_ENDS}"
    rf"|{_OPENS}(?:what(?:'s| is)|(?:the )?meaning of"
    r"|how (?:to|do (?:i|we)|can (?:i|we)) (?:fix|solve|resolve|handle|avoid|prevent|stop))"
    r"(?: (?:an?|the|this|smtp|error|code|bounce))* [245][\d.]+(?:[ -][245]\.[\d.]+)?"
    rf"(?: (?:error|code|bounce)s?)?{_ENDS}"
    r"|什么意思|区别|что (?:значит|означает)|чем отлича|どういう意味|って何|の違い|違い[はがを]",
)
# "What does this mean: 535 ..." shows an error instead.
SHOWS: Final = Signs(
    TALK,
    r"\bwhat (?:do|does|did) (?:this|that|it|these|i)\b"
    r"|\b(?:explain|know|wonder\w*) what (?:this|that|it|i)\b"
    r"|\bwas (?:bedeutet|heißt) (?:das|dies)|\bque (?:veut dire|signifie) (?:ça|cela|ceci|ce message)\b"
    r"|\bqu[ée] (?:significa|quiere decir) es[eo]\b|\bqu[ée] (?:significa|quiere decir) esto\b"
    r"|что (?:это (?:значит|означает)|(?:значит|означает) эт[ао])"
    r"|(?:这|報錯|报错|收到|提示|显示|返回|出现|发不).*什么意思"
    # Behind the error: "Gmail met nos mails en 550 5.7.26, c'est quoi ?"
    r"|\d[^.;!?]*, (?:et )?c['’]est quoi\b"
    r"|\bo que (?:significa|quer dizer) is[st]o\b|\bcosa significa questo\b|\bwat betekent d[ai]t\b",
)


def asked_about(text: str) -> str | None:
    """Give the number that somebody asks the meaning of, else what they ask; None where nothing is asked."""
    seen = Seen(text)
    if len(text) > _QUESTION_LIMIT or not seen.any(ASKS) or seen.any(SHOWS):
        return None
    number = _ANY_NUMBER.search(text)
    return text if number is None else number.group(1) or number.group()
