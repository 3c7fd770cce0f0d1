"""The text a message carries, wherever Slack or another bot put it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ATTACHMENT_FIELDS = ("pretext", "title", "text")


def message_text(message: Mapping[str, Any]) -> str:
    """Return what can be read: the text, else its blocks, and what attachments add (helpdesk bridges).

    Of an app's message the blocks come first: people see them, and `text` is only what a notification
    says (docs.slack.dev/reference/methods/chat.postMessage). Rich text is what Slack makes of a text.
    """
    text = str(message.get("text") or "")
    blocks = list(message.get("blocks") or [])
    laid_out = [block for block in blocks if isinstance(block, Mapping) and block.get("type") != "rich_text"]
    if message.get("bot_id") and (shown := _block_texts(laid_out)):
        text = "\n".join(shown)
    elif not text.strip():
        text = "\n".join(_block_texts(blocks))
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
