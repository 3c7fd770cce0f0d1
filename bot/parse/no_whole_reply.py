"""A paste without a whole reply: local errors, a report's prose, bare codes, lines a wording may know.

Chooses among what the pass over the lines found; looks at no line again but those of named recipients.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Final

from bot.model import ANY_PROGRAM, Bounce, Reply, Speaker, Stage
from bot.parse import report_prose
from bot.parse.around import opens_row
from bot.parse.chatter import is_step, tells_of_a_person
from bot.parse.client import READERS
from bot.parse.foreign import LOGIN_REFUSED, leads_elsewhere, tongues_in
from bot.parse.joining import masked, names_of
from bot.parse.local_error import (
    Depth,
    LocalError,
    local_error,
    names_failure,
    only_names_certificate,
    says_failure,
)
from bot.parse.mail_error import matter_of, tells_of_sending
from bot.parse.node_error import node_error
from bot.parse.paste import Paste
from bot.parse.scan import Hit, Scan
from bot.parse.signs import Seen
from bot.parse.strength import HTTP_FAULTS
from bot.parse.suspects import of_returned, suspects_in
from bot.parse.telnet import never_connected

_WRAPPERS: Final = 3
_NO_FILE: Final = "ENOENT: "  # Node's words for an attachment that is not there: no server was asked
_TOLD_TWICE: Final = 2  # a log's line and the traceback below it tell one failure
_ERRORS: Final = 20  # different errors of one paste that are read
# .NET names each code in words of its own, and quotes the server behind them.
_SERVER_SAID: Final = "The server response was: "
_AROUND: Final = 5  # paragraphs that may hold the words of a number which stands alone
# "Could not connect to the mail server": where it failed, said in one breath with what.
_AT_MAIL_SERVER: Final = re.compile(
    r"\bsmtp|\be?-?mail ?(?:server|host|service|provider)|\boutgoing (?:mail )?server", re.IGNORECASE
)
_SPOKEN: Final = re.compile(
    r"smtp|e-?mail|\bmail|\bsend|sent\b|deliver|outlook|gmail|inbox|senden|envo[yi]|envi[ao]|correo"
    r"|courriel|邮|郵|メール|почт|письм"
    r"|yahoo|hotmail|gmx|icloud|t-online|office ?365|smartlead|instantly|bounc|postf[aä]ch"
    r"|buz[oó]n|bo[iî]te aux lettres|casella|correio|posta\b|postvak|skrzynk|ящик|пошт"
    r"|poczt|\bmejl|메일|寄信",
    re.IGNORECASE,
)
_SPOKEN_IN: Final = 100_000  # characters
_ERROR: Final = re.compile(r"error|fehler|erreur|erro\b|ошибка|错误|錯誤|エラー", re.IGNORECASE)
_LOGIN_ERROR: Final = (
    r"ошибк|помилк|грешка|σφάλμα|\b(?:fejl|feil|hiba|virhe|chyb[au]|hata(?:sı)?|lỗi)\b|błąd|błęd|eroare"
    r"|greška"
    r"|报错|오류|에러"
)
_LOGIN: Final = re.compile(
    rf"{_ERROR.pattern}|{_LOGIN_ERROR}|denied|user ?name|password|passwort|log ?in|return code - expected",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(
    r"`([^`\n]{25,300})`|\"([^\"\n]{25,300})\""
)  # what a person quotes from a program
_SHORTEST: Final = 10  # characters of an error in quotes
# Somebody asks what would be: no such thing happened.
_ASKED: Final = 500  # characters
_WOULD_BE: Final = re.compile(
    r"\b(?:what(?:['’]s| is| are)? (?:the )?(?:default|expected)|what (?:happens|would|will|should)"
    r"|(?:does|do|will|would|should) (?:it|this|the))\b[^.!?]*\b(?:when|if)\b[^.!?]*\?",
    re.IGNORECASE,
)
# What a program's own source got wrong, behind its "sending failed".
_OF_SOURCE: Final = re.compile(
    r"unexpected keyword argument|\bhas no attribute\b|\bpositional arguments?\b|\bis not a function\b"
)
_OF_RECIPIENTS: Final = (550, 551, 553)  # said beside an address they are a mail server's
_RETURNED: Final = re.compile(r"\b(?:error|return(?:s|ed|ing)?) 55[013]\b", re.IGNORECASE)
_I: Final = re.compile(r"\bI\b|\b[Aa]m (?:unable|not)\b")
_QUOTING: Final = tuple(":\"'`")
_SHORT: Final = 120  # characters in which "error 535" is all that is said: nobody but mail servers has it
_VERY_SHORT: Final = 40  # the same of "error 550", which lifts and printers have as well

# What a mail server's log says around the failure itself; of a name it tells whatever becomes of the client.
_WARNING: Final = re.compile(
    r"hostname \S{1,255} does not resolve to address |while in resolving client (?:address|hostname)"
)
_AFTERMATH: Final = re.compile(
    rf"lost connection after |disconnect from |SSL_accept error from |{_WARNING.pattern}"
)
# With `milter_default_action = accept` mail goes on without the filter; else a reply tells what came of it.
_ASIDE: Final = "connect to Milter service"

# A mail server's own log: what fails there fails between servers, or at the server's own door.
_OF_SERVER: Final = re.compile(
    r"\b(?:postfix(?:-\w+)?/[\w/-]{1,40}|exim4?|sm-mta|sendmail|smtpd|opensmtpd)\[\d+\]: "
    r"|\bTLS error on connection "
)

_EXPLAINED: Final = 20  # characters that may be an explanation; "because:" alone is none
_RETRIED: Final = "Message will be retried"  # Gmail and Zoho say so before the reason

_DATE: Final = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), {1,2}\d")
_STATUS: Final = re.compile(r"<[\w.-]{1,255} #([45]\.\d{1,3}\.\d{1,3})")  # Exchange's, below its words
_MAILTO: Final = re.compile(r"<?mailto:[^<>\s]{1,400}>?")  # Outlook's link behind a name
# Outlook's notice says when, behind the recipient: 'ana@example.com' on 04/03/2019 14:22, in any language
_WHEN: Final = re.compile(r"'? ?\w{1,3} \d[\d/.:,-]{5,10}(?: \d[\d:]{3,7}(?: [AP]M)?)?$")


def told_without_reply(paste: Paste, scan: Scan, bounces: list[Bounce]) -> list[Bounce]:
    """No whole reply stands in the paste: local errors, the prose of a report, bare codes, known wordings."""
    if any(
        bounce.reply.text
        for bounce in bounces
        if bounce.reply.code is None and bounce.stage is not Stage.CONNECT
    ):
        return [bounce for bounce in bounces if bounce.reply.code is None or bounce.reply.text]
    bare = [bounce for bounce in bounces if bounce.reply.code is not None]
    told = [_of_mail(bounce, paste) for bounce in bounces if bounce.reply.code is None]
    if paste.report and scan.recipients:
        # "rejected" and "mailbox" stand in any letter, and an address below a signature.
        suspected = not (paste.mail or report_prose.says_it_is_report(paste.seen))
        told += [one._replace(suspected=suspected) for one in _prose(scan, paste.lines, told)]
    errors = _local(scan, paste)
    told = [_with_own_error(one, errors) for one in told]
    if (
        bare
        and (
            bare[0].reply.enhanced is not None  # no other protocol has both numbers
            or paste.client is not None
            or (
                # Whoever writes more than a line about a number alone tells of something that went wrong.
                (len(paste.seen.text) <= _SHORT or names_failure(paste.seen))
                and _speaks_of_mail(paste.seen.text[:_SPOKEN_IN], bare[0].reply.code)
            )
        )
    ):
        return _bare_with_words(bare, errors, told, paste)
    if told or (errors and not _only_summaries(scan) and any(not one.suspected for one in errors)):
        said = [one.reply.text for one in told if one.reply.text]
        return told + [
            one
            for one in errors
            if not (told and one.suspected)
            and not any(text in one.reply.text or one.reply.text in text for text in said)
        ]
    known = {one.reply.text for one in errors} | {error.text for _, error in scan.errors}
    errors += [one for one in suspects_in(paste) if one.reply.text not in known]
    return [of_returned(one, paste.seen) for one in errors]


def _of_mail(told: Bounce, paste: Paste) -> Bounce:
    """Believe an enhanced code without words, where mail is spoken of: "error 5.7.26 from Gmail"."""
    if told.reply.text or told.reply.enhanced is None or _SPOKEN.search(paste.seen.text[:_SPOKEN_IN]) is None:
        return told
    return told._replace(suspected=False)


def _with_own_error(told: Bounce, errors: list[Bounce]) -> Bounce:
    """Give a recipient the error that opens with its address; Exchange has sentences of its own above it."""
    opening = f"<{told.recipient}>"
    own = next((error.reply for error in errors if error.reply.text.startswith(opening)), None)
    return told if own is None else told._replace(reply=own, outer=(*told.outer, told.reply))


def _only_summaries(scan: Scan) -> bool:
    """Say whether programs tell only that sending failed, so that the cause may stand in other lines."""
    return all(error.depth is Depth.SUMMARY for _, error in scan.errors)


def _speaks_of_mail(text: str, code: int | None) -> bool:
    """Say whether a bare number may be a mail server's; a short record of other programs' is none."""
    if _SPOKEN.search(text) is not None or (
        code in _OF_RECIPIENTS and "@" in text and _RETURNED.search(text) is not None
    ):
        return True
    if len(text) > _SHORT or text.lstrip()[:1] in ("{", "[", "<"):
        return False
    if code == LOGIN_REFUSED:
        return _LOGIN.search(text) is not None or tells_of_a_person(text)
    return code not in HTTP_FAULTS and len(text) <= _VERY_SHORT and _ERROR.search(text) is not None


def _bare_with_words(
    bare: list[Bounce], errors: list[Bounce], told: list[Bounce], paste: Paste
) -> list[Bounce]:
    """A code without its text takes the words that a client shows beside it, or those around it."""
    first = bare[0]
    words = next((one.reply for one in [*told, *errors] if one.reply.text), None)
    if first.reply.text:
        return [first, *told]
    if words is None:
        around = [one.reply for one in suspects_in(paste)[:_AROUND]]
        text = paste.seen.text.strip()
        if not around and len(text) <= _SHORT and "\n" not in text and "?" not in text:
            around = [Reply(None, None, text)]  # nothing in it speaks of mail but the number
        return [first._replace(outer=tuple(reversed(around))), *told]
    return [first._replace(reply=Reply(first.reply.code, words.enhanced or first.reply.enhanced, words.text))]


def _prose(scan: Scan, lines: list[str], told: list[Bounce]) -> list[Bounce]:
    """Give each named recipient the words that follow its name; those above may explain all of them."""
    above = report_prose.words_of(lines[: scan.recipients[0][0]])
    outer = (Reply(None, None, above),) if len(above) > _EXPLAINED else ()
    known = {name for bounce in told for name in names_of(bounce)}
    bounces: list[Bounce] = []
    places = [place for place, _ in scan.recipients] + [scan.original_at or len(lines)]
    for (place, address), until in zip(scan.recipients, places[1:], strict=True):
        if address.lower() in known or len(bounces) >= 100 or is_step(lines[place]):
            continue
        known.add(address.lower())
        words: list[str] = []
        opening = _MAILTO.sub("", lines[place].partition(address)[2]).strip(" >:;,.*()")
        if _DATE.match(opening):
            continue  # a line of Received: <a@b>; Tue, 24 Nov 2026 ...
        if len(opening) > 3 and _WHEN.match(opening) is None:
            words.append(opening)
        for line in lines[place + 1 : min(until, place + 14)]:
            if report_prose.explains_nothing(line):
                said = sum(len(word) for word in words if not word.startswith(_RETRIED))
                if said > _EXPLAINED and not words[-1].endswith(":"):  # "For the following reason:"
                    break
                continue
            if report_prose.is_field(line):
                if words:
                    break
                continue
            words.append(line.strip(" \t>|"))
        text = " ".join(" ".join(words).split())[:1000]
        # "<a@b>: unknown user": a mail system's own form of telling.
        told_of = Speaker.RECIPIENT_SERVER if lines[place].lstrip().startswith(f"<{address}>: ") else None
        status = _STATUS.search(text)
        reply = Reply(None, status.group(1) if status is not None else None, text)
        bounces.append(Bounce(reply, recipient=address, speaker=told_of, outer=outer))
    return bounces


def _local(scan: Scan, paste: Paste) -> list[Bounce]:
    """Choose among local errors: the nearest cause, not the client's summary of it."""
    errors = _local_errors(scan, paste)
    if not errors:
        return []
    depth = min(error.depth for error in errors)
    # Where no wording knows the nearest words, those around them may be known.
    outer = tuple(Reply(None, None, error.text) for error in errors if error.depth > depth)[-_WRAPPERS:]
    counts: Counter[str] = Counter()
    first: dict[str, LocalError] = {}
    for error in errors:
        if error.depth is depth and not leads_elsewhere(Seen(error.text)):
            mark = masked(error.text)[:60]
            counts[mark] += 1
            first.setdefault(mark, error)
    told = (
        _told_by_program(error, paste, outer, counts[mark] if counts[mark] > _TOLD_TWICE else 1)
        for mark, error in first.items()
    )
    return list(islice((bounce for bounce in told if bounce is not None), _ERRORS))


