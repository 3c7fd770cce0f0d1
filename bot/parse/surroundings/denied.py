"""What somebody says is not so, "we don't use a VPN", taken out before a text's words count as facts.

Only a denial that names the thing is one: in "mail does not go out since we have a VPN" nothing denies it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

# What people do with a thing, or did to it; what fails is said with other words.
_WITH_IT: Final = (
    r"(?:use[ds]?|using|have|had|been|run|running|chang\w+|cop(?:y|ied)|past(?:e|ed)|mov(?:e|ed)|migrat\w+"
    r"|switch\w*|reset|renew\w*|rotat\w+|updat\w+|upgrad\w+|enabl\w+|activat\w+|forward\w*|expir\w+|tr(?:y"
    r"|ied)"
    r"|set up|created?|worked|unsubscrib\w+|mark(?:ed)?|press(?:ed)?|hack(?:ed)?|contain(?:s|ed)?"
    r"|includ(?:e[sd]?|ing)|consist)\b"
)
# Of the same clause: "we don't use it because Security Defaults are on" denies no more than "it".
_WORD: Final = (
    r" (?!(?:because|since|although|whereas|weil|porque|perché|parce|puisque|want|omdat)\b)"
    r"[^\s.,;:!?]{1,40}"
)
_DENIED: Final = re.compile(
    rf"(?:\b(?:is|are|was|were|am)|['’](?:s|m|re))(?: not|n['’]t)(?! paid\b)"
    rf"(?: {_WITH_IT}(?:{_WORD}){{0,4}}|(?:{_WORD}){{1,3}})"
    rf"|\b(?:is|are) no(?! longer\b)(?:{_WORD}){{1,3}}"
    rf"|\b(?:do|does|did|has|have|had)(?: not|n['’]t) {_WITH_IT}(?:{_WORD}){{0,4}}"
    rf"|\b(?:never|not|(?:nobody|no one|none)(?: here| of us| in (?:the|our) \w{{1,20}})?)(?: has| was"
    rf"| is| got)? (?:{_WITH_IT}|(?:in|on|behind) an?\b|all\b|every\w*)"
    rf"(?:{_WORD}){{0,4}}|\bnichts? (?:ge\w+|\w+iert|aktiv\w*|neu\w*)\b"
    rf"|\bn['’](?:est|utilis\w+|a|ont|avons) pas(?:{_WORD}){{1,4}}"
    rf"|\b(?:no (?:es|son|está|usamos|he|ha|hemos|han|cambi\w+|modific\w+)|não (?:é|está|usamos|mud\w+"
    rf"|alter\w+|troc\w+)"
    rf"|non (?:è|usiamo|ho|ha|abbiamo|hanno))(?:{_WORD}){{1,4}}"
    rf"|\b(?:neither|weder)\b(?:{_WORD}){{1,8}}"
    # Portuguese "no final" is "at the end".
    rf"|(?P<absent>\b(?:(?:no|without)(?! (?:longer|final|fim|início|começo)\b)|kein\w{{0,2}}|pas de)"
    rf"(?! (?:e-?mails?|mails?|messages?)\b)(?:{_WORD}){{1,2}}"
    # "no spaces or invisible characters": one "no" denies both.
    rf"(?: (?:n?or|oder|ou|ni|o|noch)\b(?:{_WORD}){{1,2}})?)",
    re.IGNORECASE,
)
# "It works without the VPN": what it works without is what it fails with.
_WORKS: Final = re.compile(
    r"\b(?:works?|worked|geht|funktioniert|marche|fonctionne|funciona|funziona)\b", re.IGNORECASE
)
_SENTENCE_END: Final = ".!?\n()"  # what stands in brackets is a sentence of its own
# Facts that consist in a denial: "we are on no list", "the password is not wrong", "no login is needed".
_DENYING: Final = frozenset(
    f"prose.{name}"
    for name in (
        "not-listed", "no-app-passwords", "no-auth-sent", "no-login", "no-retry", "right-password",
        "recipient-exists",
        "others-arrive", "only-us", "only-from-server", "other-method-works", "programs-not-allowed",
        "out-of-test-mode", "intermittent", "empty-credential", "empty-sender", "login-service-down",
        "helo-not-ehlo", "user-without-domain", "escaping", "plain-password-works",
        "all-incoming-refused", "allow-list", "other-country", "other-region",
        "never-sent",
        "domain-not-entered", "mx-outdated", "unpaid", "spf-fails", "dkim-missing", "no-reverse-name",
        "lasting", "no-two-step", "one-of-many",
    )
)  # fmt: skip


def without_denied(text: str) -> str:
    """Give a text without what is denied in it."""
    return _DENIED.sub(_rest, text)


def not_denied(tags: list[str], text: str, told: Callable[[str], list[str]]) -> list[str]:
    """Give the tags of a text's facts but for those that it denies; `told` gives the tags of another text."""
    if not any(map(_is_deniable, tags)):
        return tags
    rest = without_denied(text)
    still = tags if rest == text else told(rest)
    return [tag for tag in tags if tag in still or not _is_deniable(tag)]


def _is_deniable(tag: str) -> bool:
    return tag == "client.container" or (tag.startswith("prose.") and tag not in _DENYING)


def _rest(denied: re.Match[str]) -> str:
    if denied["absent"] and _WORKS.search(_sentence_of(denied)) is not None:
        return denied.group()
    return " "


def _sentence_of(match: re.Match[str]) -> str:
    text = match.string
    begin = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE_END) + 1
    end = min((at for mark in _SENTENCE_END if (at := text.find(mark, match.end())) >= 0), default=len(text))
    return text[begin:end]
