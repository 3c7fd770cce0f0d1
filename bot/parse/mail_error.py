"""What an unknown program says about its mail: that none was sent, and what the error is about.

Looks at one line or paragraph; whether it is an error at all is decided by those who ask. Patterns are
RE2's: each may begin at many places of a line.
"""

from __future__ import annotations

from typing import Final

import re2

from bot.model import Stage
from bot.parse import translations
from bot.parse.local_error import names_failure
from bot.parse.signs import WORDS, Seen, Table

_LINE_LIMIT: Final = 300  # characters in which a program says what became of a mail
# What a mail program's own error is about.
_MATTERS: Final = Table(
    WORDS,
    (Stage.TLS, rf"certificat|\btls\b|\bssl\b|starttls|handshake|{translations.OF_TLS}"),
    (
        Stage.AUTH,
        r"authenti|\bauth\b|\blogin|log(?:ging)? in|credential|password|(?:un|not )authoriz"
        r"|authoriz(?:ation (?:fail|err|requ)|e\b)"
        # What a sending platform does with a mailbox whose login no longer works.
        r"|\b(?:mailbox(?:es)?|inbox(?:es)?|accounts?)\b[^.;]* disconnect(?:ed|s|ing)\b"
        r"|\bdisconnected (?:\w+ )?(?:mailbox|inbox|account)"
        rf"|{translations.OF_LOGIN}",
    ),
    (
        Stage.CONNECT,
        r"connect|time[ -]?out|timed[ -]out|resolve|cannot open|network|reachable|(?:not|n['’]t|to) reach"
        r"|respond"
        r"|(?:no|any|without) response|response time|socket|\bdns\b"
        r"|server (?:was )?not found|(?:host|server) (?:cannot|can['’]?t|could not) be found"
        rf"|{translations.OF_CONNECTION}",
    ),
)
# "The password is correct": what somebody says is right is not what the error is about.
_IS_RIGHT: Final = re2.compile(
    r"(?i)(?:password|credentials?|log ?in|user ?name|certificate|auth(?:entication)?|passwort|kennwort"
    r"|zugangsdaten|zertifikat|mot de passe|identifiants?|contraseña|credenciales|senha|credenziali"
    r"|wachtwoord)[^.,;:]{0,20} (?:works?|working|stimm(?:t|en)|(?:is|are|was|were|ist|sind|est|sont|es"
    r"|está|están|é|è)(?: \w+)? (?:correct|right|fine|ok|okay|valid|good|richtig|korrekt|correcte?s?"
    r"|correct[ao]s?|corrett[ao]|juist))\b"
    r"|парол[ьи] (?:верн|правильн)|密[码碼](?:没问题|正确|是对的)|パスワードは(?:正しい|合って)"
)
# A program's own fault, and a web server's.
_NO_MAIL_ERROR: Final = re2.compile(
    r"\b(?:Type|Reference|Syntax|Name|Attribute|Key|Index|Import|ModuleNotFound|Value|Argument)Error\b"
    r"|\bundefined\b[^\"'`}).]*\w|\b(?:is|of|are) undefined\b"  # ": undefined." is a reason that nobody gave
    r"|\b(?:Response|Request|Fetch|Axios|Network)Error\b"
    r"|\b(?:instance|object|module|function|property|attribute|argument)s?\b"
    r"|NullPointer|\bHTTP\b|[Ii]nternal (?:[Ss]erver )?[Ee]rror|\b[Tt]emplate\b|\brelation \""
    r"|Cannot read propert|[Cc]onfiguration error|\b(?:[Mm]ethod|[Cc]lass|[Tt]ype|[Ff]ield)s? not found\b"
    r"|(?:Missing|NoSuch)(?:Method|Field)|NoClassDefFound|ClassNotFound|TypeLoadException|Could not load type"
    r"|\b(?:[Dd]atabase|[Dd]atenbank|[Dd]ocker|[Rr]edis|MySQL|[Pp]ostgre\w*|MongoDB)\b"
    r"|\b(?:[Ff]ile|attachment|director(?:y|ies)|folder|table)s?\b[^;]{0,60}"
    r"\b(?:not|n['’]t) (?:exist|be found|found)\b"
)
# "Failed to send email: login failed", "smtp: user unknown": some program says that a mail was not sent.
_SENDING: Final = re2.compile(
    r"(?:fail|unable|error|could|can|problem)[^.;]{0,30}\bsend(?:ing)?\b[^.;]{0,40}\be?-?mails?\b"
    r"|\bsend(?:ing)?\b[^.;]{0,30}\be?-?mails?\b[^.;]{0,20}\bfail"
    r"|\be?-?mail\b[^.;]{0,30}\b(?:sending|sent|delivery|notifications?|alerts?|reports?|test)\b[^.;]{0,12}"
    r"\b(?:fail|stopped|not work|(?:doesn|don)['’]t work|error)"
    r"|\bwhen (?:\w+ )?(?:try(?:ing)? to )?send(?:ing)? [^.;]{0,20}\be?-?mails?\b"
    r"|\b(?:error|fail\w*|time-?out|timed out)[^.;]{0,20}\btesting (?:the |my |our )?(?:smtp|e?-?mail)"
    r"|\bsmtp\b[^.;]{0,120}\b(?:says?|saying|said|tells?)\b[^.;]{0,20}"
    r"\b(?:can ?not|can['’]t|could not|couldn['’]t|unable to) (?:authenticate|log ?in|connect)"
    r"|\be?-?mail\b[^.;]{0,20}\b(?:could not|couldn't|cannot|can't|not) be (?:sent|delivered)\b"
    r"|\b(?:outgoing|test) e?-?mails?\b[^.;]*\b(?:fail|stop|not work|never)"
    r"|\be?-?mail to \S+ (?:titled|(?:with )?subject)\b.* failed\b"
    r"|\b(?:e-?mail|smtp) authentication (?:failed|failure|error)\b"
    r"|^\W{0,8}(?:(?:test|prueba|teste|prova) )?\[?smtp\]?"
    r"(?:[ -](?:error|client|server|test|check|login))? ?[:：] ?"
)


