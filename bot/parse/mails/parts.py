"""The parts of a mail, sorted by what they are: prose, report fields, the mail that was returned.

Decodes what it can and bounds the rest; understands none of it.
"""

from __future__ import annotations

import base64
import email.errors
import email.header
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from bot.parse.mails import mime
from bot.parse.mails.enclosed import HEAD, is_mail
from bot.parse.mails.mime import Part
from bot.parse.written.charset import decode_bytes, without_halves
from bot.parse.written.html_text import plain_html

_DECODED_LIMIT: Final = 10_000  # characters of a header in encoded words, which Python decodes in square time
_PART_LIMIT: Final = 2_000_000  # characters read of one part, or of a mail that is attached as a file
# A file as programs sent it before MIME (POSIX uuencode): its lines look like anything.
_UUENCODED: Final = re.compile(r"^begin [0-7]{3,4} \S[^\n]{0,255}\n(?:[!-`][ -`]{0,61}\r?\n)+", re.MULTILINE)
_UNENCODED: Final = frozenset({"", "7bit", "8bit", "binary"})
# A header's words of charsets in which ASCII is ASCII, or of none: UTF-7 and others spell letters with it.
_AS_ASCII: Final = re.compile(
    r"(?!.*charset)|.*\bcharset=\"?(?:us-ascii|utf-8|iso-8859-\d|windows-125\d)", re.IGNORECASE | re.DOTALL
)
_CHARACTER_BYTES: Final = 4  # at most, in UTF-8 or GB 18030
_ENCODED: Final = re.compile(r"=\?|^[ \t]*content-", re.MULTILINE | re.IGNORECASE)  # in a report's fields
_OF_REPORT: Final = re.compile(r"/(?:global-|x-)?delivery-?status$")
_READ_OR_NOT: Final = "message/disposition-notification"  # Sieve's refusals come with it as well (RFC 5429)
_ORIGINAL_TYPES: Final = frozenset({
    "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global",
    "message/global-headers", "message/partial",
})  # fmt: skip


@dataclass(slots=True)
class Parts:
    """Texts of one mail; mails `enclosed` in it or attached as `files`; the `headers` of all those.

    `cut`: how many of what were read, where there is more.
    """

    prose: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    enclosed: list[Part] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    cut: tuple[int, str] | None = None

    def keep(self, text: str) -> str:
        """Give so much of a part as is read; that there was more is noted."""
        if len(text) > _PART_LIMIT:
            self.cut = _PART_LIMIT, "characters of the mail's text"
        return text[:_PART_LIMIT]


def sort_parts(message: Part) -> Parts:
    """Sort a mail's parts; its HTML counts as prose where no other text says anything."""
    sorted_parts = Parts()
    html: list[str] = []
    for number, (part, kind) in enumerate(_walk(message)):
        if number == mime.PARTS_LIMIT:
            sorted_parts.cut = number, "parts of the mail"
            break
        if (file := _mail_file(part, kind)) is not None:
            sorted_parts.files.append(sorted_parts.keep(file))
            sorted_parts.headers.append(file.partition("\n\n")[0])
        elif _is_report(part, kind):
            sorted_parts.reports.append(sorted_parts.keep(_report_text(part)))
        elif kind == "message/feedback-report":
            sorted_parts.feedback.append(sorted_parts.keep(_report_text(part)))
        elif kind == _READ_OR_NOT:
            sorted_parts.headers.append(_report_text(part))
        elif kind in _ORIGINAL_TYPES:
            mails = _inside(part)
            sorted_parts.enclosed += mails[:1]
            sorted_parts.headers.append(_header_lines(mails[0]) if mails else part_text(part))
        elif kind == "text/html":
            html.append(plain_html(sorted_parts.keep(part_text(part))))
        elif kind.startswith("text/") or (kind == "application/octet-stream" and not sorted_parts.prose):
            sorted_parts.prose.append(_without_files(sorted_parts.keep(part_text(part))))
    if html and not any(text.strip() for text in sorted_parts.prose):
        sorted_parts.prose = html
    return sorted_parts


def _is_report(part: Part, kind: str) -> bool:
    """Whether a part holds a report's fields: by its type, else by the fields in what is no text."""
    if kind.startswith(("message/", "text/")) and _OF_REPORT.search(kind) is not None:
        return True
    others = kind in _ORIGINAL_TYPES or kind == "message/feedback-report"
    return not (others or kind.startswith("text/")) and "Final-Recipient:" in part_text(part)


