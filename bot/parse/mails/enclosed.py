"""A mail inside a text: pasted whole, quoted with `>`, or below a forwarding line.

Finds where it begins; reads nothing.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from textwrap import dedent
from typing import Final

from bot.parse.rare_pattern import RarePattern

HEAD: Final = 8_000  # characters in which the headers of a mail end, or a forward begins
SHORTEST: Final = 120  # characters of a mail
_HEADER: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9-]{1,60}:(?: |\t|$)"
    r"|(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-[Tt]ype"
    r"|[Xx]-[\w-]{1,60}):"
)
# What a mail gets from programs on its way, and what a person sees of it.
_OF_PROGRAMS: Final = (
    "Return-Path|Received|Delivered-To|X-Original-To|Message-ID|MIME-Version|Content-Type|Auto-Submitted"
    "|X-Failed-Recipients"
)
_MAIL_HEADER: Final = re.compile(rf"^(?:{_OF_PROGRAMS}|From|Date|Subject|To):", re.IGNORECASE | re.MULTILINE)
# A field, or a line on which one goes on (RFC 5322 2.2), and the line of a mailbox file; and many of these.
_NAMED: Final = re.compile(r"[!-9;-~]+:|[ \t]|>?From ")
_ALL_NAMED: Final = re.compile(rf"(?:(?:{_NAMED.pattern})[^\n]*(?:\n|\Z))*+")
# What no mail has among its headers: a filter's notice names the mail that it stopped.
_OF_NOTICE: Final = re.compile(
    r"^(?:reason|virus(?: name)?|attachment|file ?name|rule) ?: ", re.IGNORECASE | re.MULTILINE
)
_HEADER_LINES: Final = 2_000
_QUOTED: Final = RarePattern(
    r"(?m)(?:^[ \t]{0,3}>[^\n]*(?:\n|\Z)){4,}", sign=r"(?m)(?:^[ \t]{0,3}>[^\n]*\n){3}"
)
_QUOTE: Final = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_QUOTED_TIMES: Final = 4
_SENTENCES: Final = (  # of Apple Mail, above a mail that is forwarded
    "Begin forwarded", "Anfang der weitergel", "Début du message", "Inicio del mensaje", "Inizio messaggio",
    "Início da mensagem", "Begin doorgest", "Start på videres", "Vidarebefordrat", "Videresendt", "Välitetty",
    "Začátek přep", "Začiatok prep", "Początek przek", "Továbbított", "Начало переад", "Початок листа",
    "Începe mesajul", "İleti baş",
)  # fmt: skip
# What mail programs put above a mail that is forwarded inline, in their users' languages: words between
# dashes (Gmail, Thunderbird, Yahoo, Outlook), a line of underscores (Outlook), a sentence (Apple Mail). As
# https://github.com/crisp-oss/email-forward-parser/blob/master/lib/parser.js lists them; the names below too.
_FORWARDED: Final = re.compile(
    r"^(?:-{3,40}\s?(?:Forwarded|Original|Weitergeleitete|Ursprüngliche|Message (?:transféré|transmis|d'orig)"
    r"|Mensaje (?:reenviado|original)|Messaggio (?:inoltrato|originale)|Mensagem (?:re)?encaminhada"
    r"|Mensagem original|Doorgestuurd|Oorspronkelijk|Vidarebefordrat|Ursprungligt|Videresendt|Oprindelig"
    r"|Przekazana|Treść przekaz|Přeposlaná|Preposlaná|Továbbított|Edelleen|Välitetty|Mesaj redirec"
    r"|Proslijeđena|İleti|Пересыла|Перенаправлен|Переслане|Исходное|转发|轉寄|原始|転送|元の)[^\n]{0,60}"
    r"|_{20,60}"
    rf"|(?:{'|'.join(_SENTENCES)})[^\n]{{0,40}}:)[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
# One of these stands in each, and in few other texts.
_BEGINNINGS: Final = ("---", "____", *(words.split()[0] for words in _SENTENCES))
_FORWARDS: Final = 5  # such lines that are looked below
_NAMES: Final = {
    name: english
    for english, names in {
        "From": "von de da van från fra od lähettäjä feladó šalje kimden gönderen mittente nadawca от від"
        " отправитель 发件人 寄件者 差出人 送信者",
        "To": "an à a para aan till til do komu vastaanottaja prima címzett pre kime pour adresat кому"
        " 收件人 收件者 宛先",
        "Subject": "betreff objet asunto oggetto assunto onderwerp ämne emne temat předmět predmet aihe"
        " tárgy konu sujet naslov тема 主题 主旨 件名",
        "Date": "sent gesendet datum dato envoyé enviado enviada fecha inviato data verzonden skickat sendt"
        " wysłano отправлено дата 发送时间 寄件日期 送信日時 日付",
    }.items()
    for name in names.split()
} | {"enviado el": "Date", "від кого": "From", "de la": "From"}
_SENDER: Final = re.compile(
    rf"\n[ \t\r]{{0,3}}\n(?:From|{'|'.join(name for name, english in _NAMES.items() if english == 'From')})"
    r"\s?[:：] ?\S",
    re.IGNORECASE,
)
# A report's source below somebody's words, or in a code block, which may be an indented one.
_SOURCE: Final = re.compile(
    r"(?:\n[ \t\r]{0,3}\n|^```[\w-]{0,20}[ \t\r]{0,3}\n)(?P<indent>[ \t]{0,8})"
    rf"(?=(?:{_OF_PROGRAMS}|Envelope-To|Delivery-Date|Received-SPF|Authentication-Results|DKIM-Signature"
    r"|ARC-Seal|Reply-To|From|To|Subject|Date|X-[\w-]{1,60}): ?\S)",
    re.IGNORECASE | re.MULTILINE,
)
_OF_REPORT: Final = re.compile(
    r"^(?:From: ?[^\n]{0,200}(?:mailer-daemon|postmaster|mail delivery|microsoftexchange)"
    r"|X-Failed-Recipients:|Content-Type: ?multipart/report|Auto-Submitted: ?auto-replied)",
    re.IGNORECASE | re.MULTILINE,
)
# Where the header begins of a mail that stands below another in a paste.
_FIELD_SHOWN: Final = r"[> ]{0,4}(?:From|To|Cc|Subject|Date|Sent|Reply-To):[^\n]{0,400}\n"
_HEAD_SHOWN: Final = RarePattern(
    rf"(?i)(?:\A|\n[ \t\r>]{{0,4}}\n)(?=(?:{_FIELD_SHOWN}){{3}})", sign=rf"(?i)(?:{_FIELD_SHOWN}){{3}}"
)
_OF_SOURCE: Final = re.compile(r"^(?:Received|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_FEWEST, _SEVERAL = 2, 100  # such mails of one paste
_HEADERS_SHOWN: Final = 8
# The headers of a mail that lost its line ends, as in a picture's text, and where a date or an address ends.
_SHOWN: Final = re.compile(
    r"(?:^|(?<=\s))(?P<name>From|To|Cc|Reply-To|Subject|Date|Return-Path|Delivered-To|X-Original-To|Envelope-To"
    rf"|Received|Message-ID|MIME-Version|Auto-Submitted|{'|'.join(_NAMES)})\s?[:：]\s",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"[^:@]{5,60}\d\d?:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?[+-]\d{4})?(?: ?\(?[A-Z]{2,5}\)?(?=\s|$))?"
)
_VALUE: Final = re.compile(rf"{_DATE.pattern}|[^@:]{{0,100}}@[^\s<>]{{1,255}}>?")
# Names that a mail program or an editor set in bold: "*From:* Mail Delivery System".
_BOLD: Final = re.compile(
    rf"^([ \t>]{{0,8}})\*{{1,2}}(From|To|Cc|Reply-To|Subject|Date|{'|'.join(_NAMES)})\s?:\*{{1,2}}",
    re.IGNORECASE | re.MULTILINE,
)
_SHOWN_APART: Final = 300  # characters of one header's value
_SUBJECT: Final = 80  # characters of a subject that tell what the mail is


def is_mail(head: str) -> bool:
    """Whether the beginning of a text is a mail's: several headers, all of them in one block."""
    if _HEADER.match(head) is None and not head.startswith(("From ", ">From ")):
        return False
    block = head.replace("\r\n", "\n").replace("\r", "\n").partition("\n\n")[0]
    if _OF_NOTICE.search(block) is not None:
        return False
    lines = block.split("\n")
    headers = sum(1 for line in lines if _HEADER.match(line) is not None)
    other = sum(1 for line in lines[1:] if line[:1] not in (" ", "\t") and _HEADER.match(line) is None)
    names = {match.group().lower() for match in _MAIL_HEADER.finditer(block)}
    return (
        # Two suffice where a mail server is the sender: they are what people copy.
        min(headers, len(names)) >= (3 if _OF_REPORT.search(block) is None else 2)
        and other <= 1 + headers // 10  # Exchange's own lose the space before a line that goes on
        and bool(names & {"from:", "return-path:", "received:", "subject:"})
    )


