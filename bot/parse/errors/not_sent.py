"""Whether a line tells that a mail was not sent, or that a server refused it.

A program's sentence tells so without the reason (`tells_not_sent`); a program or a person tells it with
what came of it (`tells_sending_failed`). Which step failed is read in `failed_step`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import re2

from bot.parse import translations
from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.failure import names_failure
from bot.parse.errors.not_sent_words import MESSAGE_NOT_SENT, NOT_SENT, REFUSED, REFUSED_CLASS
from bot.parse.signs import Seen
from bot.pattern_set import occurs

_MAIL: Final = NOT_SENT | REFUSED
_ANY_MESSAGE: Final = _MAIL | MESSAGE_NOT_SENT
# Somebody asks, tells when it would be so, or that all is well again; or it is a line of a program's source.
# Meteor's log gives the time as "20:27:47.910(-5)?".
_NOT_TOLD: Final = re.compile(
    r"(?<!\d\))\?|？|^\W{0,8}(?:when|wenn|als|lorsque|cuando|quando)\b"
    # "if the problem persists" is a program's own advice.
    r"|\b(?:if(?! (?:the|this) (?:problem|error|issue) persists)|whenever|unless|you|should|would"
    r"|fix(?:e[sd])?|solved|resolved|works|falls|sollte|vous|caso|jeśli|если|якщо)\b|如果|場合|\$\{"
    r"|\b(?:no|without(?: any)?) (?:errors?|problems?|issues?|failures?)\b",
    re.IGNORECASE,
)
# "SMTP does not work since the update": all that a person says, and no reason.
_WORKS_NOT: Final = re2.compile(
    r"(?i)\W*(?:(?:hi|hello|help|urgent|(?:it |this )?(?:looks like|seems(?: that)?))\b\W*)?"
    r"(?:(?:the|our|my|their|his|her|all|customer['’]?s?|das|der|le|l['’]|el|il|het|o) ?)*"
    r"(?:outgoing e?-?mails?|e?-?mail sending|sending (?:of )?(?:(?:the|our|my) )?e?-?mails?"
    r"|e?-?mail-?versand|(?:versand|versenden|senden|verschicken) (?:von|der|unserer) e?-?mails?"
    r"|envoi d(?:e(?: nos)?|es|['’]) ?(?:e?-?mails?|messages|courriels)"
    r"|env[ií]o de (?:los )?(?:correos?|e?-?mails?)|invio d(?:i|el|ell[ae]|ei) (?:e?-?mails?|posta|messaggi)"
    r"|verzenden van e?-?mails?|wysył(?:k[ai]|ani[ea]) (?:e-?)?(?:maili|poczty|wiadomości)"
    r"|отправка (?:писем|почты)|надсилання (?:листів|пошти)|odesílání (?:e-?)?mailů"
    r"|(?:skickandet av|att skicka) (?:mejl|e-post)|afsendelse af e?-?mails?|sähköpostin lähetys"
    r"|(?:your |ser(?:ver|veur|vidor) )?smtp(?:[ -](?:server|relay|connection|mail|sending|versand))?)"
    r"(?: (?:(?:to|from) (?:the |our |my )?\S+|(?:via|over|with|using|through|über|mit|per|avec|con|por"
    r"|pel[oa]|par|tramite|przez|через) \S+))?"
    r"(?: (?:(?:does|do|is|are|has|will) not|(?:does|do|is|are|has|wo)n['’]t|no longer|stopped|not)"
    r"(?: \w+)? work(?:s|ed|ing)?|(?: is|['’]s)? (?:down|broken)|(?: always| just)? fail(?:s|ed)"
    r"| (?:is|keeps) failing|(?: geht| funktioniert| klappt)(?: \w+)* nicht| schl[aä]gt(?: \w+)* fehl"
    r"| ne (?:marche|fonctionne) (?:pas|plus)| échoue| (?:no|não) funciona| fal[lh]a| non funziona| fallisce"
    r"| werkt niet| mislukt| nie działa| не работает| не працює"
    r"| misslyckas| fejler| epäonnistuu| selhává)"
    r"(?:,? (?:any ?more|at all|again|now|today|yesterday|here|right now|mehr|più|meer"
    r"|(?:since|after|from|seit|depuis|desde|da|sinds|od|с|з|від)(?: [\pL\d'’:.-]+)+"
    r"|for (?:us|me|them|everybody|everyone|(?:\S+ ){0,2}(?:customers?|clients?|users?|mailbox(?:es)?"
    r"|accounts?|domains?|minutes|hours?|days?|weeks?))|at the moment|(?:please |pls )?help|thanks))*[.! ]*"
)
_WORKS_NOT_LIMIT: Final = 100  # characters; who says more gives a reason, or speaks of something else
_SENTENCE_LIMIT: Final = 160  # characters in which a program says no more than that
# Somebody asks about a log's line: "SEVERE: Unable to send email??"
_LOGGED: Final = re.compile(r"\W{0,3}(?:SEVERE|FATAL|CRITICAL|ERROR|ERR|WARN(?:ING)?)\b")
_SENTENCE_ENDS: Final = re.compile(r"[.!。！](?=\s)")
_SENTENCE_OVER: Final = re.compile(r"[.!?](?=\s)|[。！？]")
# A program's own advice, behind the sentence that tells what happened.
_ADVICE: Final = re.compile(
    r"\s{1,4}(?:please |then )?(?:double-?check|check|verify|review|revise|see|contact|confirm|make sure|try"
    r"|look|start by|head over|ask)\b",
    re.IGNORECASE,
)
# A program's own fault, and a web server's.
_no_mail_error: Final = occurs(
    r"(?-i)\b(?:Type|Reference|Syntax|Name|Attribute|Key|Index|Import|ModuleNotFound|Value|Argument)Error\b"
    r"|\bundefined\b[^\"'`}).]*\w|\b(?:is|of|are) undefined\b"  # ": undefined." is a reason that nobody gave
    r"|\b(?:Response|Request|Fetch|Axios|Network)Error\b"
    r"|\b(?:instance|object|module|function|property|attribute|argument)s?\b"
    r"|NullPointer|\bHTTP\b|[Ii]nternal (?:[Ss]erver )?[Ee]rror"
    r"|\b[Gg]ateway [Tt]ime-?[Oo]ut|\b[Tt]emplate\b|\brelation \""
    r"|Cannot read propert|[Cc]onfiguration error|\b(?:[Mm]ethod|[Cc]lass|[Tt]ype|[Ff]ield)s? not found\b"
    r"|(?:Missing|NoSuch)(?:Method|Field)|NoClassDefFound|ClassNotFound|TypeLoadException|Could not load type"
    r"|\b(?:[Dd]atabase|[Dd]atenbank|[Dd]ocker|[Rr]edis|MySQL|[Pp]ostgre\w*|MongoDB)\b|数据库|データベース"
    r"|баз\pL+ данных|[Bb]ase de d(?:onn|at|ad)"
    r"|\b(?:[Ff]ile|attachment|director(?:y|ies)|folder|table)s?\b[^;]{0,60}"
    r"\b(?:not|n['’]t) (?:exist|be found|found)\b"
)
# "Failed to send email: login failed", "smtp: user unknown": some program says that a mail was not sent.
_sending: Final = occurs(
    r"(?:fail|unable|error|could|can|problem)[^.;]{0,30}\bsend(?:ing)?\b[^.;]{0,40}\be?-?mails?\b"
    r"|\bsend(?:ing)?\b[^.;]{0,30}\be?-?mails?\b[^.;]{0,20}\bfail"
    r"|\be?-?mail\b[^.;]{0,30}\b(?:sending|sent|delivery|notifications?|alerts?|reports?|test)\b[^.;]{0,12}"
    r"\b(?:fail|stopped|not work|(?:doesn|don)['’]t work|error)"
    r"|\bwhen (?:\w+ )?(?:try(?:ing)? to )?send(?:ing)? [^.;]{0,20}\be?-?mails?\b"
    r"|\b(?:error|fail\w*|time-?out|timed out)[^.;]{0,20}\btesting (?:the |my |our )?(?:smtp|e?-?mail)"
    r"|\bsmtp\b[^.;]{0,120}\b(?:says?|saying|said|tells?)\b[^.;]{0,20}"
    r"\b(?:can ?not|can['’]t|could not|couldn['’]t|unable to) (?:authenticate|log ?in|connect)"
    r"|\be?-?mail\b[^.;]{0,20}\b(?:couldn't|cannot|can't|not) be (?:sent|delivered)\b"
    r"|\b(?:outgoing|test) e?-?mails?\b[^.;]*\b(?:fail|stop|not work|never)"
    r"|\be?-?mail to \S+ (?:titled|(?:with )?subject)\b.* failed\b"
    r"|\b(?:e-?mail|smtp) authentication (?:failed|failure|error)\b"
    # A mailbox that a sending platform logs in to.
    r"|\b(?:mail|in)box(?:es)?\b[^.;]{0,60}\b(?:log-?in|logs? in|authenticat\w*|credentials?|disconnect\w*)\b"
    r"|\b(?:log|logged|sign) in to (?:your|my|the|our|this) (?:mail|in)box\b"
    r"|^\W{0,8}(?:(?:test|prueba|teste|prova) )?\[?smtp\]?"
    r"(?:[ -](?:error|client|server|test|check|login))? ?[:：] ?"
)

# The same in a person's words: a mail server or the sending of mail is named, and what came of it.
_names_sending: Final = occurs(
    r"\bsmtp\b|\be?-?mail ?(?:server|host|relay|logs?)\b|\boutgoing (?:server|e?-?mails?)\b"
    r"|\b(?:sends?|sending|sent|scan(?:s|ning)? to)\b[^.;]*\be?-?mails?\b|\bsending (?:limit|quota)\b"
    r"|\btest(?:ing)? (?:\w+ )?e?-?mails?\b"
    r"|\be?-?mails?\b[^.;]*\b(?:send|sending|(?:not|never) (?:be |been )?sent|go(?:es|ing)? out|went out)\b"
    rf"|{translations.SENDING}"
)
_tells_what_came: Final = occurs(
    r"\b(?:gets?|got|getting|gives?|gave|giving|sees?|saw|seeing|shows?|showed|showing|says?|said|saying"
    r"|tells?|told|telling|reports?|reported (?:an?|the|that)|returns?|returned|throws?|threw|answers?"
    r"|answered|responds?|responded|produces?|produced|raises?|raised|displays?|prints?|shown"
    r"|you(?:['’]ve| have) (?:reached|exceeded)|keeps?|kept|complains?|complained|there (?:is|was|are)"
    r"|because|fail(?:s|ed|ing)? with)\b"
    r"|(?:\bnot|n['’]t|\bno longer|\bnever) (?:works?|worked|working|go(?:es|ing)? through|succeed(?:s|ed)?"
    rf")\b|\bstopped working\b|{translations.WHAT_CAME}"
)
# Mail as a way to reach somebody: "send me an email if ...".
_writes_to: Final = occurs(
    r"\be?-?mail (?:me|us|him|her|them)\b|\bsen[dt] (?:me|us|you|him|her|them)\b"
    r"|\b(?:send|sends|sent|get|gets|receives?) an? (?:\w+ )?e?-?mail (?:if|when|about|as soon)\b"
    r"|\bmir (?:bitte )?(?:eine )?e?-?mail|\bsenden sie (?:uns|mir)\b|\benvoyez[- ](?:moi|nous)\b"
    r"|\benvíen?me\b|пришлите|напишите|给我发邮件|发邮件给我"
)
_MAIL_WORDS: Final = (
    "mail", "smtp", "inbox", "outlook", "thunderbird", "correo", "courriel", "messagerie", "письм", "почт",
    "邮", "郵", "信", "メール", "posta", "mejl", "sähköpost", "levél", "лист", "пошт", "메일",
)  # fmt: skip
_TOLD_LIMIT: Final = 300  # characters in which somebody tells it


def tells_not_sent(line: str, *, of_mail: bool = False) -> bool:
    """Whether a line tells, in one of 23 languages, that a mail was not sent or was refused, not why.

    `of_mail`: a message that it speaks of is a mail.
    """
    if len(line) <= _WORKS_NOT_LIMIT and _WORKS_NOT.fullmatch(line) is not None:
        return True
    if line[-1:] == "?" and _LOGGED.match(line) is not None:
        line = line.rstrip("? ")
    told = line if len(line) <= _SENTENCE_LIMIT else _without_advice(line)
    return (
        told is not None
        and Seen(told).any(_ANY_MESSAGE if of_mail else _MAIL)
        and _NOT_TOLD.search(told) is None
        and not is_other_fault(line)
        and not tells_of_a_person(line)
    )


def _without_advice(line: str) -> str | None:
    """Give what opens a longer line, where what follows is the program's advice."""
    end = _SENTENCE_ENDS.search(line, 0, _SENTENCE_LIMIT)
    return None if end is None or _ADVICE.match(line, end.end()) is None else line[: end.end()]


