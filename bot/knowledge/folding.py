"""How texts and phrases are compared: in one letter case and spelling, with single spaces. Pure."""

from __future__ import annotations

import re

_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\u00ad", ""))
_HAS_FAILED = re.compile(r" ha(?:s|ve)(?= failed)", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[eE])[-–—](?=[mM][aA][iI][lL])")


def fold(text: str) -> str:
    """Text as it is compared: case-folded, straight quotes and dashes, single spaces, "email"."""
    if text.isascii():
        text = text.lower()
    else:
        for typeset, typed in _STRAIGHT:  # a translation looks at each character
            text = text.replace(typeset, typed)
        text = text.casefold()
    if "e-mail" in text:
        text = text.replace("e-mail", "email")
    if " failed" in text:  # "authentication has failed" is "authentication failed"
        text = text.replace(" has failed", " failed").replace(" have failed", " failed")
    # Replies come with single spaces; cutting and joining them again costs more than the search.
    return " ".join(text.split()) if "  " in text or not text.isprintable() else text.strip()


def respelt(text: str) -> str:
    """Spell a text as it is compared, in its own letter case: "E-Mail" is "EMail", "Größe" "Grösse"."""
    return _HAS_FAILED.sub("", _HYPHEN.sub("", text)).replace("ß", "ss").replace("\u00ad", "")
