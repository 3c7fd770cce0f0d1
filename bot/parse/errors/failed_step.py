"""Which step failed, by a program's own words: TLS, the login or the connection, at a server it names or not.

Looks at one line or paragraph; whether it is a mail's error at all is decided by those who ask.
"""

from __future__ import annotations

from typing import Final

import re2

from bot.model import Stage
from bot.parse import translations
from bot.parse.errors.failure import names_failure
from bot.parse.signs import WORDS, Seen, Table
from bot.pattern_set import occurs

_FEW_WORDS: Final = r"(?:[^ .;]+ )?" * 6
# What a mail program's own error is about.
_WORDS_OF: Final = {
    Stage.TLS: (
        r"certificat|\bcerts?\b|\btls\b|\bssl\b|starttls|handshake|encrypt"
        r"|\bsecure (?:channel|connection|session)"
        rf"|{translations.OF_TLS}"
    ),
    Stage.AUTH: (
        # "Unauthenticated mail" lacks SPF and DKIM.
        r"(?:^|[^n])authenti|\bauth\b|\blogin|log(?:s|ging)? in|credential|password|(?:un|not )authoriz"
        r"|authori[sz](?:ation (?:fail|err|requ)|e\b)|sign(?:ing)? in\b|\buser ?names?\b"
        # What a sending platform does with a mailbox whose login no longer works.
        r"|\b(?:mailbox(?:es)?|inbox(?:es)?|accounts?)\b[^.;]* disconnect(?:ed|s|ing)\b"
        r"|\bdisconnected (?:\w+ )?(?:mailbox|inbox|account)"
        rf"|{translations.OF_LOGIN}"
    ),
    Stage.CONNECT: (
        r"connect|time[ -]?out|timed[ -]out|resolve|cannot open|network|reachable|(?:not|n['’]t|to) reach"
        r"|respond|(?:no|any|without) response|response time|socket|communicat|look(?:ing)? up\b"
        r"|(?:^|[^ -]|[^s]e[ -]|[^eo][ -])\bdns\b"
        r"|hung up|hangs up|\bend of file\b|\beof\b|broken pipe|\bgreeting|\bcontacted"
        r"|\bcontact (?:the )?(?:server|host)|\banswer(?:$|[^s]|s [^'\"“„«w])|\bwaiting for"
        r"|\b(?:establish|open|start)\w*\b[^.;]* session|\bsession\b[^.;]* (?:establish|open|start)ed"
        r"|(?:\b(?:server|host|port) (?:\S+ )?(?:(?:on|of) \S+ )?|\w\.[a-z][a-z]+(?::\d+)? )(?:is|was|seems)"
        r" (?:\w+ )?(?:unavailable|not available|offline|down\b|closed|blocked)"
        r"|\b(?:stream|transport|channel) (?:was |is |has )?(?:closed|ended|lost)"
        rf"|\b(?:find|locate|determine|invalid) {_FEW_WORDS}(?:server|host)\b|\bresponse from\b"
        r"|server (?:was )?not found|(?:host|server) (?:cannot|can['’]?t|could not) be found"
        rf"|{translations.OF_CONNECTION}"
    ),
}
_STEPS: Final = Table(WORDS, _WORDS_OF)
# "The password is correct": what somebody says is right is not what the error is about.
_IS_RIGHT: Final = re2.compile(
    r"(?i)(?:password|credentials?|log ?in|user ?name|certificate|auth(?:entication)?|passwort|kennwort"
    r"|zugangsdaten|zertifikat|mot de passe|identifiants?|contraseña|credenciales|senha|credenziali"
    r"|wachtwoord)[^.,;:]{0,20} (?:works?|working|stimm(?:t|en)|(?:is|are|was|were|ist|sind|est|sont|es"
    r"|está|están|é|è)(?: \w+)? (?:correct|right|fine|ok|okay|valid|good|richtig|korrekt|correcte?s?"
    r"|correct[ao]s?|corrett[ao]|juist))\b"
    r"|парол[ьи] (?:верн|правильн)|密[码碼](?:没问题|正确|是对的)|パスワードは(?:正しい|合って)"
)

