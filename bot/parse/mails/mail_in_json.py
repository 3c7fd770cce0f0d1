"""A mail as a service's interface gives it in JSON: whole, or its parts each by itself.

Writes the mail that the fields hold; reads nothing of it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from bot.parse.mails.enclosed import is_mail
from bot.parse.written.charset import decode_bytes

# What holds a whole mail, in base64 or as it is: Gmail, Amazon SES, Mailgun, Postmark, SparkPost, SendGrid.
_WHOLE: Final = ("raw", "content", "body-mime", "RawEmail", "email_rfc822", "email")
_PARTS: Final = "mimeType"  # Gmail's message in parts
_STANDARD: Final = str.maketrans("-_", "+/")  # base64 as it is written in addresses and in mails (RFC 4648 5)
_DEPTH: Final = 20  # records and parts in one another
_MESSAGES: Final = 20  # of a list that are looked at
_SHORTEST: Final = 120  # characters of a mail
_HEAD: Final = 8_000  # characters in which the headers of a mail end


def mail_in_json(text: str) -> str | None:
    """Give the first mail that a document in JSON holds; None for any other text."""
    text = text.lstrip()
    if text[:1] not in ("{", "[") or not any(
        f'{key}"' in text or f'{key}\\"' in text for key in (*_WHOLE, _PARTS)
    ):
        return None
    return next((mail for mail in _mails(text, _DEPTH) if is_mail(mail[:_HEAD])), None)


def _mails(node: object, depth: int) -> Iterator[str]:
    if isinstance(node, str) and depth:  # SNS hands an event on as a text
        if node[:1] in ("{", "["):
            with suppress(ValueError, RecursionError):
                yield from _mails(json.JSONDecoder().raw_decode(node)[0], depth - 1)
    elif isinstance(node, list) and depth:
        for inner in node[:_MESSAGES]:
            yield from _mails(inner, depth - 1)
    elif isinstance(node, dict) and depth:
        for key in _WHOLE:
            if isinstance(value := node.get(key), str) and len(value) > _SHORTEST:
                yield (value if is_mail(value[:_HEAD]) else _decoded(value)).replace("\r\n", "\n").lstrip()
        if isinstance(node.get(_PARTS), str):
            yield _part(node, depth)
            return
        for inner in node.values():
            yield from _mails(inner, depth - 1)


def _part(part: dict[str, object], depth: int) -> str:
    kind = str(part.get(_PARTS) or "text/plain")
    parts, body = part.get("parts"), part.get("body")
    inner = (
        [_part(one, depth - 1) for one in parts if isinstance(one, dict)]
        if isinstance(parts, list) and depth
        else []
    )
    data = body.get("data") if isinstance(body, dict) else None
    lines = [f"{name}: {value}" for name, value in _headers(part) if not name.lower().startswith("content-")]
    if inner and kind.startswith("message/"):
        return "\n".join([*lines, f"Content-Type: {kind}", "", "\n\n".join(inner), ""])
    if inner:
        boundary = f"part-{depth}"
        delimited = "".join(f"--{boundary}\n{one}\n" for one in inner)
        return "\n".join(
            [*lines, f'Content-Type: {kind}; boundary="{boundary}"', "", f"{delimited}--{boundary}--"]
        )
    if not isinstance(data, str) or not data:
        return "\n".join([*lines, f"Content-Type: {kind}", "", ""])
    # What Gmail decoded keeps its charset, which a part's own header names.
    declared = next((value for name, value in _headers(part) if name.lower() == "content-type"), kind)
    whole = f"{declared}\nContent-Transfer-Encoding: base64"
    return "\n".join([*lines, f"Content-Type: {whole}", "", data.translate(_STANDARD), ""])


def _headers(part: dict[str, object]) -> Iterator[tuple[str, str]]:
    headers = part.get("headers")
    for one in headers if isinstance(headers, list) else ():
        if isinstance(one, dict) and isinstance(name := one.get("name"), str):
            yield name, str(one.get("value", ""))


def _decoded(data: str) -> str:
    with suppress(ValueError):
        return decode_bytes(base64.b64decode(data.translate(_STANDARD) + "=="), None)
    return ""
