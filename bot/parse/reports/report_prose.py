"""What a report says in words of its own: all but headers, greetings, disclaimers and the returned mail.

Works on lines of text whichever way they came: a mail's part, a quote, a forward.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce, Kind, Reply
from bot.parse.reports.returned_mail import original_at

_EXPLAINS_NOTHING: Final = re.compile(
    r"^[\W_]{0,200}$|^[\s>|]{0,20}-{3,40}[^-\n]{1,100}-{3,40}[\s|]*$"
    # A greeting; one that goes on tells something.
    r"|^[\s>]*(?:(?:Hi|Hello|Dear|Regards)\b(?:\W{1,20}\w{1,40}){0,3}\W{0,20}$"
    r"|This message was created automatically"
    # Postfix's closing words, of which only their administrator changes any.
    r"|For further assistance, please|If you do so, please include this problem report"
    r"|delete your own text from the |(?:please )?do not resend |please reply to \S{1,300}$"
    r"|if you feel this message to be in error"
    r"|undeliverable {1,3}to \S{1,300}$)",
    re.IGNORECASE,
)

# What mail programs put above a mail that is answered: "On Monday, Ana wrote:".
_WROTE: Final = re.compile(
    r"\b(?:wrote|schrieb|a écrit|escribi[óo]|ha scritto|escreveu|schreef|skrev|napisał|napsala?|a scris|írta)"
    r"|пи(?:шет|сал)|[写寫]道|のメール|님이 작성",
    re.IGNORECASE,
)
# What companies put below every mail.
_DISCLAIMED: Final = 60  # characters that such a sentence has at least
_DISCLAIMER: Final = re.compile(
    r"^[\s>*_]{0,12}(?:this|the information|diese|ce|cet|este|esta|questo|questa|dit|deze) [^.]{0,120}?"
    r"\b(?:confidential|vertraulich|confidentiel|confidenciais|confidencial|riservat|vertrouwelijk)"
    r"|^[\s>*_]{0,12}(?:confidentiality|disclaimer|privileged)\b",
    re.IGNORECASE,
)

# What a person's own name and address stand below (RFC 3676 4.3 for the dashes).
_SIGNS_OFF: Final = re.compile(
    r"[\s>]{0,4}(?:--|__|—)\s{0,3}$"
    r"|\W{0,3}(?:(?:(?:kind|best|warm|many) )?(?:regards|wishes)|(?:many )?thanks(?: [\w ]{1,20})?|thank you"
    r"|cheers|best|(?:yours )?sincerely|(?:mit )?(?:freundliche|viele|beste|liebe)n? gr(?:ü|ue)(?:ß|ss)en?"
    r"|mfg|cordialement|(?:un )?salud[oa]s?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti"
    r"|atenciosamente|abraços?|met vriendelijke groet(?:en)?|pozdrawiam|с уважением)[,.!]?\s{0,3}$",
    re.IGNORECASE,
)
# A line of a report, below which nobody has signed off.
_TELLS: Final = re.compile(
    r"\b[45]\d\d\b|\b[45]\.\d\.\d|fail|deliver|reject|mailbox|recipient|\bnot\b|n't\b|un(?:able|known)\b",
    re.IGNORECASE,
)
_SIGNED_LINES: Final = 10


def explains_nothing(line: str) -> bool:
    """Whether a line explains nothing: empty, a rule, a greeting, a quote's first line, a disclaimer."""
    return (
        _EXPLAINS_NOTHING.match(line) is not None
        or (line.rstrip().endswith((":", "：")) and _WROTE.search(line[:300]) is not None)
        or (len(line) > _DISCLAIMED and _DISCLAIMER.match(line) is not None)
    )


def signed_at(lines: list[str]) -> int:
    """Give the line at which a person signs off below a text; where nobody does, the number of lines."""
    for index in range(len(lines) - 1, max(0, len(lines) - 1 - _SIGNED_LINES), -1):
        if _TELLS.search(lines[index]) is not None:
            break
        if _SIGNS_OFF.match(lines[index]) is not None:
            return index
    return len(lines)


def words_of(lines: list[str]) -> str:
    """Give a report's own prose, up to the returned mail."""
    words: list[str] = []
    for number, line in enumerate(lines[:60]):
        if original_at(number, line):
            break
        if not explains_nothing(line):
            words.append(line)
    return " ".join(" ".join(words).split())[:1000]


def with_words(bounces: list[Bounce], lines: list[str]) -> list[Bounce]:
    """Give bounces a report's prose, so that a wording may know it: as their text or beside a bare one."""
    if all(_needs_no_words(one) for one in bounces):
        return bounces
    words = words_of(lines)
    return [one if _needs_no_words(one) else _with_words(one, words) for one in bounces]


def _needs_no_words(bounce: Bounce) -> bool:
    return bounce.kind is Kind.SUCCESS or (bounce.reply.text != "" and bounce.reply.code is not None)


def _with_words(bounce: Bounce, words: str) -> Bounce:
    reply = bounce.reply
    if not reply.text:
        return bounce._replace(reply=reply._replace(text=words))
    return bounce._replace(outer=(*bounce.outer, Reply(None, None, words))) if words else bounce
