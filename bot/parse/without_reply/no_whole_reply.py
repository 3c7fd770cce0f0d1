"""A paste without a whole reply: a report's prose, bare codes, programs' errors, lines a wording may know.

Chooses among what the pass over the lines found; looks at no line again but those of named recipients.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import Final

from bot.model import Bounce, Reply, Speaker, Stage
from bot.parse import translations
from bot.parse.chatter import is_step, tells_of_a_person
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
from bot.parse.reports.named_recipients import is_field, names_otherwise, story_recipient
from bot.parse.reports.report_prose import explains_nothing, words_of
from bot.parse.reports.report_signs import says_it_is_report, speaks_to_sender
from bot.parse.reports.returned_mail import before_original
from bot.parse.scan.completing import names_of
from bot.parse.scan.continuation import POINT
from bot.parse.scan.hits import Scan
from bot.parse.signs import Seen
from bot.parse.talk.number_told import tells_mails_number
from bot.parse.talk.said_of import names_something_else
from bot.parse.talk.trouble_words import ALL
from bot.parse.without_reply.program_errors import only_cannot_connect, program_errors
from bot.parse.without_reply.returned import of_returned
from bot.parse.without_reply.suspects import suspects_in
from bot.pattern_set import occurs

_AROUND: Final = 5  # paragraphs that may hold the words of a number which stands alone
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
_SHORT: Final = 120  # characters in which "error 535" is all that is said: nobody but mail servers has it
_VERY_SHORT: Final = 40  # the same of "error 550", which lifts and printers have as well
_EXPLAINED: Final = 20  # characters that may be an explanation; "because:" alone is none
_SHORTEST: Final = 3  # characters behind a name that may be words
_LEADS_ON: Final = re.compile(r":$|\b(?:reason|cause|error)s?\.$")  # "For the following reason:"
# "Additional information follows:", "Error during the last delivery attempt:"
_LEADS_FURTHER: Final = re.compile(
    r"\b(?:error|reason|cause|information|details)\b[^:]{0,60}:\s*$", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\b[45]\d\d\b|\b[45]\.\d\.\d")
_BELOW: Final = 13  # lines below a name that tell of it
_TEXT_LIMIT: Final = 1_000  # characters of them
_RECIPIENTS: Final = 100  # of one report without its fields
_RETRIED: Final = "Message will be retried"  # Gmail and Zoho say so before the reason
# Words of mail servers alone, beside those of any program.
_TELLS: Final = re.compile(r"#[45]\.\d{1,3}\.\d|quota|unrout|non-?existent", re.IGNORECASE)
_STATUS: Final = re.compile(r"<[\w.-]{1,255} #([45]\.\d{1,3}\.\d{1,3})")  # Exchange's, below its words
# Outlook's notice says when, behind the recipient: 'ana@example.com' on 04/03/2019 14:22, in any language
_WHEN: Final = re.compile(r"'? ?\w{1,3} \d[\d/.:,-]{5,10}(?: \d[\d:]{3,7}(?: [AP]M)?)?$")


def told_without_reply(paste: Paste, scan: Scan, bounces: list[Bounce]) -> list[Bounce]:
    """No whole reply stands in the paste: local errors, the prose of a report, bare codes, known wordings."""
    if any(_has_words_alone(bounce) for bounce in bounces):
        return [bounce for bounce in bounces if bounce.reply.code is None or bounce.reply.text]
    bare = [bounce for bounce in bounces if bounce.reply.code is not None]
    told = [_of_mail(bounce, paste) for bounce in bounces if bounce.reply.code is None]
    if paste.report and scan.recipients:
        # "rejected" and "mailbox" stand in any letter, and an address below a signature.
        suspected = not (paste.mail or says_it_is_report(paste.seen))
        told += [one._replace(suspected=suspected) for one in _prose(scan, paste.lines, told)]
    errors = program_errors(scan, paste)
    told = [_with_own_error(one, errors) for one in told]
    if paste.report and len(told) == 1 and len(errors) == 1 and _explains(errors[0], told[0]):
        told = [errors[0]._replace(recipient=told[0].recipient, outer=(*told[0].outer, told[0].reply))]
    if len(told) == 1 and not errors and _stands_alone(told[0]):
        told = [told[0]._replace(outer=(*told[0].outer, *reversed(_around(paste))))]
    if bare and not _is_web_pages(bare[0].reply, scan) and _is_smtps(bare[0].reply, paste):
        return _bare_with_words(bare, errors, told, paste)
    if told or (errors and not _tells_no_cause(scan) and any(not one.suspected for one in errors)):
        return told + _told_besides(errors, told)
    if not paste.mail and paste.report and _is_notice(paste):
        # What a notice says as programs do is its own: nobody talks there.
        sure = [one._replace(suspected=False) for one in errors]
        return sure or [Bounce(Reply(None, None, words_of(paste.lines)))]
    known = {one.reply.text for one in errors}
    looked_at = {error.text for _, error in scan.errors}  # but what somebody has trouble with is told
    errors += [
        one
        for one in suspects_in(paste)
        if one.reply.text not in known and not (one.suspected and one.reply.text in looked_at)
    ]
    return [of_returned(one, paste.seen) for one in errors]


def _is_notice(paste: Paste) -> bool:
    """Whether a report speaks to who sent the mail, and names whom it did not reach."""
    about = paste.seen.of(before_original(paste.seen.text))
    return (
        says_it_is_report(about)
        and speaks_to_sender(about)
        and (story_recipient(about.text.split("\n")) is not None or names_otherwise(about.text))
    )


def _has_words_alone(bounce: Bounce) -> bool:
    """Whether a server's words stand without their code, but for those of a connection."""
    return bool(bounce.reply.text) and bounce.reply.code is None and bounce.stage is not Stage.CONNECT


