"""Lines that only a known wording can make an SMTP error: no code, no mail program around.

Chooses candidates, few and short; the knowledge base decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.model import ANY_PROGRAM, Bounce, Reply, Speaker
from bot.parse import report_prose, translations
from bot.parse.around import ADDRESS, clean_address
from bot.parse.failed_step import failed_step
from bot.parse.failure import names_failure, only_names_certificate
from bot.parse.foreign_errors import leads_elsewhere
from bot.parse.local_error import is_setting
from bot.parse.not_sent import opening_not_sent, tells_not_sent, tells_sending_failed
from bot.parse.paste import Paste
from bot.parse.quoted import quoted_in
from bot.parse.signs import WORDS, Seen, Signs
from bot.parse.source import is_statement, may_hold_statement
from bot.parse.talk.chatter import is_step, tells_of_a_person
from bot.parse.talk.general import speaks_in_general
from bot.parse.talk.told import TOLD

CANDIDATE_LIMIT: Final = 20
_ALONE: Final = 50  # characters in which a program's error stands alone, where SMTP is spoken of beside it
_TRACE: Final = "Traceback (most recent call last)"
_FRAME: Final = 'File "'  # of a Python traceback; below it stands the line of the program's source
_SOURCE: Final = re.compile(r"(?![\w. ]+: )[\w.]+(?: [\w.]+)*(?: = |\()|[\w., ]+,$")
# Of a Java, .NET or Node.js one: it is no part of the sentence above it.
_CALLED_AT: Final = re.compile(
    r"at (?:[\w$.<>`]{3,200}\(|\S{1,200} \(\S{1,300}:\d+:\d+\)|/\S{1,300}:\d+:\d+$)"
)
# The way a mail took, in its headers; what stands there of TLS is no error (smtpd.c of Postfix).
_HOP: Final = re.compile(r"Received: ?(?:from|by|\(|$)")
_HOP_GOES_ON: Final = re.compile(
    r"\((?:using (?:TLS|SSL)|No client certificate|Client (?:CN|did not present))"
)
_INFORMS: Final = "TLS connection established"  # Postfix tells of each
_TEXT_LIMIT: Final = 1_000
_NOTICE_LIMIT: Final = 600  # characters of a dialog or notice whose sentence is cut by empty lines
# Words of refusals; a line without one is not worth a candidate.
_CUE: Final = Signs(
    WORDS,
    r"reject|refus|denied|deny|block|blacklist|listed|spam|mailbox|recipient|sender"
    r"|relay|quota|full|exceed|limit|too (?:many|large|big|long)|authenticat|credential|password"
    r"|log ?in|sign in|account|unknown|no such|not (?:exist|found|allowed|accepted|permitted"
    r"|local|authori|verified|delivered|deliver|available|support|defined|enabled)|unsupported"
    r"|doesn'?t exist|invalid|disabled|suspended|inactive|unavailable|expired|timed?[ -]?out|try again|later"
    r"|greylist|graylist|deferred|temporar|policy|spf|dkim|dmarc|dns|ptr|reverse|resolve|hop|loop"
    r"|route|size|virus|malware|attachment|header|content|bounced|dropped|suppress|unsubscrib"
    r"|syntax|command|helo|ehlo|\brcpt\b|[ck]onfigur|tls|certificate|connect|deliver|user|fail"
    r"|answers|malformed|mta-sts|error|violat|reputation|unsolicited|verif|permission|rate"
    r"|throttl|moved|system|resources|storage|disk|busy|overload|protocol|service|host|domain"
    r"|addres|adres|fehler|erreur|échec|zugestell|empfänger|postfach|remis|bo[iî]te aux|destinat|entreg"
    r"|\bmxs?\b|must (?:not|have|be)|comply|missing|required|\bauth\b|\bsasl\b|challenge|mechanism"
    r"|set ?up|настро|налашт|yapılandır|authentifi"
    r"|impossib|certificat?|falh|restrict|not able|no space left"
    r"|direcci|endereço|buzón|caixa|recapit|indirizz|casella|bezorg|доставл|адрес|configuration related"
    r"|\bsmtp\b|/sendmail|\bssl\b|cannot|can['’]t|could not|couldn['’]t|unable|wrong|\bcall to\b"
    r"|\bexited\b|\bexit (?:status|code)|\bfatal:|\bno sendmail"
    r"|but (?:got )?code|無|不|未配置|未设置|没有配置|設定|错误|失败|アドレス|配信|送信|邮件|收件"
    r"|いっぱい|가득|찾을 수 없|переполнен|не найден|не существ"
    r"|unbekannt|inconnu|sconosciut|desconhecid|desconocid|inesistent|inexistent"
    rf"|{translations.OF_TLS}|{translations.OF_LOGIN}|{translations.OF_CONNECTION}"
    r"|nachricht|volumineux|mensaje|mensagem|messaggio|bericht|wiadomość|сообщение|\bcheia|\bpiena|\bpleine",
)
# What else sends messages.
_OTHER_MESSAGES: Final = Signs(
    WORDS,
    r"telegram|\bslack\b|discord|whatsapp|\bsms\b|\bteams\b|\bmatrix\b|kafka|mqtt|webhook|rabbitmq|\bpush\b"
    r"|web ?socket|\bbroker\b|\bxmpp|facebook|\bviber|\bwechat|微信|钉钉",
)
# Somebody tells that something came back, and that it was a mail: the words beside it are those of the
# recipient's server.
_CAME_BACK: Final = Signs(
    WORDS,
    r"\bbounced\b|\bbounces(?:,| with| because| since| again)"
    r"|\b(?:always|still|to \S+) bounces\b|\b(?:it|mails?|messages?) bounces$"
    r"|(?:^|, |\b(?:all|our|my) (?:\w+ )?)(?:mails|messages) bounce$|\bmail returned$|\bbouncing\b"
    r"|\b(?:bounce|mailer[- ]daemon)(?: says| for| from|:)(?:\W|$)"
    r"|\b(?:comes?|came) back\b|mail back saying\b|\breturned:"
    r"|\bk(?:omm(?:t|en)|am(?:en)?) (?:\w+ )?(?:\w+ )?zurück|zurückgekommen"
    r"|\brebot(?:a|ó|ad[oa])\b|\bdevuelt[oa]\b|\bdevolvid[oa]\b|\best revenu|\btornat[oa] indietro"
    r"|\bvoltou:|вернул[ао]сь"
    r"|退信|被退|投递失败|投递日志|返送|不達|戻ってき|반송",
)
_A_MAIL: Final = Signs(
    WORDS,
    r"@|mailbox|mailer|inbox|recipient|e-?mails?\b|\bmails?\b|user unknown|gr[ae]y-?list|spamhaus|bloc?klist"
    r"|correo|courriel|mensagem|письм|почт|メール|메일|退信|邮|收件",
)
_SORTED: Final = Signs(WORDS, r"\b(?:soft|hard)[ -]bounc")  # how bounces are sorted
# Somebody tells that a server takes none of their mail, and why; what may be so is told of in other words.
_TURNED_DOWN: Final = Signs(
    WORDS,
    r"\b(?:mails|(?:e-?mail|mail|message)s? (?:\w+ )?(?:is|are|was|were|gets?|got|being|been))"
    r" (?:\w+ )?(?:rejected|refused|blocked|bounced|denied|declined|dropped)"
    r"(?:: | (?:\w+ )?(?:due to|because|for|with|by|as)\b)"
    r"|\b(?:server|provider|gmail|google|outlook|hotmail|yahoo|microsoft|gmx|relay|mta|postfix|exim)s?"
    r" (?:\w+ )?(?:rejects?|rejected|refuses?|refused|blocks|blocked|(?:does|do|did)(?: not|n['’]t) accept)"
    r" (?:\w+ )?(?:\w+ )?(?:e-?mail|mail|message)s?\b"
    r"|\bmails?\b.* (?:abgelehnt|abgewiesen|zurückgewiesen).* (?:wegen|weil|da)\b"
    r"|\bmails?\b.* (?:wegen|aufgrund) .*(?:abgelehnt|abgewiesen|zurückgewiesen)",
)
# "When a mail is sent and bounced": what happens then, not what did.
_WHEN_IT_DOES: Final = re.compile(
    r"\b(?:when|if|whenever|once|after) an? (?:e-?mail|mail|message)\b[^.,;]{0,80}\bbounc", re.IGNORECASE
)
_MAY_BE: Final = re.compile(
    r"\b(?:if|when|whenever|unless|until|may|might|can|could|would|will|should|must|option|setting"
    r"|config\w*|default"
    r"|falls|wenn|sobald|sollte\w*|können|könnte\w*)\b|\?",
    re.IGNORECASE,
)
# A mail that lies in the spam folder was taken: no server refused it.
_DELIVERED_AS_SPAM: Final = re.compile(
    r"\b(?:sent|goes|going|go|went|lands?|landed|landing|delivered|arrives?|arrived|ends? up|found|gets?|got)"
    r" (?:directly |straight |always |right )?(?:to|in|into) (?:the |my |their |his |her )?(?:spam|junk)\b",
    re.IGNORECASE,
)
# Postfix's words for what became of a mail, without the line of its log around them.
_STATUS: Final = re.compile(r"\bstatus=(?:deferred|bounced|undeliverable) \((.{4,600}?)\)(?=[`'\".,;]|\s|$)")
_ADDRESS: Final = re.compile(ADDRESS)
# What becomes clear in the next sentences: "Your message to ida@example.net couldn't be delivered."
_NOTICE: Final = re.compile(
    r"your (?:message|e?-?mail) (?:to \S+@\S+ )?(?:wasn['’]t|was not|couldn['’]t|could not|has not been"
    r"|can(?:not|['’]t)) ",
    re.IGNORECASE,
)
_STAMP_BEGINS: Final = "[0123456789"
_STAMPED: Final = re.compile(r"\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d")
_SAID: Final = re.compile(r"[ \t>]*\"[^\"\n]{20,300}\"[ \t]*")
_COUNTS: Final = re.compile(r"\d{1,3} ?%|\b\d{1,9}\b.{0,60}?\b\d{1,9} [a-z]")  # a statistic of bounces


def suspects_in(paste: Paste) -> list[Bounce]:
    """Choose the paragraphs that a wording may know; none where a text is of another protocol."""
    seen, tongues = paste.seen, paste.tongues
    if not (seen.any(_CUE) or len(seen.text) <= _NOTICE_LIMIT) or (
        tongues.elsewhere and not tongues.smtp and not paste.report
    ):
        return []
    chosen: list[Bounce] = []
    known: set[str] = set()
    of_mail = tongues.mail and not seen.any(_OTHER_MESSAGES)
    paragraphs = _paragraphs(paste.lines, statements=may_hold_statement(seen))
    for introduction, paragraph in pairwise(["", *paragraphs]):
        opening = opening_not_sent(paragraph)  # a program's; what a person adds behind it is theirs
        if opening is not None and opening not in known:
            known.add(opening)
            chosen.append(Bounce(Reply(None, None, opening), suspected=True))
        about = _error_told(paragraph, paste, of_mail=of_mail) if paragraph not in known else None
        if about is None:
            continue
        known.add(about.text)
        status = _STATUS.search(about.text) if "status=" in about.text else None
        if status is not None:
            chosen.append(Bounce(Reply(None, None, status.group(1)), client="postfix"))
            continue
        chosen += _candidates(about, introduction, paste, of_mail=of_mail)
        if len(chosen) >= CANDIDATE_LIMIT:
            break
    return chosen


def _error_told(paragraph: str, paste: Paste, *, of_mail: bool) -> Seen | None:
    """Give what may be an error's words: a paragraph, or what a person quotes in it; None for neither."""
    tongues = paste.tongues
    about = paste.seen.of(paragraph)
    if not paste.report and leads_elsewhere(about):
        return None
    if not paste.report and not about.any(TOLD) and speaks_in_general(about):
        return None
    if not (tongues.mail or tongues.port) and tells_of_a_person(about.text):
        about = paste.seen.of(about.text.rpartition(": ")[2])  # what somebody quotes
        if tells_of_a_person(about.text):
            return None
    if _DELIVERED_AS_SPAM.search(about.text) is not None:
        return None
    if not (tongues.mail or tongues.port or paste.mail_program) and only_names_certificate(about):
        return None
    cued = paste.seen.any(_CUE) and about.any(_CUE)
    return about if cued or tells_not_sent(about.text, of_mail=of_mail) else None


