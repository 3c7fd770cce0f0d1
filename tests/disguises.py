"""A bounce mail as people hand it on: raw, as copied text, quoted, forwarded inline, attached to a new mail."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator


def as_raw(raw: bytes) -> bytes:
    """The mail as it came."""
    return raw


def as_pasted(raw: bytes) -> bytes:
    """What a person copies from a mail program: the main headers and the text parts."""
    return _text_of(raw).encode()


def as_quoted(raw: bytes) -> bytes:
    """The same text, each line behind `> `."""
    return "\n".join("> " + line for line in _text_of(raw).splitlines()).encode()


def as_forwarded(raw: bytes) -> bytes:
    """A new mail with the text below a forwarding line."""
    body = "Can you look at this?\n\n---------- Forwarded message ---------\n" + _text_of(raw)
    return _mail(body)


def as_attached(raw: bytes) -> bytes:
    """A new mail with the bounce attached whole."""
    mail = email.message.EmailMessage()
    _head(mail)
    mail.set_content("See attached.")
    inner = email.message_from_bytes(raw, policy=email.policy.compat32)
    frame = email.message_from_bytes(bytes(mail), policy=email.policy.compat32)
    frame.set_type("multipart/mixed")
    part = email.message.Message()
    part.set_type("message/rfc822")
    part.set_payload([inner])
    text = email.message.Message()
    text.set_type("text/plain")
    text.set_payload("See attached.")
    frame.set_payload([text, part])
    return frame.as_bytes()


def _mail(body: str) -> bytes:
    mail = email.message.EmailMessage()
    _head(mail)
    mail.set_content(body)
    return bytes(mail)


def _head(mail: email.message.EmailMessage) -> None:
    mail["From"], mail["To"], mail["Subject"] = (
        "ana@example.com",
        "support@example.com",
        "Fwd: does not arrive",
    )


def _text_of(raw: bytes) -> str:
    mail = email.message_from_bytes(raw, policy=email.policy.compat32)
    head = "".join(f"{name}: {mail[name]}\n" for name in ("From", "To", "Subject", "Date") if mail[name])
    return head + "\n" + "\n".join(_texts(mail))


def _texts(mail: email.message.Message) -> Iterator[str]:
    for part in mail.walk():
        kind = part.get_content_type()
        if kind.startswith("text/") and not part.is_multipart():
            content = part.get_payload(decode=True)
            charset = part.get_content_charset() or "utf-8"
            try:
                yield content.decode(charset, "replace") if isinstance(content, bytes) else ""
            except LookupError:
                yield content.decode("latin-1") if isinstance(content, bytes) else ""
        elif kind == "message/delivery-status":
            payload = part.get_payload()
            blocks = [one for one in payload if isinstance(one, email.message.Message)]
            yield "\n".join(
                "".join(f"{name}: {value}\n" for name, value in block.items()) for block in blocks
            )