# "A timeout error with SSL on port 465": how it was tried is not what failed.
_TIMED_OUT: Final = occurs(r"time[ -]?outs?\b|timed[ -]out")
_TRIED_WITH: Final = re2.compile(
    r"(?i)(?:\b(?:with|over|via|using|through|on|mit|avec|en|con|com|met)|(?:^|\s)über)"
    r" (?:implicit |explicit )?(?:ssl|tls|starttls)(?:/(?:ssl|tls|starttls))?\b"
    r"|\b(?:ssl|tls|starttls)(?:/(?:ssl|tls|starttls))? (?:is |are |turned |switched )?"
    r"(?:on|off|enabled|disabled)\b"
)
# "I have selected SSL/TLS": what somebody set is not what failed.
_SET: Final = re2.compile(
    r"(?i)\b(?:I|we)(?:['’]ve| have| had)? (?:also )?(?:select(?:ed)?|chose|chosen|check(?:ed)?|tick(?:ed)?"
    r"|enabled?|activated?|turned on|switched on)\b[^.;!?\n]*"
)

SERVER: Final = r"(?:smtp|mail|outgoing(?: mail)?)[ -](?:mail )?(?:server|host|service|provider)"
_THE_SERVER: Final = rf"(?:the |your |our )?(?:remote )?(?:e-?)?{SERVER}"
_CANNOT: Final = (
    r"\b(?:fail(?:ed|s|ure)?|errors?|could(?: not|n['’]t)|can(?:not|['’]t| not)|unable|not able|not possible"
    r"|problem|issue)\b"
)
_WENT_WRONG: Final = (
    r"(?:fail|error|could not|couldn't|cannot|can't|unable|refus|reject|den(?:y|ied)|wrong|invalid|incorrect"
    r"|lost|timed? ?out|not |n['’]t )"
)
_LOGIN: Final = (
    r"(?:log(?:ging)?[ -]?(?:in|on)|sign(?:ing)?[ -]?in|authenticat\w*|password|user ?name|credentials?)"
)
_TLS: Final = r"(?:tls|ssl|starttls|secure|encrypted|handshake|encryption)"
# A few words may stand between, and no new sentence. They are counted by the whole's length: to count them
# here multiplies RE2's states.
_GAP: Final = r"(?:[^.,;|]|\.\w)*?"
_AT_SERVER: Final = (
    (
        Stage.TLS,
        rf"{_CANNOT}{_GAP}\b{_TLS}\b{_GAP}{SERVER}"
        rf"|\b{_TLS} {_GAP}{SERVER}{_GAP}\b{_WENT_WRONG}"
        rf"|{SERVER}\b{_GAP}\b(?:requires?|(?:not|n['’]t) (?:support|offer)) (?:a )?{_TLS}\b"
        rf"|{SERVER}\b{_GAP}\b{_TLS} (?:handshake )?(?:fail|error)"
        rf"|certificate (?:of|for|from|by) {_THE_SERVER}{_GAP}\b(?:{_WENT_WRONG}|expired|untrusted|self)"
        rf"|certificate error {_GAP}{SERVER}"
        rf"|{SERVER}\b{_GAP}\b(?:invalid|untrusted|expired|self-signed) certificate",
    ),
    (
        Stage.AUTH,
        rf"{_CANNOT}{_GAP}\b{_LOGIN}\b{_GAP}{SERVER}"
        rf"|\b{_LOGIN} (?:to|with|for|at|on|by) {_THE_SERVER}{_GAP}\b{_WENT_WRONG}"
        rf"|\b(?:invalid|wrong|bad|incorrect) {_LOGIN}\b{_GAP}{SERVER}"
        rf"|{SERVER}\b{_GAP}\b(?:{_WENT_WRONG}|bad )\w*{_GAP}\b{_LOGIN}\b"
        rf"|{SERVER}\b{_GAP}\b{_LOGIN}\b{_GAP}\b{_WENT_WRONG}"
        rf"|{SERVER}\b (?:requires?|needs) {_LOGIN}\b",
    ),
    (
        Stage.CONNECT,
        rf"{_CANNOT}{_GAP}\b(?:(?:re)?connect\w*|reach\w*|communicat\w*|contact\w*|talk\w*"
        rf"|dial\w*){_GAP}{SERVER}"
        rf"|\btime ?out{_GAP}{SERVER}|\bno (?:response|answer|reply) from {_THE_SERVER}"
        rf"|\bconnect(?:ing|ion) (?:to |with )?{_THE_SERVER}{_GAP}\b{_WENT_WRONG}"
        rf"|\b(?:communication|network|connection) (?:error|failure|problem){_GAP}{SERVER}"
        rf"|{SERVER}\b{_GAP}\b(?:unreachable|connection (?:error|fail\w*|problem|refused)"
        r"|(?:not|n['’]t) (?:be )?(?:reach\w*|respond\w*|contacted|connect\w*)|timed out|timeout)"
        rf"|(?:smtp|outgoing(?: mail)?) (?:server|host)\b{_GAP}\b(?:not|n['’]t) (?:be )?found",
    ),
)
_names_server: Final = occurs(SERVER)  # stands in each of them, and in few lines
# RE2's, of small letters: each may begin at many places of a line.
_STEPS_AT_SERVER: Final = tuple((stage, re2.compile(words)) for stage, words in _AT_SERVER)
_TOLD_AT_ONCE: Final = 80  # characters from what failed to the server at which it did
_LINE_LIMIT: Final = 400  # characters in which a program says it
# What a message was for, or lacks: no step that went wrong.
_OF_MESSAGE: Final = re2.compile(
    r"(?i)\b(?:forgot(?:ten)?|lost|reset(?:ting)?|recover(?:ing)?)(?:[- ](?:your|my|the|a|an|user))*"
    r"[- ]password|password[- ](?:reset|recovery|change|reminder)|восстановлени[а-я]*(?: [а-я]+)? парол[а-я]*"
    r"|(?:сброс|смен)[а-я]*(?: [а-я]+)? парол[а-я]*|passwor[td][ -]?(?:zurücksetz\w*|vergessen)"
    r"|passwort[ -]?reset\w*|mot de passe (?:oublié|perdu)"
    r"|(?:réinitialis|récupér)\w* (?:du |de |le |votre )*mot de passe"
    r"|(?:restablec|recuper)\w* (?:de |la |tu |su )*contraseña|重置密[码碼]|找回密[码碼]|忘[记記]密[码碼]"
    r"|\b(?:e-?)?(?:mails?|messages?)(?:(?::|,? (?:because|as|since|for))? they(?: are|['’]re)?"
    r"|(?: are| is| being| as))(?: not|n['’]t) authenticated\b"
)


