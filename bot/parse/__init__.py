"""Text or mail into bounces: pure, total, linear in time.

`parse_document` takes bytes of a file, `parse_text` a paste, `parse_mail` a raw mail. None raises on any
input; what they give holds no credential: it is read from redacted text.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from bot.model import READ_IN_PART, Bounce, Evidence
from bot.parse.mails import mime
from bot.parse.mails.complaint import pasted_complaints
from bot.parse.mails.enclosed import (
    HEAD,
    SHORTEST,
    enclosed_mail,
    is_mail,
    mail_of_line,
    reports_in,
    without_mail,
)
from bot.parse.mails.mail import read_mail, with_words_above
from bot.parse.mails.mail_in_json import mail_in_json
from bot.parse.numbers.plural import in_singular
from bot.parse.redact import redact_seen
from bot.parse.reports.report_signs import says_it_is_report
from bot.parse.signs import Seen
from bot.parse.talk.number_told import tells_mails_number
from bot.parse.talk.said_of import names_mail
from bot.parse.text import of_mail, read_text
from bot.parse.written.archived import as_written, is_escaped
from bot.parse.written.charset import decode_bytes, without_halves, without_unseen
from bot.parse.written.read_off import as_shown
from bot.spelling import as_meant

__all__ = ["parse_document", "parse_mail", "parse_text", "speaks_of_mail"]

_MBOX_FROM: Final = re.compile(rb"^From [^\n]{0,300}\d{4}[^\n]{0,20}\r?$", re.MULTILINE)
# Where a form asks for an address: any web page has one.
_FORM_FIELD: Final = re.compile(r"(?i)\be-?mail(?: address)? (?:field|input|text ?box)\b")
_MAIL_LIMIT: Final = 5_000  # mails of one mailbox file


def parse_document(raw: bytes) -> tuple[Bounce, ...]:
    """Read a file: a mailbox, a mail or a text, whichever it is; empty when it holds no SMTP error."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\r\r\n" in raw[:HEAD]:  # a program wrote each line's end as text that had been written so before
        raw = raw.replace(b"\r\r\n", b"\n")
    head = raw[:HEAD].lstrip(b"\r\n")
    if head.startswith(b"From ") and _MBOX_FROM.match(head):
        return _mailbox(raw.lstrip(b"\r\n"))
    opening = head.lstrip().decode("latin-1")
    if is_mail(opening) and not is_escaped(opening) and not _holds_several(raw):
        return parse_mail(raw)
    return parse_text(decode_bytes(raw, None))


def _holds_several(raw: bytes) -> bool:
    """Whether somebody copied several reports into one file, one below the other."""
    return raw.count(b"From:") > 1 and reports_in(decode_bytes(raw, None)) != []


def parse_mail(raw: bytes) -> tuple[Bounce, ...]:
    """Read one raw mail; one bounce a recipient, empty when it reports nothing."""
    raw = raw.lstrip(b"\r\n ")
    if b"\r" in raw[:2_000] and b"\n" not in raw[:2_000]:
        raw = raw.replace(b"\r", b"\n")
    return read_mail(raw)


def parse_text(text: str) -> tuple[Bounce, ...]:
    """Read a paste, as a mail where it holds one, quoted or forwarded. Empty when it holds no SMTP error."""
    if not text or text.isspace():
        return ()
    text = as_written(without_halves(text))
    if reports := reports_in(text):
        each = [bounce for report in reports for bounce in parse_text(report)]
        return tuple({(one.recipient, one.kind, one.reply): one for one in each}.values())
    mail: str | None = None
    bounces: tuple[Bounce, ...] = ()
    if len(text) > SHORTEST:
        one_line = "\n" not in text and "\r" not in text
        mail = mail_in_json(text) or (mail_of_line(text) if one_line else _mail_in(text))
        bounces = parse_mail(mail.encode("utf-8")) if mail is not None else ()
        if mail is not None and any(not bounce.suspected for bounce in bounces):
            return with_words_above(bounces, text, mail)
        if mail is text:
            text = text.replace("\r\n", "\n").partition("\n\n")[2] or text  # its headers tell of no error
        elif mail is not None:
            text = without_mail(text, mail, headers_only=bool(bounces))
    seen = Seen(text)
    # A password keeps its characters until it is found.
    shown = as_shown(without_unseen(redact_seen(seen).text))
    told = pasted_complaints(text) or read_text(seen.of(shown))
    if all(one.suspected for one in told) and (meant := as_meant(shown)) != shown:
        told += read_text(seen.of(meant))
    if not told and (single := in_singular(shown)) != shown:
        told = read_text(seen.of(single))
    if mail is not None and bounces and all(one.suspected for one in told):
        return with_words_above(bounces, text, mail)  # its text says it better than its headers do
    return told


def _mail_in(text: str) -> str | None:
    return text if is_mail(text[:HEAD].lstrip()) else enclosed_mail(text) or mime.with_boundary(text)


def speaks_of_mail(text: str) -> bool:
    """Whether a paste speaks of mail: by a word, a mail program, a port where mail is handed in.

    So does a report that names whom it is about: "Delivery to the following recipients failed."
    """
    text = _FORM_FIELD.sub(" ", without_halves(text))
    seen = Seen(text)
    return (
        names_mail(text)
        or of_mail(seen)
        or tells_mails_number(text)
        or ("@" in text and says_it_is_report(seen))
    )


def _mailbox(raw: bytes) -> tuple[Bounce, ...]:
    """Read each mail of a mailbox file, whose first line opens the first of them."""
    starts = [match.start() for match in _MBOX_FROM.finditer(raw)]
    starts = [at for at in starts if not at or raw.endswith((b"\n\n", b"\n\r\n"), 0, at)]
    bounces: list[Bounce] = []
    mails = starts[:_MAIL_LIMIT]
    for number, at in enumerate(mails, start=1):
        until = starts[number] if number < len(starts) else len(raw)
        _, _, mail = raw[at:until].partition(b"\n")
        bounces.extend(one._replace(mail=number if len(starts) > 1 else None) for one in parse_mail(mail))
    if bounces and len(starts) > len(mails):
        more = Evidence.in_paste(READ_IN_PART, what="mails", read=len(mails))
        bounces[0] = bounces[0].with_fact(more)
    return tuple(bounces)
