"""Replies of which only the enhanced code is left: `5.1.1 User unknown`, `it bounced with 5.1.1`.

RFC 3463 gives these numbers; versions and addresses look the same.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.model import Reply
from bot.parse.numbers.codes import PROVIDERS
from bot.parse.numbers.reply_text import make_reply, text_end
from bot.parse.numbers.strength import names_error
from bot.parse.rare_pattern import RarePattern

_ENHANCED: Final = re.compile(
    # What may stand before it is looked at after its first digit: the search leaps from digit to digit.
    r"(?P<enh>[45](?:(?<![^\s\"'`“„«:(;#>\]-].)|(?<=[Mm]essage=.))\.[0-7]\.\d{1,3})(?![\d.]*\d)"
    # "4.7.1 is no longer supported" is a version, and so is "the 5.5.0 release".
    # "the 4.4.3 enhanced status code" speaks of a number.
    r"(?P<text>[\s,:;-]{1,4}(?=[A-Za-z<\[(])"
    r"(?!(?:is|are|was|were|has|had|will|and|or|to|in|on|with|from|comes?|came|kommt|enhanced status"
    r"|[A-Z][\w .-]{0,30}: v?\d{1,3}\.\d"  # "WP Mail SMTP: 4.3.0, PHP: 8.2.27"
    r"|(?:plan|release|build|version|update|upgrade|branch|series|beta|stable|kernel)s?)\b).{3,})"
)
_NUMBER: Final = re.compile(r"[45]\.[0-7]\.\d")
_VERSION_BEFORE: Final = re.compile(
    # "error 5.7.1 Message blocked" names no program, nor does a code, a status or a DSN. A sentence that
    # ends "with error 5.7.1 ..." says more than that.
    r"(?:[A-Za-z/](?:(?<=with error)|(?<!rror)(?<!RROR)(?<!ode)(?<!tatus)(?<!DSN)(?<!says)(?<!said))|[a-z]-"
    r"|[Vv]ersion\W{0,4}|v|\d\.\d{1,3} ?(?:[-=]>|→))\s?$|/[\w.-]{1,60}:$"
)  # "4.7.1", "shop/relay:4.7.1", "kibana-4.5.1-linux", "4.7.0 -> 5.1.1"
# "smtp.example.com 5.7.57 Client not authenticated": no program's name has dots.
_SERVER_BEFORE: Final = re.compile(r"\b(?:smtp|mail|mx|relay|out)[\w-]*\.[\w.-]{2,50}\.[a-z]{2,8}\s?$")
# The number alone, behind what names it or what became of the mail: "error 5.7.26", "rejected with 5.1.1".
# A sentence that ends "with error 5.7.1" says more than that.
_NAMED: Final = RarePattern(
    r"(?i)(?:(?<!with )\b(?:error|fehler|erreur|(?:ndr|dsn|bounce)(?: (?:from|by|von) [\w.-]{2,40}(?=:))?)"
    r"|(?:[,;(] ?|\bsmtp )(?:code|status)"
    r"|\b(?:bounc(?:e|ed|es|ing)|reject(?:s|ed)?|refused?|deferred|back|zurück)"
    r"(?:(?: \w{1,12}){0,3} (?:with|mit|as))?)"
    r"(?:,? (?:code|status|error|is|was|an?))*:? [\"'`]?(?P<enh>[45]\.[0-7]\.\d{1,3})(?![\w-]|[\d.]*\d| ?→)"
)
# The number alone that a sentence opens with, or somebody gets, and whose it is: "5.7.26 from gmail, what's
# that?", "getting 5.1.1 for one recipient".
_WHOSE: Final = RarePattern(
    r"(?i)(?:^\W{0,3}|\b(?:get|gets|getting|got|with|says?|bekommt?|bekomme|kriegen?|mit|avec|con|com|met"
    r"|z|why do(?:es)?|warum kommt) )(?P<enh>[45]\.[0-7]\.\d{1,3})(?![\w-]|[\d.]*\d),? (?:error )?"
    r"(?:(?:comes?|came|kommt) (?:back |zurück )?)?(?:from|by|at|on|for|to|in|von|bei"
    r"|bei[ -]|f[üu]r|an|auf|de|par|chez|pour|por|da|di|per|van|bij|voor|od|u|dla|от|у|для)"
    rf" (?:\w{{1,12}} ){{0,2}}(?:{PROVIDERS}"
    r"|mailbox(?:es)?|recipients?|mails?|e-?mails?|empf[äa]nger|postf[äa]ch\w*)\b"
)
# The number alone behind mail that fails: "our mails to gmail fail with 5.7.26".
_FAILS: Final = RarePattern(
    rf"(?i)\b(?:e-?mails?|mails|messages?|{PROVIDERS})\b(?: \w{{1,12}}){{0,4}}"
    r" (?:fail(?:s|ed|ing|ure)?|scheiter[nt]|schlägt fehl|fehlgeschlagen|échoue(?:nt)?|fallan?|falham?)"
    r"(?: (?:with|mit|avec|con|com|as|at))?:? (?P<enh>[45]\.[0-7]\.\d{1,3})(?![\w-]|[\d.]*\d| ?→)"
)
# The number alone beside whose it is, longer than a version's: "outlook sais 5.7.139", "gmail 5.7.26 now".
_BESIDE: Final = RarePattern(
    rf"(?i)\b(?:{PROVIDERS})\b(?: \w{{1,12}}){{0,2}}:? (?P<enh>[45]\.7\.\d{{2,3}})(?![\w-]|[\d.]*\d| ?→)"
)
# One longer than most versions', and whose it is behind it: "5.7.515? he gets it at hotmail".
_LONG: Final = RarePattern(
    r"(?i)(?:^\W{0,3}|\b(?:knows?|about|is|the|an?|this|gets?|got|getting|sees?|seeing|with|says?) )"
    rf"(?P<enh>[45]\.7\.\d{{3}})(?![\w-]|[\d.]*\d| ?→)[^\n]{{0,60}}\b(?:{PROVIDERS})\b"
)
# "gmail says 4.7.28 rate limited": the number and words are theirs.
_SAYS: Final = re.compile(
    rf"\b(?:{PROVIDERS})(?: \w{{1,12}})? ?(?:says?|said|sagt|meldet|dit|dice|diz|zegt|:) ?[\"'“]?$",
    re.IGNORECASE,
)
_SAID_WITHIN: Final = 40  # characters
_QMAIL: Final = re.compile(r"\(# ?(?P<enh>[45]\.\d{1,3}\.\d{1,3})\)")
# Exchange's, in a line with its words: "... does not exist. <mail.example.com #5.1.1>"
_EXCHANGE: Final = re.compile(r"(?<=[.!。] )<[\w.-]{1,255} #(?P<enh>[45]\.\d{1,3}\.\d{1,3})>")


class Enhanced(NamedTuple):
    """A reply without its basic code, where in the line it begins, whether a provider is told to say it."""

    reply: Reply
    start: int
    by_provider: bool = False


def enhanced_reply(line: str, code: int | None) -> Enhanced | None:
    """Find an enhanced code with its words; None for none.

    `code` stands apart, and is its own where the classes agree.
    """
    match = _ENHANCED.search(line)
    if match is None:
        return _named(line, code)
    before = line[max(0, match.start() - 62) : match.start()]
    if _VERSION_BEFORE.search(before) is not None and _SERVER_BEFORE.search(before) is None:
        return _named(line, code)
    start, number = match.start(), match.group("enh")
    own = code if str(code)[0] == number[0] else None
    if names_error(line[:start], line[match.start("text") :]):
        return Enhanced(make_reply(own, number, ""), start)
    end = text_end(line, match.start("text") + 1, line[:start], start, "")
    reply = make_reply(own, number, line[match.start("text") : end].lstrip(" ,:;-"))
    return Enhanced(
        reply, start, by_provider=_SAYS.search(line[max(0, start - _SAID_WITHIN) : start]) is not None
    )


def _named(line: str, code: int | None) -> Enhanced | None:
    """Find an enhanced code without its words, behind what names it."""
    if _NUMBER.search(line) is None:
        return None
    found = (next(told.finditer(line), None) for told in (_NAMED, _WHOSE, _FAILS, _BESIDE, _LONG))
    match = next(filter(None, found), None)
    if match is None:
        return None
    number = match.group("enh")
    return Enhanced(make_reply(code if str(code)[0] == number[0] else None, number, ""), match.start("enh"))


def numbered_behind(line: str) -> Enhanced | None:
    """Find qmail's own words, or Exchange's, whose number stands behind them; None for others."""
    match = _QMAIL.search(line) if "(#" in line else _EXCHANGE.search(line) if " #" in line else None
    if match is None:
        return None
    said = _last_said(line[: match.start()])
    return Enhanced(make_reply(None, match.group("enh"), said), match.start() - len(said))


def _last_said(words: str) -> str:
    """Give what was said last: behind the last quote or colon."""
    return words[max(words.rfind(sign) + len(sign) if sign in words else 0 for sign in ('"', ": ")) :]