def failed_step(about: Seen) -> Stage | None:
    """Say what a mail program's own error is about; None when it tells of no failure, or of another."""
    return step_named(about) if names_failure(about) else None


def step_named(about: Seen) -> Stage | None:
    """Say which step some words are about that are known to tell of a failure; None for none of these."""
    steps = _STEPS.told(about)
    if steps and (rest := _SET.sub("", about.text)) != about.text:
        about = about.of(rest)
        steps = _STEPS.told(about)
    if steps and (rest := _OF_MESSAGE.sub("", about.text)) != about.text:
        about = about.of(rest)
        steps = _STEPS.told(about)
    if len(steps) > 1 and (rest := _IS_RIGHT.sub("", about.text)) != about.text:
        steps = _STEPS.told(about.of(rest))
    if len(steps) > 1 and steps[0] is Stage.TLS and _TIMED_OUT(about.text.lower()):
        steps = _STEPS.told(about.of(_TRIED_WITH.sub("", about.text)))
    return steps[0] if steps else None


def step_failed_at_server(line: str) -> Stage | None:
    """Say what failed at the mail server that a line names; None where it names no failure at one."""
    lower = line[:_LINE_LIMIT].lower()
    if not _names_server(lower):
        return None
    for stage, words in _STEPS_AT_SERVER:
        told = words.search(lower)
        if told is not None and told.end() - told.start() <= _TOLD_AT_ONCE:
            return stage
    return None
