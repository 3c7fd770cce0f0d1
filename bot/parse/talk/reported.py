"""The lines of a text that report an error, without what only speaks of errors.

Documents, release notes, plans and questions of meaning are taken out, and sentences like theirs: what
speaks in general (`general`, `leads`, `changes`, `questions`) and tells of nothing that happened (`told`).
A number's own words are the server's, who may say anything: what leads to the number, and what directly
follows it, tells whether somebody reports.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from bot.parse.signs import TALK, Seen, Signs
from bot.parse.source import in_literal, is_statement, may_hold_statement, raised
from bot.parse.talk.beside_version import tells_what_fails, trouble_behind_version
from bot.parse.talk.changes import (
    ANNOUNCED,
    CHANGE,
    DIGEST,
    NOTE,
    NOTES,
    PLAN,
    RELEASED,
    SCENARIO,
    TITLE,
    WISH,
)
from bot.parse.talk.expected import EXAMPLES, EXPECTED, without_examples, without_expected
from bot.parse.talk.general import may_be, shows_error, speaks_in_general, tells_of_nobody
from bot.parse.talk.general_signs import FORM, GENERAL, PARTS, SAID
from bot.parse.talk.guides import GUIDE
from bot.parse.talk.leads import (
    CAUGHT,
    FOLLOWS,
    FOLLOWS_ONLY_NUMBER,
    LEADS,
    LEADS_ALONE,
    LEADS_TO_NUMBER,
    LEADS_TO_ONLY_NUMBER,
)
from bot.parse.talk.over import GOES_ON, is_over
from bot.parse.talk.questions import ASKS, SHOWS
from bot.parse.talk.sentences import NUMBER, SENTENCE_ENDS, sentences_of
from bot.parse.talk.told import (
    ENDS_NAME_AS_WRITTEN,
    HAPPENED,
    LOGGED,
    PRINTED,
    REPORTS,
    SHOWN,
    THROWN,
    TOLD,
    TOLD_BY_PERSON,
    tells_of_failure,
)
from bot.parse.talk.trouble import tells_trouble

_LED_CHARS: Final = 80  # characters that lead to a number
_LIMIT: Final = 12_000  # characters; a longer text is a log, or holds one
# A text on a number, which is only named: "the macro for 550", "tickets that only say 535".
_NAMES: Final = re.compile(
    r"\b(?:macros?|templates?|articles?|snippets?|runbooks?|playbooks?|faqs?|canned (?:answers?|replies)"
    r"|(?:help|wiki|docs) (?:pages?|articles?|entry|entries))"
    r" (?:for|about|on|called|named|titled|(?:that )?(?:says?|reads?|covers?|explains?|mentions?)"
    r"|covering|explaining|mentioning) (?:(?:an?|the|smtp|error|code) ){0,3}[\"'`“„«]?$"
    r"|\btickets (?:that|which) (?:only|just) say [\"'`“„«]?$"
    r"|\b(?:vorlage|textbaustein|plantilla) [\"'`“„«]$",
    re.IGNORECASE,
)
# A program's source inside of a sentence.
_IN_LINE: Final = re.compile(r"(?<!`)`([^`\n]{1,200})`(?!`)")
# A program wrote this: its words are no talk.
_OF_PROGRAM: Final = re.compile(
    rf"\b\w{{2,30}}=\S|\"\w{{1,40}}\":|\d\d:\d\d:\d\d|\w{ENDS_NAME_AS_WRITTEN}\b ?[:(]"
    r"|\btemporary error during hostname resolution\b"  # Windows: "This is usually a ..., and means that"
)

# Who asks what a number means has met it: "535 means wrong password, right? customer gets it since today".
# "Got it, thanks" tells of none.
_WHEN_MET: Final = (
    r"(?:since|today|yesterday|again|every|always|constantly|whenever|all (?:day|morning|week|the time)"
    r"|when(?:ever)? (?:i|we|he|she|they|sending|connecting)"
    r"|(?:on|for|from|with|at) (?:each|every|all|some|one|our|my|an?)\b"
    r"|seit|heute|gestern|wieder|immer|ständig|dauernd|depuis|desde|da (?:ieri|oggi|stamattina)|sinds|od)\b"
)
_MET_IT: Final = re.compile(
    r"\b(?:gets?|getting|got|sees?|seeing|saw|shows?|showed|says?|throws?|has|have|had|receive[sd]?)"
    rf" (?:it|this|that|them|those)(?: (?:now|too|as well))? {_WHEN_MET}"
    rf"|\b(?:it|this|that) (?:c[oa]mes?|appear(?:s|ed)?|happen(?:s|ed)?|started|(?:show|pop)s?)"
    rf"(?: up)? {_WHEN_MET}"
    rf"|\b(?:bekomm|krieg|erhäl|hat|haben)\w{{0,3}} (?:das|den|die|ihn|es) {_WHEN_MET}"
    r"|\b(?:das|den|die|ihn|es) (?:bekomm|krieg|erhäl|hat|haben|kommt)\w{0,3}"
    rf" (?:[\w-]{{1,20}} ){{0,3}}{_WHEN_MET}"
    rf"|\b(?:l['’](?:a|ont|obtient)|(?:a|ont|obtient|reçoit|reçoivent) (?:ça|cela)) {_WHEN_MET}"
    rf"|\b(?:lo|le) (?:recibe|tiene|ve|sale|riceve|recebe)n? {_WHEN_MET}",
    re.IGNORECASE,
)

_FRONT: Final = " \t>|*`\"'-•·"  # what a chat puts before a line's own words
# A whole reply in quotes, which somebody met; an example has a few words of one.
_WHOLE: Final = re.compile(r"[`\"'][45]\d\d[ -][45]\.\d{1,3}\.\d{1,3} [^`\"'\n]{40,600}[`\"']")
# A title that tells of something that happened nevertheless.
_FAILS: Final = Signs(TALK, r"\b(?:fails?|failed|cannot|does(?:n['’]t| not) work|stopped)\b")
# What people do at a program that sends a mail then, and what comes of it: nobody speaks in general so.
_WHEN_PEOPLE_DO: Final = re.compile(
    r"\b(?:when(?:ever)?|if|as soon as|every time|once) (?:(?:our|the|my|new|some|a) )?(?:users?"
    r"|customers?|clients?|people|visitors?|members?|students?|employees?|guests?|somebody|someone|anyone"
    r"|they|one) (?:(?:try|tries|wants?|attempts?) to )?(?:reset|register|sign|order|invite|click|submit"
    r"|share|upload|pay|buy|book|request|forget|forgot|change|confirm|check|subscribe|use)[a-z]{0,3}\b"
    r"[^.!?\n]{0,80}"
    r"\b(?:gets?|sees?|shows?|says?|throws?|fails? with)(?: (?:an?|the|only|error|code|smtp))*\W*$",
    re.IGNORECASE,
)
# What somebody meets since they changed something: "it's 534 now instead of 535".
_COMES_INSTEAD: Final = re.compile(
    r"\b(?:it['’]?s|it is|i get|we get|now|jetzt kommt|maintenant|ahora"
    r"|adesso) (?:now )?(?:an? )?[45]\d\d(?: now)?"
    r" (?:instead of|statt|au lieu de|en vez de|invece di) (?:an? |the )?[45]\d\d\b",
    re.IGNORECASE,
)
_ALONE: Final = LEADS | LEADS_ALONE
# Who names both classes of numbers and none of them met neither.
_CLASSES: Final = ("4xx", "5xx")
_MET: Final = REPORTS | LOGGED
_SEEN: Final = _MET | THROWN
_HAPPENED: Final = HAPPENED | REPORTS | PRINTED
_PLANNED: Final = NOTES | PLAN
_IN_A_FORM: Final = PARTS | FORM
_OTHERS: Final = DIGEST | SCENARIO
# All these are looked for in the whole text first, then in each of its sentences.
_SPEAKS: Final = (
    ASKS
    | WISH
    | ANNOUNCED
    | _ALONE
    | LEADS_TO_NUMBER
    | LEADS_TO_ONLY_NUMBER
    | FOLLOWS_ONLY_NUMBER
    | TITLE
    | FOLLOWS
    | NOTE
    | CAUGHT
)


def reported(lines: list[str], seen: Seen, *, report: bool) -> list[str]:
    """Give the lines without what only speaks of errors; empty where the whole text does.

    `report`: they read like a bounce mail's prose.
    """
    if len(seen.text) > _LIMIT:
        return lines
    if may_hold_statement(seen):
        lines = [
            (raised(lines, index) or "") if is_statement(line) or in_literal(lines, index) else line
            for index, line in enumerate(lines)
        ]
        if "`" in seen.text and not seen.any(TOLD_BY_PERSON):
            lines = [_IN_LINE.sub(_without_statement, line) for line in lines]
    if (release := trouble_behind_version(lines)) is not None:
        lines, seen = [release], seen.of(release)
    if _tells_nothing(seen, report=report) or (not report and is_over(seen)):
        return []
    if seen.any(EXPECTED):
        lines = without_expected(lines, seen)
    if seen.any(EXAMPLES) and not seen.any(REPORTS):
        lines = without_examples(lines, seen)
    if not report and seen.any(GENERAL):
        lines = _without_general(lines, seen)
    if not report and not seen.any(_HAPPENED) and _only_named(lines):
        return ["" if NUMBER.search(line) is not None else line for line in lines]
    if not seen.any(_SPEAKS) and not seen.any(SAID):
        return lines
    kept = [_told(seen.of(line)) for line in lines]
    if not report and not seen.any(TOLD) and _names_number(lines) and not _names_number(kept):
        return []  # its numbers are only spoken of, and so is the rest
    return kept


def _names_number(lines: list[str]) -> bool:
    return any(NUMBER.search(line) is not None for line in lines)


def _tells_nothing(seen: Seen, *, report: bool) -> bool:
    """Whether a text speaks in general, or of changes and plans, and of nothing that happened."""
    if seen.any(_OTHERS) and not report and not seen.any(THROWN):
        return True
    if _COMES_INSTEAD.search(seen.text) is not None:
        return False
    if seen.any(_PLANNED) or (seen.any(GUIDE) and not report):
        return not (seen.any(_MET) and _is_met(seen))
    if seen.any(RELEASED) and not seen.any(_MET):
        return not tells_what_fails(seen)
    if seen.any(CHANGE) and not seen.any(_SEEN):
        return not seen.any(SHOWN) or NUMBER.search(seen.text) is None
    if seen.any(TOLD) and (seen.any(_HAPPENED) or not seen.any(_IN_A_FORM)):
        return False
    if seen.any(FORM) and not shows_error(seen):
        return True
    if report:
        return False
    if NUMBER.search(seen.text) is None:  # a program's notice without a number is prose too
        spoken_of = all(one in seen.text.lower() for one in _CLASSES) and not seen.any(TOLD)
    else:
        spoken_of = tells_of_nobody(seen)
    return spoken_of or speaks_in_general(seen)


def _is_met(seen: Seen) -> bool:
    """Whether somebody in a plan or a guide met an error, who is not any customer that may meet one."""
    return any(
        about.any(_MET) and not (about.any(LEADS) or about.any(WISH))
        for about in map(seen.of, sentences_of(seen.text))
    )


def _only_named(lines: list[str]) -> bool:
    """Whether each number is only named in a sentence that tells of nothing that failed.

    "Who keeps the macro for 550 5.1.1?"
    """
    named = False
    for line in lines:
        number = NUMBER.search(line)
        if number is None:
            continue
        head = line[: number.start()]
        named = _NAMES.search(head[-_LED_CHARS:]) is not None and not tells_of_failure(head)
        if not named:
            return False
    return named


def _without_general(lines: list[str], seen: Seen) -> list[str]:
    """Empty the paragraphs that speak in general and tell of nothing that happened."""
    kept: list[str] = []
    for empty, together in groupby(lines, key=lambda line: not line.strip()):
        paragraph = list(together)
        if not empty:
            about = seen.of("\n".join(paragraph))
            if not about.any(TOLD) and speaks_in_general(about):
                paragraph = [""] * len(paragraph)
        kept += paragraph
    return kept


def _told(about: Seen) -> str:
    """Give a line without the sentences that report nothing."""
    line = about.text
    if not (about.any(_SPEAKS) or about.any(SAID)) or _OF_PROGRAM.search(line) is not None:
        return line
    sentences = SENTENCE_ENDS.split(line)
    kept: list[str] = []
    asked: re.Match[str] | None = None
    for place, sentence in enumerate(sentences):
        if _only_speaks(about.of(sentence)):
            asked = asked or NUMBER.search(sentence)
            continue
        if asked is not None and _MET_IT.search(sentence) is not None:
            kept.append(f"{sentence.rstrip('.! ')}: error {asked.group()}")
            continue
        if asked is not None and tells_trouble(sentence):
            kept.append(f"error {asked.group()}")  # what they tell is no server's words
            continue
        if NUMBER.search(sentence) is not None:
            kept += sentences[place:]  # what follows a number that is reported is the server's
            break
        kept.append(sentence)
    return line if len(kept) == len(sentences) else " ".join(kept)


class _Sentence(NamedTuple):
    """A sentence, its first reply number, and what leads to that: all of it where it has none.

    What follows a number may be the server's own words.
    """

    whole: Seen
    number: re.Match[str] | None
    lead: Seen


def _only_speaks(whole: Seen) -> bool:
    """Whether a sentence reports nothing: one of the rules says so, in whatever order they are asked."""
    number = NUMBER.search(whole.text)
    lead = whole if number is None else whole.of(whole.text[: number.start()])
    sentence = _Sentence(whole, number, lead)
    return any(rule(sentence) for rule in _REPORTS_NOTHING)


def _wishes(sentence: _Sentence) -> bool:
    """Whether it plans or wishes for something, and tells of nothing that happened."""
    whole, _, lead = sentence
    if whole.any(HAPPENED):
        return False
    if lead.any(ANNOUNCED) and not whole.any(REPORTS):
        return True
    return lead.any(WISH) and lead.of(_without_names(lead.text)).any(WISH)


def _asks(sentence: _Sentence) -> bool:
    """Whether it asks what an error means, and shows none."""
    whole, _, lead = sentence
    # "550 5.7.1 From address differs from the login": a reply by itself asks nothing.
    by_itself = not lead.text.strip(_FRONT) and "?" not in whole.text and "？" not in whole.text
    return not by_itself and whole.any(ASKS) and not whole.any(SHOWS)


def _no_longer_comes(sentence: _Sentence) -> bool:
    """Whether its only number comes no more, or never came."""
    whole, number, lead = sentence
    if number is None or GOES_ON.search(whole.text, number.end()) is not None:
        return False
    return lead.any(LEADS_TO_ONLY_NUMBER) or whole.any(FOLLOWS_ONLY_NUMBER)


def _names_what_is_caught(sentence: _Sentence) -> bool:
    """Whether it lists the exceptions that a program catches."""
    return sentence.whole.any(CAUGHT)


def _tells_what_may_be(sentence: _Sentence) -> bool:
    """Whether it tells which number servers may answer, or answer mostly."""
    whole, number, lead = sentence
    if number is None or whole.any(TOLD) or _WHEN_PEOPLE_DO.search(lead.text) is not None:
        return False
    return may_be(lead) and not shows_error(whole)


def _names_what_comes(sentence: _Sentence) -> bool:
    """Whether an error stands in it as one that may come, or as one that means something; nobody met it."""
    whole, number, lead = sentence
    if whole.any(REPORTS):
        return False
    if number is None:
        leads = lead.any(_ALONE) or (lead.any(TITLE) and not lead.any(_FAILS))
    else:
        leads = lead.any(LEADS) or (lead.any(LEADS_TO_NUMBER) and _WHOLE.search(whole.text) is None)
    return leads or whole.any(FOLLOWS) or whole.any(NOTE)


_REPORTS_NOTHING: Final = (
    _wishes,
    _asks,
    _no_longer_comes,
    _names_what_is_caught,
    _tells_what_may_be,
    _names_what_comes,
)


def _without_statement(span: re.Match[str]) -> str:
    return " " if is_statement(span.group(1)) else span.group()


def _without_names(text: str) -> str:
    """Drop addresses and hosts: `bounce@simulator.example` plans nothing."""
    return " ".join(word for word in text.split(" ") if "@" not in word and "." not in word.rstrip("."))
