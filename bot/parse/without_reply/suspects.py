"""Lines that only a known wording can make an SMTP error: no code, no mail program around.

Chooses candidates, few and short; the knowledge base decides.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.model import A_PERSON, ANY_PROGRAM, Bounce, Kind, Reply, Stage
from bot.parse import translations
from bot.parse.chatter import OTHER_MESSAGES, is_step, names_lists_to_ask, tells_of_a_person
from bot.parse.errors.failed_step import failed_step, step_named
from bot.parse.errors.failure import announces_expiry, names_failure, only_names_certificate
from bot.parse.errors.not_sent import (
    opening_not_sent,
    sentence_of_failure,
    tells_not_sent,
    tells_sending_failed,
)
from bot.parse.foreign.errors import leads_elsewhere
from bot.parse.numbers.codes import FREQUENT
from bot.parse.paste import Paste
from bot.parse.reports.report_signs import is_notices, kind_of_prose
from bot.parse.signs import WORDS, Seen, Signs
from bot.parse.source import may_hold_statement
from bot.parse.talk.general import speaks_in_general
from bot.parse.talk.said_of import goes_wrong, names_record, tells_ours
from bot.parse.talk.sentences import SENTENCE_ENDS
from bot.parse.talk.told import TOLD
from bot.parse.talk.trouble import clear_trouble_in, possible_trouble_in, tells_only_deed
from bot.parse.without_reply.paragraphs import NOTICE_LIMIT, paragraphs_of
from bot.parse.without_reply.quoted import quoted_in

_CANDIDATE_LIMIT: Final = 20
_ALONE: Final = 50  # characters in which a program's error stands alone, where SMTP is spoken of beside it
# Words of refusals; a line without one is not worth a candidate.
_CUE: Final = Signs(
    WORDS,
    r"reject|refus|denied|deny|block|blacklist|listed|spam|sender|relay|quota|full|exceed|limit"
    r"|too (?:many|large|big|long)|authenticat|credential|password|log ?in|sign in|account|unknown|no such"
    r"|not (?:exist|found|allowed|accepted|permitted"
    r"|local|authori|verified|delivered|deliver|available|support|defined|enabled)|unsupported|doesn'?t exist"
    r"|invalid|disabled|suspended|inactive|unavailable|expired|timed?[ -]?out|try again|later|greylist"
    r"|graylist|deferred|temporar|policy|spf|dkim|dmarc|dns|ptr|reverse|resolve|hop|loop|route|size|virus"
    r"|malware|attachment|header|content|bounced|dropped|suppress|subscri|member|moderat|duplicat|\bheld\b"
    r"|syntax|command|helo|ehlo|\brcpt\b|[ck]onfigur|tls|connect|deliver|user|fail|answers|malformed|mta-sts"
    r"|error|violat|reputation|unsolicited|verif|permission|rate|throttl|unusual|suspicious|moved|system"
    r"|resources|storage|disk|busy|overload|protocol|service|host|domain|addres|adres|fehler|erreur|échec"
    r"|zugestell|remis|destination|entreg|\bmxs?\b|must (?:not|have|be)|comply|missing|required|\bauth\b"
    r"|\bsasl\b|challenge|mechanism|set ?up|macros?\b|hangup|handle\b|настро|налашт|yapılandır|authentifi"
    r"|impossib|certificat?|falh|restrict|not able|no space left|direcci|endereço|recapit|indirizz|bezorg"
    r"|доставл|адрес|\bsmtp\b|/sendmail|\bssl\b|cannot|can['’]t|could not|couldn['’]t|unable|wrong"
    r"|\bcall to\b|\breturn(?:s|ed) false|\bexited\b|\bexit (?:status|code)|\bfatal:|\bno sendmail"
    r"|but (?:got )?code|expected [23]\d\d"
    r"|無|不|未配置|未设置|没有配置|設定|错误|失败|アドレス|配信|送信|邮件|いっぱい|가득"
    r"|찾을 수 없|переполнен|не найден|не существ|unbekannt|inconnu|sconosciut|desconhecid|desconocid"
    rf"|inesistent|inexistent|{translations.OF_TLS}|{translations.OF_LOGIN}|{translations.OF_CONNECTION}"
    rf"|{translations.RECIPIENT}|{translations.SENDER}|{translations.MAILBOX}"
    r"|nachricht|volumineux|mensaje|mensagem|messaggio|bericht|wiadomość|сообщение|\bcheia|\bpiena|\bpleine",
)
# A mail that lies in the spam folder or a quarantine was taken: no server refused it.
_DELIVERED_AS_SPAM: Final = Signs(
    WORDS,
    r"\b(?:sent|goes|going|go|went|lands?|landed|landing|delivered|arrives?|arrived|ends? up|found|gets?|got)"
    r" (?:directly |straight |always |right )?(?:to|in|into) (?:the |my |their |his |her )?(?:spam|junk)\b"
    r"|\b(?:is|are|was|were|it['’]s|stuck|held|sits?) in (?:the |their |our )?quarantine\b"
    r"|\bin (?:der |die )?quarantäne\b",
)
# "User unknown 550": some programs, and people, put the number behind what is mail's, and people go on.
_CODE_BEHIND: Final = re.compile(
    r"(?P<words>[^\d\n]{8,120}?)[\s,:;(#-]{1,4}(?P<code>[45]\d\d)"
    r"(?:[ -](?P<enh>[45]\.\d{1,3}\.\d{1,3}))?[).!]{0,2}"
    r"(?:(?:,| (?:and|but|for|since|though|when|aber|obwohl|seit|und|depuis|et|mais|desde|pero|mas|da|dal|ma"
    r"|maar|sinds|ale|od|но|с))\s[^\n]{1,120})?"
)
_QUOTES: Final = '"“”„«»` '
# What was shown, behind somebody's own words: the number is the last of it.
_LEFT_OPEN: Final = re.compile(r"(?<!\S)[\"“„«`](?P<words>[^\"“”„«»`]{8,})\Z")
_OF_MAIL: Final = re.compile(
    r"\b(?:user|account|mails?|e-?mail|message|relay|quota|auth|log ?in|password|spam)"
    rf"|{translations.RECIPIENT}|{translations.SENDER}|{translations.MAILBOX}",
    re.IGNORECASE,
)
# "jo@example.org: mailbox full", "user unknown, jo@example.org": an address, and what is with it.
_ADDRESS: Final = r"<?(?P<{}>[\w.+=-]{{1,64}}@[\w.-]{{3,255}}[\w])>?"
_OF_ADDRESS: Final = re.compile(
    rf"\W{{0,3}}{_ADDRESS.format('first')}(?:\s?(?:->|=>|[→:,;–—-])|\s)\s{{0,3}}(?P<behind>[^\n@]{{8,80}})"
    rf"|(?P<before>[^\n@:]{{8,80}}?)(?:\s?[,;:–—-]|\s(?:for|an|à|para|per|voor))"
    rf"\s{{1,3}}{_ADDRESS.format('last')}\W{{0,3}}"
)
# What somebody asks behind it: "mailbox full for ana@example.com, is it ours or theirs?"
_ASKED_BEHIND: Final = re.compile(
    r"[,;.–-] {1,2}(?:is|are|was|what|why|any|who|whose|how|can|should|do|does)\b[^?\n]{0,60}\?{1,3}\s{0,9}$",
    re.IGNORECASE,
)
# "unknown user name in the import, row 421"
_NAMES_NUMBER: Final = re.compile(
    r"\b(?:row|line|page|report|case|ticket|number|no|nr|order|room|item|id|zone|step|chapter|section|record"
    r"|build|version|zeile|seite|ligne|fila|linha|riga)\W*$",
    re.IGNORECASE,
)
# "user unknown <- what does it mean?": where somebody's own words begin behind an error's.
_GOES_ON: Final = re.compile(rf"{SENTENCE_ENDS.pattern}|\s(?:<-{{1,3}}|←|-{{2,3}}|[–—])\s")
_SENDER: Final = re.compile(translations.SENDER, re.IGNORECASE)
# Somebody asks how something is set up, in one sentence that tells of no failure.
_ASKS_HOW: Final = re.compile(
    r"\W{0,3}how (?:do|can|should|could|would|to)(?: i| we| you| one)? (?:add|configure|enable|disable"
    r"|install|set ?up|replace|exclude|use|change|remove)\b[^!?\n]{1,150}\?\W{0,3}",
    re.IGNORECASE,
)
# Postfix's words for what became of a mail, without the line of its log around them.
_STATUS: Final = re.compile(r"\bstatus=(?:deferred|bounced|undeliverable) \((.{4,600}?)\)(?=[`'\".,;]|\s|$)")


def suspects_in(paste: Paste) -> list[Bounce]:
    """Choose the paragraphs that a wording may know; none where a text is of another protocol."""
    seen, tongues = paste.seen, paste.tongues
    anothers = tongues.elsewhere and not tongues.smtp and not paste.report
    if anothers or not (seen.any(_CUE) or len(seen.text) <= NOTICE_LIMIT):
        return []
    chosen: list[Bounce] = []
    known: set[str] = set()
    of_mail = tongues.mail and not seen.any(OTHER_MESSAGES)
    trouble = clear_trouble_in(paste.lines)
    perhaps = possible_trouble_in(paste.lines) if trouble is None and not tongues.elsewhere else None
    paragraphs = paragraphs_of(paste.lines, statements=may_hold_statement(seen))
    if trouble and not any(paragraph in trouble for paragraph in paragraphs):
        paragraphs.append(trouble)
    for introduction, paragraph in pairwise(["", *paragraphs]):
        opening = opening_not_sent(paragraph)  # a program's; what a person adds behind it is theirs
        if opening is not None and opening not in known:
            known.add(opening)
            chosen.append(Bounce(Reply(None, None, opening), suspected=True))
        troubled = trouble is not None and paragraph in trouble
        about = None
        if paragraph not in known:
            about = _error_told(paragraph, paste, of_mail=of_mail, troubled=troubled)
        if about is None:
            continue
        known.add(about.text)
        status = _STATUS.search(about.text) if "status=" in about.text else None
        if status is not None:
            chosen.append(Bounce(Reply(None, None, status.group(1)), client="postfix"))
            continue
        chosen += _candidates(about, introduction, paste, of_mail=of_mail, troubled=troubled)
        sentence = sentence_of_failure(about.text)
        if sentence is not None and kind_of_prose(about) is Kind.FAILURE:
            chosen += _candidates(paste.seen.of(sentence), "", paste, of_mail=of_mail, troubled=False)
        if len(chosen) >= _CANDIDATE_LIMIT:
            break
    if perhaps is None or leads_elsewhere(seen):
        return chosen
    whole_line = any(line.endswith(perhaps) for line in paste.lines) and tells_ours(perhaps)
    return _with_persons(chosen, perhaps, among_others=whole_line)


def _with_persons(chosen: list[Bounce], perhaps: str, *, among_others: bool) -> list[Bounce]:
    """Say which candidate is a person's line on possible trouble; where there is none, give that line.

    `among_others`: it is a line of its own on what happens to them; those around it are other matters.
    """
    told = any(one.reply.text == perhaps for one in chosen)
    if not chosen or (among_others and not told):
        return [*chosen, Bounce(Reply(None, None, perhaps), client=A_PERSON, suspected=True)]
    return [
        one._replace(client=A_PERSON)
        if one.client is None and one.suspected and one.reply.text == perhaps
        else one
        for one in chosen
    ]


def _error_told(paragraph: str, paste: Paste, *, of_mail: bool, troubled: bool) -> Seen | None:
    """Give what may be an error's words: a paragraph, or what a person quotes in it; None for neither.

    `troubled`: somebody tells there of trouble with mail that they have.
    """
    tongues = paste.tongues
    about = paste.seen.of(paragraph)
    if not paste.report and leads_elsewhere(about):
        return None
    if not paste.report and not about.any(TOLD) and speaks_in_general(about):
        return None
    if names_lists_to_ask(paragraph) or tells_only_deed(paragraph) or about.any(_DELIVERED_AS_SPAM):
        return None
    if announces_expiry(about):
        return None
    if troubled:
        return about
    if is_step(paragraph) or (_ASKS_HOW.fullmatch(paragraph) is not None and not names_failure(about)):
        return None
    if not (tongues.mail or tongues.port) and tells_of_a_person(about.text):
        others = _not_persons(about, paste)
        if others is None:
            return None
        about = others
    if not (tongues.mail or tongues.port or paste.mail_program) and only_names_certificate(about):
        return None
    cued = (paste.seen.any(_CUE) and about.any(_CUE)) or is_notices(about)
    return about if cued or tells_not_sent(about.text, of_mail=of_mail) else None


def _not_persons(about: Seen, paste: Paste) -> Seen | None:
    """Give what is not a person's in their words: what they quote at the end, or a failure that stands first.

    None for neither.
    """
    quoted, first = about.text.rpartition(": ")[2], _GOES_ON.split(about.text, maxsplit=1)[0]
    if not tells_of_a_person(quoted):
        return paste.seen.of(quoted)
    opening = paste.seen.of(first)
    return opening if not tells_of_a_person(first) and names_failure(opening) else None


def _candidates(
    about: Seen, introduction: str, paste: Paste, *, of_mail: bool, troubled: bool
) -> list[Bounce]:
    """Give a paragraph as an error's words, and what is quoted in it; `introduction` stands above it."""
    paragraph, tongues = about.text, paste.tongues
    sends = not paste.mail_program and (
        troubled
        or (tells_sending_failed(paragraph) and names_failure(about))
        or tells_not_sent(paragraph, of_mail=of_mail)
    )
    apart = (tongues.smtp or tongues.port) and len(paragraph) <= _ALONE and "smtp" not in paragraph.lower()
    alone = apart and not tells_of_a_person(paragraph)
    step = _step_of_trouble if troubled else failed_step
    stage = step(about) if paste.mail_program or sends or alone else None
    reply = _with_code_behind(paragraph) if len(paste.lines) == 1 else None
    whole = Bounce(
        reply or Reply(None, None, paragraph),
        stage=stage,
        client=ANY_PROGRAM if sends or (alone and tongues.port and stage) else None,
        suspected=stage is None or not (troubled and goes_wrong(paragraph)),
    )
    of_address = _of_address(paragraph) if whole.client is None else None
    if of_address is not None:
        return [of_address, whole]
    if not (tongues.smtp or (tongues.mail and not tongues.elsewhere)):
        return [whole]
    quotes = [_of_mail(one) if of_mail else one for one in quoted_in(about, introduction)]
    of_program = next((one for one in quotes if one.client is not None), None)
    if of_program is not None and tells_of_a_person(paragraph):
        return [of_program]  # what a person says around a program's words explains nothing
    return [whole, *quotes]


