"""What somebody gives as an error's words: in quotes, behind "error:", before "error", below "I get:".

Such words may be few: the person says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from bot.model import Bounce, Reply
from bot.parse.around import lower_in_place
from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.failed_step import failed_step
from bot.parse.errors.failure import names_failure
from bot.parse.errors.not_sent import is_other_fault
from bot.parse.foreign.replies import foreign_reply
from bot.parse.signs import Seen

# What leads to a quote is looked at behind the mark that opens it: the search leaps from one to the next.
_OPENER: Final = re.compile(r"[:：\"`“«']|\*\*(?<= \*\*)(?=\w)|_(?<= _)(?=\w)")
_QUOTED: Final = re.compile(r"(?=\S)[^\"`”»\n]{8,200}")  # a mark before a space closes a quote
_QUOTED_ONCE: Final = re.compile(r"[^\"'`\n]{8,200}")  # 'what stands between these'
_MARKED: Final = re.compile(r"[^\"`*\n]{8,200}?(?=_(?:\W|$)|\*\*)")  # what Markdown shows slanted or bold
# Up to the person's own next sentence.
_BEHIND_COLON: Final = re.compile(r" ?(?=\w)(?:(?![.!] (?:(?:I|We|My|Any|How|What) |However\b))[^\n]){8,200}")
_FORMS: Final = {":": _BEHIND_COLON, "：": _BEHIND_COLON, "'": _QUOTED_ONCE, "_": _MARKED, "**": _MARKED}
_LED_REACH: Final = 64  # characters before the mark
_LEADS_TO_QUOTE: Final = re.compile(
    r"(?:\b(?:err|error|exception|message|msg|logs?|response|reason|cause|says|said|saying|returns?|returned"
    r"|throws?|shows?|showing|tells?|telling|displays?|gets?|getting|got|gives?|giving|see|seen|notif(?:y|ies|ied|ication)"
    r"|receiv(?:e|es|ed|ing)|reports?|encounter(?:ed|s|ing)?|fac(?:e[ds]?|ing)|experienc(?:e[ds]?|ing)"
    r"|responds?|responding|answers?|reject(?:s|ed)|refused|bounced?|complains?|fehler|meldung|erreur|erro"
    r"|ошибка)(?!\w)|错误|报错|提示|退信)[^\"`“”«»\n]{0,40}$"
)
_LEADS_TO_COLON: Final = re.compile(
    r"(?:error|exception|says|failed|undeliverable|bounced|the message|fehler|melding|meldung|erreur|erro"
    r"|mensaje|hata(?:sı)?|ошибка|错误|报错|提示|\bcampaign (?:was |is )?(?:stopped|paused))"
    r"(?: (?:is|was|code|message|mesajı))?\s?$"
)
# "When I send a test mail I get:", and below it the error's words.
_NAMED_BEHIND: Final = re.compile(
    r"[\"`”»'*_]{1,2} (?:smtp |e?mail |delivery )?"
    r"(?:errors?|exceptions?|failures?|bounces?|messages?|responses?|repl(?:y|ies)|fehler|meldung)\b",
    re.IGNORECASE,
)
_INTRODUCES: Final = re.compile(
    r"(?:\bsmtp\b|\bsend(?:ing)? [^.;]{0,40}\be?-?mails?\b)[^.;]{0,80}(?:\. [^.;]{1,60})?:$", re.IGNORECASE
)
_INTRODUCED_LIMIT: Final = 200  # characters of an error that stands below "I get:"
# "I get an error saying that the password is incorrect": told without quotes.
_SAYING: Final = re.compile(
    r"\b(?:error|message|response)s? (?:(?:is|was|gets?) (?:shown|displayed) )?"
    r"(?:saying|stating|telling me)(?: that)? ([^.;:\"`“\n]{10,160})",
    re.IGNORECASE,
)
_OF_SENDING: Final = re.compile(
    r"\bsmtp\b|\bmail ?server\b|\bsend(?:ing)? [^.;]{0,40}\be?-?mails?\b", re.IGNORECASE
)
_MAY_COME: Final = re.compile(r"\b(?:will|would|might|may|should|wird|würde|könnte)\b")
# 'The page shows "mailbox full" if you have no plan': when something is shown, and to whom.
_IF: Final = re.compile(
    r"[\"`”»'*_]{0,2} (?:(?:only )?(?:if|whenever|unless|as soon as|when) (?:you|there|an?|one|nobody|someone"
    r"|somebody|no)|wenn (?:man|du|sie|jemand|kein\w*)|(?:si|quand|lorsqu['’]) ?(?:vous|on|tu|aucun)"
    r"|(?:si|cuando) (?:no )?(?:tienes?|hay|se)|se (?:não|non)|als (?:je|men|er))\b",
    re.IGNORECASE,
)
_QUOTES_READ: Final = 3  # of one paragraph


def quoted_in(about: Seen, above: str) -> Iterator[Bounce]:
    """Give what is quoted in a paragraph; the whole of it where the one above introduces it."""
    yield from islice(_quotes(about), _QUOTES_READ)
    text = about.text
    told = _SAYING.search(text) if "ing " in text else None
    if told is not None and _OF_SENDING.search(text) is not None:
        yield from _quote(about.of(told.group(1)))
    introduced = _INTRODUCES.search(above) is not None
    if introduced and len(text) <= _INTRODUCED_LIMIT and not tells_of_a_person(text):
        yield from _quote(about)


def _quotes(about: Seen) -> Iterator[Bounce]:
    """Give what somebody quotes as an error's words."""
    text, end = about.text, 0
    lower = lower_in_place(text)
    for opener in _OPENER.finditer(text):
        at, sign = opener.start(), opener.group()
        if at < end or (sign == "'" and text[at - 1 : at].isalnum()):
            continue
        if sign in ":：" and not (text[at - 1 : at].isalpha() or text[at - 1 : at] == " "):
            continue  # of a time or a port
        leads = _LEADS_TO_COLON if sign in ":：" else _LEADS_TO_QUOTE
        led = max(0, at - _LED_REACH)
        quoted = _FORMS.get(sign, _QUOTED).match(text, opener.end())
        if quoted is None or _MAY_COME.search(lower, led, at) is not None:
            continue
        if leads.search(lower, led, at) is None and (
            sign in ":：" or _NAMED_BEHIND.match(text, quoted.end()) is None
        ):
            continue
        end = quoted.end()
        if _IF.match(text, end) is not None:
            continue
        yield from _quote(about.of(quoted.group().strip()))


def _quote(words: Seen) -> list[Bounce]:
    """Give an error's words, and nothing where they tell of no failure or of a program's own."""
    reply = Reply(None, None, words.text)
    if not names_failure(words) or is_other_fault(words.text) or foreign_reply(reply):
        return []
    return [Bounce(reply, stage=failed_step(words), suspected=True, quoted=True)]