def refolded(mail: str) -> str:
    """Give a mail with the space before each line on which a header goes on, which a copy may have lost."""
    end = mail.find("\n\n")
    named = _ALL_NAMED.match(mail)
    if named is not None and named.end() > end >= 0:
        return mail
    lines = mail[: end if end >= 0 else len(mail)].split("\n")
    if len(lines) > _HEADER_LINES:
        return mail
    unnamed = [number for number, line in enumerate(lines) if _NAMED.match(line) is None]
    last = max((number for number, line in enumerate(lines) if _MAIL_HEADER.match(line)), default=0)
    for number in unnamed:
        if 0 < number < last:
            lines[number] = f" {lines[number]}"
    return "\n".join(lines) + (mail[end:] if end >= 0 else "")


def mail_of_line(line: str) -> str | None:
    """Give the mail that somebody copied without its line ends, its headers on lines; None for no mail."""
    line = line.strip()
    first = _SHOWN.match(line)
    if first is None:
        return None
    shown = [first]
    for one in _SHOWN.finditer(line, first.end(), HEAD):
        known = {other["name"].lower() for other in shown}
        dated = _DATE.match(line, shown[-1].end())
        told = dated is not None and one.start() > dated.end() + 1
        if (
            told
            or one.start() > shown[-1].end() + _SHOWN_APART
            or one["name"].lower() in known - {"received"}
        ):
            break  # what follows is the text, or the returned mail's
        shown.append(one)
    if len(shown) < 3:
        return None
    end = shown[-1].end()
    value = _VALUE.match(line, end)
    # Nothing ends a subject: its words stand in the text as well.
    head, text = line[: value.end() if value else end + _SUBJECT], line[value.end() if value else end :]
    for one in reversed(shown[1:]):
        head = f"{head[: one.start()].rstrip()}\n{head[one.start() :]}"
    mail = f"{head}\n\n{text.strip()}" if "@" in head else ""
    return mail if is_mail(mail[:HEAD]) else _in_english(mail)


