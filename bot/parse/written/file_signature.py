"""What a file is that holds no text to read, by the bytes it begins with. Pure."""

from __future__ import annotations

from typing import Final

PICTURE: Final = "a picture: type the text of the error"
_NO_TEXT: Final = "no text: copy the lines with the error"
_LOOKED_AT: Final = 8_000  # bytes
# Of random bytes a ninth are such, of a log none; zero bytes alone are what a log's rotation may leave.
_CONTROLS: Final = bytes(set(range(1, 32)) - set(b"\b\t\n\v\f\r\x1b"))
_MOST_CONTROLS: Final = 0.03

_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office file: unpack it, or copy its text"),  # APPNOTE.TXT 4.3.7
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),  # RFC 1952 2.3.1
    # [MS-CFB] 2.2, which [MS-OXMSG] builds on
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a message saved by Outlook (.msg) or an Office file: save it as .eml or text, or copy its text",
    ),
    (b"%PDF-", "a PDF: copy its text"),  # ISO 32000-1 7.5.2
    (b"\x89PNG\r\n\x1a\n", PICTURE),  # PNG 5.2
    (b"\xff\xd8\xff", PICTURE),  # ITU T.81 B.1.1.3
)


def what_it_is(raw: bytes) -> str:
    """Return what the bytes are and what to do instead; empty where they may be text."""
    known = next((what for first, what in _SIGNATURES if raw.startswith(first)), "")
    return known or (_NO_TEXT if _is_noise(raw[:_LOOKED_AT]) else "")


def _is_noise(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16: half of a character is any byte
        return False
    told = head.replace(b"\0", b"")
    return len(told) - len(told.translate(None, _CONTROLS)) > _MOST_CONTROLS * max(len(told), 100)
