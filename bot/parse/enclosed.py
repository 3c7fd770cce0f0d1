"""A mail inside a text: pasted whole, quoted with `>`, or below a forwarding line.

Finds where it begins; reads nothing.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

_HEADER: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9-]{1,60}:(?: |\t|$)"
    r"|(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-[Tt]ype|[Xx]-[\w-]{1,60}):"
)
_MAIL_HEADER: Final = re.compile(
    r"^(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|Content-Type|X-Original-To"
    r"|From|Date|Subject|To|X-Failed-Recipients|Auto-Submitted):",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED: Final = re.compile(r"(?:^[ \t]{0,3}>[^\n]*(?:\n|\Z)){4,}", re.MULTILINE)
_QUOTE: Final = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_QUOTED_TIMES: Final = 4
# What mail programs put above a mail that is forwarded inline: words between dashes (Gmail, Thunderbird,
# Outlook), a line of underscores (Outlook), a sentence (Apple Mail), each in the user's language.
_FORWARDED: Final = re.compile(
    r"^(?:-{3,40}\s?(?:Forwarded|Original|Weitergeleitete|Ursprüngliche|Message (?:transféré|d'origine)"
    r"|Mensaje (?:reenviado|original)|Messaggio (?:inoltrato|originale)|Mensagem (?:encaminhada|original)"
    r"|Doorgestuurd|Oorspronkelijk|Vidarebefordrat|Ursprungligt|Videresendt|Oprindelig|Przekazan|Wiadomość"
    r"|Пересыла|Исходное|转发|轉寄|原始|転送|元の)[^\n]{0,60}"
    r"|_{20,60}"
    r"|(?:Begin forwarded|Anfang der weitergel|Début du message|Inicio del mensaje|Inizio messaggio"
    r"|Início da mensagem|Begin doorgest)[^\n]{0,40}:)[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_ABOVE: Final = ("---", "____", "Begin ", "Anfang der", "Début du", "Inicio del", "Inizio mess", "Início da")
_FORWARDS: Final = 5  # such lines that are looked below
# The headers that Outlook and others show above a forwarded mail, by their names in other languages.
_NAMES: Final = {
    "von": "From", "de": "From", "da": "From", "van": "From", "från": "From", "fra": "From", "od": "From",
    "от": "From", "发件人": "From", "寄件者": "From", "差出人": "From", "送信者": "From",
    "an": "To", "à": "To", "a": "To", "para": "To", "aan": "To", "till": "To", "til": "To", "do": "To",
    "кому": "To", "收件人": "To", "收件者": "To", "宛先": "To",
    "betreff": "Subject", "objet": "Subject", "asunto": "Subject", "oggetto": "Subject", "assunto": "Subject",
    "onderwerp": "Subject", "ämne": "Subject", "emne": "Subject", "temat": "Subject", "тема": "Subject",
    "主题": "Subject", "主旨": "Subject", "件名": "Subject",
    "gesendet": "Date", "datum": "Date", "envoyé": "Date", "enviado": "Date", "enviado el": "Date",
    "fecha": "Date", "inviato": "Date", "data": "Date", "verzonden": "Date", "skickat": "Date",
    "sendt": "Date", "wysłano": "Date", "отправлено": "Date", "дата": "Date", "发送时间": "Date",
    "寄件日期": "Date", "送信日時": "Date", "日付": "Date", "sent": "Date",
}  # fmt: skip
_HEADERS_SHOWN: Final = 8
_HEAD: Final = 8_000  # characters in which the headers of a mail end, or a forward begins


def is_mail(head: str) -> bool:
    """A mail begins with several headers, all of them in one block."""
    if _HEADER.match(head) is None and not head.startswith(("From ", ">From ")):
        return False
    block = head.replace("\r\n", "\n").replace("\r", "\n").partition("\n\n")[0]
    lines = block.split("\n")
    headers = sum(1 for line in lines if _HEADER.match(line) is not None)
    other = sum(1 for line in lines[1:] if line[:1] not in (" ", "\t") and _HEADER.match(line) is None)
    names = {match.group().lower() for match in _MAIL_HEADER.finditer(block)}
    return (
        headers >= 3
        and other <= 1 + headers // 10  # Exchange's own lose the space before a line that goes on
        and len(names) >= 3
        and bool(names & {"from:", "return-path:", "received:", "subject:"})
    )


def enclosed_mail(text: str) -> str | None:
    """Give the mail that a person quoted or forwarded in a text; None when there is none."""
    mail = _in_english(text.lstrip())
    if mail is not None:
        return mail
    if text.startswith(">") or "\n>" in text or "\n >" in text:
        mail = text
        for _ in range(_QUOTED_TIMES):
            quoted = _QUOTED.search(mail)
            if quoted is None:
                break
            mail = _QUOTE.sub("", quoted.group()).lstrip()
            if is_mail(mail[:_HEAD]):
                return mail
    if any(sign in text for sign in _ABOVE):
        for above in islice(_FORWARDED.finditer(text, 0, _HEAD), _FORWARDS):
            mail = text[above.end() :].lstrip()
            mail = mail if is_mail(mail[:_HEAD]) else _in_english(mail)
            if mail is not None:
                return mail
    return None


def _in_english(text: str) -> str | None:
    """Give a mail whose headers are named in another language with their English names; None for no mail."""
    if _name(text[:40]) not in _NAMES:
        return None
    lines = text.split("\n", _HEADERS_SHOWN)
    for number, line in enumerate(lines):
        name = _name(line[:40])
        if name not in _NAMES:
            break
        lines[number] = f"{_NAMES[name]}:{line.replace('：', ':').partition(':')[2]}"
    mail = "\n".join(lines)
    return mail if is_mail(mail[:_HEAD]) else None


def _name(line: str) -> str:
    """Give a header's name, which French parts from its colon and Chinese from a wide one."""
    return line.replace("：", ":").partition(":")[0].strip().lower()