def opening_not_sent(paragraph: str) -> str | None:
    """Give the sentence that opens a paragraph where it tells so and a person goes on behind it."""
    end = _SENTENCE_ENDS.search(paragraph, 0, _SENTENCE_LIMIT)
    opening = "" if end is None else paragraph[: end.end()]
    return opening if opening and tells_not_sent(opening) and tells_of_a_person(paragraph) else None


def tells_server_refused(line: str) -> bool:
    """Whether it was a server that refused the mail, its recipient or its sender."""
    return Seen(line).any(REFUSED | REFUSED_CLASS)


def tells_sending_failed(line: str) -> bool:
    """Whether somebody tells what went wrong as a mail was sent, and no fault of the program's own."""
    lower = line[:_TOLD_LIMIT].lower()
    if len(line) > _TOLD_LIMIT or not any(word in lower for word in _MAIL_WORDS):
        return False
    told = _sending(lower) or (_names_sending(lower) and _tells_what_came(lower))
    return told and not _writes_to(lower) and not is_other_fault(line)


def sentence_of_failure(paragraph: str) -> str | None:
    """Give the sentence of somebody's longer story that tells what went wrong with a mail; None for none."""
    if len(paragraph) <= _SENTENCE_LIMIT or " | " in paragraph or "bounce" in paragraph.casefold():
        return None  # who names bounces mostly explains them
    ends = (end.end() for end in _SENTENCE_OVER.finditer(paragraph))
    places = [0, *ends, len(paragraph)]
    sentences = [paragraph[begin:end].strip() for begin, end in pairwise(places)]
    told = (one for one in sentences if tells_sending_failed(one) and names_failure(Seen(one)))
    return next(told, None) or next(filter(tells_not_sent, sentences), None)


def is_other_fault(words: str) -> bool:
    """Whether an error is a program's own fault, or a web server's, and no mail's."""
    return _no_mail_error(words)