def enclosed_mail(text: str, depth: int = 0) -> str | None:
    """Give the mail that a person quoted or forwarded in a text; None when there is none."""
    if ":*" in text and depth == 0:
        text = _BOLD.sub(r"\1\2:", text)
        if is_mail(text[:HEAD].lstrip()):
            return text.lstrip()
    mail = _in_english(text.lstrip())
    if mail is not None:
        return mail
    if text.lstrip("\r\n")[:1] in ("\t", " ") and is_mail(dedent(text[:HEAD]).lstrip()):
        return dedent(text).lstrip()
    if text.startswith(">") or "\n>" in text or "\n >" in text:
        quoted = _QUOTED.search(text)
        if quoted is not None:
            mail = _QUOTE.sub("", quoted.group()).lstrip()
            if is_mail(mail[:HEAD]):
                return mail
            mail = enclosed_mail(mail, depth + 1) if depth < _QUOTED_TIMES else None
            if mail is not None:
                return mail
    if any(words in text for words in _BEGINNINGS):
        for above in islice(_FORWARDED.finditer(text, 0, HEAD), _FORWARDS):
            if (mail := _mail_at(text, above.end())) is not None:
                return mail
    return _below(text)


def reports_in(text: str) -> list[str]:
    """Give the reports that somebody copied one below another, each with its header; empty for fewer.

    In a mail's source the one below may be what it returns.
    """
    if text.count("From:") < _FEWEST:
        return []
    starts: list[int] = []
    for above in islice(_HEAD_SHOWN.finditer(text), _SEVERAL):
        head = _QUOTE.sub("", text[above.end() : above.end() + HEAD]).partition("\n\n")[0]
        if _OF_REPORT.search(head) is not None and is_mail(head) and _OF_SOURCE.search(head) is None:
            starts.append(above.end())
    if len(starts) < _FEWEST:
        return []
    starts[0] = 0  # what somebody says above the first
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def without_mail(text: str, mail: str, *, headers_only: bool = False) -> str:
    """Give a text without an ordinary mail that was quoted or forwarded in it, which tells of no error."""
    head, _, body = mail.replace("\r\n", "\n").partition("\n\n")
    fields = head.split("\n")
    lines = [line for line in fields if line[:1] in " \t"] + ([] if headers_only else body.split("\n"))
    of_mail = {line.strip() for line in lines} - {""}
    values = {line.partition(":")[2].strip() for line in fields} - {""}
    return "\n".join(
        line
        for line in text.splitlines()
        if line.lstrip("> \t").rstrip() not in of_mail and line.partition(":")[2].strip() not in values
    )


def _below(text: str) -> str | None:
    """Give the mail below somebody's words, where nothing stands above its headers."""
    for above in islice(_SOURCE.finditer(text, 0, HEAD), _FORWARDS):
        mail = _mail_at(_without_indent(text[above.end("indent") :], above["indent"]), 0)
        if mail is not None and _OF_REPORT.search(mail.partition("\n\n")[0]) is not None:
            return mail
    # Outlook puts nothing above the headers when it forwards or answers.
    for sender in islice(_SENDER.finditer(text, 0, HEAD), _FORWARDS):
        if (mail := _mail_at(text, sender.start())) is not None:
            return mail
    return None


def _without_indent(text: str, indent: str) -> str:
    return text.replace(f"\n{indent}", "\n") if indent else text


def _mail_at(text: str, start: int) -> str | None:
    """Give the mail that begins at a place of a text, its headers in English; None for no mail."""
    mail = text[start:].lstrip()
    return mail if is_mail(mail[:HEAD]) else _in_english(mail)


def _in_english(text: str) -> str | None:
    """Give a mail whose headers are named in another language with their English names; None for no mail."""
    if _name(text[:40]) not in _NAMES:
        return None
    lines = text.split("\n", _HEADERS_SHOWN)
    for number, line in enumerate(lines):
        english = _NAMES.get(_name(line[:40]))
        if english is not None:
            lines[number] = f"{english}: {line.replace('：', ':').partition(':')[2].strip()}"
    mail = "\n".join(lines)
    return mail if is_mail(mail[:HEAD]) else None


def _name(line: str) -> str:
    """Give a header's name, which French parts from its colon and Chinese from a wide one."""
    return line.replace("：", ":").partition(":")[0].strip().lower()