def _local_errors(scan: Scan, paste: Paste) -> list[LocalError]:
    """Give the errors of programs that may be mail's, without what only accompanies another."""
    tongues = paste.tongues
    found = scan.errors
    if tongues.elsewhere and not tongues.smtp and (not paste.mail_program or paste.client in READERS):
        # A web address beside it explains no error that names a port where mail is handed in.
        found = [one for one in found if tongues.port and tongues_in(Seen(one[1].text)).port]
    errors = [error for _, error in found if "syscall" not in error.text and _NO_FILE not in error.text]
    errors = (
        [error for error in errors if _ASIDE not in error.text and not _AFTERMATH.search(error.text)]
        or [error for error in errors if _ASIDE not in error.text and not _WARNING.search(error.text)]
        or [error for error in errors if not _WARNING.search(error.text)]
        or errors
    )
    if not any(error.depth is Depth.CAUSE for error in errors):
        printed = node_error(paste.seen.text) or never_connected(paste.seen.text)
        errors = [*errors, printed] if printed is not None else errors
    return errors


def _told_by_program(error: LocalError, paste: Paste, outer: tuple[Reply, ...], count: int) -> Bounce | None:
    """Tell a program's own error; None where a person speaks of it and quotes nothing."""
    if error.depth is Depth.SUMMARY and _OF_SOURCE.search(error.text) is not None:
        return None
    if "?" in error.text and _WOULD_BE.search(error.text, 0, _ASKED) is not None:
        return None
    # "I am unable to send mails": what somebody tells without a quote is no program's own summary.
    person = error.depth is Depth.SUMMARY and _I.search(error.text) is not None
    told = person and not any(sign in error.text for sign in _QUOTING)
    suspected = told or not _is_of_mail(error, paste)
    of_mail = paste.tongues.mail
    if suspected and not of_mail and only_names_certificate(Seen(error.text)):
        return None
    text, stage, client = error.text, error.stage, None
    if person and (shown := _shown(text)) is not None:
        text, client = shown, ANY_PROGRAM
    if suspected and stage is None and tells_of_sending(text):
        stage, client = matter_of(Seen(text)), ANY_PROGRAM
    if suspected and not of_mail and tells_of_a_person(text):
        quoted = _QUOTED.search(text)
        if quoted is None:
            return None
        text = quoted.group(1) or quoted.group(2)
    text, status = _said_by_server(text)
    return Bounce(
        Reply(None, None, text),
        stage=stage,
        speaker=_speaker(error, text),
        client=client,
        outer=(*outer, *status),
        suspected=suspected or not says_failure(error.text),
        count=count,
    )


