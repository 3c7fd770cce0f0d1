"""Bytes into text, however wrong the charset they claim.

Guesses from the bytes alone.
"""

from __future__ import annotations

import re
from typing import Final

_HIGH_BYTES: Final = re.compile(rb"[\x80-\xff]+")
_GB_PAIRS: Final = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_LOOKED_AT: Final = 200_000  # bytes that say which charset it is
_FEWEST_PAIRS: Final = 8  # with a zero byte on the same side; fewer may stand in any data


def without_halves(text: str) -> str:
    """Replace halves of signs (lone surrogates), which some notations can spell and no database takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Decode bytes by their charset, else as UTF-8, else as what they look like; never fails."""
    pairs = _pairs(data)
    if pairs is not None:
        return data.decode(pairs, "replace")
    for name in (charset, "utf-8"):
        if not name:
            continue
        try:
            return without_halves(data.decode(name))
        except (LookupError, UnicodeError, ValueError):
            continue
    if b"\x1b$" in data or b"\x1b(" in data:
        return data.decode("iso-2022-jp", "replace")
    return data.decode("gb18030" if _looks_chinese(data) else "cp1252", "replace")


def _pairs(data: bytes) -> str | None:
    """Which UTF-16 it plainly is, Windows' "Unicode": by its mark, else by the places of its zero bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:_LOOKED_AT]
    if b"\0" not in head:
        return None
    first, second = head[::2].count(0), head[1::2].count(0)
    if min(first, second) or max(first, second) < max(_FEWEST_PAIRS, len(head) * 3 // 8):
        return None
    return "utf-16-be" if first else "utf-16-le"


def _looks_chinese(data: bytes) -> bool:
    """Say whether all that is not ASCII comes in pairs of GB 2312, some side by side.

    Chinese servers write so; Western text has single letters and now and then a pair (`Größe`).
    """
    runs = _HIGH_BYTES.findall(data[:_LOOKED_AT])
    return any(len(run) >= 4 for run in runs) and all(_GB_PAIRS.fullmatch(run) for run in runs)
