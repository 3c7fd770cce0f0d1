"""Secrets below or beside a form's label, as a picture or a page reads, and below a mailbox.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span, lines_of
from bot.parse.secrets.rows import LEAD, OTHER_COLUMN
from bot.parse.secrets.values import given
from bot.parse.secrets.words import PASSWORDS, is_elsewhere, is_strong, looks_made, may_be

_SHORTEST: Final = 4
_LETTERS: Final = 5
_NAME: Final = rf"(?:{PASSWORDS}|api[ -]?key|secret)(?: \(?(?:smtp|imap|app|optional|required)\)?)?"
_COPULA: Final = r"[ \t](?:is|was|ist|war|lautet|est|es|è|é|är|er|je|jest|to)(?: now| jetzt)?"  # in a chat
_LABEL: Final = re.compile(rf"(?:(?:[\w-]{{2,16}} ){{0,3}}?){_NAME}(?:{_COPULA})?[ \t]{{0,3}}[*:]{{0,2}}")
_NAMED: Final = RarePattern(rf"(?i){_NAME}")
_LABEL_ENDS: Final = RarePattern(rf"(?i){_NAME}(?:{_COPULA})?[\s_•|*:-]*$")
_TOLD: Final = re.compile(rf"{_COPULA}$")
_ENDS_TOLD: Final = re.compile(rf"(?<!\w){_NAME}{_COPULA}:?$")
_CUT: Final = 60  # characters
_ANY_DIGIT: Final = str.maketrans("123456789", "000000000")
_LINES: Final = 5  # blank lines and all between a label and its value
_LABELS: Final = 6
_AROUND: Final = " \t*_•|-"
_LABEL_LETTERS: Final = 160  # of a line that ends in a label
_LONGEST_LABEL: Final = 40


def below_label(view: str) -> Iterator[Span]:
    """Give what stands on the line below a label that is a password's, as a form on a picture reads."""
    lines, labels = _with_labels(view)
    known: dict[tuple[int, str], bool] = {}  # whether a line is a label behind so many characters
    looked_at: set[int] = set()  # where the values begin that were looked at for another label
    for (number, label), (following, _) in pairwise((*labels, (0, ""))):
        if following == number + 1:
            continue  # the next line's label looks at the same column
        line = lines[number][1]
        prefix = line[: len(line) - len(label)]
        told = False
        if _TOLD.search(label.lower().rstrip(" \t:")) is not None:
            lead = LEAD.match(line)
            prefix = lead[0] if lead is not None else ""
            # A sentence that was cut at the line's end goes on below.
            told = len(line) - len(prefix) > _CUT and not label.rstrip().endswith(":")
        columns = _in_a_column(lines, number, len(prefix), known)
        for start, below in columns or _below(lines, number):
            if columns:
                if start in looked_at:
                    continue
                looked_at.add(start)
            cut = _same_prefix(prefix, below)
            value = below[cut:].strip(" \t\"'`•|*_-{}")
            if _is_typed(value) and (not told or looks_made(value)):
                at = start + below.index(value, cut)
                yield at, at + len(value)
            if value and not columns:
                break


# Who asks for a password, and what somebody answers: alone on the next line, or behind "A:".
_ASKED: Final = RarePattern(
    rf"(?im)(?:{_NAME})(?:[ \t]{{1,3}}[\w'’]{{1,20}}){{0,6}}[ \t]{{0,2}}\?[\"'*_]{{0,2}}"
    r"(?:[ \t]+A(?:nswer)?:|[ \t]*\n)"
    r"(?:[^\n\"']{0,60}?(?:[\]:>|][ \t]{1,3}))?[\"'`*_ \t]{0,4}(?P<value>[^\s\"'`]{5,80})[\"'`*_ \t]{0,4}$"
)


def answered(view: str) -> Iterator[Span]:
    """Give what somebody answers whoever asks for a password: below "which password?" the word alone."""
    return given(view, (_ASKED,), looks_made)