def _is_of_mail(error: LocalError, paste: Paste) -> bool:
    """Say whether a program's error is a mail's: its paste is, or it tells itself where it was."""
    tongues = paste.tongues
    if paste.mail or paste.mail_program or tongues.smtp or tongues.port:
        return True
    if not tongues.mail or error.stage is None:
        return False
    return (
        error.depth is Depth.CAUSE
        or _AT_MAIL_SERVER.search(error.text) is not None
        or tells_of_sending(error.text)
    )


def _speaker(error: LocalError, text: str) -> Speaker | None:
    """Whose words an error's are; None where a server may have said them."""
    if _OF_SERVER.search(error.text) is not None:
        return Speaker.OWN_SERVER
    # "SMTP Error:", and behind it nothing that a server said.
    return Speaker.OWN_CLIENT if error.stage in (Stage.CONNECT, Stage.TLS) or text[-1:] == ":" else None


def _shown(text: str) -> str | None:
    """Give the program's own error that somebody quotes in a sentence, where it names mail itself."""
    for words in text.split('"')[1::2]:
        about = Seen(words)
        if len(words) >= _SHORTEST and local_error(about) is not None and tongues_in(about).mail:
            return words
    return None


def _said_by_server(text: str) -> tuple[str, tuple[Reply, ...]]:
    """Give the server's words that .NET quotes, with .NET's own around them; else the whole text."""
    status, _, words = text.partition(_SERVER_SAID)
    return (words, (Reply(None, None, status),)) if len(words) > _EXPLAINED else (text, ())


def errors_beside_replies(paste: Paste, scan: Scan, hits: list[Hit]) -> tuple[list[Bounce], list[Bounce]]:
    """Give local errors that stand apart, before and behind the first reply, or in a list's row.

    Others tell a reply again.
    """
    near = {place for hit in hits for place in range(hit.line - 6, hit.line + 16)}
    apart = [
        (place, error)
        for place, error in scan.errors
        if error.depth is Depth.CAUSE
        and _ASIDE not in error.text
        and (place not in near or opens_row(paste.lines[place]))
    ]
    first = min((hit.line for hit in hits), default=0)
    before = [told for told in apart if told[0] < first]
    behind = [told for told in apart if told[0] >= first]
    found, later = (_local(Scan(errors=told), paste)[:5] if told else [] for told in (before, behind))
    return found, later
