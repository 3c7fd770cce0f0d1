"""A failed step at a mail server, in a sentence that no list holds: every program has one of its own.

It is short, names SMTP or its server, the step and that it failed, in whatever order. Which words tell of a
step is known to `failed_step`.
"""

from __future__ import annotations

import re
from typing import Final

import re2

from bot.model import Stage
from bot.parse import ports, translations
from bot.parse.errors.failed_step import SERVER, failed_step
from bot.parse.signs import Seen

# A path's or package's name is no protocol's: "example/smtp", "docker-smtp".
AT_MAIL: Final = rf"(?:^|[^\w/-])smtps?\b|\bsmtps?\.|{SERVER}|:(?:{ports.OF_MAIL})\b|\bauth (?:login|plain)\b"
_AT_MAIL: Final = re2.compile(AT_MAIL)
# Stricter than `failure`, which a bare "not" suffices: most sentences on SMTP tell how it is set up.
_WENT_WRONG: Final = re2.compile(
    r"\b(?:fail(?:ed|ure)?|errors?|could ?n['’]t|could not|can(?:not|['’]t| not)|unable|not able"
    r"|refused|rejected|denied|declined|timed[ -]?out|time-?out (?:waiting|while|when|during|on|after)"
    r"|lost|closed|aborted|dropped|blocked|mismatch"
    r"|unsuccessful|invalid|incorrect|wrong|offline|down|unreachable|unavailable|revoked|expired|untrusted"
    r"|incomplete|unexpected|hung up|no (?:connection|greeting|answer|response|reply))\b"
    r"|(?:\b(?:server|host|port)(?: \S+)?|:\d+|\w\.[a-z]+) (?:is|was) not available"
    r"|(?:\bnot|n['’]t) (?:be )?(?:valid|accept|trust|reach|respond|answer|found|successful|authori[sz]ed"
    r"|establish|connected|open|complete|match|receive)"
    rf"|{translations.WENT_WRONG}"
)
# What goes on: of a server that is named by its host, else it tells how servers are.
_GOES_WRONG: Final = re2.compile(
    r"\b(?:fails|rejects|refuses|denies|times out|closes|drops|timeout)\b.*\bsmtp\.[\w-]+\.[a-z]"
    r"|\bsmtp\.[\w-]+\.[a-z].*\b(?:fails|rejects|refuses|denies|times out|closes|drops|timeout)\b"
)
# "SMTP error" names a kind, "timeout: 30" a setting: neither says that anything went wrong.
_NAMES_KIND: Final = re2.compile(
    r"\bsmtp errors?\b|\berrors? (?:codes?|types?|messages?|handling)\b|\btime-?out\W{1,3}\d"
)
# A condition, a rule, a question, advice, a change, or that all is well: nothing of it failed. Odoo says
# "outgoing mail server problem" of every failure.
_HAPPENED_NOT: Final = re2.compile(
    r"\b(?:if|when|whenever|once|unless|until|otherwise|must|should|would|may|might|you|default|optional"
    r"|required|never|always|no longer|add(?:ed|s)?|fix(?:ed|es)?|feat|improve[ds]?|support(?:s|ed)?"
    r"|ok|okay|succe(?:ss|eded)|successful(?:ly)?|works?|check|verify|make sure|ensure|see|following"
    r"|i|am|self|whether|list of|connection established|server problem"
    r"|wenn|falls|muss|sollte|prüfen|si|cuando|lorsque|quando|если)\b|\bmy |\?|如果"
    r"|https?://|\.git\b|__\w"
)
_UNSUCCESSFUL: Final = re2.compile(r"\bnot successful(?:ly)?\b")
_ENDS: Final = re.compile(
    r"[.!;] |, (?!but |and |or )|[。！；，]|\s[–—|] |\\?\", ?\\?\"|\n"
)  # of a clause, or a field of JSON
_LINE_LIMIT: Final = 400  # characters in which a program says it
_SENTENCE_LIMIT: Final = 140  # whoever says more tells a story


def step_failed_in_sentence(seen: Seen) -> Stage | None:
    """Say which step a short sentence on SMTP, in whatever words, tells to have failed; None for none."""
    sentences = _ENDS.split(seen.text[:_LINE_LIMIT])
    steps = (failed_step(seen.of(one)) for one in sentences if _tells_failure(one))
    return next((step for step in steps if step is not None), None)


def _tells_failure(sentence: str) -> bool:
    """Say whether a sentence tells of mail's server that something went wrong there."""
    lower = _UNSUCCESSFUL.sub("failed", sentence.lower())
    return (
        len(sentence) <= _SENTENCE_LIMIT
        and _AT_MAIL.search(lower) is not None
        and (_WENT_WRONG.search(_NAMES_KIND.sub("", lower)) or _GOES_WRONG.search(lower)) is not None
        and _HAPPENED_NOT.search(lower) is None
    )
