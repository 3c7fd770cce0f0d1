"""Blocks that show no error: what somebody expects, as a bug report's template asks, and examples."""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import TALK, Seen, Signs
from bot.parse.talk.leads import WILL_BE_TOLD

EXPECTED: Final = Signs(
    TALK,
    r"^\W*(?:expected (?:behaviou?r|results?|outcome|output)|(?:possible|proposed|suggested) (?:solution|fix)"
    r"|describe (?:the solution|alternatives) you)\b",
)
# "SMTP servers return such numbers, for example:", and below it what they return; what a change adds.
EXAMPLES: Final = Signs(
    TALK,
    r"\b(?:for example|for instance|examples(?: include| are)?)\W*:\W*$"
    r"|^\W*(?:add(?:s|ed)?|handle[sd]?|recogni[sz]e[sd]?|support(?:s|ed)?|classify|classifies"
    r"|classified) (?:[\w'-]+ )*(?:messages?|repl(?:y|ies)|responses?|codes?|errors?|texts?|wordings?)"
    r"(?: (?:from|of|by) [^:\n]+)?:\W*$"
    # "Any client that does so will receive this error:"
    rf"|{WILL_BE_TOLD}.*\b(?:errors?|responses?|repl(?:y|ies)|messages?|codes?):?\W*$"
    # "In RFC 2554 the following states are discussed:", and below it a session.
    r"|\bin rfc ?\d+ the following .*:\W*$"
    # What somebody may see: "puede verlo como:".
    r"|\b(?:puedes?|pueden|podr[ií]as?|pode|vous pouvez|on peut|sie können|man kann|puoi|può) (?:\pL+ )*"
    r"(?:ver(?:lo|la|los)?|recibir|receber|voir|recevoir|sehen|erhalten|vedere|ricevere)\b.*:\W*$"
    # What a setting would lead to.
    r"|\b(?:would|should|could|might) (?:then )?(?:produce|give|return|yield|send|say|look like|read)\W*$"
    # "The current response when there is a limit is", and below it a number.
    r"|\bthe (?:\w+ )*\W?(?:current|default|standard|usual|present)\W? (?:response|reply|answer)s? "
    r"(?:when|for|if|in case) ",
)
# A reply and nothing around it: no host that gave it, no time; RFCs put S: before it.
_REPLY: Final = re.compile(
    r"\W{0,8}(?:\S{1,80} => |S: )?(?:[45]\d\d[ -]|[45]\.\d\.\d{1,3} )[^\[\]<>]{1,200}$"
)
# The next heading, where no empty line stands above it.
_NEXT: Final = re.compile(
    r"\s{0,8}#|\W{0,8}(?:actual|current|observed|real|what (?:happen|i (?:get|see))|steps|logs?|error|output"
    r"|environment)\b",
    re.IGNORECASE,
)
# "The error that the other server returned was:": what stands below it was met.
_LEADS_ON: Final = re.compile(r"\b(?:returned|said|got|received|was|is):\s*$", re.IGNORECASE)
_HEADING: Final = 32  # characters of a heading that tells nothing itself
_NUMBER: Final = re.compile(r"(?<![\w.#-])[45]\d\d(?![\w%])")


def without_examples(lines: list[str], seen: Seen) -> list[str]:
    """Empty the replies below a line that leads to examples, up to the next empty line."""
    kept: list[str] = []
    inside = told = False
    for line in lines:
        if seen.of(line).any(EXAMPLES):
            inside, told = True, False
        elif inside and ((told and not line.strip()) or _LEADS_ON.search(line) is not None):
            inside = False
        reply = inside and _REPLY.match(line) is not None
        told = told or reply
        kept.append("" if reply else line)
    return kept


def without_expected(lines: list[str], seen: Seen) -> list[str]:
    """Empty the lines below such a heading, up to the next one; a line with a number is one that they got."""
    kept: list[str] = []
    inside = told = False
    for line in lines:
        if seen.of(line).any(EXPECTED):
            inside, told = True, len(line) > _HEADING
        elif inside and ((told and not line.strip()) or _NEXT.match(line) is not None):
            inside = False
        elif inside and line.strip():
            told = True
        kept.append("" if inside and _NUMBER.search(line) is None else line)
    return kept
