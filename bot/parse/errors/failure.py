"""Whether a text tells of a failure at all: an error has a word of one, a plain sentence has none.

Looks at the words alone; what failed is read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse import translations
from bot.parse.signs import WORDS, Seen, Signs

# A sentence of words alone, a setting of words with its value.
_SENTENCE: Final = re.compile(
    r"[A-Za-z_ ,.;()*/'-]{20,}|[>* -]{0,9}[A-Za-z][A-Za-z ]{1,40}: [A-Za-z /+-]{1,60}"
)
# What an error has in it.
_FAILS: Final = Signs(
    WORDS,
    r"fail|error|exception|reject|denied|incorrect|\bnot\b|n['’]t\b|cannot|\bno\b|unable|could"
    r"|invalid|wrong|lost|clos(?:ed|ing)|timed|timeout|tim(?:e|ing) out"
    r"|mismatch|unsuccess|offline|hung up|declin|revoked|incomplete"
    r"|unknown|missing|unsupport|\bbad\b|unexpected|reset|abort"
    r"|broken|unreachable|terminat|disconnect|untrusted|\bneeds\b|fatal|blocked|disabled"
    r"|suspended|\blocked\b|deactivated|\bfull\b|exceed"
    r"|there was an? (?:issue|problem)|(?:issue|problem) occurred|stopped working|never (?:work|succeed)"
    r"|(?:authentication|login|connection|certificate|tls|ssl|smtp) (?:problem|issue)s?"
    r"|\bend of file\b|\bnone of\b|\b(?:limit|attempts|retries|maximum)\b[^.;]* reached"
    r"|\breached\b[^.;]* limit"
    # What a program asks for where it failed.
    r"|\bcheck (?:the |your )?(?:user|log-?in|password|credential)"
    r"|(?:authentication|login|tls) (?:is )?required|\b(?:authenticate|log ?in) first\b"
    r"|self[- _]signed|too |\be(?:not|conn|host|net|ai_|auth|socket|acces|perm|pipe|proto|dns)"
    rf"|\berro(?:re)?\b|{translations.FAILS}",
)
# A certificate is spoken of wherever TLS is; an error says what came of it, or is short.
_CERTIFICATE: Final = Signs(WORDS, r"certificat")
_WENT_WRONG: Final = Signs(
    WORDS,
    r"fail|error|exception|alert|refus|reject|denied|unable|could not|couldn['’]t|cannot|can['’]t|\bx509: "
    r"|not (?:trusted|valid|verified|accepted|yet valid)|invalid|has expired"
    r"|mismatch|\b(?:does|did|do)(?: not|n['’]t) match"
    r"|ungültig|\bnicht\b|abgelaufen|pas valide|ne peut pas|expiré|no (?:es )?(?:válid|coincide)|no se puede"
    r"|caducad",
)
# A notice of what is to come: "the certificate for mail.example.com expires in 12 days".
_WILL_EXPIRE: Final = re.compile(
    r"\b(?:cert\w*|tls|ssl)\b[^\n]{0,200}?\bexpir(?:es?|ing)"
    r" (?:soon\b|(?:in|within) (?:less than )?(?:\d{1,3}|an?|one|two|three) (?:day|week|month|hour)s?\b)",
    re.IGNORECASE,
)
_NOTED: Final = 60  # characters; a longer line that names a certificate is a sentence on one


def names_failure(seen: Seen) -> bool:
    """Whether a word of failure stands in a text."""
    return seen.any(_FAILS)


def says_failure(text: str) -> bool:
    """Whether a line tells of a failure; a plain sentence that does not is a document's."""
    return _SENTENCE.fullmatch(text) is None or names_failure(Seen(text))


def announces_expiry(seen: Seen) -> bool:
    """Whether a line only says when a certificate is going to end: it is good until then."""
    return "xpir" in seen.text and _WILL_EXPIRE.search(seen.text) is not None and not seen.any(_WENT_WRONG)


def only_names_certificate(seen: Seen) -> bool:
    """Whether a sentence speaks of a certificate, and of nothing that failed."""
    return len(seen.text) > _NOTED and seen.any(_CERTIFICATE) and not seen.any(_WENT_WRONG)
