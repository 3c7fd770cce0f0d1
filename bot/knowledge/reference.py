"""What is known of a number: what a standard or list says of it, and the pages that carry it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from unicodedata import decimal, normalize

from bot.model import Code, Entry, Reference, Wording

_CLASSES = "245"  # success, temporary and permanent failure (RFC 3463 2)


def code_of(number: str, codes: Mapping[str, Code]) -> Code | None:
    """What `535`, `5.7.8` or `X.7.8` means by itself; None when no standard or list knows it."""
    if number in codes:
        return codes[number]
    registered = number.count(".") == 2 and number[0] in _CLASSES
    return codes.get("X" + number[1:]) if registered else None


def reference_of(number: str, entries: Iterable[Entry], codes: Mapping[str, Code]) -> Reference | None:
    """The reference of `535`, `5.7.8`, `X.7.8`, `535 5.7.8` or `535-5.7.8`; None for no known number.

    Digits may be those of any script, or full-width ones.
    """
    parts = _parts(number)
    if parts is None:
        return None
    number, code = " ".join(parts), code_of(parts[-1], codes)
    carried = [entry for entry in entries if _share(entry, number)]
    if not carried and any(code_of(part, codes) is None for part in parts):
        return None
    carried.sort(key=lambda entry: (-_share(entry, number), entry.id))
    named = [entry for entry in carried if _is_named(entry, number)]
    telling = [entry for entry in named if entry.id.startswith(f"{parts[0]}-")] or named
    if code is None:  # what the number means is known by the page alone
        telling = telling or carried
    lead = telling[0] if len(telling) == 1 else None
    return Reference(number, code, lead, tuple(entry for entry in carried if entry is not lead))


def _parts(number: str) -> list[str] | None:
    """A number, or a basic code and its enhanced one, in plain digits; None for any other text."""
    number = "".join(str(decimal(char, char)) for char in normalize("NFKC", number))
    parts = number.replace("-", " ", 1).split() if number[3:4] == "-" else number.split()
    pair = len(parts) == 2 and parts[0].isdecimal() and "." in parts[1]
    return parts if len(parts) == 1 or pair else None


def _says(wording: Wording, number: str) -> bool:
    basic, _, number = number.rpartition(" ")
    if basic and int(basic) not in wording.codes:
        return False
    if number.startswith("X."):
        return any(enhanced[1:] == number[1:] for enhanced in wording.enhanced)
    return number in wording.enhanced or (number.isdecimal() and int(number) in wording.codes)


def _share(entry: Entry, number: str) -> int:
    """How many of a page's wordings carry the number."""
    return sum(_says(wording, number) for wording in entry.wordings)


def _is_named(entry: Entry, number: str) -> bool:
    """Whether the number alone leads there: by a wording without words that needs no second number.

    A code that says it at one step only (550 after MAIL FROM) leads there where the page bears its name.
    """
    basic = number.isdecimal()
    anywhere = not basic or entry.id.startswith(f"{number}-")
    return any(
        _says(wording, number)
        for wording in entry.wordings
        if wording.numbers_only
        and not wording.at_host
        and not (wording.enhanced and basic)
        and (anywhere or wording.stage is None)
    )
