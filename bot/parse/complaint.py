"""A feedback report (RFC 5965): a person called a mail spam, and their provider says so.

Reads whose mail it was; the prose is kept as its words.
"""

from __future__ import annotations

import re
from email.message import Message
from typing import Final

from bot.model import Bounce, Kind, Reply
from bot.parse.addressee import first_address, original_recipient
from bot.parse.parts import Parts
from bot.parse.redact import redact

_FIELD: Final = "Feedback-Type:"
_OPENS: Final = re.compile(rf"^[\s>|]{{0,8}}{_FIELD} ?[\w-]", re.MULTILINE)
_PROSE: Final = re.compile(r"email abuse report for an[\s>]{1,8}email[\s>]{1,8}message")  # RFC 5965, B.1
_RCPT: Final = re.compile(
    r"^[\s>|]{0,8}(?:Original-Rcpt-To|Removal-Recipient|Original-Recipient):\s{0,4}(.{1,400})",
    re.IGNORECASE | re.MULTILINE,
)


def pasted_complaints(text: str) -> tuple[Bounce, ...]:
    """Give the complaints whose fields, or whose prose, stand in a text; empty when it has none."""
    if (_FIELD not in text or _OPENS.search(text) is None) and not says_complaint(text):
        return ()
    return complaints(Parts(prose=[text], feedback=[text]), Message())


def says_complaint(text: str) -> bool:
    """Say whether a text is a report's prose, which people copy without the fields below it."""
    return "abuse report" in text and _PROSE.search(text) is not None


def complaints(parts: Parts, message: Message) -> tuple[Bounce, ...]:
    """Give one complaint a recipient; one without where nobody is named."""
    fields = "\n".join(parts.feedback)
    found = [address for value in _RCPT.findall(fields) if (address := first_address(value))]
    if not found and message.keys():  # else the only address may be the report's own
        original = original_recipient(parts, message)
        found = [original] if original else []
    words = " ".join(redact(" ".join(parts.prose)[:20_000]).text.split())[:1000]
    names: list[str | None] = [*dict.fromkeys(found)] or [None]
    return tuple(Bounce(Reply(None, None, words), kind=Kind.COMPLAINT, recipient=name) for name in names)
