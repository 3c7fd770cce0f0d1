"""Characters that nobody sees or typed: hidden, altered on the way, or from a wrong encoding. Pure.

Says which character stands where, never what stands beside it, and keeps nothing of the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

# A pasted document in the place of a password must not become a list of a thousand facts.
SIGNS_SHOWN = 12


class Kind(StrEnum):
    """What is wrong with a character."""

    HIDDEN = "hidden"
    ALTERED = "altered"
    MOJIBAKE = "mojibake"
    NOT_UTF_8 = "not-utf-8"
    NON_ASCII = "non-ascii"


@dataclass(frozen=True, slots=True)
class Sign:
    """One character that stands out; `position` is the first one's, from 1, `count` how often it stands.

    `name` is the character's in words, `code_point` as `U+00A0`; both are empty where they would
    tell a letter of an innocent password. Of several altered letters `name` is their common one and
    `code_point` empty: letter by letter they would spell the password. `place` is `start`, `inside` or `end`.
    """

    kind: Kind
    name: str
    code_point: str
    position: int
    place: str
    count: int = 1


_NAMES = {
    "\0": "null character",
    "\t": "tab",
    "\n": "line end (LF)",
    "\r": "line end (CR)",
    "\r\n": "line end (CR LF)",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\x7f": "delete character",
    "\x85": "next line character",
    " ": "space",
    "\ufeff": "byte order mark (zero-width no-break space)",
    "\u00ad": "soft hyphen",
    "\ufffd": "replacement character",
}
# Invisible though Unicode counts them as letters, marks or symbols.
_BLANK = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}
_TYPOGRAPHIC = set(
    "‘’‚‛“”„‟′″‴‵‶‷«»‹›〝〞〟❛❜❝❞´ˊˋʹʺʻʼʽˈ˝ˮ"  # quotes and what stands for them
    "‐‑‒–—―−⁃˗﹘﹣⸺➖"  # dashes
    "…‥⁄∕∗∼˜ˆ․"  # what editors make of dots, slashes, asterisks, tildes and carets
)
_COMPATIBLE = {
    ("\uff01", "\uff5e"): "full-width character",
    ("\U0001d400", "\U0001d7ff"): "mathematical character",
    ("ﬀ", "ﬆ"): "ligature",
}
_SORTS = {
    **_COMPATIBLE,
    ("\u0370", "\u03ff"): "Greek letter",
    ("\u0400", "\u052f"): "Cyrillic letter",
}
_LOOK_ALIKES = set(
    "абеорсухіјѕԁһԛԝӏАВЕЗКМНОРСТУХІЈЅԚԜ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρυγ"  # Greek
)

# How they are typed; what is missing here has its plain form in Unicode itself (NFKC).
_TYPED = {
    **dict.fromkeys(map(ord, "‘’‚‛′‹›❛❜´ˊʹʻʼʽˈ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″‶«»〝〞〟❝❞˝ˮʺ"), '"'),
    **dict.fromkeys(map(ord, "ˋ‵"), "`"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−⁃˗﹘﹣⸺➖"), "-"),
    **dict.fromkeys(map(ord, "⁄∕"), "/"),
    **dict.fromkeys(map(ord, "∗"), "*"),
    **dict.fromkeys(map(ord, "∼˜"), "~"),
    ord("ˆ"): "^",
    **dict(
        zip(
            map(ord, "абеорсухіјѕԁһԛԝӏАВЕЗКМНОРСТУХІЈЅԚԜ"),
            "a6eopcyxijsdhqwlABE3KMHOPCTYXIJSQW",
            strict=True,
        )
    ),
    **dict(zip(map(ord, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρυγ"), "ABEZHIKMNOPTYXovikpuy", strict=True)),
}


def find_characters(text: str, *, spaces: bool) -> tuple[Sign, ...]:
    """The characters that stand out, in order, each once with its count; empty when there is none.

    Bytes that are no UTF-8 come as lone surrogates (`surrogateescape`). An ordinary space counts
    at the ends, and inside only with `spaces`. Linear in the text.
    """
    found: dict[tuple[Kind, str], Sign] = {}
    plain: list[int] = []
    for start, length, kind in _walk(text, spaces):
        if kind is None:
            plain.append(start)
            continue
        char = text[start : start + length]
        key = (kind, "" if kind in {Kind.MOJIBAKE, Kind.NOT_UTF_8} else char)
        known = found.get(key)
        found[key] = (
            _sign(text, start, length, kind) if known is None else replace(known, count=known.count + 1)
        )
    if plain:
        first = plain[0]
        sign = Sign(Kind.NON_ASCII, "", "", first + 1, _place(text, first, 1), len(plain))
        found[(Kind.NON_ASCII, "")] = sign
    signs = _without_letters(found)
    return tuple(sorted(signs, key=lambda sign: sign.position))[:SIGNS_SHOWN]


def _without_letters(found: Mapping[tuple[Kind, str], Sign]) -> list[Sign]:
    """The signs, altered letters in one for each sort of them where there are several."""
    letters = [key for key in found if key[0] is Kind.ALTERED and _is_letter(key[1])]
    if len(letters) < 2:
        return list(found.values())
    together: dict[str, Sign] = {}
    for key in letters:
        sort, sign = _sort_of(key[1]), found[key]
        first = together.get(sort, replace(sign, name=sort, code_point="", count=0))
        together[sort] = replace(first, count=first.count + sign.count)
    return [*(sign for key, sign in found.items() if key not in letters), *together.values()]


def _is_letter(char: str) -> bool:
    """Whether the plain form is a part of what was given out, not what an editor or a keyboard made of it."""
    return char not in _TYPOGRAPHIC and not unicodedata.category(char).startswith("M")


def _sort_of(char: str) -> str:
    return next(
        (name for (first, last), name in _SORTS.items() if first <= char <= last), "look-alike letter"
    )


def as_typed(text: str, *, spaces: bool) -> str:
    """The text as somebody would type it: hidden characters gone, altered ones in their plain form.

    A hidden space inside becomes an ordinary one. Bytes that are no UTF-8 stay. Linear in the text.
    """
    parts: list[str] = []
    at = 0
    for start, length, kind in _walk(text, spaces):
        parts += (text[at:start], _typed(text, start, length, kind))
        at = start + length
    return unicodedata.normalize("NFC", "".join((*parts, text[at:]))) if parts else text


def _typed(text: str, start: int, length: int, kind: Kind | None) -> str:
    part = text[start : start + length]
    if kind is Kind.HIDDEN:
        blank = unicodedata.category(part[0]) == "Zs" and part != " "
        return " " if blank and _place(text, start, length) == "inside" else ""
    if kind is Kind.ALTERED:
        return part.translate(_TYPED) if ord(part[0]) in _TYPED else unicodedata.normalize("NFKC", part)
    if kind is Kind.MOJIBAKE and part != "\ufffd":
        return bytes(map(_as_byte, part)).decode("utf-8")
    return part


def _walk(text: str, spaces: bool) -> Iterator[tuple[int, int, Kind | None]]:
    """Start, length and kind of all that is not plain ASCII; kind None: outside ASCII, nothing more."""
    mixed = _mixed_words(text) if not text.isascii() else frozenset()
    opening, closing = len(text) - len(text.lstrip()), len(text.rstrip())
    at = 0
    while at < len(text):
        if text[at] == " ":
            if spaces or at < opening or at >= closing:
                yield at, 1, Kind.HIDDEN
            at += 1
            continue
        length, kind = _judge(text, at, mixed)
        if kind is not None or ord(text[at]) > 0x7F:
            yield at, length, kind
        at += length


def _judge(text: str, at: int, mixed: frozenset[int]) -> tuple[int, Kind | None]:
    char = text[at]
    if text.startswith("\r\n", at):
        return 2, Kind.HIDDEN
    if " " < char < "\x7f":
        return 1, None
    if "\udc80" <= char <= "\udcff":
        return 1, Kind.NOT_UTF_8
    broken = _mojibake_length(text, at)
    if broken:
        return broken, Kind.MOJIBAKE
    if _is_hidden(text, at):
        return 1, Kind.HIDDEN
    return 1, Kind.ALTERED if at in mixed or _is_altered(text, at) else None


def _is_hidden(text: str, at: int) -> bool:
    char = text[at]
    if char in _BLANK or unicodedata.category(char) in {"Cc", "Zs", "Zl", "Zp"}:
        return True
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    if selector or char in "\u200c\u200d":
        return not _may_be_joined(text[at - 1] if at else "")
    return unicodedata.category(char) == "Cf"


def _may_be_joined(previous: str) -> bool:
    """Joiners and selectors belong into emoji and into scripts that join their letters (Persian, Hindi)."""
    return previous > "\u0600" and unicodedata.category(previous) in {"So", "Sk", "Lo", "Mn", "Mc", "Cf"}


def _is_altered(text: str, at: int) -> bool:
    char = text[at]
    if char in _TYPOGRAPHIC or any(first <= char <= last for first, last in _COMPATIBLE):
        return True
    if at and len(unicodedata.normalize("NFC", text[at - 1 : at + 1])) == 1:
        return True  # an accent in two parts, as macOS writes file names
    return char < "\uf900" and unicodedata.normalize("NFC", char) != char


def _mixed_words(text: str) -> frozenset[int]:
    """Positions of Cyrillic and Greek letters that stand for Latin ones: in a word with Latin letters,
    where every foreign letter looks like a Latin one.
    """
    found: list[int] = []
    foreign: list[int] = []
    latin = genuine = False
    for at, char in enumerate(f"{text} "):
        if char.isalnum():
            if char in _LOOK_ALIKES:
                foreign.append(at)
            elif char.isascii():
                latin = latin or char.isalpha()
            elif "\u0370" <= char <= "\u052f":
                genuine = True
            continue
        if latin and not genuine:
            found += foreign
        foreign, latin, genuine = [], False, False
    return frozenset(found)


def _mojibake_length(text: str, at: int) -> int:
    """How many characters are one UTF-8 character read as Latin-1 or Windows-1252; 0 when none is."""
    if text[at] == "\ufffd":
        return 1
    lead = _as_byte(text[at])
    wanted = 2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 4 if 0xF0 <= lead <= 0xF4 else 0
    part = bytes(_as_byte(char) for char in text[at : at + wanted])
    if not wanted or len(part) < wanted:
        return 0
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return 0
    return wanted


def _as_byte(char: str) -> int:
    """The byte that Windows-1252 or Latin-1 reads as this character; 0 for all others."""
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(char) if ord(char) < 0x100 else 0


def _sign(text: str, start: int, length: int, kind: Kind) -> Sign:
    char = text[start : start + length]
    place = _place(text, start, length)
    if kind is Kind.NOT_UTF_8:
        return Sign(kind, "", "", start + 1, place)
    if kind is Kind.MOJIBAKE and char != "\ufffd":
        return Sign(kind, "", "", start + 1, place)
    name = _NAMES.get(char) or unicodedata.name(char, "control character").lower()
    codes = " ".join(f"U+{ord(part):04X}" for part in char)
    return Sign(kind, name, codes, start + 1, place)


def _place(text: str, start: int, length: int) -> str:
    if start == 0:
        return "start"
    return "end" if start + length == len(text) else "inside"