def _told_besides(errors: list[Bounce], told: list[Bounce]) -> list[Bounce]:
    """Give the errors of programs that say something else than what is told already, and say it for sure."""
    said = [one.reply.text for one in told if one.reply.text]
    named = [name for one in told for name in names_of(one)]
    return [
        one
        for one in errors
        if not (told and one.suspected)
        and not any(name in one.reply.text.lower() for name in named)
        and not any(text in one.reply.text or one.reply.text in text for text in said)
    ]


def _of_mail(told: Bounce, paste: Paste) -> Bounce:
    """Believe an enhanced code without words, where mail is spoken of: "error 5.7.26 from Gmail"."""
    if told.reply.text or told.reply.enhanced is None or _SPOKEN.search(paste.seen.text[:_SPOKEN_IN]) is None:
        return told
    return told._replace(suspected=False)


def _is_smtps(number: Reply, paste: Paste) -> bool:
    """Whether a bare number is a mail server's: beside an enhanced code, a program or words of mail."""
    if number.enhanced is not None or paste.client is not None:  # no other protocol has both numbers
        return True
    # Whoever writes more than a line about a number alone tells of something that went wrong.
    told = len(paste.seen.text) <= _SHORT or names_failure(paste.seen)
    return told and _speaks_of_mail(paste.seen.text[:_SPOKEN_IN], number.code)


def _is_web_pages(number: Reply, scan: Scan) -> bool:
    """Whether a bare 500 is what a web page shows for the error that its program tells."""
    return number.code == HTTP_FAULT and any(error.depth is Depth.CAUSE for _, error in scan.errors)


def _with_own_error(told: Bounce, errors: list[Bounce]) -> Bounce:
    """Give a recipient the error that opens with its address; Exchange has sentences of its own above it."""
    opening = f"<{told.recipient}>"
    own = next((error.reply for error in errors if error.reply.text.startswith(opening)), None)
    return told if own is None else told._replace(reply=own, outer=(*told.outer, told.reply))


def _explains(error: Bounce, told: Bounce) -> bool:
    """Whether a program's own error below a recipient is what happened: the words there tell none."""
    own = not error.suspected and error.recipient is None
    return own and told.reply.enhanced is None and not names_failure(Seen(told.reply.text))


def _tells_no_cause(scan: Scan) -> bool:
    """Whether it is told only that sending failed, so that the cause may stand in other lines.

    So it is where somebody cannot connect: "We are unable to connect via SMTP. The program says:".
    """
    return all(
        error.depth is Depth.SUMMARY or (error.depth is Depth.WRAPPER and only_cannot_connect(error.text))
        for _, error in scan.errors
    )


def _speaks_of_mail(text: str, code: int | None) -> bool:
    """Whether a bare number may be a mail server's; a short record of other programs' is none."""
    if _SPOKEN.search(text) is not None or (
        code in OF_RECIPIENTS and "@" in text and _RETURNED.search(text) is not None
    ):
        return True
    if len(text) > _SHORT or text.lstrip()[:1] in ("{", "[", "<"):
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


def _bare_with_words(
    bare: list[Bounce], errors: list[Bounce], told: list[Bounce], paste: Paste
) -> list[Bounce]:
    """A code without its text takes the words that a client shows beside it, or those around it."""
    first = bare[0]
    if first.reply.text:
        return [first, *told]
    if _is_list(paste.lines):  # what stands at another point is another matter
        return [first, *told, *errors]
    words = next((one.reply for one in [*told, *errors] if one.reply.text), None)
    if words is not None:
        enhanced = words.enhanced or first.reply.enhanced
        return [first._replace(reply=Reply(first.reply.code, enhanced, words.text))]
    around = _around(paste)
    if around and around[0].code == first.reply.code:  # its words stand before it: "Mailbox full 552 5.2.2"
        return [first._replace(reply=around[0]), *told]
    text = paste.seen.text.strip()
    if not around and len(text) <= _SHORT and "\n" not in text and "?" not in text:
        around = [Reply(None, None, text)]  # nothing in it speaks of mail but the number
    return [first._replace(outer=tuple(reversed(around))), *told]


