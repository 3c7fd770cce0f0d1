"""Lines that only a known wording can make an SMTP error: no code, no mail program around.

Chooses candidates, few and short; the knowledge base decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from bot.model import ANY_PROGRAM, Bounce, Reply, Speaker, Stage
from bot.parse import report_prose
from bot.parse.around import ADDRESS, clean_address, lower_in_place
from bot.parse.chatter import is_step, tells_of_a_person
from bot.parse.foreign import Tongues, leads_elsewhere
from bot.parse.local_error import names_failure
from bot.parse.signs import WORDS, Seen, Signs
from bot.parse.source import is_statement, may_hold_statement

CANDIDATE_LIMIT: Final = 20
_INFORMS: Final = "TLS connection established"  # Postfix tells of each
_TEXT_LIMIT: Final = 1_000
_LINE_LIMIT: Final = 300  # characters in which a program says what became of a mail
_NOTICE_LIMIT: Final = 600  # characters of a dialog or notice whose sentence is cut by empty lines
# Words of refusals; a line without one is not worth a candidate.
_CUE: Final = Signs(
    WORDS,
    r"reject|refus|denied|deny|block|blacklist|listed|spam|mailbox|recipient|sender"
    r"|relay|quota|full|exceed|limit|too (?:many|large|big|long)|authenticat|credential|password"
    r"|log ?in|sign in|account|unknown|no such|not (?:exist|found|allowed|accepted|permitted"
    r"|local|authori|verified|delivered|deliver|available|support)|doesn'?t exist|invalid"
    r"|disabled|suspended|inactive|unavailable|expired|timed? ?out|try again|later"
    r"|greylist|graylist|deferred|temporar|policy|spf|dkim|dmarc|dns|ptr|reverse|resolve|hop|loop"
    r"|route|size|virus|malware|attachment|header|content|bounced|dropped|suppress|unsubscrib"
    r"|syntax|command|helo|ehlo|\brcpt\b|configur|tls|certificate|connect|deliver|user|fail"
    r"|answers|malformed|mta-sts|error|violat|reputation|unsolicited|verif|permission|rate"
    r"|throttl|moved|system|resources|storage|disk|busy|overload|protocol|service|host|domain"
    r"|addres|adres|fehler|erreur|échec|zugestell|empfänger|postfach|remis|bo[iî]te aux|destinat|entreg"
    r"|must (?:not|have|be)|comply|missing|required|\bauth\b|\bsasl\b|challenge|mechanism"
    r"|authentifi|autentic|kennwort|passwort|contraseñ|mot de passe|senha"
    r"|impossib|certificat?|falh|identifiant"
    r"|direcci|endereço|buzón|caixa|recapit|indirizz|casella|bezorg|доставл|адрес|configuration related"
    r"|\bsmtp\b|/sendmail|\bauth\b|\bssl\b|cannot|can['’]t|could not|couldn['’]t|unable|wrong|\bcall to\b"
    r"|無|不|错误|失败|アドレス|配信|送信|邮件|收件",
)
# What a mail program's own error is about.
_MATTERS: Final = Signs(
    WORDS,
    r"certificate|\btls\b|\bssl\b|starttls|handshake",
    r"authenti|login|log in|credential|password|authoriz",
    r"connect|time-?out|timed out|unreachable|resolve|cannot open|network|reach|respon|socket|\bdns\b"
    r"|server (?:was )?not found",
)
# Somebody tells of a mail that came back: the words beside it are the recipient's server's.
_RETURNED: Final = Signs(
    WORDS,
    r"\bbounced\b|\bbounces(?:,| with| because| since| again|$)|\bbouncing\b|\bbounce (?:says|for|from)\b"
    r"|\b(?:comes?|came) back\b|mail back saying\b|\breturned:|\bkommt zurück|\bkam zurück",
    r"@|mailbox|inbox|recipient|e-?mails?\b|\bmails?\b|user unknown|gr[ae]y-?list|spamhaus|bloc?klist",
    r"\b(?:soft|hard)[ -]bounc",  # how bounces are sorted
)
# What somebody gives as an error's words: in quotes behind "it says", or behind "error:". What leads to
# them is looked at behind the sign that opens them: the search leaps from one to the next.
_OPENER: Final = re.compile(r"[:：\"`“«']")
_QUOTED: Final = re.compile(r"[^\"`”»\n]{8,200}")
_QUOTED_ONCE: Final = re.compile(r"[^\"'`\n]{8,200}")  # 'what stands between these'
_BEHIND_COLON: Final = re.compile(r" ?(?=\w)[^\n]{8,200}")
_LED_REACH: Final = 64  # characters before the sign
_LEADS_TO_QUOTE: Final = re.compile(
    r"(?:\b(?:err|error|exception|message|msg|logs?|response|reason|cause|says|said|saying|returns?|returned"
    r"|throws?|shows?|displays?|gets?|getting|got|gives?|giving|see|seen|receiv(?:e|es|ed|ing)|reports?"
    r"|responds?|responding|answers?|reject(?:s|ed)|refused|bounced?|complains?|fehler|meldung|erreur|erro"
    r"|ошибка)(?!\w)|错误|报错|提示|退信)[^\"`“”«»\n]{0,40}$"
)
_LEADS_TO_COLON: Final = re.compile(
    r"(?:error|exception|says|failed|fehler|erreur|erro|ошибка|错误|报错|提示)"
    r"(?: (?:is|was|code|message))?\s?$"
)
# "When I send a test mail I get:", and below it the error's words.
_INTRODUCES: Final = re.compile(
    r"(?:\bsmtp\b|\bsend(?:ing)? [^.;]{0,40}\be?-?mails?\b)[^.;]{0,80}:$", re.IGNORECASE
)
_INTRODUCED_LIMIT: Final = 200  # characters of an error that stands below "I get:"
_MAY_COME: Final = re.compile(r"\b(?:will|would|might|may|should|wird|würde|könnte)\b")
_QUOTES_READ: Final = 3  # of one paragraph
# A program's own fault, and a web server's.
_NO_MAIL_ERROR: Final = re.compile(
    r"\b(?:Type|Reference|Syntax|Name|Attribute|Key|Index|Import|ModuleNotFound|Value|Argument)Error\b|\bundefined\b"
    r"|\b(?:instance|object|module|function|property|attribute|argument)s?\b"
    r"|NullPointer|\bHTTP\b|[Ii]nternal (?:[Ss]erver )?[Ee]rror|\b[Tt]emplate\b|\brelation \""
    r"|Cannot read propert|[Cc]onfiguration error"
    r"|\b(?:[Dd]atabase|[Dd]ocker|[Rr]edis|MySQL|[Pp]ostgre\w*|MongoDB)\b"
    r"|\b(?:[Ff]ile|attachment|director(?:y|ies)|folder|table)s?\b[^;]{0,60}"
    r"\b(?:not|n['’]t) (?:exist|be found|found)\b"
)
# "Failed to send email: login failed", "smtp: user unknown": some program says that a mail was not sent.
_SENDING: Final = re.compile(
    r"(?:fail|unable|error|could|can|problem)[^.;]{0,30}\bsend(?:ing)?\b[^.;]{0,40}\be?-?mails?\b"
    r"|\bsend(?:ing)?\b[^.;]{0,30}\be?-?mails?\b[^.;]{0,20}\bfail"
    r"|\be?-?mail\b[^.;]{0,30}\b(?:sending|sent|delivery|notifications?|alerts?|reports?|test)\b[^.;]{0,12}"
    r"\b(?:fail|stopped|not work|(?:doesn|don)['’]t work|error)"
    r"|\bwhen (?:\w+ )?(?:try(?:ing)? to )?send(?:ing)? [^.;]{0,20}\be?-?mails?\b"
    r"|\be?-?mail\b[^.;]{0,20}\b(?:could not|couldn't|cannot|can't|not) be (?:sent|delivered)\b"
    r"|^\W{0,8}(?:\[?smtp\]?(?: error| client)?): "
)
_ADDRESS: Final = re.compile(ADDRESS)
_COUNTS: Final = re.compile(r"\d{1,3} ?%|\b\d{1,9}\b.{0,60}?\b\d{1,9} [a-z]")  # a statistic of bounces
_STAGES: Final = (Stage.TLS, Stage.AUTH, Stage.CONNECT)


def suspects_in(
    lines: list[str], tongues: Tongues, seen: Seen, *, of_program: bool, report: bool
) -> list[Bounce]:
    """Choose the lines that a wording may know, wrapped ones joined; none where it is another protocol.

    `of_program`: a mail program's name stands in the text, so that a line may be its own error.
    `report`: the text reads like a bounce mail, whose links lead to help pages.
    """
    if (tongues.elsewhere and not tongues.smtp and not report) or not seen.any(_CUE):
        return []
    chosen: list[Bounce] = []
    known: set[str] = set()
    above = ""
    for told in _paragraphs(lines, statements=may_hold_statement(seen)):
        paragraph, introduced, above = told, _INTRODUCES.search(above) is not None, told
        if paragraph in known or (leads_elsewhere(paragraph) and not report):
            continue
        if not (tongues.mail or tongues.port) and tells_of_a_person(paragraph):
            paragraph = told.rpartition(": ")[2]  # what somebody quotes
            if tells_of_a_person(paragraph):
                continue
        about = seen.of(paragraph)
        if not about.any(_CUE):
            continue
        known.add(paragraph)
        sends = not of_program and tells_of_sending(paragraph)
        chosen.append(
            Bounce(
                Reply(None, None, paragraph),
                stage=matter_of(about) if of_program or sends else None,
                client=ANY_PROGRAM if sends else None,
                suspected=True,
            )
        )
        if tongues.smtp or (tongues.mail and not tongues.elsewhere):
            chosen += islice(_quoted_in(about), _QUOTES_READ)
            if introduced and len(paragraph) <= _INTRODUCED_LIMIT and not tells_of_a_person(paragraph):
                chosen += _quote(about)
        if len(chosen) >= CANDIDATE_LIMIT:
            break
    return chosen


def tells_of_sending(line: str) -> bool:
    """Say whether some program tells that a mail was not sent, and not for a fault of its own."""
    lower = line[:_LINE_LIMIT].lower()
    if "mail" not in lower and "smtp" not in lower:
        return False
    return (
        len(line) <= _LINE_LIMIT
        and _SENDING.search(lower) is not None
        and _NO_MAIL_ERROR.search(line) is None
    )


def matter_of(about: Seen) -> Stage | None:
    """Say what a mail program's own error is about; None when it tells of no failure, or of another."""
    matters = about.found(_MATTERS) if names_failure(about) else ()
    return _STAGES[matters[0]] if matters else None


