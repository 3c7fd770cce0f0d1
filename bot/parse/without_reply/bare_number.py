"""A number without words: whether it is a mail server's, by what the text around it speaks of.

Judges the number and its text; which words are then given to it is decided in `no_whole_reply`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce, Reply
from bot.parse import translations
from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.failure import names_failure
from bot.parse.errors.local_error import Depth
from bot.parse.numbers.codes import (
    FREQUENT,
    HTTP_FAULT,
    HTTP_FAULTS,
    LOGIN_REFUSED,
    OF_RECIPIENTS,
    PROVIDERS,
)
from bot.parse.numbers.words_before import BEFORE, introduces, is_filler
from bot.parse.numbers.words_behind import AGAIN, WHEN
from bot.parse.paste import Paste
from bot.parse.scan.hits import Scan
from bot.parse.talk.number_told import tells_mails_number
from bot.parse.talk.said_of import names_something_else
from bot.parse.talk.trouble_words import ALL
from bot.pattern_set import occurs

_SPOKEN: Final = re.compile(
    r"smtp|e-?mail|\bmail|\bsend|sent\b|deliver|outlook|gmail|inbox|outbox|postausgang|senden|envo[yi]|env[ií][ao]|correo"
    r"|courriel|邮|郵|メール|почт|письм"
    r"|app[ -]?password|yahoo|hotmail|gmx|icloud|t-online|office ?365|smartlead|instantly|bounc|postf[aä]ch"
    r"|buz[oó]n|bo[iî]te aux lettres|casella|correio|posta\b|postvak|skrzynk|ящик|пошт"
    r"|poczt|\bmejl|메일|寄信|verz(?:end|ond)|versturen|wysł|wysył|отправ|надісла|g[öo]nder|\binvia|skick"
    r"|odes(?:l|[íi]l)|lähett"
    r"|\bndrs?\b|recipient|empf[äa]nger|destinat[aá]|ontvanger|odbiorc|получател|收件|宛先",
    re.IGNORECASE,
)
_SPOKEN_IN: Final = 100_000  # characters
_ERROR: Final = re.compile(
    r"error|fehler|erreur|erro\b|ошибк|错误|錯誤|エラー|помилк|грешка|σφάλμα|błąd|błęd|eroare|greška|报错|오류|에러"
    r"|\b(?:fejl|feil|hiba|virhe|chyb[au]|hata(?:sı)?|lỗi)\b",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(
    rf"{translations.OF_LOGIN}|\bauth|denied|user ?name|password|log ?in|return code - expected",
    re.IGNORECASE,
)
_PROVIDER: Final = re.compile(rf"\b(?:{PROVIDERS})\b", re.IGNORECASE)
# Who opens with it and says that it is there once more, since when, or for whom: "535 again for acme".
_IS_THERE: Final = re.compile(
    rf"\W*535 (?:{AGAIN}"
    r"|after (?:the|our|my|an?|he|she|they|we|i|\w+ing)|(?:only )?from (?:the|our|my|all|one)"
    r"|only (?:on|in|with|for)|for (?:all|every|each|one|some|most) (?:\w+ )?"
    r"(?:users?|accounts?|mailbox\w*|inbox\w*|customers?|clients?))\b(?!!)"
)
_is_over: Final = occurs(ALL.over)
# What of a number that somebody gets is no count: its sentence ends, or goes on.
_NOTHING_MORE: Final = re.compile(
    rf"\W{{0,3}}$|[,.;:?!)]| (?:{WHEN}|but|although|though|and|mit|obwohl|aber|und|mais|et|pero|y|mas|ma|en"
    r"|maar|ale|но|хотя|але)\b"
)
# Who gets a number stands in its clause: "Ana is fine, but Ben gets 535"; a thing shows one.
_RECEIVES: Final = re.compile(
    r"\b(?:gets?|got|getting|receives?|bekommt|kriegt|erhält|reçoit|obtient|recibe|recebe|riceve|krijgt|dostaje)"
    r"(?: (?:the|an?|den|die|l[ae]|un|el|o|il|een))? $",
    re.IGNORECASE,
)
_CLAUSE_BEGINS: Final = re.compile(
    r"[,;.!:]\s|\s[–—-]+\s|\b(?:but|while|aber|mais|pero|ma|mas|maar|ale)\b", re.IGNORECASE
)
_RETURNED: Final = re.compile(r"\b(?:error|return(?:s|ed|ing)?) 55[013]\b", re.IGNORECASE)
SHORT: Final = 120  # characters in which "error 535" is all that is said: nobody but mail servers has it
_VERY_SHORT: Final = 40  # the same of "error 550", which lifts and printers have as well


def believed(told: Bounce, paste: Paste) -> Bounce:
    """Believe an enhanced code without words, where mail is spoken of: "error 5.7.26 from Gmail"."""
    if told.reply.text or told.reply.enhanced is None or _SPOKEN.search(paste.seen.text[:_SPOKEN_IN]) is None:
        return told
    return told._replace(suspected=False)


def is_smtps(number: Reply, paste: Paste) -> bool:
    """Whether a bare number is a mail server's: beside an enhanced code, a program or words of mail."""
    if number.enhanced is not None or paste.client is not None:  # no other protocol has both numbers
        return True
    # Whoever writes more than a line about a number alone tells of something that went wrong.
    told = len(paste.seen.text) <= SHORT or names_failure(paste.seen)
    return told and _speaks_of_mail(paste.seen.text[:_SPOKEN_IN], number.code)


def is_web_pages(number: Reply, scan: Scan) -> bool:
    """Whether a bare 500 is what a web page shows for the error that its program tells."""
    return number.code == HTTP_FAULT and any(error.depth is Depth.CAUSE for _, error in scan.errors)


def _speaks_of_mail(text: str, code: int | None) -> bool:
    """Whether a bare number may be a mail server's; a short record of other programs' is none."""
    if _SPOKEN.search(text) is not None or (
        code in OF_RECIPIENTS and "@" in text and _RETURNED.search(text) is not None
    ):
        return True
    if len(text) > SHORT or text.lstrip()[:1] in ("{", "[", "<"):
        return False
    if tells_mails_number(text):
        return True
    if code == LOGIN_REFUSED and (
        _LOGIN.search(text) is not None or tells_of_a_person(text) or _is_there(text) or _gets(text, code)
    ):
        return True
    if code in FREQUENT and _PROVIDER.search(text) is not None:
        return True
    error = _ERROR.search(text)
    if error is None:
        return False
    before = text[: error.start()]
    if names_something_else(before):
        return False
    return code == LOGIN_REFUSED or (code not in HTTP_FAULTS and len(text) <= _VERY_SHORT)


def _is_there(text: str) -> bool:
    """Whether somebody opens with 535 and says that it is there: not "535 again fixed, thanks"."""
    return _IS_THERE.match(text) is not None and not _is_over(_CLAUSE_BEGINS.split(text)[0])


def _gets(text: str, code: int) -> bool:
    """Whether somebody gets a number, or is told it: "customer gets 535", not "the lift shows 535"."""
    head, number, behind = text.partition(str(code))
    before = head[-BEFORE:].lower()
    gets = introduces(before) and not is_filler(before) and _NOTHING_MORE.match(behind) is not None
    receives = _RECEIVES.search(head)
    who = head if receives is None else _CLAUSE_BEGINS.split(head[: receives.start()])[-1]
    return number != "" and gets and not names_something_else(who)
