"""What somebody says is not so, "we don't use a VPN", taken out before a text's words count as facts.

Only a denial that names the thing is one: in "mail does not go out since we have a VPN" nothing denies it.
"""

from __future__ import annotations

import re
from typing import Final

# What people do with a thing, or did to it; what fails is said with other words.
_WITH_IT: Final = (
    r"(?:use[ds]?|using|have|had|been|run|running|chang\w+|cop(?:y|ied)|past(?:e|ed)|mov(?:e|ed)|migrat\w+"
    r"|switch\w*|reset|renew\w*|rotat\w+|updat\w+|upgrad\w+|enabl\w+|activat\w+|forward\w*|expir\w+|tr(?:y|ied)"
    r"|set up|created?|worked)\b"
)
_WORD: Final = r" [^\s.,;:!?]{1,40}"  # of the same clause
_DENIED: Final = re.compile(
    rf"(?:\b(?:is|are|was|were|am)|['’](?:s|m|re))(?: not|n['’]t)(?! paid\b)"
    rf"(?: {_WITH_IT}(?:{_WORD}){{0,4}}|(?:{_WORD}){{1,3}})"
    rf"|\b(?:is|are) no(?! longer\b)(?:{_WORD}){{1,3}}"
    rf"|\b(?:do|does|did|has|have|had)(?: not|n['’]t) {_WITH_IT}(?:{_WORD}){{0,4}}"
    rf"|\b(?:never|not|nobody|no one)(?: has)? (?:{_WITH_IT}|(?:in|on|behind) an?\b|every\w*)"
    rf"(?:{_WORD}){{0,4}}|\bnicht (?:ge\w+|\w+iert|aktiv\w*|neu\w*)\b"
    rf"|\bn['’](?:est|utilis\w+|a|ont|avons) pas(?:{_WORD}){{1,4}}"
    rf"|\b(?:no (?:es|son|está|usamos)|não (?:é|está|usamos)|non (?:è|usiamo))(?:{_WORD}){{1,4}}"
    rf"|(?P<absent>\b(?:(?:no|without)(?! longer\b)|kein\w{{0,2}}|pas de)"
    rf"(?! (?:e-?mails?|mails?|messages?)\b)(?:{_WORD}){{1,2}})",
    re.IGNORECASE,
)
# "It works without the VPN": what it works without is what it fails with.
_WORKS: Final = re.compile(
    r"\b(?:works?|worked|geht|funktioniert|marche|fonctionne|funciona|funziona)\b", re.IGNORECASE
)
_SENTENCE_END: Final = ".!?\n"


def without_denied(text: str) -> str:
    """Give a text without what is denied in it."""
    return _DENIED.sub(_rest, text)


def _rest(denied: re.Match[str]) -> str:
    if denied["absent"] and _WORKS.search(_sentence_of(denied)) is not None:
        return denied.group()
    return " "


def _sentence_of(match: re.Match[str]) -> str:
    text = match.string
    begin = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE_END) + 1
    end = min((at for mark in _SENTENCE_END if (at := text.find(mark, match.end())) >= 0), default=len(text))
    return text[begin:end]
