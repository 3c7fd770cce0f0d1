"""The text a message carries, wherever Slack or another bot put it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ATTACHMENT_FIELDS = ("pretext", "title", "text")


def message_text(message: Mapping[str, Any]) -> str:
    """Return what can be read: the text, else its blocks, and what attachments add (helpdesk bridges)."""
    text = str(message.get("text") or "")
    if not text.strip():
        text = "\n".join(_block_texts(message.get("blocks") or []))
    added = [
        part for part in _attachment_texts(message.get("attachments") or []) if part and part not in text
    ]
    return "\n".join([text, *added]).strip("\n")


def _attachment_texts(attachments: list[Any]) -> Iterator[str]:
    for attachment in attachments:
        if not isinstance(attachment, Mapping):
            continue
        found = [str(attachment[name]) for name in ATTACHMENT_FIELDS if attachment.get(name)]
        found += [str(part.get("value", "")) for part in attachment.get("fields") or []]
        found += _block_texts(attachment.get("blocks") or [])
        yield from found or [str(attachment.get("fallback") or "")]


def _block_texts(blocks: list[Any]) -> list[str]:
    found: list[str] = []
    waiting: list[Any] = list(reversed(blocks))
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, Mapping):
            text = part.get("text")
            if isinstance(text, str):
                found.append(text)
            waiting.extend(
                part[name]
                for name in ("fields", "elements", "text")
                if isinstance(part.get(name), list | dict)
            )
    return found
