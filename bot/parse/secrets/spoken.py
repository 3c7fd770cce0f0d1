"""Secrets that nobody says are any, known by how they read where a login is spoken of.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.talk import with_others
from bot.parse.secrets.values import given, without_stop
from bot.parse.secrets.words import MARK, PASSWORDS, is_mixed, is_strong, is_word_and_number, looks_made

_BEHIND: Final = 160  # characters before a name that are looked at
_CHANGES: Final = re.compile(
    r"(?i)chang|rotat|reset|switch|updat|\bset\b|änder|umgestellt|modifi|cambi|mud|alter|gewijzigd|zmieni"
)
# What stands before the two of them, and between them.
OLD_AND_NEW: Final = "old|new|before|now|alt|neu|ancien|nouveau|antes|ahora|vecchia|nuova|stare|nowe"
INTO: Final = "to|auf|zu|in|à|a|para|naar|na|[-=]?>"
_ONE: Final = RarePattern(
    r"(?im)(?:\b(?:new|old|other|current|first|second) one (?:is|was)"
    rf"|^[ \t]{{0,8}}(?:{OLD_AND_NEW})[ \t]{{0,3}}[:=])[ \t]{{1,3}}[\"'`]?(?P<value>[^\s\"'`]{{5,80}})"
)
_CHANGED: Final = RarePattern(
    r"(?i)(?:\b(?:from|von|de|da|van|od|z)|[:=(])[ \t]{0,3}[\"'`]?(?P<old>[^\s\"'`]{5,80})[\"'`]?"
    rf"[ \t]{{1,3}}(?:{INTO})[ \t]{{1,3}}[\"'`]?(?P<new>[^\s\"'`]{{5,80}})",
    reach=200,
)
# "try it with k2#x", "I typed k2#x": words that lead to what somebody tries to log in with, on a line that
# speaks of a login.
_TRYING: Final = (
    r"tr(?:y|ied|ying)|(?:re)?set(?:ting)?|chang(?:ed?|ing)|typ(?:ed?|ing)|enter(?:s|ed|ing)?|past(?:ed?|ing)"
    r"|using|used?|put|gave|got|probé|pongo|puse|essayé|essaye[rz]?|provato|messo|tentei|usei|tippe|gebe|nehme|nutze|versuch[et]?|probier[et]|mit"
    r"|wpisuję|próbował\S{0,3}|geprobeerd|пробова\S{1,3}|пробую|ввожу|вв[её]л\S?|zkou[sš]\S{1,4}|zadávám"
    r"|试了?|用"
)
_LED_TO: Final = (
    rf"(?i)(?<![^\W_])(?:{_TRYING})[ \t]{{1,3}}"
    r"(?:(?:it|them|that|es|in|out|again|als|me|us)[ \t]{1,3}){0,2}"
    r"(?:(?:with|to|mit|auf|con|avec|com|met|z|med|с|as|by)[ \t]{1,3})?[\"'`]?"
)
_TRIED: Final = RarePattern(
    rf"{_LED_TO}(?P<value>[^\s\"'`,;()<>]{{6,80}})",
    reach=120,
    sign=rf"{_LED_TO}[^\s\"'`,;()<>]{{0,80}}\d",  # no password that is told by its look is without one
)
_LOGS_IN: Final = RarePattern(rf"(?i)\b535\b|authenti|{PASSWORDS}")
# A number that a person proves with who they are: a PIN, a code of one use.
_CODES: Final = (
    r"pin(?:[ -]?(?:code|nummer|number))?|puk|otp|geheimzahl|[2m]fa[ -]?code"
    r"|(?:one[ -]time|verification|security|unlock|confirmation|backup|recovery|reset|login|sms"
    r"|authenticator)[ -](?:pass)?code|(?:bestätigungs|sicherheits|einmal|sms-?|login)code"
    r"|code de (?:vérification|sécurité|confirmation)|código de (?:verificación|seguridad|verificação"
    r"|segurança)|codice di (?:verifica|sicurezza)|пин(?:-?код)?|код подтверждения|验证码"
)
_CODE: Final = RarePattern(
    rf"(?i)(?<![^\W_])(?:{_CODES})(?![^\W_])[ \t]{{0,2}}(?:\([^()\n]{{1,20}}\)[ \t]?)?(?:[:=(]|->?|"
    rf"(?:[^\s\d:=]{{1,12}}[ \t]{{1,3}}){{0,8}}"
    r"(?:is|was|ist|war|lautet|est|es|è|é|jest|to)\b)?[ \t:]{0,3}[\"'`]?"
    r"(?P<value>(?:[A-Z]-)?\d{4,8}|\d{3}[ -]\d{3}|(?=[A-Z-]{0,11}\d)[A-Z\d]{2,6}(?:-[A-Z\d]{2,6}){1,5})"
    r"(?![\w.@/-])(?!,\d)"
)
_ANSWER: Final = RarePattern(
    r"(?i)\b(?:security|secret)[ -](?:answer|question)[ \t]{0,2}[:=][ \t]{0,3}(?P<value>[^\n,;]{2,60})"
)
# "in the password field I put k2#x": what nobody writes but as a password, on a line that speaks of one.
_MADE_UP: Final = (  # what `is_strong` and `is_word_and_number` are told by
    r"\d\S*[!#$%&*^~+?§€£]|[!#$%&*^~+?§€£]\S*\d"
    r"|(?-i:[A-Z\x{80}-\x{10ffff}][a-z\x{80}-\x{10ffff}]{2,20}[-_.]?\d\d)"
)
_TOKEN: Final = RarePattern(
    r"(?<![^\s\"'`“„「(<:])(?=[^\W_][\w.-]{0,39}[\d!#$%&*^~+?§€£])[^\W_][\w!#$%&*^~+?§€£.-]{6,40}"
    r"(?![^\s\"'`“”„「」()\[\]<>,;:])",
    reach=50,
    sign=_MADE_UP,
)
LOGIN: Final = (
    r"log-?ins?\b|log in\b|\buser(?:name)?\b|\bbenutzer(?:name)?\b|\bkonto\b|\baccount\b|zugang|credential"
    r"|identifiant|usuario|utente|gebruiker"
)
_NAMES: Final = RarePattern(rf"(?i){LOGIN}|\b535\b|authenti|{PASSWORDS}")
_NAMED: Final = RarePattern(rf"(?i){PASSWORDS}")
_NAMES_LOGIN: Final = re.compile(rf"(?i)(?:{LOGIN})\w{{0,8}}[\"'`]?[ \t:=]{{0,4}}[\"'`]?$")


def beside_name(view: str) -> Iterator[Span]:
    """Give what reads like nothing but a password, near a password's or a login's name on its line."""
    for match in _TOKEN.finditer(view):
        start, end = without_stop(view, match.span())
        value = view[start:end]
        names = _NAMES if is_strong(value) else _NAMED if is_word_and_number(value) else None
        if names is None:
            continue
        first = max(view.rfind("\n", 0, start) + 1, start - _BEHIND)
        before, behind = view[first:start], view[end : end + _BEHIND].partition("\n")[0]
        line = before + behind
        if MARK in line or next(names.finditer(line), None) is None:
            continue
        if names is _NAMES or not is_named_login(before):
            yield start, end


def _are_passwords(view: str, old: str, new: str) -> bool:
    if is_strong(old) and is_strong(new):
        return True
    return _NAMED.may_match(view) or (is_mixed(old) and is_mixed(new) and _LOGS_IN.may_match(view))


def tried(view: str) -> Iterator[Span]:
    """Give what somebody says they tried to log in with, where it reads like nothing else."""
    for match in _TRIED.finditer(view):
        span = without_stop(view, match.span("value"))
        value = view[slice(*span)]
        if not is_strong(value) and not is_mixed(value):
            continue
        line = view[max(view.rfind("\n", 0, span[0]) + 1, span[0] - _BEHIND) : span[0]]
        rest = view[span[1] : span[1] + _BEHIND].partition("\n")[0]
        if is_named_login(line):
            continue
        if _LOGS_IN.may_match(line + rest):
            yield from with_others(view, span)
        elif is_strong(value) and _LOGS_IN.may_match(view) and value.rstrip("!") not in view[: span[0]]:
            yield span


def codes(view: str) -> Iterator[Span]:
    """Give PINs and codes of one use, behind what they are called, and answers to a security question."""
    return given(view, (_CODE, _ANSWER), bool)


def is_named_login(before: str) -> bool:
    """Whether what stands behind these words is called a login or its user name."""
    return _NAMES_LOGIN.search(before) is not None


def changed(view: str) -> Iterator[Span]:
    """Give what was changed from one to the other, and the new one, in a text that speaks of a password."""
    for match in _CHANGED.finditer(view):
        told = _CHANGES.search(view, max(0, match.start() - _BEHIND), match.end() + _BEHIND)
        if (
            told is not None
            and looks_made(match["old"])
            and looks_made(match["new"])
            and _are_passwords(view, match["old"], match["new"])
        ):
            yield match.span("old")
            yield without_stop(view, match.span("new"))
    for match in _ONE.finditer(view):
        if looks_made(match["value"]):
            yield without_stop(view, match.span("value"))