def _is_list(lines: list[str]) -> bool:
    """Whether each of several lines is a point of a list, or opens with whose it is."""
    told = [line for line in lines if line.strip()]
    return len(told) > 1 and all(POINT.match(line) is not None for line in told)


def _stands_alone(told: Bounce) -> bool:
    """Whether only an enhanced code is told, by no log's line, which has all its words in itself."""
    return told.reply.enhanced is not None and not told.reply.text and told.remote_host is None


def _around(paste: Paste) -> list[Reply]:
    """Take the paragraphs around a number that stands alone: one of them may hold its words."""
    return [one.reply for one in suspects_in(paste)[:_AROUND]]


def _prose(scan: Scan, lines: list[str], told: list[Bounce], *, right_below: bool = False) -> list[Bounce]:
    """Give each named recipient the words that follow its name; those above may explain all of them.

    `right_below`: up to the next empty line.
    """
    first = scan.recipients[0][0]
    known = {name for bounce in told for name in names_of(bounce)}
    bounces: list[Bounce] = []
    begins = [_led_from(lines, place) for place, _ in scan.recipients] + [scan.original_at or len(lines)]
    for (place, address), (begin, until) in zip(scan.recipients, pairwise(begins), strict=True):
        if place == first or begin < place:
            above = words_of(lines[0 if place == first else begin : place])
            outer = (Reply(None, None, above),) if len(above) > _EXPLAINED or _tells_reason(above) else ()
        if address.lower() in known or len(bounces) >= _RECIPIENTS or is_step(lines[place]):
            continue
        known.add(address.lower())
        opening = lines[place].partition(address)[2].removeprefix('" ').removeprefix(f"<{address}>")
        opening = opening.strip(" >:;,.*()")
        below = lines[place + 1 : min(until, place + 1 + _BELOW)]
        text = _told_of(opening, list(takewhile(str.strip, below)) if right_below else below)
        # "<a@b>: unknown user": a mail system's own form of telling.
        speaker = Speaker.RECIPIENT_SERVER if lines[place].lstrip().startswith(f"<{address}>: ") else None
        status = _STATUS.search(text)
        told_beside = speaker is not None and " " in opening
        if outer and not (right_below or told_beside) and _gives_way(text, above):
            text = above
        reply = Reply(None, status.group(1) if status is not None else None, text)
        bounces.append(Bounce(reply, recipient=address, speaker=speaker, outer=outer))
    return bounces


def _led_from(lines: list[str], place: int) -> int:
    """Give the line from which words lead on to a name: "Mailbox full:" above it, else its own line."""
    above = place - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return above if above > 0 and lines[above].endswith(":") and "@" not in lines[above] else place


def _gives_way(below: str, above: str) -> bool:
    """Whether the words above a name tell the reason: those below tell none, in a language that is known."""
    if not below:
        return True  # "undeliverable due to the following reason", and to whom
    leads_on = _LEADS_ON.search(above) is not None or _NUMBER.search(below) is not None
    return not leads_on and below.isascii() and not _tells_reason(below) and _tells_reason(above)


def _tells_reason(text: str) -> bool:
    return names_failure(Seen(text)) or _TELLS.search(text) is not None


def told_of_others(paste: Paste, scan: Scan, bounces: list[Bounce]) -> list[Bounce]:
    """Give those of a report's recipients whom no reply names, where the lines right below tell a failure."""
    listed = {address.lower() for _, address in scan.recipients}
    known = {name for bounce in bounces for name in names_of(bounce)}
    if not (listed - known and listed & known):
        return []
    others = _prose(scan, paste.lines, bounces, right_below=True)
    return [one._replace(outer=()) for one in others if _tells_reason(one.reply.text)]


def _told_of(opening: str, below: list[str]) -> str:
    """Give the words behind a recipient's name and below it, up to what explains nothing."""
    words = [opening] if len(opening) > _SHORTEST and _WHEN.match(opening) is None else []
    for number, line in enumerate(below):
        if explains_nothing(line):
            said = sum(len(word) for word in words if not word.startswith(_RETRIED))
            if said > _EXPLAINED and _LEADS_ON.search(words[-1]) is None:
                further = next(filter(str.strip, below[number + 1 :]), "")
                if _LEADS_FURTHER.search(further) is None:
                    break
        elif not is_field(line):
            words.append(line.strip(" \t>|"))
        elif words:
            break
    return " ".join(" ".join(words).split())[:_TEXT_LIMIT]
