"""Lists of what codes mean: tables, documents, a program's map of its texts. Nothing in them happened."""

from __future__ import annotations

import re
from typing import Final

from bot.parse.chatter import tells_of_a_person
from bot.parse.signs import REPLY, Seen, Signs
from bot.parse.talk.told import LOGGED, REPORTS

_LIMIT: Final = 20_000  # characters in which such a list shows
_MAY: Final = Signs(
    REPLY,
    r"(?:^[\s|*•·–—-]*(?:\d\. )?(?:(?:smtp|error|code|fehler|erreur|código) )*|[\"'`](?:smtp |error )?|\w = )"
    r"[2-5](?:\d\d|\.\d\.\d+)[\"'` \t|:,;a-z<]|(?:^|\s)(?:16#|0x)[\da-f]"
    r"|[45]\d\d \([a-z]|[45]\.\d\.\d+ \([a-z]|[45]\d\d ?(?:->|=>|→)",
)
# A row: a code and what it means behind a mark, and no address, which would be somebody's.
_ROW: Final = re.compile(
    r"^[\s|*•·–—\[-]{0,12}(?:[\w.-]{1,40}: )?[\"'`(]?(?:(?:SMTP|smtp|Error|Code|Fehler)(?: [Cc]ode)? )?"
    r"([2-5]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3})?|[245]\.[\dx]{1,3}\.[\dx]{1,3})"
    r"(?: (?:to|bis|till|à|al?|до|-|–) [245]\.\d{1,3}\.\d{1,3})?[\"'`)*]{0,3}"
    r"(?: {0,8}[|:=] ?(?![45]\d\d)|\t| {1,3}[-–—] ?|\], ?\[)[^\n@]*$",
    re.MULTILINE,
)
_ROWS: Final = 3  # so many different ones, and nobody who tells of them, are such a list
# The same without a mark between, or in one line: a code in quotes, or one that a word in capitals follows.
_NAMED: Final = re.compile(
    r"(?:^[\s|*-]{0,8}[\"'`]?|[\"'`](?:(?:smtp|error) )?)([45]\d\d|[45]\.(?:[0-6]\.\d|7\.\d\d?))"
    r"(?=[\"'`]|[ \t]{0,8}[|:]|[ \t]{0,8}[A-Z(<])",
    re.MULTILINE,
)
_NAMES: Final = 4
# A program's names for codes: "StatusMailboxBusy = 450 // 450 Requested mail action not taken",
# "E402 = '421 Encryption failed'".
_CONSTANT: Final = re.compile(
    r"^\W{0,12}([A-Z]\w{2,80}) {0,8}= (?:[2-5]\d\d[,;]?[ \t]{0,8}(?:$|//|#|/\*)|[\"'][2-5]\d\d )",
    re.MULTILINE,
)
# The same by a label: "SMTP CODE 501 Syntax error".
_LABEL_FIRST: Final = re.compile(
    r"^[\s|*•-]{0,12}(?:(?:smtp|error|reply|status) )?code(?: (?:success|error|failure)\b:?)? ([2-5]\d\d)\b"
    r"(?! (?:again|at|for|from|in|on|to|with)\b)",
    re.MULTILINE | re.IGNORECASE,
)
# A device's own numbers, as its manual lists them: "16#5104: Cannot connect to SMTP server".
_OF_DEVICE: Final = re.compile(r"(?<!\S)((?:16#|0x)[\dA-Fa-f]{2,8})[ \t]{0,8}[:|=\t] ?[A-Z][a-z]")
# A reply and, in brackets or the next cell, what it means: "450 queue unavailable. (队列忙)".
_GLOSSED: Final = re.compile(
    r"(?:^[\s|*•-]{0,12}|\| {0,4})([45]\d\d [ -{}~]{3,80}?) {0,4}"
    r"(?:[（(][^\x00-\x7f]| [–—] [^\n@]{30,}$|\| {0,4}[^\d\s|@][^|@\n]{11,}(?:\||$))",
    re.MULTILINE,
)
# A reply in quotes, and behind them what it means: '"552 5.2.2 Mailbox full" - the mailbox is over quota'.
_QUOTED: Final = re.compile(
    r"^[\s|*•-]{0,12}[\"'`“„]([45]\d\d[^\"'`“”„\n@]{3,80})[\"'`”“] ?(?:[-–—:=]|->|→) ?[^\W\d]", re.MULTILINE
)
# A number and its status apart: '421, "4.4.5", Server busy, try again later.'
_PARTED: Final = re.compile(
    r"^[\s*•-]{0,12}([45]\d\d, ?[\"“„«][45]\.\d\.\d{1,3}[\"”“»],? [^\n]{3,60})", re.MULTILINE
)
# A reply in a line of its own, or the heading of one, and what it means in the next; somewhere stands that it
# means or may mean that, or that somebody asks so.
_EXPLAINED: Final = re.compile(
    r"^[\s*•#\d.-]{0,12}((?:(?:SMTP|Error|Code|Fehler|Erreur|Código) )?[45]\d\d\b[^\n<>]{0,200})\n"
    r"(?:[ \t.·]{0,8}\n|[^\n]{3,60}\?\n)?[ \t]{0,8}(?!\W{0,12}[45]\d\d\b)(?=\w+,? )[^\n<>@]{40,}$",
    re.MULTILINE,
)
_MAY_MEAN: Final = re.compile(
    r"\b(?:may|might|kann|können|peut|peuvent|puede|pode|può|possono|kan|może|mogą|může|может)\b|可能|かもしれ"
    r"|\b(?:means|bedeutet|signifie|significa|indicar?|oznacza|betekent|означает)\b|\w\?$",
    re.MULTILINE | re.IGNORECASE,
)
# The same as a tag's attribute.
_TAGGED: Final = re.compile(r"^\s{0,8}<[\w:]{1,40} [^<>\n]{0,80}\bcode=\"([45]\d\d)\"", re.MULTILINE)
# The map of a program in one line: {"421": "service unavailable", "550": "mailbox unavailable"}.
_KEYED: Final = re.compile(r"[\"']([2-5]\d\d)[\"'] ?(?::|=>) ?[\"'](?=[^\W\d])")
# How much of all that came back each was: '"550 5.1.1 user unknown" (62 %)'.
_SHARE: Final = re.compile(r"\b([45]\d\d[ -][^\n()]{3,80}?)[\"'`”]? ?\((?:about |ca\. |~)?\d[\d.,]{0,6} ?%\)")
# Numbers in a sentence, each with its meaning: "535 5.7.8 (wrong password), 534 5.7.9 (app password)".
_NOTED: Final = re.compile(r"\b([45]\d\d(?:[ -][45]\.\d{1,3}\.\d{1,3})?) \((?!\d)[^()\n@]{4,40}\)")
# What a program makes of each: "422 -> `invalid`; 429 -> `rate_limited`; 5xx -> `upstream`".
_MAPPED: Final = re.compile(r"\b([45](?:\d\d|xx))`? ?(?:->|=>|→) ?(?!\d)")
# A reply, and below it what it means, named so.
_LABELLED: Final = re.compile(
    r"\b([45]\d\d[ -][^\n]{3,400})\n(?:[ \t]*\n)?[\s|*•#-]{0,8}"
    r"(?:[45]\d\d )?(?:what (?:it|this) means|meaning|cause|explanation|erklärung|bedeutung|explication"
    r"|signification|significado|explicación"
    r"|explicação|spiegazione|significato|значение|含义|说明|原因说明|意味) {0,2}[:：]",
    re.IGNORECASE,
)
# An address, a machine, a reply with its enhanced code: somebody met an error.
_MET: Final = re.compile(r"\w@\w|\d\.\d{1,3}\.\d{1,3}\.\d|[45]\d\d[ -][45]\.\d\.\d")