def _candidates(about: Seen, introduction: str, paste: Paste, *, of_mail: bool) -> list[Bounce]:
    """Give a paragraph as an error's words, and what is quoted in it; `introduction` stands above it."""
    paragraph, tongues = about.text, paste.tongues
    sends = not paste.mail_program and (
        (tells_sending_failed(paragraph) and names_failure(about))
        or tells_not_sent(paragraph, of_mail=of_mail)
    )
    apart = tongues.smtp and len(paragraph) <= _ALONE and "smtp" not in paragraph.lower()
    alone = apart and not tells_of_a_person(paragraph)
    whole = Bounce(
        Reply(None, None, paragraph),
        stage=failed_step(about) if paste.mail_program or sends or alone else None,
        client=ANY_PROGRAM if sends else None,
        suspected=True,
    )
    if not (tongues.smtp or (tongues.mail and not tongues.elsewhere)):
        return [whole]
    quotes = [_of_mail(one) if of_mail else one for one in quoted_in(about, introduction)]
    of_program = next((one for one in quotes if one.client is not None), None)
    if of_program is not None and tells_of_a_person(paragraph):
        return [of_program]  # what a person says around a program's words explains nothing
    return [whole, *quotes]


def _of_mail(quote: Bounce) -> Bounce:
    """Say of a message not sent, which somebody quotes, that it was a mail."""
    return quote._replace(client=ANY_PROGRAM) if tells_not_sent(quote.reply.text, of_mail=True) else quote