def _with_labels(view: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The lines that are not blank, and by their number those that end in a password's label, with it."""
    named = set(_NAMED.lines(view))
    lines: list[tuple[int, str]] = []
    labels: list[tuple[int, str]] = []
    label_of: dict[str, str | None] = {}  # by line: forms repeat themselves
    for number, one in enumerate(lines_of(view)):
        if one[1].strip(" \t*_|"):
            if number in named and len(one[1]) <= _LABEL_LETTERS:
                if one[1] not in label_of:
                    label_of[one[1]] = _label_of(one[1]) if _LABEL_ENDS.may_match(one[1]) else None
                if (label := label_of[one[1]]) is not None:
                    labels.append((len(lines), label))
            lines.append(one)
    return lines, labels


def _label_of(line: str) -> str | None:
    """The label at a line's end, or None; what stands before it may be a time and a program's name."""
    low = line.lower().rstrip()
    for opener in ("] ", "> ", ": ", "| ", "- ", "  ", ". ", '"'):
        at = low.rfind(opener, 0, len(low) - 1)
        if at >= 0 and _LABEL.fullmatch(low, at + len(opener)) is not None:
            return line[at + len(opener) :]
    if (told := _ENDS_TOLD.search(low)) is not None:
        return line[told.start() :]
    at = len(low) - len(low.lstrip(" \t*_-•|"))
    return line[at:] if _LABEL.fullmatch(low.strip(" \t_-•|*:")) is not None else None


def _in_a_column(
    lines: list[tuple[int, str]], number: int, cut: int, known: dict[tuple[int, str], bool]
) -> list[tuple[int, str]]:
    """Where all labels stand before all values, the lines of the values; which is whose is not to be seen."""

    def is_label(at: int) -> bool:
        key = cut, lines[at][1]
        if key not in known:
            name = key[1][cut : cut + _LONGEST_LABEL].lower().strip(" \t*:_•|-")
            known[key] = OTHER_COLUMN.fullmatch(name) is not None or _LABEL.fullmatch(name) is not None
        return known[key]

    first = last = number
    while first > 0 and number - first < _LABELS and is_label(first - 1):
        first -= 1
    while last + 1 < len(lines) and last - number < _LABELS and is_label(last + 1):
        last += 1
    return lines[last + 1 : last + 2 + last - first] if last > first else []


def _below(lines: list[tuple[int, str]], number: int) -> list[tuple[int, str]]:
    """The lines below a label, without who speaks, and when, as it stands above each of a chat's messages."""
    above = lines[number - 1][1].translate(_ANY_DIGIT) if number else ""
    below = lines[number + 1 : number + 1 + _LINES]
    return [one for one in below if one[1].translate(_ANY_DIGIT) != above]


def _same_prefix(prefix: str, below: str) -> int:
    """How much of the next line is the same program's time and name; 0 where it has none."""
    if prefix.strip() and below.startswith(prefix):
        return len(prefix)
    if len(prefix.strip()) < _LETTERS or len(below) < len(prefix.rstrip()):
        return 0
    same = below[: len(prefix)].translate(_ANY_DIGIT) == prefix.translate(_ANY_DIGIT)
    return len(prefix) if same else 0


def _is_typed(value: str) -> bool:
    if not _SHORTEST <= len(value) <= 80 or " " in value or value.endswith(":") or "\t" in value:
        return False
    low = value.lower()
    return OTHER_COLUMN.fullmatch(low) is None and _LABEL.fullmatch(low) is None and may_be(value)


# A form on a picture whose values stand beside their labels: a password's, near one that a mail server fits.
_BESIDE: Final = re.compile(
    rf"(?:(?:[\w-]{{2,16}} ){{0,2}}?){_NAME}[*_]{{0,2}}[ \t]{{1,12}}(?P<value>\S{{4,80}})"
)
_NAMED_BESIDE: Final = RarePattern(rf"(?i){_NAME}[*_]{{0,2}}[ \t]{{1,12}}\S")
_OTHER: Final = re.compile(rf"{OTHER_COLUMN.pattern}[ \t]{{1,12}}(?P<value>\S{{2,120}})")
_NEAR: Final = 3  # lines
_LEAD_ENDS: Final = re.compile(r"[\]:|>•*\"-] ")
_LEAD_LETTERS: Final = 200


def beside_label(view: str) -> Iterator[Span]:
    """Give what stands beside a password's label, where the lines around are filled in for a mail server."""
    lines = list(lines_of(view))
    for number in _NAMED_BESIDE.lines(view):
        start, line = lines[number]
        match = _filled(_BESIDE, line.rstrip(_AROUND))
        if match is None or not may_be(match["value"]):
            continue
        near = lines[max(0, number - _NEAR) : number] + lines[number + 1 : number + 1 + _NEAR]
        if any(_is_filled(other) for _, other in near):
            yield start + match.start("value"), start + match.end("value")


def _filled(label: re.Pattern[str], line: str) -> re.Match[str] | None:
    """A label and its value on a line, behind the mark of a list or a time and a program's name."""
    low = line.lower()
    for lead in (0, *(match.end() for match in _LEAD_ENDS.finditer(low, 0, _LEAD_LETTERS))):
        begins = len(low) - len(low[lead:].lstrip(_AROUND + ">\"'"))
        if (match := label.fullmatch(low, begins)) is not None:
            return match
    return None


def _is_filled(line: str) -> bool:
    other = _filled(_OTHER, line.rstrip(_AROUND + "\"'}"))
    return other is not None and is_elsewhere(other["value"])


# Below a heading the mailbox, then its password.
_HEADING: Final = re.compile(
    r"(?i)(?:cred(?:ential)?s|log-?ins?(?: (?:data|details))?|access(?: data)?|zugang(?:sdaten)?"
    r"|(?:login|anmelde)daten|identifiants|accès|credenciales|acceso|credenziali|accesso|inloggegevens"
    r"|доступ\w{0,3})[ \t*_]{0,3}:?[ \t*_]{0,3}$"
)
_MAILBOX: Final = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,120}$")


def listed_below(view: str) -> Iterator[Span]:
    """Give the line below a mailbox that stands below a heading for credentials."""
    lines = [(start, line.rstrip(_AROUND)) for start, line in lines_of(view) if line.strip(_AROUND)]
    for (_, heading), (_, mailbox), (start, line) in zip(lines, lines[1:], lines[2:], strict=False):
        if "@" not in mailbox or _MAILBOX.search(mailbox) is None or _HEADING.search(heading) is None:
            continue
        begins = len(LEAD.sub("", line).lstrip(_AROUND + ">"))
        value = line[len(line) - begins :]
        if begins and " " not in value and may_be(value):
            yield start + len(line) - begins, start + len(line)


_BELOW_MAILBOX: Final = RarePattern(
    r"(?m)^[^\w\n]{0,20}[\w.+-]{1,64}@[\w.-]{3,120}[^\w\n]{0,8}\n\s{0,20}(?P<value>\S{4,80})[ \t]{0,8}(?=$)"
    r"(?P<server>\n\s{0,20}(?:smtp|imap|pop|mail|mx|outgoing|mout|relay)[\w-]{0,40}\.)?"
)


def below_mailbox(view: str) -> Iterator[Span]:
    """Give the line below a mailbox, above its mail server or by its look: a login without labels."""
    for match in _BELOW_MAILBOX.finditer(view):
        if is_strong(match["value"]) or (match["server"] is not None and may_be(match["value"])):
            yield match.span("value")
