"""Whether a text speaks in general: of what may happen, what a number means, what a program is to do.

Says only whether a text does so outside of what it quotes; a server's own words are no sign.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.errors.local_error import Depth, local_error
from bot.parse.signs import Seen
from bot.parse.talk.general_signs import FORM, HEADED, KINDS, MAY_BE, MOSTLY, PARTS, SAID, WISHED, WISHES
from bot.parse.talk.told import TOLD

# The small words that hold English sentences together: a quarter of whatever people write, and explain in.
_BINDS: Final = re.compile(
    r"\b(?:the|an?|is|are|be|been|of|to|that|this|these|those|which|will|not|and|or|it|its|in|on|for|with"
    r"|from|by|as|at|can|if|when|has|have|does|was|were|but|so|than|then|any|all|more|your|their|there)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_SHARE: Final = 0.22  # of all words
_LEAST: Final = 120  # characters; a program's own message is a sentence or two
_ENOUGH: Final = 2  # ways of speaking in general
_ENOUGH_IN_PROSE: Final = 1
# What somebody quotes from a program.
_QUOTED: Final = re.compile(
    r"`{1,3}[^`\n]{1,400}`{1,3}|\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|(?<!\w)'[^'\n]{12,400}'(?!\w)"
)
# What a server answered, with its words, or a program's words around its numbers.
_REPLY: Final = re.compile(
    r"(?<![\w.])[45]\d\d(?:[ -][45]\.\d{1,3}\.\d{1,3}:?|\)?:)?(?: - |[ -])[\"'\[(<]?[A-Z<\[(][^\n]{11}"
    r"|(?:^|[:\"'`“(>] ?|[.!?] )[45]\d\d(?:[ -][45]\.\d{1,3}\.\d{1,3}:?)?[ -][\"'\[(<]?[a-z][^\n]{11}"
    r"|(?:^|: ?|[.!?] )[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|\([45]\d\d, b?['\"]"
    r"|[\"'`“][^\"'`”\n]{0,80}\w{3} [45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}"
    r"|(?:[\"'`“(:]|shows|says|gets?) ?Your message (?:was|could)(?:n['’]t| not) be",
    re.MULTILINE,
)
# Where a program's own words begin in somebody's, and what tells them from words on such errors.
_LED_TO: Final = re.compile(
    r"(?:^|[:\"`“] ?|(?<!\w)'|[.!?] |\b(?:throws?|shows?|says|gets?|with) )(?=\w)", re.MULTILINE
)
_CLOSES: Final = {'"': '"', "`": "`", "“": "”"}
_TALKS: Final = re.compile(
    r"(?i)(?:most|mostly|usually|often|if|when|whenever|once|this|these|the|an?|it|you|in|for|by|to|we|i)\b"
)
_PRINTED: Final = re.compile(
    r"[A-Za-z](?:Error|Exception)\b|\d|::|\(|\w_\w|[A-Z]{5}|\w\.\w+\.\w|\w/\w|[a-z]://|\w ?: [^:\n]+\w: \w"
)
# The message of somebody who met one; a document is longer, or has rows and points.
_MESSAGE: Final = 600  # characters
_ROWS: Final = re.compile(r"^\s*(?:[|•]|[-*+] |\d+[.)] )", re.MULTILINE)
# What servers may answer, on which conditions, or what an answer means.
_MAY_ANSWER: Final = re.compile(
    r"(?i)\b(?:usually|typically|normally|frequently|often|generally|commonly|may|might|can|could|should"
    r"|would|will)"
    r"(?: also| then| be| get){0,2} (?:return|respond|repl[yi]|answer|reject|refuse|defer|bounce|send\b)"
)
_WHEN: Final = re.compile(
    r"(?i)\b(?:if|when|whenever|once|in case) (?:an?|the|your|there|one|any)(?: [\w'-]+){0,2} "
    r"(?:mailbox|recipient|address|sender|domain|quota|message|e-?mail|reputation|servers?|handshake|login)\b"
    r"|\b(?:such as|for (?:example|instance)|e\.g\.|i\.e\.)\W{0,3}[45]\d\d"
    r"|\b[45]\d\d\b[^\n]*[\"'`”] (?:occurs?|happens?|arises?|appears?|is (?:sent|returned|used))\b"
)
# What somebody's own mail met there: "when the message has a file, it bounces with 552 ...".
_OWN: Final = re.compile(
    r"(?i)\b(?:it|mails?|messages?) (?:always |then |only )?(?:bounce[sd]?|fail(?:s|ed)?|show(?:s|ed)"
    r"|throws|threw|returned|comes? back|came back|is refused|is rejected)\b(?: with)?\W{0,3}$"
    r"|\b(?:bounces?|rejects it|refuses it|back|log|error)\b[^\n]{0,20}: ?[\"“]?$"
)
_MEANS: Final = re.compile(r"(?i)\b(?:means?|indicates?|denotes?|refers to|stands for|tells you that)\b")
# Whom it happened to, where and when, or the words that were shown: a report has one of these.
_SOMEBODY: Final = re.compile(
    r"(?i)\b(?:i|me|my|we|us|ours?|he|him|his|she|hers?|they|them|theirs?|customers?|colleagues?"
    r"|(?<!smtp )(?<!mail )clients?)\b"
    r"|\w@\w|\w\.\w+\.\w|\w\.(?:com|net|org|io|de|example)\b|\d:\d\d"
    r"|\b(?:now|today|recently|lately|again|any ?more|periodically|every (?:hour|day|week))\b"
    r"|[\"'`“][^\"'`”\n]{12,}[\"'`”]|\w=\S"
)
# Thunderbird says what may be in its own words: "The Outgoing server (SMTP) ... may be incorrectly ..."
_IN_A_WINDOW: Final = re.compile(r"(?i)\boutgoing server \(smtp\) ")
# Who met an error names some of the programs: "(Outlook, Thunderbird, etc.)".
_AND_OTHERS: Final = re.compile(r"\([^()\n]{1,120}, etc\.?\)")
# What notices add of the future: "If the problem continues, please contact ...", "will be retried".
_WHAT_FOLLOWS: Final = re.compile(
    r"(?i)\bif (?:the|this|that) (?:problem|issue|error|failure) (?:still )?"
    r"(?:continues?|persists?|remains?|recurs|(?:occurs|happens) again)\b"
    r"|\b(?:message|mail|delivery|it) will be (?:re-?attempted|re-?tried|tried again)\b"
    r"|\bthis is usually a temporary error during hostname resolution and means\b"  # Windows' own words
)
# What a bounce mail tells its sender.
_NOTICE: Final = re.compile(
    r"\W{0,9}(?i:your (?:message|e?-?mail)) (?:contains|to \S+@|was(?: not|n['’]t)|could(?: not|n['’]t)"
    r"|has not|is too)\b"
)


def speaks_in_general(seen: Seen) -> bool:
    """Whether a text speaks in general, outside of what it quotes.

    One way is anybody's, but for sentences of some length that name no address and are no program's.
    """
    if "etc" in seen.text:
        seen = seen.of(_AND_OTHERS.sub(" ", seen.text))
    if _WHAT_FOLLOWS.search(seen.text) is not None:
        seen = seen.of(_WHAT_FOLLOWS.sub(" ", seen.text))
    ways = _ways(seen)
    if not ways:
        return False
    shown = "@" in seen.text or _IN_A_WINDOW.search(seen.text) is not None
    enough = _ENOUGH if shown or not reads_as_prose(seen.text) else _ENOUGH_IN_PROSE
    if ways < enough or _ways(seen.of(_QUOTED.sub(" … ", seen.text))) < enough:
        return False
    return _NOTICE.match(seen.text) is None and not shows_error(seen)


def tells_of_nobody(seen: Seen) -> bool:
    """Whether a paragraph names nobody and nothing that an error happened to, and shows none."""
    text = seen.text.strip()
    return (
        "\n" not in text
        and reads_as_prose(text)
        and not seen.any(TOLD)
        and _SOMEBODY.search(text) is None
        and not shows_error(seen)
    )


def reads_as_prose(text: str) -> bool:
    """Whether a text of some length consists of English sentences."""
    if len(text) < _LEAST:
        return False
    words = len(_WORD.findall(text))
    return words > 0 and len(_BINDS.findall(text)) >= _SHARE * words


def _ways(seen: Seen) -> int:
    """Count in how many ways a text speaks in general; wishes are one, however they are put."""
    return len(seen.found(SAID)) + sum(map(seen.any, (FORM, HEADED, WISHED, KINDS, PARTS)))


def may_be(seen: Seen) -> bool:
    """Whether words tell what may be, or what servers answer mostly."""
    return seen.any(MAY_BE) or (seen.any(MOSTLY) and _MAY_ANSWER.search(seen.text) is not None)


def shows_error(seen: Seen) -> bool:
    """Whether a short message shows a whole reply or error, and says nothing on such ones in general.

    "Usually it works, but some bounce with 550 5.7.1 Relaying denied": what is usual is no matter then.
    """
    text = seen.text
    if len(text) > _MESSAGE or seen.any(FORM | HEADED | WISHES) or _ROWS.search(text) is not None:
        return False
    shown = _REPLY.search(text)
    start = _program_error(seen) if shown is None else shown.start()
    return (
        start is not None
        and _MAY_ANSWER.search(text, 0, start) is None
        and _MEANS.search(text, start) is None
        and (_WHEN.search(text) is None or _OWN.search(text[:start]) is not None)
    )


def _program_error(seen: Seen) -> int | None:
    """Give where a program's own error stands in a short message; None where none does."""
    for led in _LED_TO.finditer(seen.text):
        words = seen.text[led.end() :].partition("\n")[0]
        closes = _CLOSES.get(led.group().strip())  # of what is quoted
        words = words.partition(closes)[0] if closes is not None else words
        if _TALKS.match(words) is not None or _PRINTED.search(words) is None:
            continue
        error = local_error(seen.of(words))
        if error is not None and error.depth is not Depth.SUMMARY:
            return led.end()
    return None
