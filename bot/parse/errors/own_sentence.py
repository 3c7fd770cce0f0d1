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

# A path or package named so is none ("example/smtp", "docker-smtp"), an error's name is ("SMTP_TLS_FAILED").
AT_MAIL: Final = (
    rf"(?:^|[^a-z\d/-])smtps?(?:_[a-z]|\b)|\bsmtps?\.|{SERVER}|:(?:{ports.OF_MAIL})\b"
    rf"|\bauth (?:login|plain)\b|{translations.MAIL_SERVER}"
)
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
# A condition, a rule, a question, advice, a change, a program's source, or that all is well: nothing failed.
# Odoo says "outgoing mail server problem" of every failure.
_HAPPENED_NOT: Final = re2.compile(
    r"\b(?:if|when (?:an?|the|you|your)|whenever|once|unless|until|otherwise|must|should|would|may|might|you"
    r"|default|optional|required|never|always|no longer|add(?:ed|s)?|fix(?:ed|es)?|feat|improve[ds]?"
    r"|support(?:s|ed)?|ok|okay|succe(?:ss|eded)|successful(?:ly)?|works?|check|verify|make sure|ensure|see"
    r"|following|says? that|docs?|documentation|closed down|(?:is|are) sent|handled?|how|avoid|tests? are"
    r"|i|am|self|const|case|throw|return|raise|whether|list of|connection established|server problem"
    r"|wenn|falls|muss|sollte|prüfen|si|cuando|lorsque|quando|если)\b|\bmy |\?|如果"
    r"|https?://|\.git\b"
)
_UNSUCCESSFUL: Final = re2.compile(r"\bnot successful(?:ly)?\b")
# Of a clause, or of a field of JSON.
_ENDS: Final = re.compile(r"[.!;] |, (?!but |and |or )|[。！；，]|\s[–—|] |\\?\", ?\\?\"|\n")
_LINE_LIMIT: Final = 400  # characters in which a program says it
_CLAUSE_LIMIT: Final = 140  # whoever says more tells a story


def step_failed_in_sentence(seen: Seen) -> Stage | None:
    """Say which step a short sentence on SMTP, in whatever words, tells to have failed; None for none."""
    clauses = _ENDS.split(seen.text[:_LINE_LIMIT])
    told = [clause for clause in clauses if len(clause) <= _CLAUSE_LIMIT and _tells_failure(clause.lower())]
    steps = (failed_step(seen.of(clause.replace("_", " "))) for clause in told)
    return next((step for step in steps if step is not None), None)


def _tells_failure(clause: str) -> bool:
    """Say whether a clause in small letters tells of mail's server that something went wrong there."""
    if _AT_MAIL.search(clause) is None:
        return False
    words = _UNSUCCESSFUL.sub("failed", clause.replace("_", " "))
    wrong = _WENT_WRONG.search(_NAMES_KIND.sub("", words)) or _GOES_WRONG.search(words)
    return wrong is not None and _HAPPENED_NOT.search(words) is None
