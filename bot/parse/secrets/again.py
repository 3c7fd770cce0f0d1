"""What was found as a secret, elsewhere in a text: the same, in another writing, or made alike on its line.

Takes a text and the places of its secrets; gives further places.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.spoken import is_named_login
from bot.parse.secrets.words import is_mixed, is_strong, looks_made

# Characters of a secret that is known again wherever it stands; a shorter one may be a word or number.
_KNOWN_AGAIN: Final = 8
_AROUND: Final = " \t\"'`,;:()[]<>"
_MANY: Final = 1_000  # places whose secrets are known again: more are a table's, each in its own row
_FEW: Final = 20  # more are a table's, and what is made alike in it its users' names
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{8,400}={0,2}")
_PARTS: Final = re.compile(r"[\0:\1]")
_REACH: Final = 160  # characters around a secret on its line
_WORD: Final = re.compile(r"[^\s\"'`“”„«»(){}\[\]<>,;:|/\\=@]{5,80}")
_HOST: Final = re.compile(r"@[\w.-]{3,253}\w")
_PIECE_ENDS: Final = re.compile(r"[\s\"'`<(/]")
_LETTERS: Final = 4  # that two passwords begin with, or have in a row


def said_again(text: str, spans: list[Span]) -> Iterator[Span]:
    """Give each place of what was found as a secret: named once, it may stand elsewhere without a name."""
    said = {text[start:end].strip(_AROUND) for start, end in spans[:_MANY]}
    known = {
        written
        for one in said
        if len(one) >= _KNOWN_AGAIN and one.isprintable() and (looks_made(one) or one[-1] == "=")
        for written in _writings(one)
        if len(written) >= _KNOWN_AGAIN
    }
    if known:
        places = AhoCorasick(
            known,
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            # One of few patterns is made a table of all states and letters else: seconds where they are long.
            implementation=Implementation.NoncontiguousNFA,
        )
        writable = text.encode("utf-8", "replace").decode()  # half of a pair becomes "?", as long
        for _, start, end in places.find_matches_as_indexes(writable):
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                yield start, end


def pieces_again(text: str, spans: list[Span]) -> Iterator[Span]:
    """Give the end of an address's password where a program took it for a part of the host's name.

    `smtp://ana:pa@x9@mail.example.com` is told as `ENOTFOUND x9@mail.example.com`.
    """
    secrets: dict[str, set[str]] = {}  # by what stands behind them: "@", and the host
    ends = set()
    for start, end in spans[:_FEW]:
        host = _HOST.match(text, end)
        if host is not None:
            secrets.setdefault(host[0], set()).add(text[start:end])
            ends.add(end)
    for behind, before in secrets.items():
        longest = min(max(map(len, before)), _REACH)
        at = text.find(behind)
        while at >= 0:
            piece = _PIECE_ENDS.split(text[max(0, at - longest) : at])[-1]
            if piece and at not in ends and any(_ends_with(secret, piece) for secret in before):
                yield at - len(piece), at
            at = text.find(behind, at + 1)


def _ends_with(secret: str, piece: str) -> bool:
    """Whether a secret is a piece, or ends with it behind a sign."""
    before = secret.removesuffix(piece)
    return before != secret and not before[-1:].isalnum()


def _writings(secret: str) -> Iterator[str]:
    """The secret, in Base64 and out of it, and as a web address writes it."""
    yield secret
    yield base64.b64encode(secret.encode("utf-8", "replace")).decode()
    yield quote(secret, safe="", errors="replace")
    yield unquote(secret)
    if _BASE64.fullmatch(secret) is not None:
        try:
            shown = binascii.a2b_base64(secret, strict_mode=True).decode()
        except ValueError:
            return
        last = _PARTS.split(shown)[-1]
        if last.isprintable() and looks_made(last):
            yield last


def made_alike(text: str, spans: list[Span]) -> list[Span]:
    """Give what is made like a secret on its line: `it was Rose2025, now Rose2026`, `hers is Lily2026`."""
    if len(spans) > _FEW:
        return []
    alike: list[Span] = []
    for start, end in set(spans):
        secret = text[start:end]
        if " " in secret or not looks_made(secret):
            continue
        first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
        until = text.find("\n", end, end + _REACH)
        for word in _WORD.finditer(text, first, until if until >= 0 else min(len(text), end + _REACH)):
            at = word.start()
            if any(one <= word.end() and at <= other for one, other in spans):
                continue
            found = next((one for one in (word[0], word[0].rstrip(".!?*_")) if _is_alike(one, secret)), "")
            if found and not is_named_login(text[max(0, at - _REACH) : at]):
                alike.append((at, at + len(found)))
    return alike


def _is_alike(word: str, secret: str) -> bool:
    """Whether both begin with the same letters, or have as many letters, digits and signs in a row."""
    if not looks_made(word):
        return False
    begun = secret[:_LETTERS].casefold()
    if begun.isalpha() and len(begun) == _LETTERS and word.casefold().startswith(begun):
        return True
    shape = _shape(word)
    return "a" in shape and "0" in shape and shape == _shape(secret) and (is_mixed(word) or is_strong(word))


_RUNS: Final = re.compile(r"(?P<letters>[^\W\d_]{4,})|[^\W\d_]")


def _shape(word: str) -> str:
    """A word with an `a` for letters in a row, a `b` for few, a `0` for each digit, its signs as they are."""
    runs = _RUNS.sub(lambda run: "a" if run["letters"] else "b", word)
    return "".join("0" if char.isdigit() else char for char in runs)
