"""A bounce mail read into bounces: its report fields, its prose, or the bounce that was forwarded in it.

Reads one mail; never follows links, never renders HTML, and keeps of the returned mail its recipients only.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.model import READ_IN_PART, Bounce, Evidence, Kind, Reply
from bot.parse.lists.listed import for_each_listed
from bot.parse.mails import mime
from bot.parse.mails.addressee import first_address, with_recipient
from bot.parse.mails.complaint import complaints, is_junk_report, says_complaint
from bot.parse.mails.enclosed import enclosed_mail, refolded, without_mail
from bot.parse.mails.mail_kind import begins_as_auto_reply, is_auto_reply, looks_like_report
from bot.parse.mails.mime import Part
from bot.parse.mails.parts import Parts, header_text, sort_parts
from bot.parse.redact import redact, redact_seen
from bot.parse.reports.report_fields import by_reporting_server, parse_report, without_returned
from bot.parse.reports.report_prose import with_words, words_of
from bot.parse.reports.report_signs import kind_of_prose, reads_like_report, tells_of_no_mail
from bot.parse.reports.returned_mail import before_original, is_returned
from bot.parse.scan.completing import COMMAND, completed, says_enough, with_commands
from bot.parse.scan.joining import BOUNCE_LIMIT, more_failures
from bot.parse.scan.unwrap import parted
from bot.parse.signs import Seen
from bot.parse.surroundings.context import context_of
from bot.parse.text import read_lines
from bot.parse.written.lines import clean_lines

# Sendmail's and Domino's subjects; others name the mail that was returned.
_REASON: Final = re.compile(r"(?:returned mail|delivery failure): (.{4,300})", re.IGNORECASE)
_DEPTH_LIMIT: Final = 4  # a forward of a forward of a forward
_SAYS_IT_IS: Final = 60  # lines in which a report says that it is one
_SAYS_WHAT: Final = 80  # and what it reports


def read_mail(raw: bytes) -> tuple[Bounce, ...]:
    """Read a raw mail; empty when it reports nothing."""
    text = raw.decode("ascii", "surrogateescape").replace("\r\n", "\n")
    return _read(mime.parse(refolded(text)), depth=0)


def with_words_above(bounces: tuple[Bounce, ...], text: str, mail: str) -> tuple[Bounce, ...]:
    """Add what a person's own words above a mail in a text tell; they may explain what it reports."""
    value = mail.partition("\n")[0].partition(":")[2].strip()  # its name may have been in another language
    above = text[: max(0, text.find(value))].rpartition("\n")[0] if value else ""
    facts = context_of(Seen(redact(above).text), None) if above.strip() else ()
    return tuple(
        one._replace(context=(*one.context, *(fact for fact in facts if fact not in one.context)))
        for one in bounces
    )


def _read(message: Part, depth: int) -> tuple[Bounce, ...]:
    parts = sort_parts(message)
    bounces = _told(message, parts, depth)
    if parts.cut is None or not bounces:
        return bounces
    read, what = parts.cut
    more = Evidence.in_paste(READ_IN_PART, what=what, read=read)
    return (bounces[0].with_fact(more), *bounces[1:])


class _Mail(NamedTuple):
    """A mail with its parts sorted; `report`: a mail server sent it to tell what became of another."""

    message: Part
    subject: str
    parts: Parts
    report: bool


def _told(message: Part, parts: Parts, depth: int) -> tuple[Bounce, ...]:
    """What a mail reports: a complaint, what its fields say, else what its text or a mail in it tells."""
    subject = header_text(message, "Subject")
    if parts.feedback or is_junk_report(subject):
        return complaints(parts, message)
    if any(map(tells_of_no_mail, (subject, *parts.prose[:1]))):
        return _forwarded(parts, None, depth)
    if any(map(says_complaint, parts.prose[:2])):
        return _forwarded(parts, _inline(parts), depth) or complaints(parts, message)
    mail = _Mail(message, subject, parts, looks_like_report(message, subject, parts))
    fields = _fields(parts)
    enough = fields and all(map(says_enough, fields))
    if enough and not any(COMMAND in text for text in parts.prose):
        return _attributed(fields, mail)
    prose = _own_prose(parts.prose) if mail.report else parts.prose
    if enough:
        return _attributed(with_commands(fields, "\n".join(prose).split("\n")), mail)
    lines = parted([line for text in prose for line in _lines(Seen(text))])
    if fields:
        return _attributed(_completed(fields, lines), mail)
    if is_auto_reply(message, subject) and not (mail.report and message.get("X-Failed-Recipients")):
        return (_auto_reply(message, lines),)
    return _told_in_prose(mail, prose, lines, depth)