def _step_of_trouble(about: Seen) -> Stage | None:
    """Say which step somebody's trouble is about; none where a domain's record is named, be it in the DNS."""
    return None if names_record(about.text) else step_named(about)


def _of_address(paragraph: str) -> Bounce | None:
    """Read an address with a few words of what is with it; None for anything else."""
    paragraph = _ASKED_BEHIND.sub("", paragraph)
    match = _OF_ADDRESS.fullmatch(paragraph)
    if match is None or tells_of_a_person(paragraph) or "?" in paragraph:
        return None
    words = (match["behind"] or match["before"]).strip()
    address = match["first"] or match["last"]
    if _SENDER.search(words) is not None:
        return Bounce(Reply(None, None, words), sender=address, suspected=True)
    return Bounce(Reply(None, None, words), recipient=address, suspected=True)


def _with_code_behind(line: str) -> Reply | None:
    """Read a line whose code stands behind the words of a refusal of mail; None for any other."""
    match = _CODE_BEHIND.fullmatch(line)
    if match is None or int(match["code"]) not in FREQUENT or _OF_MAIL.search(match["words"]) is None:
        return None
    if _NAMES_NUMBER.search(match["words"]) is not None:
        return None
    quoted = _LEFT_OPEN.search(match["words"])
    words = (match if quoted is None else quoted)["words"]
    return Reply(int(match["code"]), match["enh"], words.strip(_QUOTES))


def _of_mail(quote: Bounce) -> Bounce:
    """Say of a message not sent, which somebody quotes, that it was a mail."""
    return quote._replace(client=ANY_PROGRAM) if tells_not_sent(quote.reply.text, of_mail=True) else quote
