"""Bytes into text, however wrong the charset they claim.

Guesses from the bytes alone.
"""

from __future__ import annotations

import re
from typing import Final

_HIGH_BYTES: Final = re.compile(rb"[\x80-\xff]+")
_GB_PAIRS: Final = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_LOOKED_AT: Final = 200_000  # bytes that say which charset it is


def without_halves(text: str) -> str:
    """Replace halves of signs (lone surrogates), which some notations can spell and no database takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Decode bytes by their charset, else as UTF-8, else as what they look like; never fails."""
    for name in (charset, "utf-8"):
        if not name:
            continue
        try:
            return without_halves(data.decode(name))
        except (LookupError, UnicodeError, ValueError):
            continue
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # as Windows saves "Unicode"
        return data.decode("utf-16", "replace")
    if b"\x1b$" in data or b"\x1b(" in data:
        return data.decode("iso-2022-jp", "replace")
    return data.decode("gb18030" if _looks_chinese(data) else "cp1252", "replace")


def _looks_chinese(data: bytes) -> bool:
    """Say whether all that is not ASCII comes in pairs of GB 2312, some side by side.

    Chinese servers write so; Western text has single letters and now and then a pair (`Größe`).
    """
    runs = _HIGH_BYTES.findall(data[:_LOOKED_AT])
    return any(len(run) >= 4 for run in runs) and all(_GB_PAIRS.fullmatch(run) for run in runs)