def _walk(message: Part) -> Iterator[tuple[Part, str]]:
    """Walk the parts, each with its type, without entering enclosed mails."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.kind
        if not kind.startswith("multipart/"):
            yield part, kind
            continue
        declared = part if part.is_multipart() else mime.parse_undeclared(str(part.get_payload()))
        if declared is not None:
            waiting.extend(reversed(_inside(declared)))
        else:
            yield part, "text/plain"  # a multipart without its parts: what is left is text


def _inside(part: Part) -> list[Part]:
    """Give the parts or mails in a part; none in one of text, which Python would decode and may fail to."""
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if isinstance(one, Part)]


def _mail_file(part: Part, kind: str) -> str | None:
    """Give a mail that was attached as a file like any other, or sent in base64; None where there is none."""
    if kind not in ("message/rfc822", "application/octet-stream"):
        return None
    data = _unpacked(part) if kind == "message/rfc822" else _payload(part)
    if data is None:
        return None
    named = kind == "message/rfc822" or ".eml" in str(part.get("Content-Disposition", "")).lower()
    if not named and not is_mail(data[:HEAD].lstrip().decode("latin-1")):
        return None
    return data.lstrip().replace(b"\r\n", b"\n").decode("ascii", "surrogateescape")


def _unpacked(part: Part) -> bytes | None:
    """Give what lies in a part of type message in base64: RFC 2046 forbids that, and it is met."""
    if not _is_base64(part):
        return None
    with suppress(ValueError):
        return base64.b64decode(part.body or "".join(str(one.get_payload()) for one in _inside(part)))
    return None


def _is_base64(part: Part) -> bool:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64"


def _report_text(part: Part) -> str:
    if not part.kind.startswith("message/"):
        return part_text(part)
    data = _unpacked(part)
    if data is not None:
        return decode_bytes(data, None)
    if part.kind == mime.STATUS and part.body.isascii() and _ENCODED.search(part.body) is None:
        return part.body
    blocks = mime.blocks(part.body) if part.kind == mime.STATUS else _inside(part)
    for block, below in pairwise(blocks):  # Outlook's gateways take a block of fields for a header
        if _is_base64(block) and not below.keys():
            below.set_raw("Content-Transfer-Encoding", "base64")
    return "\n\n".join(f"{_header_lines(block)}\n{part_text(block)}" for block in blocks) or part_text(part)


def _header_lines(message: Part) -> str:
    return "\n".join(f"{name}: {_decoded(value)}" for name, value in message.raw_items())


def _decoded(value: object) -> str:
    """Decode encoded words, and bytes that nobody encoded (RFC 6532 allows them)."""
    text = str(value)
    if not text.isascii():
        text = decode_bytes(text.encode("utf-8", "surrogateescape"), None)
    if "=?" not in text[:_DECODED_LIMIT]:
        return text
    text = text[:_DECODED_LIMIT]
    try:
        return without_halves(str(email.header.make_header(email.header.decode_header(text))))
    except (ValueError, LookupError, email.errors.MessageError):
        return text


def header_text(message: Part, name: str) -> str:
    """Give a header decoded; empty when it is missing."""
    return _decoded(message.raw(name))


def part_text(part: Part) -> str:
    """Give a part's text, however broken its encoding or charset is."""
    if not part.body.isascii():
        with suppress(UnicodeEncodeError):
            part.body.encode()
            return part.body  # of a mail inside a text: its characters are no bytes any more
    elif _is_plain(part):
        return part.body
    payload = _payload(part)
    charset: str | None = None
    with suppress(ValueError, LookupError, AssertionError):
        charset = part.get_content_charset()
    if payload is None:
        return ""
    return decode_bytes(payload[: _CHARACTER_BYTES * _PART_LIMIT + 1], charset)


def _is_plain(part: Part) -> bool:
    """Whether the ASCII in a part's body is its text: not encoded, nor in a charset that spells with it."""
    encoding = part.raw("Content-Transfer-Encoding").lower()
    return (
        encoding in _UNENCODED
        and _AS_ASCII.match(part.raw("Content-Type")) is not None
        and "\x1b" not in part.body  # Japanese in seven bits looks like ASCII, and is named so (RFC 1468)
        and "\0" not in part.body
    )


def _without_files(text: str) -> str:
    return _UUENCODED.sub("", text) if "begin " in text else text


def _payload(part: Part) -> bytes | None:
    with suppress(ValueError, LookupError, AssertionError):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else None
    return None