# The same in a person's words: a mail server or the sending of mail is named, and what came of it.
_NAMES_SENDING: Final = re2.compile(
    r"\bsmtp\b|\be?-?mail ?(?:server|host|relay|logs?)\b|\boutgoing (?:server|e?-?mails?)\b"
    r"|\b(?:sends?|sending|sent)\b[^.;]*\be?-?mails?\b|\btest(?:ing)? (?:\w+ )?e?-?mails?\b"
    r"|\be?-?mails?\b[^.;]*\b(?:send|sending|(?:not|never) (?:be |been )?sent|go(?:es|ing)? out|went out)\b"
    rf"|{translations.SENDING}"
)
_TELLS_WHAT_CAME: Final = re2.compile(
    r"\b(?:gets?|got|getting|gives?|gave|giving|sees?|saw|seeing|shows?|showed|showing|says?|said|saying"
    r"|tells?|told|telling|reports?|reported (?:an?|the|that)|returns?|returned|throws?|threw|answers?"
    r"|answered|responds?|responded|keeps?|kept|complains?|complained|there (?:is|was|are)|because"
    r"|fail(?:s|ed|ing)? with)\b"
    r"|(?:\bnot|n['’]t|\bno longer|\bnever) (?:works?|worked|working|go(?:es|ing)? through|succeed(?:s|ed)?"
    r")\b|\bstopped working\b"
    rf"|{translations.WHAT_CAME}"
)
# Mail as a way to reach somebody: "send me an email if ...".
_WRITES_TO: Final = re2.compile(
    r"\be?-?mail (?:me|us|him|her|them)\b|\bsen[dt] (?:me|us|you|him|her|them)\b"
    r"|\b(?:send|sends|sent|get|gets|receives?) an? (?:\w+ )?e?-?mail (?:if|when|about|as soon)\b"
    r"|\bmir (?:bitte )?(?:eine )?e?-?mail|\bsenden sie (?:uns|mir)\b|\benvoyez[- ](?:moi|nous)\b"
    r"|\benvíen?me\b|пришлите|напишите|给我发邮件|发邮件给我"
)
# fmt: off
_MAIL_WORDS: Final = (
    "mail", "smtp", "outlook", "thunderbird", "correo", "courriel", "messagerie", "письм", "почт",
    "邮", "郵", "信", "メール",
)
# fmt: on


def tells_of_sending(line: str) -> bool:
    """Say whether somebody tells that a mail was not sent, and not for a fault of the program."""
    lower = line[:_LINE_LIMIT].lower()
    if len(line) > _LINE_LIMIT or not any(word in lower for word in _MAIL_WORDS):
        return False
    told = _SENDING.search(lower) is not None or (
        _NAMES_SENDING.search(lower) is not None and _TELLS_WHAT_CAME.search(lower) is not None
    )
    return told and _WRITES_TO.search(lower) is None and not is_other_fault(line)


def matter_of(about: Seen) -> Stage | None:
    """Say what a mail program's own error is about; None when it tells of no failure, or of another."""
    if not names_failure(about):
        return None
    matters = _MATTERS.told(about)
    if len(matters) > 1 and (rest := _IS_RIGHT.sub("", about.text)) != about.text:
        matters = _MATTERS.told(about.of(rest))
    return matters[0] if matters else None


def is_other_fault(words: str) -> bool:
    """Say whether an error is a program's own fault, or a web server's, and no mail's."""
    return _NO_MAIL_ERROR.search(words) is not None
