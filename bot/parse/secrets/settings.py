"""Secrets that stand behind their name: in settings, programs and sentences, on the same line or the next.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import re2

from bot.parse.secrets.patterns import Pattern, widened
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.words import KEYS, PASSWORDS, REST, SHORT_WORDS, is_word, looks_made, may_be

_NAME: Final = re.compile(rf"(?:{PASSWORDS}|(?P<key>{KEYS})){REST}")
_BEGINS: Final = re2.compile(widened(f"{PASSWORDS}|{KEYS}").encode())
_FOUR: Final = r"[a-z]{4}(?: [a-z]{4}){3}(?![a-z])"  # a Google app password as it is shown
_GROUPS: Final = re.compile(_FOUR)
_VALUE: Final = re.compile(
    # A quote that is doubled stands for one.
    rf"\"(?P<a>(?:\\.|\"\"(?=[^\s,;:)\]}}])|[^\"\\\n]){{1,300}})\"|\\+\"(?P<b>[^\"\n]{{1,300}}?)\\*\""
    rf"|'(?P<c>(?:\\.|''(?=[^\s,;:)\]}}])|[^'\\\n]){{1,300}})'"
    rf"|`(?P<d>[^`\n]{{1,300}})`|(?P<e>{_FOUR})"
    # Behind a comma a next setting may begin; what ends there is no setting but the password's own.
    r"|[\"']?(?P<f>[^\s,;][^\s,;)}\]]{0,300}(?:[,;][^\s,;)}\]\"'`<>=:]{1,60}(?=\s|$))?)"
)
# `password =>`, `["pass"]:`, `Password (SMTP):`, `password for ana@example.com:`
_LINKED: Final = re.compile(
    r"[\"'`\])*_\\]{0,4}[ \t]{0,40}"
    r"(?:\([^()\n]{1,40}\)[ \t]{0,3})?"
    r"(?:=>|:=|->|={1,3}|::(?=[ \t])|:)[*_]{0,2}[ \t]{0,12}(?:(?:\s{0,40}"
    r"|\n[^\n\"']{0,80}?[ \t])string\(\d{1,5}\)[ \t]|(?:b|r|u|rb|br|@)(?=[\"'])"
    # YAML: the value is the block below.
    r"|[|>][+-]?[ \t]{0,3}\n{1,2}(?:[ \t]{1,40}|[^\n\"']{0,80}?[ \t]{2,40})(?=\S))?"
)
# What a plan or a diff says it becomes: `"old" -> "new"`.
_BECOMES: Final = re.compile(r"\\?[\"'`]?[ \t]{1,3}->[ \t]{1,3}(?=\\?[\"'`])")
_FROM_TO: Final = re.compile(
    r"[ \t]{1,3}(?:from|von|de|da)[ \t]{1,3}(?P<old>\S{4,80})"
    r"[ \t]{1,3}(?:to|auf|zu|à|a)[ \t]{1,3}(?P<new>\S{4,80})"
)
# A field of a form as a browser sends it (RFC 7578): its name, a blank line, its value.
_FORM_FIELD: Final = re.compile(
    r"\w{0,20}\\?\"[ \t]{0,3}(?:\n[ \t]{0,20}){2,4}(?P<value>[^\n]{1,300}?)[ \t]{0,3}\n{1,2}[ \t]{0,20}--"
)
_FOR_WHOM: Final = re.compile(
    r"[ \t]{1,3}(?:for|of|für|von|vom|pour|para|del?|di|voor|dla|på|för"
    r"|to)[ \t]{1,3}[^\s:]{1,80}[ \t]{0,3}[:=][ \t]{1,12}"
)
_IN_MARKUP: Final = re.compile(r"\\?[\"']?[^<>\n\"']{0,60}>[ \t]{0,12}(?P<value>[^<>\n]{1,300}?)[ \t]{0,3}</")
_NEXT_ELEMENT: Final = re.compile(
    r"[ \t]{0,3}</\w{1,20}>(?:\s{0,40}|\n[^\n<>]{0,80})<\w{1,20}>(?P<value>[^<>\n]{1,300})</"
)
# `name: SMTP_PASSWORD, value: ...`, `name="pass" value="..."`, `variable "pass" { default = "..." }`
_NAMED_VALUE: Final = re.compile(
    r"\\?[\"']?[^<>\n\w]{0,4}(?:[^<>\n\"']{0,40}[\"'])?[ \t]{0,4}\{?(?:\s{0,40}(?:-[ \t]*)?"
    r"|\n[^\n\"']{0,80}?[ \t])\\?[\"']?(?:value|default)\\?[\"']?[ \t]{0,4}[:=][ \t]{0,12}"
)
_VALUE_NAMED: Final = Pattern(
    r"(?i)(?:\b|_)value\\?[\"']?[ \t]{0,4}[:=][ \t]{0,12}\\?[\"']?(?P<value>[^\s\"',\\]{1,300})\\?[\"']?,?"
    r"\s{0,40}(?:where\s{1,12})?\\?[\"'`]?(?:\w{1,20}_)?(?:name|key)\\?[\"']?[ \t]{0,4}[:=]"
    rf"[ \t]{{0,12}}\\?[\"']?[\w.-]{{0,40}}?(?:{PASSWORDS}|{KEYS})"
)
_SERIALIZED: Final = re.compile(r"\\?[\"'];s:\d{1,5}:")
_DEFAULT: Final = re.compile(
    r"[\"'\])\\]{0,4}[ \t]{0,3}(?:\|\||\?\?|(?<=[\])])[ \t]{1,3}or\b)[ \t]{0,3}(?=\\?[\"'`])"
)
_COPULA: Final = (
    r"(?:(?:(?:is|was|has been|wurde) )?(?:now )?(?:changed|set|reset|geändert) (?:to|auf|zu)|is now"
    r"|ist jetzt|is|was|ist|war|lautete?|est"
    r"|es|é|è|e'|är|er|je|este|yra|ir|là|adalah|е|такой|такий|είναι|היא|הוא|هي|هو)"
)
_SAID: Final = re.compile(
    rf"(?:'s|’s)?[ \t]{{1,3}}(?P<between>(?:[\w'@.-]{{1,60}}[ \t]{{1,3}}){{0,4}}?){_COPULA}[: \t]{{1,4}}"
    rf"(?:also |jetzt |now )?"
)
_ABROAD: Final = re.compile(r"[ \t]{1,3}(?:to|on)[ \t]{1,3}")  # Polish, Finnish
_ABROAD_NAMES: Final = ("has", "salasana")
_POSSESSED: Final = re.compile(r"'s[ \t]{1,3}")
_DASHED: Final = re.compile(r"[ \t]{1,3}-{1,2}>?[ \t]{1,3}|[ \t]{1,24}\|[ \t]{1,3}|[ \t]{0,3}>[ \t]{0,3}")
# No space in Chinese and Japanese; what goes on in their own letters is what the sentence says of it.
_JOINED: Final = re.compile(r"[ \t]{0,3}(?:(?:[是はがを는은가이]|คือ)(?=[ \t]{0,3}[!-~“「『])|:)[ \t]{0,3}")
_COPULAS: Final = "是はがを는은가이ค"  # and what begins with one
_IN_ASCII: Final = re.compile(r"[「『]?(?P<value>[!-~]*)")
_BESIDE: Final = re.compile(r"[ \t]{1,24}(?:(?:saya|anda|(?:của )?tôi)[ \t]{1,3})?")
_AS_NAME: Final = re.compile(
    r"(?<!\S)(\S{5,80})[ \t]{1,3}(?:as|als|comme|como|come)[ \t]{1,3}(?:\w{1,8}[ \t]{1,3}){0,2}$"
)
_AS: Final = frozenset({"as", "als", "comme", "como", "come"})
_LOGIN_BEFORE: Final = re.compile(
    r"(?<![^\s\"'("
    r"{\[])(?:login|user(?:name)?|account|user_name|benutzer(?:name)?|identifiant"
    r"|usuario)[\"']?[ :=\t]{1,6}(?!(?:name|and|or|und|oder|et|ou|y|o|e|with"
    r"|/)\s)[^\s]{2,120}[ \t]{0,4}"
    r"[,;]?[ \t]{0,4}(?:(?:there|and|und|et|y|with|mit)[ \t]{1,3}){0,3}$"
)
_BEGINS_CLAUSE: Final = '\n]:|*•"-'
_BEHIND: Final = 160  # signs before a name that are looked at
_PARAMETER: Final = re.compile(r"[?&][\w.%\[-]*$")
_OPENED: Final = re.compile(r"([\"'])\w{1,40}=$")
_NAME_LETTERS: Final = 60
_PROSE: Final = re.compile(r"[a-z]{2,20} [a-z]{2}")  # "Could not refresh oauth token: server error"
_CUT: Final = 60  # a line of so many signs may have been cut by a program
# Where names are denser than anybody writes them, no word is looked at: all that follows goes.
_NAMES: Final = 60
_SIGNS_A_NAME: Final = 16
_LONG: Final = 10  # a key of a service is longer than a word with a number
_LETTERS: Final = 5  # fewer letters alone are a word of the sentence
_END_OF_CLAUSE: Final = re.compile(
    r"[\"'`]?[ \t]*(?:$|[\n,;)]|[.!?](?:\s|$)|(?=[A-Z\d]|[^\x00-\x7f])|[\"'}\]]"
    r"|(?:and|und|et|y|but|aber|mais|pero|mas|ma|maar|men|ale)\b)"
)


def _any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One that is asked first: it matches where one of them does."""
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in patterns))