def of_returned(bounce: Bounce, seen: Seen) -> Bounce:
    """Give suspected words to the recipient's server where somebody says that a mail came back with them."""
    text = bounce.reply.text
    if not bounce.suspected or not _came_back(seen.of(text)) or _COUNTS.search(text) is not None:
        return bounce
    named = set(_ADDRESS.findall(text))
    recipient = clean_address(named.pop()) if len(named) == 1 else None
    return bounce._replace(speaker=Speaker.RECIPIENT_SERVER, recipient=recipient)


def _came_back(about: Seen) -> bool:
    """Say whether somebody tells that a mail came back, or that a server took none."""
    if about.any(_CAME_BACK) and about.any(_A_MAIL) and not about.any(_SORTED):
        return _WHEN_IT_DOES.search(about.text) is None
    return about.any(_TURNED_DOWN) and _MAY_BE.search(about.text) is None


def _paragraphs(lines: list[str], *, statements: bool) -> list[str]:
    """Join lines up to an empty one; long paragraphs line by line, a notice's beginning also as a whole."""
    paragraphs: list[str] = []
    for told in _told_together(lines, statements=statements):
        joined = " ".join(told)
        if len(joined) <= _TEXT_LIMIT:
            paragraphs.append(joined)
        else:
            paragraphs.extend(one[:_TEXT_LIMIT] for one in told)
    paragraphs = [" ".join(one.split()) for one in paragraphs if len(one) > 5]
    opening = list(_fitting(paragraphs))
    if len(opening) > 1 and (len(opening) == len(paragraphs) or _NOTICE.match(opening[0]) is not None):
        paragraphs.append(" ".join(opening))
    return paragraphs


