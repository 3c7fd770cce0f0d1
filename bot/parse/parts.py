"""The parts of a mail, sorted by what they are: prose, report fields, the mail that was returned.

Decodes what it can and bounds the rest; understands none of it.
"""

from __future__ import annotations

import email.errors
import email.header
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from typing import Final

from bot.parse.charset import decode_bytes, without_halves
from bot.parse.lines import plain_html

_PART_LIMIT: Final = 60  # parts looked at
_DECODED_LIMIT: Final = 10_000  # characters of a header in encoded words, which Python decodes in square time
_TEXT_LIMIT: Final = 200_000  # characters of a part's text; the words of a report stand at its beginning
_ORIGINAL_TYPES: Final = frozenset(
    {
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global",
        "message/global-headers",
        "message/partial",
    }
)


@dataclass(slots=True)
class Parts:
    """Texts of one mail; `enclosed` mails of it, and the `headers` of those and of returned ones."""

    prose: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    enclosed: list[Message] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)


def sort_parts(message: Message) -> Parts:
    """Sort a mail's parts; its HTML counts as prose where no other text says anything."""
    sorted_parts = Parts()
    html: list[str] = []
    for part in _walk(message):
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "message/global-delivery-status", "message/x-delivery-status"):
            sorted_parts.reports.append(_report_text(part))
        elif kind == "message/feedback-report":
            sorted_parts.feedback.append(_report_text(part))
        elif kind in _ORIGINAL_TYPES:
            mails = _inside(part)
            sorted_parts.enclosed += mails[:1]
            sorted_parts.headers.append(_header_lines(mails[0]) if mails else part_text(part))
        elif kind == "text/html":
            html.append(plain_html(part_text(part)))
        elif kind.startswith("text/") or (kind == "application/octet-stream" and not sorted_parts.prose):
            sorted_parts.prose.append(part_text(part))
    if html and not any(text.strip() for text in sorted_parts.prose):
        sorted_parts.prose = html
    return sorted_parts


def _walk(message: Message) -> Iterator[Message]:
    """Walk the parts without entering enclosed mails; their number is bounded."""
    waiting = [message]
    seen = 0
    while waiting and seen < _PART_LIMIT:
        part = waiting.pop()
        seen += 1
        if part.get_content_maintype() != "multipart":
            yield part
        elif part.is_multipart():
            waiting.extend(reversed(_inside(part)))
        else:
            part.set_type("text/plain")  # a multipart without its parts: what is left is text
            yield part


def _inside(part: Message) -> list[Message]:
    """Give the parts or mails in a part; none in one of text, which Python would decode and may fail to."""
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if isinstance(one, Message)]


def _report_text(part: Message) -> str:
    blocks = _inside(part)
    return "\n\n".join(f"{_header_lines(block)}\n{part_text(block)}" for block in blocks) or part_text(part)


def _header_lines(message: Message) -> str:
    return "\n".join(f"{name}: {_decoded(value)}" for name, value in message.items())


def _decoded(value: object) -> str:
    text = str(value)
    if "=?" not in text[:_DECODED_LIMIT]:
        return text
    text = text[:_DECODED_LIMIT]
    try:
        return without_halves(str(email.header.make_header(email.header.decode_header(text))))
    except (ValueError, LookupError, email.errors.MessageError):
        return text


def header_text(message: Message, name: str) -> str:
    """Give a header decoded; empty when it is missing."""
    value = message.get(name)
    return _decoded(value) if value is not None else ""


def part_text(part: Message) -> str:
    """Give a part's text, however broken its encoding or charset is."""
    payload: object = None
    charset: str | None = None
    with suppress(ValueError, LookupError, AssertionError):
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset()
    if not isinstance(payload, bytes):
        return ""
    return decode_bytes(payload[: 2 * _TEXT_LIMIT], charset)[:_TEXT_LIMIT]