def _quoted_in(about: Seen) -> Iterator[Bounce]:
    """Give what somebody quotes as an error's words."""
    text, end = about.text, 0
    lower = lower_in_place(text)
    for opener in _OPENER.finditer(text):
        at, sign = opener.start(), opener.group()
        if at < end or (sign == "'" and text[at - 1 : at].isalnum()):
            continue
        leads = _LEADS_TO_COLON if sign in ":：" else _LEADS_TO_QUOTE
        led = max(0, at - _LED_REACH)
        if leads.search(lower, led, at) is None or _MAY_COME.search(lower, led, at) is not None:
            continue
        form = _BEHIND_COLON if sign in ":：" else _QUOTED_ONCE if sign == "'" else _QUOTED
        quoted = form.match(text, at + 1)
        if quoted is None:
            continue
        end = quoted.end()
        yield from _quote(about.of(quoted.group().strip()))


def _quote(words: Seen) -> list[Bounce]:
    """Give an error's words, and nothing where they tell of no failure or of a program's own."""
    if not names_failure(words) or _NO_MAIL_ERROR.search(words.text) is not None:
        return []
    return [Bounce(Reply(None, None, words.text), stage=matter_of(words), suspected=True, quoted=True)]


def of_returned(bounce: Bounce, seen: Seen) -> Bounce:
    """Give suspected words to the recipient's server where somebody says that a mail came back with them."""
    text = bounce.reply.text
    if not bounce.suspected or seen.of(text).found(_RETURNED) != [0, 1] or _COUNTS.search(text) is not None:
        return bounce
    named = set(_ADDRESS.findall(text))
    recipient = clean_address(named.pop()) if len(named) == 1 else None
    return bounce._replace(speaker=Speaker.RECIPIENT_SERVER, recipient=recipient)


def _paragraphs(lines: list[str], *, statements: bool) -> list[str]:
    """Join lines up to an empty one; give long paragraphs line by line, a short notice also as a whole."""
    paragraphs: list[str] = []
    current: list[str] = []
    for line in [*lines[:400], ""]:
        stripped = line.strip(" \t>|*`\"'")
        told = stripped and not report_prose.is_boring(stripped) and not is_step(stripped)
        if told and not (statements and is_statement(stripped)):
            if _INFORMS not in stripped:
                current.append(stripped)
            continue
        if current:
            joined = " ".join(current)
            if len(joined) <= _TEXT_LIMIT:
                paragraphs.append(joined)
            else:
                paragraphs.extend(one[:_TEXT_LIMIT] for one in current)
            current = []
    paragraphs = [" ".join(one.split()) for one in paragraphs if len(one) > 5]
    if len(paragraphs) > 1 and sum(map(len, paragraphs)) <= _NOTICE_LIMIT:
        paragraphs.append(" ".join(paragraphs))
    return paragraphs
