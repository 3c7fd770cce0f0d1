"""How texts and phrases are compared: in one letter case, with straight quotes and single spaces. Pure."""

from __future__ import annotations

_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\u00ad", ""))


def fold(text: str) -> str:
    """Text as it is compared: case-folded, straight quotes and dashes, single spaces."""
    if text.isascii():
        text = text.lower()
    else:
        for typeset, typed in _STRAIGHT:  # a translation looks at each character
            text = text.replace(typeset, typed)
        text = text.casefold()
    # Replies come with single spaces; cutting and joining them again costs more than the search.
    return " ".join(text.split()) if "  " in text or not text.isprintable() else text.strip()
