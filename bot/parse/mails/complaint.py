"""A feedback report (RFC 5965): a person called a mail spam, and their provider says so.

Reads whose mail it was; the prose is kept as its words.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import FEEDBACK, NO_COMPLAINTS, Bounce, Evidence, Kind, Reply
from bot.parse.mails.addressee import first_address, original_recipient
from bot.parse.mails.mime import Part
from bot.parse.mails.parts import Parts, header_text
from bot.parse.rare_pattern import RarePattern
from bot.parse.redact import redact

_FIELD: Final = "Feedback-Type:"
_OPENS: Final = re.compile(rf"^[\s>|]{{0,8}}{_FIELD} ?[\w-]", re.MULTILINE)
# RFC 5965, B.1, and what OpenDMARC and Stalwart write above a report by RFC 6591.
_PROSE: Final = RarePattern(
    r"(?im)(?:email[\s>]{1,8}abuse|(authentication[\s>]{1,8}failure))[\s>]{1,8}report[\s>]{1,8}for[\s>]{1,8}an"
    r"[\s>]{1,8}email[\s>]{1,8}message"
    r"|^[\s>]{0,8}this is an? (?:spam|abuse|junk) (?:report|complaint) (?:for|about) an? (?:email )?message"
)
# Microsoft's Junk Mail Reporting Program has no fields, but a header of its own in the mail that it encloses;
# SpamCop writes above the mail itself.
_JUNK_REPORT: Final = re.compile(
    r"complaint about message from \d|\[SpamCop \([\da-f.:]{3,45}\) id:\d", re.IGNORECASE
)
_TYPE: Final = re.compile(rf"^[\s>|]{{0,8}}{_FIELD}\s{{0,4}}([\w-]{{1,40}})", re.MULTILINE | re.IGNORECASE)
_RCPT: Final = re.compile(
    r"^[\s>|]{0,8}(?:Original-Rcpt-To|Removal-Recipient|Original-Recipient|X-HmXmrOriginalRecipient):\s{0,4}(.{1,400})",
    re.IGNORECASE | re.MULTILINE,
)


def pasted_complaints(text: str) -> tuple[Bounce, ...]:
    """Give the complaints whose fields, or whose prose, stand in a text; empty when it has none."""
    if (_FIELD not in text or _OPENS.search(text) is None) and not says_complaint(text):
        return ()
    return complaints(Parts(prose=[text], feedback=[text]), Part())


def is_junk_report(subject: str) -> bool:
    """Whether a mail is Microsoft's or SpamCop's report on a mail called junk, by its subject."""
    return _JUNK_REPORT.match(subject) is not None


def says_complaint(text: str) -> bool:
    """Whether a text is a report's prose, which people copy without the fields below it."""
    return " report" in text and _PROSE.search(text) is not None


def complaints(parts: Parts, message: Part) -> tuple[Bounce, ...]:
    """Give one complaint a recipient; one without where nobody is named."""
    fields = "\n".join(parts.feedback or parts.headers)
    found = [address for value in _RCPT.findall(fields) if (address := first_address(value))]
    if not found and message.keys():  # else the only address may be the report's own
        original = original_recipient(parts, message)
        found = [original] if original else []
    # Microsoft's has no words of its own: what stands in it is the mail that was complained of.
    prose = [] if is_junk_report(header_text(message, "Subject")) else parts.prose
    words = " ".join(redact(" ".join(prose)[:20_000]).text.split())[:1000]
    names: list[str | None] = [*dict.fromkeys(found)] or [None]
    told = Bounce(Reply(None, None, words), kind=Kind.COMPLAINT, context=_feedback(fields, words))
    return tuple(told._replace(recipient=name) for name in names)


def _feedback(fields: str, words: str) -> tuple[Evidence, ...]:
    """Give the type of a report that is about something else than a person's complaint (RFC 6430, 6591)."""
    named, prose = _TYPE.search(fields), _PROSE.search(words)
    of_sender = prose is not None and prose.group(1) is not None
    kind = named.group(1).lower() if named is not None else "auth-failure" if of_sender else ""
    return (Evidence.in_paste(FEEDBACK, type=kind),) if kind in NO_COMPLAINTS else ()
