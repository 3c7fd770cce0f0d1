"""Bytes into text, however wrong the charset they claim.

Guesses from the bytes alone.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from bot.parse.signs import UNSEEN

_UNSEEN: Final = re.compile(f"[{UNSEEN}]")
_HIGH_BYTES: Final = re.compile(rb"[\x80-\xff]+")
_GB_PAIRS: Final = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_LOOKED_AT: Final = 200_000  # bytes that say which charset it is
# Python's own, which no mail is in: for host names, in square time, and for a program's texts, where a
# backslash means something else.
_OF_PYTHON: Final = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
_FEWEST_CHARS: Final = 8  # that tell Korean and Russian from Chinese and Western text, which have others too
_RUSSIAN: Final = 5  # times as many letters of words as other characters in them
_LAST_HANGUL: Final = 0xC8
_FEWEST_PAIRS: Final = 8  # with a zero byte on the same side; fewer may stand in any data
# Bytes that are the same character in each of Windows' code pages 1250 to 1258, and that nobody types into a
# password: the ellipsis, curly quotes, dashes, the no-break space and the soft hyphen.
_OF_ALL_WINDOWS: Final = {
    0xDC00 + byte: bytes((byte,)).decode("cp1252")
    for byte in (0x85, *range(0x91, 0x95), 0x96, 0x97, 0xA0, 0xAD)
}


def without_halves(text: str) -> str:
    """Replace lone surrogates, halves of a character that some notations spell and no database takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def without_unseen(text: str) -> str:
    """Drop the characters that nobody sees, and NUL."""
    text = text.replace("\0", "")
    return text if text.isascii() else _UNSEEN.sub("", text)


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Decode bytes by their charset, else as UTF-8, else as what they look like; never fails."""
    pairs = _pairs(data)
    if pairs is not None:
        return data.decode(pairs, "replace")
    # Japanese in seven bits looks like ASCII, and is named so (RFC 1468).
    for name in ("iso-2022-jp" if b"\x1b$" in data else charset, charset, "utf-8"):
        if not name:
            continue
        try:
            if codecs.lookup(name).name in _OF_PYTHON:
                continue
            return without_halves(data.decode(name))
        except (LookupError, UnicodeError, ValueError):
            continue
    if b"\x1b$" in data:  # with a stray byte beside it
        return data.decode("iso-2022-jp", "replace")
    return data.decode(_looks_like(_HIGH_BYTES.findall(data[:_LOOKED_AT])), "replace")


def decode_exactly(data: bytes) -> str:
    """Decode UTF-16 or UTF-8; a byte that is neither stays as it was, as a lone surrogate (PEP 383).

    For what must not be altered: no letter is guessed, and encoding with `surrogateescape` gives it back.
    """
    pairs = _pairs(data)
    return data.decode(pairs, "replace") if pairs is not None else data.decode("utf-8", "surrogateescape")


def with_windows_characters(text: str) -> str:
    """Put what stands at the same place in all of Windows' code pages for such bytes; others stay."""
    return text.translate(_OF_ALL_WINDOWS)


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


def _looks_like(runs: list[bytes]) -> str:
    """Name the charset that bytes above ASCII look like, side by side as they stand.

    Chinese, Korean and Japanese servers write pairs of bytes, some side by side: Korean words are of the
    first letters, Japanese ones have kana. Russian words are of the last letters, in KOI8 the small ones of
    the first of those. Western text has single letters and now and then a pair (`Größe`).
    """
    words = b"".join(run for run in runs if len(run) > 2)
    below = sum(1 for byte in words if 0xC0 <= byte < 0xE0)
    above = sum(1 for byte in words if byte >= 0xE0)
    paired = len(words) > 0 and all(_GB_PAIRS.fullmatch(run) for run in runs)
    others = len(words) - below - above  # ё, and what is no Russian letter
    russian = 2 * len(words) > sum(map(len, runs)) and _RUSSIAN * others < len(words) >= _FEWEST_CHARS
    if russian and not (paired and (others or len(words) < 2 * _FEWEST_CHARS)):
        return "koi8-r" if below > above else "cp1251"
    if not paired or max(map(len, runs)) < 4:
        return "cp1252"
    leads = b"".join(run[::2] for run in runs)
    if 4 * (leads.count(0xA4) + leads.count(0xA5)) > len(leads):
        return "euc-jp"
    return "euc-kr" if len(leads) >= _FEWEST_CHARS and max(leads) <= _LAST_HANGUL else "gb18030"
