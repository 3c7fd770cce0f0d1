"""Secrets that stand behind their name: in settings, programs and markup, on the same line or the next.

Takes a text as it reads (`plain_view`) and gives the places. What is told in a sentence: `talk`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

import re2

from bot.parse.rare_pattern import RarePattern, any_of, widened
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.talk import COPULAS, JOINED, TOLD, beside, told, with_others
from bot.parse.secrets.values import given, value_at, with_words, without_stop
from bot.parse.secrets.words import KEYS, NAME, PASSWORDS, is_word

_BEGINS: Final = re2.compile(widened(f"{PASSWORDS}|{KEYS}").encode())
# `password =>`, `["pass"]:`, `Password (SMTP):`, `password for ana@example.com:`
_LINKED: Final = re.compile(
    r"[\"'`\])*_\\]{0,4}[ \t.…]{0,40}(?:\([^()\n]{1,40}\)[ \t]{0,3})?(?:=>|:=|->|%3d|\.{4,40}"
    r"|:[ \t]?(?:&|\?)?(?:string|str|text)\??[ \t]{1,2}=|\??={1,3}|::(?=[ \t])"
    r"|:)[*_]{0,2}[ \t]{0,12}(?:(?:\s{0,40}|\n[^\n\"']{0,80}?[ \t])string\(\d{1,5}\)[ \t]"
    r"|(?:b|r|u|rb|br|@)(?=[\"'])"
    r"|\(\s{0,40}(?=\\?[\"'])"  # a string of several parts
    # YAML's own names of kinds: `!!str`.
    r"|!![a-z]{2,12}[ \t]{1,3}"
    # A value that says of itself what it is: Rust's `Some("...")`, Python's `SecretStr('...')`.
    r"|(?:(?:some|just|ok|optional|secret(?:str(?:ing)?|bytes)?|string::from|str|f)\(|(?:some|just) )"
    r"(?=\\?[\"'])"
    # YAML: the value is the block below.
    r"|[|>][+-]?[ \t]{0,3}\n{1,2}(?:[ \t]{1,40}|[^\n\"']{0,80}?[ \t]{2,40})(?=\S))?"
)
# What a plan or a diff says it becomes: `"old" -> "new"`.
_BECOMES: Final = re.compile(r"\\?[\"'`]?[ \t]{1,3}->[ \t]{1,3}(?=\\?[\"'`])")
# A field of a form as a browser sends it (RFC 7578): its name, a blank line, its value.
_FORM_FIELD: Final = re.compile(
    r"\w{0,20}\\?\"[ \t]{0,3}(?:\n[ \t]{0,20}){2,4}(?P<value>[^\n]{1,300}?)[ \t]{0,3}\n{1,2}[ \t]{0,20}--"
)
_IN_MARKUP: Final = re.compile(r"\\?[\"']?[^<>\n\"']{0,60}>[ \t]{0,12}(?P<value>[^<>\n]{1,300}?)[ \t]{0,3}</")
_NEXT_ELEMENT: Final = re.compile(
    r"(?:[ \t]{0,3}</\w{1,20}>|\\?[\"'][^<>\n]{0,60}>)"
    r"(?:\s{0,40}|\n[^\n<>]{0,80})<\w{1,20}>(?P<value>[^<>\n]{1,300})</"
)
# `name: SMTP_PASSWORD, value: ...`, `name="pass" value="..."`, `variable "pass" { default = "..." }`
_NAMED_VALUE: Final = re.compile(
    r"\\?[\"']?[^<>\n\w]{0,4}(?:[^<>\n\"']{0,40}[\"'])?[ \t]{0,4}"
    r"(?:\{[ \t]{0,4}(?:\n{1,2}[^\n]{0,100}?=[^\n]{0,80}){0,3})?"
    r"(?:\s{0,40}(?:-[ \t]*)?|\n[^\n\"']{0,80}?[ \t])"
    r"\\?[\"']?(?:value|default|raw)\\?[\"']?[ \t]{0,4}[:=][ \t]{0,12}"
)
_VALUE_NAMED: Final = RarePattern(
    r"(?i)(?:\b|_)value\\?[\"']?[ \t]{0,4}[:=][ \t]{0,12}\\?[\"']?(?P<value>[^\s\"',\\]{1,300})\\?[\"']?,?"
    r"(?:\s{0,40}(?:where\s{1,12})?|[^<>\n{},]{0,200}?\s)"
    rf"\\?[\"'`]?(?:\w{{1,20}}_)?(?:name|key)\\?[\"']?[ \t]{{0,4}}[:=]"
    rf"[ \t]{{0,12}}\\?[\"']?[\w.-]{{0,40}}?(?:{PASSWORDS}|{KEYS})"
)
# The rest of an element of a form that is called so: `name="pass" class="field" value="..."`.
_ATTRIBUTE: Final = re.compile(r"[^<>\n]{0,300}?\svalue=\\?[\"'](?P<value>[^<>\n\"']{1,300})")
_SERIALIZED: Final = re.compile(r"\\?[\"'];s:\d{1,5}:")
# What it is where nothing is set: `process.env.PASS || "..."`, `PASS = os.environ.get("X", "...")`.
_DEFAULT: Final = re.compile(
    r"[\"'\])\\]{0,4}[ \t]{0,3}(?:\|\||\?[?:]|(?<=[\])])[ \t]{1,3}or\b"
    r"|(?:=>?|:)[ \t]{0,3}[\w.:>-]{2,30}\(\\?[\"'][\w.-]{1,60}\\?[\"'],[ \t]{0,3}(?:default=)?)"
    r"[ \t]{0,3}(?=\\?[\"'`])"
)
_PARAMETER: Final = re.compile(r"[?&][\w.%\[-]*$")
_OPENED: Final = re.compile(r"([\"'])\w{1,40}=$")
_SEVERAL: Final = re.compile(r"pass[ -]?(?:words|phrases)|(?:pass|kenn)wörter|contraseñas|senhas")
_NAME_LETTERS: Final = 60
_PROSE: Final = re.compile(r"[a-z]{2,20} [a-z]{2}")  # "Could not refresh oauth token: server error"
_TAGGED: Final = re.compile(r"!(?!(?:secret|vault|env)\b)[\w./:-]{1,40} (?=\S)")  # YAML: `!plain k2#x`
_NEXT_SETTING: Final = re.compile(
    r"(?i)[,;](?:host|server|port|user\w{0,8}|tls|ssl|encrypt\w{0,8}|auth|from)="
)
_COUNT: Final = re.compile(r"\d{1,3}[,;/|]?(?:\s|$)")
_NO: Final = ("not ", "n't ")
_NAMES: Final = 60
_CHARS_A_NAME: Final = 30
_SET: Final = any_of(_LINKED, _SERIALIZED, _DEFAULT, _FORM_FIELD)  # in settings, programs and forms
# What stands in the others, which look far.
_FAR: Final = re.compile(r"</|value|default|raw")
_WRITTEN: Final = any_of(_SET, _NAMED_VALUE, _IN_MARKUP, _NEXT_ELEMENT, _ATTRIBUTE)


def named_secrets(view: str, names: list[re.Match[str]] | None = None) -> Iterator[Span]:
    """Give what stands behind the name of a secret, on its line or, in markup and settings, on the next.

    `names`: those in the text, where they are known.
    """
    low = view.lower()
    written = _SET if _FAR.search(low) is None else _WRITTEN
    for name in _names(low) if names is None else names:
        yield from _behind(view, low, name, written)
    yield from given(view, (_VALUE_NAMED,))


def names_in(view: str) -> list[re.Match[str]]:
    """Give the names of secrets in a text, up to the first that is one too many (`are_dense`)."""
    return [*islice(_names(view.lower()), _most(view) + 1)]


def are_dense(names: list[re.Match[str]], view: str) -> bool:
    """Whether the names in a text are denser than anybody writes them."""
    return len(names) > _most(view)


def _most(view: str) -> int:
    return max(_NAMES, len(view) // _CHARS_A_NAME)


def _names(low: str) -> Iterator[re.Match[str]]:
    """The names in a text of small letters; RE2 finds in one pass where one may begin."""
    encoded = low.encode("utf-8", "replace")
    ascii_alone = len(encoded) == len(low)
    begins = _BEGINS.finditer(encoded)
    looked = at = 0  # how many bytes were looked through, and how many characters
    while (begun := next(begins, None)) is not None:
        start, until = begun.span()
        at = start if ascii_alone else at + len(encoded[looked:start].decode())
        match = NAME.match(low, at)
        end = at + 1 if match is None else match.end()
        looked = end if ascii_alone else start + len(low[at:end].encode("utf-8", "replace"))
        at = end
        if looked != until:
            begins = _BEGINS.finditer(encoded, looked)
        if match is not None:
            yield match


def _behind(view: str, low: str, name: re.Match[str], written: re.Pattern[str]) -> Iterator[Span]:
    """What stands behind one name; the surest way of saying it decides."""
    end = name.end()
    if (
        low[end : end + 1] > "\x7f"
        and low[end].isalnum()
        and low[end] not in COPULAS
        and JOINED.match(low, end) is None
    ):
        return  # a longer word in its letters goes on
    if name.group() == "pass" and low.endswith(_NO, 0, name.start()):
        return  # "did not pass: ..."
    values = _written(view, low, name) if written.match(low, end) is not None else None
    if values is not None:
        yield from values
        return
    # "token" is a word of errors as well.
    weak = name.group() == "pass" or name["key"] is not None
    said = told(view, low, name.span(), weak=weak) if TOLD.match(low, end) is not None else ()
    yield from said or beside(view, low, name.span(), weak=weak)


def _written(view: str, low: str, name: re.Match[str]) -> tuple[Span, ...] | None:
    """What it is set to in settings, programs, markup and forms; None where nothing is set."""
    start, end = name.span()
    for pattern in (_DEFAULT, _LINKED, _SERIALIZED, _NAMED_VALUE):
        linked = pattern.match(low, end)
        if linked is not None:
            span = value_at(view, linked.end())
            if span is not None and name.group() == "pwd" and view.startswith("/", span[0]):
                return ()  # where a shell stands
            if span is not None and name.group() == "pass" and _COUNT.match(view, span[0]) is not None:
                return ()  # "pass: 12, fail: 3"
            if span is not None and name["key"] is not None and _PROSE.match(view, span[0]) is not None:
                return ()
            if span is not None and (not is_word(view[slice(*span)]) or _TAGGED.match(view, span[0])):
                span = _within_quotes(view, start, _to_line_end(view, start, span))
                if _SEVERAL.fullmatch(name.group()) is not None:
                    return with_others(view, without_stop(view, span))
                if name["key"] is None:
                    span = with_words(view, span)
                return _with_next(view, _within_query(view, start, span))
            if pattern is not _NAMED_VALUE and span is not None:
                return ()
    for pattern in (_IN_MARKUP, _NEXT_ELEMENT, _FORM_FIELD, _ATTRIBUTE):
        element = pattern.match(view, end)
        if element is not None and not is_word(element["value"]):
            return (element.span("value"),)
    return None


def _with_next(view: str, span: Span) -> tuple[Span, ...]:
    """A value, and what a plan says it becomes."""
    becomes = _BECOMES.match(view, span[1])
    then = value_at(view, becomes.end()) if becomes is not None else None
    return (span,) if then is None or is_word(view[slice(*then)]) else (span, then)


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
        or _NEXT_SETTING.match(view, end) is not None
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