def _fitting(paragraphs: list[str]) -> Iterator[str]:
    """Give the first paragraphs, as many as a notice has."""
    length = 0
    for one in paragraphs:
        length += len(one)
        if length > _NOTICE_LIMIT:
            return
        yield one


def _told_together(lines: list[str], *, statements: bool) -> Iterator[list[str]]:
    """Lines up to one that tells nothing; the statement below a traceback's frame parts it from no error."""
    current: list[str] = []
    in_hop = False
    for line in lines[:400]:
        stripped = line.strip(" \t>|*`\"'")
        in_hop = _HOP.match(stripped) is not None or (in_hop and line[:1] in (" ", "\t"))
        if in_hop or (stripped.startswith("(") and _HOP_GOES_ON.match(stripped) is not None):
            continue
        if stripped.count("`") % 2 and line.rstrip().endswith("`"):  # it closes what stands inside the line
            stripped += "`"
        if current and current[-1].startswith(_FRAME) and _SOURCE.match(stripped) is not None:
            continue
        # A line that is wholly a quote stands apart, and so does what leads to a traceback.
        if current and (stripped.startswith(_TRACE) or _SAID.fullmatch(line) is not None):
            yield current
            current = []
        # Each line of a log that tells its time stands alone.
        if current and stripped[:1] in _STAMP_BEGINS and _STAMPED.match(stripped) is not None:
            yield current
            current = []
        if is_setting(stripped):
            continue
        told = stripped and not report_prose.explains_nothing(stripped) and not is_step(stripped)
        framed = stripped.startswith("at ") and _CALLED_AT.match(stripped) is not None
        if told and not framed and not (statements and is_statement(stripped)):
            if _INFORMS not in stripped:
                current.append(stripped)
        elif current and not current[-1].startswith(_FRAME):
            yield current
            current = []
    if current:
        yield current
