"""What an unknown program says about its mail: that none was sent, and what the error is about.

Looks at one line or paragraph; whether it is an error at all is decided by those who ask. Patterns are
RE2's: each may begin at many places of a line.
"""

from __future__ import annotations

from typing import Final

import re2

from bot.model import Stage
from bot.parse.local_error import names_failure
from bot.parse.signs import WORDS, Seen, Signs

_LINE_LIMIT: Final = 300  # characters in which a program says what became of a mail
# What a mail program's own error is about.
_MATTERS: Final = Signs(
    WORDS,
    r"certificate|\btls\b|\bssl\b|starttls|handshake",
    r"authenti|\blogin|log in|credential|password|(?:un|not )authoriz"
    r"|authoriz(?:ation (?:fail|err|requ)|e\b)",
    r"connect|time-?out|timed[ -]out|resolve|cannot open|network|reachable|(?:not|n['’]t|to) reach|respond"
    r"|(?:no|any|without) response|response time|socket|\bdns\b"
    r"|server (?:was )?not found",
)
_STAGES: Final = (Stage.TLS, Stage.AUTH, Stage.CONNECT)
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
    r"|\be?-?mail to \S+ (?:titled|(?:with )?subject)\b.* failed\b"
    r"|\b(?:e-?mail|smtp) authentication (?:failed|failure|error)\b"
    r"|^\W{0,8}(?:\[?smtp\]?(?: error| client)?): "
)


def tells_of_sending(line: str) -> bool:
    """Say whether some program tells that a mail was not sent, and not for a fault of its own."""
    lower = line[:_LINE_LIMIT].lower()
    if "mail" not in lower and "smtp" not in lower:
        return False
    return len(line) <= _LINE_LIMIT and _SENDING.search(lower) is not None and not is_other_fault(line)


def matter_of(about: Seen) -> Stage | None:
    """Say what a mail program's own error is about; None when it tells of no failure, or of another."""
    matters = about.found(_MATTERS) if names_failure(about) else ()
    return _STAGES[matters[0]] if matters else None


def is_other_fault(words: str) -> bool:
    """Say whether an error is a program's own fault, or a web server's, and no mail's."""
    return _NO_MAIL_ERROR.search(words) is not None