def _told_in_prose(mail: _Mail, prose: list[str], lines: list[str], depth: int) -> tuple[Bounce, ...]:
    """What a mail without report fields tells in its own words, or by the mail that was forwarded in it."""
    inline = _inline(mail.parts)
    forwarded = _forwarded(mail.parts, inline, depth)
    whole = Seen("\n".join(lines))
    tells_itself = (mail.report and lines) and (
        reads_like_report(whole.of("\n".join(lines[:_SAYS_IT_IS]))) or all(one.suspected for one in forwarded)
    )
    if forwarded and not tells_itself:
        return forwarded
    if inline is not None and not (forwarded or mail.report):
        lines = _lines(Seen("\n".join(without_mail(text, inline) for text in prose)))
        whole = Seen("\n".join(lines))
    told = _from_prose(mail.subject, lines, whole, report=mail.report)
    bounces = list(for_each_listed(tuple(told), whole.text))
    unsure = not mail.report and all(one.suspected for one in bounces)
    if unsure and begins_as_auto_reply(whole.text):
        return (_auto_reply(mail.message, lines),)
    return _attributed(bounces, mail)


def _attributed(bounces: list[Bounce], mail: _Mail) -> tuple[Bounce, ...]:
    """Say of bounces whose words they are and whom they are about, where only the whole mail tells it."""
    if mail.report:
        bounces = _with_reason([by_reporting_server(one) for one in bounces], mail.subject)
    return tuple(with_recipient(bounces, mail.message, mail.parts))


def _own_prose(texts: list[str]) -> list[str]:
    """Give what a report says itself, without the mail that it returns."""
    own = texts[:1] + [text for text in texts[1:] if not is_returned(text)]
    told = [before_original(text) for text in own]
    return ["\n".join(without_returned(text.split("\n"), Seen(text))) for text in told]


def _lines(seen: Seen) -> list[str]:
    return clean_lines(seen.of(redact_seen(seen).text))


def _with_reason(bounces: list[Bounce], subject: str) -> list[Bounce]:
    """Add the reason that a server's subject gives, for a report whose words give none."""
    reason = _REASON.match(subject)
    told = (Reply(None, None, reason[1].strip()),) if reason is not None else ()
    return [one._replace(outer=(*one.outer, *told)) if one.reply.code is None else one for one in bounces]


def _auto_reply(message: Part, lines: list[str]) -> Bounce:
    words = " ".join(" ".join(lines).split())[:1000]
    sender = first_address(header_text(message, "From"))
    return Bounce(Reply(None, None, words), kind=Kind.AUTO_REPLY, recipient=sender)


def _fields(parts: Parts) -> list[Bounce]:
    told = [
        bounce
        for text in parts.reports
        for bounce in parse_report(redact(text).text.replace("\r", "").split("\n"))
    ]
    bounces, left_out = told[:BOUNCE_LIMIT], len(told) - BOUNCE_LIMIT
    if left_out > 0:
        bounces[0] = bounces[0].with_fact(more_failures(BOUNCE_LIMIT, left_out))
    return bounces


def _completed(fields: list[Bounce], lines: list[str]) -> list[Bounce]:
    """Complete what report fields tell by the prose for the same recipient."""
    told: list[Bounce] = []
    if lines:
        whole = Seen("\n".join(lines))
        told = [one for one in read_lines(lines, whole, mail=True) if not one.suspected]
    bounces = with_commands([completed(one, told) for one in fields], lines)
    return with_words(bounces, lines)


def _inline(parts: Parts) -> str | None:
    """Give the mail that stands in a mail's own text, quoted or forwarded; None for none."""
    return next((mail for text in parts.prose[:3] if (mail := enclosed_mail(text)) is not None), None)


def _forwarded(parts: Parts, inline: str | None, depth: int) -> tuple[Bounce, ...]:
    if depth >= _DEPTH_LIMIT:
        return ()
    quoted = [inline.replace("\r\n", "\n")] if inline is not None else []
    mails = [*parts.enclosed, *map(mime.parse, (*parts.files, *quoted))]
    return tuple(bounce for message in mails for bounce in _read(message, depth + 1))


def _told_apart(bounce: Bounce) -> bool:
    """Whether a report of several tells why this one failed: all its words are of the others too."""
    return bool(bounce.reply.text or bounce.reply.enhanced)


def _from_prose(subject: str, lines: list[str], whole: Seen, *, report: bool) -> list[Bounce]:
    """Read a mail without report fields; in one that looks like a report all prose is its words."""
    if not lines:
        return []
    bounces = [*read_lines(lines, whole, mail=report)]
    if report:
        kind = kind_of_prose(Seen(subject), whole.of("\n".join(lines[:_SAYS_WHAT])))
        if kind is not Kind.FAILURE and not any(
            bounce.kind is Kind.FAILURE and bounce.reply.code is not None and bounce.reply.code >= 500
            for bounce in bounces
        ):
            bounces = [bounce._replace(kind=kind) for bounce in bounces]
        plain = [bounce._replace(suspected=False) for bounce in bounces if not bounce.suspected]
        if plain:
            several = len({bounce.recipient for bounce in plain}) > 1
            apart = [several and _told_apart(one) for one in plain]
            others = [one for one, told in zip(plain, apart, strict=True) if not told]
            worded = iter(with_words(others, lines))
            return [one if told else next(worded) for one, told in zip(plain, apart, strict=True)]
        words = Reply(None, None, words_of(lines))
        return [Bounce(words, kind=kind, context=bounces[0].context if bounces else ())]
    return bounces