def explains_codes(seen: Seen) -> bool:
    """Whether a text lists what codes mean, and tells of no error."""
    text = seen.text[:_LIMIT]
    if not seen.of(text).any(_MAY):
        return False
    if len(set(_OF_DEVICE.findall(text))) >= _ROWS:
        return not seen.any(REPORTS | LOGGED)
    if sum(map(text.count, "\n\"'`(")) < _ROWS - 1:
        return False
    if "?" not in text and (len(set(_SHARE.findall(text))) > 1 or len(set(_NOTED.findall(text))) >= _ROWS):
        return True
    if len(set(_MAPPED.findall(text))) >= _ROWS and _MET.search(text) is None:
        return True
    if len(set(_KEYED.findall(text))) >= _ROWS and _MET.search(text) is None:
        return True
    if len(set(_NAMED.findall(text))) >= _NAMES and _MET.search(text) is None:
        return True
    listed = any(
        len(set(row.findall(text))) >= _ROWS
        for row in (_ROW, _CONSTANT, _LABEL_FIRST, _GLOSSED, _QUOTED, _PARTED, _TAGGED)
    )
    return (listed or _explains_replies(text)) and not seen.any(REPORTS | LOGGED)


def _explains_replies(text: str) -> bool:
    """Whether replies stand there, each with what it means below it, and nobody who got them."""
    if len(set(_LABELLED.findall(text))) > 1:
        return True
    several = len(set(_EXPLAINED.findall(text))) > 1
    return several and _MAY_MEAN.search(text) is not None and not tells_of_a_person(text)
