"""Letters as words are compared by: people leave out accents, and servers too. Pure."""

from __future__ import annotations

import unicodedata


def unaccented(text: str) -> str:
    """Give a text in small letters without their accents; `ł`, `ø` and the like are letters of their own."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parted if not unicodedata.combining(char))
