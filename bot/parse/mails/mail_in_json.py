"""A mail as a service's interface gives it in JSON: whole, or its parts each by itself.

Writes the mail that the fields hold; reads nothing of it.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from bot.parse.mails.enclosed import HEAD, SHORTEST, is_mail
from bot.parse.written.charset import decode_bytes

_PARTS: Final = "mimeType"  # Gmail's message in parts
_BASE64: Final = re.compile(r"[\w+/=\s-]{100}", re.ASCII)
_STANDARD: Final = str.maketrans("-_", "+/")  # base64 as it is written in addresses and in mails (RFC 4648 5)
_DEPTH: Final = 20  # records and parts in one another
# Where Graph, n8n, Mailgun, Postmark, Zapier and EmailEngine keep a mail's words.
_BODY: Final = (
    "text", "textplain", "textbody", "body_text", "body_plain", "body-plain", "plain", "body", "content",
    "html", "htmlbody", "body-html",
)  # fmt: skip
_TEXT: Final = ("emailAddress", "address", "email", "value", "content", "plain", "html")
_HTML: Final = re.compile(r"<(?:html|body|p|div|br|table)\b", re.IGNORECASE)
_OPENS: Final = ("{", "[")
_MESSAGES: Final = 20  # of a list that are looked at


def mail_in_json(text: str) -> str | None:
    """Give the first mail that a document in JSON holds; None for any other text."""
    text = text.lstrip()
    if text[:1] not in _OPENS or '"' not in text:
        return None
    return next((mail for mail in _mails(text, _DEPTH) if is_mail(mail[:HEAD])), None)


def _mails(node: object, depth: int) -> Iterator[str]:
    if not depth:
        return
    if isinstance(node, str):
        if node[:1] in _OPENS:  # SNS hands an event on as a text
            with suppress(ValueError, RecursionError):
                yield from _mails(json.JSONDecoder().raw_decode(node)[0], depth - 1)
        elif len(node) > SHORTEST:
            mail = node if is_mail(node[:HEAD]) else _decoded(node)
            yield mail.replace("\r\n", "\n").lstrip()
    elif isinstance(node, list):
        for inner in node[:_MESSAGES]:
            yield from _mails(inner, depth - 1)
    elif isinstance(node, dict):
        if isinstance(node.get(_PARTS), str):
            yield _part(node, depth)
        else:
            for inner in node.values():
                yield from _mails(inner, depth - 1)
            yield _record(node)


def _record(record: dict[str, object]) -> str:
    """Write a mail whose sender, subject and words are fields of their own; empty where one is missing."""
    fields = {key.lower(): value for key, value in record.items()}
    subject = fields.get("subject")
    bodies = (_strings(fields.get(key)) for key in _BODY)
    body = next((text for texts in bodies for text in texts if text.strip()), "")
    if not isinstance(subject, str) or not body or body[:1] in _OPENS:  # an event is no mail's words
        return ""
    kind = "html" if _HTML.search(body) is not None else "plain"
    named = (f"{name}: {', '.join(_strings(fields.get(name.lower())))}" for name in ("From", "To"))
    head = [*named, f"Subject: {subject}", f"MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8"]
    return "\n".join([*head, "", body])


def _strings(value: object, depth: int = 4) -> list[str]:
    """Give the words of a field that is a text, a record of its text or address, or a list of those."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and depth:
        return [text for one in value[:_MESSAGES] for text in _strings(one, depth - 1)]
    if isinstance(value, dict) and depth:
        return [text for key in _TEXT for text in _strings(value.get(key), depth - 1)]
    return []


def _part(part: dict[str, object], depth: int) -> str:
    """Write one of Gmail's parts as it stands in a mail, with those in it."""
    kind, content = str(part.get(_PARTS) or "text/plain"), part.get("body")
    data = content.get("data") if isinstance(content, dict) else None
    parts = part.get("parts") if depth else None
    inner = (
        [_part(one, depth - 1) for one in parts if isinstance(one, dict)] if isinstance(parts, list) else []
    )
    if inner and kind.startswith("message/"):
        body = "\n\n".join(inner)
    elif inner:
        boundary = f"part-{depth}"
        kind = f'{kind}; boundary="{boundary}"'
        body = "".join(f"--{boundary}\n{one}\n" for one in inner) + f"--{boundary}--"
    elif isinstance(data, str) and data:
        # What Gmail decoded keeps its charset, which a part's own header names.
        declared = next((value for name, value in _headers(part) if name.lower() == "content-type"), kind)
        kind = f"{declared}\nContent-Transfer-Encoding: base64"
        body = data.translate(_STANDARD)
    else:
        body = ""
    own = [f"{name}: {value}" for name, value in _headers(part) if not name.lower().startswith("content-")]
    return "\n".join([*own, f"Content-Type: {kind}", "", body, ""])


def _headers(part: dict[str, object]) -> Iterator[tuple[str, str]]:
    headers = part.get("headers")
    for one in headers if isinstance(headers, list) else ():
        if isinstance(one, dict) and isinstance(name := one.get("name"), str):
            yield name, str(one.get("value", ""))


def _decoded(data: str) -> str:
    if _BASE64.match(data) is None:
        return ""
    with suppress(ValueError):
        return decode_bytes(base64.b64decode(data.translate(_STANDARD) + "=="), None)
    return ""