_WRITTEN: Final = _any_of(
    _LINKED, _SERIALIZED, _DEFAULT, _NAMED_VALUE, _IN_MARKUP, _NEXT_ELEMENT, _FORM_FIELD
)  # in settings, programs, markup and forms
_TOLD: Final = _any_of(_SAID, _ABROAD, _FOR_WHOM, _DASHED, _JOINED, _POSSESSED, _FROM_TO)


def named_secrets(view: str) -> Iterator[Span]:
    """Give what stands behind the name of a secret, on its line or, in markup and settings, on the next."""
    low = view.lower()
    most = max(_NAMES, len(low) // _SIGNS_A_NAME)
    for number, match in enumerate(_names(low)):
        if number >= most:
            yield match.end(), len(view)
            break
        yield from _behind(view, low, match)
    for match in _VALUE_NAMED.finditer(view):
        if not is_word(match["value"]):
            yield match.span("value")


def _names(low: str) -> Iterator[re.Match[str]]:
    """The names in a text of small letters; RE2 finds in one pass where one may begin."""
    encoded = low.encode("utf-8", "replace")
    looked = at = 0  # how many bytes were looked through, and how many signs
    while (begins := _BEGINS.search(encoded, looked)) is not None:
        at += len(encoded[looked : begins.start()].decode())
        match = _NAME.match(low, at)
        end = at + 1 if match is None else match.end()
        looked = begins.start() + len(low[at:end].encode("utf-8", "replace"))
        at = end
        if match is not None:
            yield match


def _behind(view: str, low: str, name: re.Match[str]) -> Iterator[Span]:
    """What stands behind one name; the surest way of saying it decides."""
    end = name.end()
    if low[end : end + 1] > "\x7f" and low[end].isalnum() and low[end] not in _COPULAS:
        return  # a longer word in its letters goes on
    written = _written(view, low, name) if _WRITTEN.match(low, end) is not None else None
    if written is not None:
        yield from written
        return
    # "did not pass" and "token" are words of errors as well.
    weak = name.group() == "pass" or name["key"] is not None
    told = _in_talk(view, low, name.span(), weak=weak) if _TOLD.match(low, end) is not None else ()
    if told:
        yield from told
        return
    span = _beside(view, low, name.span(), weak=weak)
    if span is not None:
        yield span


def _written(view: str, low: str, name: re.Match[str]) -> tuple[Span, ...] | None:
    """What it is set to in settings, programs, markup and forms; None where nothing is set."""
    start, end = name.span()
    for pattern in (_LINKED, _SERIALIZED, _DEFAULT, _NAMED_VALUE):
        linked = pattern.match(low, end)
        if linked is not None:
            span = _value(view, linked.end())
            if span is not None and name["key"] is not None and _PROSE.match(view, span[0]) is not None:
                return ()
            if span is not None and not is_word(view[slice(*span)]):
                span = _within_quotes(view, start, _to_line_end(view, start, span))
                return _with_next(view, _within_query(view, start, span))
            if pattern is not _NAMED_VALUE and span is not None:
                return ()
    for pattern in (_IN_MARKUP, _NEXT_ELEMENT, _FORM_FIELD):
        element = pattern.match(view, end)
        if element is not None and not is_word(element["value"]):
            return (element.span("value"),)
    return None


def _with_next(view: str, span: Span) -> tuple[Span, ...]:
    """A value, and what a plan says it becomes."""
    becomes = _BECOMES.match(view, span[1])
    then = _value(view, becomes.end()) if becomes is not None else None
    return (span,) if then is None or is_word(view[slice(*then)]) else (span, then)


def _value(view: str, at: int) -> Span | None:
    match = _VALUE.match(view, at)
    if match is None:
        return None
    start, end = match.span(match.lastgroup or 0)
    if match.lastgroup == "f" and start > match.start():
        end = _wrapped(view, start, end)
    while end > start and view[end - 1] in " \t":
        end -= 1
    return (start, end) if end > start else None


def _wrapped(view: str, start: int, end: int) -> int:
    """Where a quoted value ends that a program cut at the line's end."""
    until = view.find("\n", end)
    if until < 0 or until - view.rfind("\n", 0, start) <= _CUT:
        return end
    close = view.find(view[start - 1], until, until + _BEHIND)
    return close if close >= 0 and "\n" not in view[until + 1 : close] else end


def _to_line_end(view: str, name: int, span: Span) -> Span:
    """Of a setting that has its line for itself, all of the value: a bracket in it ends nothing."""
    start, end = span
    if end >= len(view) or view[end] not in ",;)}]" or view[start - 1] in "\"'`":
        return span
    line = view.rfind("\n", 0, name) + 1
    rest = view.find("\n", end)
    rest = len(view) if rest < 0 else rest
    if (
        re.fullmatch(r"[\w.\-$ \t]{0,40}", view[line:name]) is None
        or re.search(r"\s\S", view[end:rest]) is not None
    ):
        return span
    return start, start + len(view[start:rest].rstrip(" \t,;)}]\\\"'"))


def _within_quotes(view: str, name: int, span: Span) -> Span:
    """Of a setting that stands in quotes as a whole, all of the value: `"SMTP_PASS=two words"`."""
    start, end = span
    opened = _OPENED.search(view, max(0, name - _NAME_LETTERS), start)
    if opened is None or view[end : end + 1] != " ":
        return span
    until = view.find(opened[1], end, end + _NAME_LETTERS)
    return (start, until) if until > end and "\n" not in view[end:until] else span


def _within_query(view: str, name: int, span: Span) -> Span:
    """Of a parameter of a web address or a form, the value without the parameters behind it."""
    start, end = span
    before = _PARAMETER.search(view, max(0, name - _NAME_LETTERS), name)
    until = view.find("&", start, end) if before is not None else -1
    return (start, until) if until > start else span


def _in_talk(view: str, low: str, name: Span, *, weak: bool) -> tuple[Span, ...]:
    """What a sentence says the password is, or was before."""
    start, end = name
    changed = _FROM_TO.match(view, end)
    if changed is not None and looks_made(changed["old"]) and looks_made(changed["new"]):
        return changed.span("old"), changed.span("new")
    said = _SAID.match(low, end) or (
        _ABROAD.match(low, end) if low.startswith(_ABROAD_NAMES, start) else None
    )
    if said is not None:
        between = said.groupdict().get("between")
        span = _value(view, said.end())
        if span is not None and _is_told(view, span, sure=not weak and (not between or "@" in between)):
            return (_without_stop(view, span),)
    for pattern in (_FOR_WHOM, _DASHED, _JOINED, _POSSESSED):
        linked = pattern.match(low, end)
        span = _value(view, linked.end()) if linked is not None else None
        if span is not None and pattern is _JOINED:
            inner = _IN_ASCII.match(view, *span)
            span = inner.span("value") if inner is not None else None
        if span is not None:
            alone = pattern is not _POSSESSED and not weak and _ends_clause(view, span)
            if alone or _is_made(view, span, weak=weak):
                return (_without_stop(view, span),)
    return ()


def _beside(view: str, low: str, name: Span, *, weak: bool) -> Span | None:
    """A word beside the name that nobody writes but as a secret."""
    start, end = name
    before = low[max(0, start - _BEHIND) : start]
    beside = _BESIDE.match(low, end)
    span = _value(view, beside.end()) if beside is not None and not before.endswith("=") else None
    if span is not None and (
        _is_made(view, span, weak=weak) or _is_beside(view, span, before, view[start:end])
    ):
        return _without_stop(view, span)
    as_name = None if _AS.isdisjoint(before.rsplit(None, 3)[-3:]) else _AS_NAME.search(before)
    if as_name is not None and looks_made(as_name[1]):
        return start - len(before) + as_name.start(1), start - len(before) + as_name.end(1)
    return None


def _is_made(view: str, span: Span, *, weak: bool) -> bool:
    return looks_made(view[slice(*span)]) and (not weak or span[1] - span[0] >= _LONG)


def _is_told(view: str, span: Span, *, sure: bool) -> bool:
    value = view[slice(*span)]
    if looks_made(value):
        return True
    if not may_be(value):
        return False
    quoted = view[span[0] - 1] in "\"'`" and " " not in value
    return quoted or (sure and _ends_clause(view, span))


def _ends_line(view: str, span: Span) -> bool:
    value = view[slice(*span)]
    rest = view[span[1] : span[1] + 4].lstrip("\"'` \t*}")
    return (not rest or rest[0] == "\n") and len(value) >= _LETTERS and may_be(value)


def _ends_clause(view: str, span: Span) -> bool:
    value = view[slice(*span)]
    return len(value) >= _LETTERS and may_be(value) and _END_OF_CLAUSE.match(view, span[1]) is not None


def _is_beside(view: str, span: Span, before: str, name: str) -> bool:
    value = view[slice(*span)]
    if value.count(" ") == 3 and _GROUPS.fullmatch(value) is not None:
        return sum(group in SHORT_WORDS for group in value.split()) < 2
    setting = before.endswith("_") and view[span[0] - 1] in "\"'"
    if not may_be(value) or (" " in value and not setting) or _NAME.search(value.lower()) is not None:
        return False
    if sum(sign.isalnum() for sign in value) < _LETTERS - 1:
        return False
    begins = _begins_line(before)
    if view[span[0] - 1] in "\"'`" and (begins or name != "pass"):
        return True
    # A line of a file of settings: small letters, as in `password geheim`; POP's own `PASS geheim`.
    if begins and (name.islower() or name == "PASS") and _ends_line(view, span):
        return True
    return _LOGIN_BEFORE.search(before) is not None


def _begins_line(before: str) -> bool:
    """Whether a line or a clause begins behind it."""
    return before.rstrip(" \t")[-1:] in _BEGINS_CLAUSE or before.rstrip("`\"'*").rstrip(" \t")[-1:] in "\n"


def _without_stop(view: str, span: Span) -> Span:
    start, end = span
    if view[start - 1] not in "\"'`":
        while end > start + 1 and view[end - 1] in ".,;:)":
            end -= 1
    return start, end
